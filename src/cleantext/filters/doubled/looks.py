"""Looks: where a batch could hold overprinted text, found in a few passes over all of it.

Three signs, each cheap, none sufficient: pairs of letters close together (字字节节), Chinese marks
standing double (，，), and lines whose characters all occur an even number of times, alone or with
the lines after them, as a running exclusive-or of hashes tells. Three copies cancel no pair: a
line in equal thirds is the fourth sign. Signs are summed over neighbouring lines, as the
judgement will sum them; where they could not add up to enough, nothing more is done.
"""

from __future__ import annotations

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
    parting = np.flatnonzero((text.kinds & (kinds.BLANK | kinds.BREAK | kinds.EDGE)) != 0)
    kind = text.kinds[parting]
    edge = kind == kinds.EDGE
    rank = parting - np.arange(len(parting)) + np.cumsum(edge) - edge  # what is shown before it
    ends = np.flatnonzero(kind != kinds.BLANK)
    ends, edge, rank = parting[ends], edge[ends], rank[ends]
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
    signs = (_dense(codes, pairs), _marks(codes, pairs), _units(codes))
    at, worth = (np.concatenate(column) for column in zip(*signs, strict=True))
    np.maximum.at(sign, np.searchsorted(start, at, "right") - 1, worth)
    for first, last, worth in (_even(codes, start, stop, doc), _thirds(codes, start, stop)):
        lines = last - first + 1
        np.maximum.at(sign, spans(first, lines), np.repeat(worth, lines))
    return sign


def _dense(codes: Codes, pairs: Places) -> tuple[Places, Bits]:
    """Pairs of letters close together and not all of one letter."""
    kind = kinds.of(codes[pairs])
    pairs, kind = pairs[letters := (kind & bits.LETTERS) != 0], kind[letters]
    last = bits.PAIRS - 1
    if len(pairs) <= last:
        return pairs[:0], np.zeros(0)
    first = pairs[:-last]
    letter = [codes[pairs[n : len(pairs) - last + n]] for n in range(bits.PAIRS)]
    differ = np.logical_or.reduce([letter[0] != other for other in letter[1:]])
    within = np.where((kind[:-last] & bits.WRITTEN) != 0, bits.WITHIN, bits.WITHIN_SPELLED)
    close = first[(pairs[last:] - first <= within) & differ]
    return close, np.full(len(close), bits.TOTAL)


def _marks(codes: Codes, pairs: Places) -> tuple[Places, Bits]:
    worth = bits.MARK[np.minimum(codes[pairs], 0xFFFF)]
    return pairs[worth > 0], worth[worth > 0]


def _units(codes: Codes) -> tuple[Places, Bits]:
    """Units of a few letters that stand twice in a row."""
    narrow = codes.astype(np.uint16)
    lags = range(bits.UNIT[0], min(bits.UNIT[1], len(codes) // 2) + 1)
    found = [squares(narrow, lag)[0] for lag in lags]
    at = np.concatenate([*found, np.zeros(0, np.int64)])
    lag = np.repeat(np.array(lags, np.int64), [len(each) for each in found])
    weight, marked = _said(codes, at, lag)
    fits = (weight >= bits.UNIT[0]) & ~marked
    return at[fits], np.interp(weight[fits], bits.LENGTHS, bits.SURPRISE)


def _said(codes: Codes, at: Places, size: Places) -> tuple[Bits, Mask]:
    """How much these stretches say in letters and digits, and whether they hold a mark."""
    if not len(at):
        return np.zeros(0), np.zeros(0, bool)
    kind = kinds.of(codes[spans(at, size)])
    first = np.cumsum(size) - size
    marked = (np.bitwise_or.reduceat(kind, first) & kinds.MARK) != 0
    said = np.where((kind & (bits.LETTERS | kinds.DIGIT)) != 0, bits.WEIGHT[kind], 0)
    return np.add.reduceat(said, first), marked


Spans = tuple[Places, Places, Bits]  # first line, last line, worth


def _even(codes: Codes, start: Places, stop: Places, doc: Places) -> Spans:
    """Lines that together hold every character an even number of times."""
    sums = np.bitwise_xor.accumulate(codes * _ODD)
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
    return first, last, _worth(codes, start[first], stop[last], 2)


def _worth(codes: Codes, start: Places, stop: Places, times: int) -> Bits:
    """The surprise at stretches said several times, if there are letters in them at all."""
    lettered = np.zeros(len(start), bool)
    for at in (start, (start + stop) // 2, stop - 1):
        lettered |= (kinds.of(codes[at]) & (bits.LETTERS | kinds.DIGIT)) != 0
    worth = np.interp((stop - start) / times, bits.LENGTHS, bits.SURPRISE)
    return np.where(lettered, worth, 0)


def _thirds(codes: Codes, start: Places, stop: Places) -> Spans:
    """Lines in three equal parts, as far as their first and last characters tell."""
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
    first = np.maximum(at - bits.AROUND, np.searchsorted(doc, doc[at]))
    last = np.minimum(at + bits.AROUND, np.searchsorted(doc, doc[at], "right") - 1)
    if not len(at):
        return at, at
    apart = np.append(True, (first[1:] > last[:-1] + 1) | (doc[at[1:]] != doc[at[:-1]]))
    first = first[apart]
    last = last[np.append(np.flatnonzero(apart)[1:], len(last)) - 1]
    return start[first], stop[last]
