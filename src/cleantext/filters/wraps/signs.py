"""What sort of sign ends a line, and what sort begins the next: one look-up in a table."""

from __future__ import annotations

from functools import reduce
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.text import Codes, Places, codes_of

Signs = NDArray[np.uint8]
Sign = TypeVar("Sign", bound=np.generic)

SORTS: Final = (
    "other",
    "han",
    "kana",
    "hangul",
    "small",  # a letter that is no capital
    "capital",
    "digit",
    "numeral",  # 一二三, which may number a clause
    "stop",
    "comma",
    "pause",  # the comma of a list, 、
    "colon",
    "semicolon",
    "opening",
    "closing",
    "hyphen",
    "dash",
    "bullet",  # what begins an item, and the signs of markup
    "item",  # a number with its mark: 1. （二） 第三条; only where a line begins
    "none",
)
(
    OTHER,
    HAN,
    KANA,
    HANGUL,
    SMALL,
    CAPITAL,
    DIGIT,
    NUMERAL,
    STOP,
    COMMA,
    PAUSE,
    COLON,
    SEMICOLON,
    OPENING,
    CLOSING,
    HYPHEN,
    DASH,
    BULLET,
    ITEM,
    NONE,
) = range(len(SORTS))

_SIGNS: Final = {
    NUMERAL: "一二三四五六七八九十百零〇",
    STOP: "。！？!?．｡….⋯",
    COMMA: "，,",
    PAUSE: "、､",
    COLON: "：:∶",
    SEMICOLON: "；;",
    OPENING: "（([［【「『《〈“‘〔｛{＜",
    CLOSING: "）)]］】」』》〉”’〕｝}＞",
    HYPHEN: "-‐\u00ad",
    DASH: "—–―─~～",
    BULLET: "●►•■◆○▪▶★☆※·◇□➢✓*#>|+①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
}
ITEM_MARKS: Final = codes_of("、.．)）")
SECTIONS: Final = codes_of("条章节回篇部卷款编")
SQUEEZED: Final = codes_of(
    "，。、；：！？“”‘’（）《》「」『』【】—…·．"
)  # signs a typesetter narrows
POINTS: Final = codes_of("，。、；：！？,;:!?．…")  # where a reader pauses
CODE: Final = codes_of("{}();=<>_\\/|*#$&@[]`+%^~")


def _table() -> Signs:
    table = np.full(kinds.EDGE_CODE + 1, OTHER, np.uint8)
    for kind, sort in (
        (kinds.HAN, HAN),
        (kinds.KANA, KANA),
        (kinds.HANGUL, HANGUL),
        (kinds.LETTER, SMALL),
        (kinds.DIGIT, DIGIT),
    ):
        table[(kinds.TABLE & kind) > 0] = sort
    for first, last in (("A", "Z"), ("À", "Þ"), ("Α", "Ω"), ("А", "Я")):  # Greek, Cyrillic
        table[ord(first) : ord(last) + 1] = CAPITAL
    for sort, signs in _SIGNS.items():
        table[codes_of(signs)] = sort
    table[kinds.EDGE_CODE] = NONE
    return table


TABLE: Final = _table()


def among(given: NDArray[Sign], *wanted: int) -> NDArray[np.bool_]:
    """Which are one of a few: for so few, comparisons are far quicker than np.isin.

    >>> among(np.array([3, 1, 2]), 1, 2)
    array([False,  True,  True])
    """
    return reduce(np.logical_or, (given == one for one in wanted))


def counted(signs: Codes) -> Signs:
    """A table that has 1 for these signs."""
    table = np.zeros(kinds.EDGE_CODE + 1, np.uint8)
    table[signs] = 1
    return table


IS_POINT: Final = counted(POINTS)
COUNTED: Final = (  # a bit each
    counted(SQUEEZED) | counted(CODE) << 1 | IS_POINT << 2 | counted(codes_of("。．.")) << 3
)


def ends(codes: Codes, start: Places, stop: Places) -> Signs:
    """What ends each line; a sentence that ends inside quotes has ended."""
    last = TABLE[codes[stop - 1]]
    closed = np.flatnonzero((last == CLOSING) | (codes[stop - 1] == ord('"')))
    before = TABLE[codes[np.maximum(stop[closed] - 2, start[closed])]]
    last[closed[before == STOP]] = STOP
    last[last == NUMERAL] = HAN
    return last


def begins(heads: Codes) -> Signs:
    """What begins each line, given its first few code points: an item by its number and mark."""
    first = TABLE[heads[:, 0]]
    maybe = np.flatnonzero(among(first, DIGIT, NUMERAL, OPENING) | (heads[:, 0] == ord("第")))
    codes = heads[maybe]
    some = TABLE[codes]
    lead = (some[:, 0] == OPENING) | (codes[:, 0] == ord("第"))
    number = among(some, DIGIT, NUMERAL)
    number[:, 0] |= lead
    size = np.where(number.all(1), number.shape[1] - 1, number.argmin(1))
    rows = np.arange(len(maybe))
    mark = codes[rows, size]
    after = some[rows, np.minimum(size + 1, some.shape[1] - 1)]
    section = (codes[:, 0] == ord("第")) & among(mark, *SECTIONS)
    closed = (some[:, 0] == OPENING) & (some[rows, size] == CLOSING)
    marked = ~lead & among(mark, *ITEM_MARKS) & (after != DIGIT)
    first[maybe[(size > lead) & (section | closed | marked)]] = ITEM
    return first
