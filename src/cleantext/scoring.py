r"""How far a repaired text is from its gold text.

>>> found = score(gold="全国人民\n同志们：\n", text="全国\n人民 同志们\n")
>>> found.errors, found.lost, found.stray
(1, 1, 0)
>>> found.paragraphs, found.paragraphs_exact
(2, 0)
>>> found.gold_breaks, found.text_breaks, found.breaks_matched
(1, 1, 0)

Blanks never count. A paragraph is a line that shows something, a break is where one ends and the
next begins; breaks are compared where the characters around them match, so that a break counts as
right only in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Final

import numpy as np

from cleantext.alignment import align
from cleantext.alignment.runs import Alignment, Gap
from cleantext.alignment.signs import Marks, Signs
from cleantext.text import Places, codes_of

NEAR: Final = 8  # differences no further apart than this are shown as one
CONTEXT: Final = 16  # signs shown before and after a difference
_NEWLINE: Final = 0x0A


@dataclass(frozen=True)
class Score:
    """What was counted in one document or, added up, in many."""

    documents: int = 0
    documents_exact: int = 0  # every paragraph exact, and no other
    characters: int = 0  # of the gold text, as in all that follows: without blanks
    errors: int = 0  # edit distance
    lost: int = 0
    stray: int = 0
    paragraphs: int = 0
    paragraphs_exact: int = 0
    gold_breaks: int = 0
    text_breaks: int = 0
    breaks_matched: int = 0
    newly_lost: int | None = None  # of what the raw text had; None if that is not known

    def __add__(self, other: Score) -> Score:
        names = [each.name for each in fields(self) if each.name != "newly_lost"]
        counts = {name: getattr(self, name) + getattr(other, name) for name in names}
        known = [each for each in (self.newly_lost, other.newly_lost) if each is not None]
        return Score(**counts, newly_lost=sum(known) if known else None)

    @property
    def error_rate(self) -> float:
        """Errors for each character of gold."""
        return _share(self.errors, self.characters, empty=float(self.errors > 0))

    @property
    def paragraph_rate(self) -> float:
        """The share of the gold paragraphs that came out exactly."""
        return _share(self.paragraphs_exact, self.paragraphs)

    @property
    def break_precision(self) -> float:
        """The share of the breaks that are right."""
        return _share(self.breaks_matched, self.text_breaks)

    @property
    def break_recall(self) -> float:
        """The share of the gold breaks that are there."""
        return _share(self.breaks_matched, self.gold_breaks)

    @property
    def break_f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.breaks_matched, self.gold_breaks + self.text_breaks)

    def per_10k(self, count: int) -> float:
        """A count for each 10,000 characters of gold."""
        return 1e4 * _share(count, self.characters, empty=float(count > 0))

    def figures(self) -> dict[str, float | None]:
        """Every count and every rate, by name."""
        counts = {each.name: getattr(self, each.name) for each in fields(self)}
        new = self.newly_lost
        return counts | {
            "error_rate": self.error_rate,
            "paragraph_rate": self.paragraph_rate,
            "break_precision": self.break_precision,
            "break_recall": self.break_recall,
            "break_f1": self.break_f1,
            "lost_per_10k": self.per_10k(self.lost),
            "stray_per_10k": self.per_10k(self.stray),
            "newly_lost_per_10k": None if new is None else self.per_10k(new),
        }


def _share(part: float, whole: int, empty: float = 1.0) -> float:
    return part / whole if whole else empty


@dataclass(frozen=True)
class Place:
    """Some differences close together, in gold and text."""

    size: int  # characters and breaks that differ
    line: int  # of the text, where it begins
    gold: str
    text: str


@dataclass(frozen=True, eq=False)
class Comparison:
    """A text laid beside its gold text."""

    gold: Signs
    text: Signs

    @cached_property
    def alignment(self) -> Alignment:
        """Which characters match."""
        return align(self.gold, self.text)

    @cached_property
    def breaks(self) -> tuple[Marks, Marks]:
        """Which breaks of the gold text are there, and which of the text's are right."""
        gold, text = self.gold.breaks, self.text.breaks
        found, right = np.zeros(len(gold), bool), np.zeros(len(text), bool)
        inside, image = self._image(gold)
        found[inside] = np.isin(image, text)
        right[np.searchsorted(text, image[found[inside]])] = True
        for at, to in self._in_gaps():
            found[at], right[to] = True, True
        return found, right

    def _image(self, places: Places) -> tuple[Marks, Places]:
        """Which places of the gold text lie inside a run, and where they are in the text."""
        runs = self.alignment
        run = np.searchsorted(runs.gold, places) - 1
        if not len(runs.gold):
            return np.zeros(len(places), bool), places[:0]
        inside = (run >= 0) & (places < (runs.gold + runs.size)[run])
        return inside, (places + (runs.text - runs.gold)[run])[inside]

    def _in_gaps(self) -> Iterator[tuple[int, int]]:
        """The breaks that match in gaps or beside them, as numbers of both."""
        bounds = self.alignment.bounds
        gold, text = (
            _numbers(self.gold.breaks, bounds[:, 0]),
            _numbers(self.text.breaks, bounds[:, 1]),
        )
        both = np.flatnonzero((gold[:, 0] < gold[:, 1]) & (text[:, 0] < text[:, 1]))
        for (g0, g1), (t0, t1), (gold_gap, text_gap) in zip(
            gold[both].tolist(), text[both].tolist(), bounds[both].tolist(), strict=True
        ):
            at = (self.gold.breaks[g0:g1] - gold_gap[0]).tolist()
            to = (self.text.breaks[t0:t1] - text_gap[0]).tolist()
            pairs = pairs_in_gap(at, to, gold_gap[1] - gold_gap[0], text_gap[1] - text_gap[0])
            yield from ((g0 + left, t0 + right) for left, right in pairs)

    @cached_property
    def exact(self) -> Marks:
        """Which paragraphs of the gold text are paragraphs of the text, in their place."""
        first, last = self.gold.edges[:-1], self.gold.edges[1:]
        runs = self.alignment
        run = np.searchsorted(runs.gold, first, "right") - 1
        if not len(runs.gold):
            return np.zeros(len(first), bool)
        whole = (run >= 0) & (last <= (runs.gold + runs.size)[run])
        shift = (runs.text - runs.gold)[run][whole]
        start, stop = first[whole] + shift, last[whole] + shift
        edges = self.text.edges
        alone = self.text.edge[start] & self.text.edge[stop]
        alone &= np.searchsorted(edges, stop) - np.searchsorted(edges, start) == 1
        whole[whole] = alone
        return whole

    def score(self, raw: Signs | None = None) -> Score:
        """The figures; with the raw text also what was lost on the way from it."""
        found, _ = self.breaks
        runs = self.alignment
        return Score(
            documents=1,
            documents_exact=int(self.gold.paragraphs() == self.text.paragraphs()),
            characters=len(self.gold),
            errors=runs.errors,
            lost=runs.lost,
            stray=runs.stray,
            paragraphs=len(self.exact),
            paragraphs_exact=int(self.exact.sum()),
            gold_breaks=len(self.gold.breaks),
            text_breaks=len(self.text.breaks),
            breaks_matched=int(found.sum()),
            newly_lost=None if raw is None else newly_lost(self.gold, raw, self.text),
        )

    def places(self, most: int | None = None) -> list[Place]:
        """The places where the texts differ, the largest first, and not more than so many."""
        found = sorted(self._differences(), key=lambda each: -each[1])[:most]
        breaks = np.flatnonzero(codes_of(self.text.source) == _NEWLINE)
        return [self._place(gap, size, breaks) for gap, size in found]

    def _differences(self) -> Iterator[tuple[Gap, int]]:
        """Where signs or breaks differ, and how many; what lies close together is one."""
        last, total = Gap(0, 0, 0, 0), 0
        for gap, size in sorted([*self._gaps(), *self._wrong_breaks()]):
            if total and gap.gold_start - last.gold_stop > NEAR:
                yield last, total
                total = 0
            last = last.joined(gap) if total else gap
            total += size
        if total:
            yield last, total

    def _gaps(self) -> Iterator[tuple[Gap, int]]:
        for gap in self.alignment.gaps():
            yield gap, gap.gold_stop - gap.gold_start + gap.text_stop - gap.text_start

    def _wrong_breaks(self) -> Iterator[tuple[Gap, int]]:
        for places in (self.missing_breaks, self.stray_breaks):
            for at, to in places:
                yield Gap(at, at, to, to), 1

    @cached_property
    def missing_breaks(self) -> list[tuple[int, int]]:
        """Where the gold text has a break and the text has none, in gold and text."""
        places = self.gold.breaks[~self.breaks[0]]
        return list(zip(places.tolist(), self.alignment.image(places).tolist(), strict=True))

    @cached_property
    def stray_breaks(self) -> list[tuple[int, int]]:
        """Where the text has a break and the gold text has none, in gold and text."""
        places = self.text.breaks[~self.breaks[1]]
        return list(zip(self.alignment.origin(places).tolist(), places.tolist(), strict=True))

    def _place(self, gap: Gap, size: int, newlines: Places) -> Place:
        gold = _cut(self.gold, gap.gold_start, gap.gold_stop)
        text = _cut(self.text, gap.text_start, gap.text_stop)
        line = int(np.searchsorted(newlines, text.start)) + 1
        return Place(size, line, self.gold.source[gold], self.text.source[text])


