"""Stream: stretches of text with every blank and break taken out.

Without blanks all shapes of overprinting are one: 平平 平平 安安, the staircase 动⏎动模⏎模范,
the line and its copy below, the pair cut by a line end, each is a chain of powers u^k v^k w^k.
Where the breaks stood is kept as evidence, not as structure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import spans
from cleantext.filters.doubled import bits
from cleantext.text import Codes, Places, Text, distinct

Mask = NDArray[np.bool_]
Bits = NDArray[np.float64]
Hashes = NDArray[np.uint64]

FAR = 100  # lines between two stretches, so that neither is near the other
DOC = 32  # the bits of a line's number above these are the number of its document


def prefix(values: Bits | Places) -> Bits:
    """Running sums with a leading zero: the sum over a stretch is one difference.

    They are exact, for all bits are whole grains.
    """
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


@dataclass(frozen=True, eq=False)
class Stream:
    """Stretches of lines, an edge before, between and after them, each edge with its own code."""

    codes: Codes
    kinds: kinds.Kinds
    place: Places  # where each character stands in the text
    opens: Mask  # a line begins here; one longer than the codes
    row: Places  # the line's index, counting only lines that show something
    lines: Places  # the number of each line: lines of one stretch follow, stretches are far apart
    edges: Places  # where the documents of the text begin and end

    @classmethod
    def of(cls, text: Text, start: Places, stop: Places) -> Stream:
        """These stretches of the text, each between two breaks or edges."""
        sizes = stop - start + 1
        at = np.append(spans(start - 1, sizes), stop[-1])
        edge = np.append(np.cumsum(sizes) - sizes, len(at) - 1)
        kind = text.kinds[at]
        kind[edge] = kinds.EDGE
        kept = (kind & (kinds.BLANK | kinds.BREAK)) == 0
        rank = np.cumsum(kept)
        edge = rank[edge] - 1
        place = at[kept]
        codes = text.codes[place]
        codes[edge] = kinds.EDGE_CODE + np.arange(len(edge), dtype=np.uint32)
        opens = np.zeros(len(codes) + 1, bool)
        opens[rank[(kind & kinds.BREAK) != 0]] = True
        opens[edge] = opens[edge + 1] = True
        row = np.cumsum(opens[:-1]) - 1
        stretch = np.zeros(row[-1] + 1, np.int64)
        stretch[row[edge]] = 1
        stretch = np.cumsum(stretch)
        lines = np.arange(len(stretch)) + FAR * stretch
        lines += np.append(text.doc_of(start), len(text))[stretch - 1] << DOC
        return cls(codes, kind[kept], place, opens, row, lines, text.edges)

    @cached_property
    def line(self) -> Places:
        """The number of the line each character stands on."""
        return self.lines[self.row]

    @cached_property
    def weight(self) -> Bits:
        """Running sums of how much is said."""
        return prefix(bits.WEIGHT.take(self.kinds))

    @cached_property
    def marks(self) -> Bits:
        """What each mark is worth if it stands double."""
        marks = np.zeros(len(self.codes))
        at = np.flatnonzero(self.kinds == kinds.MARK)
        marks[at] = np.where(self.habit(at), 0, bits.MARK[self.codes[at] & 0xFFFF])
        marks[self._dashes(at)] = -bits.SKIP_WIDE
        return marks

    def _dashes(self, at: Places) -> Places:
        """Of these marks the dashes that stand by two between words: —— is one dash."""
        at = at[self.codes[at] >> 1 == bits.DASHES >> 1]
        first = at[:-1][np.diff(at) == 1]  # of three in a row the second as well
        around = self.kinds[first - 1] & self.kinds[np.minimum(first + 2, len(self.codes) - 1)]
        pair = first[(around & bits.WRITTEN) != 0]
        return np.concatenate((pair, pair + 1))

    def habit(self, at: Places) -> Mask:
        """Which of these marks their document writes double and threefold: 好吧。。走了。。。."""
        mark = (self.line[at] >> DOC) << DOC | self.codes[at]
        begins = np.append(True, (at[1:] - at[:-1] > 1) | (mark[1:] != mark[:-1]))[: len(at)]
        first = np.flatnonzero(begins)
        size = np.diff(np.append(first, len(at)))
        double, threefold = (np.sort(mark[first[size == times]]) for times in (2, 3))
        known = distinct(threefold)
        counts = [
            np.searchsorted(each, known, "right") - np.searchsorted(each, known)
            for each in (double, threefold)
        ]
        habit: Mask = np.isin(mark, known[np.minimum(*counts) > bits.HABIT * np.maximum(*counts)])
        return habit

    @cached_property
    def joint(self) -> Bits:
        """What it costs that a run begins or ends before each character."""
        left, right = self.kinds[:-1], self.kinds[1:]
        spelled = (self.kinds & bits.SPELLED) != 0
        inside = spelled[:-1] & spelled[1:] & (self.place[1:] - self.place[:-1] == 1)
        cost = np.full(len(self.codes) + 1, bits.BESIDE)
        cost[1:-1][(left == right) & ((left & bits.WRITTEN) != 0)] = bits.INSIDE
        cost[1:-1][inside] = bits.INSIDE_SPELLED
        cost[self.opens] = 0
        return cost

    @cached_property
    def alone(self) -> Mask:
        """Whether each character is a run by itself: others of its font are not next to it."""
        font = bits.FONT.take(self.kinds)
        apart = np.ones(len(font) + 1, bool)
        apart[1:-1] = (font[1:] != font[:-1]) | (self.place[1:] - self.place[:-1] > 1)
        return apart[1:] & apart[:-1]

    @cached_property
    def begun(self) -> Places:
        """Where the lines begin, and where the last one ends."""
        return np.append(np.flatnonzero(self.opens[:-1]), len(self.codes))

    def next_line(self, at: Places) -> Places:
        """Where a line begins, at each of these places or after it."""
        following: Places = self.begun[self.row[at] + ~self.opens[at]]
        return following

    def hashed(self, start: Places, size: Places, codes: Codes | None = None) -> Hashes:
        """A hash of each of these stretches; equal ones have equal hashes."""
        at = spans(start, size)
        code = (self.codes if codes is None else codes)[at].astype(np.uint64)
        code = (code + np.uint64(7)) * np.uint64(0x9E3779B97F4A7C15)
        code ^= code >> np.uint64(29)
        offset = (at - np.repeat(start, size)).astype(np.uint64)
        code *= offset * np.uint64(0xBF58476D1CE4E5B9) | np.uint64(1)
        return np.add.reduceat(code, np.cumsum(size) - size) if len(at) else code

    @cached_property
    def wording(self) -> Codes:
        """The codes with every digit alike: 1 Year Fixed and 2 Year Fixed are one wording."""
        return np.where(self.kinds == kinds.DIGIT, np.uint32(ord("0")), self.codes)
