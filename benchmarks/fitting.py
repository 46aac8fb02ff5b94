"""The weights of both looks of `wraps`, fitted to labelled texts: the first by logistic regression."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple, Self

import numpy as np
from boosting import Doubts, Grown, grown
from labels import Labelled
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from cleantext import Text
from cleantext.filters.wraps import judge
from cleantext.filters.wraps.around import Clue
from cleantext.filters.wraps.evidence import DOUBTFUL, Evidence, cells, possible, second
from cleantext.filters.wraps.pairs import GRAIN, PAIRS, SIZES
from cleantext.filters.wraps.trees import Trees
from cleantext.lines import Lines

Mask = NDArray[np.bool_]
Reals = NDArray[np.float64]
Clues = Mapping[str, Clue]
Weights = dict[str, list[int]]

UNKNOWN: Final = -1
PENALTY: Final = 1.0  # half of it for each squared weight
STEPS: Final = 100


@dataclass(frozen=True, eq=False)
class Part:
    """Some labelled texts, and what is known of their line ends."""

    evidence: Evidence
    clues: Clues
    may: Mask
    truth: NDArray[np.int8]  # of each line end: 1 goes on, 0 does not, or UNKNOWN

    @classmethod
    def of(cls, texts: Iterable[Labelled]) -> Self:
        """All texts as one batch, but for those whose labels do not fit their lines."""
        fit = [each for each in texts if len(each.joins) == len(Lines.of(Text.of([each.text])))]
        lines = Lines.of(Text.of([each.text for each in fit]))
        evidence = Evidence(lines, np.arange(len(lines)))
        clues = evidence.clues()
        joins = [join for each in fit for join in each.joins]
        truth = np.array([UNKNOWN if join is None else join for join in joins], np.int8)
        truth[~evidence.neighbour] = UNKNOWN
        return cls(evidence, clues, possible(clues), truth)

    @property
    def telling(self) -> Mask:
        """The line ends to fit the weights to."""
        known: Mask = self.truth != UNKNOWN
        return self.may & known

    def first_score(self, first: Weights) -> Clue:
        """What the first look thinks of each line end."""
        return judge.first_look(self.clues, self.may, judge.arrays(first))

    def doubtful(self, first: Weights) -> Doubtful:
        """What the second look is asked, and of which line ends."""
        score = self.first_score(first)
        return Doubtful(score, second(self.clues, score, self.evidence), abs(score) < DOUBTFUL)

    def joined(self, looks: Looks) -> Mask:
        """Which line ends are joined by these weights, as `judge.joined` does."""
        score, clues, asked = self.doubtful(looks.first)
        trees = Trees.of(*looks.second)
        score[asked] += trees.total({name: clues[name][asked] for name in trees.names})
        return judge.in_company(self.evidence.near, score > judge.SURE)

    def faults(self, looks: Looks) -> Faults:
        """How many line ends come out wrong."""
        joined, truth = self.joined(looks), self.truth
        missed = int(((truth == 1) & ~joined).sum())
        false = int(((truth == 0) & joined).sum())
        return Faults(int((truth == 0).sum()), int((truth == 1).sum()), missed, false)


class Doubtful(NamedTuple):
    """What the first look thinks, all clues, and which line ends the second look is asked."""

    score: Clue
    clues: Clues
    asked: Mask


class Looks(NamedTuple):
    """The weights of both looks, as in weights.json."""

    first: Weights
    second: Grown


class Faults(NamedTuple):
    """The breaks and joins of a part, and how many joins were not made or should not have been."""

    breaks: int
    joins: int
    missed: int
    false: int

    @property
    def f1(self) -> float:
        """F1 of the breaks that are left."""
        right = self.breaks - self.false
        return 2 * right / max(2 * right + self.false + self.missed, 1)


def fitted(parts: Sequence[tuple[Part, float]]) -> Looks:
    """The weights that tell joins from breaks in these parts, each line end counted so much."""
    first = _first(parts)
    doubtful = [part.doubtful(first) for part, _ in parts]
    asked = [each.asked & part.telling for (part, _), each in zip(parts, doubtful, strict=True)]
    both = list(zip(doubtful, asked, strict=True))
    clues = {name: np.concatenate([of.clues[name][at] for of, at in both]) for name in SIZES}
    score = np.concatenate([of.score[at] for of, at in both]) / GRAIN
    truth = np.concatenate([part.truth[at] for (part, _), at in zip(parts, asked, strict=True)])
    share = np.concatenate(
        [np.full(at.sum(), share) for (_, share), at in zip(parts, asked, strict=True)]
    )
    return Looks(first, grown(clues, Doubts(truth.astype(float), score, share)))


def _first(parts: Sequence[tuple[Part, float]]) -> Weights:
    """The weights of the first look."""
    rows = sparse.vstack([_one_hot(part.clues)[part.telling] for part, _ in parts])
    truth = np.concatenate([part.truth[part.telling] for part, _ in parts])
    share = np.concatenate([np.full(part.telling.sum(), share) for part, share in parts])
    return _named(_logistic(rows.tocsr(), truth, share))


def _sizes() -> list[int]:
    return [SIZES[one] * SIZES[other] for one, other in PAIRS]


def _one_hot(clues: Clues) -> sparse.csr_matrix:
    """A row for each line end, with a one in each pair's table."""
    first = np.cumsum([0, *_sizes()])
    columns = np.stack(list(cells(clues)), 1) + first[:-1]
    count, width = columns.shape
    starts = np.arange(0, count * width + 1, width)
    ones = np.ones(count * width, np.float32)
    return sparse.csr_matrix((ones, columns.ravel(), starts), (count, first[-1]))


def _logistic(rows: sparse.csr_matrix, truth: NDArray[np.int8], share: Reals) -> Reals:
    """The weight of each column, and the bias."""
    side = np.where(truth == 1, 1.0, -1.0)

    def cost(weights: Reals) -> tuple[float, Reals]:
        margin = side * (rows @ weights[:-1] + weights[-1])
        slope = -share * side / (1 + np.exp(np.clip(margin, -50, 50)))
        penalty = PENALTY * weights[:-1]
        total = share @ np.logaddexp(0, -margin) + penalty @ weights[:-1] / 2
        return float(total), np.append(rows.T @ slope + penalty, slope.sum())

    start = np.zeros(rows.shape[1] + 1)
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    weights: Reals = found.x
    return weights


def _named(weights: Reals) -> Weights:
    """The table of each pair by its name, in grains."""
    grains = np.round(weights * GRAIN).astype(int).tolist()
    tables = {"bias": grains[-1:]}
    ends = accumulate(_sizes())
    for (one, other), size, end in zip(PAIRS, _sizes(), ends, strict=True):
        tables[f"{one} {other}"] = grains[end - size : end]
    return tables
