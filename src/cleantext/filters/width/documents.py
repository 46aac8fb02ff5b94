"""What a whole document shows about the width that is meant in it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.kinds import Ranges
from cleantext.text import Codes, Places, Text, codes_of

Mask = NDArray[np.bool_]

HALF: Final = codes_of(",.:;?!()")
FULL: Final = codes_of("，。：；？！（）")

JAPANESE: Final = 10  # Han to a kana, at most
WRITTEN_FULL: Final = 2  # half-width marks beside Han to a full-width one, at most

_HIRAGANA: Final = Ranges("3041-3096")
_KANA: Final = Ranges("3041-3096 30A1-30FA 30FC FF66-FF9D")


def per_document(text: Text, at: Places) -> Places:
    """How many of these places lie in each document."""
    return np.bincount(text.doc_of(at), minlength=len(text))


def writes_japanese(text: Text, *, hiragana: bool = False) -> Mask:
    """Which documents hold a kana, or a hiragana, to ten Han or fewer."""
    kana = np.flatnonzero(text.kinds == kinds.KANA)
    kana = kana[(_HIRAGANA if hiragana else _KANA).hold(text.codes[kana])]
    written = per_document(text, kana)
    han = np.add.reduceat(text.kinds == kinds.HAN, text.edges[:-1], dtype=np.int64)
    japanese: Mask = (written > 0) & (written * JAPANESE >= han)
    return japanese


def full_marks(text: Text) -> Places:
    """Where full-width marks stand that have a half-width form."""
    at = np.flatnonzero((text.kinds == kinds.MARK) & (text.codes > _CJK))
    return at[np.isin(text.codes[at], FULL)]


_CJK: Final = 0x3000


def spare_marks(text: Text, half: Places) -> Places:
    """How many marks each document could lose, twice over, and still write full-width ones.

    `half` are its half-width marks beside Han. Below zero, it does not write full-width marks.
    """
    full = per_document(text, full_marks(text))
    spare: Places = np.where(full > 0, WRITTEN_FULL * full - per_document(text, half), -1)
    return spare


def among(codes: Codes, at: Places, signs: Codes) -> Mask:
    """Which of these places hold one of these signs."""
    return np.isin(codes[at], signs)
