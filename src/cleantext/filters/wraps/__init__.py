r"""Line breaks inside sentences and words.

What it is
----------
A paragraph in many lines, as wide as the column it was set in; often with a blank line after each.

How it arises
-------------
A page knows lines, not paragraphs. An extractor gives what it finds:

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("wraps").clean
>>> paragraphs = clean('''今天，我们隆重召开大会，表彰全国劳动模范和先进
... 工作者，激励全党全国各族人民弘扬劳模精神，在决胜全
... 面建成小康社会、决战脱贫攻坚取得决定性成就的基础
... 上，乘风破浪，开拓进取，为全面建设社会主义现代化国
... 家、实现第二个百年奋斗目标而继续奋斗。
... 首先，我代表党中央、国务院，向受到表彰的全国劳
... 动模范和先进工作者，表示热烈的祝贺！向为改革开放
... 和社会主义现代化建设作出突出贡献的我国工人阶级和
... 广大劳动群众，致以诚挚的问候！
... 劳动模范是民族的精英、人民的楷模，是共和国的功
... 臣。我国是人民当家作主的社会主义国家，党和国家始终
... 坚持全心全意依靠工人阶级方针，始终高度重视工人阶级
... 和广大劳动群众在党和国家事业发展中的重要地位，始终
... 高度重视发挥劳动模范和先进工作者的重要作用。''').split("\n")
>>> [len(paragraph) for paragraph in paragraphs]
[116, 86, 120]
>>> paragraphs[1][:40]
'首先，我代表党中央、国务院，向受到表彰的全国劳动模范和先进工作者，表示热烈的祝贺'

What is repaired
----------------
Lines that go on become one. Han and kana join with nothing between, words of other scripts with a
blank. A hyphen at a line end goes only if the document writes the word without it elsewhere.

What is spared
--------------
Lines that are lines: verse, lists, headings, names, tables, code.

>>> print(clean('''床前明月光，
... 疑是地上霜。
... 举头望明月，
... 低头思故乡。'''))
床前明月光，
疑是地上霜。
举头望明月，
低头思故乡。

How it is decided
-----------------
A line goes on if it is as wide as its column, so that the next word had no room, and if it reads
on. How wide the column is at each line is found first, as the cheapest path through all widths
that several lines nearby share (`columns`). What then speaks for and against is looked up in
tables of pairs of clues (`evidence`): how the line and the next stand to the column, what ends the
one and begins the other, the gap and the indent, and what the lines around are like. Line ends that
are still in doubt are looked at again (`trees`), knowing what was thought of those nearby and of
those that look alike, and what the document writes elsewhere behind the words that end the line
(`bonds`). The weights are fitted by benchmarks/fit_wraps.py, in nats. A line end is never joined
alone: text that is wrapped at all is wrapped in many places, and others near are joined as well,
unless so many are that the document is wrapped throughout.

What stays
----------
- A heading broken over two lines shorter than the column, if the words at its break stand together
  nowhere else: it shows no width.
- A column of fewer than nine Han characters: verse looks just so.
- A wrapped passage of a document that is not wrapped, if it is less than an eighth of it.
- A document with signs of code in nearly every line: programs are left whole, and so is a wrapped
  manual that is as full of code as they are.
"""

from __future__ import annotations

import numpy as np

from cleantext.edits import Edits
from cleantext.filter import Filter
from cleantext.filters.wraps import signs
from cleantext.filters.wraps.columns import WIDEST
from cleantext.filters.wraps.cuts import cut
from cleantext.filters.wraps.damage import DAMAGES
from cleantext.filters.wraps.evidence import Evidence
from cleantext.filters.wraps.joints import joining
from cleantext.filters.wraps.judge import NARROWEST, WRAPPED, joined
from cleantext.filters.wraps.spared import SPARES
from cleantext.kinds import BREAK
from cleantext.lines import Lines
from cleantext.text import Places, Text

ALIKE = 8  # neighbours in a column differ by no more
# Of the text, at least an eighth stands in lines no wider than columns are. Of wrapped samples
# nineteen in twenty had a half or more; with a quarter neither they nor typeset texts changed.
PART = 8
SHARE = 5  # in wrapped text one line in so many breaks off; the least seen was one in three
BREAKS_OFF = ~np.isin(np.arange(len(signs.SORTS)), (signs.STOP, signs.SEMICOLON, signs.COLON))


def repair(text: Text) -> Edits:
    """Join the lines that go on."""
    lines = Lines.of(text)
    at = _hopeful(lines)
    wrapped = np.zeros(len(text), bool)
    wrapped[lines.doc[at]] = True
    joins = cut(lines, ~wrapped)
    if len(at):
        joins = np.sort(np.concatenate((joins, _wrapped(lines, at))))
    return joining(lines, joins)


def _wrapped(lines: Lines, at: Places) -> Places:
    """Which of these lines, all of some documents, go on in the next."""
    evidence = Evidence(lines, at)
    if not evidence.prose.all():
        at = at[evidence.prose]
        evidence = Evidence(lines, at)
    return at[joined(evidence)] if len(at) else at


def _hopeful(lines: Lines) -> Places:
    """The lines of documents that may be wrapped.

    Several that are alike break off there, and no small share of all do; and no small part of the
    text stands in lines that could be those of a column.
    """
    if len(lines) < WRAPPED.joins:
        return np.arange(0)
    width, doc = lines.width, lines.doc
    sized = (width >= NARROWEST) & (width <= WIDEST)
    off = sized & BREAKS_OFF[signs.TABLE[lines.text.codes[lines.stop - 1]]]
    same = (doc[1:] == doc[:-1]) & (abs(width[1:] - width[:-1]) <= ALIKE)
    alike = off.copy()
    alike[:-1] &= same | np.append(False, same[:-1])
    alike[-1] &= same[-1]
    every, offs, count = (
        np.bincount(doc[which], minlength=len(lines.text)) for which in (sized, off, alike)
    )
    text, narrow = (np.bincount(doc, each, len(lines.text)) for each in (width, width * sized))
    hopeful = (count >= WRAPPED.joins) & (offs * SHARE >= every) & (narrow * PART >= text)
    return np.flatnonzero(hopeful[doc])


wraps = Filter("wraps", repair, DAMAGES, SPARES, kinds=BREAK)
