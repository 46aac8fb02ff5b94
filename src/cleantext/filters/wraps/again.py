"""What speaks for and against joining a line when it is known what the first look thinks of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.filters.wraps import signs
from cleantext.filters.wraps.around import Clue, binned
from cleantext.filters.wraps.bonds import bonds
from cleantext.filters.wraps.evidence import FULL, SHORT, Evidence
from cleantext.filters.wraps.pairs import GRAIN
from cleantext.text import Places

ELSEWHERE: Final = ("bond", "past")  # clues that are costly to find out
DOUBTFUL: Final = 4 * GRAIN  # what the first look thinks of the line ends that are asked again


def second(
    clues: Mapping[str, Clue], score: Clue, evidence: Evidence, asked: Places
) -> Mapping[str, Clue]:
    """The clues of a second look at these lines, but for what the document says elsewhere."""
    near = evidence.near
    nats = np.clip(score, -8 * GRAIN, 8 * GRAIN)
    low, high = (each[asked] for each in near.bounds)
    first, stop = (each[asked] for each in near.document)

    def up_to(values: NDArray[np.generic]) -> Places:
        return np.append(0, np.cumsum(values))

    def beside(by: int) -> Clue:
        there = np.clip(asked + by, first, stop - 1)
        found = np.where(there == asked + by, nats[there], -3 * GRAIN)
        return binned(found, -2 * GRAIN + 1, 1, 2 * GRAIN + 1)

    own, near_nats = score[asked] > 0, np.clip(nats, -3 * GRAIN, 3 * GRAIN)
    so_far, moods, opened = map(up_to, (score > 0, near_nats, clues["end"] != signs.STOP))
    joined = so_far[high] - so_far[low] - own
    mood = moods[high] - moods[low] - near_nats[asked]
    joins, open_lines = so_far[stop] - so_far[first], opened[stop] - opened[first]
    again = {
        **dict.fromkeys(ELSEWHERE, np.zeros(len(asked), np.uint8)),
        "kin": _kin(evidence, score)[asked],
        "joins": binned(joins, 1, 4, 8, 16, 40),
        "portion": binned(joins / np.maximum(open_lines, 1), 0.02, 0.06, 0.15, 0.3, 0.5, 0.7),
        "score": binned(
            nats[asked], *(np.array([-6, -4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 4, 6]) * GRAIN + 1)
        ),
        "score_before": beside(-1),
        "score_next": beside(1),
        "score_second_before": beside(-2),
        "score_second_next": beside(2),
        "joined": binned(joined, 1, 2, 3, 4, 6, 9),
        "mood": binned(mood, *(np.array([-30, -20, -10, -4, 0, 4, 10, 20, 30]) * GRAIN)),
    }
    return {**{name: clue[asked] for name, clue in clues.items()}, **again}


def elsewhere(evidence: Evidence, asked: Places, here: Clue) -> NDArray[np.uint8]:
    """What the document says elsewhere to these line ends, and to those a few lines on."""
    found = np.zeros((len(ELSEWHERE), len(asked)), np.uint8)
    inner = np.flatnonzero(evidence.neighbour[asked])
    at = asked[inner]
    _, stop = evidence.near.document
    ended = np.zeros(len(evidence.lines), bool)
    ended[evidence.at] = here != FULL
    found[:, inner] = bonds(evidence.lines, evidence.at[at], evidence.at[stop[at] - 1], ended)
    return found


def _kin(evidence: Evidence, score: Clue) -> Clue:
    """What the first look thinks of the other line ends of the document that look alike."""
    beside = evidence.near.beside
    long = evidence.width > 2 * SHORT
    like = (beside(evidence.shape, -1) * 5 + beside(evidence.shape, 1)) * 2 + long
    first, _ = evidence.near.document
    which = np.cumsum(first == np.arange(len(first))) * 50 + like
    nats = np.clip(score, -4 * GRAIN, 4 * GRAIN)
    count = np.bincount(which)[which] - 1
    others = np.bincount(which, nats)[which] - nats
    mean = others / np.maximum(count, 1) / GRAIN
    return np.where(count == 0, 0, 1 + binned(mean, -3, -2, -1, 0, 1, 2, 3))
