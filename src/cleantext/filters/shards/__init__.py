r"""Text with every drawn run, often every glyph, on a line of its own.

What it is
----------
2022⏎年⏎12⏎月⏎，⏎大会⏎、⏎论坛⏎开幕⏎。 for 2022年12月，大会、论坛开幕。

How it arises
-------------
A page is drawn in runs: a run ends where the font changes, at digits and at marks, and where text
is letter-spaced or justified every glyph is one. pypdf begins a line with each run, others where
text was drawn twice. No line is left that has the width of the page.

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("shards").clean
>>> print(clean("自\n2022\n年\n3\n月起\n，\n道路\n、\n绿地\n、\n楼道归居民\n共同使用\n。\n下一行"))
自2022年3月起，道路、绿地、楼道归居民共同使用。
下一行
>>> print(clean("看\n近\n时\n间\n长\n，\n眼\n睛\n不\n松\n，\n看\n远\n，\n就\n模\n糊\n。"))
看近时间长，眼睛不松，看远，就模糊。

In spaced scripts the blank behind a word comes with it:

>>> page = "the clock is, they say,⏎wrong: it runs fast, it⏎runs slow and, oddly,⏎no one would care"
>>> print(clean(page.replace(" ", " \n").replace("⏎", "\n")))
the clock is, they say,
wrong: it runs fast, it
runs slow and, oddly,
no one would care

What is repaired
----------------
Marks that stand alone on a line are the evidence: nobody writes a comma on a line of its own. Where
several stand close together the lines between them become sentences again. A line ends where a
sentence ends, before a number (第三条, （二）, 1.) and before a label that comes again and again
(问：, 答：). Where numbers or labels tell the paragraphs, or breaks between two Han signs tell how
wide the column was (`grid`), the sentences of one are one line, and a heading is its own.
Words with a blank behind each become the lines of the page again, if these are about as wide.

What is spared
--------------
Lists of words, vocabulary, couplets, cells of tables, also where they stand among shards: without
marks of their own they stay lines. A mark or two alone on a line are a drawing or a shout.

>>> clean("，\n逗号\n。\n句号\n！\n叹号") == "，\n逗号\n。\n句号\n！\n叹号"
True

What stays
----------
- Sentences of one paragraph on lines of their own, where nothing tells how paragraphs begin.
- A heading without a mark is joined to what follows, where the column does not show.
- A paragraph that fills its last line may be joined to the next.
- Lines of verse with commas in them and no stops are joined.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits, spans
from cleantext.filter import Filter
from cleantext.filters.shards.damage import DAMAGES, SPARES
from cleantext.filters.shards.grid import Runs, paragraphs
from cleantext.filters.shards.words import words
from cleantext.lines import Lines
from cleantext.series import Signs
from cleantext.text import Codes, Places, Text, distinct, string_of

Mask = NDArray[np.bool_]

_MIDDLE, _CLOSING, _OPENING = "，、；：∶", "）》〉”’」』】〕", "（《〈“‘「『【〔"
STOPS: Final = Signs("。！？…")
CLOSING: Final = Signs(_CLOSING)
CLOSES: Final = Signs(_MIDDLE + "。！？…" + _CLOSING)  # no line begins so
OPENS: Final = Signs(_OPENING)  # and none ends so
GOES_ON: Final = Signs(_MIDDLE + _OPENING)  # nor a paragraph so
ALONE: Final = Signs(_MIDDLE + "。！？" + _CLOSING + _OPENING)
COLONS: Final = Signs("；：")
COLON: Final = ord("：")
SIGNS: Final = kinds.HAN | kinds.KANA | kinds.DIGIT | kinds.LETTER | kinds.MARK

WITNESSES: Final = Signs("，、；")  # alone on a line they are nothing but shards
HALFWAY: Final = Signs("，、；" + _OPENING)
FEWEST: Final = 3  # witnesses of a document
LONGEST: Final = 3  # signs of a line of marks: 。”，
REACH: Final = 6  # lines from one shard to the next
NUMBERS: Final = 3  # numbers and labels of a stretch that tell how its paragraphs begin
WIDE_BLANK, BLANK = 0x3000, 0x20
LATIN: Final = 0x80  # behind its signs a blank is one
LABEL: Final = 4  # signs before the colon

_COUNTING: Final = "〇零一二三四五六七八九十百两0-9０-９"
# What begins a paragraph by itself, and what does after a stop, a colon or a semicolon.
_ARTICLE: Final = re.compile(rf"第[{_COUNTING}]{{1,6}}[编篇部章节条款](?=[\u3000 ])")
_NUMBER: Final = re.compile(
    rf"[（(][{_COUNTING}]{{1,3}}[）)]|[0-9０-９]{{1,2}}[.．、](?![0-9０-９])"
    r"|[〇零一二三四五六七八九十百]{1,3}、|[①-⓿❶-➓●•■►◆]"
)


def repair(text: Text) -> Edits:
    """The breaks inside sentences deleted, a group a line that they make."""
    lines = Lines.of(text)
    stretches = _stretches(lines)
    joined = _joined(_Stretch.of(lines, stretches)) if len(stretches.first) else Edits.none()
    more = words(lines)
    return Edits.together((joined, more.where(~np.isin(more.docs(text), joined.docs(text)))))


class _Lines(NamedTuple):
    """Some lines one after another: the first, and how many."""

    first: Places
    size: Places


def _stretches(lines: Lines) -> _Lines:
    """Where shards stand close together, with the line before and after."""
    size = lines.stop - lines.start
    short = np.flatnonzero(size <= LONGEST)
    nothing = _Lines(short[:0], short[:0])
    if len(short) < FEWEST:
        return nothing
    alone = short[_marks_only(lines, short)]
    next_to = np.diff(alone) == 1  # marks among marks are a list of them
    witness = WITNESSES.hold(lines.text.codes[lines.stop[alone] - 1])
    witness &= ~(np.append(False, next_to) | np.append(next_to, False))[: len(alone)]
    if np.count_nonzero(witness) < FEWEST:
        return nothing
    shown = _shown(lines, alone[witness])
    single = short[(size[short] == 1) & _is_sign(lines, short)]
    shard = distinct(np.concatenate((alone, single)))
    apart = (np.diff(shard) > REACH) | (np.diff(lines.doc[shard]) != 0)
    begins = np.flatnonzero(np.append(True, apart))
    ends = np.append(begins[1:], len(shard)) - 1
    seen = np.append(0, np.cumsum(np.isin(shard, alone[witness])))
    chosen = (seen[ends + 1] > seen[begins]) & np.isin(lines.doc[shard[begins]], shown)
    first, last = shard[begins[chosen]], shard[ends[chosen]]
    first -= (first > 0) & (lines.doc[np.maximum(first - 1, 0)] == lines.doc[first])
    before = np.maximum(first - 1, 0)  # 第一条⏎　⏎
    numbered = _blanks(lines, before, first) == WIDE_BLANK
    first -= numbered & (before < first) & (lines.doc[before] == lines.doc[first])
    first -= _label_before(lines, first)
    after = np.minimum(last + 1, len(lines) - 1)
    goes_on = HALFWAY.hold(lines.text.codes[lines.stop[last] - 1])
    last += goes_on & (lines.doc[after] == lines.doc[last]) & (after > last)
    return _Lines(first, last - first + 1)


def _label_before(lines: Lines, first: Places) -> Mask:
    """Whether the line before each of these is a label and no more: 答：⏎不一定⏎，."""
    before = np.maximum(first - 1, 0)
    there = (before < first) & (lines.doc[before] == lines.doc[first])
    label: Mask = there & (lines.text.codes[lines.stop[before] - 1] == COLON)
    return label & (lines.stop[before] - lines.start[before] <= LABEL + 1)


def _marks_only(lines: Lines, short: Places) -> Mask:
    """Which of these short lines are Chinese marks and nothing else."""
    marks = np.ones(len(short), bool)
    for at in range(LONGEST):
        place = np.minimum(lines.start[short] + at, lines.stop[short] - 1)
        marks &= ALONE.hold(lines.text.codes[place])
    return marks


def _is_sign(lines: Lines, line: Places) -> Mask:
    sign: Mask = (lines.text.kinds[lines.start[line]] & SIGNS) != 0
    return sign


def _shown(lines: Lines, witness: Places) -> Places:
    """The documents with witnesses enough, one of them twice: a list of marks has each once."""
    mark = lines.text.codes[lines.stop[witness] - 1].astype(np.int64)
    pairs, count = np.unique(lines.doc[witness] << 32 | mark, return_counts=True)
    doc, first = np.unique(pairs >> 32, return_index=True)
    if not len(doc):
        return doc
    enough = np.add.reduceat(count, first) >= FEWEST
    shown: Places = doc[enough & (np.maximum.reduceat(count, first) > 1)]
    return shown


class _Stretch(NamedTuple):
    """The lines of all stretches: what each begins and ends with, and what stands between."""

    lines: Lines
    line: Places
    opens: Mask  # the first of a stretch
    alone: Mask  # nothing but marks
    single: Mask  # one sign
    first: Codes
    last: Codes
    blank: Codes  # what is kept of the blanks between a line and the next; 0 for nothing

    @classmethod
    def of(cls, lines: Lines, stretches: _Lines) -> _Stretch:
        line = spans(stretches.first, stretches.size)
        opens = np.zeros(len(line), bool)
        opens[np.cumsum(stretches.size) - stretches.size] = True
        size = lines.stop[line] - lines.start[line]
        alone = np.zeros(len(line), bool)
        short = np.flatnonzero(size <= LONGEST)
        alone[short] = _marks_only(lines, line[short])
        single = (size == 1) & _is_sign(lines, line)
        first = lines.text.codes[lines.start[line]]
        last = lines.text.codes[lines.stop[line] - 1]
        blank = np.zeros(len(line), np.uint32)
        blank[:-1] = _blanks(lines, line[:-1], line[1:])
        return cls(lines, line, opens, alone, single, first, last, blank)


def _blanks(lines: Lines, left: Places, right: Places) -> Codes:
    """The blank to keep between two lines: one as wide as a Han, or one behind Latin and digits."""
    codes = lines.text.codes
    kept = np.zeros(len(left), np.uint32)
    ascii_ = codes[lines.stop[left] - 1] < LATIN
    for at in range(4):
        place = lines.stop[left] + at
        code = codes[np.minimum(place, len(codes) - 1)]
        inside = place < lines.head[right] - 1
        kept[inside & (code == WIDE_BLANK)] = WIDE_BLANK
        kept[inside & (code == BLANK) & ascii_ & (kept == 0)] = BLANK
    return kept


def _joined(these: _Stretch) -> Edits:
    """The breaks that part no paragraphs, deleted or replaced by the blank that stood there."""
    parted = _parted(these)
    begin = np.flatnonzero(parted)
    segment = np.cumsum(parted) - 1
    marked = np.logical_or.reduceat(these.alone, begin)
    glyphs = np.logical_and.reduceat(these.single, begin)
    joins = (marked | glyphs)[segment] & ~np.append(parted[1:], True)
    joins[:-1] |= (these.blank[:-1] == WIDE_BLANK) & ~parted[1:] & parted[:-1]
    at = np.flatnonzero(joins)
    lines = these.lines
    left, right = these.line[at], these.line[at + 1]
    start, stop, blank = lines.stop[left], lines.start[right], these.blank[at]
    group = lines.start[these.line[begin[segment[at]]]]
    return Edits.of(start, stop, blank[blank > 0], blank > 0, group)


def _parted(these: _Stretch) -> Mask:
    """Which lines begin a new line of text."""
    closes = CLOSES.hold(these.first)
    goes_on = GOES_ON.hold(np.append(0, these.last[:-1]).astype(np.uint32))
    ends = _ended(these)
    ended = np.append(True, ends[:-1])
    string, begins = _strung(these)
    numbered = _found(_NUMBER, string, begins)
    colon = np.append(False, COLONS.hold(these.last[:-1]))
    lines = these.lines
    indented = lines.head[these.line] < lines.start[these.line]
    indented &= ~goes_on | colon
    spoken = _spoken(these)
    told = _labels(these, ends) | (numbered & (ended | colon | indented)) | (spoken & ended)
    told |= _found(_ARTICLE, string, begins)
    chain = np.cumsum(these.opens) - 1
    knows = (np.bincount(chain, weights=told) >= NUMBERS)[chain]
    knows |= np.isin(lines.doc[these.line], lines.doc[these.line[spoken]])
    told |= indented & ~closes
    begun, known = paragraphs(_runs(these, told, ends))
    parted: Mask = np.where(known, begun, ended & ~knows) & ~closes
    parted |= told | these.opens
    parted |= _tables(these, parted)
    return parted


def _runs(these: _Stretch, told: Mask, ended: Mask) -> Runs:
    """The lines as runs that filled the lines of the page."""
    lines, goes_on = these.lines, GOES_ON.hold(these.last)
    wide = lines.width[these.line]
    wide[1:] += (these.blank[:-1] > 0) * np.where(these.blank[:-1] == WIDE_BLANK, 2, 1)
    seam = np.append(False, _is_han(these.last[:-1]) & _is_han(these.first[1:])) | told
    closes = CLOSES.hold(these.last)
    bound = CLOSES.hold(these.first) | np.append(False, OPENS.hold(these.last[:-1]))
    doc, seam = lines.doc[these.line], seam & ~these.opens
    return Runs(
        these.opens, doc, np.cumsum(wide), seam, told, bound, ended, paused=goes_on, marked=closes
    )


def _is_han(codes: Codes) -> Mask:
    han: Mask = (kinds.of(codes) & (kinds.HAN | kinds.KANA)) != 0
    return han


def _ended(these: _Stretch) -> Mask:
    """Which lines end a sentence, with the closing marks behind it."""
    ended = STOPS.hold(these.last)
    closing = CLOSING.hold(these.last)
    before = these.lines.text.codes[these.lines.stop[these.line] - 2]
    long = these.lines.stop[these.line] - these.lines.start[these.line] > 1
    ended |= closing & long & STOPS.hold(before)
    for _ in range(2):
        ended[1:] |= closing[1:] & these.alone[1:] & ended[:-1] & ~these.opens[1:]
    return ended


def _strung(these: _Stretch) -> tuple[str, Places]:
    """The lines as one string, and where each begins in it."""
    lines = these.lines
    size = lines.stop[these.line] - lines.start[these.line]
    codes = lines.text.codes[spans(lines.start[these.line], size)]
    ends = np.cumsum(size)
    kept = these.blank > 0
    codes = np.insert(codes, ends[kept], these.blank[kept])
    begins = ends - size + np.cumsum(np.append(0, kept[:-1]))
    return string_of(codes), begins


def _found(pattern: re.Pattern[str], string: str, begins: Places) -> Mask:
    """Which lines begin with this pattern."""
    return np.isin(begins, [match.start() for match in pattern.finditer(string)])


def _labels(these: _Stretch, ends: Mask) -> Mask:
    """Lines of a few signs before a colon that come again, each time after a sentence's end."""
    lines = these.lines
    size = lines.stop[these.line] - lines.start[these.line]
    before = np.append(these.first[1:] == COLON, False) & (size <= LABEL) & ~these.alone
    at = np.flatnonzero(before & ~these.opens)
    label = np.zeros(len(these.line), bool)
    if not len(at):
        return label
    name = lines.doc[these.line[at]] * 0x1000003
    for sign in range(LABEL):
        place = np.minimum(lines.start[these.line[at]] + sign, lines.stop[these.line[at]] - 1)
        name = name * 0x110001 + lines.text.codes[place]
    _, which, count = np.unique(name, return_inverse=True, return_counts=True)
    ended = np.bincount(which, weights=ends[at - 1])
    known = (count >= NUMBERS) & (ended >= count / 2)
    label[at] = known[which] | (ends[at - 1] & known.any())
    return label


