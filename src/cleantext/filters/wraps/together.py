"""How often Chinese has one Han sign behind another, beside how often chance would have it so.

Where 社⏎会 meet at a line end, it was a page that broke them: 会 stands behind 社 hundreds of times
as often as it would by chance. Where 的⏎的 do, which are common and hardly ever stand together, it
was an author. The table is counted by benchmarks/fit_together.py. Pairs that it does not have say
how often they should have been seen. Traditional signs are looked up as simplified ones, and a
number is one sign: 12⏎月.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from cleantext.text import Codes, codes_of

STEPS: Final = 4  # signs are known by how often they stand, in quarters of a nat
HALVES: Final = 2  # and pairs by what they say, in halves
DOUBT: Final = 2.0  # so many more of each pair as if chance had it so; 1 and 4 did as well
MOST: Final = 4.0  # nats
DIGITS: Final = "0123456789０１２３４５６７８９"
BITS: Final = 14  # of a sign's number
LAST: Final = 0xFFFF  # signs beyond say nothing, nor does this one

Nats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Together:
    """The signs that are known, and what pairs of them say."""

    number: NDArray[np.int32]  # of each sign, 0 for an unknown one
    often: Nats  # by number: the product of two is how often chance has the pair
    pairs: NDArray[np.int32]  # the numbers of both signs as one, in order
    nats: Nats  # of each pair

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Self:
        """The table as it stands in together.json."""
        signs: dict[str, str] = raw["signs"]
        known = codes_of("".join(signs.values()))
        number = np.zeros(LAST + 1, np.int32)
        number[known] = np.arange(1, len(known) + 1)
        traditional, simplified = (codes_of(some) for some in raw["variants"])
        number[traditional] = number[simplified]
        number[codes_of(DIGITS)] = number[ord(DIGITS[0])]
        often = np.repeat([float(step) for step in signs], [len(some) for some in signs.values()])
        pairs, nats = [], []
        for halves, rows in raw["pairs"].items():
            first = np.repeat(codes_of("".join(rows)), [len(some) for some in rows.values()])
            second = codes_of("".join(rows.values()))
            pairs.append(number[first] << BITS | number[second])
            nats.append(np.full(len(first), int(halves) / HALVES))
        every = np.concatenate(pairs)
        order = np.argsort(every)
        often = np.append(0, np.exp(often / STEPS))
        return cls(number, often, every[order], np.concatenate(nats)[order])

    def say(self, last: Codes, first: Codes) -> Nats:
        """What each sign says with the one behind it, in nats; nothing if one is unknown."""
        one, other = (np.take(self.number, codes, mode="clip") for codes in (last, first))
        chance = self.often[one] * self.often[other]
        said = np.maximum(-np.log1p(chance / DOUBT), -MOST)
        pair = one << BITS | other
        rank = np.minimum(np.searchsorted(self.pairs, pair), len(self.pairs) - 1)
        return np.where(self.pairs[rank] == pair, self.nats[rank], said)


@cache
def together() -> Together:
    """The table of Chinese."""
    return Together.of(json.loads(files(__package__).joinpath("together.json").read_text("utf-8")))
