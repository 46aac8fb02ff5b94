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

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits, spans
from cleantext.filter import Filter
from cleantext.filters.letterspacing.damage import DAMAGES, SPARES
from cleantext.joints import beside
from cleantext.lines import Lines
from cleantext.series import NUMBERS, Signs, series_of
from cleantext.text import Codes, Places, Text, distinct

Mask = NDArray[np.bool_]
Points = NDArray[np.float64]

WRITTEN: Final = kinds.HAN | kinds.KANA
APART: Final = kinds.BLANK | kinds.BREAK | kinds.EDGE
WIDE_BLANK: Final = 0x3000
FIRST_MARK: Final = 0xB7
MARKS: Final = Signs("，、；：。！？）》〉”’」』】〕")  # no blank stands before these
CHAPTERS: Final = Signs("编篇部章节条卷編節條")
NAMED: Final = Signs("（(")  # 李 晶（女）

LEAST: Final = 4  # signs of a stretch that need not be a whole line
LONGEST: Final = 4  # blanks looked at for a wide one
DIFFERENT: Final = 0.6  # of the letters of a short stretch
SHORT: Final = 10  # letters: longer text repeats them

# What speaks for letter-spacing, in points.
ENOUGH: Final = 4.0
LENGTHS: Final = ((0, 0.0), (6, 1.0), (10, 2.0), (16, 3.0))
JOINED: Final = ((0.0, 0.0), (0.01, 1.0), (0.25, 2.0), (0.5, 3.0))
MARKED: Final = 4.0
WHOLE: Final = 1.0  # nothing else stands on the line
SEVERAL: Final = 3.0  # several short ones, each a whole line, one of three letters
NEAR_OTHERS: Final = 2.0

SYLLABLES: Final = 6  # tokens of a stretch with kana: Japanese parted by words has fewer in a row
PIECES: Final = 2.5  # signs of a token at most, on average, in a line with one blank before a mark
PIECES_MARKED: Final = 3.5  # the same with several marks apart: people type such

AROUND: Final = 8  # lines before and after a padded name
ROWS: Final = 3  # rows of names among them, itself too
TITLE: Final = 3  # signs

LETTERS: Final = 8  # of a Latin stretch of several words
WORD: Final = 12  # letters of one Latin word, in a stretch without wider blanks
VOWELS: Final = Signs("aeiouyAEIOUY")
WORDS: Final = Signs("aAI")  # of one letter
SHARE: Final = (0.2, 0.65)  # of vowels among the letters
INITIALS: Final = 0.34  # words of one letter: with more the blanks between words are not known


def repair(text: Text) -> Edits:
    """The blanks inside words deleted, a group a line."""
    at = _single(text)
    if not len(at):
        return Edits.none()
    row = _Rows.of(Lines.of(text), at)
    spaced = _spaced(row)
    closed = spaced.closed | _before_marks(row, spaced) | _padded(row)
    latin, parted = _latin(row)
    closed |= latin
    return _edits(row, closed, (spaced.parted & ~closed) | parted)


def _single(text: Text) -> Places:
    """Blanks between two single characters, or before a mark that never has one."""
    at = text.blanks
    if not len(at):
        return at
    first = at[text.kinds[at - 1] != kinds.BLANK]
    last = at[text.kinds[at + 1] != kinds.BLANK]  # the blanks of each gap: first to last
    before, after = text.kinds[first - 1], text.kinds[last + 1]
    single = (text.kinds[first - 2] & APART) != 0  # before the first place is the last: an edge
    single |= ((before & WRITTEN) != 0) & (after == kinds.MARK)
    single &= ((before | after) & (APART | kinds.SYMBOL)) == 0
    first, last = first[single], last[single]
    next_ = np.minimum(last + 2, len(text.codes) - 1)
    alone = (text.kinds[first - 2] & APART) != 0
    alone &= ((text.kinds[next_] & APART) != 0) | NAMED.hold(text.codes[next_])
    marked = ((text.kinds[first - 1] & WRITTEN) != 0) & MARKS.hold(text.codes[last + 1])
    found: Places = first[alone | marked]
    return found


