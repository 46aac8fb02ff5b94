"""Alignment: which characters of a gold text stand where in another text, blanks left out.

Short texts are aligned as cheaply as can be, by rapidfuzz. In long ones, stretches that occur just
once in both are matched first, as patience diff does with lines, and only what lies between them is
aligned: memory and time stay small, and what is found is hardly ever dearer than it must be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from cleantext.errors import CleantextError
from cleantext.kinds import BLANK, BREAK
from cleantext.kinds import of as kinds_of
from cleantext.text import Codes, Places, codes_of, string_of

By = Literal["Levenshtein", "LCSseq"]  # the fewest errors, or the most characters matched
Marks = NDArray[np.bool_]

CELLS: Final = 1_500_000_000  # characters times characters aligned at once: a fifth of a second
SLICE: Final = 200_000_000  # the same where nothing can be matched first
GRAMS: Final = (32, 16, 8)  # lengths of the stretches that are matched first in longer texts
MIXERS: Final = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9], np.uint64)


@dataclass(frozen=True, eq=False)
class Signs:
    r"""A text without its blanks and breaks, and where these stood.

    >>> signs = Signs.of("　全 国\n\n人民\n")
    >>> signs.string, signs.at.tolist(), signs.breaks.tolist()
    ('全国人民', [1, 3, 6, 7], [2])
    >>> signs.paragraphs()
    ['全国', '人民']
    """

    source: str
    string: str
    at: Places  # where in the source each sign stands
    breaks: Places  # how many signs stand before each break; only breaks between signs

    @classmethod
    def of(cls, source: str) -> Signs:
        """The signs of a text."""
        codes = codes_of(source)
        kinds = kinds_of(codes)
        at = np.flatnonzero(kinds & (BLANK | BREAK) == 0)
        broken = np.diff(np.cumsum(kinds & BREAK != 0)[at])
        return cls(source, string_of(codes[at]), at, np.flatnonzero(broken) + 1)

    def __len__(self) -> int:
        return len(self.string)

    @cached_property
    def edges(self) -> Places:
        """Where paragraphs start and end: the breaks, and the ends of the text."""
        return np.concatenate(([0], self.breaks, [len(self)])) if len(self) else self.breaks

    @cached_property
    def edge(self) -> Marks:
        """Whether a paragraph starts or ends before each sign, and behind the last."""
        edge = np.zeros(len(self) + 1, bool)
        edge[self.edges] = True
        return edge

    def paragraphs(self) -> list[str]:
        """The lines that show something, without blanks."""
        edges = self.edges.tolist()
        return [self.string[first:last] for first, last in pairwise(edges)]


class Run(NamedTuple):
    """A stretch that is the same in both texts."""

    gold: int
    text: int
    size: int


class Gap(NamedTuple):
    """A stretch where they differ: `gold[gold_start:gold_stop]`, `text[text_start:text_stop]`."""

    gold_start: int
    gold_stop: int
    text_start: int
    text_stop: int

    def joined(self, other: Gap) -> Gap:
        """The stretch from the first beginning of two to the last end."""
        starts = min(self[0], other[0]), min(self[2], other[2])
        return Gap(starts[0], max(self[1], other[1]), starts[1], max(self[3], other[3]))

    @property
    def one_sided(self) -> bool:
        """Whether one of the two has nothing here."""
        return (self.gold_start == self.gold_stop) != (self.text_start == self.text_stop)


@dataclass(frozen=True, eq=False)
class Alignment:
    """The stretches two texts share, in order, as columns.

    >>> found = align(Signs.of("全国人民"), Signs.of("全国，人人民"))
    >>> list(found.gaps())
    [Gap(gold_start=2, gold_stop=2, text_start=2, text_stop=4)]
    >>> found.matched, found.lost, found.stray, found.errors
    (4, 0, 2, 2)
    """

    gold: Places  # where each run starts
    text: Places
    size: Places
    gold_size: int
    text_size: int

    @property
    def matched(self) -> int:
        """How many signs are in both."""
        return int(self.size.sum())

    @property
    def lost(self) -> int:
        """How many signs of the gold text are not in the other."""
        return self.gold_size - self.matched

    @property
    def stray(self) -> int:
        """How many signs of the text are not in the gold text."""
        return self.text_size - self.matched

    @property
    def errors(self) -> int:
        """How many signs must be replaced, put in or taken out to get the gold text."""
        sizes = np.diff(self.bounds)[:, :, 0]
        return int(sizes.max(axis=1, initial=0).sum())

    @cached_property
    def bounds(self) -> Places:
        """Where each gap before, between and behind the runs starts and stops, in gold and text."""
        starts = np.stack((self.gold, self.text))
        ends = (self.gold_size, self.text_size)
        start = np.concatenate((np.zeros((2, 1), np.int64), starts + self.size), axis=1)
        stop = np.concatenate((starts, np.array(ends, np.int64)[:, None]), axis=1)
        return np.stack((start, stop), axis=2).transpose(1, 0, 2)

    def gaps(self) -> Iterator[Gap]:
        """Every stretch where the texts differ."""
        gaps = self.bounds.reshape(-1, 4)
        differing = (gaps[:, 0] < gaps[:, 1]) | (gaps[:, 2] < gaps[:, 3])
        yield from (Gap(*each) for each in gaps[differing].tolist())

    def image(self, at: Places) -> Places:
        """Where in the text these places of the gold text are, or the nearest before them."""
        return _image(at, self.gold, self.text, self.size)

    def origin(self, at: Places) -> Places:
        """Where in the gold text these places of the text are, or the nearest before them."""
        return _image(at, self.text, self.gold, self.size)


def _image(at: Places, starts: Places, others: Places, sizes: Places) -> Places:
    starts, others, sizes = (np.append(0, column) for column in (starts, others, sizes))
    run = np.searchsorted(starts, at, "right") - 1
    found: Places = others[run] + np.minimum(at - starts[run], sizes[run])
    return found


def align(gold: Signs, text: Signs, by: By = "Levenshtein") -> Alignment:
    """How the signs of two texts match.

    A gap that could as well stand a little further left or right stands where the breaks of both
    texts agree best.
    """
    found = _Aligner(gold.string, text.string, _matcher(by)).runs()
    runs = _settled(_compact(found, gold.string, text.string), gold, text)
    columns = np.array(runs, np.int64).reshape(-1, 3)
    columns = columns[columns[:, 2] > 0]
    return Alignment(columns[:, 0], columns[:, 1], columns[:, 2], len(gold), len(text))


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


class _Aligner:
    """Finds the runs of two strings, cutting long ones at what occurs once in both."""

    def __init__(self, gold: str, text: str, by: _Matcher) -> None:
        self.gold, self.text, self.by = gold, text, by
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


def _compact(found: Iterator[Run], gold: str, text: str) -> list[Run]:
    """The same runs in fewer pieces: every gap pushed left, where it may meet another.

    A match that is scattered over stray signs before it stands together afterwards, as `diff` of
    git does it with lines. The first run may be empty.
    """
    runs = [Run(0, 0, 0)]
    for run in (*found, Run(len(gold), len(text), 0)):
        moved = run
        while True:
            last = runs[-1]
            gap = Gap(last.gold + last.size, moved.gold, last.text + last.size, moved.text)
            if gap.gold_start == gap.gold_stop and gap.text_start == gap.text_stop:
                moved = Run(last.gold, last.text, last.size + moved.size)
                runs.pop()
                break
            if not gap.one_sided:
                break
            size = _alike_before(gold, moved.gold, text, moved.text, last.size)
            moved = Run(moved.gold - size, moved.text - size, moved.size + size)
            runs[-1] = Run(last.gold, last.text, last.size - size)
            if size < last.size or len(runs) == 1:
                break
            runs.pop()
        runs.append(moved)
    return runs


def _alike_before(gold: str, at: int, text: str, to: int, most: int) -> int:
    """How many signs before two places are the same."""
    size = 0
    while size < most and gold[at - size - 1] == text[to - size - 1]:
        size += 1
    return size


def _settled(runs: list[Run], gold: Signs, text: Signs) -> list[Run]:
    """The runs with every one-sided gap moved right to where the breaks agree best."""
    edges = gold.edge.tobytes(), text.edge.tobytes()
    for at in range(len(runs) - 1):
        first, second = runs[at], runs[at + 1]
        gap = Gap(first.gold + first.size, second.gold, first.text + first.size, second.text)
        if not gap.one_sided:
            continue
        room = _room(gap, second.size, gold.string, text.string)
        near = (edges[side].find(1, *ends) for side, ends in enumerate(_reach(gap, room)))
        if room and max(near) >= 0:
            by = _best_shift(gap, room, gold.edge, text.edge)
            runs[at] = Run(first.gold, first.text, first.size + by)
            runs[at + 1] = Run(second.gold + by, second.text + by, second.size - by)
    return runs


def _reach(gap: Gap, room: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where in gold and text there may be a break that this gap can meet."""
    gold, text = (gap.gold_start, gap.gold_stop), (gap.text_start, gap.text_stop)
    return (gold[0], gold[1] + room + 1), (text[0], text[1] + room + 1)


