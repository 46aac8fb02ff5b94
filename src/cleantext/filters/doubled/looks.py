"""Looks: where a batch could hold overprinted text, found in a few passes over all of it.

Three signs, each cheap, none sufficient: pairs of letters close together (字字节节), Chinese marks
standing double (，，), and lines whose characters all occur an even number of times, alone or with
the lines after them, as a running exclusive-or of hashes tells. Three copies cancel no pair: a
line in equal thirds is the fourth sign. Signs are summed over neighbouring lines, as the
judgement will sum them; where they could not add up to enough, nothing more is done.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import spans
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.stream import Bits, Mask
from cleantext.repeats import squares
from cleantext.text import Codes, Places, Text

_ODD = np.uint32(0x9E3779B1)  # spreads code points over 32 bits, so that few different sums agree
_BLOCK = 1 << 17  # code points at a time, so that what a pass makes stays in the cache
_HIDDEN = kinds.BLANK | kinds.BREAK


def windows(text: Text) -> tuple[Places, Places]:
    """The stretches of whole lines worth reading, as starts and stops in the text."""
    codes, parting = _shown(text)
    kind = text.kinds[parting]
    edge = kind == kinds.EDGE
    rank = parting - np.arange(len(parting)) + np.cumsum(edge) - edge  # what is shown before it
    ends = np.flatnonzero(kind != kinds.BLANK)
    ends, edge, rank = parting[ends], edge[ends], rank[ends]
    lines = _Lines(codes, rank, edge)
    hot = _hot(_signs(lines), lines.doc)
    return _stretches(hot, lines.doc, ends[lines.full] + 1, ends[lines.full + 1])


def _blocks(size: int) -> Iterator[tuple[int, int]]:
    return ((low, min(low + _BLOCK, size)) for low in range(0, size, _BLOCK))


def _shown(text: Text) -> tuple[Codes, Places]:
    """The codes without blanks and breaks, and where the blanks, breaks and edges are."""
    codes = np.empty(len(text.codes), np.uint32)
    size = 0
    parting = []
    for low, high in _blocks(len(codes)):
        kind = text.kinds[low:high]
        shown = text.codes[low:high][(kind & _HIDDEN) == 0]
        codes[size : size + len(shown)] = shown
        size += len(shown)
        parting.append(np.flatnonzero((kind & (_HIDDEN | kinds.EDGE)) != 0) + low)
    return codes[:size], np.concatenate(parting)


class _Lines:
    """The lines that show something: from where to where in the codes shown."""

    def __init__(self, codes: Codes, rank: Places, edge: Mask) -> None:
        self.codes = codes
        start, stop = rank[:-1] + edge[:-1], rank[1:]  # an edge is shown, and no part of a line
        self.full = np.flatnonzero(stop > start)
        self.start, self.stop = start[self.full], stop[self.full]
        self.doc = np.cumsum(edge.astype(np.int64))[self.full]

    def of(self, at: Places) -> Places:
        return np.searchsorted(self.start, at, "right") - 1


def _signs(lines: _Lines) -> Bits:
    """By line, how strong a sign begins on it."""
    sign = np.zeros(len(lines.start))
    pairs = _pairs(lines.codes)
    for at, worth in (_marks(lines.codes, pairs), *_units(lines.codes)):
        np.add.at(sign, lines.of(at), worth)
    sign[_dense(lines, pairs)] = bits.TOTAL
    for first, last, worth in (_even(lines), _thirds(lines)):
        count = last - first + 1
        np.maximum.at(sign, spans(first, count), np.repeat(worth, count))
    return sign


def _pairs(codes: Codes) -> Places:
    """Where a code stands twice in a row."""
    found = [
        np.flatnonzero(codes[low + 1 : high + 1] == codes[low : high + 1][:-1]) + low
        for low, high in _blocks(len(codes))
    ]
    return np.concatenate(found)


def _dense(lines: _Lines, pairs: Places) -> Places:
    """Lines with pairs of letters close together and not all of one letter."""
    kind = kinds.of(lines.codes[pairs])
    pairs, kind = pairs[letters := (kind & bits.LETTERS) != 0], kind[letters]
    more = bits.PAIRS - 1
    if len(pairs) <= more:
        return pairs[:0]
    first, last = pairs[:-more], pairs[more:]
    letter = [lines.codes[pairs[n : len(first) + n]] for n in range(bits.PAIRS)]
    differ = np.logical_or.reduce([letter[0] != other for other in letter[1:]])
    within = np.where((kind[:-more] & bits.WRITTEN) != 0, bits.WITHIN, bits.WITHIN_SPELLED)
    close = (last - first <= within) & differ
    line = lines.of(first[close])
    here: Places = line[lines.doc[line] == lines.doc[lines.of(last[close])]]
    return here


def _marks(codes: Codes, pairs: Places) -> tuple[Places, Bits]:
    """Chinese marks standing double."""
    worth = bits.MARK[np.minimum(codes[pairs], 0xFFFF)]
    return pairs[worth > 0], worth[worth > 0] * bits.GLANCE


def _units(codes: Codes) -> Iterator[tuple[Places, Bits]]:
    """Units of a few letters that stand twice in a row."""
    least, most = bits.UNIT
    for low, high in _blocks(len(codes)):
        narrow = codes[low : high + 2 * most - 1].astype(np.uint16)
        for size in range(least, min(most, len(narrow) // 2) + 1):
            at = squares(narrow, size)[0] + low
            at = at[at < high]
            at = at[codes[at - 1] != codes[at - 1 + size]]  # it did not begin in the block before
            weight, marked = _said(codes, at, np.full(len(at), size))
            fits = (weight >= least) & ~marked
            yield at[fits], bits.surprise(weight[fits])


def _said(codes: Codes, at: Places, size: Places) -> tuple[Bits, Mask]:
    """How much these stretches say in letters and digits, and whether they hold anything apart."""
    if not len(at):
        return np.zeros(0), np.zeros(0, bool)
    kind = kinds.of(codes[spans(at, size)])
    first = np.cumsum(size) - size
    marked = (np.bitwise_or.reduceat(kind, first) & (kinds.MARK | kinds.EDGE)) != 0
    said = np.where((kind & (bits.LETTERS | kinds.DIGIT)) != 0, bits.WEIGHT[kind], 0)
    return np.add.reduceat(said, first), marked


Spans = tuple[Places, Places, Bits]  # first line, last line, worth


def _even(lines: _Lines) -> Spans:
    """Lines that together hold every character an even number of times."""
    start, stop, doc = lines.start, lines.stop, lines.doc
    before = _sums(lines.codes, np.append(start, stop[-1:])).astype(np.uint64)
    edge = np.uint64(kinds.EDGE_CODE * int(_ODD) & 0xFFFFFFFF)
    before[np.append(doc, doc[-1:]) % 2 == 1] ^= edge  # the edges before it cancel
    order = np.sort(before << np.uint64(32) | np.arange(len(before), dtype=np.uint64))
    same = np.flatnonzero((order[1:] ^ order[:-1]) >> np.uint64(32) == 0)
    line = (order & np.uint64(0xFFFFFFFF)).astype(np.int64)
    first, last = line[same], line[same + 1] - 1
    fits = (last - first < 2 * bits.ROWS) & (doc[first] == doc[last])
    first, last = first[fits], last[fits]
    worth = _worth(lines.codes, start[first], stop[last], 2)
    size = stop[last] - start[first]
    below = (last > first) & (size < 2 * bits.THIN_SPELLED / bits.WEIGHTS[kinds.LETTER])
    thin = below & ~_holds(lines.codes, start[first], stop[last], bits.WRITTEN)
    return first, last, np.where(thin, worth * bits.THIN, worth)


def _sums(codes: Codes, at: Places) -> NDArray[np.uint32]:
    """The exclusive-or of the hashes of all codes before each of these places."""
    sums = np.zeros(len(at), np.uint32)
    carried = np.uint32(0)
    for low, high in _blocks(len(codes)):
        running = np.bitwise_xor.accumulate(codes[low:high] * _ODD) ^ carried
        first, last = np.searchsorted(at, (low, high), "right")
        sums[first:last] = running[at[first:last] - low - 1]
        carried = running[-1]
    return sums


def _worth(codes: Codes, start: Places, stop: Places, times: int) -> Bits:
    """The surprise at stretches said several times, if there are letters in them at all."""
    lettered = _holds(codes, start, stop, bits.LETTERS | kinds.DIGIT)
    return np.where(lettered, bits.surprise((stop - start) / times), 0)


def _holds(codes: Codes, start: Places, stop: Places, kind: int) -> Mask:
    """Whether a few places of each stretch are of a kind."""
    size = stop - start
    held = np.zeros(len(start), bool)
    for at in (start, start + 1, start + size // 3, stop - size // 3, stop - 1):
        held |= (kinds.of(codes[at]) & kind) != 0
    return held


def _thirds(lines: _Lines) -> Spans:
    """Lines in three equal parts, as far as their first and last characters tell."""
    codes, start, stop = lines.codes, lines.start, lines.stop
    size = (stop - start) // 3
    line = np.flatnonzero((size > 1) & (size * 3 == stop - start))
    for offset in (np.zeros_like(size), size - 1):
        at = (start + offset)[line]
        third = size[line]
        equal = (codes[at] == codes[at + third]) & (codes[at] == codes[at + 2 * third])
        line = line[equal]
    return line, line, _worth(codes, start[line], stop[line], 3)


def _hot(sign: Bits, doc: Places) -> Places:
    """The lines that show a sign, where the signs around could add up to enough."""
    line = np.arange(len(sign)) + doc * (bits.NEAR + 1)
    at = np.flatnonzero(sign)
    line, sums = line[at], np.append(0, np.cumsum(sign[at]))
    high = np.searchsorted(line, line + bits.NEAR, "right")
    total = sums[high] - sums[np.searchsorted(line, line - bits.NEAR)]
    hot: Places = at[total >= bits.TOTAL]
    return hot


def _stretches(at: Places, doc: Places, start: Places, stop: Places) -> tuple[Places, Places]:
    """The hot lines and those near them, as stretches of text."""
    if not len(at):
        return at, at
    low, high = start[at] - bits.REACH, stop[at] + bits.REACH
    first = np.maximum(at - bits.AROUND, np.searchsorted(stop, low))
    first = np.maximum(first, np.searchsorted(doc, doc[at]))
    last = np.minimum(at + bits.AROUND, np.searchsorted(start, high, "right") - 1)
    last = np.minimum(last, np.searchsorted(doc, doc[at], "right") - 1)
    apart = np.append(True, (first[1:] > last[:-1] + 1) | (doc[at[1:]] != doc[at[:-1]]))
    first = first[apart]
    last = last[np.append(np.flatnonzero(apart)[1:], len(last)) - 1]
    return start[first], stop[last]
