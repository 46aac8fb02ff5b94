"""What carries meaning though it cannot be seen.

Every question looks at what stands beside a sign and can be seen, or is itself kept: what else is
deleted changes no answer, so a second cleaning finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.kinds import Ranges
from cleantext.text import Codes, Places, Text

Mask = NDArray[np.bool_]
Question = Callable[[Text, Places], Mask]

BLANKS: Final = Ranges("A0 2000-200A 202F 205F")

JOINING: Final = Ranges(  # scripts whose letters join, or part, at a joiner
    "600-61B 61D-8FF 900-DFF E80-FFF 1000-109F 1700-180A 1810-18AF 1950-19FF 1A20-1AAF 1B00-1C4F"
    " A840-A877 A8E0-A8FF A900-A9FF AA60-AADF ABC0-ABFF FB50-FDFF FE70-FEFC"
    " 10A00-10A5F 10AC0-10AFF 10D00-10D3F 10F30-10F6F 11000-11FFF 1E900-1E95F"
)
UNSPACED: Final = Ranges("E00-FFF 1000-109F 1780-17FF 1950-19FF 1A20-1AAF A9E0-A9FF AA60-AADF")
FROM_RIGHT: Final = Ranges("590-61B 61D-8FF FB1D-FDFF FE70-FEFC 10800-10FFF 1E800-1EFFF")
MONGOLIAN: Final = Ranges("1800-180A 1810-18AF")
TAKES_ANY: Final = Ranges(
    "30 1000-109F 2010-2027 3001-301F A840-A877 AA60-AA7F FF01-FFEE 10AC0-10AFF"
)
KEYCAPS: Final = Ranges("23 2A 30-39 203C 2049 3030 303D")

INITIALS: Final = Ranges("41-5A 61-7A C0-D6 D8-F6 F8-24F 386-3FF 400-481 48A-52F")
DASHES: Final = Ranges("2010-2015")
FRENCH_BEFORE: Final = Ranges("21 25 3A-3B 3F A2-A5 B0 BB 203A 20AC")  # ! % : ; ? £ ° » › €
FRENCH_AFTER: Final = Ranges("A7 AB B6 2039 2116")  # § « ¶ ‹ №

_FIRST_PICTURE: Final = 0xA9
_FIRST_FROM_RIGHT: Final = 0x590
_SELECTOR_16: Final = 0xFE0F
_ZERO_WIDTH_JOINER: Final = 0x200D
_FLAG: Final = 0x1F3F4
_LAST_TAG: Final = 0xE007F


def _behind(text: Text, at: Places, steps: int = 1) -> Codes:
    """What stands so many steps before."""
    return text.codes[np.maximum(at - steps, 0)]


def _is_picture(text: Text, at: Places) -> Mask:
    picture: Mask = (text.kinds[at] == kinds.SYMBOL) & (text.codes[at] >= _FIRST_PICTURE)
    return picture


def joins(text: Text, at: Places) -> Mask:
    """A joiner beside a letter that joins, or a zero-width joiner between two pictures."""
    script = JOINING.hold(_behind(text, at)) | JOINING.hold(text.codes[at + 1])
    varied = (_behind(text, at) == _SELECTOR_16) & _is_picture(text, np.maximum(at - 2, 0))
    pictures = (_is_picture(text, at - 1) | varied) & _is_picture(text, at + 1)
    joining: Mask = script | ((text.codes[at] == _ZERO_WIDTH_JOINER) & pictures)
    return joining


def parts_words(text: Text, at: Places) -> Mask:
    """A zero-width space in a script that writes no blanks."""
    return UNSPACED.hold(_behind(text, at)) | UNSPACED.hold(text.codes[at + 1])


def holds_a_dash(text: Text, at: Places) -> Mask:
    """A word joiner beside a dash."""
    beside = DASHES.hold(_behind(text, at)) | DASHES.hold(text.codes[at + 1])
    return beside & ~_writes_squares(text, at)


def directs(text: Text, at: Places) -> Mask:
    """A mark of direction in a document that writes from right to left."""
    written = np.flatnonzero((text.kinds == kinds.LETTER) & (text.codes >= _FIRST_FROM_RIGHT))
    written = written[FROM_RIGHT.hold(text.codes[written])]
    return _in_documents(text, at, written)


def varies_picture(text: Text, at: Places) -> Mask:
    """A text or picture selector behind a symbol or what makes a keycap."""
    return _is_picture(text, at - 1) | KEYCAPS.hold(_behind(text, at))


def varies(text: Text, at: Places) -> Mask:
    """A variation selector behind an ideograph, a symbol, or another sign that takes it."""
    base = text.kinds[at - 1] & (kinds.HAN | kinds.SYMBOL) != 0
    found: Mask = base | TAKES_ANY.hold(_behind(text, at))
    return found


def varies_ideograph(text: Text, at: Places) -> Mask:
    """An ideographic variation selector behind Han."""
    base: Mask = text.kinds[at - 1] == kinds.HAN
    return base


def varies_mongolian(text: Text, at: Places) -> Mask:
    """A Mongolian selector or vowel separator behind Mongolian."""
    return MONGOLIAN.hold(_behind(text, at))


def makes_a_flag(text: Text, at: Places) -> Mask:
    """Tags behind a black flag, up to the one that ends them."""
    bounds = np.concatenate(([0], np.flatnonzero(np.diff(at) != 1) + 1, [len(at)]))
    first, size = bounds[:-1], np.diff(bounds)
    ends = text.codes[at] == _LAST_TAG
    whole = ends[bounds[1:] - 1] & (np.add.reduceat(ends.astype(np.int64), first) == 1)
    whole &= _behind(text, at[first]) == _FLAG
    return np.repeat(whole & (size > 1), size)


def is_set(text: Text, at: Places) -> Mask:
    """A blank that typography asks for, in a document that writes no squares."""
    before, after = text.codes[at - 1], text.codes[at + 1]
    digit = (text.kinds[at - 1] == kinds.DIGIT) | (text.kinds[at + 1] == kinds.DIGIT)
    french = FRENCH_BEFORE.hold(after) | FRENCH_AFTER.hold(before)
    dash = DASHES.hold(before) | DASHES.hold(after)
    mongolian = MONGOLIAN.hold(before) | MONGOLIAN.hold(after)
    chosen: Mask = digit | french | dash | _behind_initial(text, at)
    chosen &= ~_writes_squares(text, at)
    return mongolian | chosen


def _behind_initial(text: Text, at: Places) -> Mask:
    """Behind one letter and its full stop, and before another letter."""
    apart = kinds.BLANK | kinds.BREAK | kinds.EDGE
    start = text.kinds[np.maximum(at - 3, 0)] & apart != 0
    letters = INITIALS.hold(_behind(text, at, 2)) & INITIALS.hold(text.codes[at + 1])
    initial: Mask = start & letters & (text.codes[at - 1] == ord("."))
    return initial


def _writes_squares(text: Text, at: Places) -> Mask:
    """Whether the document of each writes Han, kana or Hangul."""
    squares = (text.kinds & (kinds.HAN | kinds.KANA | kinds.HANGUL)) != 0
    writes: Mask = np.logical_or.reduceat(squares, text.edges[:-1])
    return writes[text.doc_of(at)]


def _in_documents(text: Text, at: Places, found: Places) -> Mask:
    """Whether something was found in the document of each."""
    docs = text.doc_of(at)
    first = np.searchsorted(found, text.edges[docs])
    return first < np.searchsorted(found, text.edges[docs + 1])


MEANT: Final[tuple[tuple[Ranges, Question], ...]] = (
    (BLANKS, is_set),
    (Ranges("200B"), parts_words),
    (Ranges("200C-200D"), joins),
    (Ranges("2060"), holds_a_dash),
    (Ranges("61C 200E-200F 202A-202E 2066-2069"), directs),
    (Ranges("180B-180F"), varies_mongolian),
    (Ranges("FE00-FE0D"), varies),
    (Ranges("FE0E-FE0F"), varies_picture),
    (Ranges("E0020-E007F"), makes_a_flag),
    (Ranges("E0100-E01EF"), varies_ideograph),
)
