"""What a whole document shows about the width that is meant in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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

_FULL_KANA: Final = Ranges("3041-3096 30A1-30FA")
_KANA: Final = Ranges("3041-3096 30A1-30FA 30FC FF66-FF9D")
_OPEN, _FULL_OPEN = (ord(sign) for sign in "(（")
_BLOCK: Final = 1 << 16
_PAIR: Final = 2


@dataclass(frozen=True, eq=False)
class Marks:
    """A few marks that lie close together in Unicode, quick to find."""

    signs: str

    @cached_property
    def _table(self) -> Mask:
        codes = codes_of(self.signs)
        return np.isin(np.arange(codes.min(), codes.max() + 1), codes)

    def places(self, text: Text) -> Places:
        """Where they stand."""
        first, last = np.uint32(ord(min(self.signs))), len(self._table) - 1
        found = [np.zeros(0, np.int64)]
        for low in range(0, len(text.codes), _BLOCK):  # a block stays in the cache
            code = text.codes[low : low + _BLOCK] - first
            at = np.flatnonzero(code <= last)
            found.append(at[self._table[code[at]]] + low)
        return np.concatenate(found)


ASCII_MARKS: Final = Marks(",.:;?!()")
_FULL_MARKS: Final = Marks("，：；？！（）")


def full_marks(text: Text) -> Places:
    """Where full-width marks stand that have a half-width form."""
    stops = np.flatnonzero(text.codes == FULL[1])
    return np.sort(np.concatenate((stops, _FULL_MARKS.places(text))), kind="stable")


def is_bracket(text: Text, at: Places) -> Mask:
    """Which of these places hold a bracket of either width; isin takes ten times as long."""
    code = text.codes[at]
    bracket: Mask = (code - np.uint32(_OPEN) < _PAIR) | (code - np.uint32(_FULL_OPEN) < _PAIR)
    return bracket


def per_document(text: Text, at: Places) -> Places:
    """How many of these places, which are sorted, lie in each document."""
    return np.diff(np.searchsorted(at, text.edges))


def writes_japanese(text: Text, *, half_too: bool = True) -> Mask:
    """Which documents hold a kana, or one that is not half-width, to ten Han or fewer."""
    kana = np.flatnonzero(text.kinds == kinds.KANA)
    kana = kana[(_KANA if half_too else _FULL_KANA).hold(text.codes[kana])]
    written = per_document(text, kana)
    if not written.any():
        return written > 0
    is_han = (text.kinds == kinds.HAN).view(np.uint8)
    han = np.add.reduceat(is_han, text.edges[:-1], dtype=np.int32)  # twice as fast as int64
    japanese: Mask = (written > 0) & (written * JAPANESE >= han)
    return japanese


def spare_marks(text: Text, half: Places, full: Places) -> Places:
    """How many marks each document could lose, twice over, and still write full-width ones.

    `half` are its half-width marks beside Han. Below zero, it does not write full-width marks.
    """
    own, wide = per_document(text, half), per_document(text, full)
    spare: Places = np.where(wide > 0, WRITTEN_FULL * wide - own, -1)
    return spare


def spare_brackets(text: Text, half: Places, full: Places) -> Places:
    """How many brackets each document could lose until half-width ones look like its habit."""
    own, wide = (per_document(text, at[is_bracket(text, at)]) for at in (half, full))
    spare: Places = np.maximum((wide - own) // 2, HABIT - 1 - own)
    return spare
