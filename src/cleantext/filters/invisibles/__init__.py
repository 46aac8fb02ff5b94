r"""Characters that cannot be seen, and odd blanks and breaks.

What it is
----------
Zero-width spaces and joiners, marks of direction, byte order marks inside text, control characters,
soft hyphens, interlinear marks, tags, stray variation selectors; no-break, thin, en and em blanks;
CR, VT, NEL, U+2028 and U+2029 for \n.

How it arises
-------------
Word processors and web pages put them there for the layout, fonts without a table yield controls
for glyphs, files are put together, and line ends are those of another system.

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("invisibles").clean
>>> clean("全\u200b国\ufeff人\x00民\u202e")  # hidden in the middle of words
'全国人民'
>>> clean("co\u00adoperate, \u200eleft to right")
'cooperate, left to right'
>>> clean("新华社\u00a0\u2003记者\r\n北京\u2028报道\x85")
'新华社  记者\n北京\n报道\n'

What is repaired
----------------
What cannot be seen is deleted; a blank becomes an ordinary blank, a break becomes \n. A soft hyphen
that ends a line inside a word was printed, so it becomes a hyphen:

>>> clean("the exam\u00ad\nple"), clean("the exam\ufffe\r\nple")  # the second is pdfium's
('the exam-\nple', 'the exam-\nple')

What is spared
--------------
- Tabs, form feeds (they mark pages), the ideographic blank U+3000, and invisible operators of
  mathematics.
- Joiners in Arabic, Persian, Indic and Mongolian script, and in emoji; zero-width spaces that part
  the words of Thai, Lao, Khmer, Burmese and Tibetan; flags made of tags.
- Variation selectors behind a sign that takes them: an ideograph, a symbol, Mongolian.
- Marks of direction in a document that writes from right to left: they order what is read there.
- Where a document writes no Han, kana or Hangul: blanks that typography asks for, beside digits,
  French marks, dashes and initials; and a word joiner beside a dash.

>>> clean("می\u200cخواهم 👩\u200d💻 葛\U000e0100城")  == "می\u200cخواهم 👩\u200d💻 葛\U000e0100城"
True
>>> clean("10\u00a0000\u00a0€, «\u00a0oui\u00a0»") == "10\u00a0000\u00a0€, «\u00a0oui\u00a0»"
True
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.filter import Filter
from cleantext.filters.invisibles import meant
from cleantext.filters.invisibles.damage import DAMAGES
from cleantext.filters.invisibles.spared import SPARES
from cleantext.text import Places, Text

BREAKS: Final = kinds.Ranges("B D 85 2028-2029")
HYPHENS: Final = kinds.Ranges("2 AD FFFE")

_GONE: Final = kinds.EDGE_CODE
_BLANK, _BREAK, _HYPHEN = (ord(sign) for sign in " \n-")


def repair(text: Text) -> Edits:
    """What is stray deleted, blanks and breaks made ordinary."""
    at = text.places(kinds.STRAY)
    at = at[~_carries_meaning(text, at)]
    codes = text.codes[at]
    new = np.full(len(at), _GONE, np.uint32)
    new[meant.BLANKS.hold(codes)] = _BLANK
    new[BREAKS.hold(codes) & ~_before_line_feed(text, at)] = _BREAK
    new[HYPHENS.hold(codes) & _parts_a_word(text, at)] = _HYPHEN
    kept = new != _GONE
    return Edits.of(at, at + 1, new[kept], kept, at)


def _carries_meaning(text: Text, at: Places) -> NDArray[np.bool_]:
    """Which of these are no strays; each kind is asked only after those that are there."""
    codes = text.codes[at]
    kept = np.zeros(len(at), bool)
    for ranges, means in meant.MEANT:
        asked = np.flatnonzero(ranges.hold(codes))
        if len(asked):
            kept[asked] |= means(text, at[asked])
    return kept


def _before_line_feed(text: Text, at: Places) -> NDArray[np.bool_]:
    after = np.minimum(at + 1, len(text.codes) - 1)
    pair: NDArray[np.bool_] = (text.codes[at] == ord("\r")) & (text.codes[after] == _BREAK)
    return pair


def _parts_a_word(text: Text, at: Places) -> NDArray[np.bool_]:
    """Whether a line ends here inside a word of letters."""
    after = at + 1
    ends = (text.kinds[after] & kinds.BREAK) != 0
    after = np.where(_before_line_feed(text, after), after + 1, after)
    after = np.minimum(after + 1, len(text.codes) - 1)
    letters = text.kinds[at - 1] & text.kinds[after] & kinds.LETTER != 0
    parted: NDArray[np.bool_] = ends & letters
    return parted


invisibles = Filter("invisibles", repair, DAMAGES, SPARES, kinds.STRAY)
