"""Sums over many small tables, each of which a line enters by a few yes-or-no questions.

A question asks whether one clue lies in one range. All lines answer the same questions of a table
in the same order; the answers are the bits of the place where they read its weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
        values = np.stack([clues[name].astype(np.uint8, copy=False) for name in self.names])
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
