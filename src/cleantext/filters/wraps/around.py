"""What stands around a line: its neighbours, and sums over the lines nearby."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from cleantext.repeats import crowded
from cleantext.text import Codes, Places

Clue = NDArray[np.integer]

Number = TypeVar("Number", bound=np.generic)

NEAR: Final = 8  # lines on either side that tell what a line's surroundings are like
MIX: Final = np.uint64(0x9E3779B97F4A7C15)


def binned(values: NDArray[np.number], *limits: float) -> Clue:
    """How many of these limits each value reaches.

    >>> binned(np.array([0, 5, 9]), 1, 5)
    array([0, 2, 2], dtype=uint8)
    """
    found = np.zeros(len(values), np.uint8)
    for limit in limits:
        found += values >= limit
    return found


def returning(doc: Places, words: Codes) -> Clue:
    """Whether the same code points stand in another row of the same document."""
    key = doc.astype(np.uint64) * MIX
    for column in words.T:
        key = (key ^ column) * MIX
        key ^= key >> np.uint64(29)
    some = crowded(key)
    row = np.uint64(max(len(key) - 1, 1).bit_length())  # these bits of a key give way to the row
    order = np.sort(key[some] >> row << row | some.astype(np.uint64))  # no argsort
    at = (order & ((np.uint64(1) << row) - np.uint64(1))).astype(np.int64)
    maybe = np.flatnonzero((order[1:] ^ order[:-1]) >> row == 0)
    one, other = at[maybe], at[maybe + 1]
    same = (doc[one] == doc[other]) & (words[one] == words[other]).all(1)
    found = np.zeros(len(key), np.uint8)
    found[one[same]] = found[other[same]] = 1
    return found


def perhaps_among(codes: Codes, wanted: Codes) -> NDArray[np.bool_]:
    """Which are the same as one of those wanted, as far as sixteen bits tell."""
    table = np.zeros(1 << 16, bool)
    table[wanted.astype(np.uint16)] = True
    return np.take(table, codes.astype(np.uint16), mode="clip")


@dataclass(frozen=True)
class Surroundings:
    """The lines near each line, all of its own document."""

    doc: Places

    def beside(self, column: NDArray[Number], by: int, fill: int = 0) -> NDArray[Number]:
        """The value of the line so many lines on, or what fills in where there is none."""
        found = np.full(len(column), fill, column.dtype)
        here, there = (
            (slice(None, -by), slice(by, None)) if by > 0 else (slice(-by, None), slice(None, by))
        )
        found[here] = column[there]
        found[self._without(by)] = fill
        return found

    @cached_property
    def _documents(self) -> tuple[Places, Places]:
        """The first line of each document, and the line behind its last."""
        first = np.flatnonzero(np.append(True, self.doc[1:] != self.doc[:-1]))
        return first, np.append(first[1:], len(self.doc))

    def _without(self, by: int) -> Places:
        """The lines that have none so many lines on."""
        first, stop = self._documents
        step = np.arange(abs(by))[:, None]
        near: Places = (
            np.maximum(stop - 1 - step, first) if by > 0 else np.minimum(first + step, stop - 1)
        )
        return near.ravel()

    @cached_property
    def document(self) -> tuple[Places, Places]:
        """The first line of each line's document, and the line behind its last."""
        first, stop = self._documents
        return np.repeat(first, stop - first), np.repeat(stop, stop - first)

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
    def count(self) -> NDArray[np.int32]:
        """How many lines are nearby."""
        low, high = self.bounds
        return (high - low).astype(np.int32)

    def sum(self, values: NDArray[np.generic]) -> NDArray[np.int32]:
        """The sum of these values over the lines nearby."""
        low, high = self.bounds
        total = np.zeros(len(values) + 1, np.int32)
        np.cumsum(values, out=total[1:])
        return np.take(total, high, mode="clip") - np.take(total, low, mode="clip")

    def mean_in_document(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        """The mean of these values over all lines of each line's document."""
        first, stop = self._documents
        mean = np.add.reduceat(values, first, dtype=np.int64) / (stop - first)
        return np.repeat(mean, stop - first)
