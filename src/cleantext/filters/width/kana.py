"""Half-width kana as full-width ones, with their marks composed."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.text import Codes, Places, Text, codes_of

Mask = NDArray[np.bool_]

FIRST: Final = 0xFF61
FULL: Final = (
    "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
    "ハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
)
VOICED: Final = {
    **{base: chr(ord(base) + 1) for base in "カキクケコサシスセソタチツテトハヒフヘホ"},
    **dict(zip("ウワヲ", "ヴヷヺ", strict=True)),
}
HALF_VOICED: Final = {base: chr(ord(base) + 2) for base in "ハヒフヘホ"}

KANA: Final = kinds.Ranges("3041-3096 30A1-30FA")

_FULL: Final = codes_of(FULL)
_LAST: Final = FIRST + len(FULL) - 1
_MARK, _RING = (FIRST + FULL.index(sign) for sign in "゛゜")
_LONG: Final = FIRST + FULL.index("ー")
_LETTER: Final = FIRST + FULL.index("ヲ")


def full(text: Text, at: Places) -> Edits:
    """Of these wide signs, the half-width kana that stand in words as full-width ones."""
    at = at[(text.codes[at] >= FIRST) & (text.codes[at] <= _LAST)]
    if not len(at):
        return Edits.none()
    put_together = _composed(text, at)
    composes = put_together > 0
    first = np.concatenate(([0], np.flatnonzero(np.diff(at) > 1) + 1))
    run = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(at))))
    chosen = _in_words(text, at, composes, first)[run]
    chosen |= composes & (text.codes[at - 1] < FIRST)
    swallowed = np.append((composes & chosen)[1:] & (np.diff(at) == 1), False)
    start = at - composes
    new = np.where(composes, put_together, _FULL[text.codes[at] - np.uint32(FIRST)])
    kept = chosen & ~swallowed
    return Edits.of(
        start[kept], at[kept] + 1, new[kept], np.ones(int(kept.sum())), at[first][run][kept]
    )


def _composed(text: Text, at: Places) -> Codes:
    """For each mark what it and the kana before it make together; 0 where they make nothing."""
    before = text.codes[at - 1]
    half = (before >= FIRST) & (before <= _LAST)
    base = np.where(half, _FULL[np.where(half, before - np.uint32(FIRST), 0)], before)
    base = np.where((base >= _KANA) & (base < _KANA + len(_VOICED)), base - np.uint32(_KANA), 0)
    code = text.codes[at]
    return np.where(
        code == _MARK, _VOICED[base], np.where(code == _RING, _HALF_VOICED[base], np.uint32(0))
    )


_KANA: Final = 0x30A0


def _table(pairs: dict[str, str]) -> Codes:
    table = np.zeros(0x60, np.uint32)
    for base, whole in pairs.items():
        table[ord(base) - _KANA] = ord(whole)
    return table


_VOICED: Final = _table(VOICED)
_HALF_VOICED: Final = _table(HALF_VOICED)


def _in_words(text: Text, at: Places, composes: Mask, first: Places) -> Mask:
    """Which runs are words: two letters, or one that has its mark or stands beside Han or kana."""
    code = text.codes[at]
    letter = (code >= _LETTER) & (code < _MARK) & (code != _LONG)
    least = np.minimum.reduceat(np.where(letter, code, _MARK), first)
    most = np.maximum.reduceat(np.where(letter, code, 0), first)
    marked = np.logical_or.reduceat(composes, first)
    last = np.append(first[1:], len(at)) - 1
    beside = np.stack((at[first] - 1, at[last] + 1))
    written = (text.kinds[beside] == kinds.HAN) | KANA.hold(text.codes[beside])
    words: Mask = (least < most) | ((most > 0) & (written.any(axis=0) | marked))
    return words
