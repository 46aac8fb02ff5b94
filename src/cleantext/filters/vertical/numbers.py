"""Digits in headings that run down the page: 筹⏎建⏎（⏎1⏎9⏎5⏎2⏎年⏎）.

A digit by itself on a line may be the number of a page, a cell or a grade, so it is part of a
heading only where it makes a number: beside another digit or a mark, or before what is counted. No
heading begins or ends with a digit, but for a year: what stands there is a column of its own. The
number of a heading, 3⏎读⏎取⏎数⏎据, is believed where headings of the document count: 1, 2, 3.

Of public clean text, for tuning and for testing, none changed with it; the typeset half for testing
showed the years.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.lines import Lines
from cleantext.series import Signs
from cleantext.text import Places

Mask = NDArray[np.bool_]

COUNTED: Final = Signs("年月日时点期届次号章节条回版级度岁周世人个万亿")
YEAR: Final = ord("年")
DIGITS: Final = 4  # of a year
ZERO: Final = ord("0")


def in_numbers(lines: Lines, line: Places, goes_on: Mask) -> Mask:
    """Which of these lines of one sign are a digit that makes a number with its neighbours."""
    code, kind = lines.text.codes[lines.start[line]], lines.text.kinds[lines.start[line]]
    digit = kind == kinds.DIGIT
    joins = digit | (kind == kinds.MARK)
    before, after = np.append(False, goes_on), np.append(goes_on, False)
    beside = before & np.append(False, joins[:-1])
    beside |= after & np.append(joins[1:] | COUNTED.hold(code[1:]), False)
    number: Mask = digit & beside
    return number


def trimmed(lines: Lines, first: Places, stop: Places, line: Places) -> tuple[Places, Places]:
    """Each run, from `first` to `stop` among these lines, without digits at its ends.

    A year that begins it stays; a run of nothing but digits has no lines left.
    """
    code = lines.text.codes[lines.start[line]]
    letters = np.flatnonzero(lines.text.kinds[lines.start[line]] != kinds.DIGIT)
    begin = np.append(letters, len(line))[np.searchsorted(letters, first)]
    end = np.append(letters, 0)[np.searchsorted(letters, stop) - 1] + 1
    begin, end = np.minimum(begin, stop), np.maximum(end, np.minimum(begin, stop))
    at = np.minimum(begin, len(line) - 1)
    year = (begin - first == DIGITS) & (code[at] == YEAR)
    return np.where(year, first, begin), end


def counting(lines: Lines, first: Places, gap: Places) -> Mask:
    """Before which of these headings a digit stands that counts them: 1, 2, 3 in a document.

    A blank behind it makes the gap wider by a line.
    """
    before = np.maximum(first - 1, 0)
    code = lines.text.codes[lines.start[before]].astype(np.int64)
    one = (lines.stop[before] - lines.start[before] == 1) & (before < first)
    one &= (lines.doc[before] == lines.doc[first]) & np.isin(lines.gap[first] - gap, (0, 1))
    one &= (lines.text.kinds[lines.start[before]] == kinds.DIGIT) & ~lines.page[first]
    at = np.flatnonzero(one)
    doc, number = lines.doc[first[at]], code[at] - ZERO
    next_one = (doc[1:] == doc[:-1]) & (number[1:] == number[:-1] + 1)
    counts = np.append(next_one, False) | np.append(False, next_one)
    found = np.zeros(len(first), bool)
    found[at] = counts[: len(at)]
    return found


def parted(lines: Lines, first: Places, left: Places) -> Mask:
    """Whether each of these lines is the number of a heading, a blank behind it."""
    wider = lines.gap[first + 1] > lines.gap[np.minimum(first + 2, len(lines) - 1)]
    number = first[(lines.text.kinds[lines.start[first]] == kinds.DIGIT) & wider]
    found: Mask = np.isin(left, number)
    return found
