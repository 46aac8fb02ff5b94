"""Edits from a text and what it became, where hardly more than single characters changed.

Line ends, marks, digits and blanks stay what they are, so they divide both texts into the same
pieces. Where a piece keeps its length, the characters stand opposite each other. Where it does not,
the fewest changes are sought, in all such pieces at once, once what both have in common at their
ends is put aside. A rest longer than `LONGEST` is one change: so time stays linear, whatever comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits, spans
from cleantext.text import Codes, Places

Pairs = tuple[Places, Places]  # places that stand opposite each other, before and after

LINE_END: Final = ord("\n")
SIZES: Final = (4, 16, 64)  # of the tables in which the fewest changes are sought
LONGEST: Final = SIZES[-1]
CELLS: Final = 1 << 21  # of all tables filled at once: some megabytes

_FIXED: Final = kinds.BREAK | kinds.BLANK | kinds.DIGIT | kinds.MARK | kinds.SYMBOL
_IN_NAMES: Final = [ord(sign) for sign in "-·"]  # 阿尔卡特·朗讯 and Q-Q图 are phrases


def aligned(before: Codes, after: Codes) -> Edits:
    r"""The edits from one text to the other.

    Both begin and end with a line end, and have as many of them.

    >>> texts = "\n互联网在后\n", "\n網際網路在後\n"
    >>> edits = aligned(*(np.array([ord(sign) for sign in text]) for text in texts))
    >>> [(start, stop, len(new)) for start, stop, new in edits]
    [(1, 4, 4), (5, 6, 1)]
    """
    if np.array_equal(before, after):
        return Edits.none()
    kept, still = np.zeros(len(before), bool), np.zeros(len(after), bool)
    for at, to in _opposite(before, after):
        same = before[at] == after[to]
        kept[at[same]] = still[to[same]] = True
    here, there = np.flatnonzero(kept), np.flatnonzero(still)
    gone, new = np.diff(here) - 1, np.diff(there) - 1
    changed = np.flatnonzero((gone > 0) | (new > 0))
    start, gone, new = here[changed] + 1, gone[changed], new[changed]
    level = gone == new  # then a character at a time
    parts = np.where(level, gone, 1)
    first = spans(start, parts)
    last = first + np.repeat(np.where(level, 1, gone), parts)
    size = np.repeat(np.where(level, 1, new), parts)
    return Edits.of(first, last, after[~still], size, np.repeat(start, parts))


@dataclass(frozen=True, eq=False)
class Pieces:
    """Stretches that correspond: where each starts before and after, and its sizes."""

    here: Places
    there: Places
    old: Places
    new: Places

    def where(self, chosen: NDArray[np.bool_] | Places) -> Pieces:
        """Those chosen."""
        columns = (self.here, self.there, self.old, self.new)
        return Pieces(*(column[chosen] for column in columns))

    def facing(self) -> Pairs:
        """Their places, first before first, as far as the shorter side goes."""
        size = np.minimum(self.old, self.new)
        return spans(self.here, size), spans(self.there, size)


def _opposite(before: Codes, after: Codes) -> Iterator[Pairs]:
    """Places that stand opposite each other; characters that are equal there have stayed."""
    fixed = _fixed(before, after)
    yield fixed
    here, there = (at[:-1] + 1 for at in fixed)
    pieces = Pieces(here, there, *(np.diff(at) - 1 for at in fixed))
    even = _even(before, after, pieces)
    yield pieces.where(even).facing()
    heads, cores, tails = _trimmed(before, after, pieces.where(~even))
    yield heads.facing()
    yield tails.facing()
    yield from _fewest(before, after, cores)


def _fixed(before: Codes, after: Codes) -> Pairs:
    """What divides both texts: line ends, and in a line the signs that it has as many of after."""
    ends = [np.flatnonzero(codes == LINE_END) for codes in (before, after)]
    signs = [np.flatnonzero(_is_fixed(codes)) for codes in (before, after)]
    lines = [np.searchsorted(end, at, "right") for end, at in zip(ends, signs, strict=True)]
    many, after_all = (np.bincount(line, minlength=len(ends[0]) + 1) for line in lines)
    whole = many == after_all
    here, there = (
        at[whole[line] | (codes[at] == LINE_END)]
        for at, line, codes in zip(signs, lines, (before, after), strict=True)
    )
    return here, there


def _is_fixed(codes: Codes) -> NDArray[np.bool_]:
    fixed: NDArray[np.bool_] = (kinds.of(codes) & _FIXED) > 0
    fixed[np.isin(codes, _IN_NAMES)] = False
    return fixed


def _even(before: Codes, after: Codes, pieces: Pieces) -> NDArray[np.bool_]:
    """Which pieces kept their length and show no sign that something moved inside them."""
    even: NDArray[np.bool_] = pieces.old == pieces.new
    number = np.flatnonzero(even & (pieces.old <= LONGEST))
    short = pieces.where(number)
    at, to = short.facing()
    moved = (before[at] == after[to + 1]) | (before[at] == after[to - 1])
    moved &= before[at] != after[to]
    even[np.repeat(number, short.old)[moved]] = False
    return even


def _trimmed(before: Codes, after: Codes, pieces: Pieces) -> tuple[Pieces, Pieces, Pieces]:
    """What the pieces have in common at their start, what lies between, and what at their end."""
    least = np.minimum(pieces.old, pieces.new)
    head = _agreeing(before, after, pieces.here, pieces.there, least)
    here, there = pieces.here + pieces.old, pieces.there + pieces.new
    back = (len(before) - here, len(after) - there)
    tail = _agreeing(before[::-1], after[::-1], *back, least - head)
    both = head + tail
    return (
        Pieces(pieces.here, pieces.there, head, head),
        Pieces(pieces.here + head, pieces.there + head, pieces.old - both, pieces.new - both),
        Pieces(here - tail, there - tail, tail, tail),
    )


def _agreeing(before: Codes, after: Codes, here: Places, there: Places, most: Places) -> Places:
    """How many characters agree from each place on."""
    size = most + 1  # one more, taken to differ
    differs = before[spans(here, size)] != after[spans(there, size)]
    ends = np.cumsum(size)
    differs[ends - 1] = True
    at = np.flatnonzero(differs)
    starts = ends - size
    first: Places = at[np.searchsorted(at, starts)] - starts
    return first


def _fewest(before: Codes, after: Codes, cores: Pieces) -> Iterator[Pairs]:
    """What stands opposite where the fewest changes are made."""
    size = np.where(np.minimum(cores.old, cores.new), np.maximum(cores.old, cores.new), 0)
    for least, most in pairwise((0, *SIZES)):
        fitting = np.flatnonzero((size > least) & (size <= most))
        step = CELLS // (most + 1) ** 2
        for first in range(0, len(fitting), step):
            yield _walked(before, after, cores.where(fitting[first : first + step]), most)


def _walked(before: Codes, after: Codes, cores: Pieces, most: int) -> Pairs:
    """The pairs on the cheapest way through each core, from its end to its start."""
    reach = np.arange(most)
    old = before.take(cores.here[:, None] + reach, mode="clip")
    new = after.take(cores.there[:, None] + reach, mode="clip")
    costs = _costs(old, new)
    i, j, core = cores.old.copy(), cores.new.copy(), np.arange(len(cores.old))
    at, to = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    while len(core := core[(i[core] > 0) & (j[core] > 0)]):
        x, y = i[core], j[core]
        cost = costs[x, core, y]
        paired = costs[x - 1, core, y - 1] + (old[core, x - 1] != new[core, y - 1]) == cost
        removed = ~paired & (costs[x - 1, core, y] + 1 == cost)
        i[core] -= paired | removed
        j[core] -= ~removed
        at.append((cores.here[core] + x - 1)[paired])
        to.append((cores.there[core] + y - 1)[paired])
    return np.concatenate(at), np.concatenate(to)


def _costs(old: Codes, new: Codes) -> NDArray[np.int16]:
    """The fewest changes from the first i characters to the first j, as [i, core, j]."""
    count, most = old.shape
    steps = np.arange(most + 1, dtype=np.int16)
    costs = np.empty((most + 1, count, most + 1), np.int16)
    costs[0] = steps
    for i in range(1, most + 1):
        row, above = costs[i], costs[i - 1]
        row[:, 0] = i
        changed = above[:, :-1] + (old[:, i - 1, None] != new)
        np.minimum(changed, above[:, 1:] + np.int16(1), out=row[:, 1:])
        row -= steps
        np.minimum.accumulate(row, axis=1, out=row)
        row += steps
    return costs
