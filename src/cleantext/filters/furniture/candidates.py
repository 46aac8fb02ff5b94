"""Lines that may hold a page number: asked of all lines at once, by their ends and their size."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import spans
from cleantext.kinds import BLANK, DIGIT, MARK, SYMBOL
from cleantext.lines import Lines
from cleantext.series import Signs
from cleantext.text import Places, Text

Mask = NDArray[np.bool_]

NARROW: Final = 16  # characters of a line that is a number and nothing else
LONGEST: Final = 160  # of a line that holds a number and a head, with the blanks between them
ROOM: Final = 100  # characters of a document to each bare number; more of them are a table's
FIGURE: Final = 6  # of a line that is a cell of a table of figures

_UNSEEN: Final = "\0\x1c\x1d\x1e\x1f\u200b\u200e\u200f\ufeff"  # what is no part of a plain line
_EITHER: Final = f"0123456789０１２３４５６７８９ivxlcIVXLC-–—―─－~～·•‧∙・⋅|｜丨{_UNSEEN}"
_OPENS: Final = Signs(f"{_EITHER}第共总總PpSs[〔【(（")
_CLOSES: Final = Signs(f"{_EITHER}页頁]〕】)）")
_ROMAN: Final = np.array([chr(code) in "ivxlcIVXLC" for code in range(128)])
FOREIGN: Final = "=;{}<>$#\\`@。！？!?…、："  # to heads, and to numbers
_FOREIGN: Final = Signs(FOREIGN)
_DASHES: Final = Signs("-–—―─－~～")  # one before a number stands behind it, too
_REACH: Final = 10  # signs from an end
_CLOSE: Final = 3
_MOST_DIGITS: Final = 5  # of a number of pages
_AFTER, _BEFORE = Signs("/／|｜丨·•ov"), Signs("/／|｜丨·•Pp.efn")  # beside digits, but for a blank
_PAGES: Final = Signs("页頁")
_FIGURE: Final = DIGIT | MARK | SYMBOL
_WORDS, _LATER, _SIGNS = Signs("PpSs"), Signs("gGi"), Signs("第共總总")
_SMALL_ROMAN, _SMALL_ENDS = Signs("ivxlc"), Signs("ivx")
_CENTURIES: Final = Signs("12")  # how years begin


def candidates(lines: Lines) -> Places:
    """The lines that may hold a page number."""
    size = lines.stop - lines.start
    narrow = np.flatnonzero(size <= NARROW)
    narrow = narrow[_opens_or_closes(lines, narrow) | _figures(lines, narrow)]
    narrow = narrow[_numeric(lines, narrow) | _marked(lines, narrow)]
    narrow = _out_of_tables(lines, narrow)
    narrow = narrow[_counts(lines, narrow) | _marked(lines, narrow)]
    wide = np.flatnonzero((size > NARROW) & (size <= LONGEST))
    wide = _spaced(lines, wide[_opens_or_closes(lines, wide)])
    wide = wide[_counts(lines, wide) | _worded(lines, wide) | _ends_roman(lines, wide)]
    return _without_articles(
        lines, _without_sentences(lines, np.sort(np.concatenate((narrow, wide))))
    )


def _opens_or_closes(lines: Lines, at: Places) -> Mask:
    """Whether these lines begin or end as some form of number does."""
    first, last = _ends(lines, at)
    return _OPENS.hold(lines.text.codes[first]) | _CLOSES.hold(lines.text.codes[last])


def _without_sentences(lines: Lines, at: Places) -> Places:
    """Without lines that hold a sign which neither a number nor a head has."""
    size = lines.stop[at] - lines.start[at]
    if not len(at):
        return at
    held = _FOREIGN.hold(lines.text.codes[spans(lines.start[at], size)])
    return at[~np.logical_or.reduceat(held, np.cumsum(size) - size)]


def _counts(lines: Lines, at: Places) -> Mask:
    """Whether these lines open as some form of number with a digit does, or close so."""
    first, last = _ends(lines, at)
    behind, before = (
        [np.clip(end + by * step, first, last) for step in range(1, _REACH)]
        for end, by in ((first, 1), (last, -1))
    )
    opens = _signed(lines, first, behind, _OPENS) & _again(lines, first, behind)
    opens |= _numbered(lines, first, behind, _AFTER)
    closes = _signed(lines, last, before, _CLOSES) | _numbered(lines, last, before, _BEFORE)
    return opens | closes


def _signed(lines: Lines, end: Places, near: list[Places], wanted: Signs) -> Mask:
    """Whether a sign that numbers have stands at an end, and a digit close to it."""
    kinds = lines.text.kinds
    digit = np.logical_or.reduce([kinds[place] == DIGIT for place in near[:_CLOSE]])
    signed: Mask = wanted.hold(lines.text.codes[end]) & digit & (kinds[end] != DIGIT)
    return signed


def _again(lines: Lines, end: Places, near: list[Places]) -> Mask:
    """Whether a dash at an end stands behind the number, too; of other signs none need."""
    codes = lines.text.codes
    again = ~_DASHES.hold(codes[end])
    dash = np.flatnonzero(~again)
    again[dash] = np.logical_or.reduce(
        [codes[place[dash]] == codes[end[dash]] for place in near[1:]]
    )
    return again


def _numbered(lines: Lines, end: Places, near: list[Places], wanted: Signs) -> Mask:
    """Whether digits stand at an end, and beside them a blank, one of these signs, or nothing."""
    kinds = lines.text.kinds
    digit = kinds[end] == DIGIT
    beside, inside = end, digit.copy()  # the first sign that is none
    for place in near[:_MOST_DIGITS]:
        beside = np.where(inside, place, beside)
        inside &= kinds[place] == DIGIT
    parted = (kinds[beside] == BLANK) | wanted.hold(lines.text.codes[beside])
    numbered: Mask = digit & ((~inside & parted) | (beside == near[-1]))
    return numbered


def _without_articles(lines: Lines, at: Places) -> Places:
    """Without lines that begin like 第三条 and hold no 页."""
    codes = lines.text.codes
    first, last = _ends(lines, at)
    kept = ~_SIGNS.hold(codes[first]) | _CLOSES.hold(codes[last])
    if not kept.all():
        pages = np.flatnonzero(_PAGES.hold(codes))
        kept |= np.searchsorted(pages, first) < np.searchsorted(pages, last)
    return at[kept]


def _ends(lines: Lines, at: Places) -> tuple[Places, Places]:
    """The first and the last sign of these lines."""
    return lines.start[at], lines.stop[at] - 1


def _numeric(lines: Lines, at: Places) -> Mask:
    """Whether a digit stands close to either end of these lines."""
    kinds = lines.text.kinds
    first, last = _ends(lines, at)
    near = kinds[first] | kinds[last]
    for step in (1, 2, 3):
        near |= kinds[np.minimum(first + step, last)] | kinds[np.maximum(last - step, first)]
    numeric: Mask = near & DIGIT > 0
    return numeric


def _worded(lines: Lines, at: Places) -> Mask:
    """Whether these lines begin like a word for a page: 第, 共, Page, Seite, p."""
    codes, first = lines.text.codes, lines.start[at]
    second, third = codes[first + 1], codes[np.minimum(first + 2, lines.stop[at])]
    spelled = _WORDS.hold(codes[first]) & (_LATER.hold(third) | (second < ord("A")))
    worded: Mask = spelled | _SIGNS.hold(codes[first])
    return worded


def _ends_roman(lines: Lines, at: Places) -> Mask:
    """Whether these lines end in small Roman digits, as far as two signs tell."""
    last = lines.stop[at] - 1
    parted = lines.text.kinds[last - 1] == BLANK
    before = _SMALL_ROMAN.hold(lines.text.codes[last - 1]) | parted
    small: Mask = _SMALL_ENDS.hold(lines.text.codes[last]) & before
    return small


def _marked(lines: Lines, at: Places) -> Mask:
    """Whether these lines may be a number without digits: Roman, between signs, in words."""
    first, last = (lines.text.codes[place] for place in _ends(lines, at))
    roman = _ROMAN[np.minimum(first, 127)] & _ROMAN[np.minimum(last, 127)]
    signs = (first == last) & (lines.text.kinds[lines.start[at]] & (MARK | SYMBOL) > 0)
    signs &= lines.stop[at] - lines.start[at] > len("--")
    marked: Mask = roman | signs | _PAGES.hold(last)
    return marked


def _spaced(lines: Lines, at: Places) -> Places:
    """Of these lines those with a blank or 1/2 so near an end that a number may stand there."""
    first, last = _ends(lines, at)
    near = np.zeros(len(at), bool)
    for parting in (lines.text.blanks, _slashes(lines.text)):
        for low, high in ((first + 1, first + NARROW), (last + 1 - NARROW, last)):
            near |= np.searchsorted(parting, high, "right") > np.searchsorted(parting, low)
    return at[near]


def _slashes(text: Text) -> Places:
    """Where a slash between digits stands."""
    slash = np.flatnonzero(text.codes == ord("/"))
    return slash[(text.kinds[slash - 1] & text.kinds[slash + 1] & DIGIT) > 0]


def _figures(lines: Lines, at: Places) -> Mask:
    """Whether these lines begin and end as a cell of figures does."""
    first, last = (lines.text.kinds[place] for place in _ends(lines, at))
    figures: Mask = (first | last | _FIGURE) == _FIGURE
    return figures


def _hold_slash(lines: Lines, at: Places) -> Mask:
    """Whether a slash is the second or third sign of these lines: 1/2, 12/3."""
    codes, last = lines.text.codes, lines.stop[at] - 1
    second, third = (codes[np.minimum(lines.start[at] + step, last)] for step in (1, 2))
    slash: Mask = (second == ord("/")) | (third == ord("/"))
    return slash


def _out_of_tables(lines: Lines, at: Places) -> Places:
    """Without bare numbers that stand on figures, and where there are too many for pages."""
    first, last = (lines.text.kinds[place] for place in _ends(lines, at))
    size = lines.stop[at] - lines.start[at]
    slash = _hold_slash(lines, at)
    year = (size == len("1950")) & _CENTURIES.hold(lines.text.codes[lines.start[at]]) & ~slash
    digits = (first & last & DIGIT > 0) & ~year
    figure = np.zeros(len(lines) + 1, bool)  # the last stands for the line before the first
    figure[at] = _figures(lines, at) & ~year & (size <= FIGURE)
    apart = np.append(lines.page | (lines.gap == 0), True)
    stacked = (figure[at - 1] & ~apart[at]) | (figure[at + 1] & ~apart[at + 1])
    bare = digits & (size <= len("1234")) & ~slash
    crowd = np.bincount(lines.doc[at[bare & ~stacked]], minlength=len(lines.text))
    crowded = crowd * ROOM > np.diff(lines.text.edges)
    outside: Places = at[~(bare & (stacked | crowded[lines.doc[at]])) & ~year]
    return outside
