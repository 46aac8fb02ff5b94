"""Which line ends are breaks that a page made, and not the author."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np

from cleantext.filters.wraps import signs
from cleantext.filters.wraps.again import DOUBTFUL, ELSEWHERE, elsewhere, second
from cleantext.filters.wraps.around import Clue, Surroundings
from cleantext.filters.wraps.columns import Mask
from cleantext.filters.wraps.evidence import Evidence, possible
from cleantext.filters.wraps.pairs import GRAIN, PAIRS
from cleantext.filters.wraps.trees import Split, Trees
from cleantext.filters.wraps.weighing import Weighing
from cleantext.text import Places

IMPOSSIBLE: Final = -9 * GRAIN
# Chosen by what they cost and save: half a nat took a quarter of the wrong joins in clean text not
# fitted to for a tenth of a point of F1; company of 4 in place of 3 would cost three times that.
SURE: Final = GRAIN // 2
NEAR: Final = 10  # lines on either side
COMPANY: Final = 3  # joins near, itself among them: a line end is never joined alone


class Amount(NamedTuple):
    """How much of a document is joined: lines, and which part of those that end no sentence."""

    joins: int
    share: float


# The least seen in 580 wrapped extractions was one in five (a hundredth of them had fewer than one
# in four); what was joined wrongly in verse, code and chat was mostly fewer than one in ten.
WRAPPED: Final = Amount(4, 0.15)
# Here a line needs no company near: a few lines of prose between verse. Of 313 lines without it in
# 1,121 extractions 234 are in such documents and all of them go on, of 556 in invented texts 422,
# 14 of them wrongly; in 62 million characters of clean text 114 lines have none, and no document is
# such. Even odds there, in place of `SURE`, gave a tenth of a point of F1 for three of paragraphs.
THROUGHOUT: Final = Amount(8, 0.25)
NARROWEST: Final = 16  # half-widths: narrower lines are no column


@cache
def looks() -> tuple[Weighing, Split]:
    """The weights of both looks, fitted by benchmarks/fit_wraps.py."""
    raw = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))
    return weighing(raw["first"]), Split.by(Trees.of(**raw["second"]), ELSEWHERE)


def weighing(raw: Mapping[str, Sequence[int]]) -> Weighing:
    """The first look, its weights as they stand in weights.json."""
    return Weighing.of(PAIRS, {name: np.array(table, np.int32) for name, table in raw.items()})


def first_look(clues: Mapping[str, Clue], may: Mask, look: Weighing) -> Clue:
    """What the first look thinks of each line that may go on."""
    return np.where(may, look.total(clues).astype(np.int64), IMPOSSIBLE)


def joined(evidence: Evidence) -> Mask:
    """Whether each line goes on in the next."""
    first, again = looks()
    clues = evidence.clues()
    score = first_look(clues, possible(clues), first)
    # of other documents no second look will join enough
    hopeful = _in_documents(evidence, score > -DOUBTFUL, WRAPPED)
    doubtful = np.flatnonzero((abs(score) < DOUBTFUL) & hopeful)
    if len(doubtful):
        score[doubtful] = second_look(evidence, clues, score, doubtful, again)
    return in_company(evidence, score > SURE)


def second_look(
    evidence: Evidence, clues: Mapping[str, Clue], score: Clue, asked: Places, look: Split
) -> Clue:
    """What both looks think of these lines.

    What the document writes elsewhere is looked up only where it decides: of the others nothing is
    told but on which side of `SURE` they are.
    """
    values = look.trees.values(second(clues, score, evidence, asked))
    so_far = score[asked] + look.trees.read(values)
    total = so_far + look.least.read(values)
    decides = np.flatnonzero(total <= SURE)
    decides = decides[so_far[decides] + look.most.read(values[:, decides]) > SURE]
    some = values[:, decides]
    some[look.costly] = elsewhere(evidence, asked[decides], clues["here"])
    total[decides] = so_far[decides] + look.asking.read(some)
    return total


def in_company(evidence: Evidence, likely: Mask) -> Mask:
    """Those with others nearby that are joined as well, and enough in the document."""
    low, high = evidence.near.within(NEAR)
    count = _up_to(likely)
    company = (count[high] - count[low] >= COMPANY) & _in_documents(evidence, likely, WRAPPED)
    return likely & (company | _in_documents(evidence, likely, THROUGHOUT))


def _in_documents(evidence: Evidence, likely: Mask, least: Amount) -> Mask:
    """Which lines are of documents with as many joins if these are."""
    open_ = (evidence.end != signs.STOP) & (evidence.width >= NARROWEST) & evidence.neighbour
    joins, open_joins, opens = (
        _in_document(evidence.near, each) for each in (likely, likely & open_, open_)
    )
    enough: Mask = (joins >= least.joins) & (open_joins >= least.share * opens)
    return enough


def _in_document(near: Surroundings, lines: Mask) -> Places:
    """How many of these lines each line's document has."""
    first, stop = near.document
    count = _up_to(lines)
    return np.asarray(count[stop] - count[first])


def _up_to(lines: Mask) -> Places:
    """How many of these lines come before each line."""
    return np.append(0, np.cumsum(lines, dtype=np.int32))
