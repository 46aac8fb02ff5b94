"""Joints: whether two characters that a filter would join stand side by side elsewhere.

It is the document's own evidence that they belong together: 劳 and 动, found under one another,
are 劳动 if the document writes 劳动.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.kinds import EDGE_CODE
from cleantext.text import Codes, Places, Text

_SIGN: Final = 21  # bits of a code point


def beside(text: Text, doc: Places, left: Codes, right: Codes) -> NDArray[np.bool_]:
    """Whether each of these pairs stands side by side anywhere in its document.

    >>> text = Text.of(["劳动光荣", "劳模"])
    >>> left, right = (np.array([ord(sign)] * 2, np.uint32) for sign in "劳动")
    >>> beside(text, np.array([0, 1]), left, right)
    array([ True, False])
    """
    if not len(doc):
        return np.zeros(0, bool)
    docs = doc[np.append(True, doc[1:] != doc[:-1])]  # in order, as candidates come
    part, _ = text.only(docs)
    rank = np.cumsum(np.append(False, doc[1:] != doc[:-1])) if len(docs) < len(text) else doc
    pairs, place = np.unique(_pair(rank, left, right), return_inverse=True)
    at = np.flatnonzero(_any_of(left, part.codes[:-1]) & _any_of(right, part.codes[1:]))
    there = _pair(part.doc_of(at), part.codes[at], part.codes[at + 1])
    rank = np.minimum(np.searchsorted(pairs, there), len(pairs) - 1)
    found = np.zeros(len(pairs), bool)
    found[rank[pairs[rank] == there]] = True
    return found[place]


def _pair(doc: Places, left: Codes, right: Codes) -> Places:
    """One number for each pair and its document."""
    pair: Places = (doc << 2 * _SIGN) | (left.astype(np.int64) << _SIGN) | right
    return pair


def _any_of(wanted: Codes, codes: Codes) -> NDArray[np.bool_]:
    """Which of these codes are among the wanted."""
    table = np.zeros(EDGE_CODE + 1, bool)
    table[wanted] = True
    return np.take(table, codes)
