"""What stands between two lines that are one: nothing, a blank, or no hyphen any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleantext.edits import Edits
from cleantext.filters.wraps import signs
from cleantext.filters.wraps.columns import Mask
from cleantext.lines import FIRST_WIDE, Lines
from cleantext.text import Codes, Places, string_of

FIRST_CJK = 0x2E80
BLANK = 0x20
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def joining(lines: Lines, line: Places) -> Edits:
    """The edits that join each of these lines to the next."""
    if not len(line):
        return Edits.none()
    codes = lines.text.codes
    start, stop = lines.stop[line], lines.start[line + 1]
    last, first = signs.TABLE[codes[start - 1]], signs.TABLE[codes[stop]]
    hyphened = (last == signs.HYPHEN) & (first == signs.SMALL)
    lost = np.zeros(len(line), bool)
    maybe = np.flatnonzero(hyphened)
    lost[maybe] = list(_needless(lines, line[maybe]))
    blank = _parted(codes, start, stop, last, first) & ~hyphened
    fresh = np.append(True, line[1:] != line[:-1] + 1)
    group = lines.start[line[fresh]][np.cumsum(fresh) - 1]
    size = blank.astype(np.int64)
    return Edits.of(start - lost, stop, np.full(size.sum(), BLANK), size, group)


def _parted(
    codes: Codes, start: Places, stop: Places, last: signs.Signs, first: signs.Signs
) -> Mask:
    """Where words of a script that parts them by blanks meet."""
    before = _narrow(codes, start - 1, -1)
    after = _narrow(codes, stop, 1)
    korean = (last == signs.HANGUL) | (first == signs.HANGUL)
    korean &= ~_han(codes[start - 1]) & ~_han(codes[stop])
    opened = signs.among(last, signs.OPENING, signs.DASH, signs.HYPHEN) | (
        codes[start - 1] == ord("/")
    )
    closed = signs.among(
        first, signs.CLOSING, signs.STOP, signs.COMMA, signs.SEMICOLON, signs.COLON
    )
    parted: Mask = ((before & after) | korean) & ~opened & ~closed
    return parted


def _narrow(codes: Codes, at: Places, step: int) -> Mask:
    """Whether a sign is narrow; a quotation mark is as its neighbour."""
    sign, neighbour = codes[at], codes[at + step]
    quote = (sign >= FIRST_WIDE) & (sign < FIRST_CJK)
    narrow: Mask = (sign < FIRST_WIDE) | (quote & (neighbour < FIRST_WIDE))
    return narrow


def _han(sign: Codes) -> Mask:
    sort = signs.TABLE[sign]
    return signs.among(sort, signs.HAN, signs.KANA, signs.NUMERAL)


def _needless(lines: Lines, line: Places) -> Iterator[bool]:
    """Whether the document writes each word that a line end cuts, and writes it without hyphen."""
    text, words, home = lines.text, frozenset[str](), -1
    for at in line.tolist():
        if lines.doc[at] != home:
            home = int(lines.doc[at])
            doc = string_of(text.codes[text.edges[home] + 1 : text.edges[home + 1]])
            words = frozenset(WORD.findall(doc.casefold()))
        before = string_of(
            text.codes[max(lines.start[at], lines.stop[at] - 41) : lines.stop[at] - 1]
        )
        begin = lines.start[at + 1]
        after = string_of(text.codes[begin : min(begin + 40, lines.stop[at + 1])])
        left, right = WORD.findall(before.casefold())[-1:], WORD.match(after.casefold())
        yield bool(left and right and left[0] + right[0] in words)
