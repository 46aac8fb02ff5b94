"""The signs of a text: what shows, without the blanks and breaks, and where these stood."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleantext.kinds import BLANK, BREAK
from cleantext.kinds import of as kinds_of
from cleantext.text import Places, codes_of, string_of

Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Signs:
    r"""A text without its blanks and breaks, and where these stood.

    >>> signs = Signs.of("　全 国\n\n人民\n")
    >>> signs.string, signs.at.tolist(), signs.breaks.tolist()
    ('全国人民', [1, 3, 6, 7], [2])
    >>> signs.paragraphs()
    ['全国', '人民']
    """

    source: str
    string: str
    at: Places  # where in the source each sign stands
    breaks: Places  # how many signs stand before each break; only breaks between signs

    @classmethod
    def of(cls, source: str) -> Signs:
        """The signs of a text."""
        codes = codes_of(source)
        kinds = kinds_of(codes)
        at = np.flatnonzero(kinds & (BLANK | BREAK) == 0)
        broken = np.diff(np.cumsum(kinds & BREAK != 0)[at])
        return cls(source, string_of(codes[at]), at, np.flatnonzero(broken) + 1)

    def __len__(self) -> int:
        return len(self.string)

    @cached_property
    def edges(self) -> Places:
        """Where paragraphs start and end: the breaks, and the ends of the text."""
        return np.concatenate(([0], self.breaks, [len(self)])) if len(self) else self.breaks

    @cached_property
    def edge(self) -> Marks:
        """Whether a paragraph starts or ends before each sign, and behind the last."""
        edge = np.zeros(len(self) + 1, bool)
        edge[self.edges] = True
        return edge

    def paragraphs(self) -> list[str]:
        """The lines that show something, without blanks."""
        edges = self.edges.tolist()
        return [self.string[first:last] for first, last in pairwise(edges)]