def _numbers(breaks: Places, bounds: Places) -> Places:
    """The first break in each of these stretches, ends included, and the first behind it."""
    first = np.searchsorted(breaks, bounds[:, 0])
    return np.stack((first, np.searchsorted(breaks, bounds[:, 1], "right")), axis=1)


def pairs_in_gap(
    gold: list[int], text: list[int], size: int, other: int
) -> Iterator[tuple[int, int]]:
    """Breaks that can match in a gap of these sizes, aligned with as few errors as it needs.

    Signs of the longer side may be skipped, those of the other may not: how far the two sides
    have moved against each other only grows. Each break takes the first it can have.
    """
    if size < other:
        yield from ((at, to) for to, at in pairs_in_gap(text, gold, other, size))
        return
    low, place = 0, 0  # how far they have moved, and the next break of the text
    for number, at in enumerate(gold):
        while place < len(text) and at - text[place] > size - other:
            place += 1
        ahead = place
        while ahead + 1 < len(text) and at - text[ahead + 1] >= low:
            ahead += 1
        if ahead < len(text) and low <= at - text[ahead] <= size - other:
            yield number, ahead
            low, place = at - text[ahead], ahead + 1


def _cut(signs: Signs, start: int, stop: int) -> slice:
    """The stretch of the source that holds these signs and some more on each side."""
    at = signs.at[max(start - CONTEXT, 0) : stop + CONTEXT]
    return slice(int(at[0]), int(at[-1]) + 1) if len(at) else slice(0, 0)


def score(gold: str, text: str, raw: str | None = None) -> Score:
    """The figures of one text; with the raw text also what was lost on the way from it."""
    comparison = Comparison(Signs.of(gold), Signs.of(text))
    return comparison.score(None if raw is None else Signs.of(raw))


def newly_lost(gold: Signs, raw: Signs, text: Signs) -> int:
    """How many characters of the gold text the raw text had and the text has no more.

    What the raw text had is aligned with the text anew: stray text that is gone, and what was
    mended elsewhere, neither hides a loss nor looks like one.
    """
    runs = align(gold, raw, "LCSseq")
    ends = zip(runs.gold.tolist(), (runs.gold + runs.size).tolist(), strict=True)
    had = Signs.of("".join(gold.string[first:last] for first, last in ends))
    return align(had, text, "LCSseq").lost
