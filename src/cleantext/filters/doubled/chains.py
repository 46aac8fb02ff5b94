"""Chains: a stretch read as text drawn k times.

Read so, every character belongs to a power u^k, or was passed over at a price. In a text drawn
glyph by glyph the unit is one character; in one drawn run by run it is what the page showed in
one piece, and the cheapest reading is sought: longer units replace shorter ones wherever that
costs less, from the short to the long, all places at once. (An exact search, a path over places
and lengths, costs some microseconds a character; this a tenth of one.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from cleantext import kinds
from cleantext.edits import spans
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.refrains import Refrains
from cleantext.filters.doubled.stream import Bits, Mask, Stream, prefix
from cleantext.repeats import Repeats, repeats
from cleantext.text import Places

_SMALL = (1, 2, 3, 4)  # units whose repetition inside a longer unit is natural, and costs
FIRST, COPY = 1, 2  # of an echo
RUN, GLYPH = False, True  # how a text is drawn


@dataclass(frozen=True, eq=False)
class Chain:
    """Powers in order, none overlapping; what lies between them was passed over."""

    fold: int
    glyph: bool
    start: Places
    lag: Places  # the length of the unit
    cut: Places  # what is kept ends here
    stop: Places
    over: Places  # how much further the repetition goes than the powers
    echo: Places  # FIRST, COPY: a run and its copy further on, each by itself

    def __len__(self) -> int:
        return len(self.start)

    @property
    def columns(self) -> tuple[Places, ...]:
        """All that is known of each power."""
        return self.start, self.lag, self.cut, self.stop, self.over, self.echo


def repetitions(stream: Stream) -> tuple[Repeats, Refrains]:
    """Every repetition of characters, and of whole lines where the unit is longer; and of lines."""
    short = repeats(stream.codes, bits.LONGEST)
    bounds = stream.begun
    hashed = stream.hashed(bounds[:-1], np.diff(bounds))
    same = np.unique(hashed, return_inverse=True)[1]
    lines = repeats(same.astype(np.uint32), bits.ROWS)
    lag = bounds[lines.start + lines.lag] - bounds[lines.start]
    by_lag = np.argsort(lag, kind="stable")
    long = by_lag[lag[by_lag] > bits.LONGEST]
    found = Repeats(
        np.concatenate((short.start, bounds[lines.start[long]])),
        np.concatenate((short.stop, bounds[lines.stop[long]])),
        np.concatenate((short.lag, lag[long])),
    )
    return found, Refrains(stream, same, lines)


class Inner:
    """What the repetitions inside a unit cost, since they must be natural."""

    def __init__(self, stream: Stream, found: Repeats) -> None:
        self.at: list[Places] = []
        self.sums: list[Bits] = []
        self.skip = bits.SKIP.take(stream.kinds)  # what it costs to pass over each character
        self.stream = stream
        for lag in _SMALL:
            at = found.start[found.lag == lag]
            kind = [stream.kinds[at + n] for n in range(lag)]
            digit = np.logical_and.reduce([each == kinds.DIGIT for each in kind])
            weight = np.add.reduce([bits.WEIGHT[each] for each in kind])
            cost = np.where(digit, bits.DIGIT * lag, bits.surprise(weight))
            self.skip[at] += np.where(digit, cost, 0)  # digits repeat by nature
            self.at.append(at)
            self.sums.append(prefix(cost))
        self.skipped = prefix(self.skip)
        self.marks = stream.kinds == kinds.MARK
        self.wide = self.marks & bits.wide(stream.codes)

    @cached_property
    def skipped_by_glyph(self) -> Bits:
        """The same drawn glyph by glyph, where marks are drawn again like everything else."""
        skip = np.where(self.wide, bits.SKIP_WIDE, self.skip)
        return prefix(np.where(self.marks & ~self.wide, bits.SKIP_WRITTEN, skip))

    @cached_property
    def skipped_by_run(self) -> Bits:
        """The same drawn run by run, where a run of one character may be lost."""
        skip = self.skip.copy()
        alone = self.stream.alone & (self.stream.kinds != kinds.EDGE)
        skip[alone] = np.minimum(skip[alone], bits.SKIP_LONE)
        return prefix(skip)

    def cost(self, start: Places, size: Places) -> Bits:
        """The bits of the small repetitions that lie within these stretches."""
        total = np.zeros(len(start))
        longest = size.max(initial=0)
        for lag, at, sums in zip(_SMALL, self.at, self.sums, strict=True):
            if len(at) and longest >= 2 * lag:
                last = np.maximum(start + size - 2 * lag + 1, start)
                total += sums[np.searchsorted(at, last)] - sums[np.searchsorted(at, start)]
        return total


def by_glyph(stream: Stream, found: Repeats, fold: int) -> Chain:
    """The chain of a text drawn glyph by glyph."""
    fits = (found.lag == 1) & (found.stop - found.start >= fold) & _inside(stream, found)
    size = (found.stop - found.start)[fits]
    each = size // fold  # 天天 is twice one glyph
    start = spans(np.zeros_like(each), each) * fold + np.repeat(found.start[fits], each)
    over = np.repeat(size % fold, each)
    one = np.ones_like(start)
    return Chain(fold, GLYPH, start, one, start + 1, start + fold, over, np.zeros_like(start))


def by_run(stream: Stream, found: Repeats, fold: int, inner: Inner) -> Chain:
    """The chain of a text drawn run by run."""
    found = found.where((found.stop - found.start >= fold * found.lag) & _inside(stream, found))
    if not len(found):
        return by_glyph(stream, found, fold)
    reading = _Reading(stream, found, fold, inner)
    for low, high in _groups(found.lag):
        reading.improve(low, high)
    at = np.flatnonzero(reading.size)
    at = at[np.argsort(reading.start[at])]
    start, size, lag = reading.start[at], reading.size[at], found.lag[at]
    over = found.stop[at] - found.start[at] - size
    columns = (start, lag, start + size // fold, start + size, over, np.zeros_like(start))
    return Chain(fold, RUN, *columns)


def _inside(stream: Stream, found: Repeats) -> Mask:
    inside: Mask = stream.kinds[found.start] != kinds.EDGE
    return inside


def _groups(lag: Places) -> Iterator[tuple[int, int]]:
    """Stretches of similar lags: few steps, each for all the places at once."""
    bounds = [1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 50, 97, np.iinfo(np.int64).max]
    at = np.searchsorted(lag, bounds)
    yield from ((low, high) for low, high in pairwise(at.tolist()) if low < high)


class _Reading:
    """The cheapest reading so far: which repetition each character belongs to, at what cost."""

    def __init__(self, stream: Stream, found: Repeats, fold: int, inner: Inner) -> None:
        self.stream, self.found, self.fold, self.inner = stream, found, fold, inner
        self.cost = inner.skip.copy()  # of a power: all at its first character
        self.owner = np.full(len(stream.codes) + 1, -1)
        self.start = np.zeros(len(found), np.int64)
        self.size = np.zeros(len(found), np.int64)  # 0: not part of the reading

    def improve(self, low: int, high: int) -> None:
        """Take up those of these repetitions that make the reading cheaper."""
        rows = np.arange(low, high)
        start, stop, lag = (column[low:high] for column in self._columns())
        first = self._after_the_one_before(start, stop, lag)
        size = (stop - first) // (self.fold * lag) * (self.fold * lag)
        start, gain, price = self._placed(first, stop - size, size, lag)
        rows, start, size = _best(rows, start, size, gain)
        if not len(rows):
            return
        at = spans(start, size)
        self._evict(self.owner[at])
        self.owner[at] = np.repeat(rows, size)
        self.cost[at] = 0
        self.cost[start] = price[rows - low]
        self.start[rows], self.size[rows] = start, size

    def _columns(self) -> tuple[Places, Places, Places]:
        return self.found.start, self.found.stop, self.found.lag

    def _after_the_one_before(self, start: Places, stop: Places, lag: Places) -> Places:
        """Where each repetition begins once the one of the same lag before it has its due."""
        power = self.fold * lag
        due = (start + (stop - start) // power * power)[:-1]
        first = start.copy()
        first[1:] = np.where(lag[1:] == lag[:-1], np.maximum(start[1:], due), start[1:])
        return np.where(stop - first >= power, first, start)

    def _placed(
        self, first: Places, last: Places, size: Places, lag: Places
    ) -> tuple[Places, Bits, Bits]:
        """Where each begins, first, with a line, or last, whichever gains most; gain and price."""
        line = self.stream.next_line(first)
        lined = np.flatnonzero((line > first) & (line < last))
        loose = np.flatnonzero(last > first)
        row = np.concatenate((np.arange(len(first)), lined, loose))
        start = np.concatenate((first, line[lined], last[loose]))
        gain, price = self._gain(start, size[row], lag[row])
        best = np.arange(len(first))
        for other in np.split(np.arange(len(first), len(row)), [len(lined)]):
            better = other[gain[other] > gain[best[row[other]]]]
            best[row[better]] = better
        return start[best], gain[best], price[best]

    def _price(self, start: Places, size: Places, lag: Places) -> Bits:
        """What it costs to read these stretches as one unit each."""
        joint, opens = self.stream.joint, self.stream.opens
        ends = joint[start] + joint[start + size] - opens[start + lag]
        price: Bits = bits.RUN + ends + self.inner.cost(start, size // self.fold)
        return price

    def _gain(self, start: Places, size: Places, lag: Places) -> tuple[Bits, Bits]:
        """How much the reading gains by each of these in place of what is there, and its price."""
        total = np.cumsum(size) - size
        before = np.add.reduceat(self.cost[spans(start, size)], total)
        stop = start + size
        left, right = self.owner[start], self.owner[stop - 1]
        cut = (left >= 0) & (self.owner[start - 1] == left)
        begun = self.start[left]
        before += np.where(cut, self.cost[begun], 0)
        price = self._price(start, size, lag)
        after = price + np.where(cut, self.inner.skipped[start] - self.inner.skipped[begun], 0)
        cut = (right >= 0) & (self.owner[stop] == right)
        ended = np.where(cut, self.start[right] + self.size[right], stop)
        return before - after - (self.inner.skipped[ended] - self.inner.skipped[stop]), price

    def _evict(self, owners: Places) -> None:
        gone = np.zeros(len(self.size), bool)
        gone[owners[owners >= 0]] = True
        rows = np.flatnonzero(gone)
        at = spans(self.start[rows], self.size[rows])
        self.owner[at] = -1
        self.cost[at] = self.inner.skip[at]
        self.size[rows] = 0


def _best(rows: Places, start: Places, size: Places, gain: Bits) -> tuple[Places, Places, Places]:
    """Those that gain, and where several overlap the one that gains most."""
    at = np.flatnonzero(gain > 0)
    at = at[np.argsort(start[at], kind="stable")]
    rows, start, size, gain = rows[at], start[at], size[at], gain[at]
    while (clash := start[1:] < (start + size)[:-1]).any():
        kept = np.ones(len(rows), bool)
        kept[1:] &= ~clash | (gain[1:] > gain[:-1])
        kept[:-1] &= ~clash | (gain[:-1] >= gain[1:])
        rows, start, size, gain = rows[kept], start[kept], size[kept], gain[kept]
    return rows, start, size
