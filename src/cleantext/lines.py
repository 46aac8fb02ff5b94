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

from cleantext.kinds import BLANK, BREAK, EDGE
from cleantext.text import Codes, Places, Text

FIRST_WIDE: Final = 0x2010  # from the dashes and quotes on, signs are as wide as a Han character
PAGE_END: Final = 0x0C
_CR, _LF = 0x0D, 0x0A


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
    gap: Places  # breaks before it, those of empty lines too; 0 for the first of a document
    page: NDArray[np.bool_]  # whether a form feed stands between it and the line before
    doc: Places

    @classmethod
    def of(cls, text: Text) -> Lines:
        """The lines of this text, found once: a filter without edits hands them on."""
        known: Lines | None = vars(text).get("lines")
        if known is None:
            known = vars(text)["lines"] = cls._found(text)
        return known

    @classmethod
    def _found(cls, text: Text) -> Lines:
        ends = np.flatnonzero(text.kinds & (BREAK | EDGE))
        head, tail = ends[:-1] + 1, ends[1:]
        start, stop = _trimmed(text, head, tail)
        shown = start < stop
        edge = text.kinds[ends] == EDGE
        doc = (np.cumsum(edge) - 1)[:-1][shown]
        new = np.append(True, doc[1:] != doc[:-1])[: len(doc)]
        ended = np.cumsum(~edge & ~_inside_crlf(text.codes, ends))[:-1][shown]
        fed = np.cumsum(text.codes[ends] == PAGE_END)[:-1][shown]
        gap = np.where(new, 0, np.diff(ended - fed, prepend=0))
        page = ~new & (np.diff(fed, prepend=0) > 0)
        return cls(text, head[shown], start[shown], stop[shown], tail[shown], gap, page, doc)

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def _wide(self) -> Places:
        """How many wide signs stand before each place."""
        wide = np.zeros(len(self.text.codes) + 1, np.int64)
        np.cumsum(self.text.codes >= FIRST_WIDE, out=wide[1:])
        return wide

    def width_of(self, start: Places, stop: Places) -> Places:
        """How wide these spans are, in half-widths."""
        return stop - start + self._wide[stop] - self._wide[start]

    @cached_property
    def width(self) -> Places:
        """How wide each line is without the blanks around it, in half-widths."""
        return self.width_of(self.start, self.stop)

    @cached_property
    def indent(self) -> Places:
        """How wide the blanks before each line are, in half-widths."""
        return self.width_of(self.head, self.start)


def _inside_crlf(codes: Codes, ends: Places) -> NDArray[np.bool_]:
    """Which of these breaks are the second half of a CRLF."""
    second: NDArray[np.bool_] = (codes[ends] == _LF) & (codes[ends - 1] == _CR)
    return second


def _trimmed(text: Text, head: Places, tail: Places) -> tuple[Places, Places]:
    """Each line without the blanks around it; where nothing shows, start is not before stop."""
    start, stop = head.copy(), tail.copy()
    blank = np.flatnonzero(text.kinds & BLANK)
    if not len(blank):
        return start, stop
    joint = np.flatnonzero(np.diff(blank) != 1)
    first = blank[np.append(0, joint + 1)]
    last = blank[np.append(joint, len(blank) - 1)]
    indented = np.flatnonzero(text.kinds[head] == BLANK)
    start[indented] = last[np.searchsorted(first, head[indented])] + 1
    padded = np.flatnonzero(text.kinds[tail - 1] == BLANK)
    stop[padded] = first[np.searchsorted(last, tail[padded] - 1)]
    return start, stop
