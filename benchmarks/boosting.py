"""The trees of the second look of `wraps`, grown one after another, each where the last ones err.

A tree asks all line ends the same few questions, whether a clue lies in a range, and has a weight
for each way to answer them. The first question is the one that parts the line ends best by what is
still wrong with them, and so on; the weights are one step of Newton's, shortened by RATE.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleantext.filters.wraps.around import Clue
from cleantext.filters.wraps.pairs import GRAIN, SIZES

Reals = NDArray[np.float64]
Places = NDArray[np.int64]
Clues = Mapping[str, Clue]

TREES: Final = 100
QUESTIONS: Final = 5
RATE: Final = 0.2
PENALTY: Final = 4.0  # half of it for each squared weight
SORTED: Final = 16  # a clue of more values has no order, and any range of it may be asked for


class Doubts(NamedTuple):
    """Of each line end whether it goes on, what has been thought of it, how much it counts."""

    truth: Reals
    score: Reals  # in nats
    share: Reals


class Question(NamedTuple):
    """Whether a clue lies in a range, and how much is gained by asking."""

    gain: float
    clue: str
    low: int
    size: int


class Grown(NamedTuple):
    """The trees, as in weights.json."""

    clues: list[str]
    questions: list[list[tuple[int, int, int]]]  # of each tree: which clue, from, how many values
    weights: list[list[int]]


def grown(clues: Clues, doubts: Doubts) -> Grown:
    """Trees that bring the score nearer to the truth."""
    names = list(clues)
    clues = {name: clue.astype(np.int64) for name, clue in clues.items()}
    score = doubts.score.copy()
    found = Grown(names, [], [])
    for _ in range(TREES):
        guess = 1 / (1 + np.exp(-score))
        slope = doubts.share * (doubts.truth - guess)
        curve = doubts.share * guess * (1 - guess)
        leaf, asked = _asked(clues, slope, curve)
        size = 1 << QUESTIONS
        step = np.bincount(leaf, slope, size) / (np.bincount(leaf, curve, size) + PENALTY)
        weights = np.round(RATE * step * GRAIN)
        score += weights[leaf] / GRAIN
        found.questions.append([(names.index(each.clue), each.low, each.size) for each in asked])
        found.weights.append(weights.astype(int).tolist())
    return found


def _asked(clues: Clues, slope: Reals, curve: Reals) -> tuple[Places, list[Question]]:
    """The questions of one tree, and how each line end answers them."""
    leaf, asked = np.zeros(len(slope), np.int64), list[Question]()
    for _ in range(QUESTIONS):
        best = max(_best(name, clues[name], leaf, (slope, curve)) for name in clues)
        asked.append(best)
        values = clues[best.clue]
        leaf = 2 * leaf + ((values >= best.low) & (values < best.low + best.size))
    return leaf, asked


def _best(name: str, clue: Clue, leaf: Places, sums: tuple[Reals, Reals]) -> Question:
    """The range of a clue that parts the line ends best."""
    size, leaves = SIZES[name], int(leaf.max()) + 1
    low, high = np.triu_indices(size + 1, 1)
    if size <= SORTED:
        low, high = low[high == size], high[high == size]
    at, gain = leaf * size + clue, np.zeros(len(low))
    inside, outside = [], []
    for each in sums:
        table = np.bincount(at, each, leaves * size).reshape(leaves, size)
        up_to = np.pad(np.cumsum(table, axis=1), ((0, 0), (1, 0)))
        inside.append(up_to[:, high] - up_to[:, low])
        outside.append(up_to[:, -1:] - inside[-1])
    for slopes, curves in (inside, outside):
        gain += (slopes**2 / (curves + PENALTY)).sum(0)
    best = int(gain.argmax())
    return Question(float(gain[best]), name, int(low[best]), int(high[best] - low[best]))
