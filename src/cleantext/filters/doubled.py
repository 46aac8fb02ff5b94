"""Text drawn twice, three or four times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits, spans
from cleantext.filter import Filter
from cleantext.repeats import Repeats, repeats
from cleantext.text import Places, Text

Bits = NDArray[np.float64]
Mask = NDArray[np.bool_]

LONGEST = 96
NEAR = 12
FOLDS = (2, 3, 4)
WRITTEN = kinds.HAN | kinds.KANA | kinds.HANGUL
LETTERS = WRITTEN | kinds.LETTER

P = dict(more=3, odd=1.0, thinhan=4, thinlat=8, dearlat=3, short=10, blank=4, against=2, held=0, own2g=6, echo=5, blocklines=64, own2p=3., near2=16, dens=.3, own2=1.0, T=24.0, glyph=11.0, run=9.0, copy=8.0, part=16.0, enter=4.0, leave=9.0, distinct=3,
         segrun=3.0, segglyph=0.5, skiphan=9.0, skiplat=1.5, skipmark=4.0, link=12.0, dear=3.0)

# bits of surprise at XX in clean text, by the length of X in Han characters
LENGTHS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 108)
SURPRISE = (0, 5.7, 12, 15, 17, 18, 18, 19, 20, 220)


@dataclass(frozen=True, eq=False)
class Stream:
    """The text with its blanks and breaks taken out."""

    codes: NDArray[np.uint32]
    kinds: kinds.Kinds
    place: Places
    opens: Mask  # a line break stands before
    line: Places

    @classmethod
    def of(cls, text: Text) -> Stream:
        kept = (text.kinds & (kinds.BLANK | kinds.BREAK)) == 0
        place = np.flatnonzero(kept)
        codes = text.codes[place]
        kind = text.kinds[place]
        breaks = np.flatnonzero(text.kinds & kinds.BREAK)
        opens = np.zeros(len(codes) + 1, bool)
        opens[np.searchsorted(place, breaks)] = True
        edge = np.flatnonzero(kind == kinds.EDGE)
        codes[edge] += np.arange(len(edge), dtype=np.uint32)
        opens[edge] = opens[edge + 1] = True
        line = np.cumsum(opens[:-1]) + 100 * np.cumsum(kind == kinds.EDGE)
        return cls(codes, kind, place, opens, line)


def blocks(s: Stream) -> Repeats:
    starts = np.flatnonzero(s.opens[:-1])
    stops = np.append(starts[1:], len(s.codes))
    size = stops - starts
    h = unit_hash(s, starts, size)
    rank = np.unique(h, return_inverse=True)[1]
    f = repeats(rank.astype(np.uint32), int(P['blocklines']))
    bounds = np.append(starts, len(s.codes))
    start, stop = bounds[f.start], bounds[f.stop]
    lag = bounds[f.start + f.lag] - start
    long = (lag > LONGEST)
    out = Repeats(start[long], stop[long], lag[long])
    o = np.lexsort((out.start, out.lag))
    return Repeats(out.start[o], out.stop[o], out.lag[o])


def prefix(values) -> Bits:
    return np.concatenate(([0.0], np.cumsum(values)))


def weight(kind) -> Bits:
    out = np.zeros(len(kind))
    for k, w in ((kinds.HAN, 1), (kinds.KANA, .75), (kinds.HANGUL, .75), (kinds.LETTER, .6), (kinds.DIGIT, .5), (kinds.MARK, .3)):
        out[kind == k] = w
    return out


def skipcost(kind) -> Bits:
    out = np.full(len(kind), P['skipmark'])
    out[(kind & WRITTEN) > 0] = P['skiphan']
    out[(kind & (kinds.LETTER | kinds.DIGIT)) > 0] = P['skiplat']
    out[kind == kinds.EDGE] = 1e6
    return out


MARKS = {**dict.fromkeys("，、：“”‘’；", 12.0), **dict.fromkeys("。！？", 6.0), **dict.fromkeys("（）《》〈〉「」『』", 8.0)}
MARK_BITS = np.zeros(0x110000 + 1)
for m_, b_ in MARKS.items():
    MARK_BITS[ord(m_)] = b_


class Powers:
    """chosen k-th powers"""
    def __init__(self, start, lag, many, fold):
        self.start, self.lag, self.many, self.fold = start, lag, many, fold
        self.size = lag * many * fold
        self.stop = start + self.size
        self.cut = start + lag * many
        self.echo = np.zeros(len(start), int)  # 1 keeper, 2 copy
        self.over = np.zeros(len(start), int)


def with_echoes(s: Stream, p: Powers) -> Powers:
    n = len(s.codes)
    markpair = (p.lag == 1) & (MARK_BITS[np.minimum(s.codes[p.start], 0x110000)] > 0)
    for every in (False, True):
        use = np.arange(len(p.start)) if every else np.flatnonzero(markpair | (p.echo > 0))
        covered = np.zeros(n + 1, bool)
        covered[spans(p.start[use], p.size[use])] = True
        covered[:-1] |= s.kinds == kinds.EDGE
        covered[-1] = True
        pairs = np.zeros(n + 2, bool)
        mp = np.flatnonzero(markpair)
        pairs[spans(p.start[mp], p.size[mp])] = True
        free = ~covered
        begin = np.flatnonzero(free[:-1] & (s.opens[:-1] | covered[np.arange(n) - 1]))
        end = np.flatnonzero(free[:-1] & (s.opens[1:] | covered[1:])) + 1
        eff = prefix(weight(s.kinds))
        owner = np.full(n + 1, -1)
        owner[spans(p.start, p.size)] = np.repeat(np.arange(len(p.start)), p.size)
        crossed = ((owner[begin] >= 0) & (owner[begin] == owner[begin - 1])) | ((owner[end] >= 0) & (owner[end] == owner[end - 1]))
        bare = prefix(np.where(owner[:-1] < 0, weight(s.kinds), 0))
        ok = (eff[end] - eff[begin] >= 3) & ~crossed & (bare[end] - bare[begin] > (eff[end] - eff[begin]) / 2)
        begin, end = begin[ok], end[ok]
        if len(begin) < 2:
            continue
        h = unit_hash(s, begin, end - begin)
        o = np.lexsort((begin, h))
        hb, lb = h[o], s.line[begin[o]]
        twin = (hb[1:] == hb[:-1]) & (lb[1:] - lb[:-1] <= P['echo']) & (lb[1:] > lb[:-1])
        lone = twin & ~np.append(twin[1:], False) & ~np.concatenate(([False], twin[:-1]))
        a, b = o[:-1][lone], o[1:][lone]
        beside = pairs[begin - 1] | pairs[end]
        alone = s.opens[begin] & s.opens[end]
        ok = beside[a] | beside[b]
        a, b = a[ok], b[ok]
        if not len(a):
            continue
        swap = alone[a] & ~alone[b]
        a, b = np.where(swap, b, a), np.where(swap, a, b)
        # drop powers inside
        inside = np.zeros(n + 1, bool)
        both = np.concatenate((a, b))
        inside[spans(begin[both], (end - begin)[both])] = True
        stay = ~inside[p.start]
        q = Powers.__new__(Powers)
        q.fold = p.fold
        q.start = np.concatenate((p.start[stay], begin[a], begin[b]))
        q.lag = np.concatenate((p.lag[stay], (end - begin)[a], (end - begin)[b]))
        q.many = np.concatenate((p.many[stay], np.ones(2 * len(a), int)))
        q.size = np.concatenate((p.size[stay], (end - begin)[a], (end - begin)[b]))
        q.cut = np.concatenate((p.cut[stay], end[a], begin[b]))
        q.echo = np.concatenate((p.echo[stay], np.full(len(a), 1), np.full(len(a), 2)))
        q.over = np.concatenate((p.over[stay], np.zeros(2 * len(a), int)))
        q.stop = q.start + q.size
        o = np.argsort(q.start)
        for f in ('start', 'lag', 'many', 'size', 'cut', 'echo', 'stop', 'over'):
            setattr(q, f, getattr(q, f)[o])
        p = q
        markpair = (p.lag == 1) & (MARK_BITS[np.minimum(s.codes[p.start], 0x110000)] > 0) & (p.echo == 0)
    return p


def parse(s: Stream, found: Repeats, fold: int, glyph: bool, skip: Bits, natural) -> Powers | None:
    fit = (found.stop - found.start >= fold * found.lag) & ~(s.codes[found.start] >= kinds.EDGE_CODE)
    if glyph:
        fit &= found.lag == 1
    found = found.where(fit)
    if not len(found):
        return None
    if glyph:
        many = (found.stop - found.start) // fold
        p = Powers(found.start, found.lag, many, fold)
        p.over = (found.stop - found.start) - many * fold
        return p
    n = len(s.codes)
    cost = skip.copy()
    owner = np.full(n + 1, -1)
    sumskip = prefix(skip)
    # boundary is dear where runs are not split
    dear = dear_bounds(s)
    S, Z, L_, M, O = [], [], [], [], []
    total = 0
    groups = np.searchsorted(found.lag, np.unique(found.lag))
    bounds = list(groups) + [len(found)]
    for lo, hi in zip(bounds[:-1], bounds[1:]):
        a, b, L = found.start[lo:hi], found.stop[lo:hi], found.lag[lo:hi]
        # trim against the previous of the same lag
        prev_end = np.concatenate(([0], (a + (b - a) // (fold * L) * fold * L)[:-1]))
        s0 = np.maximum(a, prev_end)
        s0 = np.where(b - s0 >= fold * L, s0, a)
        many = (b - s0) // (fold * L)
        size = many * fold * L
        best = None
        for st in (s0, b - size):
            new = P['segrun'] + natural.inside(st, L * many) + dear[st] + dear[st + size] - s.opens[st + L]
            left = owner[st]; leftcut = (left >= 0) & (owner[st - 1] == left)
            right = owner[st + size - 1]; rightcut = (right >= 0) & (owner[st + size] == right)
            old = prefix_sum_over(cost, st, size)
            out = np.zeros(len(st))
            oldout = np.zeros(len(st))
            if total:
                SS = np.concatenate(S); ZZ = np.concatenate(Z)
                li = np.where(leftcut, left, 0); ri = np.where(rightcut, right, 0)
                out += np.where(leftcut, sumskip[st] - sumskip[SS[li]], 0)
                oldout += np.where(leftcut, cost[SS[li]], 0)
                out += np.where(rightcut, sumskip[SS[ri] + ZZ[ri]] - sumskip[st + size], 0)
            better = old + oldout - new - out
            if best is None:
                best, bst = better, st
            else:
                bst = np.where(better > best + 1e-9, st, bst)
                best = np.maximum(best, better)
        take = np.flatnonzero(best > 0)
        if not len(take):
            continue
        st, sz, mm, LL, bb, oo = bst[take], size[take], many[take], L[take], best[take], (b - a - size)[take]
        # overlapping in the group: keep the better neighbour
        while len(st) > 1:
            clash = st[1:] < (st + sz)[:-1]
            if not clash.any():
                break
            worse = np.zeros(len(st), bool)
            worse[1:] |= clash & (bb[1:] <= bb[:-1])
            worse[:-1] |= clash & (bb[:-1] < bb[1:])
            keep = ~worse
            st, sz, mm, LL, bb, oo = st[keep], sz[keep], mm[keep], LL[keep], bb[keep], oo[keep]
        # evict
        at = spans(st, sz)
        gone = np.unique(owner[at]); gone = gone[gone >= 0]
        if len(gone):
            SS = np.concatenate(S); ZZ = np.concatenate(Z)
            ga = spans(SS[gone], ZZ[gone])
            owner[ga] = -1; cost[ga] = skip[ga]
            for arr in Z:
                pass
            ZZ[gone] = 0
            S, Z, L_, M, O = [SS], [ZZ], [np.concatenate(L_)], [np.concatenate(M)], [np.concatenate(O)]
        owner[at] = np.repeat(np.arange(total, total + len(st)), sz)
        cost[at] = 0
        cost[st] = P['segrun'] + natural.inside(st, LL * mm) + dear[st] + dear[st + sz] - s.opens[st + LL]
        S.append(st); Z.append(sz); L_.append(LL); M.append(mm); O.append(oo)
        total += len(st)
    if not total:
        return None
    S, Z, L_, M, O = map(np.concatenate, (S, Z, L_, M, O))
    alive = Z > 0
    S, L_, M, O = S[alive], L_[alive], M[alive], O[alive]
    o = np.argsort(S)
    p = Powers(S[o], L_[o], M[o], fold)
    p.over = O[o]
    return p


def prefix_sum_over(cost, st, size):
    at = spans(st, size)
    return np.add.reduceat(cost[at], np.cumsum(size) - size)


class Natural:
    """bits of the squares that stay inside a unit"""
    def __init__(self, s, found):
        eff = prefix(weight(s.kinds))
        digit = prefix(s.kinds == kinds.DIGIT)
        self.by = []
        self.skip = np.zeros(len(s.codes))
        for lag in (1, 2, 3, 4):
            few = found.start[found.lag == lag]
            dig = digit[few + lag] - digit[few] == lag
            bits = np.where(dig, 2.0 * lag, np.interp(eff[few + lag] - eff[few], LENGTHS, SURPRISE))
            at = np.zeros(len(s.codes))
            at[few] = bits
            self.skip[few] += np.where(dig, bits, 0)
            self.by.append(prefix(at))

    def inside(self, start, size):
        total = np.zeros(len(start))
        for lag, at in zip((1, 2, 3, 4), self.by):
            end = np.maximum(start + size - 2 * lag + 1, start)
            total += at[end] - at[start]
        return total


def dear_bounds(s):
    """what it costs to part runs here: little at a line end, much inside a word"""
    k = s.kinds
    n = len(k)
    same = np.zeros(n + 1, bool)
    same[1:-1] = (k[1:] == k[:-1]) & ((k[1:] & (LETTERS | kinds.DIGIT)) > 0)
    latin = np.zeros(n + 1, bool)
    latin[1:-1] = ((k[1:] & (kinds.LETTER | kinds.DIGIT)) > 0) & ((k[:-1] & (kinds.LETTER | kinds.DIGIT)) > 0)
    apart = np.zeros(n + 1, bool)
    apart[1:-1] = s.place[1:] - s.place[:-1] > 1
    out = np.where(same, P['dear'], 1.0)
    out = np.where(latin, np.where(apart, 1.0, P['dearlat']), out)
    return np.where(s.opens, 0.0, out)


def unit_hash(s, start, lag):
    at = spans(start, lag)
    off = at - np.repeat(start, lag)
    v = (s.codes[at].astype(np.uint64) + np.uint64(7)) * np.uint64(0x9E3779B97F4A7C15)
    v ^= v >> np.uint64(29)
    w = (off.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B9)) | np.uint64(1)
    return np.add.reduceat(v * w, np.cumsum(lag) - lag)


def gains(s: Stream, p: Powers, glyph: bool):
    """bits for each power, whether its copy is on a new line, its unit hash"""
    eff = prefix(weight(s.kinds))
    stop = p.start + p.lag
    length = eff[stop] - eff[p.start]
    bits = np.interp(length, LENGTHS, SURPRISE)
    letters = prefix((s.kinds & LETTERS) > 0)
    digits = prefix(s.kinds == kinds.DIGIT)
    nlet = letters[stop] - letters[p.start]
    ndig = digits[stop] - digits[p.start]
    markb = prefix(np.where(s.kinds == kinds.MARK, MARK_BITS[np.minimum(s.codes, 0x110000)], 0))
    onlymarks = (nlet == 0) & (ndig == 0)
    bits = np.where(onlymarks, np.minimum(markb[stop] - markb[p.start], 15), bits)
    # where the copy begins
    newline = np.where(p.echo > 0, p.echo == 2, s.opens[np.minimum(stop, p.stop - (p.echo == 0))])
    newline = newline.astype(bool)
    rawgap = (s.place[stop] - s.place[stop - 1] > 1) & (p.echo == 0)
    han = (s.kinds[stop - 1] & WRITTEN) > 0
    onlydig = (nlet == 0) & (ndig > 0)
    bits = np.where(onlydig, np.minimum(2.0 * ndig, 8), bits)
    written = prefix((s.kinds & WRITTEN) > 0)
    marks = prefix(s.kinds == kinds.MARK)
    haswritten = written[stop] - written[p.start] > 0
    hasmark = (marks[stop] - marks[p.start] > 0) & ~onlymarks
    if not glyph:
        blank = rawgap & ~newline
        bits = np.where(blank, np.minimum(bits, P['blank']), bits)
        held = hasmark & ~newline
        whole = s.opens[p.start] & s.opens[p.stop]
        bits = np.where(held, np.where(whole, np.minimum(bits, np.where(length >= 20, 15, np.where(length >= 12, 12, 8))), P['held']), bits)
    else:
        blank = held = np.zeros(len(bits), bool)
    nlines = prefix(s.opens[:-1])
    rows = np.maximum(nlines[stop] - nlines[p.start + 1] + 1, 1)
    rowlen = length / rows
    ceiling = np.where(rowlen >= 14, 20, np.where(rowlen >= 8, 17, P['short']))
    stops = prefix(np.isin(s.codes, [ord(c) for c in "，。！？：；、"]))
    nstops = stops[stop] - stops[p.start]
    prose = (rowlen >= 12) & (nstops * 2 >= rows) & (written[stop] - written[p.start] > p.lag / 2)
    ceiling = ceiling + (rows - 1) * np.where(prose, 10, 0)
    bits = np.where(newline, np.minimum(bits, ceiling), bits)
    distinct = np.where(newline & prose, rows, 1)
    inexact = (p.over > np.maximum(1, p.lag // 3)) | ((p.lag > 1) & (p.many > 1))
    if glyph:
        inexact = p.over > 0
    inexact &= ~onlymarks & ~onlydig & (p.echo == 0)
    against = np.where(inexact, bits, 0)
    bits = np.where(inexact, 0, bits)
    bars = prefix((s.codes == ord('|')))
    bits = np.where(bars[stop] - bars[p.start] > 0, 0, bits)
    bits = np.where(p.echo == 1, 0, bits)
    bits = bits + P['more'] * (p.fold - 2) * (bits > 0) - np.where(p.echo == 1, 0, 1) * (P['segglyph'] if glyph else P['segrun'])
    thin = newline & np.where(haswritten, length < P['thinhan'], length < P['thinlat'])
    thin |= newline & (rows > 1) & ~prose
    if glyph:
        thin &= ~haswritten
    evidence = np.where(onlydig | thin | blank | (held & ~whole if not glyph else False), 0, np.maximum(bits, 0))
    evidence = evidence - P['against'] * against
    return bits, evidence, newline, unit_hash(s, p.start, p.lag), length, distinct


class Atoms:
    pass


def atoms(s: Stream, p: Powers, glyph: bool, skip) -> Atoms:
    A = Atoms()
    bits, evidence, newline, unit, length, A.units = gains(s, p, glyph)
    n = len(p.start)
    if glyph:
        skip = np.where((s.kinds == kinds.MARK), P['skiphan'], skip)
    sk = prefix(skip)
    gap = sk[p.start[1:]] - sk[p.stop[:-1]]
    seam = s.line[p.stop[:-1] - 1] != s.line[p.start[1:]]
    cut = (seam & ~((gap == 0) & newline[:-1] & newline[1:])) | (gap > P['link'])
    head = np.concatenate(([True], cut))
    atom = np.cumsum(head) - 1
    first = np.flatnonzero(head)
    last = np.concatenate((first[1:], [n])) - 1
    # distinct within atom
    o = np.lexsort((np.arange(n), unit, atom))
    new = np.ones(n, bool)
    new[o[1:]] = (unit[o][1:] != unit[o][:-1]) | (atom[o][1:] != atom[o][:-1])
    gaps = np.concatenate((np.where(cut, 0, gap), [0]))
    if not glyph:
        dear = dear_bounds(s)
        gaps += np.where(p.echo > 0, 0, (np.maximum(dear[p.start] - 1, 0) + np.maximum(dear[p.stop] - 1, 0)) / 2)
    partl = ~s.opens[p.start[first]]
    partr = ~s.opens[p.stop[last]]
    own = np.add.reduceat(np.where(new, bits, np.minimum(bits, 0)), first) - np.add.reduceat(gaps, first)
    own = own - P['enter'] * partl - P['leave'] * partr
    letters = (s.kinds[p.start] & LETTERS) > 0
    inl = np.add.reduceat((~newline & letters).astype(int), first)
    nl = np.add.reduceat((newline).astype(int), first)
    A.p, A.bits, A.unit, A.atom, A.first, A.last, A.new = p, bits, unit, atom, first, last, new
    A.pfirst = np.flatnonzero(np.concatenate(([True], seam | cut)))
    A.piece = np.cumsum(np.concatenate(([True], seam | cut))) - 1
    A.pfit = np.add.reduceat(bits - gaps, A.pfirst) * (p.fold - 1)
    A.pstart = p.start[A.pfirst]
    A.pstop = p.stop[np.append(A.pfirst[1:], n) - 1]
    A.own, A.partial, A.evidence = own, partl | partr, evidence
    A.copied = nl > 0 if not glyph else np.zeros(len(first), bool)
    A.glyph = glyph
    A.newline_joints = nl
    A.inline = (inl > 0) | ~A.copied
    if glyph:
        A.inline = nl < np.add.reduceat(np.ones(n, int), first) / 2
    A.both = (first == last) & ~A.partial & (not glyph)
    A.start, A.stop = p.start[first], p.stop[last]
    A.length = np.where(first == last, length[first], 0)
    A.distinct = np.add.reduceat((new & (bits > 0)).astype(int), first)
    A.fl, A.ll = s.line[A.start], s.line[A.stop - 1]
    return A


def odd_runs(s, found, fold):
    """bits against: what stands in a row another number of times"""
    times = (found.stop - found.start) // found.lag
    rest = (found.stop - found.start) - times * found.lag
    eff = prefix(weight(s.kinds))
    letters = prefix((s.kinds & (LETTERS | kinds.DIGIT)) > 0)
    stop = found.start + found.lag
    length = eff[stop] - eff[found.start]
    bits = np.interp(length, LENGTHS, SURPRISE)
    odd = (found.lag > 1) & ((times % fold > 0) | (rest > np.maximum(1, found.lag // 3)) | (times > fold)) & (letters[stop] > letters[found.start])
    line = s.line[found.start[odd]]
    o = np.argsort(line)
    return line[o], prefix(np.minimum(bits[odd], 20)[o])


def judge(s, A: Atoms, odd):
    """accepted atoms"""
    thr = np.where(A.partial, P['part'], np.where(A.copied, P['copy'], P['glyph'] if A.glyph else P['run']))
    hopeful = A.own >= np.minimum(thr, 5)
    ok = np.zeros(len(A.own), bool)
    for shape in (False, True):
        mine = hopeful & (A.copied == shape)
        seg = np.flatnonzero((hopeful & (A.copied if shape else A.inline))[A.atom])
        if not len(seg):
            continue
        line = s.line[A.p.start[seg]]
        unit = A.unit[seg]
        o = np.lexsort((line, unit))
        near = (unit[o][1:] == unit[o][:-1]) & (line[o][1:] - line[o][:-1] <= 2 * NEAR)
        novel = np.ones(len(seg), bool)
        novel[o[1:]] = ~near
        val = np.where(novel, A.evidence[seg], np.minimum(A.evidence[seg], 0))
        cs, cn = prefix(val), prefix(np.where(novel & (A.evidence[seg] > 0), A.units[seg], 0))
        lo = np.searchsorted(line, A.fl - NEAR)
        hi = np.searchsorted(line, A.ll + NEAR, 'right')
        pooled = cs[hi] - cs[lo]
        ol, ob = odd
        pooled = pooled - P['odd'] * (ob[np.searchsorted(ol, A.ll + NEAR, 'right')] - ob[np.searchsorted(ol, A.fl - NEAR)])
        count = cn[hi] - cn[lo]
        ok |= mine & (A.own >= thr) & (pooled >= P['T']) & (count >= P['distinct'])
    # alone
    single = (A.first == A.last) & ~A.partial & ~A.copied & (A.p.fold == 2) & (A.length >= 11) & (A.own > 12)
    ok |= single
    return ok


def drawn_lines(s, hyps):
    """the lines surely drawn, by fold and shape"""
    found = {}
    for A in hyps:
        for shape in (False, True):
            sel = np.flatnonzero(A.ok & ((A.newline_joints > 0) if shape else A.inline))
            found.setdefault((A.p.fold, shape), []).append(spans(A.fl[sel], A.ll[sel] - A.fl[sel] + 1))
    return {k: np.unique(np.concatenate(v)) for k, v in found.items()}


def judge_near(A, drawn, lines):
    """atoms accepted because of what stands around them"""
    lo, hi = A.fl - P['near2'], A.ll + P['near2']

    def count(x):
        return (np.searchsorted(x, hi, 'right') - np.searchsorted(x, lo)) - (np.searchsorted(x, A.ll, 'right') - np.searchsorted(x, A.fl))
    ok = A.ok.copy()
    for shape in (False, True):
        dens = np.clip(count(drawn[A.p.fold, shape]) / np.maximum(count(lines), 1), 1e-6, .8)
        need = np.maximum(np.log2((1 - dens) / dens), 0) + np.where(A.partial, P['own2p'], P['own2g'] if A.glyph else P['own2'])
        mine = A.newline_joints > 0 if shape else A.inline
        if not A.glyph:
            mine = (A.copied == shape) | A.both
        ok |= mine & (A.own >= need)
    return ok


def round_(text: Text) -> Edits:
    s = Stream.of(text)
    found = repeats(s.codes, LONGEST)
    more = blocks(s)
    found = Repeats(*(np.concatenate((getattr(found, f), getattr(more, f))) for f in ('start', 'stop', 'lag')))
    if not len(found):
        return Edits.none()
    skip = skipcost(s.kinds)
    natural = Natural(s, found)
    skip = skip + natural.skip
    hyps = []
    paint = np.full(len(s.codes), -1e9)
    for fold in FOLDS:
        odd = odd_runs(s, found, fold)
        for glyph in (True, False):
            p = parse(s, found, fold, glyph, skip, natural)
            if p is None:
                continue
            if fold == 2 and not glyph:
                p = with_echoes(s, p)
            A = atoms(s, p, glyph, skip)
            A.ok = judge(s, A, odd)
            hyps.append(A)
    drawn = drawn_lines(s, hyps)
    if not any(len(lines) for lines in drawn.values()):
        return Edits.none()
    lines = np.unique(s.line)
    for A in hyps:
        A.ok = judge_near(A, drawn, lines)
        A.sel = np.flatnonzero(A.ok[A.atom[A.pfirst]])
        A.sz = A.pstop[A.sel] - A.pstart[A.sel]
        at = spans(A.pstart[A.sel], A.sz)
        paint[at] = np.maximum(paint[at], np.repeat(A.pfit[A.sel], A.sz))
    starts, stops, groups = [], [], []
    taken = np.zeros(len(s.codes), bool)
    for A in hyps:
        if not len(A.sel):
            continue
        at = spans(A.pstart[A.sel], A.sz)
        win = np.minimum.reduceat((paint[at] <= np.repeat(A.pfit[A.sel], A.sz)) & ~taken[at], np.cumsum(A.sz) - A.sz)
        sel = A.sel[win]
        if not len(sel):
            continue
        taken[spans(A.pstart[sel], A.pstop[sel] - A.pstart[sel])] = True
        chosen = np.flatnonzero(np.isin(A.piece, sel))
        p = A.p
        chosen = chosen[p.cut[chosen] < p.stop[chosen]]
        starts.append(s.place[p.cut[chosen] - 1] + 1)
        stops.append(s.place[p.stop[chosen] - 1] + 1)
        groups.append(s.place[A.start[A.atom[chosen]]])
    if not starts:
        return Edits.none()
    start, stop, group = map(np.concatenate, (starts, stops, groups))
    o = np.argsort(start)
    return Edits.deleting(start[o], stop[o], group[o])


def repair(text: Text) -> Edits:
    return round_(text)


doubled = Filter("doubled", repair, {}, spares=())
