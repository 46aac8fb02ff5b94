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
    ASCII_MARKS,
    FULL,
    HALF,
    full_marks,
    is_bracket,
    spare_brackets,
    spare_marks,
    writes_japanese,
)
from cleantext.series import Signs
from cleantext.text import Places, Text

Mask = NDArray[np.bool_]

HAN_A_SIGN: Final = 12  # Han to a sign of markup or code, at least
_OPENING, _CLOSING = "“‘（《〈「『【〔〖", "”’）》〉」』】〕〗"
OPENING: Final = Signs(_OPENING)
CLOSING: Final = Signs(_CLOSING)
BRACKETS: Final = Signs(_OPENING + _CLOSING)
MARKS: Final = Signs(_OPENING + _CLOSING + "，。：；？！、…—")
HALF_STOPS: Final = Signs(",.:;?!")
SIGNS: Final = Signs("{}[]<>=`_\\|@#$^~*&/+")
NUMERALS: Final = Signs("一二三四五六七八九十百零〇甲乙丙丁戊己庚辛壬癸")
SPELLING: Final = Signs(  # ideographs that spell foreign names
    "阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼毕边宾波伯博勃布查达大戴丹当道德登邓迪狄蒂丁东杜顿多俄恩尔"
    "法范方菲费芬丰冯夫弗福盖冈高戈哥格根贡古哈海汉豪赫黑亨华怀惠霍基吉加贾简杰金卡凯坎康考柯科克肯"
    "库奎昆拉莱赖兰朗劳勒雷黎里理利莉林琳龙卢鲁路伦罗洛吕马玛迈麦曼芒梅蒙米密敏明缪摩莫默姆穆拿纳娜"
    "南内尼涅宁纽诺欧帕潘庞佩彭皮平泼朴普齐奇恰乔琼让热日荣儒瑞若萨塞赛桑瑟森沙莎山珊尚绍舍申胜圣施"
    "史士斯丝松苏索塔泰坦汤唐陶特腾提廷托陀瓦万旺威韦维魏温文翁沃乌伍武西希锡夏显香肖谢辛休许逊雅亚"
    "延扬耶叶伊易因英尤于约泽扎詹张真珍芝朱卓兹佐翰娅妮妲琪珀茨切钦蕾妃"
)

_BLANK: Final = ord(" ")
_DOT, _OPEN, _CLOSE = (ord(sign) for sign in ".()")
_WIDENED: Final = np.zeros(0x40, np.uint32)
_WIDENED[HALF] = FULL


def half_marks(text: Text) -> Places:
    """Where half-width marks stand beside Han."""
    return _beside_han(text, ASCII_MARKS.places(text))


def _beside_han(text: Text, at: Places) -> Places:
    beside: Places = at[(text.kinds[at - 1] | text.kinds[at + 1]) & kinds.HAN != 0]
    return beside


def repair(text: Text) -> Edits:
    """The marks that stand between Han, with one blank beside them."""
    half, pair = _fitting(text)
    fits = pair >= 0
    if not fits.any():
        return Edits.none()
    home = text.doc_of(half)
    asked = np.zeros(len(text), bool)
    asked[home[fits]] = True
    docs = np.flatnonzero(asked)
    part = text.only(docs)
    moved = text.edges[docs] - part.edges[:-1]
    inside = asked[home]
    half, pair, fits = half[inside], pair[inside], fits[inside]
    back = moved[np.searchsorted(docs, home[inside])]
    chosen = fits & _judged(part, half - back)
    half, pair = half[chosen], pair[chosen]
    start, stop = _reach(text, half)
    return Edits.of(start, stop, _WIDENED[text.codes[half]], np.ones(len(half)), pair)


def _fitting(text: Text) -> tuple[Places, Places]:
    """Every half-width mark beside Han, and the place it stands or falls with.

    That is its own, or of brackets the first of the pair. It is -1 for a mark that does not stand
    as it should, whatever the document is like.
    """
    every = ASCII_MARKS.places(text)
    half = _beside_han(text, every)
    start, stop = _reach(text, half)
    bracket = is_bracket(text, half)
    fits = np.where(bracket, _encloses(text, half, start, stop), _parts(text, half, stop))
    if not fits.any():
        return half, np.full(len(half), -1)
    brackets = every[is_bracket(text, every)]
    fits &= ~bracket | (_pairs(text, brackets, half, fits) >= 0)
    if fits.any():
        fits[fits] = in_prose(text, half[fits])
    return half, np.where(bracket, _pairs(text, brackets, half, fits), np.where(fits, half, -1))


