"""What kind of character each code point is, as bits looked up in one table.

The table is filled from declared ranges, not from `unicodedata`: asking for every
code point of Unicode costs as much time as importing numpy, the ranges next to none.
Kinds are coarse on purpose; a filter that needs more looks at the few candidates it has.

Every code point is of one kind at most. Beside it may stand traits, for filters that care about
a few rare signs: they are seen while kinds are looked up, so a batch without them costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

Kinds = NDArray[np.uint16]
Places = NDArray[np.int64]

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
KINDS: Final = (1 << 10) - 1

STRAY: Final = 1 << 10  # shows nothing, or is a blank or a break beside the ordinary one
TWIN: Final = 1 << 11  # radical, compatibility ideograph or ligature: an ordinary sign's twin
WIDE: Final = 1 << 12  # full-width letter or digit, half-width kana, a dot written for ·

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

_TRAITS: Final = {
    STRAY: "00-08 0B 0D-1F 7F-A0 AD 61C 180B-180F 2000-200F 2028-202F 205F-2060 2066-206F"
    " FE00-FE0F FEFF FFF9-FFFB FFFE E0001 E0020-E007F E0100-E01EF",
    TWIN: "2E81-2E99 2E9B-2EF3 2F00-2FD5 F900-FA0D FA10 FA12 FA15-FA1E FA20 FA22 FA25-FA26"
    " FA2A-FA6D FA70-FAD9 FB00-FB06 2F800-2FA1D",
    WIDE: "2022 2219 30FB FF10-FF19 FF21-FF3A FF41-FF5A FF61-FF9F",
}


@dataclass(frozen=True)
class Ranges:
    """Code points from ranges, for a look at a few candidates.

    >>> Ranges("30-39 41").hold(np.array([ord(sign) for sign in "0A9B"], np.uint32)).tolist()
    [True, True, True, False]
    """

    ranges: str

    @cached_property
    def _bounds(self) -> NDArray[np.uint32]:
        bounds = [(first, last + 1) for first, last in _spans(self.ranges)]
        return np.array(bounds, np.uint32).ravel()

    def hold(self, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Which of these are among them."""
        inside: NDArray[np.bool_] = np.searchsorted(self._bounds, codes, "right") % 2 == 1
        return inside


def _spans(ranges: str) -> list[tuple[int, int]]:
    ends = (span.partition("-") for span in ranges.split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in ends]


def _table() -> Kinds:
    table = np.full(EDGE_CODE + 1, LETTER, np.uint16)
    table[:0x20] = table[0x7F:0xA0] = 0
    for kind, ranges in _RANGES.items():
        for first, last in _spans(ranges):
            table[first : last + 1] = kind
    for trait, ranges in _TRAITS.items():
        for first, last in _spans(ranges):
            table[first : last + 1] |= trait
    table[EDGE_CODE] = EDGE
    table.flags.writeable = False
    return table


_WITH_TRAITS: Final[Kinds] = _table()
TABLE: Final[Kinds] = _WITH_TRAITS & np.uint16(KINDS)
TABLE.flags.writeable = False


def of(codes: NDArray[np.uint32]) -> Kinds:
    """The kind of each code point.

    >>> found = of(np.array([ord(sign) for sign in "全1a。 "], np.uint32))
    >>> found.tolist() == [HAN, DIGIT, LETTER, MARK, BLANK]
    True
    """
    return TABLE.take(codes, mode="clip")


@dataclass(frozen=True, eq=False)
class Looked:
    """What was found when the kinds of some code points were looked up."""

    kinds: Kinds
    found: int  # every kind and trait there is
    at: Places  # where code points with traits stand: few, as a rule
    traits: Kinds  # and which they have

    def __post_init__(self) -> None:
        self.kinds.flags.writeable = False

    def places(self, wanted: int) -> Places:
        """Where code points with these traits stand.

        >>> codes = np.array([ord(sign) for sign in "a\u00a0⼈"], np.uint32)
        >>> look_up(codes).places(STRAY | TWIN).tolist()
        [1, 2]
        """
        at: Places = self.at[(self.traits & np.uint16(wanted)) != 0]
        return at


def look_up(codes: NDArray[np.uint32]) -> Looked:
    """The kind of each code point, and the traits of those that have any."""
    kinds = np.empty(len(codes), np.uint16)
    found = 0
    places, traits = [np.zeros(0, np.int64)], [kinds[:0]]
    for low in range(0, len(codes), _BLOCK):  # numpy widens indices before it looks them up
        block = kinds[low : low + _BLOCK]
        part = codes[low : low + _BLOCK].astype(np.int32)  # signed, they are looked up faster
        np.take(_WITH_TRAITS, part, out=block, mode="clip")
        here = int(np.bitwise_or.reduce(block))
        found |= here
        if here > KINDS:
            at = np.flatnonzero(block > KINDS)
            places.append(at + low)
            traits.append(block[at])
            block &= KINDS
    return Looked(kinds, found, np.concatenate(places), np.concatenate(traits))
