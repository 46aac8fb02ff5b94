"""Damage: invisible signs wherever they can slip in, and other blanks and breaks.

Only documents without any such sign are wounded: in others a stray may part what belongs together,
a joiner from its letter. Nothing is put beside a letter or a sign to which it would mean something.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.filter import Damage
from cleantext.filters.invisibles import meant
from cleantext.text import Places, Text

_ZERO_WIDTH_SPACE: Final = 0x200B
_NO_BREAK_BLANK: Final = 0xA0
_SOFT_HYPHEN: Final = 0xAD


def _wounded(text: Text, at: Places) -> NDArray[np.bool_]:
    """Which of these places lie in a document without strays."""
    free = np.ones(len(text), bool)
    free[text.doc_of(text.places(kinds.STRAY))] = False
    return free[text.doc_of(at)]


def _inserted(text: Text, at: Places, code: int) -> Edits:
    at = at[_wounded(text, at)]
    return Edits.of(at, at, np.full(len(at), code), np.ones_like(at), at)


def _sprinkled(text: Text, code: int) -> Edits:
    """Before every sign and at the ends of documents."""
    at = np.arange(1, len(text.codes))
    touched = meant.UNSPACED.hold(text.codes[at - 1]) | meant.UNSPACED.hold(text.codes[at])
    return _inserted(text, at[~touched], code)


def _hyphenated(text: Text) -> Edits:
    """Between two letters."""
    letters = text.kinds == kinds.LETTER
    return _inserted(text, np.flatnonzero(letters[1:] & letters[:-1]) + 1, _SOFT_HYPHEN)


def _returned(text: Text) -> Edits:
    """A carriage return before every line feed."""
    return _inserted(text, np.flatnonzero(text.codes == ord("\n")), ord("\r"))


def _replaced(text: Text, at: Places, code: int) -> Edits:
    at = at[_wounded(text, at)]
    return Edits.of(at, at + 1, np.full(len(at), code), np.ones_like(at), at)


def _held(text: Text) -> Edits:
    """Every blank where typography asks for no other."""
    at = np.flatnonzero(text.codes == ord(" "))
    return _replaced(text, at[~meant.is_set(text, at)], _NO_BREAK_BLANK)


def _broken(text: Text, code: int) -> Edits:
    """Every line feed."""
    return _replaced(text, np.flatnonzero(text.codes == ord("\n")), code)


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {
        "zero-width": partial(_sprinkled, code=_ZERO_WIDTH_SPACE),
        "NUL": partial(_sprinkled, code=0),
        "BOM": partial(_sprinkled, code=0xFEFF),
        "soft hyphens": _hyphenated,
        "CRLF": _returned,
        "line separators": partial(_broken, code=0x2028),
        "no-break": _held,
    }
)
