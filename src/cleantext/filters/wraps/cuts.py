"""Paragraphs that a column or page end cuts in two, in text that is not wrapped.

A paragraph that breaks off in the middle of a sentence goes on in the next block, if that is prose
and begins like the rest of one. Authors leave out the last stop as well, so the document must show
that it was a page: blank lines between all blocks, many such places among its long paragraphs, and
several where the two signs that meet stand together elsewhere in it (依⏎靠, and 依靠).

The limits were chosen with one newspaper page and with lists of product reviews in view: these
leave out stops about as often, but have neither the blank lines nor the words.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from cleantext.edits import spans
from cleantext.filters.wraps import signs
from cleantext.filters.wraps.columns import Mask
from cleantext.joints import beside, codes_of_docs, perhaps
from cleantext.kinds import HAN
from cleantext.lines import Lines
from cleantext.text import Codes, Places

LONG: Final = 60  # half-widths: a paragraph, not a heading
REST: Final = 30
PARAGRAPHS: Final = 20  # long ones in the document
CUT: Final = 0.15  # of them are cut
WORDS: Final = 3  # cuts inside what the document writes together elsewhere
TAIL: Final = 3  # signs
FIRST_HAN: Final = 0x3400
LAST_HAN: Final = 0x9FFF
HAN_BITS: Final = 15
SIGN: Final = 21  # bits of a code point
UNDERSCORE: Final = 0x5F
TOGETHER: Final = 1 / 3  # of all cuts are such
_IS_STOP: Final = signs.TABLE == signs.STOP
_IS_POINT: Final = signs.IS_POINT > 0


def cut(lines: Lines, unwrapped: Mask) -> Places:
    """The lines that go on in the next, in documents that are not wrapped."""
    codes = lines.text.codes
    last = np.flatnonzero(lines.width >= LONG)
    last = last[unwrapped[lines.doc[last]] & _han(lines, lines.stop[last] - 1)]
    last = last[last + 1 < len(lines)]
    after = last + 1
    last = last[
        (lines.doc[last] == lines.doc[after])
        & (lines.gap[after] > 1)
        & (lines.width[after] >= REST)
        & _han(lines, lines.start[after])
        & ~signs.among(signs.begins(_heads(lines, after)), signs.ITEM, signs.NUMERAL)
        & signs.among(signs.TABLE[codes[lines.stop[after] - 1]], signs.STOP, signs.HAN)
    ]
    if not len(last):
        return np.asarray(last)
    last = last[_has_stop(lines, last) & _has_point(lines, last + 1)]
    last = _shown(lines, last)
    return np.asarray(last[_as_elsewhere(lines, last)] if len(last) else last)


def _shown(lines: Lines, last: Places) -> Places:
    """Those in documents where it was a page that cut."""
    docs = np.zeros(len(lines.text), bool)
    docs[lines.doc[last]] = True
    long = np.flatnonzero(docs[lines.doc] & (lines.width >= LONG))
    long = long[_has_stop(lines, long)]
    codes, count = lines.text.codes, len(lines.text)
    every = np.bincount(lines.doc[long], minlength=count)
    cuts = np.bincount(lines.doc[last], minlength=count)
    many = (every >= PARAGRAPHS) & (cuts >= np.maximum(CUT * every, WORDS))
    last = last[many[lines.doc[last]]]
    left, right = codes[lines.stop[last] - 1], codes[lines.start[last + 1]]
    words = beside(lines.text, lines.doc[last], left, right)
    together = np.bincount(lines.doc[last[words]], minlength=count)
    good = (together >= WORDS) & (together >= TOGETHER * cuts)
    return np.asarray(last[good[lines.doc[last]]])


def _as_elsewhere(lines: Lines, line: Places) -> Mask:
    """Where the document goes on so too if it writes the last signs of a line elsewhere."""
    codes, doc = lines.text.codes, lines.doc[line]
    docs = doc[np.append(True, doc[1:] != doc[:-1])]
    end = lines.stop[line]
    wanted = _tails(codes, end - 1, np.searchsorted(docs, doc))
    tails, which = np.unique(wanted, return_inverse=True)
    some, first = codes_of_docs(lines.text, docs)
    at = perhaps(some, codes[end - 2], codes[end - 1]) + 1
    at = at[(at >= TAIL - 1) & (at + 1 < len(some))]
    there = _tails(some, at, np.searchsorted(first, at, "right") - 1)
    rank = np.minimum(np.searchsorted(tails, there), len(tails) - 1)
    found = np.flatnonzero((tails[rank] == there) & (there >= 0) & _in_word(some[at + 1]))
    begin = codes[lines.start[line + 1]]
    known, so = which << SIGN | begin, rank[found] << SIGN | some[at[found] + 1]
    elsewhere = np.bincount(rank[found], minlength=len(tails))[which] > 0
    same: Mask = ~elsewhere | np.isin(known, so)
    return same


def _tails(codes: Codes, at: Places, doc: Places) -> Places:
    """One number for the signs up to each place and the document; -1 if they are not all Han."""
    key, han = doc, np.ones(len(at), bool)
    for back in range(TAIL - 1, -1, -1):
        sign = codes[at - back].astype(np.int64) - FIRST_HAN
        han &= (sign >= 0) & (sign <= LAST_HAN - FIRST_HAN)
        key = key << HAN_BITS | sign
    return np.where(han, key, -1)


def _in_word(codes: Codes) -> Mask:
    """Whether each sign may stand in a word."""
    each, which = np.unique(codes, return_inverse=True)
    word = [chr(code).isalnum() or code == UNDERSCORE for code in each.tolist()]
    return np.array(word, bool)[which]


def _heads(lines: Lines, line: Places) -> Codes:
    at = lines.start[line][:, None] + np.arange(6)
    return np.asarray(lines.text.codes[np.minimum(at, lines.stop[line][:, None] - 1)])


def _han(lines: Lines, at: Places) -> Mask:
    han: Mask = lines.text.kinds[at] == HAN
    return han


def _has_stop(lines: Lines, line: Places) -> Mask:
    return _has(lines, line, _IS_STOP)


def _has_point(lines: Lines, line: Places) -> Mask:
    return _has(lines, line, _IS_POINT)


def _has(lines: Lines, line: Places, wanted: Mask) -> Mask:
    """Whether one of these signs stands inside each line, before its last."""
    size = lines.stop[line] - lines.start[line] - 1
    codes = lines.text.codes[spans(lines.start[line], size)]
    return np.logical_or.reduceat(wanted[codes], np.cumsum(size) - size) if len(line) else size > 0
