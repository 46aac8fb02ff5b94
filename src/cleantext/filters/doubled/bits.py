"""What a repetition is worth, in bits: the constants of the decision and where they come from.

A bit is a halving of the odds. SURPRISE is measured on 10.7 million characters of clean Chinese
prose: how often X stands next to itself, by the length of X, as minus the logarithm of the
frequency, a little less for one character because genres differ most there (law 10, verse 72 in
10,000). The others were fitted with `benchmarks/accuracy.py` and `benchmarks/harm.py`. Extractions
were tuned on one half and scored on the other; of the clean text both halves were in view when
the constants of copied lines, of cells and of Latin words were chosen. What judges documents (SUNG,
LAYERED, HABIT) parts songs, logs and chat from extractions by wide margins: songs repeat 15 to 200
lines elsewhere, extractions at most 5. See `benchmarks/README.md`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.series import Signs

FOLDS: Final = (2, 3, 4)  # how often overprinting draws; five was never seen
LONGEST: Final = 96  # characters of a unit; what is longer is found by whole lines
ROWS: Final = 64  # lines of a unit

WRITTEN: Final = kinds.HAN | kinds.KANA | kinds.HANGUL
SPELLED: Final = kinds.LETTER | kinds.DIGIT
LETTERS: Final = WRITTEN | kinds.LETTER

# How much a character says, in Han characters: repetition is the commoner the less is repeated.
WEIGHTS: Final = {
    kinds.HAN: 1.0,
    kinds.KANA: 0.75,
    kinds.HANGUL: 0.75,
    kinds.LETTER: 0.625,
    kinds.DIGIT: 0.5,
    kinds.MARK: 0.25,
}

# The surprise at XX in clean text, by the weight of X.
LENGTHS: Final = (0, 1, 2, 3, 4, 5, 6, 7, 8, 108)
SURPRISE: Final = (0, 5.75, 12, 15, 17, 18, 18, 19, 20, 220)
DIGIT: Final = 2.0  # numbers repeat their digits: 11, 2020, 22022
DIGITS: Final = 8.0  # at most

# Chinese marks in pairs: in 11.6 million clean characters ， 、 ： “ ” stood double 57 times. Stops
# double as shouts and ellipses. ASCII marks double in code, and count nothing.
MARKS: Final = {
    **dict.fromkeys("，、：；“”‘’", 12.0),
    **dict.fromkeys("（）《》〈〉「」『』", 8.0),
    **dict.fromkeys("。！？", 6.0),
}
HABIT: Final = 0.1  # written double and threefold, the rarer no less than this share
MARKS_TOGETHER: Final = 15.0  # at most, for several in one unit

# A copy that begins on a new line is a repeated line, which verse, tables and lists have too.
COPIED: Final = ((14.0, 20.0), (8.0, 17.0), (0.0, 10.0))  # weight of a line from, bits at most
LONE: Final = 3.0  # more, for a character that has a line to itself: rare but in headings
PROSE: Final = 12.0  # the weight of a line of prose; with a Chinese mark for every two lines
ROW: Final = 10.0  # for each further line of prose repeated as one block
ROWS_A_UNIT: Final = 3  # lines of a block that say as much as one line by itself
# A line with marks of a sentence, twice on one line: cries are so written, titles are not.
WHOLE: Final = ((20.0, 15.0), (12.0, 12.0), (0.0, 8.0))
LINKED: Final = 8.0  # so heavy a unit with marks may be part of a line, if all of it is drawn
BLANK: Final = 4.0  # a blank where the copy begins: words repeat so, layers do not
AGAIN: Final = 3.0  # for each copy past the second: what repeats by nature goes on repeating

# What it costs to say that something was drawn.
RUN: Final = 3.0  # each unit of a text drawn run by run
GLYPH: Final = 0.5  # each character of a text drawn glyph by glyph
SKIP_WRITTEN: Final = 9.0  # each Han, kana or Hangul passed over as not drawn again
SKIP_SPELLED: Final = 1.5  # Latin and digits are often in another font, and not drawn again
SKIP_MARK: Final = 4.0
SKIP_LONE: Final = 3.0  # what is a run by itself, for extractors drop copies of short runs
SKIP_WIDE: Final = 14.0  # a mark in the font of Han, each glyph of which is drawn again
LINK: Final = 12.0  # the most a chain passes over
INSIDE: Final = 3.0  # a run that begins or ends inside a word: fonts, marks and lines part runs
INSIDE_SPELLED: Final = 10.0
INSIDE_SHARE: Final = 0.5  # of it once read: both sides of a joint count
INSIDE_SINGLE: Final = 0.75
BESIDE: Final = 1.0  # and between two scripts
# A chain that begins in mid-line, and one that ends there; and where a run begins or ends, too.
ENTER: Final = (9.0, 4.0)
LEAVE: Final = (9.0, 4.0)  # 爷爷 after a doubled heading is no part of it

# When a chain is believed: it has bits of its own, and with its neighbours it has TOTAL bits from
# DISTINCT different units. What repeats by nature repeats itself, a layer repeats all there is.
TOTAL: Final = (
    24.0  # between four pairs of Han, which occur (红红火火恍恍惚惚), and five, which do not
)
DISTINCT: Final = 3
NEAR: Final = 12  # lines
NEAR_COPIED: Final = 4  # copied lines stand together; the refrains of a poem stand apart
OWN_GLYPH: Final = 11.0
OWN_RUN: Final = 9.0
OWN_COPIED: Final = 8.0
OWN_PART: Final = 16.0  # less than a line
OWN_PART_COPIED: Final = 10.0  # the copy begins a line that goes on: 管理，⏎管理，维护
OWN_ALONE: Final = 12.0
OWN_WITNESS: Final = 5.0  # to count for its neighbours
ALONE: Final = 11.0  # a line that is one unit twice, and nothing else: its weight
THIN_WRITTEN: Final = 4.0  # a line copied below itself counts from this weight: table cells do so
THIN_SPELLED: Final = 16.0
THIN: Final = 0.15  # what lighter ones count
PAIRS_LISTED: Final = 7
ODD: Final = 0.2  # taken off per bit of what stands in a row another number of times

# Among lines surely drawn, less is needed: the odds there are the share of drawn lines.
AROUND: Final = 16  # lines
REACH: Final = 2000  # and characters, where a line is a paragraph
OWN_AROUND: Final = 1.0
STACK: Final = 3  # lines of one character each: a vertical heading, where 闪闪⏎烁烁 is verse
OWN_AROUND_GLYPH: Final = 6.0
OWN_AROUND_PART: Final = 3.0
OWN_AROUND_NUMBER: Final = 2.0  # 2020 is a year, and not 20 drawn twice

ELSEWHERE: Final = 1e-6  # the share where lines are drawn only elsewhere in the document

SAYING: Final = 4.0  # the weight of a line that is no cell and no number
SUNG: Final = 0.05  # of the lines of a song, and more, come again
SUNG_LEAST: Final = 5  # more than the heads of pages
LAYERED: Final = 4  # lines of a document that repeat next to themselves and nowhere else
LAYERED_EACH: Final = 500  # and one of them at least for so many characters
OWN_LAYERED: Final = 7.0

ECHO: Final = 5  # lines between a run and its copy that does not follow it at once
ECHO_WEIGHT: Final = 3.0

GLANCE: Final = 0.75  # of a pair of marks at first sight: the same mark twice says nothing new
PAIRS: Final = 4  # pairs of letters
WITHIN: Final = 12  # characters: close together, worth a look
WITHIN_SPELLED: Final = 7  # next to each other: English has pairs enough
UNIT: Final = (4, 8)  # characters: units that are looked for one by one


# All bits are multiples of this, so that sums over a batch are exact, whatever else is in it.
GRAIN: Final = 1 / 256


def grained(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values in whole grains."""
    return np.round(values / GRAIN) * GRAIN


