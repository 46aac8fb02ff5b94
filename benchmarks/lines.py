"""How well broken lines become paragraphs: the magazine and its speech, other seeds, and samples.

The magazine is compared with its gold text break by break, the speech with the same speech from
another source, the newspaper page with the places where its sentences are cut, the flattened seeds
and each extraction in FOLDER with their gold texts. Blanks never count.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import cases
from common import ROOT, Sample, pipeline, read, table, visible
from magazine import Magazine, speech
from newspaper import Page

from cleantext import Pipeline


def magazine(asked: argparse.Namespace, by: Pipeline) -> Iterator[str]:
    """The dump against its gold text, and the speech in it."""
    yield "## The magazine from Qinghai"
    found = Magazine.of(asked.seeds, by.clean(read(asked.seeds / "qinghai-magazine.txt")))
    yield table(["", "", "goal"], list(found.checks()))
    yield found.by_class()
    yield from islice(found.worst(), asked.worst)
    yield "## The speech in it"
    beside = speech(found, asked.seeds)
    score = beside.score()
    exact = f"paragraphs exact: {score.paragraphs_exact} of {score.paragraphs}"
    yield f"{exact}, characters lost: {score.lost}, stray: {score.stray} (title and byline: 24)"
    paragraphs = zip(beside.gold.paragraphs(), beside.exact.tolist(), strict=True)
    yield from islice(
        (f"WRONG {visible(text, 80)}" for text, right in paragraphs if not right), asked.worst
    )


def newspaper(asked: argparse.Namespace, by: Pipeline) -> Iterator[str]:
    """The page whose sentences are cut by column and page ends."""
    yield "## The newspaper page"
    source = read(asked.seeds / "newspaper-page.txt")
    yield "\n".join(Page.of(asked.seeds, by.explain(source)).report())


def flattened(asked: argparse.Namespace, by: Pipeline) -> Iterator[str]:
    """The seeds whose paragraphs were glued into one line."""
    yield "## The flattened seeds"
    yield table(
        cases.HEAD, [cases.row(each.sample.name, [each]) for each in seeds(asked.seeds, by)]
    )


def seeds(folder: Path, by: Pipeline) -> Iterator[cases.Case]:
    for name in ("flattened-article", "speech-tabs"):
        gold = read(folder / f"{name}.gold.txt")
        sample = Sample(name, read(folder / f"{name}.txt"), gold, None)
        yield cases.Case(sample, by.clean(sample.raw), by.explain(gold))


def samples(asked: argparse.Namespace, by: Pipeline) -> Iterator[str]:
    """Extractions with known truth."""
    yield f"## Samples in {asked.folder.name}"
    found = cases.cleaned(asked.folder, by, asked.only)
    if not found:
        raise SystemExit(f"no cases NAME.raw.txt in {asked.folder}")
    yield from cases.tables(found, each=asked.each)
    yield from cases.worst(found, asked.worst)


PARTS = {
    "magazine": magazine,
    "newspaper": newspaper,
    "flattened": flattened,
    "samples": samples,
}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = ROOT / "benchmarks/samples/cases"
    parser.add_argument("folder", nargs="?", type=Path, default=default, help="of the samples")
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", help="the seed texts")
    parser.add_argument("--filters", default="default", help="names with commas, or `default`")
    parser.add_argument("--part", choices=PARTS, help="one part only")
    parser.add_argument("--only", default="", help="of the samples, those with this in their name")
    parser.add_argument("--each", action="store_true", help="a row for each sample, too")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list N faults a part")
    return parser.parse_args()


def main() -> None:
    asked = options()
    by = pipeline(asked.filters)
    for part in [asked.part] if asked.part else PARTS:
        print("\n\n".join(PARTS[part](asked, by)), end="\n\n")


if __name__ == "__main__":
    main()