def _judged(text: Text, half: Places) -> Mask:
    """Which half-width marks beside Han lie in documents that mean full-width ones."""
    full = full_marks(text)
    docs = text.doc_of(half)
    meant = ((spare_marks(text, half, full) >= 0) & ~writes_japanese(text))[docs]
    meant &= ~is_bracket(text, half) | (spare_brackets(text, half, full) >= 0)[docs]
    return meant


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


def _parts(text: Text, at: Places, after: Places) -> Mask:
    """Which marks stand between Han, or Han and a full-width mark or the end of the line."""
    before = at - 1
    bracketed = (text.codes[before] == _CLOSE) & _is_han(text, np.maximum(before - 1, 0))
    closed = CLOSING.hold(text.codes[before]) | bracketed
    opened = BRACKETS.hold(text.codes[after]) | _ends(text, after)
    fits = _is_han(text, before) & (opened | _is_han(text, after))
    fits |= closed & _is_han(text, after)
    return fits & ~_stays_a_dot(text, at, after)


def _stays_a_dot(text: Text, at: Places, after: Places) -> Mask:
    """Which are full stops behind a numeral, or part a foreign name."""
    name = SPELLING.hold(text.codes[at - 1]) & SPELLING.hold(text.codes[after]) & (after == at + 1)
    stays: Mask = (text.codes[at] == _DOT) & (name | NUMERALS.hold(text.codes[at - 1]))
    return stays


def _encloses(text: Text, at: Places, start: Places, stop: Places) -> Mask:
    """Which brackets have Han inside, and Han, a full-width mark or an end of the line outside."""
    opens = text.codes[at] == _OPEN
    inside = np.where(opens, at + 1, at - 1)
    outside = np.where(opens, start - 1, stop)
    signs = np.where(opens, OPENING.hold(text.codes[inside]), CLOSING.hold(text.codes[inside]))
    marks = MARKS.hold(text.codes[outside]) | _ends(text, outside)
    marks |= ~opens & (stop == at + 1) & HALF_STOPS.hold(text.codes[outside])
    return (_is_han(text, inside) | signs) & (_is_han(text, outside) | marks)


def _pairs(text: Text, brackets: Places, half: Places, fits: Mask) -> Places:
    """For each mark the first bracket of its pair if both fit, else -1; `brackets` are all."""
    found = np.full(len(half), -1)
    own = is_bracket(text, half)
    if not (fits & own).any():
        return found
    opens = text.codes[brackets] == _OPEN
    able = np.isin(brackets, half[fits])
    docs = text.doc_of(brackets)
    level = np.cumsum(np.where(opens, 1, -1)) + ~opens
    order = np.lexsort((level, docs))  # brackets of one level, one behind another
    one, other = order[:-1], order[1:]
    pair = (docs[one] == docs[other]) & (level[one] == level[other])
    pair &= opens[one] & ~opens[other] & able[one] & able[other]
    first = np.full(len(brackets), -1)
    first[one[pair]] = first[other[pair]] = brackets[one[pair]]
    found[own] = first[np.searchsorted(brackets, half[own])]
    return found


def in_prose(text: Text, at: Places) -> Mask:
    """Which of these, one at least, stand on a line that is Han in the main, not code or markup."""
    start, stop = _lines(text, at)
    line = np.flatnonzero(np.append(True, start[1:] != start[:-1]))
    lines = start[line]
    size = stop[line] - lines
    inside = spans(lines, size)
    first = np.cumsum(size) - size
    kind = text.kinds[inside]
    code = text.codes[inside]
    signs = SIGNS.hold(code)
    han, letters, signs = (
        np.add.reduceat(each.view(np.uint8), first, dtype=np.int32)
        for each in (kind == kinds.HAN, kind == kinds.LETTER, signs)
    )
    prose: Mask = (han > letters) & (han >= HAN_A_SIGN * signs)
    return prose[np.searchsorted(lines, start)]


def _lines(text: Text, at: Places) -> tuple[Places, Places]:
    """Where the line of each place starts and stops."""
    number = np.searchsorted(text.ends, at)
    return text.ends[number - 1] + 1, text.ends[number]
