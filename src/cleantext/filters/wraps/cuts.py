"""Paragraphs that a column or page end cuts in two, in text that is not wrapped.

A paragraph that breaks off in the middle of a sentence goes on in the next block, if that is prose
and begins like the rest of one. Authors leave out the last stop as well, so the document must show
that it was a page: blank lines between all blocks, many such places among its long paragraphs, and
several where the two signs that meet stand together elsewhere in it (依⏎靠, and 依靠).
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from cleantext.edits import spans
from cleantext.filters.wraps import signs
from cleantext.filters.wraps.columns import Mask
from cleantext.joints import beside
from cleantext.kinds import HAN
from cleantext.lines import Lines
from cleantext.text import Codes, Places, string_of

LONG: Final = 60  # half-widths: a paragraph, not a heading
REST: Final = 30
PARAGRAPHS: Final = 20  # long ones in the document
CUT: Final = 0.15  # of them are cut
WORDS: Final = 3  # cuts inside what the document writes together elsewhere
TAIL: Final = 3  # signs
HAN_ONLY: Final = re.compile("[\u3400-\u9fff]+")
TOGETHER: Final = 1 / 3  # of all cuts are such


def cut(lines: Lines) -> Places:
    """The lines that go on in the next, in documents that are not wrapped."""
    codes = lines.text.codes
    last = np.flatnonzero((lines.width >= LONG) & _han(lines, lines.stop - 1))
    last = last[last + 1 < len(lines)]
    after = last + 1
    last = last[
        (lines.doc[last] == lines.doc[after])
        & (lines.gap[after] > 1)
        & (lines.width[after] >= REST)
        & _han(lines, lines.start[after])
        & ~np.isin(signs.begins(_heads(lines, after)), (signs.ITEM, signs.NUMERAL))
        & np.isin(signs.TABLE[codes[lines.stop[after] - 1]], (signs.STOP, signs.HAN))
    ]
    if not len(last):
        return np.asarray(last)
    last = last[_has_stop(lines, last) & _has_point(lines, last + 1)]
    last = last[_shown(lines, last)]
    return np.asarray(last[np.array([_as_elsewhere(lines, line) for line in last.tolist()], bool)])


def _shown(lines: Lines, last: Places) -> Mask:
    """In which documents it was a page that cut."""
    docs = np.zeros(len(lines.text), bool)
    docs[lines.doc[last]] = True
    long = np.flatnonzero(docs[lines.doc] & (lines.width >= LONG))
    long = long[_has_stop(lines, long)]
    codes, count = lines.text.codes, len(lines.text)
    left, right = codes[lines.stop[last] - 1], codes[lines.start[last + 1]]
    words = beside(lines.text, lines.doc[last], left, right)
    every = np.bincount(lines.doc[long], minlength=count)
    cuts = np.bincount(lines.doc[last], minlength=count)
    together = np.bincount(lines.doc[last[words]], minlength=count)
    good: Mask = (every >= PARAGRAPHS) & (cuts >= CUT * every)
    good &= (together >= WORDS) & (together >= TOGETHER * cuts)
    return good[lines.doc[last]]


def _as_elsewhere(lines: Lines, line: int) -> bool:
    """Whether the document goes on so too where it writes the last signs of the line elsewhere."""
    text = lines.text
    home = lines.doc[line]
    first, stop = int(text.edges[home]) + 1, int(text.edges[home + 1])
    doc = string_of(text.codes[first:stop])
    end, begin = lines.stop[line] - first, lines.start[line + 1] - first
    tail = doc[end - TAIL : end]
    if not HAN_ONLY.fullmatch(tail):
        return True
    known = {match[1] for match in re.finditer(tail + r"(\w)", doc)}
    return not known or doc[begin] in known


def _heads(lines: Lines, line: Places) -> Codes:
    at = lines.start[line][:, None] + np.arange(6)
    return np.asarray(lines.text.codes[np.minimum(at, lines.stop[line][:, None] - 1)])


def _han(lines: Lines, at: Places) -> Mask:
    han: Mask = lines.text.kinds[at] == HAN
    return han


def _has_stop(lines: Lines, line: Places) -> Mask:
    return _has(lines, line, signs.TABLE == signs.STOP)


def _has_point(lines: Lines, line: Places) -> Mask:
    return _has(lines, line, signs.IS_POINT > 0)


def _has(lines: Lines, line: Places, wanted: Mask) -> Mask:
    """Whether one of these signs stands inside each line, before its last."""
    size = lines.stop[line] - lines.start[line] - 1
    codes = lines.text.codes[spans(lines.start[line], size)]
    return np.logical_or.reduceat(wanted[codes], np.cumsum(size) - size) if len(line) else size > 0
