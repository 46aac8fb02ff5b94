"""Which line ends are breaks that a page made, and not the author."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from cleantext.filters.wraps.around import Surroundings
from cleantext.filters.wraps.columns import Mask
from cleantext.filters.wraps.evidence import Evidence, possible, second
from cleantext.filters.wraps.pairs import FIRST_PAIRS, GRAIN, SECOND_PAIRS
from cleantext.filters.wraps.weighing import Weighing
from cleantext.text import Places

IMPOSSIBLE: Final = -9 * GRAIN
# Chosen by what they cost and save: half a nat took a quarter of the wrong joins in clean text not
# fitted to for a tenth of a point of F1; company of 4 in place of 3 would cost three times that.
SURE: Final = GRAIN // 2
NEAR: Final = 10  # lines on either side
COMPANY: Final = 3  # joins near, itself among them: a line end is never joined alone
DOCUMENT: Final = 4  # joins in the document


@cache
def looks() -> tuple[Weighing, Weighing]:
    """The weights of both looks, fitted by benchmarks/fit_wraps.py."""
    raw = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))
    first, again = (
        {name: np.array(row, np.int32) for name, row in raw[look].items()}
        for look in ("first", "second")
    )
    return Weighing.of(FIRST_PAIRS, first), Weighing.of(SECOND_PAIRS, again)


def joined(evidence: Evidence) -> Mask:
    """Whether each line goes on in the next."""
    first, again = looks()
    clues = evidence.clues()
    may = possible(clues)
    score = np.where(may, first.total(clues), IMPOSSIBLE)
    clues = second(clues, score, evidence.near)
    likely = may & (again.total(clues) > SURE)
    return likely & in_company(evidence.near, likely)


def in_company(near: Surroundings, likely: Mask) -> Mask:
    """Where other line ends nearby are joined as well, and enough in the document."""
    count = np.append(0, np.cumsum(likely))
    low, high = near.within(NEAR)
    first, stop = near.document
    inside: Places = count[high] - count[low]
    company: Mask = (inside >= COMPANY) & (count[stop] - count[first] >= DOCUMENT)
    return company
