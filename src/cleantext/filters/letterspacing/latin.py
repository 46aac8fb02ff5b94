"""Words of Latin letters with blanks between them."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.filters.letterspacing.rows import LEAST, Mask, Rows
from cleantext.joints import beside
from cleantext.series import Signs

Points = NDArray[np.float64]

LETTERS: Final = 8  # of a Latin stretch of several words
WORD: Final = 12  # letters of one Latin word, in a stretch without wider blanks
VOWELS: Final = Signs("aeiouyAEIOUY")
WORDS: Final = Signs("aAI")  # of one letter
SHARE: Final = (0.2, 0.65)  # of vowels among the letters
INITIALS: Final = 0.34  # words of one letter: with more the blanks between words are not known


def latin(row: Rows) -> tuple[Mask, Mask]:
    """Words of Latin letters with blanks between them: gaps to close, and gaps between words."""
    letter = (row.size == 1) & (row.kind == kinds.LETTER)
    if np.count_nonzero(letter) < LEAST:
        return np.zeros(len(row.start), bool), np.zeros(len(row.start), bool)
    one = (row.size == 1) & np.isin(row.kind, (kinds.LETTER, kinds.MARK, kinds.DIGIT))
    first = np.append(True, ~row.narrow[:-1])
    initial = first & ~row.narrow & letter & ~WORDS.hold(row.first)
    letters, words = row.total(letter), row.total(first & letter)
    could = _spelled(row, letter) & (row.total(~one) == 0)
    several = (words > 1) & (letters >= LETTERS) & (row.total(initial) <= INITIALS * words)
    several &= row.total(row.narrow) >= 2 * words  # not words of one letter and two
    alone = (words == 1) & (letters <= WORD)
    share = _joined_letters(row, (could & alone)[row.of_row])
    sure = (could & (several | (alone & (share == 1))))[row.of_row]
    return row.narrow & sure, row.inner & ~row.narrow & sure


def _spelled(row: Rows, letter: Mask) -> Mask:
    """Whether the letters of each row could be words: vowels among them, and no alphabet."""
    letters = row.total(letter)
    vowels = row.total(letter & VOWELS.hold(row.first))
    steps = row.total(row.narrow & letter & (np.append(row.first[1:], 0) == row.first + 1))
    could: Mask = (letters >= LEAST) & (row.total(row.narrow) > 0) & (steps * 3 < letters)
    return could & (vowels >= SHARE[0] * letters) & (vowels <= SHARE[1] * letters)


def _joined_letters(row: Rows, asked: Mask) -> Points:
    """For each row, the share of its pairs of letters that stand side by side elsewhere."""
    at = np.flatnonzero(row.narrow & asked)
    doc = row.lines.doc[row.row[row.of_row[at]]]
    found = beside(row.lines.text, doc, row.last[at], row.first[at + 1])
    total = np.bincount(row.of_row[at], minlength=len(row.row))
    hits = np.bincount(row.of_row[at], weights=found, minlength=len(row.row))
    share: Points = hits / np.maximum(total, 1)
    return share
