"""Damage: what could have come out half as wide, or twice, as long as the document shows it.

Marks are wounded only as many as leave enough full-width ones beside them to be evidence, spread
over the document; each between two Han, so that none is evidence for the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits, spans
from cleantext.filter import Damage
from cleantext.filters.width import kana, marks, wide
from cleantext.filters.width.documents import (
    FULL,
    HALF,
    full_marks,
    per_document,
    spare_brackets,
    spare_marks,
    writes_japanese,
)
from cleantext.text import Places, Text, codes_of

_NARROWED: Final[Mapping[int, int]] = MappingProxyType(
    dict(zip(FULL.tolist(), HALF.tolist(), strict=True))
)
_BRACKETS: Final = codes_of("（）")
_SIGNS: Final = "。「」、・゛゜"
_TO_HALF: Final = str.maketrans(
    {
        **{full: chr(kana.FIRST + at) for at, full in enumerate(kana.FULL) if full not in _SIGNS},
        **{
            whole: chr(kana.FIRST + kana.FULL.index(base)) + sign
            for pairs, sign in ((kana.VOICED, "ﾞ"), (kana.HALF_VOICED, "ﾟ"))
            for base, whole in pairs.items()
            if base in kana.FULL
        },
    }
)
_HALVED: Final = "".join(chr(code) for code in _TO_HALF if code != ord("ー"))
_KANA_WORD: Final = re.compile(  # of two letters that differ
    rf"(?=([{_HALVED}])(?:\1|ー)*(?!\1)[{_HALVED}])[{_HALVED}ー]+"
)


def _spread(text: Text, at: Places, each: int) -> NDArray[np.bool_]:
    """As many of these places as each document can lose, spread over it; brackets go by two."""
    half, full = marks.half_marks(text), full_marks(text)
    most = np.maximum(spare_marks(text, half, full) // (3 * each), 0)
    if each > 1:
        most = np.minimum(most, np.maximum(spare_brackets(text, half, full) // each, 0))
    docs = text.doc_of(at)
    count = per_document(text, at)
    most = np.minimum(most, count)
    rank = np.arange(len(at)) - (np.cumsum(count) - count)[docs]
    count, most = count[docs], most[docs]
    chosen: NDArray[np.bool_] = (rank + 1) * most // count > rank * most // count
    return chosen


def _open_to_wounds(text: Text, at: Places) -> Places:
    if not len(at):
        return at
    at = at[marks.in_prose(text, at)]
    return at[~writes_japanese(text)[text.doc_of(at)]]


def _narrowed(text: Text, blank: str) -> Edits:
    """Full-width marks between two Han as half-width ones, with a blank behind or without."""
    han = text.kinds == kinds.HAN
    at = np.flatnonzero(han[:-2] & han[2:] & (text.kinds[1:-1] == kinds.MARK)) + 1
    at = at[np.isin(text.codes[at], FULL) & ~np.isin(text.codes[at], _BRACKETS)]
    stop = text.codes[at] == ord("。")
    named = marks.SPELLING.hold(text.codes[at - 1]) & marks.SPELLING.hold(text.codes[at + 1])
    at = at[~(stop & (named | marks.NUMERALS.hold(text.codes[at - 1])))]
    at = _open_to_wounds(text, at)
    at = at[_spread(text, at, 1)]
    new = "".join(chr(_NARROWED[code]) + blank for code in text.codes[at].tolist())
    return Edits.of(at, at + 1, codes_of(new), np.full(len(at), 1 + len(blank)), at)


def _narrowed_brackets(text: Text) -> Edits:
    """Full-width brackets with Han inside and outside, both of a pair."""
    brackets = np.flatnonzero((text.kinds == kinds.MARK) & np.isin(text.codes, _ANY_BRACKET))
    han = text.kinds == kinds.HAN
    between = han[brackets - 1] & han[brackets + 1]
    code = text.codes[brackets]
    pair = (code[:-1] == _BRACKETS[0]) & (code[1:] == _BRACKETS[1]) & between[:-1] & between[1:]
    docs = text.doc_of(brackets)
    first = np.flatnonzero(pair & (docs[:-1] == docs[1:]))
    both = np.isin(brackets[first], _open_to_wounds(text, brackets[first]))
    both &= np.isin(brackets[first + 1], _open_to_wounds(text, brackets[first + 1]))
    first = first[both]
    first = first[_spread(text, brackets[first], 2)]
    at = brackets[np.stack((first, first + 1), axis=1).ravel()]
    new = [_NARROWED[code] for code in text.codes[at].tolist()]
    return Edits.of(at, at + 1, new, np.ones_like(at), np.repeat(brackets[first], 2))


_ANY_BRACKET: Final = codes_of("()（）")


def _untouched(text: Text, at: Places) -> NDArray[np.bool_]:
    """Which of these lie in a document without any wide sign."""
    free = np.ones(len(text), bool)
    free[text.doc_of(text.places(kinds.WIDE))] = False
    return free[text.doc_of(at)]


def _widened(text: Text) -> Edits:
    """ASCII letters and digits as full-width ones, a word a wound."""
    ascii_ = (text.codes < _ASCII) & ((text.kinds & (kinds.LETTER | kinds.DIGIT)) != 0)
    bound = np.flatnonzero(ascii_[1:] != ascii_[:-1]) + 1
    start, stop = bound[::2], bound[1::2]
    start, stop = (each[stop - start > 1] for each in (start, stop))
    plain = _untouched(text, start) & ~writes_japanese(text, half_too=False)[text.doc_of(start)]
    start, stop = start[plain], stop[plain]
    at = spans(start, stop - start)
    new = text.codes[at] + np.uint32(wide.TO_ASCII)
    return Edits.of(at, at + 1, new, np.ones_like(at), np.repeat(start, stop - start))


_ASCII: Final = 0x80


def _dotted(text: Text, dot: str) -> Edits:
    """The separating dot between Han as another."""
    at = np.flatnonzero(text.codes == wide.SEPARATING_DOT)
    at = at[(text.kinds[at - 1] == kinds.HAN) & (text.kinds[at + 1] == kinds.HAN)]
    at = at[~writes_japanese(text)[text.doc_of(at)]]
    return Edits.of(at, at + 1, np.full(len(at), ord(dot)), np.ones_like(at), at)


def _halved_kana(text: Text) -> Edits:
    """Katakana words as half-width kana."""
    start: list[int] = []
    old: list[str] = []
    for edge, doc in zip(text.edges.tolist(), text.docs(), strict=False):
        for word in () if _WIDE_LETTER.search(doc) else _KANA_WORD.finditer(doc):
            if not _HALF_KANA.search(doc, *_around(word, doc)):
                start.append(edge + 1 + word.start())
                old.append(word[0])
    stop = [at + len(word) for at, word in zip(start, old, strict=True)]
    new = [word.translate(_TO_HALF) for word in old]
    return Edits.of(start, stop, codes_of("".join(new)), list(map(len, new)), start)


_WIDE_LETTER: Final = re.compile("[０-９Ａ-Ｚａ-ｚ]")  # kana keep them wide, where there are enough
_HALF_KANA: Final = re.compile("[\uff61-\uff9f]")


def _around(word: re.Match[str], doc: str) -> tuple[int, int]:
    return max(word.start() - 1, 0), min(word.end() + 1, len(doc))


DAMAGES: Final = MappingProxyType[str, Damage](
    {
        "half-width marks": partial(_narrowed, blank=""),
        "half-width marks and a blank": partial(_narrowed, blank=" "),
        "half-width brackets": _narrowed_brackets,
        "full-width letters": _widened,
        "katakana dots": partial(_dotted, dot="・"),
        "bullets": partial(_dotted, dot="•"),
        "half-width kana": _halved_kana,
    }
)
