"""Which line ends are breaks that a page made, and not the author."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.filters.wraps.around import Clue, Surroundings
from cleantext.filters.wraps.columns import Mask
from cleantext.filters.wraps.evidence import Evidence, cell, possible, second
from cleantext.filters.wraps.pairs import FIRST_PAIRS, GRAIN, SECOND_PAIRS, Pairs
from cleantext.text import Places

Tables = Mapping[str, NDArray[np.int32]]

IMPOSSIBLE: Final = -9 * GRAIN
# Chosen by what they cost and save: half a nat took a quarter of the wrong joins in clean text not
# fitted to for a tenth of a point of F1; company of 4 in place of 3 would cost three times that.
SURE: Final = GRAIN // 2
NEAR: Final = 10  # lines on either side
COMPANY: Final = 3  # joins near, itself among them: a line end is never joined alone
DOCUMENT: Final = 4  # joins in the document


@cache
def tables() -> tuple[Tables, Tables]:
    """The weights of both looks, fitted by benchmarks/fit_wraps.py."""
    raw = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))
    first, again = (
        {name: np.array(row, np.int32) for name, row in raw[look].items()}
        for look in ("first", "second")
    )
    return first, again


def total(clues: Mapping[str, Clue], pairs: Pairs, weights: Tables) -> Clue:
    """The sum of all weights for each line."""
    score = np.full(len(clues["here"]), weights["bias"][0], np.int32)
    found = np.empty(len(score), np.int64)  # of one pair after another
    for pair in pairs:
        score += np.take(weights[" ".join(pair)], cell(clues, pair, found))
    return score.astype(np.int64)


def joined(evidence: Evidence) -> Mask:
    """Whether each line goes on in the next."""
    first, again = tables()
    clues = evidence.clues()
    may = possible(clues)
    score = np.where(may, total(clues, FIRST_PAIRS, first), IMPOSSIBLE)
    clues = second(clues, score, evidence.near)
    likely = may & (total(clues, SECOND_PAIRS, again) > SURE)
    return likely & in_company(evidence.near, likely)


def in_company(near: Surroundings, likely: Mask) -> Mask:
    """Where other line ends nearby are joined as well, and enough in the document."""
    count = np.append(0, np.cumsum(likely))
    low, high = near.within(NEAR)
    first, stop = near.document
    inside: Places = count[high] - count[low]
    company: Mask = (inside >= COMPANY) & (count[stop] - count[first] >= DOCUMENT)
    return company
