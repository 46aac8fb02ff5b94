"""The judgement: which parts of a chain are drawn k times, and which are written so.

A part is a stretch of a chain within a line, or of lines copied below themselves. It is weighed
in bits: what its repetitions would surprise one by in clean text, less what it costs to call them
drawn. It is believed if it has bits of its own and enough different units repeat around it; or,
with fewer bits, if many lines around it are surely drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleantext import kinds
from cleantext.edits import spans
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.chains import Chain, Inner
from cleantext.filters.doubled.refrains import Refrains
from cleantext.filters.doubled.stream import DOC, Bits, Hashes, Mask, Stream, prefix
from cleantext.filters.doubled.weigh import Weighed, weigh
from cleantext.repeats import Repeats, crowded
from cleantext.text import Places

_RANK = 24  # bits that tell the powers of a batch apart; the rest are enough for their hashes

INLINE, COPIED = 0, 1  # the copy follows on the line; the copy is a line of its own


def promising(stream: Stream, found: Repeats, refrains: Refrains, fold: int) -> Mask:
    """By line, whether repetitions near it could add up to enough for this fold.

    No power is worth more than its length allows, and it lies within its repetition.
    """
    if fold == bits.FOLDS[0]:  # it nearly always is, and echoes are not known yet
        return np.ones(len(stream.lines), bool)
    times = (found.stop - found.start) // (fold * found.lag)
    at = np.flatnonzero((times > 0) & (stream.kinds[found.start] != kinds.EDGE))
    at = at[np.argsort(found.start[at])]
    start, stop = found.start[at], found.stop[at]
    most = bits.surprise(found.lag[at])
    lone = (found.lag[at] == 1) & stream.opens[start] & stream.opens[start + 1]
    most[lone & ((stream.kinds[start] & bits.WRITTEN) != 0)] += bits.LONE
    marks = stream.kinds[start] == kinds.MARK
    most[marks] = np.maximum(most[marks], bits.MARKS_TOGETHER)
    most += bits.AGAIN * (fold - 2)
    ended = np.maximum.accumulate(stream.row[stop - 1])
    _, first = _numbered(stream.lines[stream.row[start[1:]]] - stream.lines[ended[:-1]] > bits.NEAR)
    promise = refrains.layered(fold)
    if len(at):
        enough = np.add.reduceat(most * times[at], first) >= bits.TOTAL
        low, high = (
            stream.row[start[first[enough]]],
            ended[np.append(first[1:], len(at)) - 1][enough],
        )
        promise[spans(low, high - low + 1)] = True
    return promise


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of a chain, each a row; and its pieces, which end with a line at the latest."""

    chain: Chain
    weighed: Weighed
    part: Places  # of each power
    piece: Places  # of each power
    own: Bits
    partial: Mask  # begins or ends in mid-line
    first: Places  # the power each begins with
    single: Mask  # nothing but single characters, no marks among them
    number: Mask  # nothing but digits, and perhaps marks
    shape: tuple[Mask, Mask]  # INLINE, COPIED: a part may be both
    alone: Mask  # nothing but one unit of some weight
    line: tuple[Places, Places]  # first and last
    piece_part: Places
    piece_start: Places
    piece_stop: Places
    piece_fit: Bits


def parts(stream: Stream, chain: Chain, inner: Inner) -> Parts:
    """The chain in parts."""
    weighed = weigh(stream, chain)
    seam = stream.line[chain.stop[:-1] - 1] != stream.line[chain.start[1:]]
    cut, costs = _cuts(stream, chain, weighed, inner, seam)
    part, first = _numbered(cut)
    last = np.append(first[1:], len(chain)) - 1
    start, stop = chain.start[first], chain.stop[last]
    begins, ends_ = ~stream.opens[start], ~stream.opens[stop]
    own = np.add.reduceat(_worth(weighed, part) - costs, first)
    own -= _mid_line(stream, chain, start, bits.ENTER) * begins
    own -= _mid_line(stream, chain, stop, bits.LEAVE) * ends_
    one = first == last
    heavy = (weighed.weight[first] >= bits.ALONE) & ~weighed.copied[first]
    piece, piece_first = _numbered(seam | cut)
    piece_last = np.append(piece_first[1:], len(chain)) - 1
    fit = np.add.reduceat(_worth(weighed, piece) - costs, piece_first)
    return Parts(
        chain=chain,
        weighed=weighed,
        part=part,
        piece=piece,
        own=own,
        partial=begins | ends_,
        first=first,
        single=~np.logical_or.reduceat((chain.lag > 1) | ~weighed.lettered, first),
        number=~np.logical_or.reduceat(weighed.lettered, first),
        shape=_shapes(chain, weighed, first, one & ~begins & ~ends_),
        alone=one & heavy & (chain.fold == bits.FOLDS[0]),
        line=(stream.line[start], stream.line[stop - 1]),
        piece_part=part[piece_first],
        piece_start=chain.start[piece_first],
        piece_stop=chain.stop[piece_last],
        piece_fit=fit * (chain.fold - 1),
    )


