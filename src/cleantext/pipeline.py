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
from dataclasses import dataclass, replace

import numpy as np

from cleantext.edits import Edits
from cleantext.errors import UnknownName, not_many, not_text
from cleantext.filter import Filter
from cleantext.filters import ORDER
from cleantext.passes import Leg, Pass, Patterns, Stages, Step, settled
from cleantext.protection import pattern_of
from cleantext.text import Text

BATCH = 1 << 21  # code points: enough to make the calls few, and memory stays bounded


def _keep_memory() -> None:
    """Have glibc keep freed memory instead of fetching it anew from the system for every array.

    It does so once it has seen a block as large as its limit, 32 MiB, freed. The block is never
    touched, so it costs nothing; what it saves is a third of the time. Elsewhere it does nothing.
    """
    np.empty((1 << 25) - (1 << 16), np.uint8)


_keep_memory()


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
        last = Pass.first(done, self.protected, traced=traced)
        last.run(once)
        return last.text.docs(), legs + last.legs

    def _settled(self, docs: list[str], *, traced: bool) -> tuple[list[str], list[Leg]]:
        filters = tuple(each for each in self.filters if each.settles)
        return settled(Pass.first(docs, self.protected, traced=traced), filters)


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
