r"""Blanks between Han and digits that extraction put there.

What it is
----------
从 2021年 for 从2021年, 330 万 for 330万.

How it arises
-------------
Digits are set in a font of their own, a little apart from the Han beside them. An extractor takes
the distance for a blank; which side of the number it appears on follows from the fonts.

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("gaps").clean
>>> clean("从 2021年起，我省 35名同志、全国 1689名同志受到表彰，这是第 5次，共 804名先进工作者。")
'从2021年起，我省35名同志、全国1689名同志受到表彰，这是第5次，共804名先进工作者。'

What is repaired
----------------
Where a document has numbers with a blank on one side only, and always on the same, every blank
between Han and digits in its sentences is deleted, those on both sides of a number included.

What is spared
--------------
A text spaced on purpose has blanks on both sides of its numbers; so has what some extractors make
of text that was not, and from the blanks alone nobody can tell: both stay. So do the blanks that
part the columns of a row, an item's number from its text or the parts of a headline: lines
without a comma or stop are no sentences, and a number at the start of a line is no part of one.

>>> text = "共有 35 人参加，其中 12 人来自省外，平均 31 岁，最大的 58 岁，最小的 19 岁，会期 3 天。"
>>> clean(text) == text
True
>>> clean("梁伯安 1921—1937\n沈一鸣 1938—1949")
'梁伯安 1921—1937\n沈一鸣 1938—1949'

How it is decided
-----------------
By counting the numbers between two Han, document by document. On purpose no one writes a blank
before each number and none behind. A few such numbers are slips of the pen and stay; and where
blanks stand between Han in sentences too, they may part clauses, senses or lines of a subtitle.

What stays
----------
- Blanks between Han and Latin letters: many write them on one side only.
- Blanks at the start of a line, as dumps have them where a page begins; they go where such lines
  are joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import Edits, spans
from cleantext.filter import Damage, Filter
from cleantext.kinds import DIGIT, HAN, MARK
from cleantext.lines import Lines
from cleantext.text import Codes, Places, Text

Mask = NDArray[np.bool_]

LEAST: Final = 5  # numbers with a blank on one side only: fewer are slips
SLIPS: Final = 5  # to each of those on the other side
SPACED: Final = 3  # to each of those with blanks on both
PARTED: Final = 2  # to each blank between two Han: where blanks part clauses, these may as well
LONGEST: Final = 12  # signs of a number
_THIN: Final = 0x20, 0xA0  # blanks an extractor puts; tabs and wide ones are set on purpose


def _signs(signs: str) -> Mask:
    """A table that tells these signs from others; the last entry stands for all beyond it."""
    table = np.zeros(1 << 16, bool)
    table[list(map(ord, signs))] = True
    return table


_WITHIN: Final = _signs(
    "0123456789０１２３４５６７８９.,:∶%％．－-—～~"
)  # inside of a number, and behind it
_PERCENT: Final = _signs("%％")
_STOPS: Final = _signs("，。；！？")


def _among(codes: Codes, table: Mask) -> Mask:
    """Which of these code points are signs of this table."""
    found: Mask = table[np.minimum(codes, len(table) - 1)]
    return found


def _thin(text: Text) -> Places:
    """The blanks that stand alone, of the kind that extractors put."""
    at = text.blanks
    codes = text.codes[at]
    thin: Places = at[(codes == _THIN[0]) | (codes == _THIN[1])]
    return thin


def _beyond(text: Text, at: Places, step: int) -> Places:
    """The first place beyond the number that begins here, in this direction."""
    at = at.copy()
    inside = np.arange(len(at))
    for _ in range(LONGEST):
        inside = inside[_among(text.codes[at[inside]], _WITHIN)]
        if not len(inside):
            break
        at[inside] += step
    return at


def _in_sentences(text: Text, at: Places) -> Mask:
    """Whether the lines of these places have a comma or a stop."""
    if not len(at):
        return np.zeros(0, bool)
    lines = Lines.of(text)
    home = np.searchsorted(lines.start, at, "right") - 1
    known, back = np.unique(home, return_inverse=True)
    size = (lines.stop - lines.start)[known]
    stops = _among(text.codes[spans(lines.start[known], size)], _STOPS)
    sentence: Mask = np.logical_or.reduceat(stops, np.cumsum(size) - size)
    return sentence[back]


def _joints(text: Text) -> tuple[Places, Places]:
    """Blanks that part Han from a number behind it, and numbers from Han behind."""
    at = _thin(text)
    left, right = text.kinds[at - 1], text.kinds[at + 1]
    before = at[(left == HAN) & (right == DIGIT)]
    before = before[_whole(text, _beyond(text, before + 1, 1) - 1)]  # 1. and 2: number senses
    behind = at[(left & (DIGIT | MARK) > 0) & (right == HAN)]
    behind = behind[_whole(text, behind - 1)]
    return before, behind


def _within_sentences(text: Text, *joints: Places) -> tuple[Places, ...]:
    """Those of these blanks that stand in sentences."""
    return tuple(at[_in_sentences(text, at)] for at in joints)


def _whole(text: Text, last: Places) -> Mask:
    """Whether a number ends here as numbers in sentences do: with a digit or a percent sign."""
    digit = text.kinds[last] == DIGIT
    percent = _among(text.codes[last], _PERCENT) & (text.kinds[last - 1] == DIGIT)
    whole: Mask = digit | percent
    return whole


def repair(text: Text) -> Edits:
    """The blanks deleted, in documents whose numbers have them on one side only."""
    before, behind = _joints(text)
    if max(len(before), len(behind)) < LEAST:  # too few, whatever their lines are
        return Edits.none()
    before, behind = _within_sentences(text, before, behind)
    if max(len(before), len(behind)) < LEAST:
        return Edits.none()
    past, ahead = _beyond(text, before + 1, 1), _beyond(text, behind - 1, -1)
    inner = (text.kinds[ahead] & (HAN | MARK) > 0) | np.isin(ahead, before)
    at = np.sort(np.concatenate((before, behind[inner])))
    at = at[~_doubtful(text, before, behind, past, ahead)[text.doc_of(at)]]
    return Edits.deleting(at, at + 1, text.edges[text.doc_of(at)] + 1)


def _doubtful(text: Text, before: Places, behind: Places, past: Places, ahead: Places) -> Mask:
    """The documents that do not show that their blanks are gaps."""

    def count(at: Places) -> Places:
        found: Places = np.bincount(text.doc_of(at), minlength=len(text))
        return found

    one = count(before[text.kinds[past] == HAN])
    other = count(behind[text.kinds[ahead] == HAN])
    both = count(before[np.isin(past, behind)])
    most, least = np.maximum(one, other), np.minimum(one, other)
    doubtful: Mask = (most < LEAST) | (least * SLIPS > most) | (both * SPACED > most)
    if not doubtful.all():
        thin = _thin(text)
        part = thin[(text.kinds[thin - 1] == HAN) & (text.kinds[thin + 1] == HAN)]
        words = (text.kinds[part - 2] == HAN) & (text.kinds[part + 2] == HAN)  # not letter-spaced
        part = part[words]
        doubtful |= count(part[_in_sentences(text, part)]) * PARTED > most
    return doubtful


def _damage(text: Text, side: int) -> Edits:
    """A blank on this side of every number between two Han, where no number has one yet."""
    digit = text.kinds == DIGIT
    first = np.flatnonzero(digit & ~np.append(False, digit[:-1]))
    past = _beyond(text, first, 1)
    between = (text.kinds[first - 1] == HAN) & (text.kinds[past] == HAN) & digit[past - 1]
    first, past = first[between], past[between]
    sentence = _in_sentences(text, first)
    first, past = first[sentence], past[sentence]
    docs = text.doc_of(first)
    spaced = (
        np.bincount(
            text.doc_of(np.concatenate(_within_sentences(text, *_joints(text)))),
            minlength=len(text),
        )
        > 0
    )
    few = np.bincount(docs, minlength=len(text)) < LEAST
    chosen = ~(spaced | few)[docs]
    at = (first if side < 0 else past)[chosen]
    new: Codes = np.full(len(at), _THIN[0], np.uint32)
    return Edits.of(at, at, new, np.ones_like(at), text.edges[docs[chosen]] + 1)


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {"before": partial(_damage, side=-1), "behind": partial(_damage, side=1)}
)

SPARES: Final = (
    "共有 35 人参加，其中 12 人来自省外，平均 31 岁，最大的 58 岁，最小的 19 岁，会期 3 天。",
    "从 2021年起，我省 35名同志受到表彰。",
    "梁伯安 1921—1937\n沈一鸣 1938—1949\n何其芳华 1950—1965\n郑重 1988—2001\n石磊 2002—2014",
    "1 预约\n2 取消\n3 收费\n4 登记\n5 值班\n6 清理",
    "国际油价 2日上涨\n黄金价格 3日下跌\n铜价 4日持平\n铝价 5日上涨\n锌价 6日下跌\n镍价 7日持平",
    "使用 Python来写，运行 Java程序，打开 Word文档，安装 Linux系统，阅读 PDF文件，登录 QQ群。",
)

gaps = Filter("gaps", repair, DAMAGES, SPARES, DIGIT)
