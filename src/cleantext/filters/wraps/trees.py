"""Sums over many small tables, each of which a line enters by a few yes-or-no questions.

A question asks whether one clue lies in one range. All lines answer the same questions of a table
in the same order; the answers are the bits of the place where they read its weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from cleantext.filters.wraps.around import Clue

Small = NDArray[np.uint8]

LINES: Final = 1024  # answer together, so that what they answer stays near at hand


@dataclass(frozen=True)
class Trees:
    """Which clues are asked for, which ranges they are compared with, and the weights."""

    names: Sequence[str]
    which: NDArray[np.int64]  # clue of each question: [question, table]
    low: Small
    size: Small
    weights: NDArray[np.int32]  # [table, answers]

    @classmethod
    def of(
        cls, clues: Sequence[str], questions: Sequence[object], weights: Sequence[object]
    ) -> Self:
        """As they stand in weights.json; a question is a clue, the least value and how many."""
        which, low, size = np.array(questions, np.int64).transpose(2, 1, 0)
        small = low.astype(np.uint8), size.astype(np.uint8)
        return cls(clues, which, *small, np.array(weights, np.int32))

    def total(self, clues: Mapping[str, Clue]) -> Clue:
        """The sum of the weights of each line."""
        return self.read(self.values(clues))

    def values(self, clues: Mapping[str, Clue]) -> Small:
        """The clues asked for, one a row."""
        return np.stack([clues[name].astype(np.uint8, copy=False) for name in self.names])

    def read(self, values: Small) -> Clue:
        """The sum of the weights of each line, given the values of its clues."""
        total = np.zeros(values.shape[1], np.int64)
        table = np.arange(len(self.weights))[:, None] * self.weights.shape[1]
        for first in range(0, len(total), LINES):
            some = values[:, first : first + LINES]
            at = np.zeros((len(table), some.shape[1]), np.uint8)
            for which, low, size in zip(self.which, self.low, self.size, strict=True):
                at += at
                at |= some[which] - low[:, None] < size[:, None]  # below it, it wraps around
            weights = np.take(self.weights.ravel(), at + table, mode="clip")
            total[first : first + LINES] = weights.sum(0)
        return total

    def only(self, tables: NDArray[np.bool_]) -> Self:
        """Some of the tables."""
        return replace(
            self,
            which=self.which[:, tables],
            low=self.low[:, tables],
            size=self.size[:, tables],
            weights=self.weights[tables],
        )

    def whatever(self, questions: NDArray[np.bool_], pick: np.ufunc) -> Self:
        """The same but for these questions, where the least or the most weight is taken."""
        answers = (2,) * len(self.which)
        weights = self.weights.reshape(-1, *answers).copy()
        for table, own in zip(weights, questions.T, strict=True):
            table[...] = pick.reduce(table, tuple(np.flatnonzero(own)), keepdims=True)
        return replace(self, weights=weights.reshape(self.weights.shape))


@dataclass(frozen=True)
class Split:
    """Trees of which some ask for clues that are costly to find out."""

    costly: Sequence[int]  # which clues
    trees: Trees  # without those that ask for them
    asking: Trees
    least: Trees  # and these, whatever the answer
    most: Trees

    @classmethod
    def by(cls, trees: Trees, costly: Sequence[str]) -> Self:
        """Those that ask for one of these clues apart from the others."""
        which = [trees.names.index(name) for name in costly]
        questions = np.isin(trees.which, which)
        tables: NDArray[np.bool_] = np.logical_or.reduce(questions)
        asking, questions = trees.only(tables), questions[:, tables]
        least, most = (asking.whatever(questions, pick) for pick in (np.minimum, np.maximum))
        return cls(which, trees.only(~tables), asking, least, most)
