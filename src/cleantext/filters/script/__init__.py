r"""Chinese in another script, traditional, simplified or regional, by OpenCC.

What it is
----------
漢字 as 汉字, 软件 as 軟體. Which of them is right is for the reader to say and not for the text, so
this runs only when asked for: `script("s2tw")` with any configuration OpenCC has, or `--script
s2tw` on the command line. By the mere name `script` it is `t2s`.

>>> from cleantext import Pipeline, script
>>> Pipeline.named("script").clean("頭髮乾燥，後來")
'头发干燥，后来'
>>> taiwan = Pipeline.default() | script("s2twp")
>>> taiwan.clean("互联网上的软件")
'網際網路上的軟體'
>>> script("s2ts")
Traceback (most recent call last):
    ...
cleantext.errors.UnknownName: there is no OpenCC configuration 's2ts'; did you mean 's2t'? ...

How it arises
-------------
It is no damage. It stands among the filters because its place in their order matters: OpenCC
reads phrases, and text drawn twice or a phrase cut by a line end must be repaired before.

What is repaired
----------------
What OpenCC changes, and nothing else: the text that comes out is OpenCC's own. Every change is an
edit with its place, a character at a time where their number stays.

>>> (step,) = taiwan.explain("互联网上的软件").trail()
>>> [(change.at, change.before, change.after) for change in step]
[(0, '互联网', '網際網路'), (5, '软', '軟'), (6, '件', '體')]

What is spared
--------------
What OpenCC does not change, and what it cannot take. It refuses lone surrogates, and half of its
configurations stop at a NUL. Both stay, and part the text as a line end does.

>>> Pipeline.named("script").clean("後\0後\ud800後")
'后\x00后\ud800后'

What stays
----------
Converting twice is not always converting once, for OpenCC may read what it wrote. A second pass of
OpenCC 1.4.2 over all words of its dictionaries, 101,235, changes none of them with t2hk, t2jp,
t2tw, hk2t and tw2t, 3 with jp2t, 64 to 127 on the way to simplified and 1,170 to 1,211 on the way
from it.

>>> once = Pipeline.named("script").clean("苧薴")
>>> once, Pipeline.named("script").clean(once)
('苎苧', '苎苎')

Where more than 64 characters in a row hold no mark, digit or blank and their number changes, the
change is shown as one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.errors import UnknownName
from cleantext.filter import Filter
from cleantext.filters.script.aligned import LINE_END, aligned
from cleantext.text import Codes, Places, Text, codes_of, string_of

SPARES: Final = (
    "一二三，人人都好。",
    "plain text, 1950—2020",
    "ひらがなとカタカナ、한글",
    "\0\0\n\0",
)
_SURROGATES: Final = (0xD800, 0xDFFF)
_OPERATORS: Final = (0x2FF0, 0x2FFF)  # ⿰ and its like


@dataclass(frozen=True)
class Conversion:
    """OpenCC with one of its configurations, as a repair."""

    config: str

    def __call__(self, text: Text) -> Edits:
        """What OpenCC changes in each document."""
        unread = _unread(text.codes)
        before = np.where(unread, np.uint32(LINE_END), text.codes)
        string, convert = string_of(before), converter(self.config)
        cuts = _cuts(text.codes, np.flatnonzero(unread))
        after = codes_of("".join(convert(string[start:stop]) for start, stop in pairwise(cuts)))
        return aligned(before, after)


@cache
def converter(config: str) -> Callable[[str], str]:
    """OpenCC, made when it is first needed and kept: it reads its dictionaries from files."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(config).convert
    return convert


def _unread(codes: Codes) -> NDArray[np.bool_]:
    """What OpenCC cannot take: NULs, lone surrogates, and the edges between documents."""
    first, last = _SURROGATES
    unread: NDArray[np.bool_] = (codes == 0) | (codes == kinds.EDGE_CODE)
    unread |= (codes >= first) & (codes <= last)
    return unread


def _cuts(codes: Codes, unread: Places) -> list[int]:
    """Where to cut what is converted at one go.

    A line end parts what OpenCC reads as surely as the end of the text, but for one thing: a
    description of a character, ⿰木木, takes in whatever follows. So what holds one goes alone.
    """
    after = np.searchsorted(unread, _describing(codes))
    cut = np.zeros(len(codes) + 1, bool)
    cut[unread[after - 1] + 1] = cut[unread[after]] = cut[[0, -1]] = True
    return list(np.flatnonzero(cut).tolist())


def _describing(codes: Codes) -> Places:
    """Where the description of a character begins."""
    first, last = _OPERATORS
    return np.flatnonzero((codes >= first) & (codes <= last))


@dataclass(frozen=True)
class Reversal:
    """The other way about, as a damage: every line that comes back as it was.

    Documents that describe a character are left out: their lines do not stand for themselves.
    """

    away: Conversion
    back: Conversion

    def __call__(self, text: Text) -> Edits:
        """The wounds, a line each."""
        wounds = self.away(text)
        wounded = wounds.apply(text)
        healed = self.back(wounded).apply(wounded)
        ends = np.flatnonzero((text.codes == LINE_END) | (text.codes == kinds.EDGE_CODE))
        line = np.searchsorted(ends, wounds.start) - 1
        both = zip(_lines(text), _lines(healed), strict=True)
        back = np.array([old == new for old, new in both])[line]
        bound = np.isin(wounds.docs(text), text.doc_of(_describing(text.codes)))
        columns = (wounds.start, wounds.stop, wounds.new, wounds.size)
        return Edits(*columns, ends[line] + 1).where(back & ~bound)


def _lines(text: Text) -> list[str]:
    """Every line of every document; an edge ends a line as well."""
    edge = text.codes == kinds.EDGE_CODE
    return string_of(np.where(edge, np.uint32(LINE_END), text.codes)[1:-1]).split("\n")


def _reverse(config: str) -> str:
    """The configuration that leads back.

    >>> [_reverse(config) for config in ("t2s", "s2twp", "hk2sp", "t2jp")]
    ['s2t', 'tw2sp', 's2hkp', 'jp2t']
    """
    here, _, there = config.partition("2")
    phrases = "p" if there.endswith("p") and there != "jp" else ""
    return f"{there.removesuffix(phrases)}2{here}{phrases}"


def _filter(config: str) -> Filter:
    conversion = Conversion(config)
    back = _reverse(config)
    return Filter(
        "script",
        conversion,
        damages={back: Reversal(Conversion(back), conversion)},
        spares=SPARES,
        kinds=kinds.HAN,
        default=False,
        settles=False,
    )


def configurations() -> list[str]:
    """The configurations OpenCC has."""
    from opencc import CONFIGS

    return sorted(name.removesuffix(".json") for name in CONFIGS)


def script(config: str) -> Filter:
    """The filter that converts by this configuration of OpenCC; an unknown one lists all."""
    known = configurations()
    if config not in known:
        raise UnknownName("OpenCC configuration", config, known, alike=True)
    return _filter(config)


simplified: Final = _filter("t2s")
