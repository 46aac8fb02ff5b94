"""Refrains: whether a document repeats lines as a layer does, or as a song does.

A layer repeats a line once and for all, next to itself. A song repeats it there, and again at the
next chorus; a table repeats its cells anywhere. So the lines that stand next to their copies are
set against the lines that come again elsewhere, once copies are left out of account.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cleantext import kinds
from cleantext.edits import spans
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.stream import DOC, Mask, Stream
from cleantext.repeats import Repeats
from cleantext.text import Places


@dataclass(frozen=True, eq=False)
class Refrains:
    """Lines that say something, by what they say, and where some of them repeat."""

    stream: Stream
    same: Places  # a number for each line: equal lines have equal numbers
    found: Repeats  # repetitions of lines

    @cached_property
    def _first(self) -> Places:
        """Where the lines of each document begin, and where the last ones end."""
        doc = self.stream.lines >> DOC
        return np.flatnonzero(np.concatenate(([True], doc[1:] != doc[:-1], [True])))

    @cached_property
    def _doc(self) -> Places:
        """By line, which document it is in."""
        return np.repeat(np.arange(len(self._first) - 1), np.diff(self._first))

    @cached_property
    def _saying(self) -> Mask:
        begun, weight = self.stream.begun, self.stream.weight
        return weight[begun[1:]] - weight[begun[:-1]] >= bits.SAYING

    def _counted(self, rows: Places, same: Places, least: int) -> Places:
        """How many different lines stand among these at least so often, by document."""
        key = np.sort(self._doc[rows] * len(self.same) + same)
        first = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
        often = np.diff(np.append(first, len(key))) >= least
        return np.bincount(key[first[often]] // len(self.same), minlength=len(self._first) - 1)

    @cached_property
    def elsewhere(self) -> Places:
        """How many lines come again, whatever their numbers, copies next to them left out."""
        copies = spans(self.found.start + self.found.lag, self._size - self.found.lag)
        own = self._saying.copy()
        own[copies] = False
        rows = np.flatnonzero(own)
        return self._counted(rows, self._wording(rows), 2)

    def _wording(self, rows: Places) -> Places:
        """A number for each of these lines; those that differ in their digits only share it."""
        stream, wording = self.stream, self.same[rows]
        digits = np.logical_or.reduceat(stream.kinds == kinds.DIGIT, stream.begun[:-1])[rows]
        row = rows[digits]
        size = stream.begun[row + 1] - stream.begun[row]
        hashed = stream.hashed(stream.begun[row], size, stream.wording)
        order = np.argsort(hashed)
        first = np.append(True, hashed[order][1:] != hashed[order][:-1])[: len(row)]
        alike = np.empty_like(row)
        alike[order] = row[order][np.flatnonzero(first)[np.cumsum(first) - 1]]
        wording[digits] = self.same[alike]
        return wording

    @property
    def _size(self) -> Places:
        return self.found.stop - self.found.start

    def _copied(self, chosen: Mask) -> Places:
        rows = self.found.start[chosen]
        rows = rows[self._saying[rows]]
        return self._counted(rows, self.same[rows], 1)

    @cached_property
    def _size_of_doc(self) -> Places:
        """How many characters each document has; the last edge of the text is one without any."""
        docs = self.stream.lines[self._first[:-1]] >> DOC
        sizes = np.diff(self.stream.edges, append=self.stream.edges[-1])
        own: Places = sizes[np.minimum(docs, len(sizes) - 1)]
        return own

    @cached_property
    def sung(self) -> Mask:
        """By line, whether its document repeats more lines elsewhere than next to themselves."""
        copied = self._copied(self.found.lag > 0)
        lines = np.bincount(self._doc[self._saying], minlength=len(copied))
        least = np.maximum(np.maximum(bits.SUNG * lines, bits.SUNG_LEAST), copied)
        sung: Mask = (self.elsewhere > least)[self._doc]
        return sung

    def layered(self, fold: int) -> Mask:
        """By line, whether its document repeats lines this many times, and hardly otherwise."""
        times = self._size == fold * self.found.lag
        if times.sum() < bits.LAYERED:
            return np.zeros(len(self.same), bool)
        copied, others = self._copied(times), self._copied(~times)
        fits = (copied >= bits.LAYERED) & (copied * bits.LAYERED_EACH >= self._size_of_doc)
        if fits.any():
            fits &= copied >= 2 * (self.elsewhere + others)
        return fits[self._doc]
