"""Page numbers and running heads between the lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from cleantext.edits import Edits
from cleantext.filter import Filter
from cleantext.filters.furniture.heads import heads
from cleantext.filters.furniture.numbers import Number, page_numbers
from cleantext.filters.furniture.series import Ground, in_step
from cleantext.lines import PAGE_END, Lines
from cleantext.settled import settled
from cleantext.text import Text


def once(text: Text) -> Edits:
    lines = Lines.of(text)
    found = page_numbers(lines)
    per: dict[int, list[Number]] = {}
    for number in found:
        per.setdefault(int(lines.doc[number.first]), []).append(number)
    for doc in np.unique(lines.doc[lines.page]).tolist():
        per.setdefault(doc, [])
    columns = []
    for doc, numbers in sorted(per.items()):
        first, stop = np.searchsorted(lines.doc, (doc, doc + 1)).tolist()
        ground = Ground(lines, first, stop)
        columns += _cuts(ground, _furniture(ground, numbers))
    if not columns:
        return Edits.none()
    start, stop_, group = zip(*columns, strict=True)
    return Edits.deleting(start, stop_, group)


def _furniture(ground: Ground, numbers: list[Number]) -> dict[int, int]:
    """Each line of furniture, and the line its series begins with."""
    taken: dict[int, int] = {}
    found = in_step(ground, numbers)
    for series in found:
        for number in series.numbers:
            for line in range(number.first, number.last + 1):
                taken[line] = series.numbers[0].first
    for lines in heads(ground, found):
        for line in lines:
            taken.setdefault(line, lines[0])
    return taken


def _cuts(ground: Ground, taken: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """What to delete, so that one gap stays of those around the lines taken, and every form feed."""
    lines = ground.lines
    run: list[int] = []
    for line in sorted(taken):
        if run and line != run[-1] + 1:
            yield from _cut(ground, run, taken)
            run = []
        run.append(line)
    if run:
        yield from _cut(ground, run, taken)


def _cut(ground: Ground, run: list[int], taken: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    lines = ground.lines
    kept = _kept(ground, run)
    pieces = []
    for at, line in enumerate(run):
        start, stop = int(lines.head[line]), int(lines.tail[line])
        if at not in kept:
            start = int(lines.tail[line - 1]) if line > ground.first else int(lines.text.edges[lines.doc[line]] + 1)
        pieces.append([start, stop, int(lines.start[taken[line]])])
    if len(run) not in kept:
        last = run[-1]
        pieces[-1][1] = int(lines.head[last + 1]) if last + 1 < ground.stop else int(lines.text.edges[lines.doc[last] + 1])
    yield from ((start, stop, group) for start, stop, group in pieces if start < stop)


def _kept(ground: Ground, run: list[int]) -> set[int]:
    """Which of the gaps stays: before the first line is 0, behind the last is the number of lines."""
    lines = ground.lines
    if run[0] == ground.first and run[-1] == ground.stop - 1:
        return {0, len(run)}
    if run[0] == ground.first:
        return {at for at in range(1, len(run)) if lines.page[run[at]]} | ({len(run)} if lines.page[run[-1]+1] else set())
    ends = [*run, run[-1] + 1]
    if run[-1] == ground.stop - 1:
        return {at for at, line in enumerate(run) if lines.page[line]} | {len(run)}
    gaps = [int(lines.gap[line]) for line in ends]
    fed = {at for at, line in enumerate(ends) if lines.page[line]}
    return fed or {gaps.index(min(gaps))}


_settled = settled(once)


def repair(text: Text) -> Edits:
    return _settled(text)


furniture = Filter("furniture", repair, {}, ())