def _cuts(
    stream: Stream, chain: Chain, weighed: Weighed, inner: Inner, seam: Mask
) -> tuple[Mask, Bits]:
    """Where the chain falls into parts, and what each power costs within its own."""
    skipped = inner.skipped_by_glyph if chain.glyph else inner.skipped_by_run
    passed = skipped[chain.start[1:]] - skipped[chain.stop[:-1]]
    lines = (passed == 0) & weighed.copied[:-1] & weighed.copied[1:]
    cut = (seam & ~lines) | (passed > bits.LINK)
    costs = np.append(np.where(cut, 0, passed), 0)
    if not chain.glyph:
        share = np.where(chain.lag == 1, bits.INSIDE_SINGLE, bits.INSIDE_SHARE)
        share[chain.echo > 0] = 0
        for end in (chain.start, chain.stop):
            costs += np.maximum(stream.joint[end] - bits.BESIDE, 0) * share
    return cut, costs


def _worth(weighed: Weighed, part: Places) -> Bits:
    """What each power speaks for its part, a unit that comes again but once."""
    again = np.minimum(weighed.own, 0)
    return np.where(_first_of_its_kind(weighed.unit, part), weighed.own, again)


def _mid_line(stream: Stream, chain: Chain, end: Places, price: tuple[float, float]) -> Bits:
    """What it costs that parts begin or end in these places in mid-line."""
    if chain.glyph:
        return np.full(len(end), price[0])
    before = stream.kinds[end - 1]
    # Words of an alphabet begin alike wherever they are listed.
    written = ((before | stream.kinds[np.minimum(end, len(stream.kinds) - 1)]) & bits.WRITTEN) != 0
    written |= (before == kinds.MARK) & bits.wide(stream.codes[end - 1])
    return np.where(written & (stream.joint[end] <= bits.BESIDE), price[1], price[0])


def _numbered(cut: Mask) -> tuple[Places, Places]:
    """The number of the stretch each lies in, and where each stretch begins."""
    begins = np.append(True, cut)
    return np.cumsum(begins) - 1, np.flatnonzero(begins)


def _first_of_its_kind(unit: Hashes, part: Places) -> Mask:
    return _new(unit ^ part.astype(np.uint64) * np.uint64(0xD6E8FEB86659FD93))


def _new(key: Hashes, near: Places | None = None) -> Mask:
    """The first of each key, or the first for a while, by a place that only grows."""
    rank = np.uint64(_RANK)
    some = crowded(key)
    order = np.sort(key[some] >> rank << rank | some.astype(np.uint64))  # cheaper than an argsort
    at = (order & np.uint64((1 << _RANK) - 1)).astype(np.int64)
    same = (order[1:] ^ order[:-1]) >> rank == 0
    if near is not None:
        same &= near[at[1:]] - near[at[:-1]] <= 2 * bits.NEAR
    new = np.ones(len(key), bool)
    new[at[1:]] = ~same
    return new


def _shapes(chain: Chain, weighed: Weighed, first: Places, line: Mask) -> tuple[Mask, Mask]:
    below = np.add.reduceat(weighed.copied.astype(np.int64), first)
    if chain.glyph:
        copied = 2 * below >= np.diff(np.append(first, len(chain)))
        return ~copied, copied
    beside = np.add.reduceat((~weighed.copied & weighed.lettered).astype(np.int64), first)
    return (beside > 0) | (below == 0), (below > 0) | line


