"""Joints: whether two characters that a filter would join stand side by side elsewhere.

It is the document's own evidence that they belong together: 劳 and 动, found under one another,
are 劳动 if the document writes 劳动.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import spans
from cleantext.text import Codes, Places, Text, distinct

_SIGN: Final = 21  # bits of a code point
_BLOCK: Final = 1 << 15
_ODD: Final = np.uint16(40503)


def beside(text: Text, doc: Places, left: Codes, right: Codes) -> NDArray[np.bool_]:
    """Whether each of these pairs stands side by side anywhere in its document.

    >>> text = Text.of(["劳动光荣", "劳模"])
    >>> left, right = (np.array([ord(sign)] * 2, np.uint32) for sign in "劳动")
    >>> beside(text, np.array([0, 1]), left, right)
    array([ True, False])
    """
    if not len(doc):
        return np.zeros(0, bool)
    pair = _pair(doc, left, right)
    pairs = distinct(pair)
    docs = doc[np.append(True, doc[1:] != doc[:-1])]  # in order, as candidates come
    codes, first = codes_of_docs(text, docs)
    at = perhaps(codes, left, right)
    home = docs[np.searchsorted(first, at, "right") - 1]
    there = _pair(home, codes[at], codes[at + 1])
    rank = np.minimum(np.searchsorted(pairs, there), len(pairs) - 1)
    found = np.zeros(len(pairs), bool)
    found[rank[pairs[rank] == there]] = True
    return found[np.searchsorted(pairs, pair)]


def codes_of_docs(text: Text, docs: Places) -> tuple[Codes, Places]:
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


def perhaps(codes: Codes, *signs: Codes) -> Places:
    """Where these signs could stand one behind the other, as far as a short hash tells."""
    wanted = np.zeros(1 << 16, bool)
    wanted[_hashed(signs)] = True
    found, more = [np.zeros(0, np.int64)], len(signs) - 1
    for low in range(0, len(codes) - more, _BLOCK):  # numpy widens indices before it looks them up
        part = codes[low : low + _BLOCK + more].astype(np.uint16)
        hashed = _hashed([part[at : len(part) - more + at] for at in range(more + 1)])
        found.append(np.flatnonzero(np.take(wanted, hashed, mode="clip")) + low)
    return np.concatenate(found)


def _hashed(signs: Sequence[NDArray[np.unsignedinteger]]) -> NDArray[np.uint16]:
    hashed = signs[0].astype(np.uint16, copy=False)
    for sign in signs[1:]:
        hashed = hashed * _ODD + sign.astype(np.uint16, copy=False)
    return hashed
