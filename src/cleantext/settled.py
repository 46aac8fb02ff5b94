"""A repair that leaves nothing to a second pass, made from any repair that deletes.

With r one pass over x: take r(x) if another pass leaves it as it is; else r(r(x)) if that stays;
else leave x alone. Whatever r does, the outcome is a fixed point or the input itself, so cleaning
what was cleaned changes nothing. Two passes are enough for damage inside damage (text drawn twice
on a page drawn twice); what is still restless then is not understood, and is left.
"""

from __future__ import annotations

import numpy as np

from cleantext.edits import Edits, spans
from cleantext.filter import Repair
from cleantext.text import Places, Text


def settled(once: Repair) -> Repair:
    """The repair, idempotent by construction, document by document."""

    def repair(text: Text) -> Edits:
        first = once(text)
        if not len(first):
            return first
        home = text.doc_of(first.start)
        docs = home[np.append(True, home[1:] != home[:-1])]
        after = first.apply(text)
        part = after.only(docs)
        second = once(part)
        if not len(second):
            return first
        last = second.apply(part)
        again = docs[part.doc_of(second.start)]
        restless = docs[last.doc_of(once(last).start)]
        calm = first.where(~np.isin(home, again))
        twice = _composed(
            text,
            first.where(np.isin(home, again) & ~np.isin(home, restless)),
            first.origin(after.places(docs)),
            second.where(~np.isin(again, restless)),
        )
        return _merged(calm, twice)

    return repair


def _composed(text: Text, first: Edits, origin: Places, second: Edits) -> Edits:
    """Both passes as one; `origin` is where each place of the second stood before the first."""
    gone = np.zeros(len(text.codes) + 1, bool)
    group = np.zeros(len(gone), np.int64)
    for edits, at, groups in (
        (second, origin[spans(second.start, second.stop - second.start)], origin[second.group]),
        (first, spans(first.start, first.stop - first.start), first.group),
    ):
        gone[at] = True
        group[at] = np.repeat(groups, edits.stop - edits.start)
    edge = np.flatnonzero(gone[1:] != gone[:-1]) + 1
    start, stop = edge[::2], edge[1::2]
    return Edits.deleting(start, stop, group[start])


def _merged(one: Edits, other: Edits) -> Edits:
    start, stop, group = (
        np.concatenate(columns)
        for columns in ((one.start, other.start), (one.stop, other.stop), (one.group, other.group))
    )
    order = np.argsort(start)
    return Edits.deleting(start[order], stop[order], group[order])
