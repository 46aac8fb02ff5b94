"""Damage: every wound that drawing text twice, three or four times could inflict on clean text.

A wound is a paragraph of a few lines, wounded in all of them: overprinting is a property of how a
page was set, and what stands alone is no evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
import regex

from cleantext.edits import Edits
from cleantext.filter import Damage
from cleantext.filters.doubled import bits
from cleantext.text import Text, codes_of

Copies = Iterator[tuple[int, str]]  # where to insert what
Shape = Callable[[str, int], Copies]

_LINE: Final = regex.compile(r"\S(?:[^\n\r\f\v\x85\u2028\u2029]*\S)?")
_RUN: Final = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー々〇]+(?:\h+[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー々〇]+)*"
    r"|\p{L}+(?:\h+\p{L}+)*|\p{N}+|[^\p{L}\p{N}\s]+"
)


def glyphs(paragraph: str, fold: int) -> Copies:
    for found in regex.finditer(r"\S", paragraph):
        yield found.end(), found[0] * (fold - 1)

def stairs(paragraph: str, fold: int) -> Copies:
    for found in regex.finditer(r"\S", paragraph):
        yield found.end(), ("\n" + found[0]) * (fold - 1)

def runs(paragraph: str, fold: int) -> Copies:
    for line in _LINE.finditer(paragraph):
        for run in _RUN.finditer(paragraph, line.start(), line.end()):
            yield run.end(), run[0] * (fold - 1)

def line_runs(paragraph: str, fold: int) -> Copies:
    for line in _LINE.finditer(paragraph):
        for run in _RUN.finditer(paragraph, line.start(), line.end()):
            yield run.end(), ("\n" + run[0]) * (fold - 1)

def inline(paragraph: str, fold: int) -> Copies:
    for line in _LINE.finditer(paragraph):
        yield line.end(), line[0] * (fold - 1)

def lines(paragraph: str, fold: int) -> Copies:
    for line in _LINE.finditer(paragraph):
        yield line.end(), ("\n" + line[0]) * (fold - 1)

def block(paragraph: str, fold: int) -> Copies:
    yield len(paragraph), ("\n" + paragraph) * (fold - 1)

SHAPES = dict(glyphs=glyphs, runs=runs, line_runs=line_runs, inline=inline, lines=lines, block=block, stairs=stairs)
