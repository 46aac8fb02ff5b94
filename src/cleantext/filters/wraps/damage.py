"""What a page does to paragraphs: every line end it could make, at some widths of a column."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from cleantext.edits import Edits
from cleantext.filters.wraps import signs
from cleantext.filters.wraps.columns import Mask
from cleantext.kinds import HAN, HANGUL, KANA, LETTER
from cleantext.lines import Lines
from cleantext.text import Text

WIDTHS = (60, 68, 76)
PARAGRAPHS = 5  # so many of several lines show a column
LONG = 3  # lines
MISSING = 6  # half-widths that a last line is short of the column, at least


def wrapped(text: Text, width: int, between: str) -> Edits:
    """All paragraphs of each document set in a column of this width, one group a document.

    A page wraps all its paragraphs or none, so a document is one wound.
    """
    lines = Lines.of(text)
    place = [
        at
        for doc in np.flatnonzero(_fit(text, lines, width)).tolist()
        for at in _shown(lines, np.flatnonzero(lines.doc == doc).tolist(), width)
    ]
    at = np.array(place, np.int64)
    new = np.tile(np.array([ord(sign) for sign in between], np.uint32), len(at))
    group = text.edges[text.doc_of(at)] + 1
    return Edits.of(at, at, new, np.full(len(at), len(between)), group)


def _shown(lines: Lines, paragraphs: list[int], width: int) -> list[int]:
    """Where these paragraphs break, if each of them shows its end by a short last line."""
    cuts = []
    for line in paragraphs:
        own = _cuts(lines, line, width)
        last = own[-1] if own else int(lines.start[line])
        if (int(lines.stop[line]) - last) * 2 > width - MISSING:
            return []
        cuts += own
    return cuts


def _fit(text: Text, lines: Lines, width: int) -> Mask:
    """The documents of Han paragraphs, several of them long, each with a stop at its end."""
    if not len(lines):
        return np.zeros(len(text), bool)
    stopped = signs.ends(text.codes, lines.start, lines.stop) == signs.STOP
    foreign = np.logical_or.reduceat((text.kinds & (LETTER | KANA | HANGUL)) > 0, lines.start)
    plain = stopped & ~foreign & (lines.indent == 0) & (lines.gap <= 1) & ~lines.page
    every = np.bincount(lines.doc, minlength=len(text))
    fit = np.bincount(lines.doc[plain], minlength=len(text)) == every
    long = np.bincount(lines.doc[lines.width >= LONG * width], minlength=len(text))
    return np.asarray(fit & (long >= PARAGRAPHS))


def _cuts(lines: Lines, line: int, width: int) -> list[int]:
    """Where a typesetter could break this paragraph, inside sentences and between Han only."""
    start, stop = int(lines.start[line]), int(lines.stop[line])
    han = lines.text.kinds[start:stop] == HAN
    cuts, at = [], width // 2 - 2  # the first line is two characters shorter
    while at < stop - start:
        while at > 1 and not (han[at] and han[at - 1]):
            at -= 1
        cuts.append(start + at)
        at += width // 2
    return cuts


DAMAGES: dict[str, Callable[[Text], Edits]] = {
    f"{name} {width}": partial(wrapped, width=width, between=between)
    for width in WIDTHS
    for name, between in (("wrapped", "\n"), ("blank lines", "\n\n"))
}
