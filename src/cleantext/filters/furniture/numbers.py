"""Page numbers as they stand on their lines: found, and read.

Which lines may hold one is asked of all lines at once; only those few are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from cleantext.edits import spans
from cleantext.filters.furniture.candidates import FOREIGN, NARROW, candidates
from cleantext.filters.furniture.numerals import HAN, value_of
from cleantext.lines import Lines
from cleantext.text import Places, string_of

BESIDE: Final = 30  # of the head beside a number
PIECES: Final = 4  # lines a number split over several may reach before and behind its digits


def _nameless(form: str) -> str:
    """The same pattern without its names, so that patterns can stand side by side."""
    return re.sub(r"\(\?P<\w+>", "(?:", form).replace("(?P=sign)", "[-–—―─－~～·•‧∙・⋅]+")


_N: Final = r"(?P<n>[0-9]{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})"
_OF: Final = r"(?P<of>[0-9]{1,5})"
_PAGE: Final = r"(?:[Pp]age|PAGE|[Ss]eite)"
_FORMS: Final = {
    "words": rf"第 ?(?P<n>[0-9]{{1,4}}|[{HAN}零十百]{{1,6}}) ?[页頁]"
    rf"(?: ?[,，/|·]? ?[共总總] ?{_OF} ?[页頁])?",
    "words after": rf"[共总總] ?{_OF} ?[页頁] ?[,，/|·]? ?第 ?(?P<n>[0-9]{{1,4}}) ?[页頁]",
    "page": rf"{_PAGE} ?{_N}(?: ?(?:of|von|/) ?{_OF})?",
    "of": rf"{_N} ?(?:of|von) ?{_OF}",
    "p": r"[Pp]\.? ?(?P<n>[0-9]{1,4})",
    "slash": rf"{_N} ?[/／] ?{_OF}(?: ?[页頁])?",
    "signs": rf"(?P<sign>[-–—―─－~～·•‧∙・⋅]+) ?{_N} ?(?P=sign)",
    "brackets": rf"[\[〔【(（] ?{_N} ?[\]〕】)）]",
    "bare": _N,
    "half": r"[|｜丨·•] ?(?P<n>[0-9]{1,4})",
    "half after": r"(?P<n>[0-9]{1,4}) ?[|｜丨·•]",
}
_SIDES: Final = {
    "whole": "FORM",
    "last": "(?P<head>.+?) (?:FORM)",
    "first": "(?:FORM) (?P<head>.+)",
}
_GLUED: Final = (  # the blank between them was lost
    re.compile(r"(?P<n>[0-9]{1,4})/(?P<of>[0-9]{2,5})(?P<head>[^\W\d_][^/]*)"),
    re.compile(r"(?P<head>[^/]*[^\W\d_])(?P<n>[0-9]{1,4})/(?P<of>[0-9]{2,5})"),
)
_CELLS: Final = re.compile(r"\S(?: {2,}|\t)(?=\S)")  # two of them make the row of a table
_TINY: Final = 6  # characters of the signs and words that stand on lines of their own
_FORM: Final = "|".join(map(_nameless, _FORMS.values()))
_ANY: Final = re.compile(_FORM)
_ANY_BESIDE: Final = re.compile(rf"(?:{_FORM}) .+|.+ (?:{_FORM})")
_HINTS: Final = {  # what a form never lacks
    "words": re.compile("[页頁]"),
    "words after": re.compile("[页頁]"),
    "page": re.compile("age|AGE|eite"),
    "of": re.compile("of|von"),
    "p": re.compile("[Pp]"),
    "slash": re.compile("[/／]"),
    "signs": re.compile("[-–—―─－~～·•‧∙・⋅]"),
    "bare": re.compile(""),
    "half": re.compile("[|｜丨·•]"),
    "half after": re.compile("[|｜丨·•]"),
}
_HEAD: Final = re.compile(
    r"(?!(?:.*\b[0-9]+\b){3})(?=.*[^\W\d_])[^=;{}<>$#|\\`@。！？!?；…，、：]+"
)  # no sentence, no code
_CELL: Final = r"(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9][-0-9.,/%:]*"  # a figure, but no year
_ROW: Final = {  # what a head does not have next to the number: there it is the row of a table
    "first": re.compile(rf"{_CELL}(?: |$)"),
    "last": re.compile(rf"(?:.*[^.] |){_CELL}"),  # No. 3 is none
}
_FOREIGN: Final = re.compile(f"[{re.escape(FOREIGN)}]")
_PLAIN: Final = str.maketrans("０１２３４５６７８９\0", "0123456789 ", "\u200b\u200e\u200f\ufeff")
_ODD: Final = re.compile("[０-９\0\u200b\u200e\u200f\ufeff]")


@dataclass(frozen=True)
class Number:
    """A page number, or what looks like one."""

    first: int  # its line, or the first of those it is split over
    last: int
    form: str
    style: str  # how it counts: "9", "i", "I" or "九"
    value: int
    of: int  # how many pages there are; 0 where that is not said
    padded: bool
    head: str  # what stands beside it on its line


def page_numbers(lines: Lines) -> list[Number]:
    """Every line that reads as a page number, alone or beside a head, in order."""
    return list(_read_all(lines, candidates(lines)))


def _read_all(lines: Lines, at: Places) -> Iterator[Number]:
    size = (lines.stop - lines.start)[at]
    signs = string_of(lines.text.codes[spans(lines.start[at], size)])
    stops = np.cumsum(size).tolist()
    for line, start, stop in zip(at.tolist(), [0, *stops], stops, strict=False):
        raw = signs[start:stop]
        number = _read(_plain(raw), line, line)
        if number and number.head and len(_CELLS.findall(raw)) > 1:
            continue
        if number and number.form == "bare" and not number.head:
            number = _split(lines, line) or number
        if number:
            yield number


def _shown(lines: Lines, line: int) -> str:
    """A line with its blanks made plain."""
    return _plain(string_of(lines.text.codes[lines.start[line] : lines.stop[line]]))


def _plain(shown: str) -> str:
    """A line with its blanks and digits made plain; most have nothing but blanks to be made so."""
    if _ODD.search(shown):
        shown = shown.translate(_PLAIN)
    return " ".join(shown.split())


def _split(lines: Lines, line: int) -> Number | None:
    """The number whose signs or words were drawn on lines of their own: —⏎3⏎—."""
    doc = lines.doc[line]
    near = slice(max(line - 1, 0), line + 2)
    if (lines.stop[near] - lines.start[near] <= _TINY).sum() < 2:  # noqa: PLR2004 - itself and one more
        return None
    shown = {
        at: _shown(lines, at)
        for at in range(max(line - PIECES, 0), min(line + PIECES + 1, len(lines)))
        if lines.doc[at] == doc and lines.stop[at] - lines.start[at] <= 2 * NARROW
    }
    for first in range(line - PIECES, line + 1):
        for last in range(line + PIECES, line - 1, -1):
            if first not in shown or last not in shown or first == last:
                continue
            if lines.stop[last] - lines.start[first] <= 2 * NARROW:
                found = _form(" ".join(shown[at] for at in range(first, last + 1)))
                if found and found[0] not in {"bare", "half"}:
                    number = _number(*found, "", first, last)
                    if number:
                        return number
    return None


def _form(shown: str) -> tuple[str, re.Match[str]] | None:
    """How this text is written as a page number and nothing else."""
    if _ANY.fullmatch(shown):
        for form in _FORMS:
            if match := _pattern(form, "whole").fullmatch(shown):
                return form, match
    return None


def _read(shown: str, first: int, last: int) -> Number | None:
    """What this text says as a page number, alone or with a head beside it."""
    found = _form(shown)
    return _number(*found, "", first, last) if found else _beside(shown, first, last)


def _beside(shown: str, first: int, last: int) -> Number | None:
    """What this text says as a page number beside a head."""
    if _FOREIGN.search(shown):
        return None
    for glued in _GLUED:
        match = glued.fullmatch(shown)
        if match and _is_head(match["head"]):
            return _number("glued", match, match["head"], first, last)
    if not _ANY_BESIDE.fullmatch(shown):
        return None
    for form in _FORMS:
        if form == "brackets" or not _HINTS[form].search(shown):
            continue
        for side in ("last", "first"):
            match = _pattern(form, side).fullmatch(shown)
            if match and _is_head(match["head"]) and not _in_row(match["head"], side):
                return _number(form, match, match["head"], first, last)
    return None


@cache
def _pattern(form: str, side: str) -> re.Pattern[str]:
    """The pattern of a form; compiled when first wanted, for few documents have more than two."""
    return re.compile(_SIDES[side].replace("FORM", _FORMS[form]))


def _is_head(beside: str) -> bool:
    """Whether what stands beside a number may be a head, and no label of it (answer: 1)."""
    return len(beside) <= BESIDE and beside[-1] != ":" and _HEAD.fullmatch(beside) is not None


def _in_row(head: str, side: str) -> bool:
    """Whether another figure stands next to the number."""
    row = _ROW[side].fullmatch(head) if side == "last" else _ROW[side].match(head)
    return row is not None


def _number(form: str, match: re.Match[str], head: str, first: int, last: int) -> Number | None:
    worth = match["n"]
    value, style = value_of(worth)
    of = int(match.groupdict().get("of") or 0)
    if not value or (of and value > of):
        return None
    return Number(first, last, form, style, value, of, worth[0] == "0", head)
