"""How wide the column is in which each line stands.

A wrapped line tells the width of its column within a sign or two: it went in, the next word did
not. So each line has a span of widths it is full in, from `low`, its own width with the marks
squeezed, to `high`, where the next word would have gone in as well. A column is a width that many
lines of a stretch share. It changes in a document, beside a picture or from box to box, and a
heading or a table may stand in none. Which line stands in which is read as the cheapest path: a
full line costs nothing, a short one that ends a sentence little, a short one that does not more,
a line too long for its column a lot, and so does changing columns.

The paths of all stretches of a batch are searched in step, one line of each at a time, so the
work in Python does not grow with the text. A stretch is `CORE` lines and `AROUND` on either side,
counted from the start of its document: the outcome does not depend on the batch.

The costs are set by hand, not fitted: their order matters, and all that is fitted reads the columns
they lead to. `CORE` and `AROUND` were tried from 32 and 8 to 96 and 16: a wider look costs more and
finds no better columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.text import Places

Mask = NDArray[np.bool_]
Costs = NDArray[np.int32]
Widths = NDArray[np.int16]

NARROWEST: Final = 19  # half-widths: nine Han; verse and tables stand in narrower ones
WIDEST: Final = 160  # half-widths; beyond, text is not set in columns
CORE: Final = 32
AROUND: Final = 8
CHOICE: Final = 6  # the columns of one stretch that are tried
ENOUGH: Final = 2.5  # lines that agree, for a column to be tried
INDENT: Final = 4  # a first line is two Han characters shorter

# What a line costs in a column, in tenths of a nat, and what it costs to change columns.
TENTHS: Final = 10
STOP_FULL: Final = 3
FIRST: Final = 7
ODD_FIRST: Final = 25  # short by an indent where no paragraph begins
SHORT_STOP: Final = 10
SHORT_COLON: Final = 20
SHORT: Final = 30
OVER: Final = 60
OVER_SLOPE: Final = 5
OVER_MOST: Final = 80
NO_COLUMN: Final = 23
CHANGE: Final = 50
ENTER_OR_LEAVE: Final = 30
IMPOSSIBLE: Final = 30_000

LEAST: Final = -1000  # half-widths; what is narrower or wider counts as this
MOST: Final = 1000
BITS: Final = 3  # that tell a column of a stretch
STATES: Final = 1 << BITS


@dataclass(frozen=True)
class Fit:
    """What is known of each line before columns are: the span of widths it is full in."""

    doc: Places
    low: Widths
    high: Widths
    stop: Mask  # ends a sentence
    colon: Mask
    fresh: Mask  # may begin a paragraph: the line before ended one, or fell short


@dataclass(frozen=True)
class Stretches:
    """Lines in rows: `at[row, step]` is a line, `real` where the row has one."""

    at: Places
    real: Mask
    core: Mask

    @classmethod
    def of(cls, doc: Places) -> Stretches:
        """The lines of these documents, each in the core of one stretch."""
        first = np.flatnonzero(np.append(True, doc[1:] != doc[:-1]))
        size = np.diff(np.append(first, len(doc)))
        rows = -(-size // CORE)
        home = np.repeat(np.arange(len(size)), rows)
        number = np.arange(len(home)) - np.repeat(np.cumsum(rows) - rows, rows)
        begin = first[home] + number * CORE
        low = np.maximum(begin - AROUND, first[home])
        high = np.minimum(begin + CORE + AROUND, first[home] + size[home])
        at = low[:, None] + np.arange((high - low).max())
        real = at < high[:, None]
        core = real & (at >= begin[:, None]) & (at < begin[:, None] + CORE)
        return cls(np.where(real, at, high[:, None] - 1), real, core)


def columns(fit: Fit) -> Widths:
    """The width of the column each line stands in, 0 for none."""
    rows = Stretches.of(fit.doc)
    low, high = (np.clip(each, LEAST, MOST) for each in (fit.low, fit.high))
    widths = _widths(rows, low, high, fit.stop)
    state = _path(_costs(fit, rows, low, high, widths))
    found = np.zeros(len(fit.doc), np.int16)
    found[rows.at[rows.core]] = np.take_along_axis(widths, state, 0).T[rows.core]
    return found


def _widths(rows: Stretches, low: Widths, high: Widths, stop: Mask) -> Widths:
    """The widths most lines of each stretch are full in: [column, row]; the last is 0, none."""
    support = _support(rows, low, high, stop)
    widths = np.zeros((CHOICE + 1, len(support)), np.int16)
    width = np.arange(support.shape[1], dtype=np.int16)
    each = np.arange(len(support))
    for choice in range(CHOICE):
        start = support.argmax(1)
        most = support[each, start]
        if most.max() < ENOUGH * TENTHS:
            break
        other = support != most[:, None]
        other &= width > start[:, None].astype(np.int16)
        middle = (start + other.argmax(1) - 1) // 2
        widths[choice] = np.where(most >= ENOUGH * TENTHS, middle, 0)
        for by in (-1, 0, 1):
            support[each, middle + by] = 0
    return widths


def _support(rows: Stretches, low: Widths, high: Widths, stop: Mask) -> Widths:
    """How much speaks for each width: [row, width]; the last width is -1, so that runs end."""
    size = WIDEST + 2
    row = np.arange(len(rows.at))[:, None] * size
    weight = np.where(low < WIDEST, 2.0 - stop, 0)[rows.at] * rows.real
    begin, end = np.clip(low, 0, WIDEST), np.clip(high, 0, WIDEST) + 1
    steps = np.bincount(
        np.concatenate([(row + at[rows.at]).ravel() for at in (begin, end)]),
        np.concatenate((weight.ravel(), -weight.ravel())),
        len(row) * size,
    )
    full = np.cumsum(steps.astype(np.int16).reshape(-1, size), axis=1, dtype=np.int16)
    support = full * (TENTHS // 2)
    support[:, INDENT:] += full[:, :-INDENT] * 2
    support[:, :NARROWEST] = 0
    support[:, WIDEST:] = -1
    return support


def _costs(fit: Fit, rows: Stretches, low: Widths, high: Widths, widths: Widths) -> Costs:
    """What each line costs in each column of its stretch: [step, column, row]."""
    stop, colon, fresh = fit.stop, fit.colon, fit.fresh
    short = np.where(stop, SHORT_STOP, np.where(colon, SHORT_COLON, SHORT)).astype(np.int16)
    first = np.where(fresh, np.where(stop, SHORT_STOP, FIRST), np.minimum(ODD_FIRST, short))
    at = np.ascontiguousarray(rows.at.T)
    low, high, short, first, full = (
        np.take(each.astype(np.int16), at)[:, None]
        for each in (low, high, short, first, np.where(stop, STOP_FULL, 0))
    )
    over = low - widths  # by so much is the line too wide
    fits = high >= widths
    cost = np.where(fits, full, short)
    indented = (over <= -INDENT) & (high + INDENT >= widths) & ~fits
    cost = np.where(indented, first, cost)
    wide = np.minimum(over * OVER_SLOPE, OVER_MOST) + OVER
    cost = np.where(over > 0, wide, cost)
    cost[:, widths == 0] = IMPOSSIBLE
    cost[:, -1] = NO_COLUMN
    cost *= rows.real.T[:, None]  # behind its last line a row costs nothing more
    return cost


def _path(cost: Costs) -> Places:
    """The cheapest column for each line of each row: [step, row].

    Sums carry the column they are of in their lowest bits, so the least one tells both.
    """
    steps, states, rows = cost.shape
    none, column = states - 1, np.arange(states, dtype=np.int32)[:, None]
    total = cost.astype(np.int32) << BITS
    total[0] += column
    change = np.empty((steps, rows), np.int32)
    leave = np.empty((steps, rows), np.int32)
    moved = np.empty((states, rows), np.int32)
    for step in range(1, steps):
        last = total[step - 1]
        best = last[:none].min(0)
        np.minimum(best + (CHANGE << BITS), last[none] + (ENTER_OR_LEAVE << BITS), out=change[step])
        np.add(best, ENTER_OR_LEAVE << BITS, out=leave[step])
        np.bitwise_or(change[step] & -STATES, column[:none], out=moved[:none])
        np.bitwise_or(leave[step] & -STATES, none, out=moved[none])
        total[step] += np.minimum(last, moved, out=moved)
    return _back(total, change, leave)


def _back(total: Costs, change: Costs, leave: Costs) -> Places:
    """The columns on the way to the least sum of each row."""
    steps, states, rows = total.shape
    none, each = states - 1, np.arange(rows)
    best = total[-1, :none].min(0)
    last = np.where(total[-1, none] >> BITS <= best >> BITS, none, best & (STATES - 1))
    state = np.empty((steps, rows), np.int64)
    state[-1] = last
    for step in range(steps - 1, 0, -1):
        stay = total[step - 1].ravel()[last * rows + each]
        move = np.where(last == none, leave[step], change[step])
        last = np.where(stay >> BITS > move >> BITS, move & (STATES - 1), last)
        state[step - 1] = last
    return state
