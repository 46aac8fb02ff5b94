r"""Headings set one character to a line.

What it is
----------
全⏎国⏎劳⏎动⏎模⏎范 for 全国劳动模范.

How it arises
-------------
A heading runs down the page. Every extractor gives each of its characters a line of its own, some
with blank lines between.

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("vertical").clean
>>> before = "我们要深入学习贯彻全国劳动模范和先进工作者表彰大会精神。"
>>> after = "大会二十四日上午在北京人民大会堂隆重举行，并向受表彰的模范颁奖。"
>>> print(clean(f"{before}\n全\n国\n劳\n动\n模\n范\n{after}"))
我们要深入学习贯彻全国劳动模范和先进工作者表彰大会精神。
全国劳动模范
大会二十四日上午在北京人民大会堂隆重举行，并向受表彰的模范颁奖。

What is repaired
----------------
A run of three to twenty-four lines of one Chinese or Japanese character each becomes one line, if
enough speaks for a heading: pairs that stand side by side elsewhere in the document; a mark on a
line of its own (一⏎、⏎春⏎天⏎来⏎了), which nobody writes; its length; long lines before and after,
for in prose three such lines never follow one another; and surer vertical headings in the same
document, which let 编⏎者⏎按 be one too. Years inside it belong to it (筹⏎建⏎（⏎1⏎9⏎5⏎2⏎年⏎）), a
number before it where headings count. A run that a wider gap parts, with no lone sign on
either side, is as many headings: two columns stay two lines. Nothing parts a heading behind a sign
that opens, not even the end of a page.

What is spared
--------------
Columns of digits, ticks and options, whatever counts or belongs to a set (一二三, 甲乙丙, 春夏秋冬,
男女, 元角分), lists of characters, verse with lines of one character, records of chess.

>>> clean(f"{before}\n甲\n乙\n丙\n丁\n{after}") == f"{before}\n甲\n乙\n丙\n丁\n{after}"
True
>>> clean("风\n吹\n过\n来\n雪\n落\n下\n去") == "风\n吹\n过\n来\n雪\n落\n下\n去"
True

What stays
----------
- A heading of two characters, or of three with nothing else that speaks for it.
- A line of one character right behind a heading becomes part of it.
- Headings of Latin letters or Hangul, whose blanks are lost.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits, spans
from cleantext.filter import Filter
from cleantext.filters.vertical import numbers
from cleantext.filters.vertical.damage import DAMAGES, SPARES
from cleantext.joints import beside
from cleantext.lines import FIRST_WIDE, Lines
from cleantext.series import NUMBERS, Signs, series_of
from cleantext.text import Codes, Places, Text, distinct

Mask = NDArray[np.bool_]
Points = NDArray[np.float64]

LETTERS: Final = kinds.HAN | kinds.KANA
SIGNS: Final = LETTERS | kinds.MARK
FIRST_MARK: Final = 0xB7  # of those set among Han; ASCII marks in a column are bullets and code
LEAST: Final = 3  # letters of a heading
PIECE: Final = 2  # signs at least of each piece where a wider gap parts two headings
MOST: Final = 24  # signs; what is longer is a list of characters, or a page in shards
WIDE_BLANK, BLANK = 0x3000, 0x20
WIDEST: Final = 4  # breaks between two signs
LONG: Final = 20  # half-widths of a line of prose
NEAR: Final = 3  # lines before and after: the last line of a paragraph may be short
DIFFERENT: Final = 0.5  # of the letters: a column of cells repeats itself

# What speaks for a heading, in points; it is one from ENOUGH on. In 10.7 million characters of
# clean prose three lines of one character never follow one another; where they do, in verse and in
# lists, the lines around them are short.
ENOUGH: Final = 4.0
BESIDE_LONG: Final = 1.0  # each long line before and after
AMONG_SHORT: Final = -2.0
LENGTHS: Final = ((LEAST, 0.0), (4, 1.0), (6, 2.0))  # from so many letters
JOINED: Final = ((0.0, 0.0), (0.01, 1.0), (0.25, 2.0), (0.5, 3.0))  # share of pairs found elsewhere
MARKED: Final = 4.0
NEAR_OTHERS: Final = 2.0  # another heading of the document is one without this

COMMA: Final = ord("、")
ENDS: Final = Signs("，、；：（《〈“‘「『【〔·")  # no heading ends so: the text goes on, in shards
STOP: Final = ord("。")
CLOSING: Final = Signs("，、；：。！？）》〉”’」』】〕")


class Runs(NamedTuple):
    """Lines of one sign each, one after another: the first of each run, and how many."""

    first: Places
    size: Places

    @property
    def last(self) -> Places:
        """The last line of each run."""
        return self.first + self.size - 1

    @property
    def begins(self) -> Places:
        """Where each run begins among the lines of all runs."""
        begins: Places = np.cumsum(self.size) - self.size
        return begins

    def where(self, chosen: Mask) -> Runs:
        """Only the runs chosen."""
        return Runs(self.first[chosen], self.size[chosen])


def repair(text: Text) -> Edits:
    """The breaks inside vertical headings deleted, a group a heading."""
    lines = Lines.of(text)
    runs = _runs(lines)
    if not len(runs.first):
        return Edits.none()
    runs = _columns(lines, runs)
    runs = _numbered(lines, runs) if len(runs.first) else runs
    if not len(runs.first):
        return Edits.none()
    runs = runs.where(_could_be(lines, runs))
    if not len(runs.first):
        return Edits.none()
    points = _points(lines, runs)
    sure = points >= ENOUGH
    doc = lines.doc[runs.first]
    sure |= (points + NEAR_OTHERS >= ENOUGH) & np.isin(doc, doc[sure])
    return _joined(lines, _counted(lines, runs.where(sure)))


def _counted(lines: Lines, runs: Runs) -> Runs:
    """The headings, with their numbers where they have some."""
    counts = numbers.counting(lines, runs.first, lines.gap[runs.first + 1])
    return Runs(runs.first - counts, runs.size + counts)


def _runs(lines: Lines) -> Runs:
    """Runs of lines that show one sign each, a digit only as part of a number."""
    single = np.flatnonzero(lines.stop - lines.start == 1)
    if len(single) < LEAST:
        return Runs(single[:0], single[:0])
    code = lines.text.codes[lines.start[single]]
    kind = lines.text.kinds[lines.start[single]]
    sign = (kind & LETTERS) != 0
    sign |= (kind == kinds.MARK) & (code >= FIRST_MARK)
    sign |= numbers.in_numbers(lines, single, _goes_down(lines, single))
    single = single[sign]
    if not len(single):
        return Runs(single, single)
    at = np.flatnonzero(np.append(True, ~_goes_down(lines, single)))
    first, stop = numbers.trimmed(lines, at, np.append(at[1:], len(single)), single)
    size = stop - first
    fits = (size >= LEAST) & (size <= MOST)
    return Runs(single[first[fits]], size[fits])


def _goes_down(lines: Lines, single: Places) -> Mask:
    """Whether each of these lines but the last is followed by the next, perhaps behind a gap."""
    gap, page = lines.gap[single[1:]], lines.page[single[1:]]
    down: Mask = (np.diff(single) == 1) & (gap > 0) & (gap <= WIDEST)
    return down & (~page | _unfinished(lines, single[:-1], single[1:]))


def _unfinished(lines: Lines, left: Places, right: Places) -> Mask:
    """Where a sign opens, or the next closes: no heading ends there, whatever stands between."""
    codes, start = lines.text.codes, lines.start
    return ENDS.hold(codes[start[left]]) | CLOSING.hold(codes[start[right]])


def _columns(lines: Lines, runs: Runs) -> Runs:
    """The runs parted at gaps wider than their least, where no piece is a lone sign."""
    line = spans(runs.first, runs.size)
    begins = runs.begins
    gap = lines.gap[line]
    gap[1:] -= _parted_by_blank(lines, line[:-1], line[1:])
    gap[1:][_unfinished(lines, line[:-1], line[1:])] = 1
    gap[begins] = WIDEST + 1
    wide = gap > np.repeat(np.minimum.reduceat(gap, begins), runs.size)
    at = np.flatnonzero(wide)
    size = np.diff(np.append(at, len(line)))
    run = np.searchsorted(begins, at, "right") - 1
    whole = np.minimum.reduceat(size, np.searchsorted(at, begins)) < PIECE
    at = at[~whole[run] | np.isin(at, begins)]
    size = np.diff(np.append(at, len(line)))
    return Runs(line[at], size).where(size >= LEAST)


def _parted_by_blank(lines: Lines, left: Places, right: Places) -> Mask:
    """Whether a wide blank of the heading stands between two lines, on a line of its own."""
    blank = np.zeros(len(left), bool)
    for at in (1, 2):  # behind the break, which may be two signs
        after = np.minimum(lines.stop[left] + at, len(lines.text.codes) - 1)
        blank |= (lines.text.codes[after] == WIDE_BLANK) & (lines.head[right] > after)
    return blank


def _numbered(lines: Lines, runs: Runs) -> Runs:
    """The runs parted before a number with its mark, 三、, where another heading begins."""
    line = spans(runs.first, runs.size)
    code = lines.text.codes[lines.start[line]]
    counts = (series_of(code) & NUMBERS) != 0
    counts[1:] &= ~counts[:-1]  # the first of its signs
    number = code[1:] == COMMA
    number[:-1] |= ((series_of(code[1:-1]) & NUMBERS) != 0) & (code[2:] == COMMA)
    starts = np.append(counts[:-1] & number, False)
    starts[runs.begins] = True
    at = np.flatnonzero(starts)
    size = np.diff(np.append(at, len(line)))
    return Runs(line[at], size).where(size >= LEAST)


def _could_be(lines: Lines, runs: Runs) -> Mask:
    """Whether a run holds letters enough, different ones and not of one set, and no sentence."""
    line, begins = spans(runs.first, runs.size), runs.begins
    code, kind = lines.text.codes[lines.start[line]], lines.text.kinds[lines.start[line]]
    letter = (kind & LETTERS) != 0
    letters = np.add.reduceat(letter, begins)
    could = letters >= LEAST
    could &= _different(code, letter, runs.size) >= DIFFERENT * letters
    could &= np.bitwise_and.reduceat(np.where(letter, series_of(code), -1), begins) == 0
    could &= ~np.logical_or.reduceat(code == STOP, begins)
    could &= ~ENDS.hold(code[begins + runs.size - 1])
    could &= ~CLOSING.hold(code[begins])
    could &= ~_ascending(code, kind, begins, runs.size)
    return could & ~_goes_on(lines, runs)


def _goes_on(lines: Lines, runs: Runs) -> Mask:
    """Whether the lines beside a run are of its kind, so that it is a part of a text in shards."""
    goes_on = np.zeros(len(runs.first), bool)
    for first, second in ((runs.first - 1, runs.first - 2), (runs.last + 1, runs.last + 2)):
        at, next_ = (np.clip(line, 0, len(lines) - 1) for line in (first, second))
        there = (at == first) & (lines.doc[at] == lines.doc[runs.first])
        odd = (lines.stop[at] - lines.start[at] == 1) & (
            lines.text.kinds[lines.start[at]] != kinds.HAN
        )
        odd &= lines.stop[next_] - lines.start[next_] == 1  # a page number is one by itself
        closes = CLOSING.hold(lines.text.codes[lines.start[at]])
        brief = lines.stop[at] - lines.start[at] < LONG // 2  # a long one before goes on itself
        odd |= closes & (brief | (first > runs.last))
        goes_on |= there & odd
    return goes_on


def _different(code: Codes, letter: Mask, size: Places) -> Places:
    """How many different letters each run holds."""
    run = np.repeat(np.arange(len(size)), size)[letter]
    order = distinct(run << 32 | code[letter])
    return np.bincount(order >> 32, minlength=len(size))


def _ascending(code: Codes, kind: kinds.Kinds, begins: Places, size: Places) -> Mask:
    """Whether a run is nothing but kana in the order of the table."""
    rises = np.concatenate((code[1:] > code[:-1], [True])) & (kind == kinds.KANA)
    rises[begins + size - 1] = True
    return np.logical_and.reduceat(rises, begins)


def _points(lines: Lines, runs: Runs) -> Points:
    """What speaks for a heading."""
    line, begins = spans(runs.first, runs.size), runs.begins
    kind = lines.text.kinds[lines.start[line]]
    letters = np.add.reduceat((kind & LETTERS) != 0, begins)
    points = _steps(LENGTHS, letters) + _steps(JOINED, _joined_elsewhere(lines, runs))
    points += MARKED * np.logical_or.reduceat(kind == kinds.MARK, begins)
    before = _long(lines, runs, runs.first - 1, -1)
    after = _long(lines, runs, runs.last + 1, 1)
    points += BESIDE_LONG * ((before > 0).astype(float) + (after > 0))
    return points + AMONG_SHORT * ((before < 0) & (after < 0))


def _long(lines: Lines, runs: Runs, at: Places, step: int) -> Places:
    """1 where one of the few lines on this side is long, -1 where none is, 0 without lines."""
    long = np.zeros(len(at), np.int64)
    for far in range(NEAR):
        line = at + step * far
        there = (line >= 0) & (line < len(lines))
        line = np.clip(line, 0, len(lines) - 1)
        there &= lines.doc[line] == lines.doc[runs.first]
        size = lines.stop[line] - lines.start[line]
        middle = lines.text.codes[lines.start[line] + size // 2]
        wide = size * (1 + (middle >= FIRST_WIDE)) >= LONG
        long[there & (long == 0)] = -1
        long[there & wide] = 1
    return long


def _steps(steps: tuple[tuple[float, float], ...], values: Points | Places) -> Points:
    """The points of each value: those of the highest step it reaches."""
    least, points = (np.array(column) for column in zip(*steps, strict=True))
    found: Points = points[np.searchsorted(least, values, "right") - 1]
    return found


def _joined_elsewhere(lines: Lines, runs: Runs) -> Points:
    """The share of the pairs of each run that stand side by side elsewhere in the document."""
    line, ends = spans(runs.first, runs.size), runs.begins + runs.size - 1
    left = np.delete(line, ends)
    code = lines.text.codes[lines.start]
    found = beside(lines.text, lines.doc[left], code[left], code[left + 1])
    pairs = runs.size - 1
    share: Points = np.add.reduceat(found, np.cumsum(pairs) - pairs) / pairs
    return share


def _joined(lines: Lines, runs: Runs) -> Edits:
    """The breaks between the lines of each run deleted; a blank that stood there stays."""
    line = spans(runs.first, runs.size)
    left = np.delete(line, runs.begins + runs.size - 1)
    start, stop = lines.stop[left], lines.start[left + 1]
    wide = _parted_by_blank(lines, left, left + 1)
    blank = wide | numbers.parted(lines, runs.first, left)
    new = np.where(wide, WIDE_BLANK, BLANK)[blank]
    group = np.repeat(lines.start[runs.first], runs.size - 1)
    return Edits.of(start, stop, new, blank, group)


vertical = Filter("vertical", repair, DAMAGES, SPARES, kinds.BREAK)