def _room(gap: Gap, most: int, gold: str, text: str) -> int:
    """How many signs the gap can be moved to the right without touching the next."""
    size = 0
    while size < most and gold[gap.gold_start + size] == text[gap.text_start + size]:
        size += 1
    return size


def _best_shift(gap: Gap, room: int, gold: Marks, text: Marks) -> int:
    """The shift with most breaks matched; if equal, with the gap most like whole lines."""
    g0, g1 = (gold[at : at + room + 1] for at in (gap.gold_start, gap.gold_stop))
    t0, t1 = (text[at : at + room + 1] for at in (gap.text_start, gap.text_stop))
    left, right = _counts(g0 & t0), _counts((g1 & t1)[::-1])[::-1]
    inside = _within(gold, gap.gold_start, gap.gold_stop, room)
    inside &= _within(text, gap.text_start, gap.text_stop, room)
    whole = np.sum((g0, g1, t0, t1), axis=0)
    return int(((left + right + inside) * 8 + whole).argmax())


def _counts(marks: Marks) -> Places:
    """How many marks stand before each."""
    return np.cumsum(marks, dtype=np.int64) - marks


def _within(marks: Marks, start: int, stop: int, room: int) -> Marks:
    """Whether there is a mark in `start` to `stop`, for every shift of both."""
    total = np.append(0, np.cumsum(marks[start : stop + room + 1]))
    return total[stop - start + 1 :] > total[: room + 1]
