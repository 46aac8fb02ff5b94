"""Joints: whether two characters that a filter would join stand side by side elsewhere.

It is the document's own evidence that they belong together: 劳 and 动, found under one another,
are 劳动 if the document writes 劳动.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import spans
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
    pairs, place = np.unique(_pair(doc, left, right), return_inverse=True)
    docs = doc[np.append(True, doc[1:] != doc[:-1])]  # in order, as candidates come
    codes, first = _codes(text, docs)
    at = np.flatnonzero(_any_of(left, codes[:-1]) & _any_of(right, codes[1:]))
    home = docs[np.searchsorted(first, at, "right") - 1]
    there = _pair(home, codes[at], codes[at + 1])
    rank = np.minimum(np.searchsorted(pairs, there), len(pairs) - 1)
    found = np.zeros(len(pairs), bool)
    found[rank[pairs[rank] == there]] = True
    return found[place]


def _codes(text: Text, docs: Places) -> tuple[Codes, Places]:
    """The codes of these documents, the edge before each too, and where each begins."""
    if len(docs) == len(text):
        return text.codes, text.edges[:-1]
    size = text.edges[docs + 1] - text.edges[docs]
    codes = text.codes[spans(text.edges[docs], size)]
    return codes, np.cumsum(size) - size


def _pair(doc: Places, left: Codes, right: Codes) -> Places:
    """One number for each pair and its document."""
    pair: Places = (doc << 2 * _SIGN) | (left.astype(np.int64) << _SIGN) | right
    return pair


def _any_of(wanted: Codes, codes: Codes) -> NDArray[np.bool_]:
    """Which of these codes are among the wanted."""
    table = np.zeros(EDGE_CODE + 1, bool)
    table[wanted] = True
    return np.take(table, codes)
