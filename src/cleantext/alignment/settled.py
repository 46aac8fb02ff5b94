"""Gaps that could as well stand a little further left or right, put where they read best."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleantext.alignment.runs import Gap, Run
from cleantext.alignment.signs import Marks, Signs
from cleantext.text import Places


def compact(found: Iterator[Run], gold: str, text: str) -> list[Run]:
    """The same runs in fewer pieces: every gap pushed left, where it may meet another.

    A match that is scattered over stray signs before it stands together afterwards, as `diff` of
    git does it with lines. The first run may be empty.
    """
    runs = [Run(0, 0, 0)]
    for run in (*found, Run(len(gold), len(text), 0)):
        moved = run
        while True:
            last = runs[-1]
            gap = Gap(last.gold + last.size, moved.gold, last.text + last.size, moved.text)
            if gap.gold_start == gap.gold_stop and gap.text_start == gap.text_stop:
                moved = Run(last.gold, last.text, last.size + moved.size)
                runs.pop()
                break
            if not gap.one_sided:
                break
            size = _alike_before(gold, moved.gold, text, moved.text, last.size)
            moved = Run(moved.gold - size, moved.text - size, moved.size + size)
            runs[-1] = Run(last.gold, last.text, last.size - size)
            if size < last.size or len(runs) == 1:
                break
            runs.pop()
        runs.append(moved)
    return runs


def _alike_before(gold: str, at: int, text: str, to: int, most: int) -> int:
    """How many signs before two places are the same."""
    size = 0
    while size < most and gold[at - size - 1] == text[to - size - 1]:
        size += 1
    return size


def settled(runs: list[Run], gold: Signs, text: Signs) -> list[Run]:
    """The runs with every one-sided gap moved right to where the breaks agree best."""
    edges = gold.edge.tobytes(), text.edge.tobytes()
    for at in range(len(runs) - 1):
        first, second = runs[at], runs[at + 1]
        gap = Gap(first.gold + first.size, second.gold, first.text + first.size, second.text)
        if not gap.one_sided:
            continue
        room = _room(gap, second.size, gold.string, text.string)
        near = (edges[side].find(1, *ends) for side, ends in enumerate(_reach(gap, room)))
        if room and max(near) >= 0:
            by = _best_shift(gap, room, gold.edge, text.edge)
            runs[at] = Run(first.gold, first.text, first.size + by)
            runs[at + 1] = Run(second.gold + by, second.text + by, second.size - by)
    return runs


def _reach(gap: Gap, room: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where in gold and text there may be a break that this gap can meet."""
    gold, text = (gap.gold_start, gap.gold_stop), (gap.text_start, gap.text_stop)
    return (gold[0], gold[1] + room + 1), (text[0], text[1] + room + 1)


def _room(gap: Gap, most: int, gold: str, text: str) -> int:
    """How many signs the gap can be moved to the right without touching the next."""
    size = 0
    while size < most and gold[gap.gold_start + size] == text[gap.text_start + size]:
        size += 1
    return size


def _best_shift(gap: Gap, room: int, gold: Marks, text: Marks) -> int:
    """The shift with most breaks matched; if equal, with the gap most like whole lines."""
    g0, g1 = (gold[at : at + room + 1] for at in (gap.gold_start, gap.gold_stop))
    t0, t1 = (text[at : at + room + 1] for at in (gap.text_start, gap.text_stop))
    left, right = _counts(g0 & t0), _counts((g1 & t1)[::-1])[::-1]
    inside = _within(gold, gap.gold_start, gap.gold_stop, room)
    inside &= _within(text, gap.text_start, gap.text_stop, room)
    whole = np.sum((g0, g1, t0, t1), axis=0)
    return int(((left + right + inside) * 8 + whole).argmax())


def _counts(marks: Marks) -> Places:
    """How many marks stand before each."""
    return np.cumsum(marks, dtype=np.int64) - marks


def _within(marks: Marks, start: int, stop: int, room: int) -> Marks:
    """Whether there is a mark in `start` to `stop`, for every shift of both."""
    total = np.append(0, np.cumsum(marks[start : stop + room + 1]))
    return total[stop - start + 1 :] > total[: room + 1]
