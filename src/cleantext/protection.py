r"""Protection: spans of a batch that no repair may change.

The filters read a protected span like any other text: taking it out would move what stands around
it, and with the width of its line or the blanks beside it evidence would go that has nothing to do
with what it says. But an edit that would change it falls, with its whole group.

Changed surroundings may make a pattern lose a span it had found: `(?m)^> .*` finds no line that was
joined to the one before. Nothing would protect it the next time. So each span must be found again
behind every pass; one that is not takes its whole lines with it, breaks at both ends, and where
even that is not enough the document stays as it is.

Spans were chosen over a mask of the code points, which each filter with edits would have to cut
and copy as it does the text; a few places are moved instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import Edits
from cleantext.errors import BadPattern, not_text
from cleantext.kinds import EDGE_CODE
from cleantext.text import Places, Text, distinct

Patterns = Sequence[re.Pattern[str]]


def pattern_of(given: str | re.Pattern[str]) -> re.Pattern[str]:
    """The pattern, compiled.

    >>> pattern_of("(")
    Traceback (most recent call last):
        ...
    cleantext.errors.BadPattern: '(' is no regular expression: missing ), unterminated ...
    """
    source = given if isinstance(given, str | bytes) else getattr(given, "pattern", given)
    if not isinstance(source, str):
        raise not_text(source, "the pattern")
    try:
        return re.compile(given) if isinstance(given, str) else given
    except re.error as error:
        raise BadPattern(f"{given!r} is no regular expression: {error}") from None


@dataclass(frozen=True, eq=False)
class Spans:
    """Stretches of a batch, sorted and disjoint; two may touch.

    >>> spans = Spans.of([3, 1, 5], [4, 3, 7])
    >>> spans.touched_by(Edits.of([1, 3, 3, 6], [1, 3, 5, 6]))
    array([False, False,  True,  True])
    """

    start: Places
    stop: Places

    @classmethod
    def of(cls, start: Sequence[int] | Places, stop: Sequence[int] | Places) -> Spans:
        """Spans in any order, those that overlap made one; empty ones protect nothing."""
        start_, stop_ = np.array(start, np.int64), np.array(stop, np.int64)
        order = np.argsort(start_, kind="stable")
        order = order[start_[order] < stop_[order]]
        start_, reach = start_[order], np.maximum.accumulate(stop_[order])
        first = np.flatnonzero(np.append(True, start_[1:] >= reach[:-1])[: len(start_)])
        last = np.append(first[1:], len(start_))[: len(first)] - 1
        return cls(start_[first], reach[last])

    def __len__(self) -> int:
        return len(self.start)

    def touched_by(self, edits: Edits) -> NDArray[np.bool_]:
        """Which edits change something inside; what is put in at a border changes nothing."""
        behind = np.append(self.start, np.iinfo(np.int64).max)
        touched: NDArray[np.bool_] = (
            behind[np.searchsorted(self.stop, edits.start, "right")] < edits.stop
        )
        return touched

    def spared_by(self, edits: Edits) -> Edits:
        """The edits without the groups that would change something inside."""
        touched = self.touched_by(edits)
        if not touched.any():
            return edits
        return edits.where(~np.isin(edits.group, edits.group[touched]))

    def moved(self, edits: Edits) -> Spans:
        """Where they stand once these edits are made, none of which touches them."""
        growth = np.append(0, np.cumsum(edits.size - (edits.stop - edits.start)))
        by = growth[np.searchsorted(edits.stop, self.start, "right")]
        return Spans(self.start + by, self.stop + by)

    def hold(self, others: Spans) -> NDArray[np.bool_]:
        """Which of the others lie inside one of these."""
        reach = np.append(self.stop, -1)  # the last for those before the first of these
        held: NDArray[np.bool_] = (
            reach[np.searchsorted(self.start, others.start, "right") - 1] >= others.stop
        )
        return held

    def where(self, chosen: NDArray[np.bool_]) -> Spans:
        """Only the spans chosen."""
        return Spans(self.start[chosen], self.stop[chosen])

    def and_also(self, start: Places, stop: Places) -> Spans:
        """These spans and others."""
        return Spans.of(np.append(self.start, start), np.append(self.stop, stop))


@dataclass(frozen=True, eq=False)
class Guard:
    """What must not change while the filters go over a batch once."""

    text: Text
    patterns: Patterns
    found: Spans  # what the patterns find
    kept: Spans  # that, and what it needs to be found again
    tried: int = 0

    @classmethod
    def over(cls, text: Text, patterns: Patterns) -> Guard:
        """The guard over a batch as it came."""
        found = _found(text, np.arange(len(text)), text.sources, patterns)
        return cls(text, patterns, found, found)

    def wider(self, after: Text, edits: Iterable[Edits]) -> Guard | None:
        """The guard that is needed after all, None if all that was found is found again."""
        if not len(self.found):
            return None
        moved = self.found
        for each in edits:
            moved = moved.moved(each)
        docs = after.doc_of(moved.start)
        changed = after.changed
        again = _found(after, changed, after.only(changed).docs(), self.patterns)
        lost = np.isin(docs, changed) & ~again.hold(moved)
        if not lost.any():
            return None
        wide = self._docs(distinct(docs[lost])) if self.tried else self._lines(lost)
        return Guard(self.text, self.patterns, self.found, self.kept.and_also(*wide), 1)

    def _lines(self, lost: NDArray[np.bool_]) -> tuple[Places, Places]:
        """The lines of these spans, with the breaks at both ends."""
        found, ends = self.found.where(lost), self.text.ends
        start = ends[np.searchsorted(ends, found.start, "right") - 1]
        stop = ends[np.searchsorted(ends, found.stop - 1)] + 1
        codes = self.text.codes
        return start + (codes[start] == EDGE_CODE), stop - (codes[stop - 1] == EDGE_CODE)

    def _docs(self, docs: Places) -> tuple[Places, Places]:
        """These documents with their edges, so that nothing is put in at their borders."""
        return self.text.edges[docs], self.text.edges[docs + 1] + 1


def _found(text: Text, docs: Places, strings: Sequence[str], patterns: Patterns) -> Spans:
    """What the patterns find in some of the documents."""
    firsts = (text.edges[docs] + 1).tolist()
    places = [
        (first + match.start(), first + match.end())
        for pattern in patterns
        for first, string in zip(firsts, strings, strict=True)
        for match in pattern.finditer(string)
    ]
    return Spans.of(*np.array(places, np.int64).reshape(-1, 2).T)
