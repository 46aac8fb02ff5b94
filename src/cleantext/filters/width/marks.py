"""Half-width marks between Han, where the document writes full-width ones.

Every condition looks at what no repair changes, or takes a mark of either width: so no repair
opens the way for another, and a second cleaning finds nothing.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits, spans
from cleantext.filters.width.documents import (
    FULL,
    HALF,
    spare_brackets,
    spare_marks,
    writes_japanese,
)
from cleantext.text import Codes, Places, Text, codes_of

Mask = NDArray[np.bool_]

BLOCK: Final = 1 << 16
FAR: Final = 64  # characters between two brackets that belong together
HAN_A_SIGN: Final = 12  # Han to a sign of markup or code, at least
OPENING: Final = codes_of("“‘（《〈「『【〔〖")
CLOSING: Final = codes_of("”’）》〉」』】〕〗")
STOPS: Final = codes_of("，。：；？！、…—")
HALF_STOPS: Final = codes_of(",.:;?!")
SIGNS: Final = codes_of("{}[]<>=`_\\|@#$^~*&/+")
NUMERALS: Final = codes_of("一二三四五六七八九十百零〇甲乙丙丁戊己庚辛壬癸")
SPELLING: Final = codes_of(  # ideographs that spell foreign names
    "阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼毕边宾波伯博勃布查达大戴丹当道德登邓迪狄蒂丁东杜顿多俄恩尔"
    "法范方菲费芬丰冯夫弗福盖冈高戈哥格根贡古哈海汉豪赫黑亨华怀惠霍基吉加贾简杰金卡凯坎康考柯科克肯"
    "库奎昆拉莱赖兰朗劳勒雷黎里理利莉林琳龙卢鲁路伦罗洛吕马玛迈麦曼芒梅蒙米密敏明缪摩莫默姆穆拿纳娜"
    "南内尼涅宁纽诺欧帕潘庞佩彭皮平泼朴普齐奇恰乔琼让热日荣儒瑞若萨塞赛桑瑟森沙莎山珊尚绍舍申胜圣施"
    "史士斯丝松苏索塔泰坦汤唐陶特腾提廷托陀瓦万旺威韦维魏温文翁沃乌伍武西希锡夏显香肖谢辛休许逊雅亚"
    "延扬耶叶伊易因英尤于约泽扎詹张真珍芝朱卓兹佐翰娅妮妲琪珀茨切钦蕾妃"
)

_BLANK: Final = ord(" ")
_DOT, _OPEN, _CLOSE, _FULL_OPEN, _FULL_CLOSE = (ord(sign) for sign in ".()（）")
_FIRST, _LAST = ord("!"), ord("?")
_IS_HALF: Final = np.isin(np.arange(_FIRST, _LAST + 1, dtype=np.uint32), HALF)
_WIDENED: Final = np.zeros(_LAST + 1, np.uint32)
_WIDENED[HALF] = FULL


def half_marks(text: Text) -> Places:
    """Where half-width marks stand beside Han."""
    found = [np.zeros(0, np.int64)]
    for low in range(0, len(text.codes), BLOCK):
        code = text.codes[low : low + BLOCK] - np.uint32(_FIRST)
        at = np.flatnonzero(code <= _LAST - _FIRST)
        found.append(at[_IS_HALF[code[at]]] + low)
    at = np.concatenate(found)
    beside: Places = at[(text.kinds[at - 1] | text.kinds[at + 1]) & kinds.HAN != 0]
    return beside


def repair(text: Text) -> Edits:
    """The marks that stand between Han, with one blank beside them."""
    half = half_marks(text)
    start, stop = _reach(text, half)
    bracket = (text.codes[half] == _OPEN) | (text.codes[half] == _CLOSE)
    fits = np.where(bracket, _encloses(text, half, start, stop), _parts(text, half, stop))
    if not fits.any():
        return Edits.none()
    fits[fits] = in_prose(text, half[fits])
    meant = (spare_marks(text, half) >= 0) & ~writes_japanese(text)
    docs = text.doc_of(half)
    fits &= meant[docs] & (~bracket | (spare_brackets(text, half) >= 0)[docs])
    group = half.copy()
    _pair(text, half, fits & bracket, group)
    fits &= ~bracket | (group >= 0)
    new = _WIDENED[text.codes[half[fits]]]
    return Edits.of(start[fits], stop[fits], new, np.ones(len(new)), group[fits])


def _reach(text: Text, at: Places) -> tuple[Places, Places]:
    """From and to where each mark would be replaced: with one blank at its narrow side."""
    opens = text.codes[at] == _OPEN
    start = at - (opens & (text.codes[at - 1] == _BLANK))
    stop = at + 1 + (~opens & (text.codes[at + 1] == _BLANK))
    return start, stop


def _is_han(text: Text, at: Places) -> Mask:
    han: Mask = text.kinds[at] == kinds.HAN
    return han


def _ends(text: Text, at: Places) -> Mask:
    ends: Mask = (text.kinds[at] & (kinds.BREAK | kinds.EDGE)) != 0
    return ends


def _holds(text: Text, at: Places, *signs: Codes) -> Mask:
    return np.isin(text.codes[at], np.concatenate(signs))


def _parts(text: Text, at: Places, after: Places) -> Mask:
    """Which marks stand between Han, or Han and a full-width mark or the end of the line."""
    before = at - 1
    bracketed = (text.codes[before] == _CLOSE) & _is_han(text, np.maximum(before - 1, 0))
    closed = _holds(text, before, CLOSING) | bracketed
    opened = _holds(text, after, OPENING, CLOSING) | _ends(text, after)
    fits = _is_han(text, before) & (opened | _is_han(text, after))
    fits |= closed & _is_han(text, after)
    return fits & ~_stays_a_dot(text, at, after)


def _stays_a_dot(text: Text, at: Places, after: Places) -> Mask:
    """Which are full stops behind a numeral, or part a foreign name."""
    name = _holds(text, at - 1, SPELLING) & _holds(text, after, SPELLING) & (after == at + 1)
    stays: Mask = (text.codes[at] == _DOT) & (name | _holds(text, at - 1, NUMERALS))
    return stays


def _encloses(text: Text, at: Places, start: Places, stop: Places) -> Mask:
    """Which brackets have Han inside, and Han, a full-width mark or an end of the line outside."""
    opens = text.codes[at] == _OPEN
    inside = np.where(opens, at + 1, at - 1)
    outside = np.where(opens, start - 1, stop)
    signs = np.where(opens, _holds(text, inside, OPENING), _holds(text, inside, CLOSING))
    marks = _holds(text, outside, OPENING, CLOSING, STOPS) | _ends(text, outside)
    marks |= ~opens & (stop == at + 1) & _holds(text, outside, HALF_STOPS)
    return (_is_han(text, inside) | signs) & (_is_han(text, outside) | marks)


def _pair(text: Text, half: Places, fits: Mask, group: Places) -> None:
    """Give both brackets of a pair one group; one that has no partner gets none, -1."""
    brackets = np.flatnonzero((text.kinds == kinds.MARK) & np.isin(text.codes, _BRACKETS))
    code = text.codes[brackets]
    opens = (code == _OPEN) | (code == _FULL_OPEN)
    ready = (code == _FULL_OPEN) | (code == _FULL_CLOSE) | np.isin(brackets, half[fits])
    pair = opens[:-1] & ~opens[1:] & ready[:-1] & ready[1:] & (np.diff(brackets) <= FAR)
    docs = text.doc_of(brackets)
    pair &= docs[:-1] == docs[1:]
    first = np.flatnonzero(pair)
    bracket = (text.codes[half] == _OPEN) | (text.codes[half] == _CLOSE)
    group[bracket] = -1
    for member in (first, first + 1):
        place = np.searchsorted(half, brackets[member])
        place_ = np.minimum(place, len(half) - 1)
        own = half[place_] == brackets[member]
        group[place_[own]] = brackets[first[own]]


_BRACKETS: Final = codes_of("()（）")


def in_prose(text: Text, at: Places) -> Mask:
    """Which of these, one at least, stand on a line that is Han in the main, not code or markup."""
    breaks = np.flatnonzero(text.kinds & (kinds.BREAK | kinds.EDGE))
    number = np.searchsorted(breaks, at)
    lines, line = np.unique(number, return_inverse=True)
    start = breaks[lines - 1] + 1
    size = breaks[lines] - start
    inside = spans(start, size)
    first = np.cumsum(size) - size
    kind = text.kinds[inside]
    han, letters, signs = (
        np.add.reduceat(each, first, dtype=np.int64)
        for each in (
            kind == kinds.HAN,
            kind == kinds.LETTER,
            np.isin(text.codes[inside], SIGNS),
        )
    )
    prose: Mask = (han > letters) & (han >= HAN_A_SIGN * signs)
    return prose[line]
