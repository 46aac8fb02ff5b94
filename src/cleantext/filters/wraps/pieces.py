"""The first piece of a line: no line is cut in it, and it had no room on a full line before.

It is a word or an address, with the blank that would stand before it, or what brackets and marks
hold together: （1990—2015）》， begins a line only whole.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.filters.wraps import signs
from cleantext.filters.wraps.around import Clue
from cleantext.lines import FIRST_WIDE
from cleantext.text import Codes, Places

Mask = NDArray[np.bool_]

LONG: Final = 60  # signs of a longer piece that are followed: addresses seen had up to 30
SPELLED: Final = (signs.SMALL, signs.CAPITAL, signs.DIGIT, signs.HANGUL)
# What begins no line; squeezed, each is as wide as a letter.
CLOSING: Final = (
    signs.STOP,
    signs.COMMA,
    signs.PAUSE,
    signs.COLON,
    signs.SEMICOLON,
    signs.CLOSING,
)
CLOSES: Final = np.isin(np.arange(len(signs.SORTS)), CLOSING)


def _uncut() -> Mask:
    """Between which sorts of signs no line is cut."""
    uncut = np.zeros((len(signs.SORTS), len(signs.SORTS)), bool)
    uncut[signs.OPENING] = uncut[:, CLOSES] = True
    uncut[np.ix_(SPELLED, SPELLED)] = True
    uncut[signs.DIGIT, signs.DASH] = uncut[signs.DASH, signs.DIGIT] = True
    return uncut


UNCUT: Final = _uncut()


def first_pieces(codes: Codes, start: Places, size: Clue) -> Clue:
    """How wide the first pieces of these lines are, in half-widths."""
    last = np.take(codes, start, mode="clip")
    spelled = signs.among(np.take(signs.TABLE, last, mode="clip"), *SPELLED)
    width = 1 + (last >= FIRST_WIDE) + spelled
    going = np.arange(len(width))
    for on in range(1, LONG):
        inside = size[going] > on
        going, before = going[inside], last[inside]
        last = np.take(codes, start[going] + on, mode="clip")
        sorts = [np.take(signs.TABLE, sign, mode="clip") for sign in (before, last)]
        uncut = UNCUT[sorts[0], sorts[1]]
        uncut |= spelled[going] & _solid(before) & _solid(last)
        going, last, sort = going[uncut], last[uncut], sorts[1][uncut]
        if not len(going):
            break
        width[going] += 1 + ((last >= FIRST_WIDE) & ~CLOSES[sort])
    return np.asarray(width)


def _solid(codes: Codes) -> Mask:
    """Which signs stand in words and addresses, behind which no line is cut."""
    solid: Mask = (codes > ord(" ")) & (codes <= ord("~")) & (codes != ord("-"))
    return solid