@dataclass(frozen=True, eq=False)
class _Rows:
    """Some lines as tokens parted by blanks; the gap of a token is the one behind it."""

    lines: Lines
    row: Places  # the lines
    of_row: Places  # for each token, which of the rows it stands in
    start: Places
    stop: Places

    @classmethod
    def of(cls, lines: Lines, at: Places) -> _Rows:
        """The lines that hold these places."""
        row = np.searchsorted(lines.start, at, "right") - 1
        row = row[np.append(True, row[1:] != row[:-1])]
        first, last = lines.start[row], lines.stop[row]
        place = spans(first, last - first)
        blank = lines.text.kinds[place] == kinds.BLANK
        opens = ~blank
        opens[1:] &= blank[:-1] | (np.diff(place) != 1)
        opens[np.cumsum(last - first) - (last - first)] = True
        closes = ~blank
        closes[:-1] &= opens[1:] | blank[1:]
        start, stop = place[opens], place[closes] + 1
        return cls(lines, row, np.searchsorted(first, start, "right") - 1, start, stop)

    @cached_property
    def size(self) -> Places:
        size: Places = self.stop - self.start
        return size

    @cached_property
    def first(self) -> Codes:
        return self.lines.text.codes[self.start]

    @cached_property
    def last(self) -> Codes:
        return self.lines.text.codes[self.stop - 1]

    @cached_property
    def kind(self) -> Places:
        """The kind of a token of one sign; of others every kind that occurs."""
        place = spans(self.start, self.size)
        begins = np.cumsum(self.size) - self.size
        kind: Places = np.bitwise_or.reduceat(self.lines.text.kinds[place], begins).astype(np.int64)
        return kind

    @cached_property
    def inner(self) -> Mask:
        """Whether another token of the same line follows."""
        return np.append(self.of_row[1:] == self.of_row[:-1], False)

    @cached_property
    def gap(self) -> Places:
        """How wide the gap is, in half-widths, as far as its first blanks tell."""
        after = np.append(self.start[1:], self.stop[-1:])
        gap = np.where(self.inner, after - self.stop, 0)
        for at in range(LONGEST):
            inside = self.inner & (self.stop + at < after)
            place = np.minimum(self.stop + at, len(self.lines.text.codes) - 1)
            gap += inside & (self.lines.text.codes[place] == WIDE_BLANK)
        return gap

    @cached_property
    def narrow(self) -> Mask:
        """The gaps between two letters, or what stands for one, that are the least of the line."""
        one = (self.size == 1) | np.isin(self.kind, (kinds.DIGIT, kinds.LETTER, kinds.MARK))
        both = self.inner & one & np.append(one[1:], False)
        letters = both & (self.size == 1) & np.append(self.size[1:] == 1, False)
        opens = np.flatnonzero(np.append(True, ~self.inner[:-1]))
        least = np.minimum.reduceat(np.where(letters, self.gap, 0xFFFF), opens)
        narrow: Mask = both & (self.gap <= least[self.of_row])
        return narrow

    @cached_property
    def segment(self) -> Places:
        """Which stretch of narrow gaps each token belongs to."""
        segment: Places = np.cumsum(np.append(True, ~self.narrow[:-1])) - 1
        return segment

    @cached_property
    def begins(self) -> Places:
        """The first token of each stretch."""
        return np.flatnonzero(np.append(True, ~self.narrow[:-1]))

    @cached_property
    def tokens(self) -> Places:
        """How many tokens each stretch has."""
        return np.diff(np.append(self.begins, len(self.start)))

    @cached_property
    def doc(self) -> Places:
        """The document of each stretch."""
        return self.lines.doc[self.row[self.of_row[self.begins]]]

    def total(self, of_tokens: Mask) -> Places:
        """How many tokens of each row these are."""
        return np.bincount(self.of_row[of_tokens], minlength=len(self.row))

    def count(self, of_tokens: Mask) -> Places:
        """How many tokens of each stretch these are."""
        return np.bincount(self.segment[of_tokens], minlength=len(self.begins))


@dataclass(frozen=True, eq=False)
class _Spaced:
    """What was found letter-spaced: gaps to close, gaps between words, and the lines."""

    closed: Mask
    parted: Mask
    rows: Mask