def leading(stream: Stream, all_parts: list[Parts], promise: dict[int, Mask]) -> list[Mask]:
    """The parts that are evidence: drawn another number of times, their places fit no better.

    A heading drawn four times is no sign that anything was drawn twice.
    """
    best = {fold: np.zeros(len(stream.codes)) for fold in promise}
    others = np.zeros(len(stream.lines), bool)
    for fold, lines in promise.items():
        others |= lines & (fold > bits.FOLDS[0])
    spread = [_fits(stream, each, promise[each.chain.fold] & others) for each in all_parts]
    for each, (at, fit, _) in zip(all_parts, spread, strict=True):
        mine = best[each.chain.fold]
        mine[at] = np.maximum(mine[at], fit)
    most = np.maximum.reduce(list(best.values()))
    lead = []
    for each, (at, _, part) in zip(all_parts, spread, strict=True):
        first = most[at] <= best[each.chain.fold][at]
        size = len(each.own)
        lead.append(
            2 * np.bincount(part[first], minlength=size) >= np.bincount(part, minlength=size)
        )
    return lead


def _fits(stream: Stream, parts: Parts, promise: Mask) -> tuple[Places, Bits, Places]:
    """Each place of the parts that may be evidence, how well it fits, and its part."""
    row = stream.row[parts.chain.start[parts.first]]
    chosen = (parts.own >= bits.OWN_WITNESS) & promise[row]
    piece = np.flatnonzero(chosen[parts.piece_part])
    size = (parts.piece_stop - parts.piece_start)[piece]
    at = spans(parts.piece_start[piece], size)
    return at, np.repeat(parts.piece_fit[piece], size), np.repeat(parts.piece_part[piece], size)


@dataclass(frozen=True, eq=False)
class Hints:
    """What else is known when the parts of a fold are judged."""

    lead: Mask  # parts that are evidence
    odd: tuple[Places, Bits]  # what stands in a row another number of times
    refrains: Refrains


def believed(stream: Stream, parts: Parts, hints: Hints) -> Mask:
    """The parts that stand by their own bits and their neighbours', or by their document's."""
    least = bits.OWN_GLYPH if parts.chain.glyph else bits.OWN_RUN
    needed = np.where(parts.shape[COPIED], bits.OWN_COPIED, least)
    inline = parts.shape[INLINE] | parts.chain.glyph
    needed[parts.partial & inline] = bits.OWN_PART
    needed[parts.partial & ~inline] = bits.OWN_PART_COPIED
    sure = parts.alone & ~parts.partial & (parts.own > bits.OWN_ALONE)
    row = stream.row[parts.chain.start[parts.first]]
    at = np.flatnonzero(parts.shape[COPIED] & ~parts.partial & (parts.own >= bits.OWN_LAYERED))
    if len(at):
        sure[at] |= hints.refrains.layered(parts.chain.fold)[row[at]]
    for shape in (INLINE, COPIED):
        at = np.flatnonzero((parts.own >= needed) & ~sure & parts.shape[shape])
        if shape == COPIED and len(at):
            at = at[~hints.refrains.sung[row[at]]]
        if not len(at):
            continue
        total, different = _around(stream, parts, hints, shape, at)
        sure[at] |= (total >= bits.TOTAL) & (different >= bits.DISTINCT)
    return sure


def _around(
    stream: Stream, parts: Parts, hints: Hints, shape: int, at: Places
) -> tuple[Bits, Bits]:
    """The bits and the different units around each of these parts, among those of a shape."""
    weighed = parts.weighed
    alone = (shape == COPIED) & ~parts.partial[at]  # A⏎A is found in verse, A⏎A, B is not
    near = np.where(alone, bits.NEAR_COPIED, bits.NEAR)
    members = (parts.own >= bits.OWN_WITNESS) & hints.lead & parts.shape[shape]
    power = np.flatnonzero(members[parts.part])
    line = stream.line[parts.chain.start[power]]
    evidence = np.where(_new(weighed.unit[power], line), weighed.evidence[power], 0)
    if parts.chain.glyph:
        evidence *= np.where(_unmarked(parts)[parts.part[power]], bits.THIN, 1)
        evidence = bits.grained(evidence)
    units = np.where(evidence > 0, weighed.lines[power], 0)
    lines = parts.line[0][at], parts.line[1][at]
    total, different = _sums_near(line, (prefix(evidence), prefix(units)), lines, near)
    (against,) = _sums_near(hints.odd[0], (hints.odd[1],), lines, near)
    return total - bits.ODD * against, different


def _unmarked(parts: Parts) -> Mask:
    """Less than a line, and not a mark doubled: words of pairs are listed so (红红火火恍恍惚惚)."""
    marks = ~parts.weighed.lettered & (parts.weighed.evidence > 0)
    unmarked: Mask = parts.partial & (np.bincount(parts.part, marks) == 0)
    return unmarked & (np.bincount(parts.part, parts.weighed.lettered) < bits.PAIRS_LISTED)


