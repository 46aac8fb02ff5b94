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

from cleantext import kinds
from cleantext.edits import spans
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.stream import Bits, Mask
from cleantext.repeats import squares
from cleantext.text import Codes, Places, Text

_ODD = np.uint32(0x9E3779B1)  # spreads code points over 32 bits, so that few different sums agree


def windows(text: Text) -> tuple[Places, Places]:
    """The stretches of whole lines worth reading, as starts and stops in the text."""
    shown = (text.kinds & (kinds.BLANK | kinds.BREAK)) == 0
    codes = text.codes[shown]
    ends = np.flatnonzero((text.kinds & (kinds.BREAK | kinds.EDGE)) != 0)
    rank = np.cumsum(shown, dtype=np.int32)[ends].astype(np.int64)
    edge = text.codes[ends] == kinds.EDGE_CODE
    rank -= edge  # an edge is shown too: what comes before it ends before it
    start, stop = rank[:-1] + edge[:-1], rank[1:]
    full = np.flatnonzero(stop > start)
    if not len(full):
        return full, full
    start, stop = start[full], stop[full]
    doc = np.cumsum(edge)[full]
    hot = _hot(_signs(codes, start, stop, doc), doc)
    return _stretches(hot, doc, ends[full] + 1, ends[full + 1])


def _signs(codes: Codes, start: Places, stop: Places, doc: Places) -> Bits:
    """By line, how strong a sign begins on it."""
    sign = np.zeros(len(start))
    pairs = np.flatnonzero(codes[1:] == codes[:-1])
    if len(pairs):
        for at, worth in (_dense(codes, pairs), _marks(codes, pairs)):
            np.maximum.at(sign, np.searchsorted(start, at, "right") - 1, worth)
    for at, worth in _squares(codes):
        np.maximum.at(sign, np.searchsorted(start, at, "right") - 1, worth)
    np.maximum(sign, _even(codes, start, stop, doc), out=sign)
    np.maximum(sign, _thirds(codes, start, stop), out=sign)
    return sign


def _dense(codes: Codes, pairs: Places) -> tuple[Places, Bits]:
    """Pairs of letters close together and not all of one letter."""
    pairs = pairs[(kinds.of(codes[pairs]) & bits.LETTERS) != 0]
    last = bits.PAIRS - 1
    if len(pairs) <= last:
        return pairs[:0], np.zeros(0)
    first = pairs[:-last]
    letters = [codes[pairs[n : len(pairs) - last + n]] for n in range(bits.PAIRS)]
    differ = np.logical_or.reduce([letters[0] != letter for letter in letters[1:]])
    close = first[(pairs[last:] - first <= bits.WITHIN) & differ]
    return close, np.full(len(close), bits.TOTAL)


def _marks(codes: Codes, pairs: Places) -> tuple[Places, Bits]:
    worth = bits.MARK[np.minimum(codes[pairs], 0xFFFF)]
    return pairs[worth > 0], worth[worth > 0]


def _squares(codes: Codes) -> Iterator[tuple[Places, float]]:
    """Units of a few characters that stand twice in a row."""
    narrow = codes.astype(np.uint16)
    for lag in range(bits.UNIT[0], min(bits.UNIT[1], len(codes) // 2) + 1):
        yield squares(narrow, lag)[0], float(np.interp(lag, bits.LENGTHS, bits.SURPRISE))


def _even(codes: Codes, start: Places, stop: Places, doc: Places) -> Bits:
    """Lines which, with some lines after them, hold every character an even number of times."""
    hashed = codes * _ODD
    sums = np.bitwise_xor.accumulate(hashed)
    before = np.where(start > 0, sums[start - 1], 0)
    before = np.append(before, sums[stop[-1] - 1]).astype(np.uint64)
    edge = np.uint64(kinds.EDGE_CODE * int(_ODD) & 0xFFFFFFFF)
    before[np.append(doc, doc[-1]) % 2 == 1] ^= edge  # the edges before it cancel
    order = np.sort(before << np.uint64(32) | np.arange(len(before), dtype=np.uint64))
    same = np.flatnonzero((order[1:] ^ order[:-1]) >> np.uint64(32) == 0)
    line = (order & np.uint64(0xFFFFFFFF)).astype(np.int64)
    first, last = line[same], line[same + 1] - 1
    fits = (last - first < 2 * bits.ROWS) & (doc[first] == doc[last])
    first, last = first[fits], last[fits]
    worth = np.interp((stop[last] - start[first]) / 2, bits.LENGTHS, bits.SURPRISE)
    sign = np.zeros(len(start))
    np.maximum.at(sign, spans(first, last - first + 1), np.repeat(worth, last - first + 1))
    return sign


def _thirds(codes: Codes, start: Places, stop: Places) -> Bits:
    """Lines in three equal parts, as far as their first and last characters tell."""
    size = (stop - start) // 3
    whole = (size > 1) & (size * 3 == stop - start)
    at, size = start[whole], size[whole]
    equal = np.ones(len(at), bool)
    for offset in (0, size - 1):
        place = at + offset
        equal &= (codes[place] == codes[place + size]) & (codes[place] == codes[place + 2 * size])
    sign = np.zeros(len(start))
    sign[whole] = np.where(equal, np.interp(size, bits.LENGTHS, bits.SURPRISE), 0)
    return sign


def _hot(sign: Bits, doc: Places) -> Mask:
    """The lines that show a sign, where the signs around could add up to enough."""
    near = 2 * bits.NEAR
    line = np.arange(len(sign)) + doc * (near + 1)
    sums = np.append(0, np.cumsum(sign))
    high = np.searchsorted(line, line + near, "right")
    total = sums[high] - sums[np.searchsorted(line, line - near)]
    return (sign > 0) & (total >= bits.TOTAL)


def _stretches(hot: Mask, doc: Places, start: Places, stop: Places) -> tuple[Places, Places]:
    """The hot lines and those near them, as stretches of text."""
    at = np.flatnonzero(hot)
    first = np.maximum(at - bits.AROUND, np.searchsorted(doc, doc[at]))
    last = np.minimum(at + bits.AROUND, np.searchsorted(doc, doc[at], "right") - 1)
    if not len(at):
        return at, at
    apart = np.append(True, (first[1:] > last[:-1] + 1) | (doc[at[1:]] != doc[at[:-1]]))
    first = first[apart]
    last = last[np.append(np.flatnonzero(apart)[1:], len(last)) - 1]
    return start[first], stop[last]
