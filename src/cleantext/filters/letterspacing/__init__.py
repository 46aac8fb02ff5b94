r"""Blanks between the characters of letter-spaced text.

What it is
----------
动 模 范 是 我 今 生 for 动模范是我今生, A N N U A L  R E P O R T for ANNUAL REPORT.

How it arises
-------------
A heading or a justified line is set wide, and the extractor takes the space between two glyphs for
a blank. OCR puts blanks between Chinese characters of its own accord. In lists, names of two
characters are padded to the width of three.

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("letterspacing").clean
>>> clean("凌 晨 四 点 ， 潮 水 刚 刚 退 去 ， 海 堤 上 亮 起 了 灯 。")
'凌晨四点，潮水刚刚退去，海堤上亮起了灯。'
>>> clean("A N N U A L  R E P O R T\n公 司 年 报\n这是公司的年报。")
'ANNUAL REPORT\n公司年报\n这是公司的年报。'
>>> print(clean("宗 冰 亚洲硅业总工程师\n马文俊 药业公司研究员\n李 晶（女） 服务中心主任"))
宗冰 亚洲硅业总工程师
马文俊 药业公司研究员
李晶（女） 服务中心主任

What is repaired
----------------
The blanks between single characters, if enough speaks for text: pairs that stand side by side
elsewhere in the document; marks that stand apart like letters; the length; surer lines in the same
document. Two or three characters (校 歌, 编 后 记) must be a whole line, and stand side by side
elsewhere or be one of several such headings. Wider blanks between words and columns stay. Where a
line has blanks before its marks, all its blanks between Chinese characters go. A padded name is
closed where names of other lengths stand in the lines around it.

What is spared
--------------
Columns, verse set with blanks, rows that count or list (春 夏 秋 冬, 甲 乙 丙 丁, A B C D), Korean,
Japanese spaced by words, and the blank between 第四节 and 拘 留.

>>> for text in ("春 夏 秋 冬", "床前明月光 疑是地上霜", "A B C D", "わたし は ほん が すき です"):
...     assert clean(text) is text

What stays
----------
- A short heading with nothing else that speaks for it.
- Latin text whose words are no longer parted: t h e s e a.
"""

from __future__ import annotations

import numpy as np

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.filter import Filter
from cleantext.filters.letterspacing.damage import DAMAGES, SPARES
from cleantext.filters.letterspacing.latin import latin
from cleantext.filters.letterspacing.marked import before_marks
from cleantext.filters.letterspacing.padded import padded
from cleantext.filters.letterspacing.rows import LONGEST, WIDE_BLANK, Mask, Rows, candidates
from cleantext.filters.letterspacing.spaced import spaced
from cleantext.lines import Lines
from cleantext.text import Text


def repair(text: Text) -> Edits:
    """The blanks inside words deleted, a group a line."""
    at = candidates(text)
    if not len(at):
        return Edits.none()
    row = Rows.of(Lines.of(text), at)
    found = spaced(row)
    closed = found.closed | before_marks(row, found) | padded(row)
    spelled, parted = latin(row)
    closed |= spelled
    return _edits(row, closed, (found.parted & ~closed) | parted)


def _edits(row: Rows, closed: Mask, parted: Mask) -> Edits:
    """The gaps closed; of a wider one between words a single blank stays, the wide one if any."""
    after = np.append(row.start[1:], row.stop[-1:])
    shut = np.flatnonzero(closed)
    start, stop = [row.stop[shut]], [after[shut]]
    wide = np.flatnonzero(parted & (after - row.stop > 1) & (after - row.stop <= LONGEST))
    keep = row.stop[wide].copy()
    for at in range(LONGEST):
        place = np.minimum(row.stop[wide] + at, after[wide] - 1)
        keep = np.where(row.lines.text.codes[place] == WIDE_BLANK, place, keep)
    start += [row.stop[wide], keep + 1]
    stop += [keep, after[wide]]
    token = np.concatenate((shut, wide, wide))
    first, last = np.concatenate(start), np.concatenate(stop)
    order = np.argsort(first, kind="stable")
    order = order[first[order] < last[order]]
    group = row.lines.start[row.row[row.of_row[token]]]
    return Edits.deleting(first[order], last[order], group[order])


letterspacing = Filter("letterspacing", repair, DAMAGES, SPARES, kinds.BLANK)
