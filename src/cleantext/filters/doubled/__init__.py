"""Text drawn twice, three or four times."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

import numpy as np

from cleantext.edits import Edits, spans
from cleantext.filter import Filter
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.chains import (
    Chain,
    Inner,
    by_glyph,
    by_run,
    repetitions,
    with_echoes,
)
from cleantext.filters.doubled.judge import (
    Parts,
    believed,
    believed_near,
    drawn_lines,
    odd_bits,
    parts,
    promising,
)
from cleantext.filters.doubled.looks import windows
from cleantext.filters.doubled.stream import Mask, Stream
from cleantext.repeats import Repeats
from cleantext.settled import settled
from cleantext.text import Text


def once(text: Text) -> Edits:
    start, stop = windows(text)
    if not len(start):
        return Edits.none()
    stream = Stream.of(text, start, stop)
    found = repetitions(stream)
    if not len(found):
        return Edits.none()
    inner = Inner(stream, found)
    chains = [chain for fold in bits.FOLDS for chain in _chains(stream, found, fold, inner)]
    hopeful = [promising(stream, chain) for chain in chains]
    all_parts = [parts(stream, chain, inner) for chain in compress(chains, hopeful)]
    odd = {fold: odd_bits(stream, found, fold) for fold in {each.chain.fold for each in all_parts}}
    sure = [believed(stream, each, odd[each.chain.fold]) for each in all_parts]
    drawn = drawn_lines(all_parts, sure)
    if not any(len(lines) for lines in drawn.values()):
        return Edits.none()
    folds = {fold for (fold, _), lines in drawn.items() if len(lines)}
    for chain, known in zip(chains, hopeful, strict=True):
        if not known and chain.fold in folds and len(chain):
            all_parts.append(parts(stream, chain, inner))
            sure.append(np.zeros(len(all_parts[-1].own), bool))
    sure = [
        believed_near(stream, each, chosen, drawn)
        for each, chosen in zip(all_parts, sure, strict=True)
    ]
    return _edits(stream, all_parts, sure)


def _chains(stream: Stream, found: Repeats, fold: int, inner: Inner) -> Iterator[Chain]:
    """The text read as drawn this many times, glyph by glyph and run by run."""
    yield by_glyph(stream, found, fold)
    chain = by_run(stream, found, fold, inner)
    yield with_echoes(stream, chain) if fold == bits.FOLDS[0] else chain


def _edits(stream: Stream, all_parts: list[Parts], sure: list[Mask]) -> Edits:
    """The copies deleted, each place by the reading that fits it best."""
    best = np.full(len(stream.codes), -np.inf)
    pieces = []
    for each, chosen in zip(all_parts, sure, strict=True):
        piece = np.flatnonzero(chosen[each.piece_part])
        size = (each.piece_stop - each.piece_start)[piece]
        at, fit = spans(each.piece_start[piece], size), np.repeat(each.piece_fit[piece], size)
        best[at] = np.maximum(best[at], fit)
        pieces.append((piece, size, at, fit))
    taken = np.zeros(len(stream.codes), bool)
    start, stop, group = [], [], []
    for each, (piece, size, at, fit) in zip(all_parts, pieces, strict=True):
        if not len(piece):
            continue
        free = np.logical_and.reduceat((best[at] <= fit) & ~taken[at], np.cumsum(size) - size)
        piece = piece[free]
        taken[at[np.repeat(free, size)]] = True
        chain = each.chain
        power = np.flatnonzero(np.isin(each.piece, piece) & (chain.cut < chain.stop))
        start.append(stream.place[chain.cut[power] - 1] + 1)
        stop.append(stream.place[chain.stop[power] - 1] + 1)
        group.append(stream.place[each.piece_start[each.piece[power]]])
    order = np.argsort(np.concatenate(start))
    return Edits.deleting(*(np.concatenate(column)[order] for column in (start, stop, group)))


_settled = settled(once)


def repair(text: Text) -> Edits:
    """The copies deleted, so that nothing is left for a second pass."""
    return _settled(text)


doubled = Filter("doubled", repair, {}, spares=())
