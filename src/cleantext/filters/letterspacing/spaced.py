"""Chinese and Japanese text with blanks between its characters, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.filters.letterspacing.rows import FIRST_MARK, LEAST, LONGEST, WRITTEN, Mask, Rows
from cleantext.joints import beside
from cleantext.series import NUMBERS, Signs, series_of
from cleantext.text import Places, distinct

Points = NDArray[np.float64]

CHAPTERS: Final = Signs("编篇部章节条卷編節條")
DIFFERENT: Final = 0.6  # of the letters of a short stretch
SHORT: Final = 10  # letters: longer text repeats them
SYLLABLES: Final = 6  # tokens of a stretch with kana: Japanese parted by words has fewer in a row

# What speaks for letter-spacing, in points.
ENOUGH: Final = 4.0
LENGTHS: Final = ((0, 0.0), (6, 1.0), (10, 2.0), (16, 3.0))
JOINED: Final = ((0.0, 0.0), (0.01, 1.0), (0.25, 2.0), (0.5, 3.0))
MARKED: Final = 4.0
WHOLE: Final = 1.0  # nothing else stands on the line
SEVERAL: Final = 3.0  # several short ones, each a whole line, one of three letters
NEAR_OTHERS: Final = 2.0


@dataclass(frozen=True, eq=False)
class Spaced:
    """What was found letter-spaced: gaps to close, gaps between words, and the lines."""

    closed: Mask
    parted: Mask
    rows: Mask


def spaced(row: Rows) -> Spaced:
    """Chinese and Japanese text with blanks between its characters."""
    han = row.count((row.kind & kinds.HAN) != 0)
    kana = row.count((row.kind & kinds.KANA) != 0)
    could = (row.tokens > 1) & (han + kana > 1)
    could &= (kana * 2 <= han) | (row.tokens >= SYLLABLES)
    could &= row.count((row.kind & (kinds.HANGUL | kinds.SYMBOL)) != 0) == 0
    letters = (row.size == 1) & ((row.kind & WRITTEN) != 0)
    series = np.where(letters, series_of(row.first), -1)
    could &= np.bitwise_and.reduceat(series, row.begins) == 0
    different = _different(row, letters)
    could &= (different >= DIFFERENT * (han + kana)) | (han + kana >= SHORT)
    could &= (different >= row.tokens) | (row.tokens >= LEAST)
    mixed = could & ((han + kana) * 2 < row.tokens)
    could &= ~mixed
    if not could.any():
        none = np.zeros(len(row.start), bool)
        return Spaced(none, none, np.zeros(len(row.row), bool))
    sure = _sure(row, could)
    rows = np.zeros(len(row.row), bool)
    rows[row.of_row[row.begins[sure]]] = True
    sure |= could & rows[row.of_row[row.begins]]
    sure |= mixed & _next_to(row, sure)
    closed = row.narrow & sure[row.segment] & ~_behind_a_chapter(row)
    parted = row.inner & ~row.narrow & sure[row.segment]
    return Spaced(closed, parted, rows)


def _next_to(row: Rows, sure: Mask) -> Mask:
    """The stretches of single signs alone that are the line before or behind such a line."""
    whole = _whole(row)
    line = row.row[row.of_row[row.begins]]
    found = np.zeros(len(line), bool)
    for step in (-1, 1):
        beside = np.isin(line + step, line[sure & whole])
        found |= beside & (row.lines.doc[(line + step) * beside] == row.doc)
    single = row.count(row.size == 1) == row.tokens
    next_to: Mask = found & whole & single & (row.tokens >= LEAST)
    return next_to


def _behind_a_chapter(row: Rows) -> Mask:
    """The gaps behind 第 三 章, where the blank between number and name was."""
    number = (series_of(row.first) & NUMBERS) != 0
    opens = row.first == ord("第")
    behind = CHAPTERS.hold(row.first)
    chapter = np.zeros(len(opens), bool)
    for digits in range(1, 4):
        numbered = behind[digits + 1 :] & opens[: -digits - 1]
        for at in range(1, digits + 1):
            numbered &= number[at : at + len(numbered)]
        chapter[digits + 1 :] |= numbered
    return chapter & row.narrow


def _different(row: Rows, letters: Mask) -> Places:
    """How many different letters each stretch has."""
    pairs = distinct(row.segment[letters] << 32 | row.first[letters])
    return np.bincount(pairs >> 32, minlength=len(row.begins))


def _sure(row: Rows, could: Mask) -> Mask:
    """The stretches that enough speaks for."""
    marks = (row.kind == kinds.MARK) & (row.first >= FIRST_MARK)
    marked = row.count(marks) > 0
    enough_signs = row.tokens >= LEAST
    points = _steps(LENGTHS, row.tokens) + _steps(JOINED, _joined_elsewhere(row, could))
    points += MARKED * (marked & (row.tokens >= LEAST - 1))
    whole = _whole(row)
    points += WHOLE * whole
    short = could & whole & ~enough_signs & (_widest(row) <= LONGEST) & ~_counts(row)
    short &= _sparing(row, short)
    points += SEVERAL * _several(row, short)
    could = could & (enough_signs | short | (marked & (row.tokens >= LEAST - 1)))
    sure = could & (points >= ENOUGH)
    near = np.isin(row.doc, row.doc[sure & enough_signs]) & (row.tokens >= LEAST - 1)
    return sure | (could & near & (points + NEAR_OTHERS >= ENOUGH))


def _widest(row: Rows) -> Places:
    """The widest of the narrow gaps of each stretch."""
    gaps = np.maximum.reduceat(np.where(row.narrow, row.gap, 0), row.begins)
    return np.asarray(gaps)


def _counts(row: Rows) -> Mask:
    """Whether a number is among the letters of a stretch: 其 二 is no word."""
    return row.count((series_of(row.first) & NUMBERS) != 0) > 0


def _sparing(row: Rows, short: Mask) -> Mask:
    """Whether the document parts fewer words by blanks than it has short stretches."""
    if not short.any():
        return short
    text, docs = row.lines.text, row.doc[-1] + 1
    at = text.blanks
    at = at[(text.kinds[at - 1] == kinds.HAN) & (text.kinds[at - 2] == kinds.HAN)]
    at = at[(text.kinds[at + 1] == kinds.HAN)]  # so it is not the last, and two places follow
    words = at[text.kinds[at + 2] == kinds.HAN]
    parted = np.bincount(text.doc_of(words), minlength=docs)[:docs]
    sparing: Mask = (parted < np.bincount(row.doc[short], minlength=docs))[row.doc]
    return sparing


def _several(row: Rows, short: Mask) -> Mask:
    """Short stretches among others that are set alike, one of them of three letters."""
    docs = len(row.lines.text)
    alike = row.doc * (LONGEST + 1) + np.minimum(_widest(row), LONGEST)
    different = distinct(alike[short] << 32 | row.first[row.begins[short]])
    many = np.bincount(different >> 32, minlength=docs * (LONGEST + 1)) > 1
    several = short & many[alike]
    longer = np.bincount(row.doc[several & (row.tokens == LEAST - 1)], minlength=docs) > 0
    return several & longer[row.doc]


def _steps(steps: tuple[tuple[float, float], ...], values: Points | Places) -> Points:
    """The points of each value: those of the highest step it reaches."""
    least, points = (np.array(column) for column in zip(*steps, strict=True))
    found: Points = points[np.searchsorted(least, values, "right") - 1]
    return found


def _whole(row: Rows) -> Mask:
    """Whether nothing else stands on the line, or only the number of a chapter before it."""
    ends = row.begins + row.tokens - 1
    begins_line = np.append(True, ~row.inner[:-1])[row.begins]
    before = np.maximum(row.begins - 1, 0)
    chapter = (row.first[before] == ord("第")) & CHAPTERS.hold(row.last[before])
    chapter &= ~begins_line & np.append(True, ~row.inner[:-1])[before]
    whole: Mask = (begins_line | chapter) & ~row.inner[ends]
    return whole


def _joined_elsewhere(row: Rows, could: Mask) -> Points:
    """The share of the pairs of letters that stand side by side elsewhere in the document."""
    after = np.append(row.first[1:], 0).astype(np.uint32)
    written = (kinds.of(row.last) & WRITTEN) != 0
    pair = row.narrow & could[row.segment] & written & np.append(written[1:], False)
    at = np.flatnonzero(pair)
    found = np.zeros(len(row.start), bool)
    doc = row.lines.doc[row.row[row.of_row[at]]]
    found[at] = beside(row.lines.text, doc, row.last[at], after[at])
    share: Points = row.count(found) / np.maximum(row.count(pair), 1)
    return share
