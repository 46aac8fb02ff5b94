"""What becomes of the magazine from Qinghai, line by line, and of the seeds that are not damaged.

A doubled line is right if it reads like its gold text. Blanks may remain that other filters own:
at the start of a page, between Han and digits, in letter-spacing. They may stand only in lines
that had some; such lines are listed with --blanks. No other line may change at all.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from common import ROOT, pipeline, places, read, squeeze, visible

from cleantext import Pipeline

CLEAN = (
    "speech-tabs.txt",
    "newspaper-page.txt",
    "flattened-article.txt",
    "indented-article.txt",
    "speech-tabs.gold.txt",
    "flattened-article.gold.txt",
    "qinghai-magazine.gold.txt",
)


@dataclass(frozen=True)
class Line:
    """A line of the dump: as it was, as it came out, as it should read."""

    number: int
    raw: str
    cleaned: str
    gold: str | None  # of a doubled line; other lines should stay as they are

    @property
    def exact(self) -> bool:
        return self.cleaned == self.gold

    @property
    def right(self) -> bool:
        """As the gold text, but for blanks in a line that had some."""
        blank = self.raw != squeeze(self.raw)
        return self.exact or (blank and squeeze(self.cleaned) == squeeze(self.gold or ""))

    def __str__(self) -> str:
        return f"  {self.number}: {self.raw!r}\n    -> {self.cleaned!r}\n  gold {self.gold!r}"


def gold_lines(path: Path) -> dict[int, str]:
    """The gold text of every doubled line, by its number."""
    rows = csv.DictReader(read(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {int(row["line"]): row["text"] for row in rows if row["class"].startswith("doubled")}


def compare(raw: str, cleaned: str, gold: dict[int, str]) -> list[Line]:
    """The lines of the dump side by side; only where their number stayed the same."""
    both = zip(raw.split("\n"), cleaned.split("\n"), strict=True)
    return [Line(at, before, after, gold.get(at)) for at, (before, after) in enumerate(both, 1)]


def report(lines: list[Line], most: int) -> Iterator[str]:
    doubled = [line for line in lines if line.gold is not None]
    exact = sum(line.exact for line in doubled)
    right = sum(line.right for line in doubled)
    yield f"doubled lines right: {right} of {len(doubled)}"
    yield f"  exactly as gold {exact}, with blanks that other filters own {right - exact}"
    others = [line for line in lines if line.gold is None]
    changed = [line for line in others if line.raw != line.cleaned]
    yield f"other lines changed: {len(changed)} of {len(others)}"
    wrong = [line for line in doubled if not line.right]
    yield from (f"WRONG\n{line}" for line in wrong[:most])
    yield from (f"CHANGED\n{line}" for line in changed[:most])


def blanks(lines: list[Line]) -> Iterator[str]:
    """The right lines that still have blanks their gold text does not show."""
    yield from (f"BLANKS\n{line}" for line in lines if line.gold and line.right and not line.exact)


def untouched(seeds: Path, by: Pipeline) -> Iterator[str]:
    """Whether each clean seed comes back as it went in, and what changed if not."""
    docs = [read(seeds / name) for name in CLEAN]
    for name, doc, cleaned in zip(CLEAN, docs, by.run(docs), strict=True):
        yield f"{name}: {'unchanged' if cleaned.text == doc else 'CHANGED'}"
        for place in places(doc, cleaned):
            yield f"  {place.filter}: {visible(place.text)}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", help="the seed texts")
    parser.add_argument("--filters", default="doubled", help="names with commas, or `default`")
    parser.add_argument("--blanks", action="store_true", help="list lines right but for blanks")
    parser.add_argument("--most", type=int, default=10, metavar="N", help="faults to list")
    asked = parser.parse_args()
    by = pipeline(asked.filters)
    raw = read(asked.seeds / "qinghai-magazine.txt")
    cleaned = by.clean(raw)
    before, after = raw.count("\n") + 1, cleaned.count("\n") + 1
    print(f"lines of the dump: {before:,} before, {after:,} after")
    if before == after:
        gold = gold_lines(asked.seeds / "qinghai-magazine.lines.tsv")
        lines = compare(raw, cleaned, gold)
        print(*report(lines, asked.most), *(blanks(lines) if asked.blanks else ()), sep="\n")
    print(*untouched(asked.seeds, by), sep="\n")


if __name__ == "__main__":
    main()
