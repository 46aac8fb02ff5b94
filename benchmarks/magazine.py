"""The magazine from Qinghai, cleaned, beside its gold text: every break and every paragraph."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
from common import read, squeeze, table

from cleantext.alignment.signs import Signs
from cleantext.scoring import Comparison, Score


@dataclass(frozen=True)
class Line:
    """A line of the dump that shows something, and what should become of it."""

    number: int
    kind: str
    text: str  # as it should read; "" for a page number
    joined: bool  # whether it runs on into the next
    soft: bool  # whether the other reading of its end would do as well
    heading: bool
    raw: str
    start: int  # in the gold text without blanks
    stop: int


@dataclass(frozen=True)
class Ending:
    """Where one line ends and the next begins, and whether that came out right."""

    line: Line
    following: Line
    right: bool

    def __str__(self) -> str:
        fault = "MISSED JOIN" if self.line.joined else "FALSE JOIN"
        first, second = self.line, self.following
        head = f"{fault} {first.number} | {second.number}  ({first.kind} | {second.kind})"
        return f"{head}\n  {first.raw}\n  {second.raw}"


def read_lines(seeds: Path) -> list[Line]:
    """Every line of the dump that shows something."""
    raw = read(seeds / "qinghai-magazine.txt").split("\n")
    table = read(seeds / "qinghai-magazine.lines.tsv").splitlines()
    lines, at = [], 0
    for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
        number, text, notes, kind = int(row["line"]), row["text"], row["notes"], row["class"]
        stop = at + len(squeeze(text))
        heading = kind == "heading" or "role=heading" in notes
        ends = (row["next"] == "JOIN", "soft" in notes, heading)
        lines.append(Line(number, kind, text, *ends, raw[number - 1].rstrip(), at, stop))
        at = stop
    return lines


@dataclass(frozen=True, eq=False)
class Magazine:
    """The lines of the dump and what a pipeline made of it."""

    lines: list[Line]
    raw: str
    gold: str
    cleaned: str

    @classmethod
    def of(cls, seeds: Path, cleaned: str) -> Magazine:
        raw = read(seeds / "qinghai-magazine.txt")
        return cls(read_lines(seeds), raw, read(seeds / "qinghai-magazine.gold.txt"), cleaned)

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(Signs.of(self.gold), Signs.of(self.cleaned))

    @cached_property
    def score(self) -> Score:
        return self.comparison.score(Signs.of(self.raw))

    @cached_property
    def shown(self) -> list[Line]:
        """The lines that stay."""
        return [line for line in self.lines if line.text]

    @cached_property
    def endings(self) -> list[Ending]:
        """The end of every line but the last."""
        missing = {at for at, _ in self.comparison.missing_breaks}
        stray = {at for at, _ in self.comparison.stray_breaks}
        return [
            Ending(line, after, line.stop not in (stray if line.joined else missing))
            for line, after in pairwise(self.shown)
        ]

    @cached_property
    def stray_breaks(self) -> list[Line]:
        """For every other break too many: the line it stands in, or behind."""
        ends = {each.line.stop for each in self.endings if each.line.joined or each.line.soft}
        places = [at for at, _ in self.comparison.stray_breaks if at not in ends]
        return [next(line for line in self.shown if at <= line.stop) for at in places]

    @cached_property
    def soft(self) -> set[int]:
        """The places of the gold text where a break would do as well as none."""
        return {line.stop for line in self.shown if line.soft}

    @cached_property
    def break_score(self) -> Score:
        """The figures of the breaks that are not soft."""
        missing, stray = (
            sum(at not in self.soft for at, _ in places)
            for places in (self.comparison.missing_breaks, self.comparison.stray_breaks)
        )
        gold = len(set(self.comparison.gold.breaks.tolist()) - self.soft)
        matched = gold - missing
        return Score(gold_breaks=gold, text_breaks=matched + stray, breaks_matched=matched)

    @cached_property
    def paragraphs(self) -> list[list[Line]]:
        """The lines of every paragraph."""
        found: list[list[Line]] = [[]]
        for line in self.shown:
            found[-1].append(line)
            if not line.joined:
                found.append([])
        return found[:-1]

    def exact(self, kind: str) -> list[bool]:
        """Of the paragraphs that begin with such a line, which came out exactly."""
        both = zip(self.paragraphs, self.comparison.exact.tolist(), strict=True)
        return [exact for paragraph, exact in both if paragraph[0].kind == kind]

    def alone(self, paragraph: list[Line]) -> bool:
        """Whether it stands on a line of its own, soft ends aside."""
        first, last = paragraph[0], paragraph[-1]
        ends = {first.start, last.stop} - self.soft
        if any(at in ends for at, _ in self.comparison.missing_breaks):
            return False
        inside = (at for at, _ in self.comparison.stray_breaks if at not in self.soft)
        return not any(first.start < at < last.stop for at in inside)

    @cached_property
    def page_numbers_left(self) -> list[Line]:
        """The page numbers that still stand where they stood."""
        text = self.comparison.text.string
        gaps = list(self.comparison.alignment.gaps())
        return [
            line
            for line in self.lines
            if not line.text
            for gap in gaps
            if gap.gold_start <= line.start <= gap.gold_stop
            if squeeze(line.raw) in text[gap.text_start : gap.text_stop]
        ]

    def checks(self) -> Iterator[tuple[str, str, str]]:
        """What is asked of the magazine: a name, what came out, and the goal."""
        found, breaks = self.score, self.break_score
        yield "characters that differ", f"{found.errors} of {found.characters:,}", "at most 3"
        yield "true characters newly lost", str(found.newly_lost), "0"
        yield "break F1", f"{100 * breaks.break_f1:.2f} %", "98.5, better 99.2"
        yield "break precision, recall", _both(breaks), ""
        exact = f"{found.paragraphs_exact} of {found.paragraphs}"
        yield "paragraphs exact", f"{exact} ({100 * found.paragraph_rate:.1f} %)", "95 %"
        yield "vertical headings", _count(self.exact("vertical")), "all"
        gone = [line not in self.page_numbers_left for line in self.lines if not line.text]
        yield "page numbers gone", _count(gone), "all"
        yield "names on their own line", _count(self._alone("name")), "all"
        yield "job titles on their own line", _count(self._alone("job-title")), "all"
        headings = [self.alone(each) for each in self.paragraphs if each[0].heading]
        yield "headings on their own line", _count(headings), "all"

    def _alone(self, kind: str) -> list[bool]:
        return [self.alone(each) for each in self.paragraphs if each[0].kind == kind]

    def by_class(self) -> str:
        """The figures of each class of lines."""
        head = ["line class", "lines", "joins right", "breaks right", "paragraphs exact"]
        return table(head, [self._class_row(kind) for kind in _kinds(self.lines)])

    def _class_row(self, kind: str) -> list[str]:
        ends = [each for each in self.endings if each.line.kind == kind and not each.line.soft]
        joins = [each.right for each in ends if each.line.joined]
        breaks = [each.right for each in ends if not each.line.joined]
        lines = sum(line.kind == kind for line in self.lines)
        return [kind, str(lines), _count(joins), _count(breaks), _count(self.exact(kind))]

    def worst(self) -> Iterator[str]:
        """Every break that is wrong, with its two lines."""
        yield from (str(each) for each in self.endings if not each.right and not each.line.soft)
        for line, several in groupby(self.stray_breaks):
            yield f"STRAY BREAK x{len(list(several))} {line.number}  ({line.kind})\n  {line.raw}"


SPEECH_LINES = (25, 376)
CUT = "经过长期奋斗，我国"  # the dump puts a title and a byline behind these words
DOT = str.maketrans("・", "·")


def speech(found: Magazine, seeds: Path) -> Comparison:
    """The speech inside the cleaned dump beside the same speech from another source.

    Made like the dump are the paragraph it interrupts, which is two here, and a middle dot; title
    and date at the head and the agency at the end are not in it.
    """
    text = read(seeds / "speech-tabs.gold.txt").translate(DOT).replace(CUT, f"{CUT}\n")
    gold = "\n".join(text.splitlines()[2:-1])
    starts = {line.number: line.start for line in found.shown}
    stops = {line.number: line.stop for line in found.shown}
    places = np.array([starts[SPEECH_LINES[0]], stops[SPEECH_LINES[1]] - 1])
    first, last = found.comparison.alignment.image(places).tolist()
    at = found.comparison.text.at
    return Comparison(Signs.of(gold), Signs.of(found.cleaned[at[first] : at[last] + 1]))


def _both(score: Score) -> str:
    return f"{100 * score.break_precision:.2f}, {100 * score.break_recall:.2f} %"


def _count(right: list[bool]) -> str:
    return f"{sum(right)} of {len(right)}" if right else "-"


def _kinds(lines: Iterable[Line]) -> list[str]:
    """The classes, the most frequent first."""
    kinds = [line.kind for line in lines]
    return sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))