def _spaced(row: _Rows) -> _Spaced:
    """Chinese and Japanese text with blanks between its characters."""
    han = row.count((row.kind & kinds.HAN) != 0)
    kana = row.count((row.kind & kinds.KANA) != 0)
    could = (row.tokens > 1) & (han + kana > 1) & ((han + kana) * 2 >= row.tokens)
    could &= (kana * 2 <= han) | (row.tokens >= SYLLABLES)
    could &= row.count((row.kind & (kinds.HANGUL | kinds.SYMBOL)) != 0) == 0
    letters = (row.size == 1) & ((row.kind & WRITTEN) != 0)
    series = np.where(letters, series_of(row.first), -1)
    could &= np.bitwise_and.reduceat(series, row.begins) == 0
    different = _different(row, letters)
    could &= (different >= DIFFERENT * (han + kana)) | (han + kana >= SHORT)
    could &= (different >= row.tokens) | (row.tokens >= LEAST)
    if not could.any():
        none = np.zeros(len(row.start), bool)
        return _Spaced(none, none, np.zeros(len(row.row), bool))
    sure = _sure(row, could)
    rows = np.zeros(len(row.row), bool)
    rows[row.of_row[row.begins[sure]]] = True
    sure |= could & rows[row.of_row[row.begins]]
    closed = row.narrow & sure[row.segment] & ~_behind_a_chapter(row)
    parted = row.inner & ~row.narrow & sure[row.segment]
    return _Spaced(closed, parted, rows)


def _behind_a_chapter(row: _Rows) -> Mask:
    """The gaps behind 第 三 章, where the blank between number and name was."""
    number = (series_of(row.first) & NUMBERS) != 0
    opens = row.first == ord("第")
    behind = CHAPTERS.hold(row.first)
    chapter = np.zeros(len(opens), bool)
    for digits in range(1, 4):
        numbered = behind[digits + 1 :] & opens[: -digits - 1]
        for at in range(1, digits + 1):
            numbered &= number[at : at + len(numbered)]
        chapter[digits + 1 :] |= numbered
    return chapter & row.narrow


def _different(row: _Rows, letters: Mask) -> Places:
    """How many different letters each stretch has."""
    pairs = distinct(row.segment[letters] << 32 | row.first[letters])
    return np.bincount(pairs >> 32, minlength=len(row.begins))


def _sure(row: _Rows, could: Mask) -> Mask:
    """The stretches that enough speaks for."""
    marks = (row.kind == kinds.MARK) & (row.first >= FIRST_MARK)
    marked = row.count(marks) > 0
    enough_signs = row.tokens >= LEAST
    points = _steps(LENGTHS, row.tokens) + _steps(JOINED, _joined_elsewhere(row, could))
    points += MARKED * (marked & (row.tokens >= LEAST - 1))
    whole = _whole(row)
    points += WHOLE * whole
    short = could & whole & ~enough_signs & (_widest(row) <= LONGEST) & ~_counts(row)
    short &= _sparing(row, short)
    points += SEVERAL * _several(row, short)
    could = could & (enough_signs | short | (marked & (row.tokens >= LEAST - 1)))
    sure = could & (points >= ENOUGH)
    near = np.isin(row.doc, row.doc[sure & enough_signs]) & (row.tokens >= LEAST - 1)
    return sure | (could & near & (points + NEAR_OTHERS >= ENOUGH))


def _widest(row: _Rows) -> Places:
    """The widest of the narrow gaps of each stretch."""
    gaps = np.maximum.reduceat(np.where(row.narrow, row.gap, 0), row.begins)
    return np.asarray(gaps)


def _counts(row: _Rows) -> Mask:
    """Whether a number is among the letters of a stretch: 其 二 is no word."""
    return row.count((series_of(row.first) & NUMBERS) != 0) > 0


def _sparing(row: _Rows, short: Mask) -> Mask:
    """Whether the document parts fewer words by blanks than it has short stretches."""
    if not short.any():
        return short
    text, docs = row.lines.text, row.doc[-1] + 1
    at = text.blanks
    at = at[(text.kinds[at - 1] == kinds.HAN) & (text.kinds[at - 2] == kinds.HAN)]
    at = at[(text.kinds[at + 1] == kinds.HAN)]  # so it is not the last, and two places follow
    words = at[text.kinds[at + 2] == kinds.HAN]
    parted = np.bincount(text.doc_of(words), minlength=docs)[:docs]
    sparing: Mask = (parted < np.bincount(row.doc[short], minlength=docs))[row.doc]
    return sparing


