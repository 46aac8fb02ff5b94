"""What the document writes elsewhere behind the words that end a line.

Where 工作⏎者表彰 are two lines, 工作者 inside another line says that they are one; where 工业⏎全国
are, and other signs follow 工业 wherever it stands inside a line, that they are two. If what
follows it elsewhere begins one of the lines behind, 工业⏎全国⏎能手⏎化的, then what stands between
is a block of its own. How many signs agree tells how much it says.
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
OTHERWISE: Final = 3  # two, three or four signs stand elsewhere, and what follows is another
AGREE: Final = 4  # with one or two signs behind them, or with more before them too
SIZE: Final = 2 + OTHERWISE + AGREE
PAST: Final = 4  # lines that may stand inside a sentence
MOST: Final = 32  # places that are compared with a line, the first in its document
SIGN: Final = 21  # bits of a code point


def bonds(lines: Lines, line: Places, last: Places, ended: Mask) -> tuple[Clue, Clue]:
    """What the document says to these line ends, and to going on a few lines behind instead.

    `last` is the last line of each one's document, `ended` the lines that are not full. The first
    of both is unasked, new, goes on otherwise, or goes on so; the second how well it goes on there.
    """
    found, past = np.full(len(line), UNASKED), np.zeros(len(line), np.int64)
    codes = lines.text.codes
    size = lines.stop[line] - lines.start[line]
    asked = np.flatnonzero(_in_words(codes[lines.stop[line] - 1]) & (size > 1))
    if not len(asked):
        return found, past
    places = _Places(lines, line[asked])
    begin = line[asked] + 1
    so = places.agreeing(lines.start[begin])
    found[asked] = np.where(so > 0, NEW + OTHERWISE + so, NEW + places.otherwise())
    for on in range(1, 1 + PAST):
        there = np.minimum(begin + on, len(lines) - 1)
        fit = (begin + on <= last[asked]) & ended[there - 1]
        level = np.where(fit, places.agreeing(lines.start[there]), 0)
        past[asked] = np.maximum(past[asked], level)
    return found, past


class _Places:
    """Where the last two signs of some lines stand before another sign of a word."""

    def __init__(self, lines: Lines, line: Places) -> None:
        codes = self.codes = lines.text.codes
        end, doc = lines.stop[line], lines.doc[line]
        docs = doc[np.append(True, doc[1:] != doc[:-1])]
        some, first = codes_of_docs(lines.text, docs)
        at = perhaps(some, codes[end - 2], codes[end - 1]) + 2
        at = at[at < len(some)]
        at = at[_in_words(some[at])]
        home = np.searchsorted(first, at, "right") - 1
        at += lines.text.edges[docs[home]] - first[home]
        there = _tails(docs[home], codes, at)
        order = np.argsort(there, kind="stable")
        there, wanted = there[order], _tails(doc, codes, end)
        low, high = (np.searchsorted(there, wanted, side) for side in ("left", "right"))
        count = np.minimum(high - low, MOST)
        self.some = np.flatnonzero(count)
        self.count = count[self.some]
        self.at = at[order[spans(low[self.some], self.count)]]
        here = np.repeat(end[self.some], self.count)
        third = (codes[here - 3] == codes[self.at - 3]) & (codes[here - 3] != EDGE_CODE)
        fourth = third & (codes[here - 4] == codes[np.maximum(self.at - 4, 0)])
        self.more = third.astype(np.int64) + fourth  # signs before the two
        self.lines = len(line)

    def otherwise(self) -> Clue:
        """How many signs at the end of each line stand elsewhere, whatever follows, less one."""
        return self._most(1 + self.more)

    def agreeing(self, begin: Places) -> Clue:
        """How well what begins at these places agrees with what follows elsewhere."""
        start, last = np.repeat(begin[self.some], self.count), len(self.codes) - 1
        so = self.codes[start] == self.codes[self.at]
        level = so.astype(np.int64)
        some = np.flatnonzero(so)
        at, start, more = self.at[some], start[some], self.more[some]
        second = (self.codes[start + 1] == self.codes[at + 1]) & (self.codes[at + 1] != EDGE_CODE)
        third = self.codes[np.minimum(start + 2, last)] == self.codes[np.minimum(at + 2, last)]
        level[some] += second * (1 + np.minimum(more, 1 + third))
        return self._most(level)

    def _most(self, level: Clue) -> Clue:
        """The highest of each line."""
        found = np.zeros(self.lines, np.int64)
        if len(self.some):
            found[self.some] = np.maximum.reduceat(level, np.cumsum(self.count) - self.count)
        return found


def _tails(doc: Places, codes: Codes, end: Places) -> Places:
    """One number for the two signs before each place and their document."""
    pair: Places = (doc << 2 * SIGN) | (codes[end - 2].astype(np.int64) << SIGN) | codes[end - 1]
    return pair


def _in_words(codes: Codes) -> Mask:
    return (TABLE[codes] & np.uint16(HAN | KANA)) > 0
