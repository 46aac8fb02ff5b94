"""What the document writes elsewhere behind the words that end a line.

Where 工作⏎者表彰 are two lines, 工作者 inside another line says that they are one; where 工业⏎全国
are, and 工业 is followed by other signs wherever it stands inside a line, that they are two. How
many signs agree tells how much it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.filters.wraps.around import Clue
from cleantext.joints import codes_of_docs, perhaps
from cleantext.kinds import HAN, KANA, TABLE
from cleantext.lines import Lines
from cleantext.text import Codes, Places

Keys = NDArray[np.uint64]
Mask = NDArray[np.bool_]

# How many signs before and behind a line end are compared, from the least telling on.
BONDS: Final = ((2, 1), (2, 2), (3, 2), (4, 3))
TAILS: Final = (2, 3, 4)  # of these nothing behind is compared: they go on otherwise
SIZE: Final = 2 + len(TAILS) + len(BONDS)
UNASKED, NEW = range(2)
PAST: Final = 4  # lines that may stand inside a sentence
MIX: Final = np.uint64(0x9E3779B97F4A7C15)
SHIFT: Final = np.uint64(29)


class Written:
    """What the documents of some lines write behind the last two signs of each."""

    def __init__(self, lines: Lines, line: Places) -> None:
        self.lines, self.line = lines, line
        codes = lines.text.codes
        self.end, self.doc = lines.stop[line], lines.doc[line]
        docs = self.doc[np.append(True, self.doc[1:] != self.doc[:-1])]
        some, first = codes_of_docs(lines.text, docs)
        at = perhaps(some, codes[self.end - 2], codes[self.end - 1]) + 2
        at = at[_in_words(some[np.minimum(at, len(some) - 1)])]
        home = docs[np.searchsorted(first, at, "right") - 1]
        self.there = _Words(some, at, at, home)

    def otherwise(self) -> Clue:
        """How many signs at the end of each line stand elsewhere, whatever follows."""
        return self._levels(self.lines.start[self.line], [(tail, 0) for tail in TAILS])

    def so(self, begin: Places) -> Clue:
        """How many signs agree, if what begins at these places follows elsewhere."""
        return self._levels(begin, BONDS)

    def _levels(self, begin: Places, compared: Sequence[tuple[int, int]]) -> Clue:
        here = _Words(self.lines.text.codes, self.end, begin, self.doc)
        found = np.zeros(len(self.line), np.int64)
        for level, (before, behind) in enumerate(compared, 1):
            found[np.isin(here.key(before, behind), self.there.key(before, behind))] = level
        return found


def bonds(lines: Lines, line: Places, last: Places, ended: Mask) -> tuple[Clue, Clue]:
    """What the document says to these line ends, and to going on in one of the lines behind the next.

    The first is unasked, new, goes on otherwise, goes on so.
    """
    found, past = np.full(len(line), UNASKED), np.zeros(len(line), np.int64)
    codes = lines.text.codes
    end, begin = lines.stop[line], lines.start[line + 1]
    size = lines.stop[line] - lines.start[line]
    asked = np.flatnonzero(_in_words(codes[end - 1]) & (size > 1))
    if not len(asked):
        return found, past
    written = Written(lines, line[asked])
    so = written.so(begin[asked]) * _in_words(codes[begin[asked]])
    found[asked] = np.where(so > 0, NEW + len(TAILS) + so, NEW + written.otherwise())
    best = np.zeros(len(asked), np.int64)
    for on in range(2, 2 + PAST):
        there = np.minimum(line[asked] + on, len(lines) - 1)
        fit = (there <= last[asked]) & ended[there - 1]
        best = np.maximum(best, np.where(fit, written.so(lines.start[there]), 0))
    past[asked] = best
    return found, past


class _Words:
    """The signs before and behind some places, and the document they are in."""

    def __init__(self, codes: Codes, end: Places, begin: Places, doc: Places) -> None:
        self.codes, self.end, self.begin, self.doc = codes, end, begin, doc

    def key(self, before: int, behind: int) -> Keys:
        """One number for so many signs."""
        last = len(self.codes) - 1
        key = self.doc.astype(np.uint64)
        for back in range(1, before + 1):
            key = _mixed(key, self.codes[np.maximum(self.end - back, 0)])
        for on in range(behind):
            key = _mixed(key, self.codes[np.minimum(self.begin + on, last)])
        return key


def _mixed(key: Keys, sign: Codes) -> Keys:
    key = (key ^ sign) * MIX
    return key ^ (key >> SHIFT)


def _in_words(codes: Codes) -> NDArray[np.bool_]:
    return (TABLE[codes] & np.uint16(HAN | KANA)) > 0
