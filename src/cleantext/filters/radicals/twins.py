"""Twins: signs that stand for an ordinary one, and the ordinary ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.filters.radicals.table import BLOCKS
from cleantext.text import Codes, Places, Text, codes_of

NUMBER: Final = 4  # digits of a year at most
LIGATURES_FROM: Final = 0xFB00
LIGATURES_TO: Final = 0xFB06
LATIN: Final = kinds.Ranges("41-5A 61-7A AA BA C0-D6 D8-F6 F8-24F 1E00-1EFF")

_NONE: Final = ord(" ")
_BLOCKS: Final = tuple((first, codes_of(signs)) for first, signs in BLOCKS.items())


@dataclass(frozen=True, eq=False)
class Spellings:
    """What each ligature is made of: a stretch of codes."""

    codes: Codes
    start: Places
    size: Places

    @classmethod
    def of(cls, spellings: tuple[str, ...]) -> Spellings:
        """These spellings."""
        size = np.array([len(each) for each in spellings], np.int64)
        return cls(codes_of("".join(spellings)), np.cumsum(size) - size, size)


SPELLED: Final = ("ff", "fi", "fl", "ffi", "ffl", "ſt", "st")
LIGATURES: Final = Spellings.of(SPELLED)


def ordinary(codes: Codes) -> Codes:
    """The ordinary ideograph of each radical and compatibility ideograph; all else as it is.

    >>> ordinary(codes_of("⼈⺠人⺀")).tolist() == codes_of("人民人⺀").tolist()
    True
    """
    plain = codes.copy()
    for first, signs in _BLOCKS:
        inside = np.flatnonzero((codes >= first) & (codes < first + len(signs)))
        twin = signs[codes[inside] - np.uint32(first)]
        known = twin != _NONE
        plain[inside[known]] = twin[known]
    return plain


def twins() -> tuple[Codes, Codes]:
    """Every radical and compatibility ideograph, and the ordinary ideograph of each."""
    every = np.concatenate(
        [np.arange(first, first + len(signs), dtype=np.uint32) for first, signs in _BLOCKS]
    )
    plain = ordinary(every)
    return every[plain != every], plain[plain != every]


def is_latin(text: Text, at: Places) -> NDArray[np.bool_]:
    """Whether a Latin letter, no ligature, stands here."""
    return LATIN.hold(text.codes[at])
