"""What kind of character each code point is, as bits looked up in one table.

The table is filled from declared ranges, not from `unicodedata`: asking for every
code point of Unicode costs as much time as importing numpy, the ranges next to none.
Kinds are coarse on purpose; a filter that needs more looks at the few candidates it has.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Kinds = NDArray[np.uint16]

EDGE: Final = 1 << 0  # the mark between documents, outside Unicode
BREAK: Final = 1 << 1  # ends a line: \n \f \r and their like
BLANK: Final = 1 << 2  # shows nothing inside a line: space, tab, no-break, ideographic
HAN: Final = 1 << 3
KANA: Final = 1 << 4
HANGUL: Final = 1 << 5
LETTER: Final = 1 << 6  # a letter of any other script, and whatever no range below names
DIGIT: Final = 1 << 7
MARK: Final = 1 << 8  # punctuation
SYMBOL: Final = 1 << 9  # arrows, mathematics, boxes, dingbats, emoji

EDGE_CODE: Final = 0x110000
_BLOCK: Final = 1 << 16

_RANGES: Final = {
    BREAK: "0A-0D 85 2028-2029",
    BLANK: "09 20 A0 1680 2000-200A 202F 205F 3000",
    HAN: "2E80-2FDF 3005-3007 3021-3029 3038-303B 3400-4DBF 4E00-9FFF F900-FAFF 20000-3FFFF",
    KANA: "3031-3035 3041-3096 3099-30FA 30FC-30FF 31F0-31FF FF66-FF9F 1AFF0-1B16F",
    HANGUL: "1100-11FF 3130-318F A960-A97F AC00-D7FF FFA0-FFDC",
    DIGIT: "30-39 660-669 6F0-6F9 966-96F FF10-FF19",
    MARK: "21-23 25-2A 2C-2F 3A-3B 3F-40 5B-5D 5F 7B 7D A1 A7 AB B6-B7 BB BF"
    " 2010-2027 2030-2043 2045-2051 2053-205E 2E00-2E2E 2E30-2E4F 2E52-2E5D"
    " 3001-3003 3008-3020 3030 303D 30A0 30FB"
    " FE10-FE1F FE30-FE6F FF01-FF0F FF1A-FF20 FF3B-FF3D FF3F FF5B-FF65",
    SYMBOL: "24 2B 3C-3E 5E 60 7C 7E A2-A6 A8-A9 AC AE-B1 B4 D7 F7 2044 2052 20A0-20CF"
    " 2100-2BFF 2E50-2E51 3004 3012-3013 3020 3036-3037 303E-303F 3200-33FF FE62 FE64-FE66 FE69"
    " FF04 FF0B FF1C-FF1E FF3E FF40 FF5C FFE0-FFEE 1F000-1FAFF",
}


def _table() -> Kinds:
    table = np.full(EDGE_CODE + 1, LETTER, np.uint16)
    table[:0x20] = table[0x7F:0xA0] = 0
    for kind, ranges in _RANGES.items():
        for span in ranges.split():
            first, _, last = span.partition("-")
            table[int(first, 16) : int(last or first, 16) + 1] = kind
    table[EDGE_CODE] = EDGE
    table.flags.writeable = False
    return table


TABLE: Final[Kinds] = _table()


def of(codes: NDArray[np.uint32]) -> Kinds:
    """The kind of each code point.

    >>> found = of(np.array([ord(sign) for sign in "全1a。 "], np.uint32))
    >>> found.tolist() == [HAN, DIGIT, LETTER, MARK, BLANK]
    True
    """
    kinds = np.empty(len(codes), np.uint16)
    for low in range(0, len(codes), _BLOCK):  # numpy widens indices before it looks them up
        block = slice(low, low + _BLOCK)
        np.take(TABLE, codes[block], out=kinds[block], mode="clip")
    return kinds
