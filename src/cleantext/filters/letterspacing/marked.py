"""Lines with blanks before their marks: all their blanks between Chinese characters are stray."""

from __future__ import annotations

from typing import Final

import numpy as np

from cleantext import kinds
from cleantext.filters.letterspacing.rows import (
    FIRST_MARK,
    LEAST,
    LONGEST,
    MARKS,
    WRITTEN,
    Mask,
    Rows,
)
from cleantext.filters.letterspacing.spaced import Spaced

PIECES: Final = 2.5  # signs of a token at most, on average, in a line with one blank before a mark
PIECES_MARKED: Final = 3.5  # the same with several marks apart: people type such


def before_marks(row: Rows, spaced: Spaced) -> Mask:
    """All gaps between Chinese characters of lines that have blanks before their marks."""
    han = (kinds.of(row.last) & (WRITTEN | kinds.MARK)) != 0
    han &= row.last >= FIRST_MARK
    next_first = np.append(row.first[1:], 0).astype(np.uint32)
    next_han = (kinds.of(next_first) & (WRITTEN | kinds.MARK)) != 0
    next_han &= next_first >= FIRST_MARK
    marked = row.inner & MARKS.hold(next_first) & (kinds.of(row.last) == kinds.HAN)
    apart = MARKS.hold(row.first) & (row.size == 1) & row.inner
    count = np.bincount(row.of_row[apart], minlength=len(row.row))
    tokens = np.bincount(row.of_row, minlength=len(row.row))
    signs = np.bincount(row.of_row, weights=row.size)
    chosen = (count > 1) & (signs <= PIECES_MARKED * tokens)
    chosen |= (tokens >= LEAST) & (signs <= PIECES * tokens)
    chosen |= _beside_rows(row, spaced.rows | chosen) & (count > 0)
    chosen &= np.bincount(row.of_row[marked], minlength=len(row.row)) > 0
    chosen &= np.bincount(row.of_row, weights=(row.kind & kinds.HANGUL) != 0) == 0
    gap: Mask = row.inner & chosen[row.of_row] & han & next_han & (row.gap <= LONGEST // 2)
    return gap


def _beside_rows(row: Rows, chosen: Mask) -> Mask:
    """The rows whose neighbour among the lines is chosen."""
    near = chosen.copy()
    next_ = np.diff(row.row) == 1
    near[1:] |= next_ & chosen[:-1]
    near[:-1] |= next_ & chosen[1:]
    return near
