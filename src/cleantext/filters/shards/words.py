"""Words on lines of their own, each with the blank behind it that was drawn with it.

A justified line of a spaced script is drawn word by word, and pypdf ends a line behind each:
wrong ⏎it ⏎is. ⏎It ⏎runs⏎eleven ⏎minutes ⏎. Where no blank is left, the line of the page ended too;
so what is joined here are the lines of the page, which `wraps` judges like any others.

Lists and tables may have blanks behind their words as well. But of lines of a page all are about
as wide, whatever the number of their words; of rows of a table all have as many cells, whatever
their width; a list has no such lines at all, and neither has commas and stops behind its words.

The constants were chosen on the two extractions of this kind in the typeset half for tuning and on
9,000 other texts: nearest to them was a book with blanks behind its paragraphs, a quarter of whose
lines were alike. The half for testing holds one more extraction, whose lines they find.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.lines import Lines
from cleantext.series import Signs

Mask = NDArray[np.bool_]

UNSPACED: Final = kinds.HAN | kinds.KANA
BLANK: Final = 0x20
STOPS: Final = Signs(".,;:!?")
CLOSES: Final = Signs(".,;:!?)]}”’")
OPENS: Final = Signs("([{“‘")
QUOTE: Final = ord('"')

LONGEST: Final = 3  # marks on a line of their own
BLANK_LINE: Final = 2  # breaks
NUMBER: Final = 6  # digits and marks of a number on a line of its own
FEWEST: Final = 12  # words with a blank behind them, in a document
STOPPED: Final = 3  # and of these with a comma or a stop
MANY: Final = 3  # words that make a line of the page
ROWS: Final = 4  # such lines
BLANKS: Final = 0.2  # inside the words: an extractor parts all of them
ALIKE: Final = 1.3  # times wider or narrower than most
WIDE: Final = 0.4  # of the lines are so; the last of a paragraph are not
SAME: Final = 0.6  # of the rows of a table, or more, have one number of cells


def words(lines: Lines) -> Edits:
    """The breaks behind words deleted, a group a line of the page."""
    if len(lines) <= FEWEST:
        return Edits.none()
    blank = _blank_behind(lines)
    asked = np.flatnonzero(np.bincount(lines.doc[:-1], weights=blank) >= FEWEST)
    if not len(asked):
        return Edits.none()
    bonds = blank | _marks(lines)
    bonds[1:] |= bonds[:-1] & _units(lines)[1:]
    first, stop = np.searchsorted(lines.doc, asked), np.searchsorted(lines.doc, asked, "right")
    for begin, end in zip(first.tolist(), stop.tolist(), strict=True):
        inside = slice(begin, end - 1)
        if not _drawn(lines, begin, end, bonds[inside], blank[inside]):
            bonds[inside] = False
    bonds &= np.isin(lines.doc[:-1], asked)
    at = np.flatnonzero(bonds)
    begins = np.flatnonzero(~np.append(False, bonds))
    row = lines.start[begins[np.searchsorted(begins, at, "right") - 1]]
    kept = blank[at]
    new = np.full(np.count_nonzero(kept), BLANK, np.uint32)
    return Edits.of(lines.stop[at], lines.start[at + 1], new, kept, row)


def _blank_behind(lines: Lines) -> Mask:
    """Whether one blank and nothing else parts each line from the next, on its line or alone."""
    codes, found = lines.text.codes, np.zeros(len(lines) - 1, bool)
    between = lines.start[1:] - lines.stop[:-1]
    at = np.flatnonzero(between - np.diff(lines.behind) == 1)
    stop, start, gap = lines.stop[at], lines.start[at + 1], lines.gap[at + 1]
    behind, before = codes[stop] == BLANK, lines.head[at + 1] < start
    number = (lines.text.kinds[start] == kinds.DIGIT) & ~behind & before
    one = np.where(behind | number, gap == 1, ~before & (gap == BLANK_LINE))
    kind = lines.text.kinds[stop - 1] | lines.text.kinds[start]
    found[at] = one & ((kind & UNSPACED) == 0)
    return found


def _marks(lines: Lines) -> Mask:
    """Whether a line of marks alone stands before or behind each end, and belongs to it."""
    text, first, last = lines.text, lines.start, lines.stop - 1
    alone = lines.stop - lines.start <= LONGEST
    for at in range(LONGEST):
        alone &= (text.kinds[np.minimum(first + at, last)] & (kinds.MARK | kinds.BLANK)) != 0
    quote = (text.codes[last] == QUOTE) & (text.codes[last - 1] == BLANK)
    closes = CLOSES.hold(text.codes[first]) | (text.codes[first] == QUOTE) & ~quote
    opens = OPENS.hold(text.codes[last]) | quote
    near: Mask = ((alone & closes)[1:] | (alone & opens)[:-1]) & (lines.gap[1:] == 1)
    return near


def _units(lines: Lines) -> Mask:
    """Whether each line is a number and the next its unit: 312⏎명."""
    kind, first, last = lines.text.kinds, lines.start, lines.stop - 1
    number = (kind[first] == kinds.DIGIT) & (kind[last] == kinds.DIGIT) & (last - first < NUMBER)
    next_to = (first[1:] - last[:-1] - np.diff(lines.behind) == 1) & (lines.gap[1:] == 1)
    unit: Mask = next_to & number[:-1] & (kind[first[1:]] == kinds.HANGUL)
    return unit


def _drawn(lines: Lines, begin: int, end: int, bonds: Mask, blank: Mask) -> bool:
    """Whether a document, these lines, was drawn word by word."""
    text = lines.text
    start, stop = lines.start[begin:end], lines.stop[begin:end]
    row = np.cumsum(np.append(True, ~bonds)) - 1
    number = 1 + np.bincount(row, weights=np.append(blank, False))
    rows = number >= MANY
    if np.count_nonzero(rows) < ROWS:
        return False
    inside = np.searchsorted(text.blanks, stop) - np.searchsorted(text.blanks, start)
    stopped = np.count_nonzero(blank & STOPS.hold(text.codes[stop[:-1] - 1]))
    wide = np.bincount(row, weights=lines.width[begin:end] + np.append(blank, False))[rows]
    times = wide / np.median(wide)
    alike = np.mean((times < ALIKE) & (times > 1 / ALIKE))
    same = np.bincount(number[rows].astype(np.int64)).max() / len(wide)
    few = np.mean(inside[rows[row]]) <= BLANKS
    return bool(stopped >= STOPPED and few and alike >= WIDE and same <= SAME)
