"""Names of two characters padded to the width of three, in lists of names."""

from __future__ import annotations

from typing import Final

import numpy as np

from cleantext import kinds
from cleantext.filters.letterspacing.rows import NAMED, Mask, Rows
from cleantext.lines import Lines
from cleantext.text import Places

AROUND: Final = 8  # lines before and after a padded name
ROWS: Final = 3  # rows of names among them, itself too
TITLE: Final = 3  # signs


def padded(row: Rows) -> Mask:
    """The blank inside a name of two characters that begins a row, where other rows have names."""
    lines, codes = row.lines, row.lines.text.codes
    opens = np.append(True, ~row.inner[:-1])
    one = (row.size == 1) & (row.kind == kinds.HAN)
    at = np.flatnonzero(opens & one & row.inner)
    second = at + 1
    bracket = NAMED.hold(codes[row.start[second] + 1])
    han = (lines.text.kinds[row.start[second]] == kinds.HAN) & ((row.size[second] == 1) | bracket)
    third = np.minimum(second + 1, len(row.start) - 1)
    titled = row.inner[second] & (row.size[third] >= TITLE) & (row.first[second] != row.first[at])
    titled &= kinds.of(row.first[third]) == kinds.HAN
    at = at[han & titled]
    padded = np.zeros(len(row.start), bool)
    if not len(at):
        return padded
    rows = row.row[row.of_row[at]]
    near = rows[:, None] + np.arange(-AROUND, AROUND + 1)
    there = (near >= 0) & (near < len(lines))
    near = np.clip(near, 0, len(lines) - 1)
    there &= lines.doc[near] == lines.doc[rows][:, None]
    full = np.count_nonzero(there & _name_row(lines, near), axis=1)
    names = np.count_nonzero(there & np.isin(near, rows), axis=1)
    padded[at[(full > 0) & (full + names >= ROWS)]] = True
    return padded


def _name_row(lines: Lines, line: Places) -> Mask:
    """Whether a line begins with a name of three or four characters, and something behind it."""
    text = lines.text
    start = lines.start[line]
    long = lines.stop[line] - start >= TITLE + 5
    start = np.minimum(start, len(text.codes) - 6)
    han = [text.kinds[start + at] == kinds.HAN for at in range(4)]
    ends = [
        (text.kinds[start + at] == kinds.BLANK) | NAMED.hold(text.codes[start + at])
        for at in (3, 4)
    ]
    name: Mask = long & han[0] & han[1] & han[2] & (ends[0] | (han[3] & ends[1]))
    return name
