"""Passes: documents on their way through the filters, and what is made of them there.

Documents that changed go through the filters again, until a pass finds nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import Edits
from cleantext.filter import Filter
from cleantext.protection import Guard, Spans
from cleantext.text import Places, Text, string_of

PASSES: Final = 3  # two are enough for nearly every document; the last must find nothing more
ALL: Final = 1 << 30  # filters: more than there are

Filters = tuple[Filter, ...]
Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Change:
    """One repair, for a reader: where in the text its filter saw, what was there, what is now."""

    filter: str
    at: int
    before: str
    after: str
    group: int


@dataclass(frozen=True, eq=False)
class Step:
    """What one filter did: the edits, and the edits that undo them."""

    filter: str
    edits: Edits
    undo: Edits

    def __iter__(self) -> Iterator[Change]:
        whole = zip(self.edits, self.undo, self.edits.group.tolist(), strict=True)
        for (at, _, new), (_, _, old), group in whole:
            yield Change(self.filter, at, string_of(old), string_of(new), group)


@dataclass(frozen=True, eq=False)
class Stage:
    """What one filter did to a batch, and where the documents' edges were before and after."""

    step: Step
    before: Places
    after: Places

    def of(self, doc: int) -> Step:
        """The part of the step that concerns one document, counted from its start."""
        edits = self.step.edits.within(int(self.before[doc]) + 1, int(self.before[doc + 1]))
        undo = self.step.undo.within(int(self.after[doc]) + 1, int(self.after[doc + 1]))
        return Step(self.step.filter, edits, undo)

    def number(self, doc: int) -> int:
        """How many edits concern one document."""
        start = self.step.edits.start
        first = start.searchsorted(self.before[doc] + 1)
        return int(start.searchsorted(self.before[doc + 1], "right") - first)


Stages = tuple[Stage, ...]
Leg = tuple[Stages, Places]  # and where in it every document stands, -1 for one that does not


@dataclass(eq=False)
class Pass:
    """Documents on their way through the filters.

    One that came this way before need not go farther than the last filter that changed it then:
    those behind have seen it as it is. So documents drop out on the way, and what filters did is
    kept leg by leg; on a leg the same documents stand in the same places.
    """

    text: Text
    home: Places  # which of all documents these are
    due: Places  # how many filters each must come through
    count: int  # how many documents there are in all
    traced: bool  # whether what is done is kept
    protected: Patterns
    last: Places = field(default_factory=lambda: np.arange(0))  # up to which filter each changed
    legs: list[Leg] = field(default_factory=list)
    _stages: list[Stage] = field(default_factory=list)

    @classmethod
    def first(cls, docs: Sequence[str], protected: Patterns = (), *, traced: bool) -> Pass:
        """All documents, before the first filter."""
        count = len(docs)
        due = np.full(count, ALL)
        return cls(Text.of(docs), np.arange(count), due, count, traced, protected)

    def next(self) -> Pass:
        """The documents that were changed, to be seen again."""
        changed = self.text.changed
        text = self.text.renewed()
        self.text.forget()
        # what was protected may not be so for long: then every filter looks again
        due = np.full(len(changed), ALL) if self.protected else self.last[changed]
        return Pass(text, self.home[changed], due, self.count, self.traced, self.protected)

    def run(self, filters: Filters) -> None:
        """Go through these filters."""
        if not self.protected:
            self._go(filters)
            return
        start = self.text
        guard: Guard | None = Guard.over(start, self.protected)
        while guard:
            self.text, self.legs = start, []
            made = self._go(filters, guard.kept)
            guard = guard.wider(self.text, made)

    def _go(self, filters: Filters, kept: Spans | None = None) -> list[Edits]:
        """What the filters made, but for what is protected."""
        made: list[Edits] = []
        self.last = np.zeros(len(self.text), np.int64)
        for number, filter_ in enumerate(filters):
            if not self._drop(self.due > number):
                break
            edits = filter_(self.text)
            if kept:
                edits = kept.spared_by(edits)
            if len(edits):
                self.last[edits.docs(self.text)] = number + 1
                self._make(filter_.name, edits)
                made.append(edits)
                kept = kept.moved(edits) if kept else None
        self._end_leg()
        return made

    def _make(self, name: str, edits: Edits) -> None:
        before, self.text = self.text, edits.apply(self.text)
        if self.traced:
            step = Step(name, edits, edits.inverse(before))
            self._stages.append(Stage(step, before.edges, self.text.edges))
        before.forget()

    def _drop(self, due: NDArray[np.bool_]) -> bool:
        """Leave documents out that need go no farther, if they are many; False if all are."""
        due |= self.last > 0
        if due.all():
            return len(due) > 0
        size = np.diff(self.text.edges)
        left = int(size[due].sum())
        if 0 < left <= size.sum() // 2:
            self._end_leg()
            self.text.forget()
            self.text = self.text.only(np.flatnonzero(due))
            self.home, self.due, self.last = self.home[due], self.due[due], self.last[due]
        return left > 0

    def _end_leg(self) -> None:
        """From here on other documents may stand in other places."""
        if self._stages:
            place = np.full(self.count, -1)
            place[self.home] = np.arange(len(self.home))
            self.legs.append((tuple(self._stages), place))
            self._stages = []


def settled(run: Pass, filters: Filters) -> tuple[list[str], list[Leg]]:
    """The documents after as many passes as they need, of which this is the first."""
    docs = run.text.sources
    done = list(docs)
    legs: list[Leg] = []
    run.run(filters)
    for _ in range(PASSES):
        legs += run.legs
        home, run = run.home[run.text.changed], run.next()
        if not len(home):
            return done, legs
        for doc, new in zip(home.tolist(), run.text.sources, strict=True):
            done[doc] = new
        run.run(filters)
    restless = run.home[run.text.changed]
    run.text.forget()
    for doc in restless.tolist():
        done[doc] = docs[doc]
    for _, place in legs:
        place[restless] = -1
    return done, legs
