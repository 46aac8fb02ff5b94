"""Weights: what each power of a chain is worth, in bits.

What a unit would surprise one by, standing twice in clean text, depends on what it is made of and
on where its copy begins. `bits` has the figures and where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cleantext import kinds
from cleantext.edits import spans
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.chains import COPY, FIRST, Chain
from cleantext.filters.doubled.stream import Bits, Hashes, Mask, Stream
from cleantext.text import Places


@dataclass(frozen=True, eq=False)
class Weighed:
    """The powers of a chain in bits."""

    own: Bits
    evidence: Bits  # what it says about its neighbours
    lines: Places  # how many different lines it repeats
    copied: Mask  # the copy begins a line
    lettered: Mask
    weight: Bits
    unit: Hashes


def weigh(stream: Stream, chain: Chain) -> Weighed:
    """What each power of the chain is worth."""
    units = _Units(stream, chain)
    own = units.surprise()
    witness = np.where(units.number, 0.0, 1.0)
    lines = np.ones(len(chain), np.int64)
    if not chain.glyph:
        units.follow_inline(own, witness)
    units.follow_below(own, witness, lines)
    own[units.odd | units.markup] = 0
    own += np.where(own > 0, bits.AGAIN * (chain.fold - 2), 0)
    own -= bits.GLYPH if chain.glyph else bits.RUN
    own[chain.echo == FIRST] = 0
    return Weighed(
        own,
        bits.grained(np.maximum(own, 0) * witness),
        lines,
        units.copied,
        units.lettered,
        units.weight,
        stream.hashed(chain.start, chain.lag, stream.wording),
    )


class _Units:
    """What the units of a chain are made of."""

    def __init__(self, stream: Stream, chain: Chain) -> None:
        self.stream, self.chain = stream, chain
        self.start, self.stop = chain.start, chain.start + chain.lag
        self.at = spans(chain.start, chain.lag)
        self.kind = stream.kinds[self.at]
        self.held = np.bitwise_or.reduceat(self.kind, self._first)
        self.weight = self._total(bits.WEIGHT[self.kind])
        self.lettered = (self.held & bits.LETTERS) != 0
        digits = (self.held & kinds.DIGIT) != 0
        self.number = ~self.lettered & digits
        self.only_marks = ~self.lettered & ~digits
        below = stream.opens[self.stop]
        self.copied = np.where(chain.echo == 0, below, chain.echo == COPY)

    @cached_property
    def _first(self) -> Places:
        return np.cumsum(self.chain.lag) - self.chain.lag

    def _total(self, values: Bits | Mask) -> Bits:
        sums: Bits = np.add.reduceat(values.astype(np.float64), self._first)
        return sums

    @cached_property
    def written(self) -> Bits:
        """How many of their characters are Han, kana or Hangul."""
        return self._total((self.kind & bits.WRITTEN) != 0)

    @cached_property
    def _marks(self) -> Bits:
        return self.stream.marks[self.at]

    @property
    def odd(self) -> Mask:
        """Whether the repetition goes on where a layer would have ended."""
        chain = self.chain
        if chain.glyph:
            further = chain.over > 0
        else:
            many = (chain.lag > 1) & (chain.cut - chain.start > chain.lag)
            whole = self.stream.opens[self.start] & self.stream.opens[chain.stop] & ~self.copied
            alike = np.where(whole & (self.weight >= bits.ALONE), 2, 1)  # as the next line begins
            further = many | (chain.over > np.maximum(1, chain.lag // 3 * alike))
        odd: Mask = further & self.lettered & (chain.echo == 0)
        return odd

    @property
    def markup(self) -> Mask:
        """Whether signs of tables, markup or code are in it."""
        signs = bits.MARKUP[np.minimum(self.stream.codes[self.at], len(bits.MARKUP) - 1)]
        marked: Mask = np.logical_or.reduceat(signs, self._first)
        return marked

    @property
    def paused(self) -> Mask:
        """Whether marks of a sentence are in it."""
        paused: Mask = np.logical_or.reduceat(
            bits.PAUSES.hold(self.stream.codes[self.at]), self._first
        )
        return paused

    def surprise(self) -> Bits:
        """The bits of a unit twice in a row, by its length and what it is made of."""
        own = bits.surprise(self.weight)
        number, marks = np.flatnonzero(self.number), np.flatnonzero(self.only_marks)
        digits = self._total(self.kind == kinds.DIGIT)[number]
        many = (self.chain.cut - self.chain.start)[number] // self.chain.lag[number]
        own[number] = np.minimum(bits.DIGIT * digits * many, bits.DIGITS)
        own[marks] = np.minimum(self._total(self._marks)[marks], bits.MARKS_TOGETHER)
        return own

    def follow_inline(self, own: Bits, witness: Bits) -> None:
        """Weigh the copies that follow on the line: no blank before them, no mark inside them."""
        stream, inline = self.stream, ~self.copied & (self.chain.echo == 0)
        gap = inline & (stream.place[self.stop] - stream.place[self.stop - 1] > 1)
        own[gap] = np.minimum(own[gap], bits.BLANK)
        mixed = ~self.copied & ~self.only_marks & ((self.held & kinds.MARK) != 0)
        chain, follows = self.chain, self.chain.start[1:] == self.chain.stop[:-1]
        whole = stream.opens[chain.start] & stream.opens[chain.stop]
        linked = stream.opens[chain.start] | np.append(False, follows)
        linked &= stream.opens[chain.stop] | np.append(follows, False)
        whole = mixed & (whole | linked & (self.weight >= bits.LINKED))
        said = whole & self.paused
        own[said] = np.minimum(own[said], _most(self.weight[said], bits.WHOLE))
        own[mixed & ~whole] = 0
        witness[gap | (mixed & ~whole)] = 0

    def follow_below(self, own: Bits, witness: Bits, lines: Places) -> None:
        """Weigh the copies that begin a line, of which clean text has its own."""
        at = np.flatnonzero(self.copied)
        rows = self.stream.row[self.stop[at] - 1] - self.stream.row[self.start[at]] + 1
        weight, written = self.weight[at], self.written[at]
        row = weight / rows
        prose = (row >= bits.PROSE) & (2 * self._total(self._marks > 0)[at] >= rows)
        prose &= 2 * written > self.chain.lag[at]
        more = np.where(prose, bits.ROW * (rows - 1), 0)
        own[at] = np.minimum(own[at], _most(row, bits.COPIED) + more)
        lone = (self.chain.lag[at] == 1) & (written > 0) & self.stream.opens[self.start[at]]
        own[at] += np.where(lone & self.stream.opens[self.chain.stop[at]], bits.LONE, 0)
        lines[at[prose]] = np.maximum(rows[prose] // bits.ROWS_A_UNIT, 1)
        thin = weight < np.where(written > 0, bits.THIN_WRITTEN, bits.THIN_SPELLED)
        if self.chain.glyph:
            thin &= written == 0
        witness[at[thin]] *= bits.THIN
        witness[at[(rows > 1) & ~prose]] = 0


def _most(weight: Bits, table: tuple[tuple[float, float], ...]) -> Bits:
    """The most that the table allows for this weight."""
    return np.select([weight >= least for least, _ in table], [most for _, most in table])
