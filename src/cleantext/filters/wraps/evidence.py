"""What speaks for and against joining each line to the next, as small numbers.

Every clue is an array of small integers, one a line, about the break behind that line. Clues that
tell more together than alone stand in `PAIRS`; each pair has a table of weights in nats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import spans
from cleantext.filters.wraps import signs
from cleantext.filters.wraps.columns import INDENT, Fit, Mask, columns
from cleantext.lines import Lines
from cleantext.text import Codes, Places

Clue = NDArray[np.int64]

GRAIN: Final = 256  # every weight is a multiple of 1/256 nat, so sums are exact
HEAD: Final = 12  # code points of a line's start that are looked at
MIX: Final = np.uint64(0x9E3779B97F4A7C15)
LABEL: Final = 5  # signs before a colon or blank that make it a label or a name
NAME: Final = 5  # signs of a short line that could come back
TAIL: Final = 6  # signs at the end of a line that could come back
NEAR: Final = 8  # lines on either side that tell what a line's surroundings are like

SORTS: Final = len(signs.SORTS)
SIZES: Final = {
    "here": 9,
    "there": 9,
    "next": 9,
    "before": 9,
    "end": SORTS,
    "start": SORTS,
    "second": SORTS,
    "before_end": SORTS,
    "next_end": SORTS,
    "gap": 8,
    "indent": 7,
    "witnesses": 6,
    "share": 6,
    "stops": 6,
    "marks": 6,
    "inside": 6,
    "pointed": 7,
    "shape": 5,
    "column": 8,
    "run": 5,
    "own": SORTS,
    "alike": 7,
    "opening": 3,
    "next_opening": 3,
    "tail": 2,
    "known": 2,
    "code": 5,
    "short": 5,
    "same": 3,
    "agree": 4,
    "agree_before": 4,
    "narrow": 4,
    "longer": 5,
    "score": 14,
    "score_before": 4,
    "score_next": 4,
    "score_second_before": 4,
    "score_second_next": 4,
    "joined": 7,
    "mood": 10,
    "joins": 6,
    "portion": 7,
}
Pairs = tuple[tuple[str, str], ...]
FIRST_PAIRS: Final[Pairs] = (
    ("here", "there"),
    ("here", "end"),
    ("there", "end"),
    ("here", "next"),
    ("there", "next"),
    ("next", "end"),
    ("end", "start"),
    ("start", "second"),
    ("here", "start"),
    ("gap", "end"),
    ("gap", "here"),
    ("gap", "next"),
    ("indent", "here"),
    ("indent", "next"),
    ("indent", "end"),
    ("witnesses", "share"),
    ("share", "here"),
    ("share", "end"),
    ("witnesses", "end"),
    ("stops", "end"),
    ("stops", "here"),
    ("marks", "here"),
    ("marks", "end"),
    ("inside", "pointed"),
    ("inside", "here"),
    ("pointed", "here"),
    ("pointed", "end"),
    ("inside", "end"),
    ("alike", "start"),
    ("alike", "here"),
    ("alike", "inside"),
    ("run", "here"),
    ("run", "end"),
    ("run", "inside"),
    ("run", "next"),
    ("shape", "before_end"),
    ("shape", "start"),
    ("shape", "next"),
    ("shape", "before"),
    ("shape", "column"),
    ("before_end", "end"),
    ("before_end", "own"),
    ("before_end", "start"),
    ("opening", "next_opening"),
    ("opening", "here"),
    ("opening", "end"),
    ("next_opening", "here"),
    ("next_opening", "end"),
    ("next_opening", "next"),
    ("known", "here"),
    ("known", "end"),
    ("known", "next_end"),
    ("tail", "end"),
    ("tail", "here"),
    ("tail", "start"),
    ("column", "here"),
    ("column", "inside"),
    ("column", "share"),
    ("column", "next"),
    ("column", "end"),
    ("own", "start"),
    ("own", "end"),
    ("code", "end"),
    ("code", "here"),
    ("short", "end"),
    ("same", "here"),
    ("agree", "here"),
    ("agree", "end"),
    ("agree_before", "agree"),
    ("before", "here"),
    ("before_end", "here"),
    ("before", "before_end"),
    ("next_end", "next"),
    ("next_end", "end"),
    ("narrow", "here"),
    ("narrow", "next"),
    ("longer", "here"),
    ("longer", "end"),
)

SECOND_PAIRS: Final[Pairs] = (
    ("score", "score_before"),
    ("score", "score_next"),
    ("score", "joined"),
    ("score", "mood"),
    ("score", "here"),
    ("score", "end"),
    ("score", "run"),
    ("score", "inside"),
    ("score", "next"),
    ("score", "shape"),
    ("score", "column"),
    ("score", "share"),
    ("score_before", "score_next"),
    ("score_second_before", "score_second_next"),
    ("score_before", "here"),
    ("score_next", "next"),
    ("score_before", "end"),
    ("score_next", "end"),
    ("score_before", "shape"),
    ("score_next", "shape"),
    ("joined", "end"),
    ("joined", "here"),
    ("joined", "run"),
    ("joined", "column"),
    ("portion", "joins"),
    ("portion", "score"),
    ("portion", "joined"),
    ("portion", "end"),
    ("portion", "here"),
    ("mood", "end"),
    ("mood", "run"),
    ("mood", "inside"),
    ("mood", "share"),
)


def shifted(column: Clue, by: int, fill: int = 0) -> Clue:
    """The value of the line so many lines on."""
    out = np.full_like(column, fill)
    if by > 0:
        out[:-by] = column[by:]
    elif by < 0:
        out[-by:] = column[:by]
    else:
        out[:] = column
    return out


def binned(values: NDArray[np.generic], *limits: float) -> Clue:
    """How many of these limits each value reaches."""
    return np.searchsorted(np.array(limits), values, "right")


def _returning(doc: Places, words: Codes) -> Clue:
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
    """Sums over the lines near each line, of its own document."""

    doc: Places

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
        return self.within(NEAR)

    @cached_property
    def count(self) -> Places:
        low, high = self.bounds
        return high - low

    def sum(self, values: NDArray[np.generic]) -> Places:
        low, high = self.bounds
        total = np.append(0, np.cumsum(values, dtype=np.int64))
        return total[high] - total[low]


class Evidence:
    """The clues about the break behind each line of some documents."""

    def __init__(self, lines: Lines, at: Places) -> None:
        self.lines, self.at = lines, at
        self.codes = lines.text.codes
        self.doc = lines.doc[at]
        self.start, self.stop, self.width = lines.start[at], lines.stop[at], lines.width[at]
        self.indent = np.minimum(lines.indent[at], 24)
        self.near = Surroundings(self.doc)
        self.neighbour = np.append(self.doc[1:] == self.doc[:-1], False)
        heads = np.minimum(self.start[:, None] + np.arange(HEAD), self.stop[:, None] - 1)
        self.heads = self.codes[heads]
        self.end = signs.ends(self.codes, self.start, self.stop)
        self.begin = signs.begins(self.heads)

    @cached_property
    def counts(self) -> tuple[Places, Places, Places]:
        """How many signs of each line a typesetter squeezes, are those of code, are points."""
        size = self.stop - self.start
        codes = self.codes[spans(self.start, size)]
        last = np.cumsum(size)
        counts = (
            np.append(0, np.cumsum(table[codes], dtype=np.int64))
            for table in (signs.IS_SQUEEZED, signs.IS_CODE, signs.IS_POINT)
        )
        squeezed, code, points = (count[last] - count[last - size] for count in counts)
        return squeezed, code, points

    @cached_property
    def unit(self) -> Places:
        """How wide the first piece of each line is that cannot be cut, in half-widths."""
        sorts = signs.TABLE[self.heads]
        word = np.isin(sorts, (signs.SMALL, signs.CAPITAL, signs.DIGIT, signs.HANGUL))
        length = np.where(word.all(1), HEAD, word.argmin(1))
        unit = np.where(word[:, 0], length + 1, 2)
        unit = np.where(sorts[:, 0] == signs.HANGUL, 1 + 2 * length, unit)
        unit = np.where(sorts[:, 0] == signs.OPENING, 4, unit)
        closed = (length == 0) & np.isin(
            sorts[:, 1],
            (signs.STOP, signs.COMMA, signs.PAUSE, signs.SEMICOLON, signs.COLON, signs.CLOSING),
        )
        return unit + closed

    @cached_property
    def alike(self) -> Clue:
        """How alike each line and the next begin, sign by sign: rows do, sentences do not."""
        sorts = signs.TABLE[self.heads]
        sorts[(sorts == signs.NUMERAL) | (sorts == signs.KANA)] = signs.HAN
        following = np.append(sorts[1:], sorts[:1], 0)
        telling = (sorts != signs.HAN) | (following != signs.HAN)
        same = (sorts == following) & telling & (sorts != signs.SMALL) & (sorts != signs.HANGUL)
        return same.sum(1) - (telling & (sorts != following)).sum(1) // 2

    def shape(self, points: Places) -> Clue:
        """Whether a line is short and of one sort: digits, letters, a word or two of Han."""
        size = self.stop - self.start
        narrow = self.width == size
        digits = narrow & (self.begin == signs.DIGIT) & (self.end == signs.DIGIT) & (size <= 6)
        letters = narrow & ~digits & (size <= 12)
        word = ~narrow & (self.width <= 12) & (points == 0)
        return np.where(
            digits, 1, np.where(letters, 2, np.where(word, 3, np.where(self.width <= 12, 4, 0)))
        )

    @cached_property
    def opening(self) -> Clue:
        """Whether each line opens with a label (答：) or with a name and a blank, as rows do."""
        sorts = signs.TABLE[self.heads[:, 1:LABEL]]
        blank = kinds.TABLE[self.heads[:, 2:LABEL]] == kinds.BLANK
        han = np.isin(signs.TABLE[self.heads[:, :2]], (signs.HAN, signs.NUMERAL)).all(1)
        return np.where((sorts == signs.COLON).any(1), 1, np.where(han & blank.any(1), 2, 0))

    @cached_property
    def tails(self) -> Clue:
        """Whether another line of the document ends in the same words."""
        back = self.stop[:, None] - np.arange(1, TAIL + 1)
        return _returning(self.doc, self.codes[np.maximum(back, self.start[:, None])])

    @cached_property
    def known(self) -> Clue:
        """Whether a short line stands elsewhere in the document, or begins another line."""
        size = self.stop - self.start
        found = np.zeros(len(size), np.int64)
        for length in range(2, NAME + 1):
            short = np.flatnonzero(size == length)
            if len(short):
                among = np.flatnonzero(np.isin(self.heads[:, 0], self.heads[short, 0]))
                again = _returning(self.doc[among], self.heads[among, :length])
                found[short] = again[np.searchsorted(among, short)]
        return found

    @cached_property
    def fit(self) -> Fit:
        squeezed, _, _ = self.counts
        narrow = 2 * (self.stop - self.start) - self.width
        loose = narrow // 8  # letters and digits are as wide as their type
        reach = self.width + np.where(self.indent > 1, self.indent, 0)
        low = reach - squeezed - 1 - loose
        high = reach + shifted(self.unit, 1, 2) + loose
        stop, colon = self.end == signs.STOP, self.end == signs.COLON
        fell_short = shifted(high, -1) < low
        ended = shifted((stop | colon).astype(np.int64), -1, 1) == 1
        first = ~np.append(False, self.neighbour[:-1])
        return Fit(self.doc, low, high, stop, colon, ended | fell_short | first)

    def relation(self, column: Places, by: int = 0) -> Clue:
        """How each line stands to a column: none, over, full, first, or short by how much."""
        low, high = self.fit.low, self.fit.high
        if by:
            low, high = shifted(low, by), shifted(high, by)
        missing = column - high
        short = 4 + binned(missing, 3, 5, 9, 17)
        first = (low + INDENT <= column) & (missing <= INDENT) & ((by > 0) | self.fit.fresh)
        found = np.where(low > column, 1, np.where(missing <= 0, 2, np.where(first, 3, short)))
        return np.where(column == 0, 0, found)

    def clues(self) -> Mapping[str, Clue]:
        """Every clue by its name."""
        column = columns(self.fit)
        here = self.relation(column)
        following = shifted(column, 1)
        full = here == 2
        stopless = ~self.fit.stop
        squeezed, code, points = self.counts
        size = np.maximum(self.stop - self.start, 1)
        near = self.near
        pointed = np.isin(
            self.end, (signs.STOP, signs.COMMA, signs.PAUSE, signs.COLON, signs.SEMICOLON)
        )
        pointed = pointed.astype(np.int64)
        at_ends = near.sum(pointed)
        inside = near.sum(np.minimum(np.maximum(points - pointed, 0), 6))
        open_lines = near.sum(stopless)
        witnesses = near.sum(full & stopless)
        gaps = np.minimum(self.lines.gap[self.at], 4)
        gap, page = shifted(gaps, 1), shifted(self.lines.page[self.at].astype(np.int64), 1)
        usual = near.sum(gap) / near.count
        overlap = np.minimum(self.fit.high, shifted(self.fit.high, 1)) - np.maximum(
            self.fit.low, shifted(self.fit.low, 1)
        )
        agree = np.where(self.neighbour, 1 + binned(overlap, -4, 0), 0)
        narrow = 2 * size - self.width
        longer = shifted(self.fit.low, 1) - self.fit.high
        return {
            "here": here,
            "there": self.relation(following),
            "next": self.relation(following, 1),
            "before": shifted(here, -1),
            "end": self.end,
            "start": shifted(self.begin, 1, signs.NONE),
            "second": shifted(signs.TABLE[self.heads[:, 1]], 1, signs.NONE),
            "before_end": shifted(self.end, -1, signs.NONE),
            "next_end": shifted(self.end, 1, signs.NONE),
            "gap": np.where(page > 0, 7, binned(gap - usual, -1.2, -0.4, -0.1, 0.1, 0.4, 1.2)),
            "indent": binned(shifted(self.indent, 1) - self.indent, -3, -1, 0, 1, 3, 5),
            "witnesses": binned(witnesses, 1, 2, 3, 5, 8),
            "share": binned(witnesses / np.maximum(open_lines, 1), 0.01, 0.2, 0.4, 0.6, 0.8),
            "stops": binned(1 - open_lines / near.count, 0.01, 0.1, 0.25, 0.45, 0.7),
            "marks": binned(near.sum(np.minimum(squeezed, 4)) / near.count, 0.1, 0.4, 0.8, 1.3, 2),
            "inside": binned(inside / near.count, 0.06, 0.2, 0.45, 0.8, 1.3),
            "pointed": np.where(
                inside + at_ends == 0,
                6,
                binned(at_ends / np.maximum(inside + at_ends, 1), 0.1, 0.2, 0.35, 0.55, 0.8),
            ),
            "shape": self.shape(points),
            "column": binned(np.maximum(column, following), 1, 15, 18, 22, 28, 40, 72),
            "run": sum(
                np.where(shifted(self.doc, by, -1) == self.doc, shifted(pointed, by), 0)
                for by in (-1, 0, 1, 2)
            ),
            "own": self.begin,
            "alike": np.where(self.neighbour, 1 + binned(self.alike, -2, 0, 1, 2, 4), 0),
            "opening": self.opening,
            "next_opening": shifted(self.opening, 1),
            "tail": self.tails,
            "known": shifted(self.known, 1),
            "code": binned(near.sum(np.minimum(code, 8)) / near.count, 0.2, 0.6, 1.2, 2.5),
            "short": binned(near.sum(self.width <= 12) / near.count, 0.05, 0.2, 0.4, 0.7),
            "same": np.where(self.neighbour & (column == following), 1 + (column == 0), 0),
            "agree": agree,
            "agree_before": shifted(agree, -1),
            "narrow": binned(narrow / size, 0.05, 0.3, 0.8),
            "longer": np.where(self.neighbour, 1 + binned(longer, -8, 0, 6), 0),
        }


def possible(clues: Mapping[str, Clue]) -> Mask:
    """Where a line may go on at all: in a column wide enough, not where there was room for more."""
    full = np.isin(clues["here"], (2, 3)) | np.isin(clues["there"], (2, 3))
    narrow = (clues["column"] == 1) | (clues["column"] == 2)
    return (clues["agree"] > 0) & ~narrow & (full | (clues["shape"] == 0))


def second(clues: Mapping[str, Clue], score: Clue, near: Surroundings) -> Mapping[str, Clue]:
    """The clues of a second look, when it is known how likely the breaks around are joined."""
    nats = np.clip(score, -8 * GRAIN, 8 * GRAIN)

    def beside(by: int) -> Clue:
        same = shifted(near.doc, by, -1) == near.doc
        value = np.where(same, shifted(nats, by), -3 * GRAIN)
        return binned(value, -2 * GRAIN + 1, 1, 2 * GRAIN + 1)

    joined = near.sum(score > 0) - (score > 0)
    mood = near.sum(np.clip(nats, -3 * GRAIN, 3 * GRAIN)) - np.clip(nats, -3 * GRAIN, 3 * GRAIN)
    first, stop = near.document
    so_far = np.append(0, np.cumsum(score > 0))
    open_so_far = np.append(0, np.cumsum(clues["end"] != signs.STOP))
    joins, open_lines = so_far[stop] - so_far[first], open_so_far[stop] - open_so_far[first]
    again = {
        "joins": binned(joins, 1, 4, 8, 16, 40),
        "portion": binned(joins / np.maximum(open_lines, 1), 0.02, 0.06, 0.15, 0.3, 0.5, 0.7),
        "score": binned(
            nats, *(np.array([-6, -4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 4, 6]) * GRAIN + 1)
        ),
        "score_before": beside(-1),
        "score_next": beside(1),
        "score_second_before": beside(-2),
        "score_second_next": beside(2),
        "joined": binned(joined, 1, 2, 3, 4, 6, 9),
        "mood": binned(mood, *(np.array([-30, -20, -10, -4, 0, 4, 10, 20, 30]) * GRAIN)),
    }
    return {**clues, **again}


def cells(clues: Mapping[str, Clue], pairs: Pairs) -> list[Places]:
    """For each pair, which cell of its table each line falls in."""
    return [clues[one].astype(np.intp) * SIZES[other] + clues[other] for one, other in pairs]
