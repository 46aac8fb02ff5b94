"""Lines: what shows on a line of its own, as arrays of starts and stops.

Only lines that show something are here; empty ones are counted in `gap`. A line never reaches
over an edge, so neighbours of other documents are told by `doc` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import spans
from cleantext.kinds import BLANK
from cleantext.text import Codes, Places, Text

FIRST_WIDE: Final = 0x2010  # from the dashes and quotes on, signs are as wide as a Han character
PAGE_END: Final = 0x0C
_CR, _LF = 0x0D, 0x0A
_ONES: Final = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(1, np.uint8)
_LOWER: Final = ((1 << np.arange(8)) - 1).astype(np.uint8)  # bits below each


@dataclass(frozen=True, eq=False)
class Lines:
    r"""The lines of a batch that show something, in order.

    >>> lines = Lines.of(Text.of(["　全国\n\n劳动 \f模范", "人"]))
    >>> (lines.stop - lines.start).tolist(), lines.doc.tolist()
    ([2, 2, 2, 1], [0, 0, 0, 1])
    >>> lines.gap.tolist(), lines.page.tolist()
    ([0, 2, 0, 0], [False, False, True, False])
    >>> lines.width.tolist(), lines.indent.tolist()
    ([4, 4, 4, 2], [2, 0, 0, 0])
    """

    text: Text
    head: Places  # where the line begins, blanks included
    start: Places  # its first sign that shows
    stop: Places  # behind the last sign that shows
    tail: Places  # its break, or the edge behind it
    behind: Places  # which of all breaks and edges it stands behind

    @classmethod
    def of(cls, text: Text) -> Lines:
        """The lines of this text, found once: a filter without edits hands them on."""
        known: Lines | None = vars(text).get("lines")
        if known is None:
            known = vars(text)["lines"] = cls._found(text)
        return known

    @classmethod
    def _found(cls, text: Text) -> Lines:
        head, tail = text.ends[:-1] + 1, text.ends[1:]
        start, stop = _trimmed(text, head, tail)
        shown = np.flatnonzero(start < stop)
        return cls(text, head[shown], start[shown], stop[shown], tail[shown], shown)

    @cached_property
    def doc(self) -> Places:
        """The document of each line."""
        counts = np.diff(np.searchsorted(self.start, self.text.edges))
        return np.repeat(np.arange(len(counts)), counts)

    @cached_property
    def _new(self) -> NDArray[np.bool_]:
        """Which lines are the first of their document."""
        new = np.ones(len(self), bool)
        new[1:] = self.doc[1:] != self.doc[:-1]
        return new

    @cached_property
    def _breaks(self) -> Codes:
        """What each line of the text ends with."""
        return self.text.codes[self.text.ends]

    @cached_property
    def gap(self) -> Places:
        """The breaks before each line, those of empty ones too; 0 for the first of a document."""
        uncounted = self._breaks == PAGE_END
        if (self._breaks == _CR).any():
            uncounted |= _inside_crlf(self.text.codes, self.text.ends)
        before = self.behind
        if uncounted.any():
            before = before - np.cumsum(uncounted, dtype=np.int32)[before]
        gap = np.diff(before, prepend=0)
        gap[self._new] = 0
        return gap

    @cached_property
    def page(self) -> NDArray[np.bool_]:
        """Whether a form feed stands between each line and the one before."""
        fed = self._breaks == PAGE_END
        if not fed.any():
            return np.zeros(len(self), bool)
        page = np.diff(np.cumsum(fed, dtype=np.int32)[self.behind], prepend=0) > 0
        page &= ~self._new
        return page

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def width(self) -> Places:
        """How wide each line is without the blanks around it, in half-widths."""
        return _widths(self.text.codes, self.start, self.stop)

    @cached_property
    def indent(self) -> Places:
        """How wide the blanks before each line are, in half-widths."""
        indent = self.start - self.head
        some = np.flatnonzero(indent)
        size = indent[some]
        wide = self.text.codes[spans(self.head[some], size)] >= FIRST_WIDE
        if wide.any():
            indent[some] += np.add.reduceat(wide, np.cumsum(size) - size, dtype=np.int64)
        return indent


def _widths(codes: Codes, start: Places, stop: Places) -> Places:
    """How wide these stretches are, in half-widths."""
    eight = np.packbits(codes >= FIRST_WIDE, bitorder="little")
    eight = np.append(eight, np.uint8(0))  # the last place may be behind all
    ones = _ONES[eight]
    before = np.cumsum(ones, dtype=np.int32) - ones

    def up_to(place: Places) -> NDArray[np.int32]:
        byte = place >> 3
        count: NDArray[np.int32] = before[byte] + _ONES[eight[byte] & _LOWER[place & 7]]
        return count

    return stop - start + up_to(stop) - up_to(start)


def _inside_crlf(codes: Codes, ends: Places) -> NDArray[np.bool_]:
    """Which of these breaks are the second half of a CRLF."""
    second: NDArray[np.bool_] = (codes[ends] == _LF) & (codes[ends - 1] == _CR)
    return second


def _trimmed(text: Text, head: Places, tail: Places) -> tuple[Places, Places]:
    """Each line without the blanks around it; where nothing shows, start is not before stop."""
    start, stop = head, tail
    indented = np.flatnonzero(text.kinds[head] == BLANK)
    padded = np.flatnonzero(text.kinds[tail - 1] == BLANK)
    if not len(indented) + len(padded):
        return start, stop
    blanks = text.blanks
    apart = np.flatnonzero(np.diff(blanks) > 1)
    if len(indented):
        last = np.append(blanks[apart], blanks[-1])  # of each run of blanks
        start = head.copy()
        start[indented] = last[np.searchsorted(last, head[indented])] + 1
    if len(padded):
        first = np.append(blanks[0], blanks[apart + 1])
        stop = tail.copy()
        stop[padded] = first[np.searchsorted(first, tail[padded] - 1, "right") - 1]
    return start, stop
