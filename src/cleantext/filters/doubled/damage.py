"""Damage: every wound that overprinting could inflict on clean text.

A wound is a few lines one after another, wounded in all they hold. That is how the artefact comes,
for it follows from how a passage was set; and a lone copy is no wound at all, since the same text
may really have been written so, and no repair could tell. So is what reads the same wounded and
whole: 11月月 is a month whose number was set in another font, and not drawn again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import regex

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.filter import Damage
from cleantext.filters.doubled import bits
from cleantext.text import Text, codes_of, string_of

Piece = tuple[int, int]  # where it starts and stops in the document
ENOUGH: Final = 6  # different pieces that a wound repeats
ENOUGH_WRITTEN: Final = 40  # letters in them

_LINE: Final = regex.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")
_GLYPH: Final = regex.compile(r"\S")
_WRITTEN: Final = r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}々〇ー]"
_RUN: Final = regex.compile(
    rf"{_WRITTEN}(?:\h*{_WRITTEN})*|[\p{{L}}--{_WRITTEN}](?:\h*[\p{{L}}--{_WRITTEN}])*|\p{{N}}+|[^\p{{L}}\p{{N}}\s]+",
    regex.V1,
)
_LONE_DIGIT: Final = regex.compile(r"(?<!\p{N})\p{N}(?!\p{N})")


@dataclass(frozen=True)
class Shape:
    """How the copies come to stand."""

    pieces: regex.Pattern[str]  # what the page showed at once
    parting: str  # what stands before a copy
    block: bool = False  # the copies come after the last line, not after each piece
    clear: Callable[[str], bool] = bool  # whether a line is not ambiguous once wounded


def _any(line: str) -> bool:
    return bool(line)


def _numbered(line: str) -> bool:
    return not _LONE_DIGIT.search(line)


def _printed(line: str) -> bool:
    return len(line) <= bits.LONGEST


def _prose(line: str) -> bool:
    return len(line) >= 12 and any(mark in line for mark in "，。、：；")


SHAPES: Final = {
    "glyphs": Shape(_GLYPH, ""),
    "stairs": Shape(_GLYPH, "\n"),
    "runs": Shape(_RUN, "", clear=_numbered),
    "runs below": Shape(_RUN, "\n", clear=_numbered),
    "lines": Shape(_LINE, "", clear=_printed),
    "lines below": Shape(_LINE, "\n"),
    "blocks": Shape(_LINE, "\n", block=True, clear=_prose),
}


def _wounds(doc: str, shape: Shape) -> Iterator[list[Piece]]:
    """The lines of a document in stretches that say enough when wounded."""
    wound: list[Piece] = []
    for line in _LINE.finditer(doc):
        if not shape.clear(line[0]):
            wound = []
            continue
        wound += [found.span() for found in shape.pieces.finditer(doc, *line.span())]
        units = {doc[start:stop] for start, stop in wound}
        if len(units) >= ENOUGH and sum(map(len, units)) >= ENOUGH_WRITTEN:
            yield wound
            wound = []

def _copies(doc: str, wound: list[Piece], shape: Shape, fold: int) -> Iterator[tuple[int, str]]:
    if shape.block:
        start, stop = wound[0][0], wound[-1][1]
        wound = [(start, stop)]
    for start, stop in wound:
        yield stop, (shape.parting + doc[start:stop]) * (fold - 1)


def _damage(text: Text, shape: Shape, fold: int) -> Edits:
    at, new, group = [], [], []
    for edge, doc in zip(text.edges.tolist(), text.docs(), strict=False):
        for wound in _wounds(doc, shape):
            for stop, copies in _copies(doc, wound, shape, fold):
                at.append(edge+1+ stop)
                new.append(copies)
                group.append(edge+1 + wound[0][0])
    return Edits.of(at, at, codes_of("".join(new)), list(map(len, new)), group)


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {f"{name} ×{fold}": partial(_damage, shape=shape, fold=fold) for name, shape in SHAPES.items() for fold in bits.FOLDS}
)
