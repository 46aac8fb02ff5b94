"""Pipeline and Cleaned: filters in a row, and what they made of a document.

    bytes -> str -> batch -> Text -> each filter in turn -> docs -> out

There is one path. Explaining is reading the trail that cleaning leaves; cleaning is
explaining without reading it.

A pipeline leaves nothing to a second run. Documents that changed go through the filters again,
for damage inside damage (text drawn twice on a page drawn twice) and for what one filter uncovers
for another; one that is restless after a few passes is not understood, and is left as it came.
So the outcome is a fixed point or the input itself: cleaning what was cleaned changes nothing,
whatever the filters do. A filter that does not settle, such as a conversion that reads again what
it wrote, runs once, when the others have settled; with it there is no such promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.edits import Edits
from cleantext.errors import UnknownName, not_many, not_text
from cleantext.filter import Filter
from cleantext.filters import ORDER
from cleantext.protection import Guard, Patterns, pattern_of
from cleantext.text import Places, Text, string_of

BATCH = 1 << 21  # code points: enough to make the calls few, and memory stays bounded
PASSES = 3  # two are enough for nearly every document; the last must find nothing more
ALL: Final = 1 << 30  # filters: more than there are


def _keep_memory() -> None:
    """Have glibc keep freed memory instead of fetching it anew from the system for every array.

    It does so once it has seen a block as large as its limit, 32 MiB, freed. The block is never
    touched, so it costs nothing; what it saves is a third of the time. Elsewhere it does nothing.
    """
    np.empty((1 << 25) - (1 << 16), np.uint8)


_keep_memory()


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


@dataclass(frozen=True, eq=False, slots=True)
class Cleaned:
    """A cleaned document and how it came to be.

    >>> from cleantext import explain
    >>> cleaned = explain("年度报告年度报告，，提升竞争力提升竞争力！！")
    >>> cleaned.text
    '年度报告，提升竞争力！'
    >>> [(change.before, change.at) for step in cleaned.trail() for change in step]
    [('年度报告', 4), ('，', 9), ('提升竞争力', 15), ('！', 21)]
    >>> cleaned.origin(5)
    10
    >>> cleaned.undone()
    '年度报告年度报告，，提升竞争力提升竞争力！！'
    """

    text: str
    _legs: tuple[tuple[Stages, int], ...] = ()  # and which document of the leg it was

    def trail(self) -> tuple[Step, ...]:
        """What each filter did, in order; a filter that did nothing is not there."""
        steps = (stage.of(doc) for stages, doc in self._legs for stage in stages)
        return tuple(step for step in steps if len(step.edits))

    def counts(self) -> dict[str, int]:
        """How many edits each filter made; cheaper than to count them in the trail."""
        counts: dict[str, int] = {}
        for stages, doc in self._legs:
            for stage in stages:
                if number := stage.number(doc):
                    counts[stage.step.filter] = counts.get(stage.step.filter, 0) + number
        return counts

    def origin(self, at: int) -> int:
        """Where the character at this place of the text stood in the input."""
        if not 0 <= at <= len(self.text):
            raise IndexError(f"the cleaned text has places 0 to {len(self.text)}, not {at}")
        place = np.array([at], np.int64)
        for step in reversed(self.trail()):
            place = step.edits.origin(place)
        return int(place[0])

    def undone(self) -> str:
        """The input again, made from the text and the trail alone."""
        text = Text.of([self.text])
        for step in reversed(self.trail()):
            undo = step.undo
            moved = Edits(undo.start + 1, undo.stop + 1, undo.new, undo.size, undo.group)
            text = moved.apply(text)
        return text.docs()[0]


@dataclass(frozen=True)
class Pipeline:
    """Filters that run one after another.

    >>> Pipeline.named("doubled").clean("提升竞争力提升竞争力，，增强活力增强活力")
    '提升竞争力，增强活力'
    >>> Pipeline.named("double")
    Traceback (most recent call last):
        ...
    cleantext.errors.UnknownName: there is no filter 'double'; did you mean 'doubled'?
    """

    filters: tuple[Filter, ...]
    protected: Patterns = ()

    @classmethod
    def default(cls) -> Pipeline:
        """Every filter that runs unasked, in `ORDER`."""
        return cls(tuple(each for each in ORDER if each.default))

    @classmethod
    def named(cls, *names: str) -> Pipeline:
        """The filters of these names, in the order given."""
        known = {each.name: each for each in ORDER}
        for name in names:
            if name not in known:
                raise UnknownName("filter", name, known)
        return cls(tuple(known[name] for name in names))

    def __or__(self, other: Filter | Pipeline) -> Pipeline:
        more = other.filters if isinstance(other, Pipeline) else (other,)
        others = other.protected if isinstance(other, Pipeline) else ()
        return Pipeline(self.filters + more, self.protected + others)

    def protect(self, pattern: str | re.Pattern[str]) -> Pipeline:
        r"""The same filters, which never change what the pattern finds in the input.

        An edit that would change a character of it falls, with all edits of its group; what is put
        in right before or behind it does not. The filters still read it: what it shows about the
        document stays evidence. Called again it protects more; matches of several patterns may
        overlap, and empty ones protect nothing. `cleantext.protection` says what happens to a
        pattern that looks at its surroundings.

        >>> cure = Pipeline.default().protect("「.*?」")
        >>> cure.clean("提升竞争力提升竞争力，，增强活力增强活力\n「提升竞争力提升竞争力，，」")
        '提升竞争力，增强活力\n「提升竞争力提升竞争力，，」'
        """
        return replace(self, protected=(*self.protected, pattern_of(pattern)))

    def clean(self, doc: str) -> str:
        """The document, cleaned; the very same object if there was nothing to repair."""
        if not isinstance(doc, str):
            raise not_text(doc, "the document")
        return next(self.clean_many([doc]))

    def clean_many(self, docs: Iterable[str]) -> Iterator[str]:
        """The documents, cleaned, in order; lazy, a batch in memory at a time."""
        for batch in _batches(docs):
            yield from self._cleaned(batch, traced=False)[0]

    def explain(self, doc: str) -> Cleaned:
        """The document, cleaned, with the trail of what was done."""
        if not isinstance(doc, str):
            raise not_text(doc, "the document")
        return next(self.run([doc]))

    def run(self, docs: Iterable[str]) -> Iterator[Cleaned]:
        """Each document cleaned, with its trail, in order; lazy, a batch in memory at a time."""
        for batch in _batches(docs):
            done, legs = self._cleaned(batch, traced=True)
            for doc, text in enumerate(done):
                own = ((stages, int(place[doc])) for stages, place in legs if place[doc] >= 0)
                yield Cleaned(text, tuple(own))

    def _cleaned(self, docs: list[str], *, traced: bool) -> tuple[list[str], list[Leg]]:
        """The documents settled and past the filters that run once; what was done, if traced."""
        done, legs = self._settled(docs, traced=traced)
        once = tuple(each for each in self.filters if not each.settles)
        if not once:
            return done, legs
        last = _Pass.first(done, self.protected, traced=traced)
        last.run(once)
        return last.text.docs(), legs + last.legs

    def _settled(self, docs: list[str], *, traced: bool) -> tuple[list[str], list[Leg]]:
        """The documents after as many passes as they need."""
        filters = tuple(each for each in self.filters if each.settles)
        done = list(docs)
        legs: list[Leg] = []
        run = _Pass.first(docs, self.protected, traced=traced)
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


@dataclass(eq=False)
class _Pass:
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
    def first(cls, docs: list[str], protected: Patterns = (), *, traced: bool) -> _Pass:
        """All documents, before the first filter."""
        count = len(docs)
        return cls(Text.of(docs), np.arange(count), np.full(count, ALL), count, traced, protected)

    def next(self) -> _Pass:
        """The documents that were changed, to be seen again."""
        changed = self.text.changed
        text = self.text.renewed()
        self.text.forget()
        due = self.last[changed]
        if self.protected:  # what was held back for them may not be the next time
            due = np.full(len(due), ALL)
        return _Pass(text, self.home[changed], due, self.count, self.traced, self.protected)

    def run(self, filters: tuple[Filter, ...]) -> None:
        """Go through these filters; anew where what is protected would be found no more."""
        guard = Guard.over(self.text, self.protected) if self.protected else None
        self._run(filters, guard)
        while guard and (guard := guard.wider(self.text)):
            self.text, self.legs = guard.text, []
            self._run(filters, guard)

    def _run(self, filters: tuple[Filter, ...], guard: Guard | None) -> None:
        self.last = np.zeros(len(self.text), np.int64)
        for number, filter_ in enumerate(filters):
            if not self._drop(self.due > number):
                break
            edits = filter_(self.text)
            if guard:
                edits = guard.spared_by(edits)
            if len(edits):
                self.last[edits.docs(self.text)] = number + 1
                self._make(filter_.name, edits)
        self._end_leg()

    def _make(self, name: str, edits: Edits) -> None:
        before, self.text = self.text, edits.apply(self.text)
        if self.traced:
            step = Step(name, edits, edits.inverse(before))
            self._stages.append(Stage(step, before.edges, self.text.edges))
        before.forget()

    def _drop(self, due: NDArray[np.bool_]) -> bool:
        """Leave documents out that need go no farther, if they are many; False if all are."""
        due |= self.last > 0
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


def _batches(docs: Iterable[str]) -> Iterator[list[str]]:
    """The documents in lists of about `BATCH` code points."""
    if isinstance(docs, str | bytes | bytearray | None):
        raise not_many(docs)
    batch: list[str] = []
    size = 0
    for at, doc in enumerate(docs):
        if not isinstance(doc, str):
            raise not_text(doc, f"document {at}")
        batch.append(doc)
        size += len(doc) + 1
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


_default = Pipeline.default()
clean = _default.clean
clean_many = _default.clean_many
explain = _default.explain
