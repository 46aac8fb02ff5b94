"""Strings to draw, and strings drawn again to look bold or shadowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from fonts import Metrics
from layouts import Shadow
from texts import Block

HEADS = {"title", "heading", "byline", "name"}


@dataclass(frozen=True)
class Run:
    """A string to draw, in points from the upper left corner."""

    text: str
    x: float
    y: float
    size: float
    spacing: float = 0.0
    latin: bool = False  # in the font for Latin text


def seams(text: str) -> Iterator[int]:
    """Where a typesetter changes the font: at Latin letters and at signs."""
    for at in range(1, len(text)):
        if kind(text[at - 1]) != kind(text[at]):
            yield at


def kind(sign: str) -> int:
    return 0 if sign.isascii() else 1 if sign.isalnum() else 2


def shaded(shadow: Shadow, block: Block, number: int) -> bool:
    if shadow.blocks == "all" or block.role in HEADS:
        return True
    return shadow.blocks == "some" and number % 2 == 0


def shadowed(runs: list[Run], shadow: Shadow, wide: Metrics) -> Iterator[Run]:
    """The runs and their copies, in the order they are drawn."""
    if shadow.unit == "glyph":
        groups = [[glyph] for run in runs for glyph in parts(run, range(1, len(run.text)), wide)]
    elif shadow.unit == "run":
        groups = [[part] for run in runs for part in parts(run, seams(run.text), wide)]
    elif shadow.unit == "line":
        groups = [list(group) for _, group in groupby(runs, key=lambda run: run.y)]
    else:
        groups = [runs]
    for group in groups:
        order = range(shadow.fold)
        for copy in reversed(order) if shadow.first else order:
            for run in group:
                yield replace(run, x=run.x + copy * shadow.dx, y=run.y + copy * shadow.dy)


def parts(run: Run, cuts: Iterable[int], wide: Metrics) -> Iterator[Run]:
    """A run as several, each where it stood."""
    bounds = [0, *cuts, len(run.text)]
    x = run.x
    for start, stop in pairwise(bounds):
        part = run.text[start:stop]
        yield replace(run, text=part, x=x)
        x += wide(part) * run.size + run.spacing * len(part)
