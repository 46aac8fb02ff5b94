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
from cleantext.repeats import crowded, in_a_row
from cleantext.text import Codes, Places, Text

_ODD = np.uint32(0x9E3779B1)  # spreads code points over 32 bits, so that few different sums agree
_BLOCK = 1 << 17  # code points at a time, so that what a pass makes stays in the cache
_HIDDEN = kinds.BLANK | kinds.BREAK


def windows(text: Text) -> tuple[Places, Places]:
    """The stretches of whole lines worth reading, as starts and stops in the text."""
    codes, parting = _shown(text)
    kind = text.kinds[parting]
    before = np.flatnonzero(kind != kinds.BLANK)  # so many partings stand before the end of a line
    ends, edge = parting[before], kind[before] == kinds.EDGE
    lines = _Lines(codes, ends - before + np.cumsum(edge) - edge, edge)  # edges are shown
    hot = _hot(_signs(lines), lines.doc)
    return _stretches(hot, lines.doc, ends[lines.full] + 1, ends[lines.full + 1])


def _blocks(size: int) -> Iterator[tuple[int, int]]:
    return ((low, min(low + _BLOCK, size)) for low in range(0, size, _BLOCK))


def _shown(text: Text) -> tuple[Codes, Places]:
    """The codes without blanks and breaks, and where the blanks, breaks and edges are."""
    hidden = (text.kinds & _HIDDEN) != 0
    codes = text.codes[~hidden]
    hidden[text.edges] = True
    return codes, np.flatnonzero(hidden)


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
    for low, high in _blocks(len(codes)):
        at, size = _squares(codes[low : high + 2 * bits.UNIT[1]].astype(np.uint16), high - low)
        at += low
        weight, marked = _said(codes, at, size)
        fits = (weight >= bits.UNIT[0]) & ~marked
        yield at[fits], bits.surprise(weight[fits])


def _squares(codes: NDArray[np.uint16], count: int) -> tuple[Places, Places]:
    """At which of the places 1 to `count` a few codes stand twice, and did not one place before."""
    sizes = np.arange(bits.UNIT[0], bits.UNIT[1] + 1)
    begun = np.zeros((len(sizes), count), bool)
    for row, size in zip(begun, sizes.tolist(), strict=True):
        equal = codes[size:] == codes[:-size]
        square = in_a_row(equal, size)[1 : count + 1]
        np.greater(square, equal[: len(square)], out=row[: len(square)])
    at = np.flatnonzero(begun.any(axis=0))  # one search for all the sizes
    row, place = np.nonzero(begun[:, at])
    return at[place] + 1, sizes[row]


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
    before <<= np.uint64(32)
    some = crowded(before)
    order = np.sort(before[some] | some.astype(np.uint64))
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
    """The exclusive-or of the hashes of all codes from the first of these places to each."""
    sums = np.zeros(len(at), np.uint32)
    between = np.bitwise_xor.reduceat(codes * _ODD, at)[:-1]
    np.bitwise_xor.accumulate(between, out=sums[1:])
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
        at, third = start[line] + offset[line], size[line]
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