def _sums_near(
    line: Places, sums: tuple[Bits, ...], lines: tuple[Places, Places], near: Places
) -> list[Bits]:
    low = np.searchsorted(line, lines[0] - near)
    high = np.searchsorted(line, lines[1] + near, "right")
    return [each[high] - each[low] for each in sums]


def odd_bits(stream: Stream, found: Repeats, fold: int) -> tuple[Places, Bits]:
    """By line, the running bits of what stands in a row another number of times."""
    size = found.stop - found.start
    times = size // found.lag
    unit = found.start + found.lag
    odd = (times != fold) | (size - times * found.lag > np.maximum(1, found.lag // 3))
    odd &= found.lag > 1
    at = found.start[odd]
    weight = stream.weight[unit[odd]] - stream.weight[at]
    own = np.minimum(bits.surprise(weight), bits.COPIED[0][1])
    order = np.argsort(at)
    return stream.line[at[order]], prefix(own[order])


NONE: Places = np.zeros(0, np.int64)
Drawn = dict[tuple[int, bool, int], Places]


def drawn_lines(all_parts: list[Parts], sure: list[Mask]) -> Drawn:
    """The lines surely drawn, by fold, unit and shape; what glyphs tell runs may hear."""
    found: dict[tuple[int, bool, int], list[Places]] = {}
    for parts, chosen in zip(all_parts, sure, strict=True):
        for shape in (INLINE, COPIED):
            first, last = (line[chosen & parts.shape[shape]] for line in parts.line)
            lines = spans(first, last - first + 1)
            found.setdefault((parts.chain.fold, False, shape), []).append(lines)
            if parts.chain.glyph:
                found.setdefault((parts.chain.fold, True, shape), []).append(lines)
    return {key: _sorted(np.concatenate(lines)) for key, lines in found.items()}


def _sorted(lines: Places) -> Places:
    """Each once; `np.unique` hashes, which is slower for so few."""
    lines = np.sort(lines)
    once: Places = lines[np.append(True, lines[1:] != lines[:-1])[: len(lines)]]
    return once


def believed_near(stream: Stream, parts: Parts, sure: Mask, drawn: Drawn) -> Mask:
    """The parts that stand, the sure ones and those whose surroundings surely do."""
    pairs = parts.single & (parts.chain.fold == bits.FOLDS[0])
    least = np.where(pairs, bits.OWN_AROUND_GLYPH, bits.OWN_AROUND)
    needed = np.where(parts.partial, bits.OWN_AROUND_PART, least)
    needed = np.maximum(needed, np.where(parts.number, bits.OWN_AROUND_NUMBER, 0))
    stands = sure.copy()
    own = _stacked(parts) if parts.chain.glyph else parts.own
    for shape in (INLINE, COPIED):
        lines = drawn.get((parts.chain.fold, parts.chain.glyph, shape), NONE)
        at = np.flatnonzero(parts.shape[shape] & ~stands & (own >= needed))
        at = at[np.isin(parts.line[0][at] >> DOC, lines >> DOC)]
        part = parts.line[0][at], parts.line[1][at]
        share = _others(lines, part) / np.maximum(_others(stream.lines, part), 1)
        odds = np.log2(np.maximum(1 / np.maximum(share, bits.ELSEWHERE) - 1, 1))
        stands[at] = own[at] >= needed[at] + odds
    return stands


def _stacked(parts: Parts) -> Bits:
    """The bits of each part; those of single characters, each on a line, count as one heading."""
    single = parts.single & ~parts.partial & (parts.line[0] == parts.line[1])
    apart = parts.line[0][1:] - parts.line[0][:-1] != 1
    stack, first = _numbered(apart | ~single[1:] | ~single[:-1])
    high = np.diff(np.append(first, len(stack))) >= bits.STACK
    return np.where(high[stack], np.add.reduceat(parts.own, first)[stack], parts.own)


def _others(lines: Places, part: tuple[Places, Places]) -> Places:
    """How many of these lines stand around each part, its own not counted."""

    def between(first: Places, last: Places) -> Places:
        return np.searchsorted(lines, last, "right") - np.searchsorted(lines, first)

    around = between(part[0] - bits.AROUND, part[1] + bits.AROUND)
    return around - between(part[0], part[1])
