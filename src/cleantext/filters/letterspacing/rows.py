"""Lines as tokens parted by blanks, and the gaps between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import spans
from cleantext.lines import Lines
from cleantext.series import Signs
from cleantext.text import Codes, Places, Text

Mask = NDArray[np.bool_]

WRITTEN: Final = kinds.HAN | kinds.KANA
APART: Final = kinds.BLANK | kinds.BREAK | kinds.EDGE
WIDE_BLANK: Final = 0x3000
FIRST_MARK: Final = 0xB7
MARKS: Final = Signs("，、；：。！？）》〉”’」』】〕")  # no blank stands before these
NAMED: Final = Signs("（(")  # 李 晶（女）

LEAST: Final = 4  # signs of a stretch that need not be a whole line
LONGEST: Final = 4  # blanks looked at for a wide one


def candidates(text: Text) -> Places:
    """Blanks between two single characters, or before a mark that never has one."""
    at = text.blanks
    if not len(at):
        return at
    first = at[text.kinds[at - 1] != kinds.BLANK]
    last = at[text.kinds[at + 1] != kinds.BLANK]  # the blanks of each gap: first to last
    before, after = text.kinds[first - 1], text.kinds[last + 1]
    single = (text.kinds[first - 2] & APART) != 0  # before the first place is the last: an edge
    single |= ((before & WRITTEN) != 0) & (after == kinds.MARK)
    single &= ((before | after) & (APART | kinds.SYMBOL)) == 0
    first, last = first[single], last[single]
    next_ = np.minimum(last + 2, len(text.codes) - 1)
    alone = (text.kinds[first - 2] & APART) != 0
    alone &= ((text.kinds[next_] & APART) != 0) | NAMED.hold(text.codes[next_])
    marked = ((text.kinds[first - 1] & WRITTEN) != 0) & MARKS.hold(text.codes[last + 1])
    found: Places = first[alone | marked]
    return found


@dataclass(frozen=True, eq=False)
class Rows:
    """Some lines as tokens parted by blanks; the gap of a token is the one behind it."""

    lines: Lines
    row: Places  # the lines
    of_row: Places  # for each token, which of the rows it stands in
    start: Places
    stop: Places

    @classmethod
    def of(cls, lines: Lines, at: Places) -> Rows:
        """The lines that hold these places."""
        row = np.searchsorted(lines.start, at, "right") - 1
        row = row[np.append(True, row[1:] != row[:-1])]
        first, last = lines.start[row], lines.stop[row]
        place = spans(first, last - first)
        blank = lines.text.kinds[place] == kinds.BLANK
        opens = ~blank
        opens[1:] &= blank[:-1] | (np.diff(place) != 1)
        opens[np.cumsum(last - first) - (last - first)] = True
        closes = ~blank
        closes[:-1] &= opens[1:] | blank[1:]
        start, stop = place[opens], place[closes] + 1
        return cls(lines, row, np.searchsorted(first, start, "right") - 1, start, stop)

    @cached_property
    def size(self) -> Places:
        """How many signs each token has."""
        size: Places = self.stop - self.start
        return size

    @cached_property
    def first(self) -> Codes:
        """The first sign of each token."""
        return self.lines.text.codes[self.start]

    @cached_property
    def last(self) -> Codes:
        """The last sign of each token."""
        return self.lines.text.codes[self.stop - 1]

    @cached_property
    def kind(self) -> Places:
        """The kind of a token of one sign; of others every kind that occurs."""
        place = spans(self.start, self.size)
        begins = np.cumsum(self.size) - self.size
        kind: Places = np.bitwise_or.reduceat(self.lines.text.kinds[place], begins).astype(np.int64)
        return kind

    @cached_property
    def inner(self) -> Mask:
        """Whether another token of the same line follows."""
        return np.append(self.of_row[1:] == self.of_row[:-1], False)

    @cached_property
    def gap(self) -> Places:
        """How wide the gap is, in half-widths, as far as its first blanks tell."""
        after = np.append(self.start[1:], self.stop[-1:])
        gap = np.where(self.inner, after - self.stop, 0)
        for at in range(LONGEST):
            inside = self.inner & (self.stop + at < after)
            place = np.minimum(self.stop + at, len(self.lines.text.codes) - 1)
            gap += inside & (self.lines.text.codes[place] == WIDE_BLANK)
        return gap

    @cached_property
    def narrow(self) -> Mask:
        """The gaps between two letters, or what stands for one, that are the least of the line."""
        one = (self.size == 1) | np.isin(self.kind, (kinds.DIGIT, kinds.LETTER, kinds.MARK))
        both = self.inner & one & np.append(one[1:], False)
        letters = both & (self.size == 1) & np.append(self.size[1:] == 1, False)
        opens = np.flatnonzero(np.append(True, ~self.inner[:-1]))
        least = np.minimum.reduceat(np.where(letters, self.gap, 0xFFFF), opens)
        narrow: Mask = both & (self.gap <= least[self.of_row])
        return narrow

    @cached_property
    def segment(self) -> Places:
        """Which stretch of narrow gaps each token belongs to."""
        segment: Places = np.cumsum(np.append(True, ~self.narrow[:-1])) - 1
        return segment

    @cached_property
    def begins(self) -> Places:
        """The first token of each stretch."""
        return np.flatnonzero(np.append(True, ~self.narrow[:-1]))

    @cached_property
    def tokens(self) -> Places:
        """How many tokens each stretch has."""
        return np.diff(np.append(self.begins, len(self.start)))

    @cached_property
    def doc(self) -> Places:
        """The document of each stretch."""
        return self.lines.doc[self.row[self.of_row[self.begins]]]

    def total(self, of_tokens: Mask) -> Places:
        """How many tokens of each row these are."""
        return np.bincount(self.of_row[of_tokens], minlength=len(self.row))

    def count(self, of_tokens: Mask) -> Places:
        """How many tokens of each stretch these are."""
        return np.bincount(self.segment[of_tokens], minlength=len(self.begins))
