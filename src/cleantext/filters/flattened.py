r"""Paragraphs glued into one line, by a tab or by the blanks of their indent.

What it is
----------
The paragraphs of a page stand in one line, and where one ended there is a tab, or the two
ideographic blanks with which the next began.

How it arises
-------------
A page is taken over as one line of a table or of a message: line ends are lost, or a tab is put in
their place. What indented the first line of a paragraph then stands within the line.

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("flattened").clean
>>> page = ["同志们！", "今天，我们隆重召开大会，表彰全国劳动模范和先进工作者，弘扬劳模精神。"]
>>> page += ["首先，我代表党中央、国务院，向受到表彰的全国劳动模范和先进工作者，表示热烈的祝贺！"]
>>> page += ["劳动模范是民族的精英、人民的楷模，是共和国的功臣。我国是人民当家作主的社会主义国家。"]
>>> page += ["社会主义是干出来的，新时代是奋斗出来的。希望大家珍惜荣誉、保持本色，谦虚谨慎。"]
>>> clean("\t".join(page)) == clean("　　".join(page)) == "\n".join(page)
True

What is repaired
----------------
Each of these separators becomes a line end, also those after a heading, a salutation or a name:
all of one sort in a document, or none.

What is spared
--------------
Tables, aligned columns, indented code and first lines; blanks that part a name from a title.

>>> rows = ["猫\t一种动物。", "Hello.\t你好。", "I see.\t我明白了。", "No, thanks.\t不用了，谢谢。"]
>>> clean("\n".join(rows * 9)) == "\n".join(rows * 9)
True
>>> clean("　　第一段。\n　　第二段。\n局长　　王明\n\tif x:\t# so.")
'　　第一段。\n　　第二段。\n局长　　王明\n\tif x:\t# so.'

How it is decided
-----------------
For each document and each sort of separator by three questions. Do most stand where a
sentence has ended? Do the pieces between them have the length of paragraphs, not of cells? Do the
lines differ in how many they hold? In a table a line has as many as the line above or below, so a
separator in such a line says nothing for it. A few that say yes to all are enough.

What stays
----------
- Fewer than four separators behind a sentence.
- What was glued by one blank or by nothing: sentences may just as well follow one another so.

>>> clean("第一段到这里就完了。　　第二段到这里也完了。")
'第一段到这里就完了。　　第二段到这里也完了。'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.filter import Damage, Filter
from cleantext.lines import Lines
from cleantext.text import Places, Text, codes_of

Mask = NDArray[np.bool_]

TAB: Final = ord("\t")
WIDE_BLANK: Final = 0x3000
LINE_END: Final = ord("\n")

# Of 6,929 documents of all sorts, 46 million characters, 79 hold such blanks inside lines: 7,541 of
# them, 41 behind a sentence. No document has more than one where more than half stand so.
LEAST: Final = 4  # separators behind a sentence, in lines that are no rows
SHARE: Final = 0.5  # of those in such lines: a heading does not end like a sentence
WIDTH: Final = 60  # half-widths of a piece, in the mean: a paragraph has hundreds, a cell ten

STOPS: Final = codes_of("。！？!?…．।۔؟｡")
CLOSERS: Final = codes_of("”’」』》）)\"'】〕")
MOST_CLOSERS: Final = 2
PERIOD: Final = ord(".")
WORD: Final = kinds.HAN | kinds.KANA | kinds.HANGUL | kinds.LETTER

SPARES: Final = (
    # indents and code
    "　　人民创造历史，劳动开创未来。\n　　劳动是推动人类社会进步的根本力量。\n" * 4,
    "int main(void)\t\t/* It starts here. */\n{\n\treturn 0;\t/* It ends here. */\n}\n" * 3,
    "/* Waits for all. */\t\t\t/* And for each. */\nwait();\tdone();\tgo();\n" * 4,
    # tables, lists and logs
    "name\tnote\nwasp\tIt can sting you badly.\nbee\tIt can sting you once.\n" * 4,
    "Hello, how are you today?\t你好，你今天怎么样？\nI am fine.\t我很好。\nSee you.\t再见。\n" * 4,
    "问题一是什么？\t答案就是这一个。\t对的。\n问题二是什么？\t答案是另一个。\t错的。\n" * 4,
    "1.\tThe first of many items.\n2.\tThe second of them.\n3.\tAnd the third.\n" * 3,
    "12:00:01\tINFO\tThe server is ready to serve.\n12:00:02\tINFO\tA client has come.\n" * 4,
    # set so on purpose
    "第一章　　总则\n第二章　　劳动者的权利\n局长　　王明\n此致　　敬礼！",
    "A．一个苹果。　　B．一根香蕉。　　C．一个梨。　　D．一个桃。　　E．都不是。",
    "春眠不觉晓，处处闻啼鸟。　　夜来风雨声，花落知多少。",
    "山前有雨。　　山后有雪。　　山上有云。　　山下有人。　　人在看山。",
)


class Separators(NamedTuple):
    """Runs of blanks inside lines that hold a tab, or two ideographic blanks side by side."""

    start: Places
    stop: Places
    tab: Mask

    def where(self, chosen: Mask) -> Separators:
        """Those chosen."""
        return Separators(self.start[chosen], self.stop[chosen], self.tab[chosen])


def repair(text: Text) -> Edits:
    """A line end for each separator that was one: all of a sort in a document, as one group."""
    found = _separators(text)
    doc = text.doc_of(found.start)
    found = found.where(np.bincount(doc, minlength=len(text))[doc] >= LEAST)
    if not len(found.start):
        return Edits.none()
    lines = Lines.of(text)
    sorts = [found.where(found.tab), found.where(~found.tab)]
    start, stop, group = (
        np.concatenate(columns)
        for columns in zip(*(_line_ends(text, lines, sort) for sort in sorts), strict=True)
    )
    order = np.argsort(start)
    new, size = np.full(len(start), LINE_END), np.ones_like(start)
    return Edits.of(start[order], stop[order], new, size, group[order])


def _separators(text: Text) -> Separators:
    """What could be a separator: it has something before it and behind it in its line."""
    at = text.blanks
    if not len(at):
        return Separators(at, at, np.zeros(0, bool))
    codes = text.codes[at]
    first = np.append(True, np.diff(at) > 1)  # of each run
    tab, seed = codes == TAB, codes == WIDE_BLANK
    seed[1:] &= seed[:-1] & ~first[1:]
    seed[0] = False
    begin = np.flatnonzero(first)
    start, stop = at[begin], np.append(at[begin[1:] - 1], at[-1]) + 1
    tab, seed = (np.logical_or.reduceat(each, begin) for each in (tab, seed | tab))
    ends = ((text.kinds[start - 1] | text.kinds[stop]) & (kinds.BREAK | kinds.EDGE)) != 0
    return Separators(start, stop, tab).where(seed & ~ends)


def _line_ends(text: Text, lines: Lines, found: Separators) -> tuple[Places, Places, Places]:
    """Those of one sort that were line ends: start, stop and group."""
    line = np.searchsorted(lines.start, found.start) - 1
    doc = lines.doc[line]
    held = np.bincount(line, minlength=len(lines))
    free = ~_rows(held, lines.doc)[line]
    behind = free & _ended(text, found.start)

    holds = lines.doc[held > 0]
    every, apart, sure, pages = (
        np.bincount(docs, minlength=len(text)) for docs in (doc, doc[free], doc[behind], holds)
    )
    width = np.bincount(holds, lines.width[held > 0], len(text))
    flat = (sure >= LEAST) & (sure >= SHARE * apart) & (2 * apart >= every)
    flat &= width >= WIDTH * (every + pages)
    chosen = flat[doc]
    _, first, number = np.unique(doc[chosen], return_index=True, return_inverse=True)
    start = found.start[chosen]
    return start, found.stop[chosen], start[first][number]


def _rows(held: Places, doc: Places) -> Mask:
    """Lines that hold as many separators as the line above or below: they may be rows."""
    row = np.zeros(len(held), bool)
    same = (held[1:] == held[:-1]) & (held[1:] > 0) & (doc[1:] == doc[:-1])
    row[1:] |= same
    row[:-1] |= same
    return row


def _ended(text: Text, at: Places) -> Mask:
    """Whether a sentence ends before each place."""
    last = at - 1
    for _ in range(MOST_CLOSERS):
        last = last - np.isin(text.codes[last], CLOSERS)
    word = ((text.kinds[last - 1] & WORD) > 0) & ((text.kinds[last - 2] & WORD) > 0)
    ended: Mask = np.isin(text.codes[last], STOPS) | ((text.codes[last] == PERIOD) & word)
    return ended


class Page(NamedTuple):
    """The lines of one document, to be glued: sums over all lines before each of them."""

    ended: list[int]
    width: list[int]
    parted: list[int]  # lines with something else than a line end behind them

    def shows(self, first: int, last: int) -> bool:
        """Whether these lines, glued to one, would be told from a row."""
        ended, width = (sums[last] - sums[first] for sums in (self.ended, self.width))
        glued = self.parted[last] == self.parted[first]
        pieces = last - first + 1
        return glued and ended >= max(LEAST, SHARE * (pieces - 1)) and width >= WIDTH * pieces

    def wounds(self) -> Iterator[tuple[int, int]]:
        """As few lines as show it, the first and the last of them.

        After them one stays: lines below one another that hold as many would be rows.
        """
        first = 0
        for last in range(len(self.ended) - 1):
            if last > first and self.parted[last] > self.parted[last - 1]:
                first = last
            elif last > first and self.shows(first, last):
                yield first, last
                first = last + 2

    def whole(self) -> Iterator[tuple[int, int]]:
        """All lines, if they show it."""
        last = len(self.ended) - 2
        if last > 0 and self.shows(0, last):
            yield 0, last


def _damage(
    text: Text, separator: str, wounds: Callable[[Page], Iterator[tuple[int, int]]]
) -> Edits:
    """Lines glued to one another, a group a line, in documents without such separators."""
    lines = Lines.of(text)
    parted = np.ones(len(lines), bool)
    parted[:-1] = lines.start[1:] != lines.stop[:-1] + 1
    parted |= text.codes[lines.stop] != LINE_END
    columns = (_ended(text, lines.stop), lines.width, parted)
    held = np.unique(text.doc_of(_separators(text).start)).tolist()
    at: list[int] = []
    group: list[int] = []
    for doc in np.setdiff1d(lines.doc, held).tolist():
        low, high = np.searchsorted(lines.doc, [doc, doc + 1]).tolist()
        page = Page(*(np.append(0, np.cumsum(column[low:high])).tolist() for column in columns))
        for first, last in wounds(page):
            at += range(low + first, low + last)
            group += [low + first] * (last - first)
    start = lines.stop[np.array(at, np.int64)]
    new = codes_of(separator * len(at))
    return Edits.of(
        start,
        start + 1,
        new,
        np.full(len(at), len(separator)),
        lines.stop[np.array(group, np.int64)],
    )


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {
        f"{name}, {extent}": partial(_damage, separator=separator, wounds=wounds)
        for name, separator in (("tabs", "\t"), ("indents", "　　"))
        for extent, wounds in (("some lines", Page.wounds), ("all lines", Page.whole))
    }
)

flattened = Filter("flattened", repair, DAMAGES, SPARES, kinds.BLANK)
