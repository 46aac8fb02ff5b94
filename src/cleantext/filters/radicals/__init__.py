r"""Radicals, compatibility ideographs and ligatures in place of ordinary signs.

What it is
----------
⼈⼯智能 for 人工智能: the first two are the Kangxi radicals U+2F08 and U+2F2F. They look alike, and
who searches for the one does not find the other. The same with U+F967 for 不, and ﬁnd for find.

How it arises
-------------
A PDF stores glyphs. Which character a glyph stands for is looked up in a table of the font, the
wrong way round; where one glyph serves a radical and an ideograph, either may come out.

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("radicals").clean
>>> clean("⼈⼯智能的发展，⼀⽇千⾥")
'人工智能的发展，一日千里'
>>> clean("二⼆年⼗⼆⽉24⽇，⺠⽣⼯程")
'二二年十二月24日，民生工程'
>>> clean("\uf967\uf934的\uf98e代")
'不老的年代'
>>> clean("the ﬁrst of ﬁve oﬃces, ﬂat on the ﬂoor")
'the first of five offices, flat on the floor'

What is repaired
----------------
All 214 Kangxi radicals and the Radicals Supplement, by Unicode's EquivalentUnifiedIdeograph; the
compatibility ideographs, by their canonical equivalent; the Latin ligatures ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ. A sign
is repaired where it stands in a word: beside ordinary Han or kana, with other such signs and the
digits of a date between them; a ligature beside a letter. In a document where most stand so, those
that stand alone are repaired as well.

What is spared
--------------
Text about radicals: one in quotation marks, several in the order of their table, and all of them
where most stand alone. Nothing else of Unicode changes: ㎡, ①, Ⅳ and full-width forms are written.
The strokes ㇀ and ⺀ (U+2E80), which has no equivalent, stay.

>>> clean("部首“⼈”和“⼊”；⼀⼁⼂⼃⼄⼅是前六个；100㎡")
'部首“⼈”和“⼊”；⼀⼁⼂⼃⼄⼅是前六个；100㎡'
>>> clean("The ligatures ﬁ and ﬂ.")
'The ligatures ﬁ and ﬂ.'

What stays
----------
⼾ becomes 戶 and ⾭ becomes 靑, as Unicode has it, in simplified text as well.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits, spans
from cleantext.filter import Filter
from cleantext.filters.radicals.damage import DAMAGES
from cleantext.filters.radicals.spared import SPARES
from cleantext.filters.radicals.twins import (
    LIGATURES,
    LIGATURES_FROM,
    LIGATURES_TO,
    NUMBER,
    is_latin,
    ordinary,
)
from cleantext.text import Codes, Places, Text

Mask = NDArray[np.bool_]

OPENING: Final = np.array([ord(sign) for sign in "“‘「『《〈【〔（\"'(["], np.uint32)
CLOSING: Final = np.array([ord(sign) for sign in "”’」』》〉】〕）\"')]"], np.uint32)
ROW: Final = 3  # in the order of the table, one behind another: nobody writes words so


def repair(text: Text) -> Edits:
    """Every twin that stands in a word becomes the ordinary sign."""
    at = text.places(kinds.TWIN)
    ligature = (text.codes[at] >= LIGATURES_FROM) & (text.codes[at] <= LIGATURES_TO)
    letters, han = at[ligature], at[~ligature]
    letters = letters[_in_words(text, letters)]
    han = han[_meant(text, han)]
    return _edits(text, letters, han)


def _edits(text: Text, letters: Places, han: Places) -> Edits:
    number = text.codes[letters] - np.uint32(LIGATURES_FROM)
    size = LIGATURES.size[number]
    new = LIGATURES.codes[spans(LIGATURES.start[number], size)]
    at = np.concatenate((letters, han))
    order = np.argsort(at)
    sizes = np.concatenate((size, np.ones_like(han)))
    pieces = np.concatenate((new, ordinary(text.codes[han])))
    starts = np.cumsum(sizes) - sizes
    at, sizes, starts = at[order], sizes[order], starts[order]
    return Edits.of(at, at + 1, pieces[spans(starts, sizes)], sizes, at)


def _in_words(text: Text, at: Places) -> Mask:
    """Which ligatures, or ligatures in a row, stand beside a Latin letter."""
    first, last, run = _runs(at, at + 1)
    beside = is_latin(text, at[first] - 1) | is_latin(text, at[last] + 1)
    return beside[run]


def _meant(text: Text, at: Places) -> Mask:
    """Which radicals and compatibility ideographs are meant as ordinary Han."""
    if not len(at):
        return np.zeros(0, bool)
    left, right = _past_digits(text, at, -1), _past_digits(text, at, 1)
    first, last, run = _runs(at, right)
    written = _is_written(text, left[first]) | _is_written(text, right[last])
    row = _rows(text, at)
    quoted = np.isin(text.codes[at - 1], OPENING) & np.isin(text.codes[at + 1], CLOSING)
    docs = text.doc_of(at)
    among_words = _among_words(text.codes[at], docs, written[run] & ~row, ~row)
    return among_words[docs] & ~row & ~quoted


def _among_words(codes: Codes, docs: Places, inside: Mask, counted: Mask) -> Mask:
    """For each document, whether as many different signs stand in words as by themselves."""
    signs, sign = np.unique(docs << 21 | codes, return_inverse=True)
    in_words = np.bincount(sign, inside) > 0
    alone = ~in_words & (np.bincount(sign, counted) > 0)
    home = signs >> 21
    inner, outer = (np.bincount(home, each, docs[-1] + 1) for each in (in_words, alone))
    enough: Mask = (inner > 0) & (inner >= outer)
    return enough


def _past_digits(text: Text, at: Places, step: int) -> Places:
    """The place beside each, past the digits of a year, a month or a day."""
    place = at + step
    for _ in range(NUMBER):
        place = np.where(text.kinds[place] == kinds.DIGIT, place + step, place)
    return place


def _runs(at: Places, right: Places) -> tuple[Places, Places, Places]:
    """The first and last of places each of which has the next at its right; the run of each."""
    apart = right[:-1] != at[1:]
    bounds = np.concatenate(([0], np.flatnonzero(apart) + 1, [len(at)])) if len(at) else at
    size = np.diff(bounds)
    return bounds[:-1], bounds[1:] - 1, np.repeat(np.arange(len(size)), size)


def _is_written(text: Text, at: Places) -> Mask:
    """Whether an ordinary ideograph or kana stands here."""
    codes = text.codes[at]
    squares = (text.kinds[at] & (kinds.HAN | kinds.KANA)) != 0
    written: Mask = squares & (ordinary(codes) == codes)
    return written


def _rows(text: Text, at: Places) -> Mask:
    """Which stand in a row of neighbours that are neighbours in Unicode, too."""
    code = text.codes[at].astype(np.int64)
    follows = (np.diff(at) == 1) & (np.diff(code) == 1)
    bounds = np.concatenate(([0], np.flatnonzero(~follows) + 1, [len(at)]))
    size = np.diff(bounds)
    return np.repeat(size >= ROW, size)


radicals = Filter("radicals", repair, DAMAGES, SPARES, kinds.TWIN)
