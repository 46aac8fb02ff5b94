"""Maximal repetitions: where an array says the same thing twice in a row.

A repetition is a stretch `codes[start:stop]` of period `lag`, at least two periods long, that
can be made longer at neither end. Everything drawn k times is one, of at least k periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import spans
from cleantext.text import Codes, Places

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Repeats:
    """Repetitions as columns, sorted by lag, then by start."""

    start: Places
    stop: Places
    lag: Places

    def __len__(self) -> int:
        return len(self.start)

    def where(self, chosen: Mask) -> Repeats:
        """Those chosen."""
        return Repeats(self.start[chosen], self.stop[chosen], self.lag[chosen])


def repeats(codes: Codes, longest: int) -> Repeats:
    """Every maximal repetition whose period is primitive and at most `longest`.

    >>> found = repeats(np.array([ord(c) for c in "xabababyzz"]), 4)
    >>> list(zip(found.start.tolist(), found.stop.tolist(), found.lag.tolist()))
    [(8, 10, 1), (1, 7, 2)]
    """
    starts, stops, lags = [], [], []
    words = _words(codes)
    every = [words[first::_WORD].copy() for first in range(_WORD)]
    for lag in range(1, min(longest, len(codes) // 2) + 1):
        later = every[lag % _WORD][lag // _WORD :]
        if lag >= 2 * _WORD - 1 and not (later == every[0][: len(later)]).any():
            continue  # a square this long holds a whole word that begins at a multiple of its size
        first, last = squares(codes, lag)
        if len(first):
            starts.append(first)
            stops.append(last + 2 * lag)
            lags.append(np.full(len(first), lag))
    if not lags:
        return Repeats(*np.zeros((3, 0), np.int64))
    found = Repeats(np.concatenate(starts), np.concatenate(stops), np.concatenate(lags))
    return found.where(_primitive(codes, found))


_WORD = 8


def _words(codes: Codes) -> Codes:
    """A hash of the `_WORD` codes from each place on; short at the end."""
    words = codes
    size = 1
    while size < _WORD and size < len(words):
        words = words[:-size] * np.uint32(0x9E3779B1) + words[size:]
        size *= 2
    return words


_SEEN = 4  # equal characters in a row after which a repetition is looked at one by one


def squares(codes: NDArray[np.unsignedinteger[Any]], lag: int) -> tuple[Places, Places]:
    """First and last start of each stretch of places at which a square of this lag begins."""
    seen = min(lag, _SEEN)
    at = np.flatnonzero(in_a_row(codes[lag:] == codes[:-lag], seen))
    if not len(at):
        return at, at
    apart = np.flatnonzero(at[1:] - at[:-1] > 1)
    first = at[np.append(0, apart + 1)]
    last = at[np.append(apart, len(at) - 1)] - (lag - seen)
    whole = last >= first
    return first[whole], last[whole]


def in_a_row(true: Mask, times: int) -> Mask:
    """From which places on so many are true."""
    run = 1
    while run < times:
        step = min(run, times - run)
        true = true[:-step] & true[step:]
        run += step
    return true


def _primitive(codes: Codes, found: Repeats) -> Mask:
    """Whether each period is no power itself: `aaaa` has period one, not two."""
    primitive = np.ones(len(found), bool)
    longest = int(found.lag.max(initial=1))
    for prime in (n for n in range(2, longest + 1) if all(n % m for m in range(2, n))):
        multiple = np.arange(longest + 1) % prime == 0
        check = np.flatnonzero(primitive & multiple[found.lag])
        if not len(check):
            continue
        start, lag = found.start[check], found.lag[check]
        inner = lag // prime
        size = lag - inner
        at = spans(start, size)
        equal = codes[at] == codes[at + np.repeat(inner, size)]
        primitive[check] = ~np.logical_and.reduceat(equal, np.cumsum(size) - size)
    return primitive


_ROOM = 2  # bits more than there are keys: few share their first bits by chance


def crowded(key: NDArray[np.uint64]) -> Places:
    """The keys whose first bits another has as well: all that occur twice, and a few.

    To sort these takes less time than to sort all.

    >>> crowded(np.array([5 << 60, 1 << 60, 5 << 60], np.uint64))
    array([0, 2])
    """
    bits = len(key).bit_length() + _ROOM
    slot = (key >> np.uint64(64 - bits)).astype(np.int64)
    each = np.arange(len(key), dtype=np.int32)
    holder = np.empty(1 << bits, np.int32)
    holder[slot] = each
    shared = np.zeros(1 << bits, bool)
    shared[slot[holder[slot] != each]] = True
    return np.flatnonzero(shared[slot])
