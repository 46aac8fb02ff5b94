"""What a document lost and gained in all, whatever filters had a part in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cleantext.pipeline import Cleaned
from cleantext.text import codes_of


@dataclass(frozen=True)
class Hunk:
    """A stretch of the document before, and what stands in its place."""

    at: int
    was: str
    now_at: int
    now: str

    @property
    def end(self) -> int:
        """Where the stretch before ends."""
        return self.at + len(self.was)


def hunks(before: str, cleaned: Cleaned) -> Iterator[Hunk]:
    """What differs, in order; what stands between two of them is the same in both.

    >>> from cleantext import explain
    >>> given = "年度报告年度报告，，提升竞争力提升竞争力！！"
    >>> [(each.at, each.was, each.now) for each in hunks(given, explain(given))]
    [(4, '年度报告', ''), (9, '，', ''), (15, '提升竞争力', ''), (21, '！', '')]
    """
    after = cleaned.text
    if after is before:
        return
    origin = np.arange(len(after) + 1)
    for step in reversed(cleaned.trail()):
        origin = step.edits.origin(origin)
    origin[-1] = len(before)
    old, new = codes_of(before + "\0"), codes_of(after + "\0")
    # what was put in has the origin of what stands behind it: only the last of equals is kept text
    kept = (np.diff(origin, append=len(before) + 1) > 0) & (old[origin] == new)
    now = np.flatnonzero(kept)
    was = origin[now]
    ends = (np.concatenate(([0], was[:-1] + 1)), np.concatenate(([0], now[:-1] + 1)))
    for part in np.flatnonzero((was > ends[0]) | (now > ends[1])).tolist():
        at, now_at = int(ends[0][part]), int(ends[1][part])
        yield Hunk(at, before[at : was[part]], now_at, after[now_at : now[part]])
