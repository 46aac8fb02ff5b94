"""What two signs say that meet at a line end: whether it was full, or its author ended it.

A page breaks lines anywhere in a sentence, an author where phrases meet. So 了, 们 and を seldom
begin a line of verse, a heading or a name, and 不, 就 and 而 seldom end one; and 社⏎会 is one word,
which only a page breaks: what two signs say that stand together more often than by chance is added
(`together`). One such seam says little, those of a whole poem much: free verse in lines of about
one length looks like a column otherwise. The table is counted by benchmarks/fit_seams.py; it has
Han and kana only, for where words are parted by blanks lines break at words in any case.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.filters.wraps.together import LAST, together
from cleantext.text import Codes, codes_of

PARTS: Final = 16  # weights are in sixteenths of a nat


@cache
def tables() -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """What each sign says where it ends a line, and where it begins the next."""
    raw = json.loads(files(__package__).joinpath("seams.json").read_text("utf-8"))
    return _table(raw["end"]), _table(raw["begin"])


def _table(signs: dict[str, str]) -> NDArray[np.int8]:
    table = np.zeros(LAST + 1, np.int8)
    for weight, those in signs.items():
        table[codes_of(those)] = int(weight)
    return table


def seams(last: Codes, first: Codes) -> NDArray[np.int16]:
    """What each last sign of a line says with the first sign of the next."""
    end, begin = tables()
    said = np.round(PARTS * together().say(last, first)).astype(np.int16)
    said += np.take(end, last, mode="clip")
    said += np.take(begin, first, mode="clip")
    return said
