"""The weights of both looks of `wraps`, fitted to labelled texts; the first is a regression."""

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
from cleantext.filters.wraps.again import DOUBTFUL, ELSEWHERE, elsewhere, second
from cleantext.filters.wraps.around import Clue
from cleantext.filters.wraps.evidence import Evidence, cells, possible
from cleantext.filters.wraps.pairs import GRAIN, PAIRS, SIZES
from cleantext.filters.wraps.trees import Trees
from cleantext.lines import Lines
from cleantext.text import Places

Mask = NDArray[np.bool_]
Reals = NDArray[np.float64]
Clues = Mapping[str, Clue]
Weights = dict[str, list[int]]

UNKNOWN: Final = -1
PENALTY: Final = 1.0  # half of it for each squared weight of a new pair
HELD: Final = 40.0  # the same for what a known weight changes by; README says how it was chosen
STEPS: Final = 100
ROWS: Final = 120_000  # of a part the first look is fitted to, each counting for more


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
        return cls(evidence, clues, possible(clues) & evidence.prose, truth)

    @property
    def telling(self) -> Mask:
        """The line ends to fit the weights to."""
        known: Mask = self.truth != UNKNOWN
        return self.may & known

    def first_score(self, first: Weights) -> Clue:
        """What the first look thinks of each line end."""
        return judge.first_look(self.clues, self.may, judge.weighing(first))

    def doubtful(self, first: Weights) -> Doubtful:
        """Which line ends are asked again, what the first look thinks of all, and the new clues."""
        score = self.first_score(first)
        asked = np.flatnonzero(abs(score) < DOUBTFUL)
        told = zip(ELSEWHERE, elsewhere(self.evidence, asked, self.clues["here"]), strict=True)
        clues = {**second(self.clues, score, self.evidence, asked), **dict(told)}
        return Doubtful(asked, score, clues)

    def joined(self, looks: Looks) -> Mask:
        """Which line ends are joined by these weights, as `judge.joined` does."""
        asked, score, clues = self.doubtful(looks.first)
        score[asked] += Trees.of(*looks.second).total(clues)
        return judge.in_company(self.evidence, score > judge.SURE)

    def faults(self, looks: Looks) -> Faults:
        """How many line ends come out wrong."""
        joined, truth = self.joined(looks), self.truth
        missed = int(((truth == 1) & ~joined).sum())
        false = int(((truth == 0) & joined).sum())
        return Faults(int((truth == 0).sum()), int((truth == 1).sum()), missed, false)


class Doubtful(NamedTuple):
    """Line ends that the second look is asked of, what the first thinks of all, their clues."""

    asked: Places
    score: Clue
    clues: Clues


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


def fitted(parts: Sequence[tuple[Part, float]], before: Weights) -> Looks:
    """The weights that tell joins from breaks in these parts, each line end counted so much.

    The first look holds to the weights before: they know texts that are no longer at hand.
    """
    first = _first(parts, before)
    clues, doubts = [], []
    for part, share in parts:
        asked, score, known = part.doubtful(first)
        telling = part.telling[asked]
        clues.append({name: clue[telling] for name, clue in known.items()})
        truth = part.truth[asked[telling]].astype(float)
        counts = np.full(len(truth), share)
        doubts.append(Doubts(truth, score[asked[telling]] / GRAIN, counts))
    every = {name: np.concatenate([each[name] for each in clues]) for name in SIZES}
    return Looks(first, grown(every, Doubts(*map(np.concatenate, zip(*doubts, strict=True)))))


def _first(parts: Sequence[tuple[Part, float]], before: Weights) -> Weights:
    """The weights of the first look."""
    rows, truth, counts = [], [], []
    for part, share in parts:
        telling = np.flatnonzero(part.telling)
        step = -(-len(telling) // ROWS)
        some = telling[::step]
        rows.append(_one_hot({name: clue[some] for name, clue in part.clues.items()}))
        truth.append(part.truth[some])
        counts.append(np.full(len(some), share * step))
    every = sparse.vstack(rows).tocsr()
    return _named(_logistic(every, np.concatenate(truth), np.concatenate(counts), _prior(before)))


class Prior(NamedTuple):
    """What each weight is thought to be, and what half its squared difference costs."""

    weights: Reals
    penalty: Reals


def _prior(before: Weights) -> Prior:
    """The weights before; nothing is known of pairs that are new or counted otherwise."""
    tables = {f"{one} {other}": SIZES[one] * SIZES[other] for one, other in PAIRS} | {"bias": 1}
    weights, penalty = [], []
    for name, size in tables.items():
        held = len(before.get(name, ())) == size
        weights.append(np.array(before[name], float) / GRAIN if held else np.zeros(size))
        penalty.append(np.full(size, 0.0 if name == "bias" else HELD if held else PENALTY))
    return Prior(np.concatenate(weights), np.concatenate(penalty))


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


def _logistic(
    rows: sparse.csr_matrix, truth: NDArray[np.int8], share: Reals, prior: Prior
) -> Reals:
    """The weight of each column, and the bias."""
    side = np.where(truth == 1, 1.0, -1.0)

    def cost(weights: Reals) -> tuple[float, Reals]:
        margin = side * (rows @ weights[:-1] + weights[-1])
        slope = -share * side / (1 + np.exp(np.clip(margin, -50, 50)))
        change = weights - prior.weights
        pull = prior.penalty * change
        total = share @ np.logaddexp(0, -margin) + pull @ change / 2
        return float(total), np.append(rows.T @ slope, slope.sum()) + pull

    options = {"maxiter": STEPS}
    found = minimize(cost, prior.weights, jac=True, method="L-BFGS-B", options=options)
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
