"""What the document writes elsewhere behind the words that end a line.

Where 先进工作⏎者表彰 are two lines, 进工作者 inside another line says that they are one; where
轻工业⏎全国 are, and other signs follow 轻工业 wherever it stands inside a line, that they are two.
If what follows it elsewhere begins one of the lines behind, 轻工业⏎全国⏎能手⏎化的, then what stands
between is a block of its own. How many signs agree tells how much it says.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import spans
from cleantext.filters.wraps.around import Clue
from cleantext.joints import codes_of_docs, perhaps
from cleantext.kinds import EDGE_CODE, HAN, KANA, TABLE
from cleantext.lines import Lines
from cleantext.text import Codes, Places

Mask = NDArray[np.bool_]

UNASKED, NEW = range(2)
OTHERWISE: Final = 2  # three or four signs stand elsewhere, and what follows is another
AGREE: Final = 4  # with one or two signs behind them, or with more on both sides
SIZE: Final = 2 + OTHERWISE + AGREE
PAST: Final = 4  # lines that may stand inside a sentence
MOST: Final = 32  # places that are compared with a line, the first in its document
TAIL: Final = 3  # signs that stand elsewhere, at least
FIRST_SIGN: Final = 0x3000  # kana and the usual Han characters
BITS: Final = 15  # that tell one of them
USUAL: Final = 1 << BITS
WORDS: Final = (TABLE[: FIRST_SIGN + USUAL + 1] & np.uint16(HAN | KANA)) > 0  # the last: all others
WORDS[:FIRST_SIGN] = WORDS[-1] = False


def bonds(lines: Lines, line: Places, last: Places, ended: Mask) -> tuple[Clue, Clue]:
    """What the document says to these line ends, and to going on a few lines behind instead.

    `last` is the last line of each one's document, `ended` the lines that are not full. The first
    of both is unasked, new, goes on otherwise, or goes on so; the second how well it goes on there.
    """
    found, past = np.full((2, len(line)), UNASKED, np.uint8)
    codes = lines.text.codes
    end = lines.stop[line]
    told = lines.stop[line] - lines.start[line] >= TAIL
    for back in range(1, TAIL + 1):
        told &= _in_words(codes[end - back])
    asked = np.flatnonzero(told)
    if not len(asked):
        return found, past
    places = _Places(lines, line[asked])
    begin = line[asked] + 1
    so = places.agreeing(lines.start[begin], np.ones(len(asked), bool))
    found[asked] = np.where(so > 0, NEW + OTHERWISE + so, NEW + places.otherwise())
    for on in range(1, 1 + PAST):
        there = np.minimum(begin + on, len(lines) - 1)
        fit = (begin + on <= last[asked]) & ended[there - 1]
        past[asked] = np.maximum(past[asked], places.agreeing(lines.start[there], fit))
    return found, past


class _Places:
    """Where the last three signs of some lines stand before another sign of a word."""

    def __init__(self, lines: Lines, line: Places) -> None:
        codes = self.codes = lines.text.codes
        end, doc = lines.stop[line], lines.doc[line]
        new = np.append(True, doc[1:] != doc[:-1])
        docs, home = doc[new], np.cumsum(new) - 1
        some, first = codes_of_docs(lines.text, docs)
        at = perhaps(some, *(codes[end - back] for back in range(TAIL, 0, -1))) + TAIL
        at = at[at < len(some)]
        at = at[_in_words(some[at])]
        there = np.searchsorted(first, at, "right") - 1
        at += lines.text.edges[docs[there]] - first[there]
        tails, which = np.unique(_tails(home, codes, end), return_inverse=True)
        there = _tails(there, codes, at)
        rank = np.searchsorted(tails[1:], there, "right")
        so = np.flatnonzero(tails[rank] == there)
        at, rank = at[so], rank[so].astype(np.min_scalar_type(len(tails)))  # small ones sort fast
        every = np.bincount(rank, minlength=len(tails))
        low, count = (np.cumsum(every) - every)[which], np.minimum(every, MOST)[which]
        self.lines = len(line)
        self.line = np.repeat(np.arange(self.lines), count)
        self.at = at[np.argsort(rank, kind="stable")[spans(low, count)]]
        self.next = codes[self.at]
        before = codes[end - TAIL - 1][self.line]
        self.more = (before == codes[self.at - TAIL - 1]) & (before != EDGE_CODE)

    def otherwise(self) -> Clue:
        """How many signs at the end of each line stand elsewhere, whatever follows."""
        return self._most(self.line, np.uint8(1) + self.more)

    def agreeing(self, begin: Places, among: Mask) -> Clue:
        """How well what begins at these places agrees with what follows elsewhere."""
        some = np.flatnonzero((self.codes[begin][self.line] == self.next) & among[self.line])
        start = begin[self.line[some]]
        at, last = self.at[some], len(self.codes) - 1
        second = (self.codes[start + 1] == self.codes[at + 1]) & (self.codes[at + 1] != EDGE_CODE)
        third = self.codes[np.minimum(start + 2, last)] == self.codes[np.minimum(at + 2, last)]
        return self._most(self.line[some], 1 + second * (1 + self.more[some] * (1 + third)))

    def _most(self, line: Places, level: Clue) -> Clue:
        """The highest of each line."""
        found = np.zeros(self.lines, np.uint8)
        for each in range(1, AGREE + 1):
            found[line[level >= each]] = each
        return found


def _tails(home: Places, codes: Codes, end: Places) -> Places:
    """One number for the three signs before each place and their document, -1 for odd signs."""
    key, odd = home, np.zeros(len(end), bool)
    for back in range(TAIL, 0, -1):
        sign = codes[end - back] - FIRST_SIGN  # what lies below is a great number
        odd |= sign >= USUAL
        key = key << BITS | sign
    key[odd] = -1
    return key


def _in_words(codes: Codes) -> Mask:
    return np.take(WORDS, codes, mode="clip")
