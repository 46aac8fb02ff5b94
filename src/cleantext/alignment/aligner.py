"""The runs of two strings: long strings are cut at what occurs just once in both of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from cleantext.alignment.runs import Gap, Run
from cleantext.errors import CleantextError
from cleantext.text import Codes, Places, codes_of

By = Literal["Levenshtein", "LCSseq"]  # the fewest errors, or the most characters matched

CELLS: Final = 1_500_000_000  # characters times characters aligned at once: a fifth of a second
SLICE: Final = 200_000_000  # the same where nothing can be matched first
GRAMS: Final = (32, 16, 8)  # lengths of the stretches that are matched first in longer texts
MIXERS: Final = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9], np.uint64)


class _Matching(Protocol):
    def as_matching_blocks(self) -> Sequence[tuple[int, int, int]]: ...


class _Matcher(Protocol):
    def editops(self, gold: str, text: str, /) -> _Matching: ...


def _matcher(by: By) -> _Matcher:
    try:
        from rapidfuzz import distance  # noqa: PLC0415 - an extra: needed only by those who score
    except ImportError:
        raise CleantextError(
            "scoring needs rapidfuzz: install it with pip install 'cleantext-ocr[score]'"
        ) from None
    matcher: _Matcher = getattr(distance, by)
    return matcher


class Aligner:
    """Finds the runs of two strings, cutting long ones at what occurs once in both."""

    def __init__(self, gold: str, text: str, by: By) -> None:
        self.gold, self.text, self.by = gold, text, _matcher(by)
        self.gold_codes, self.text_codes = codes_of(gold), codes_of(text)

    def runs(self) -> Iterator[Run]:
        """The runs in order; neighbours may touch."""
        yield from self._between(Gap(0, len(self.gold), 0, len(self.text)), 0)

    def _between(self, gap: Gap, level: int) -> Iterator[Run]:
        g0, g1, t0, t1 = gap
        if (g1 - g0) * (t1 - t0) <= CELLS:
            yield from self._matched(gap)
        elif level == len(GRAMS):
            yield from self._sliced(gap)
        else:
            for run in _common(self.gold_codes[g0:g1], self.text_codes[t0:t1], GRAMS[level]):
                at = Run(run.gold + gap.gold_start, run.text + gap.text_start, run.size)
                yield from self._between(Gap(g0, at.gold, t0, at.text), level + 1)
                yield at
                g0, t0 = at.gold + at.size, at.text + at.size
            yield from self._between(Gap(g0, g1, t0, t1), level + 1)

    def _matched(self, gap: Gap) -> Iterator[Run]:
        gold = self.gold[gap.gold_start : gap.gold_stop]
        text = self.text[gap.text_start : gap.text_stop]
        for at, to, size in self.by.editops(gold, text).as_matching_blocks():
            yield Run(gap.gold_start + at, gap.text_start + to, size)

    def _sliced(self, gap: Gap) -> Iterator[Run]:
        """Nothing occurs just once in both: any alignment will do that is found soon enough."""
        g0, g1, t0, t1 = gap
        head = _alike(self.gold_codes[g0:g1], self.text_codes[t0:t1])
        yield Run(g0, t0, head)
        g0, t0 = g0 + head, t0 + head
        tail = _alike(self.gold_codes[g0:g1][::-1], self.text_codes[t0:t1][::-1])
        g1, t1 = g1 - tail, t1 - tail
        count = int(np.sqrt((g1 - g0) * (t1 - t0) / SLICE)) + 1
        gold = np.linspace(g0, g1, count + 1).astype(int).tolist()
        text = np.linspace(t0, t1, count + 1).astype(int).tolist()
        for ends in zip(gold, gold[1:], text, text[1:], strict=False):
            yield from self._matched(Gap(*ends))
        yield Run(g1, t1, tail)


def _alike(left: Codes, right: Codes) -> int:
    """How long the common beginning of two arrays is."""
    size = min(len(left), len(right))
    unequal = left[:size] != right[:size]
    return int(unequal.argmax()) if unequal.any() else size


def _common(gold: Codes, text: Codes, gram: int) -> list[Run]:
    """Stretches of at least `gram` signs that occur just once in both texts, in order."""
    (hashes, at), (others, to) = _once(gold, gram), _once(text, gram)
    _, left, right = np.intersect1d(hashes, others, assume_unique=True, return_indices=True)
    order = np.argsort(at[left])
    at, to = at[left][order], to[right][order]
    new = np.flatnonzero((np.diff(at, prepend=-2) != 1) | (np.diff(to, prepend=-2) != 1))
    if not len(new):
        return []
    sizes = np.diff(np.append(new, len(at)))
    rising = heaviest(to[new].tolist(), sizes.tolist())
    first, size = new[rising], sizes[rising] + gram - 1
    gold_room = np.diff(np.append(at[first], len(gold)))
    text_room = np.diff(np.append(to[first], len(text)))
    size = np.minimum(size, np.minimum(gold_room, text_room))
    return list(map(Run, at[first].tolist(), to[first].tolist(), size.tolist()))


def _once(codes: Codes, gram: int) -> tuple[NDArray[np.uint64], Places]:
    """The hashes of the stretches of this length that occur once, and where they start."""
    if len(codes) < gram:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    hashes = codes.astype(np.uint64)
    size = 1
    while size < gram:  # of two stretches side by side, one of twice the length
        hashes = hashes[:-size] * MIXERS[0] + hashes[size:]
        hashes ^= hashes >> np.uint64(29)
        hashes *= MIXERS[1]
        size *= 2
    order = np.argsort(hashes)
    hashes = hashes[order]
    new = np.append(True, hashes[1:] != hashes[:-1])
    once = new & np.append(new[1:], True)
    return hashes[once], order[once]


def heaviest(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Which of these different values, taken in order, rise and weigh most.

    >>> heaviest([10, 20, 1, 2, 3], [1, 1, 1, 1, 3])
    [2, 3, 4]
    """
    tops: list[int] = []  # last values of the best chains, rising, and so do their weights
    sums: list[int] = []
    lasts: list[int] = []
    before = [-1] * len(values)
    for at, (value, weight) in enumerate(zip(values, weights, strict=True)):
        place = bisect_left(tops, value)
        total = weight
        if place:
            before[at] = lasts[place - 1]
            total += sums[place - 1]
        stop = place
        while stop < len(tops) and sums[stop] <= total:
            stop += 1
        tops[place:stop], sums[place:stop], lasts[place:stop] = [value], [total], [at]
    chain, at = [], lasts[-1] if lasts else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]
