"""Copies that do not follow at once: where an extractor moved some strings."""

from __future__ import annotations

import numpy as np

from cleantext.edits import spans
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.chains import COPY, FIRST, Chain
from cleantext.filters.doubled.stream import Stream, prefix
from cleantext.text import Places


def with_echoes(stream: Stream, chain: Chain) -> Chain:
    """The chain with the copies that stand a little further on.

    Some extractors give a line whose marks are double and whose runs are single, and then the
    runs again by themselves: 一百年来，，弦歌不断⏎一百年来⏎弦歌不断。。
    """
    marks = np.flatnonzero((chain.lag == 1) & (stream.marks[chain.start] > 0))
    if not len(marks):
        return chain
    start, stop = _pieces(stream, chain, (chain.start[marks], chain.stop[marks]))
    first, copy = _twins(stream, start, stop)
    if not len(first):
        return chain
    beside = [
        np.isin(start[twin], chain.stop[marks]) | np.isin(stop[twin], chain.start[marks])
        for twin in (first, copy)
    ]
    fits = beside[0] | beside[1]
    first, copy = first[fits], copy[fits]
    alone = [stream.opens[start[twin]] & stream.opens[stop[twin]] for twin in (first, copy)]
    swap = alone[0] & ~alone[1]  # the one that is a line of its own goes, so that the order stays
    first, copy = np.where(swap, copy, first), np.where(swap, first, copy)
    return _joined(stream, chain, (start[first], stop[first]), (start[copy], stop[copy]))


def _pieces(stream: Stream, chain: Chain, marks: tuple[Places, Places]) -> tuple[Places, Places]:
    """What stands between line ends and pairs of marks, near such pairs, and is mostly single."""
    near = np.zeros(len(stream.begun) + 2 * bits.ECHO + 1, np.int64)
    np.add.at(near, stream.row[marks[0]], 1)
    np.add.at(near, stream.row[marks[0]] + 2 * bits.ECHO + 1, -1)
    line = np.flatnonzero(np.cumsum(near)[bits.ECHO : -bits.ECHO - 2])
    bounds = np.concatenate((stream.begun[line], stream.begun[line + 1], *marks))
    bounds.sort()
    apart = np.flatnonzero(bounds[1:] > bounds[:-1])
    start, stop = bounds[apart], bounds[apart + 1]
    fits = stream.weight[stop] - stream.weight[start] >= bits.ECHO_WEIGHT
    start, stop = start[fits], stop[fits]
    mark = np.searchsorted(marks[0], start, "right") - 1
    fits = start >= np.where(mark < 0, 0, marks[1][mark])
    fits &= stop <= stream.begun[stream.row[start] + 1]
    start, stop = start[fits], stop[fits]

    first, last = np.searchsorted(chain.start, start), np.searchsorted(chain.start, stop)
    until = np.append(0, chain.stop)  # where the power before each place ends
    doubled = prefix(stream.weight[chain.stop] - stream.weight[chain.start])
    weight = stream.weight[stop] - stream.weight[start]
    fits = (until[first] <= start) & (until[last] <= stop)
    fits &= 2 * (doubled[last] - doubled[first]) < weight
    return start[fits], stop[fits]


def _twins(stream: Stream, start: Places, stop: Places) -> tuple[Places, Places]:
    """The pieces that stand exactly twice, on different lines near each other, and hold no mark."""
    hashed = stream.hashed(start, stop - start)
    order = np.lexsort((start, hashed))
    line = stream.line[start[order]]
    apart = line[1:] - line[:-1]
    twin = (hashed[order][1:] == hashed[order][:-1]) & (apart > 0) & (apart <= bits.ECHO)
    twin &= ~np.append(twin[1:], False) & ~np.append(False, twin[:-1])
    first, copy = order[:-1][twin], order[1:][twin]
    if not len(first):
        return first, copy
    size = (stop - start)[first]
    marks = np.add.reduceat(stream.marks[spans(start[first], size)], np.cumsum(size) - size)
    return first[marks == 0], copy[marks == 0]  # runs are cut at marks


def _joined(
    stream: Stream, chain: Chain, first: tuple[Places, Places], copy: tuple[Places, Places]
) -> Chain:
    """The chain with these runs and their copies in it, in place of the powers inside them."""
    start, stop = (np.append(one, other) for one, other in zip(first, copy, strict=True))
    inside = np.zeros(len(stream.codes), bool)
    inside[spans(start, stop - start)] = True
    stay = ~inside[chain.start]
    more = (
        start,
        stop - start,
        np.append(first[1], copy[0]),  # the first stays, the copy goes
        stop,
        np.zeros_like(start),
        np.repeat((FIRST, COPY), len(first[0])),
    )
    columns = [np.append(old[stay], new) for old, new in zip(chain.columns, more, strict=True)]
    order = np.argsort(columns[0])
    return Chain(chain.fold, chain.glyph, *(column[order] for column in columns))
