"""What stands around a line: its neighbours, and sums over the lines nearby."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.text import Codes, Places

Clue = NDArray[np.int64]

NEAR: Final = 8  # lines on either side that tell what a line's surroundings are like
MIX: Final = np.uint64(0x9E3779B97F4A7C15)


def binned(values: NDArray[np.number], *limits: float) -> Clue:
    """How many of these limits each value reaches.

    >>> binned(np.array([0, 5, 9]), 1, 5)
    array([0, 2, 2])
    """
    found = np.zeros(len(values), np.int8)
    for limit in limits:
        found += values >= limit
    return found.astype(np.int64)


def returning(doc: Places, words: Codes) -> Clue:
    """Whether the same code points stand in another row of the same document."""
    key = doc.astype(np.uint64)
    for column in words.T:
        key = (key ^ column) * MIX
        key ^= key >> np.uint64(29)
    order = np.argsort(key)
    same = np.append(key[order[1:]] == key[order[:-1]], False)
    found = np.empty(len(key), np.int64)
    found[order] = same | np.append(False, same[:-1])
    return found


@dataclass(frozen=True)
class Surroundings:
    """The lines near each line, all of its own document."""

    doc: Places

    def beside(self, column: NDArray[np.generic], by: int, fill: int = 0) -> Clue:
        """The value of the line so many lines on, or what fills in where there is none."""
        found = np.full(len(column), fill, np.int64)
        here, there = (
            (slice(None, -by), slice(by, None)) if by > 0 else (slice(-by, None), slice(None, by))
        )
        same = self.doc[here] == self.doc[there]
        found[here] = np.where(same, column[there], fill)
        return found

    @cached_property
    def document(self) -> tuple[Places, Places]:
        """The first line of each line's document, and the line behind its last."""
        first = np.flatnonzero(np.append(True, self.doc[1:] != self.doc[:-1]))
        size = np.diff(np.append(first, len(self.doc)))
        return np.repeat(first, size), np.repeat(first + size, size)

    def within(self, reach: int) -> tuple[Places, Places]:
        """The lines up to so many before and behind each line: from, up to."""
        at = np.arange(len(self.doc))
        first, stop = self.document
        return np.maximum(at - reach, first), np.minimum(at + reach + 1, stop)

    @cached_property
    def bounds(self) -> tuple[Places, Places]:
        """The lines nearby: from, up to."""
        return self.within(NEAR)

    @cached_property
    def count(self) -> Places:
        """How many lines are nearby."""
        low, high = self.bounds
        return high - low

    def sum(self, values: NDArray[np.generic]) -> Places:
        """The sum of these values over the lines nearby."""
        low, high = self.bounds
        total = np.append(0, np.cumsum(values, dtype=np.int64))
        return np.asarray(total[high] - total[low])