def _several(row: _Rows, short: Mask) -> Mask:
    """Short stretches among others that are set alike, one of them of three letters."""
    docs = len(row.lines.text)
    alike = row.doc * (LONGEST + 1) + np.minimum(_widest(row), LONGEST)
    different = distinct(alike[short] << 32 | row.first[row.begins[short]])
    many = np.bincount(different >> 32, minlength=docs * (LONGEST + 1)) > 1
    several = short & many[alike]
    longer = np.bincount(row.doc[several & (row.tokens == LEAST - 1)], minlength=docs) > 0
    return several & longer[row.doc]


def _steps(steps: tuple[tuple[float, float], ...], values: Points | Places) -> Points:
    """The points of each value: those of the highest step it reaches."""
    least, points = (np.array(column) for column in zip(*steps, strict=True))
    found: Points = points[np.searchsorted(least, values, "right") - 1]
    return found


def _whole(row: _Rows) -> Mask:
    """Whether nothing else stands on the line, or only the number of a chapter before it."""
    ends = row.begins + row.tokens - 1
    begins_line = np.append(True, ~row.inner[:-1])[row.begins]
    before = np.maximum(row.begins - 1, 0)
    chapter = (row.first[before] == ord("第")) & CHAPTERS.hold(row.last[before])
    chapter &= ~begins_line & np.append(True, ~row.inner[:-1])[before]
    whole: Mask = (begins_line | chapter) & ~row.inner[ends]
    return whole


def _joined_elsewhere(row: _Rows, could: Mask) -> Points:
    """The share of the pairs of letters that stand side by side elsewhere in the document."""
    after = np.append(row.first[1:], 0).astype(np.uint32)
    written = (kinds.of(row.last) & WRITTEN) != 0
    pair = row.narrow & could[row.segment] & written & np.append(written[1:], False)
    at = np.flatnonzero(pair)
    found = np.zeros(len(row.start), bool)
    doc = row.lines.doc[row.row[row.of_row[at]]]
    found[at] = beside(row.lines.text, doc, row.last[at], after[at])
    share: Points = row.count(found) / np.maximum(row.count(pair), 1)
    return share


