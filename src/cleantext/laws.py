r"""What every filter promises, as plain checks to run on your own.

Each law takes a filter or a pipeline and some documents, and raises `BrokenLaw` where it finds
itself broken. They hold no chance: draw the documents with Hypothesis, and failures shrink.

>>> docs = ["co\u00adoperate", ""]
>>> idempotence(EXAMPLE, docs)
>>> undo(EXAMPLE, docs)
>>> batch(EXAMPLE, docs)
>>> locality(EXAMPLE, docs)
>>> silence(EXAMPLE, EXAMPLE.spares)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise, takewhile
from operator import eq
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from cleantext.edits import Edits
from cleantext.errors import BadEdits, BrokenLaw
from cleantext.filter import Damage, Filter
from cleantext.kinds import EDGE_CODE
from cleantext.pipeline import Cleaned, Pipeline
from cleantext.text import Codes, Text, string_of

CONTEXT: Final = 12  # characters shown on either side of a break
ROUNDS: Final = 3  # how often each time is taken
SOFT_HYPHEN: Final = 0xAD


def round_trip(
    cure: Filter | Pipeline, docs: Sequence[str], damage: Damage, groups: ArrayLike | None = None
) -> None:
    r"""What damage did to clean documents is healed: heal(wound(x)) is x.

    `groups` are the wounds to inflict, of all those that `damage` lists; without it, all.

    >>> sprinkled = EXAMPLE.damages["sprinkled"]
    >>> round_trip(EXAMPLE, ["cooperate"], sprinkled)
    >>> round_trip(EXAMPLE, ["cooperate"], sprinkled, groups=[2, 5])
    >>> round_trip(Pipeline(()), ["cooperate"], sprinkled, groups=[3])
    Traceback (most recent call last):
        ...
    cleantext.errors.BrokenLaw: round trip: document 0 reads 'co\xadoperate', not 'cooperate'
    """
    text = Text.of(docs)
    wounds = damage(text)
    wounded = (wounds if groups is None else wounds.pick(groups)).apply(text).docs()
    _same("round trip", docs, _pipeline(cure).clean_many(wounded))


def silence(cure: Filter | Pipeline, docs: Iterable[str]) -> None:
    r"""Nothing is found in clean documents, nor in what only looks damaged.

    Text "as the repair leaves it" proves only consistency: use text that a person has read.

    >>> silence(EXAMPLE, ["co\u00adoperate"])
    Traceback (most recent call last):
        ...
    cleantext.errors.BrokenLaw: silence: soft_hyphens replaces '\xad' by '' in 'co\xadoperate'
    """
    docs = list(docs)
    for doc, cleaned in zip(docs, _pipeline(cure).run(docs), strict=True):
        for change in chain.from_iterable(cleaned.trail()):
            raise BrokenLaw(
                f"silence: {change.filter} replaces {change.before!r} by {change.after!r} "
                f"in {_around(doc, change.at)}"
            )


def idempotence(cure: Filter | Pipeline, docs: Iterable[str]) -> None:
    r"""Cleaning what was cleaned changes nothing.

    >>> idempotence(EXAMPLE, ["\u00ad\u00ad"])
    """
    pipeline = _pipeline(cure)
    once = list(pipeline.clean_many(docs))
    _same("idempotence", once, pipeline.clean_many(once))


def undo(cure: Filter | Pipeline, docs: Iterable[str]) -> None:
    r"""From the cleaned text and its trail the input comes back.

    >>> undo(EXAMPLE, ["co\u00adoperate"])
    """
    docs = list(docs)
    _same("undo", docs, (cleaned.undone() for cleaned in _pipeline(cure).run(docs)))


def batch(cure: Filter | Pipeline, docs: Iterable[str]) -> None:
    r"""A batch equals its documents one by one, to the single repair and its group.

    >>> batch(EXAMPLE, ["co\u00adoperate", "", "well\u00adknown"])
    """
    docs = list(docs)
    pipeline = _pipeline(cure)
    alone = [cleaned for doc in docs for cleaned in pipeline.run([doc])]
    together = list(pipeline.run(docs))
    _same("batch", [each.text for each in alone], (each.text for each in together))
    for at, (one, same) in enumerate(zip(alone, together, strict=True)):
        if _changes(one) != _changes(same):
            raise BrokenLaw(
                f"batch: document {at} is repaired alone by {_changes(one)}, "
                f"among others by {_changes(same)}"
            )


def locality(cure: Filter | Pipeline | Damage, docs: Sequence[str]) -> None:
    """Edits and groups lie inside documents, and no edit is a no-op.

    It holds for damage as well. That edits are sorted and disjoint, `Edits` sees to itself.

    >>> locality(EXAMPLE.damages["sprinkled"], ["cooperate", ""])
    >>> locality(lambda text: Edits.deleting(text.edges[1:], text.edges[1:] + 1), ["ab", "c"])
    Traceback (most recent call last):
        ...
    cleantext.errors.BrokenLaw: locality: the edit at 3:4 does not lie inside one document
    """
    text = Text.of(docs)
    for propose in cure.filters if isinstance(cure, Pipeline) else (cure,):
        edits = propose(text)
        for fault in _faults(edits, text):
            raise BrokenLaw(f"locality: {fault}")
        text = edits.apply(text)


def economy(
    cure: Filter | Pipeline,
    make: Callable[[int], str],
    sizes: Sequence[int] = (10_000, 100_000, 1_000_000),
    clock: Callable[[], float] = time.process_time,
    slack: float = 1.2,
) -> None:
    """Time grows no faster than the text, but for some slack; the best of a few rounds counts.

    >>> from itertools import count
    >>> economy(EXAMPLE, lambda size: "a" * size, sizes=(10, 100), clock=count().__next__)
    """
    pipeline = _pipeline(cure)
    texts = [make(size) for size in sizes]
    taken = [min(_seconds(pipeline, text, clock) for _ in range(ROUNDS)) for text in texts]
    measured = zip(map(len, texts), taken, strict=True)
    for (short, before), (long, after) in pairwise(measured):
        if after * short > slack * before * long:
            raise BrokenLaw(
                f"economy: {short:,} characters take {before:.3g} s, {long:,} take {after:.3g} s"
            )


def _pipeline(cure: Filter | Pipeline) -> Pipeline:
    return cure if isinstance(cure, Pipeline) else Pipeline((cure,))


def _seconds(pipeline: Pipeline, text: str, clock: Callable[[], float]) -> float:
    start = clock()
    pipeline.clean(text)
    return clock() - start


def _same(law: str, wanted: Iterable[str], got: Iterable[str]) -> None:
    for doc, (want, have) in enumerate(zip(wanted, got, strict=True)):
        if want != have:
            at = sum(takewhile(bool, map(eq, want, have)))
            reads = f"document {doc} reads {_around(have, at)}, not {_around(want, at)}"
            raise BrokenLaw(f"{law}: {reads}")


def _around(text: str, at: int) -> str:
    """The surroundings of a place.

    >>> print(_around("abcdefghijklmnopqrstuvwxyz", 16))
    …'efghijklmnopqrstuvwxyz'
    """
    first, last = max(at - CONTEXT, 0), at + CONTEXT
    return "…" * (first > 0) + repr(text[first:last]) + "…" * (last < len(text))


def _changes(cleaned: Cleaned) -> list[tuple[str, int, str, str, int]]:
    """Every repair, with the groups of each step numbered from 0 as they come."""
    changes = []
    for step in cleaned.trail():
        numbers: dict[int, int] = {}
        for each in step:
            group = numbers.setdefault(each.group, len(numbers))
            changes.append((each.filter, each.at, each.before, each.after, group))
    return changes


def _faults(edits: Edits, text: Text) -> Iterator[str]:
    """What is wrong with the edits of a batch."""
    try:
        docs = edits.docs(text)
    except BadEdits as error:
        yield str(error)
        return
    for start, stop, new in edits:
        if np.array_equal(text.codes[start:stop], new):
            yield f"the edit at {start}:{stop} puts {string_of(new)!r} where it stands already"
    home: dict[int, int] = {}
    for group, doc in zip(edits.group.tolist(), docs.tolist(), strict=True):
        if home.setdefault(group, doc) != doc:
            yield f"group {group} holds edits of document {home[group]} and of document {doc}"


def _without_soft_hyphens(text: Text) -> Edits:
    at = np.flatnonzero(text.codes == SOFT_HYPHEN)
    return Edits.deleting(at, at + 1)


def _with_soft_hyphens(text: Text) -> Edits:
    letters = text.codes < EDGE_CODE
    at = np.flatnonzero(letters[1:] & letters[:-1]) + 1
    new: Codes = np.full(len(at), SOFT_HYPHEN, np.uint32)
    return Edits.of(at, at, new, np.ones_like(at), at)


# A small filter that keeps every law; yours can start from it.
EXAMPLE: Final = Filter(
    "soft_hyphens",
    _without_soft_hyphens,
    damages={"sprinkled": _with_soft_hyphens},
    spares=("well-known",),
)
