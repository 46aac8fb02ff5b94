"""The sum of the weights of all pairs of clues, looked up in few tables.

One look-up for each pair would be slow: there are more than a hundred. Clues that are paired with
one another are looked up together in a table of all their values, which holds the sums of the
weights of their pairs. What a table gives is exact, for weights are whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.filters.wraps.around import Clue
from cleantext.filters.wraps.pairs import SIZES, Pairs

Weights = Mapping[str, NDArray[np.int32]]  # of each pair, one for each two values
Scores = NDArray[np.int32]

MOST: Final = 1 << 12  # values of a table: it stays in the nearest cache


@dataclass(frozen=True, eq=False)
class Table:
    """The weights of all pairs among a few clues, for every values of these."""

    clues: tuple[str, ...]
    weights: NDArray[np.int32]

    @classmethod
    def of(cls, clues: tuple[str, ...], pairs: Pairs, weights: Weights) -> Table:
        """The sums of the weights of these pairs."""
        sizes = [SIZES[clue] for clue in clues]
        sums = np.zeros(sizes, np.int32)
        for one, other in pairs:
            row, column = clues.index(one), clues.index(other)
            own = weights[f"{one} {other}"].reshape(SIZES[one], SIZES[other])
            shape = [size if at in {row, column} else 1 for at, size in enumerate(sizes)]
            sums += (own if row < column else own.T).reshape(shape)
        return cls(clues, sums.ravel())

    def look_up(self, clues: Mapping[str, Clue]) -> Scores:
        """The weight for the values of each line."""
        first, *others = self.clues
        cell = clues[first].astype(np.uint16)
        for clue in others:
            cell *= np.uint16(SIZES[clue])
            cell += clues[clue].astype(np.uint8, copy=False)
        # wide indices and no check of bounds: half the time
        return np.take(self.weights, cell.astype(np.int64), mode="clip")


@dataclass(frozen=True, eq=False)
class Weighing:
    """The weights of one look, made ready."""

    bias: int
    tables: tuple[Table, ...]

    @classmethod
    def of(cls, pairs: Pairs, weights: Weights) -> Weighing:
        """The tables for these pairs, each in one of them."""
        tables = []
        left = pairs
        while left:
            clues = _together(left)
            here = tuple(pair for pair in left if set(pair) <= set(clues))
            tables.append(Table.of(clues, here, weights))
            left = tuple(pair for pair in left if pair not in here)
        return cls(int(weights["bias"][0]), tuple(tables))

    def total(self, clues: Mapping[str, Clue]) -> Scores:
        """The sum of all weights for each line."""
        score = np.full(len(clues[self.tables[0].clues[0]]), self.bias, np.int32)
        for table in self.tables:
            score += table.look_up(clues)
        return score


def _together(pairs: Pairs) -> tuple[str, ...]:
    """The clues for the next table: the most paired, and one after another what is paired most."""
    counts = Counter(clue for pair in pairs for clue in pair)
    clues = [max(counts, key=lambda clue: counts[clue])]
    while True:
        room = MOST // prod(SIZES[clue] for clue in clues)
        gains = Counter(
            next(clue for clue in pair if clue not in clues)
            for pair in pairs
            if len({*pair} - {*clues}) == 1
        )
        fits = [clue for clue in gains if SIZES[clue] <= room]
        if not fits:
            return tuple(clues)
        clues.append(max(fits, key=lambda clue: (gains[clue], -SIZES[clue])))
