"""What speaks for and against joining each line to the next, as small numbers.

Every clue is an array of small integers, one a line, about the line end behind that line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import spans
from cleantext.filters.wraps import signs
from cleantext.filters.wraps.around import (
    Clue,
    Surroundings,
    binned,
    perhaps_among,
    returning,
)
from cleantext.filters.wraps.columns import INDENT, NARROWEST, Fit, Mask, Widths, columns
from cleantext.filters.wraps.pairs import PAIRS, SIZES
from cleantext.filters.wraps.pieces import first_pieces
from cleantext.filters.wraps.seams import PARTS, seams
from cleantext.lines import Lines
from cleantext.text import Codes, Places

HEAD: Final = 12  # code points of a line's start that are looked at
LABEL: Final = 5  # signs before a colon or blank that make it a label or a name
NAMED: Final = 2  # how a row opens: with a name and a blank
NAME: Final = 5  # signs of a short line that could come back
REFRAIN: Final = 4  # signs that lines of a list begin with
TAIL: Final = 6  # signs at the end of a line that could come back
POINTED: Final = (signs.STOP, signs.COMMA, signs.PAUSE, signs.COLON, signs.SEMICOLON)
WORDS: Final = (signs.HAN, signs.KANA, signs.NUMERAL)  # of scripts that no blank parts
HABIT: Final = 40  # lines on either side that tell how lines are ended and paragraphs begin
# How wide full lines are is told by so many on either side. This and `FLUSH`, a Han character, are
# the first numbers that were tried: what a clue is worth is fitted, not set.
FELLOWS: Final = 6
FLUSH: Final = 2  # half-widths: a line lacks no more if it is full
FAR: Final = 20_000  # half-widths: more than any line has, and it still fits in 16 bits
MARKS: Final = np.uint16(kinds.MARK | kinds.SYMBOL)
FEW: Final = 4  # so many times the text of these lines is more than to look at each sign
SHORT: Final = 12  # half-widths: a word or a name
USUAL: Final = 3  # a gap like those around
APART: Final = 4  # a wider one
# Signs of code to a line. Of 960 programs one in twenty has fewer, of 3,400 extractions none has
# more than 0.6: in programs every line is one, those of comments too.
PROGRAM: Final = 1.5
LONGEST: Final = 10_000  # half-widths: a longer line counts as this, so that all fit in 16 bits

# How a line stands to a column.
NONE, OVER, FULL, FIRST, LACKS = range(5)


class Evidence:
    """The clues about the break behind each line of some documents."""

    def __init__(self, lines: Lines, at: Places) -> None:
        self.lines, self.at = lines, at
        self.codes = lines.text.codes
        self.doc = lines.doc[at]
        self.start, self.stop = lines.start[at], lines.stop[at]
        self.size = _small(self.stop - self.start)
        self.width = _small(lines.width[at])
        self.indent = np.minimum(lines.indent[at], 24).astype(np.int16)
        self.near = Surroundings(self.doc)
        self.neighbour = np.append(self.doc[1:] == self.doc[:-1], False)
        self.heads, self.sorts = self._heads()
        self.end = signs.ends(self.codes, self.start, self.stop)
        self.begin = signs.begins(self.heads)

    def _heads(self) -> tuple[Codes, signs.Signs]:
        """The first signs of each line, and what sort they are; the last one again and again."""
        heads = np.empty((HEAD, len(self.start)), np.uint32)
        sorts = np.empty(heads.shape, np.uint8)
        last = self.stop - 1
        for on, (head, sort) in enumerate(zip(heads, sorts, strict=True)):  # see `tails`
            np.take(self.codes, np.minimum(self.start + on, last), mode="clip", out=head)
            np.take(signs.TABLE, head.view(np.int32), mode="clip", out=sort)
        return heads.T, sorts.T

    @cached_property
    def counts(self) -> tuple[Clue, Clue, Clue, Clue]:
        """How many signs of each line are squeezed, are those of code, points, full stops."""
        at = self._marks()
        sorts = signs.COUNTED[self.codes[at]]
        first = np.searchsorted(at, self.start)
        stop = np.append(first[1:], len(at))  # no mark stands between two lines
        last = np.flatnonzero(~self.neighbour)
        stop[last] = np.searchsorted(at, self.stop[last])
        squeezed, code, points, stops = (
            _small(before[stop] - before[first], LONGEST // 4)
            for before in (
                np.append(0, np.cumsum((sorts >> bit) & 1, dtype=np.int32)) for bit in range(4)
            )
        )
        return squeezed, code, points, stops

    @cached_property
    def program(self) -> NDArray[np.float64]:
        """How many signs of code the lines of each line's document have."""
        return self.near.mean_in_document(np.minimum(self.counts[1], 8))

    @property
    def prose(self) -> Mask:
        """Which lines are of documents that are no programs."""
        prose: Mask = self.program < PROGRAM
        return prose

    def _marks(self) -> Places:
        """Where the marks stand, in these lines and perhaps between."""
        begin, end = self.start[0], self.stop[-1]
        size = self.stop - self.start
        if size.sum() * FEW < end - begin:
            at: Places = spans(self.start, size)
            at = at[(self.lines.text.kinds[at] & MARKS) != 0]
        else:
            at = np.flatnonzero((self.lines.text.kinds[begin:end] & MARKS) != 0) + begin
        return at

    @cached_property
    def unit(self) -> Clue:
        """How wide the first piece of each line is that cannot be cut, in half-widths."""
        return first_pieces(self.codes, self.start, self.size)

    @cached_property
    def alike(self) -> Clue:
        """How alike each line and the next begin, sign by sign: rows do, sentences do not."""
        sorts = self.sorts.copy("K")
        sorts[(sorts == signs.NUMERAL) | (sorts == signs.KANA)] = signs.HAN
        following = np.roll(sorts.T, -1, 1).T
        telling = (sorts != signs.HAN) | (following != signs.HAN)
        same = (sorts == following) & telling & (sorts != signs.SMALL) & (sorts != signs.HANGUL)
        differ = (telling & (sorts != following)).sum(1, np.int8)
        more = same.sum(1, np.int8) - differ // 2
        return np.where(self.neighbour, 1 + binned(more, -2, 0, 1, 2, 4), 0)

    @cached_property
    def shared(self) -> Clue:
        """With how many of the same signs each line and the next begin: rows and imports do."""
        heads = self.heads.T
        same = heads[:, :-1] == heads[:, 1:]
        count = np.logical_and.accumulate(same).sum(0, np.uint8)
        return np.asarray(np.append(count, np.uint8(0)) * self.neighbour)

    @cached_property
    def shape(self) -> Clue:
        """Whether a line is short and of one sort: digits, letters, a word or two of Han."""
        _, _, points, _ = self.counts
        size = self.size
        narrow = self.width == size
        digits = (
            narrow & (self.begin == signs.DIGIT) & (self.end == signs.DIGIT) & (size <= HEAD // 2)
        )
        letters = narrow & ~digits & (size <= SHORT)
        word = ~narrow & (self.width <= SHORT) & (points == 0)
        short = np.uint8(4) * (self.width <= SHORT)
        return np.where(digits, 1, np.where(letters, 2, np.where(word, 3, short)))

    @cached_property
    def opening(self) -> Clue:
        """Whether each line opens with a label (答：) or with a name and a blank, as rows do."""
        sorts = self.sorts[:, 1:LABEL]
        blank = np.take(kinds.TABLE, self.heads[:, 2:LABEL], mode="clip") == kinds.BLANK
        han = signs.among(self.sorts[:, :2], signs.HAN, signs.NUMERAL).all(1)
        named = np.uint8(NAMED) * (han & blank.any(1))
        return np.where((sorts == signs.COLON).any(1), 1, named)

    @cached_property
    def people(self) -> Clue:
        """Whether each line is nothing but a name, a blank and a post, and how many more are."""
        _, _, points, _ = self.counts
        rows = (self.opening == NAMED) & (points == 0)
        number = np.bincount(self.doc, weights=rows)[self.doc]
        return np.where(rows, 1 + binned(number, 2, 3, 5), 0)

    @cached_property
    def cells(self) -> Clue:
        """Whether two blanks stand together inside each line, as between the cells of a row."""
        blanks = self.lines.text.blanks
        double = blanks[np.flatnonzero(np.diff(blanks) == 1)]
        first, last = np.searchsorted(double, np.stack((self.start, self.stop)))
        return np.asarray(last > first, np.uint8)

    @cached_property
    def tails(self) -> Clue:
        """Whether another line of the document ends in the same words."""
        tails = np.empty((TAIL, len(self.stop)), np.uint32)
        for back, tail in enumerate(tails, 1):  # one sign at a time stays in the cache
            np.take(self.codes, np.maximum(self.stop - back, self.start), mode="clip", out=tail)
        return returning(self.doc, tails.T)

    @cached_property
    def known(self) -> Clue:
        """Whether a short line stands elsewhere in the document, or begins another line."""
        size = self.size
        found = np.zeros(len(size), np.uint8)
        for length in range(2, NAME + 1):
            short = np.flatnonzero(size == length)
            if len(short):
                among = np.flatnonzero(perhaps_among(self.heads[:, 0], self.heads[short, 0]))
                again = returning(self.doc[among], self.heads[among, :length])
                found[short] = again[np.searchsorted(among, short)]
        return found

    @cached_property
    def gaps(self) -> Clue:
        """How many breaks stand behind each line, beside those behind the lines around."""
        near = self.near
        gap = near.beside(np.minimum(self.lines.gap[self.at], 4).astype(np.int8), 1)
        page = near.beside(self.lines.page[self.at], 1) > 0
        usual = near.sum(gap) / near.count
        return np.where(page, 7, binned(gap - usual, -1.2, -0.4, -0.1, 0.1, 0.4, 1.2))

    @cached_property
    def fit(self) -> Fit:
        """The widths each line is full in."""
        squeezed, *_ = self.counts
        narrow = 2 * self.size - self.width
        loose = narrow // 8  # letters and digits are as wide as their type
        reach = self.width + self.indent * (self.indent > 1)
        low = reach - squeezed - 1 - loose
        high = reach + self.near.beside(self.unit, 1, 2) + loose
        stop, colon = self.end == signs.STOP, self.end == signs.COLON
        fell_short = self.near.beside(high, -1) < low
        ended = self.near.beside(stop | colon, -1, 1) == 1
        return Fit(self.doc, low, high, stop, colon, ended | fell_short)

    def relation(self, column: Widths, by: int = 0) -> Clue:
        """How each line stands to a column: none, over, full, first, or short by how much."""
        low, high = self.fit.low, self.fit.high
        if by:
            low, high = self.near.beside(low, by), self.near.beside(high, by)
        missing = column - high
        short = LACKS + binned(missing, 3, 5, 9, 17)
        first = (low + INDENT <= column) & (missing <= INDENT) & ((by > 0) | self.fit.fresh)
        found = np.where(missing <= 0, FULL, np.where(first, FIRST, short))
        return np.where(column == 0, NONE, np.where(low > column, OVER, found))

    def clues(self) -> Mapping[str, Clue]:
        """Every clue by its name."""
        column = columns(self.fit)
        full = self.relation(column) == FULL
        return {**self._of_columns(column), **self._of_signs(), **self._of_stretches(full)}

    def _of_columns(self, column: Widths) -> Mapping[str, Clue]:
        """How the line and its neighbours stand to the column."""
        beside, fit = self.near.beside, self.fit
        here, following = self.relation(column), beside(column, 1)
        overlap = np.minimum(fit.high, beside(fit.high, 1)) - np.maximum(
            fit.low, beside(fit.low, 1)
        )
        agree = np.where(self.neighbour, 1 + binned(overlap, -4, 0), 0)
        longer = beside(fit.low, 1) - fit.high
        indent = beside(self.indent, 1) - self.indent
        missing, next_missing = self._missing(column)
        return {
            "lack": _lack(missing),
            "next_lack": _lack(next_missing),
            **self._habits(here, missing),
            "here": here,
            "there": self.relation(following),
            "next": self.relation(following, 1),
            "before": beside(here, -1),
            "column": binned(np.maximum(column, following), 1, 15, 18, 22, 28, 40, 72),
            "same": (self.neighbour & (column == following)) * (np.uint8(1) + (column == 0)),
            "agree": agree,
            "agree_before": beside(agree, -1),
            "longer": np.where(self.neighbour, 1 + binned(longer, -8, 0, 6), 0),
            "indent": binned(indent, -3, -1, 0, 1, 3, 5),
        }

    def _missing(self, column: Widths) -> tuple[Clue, Clue]:
        """By how much each line, and the next, is narrower than full lines near in its column.

        Full is the widest but one: a mark may stand out. Where there are no two: FAR too wide.
        """
        beside = self.near.beside
        reach = self.width + self.indent * (self.indent > 1)
        fits = np.where((self.fit.low <= column) & (column > 0), reach, 0)
        widest, full = fits, np.zeros_like(fits)
        for by in (*range(-FELLOWS, 0), *range(1, FELLOWS + 1)):
            there = beside(fits, by) * (beside(column, by) == column)
            full = np.maximum(full, np.minimum(widest, there))
            widest = np.maximum(widest, there)
        full = np.where((column > 0) & (full > 0), full, -FAR)
        return full - reach, full - beside(reach, 1)

    def _habits(self, here: Clue, missing: Clue) -> Mapping[str, Clue]:
        """How paragraphs begin around here, where they surely do: short, indented, apart."""
        beside, (low, high) = self.near.beside, self.near.within(HABIT)
        begins = (beside(here, -1) > LACKS) & (beside(self.end, -1) == signs.STOP)
        indented = self.indent > beside(self.indent, -1) + 1
        short = abs(missing - INDENT - 1) <= 1
        flush = begins & (abs(missing) <= FLUSH) & ~indented
        first = begins & (short | indented)
        apart = beside(self.gaps, -1, USUAL) > APART

        def share(some: Mask, others: Mask) -> Clue:
            one, other = (
                count[high] - count[low]
                for count in (np.append(0, np.cumsum(each)) for each in (some, others))
            )
            both = one + other
            return np.where(both > 1, 1 + binned(one / np.maximum(both, 1), 0.2, 0.5, 0.8), 0)

        return {
            "habit": share(first, flush),
            "shown": share(begins & indented, begins & ~indented),
            "parted": share(begins & apart, begins & ~apart),
        }

    def _of_signs(self) -> Mapping[str, Clue]:
        """What ends the line and begins the next, and what sort of lines they are."""
        beside, end, size = self.near.beside, self.end, self.size
        return {
            "end": end,
            "before_end": beside(end, -1, signs.NONE),
            "next_end": beside(end, 1, signs.NONE),
            "own": self.begin,
            "start": beside(self.begin, 1, signs.NONE),
            "second": beside(self.sorts[:, 1], 1, signs.NONE),
            "shape": self.shape,
            "narrow": binned((2 * size - self.width) / size, 0.05, 0.3, 0.8),
            "alike": self.alike,
            "shared": binned(self.shared, 1, 2, 4, 8),
            "opening": self.opening,
            "next_opening": beside(self.opening, 1),
            "people": self.people,
            "tail": self.tails,
            "known": beside(self.known, 1),
            "cells": self.cells + 2 * beside(self.cells, 1),
            **self._of_seams(),
        }

    def _of_seams(self) -> Mapping[str, Clue]:
        """What the signs say that meet at line ends, here and around."""
        first = self.near.beside(self.heads[:, 0], 1)
        begin = self.near.beside(self.sorts[:, 0], 1, signs.NONE)
        words, digit = signs.among(begin, *WORDS), self.end == signs.DIGIT
        told = signs.among(self.end, signs.HAN, signs.KANA) & (words | (begin == signs.DIGIT))
        told |= digit & words
        told &= self.width >= NARROWEST
        seam, at = np.zeros(len(told), np.int16), np.flatnonzero(told)
        seam[at] = seams(self.codes[self.stop[at] - 1], first[at])
        low, high = self.near.within(HABIT)
        total = np.append(0, np.cumsum(seam, dtype=np.int32))
        around = total[high] - total[low]
        nats = PARTS
        return {
            "seam": np.where(
                told,
                1 + binned(seam, *(np.array([-4, -2.5, -1.5, -0.7, 0, 0.7, 1.5, 2.5, 4]) * nats)),
                0,
            ),
            "seams": binned(around, *(np.array([-24, -12, -6, -2, 2, 6, 12, 24, 48]) * nats)),
        }

    def _of_stretches(self, full: Mask) -> Mapping[str, Clue]:
        """What the lines around are like."""
        near, (squeezed, code, points, stops) = self.near, self.counts
        pointed = signs.among(self.end, *POINTED).astype(np.int8)
        at_ends = near.sum(pointed)
        inside = near.sum(np.minimum(np.maximum(points - pointed, 0), 6))
        sentences = near.sum(np.maximum(stops - self.fit.stop, 0))  # that end inside a line
        every = np.maximum(inside + at_ends, 1)
        stopless = near.sum(~self.fit.stop)
        witnesses = near.sum(full & ~self.fit.stop)
        capital, small = (near.sum(self.begin == sort) for sort in (signs.CAPITAL, signs.SMALL))

        def mean(values: NDArray[np.generic]) -> NDArray[np.float64]:
            return near.sum(values) / near.count

        gaps = self.gaps
        return {
            "gap": gaps,
            "gap_before": near.beside(gaps, -1, USUAL),
            "gap_second_before": near.beside(gaps, -2, USUAL),
            "gap_next": near.beside(gaps, 1, USUAL),
            "witnesses": binned(witnesses, 1, 2, 3, 5, 8),
            "share": binned(witnesses / np.maximum(stopless, 1), 0.01, 0.2, 0.4, 0.6, 0.8),
            "stops": binned(1 - stopless / near.count, 0.01, 0.1, 0.25, 0.45, 0.7),
            "marks": binned(mean(np.minimum(squeezed, 4)), 0.1, 0.4, 0.8, 1.3, 2),
            "program": binned(self.program, 0.2, 0.5, 0.8, 1.1),
            "code": binned(mean(np.minimum(code, 8)), 0.2, 0.6, 1.2, 2.5),
            "sentences": binned(sentences, 1, 2, 4, 8),
            "inside": binned(inside / near.count, 0.06, 0.2, 0.45, 0.8, 1.3),
            "pointed": np.where(
                inside + at_ends == 0, 6, binned(at_ends / every, 0.1, 0.2, 0.35, 0.55, 0.8)
            ),
            "run": pointed + sum(near.beside(pointed, by) for by in (-1, 1, 2)),
            "short": binned(mean(self.width <= SHORT), 0.05, 0.2, 0.4, 0.7),
            "refrain": binned(near.sum(self.shared >= REFRAIN), 1, 2, 4, 8),
            "capitals": binned(capital / np.maximum(capital + small, 3), 0.1, 0.3, 0.5, 0.8),
        }


def _lack(missing: Clue) -> Clue:
    """So many half-widths, or that it is not known."""
    return binned(missing, -FAR // 2, -2, 0, 1, 2, 3, 4, 5, 6, 7, 9)


def _small(numbers: Places, most: int = LONGEST) -> Clue:
    return np.minimum(numbers, most).astype(np.int16)


def possible(clues: Mapping[str, Clue]) -> Mask:
    """Where a line may go on at all: in a column wide enough, not where there was room for more."""
    full = signs.among(clues["here"], FULL, FIRST) | signs.among(clues["there"], FULL, FIRST)
    may: Mask = (clues["agree"] > 0) & (full | (clues["shape"] == 0))
    return may


def cells(clues: Mapping[str, Clue]) -> list[Places]:
    """For each pair, which cell of its table each line falls in."""
    return [clues[one].astype(np.int64) * SIZES[other] + clues[other] for one, other in PAIRS]
