"""Damage: every ordinary sign that could have come out as one of its twins.

A sign is wounded only where its neighbour cannot be: without one ordinary sign beside it, no one
knows whether a radical is meant. Documents that hold twins already are about them, or damaged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.filter import Damage
from cleantext.filters.radicals.twins import LIGATURES_FROM, SPELLED, twins
from cleantext.text import Text

_LIGATURE: Final = re.compile(r"ffi|ffl|ff|fi|fl|ſt|st")
_LATIN: Final = "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ"
_WORD: Final = re.compile(rf"[{_LATIN}]+")


def _untouched(text: Text) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which documents hold no twin."""
    free = np.ones(len(text), bool)
    free[text.doc_of(text.places(kinds.TWIN))] = False
    return free


def _as_twins(text: Text, first: int, last: int) -> Edits:
    """Ordinary ideographs that have a twin in this block, beside one that has none in any."""
    twin, plain = twins()
    has_twin = np.isin(text.codes, plain)
    lone = ((text.kinds == kinds.HAN) & ~has_twin).astype(np.int8)
    at = np.flatnonzero(has_twin[1:-1] & ((lone[:-2] | lone[2:]) != 0)) + 1
    block = (twin >= first) & (twin <= last)
    twin, plain = twin[block], plain[block]
    order = np.argsort(plain, kind="stable")
    found = np.searchsorted(plain[order], text.codes[at])
    found = order[np.minimum(found, len(order) - 1)]
    chosen = (plain[found] == text.codes[at]) & _untouched(text)[text.doc_of(at)]
    at, found = at[chosen], found[chosen]
    return Edits.of(at, at + 1, twin[found], np.ones_like(at), at)


def _as_ligatures(text: Text) -> Edits:
    """Letters in a word that a font draws as one, in words that hold other letters too."""
    start: list[int] = []
    stop: list[int] = []
    new: list[int] = []
    for edge, doc, free in zip(text.edges.tolist(), text.docs(), _untouched(text), strict=False):
        for word in _WORD.finditer(doc) if free else ():
            drawn = list(_LIGATURE.finditer(doc, *word.span()))
            if sum(len(each[0]) for each in drawn) < len(word[0]):
                start += [edge + 1 + each.start() for each in drawn]
                stop += [edge + 1 + each.end() for each in drawn]
                new += [LIGATURES_FROM + SPELLED.index(each[0]) for each in drawn]
    return Edits.of(start, stop, new, np.ones(len(start)), start)


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {
        "Kangxi": partial(_as_twins, first=0x2F00, last=0x2FD5),
        "Supplement": partial(_as_twins, first=0x2E80, last=0x2EF3),
        "compatibility": partial(_as_twins, first=0xF900, last=0xFAD9),
        "ligatures": _as_ligatures,
    }
)