def surprise(weight: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
    """The bits of surprise at a unit of this weight standing twice in a row.

    >>> surprise(np.array([1, 2, 10]))
    array([ 5.75, 12.  , 24.  ])
    """
    return grained(np.interp(weight, LENGTHS, SURPRISE))


def by_kind(values: dict[int, float], other: float = 0.0) -> NDArray[np.float64]:
    """A table to look a value up by kind."""
    table = np.full(kinds.SYMBOL + 1, other)
    for kind, value in values.items():
        for bit in range(kinds.SYMBOL.bit_length()):
            if kind >> bit & 1:
                table[1 << bit] = value
    return table


WEIGHT: Final = by_kind(WEIGHTS)
SKIP: Final = by_kind(
    {WRITTEN: SKIP_WRITTEN, SPELLED: SKIP_SPELLED, kinds.EDGE: 1e6}, other=SKIP_MARK
)
FONT: Final = by_kind({WRITTEN: 1, SPELLED: 2, kinds.MARK: 3}).astype(np.uint8)
CJK_MARKS: Final = 0x3000  # and 63 more
FULL_WIDTH: Final = 0xFF00  # and 127 more
DASHES: Final = 0x2014  # and one more


def wide(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Whether each mark is as wide as a Han character, and in the same font."""
    wide: NDArray[np.bool_] = (codes >> 6 == CJK_MARKS >> 6) | (codes >> 7 == FULL_WIDTH >> 7)
    wide |= codes >> 1 == DASHES >> 1
    return wide


# What clean lines that are one text with marks, twice, all hold: in public text there were a score.
PAUSES: Final = Signs("，。、；！？…~～,.;!?\"'")
MARKUP: Final = np.zeros(0x80, bool)
MARKUP[[ord(sign) for sign in "|<>={}`\\"]] = True
MARK: Final = np.zeros(0x10000)
for _mark, _bits in MARKS.items():
    MARK[ord(_mark)] = _bits