def _spoken(these: _Stretch) -> Mask:
    """Lines that begin with a label by which their document knows its paragraphs: 问：, 答：."""
    lines, codes = these.lines, these.lines.text.codes
    line = np.flatnonzero(np.isin(lines.doc, lines.doc[these.line]))
    name = lines.doc[line] * 0x1000003
    label = np.zeros(len(line), bool)
    for sign in range(1, LABEL + 1):
        place = np.minimum(lines.start[line] + sign, lines.stop[line])
        name = np.where(label, name, name * 0x110001 + codes[place - 1])
        label |= codes[place] == COLON
    _, which, count = np.unique(name[label], return_inverse=True, return_counts=True)
    known = line[np.flatnonzero(label)[count[which] >= NUMBERS]]
    return np.isin(these.line, known)


def _tables(these: _Stretch, parted: Mask) -> Mask:
    """Lines after a colon that no mark follows up to the next paragraph: cells, or a list."""
    after = np.flatnonzero(np.append(False, these.last[:-1] == COLON) & ~parted)
    ends = np.append(np.flatnonzero(parted), len(parted))
    end = ends[np.searchsorted(ends, after, "right")]
    seen = np.append(0, np.cumsum(these.alone))
    cells = np.zeros(len(parted), bool)
    cells[after] = (seen[end] == seen[after]) & (end - after > 1)
    return cells


shards = Filter("shards", repair, DAMAGES, SPARES, kinds.BREAK)
