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
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.text import Places

Mask = NDArray[np.bool_]
Costs = NDArray[np.float32]
Widths = NDArray[np.int16]

NARROWEST: Final = 17  # half-widths: verse and tables stand in narrower ones
WIDEST: Final = 160  # half-widths; beyond, text is not set in columns
CORE: Final = 32
AROUND: Final = 16
CHOICE: Final = 6  # the columns of one stretch that are tried
ENOUGH: Final = 2.5  # lines that agree, for a column to be tried
INDENT: Final = 4  # a first line is two Han characters shorter

# What a line costs in a column, in nats, and what it costs to change columns.
STOP_FULL: Final = 0.3
FIRST: Final = 0.7
ODD_FIRST: Final = 2.5  # short by an indent where no paragraph begins
SHORT_STOP: Final = 1.0
SHORT_COLON: Final = 2.0
SHORT: Final = 3.0
OVER: Final = 6.0
OVER_SLOPE: Final = 0.5
NO_COLUMN: Final = 2.3
CHANGE: Final = 5.0
ENTER_OR_LEAVE: Final = 3.0


@dataclass(frozen=True)
class Fit:
    """What is known of each line before columns are: the span of widths it is full in."""

    doc: Places
    low: Places
    high: Places
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


def columns(fit: Fit) -> Places:
    """The width of the column each line stands in, 0 for none."""
    rows = Stretches.of(fit.doc)
    low, high = fit.low[rows.at].astype(np.int16), fit.high[rows.at].astype(np.int16)
    widths = _widths(fit, rows, low, high)
    state = _path(_costs(fit, rows, low, high, widths), rows.real)
    found = np.zeros(len(fit.doc), np.int64)
    found[rows.at[rows.core]] = np.take_along_axis(widths, state, 1)[rows.core]
    return found


def _widths(fit: Fit, rows: Stretches, low: Widths, high: Widths) -> Widths:
    """The widths most lines of each stretch are full in; the first is 0, no column."""
    weight = np.where(fit.stop[rows.at], 0.5, 1.0) * (rows.real & (low < WIDEST))
    size = WIDEST + INDENT + 2
    row = np.arange(len(low))[:, None] * size
    steps = np.zeros(len(low) * size)
    for shift, share in ((0, 1.0), (INDENT, 0.4)):
        begin = row + np.clip(low, 0, WIDEST) + shift
        end = row + np.clip(high, 0, WIDEST) + shift + 1
        steps += np.bincount(begin.ravel(), (weight * share).ravel(), len(steps))
        steps -= np.bincount(end.ravel(), (weight * share).ravel(), len(steps))
    support = np.cumsum(np.round(steps.reshape(-1, size) * 10), axis=1)[:, :WIDEST]
    support[:, :NARROWEST] = 0
    widths = np.zeros((len(low), CHOICE + 1), np.int16)
    width = np.arange(WIDEST)
    for choice in range(1, CHOICE + 1):
        most = support.max(1)
        best = support == most[:, None]
        start = best.argmax(1)
        other = ~best & (width > start[:, None])
        stop = np.where(other.any(1), other.argmax(1), WIDEST)
        middle = (start + stop - 1) // 2
        widths[:, choice] = np.where(most >= ENOUGH * 10, middle, 0)
        support[np.abs(width - middle[:, None]) <= 1] = 0
    return widths


def _costs(fit: Fit, rows: Stretches, low: Widths, high: Widths, widths: Widths) -> Costs:
    """What each line costs in each column of its stretch: [step, row, column]."""
    at = rows.at.T
    low, high, width = low.T[..., None], high.T[..., None], widths[None]
    stop, colon, fresh = (mask[at][..., None] for mask in (fit.stop, fit.colon, fit.fresh))
    full, over = (low <= width) & (width <= high), low > width
    first = (low + INDENT <= width) & (width <= high + INDENT)
    short = np.where(stop, SHORT_STOP, np.where(colon, SHORT_COLON, SHORT))
    first_cost = np.where(fresh, np.where(stop, SHORT_STOP, FIRST), np.minimum(ODD_FIRST, short))
    cost = np.where(first, first_cost, short)
    cost = np.where(over, OVER + np.minimum((low - width) * OVER_SLOPE, 8.0), cost)
    cost = np.where(full, np.where(stop, STOP_FULL, 0.0), cost).astype(np.float32)
    cost[:, widths == 0] = 1e6
    cost[:, :, 0] = NO_COLUMN
    return cost


def _path(cost: Costs, real: Mask) -> Places:
    """The cheapest column for each line of each row."""
    steps, rows, states = cost.shape
    came = np.empty((steps, rows, states), np.int8)
    stay = np.arange(states, dtype=np.int8)
    total = cost[0].copy()
    each = np.arange(rows)
    for step in range(1, steps):
        best = total[:, 1:].argmin(1) + 1
        other = total[each, best] + CHANGE
        enter = total[:, 0] + ENTER_OR_LEAVE
        source = np.where(other <= enter, best, 0)
        change = np.minimum(other, enter)
        leave = total[each, best] + ENTER_OR_LEAVE
        came[step] = stay
        moved = total > change[:, None]
        moved[:, 0] = total[:, 0] > leave
        np.copyto(came[step], source[:, None].astype(np.int8), where=moved)
        came[step, :, 0] = np.where(moved[:, 0], best, 0)
        change_all = np.broadcast_to(change[:, None], total.shape).copy()
        change_all[:, 0] = leave
        new = np.minimum(total, change_all) + cost[step]
        live = real[:, step]
        total[live] = new[live]
        came[step, ~live] = stay
    state = np.empty((rows, steps), np.int64)
    last = total.argmin(1)
    for step in range(steps - 1, -1, -1):
        state[:, step] = last
        if step:
            last = came[step, each, last]
    return state
