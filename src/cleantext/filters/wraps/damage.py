"""What a page does to paragraphs: every line end it could make, at some widths of a column."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from cleantext.edits import Edits
from cleantext.filters.wraps import signs
from cleantext.kinds import HAN, HANGUL, KANA, LETTER
from cleantext.lines import Lines
from cleantext.text import Text

WIDTHS = (44, 60, 76)
PARAGRAPHS = 4  # so many paragraphs of several lines show a column
LONG = 3  # lines


def wrapped(text: Text, width: int, between: str) -> Edits:
    """All paragraphs of each document set in a column of this width, one group a document.

    A page wraps all its paragraphs or none, so a document is one wound.
    """
    lines = Lines.of(text)
    docs = _fit(text, lines, width)
    at = [
        place
        for line in np.flatnonzero(docs[lines.doc]).tolist()
        for place in _cuts(lines, line, width)
    ]
    place = np.array(at, np.int64)
    new = np.tile(np.array([ord(sign) for sign in between], np.uint32), len(place))
    size = np.full(len(place), len(between))
    group = text.edges[text.doc_of(place)] + 1
    return Edits.of(place, place, new, size, group)


def _fit(text: Text, lines: Lines, width: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The documents of Han paragraphs that end in a stop, several of them long, and no page ends."""
    stopped = signs.ends(text.codes, lines.start, lines.stop) == signs.STOP
    long = lines.width >= LONG * width
    foreign = (
        np.add.reduceat((text.kinds & (LETTER | KANA | HANGUL)) > 0, lines.start)
        if len(lines)
        else []
    )
    fit = (
        stopped
        & long
        & (np.array(foreign) == 0)
        & (lines.indent == 0)
        & (lines.gap <= 1)
        & ~lines.page
    )
    count = np.bincount(lines.doc[fit], minlength=len(text))
    every = np.bincount(lines.doc, minlength=len(text))
    return (count == every) & (count >= PARAGRAPHS)


def _cuts(lines: Lines, line: int, width: int) -> list[int]:
    """Where a typesetter would break this paragraph; no mark begins a line, none opens at its end."""
    start, stop = int(lines.start[line]), int(lines.stop[line])
    sorts = signs.TABLE[lines.text.codes[start:stop]]
    han = (lines.text.kinds[start:stop] & HAN) > 0
    cuts, at = [], width // 2 - 2  # the first line is two characters shorter
    while at < stop - start:
        while at > 1 and not (han[at] and sorts[at - 1] != signs.OPENING):
            at -= 1
        cuts.append(start + at)
        at += width // 2
    return cuts


DAMAGES: dict[str, Callable[[Text], Edits]] = {
    f"{name} {width}": partial(wrapped, width=width, between=between)
    for width in WIDTHS
    for name, between in (("wrapped", "\n"), ("blank lines", "\n\n"))
}