def _before_marks(row: _Rows, spaced: _Spaced) -> Mask:
    """All gaps between Chinese characters of lines that have blanks before their marks."""
    han = (kinds.of(row.last) & (WRITTEN | kinds.MARK)) != 0
    han &= row.last >= FIRST_MARK
    next_first = np.append(row.first[1:], 0).astype(np.uint32)
    next_han = (kinds.of(next_first) & (WRITTEN | kinds.MARK)) != 0
    next_han &= next_first >= FIRST_MARK
    marked = row.inner & MARKS.hold(next_first) & (kinds.of(row.last) == kinds.HAN)
    apart = MARKS.hold(row.first) & (row.size == 1) & row.inner
    count = np.bincount(row.of_row[apart], minlength=len(row.row))
    tokens = np.bincount(row.of_row, minlength=len(row.row))
    signs = np.bincount(row.of_row, weights=row.size)
    chosen = (count > 1) & (signs <= PIECES_MARKED * tokens)
    chosen |= (tokens >= LEAST) & (signs <= PIECES * tokens)
    chosen |= _beside_rows(row, spaced.rows | chosen) & (count > 0)
    chosen &= np.bincount(row.of_row[marked], minlength=len(row.row)) > 0
    chosen &= np.bincount(row.of_row, weights=(row.kind & kinds.HANGUL) != 0) == 0
    gap: Mask = row.inner & chosen[row.of_row] & han & next_han & (row.gap <= LONGEST // 2)
    return gap


def _beside_rows(row: _Rows, chosen: Mask) -> Mask:
    """The rows whose neighbour among the lines is chosen."""
    near = chosen.copy()
    next_ = np.diff(row.row) == 1
    near[1:] |= next_ & chosen[:-1]
    near[:-1] |= next_ & chosen[1:]
    return near


def _padded(row: _Rows) -> Mask:
    """The blank inside a name of two characters that begins a row, where other rows have names."""
    lines, codes = row.lines, row.lines.text.codes
    opens = np.append(True, ~row.inner[:-1])
    one = (row.size == 1) & (row.kind == kinds.HAN)
    at = np.flatnonzero(opens & one & row.inner)
    second = at + 1
    bracket = NAMED.hold(codes[row.start[second] + 1])
    han = (lines.text.kinds[row.start[second]] == kinds.HAN) & ((row.size[second] == 1) | bracket)
    third = np.minimum(second + 1, len(row.start) - 1)
    titled = row.inner[second] & (row.size[third] >= TITLE) & (row.first[second] != row.first[at])
    titled &= kinds.of(row.first[third]) == kinds.HAN
    at = at[han & titled]
    padded = np.zeros(len(row.start), bool)
    if not len(at):
        return padded
    rows = row.row[row.of_row[at]]
    near = rows[:, None] + np.arange(-AROUND, AROUND + 1)
    there = (near >= 0) & (near < len(lines))
    near = np.clip(near, 0, len(lines) - 1)
    there &= lines.doc[near] == lines.doc[rows][:, None]
    full = np.count_nonzero(there & _name_row(lines, near), axis=1)
    names = np.count_nonzero(there & np.isin(near, rows), axis=1)
    padded[at[(full > 0) & (full + names >= ROWS)]] = True
    return padded


def _name_row(lines: Lines, line: Places) -> Mask:
    """Whether a line begins with a name of three or four characters, and something behind it."""
    text = lines.text
    start = lines.start[line]
    long = lines.stop[line] - start >= TITLE + 5
    start = np.minimum(start, len(text.codes) - 6)
    han = [text.kinds[start + at] == kinds.HAN for at in range(4)]
    ends = [
        (text.kinds[start + at] == kinds.BLANK) | NAMED.hold(text.codes[start + at])
        for at in (3, 4)
    ]
    name: Mask = long & han[0] & han[1] & han[2] & (ends[0] | (han[3] & ends[1]))
    return name


def _latin(row: _Rows) -> tuple[Mask, Mask]:
    """Words of Latin letters with blanks between them: gaps to close, and gaps between words."""
    letter = (row.size == 1) & (row.kind == kinds.LETTER)
    if np.count_nonzero(letter) < LEAST:
        return np.zeros(len(row.start), bool), np.zeros(len(row.start), bool)
    one = (row.size == 1) & np.isin(row.kind, (kinds.LETTER, kinds.MARK, kinds.DIGIT))
    first = np.append(True, ~row.narrow[:-1])
    initial = first & ~row.narrow & letter & ~WORDS.hold(row.first)
    letters, words = row.total(letter), row.total(first & letter)
    could = _spelled(row, letter) & (row.total(~one) == 0)
    several = (words > 1) & (letters >= LETTERS) & (row.total(initial) <= INITIALS * words)
    several &= row.total(row.narrow) >= 2 * words  # not words of one letter and two
    alone = (words == 1) & (letters <= WORD)
    share = _joined_letters(row, (could & alone)[row.of_row])
    sure = (could & (several | (alone & (share == 1))))[row.of_row]
    return row.narrow & sure, row.inner & ~row.narrow & sure


def _spelled(row: _Rows, letter: Mask) -> Mask:
    """Whether the letters of each row could be words: vowels among them, and no alphabet."""
    letters = row.total(letter)
    vowels = row.total(letter & VOWELS.hold(row.first))
    steps = row.total(row.narrow & letter & (np.append(row.first[1:], 0) == row.first + 1))
    could: Mask = (letters >= LEAST) & (row.total(row.narrow) > 0) & (steps * 3 < letters)
    return could & (vowels >= SHARE[0] * letters) & (vowels <= SHARE[1] * letters)


def _joined_letters(row: _Rows, asked: Mask) -> Points:
    """For each row, the share of its pairs of letters that stand side by side elsewhere."""
    at = np.flatnonzero(row.narrow & asked)
    doc = row.lines.doc[row.row[row.of_row[at]]]
    found = beside(row.lines.text, doc, row.last[at], row.first[at + 1])
    total = np.bincount(row.of_row[at], minlength=len(row.row))
    hits = np.bincount(row.of_row[at], weights=found, minlength=len(row.row))
    share: Points = hits / np.maximum(total, 1)
    return share


def _edits(row: _Rows, closed: Mask, parted: Mask) -> Edits:
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
