"""The newspaper page, cleaned: twelve sentences are cut by a column or page end, nothing else."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from common import places, read, visible

from cleantext import Cleaned
from cleantext.alignment.signs import Signs
from cleantext.scoring import Comparison


@dataclass(frozen=True)
class Joint:
    """Where a paragraph ends and the next one begins, and whether a sentence is cut there."""

    lines: tuple[int, int]
    text: str
    cut: bool
    joined: bool

    def __str__(self) -> str:
        verdict = ("WRONGLY JOINED", "joined") if self.joined else ("", "NOT JOINED")
        return f"  {verdict[self.cut]:14} {self.lines[0]} | {self.lines[1]}  {self.text}"


@dataclass(frozen=True, eq=False)
class Page:
    """The page as it was and as it came out."""

    source: str
    cuts: set[int]  # the lines that go on in the next paragraph
    cleaned: Cleaned

    @classmethod
    def of(cls, seeds: Path, cleaned: Cleaned) -> Page:
        rows = csv.DictReader(read(seeds / "newspaper-page.joins.tsv").splitlines(), delimiter="\t")
        cuts = {int(row["line"]) for row in rows}
        return cls(read(seeds / "newspaper-page.txt"), cuts, cleaned)

    @cached_property
    def joints(self) -> list[Joint]:
        """Every place where a paragraph ends, in order."""
        comparison = Comparison(Signs.of(self.source), Signs.of(self.cleaned.text))
        shown = [(number, line) for number, line in enumerate(self.lines, 1) if line.strip()]
        pairs = zip(shown, shown[1:], comparison.breaks[0].tolist(), strict=False)
        return [
            Joint((one, two), f"{end.strip()[-8:]} | {start[:8]}", one in self.cuts, not broken)
            for (one, end), (two, start), broken in pairs
        ]

    @property
    def lines(self) -> list[str]:
        return self.source.split("\n")

    def report(self) -> Iterator[str]:
        cut = [joint for joint in self.joints if joint.cut]
        wrong = [joint for joint in self.joints if joint.joined and not joint.cut]
        right = sum(joint.joined for joint in cut)
        goal = "goal: at least 9 and 0"
        yield f"cut sentences joined: {right} of {len(cut)}, others: {len(wrong)} ({goal})"
        yield from map(str, cut + wrong)
        if self.otherwise_unchanged:
            yield "otherwise unchanged, markdown and blanks included"
        else:
            yield "CHANGED elsewhere; every change:"
            for place in places(self.source, self.cleaned):
                yield f"  {place.filter}: {visible(place.text)}"

    @property
    def otherwise_unchanged(self) -> bool:
        """Whether nothing but breaks between joined lines is gone."""
        ends = {joint.lines[0]: joint.lines[1] for joint in self.joints if joint.joined}
        parts, number = [], 1
        while number <= len(self.lines):
            parts.append(self.lines[number - 1])
            parts.append("" if number in ends else "\n")
            number = ends.get(number, number + 1)
        return "".join(parts[:-1]) == self.cleaned.text
