"""What each peer repairs of the extractions with known truth, and what it does to their gold texts.

The columns are those of `lines.py`, with `harm`: characters that differ, blanks and breaks too, per
10,000 of the gold texts, which should stay as they are. What peers do beyond the artefacts of these
samples (mojibake, markup, addresses) is not seen here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import cases
import peers
from common import ROOT, Sample, called, pipeline, samples, table
from peers import OPENCC, Clean
from rapidfuzz.distance import Levenshtein
from ratios import Spread

from cleantext import Cleaned, Pipeline

SPEEDS = ("clean documents", "the dump")  # inputs shown beside the repairs


def harm(found: Sequence[Sample], clean: Clean) -> float:
    """How much of the gold texts changes, per 10,000 characters."""
    golds = dict.fromkeys(sample.gold for sample in found)
    changed = sum(Levenshtein.distance(gold, clean(gold)) for gold in golds)
    return 1e4 * changed / sum(map(len, golds))


def row(name: str, found: Sequence[Sample], clean: Clean) -> list[str]:
    done = [cases.Case(each, clean(each.raw), Cleaned(each.gold)) for each in found]
    figures = cases.row(name, done)
    return [name, *figures[2:], f"{harm(found, clean):.1f}"]


def tables(
    folder: Path, by: Pipeline, others: Mapping[str, Clean], ratios: Mapping[str, Spread]
) -> Iterator[str]:
    """Nothing, cleantext and every peer, with the speed of each if it is known."""
    found = [each for each in samples(folder) if "tesseract" not in each.name]
    cleaners: dict[str, Clean] = {"nothing": str, "default": by.clean, **others}
    rows = []
    for name, clean in cleaners.items():
        speeds = [ratios.get(f"{where} / {name}") for where in SPEEDS]
        known = [f"{each.median:.2g}" if each else "" for each in speeds]
        if name == OPENCC and ratios:
            known = ["1" for _ in SPEEDS]
        rows.append([*row(called(name), found, clean), *known])
    beside = [f"× OpenCC, {where}" for where in SPEEDS]
    yield table(["", *cases.HEAD[2:], "harm", *beside], rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = ROOT / "benchmarks/samples/cases"
    parser.add_argument("folder", nargs="?", type=Path, default=default, help="of the samples")
    asked = parser.parse_args()
    found = peers.find()
    print("\n\n".join(tables(asked.folder, pipeline("default"), found.cleaners, {})))
    print(f"\n{peers.named(found)}")


if __name__ == "__main__":
    main()
