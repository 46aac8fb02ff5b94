"""Text drawn twice, three or four times."""

from __future__ import annotations

import numpy as np

from cleantext.edits import Edits, spans
from cleantext.filter import Filter
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.chains import Inner, by_glyph, by_run, repetitions, with_echoes
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
from cleantext.text import Places, Text

Windows = tuple[Places, Places]


def once(text: Text) -> Edits:
    start, stop = windows(text)
    if not len(start):
        return Edits.none()
    stream = Stream.of(text, start, stop)
    found = repetitions(stream)
    if not len(found):
        return Edits.none()
    inner = Inner(stream, found)
    all_parts, sure = [], []
    for fold in bits.FOLDS:
        odd = odd_bits(stream, found, fold)
        for chain in (by_glyph(stream, found, fold), by_run(stream, found, fold, inner)):
            if not promising(stream, chain):
                continue
            if fold == 2 and not chain.glyph:
                chain = with_echoes(stream, chain)
            each = parts(stream, chain, inner)
            all_parts.append(each)
            sure.append(believed(stream, each, odd))
    if not any(chosen.any() for chosen in sure):
        return Edits.none()
    drawn = drawn_lines(all_parts, sure)
    sure = [
        chosen | believed_near(stream, each, drawn)
        for each, chosen in zip(all_parts, sure, strict=True)
    ]
    return _edits(stream, all_parts, sure)


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


def repair(text: Text) -> Edits:
    return once(text)


doubled = Filter("doubled", repair, {}, spares=())
