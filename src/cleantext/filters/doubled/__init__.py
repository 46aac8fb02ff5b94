r"""Text drawn twice, three or four times.

What it is
----------
字字节节跳跳动动科科技技 for 字节跳动科技, 年度报告年度报告，， for 年度报告，, a line or a block
that comes again.

How it arises
-------------
A page that lacks a bold or shadowed font draws the text again, a hair's breadth away. A reader sees
one bold text; an extractor finds every copy. What comes out depends on the extractor:

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("doubled").clean
>>> clean("字字节节跳跳动动科科技技")  # every glyph: pdfplumber, pdf-inspector, Word
'字节跳动科技'
>>> clean("年度报告年度报告，，20112011年年公司简介公司简介")  # every run: pypdf, PyMuPDF sorted
'年度报告，2011年公司简介'
>>> clean("系系系系统统统统设计目标设计目标设计目标设计目标")  # four times
'系统设计目标'
>>> clean("动\n动模\n模范\n范是\n是民\n民族\n族")  # letter-spaced, as a staircase: pdftotext
'动模范是民族'
>>> clean("代 代 是 是 青 青 海 海 省 省")  # a little higher the second time: pdfplumber
'代 是 青 海 省'
>>> clean("会会议议讨讨论论通通过过了了文\n文件件")  # a pair cut by the line end
'会议讨论通过了文件'
>>> lines = ["项目描述：", "负责四川公司", "技术支持服务", "客户服务中心"]
>>> clean("\n".join(f"{line}\n{line}" for line in lines))  # every line: PyMuPDF, pypdf
'项目描述：\n负责四川公司\n技术支持服务\n客户服务中心'

What is repaired
----------------
All copies but the first are deleted, with the blanks and breaks between them, where text of any
script was drawn two, three or four times: glyph by glyph, run by run, line by line, block by block;
also a heading or a label by itself in clean text, if it is long enough. The text is divided by the
fold and never collapsed: 天天天天 drawn twice was 天天.

What is spared
--------------
What is written so. Clean text repeats characters (干干净净), words (研究研究), sounds (哈哈哈哈),
marks (……), digits (2020), shouts (回去！回去！), lines (refrains) and cells (heads of tables).

>>> clean("屋子里干干净净。谢谢谢谢！2020年，……哈哈哈哈")
'屋子里干干净净。谢谢谢谢！2020年，……哈哈哈哈'
>>> clean("山那边有一条路，\n无数的车轮无数的车轮\n碾过昨天的雪。")
'山那边有一条路，\n无数的车轮无数的车轮\n碾过昨天的雪。'

How it is decided
-----------------
By which is the cheaper to say, in bits: "drawn k times" or "written so". Without blanks and
breaks every shape is one, a chain of powers u^k v^k w^k. Each power, if it is written so, comes
as a surprise, the greater the longer its unit, by how rare such repetitions are in clean text. If
it is drawn, each unit costs a little; what lies between and was not drawn again costs more; so
does a chain that begins or ends in mid-line, and a run that ends inside a word. A part is
believed drawn if it has bits of its own and, with its neighbours, bits enough from several
different units: what repeats by nature repeats itself, a layer repeats all there is. Among lines
surely drawn, less will do; so it will in a document whose lines repeat next to themselves and
nowhere else. Where they come again elsewhere it is a song, and lines below their like stay.

What stays
----------
- Two layers far enough apart to be shuffled; no repair of that is right.
- A copy with other text between it and the original: it may be a quotation.
- A short text alone, 校歌校歌 or 石石榴榴: clean text has such too.

>>> clean("TThheed drrifitftd"), clean("校歌校歌"), clean("长江 长城 黄河 长江 长城 黄山")
('TThheed drrifitftd', '校歌校歌', '长江 长城 黄河 长江 长城 黄山')
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleantext.edits import Edits, spans
from cleantext.filter import Filter
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.chains import (
    Chain,
    Inner,
    by_glyph,
    by_run,
    repetitions,
)
from cleantext.filters.doubled.copies import with_echoes
from cleantext.filters.doubled.damage import DAMAGES
from cleantext.filters.doubled.judge import (
    Hints,
    Parts,
    believed,
    believed_near,
    drawn_lines,
    leading,
    odd_bits,
    parts,
    promising,
)
from cleantext.filters.doubled.looks import windows
from cleantext.filters.doubled.spared import SPARES
from cleantext.filters.doubled.stream import Bits, Mask, Stream
from cleantext.repeats import Repeats
from cleantext.text import Places, Text


def repair(text: Text) -> Edits:
    """Look where copies could be, read that as drawn, judge, delete what is believed."""
    start, stop = windows(text)
    if not len(start):
        return Edits.none()
    stream = Stream.of(text, start, stop)
    found, refrains = repetitions(stream)
    if not len(found):
        return Edits.none()
    inner = Inner(stream, found)
    promise = {fold: promising(stream, found, refrains, fold) for fold in bits.FOLDS}
    promise = {fold: lines for fold, lines in promise.items() if lines.any()}
    chains = [chain for fold in promise for chain in _chains(stream, found, fold, inner)]
    all_parts = [parts(stream, chain, inner) for chain in chains if len(chain)]
    odd = {fold: odd_bits(stream, found, fold) for fold in promise}
    lead = leading(stream, all_parts, promise)
    sure = [
        believed(stream, each, Hints(first, odd[each.chain.fold], refrains))
        for each, first in zip(all_parts, lead, strict=True)
    ]
    drawn = drawn_lines(all_parts, [a & b for a, b in zip(sure, lead, strict=True)])
    if not any(len(lines) for lines in drawn.values()):
        return Edits.none()
    sure = [
        believed_near(stream, each, chosen, drawn)
        for each, chosen in zip(all_parts, sure, strict=True)
    ]
    return _edits(stream, all_parts, sure)


def _chains(stream: Stream, found: Repeats, fold: int, inner: Inner) -> Iterator[Chain]:
    """The text read as drawn this many times, glyph by glyph and run by run."""
    yield by_glyph(stream, found, fold)
    chain = by_run(stream, found, fold, inner)
    yield with_echoes(stream, chain) if fold == bits.FOLDS[0] else chain


def _edits(stream: Stream, all_parts: list[Parts], sure: list[Mask]) -> Edits:
    """The copies deleted, each place by the reading that fits it best."""
    best = np.full(len(stream.codes), -np.inf)
    chosen = [
        np.flatnonzero(each[parts.piece_part]) for parts, each in zip(all_parts, sure, strict=True)
    ]
    spread = [_spread(each, piece) for each, piece in zip(all_parts, chosen, strict=True)]
    for at, fit, _ in spread:
        best[at] = np.maximum(best[at], fit)
    columns = []
    taken = np.zeros(len(stream.codes), bool)
    for each, piece, (at, fit, first) in zip(all_parts, chosen, spread, strict=True):
        if len(piece):
            free = np.logical_and.reduceat((best[at] <= fit) & ~taken[at], first)
            taken[at[np.repeat(free, np.diff(first, append=len(at)))]] = True
            columns.append(_deleted(stream, each, piece[free]))
    start, stop, group = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.argsort(start)
    return Edits.deleting(start[order], stop[order], group[order])


def _spread(parts: Parts, piece: Places) -> tuple[Places, Bits, Places]:
    """Every place of these pieces, how well it fits, and where each piece's places begin."""
    size = (parts.piece_stop - parts.piece_start)[piece]
    at = spans(parts.piece_start[piece], size)
    return at, np.repeat(parts.piece_fit[piece], size), np.cumsum(size) - size


def _deleted(stream: Stream, parts: Parts, piece: Places) -> tuple[Places, Places, Places]:
    """From the end of the first copy to the end of the last: start and stop, and the piece."""
    chain = parts.chain
    power = np.flatnonzero(np.isin(parts.piece, piece) & (chain.cut < chain.stop))
    return (
        stream.place[chain.cut[power] - 1] + 1,
        stream.place[chain.stop[power] - 1] + 1,
        stream.place[parts.piece_start[parts.piece[power]]],
    )


doubled = Filter("doubled", repair, DAMAGES, SPARES)
