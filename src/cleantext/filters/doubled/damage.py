"""Damage: every wound that overprinting could inflict on clean text.

A wound is some lines one after another, wounded in all they hold, as many as it takes to repeat
enough different pieces. So the artefact comes, for it follows from how a passage was set; and a
lone copy could as well have been written, which no repair can tell.

Lines that read the same wounded and whole are left out as well, by shape: 11月月 is the month 1
drawn twice, or the month 11 whose digits are in another font and were drawn once; 干干净净 and
走！走！ are lines of clean text; what was set on one line is not longer than a line; and a block
of anything but prose that comes again is a table or a song; where digits outnumber letters, they
could be a number of their own; and of 人⏎人⏎人 no one knows which two are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from cleantext.edits import Edits
from cleantext.filter import Damage
from cleantext.filters.doubled import bits
from cleantext.text import Text, codes_of

Piece = tuple[int, int]  # where it starts and stops in its document

LETTERS: Final = 24  # in the different pieces of a wound, those that are evidence

_WRITTEN: Final = "\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff"
_SPELLED: Final = rf"(?![{_WRITTEN}])[^\W\d_]"
_GLYPH: Final = re.compile(r"\S")
_RUN: Final = re.compile(  # runs part at marks and where the font changes; blanks lie within
    rf"[{_WRITTEN}](?:\s*[{_WRITTEN}])*|{_SPELLED}(?:\s*{_SPELLED})*|\d+|(?:[^\w\s]|_)+"
)
_LINE: Final = re.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")
_LONE_DIGIT: Final = re.compile(r"(?<!\d)\d(?!\d)")


def _says(line: str, least: int) -> bool:
    return sum(map(str.isalpha, line)) >= least


def _no_lone_digit(line: str) -> bool:
    return _says(line, 2) and not _LONE_DIGIT.search(line)


def _fits_a_line(line: str) -> bool:
    return _says(line, 4) and len(line) <= bits.LONGEST


def _worded(line: str) -> bool:
    return sum(map(str.isdigit, line)) <= sum(map(str.isalpha, line))


def _is_prose(line: str) -> bool:
    return _says(line, 12) and any(mark in line for mark in "，。、：；")


@dataclass(frozen=True)
class Shape:
    """How the copies come to stand, and which lines show that they are copies."""

    piece: re.Pattern[str]  # what the page drew at once
    parting: str  # what stands before a copy
    clear: Callable[[str], bool]
    block: bool = False  # all lines are drawn, then all lines again
    least: int = 5  # different pieces that are evidence enough
    letters: int = 3  # in a piece, for it to be evidence


SHAPES: Final = {
    # 字字节节跳跳动动: pdfplumber, pdf-inspector, exports of Word
    "glyphs": Shape(_GLYPH, "", partial(_says, least=4), letters=1),
    # 动⏎动模⏎模范⏎范: pdftotext, of what is letter-spaced
    "stairs": Shape(_GLYPH, "\n", partial(_says, least=4), letters=1),
    # 年度报告年度报告，，20112011 and 动 模 范动 模 范: pypdf, Tika, PyMuPDF sorted
    "runs": Shape(_RUN, "", _no_lone_digit),
    # 年度报告⏎年度报告，⏎，2011⏎2011: PyMuPDF unsorted, pdftotext -raw
    "runs below": Shape(_RUN, "\n", _no_lone_digit),
    # the whole line, and again on the same line: pypdf, PyMuPDF sorted
    "lines": Shape(_LINE, "", _fits_a_line),
    # the whole line, and again as the next: pypdf, pdfminer.six, PyMuPDF, pdftotext -layout
    "lines below": Shape(_LINE, "\n", partial(_says, least=4)),
    # A⏎B⏎C⏎A⏎B⏎C: pypdf, PyMuPDF
    "blocks": Shape(_LINE, "\n", _is_prose, block=True, least=12),
}


def _wounds(doc: str, shape: Shape) -> Iterator[list[Piece]]:
    """The pieces of each wound: line after line until they say enough."""
    wound: list[Piece] = []
    for line in _LINE.finditer(doc):
        pieces = [piece.span() for piece in shape.piece.finditer(doc, *line.span())]
        clear = shape.clear(line[0]) and _worded(line[0]) and _begins_apart(doc, pieces[0])
        if not clear or not _ends_apart(doc, line.span()):
            wound = []
            continue
        wound += pieces
        different = {doc[start:stop] for start, stop in wound}
        if _says_enough(different, shape):
            yield [(wound[0][0], wound[-1][1])] if shape.block else wound
            wound = []


def _says_enough(different: set[str], shape: Shape) -> bool:
    telling = [piece for piece in different if _says(piece, shape.letters)]
    return len(telling) >= shape.least and _says("".join(telling), LETTERS)


def _begins_apart(doc: str, piece: Piece) -> bool:
    """Whether what stands before this piece is something else."""
    start, stop = piece
    before = doc[max(start - 2 * (stop - start) - 80, 0) : start].rstrip()
    return not before.endswith((doc[start:stop], doc[start]))


def _ends_apart(doc: str, line: Piece) -> bool:
    """Whether the next line begins with another character than this one ends with."""
    after = _GLYPH.search(doc, line[1])
    return not (after and doc[line[1] - 1] == after[0])


def _damage(text: Text, shape: Shape, fold: int) -> Edits:
    at, new, group = [], [], []
    for edge, doc in zip(text.edges.tolist(), text.docs(), strict=False):
        for wound in _wounds(doc, shape):
            at += [edge + 1 + stop for _, stop in wound]
            new += [(shape.parting + doc[start:stop]) * (fold - 1) for start, stop in wound]
            group += [edge + 1 + wound[0][0]] * len(wound)
    return Edits.of(at, at, codes_of("".join(new)), list(map(len, new)), group)


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {
        f"{name} ×{fold}": partial(_damage, shape=shape, fold=fold)
        for name, shape in SHAPES.items()
        for fold in bits.FOLDS
    }
)
