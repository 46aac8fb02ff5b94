"""Damage: page numbers and running heads set between the lines of clean text.

A wound is all the furniture of a document, for one number alone is no evidence. Documents that hold
evidence of their own are left alone: other numbers on lines, lines that come again, form feeds; and
pages end where sentences do, so that no line of the text seems to part one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import numpy as np

from cleantext.edits import Edits
from cleantext.filter import Damage
from cleantext.filters.furniture.evidence import ISSUE
from cleantext.filters.furniture.ground import Ground
from cleantext.filters.furniture.numbers import page_numbers
from cleantext.filters.furniture.series import SHORT
from cleantext.kinds import HAN
from cleantext.lines import PAGE_END, Lines
from cleantext.text import Text, codes_of, string_of

PAGES: Final = 3
HEAD: Final = "长河文丛"

SHAPES: Final = {  # what stands at the foot of a page, in how many lines
    "numbers": ("{n}",),
    "dashes": ("- {n} -",),
    "dots": ("·{n}·",),
    "words": ("第 {n} 页",),
    "words of": ("第 {n} 页 共 3 页",),
    "pages of": ("Page {n} of 3",),
    "fractions": ("{n}/3",),
    "numbers and heads": ("{n}", HEAD),
    "heads and dashes": (HEAD, "— {n} —"),
    "split": ("—", "{n}", "—"),
    "beside": (f"{HEAD}　第 {{n}} 页",),
}


def _feet(ground: Ground) -> list[int]:
    """The last lines of the pages, all of about one size; none where they would not show."""
    if not _untold(ground):
        return []
    ends = [line for line in range(ground.first, ground.stop) if ground.shown(line)[-1] in "。！？"]
    if len(ends) < PAGES or ends[-1] != ground.stop - 1:
        return []
    whole = ground.place(ground.stop - 1)
    thirds = (whole / PAGES, 2 * whole / PAGES)
    feet = [min(ends[:-1], key=lambda line: abs(ground.place(line) - at)) for at in thirds]
    starts = [ground.first, *(foot + 1 for foot in feet)]
    size = [ground.place(other) - ground.place(one) for one, other in pairwise(starts)]
    last = int(ground.lines.stop[ends[-1]] - ground.lines.start[starts[-1]])
    even = min(size) >= 2 * SHORT <= 2 * last and max(size) <= 2 * min(size)
    return [*feet, ends[-1]] if even else []


def _untold(ground: Ground) -> bool:
    """Whether nothing in this document speaks of pages yet."""
    lines = ground.lines
    keys = [ground.key(line) for line in range(ground.first, ground.stop)]
    start, stop = lines.head[ground.first], lines.tail[ground.stop - 1]
    part = slice(ground.first, ground.stop)
    kinds = np.bitwise_or.reduceat(lines.text.kinds, lines.start[part])
    return (
        len(set(keys)) == len(keys)
        and not any(HEAD in key or ISSUE.search(key) for key in keys)
        and not (lines.text.codes[start:stop] == PAGE_END).any()
        and bool((lines.start[part] - lines.head[part] != 1).all())
        and bool((kinds & HAN > 0).all())
    )


def _damage(text: Text, shape: tuple[str, ...]) -> Edits:
    lines = Lines.of(text)
    numbered = {int(lines.doc[number.first]) for number in page_numbers(lines)}
    at, new, group = [], [], []
    for doc in sorted(set(lines.doc.tolist()) - numbered):
        first, stop = np.searchsorted(lines.doc, (doc, doc + 1)).tolist()
        ground = Ground(lines, first, stop)
        for place, foot in _wound(ground, _feet(ground), shape):
            at.append(place)
            new.append(foot)
            group.append(int(text.edges[doc]) + 1)
    return Edits.of(at, at, codes_of("".join(new)), list(map(len, new)), group)


def _wound(ground: Ground, feet: list[int], shape: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """What is set behind these lines, each of it as far away as the next line."""
    lines = ground.lines
    for n, line in enumerate(feet, 1):
        final = line == ground.stop - 1
        stop = lines.tail[line] + 1 if final else lines.head[line + 1]
        gap = "\n" if final else string_of(lines.text.codes[lines.tail[line] : stop])
        yield int(lines.tail[line]), "".join(gap + each.format(n=n) for each in shape)


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {name: partial(_damage, shape=shape) for name, shape in SHAPES.items()}
)
