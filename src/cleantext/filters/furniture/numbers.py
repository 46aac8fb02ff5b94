"""Page numbers as they stand on their lines: found, and read.

Which lines may hold one is asked of all lines at once; only those few are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import spans
from cleantext.kinds import BLANK, DIGIT, MARK, SYMBOL
from cleantext.lines import Lines
from cleantext.series import Signs
from cleantext.text import Places, Text, string_of

Mask = NDArray[np.bool_]

NARROW: Final = 16  # characters of a line that is a number and nothing else
LONGEST: Final = 160  # of a line that holds a number and a head, with the blanks between them
BESIDE: Final = 30  # of the head beside a number
ROOM: Final = 100  # characters of a document to each bare number; more of them are a table's
FIGURE: Final = 6  # of a line that is a cell of a table of figures
PIECES: Final = 4  # lines a number split over several may reach before and behind its digits


def _nameless(form: str) -> str:
    """The same pattern without its names, so that patterns can stand side by side."""
    return re.sub(r"\(\?P<\w+>", "(?:", form).replace("(?P=sign)", "[-–—―─－~～·•‧∙・⋅]+")


_N: Final = r"(?P<n>[0-9]{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})"
_HAN: Final = "〇一二三四五六七八九"
_OF: Final = r"(?P<of>[0-9]{1,5})"
_PAGE: Final = r"(?:[Pp]age|PAGE|[Ss]eite)"
_FORMS: Final = {
    "words": rf"第 ?(?P<n>[0-9]{{1,4}}|[{_HAN}零十百]{{1,6}}) ?[页頁]"
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
_WHOLE: Final = {form: re.compile(read) for form, read in _FORMS.items()}
_FIRST: Final = {form: re.compile(rf"(?:{read}) (?P<head>.+)") for form, read in _FORMS.items()}
_LAST: Final = {form: re.compile(rf"(?P<head>.+?) (?:{read})") for form, read in _FORMS.items()}
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
_UNSEEN: Final = "\0\x1c\x1d\x1e\x1f\u200b\u200e\u200f\ufeff"  # what is no part of a plain line
_EITHER: Final = f"0123456789０１２３４５６７８９ivxlcIVXLC-–—―─－~～·•‧∙・⋅|｜丨{_UNSEEN}"
_OPENS: Final = Signs(f"{_EITHER}第共总總PpSs[〔【(（")
_CLOSES: Final = Signs(f"{_EITHER}页頁]〕】)）")
_HEAD: Final = re.compile(
    r"(?!(?:.*\b[0-9]+\b){3})(?=.*[^\W\d_])[^=;{}<>$#|\\`@。！？!?；…，、：]+"
)  # no sentence, no code
_NO_HEAD: Final = re.compile(r"[=;{}<>$#\\`@。！？!?…、：]")  # nor a part of a number
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
    return list(_read_all(lines, _candidates(lines)))


def _candidates(lines: Lines) -> Places:
    """The lines that may hold a page number."""
    size = lines.stop - lines.start
    narrow = np.flatnonzero(size <= NARROW)
    narrow = narrow[_opens_or_closes(lines, narrow) | _figures(lines, narrow)]
    narrow = narrow[_numeric(lines, narrow) | _marked(lines, narrow)]
    narrow = _out_of_tables(lines, narrow)
    narrow = narrow[_opens_or_closes(lines, narrow)]
    wide = np.flatnonzero((size > NARROW) & (size <= LONGEST))
    wide = _spaced(lines, wide[_opens_or_closes(lines, wide)])
    wide = wide[_numeric(lines, wide) | _worded(lines, wide) | _ends_roman(lines, wide)]
    return _without_articles(lines, np.sort(np.concatenate((narrow, wide))))


def _opens_or_closes(lines: Lines, at: Places) -> Mask:
    """Whether these lines begin or end as some form of number does."""
    first, last = _ends(lines, at)
    return _OPENS.hold(lines.text.codes[first]) | _CLOSES.hold(lines.text.codes[last])


def _without_articles(lines: Lines, at: Places) -> Places:
    """Without lines that begin like 第三条 and hold no 页."""
    codes = lines.text.codes
    first, last = _ends(lines, at)
    kept = ~np.isin(codes[first], _SIGNS) | _CLOSES.hold(codes[last])
    if not kept.all():
        pages = np.flatnonzero((codes == _PAGES[0]) | (codes == _PAGES[1]))
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


_ROMAN: Final = np.array([chr(code) in "ivxlcIVXLC" for code in range(128)])
_PAGES: Final = tuple(map(ord, "页頁"))
_FIGURE: Final = DIGIT | MARK | SYMBOL
_WORDS, _LATER, _SIGNS = (tuple(map(ord, signs)) for signs in ("PpSs", "gGi", "第共總总"))


def _worded(lines: Lines, at: Places) -> Mask:
    """Whether these lines begin like a word for a page: 第, 共, Page, Seite, p."""
    codes, first = lines.text.codes, lines.start[at]
    second, third = codes[first + 1], codes[np.minimum(first + 2, lines.stop[at])]
    spelled = np.isin(codes[first], _WORDS) & (np.isin(third, _LATER) | (second < ord("A")))
    worded: Mask = spelled | np.isin(codes[first], _SIGNS)
    return worded


def _ends_roman(lines: Lines, at: Places) -> Mask:
    """Whether these lines end in small Roman digits, as far as two signs tell."""
    last = lines.stop[at] - 1
    small = np.isin(lines.text.codes[last], tuple(map(ord, "ivx")))
    before = lines.text.codes[last - 1]
    parted = lines.text.kinds[last - 1] == BLANK
    small &= np.isin(before, tuple(map(ord, "ivxlc"))) | parted
    return small


def _marked(lines: Lines, at: Places) -> Mask:
    """Whether these lines may be a number without digits: Roman, between signs, in words."""
    first, last = (lines.text.codes[place] for place in _ends(lines, at))
    roman = _ROMAN[np.minimum(first, 127)] & _ROMAN[np.minimum(last, 127)]
    signs = (first == last) & (lines.text.kinds[lines.start[at]] & (MARK | SYMBOL) > 0)
    signs &= lines.stop[at] - lines.start[at] > len("--")
    marked: Mask = roman | signs | np.isin(last, _PAGES)
    return marked


def _spaced(lines: Lines, at: Places) -> Places:
    """Of these lines those with a blank or 1/2 so near an end that a number may stand there."""
    parting = _partings(lines.text)
    first, last = _ends(lines, at)
    near = np.zeros(len(at), bool)
    for low, high in ((first + 1, first + NARROW), (last + 1 - NARROW, last)):
        near |= np.searchsorted(parting, high, "right") > np.searchsorted(parting, low)
    return at[near]


def _partings(text: Text) -> Places:
    """Where a blank, or a slash between digits, stands."""
    slash = np.flatnonzero(text.codes == ord("/"))
    slash = slash[(text.kinds[slash - 1] & text.kinds[slash + 1] & DIGIT) > 0]
    return np.sort(np.concatenate((text.blanks, slash))) if len(slash) else text.blanks


def _figures(lines: Lines, at: Places) -> Mask:
    """Whether these lines begin and end as a cell of figures does."""
    first, last = (lines.text.kinds[place] for place in _ends(lines, at))
    figures: Mask = (first | last | _FIGURE) == _FIGURE
    return figures


def _out_of_tables(lines: Lines, at: Places) -> Places:
    """Without bare numbers that stand on figures, and where there are too many for pages."""
    first, last = (lines.text.kinds[place] for place in _ends(lines, at))
    size = lines.stop[at] - lines.start[at]
    year = (size == len("1950")) & np.isin(lines.text.codes[lines.start[at]], (ord("1"), ord("2")))
    digits = (first & last & DIGIT > 0) & ~year
    figure = np.zeros(len(lines) + 1, bool)  # the last stands for the line before the first
    figure[at] = _figures(lines, at) & ~year & (size <= FIGURE)
    apart = np.append(lines.page | (lines.gap == 0), True)
    stacked = (figure[at - 1] & ~apart[at]) | (figure[at + 1] & ~apart[at + 1])
    bare = digits & (size <= len("1234"))
    crowd = np.bincount(lines.doc[at[bare & ~stacked]], minlength=len(lines.text))
    crowded = crowd * ROOM > np.diff(lines.text.edges)
    outside: Places = at[~(bare & (stacked | crowded[lines.doc[at]])) & ~year]
    return outside


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
        for form, whole in _WHOLE.items():
            if match := whole.fullmatch(shown):
                return form, match
    return None


def _read(shown: str, first: int, last: int) -> Number | None:
    """What this text says as a page number, alone or with a head beside it."""
    found = _form(shown)
    return _number(*found, "", first, last) if found else _beside(shown, first, last)


def _beside(shown: str, first: int, last: int) -> Number | None:
    """What this text says as a page number beside a head."""
    if _NO_HEAD.search(shown):
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
        for side in (_LAST, _FIRST):
            match = side[form].fullmatch(shown)
            if match and _is_head(match["head"]):
                return _number(form, match, match["head"], first, last)
    return None


def _is_head(beside: str) -> bool:
    """Whether what stands beside a number may be a head, and no label of it (answer: 1)."""
    return len(beside) <= BESIDE and beside[-1] != ":" and _HEAD.fullmatch(beside) is not None


def _number(form: str, match: re.Match[str], head: str, first: int, last: int) -> Number | None:
    worth = match["n"]
    value, style = _value(worth)
    of = int(match.groupdict().get("of") or 0)
    if not value or (of and value > of):
        return None
    return Number(first, last, form, style, value, of, worth[0] == "0", head)


def _value(worth: str) -> tuple[int, str]:
    """What a number is worth and how it is written; 0 if it is not well written.

    >>> _value("12"), _value("xiv"), _value("IL"), _value("二十三")
    ((12, '9'), (14, 'i'), (0, 'I'), (23, '九'))
    """
    if worth.isascii() and worth.isdigit():
        return int(worth), "9"
    if worth.isascii():
        value = _roman(worth.lower())
        return value, "i" if worth.islower() else "I"
    return _spoken(worth), "九"


_ROMAN_WORTH: Final = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def _roman(worth: str) -> int:
    value, rest = 0, worth
    for step, sign in _ROMAN_WORTH:
        while rest.startswith(sign):
            value, rest = value + step, rest[len(sign) :]
    return value if not rest and _as_roman(value) == worth else 0


def _as_roman(value: int) -> str:
    """The number in Roman letters."""
    written = ""
    for step, sign in _ROMAN_WORTH:
        written += sign * (value // step)
        value %= step
    return written


def _spoken(worth: str) -> int:
    """A number in Chinese signs, up to a few hundred."""
    worth = worth.replace("零", "〇")
    if not set(worth) & set("十百"):
        return int("".join(str(_HAN.index(sign)) for sign in worth))
    value, digit = 0, 0
    for sign in worth:
        if sign in "十百":
            value, digit = value + (digit or 1) * (10 if sign == "十" else 100), 0
        else:
            digit = _HAN.index(sign)
    return value + digit
