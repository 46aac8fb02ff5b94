"""What a whole document shows about the width that is meant in it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.kinds import Ranges
from cleantext.text import Places, Text, codes_of

Mask = NDArray[np.bool_]

HALF: Final = codes_of(",.:;?!()")
FULL: Final = codes_of("，。：；？！（）")

JAPANESE: Final = 10  # Han to a kana, at most
WRITTEN_FULL: Final = 2  # half-width marks beside Han to a full-width one, at most
HABIT: Final = 6  # half-width brackets, more than full-width ones, that are meant so

_BRACKETS: Final = codes_of("()（）")
_FULL_BRACKETS: Final = codes_of("（）")
_FULL_KANA: Final = Ranges("3041-3096 30A1-30FA")
_KANA: Final = Ranges("3041-3096 30A1-30FA 30FC FF66-FF9D")
_CJK: Final = 0x3000


def per_document(text: Text, at: Places) -> Places:
    """How many of these places lie in each document."""
    return np.bincount(text.doc_of(at), minlength=len(text))


def writes_japanese(text: Text, *, half_too: bool = True) -> Mask:
    """Which documents hold a kana, or one that is not half-width, to ten Han or fewer."""
    kana = np.flatnonzero(text.kinds == kinds.KANA)
    kana = kana[(_KANA if half_too else _FULL_KANA).hold(text.codes[kana])]
    written = per_document(text, kana)
    han = np.add.reduceat(text.kinds == kinds.HAN, text.edges[:-1], dtype=np.int64)
    japanese: Mask = (written > 0) & (written * JAPANESE >= han)
    return japanese


def spare_marks(text: Text, half: Places) -> Places:
    """How many marks each document could lose, twice over, and still write full-width ones.

    `half` are its half-width marks beside Han. Below zero, it does not write full-width marks.
    """
    at = np.flatnonzero((text.kinds == kinds.MARK) & (text.codes > _CJK))
    full = per_document(text, at[np.isin(text.codes[at], FULL)])
    spare: Places = np.where(full > 0, WRITTEN_FULL * full - per_document(text, half), -1)
    return spare


def spare_brackets(text: Text, half: Places) -> Places:
    """How many brackets each document could lose until half-width ones look like its habit."""
    at = np.flatnonzero((text.kinds == kinds.MARK) & np.isin(text.codes, _FULL_BRACKETS))
    own = per_document(text, half[np.isin(text.codes[half], _BRACKETS)])
    spare: Places = np.maximum((per_document(text, at) - own) // 2, HABIT - 1 - own)
    return spare
