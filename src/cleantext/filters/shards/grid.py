"""The lines of the page, found again among runs that each stand on a line of their own.

A run ends where the font changes, at marks, digits and Latin letters; but also where the line of
the page ended, and between two Han signs only there. Such seams are as far apart as the column is
wide. So the lines are found as in setting type: each as wide as the column, or shorter where a
paragraph or a heading ends, with no seam inside. The cheapest such reading of a stretch tells
where its paragraphs begin. Of glyph on glyph nothing is asked: there every break is a seam.

The costs were chosen on the typeset half for tuning, and half or double of each is as good there,
but for twice `HEADING` and half of `BROKEN`. `SLACK` was 2 until a page of questions in the samples
was read wrongly, whose marks are squeezed; `SQUEEZED` is from there as well. The half for testing
was scored between, and none was chosen by it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleantext.text import Places

Mask = NDArray[np.bool_]

NARROWEST, WIDEST = 20, 120  # half-widths of a column
FEWEST: Final = 4  # seams one column apart
SHARE: Final = 0.25  # of those that are not farther apart than columns are wide
SLACK: Final = 3  # half-widths by which full lines differ
SQUEEZED: Final = 4  # half-widths by which marks may be narrower, one for each
INDENT: Final = 4  # half-widths by which the first line of a paragraph may be shorter
SPOILED: Final = 10  # seams to one inside a line

# What a reading costs.
OFF: Final = 0.5  # each half-width by which a full line is off
SQUEEZE: Final = 0.25  # each by which its marks are narrower
SEAM: Final = 8.0  # inside a line
ENDED: Final = 1.0  # a paragraph that ends with a sentence
FLUSH: Final = 1.0  # a paragraph without indent
HEADING: Final = 3.5  # a line of its own that ends no sentence
BROKEN: Final = 8.0  # a paragraph that ends in the middle of one

NEVER: Final = float("inf")


class Runs(NamedTuple):
    """The runs of some stretches."""

    opens: Mask  # whether each is the first of its stretch
    doc: Places
    wide: Places  # up to the end of each, from the first of all on
    seam: Mask  # whether the break before each is one of the page's
    told: Mask  # whether each begins a paragraph by itself
    bound: Mask  # whether no line ends before it, for it begins like 。 or the last ends like （
    ended: Mask  # whether each ends a sentence
    paused: Mask  # whether each ends in the middle of one, with a mark
    marked: Mask  # whether each ends with a mark, which may be set narrower

    def of(self, begin: int, end: int) -> Runs:
        """Those of one stretch."""
        part = Runs._make(column[begin:end] for column in self)
        return part._replace(wide=part.wide - (self.wide[begin - 1] if begin else 0))


def paragraphs(runs: Runs) -> tuple[Mask, Mask]:
    """Which runs begin a paragraph or a heading, and for which that is known."""
    begun, known = np.zeros(len(runs.doc), bool), np.zeros(len(runs.doc), bool)
    first = np.flatnonzero(runs.opens)
    docs, columns = _columns(runs)
    wide = np.append(columns, 0)[np.searchsorted(docs, runs.doc[first])]
    ends = np.append(first[1:], len(begun))
    for begin, end, own in zip(first.tolist(), ends.tolist(), wide.tolist(), strict=True):
        found = _begun(runs.of(begin, end), own) if own else None
        if found is not None:
            begun[begin:end], known[begin:end] = found, True
    return begun, known


def _columns(runs: Runs) -> tuple[Places, Places]:
    """The documents, and how wide the column of each is."""
    seams = np.flatnonzero(runs.seam)
    stretch = np.cumsum(runs.opens)[seams]
    far = np.diff(runs.wide[seams - 1], prepend=0)
    far[np.diff(stretch, prepend=0) > 0] = 0
    docs, begins = np.unique(runs.doc, return_index=True)
    bounds = np.searchsorted(seams, np.append(begins, len(runs.doc)))
    found = [column(far[low:high]) for low, high in pairwise(bounds.tolist())]
    return docs, np.array(found, np.int64)


def column(distances: Places) -> int:
    """The width of the column in which seams are so far apart; 0 if that does not show.

    >>> column(np.array([44, 12, 44, 88, 44, 46, 44]))
    44
    """
    inside = distances[(distances >= NARROWEST) & (distances <= WIDEST)]
    if len(inside) < FEWEST:
        return 0
    often = np.bincount(inside, minlength=WIDEST + 2)
    near = often + np.append(0, often[:-1]) + np.append(often[1:], 0)
    middle = int(near.argmax())
    if near[middle] < max(FEWEST, SHARE * len(inside)):
        return 0
    return middle - 1 + int(often[middle - 1 : middle + 2].argmax())


def _begun(runs: Runs, wide: int) -> Mask | None:
    """Which runs of a stretch begin a paragraph in a column so wide; None if it does not fit."""
    reading = _Reading(runs, wide)
    for start in range(len(runs.wide)):
        for fresh in (False, True):
            if reading.cost[fresh][start] < NEVER:
                reading.end_short(start, fresh=fresh)
                reading.end_full(start, wide, FLUSH * fresh, fresh=fresh)
                if fresh:
                    reading.end_full(start, wide - INDENT, 0.0, fresh=True)
    return reading.begun()


class _Reading:
    """The cheapest way to each break, if a line ends there and a paragraph does or does not."""

    def __init__(self, runs: Runs, wide: int) -> None:
        ends = np.append(0, runs.wide)
        self.ends: list[int] = ends.tolist()
        self.seams: list[int] = [0, *np.cumsum(runs.seam).tolist()]  # before each run, or earlier
        self.marks: list[int] = [0, *np.cumsum(runs.marked).tolist()]
        told, bound = np.append(runs.told, True), np.append(runs.bound, False)
        ended, paused = np.append(False, runs.ended), np.append(False, runs.paused)
        self.bound: list[bool] = bound.tolist()
        self.full: list[float] = np.where(told, 0, np.where(ended, ENDED, NEVER)).tolist()
        self.short = [
            np.where(told, 0, np.where(ended, ENDED, other)).tolist() for other in (BROKEN, HEADING)
        ]
        closes = np.flatnonzero((told | ended | ~paused) & ~bound)
        self.closes: list[int] = closes.tolist()
        narrow = np.searchsorted(ends, ends + wide - SLACK)
        self.first: list[int] = np.searchsorted(closes, np.arange(len(ends)), "right").tolist()
        self.last: list[int] = np.searchsorted(closes, narrow).tolist()
        self.near: dict[int, tuple[list[int], list[int]]] = {
            full: (
                np.searchsorted(ends, ends + full - SLACK).tolist(),
                np.searchsorted(ends, ends + full + SLACK + SQUEEZED, "right").tolist(),
            )
            for full in (wide, wide - INDENT)
        }
        self.cost = [[0.0, *[NEVER] * len(runs.wide)] for _ in range(2)]
        self.came: list[list[tuple[int, bool]]] = [[(0, True)] * len(ends) for _ in range(2)]

    def end_short(self, start: int, *, fresh: bool) -> None:
        """End the line from this break on, and with it a paragraph, before it is full."""
        so_far, closing = self.cost[fresh][start], self.short[fresh]
        for stop in self.closes[self.first[start] : self.last[start]]:
            cost = so_far + SEAM * self._inside(start, stop) + closing[stop]
            self._take(start, stop, cost, (fresh, True))

    def end_full(self, start: int, full: int, price: float, *, fresh: bool) -> None:
        """End the line from this break on where it is about so wide."""
        so_far = self.cost[fresh][start] + price
        low, high = self.near[full]
        for stop in range(max(low[start], start + 1), high[start]):
            over = self.ends[stop] - self.ends[start] - full
            squeezed = max(min(self.marks[stop] - self.marks[start], SQUEEZED, over), 0)
            if over - squeezed <= SLACK and not self.bound[stop]:
                cost = so_far + OFF * abs(over - squeezed) + SQUEEZE * squeezed
                cost += SEAM * self._inside(start, stop)
                self._take(start, stop, cost, (fresh, False))
                self._take(start, stop, cost + self.full[stop], (fresh, True))

    def begun(self) -> Mask | None:
        """Where paragraphs begin on the cheapest way to the end."""
        at = len(self.ends) - 1
        if min(self.cost[True][at], self.cost[False][at]) == NEVER:
            return None
        fresh = self.cost[True][at] < self.cost[False][at]
        begun, spoiled = np.zeros(at, bool), 0
        while at:
            start, was = self.came[fresh][at]
            spoiled += self._inside(start, at)
            begun[start] = was
            at, fresh = start, was
        return begun if SPOILED * spoiled <= self.seams[-1] else None

    def _inside(self, start: int, stop: int) -> int:
        """How many seams stand inside a line from one break to another."""
        return self.seams[stop] - self.seams[start + 1]

    def _take(self, start: int, stop: int, cost: float, fresh: tuple[bool, bool]) -> None:
        before, behind = fresh
        if cost < self.cost[behind][stop]:
            self.cost[behind][stop] = cost
            self.came[behind][stop] = (start, before)
