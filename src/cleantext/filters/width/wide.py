"""Full-width letters and digits, and the dots written for the Chinese separating dot."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.filters.width.documents import writes_japanese
from cleantext.kinds import Ranges
from cleantext.text import Places, Text, codes_of

LETTERS: Final = Ranges("FF10-FF19 FF21-FF3A FF41-FF5A")
DOTS: Final = Ranges("2022 2219 30FB FF65")
QUOTED: Final = codes_of("'\"[]-")
SEPARATING_DOT: Final = ord("·")
TO_ASCII: Final = ord("Ａ") - ord("A")


def letters(text: Text, at: Places) -> Edits:
    """Of these wide signs, the letters and digits as ASCII, a run of them a group."""
    at = at[LETTERS.hold(text.codes[at])]
    if len(at):
        at = at[~writes_japanese(text, half_too=False)[text.doc_of(at)]]
    if not len(at):
        return Edits.none()
    first = np.concatenate(([0], np.flatnonzero(np.diff(at) > 1) + 1))
    size = np.diff(np.append(first, len(at)))
    kept = np.repeat(~((size == 1) & _is_talked_about(text, at[first])), size)
    new = text.codes[at[kept]] - np.uint32(TO_ASCII)
    return Edits.of(
        at[kept], at[kept] + 1, new, np.ones_like(new), np.repeat(at[first], size)[kept]
    )


def dots(text: Text, at: Places) -> Edits:
    """Of these wide signs, the katakana dots and bullets between Han as the separating dot."""
    at = at[DOTS.hold(text.codes[at])]
    at = at[(text.kinds[at - 1] == kinds.HAN) & (text.kinds[at + 1] == kinds.HAN)]
    if len(at):
        at = at[~writes_japanese(text)[text.doc_of(at)]]
    return Edits.of(at, at + 1, np.full(len(at), SEPARATING_DOT), np.ones_like(at), at)


def _is_talked_about(text: Text, at: Places) -> NDArray[np.bool_]:
    """Whether straight quotes, brackets or the dash of a range stand on both sides."""
    before, after = text.codes[at - 1], text.codes[at + 1]
    dashes = (before == ord("-")) & (after == ord("-"))
    quoted: NDArray[np.bool_] = np.isin(before, QUOTED) & np.isin(after, QUOTED) & ~dashes
    return quoted
