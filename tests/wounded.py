"""What tests of filters share: clean passages, wounds to inflict on them, and the laws of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import batches

from cleantext import Cleaned, Filter, Pipeline, Text, laws
from cleantext.filter import Damage
from cleantext.text import Places

ROOT = Path(__file__).parent.parent
CLEAN = (
    "qinghai-magazine.gold.txt",
    "speech-tabs.gold.txt",
    "flattened-article.gold.txt",
    "indented-article.txt",
    "newspaper-page.txt",
)
THOROUGH = 1000  # examples
MANY = 10  # shapes: of each, fewer examples will do
Docs = st.SearchStrategy[list[str]]


def one_of(share: int, thorough: int | None = None) -> settings:
    """One in so many of the examples, for what is dear to check; `thorough` may save less."""
    every = settings().max_examples
    if thorough and every >= THOROUGH:
        share = thorough
    return settings(
        max_examples=max(every // share, 1),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


SOME = one_of(10, thorough=5)


@cache
def seed(name: str) -> str:
    return (ROOT / "seeds" / name).read_bytes().decode("utf-8")


def sample_texts() -> list[str]:
    """What the samples should read like."""
    cases = sorted((ROOT / "benchmarks/samples/cases").glob("*.gold.txt"))
    assert len(cases) == 49
    return [path.read_text("utf-8") for path in cases]


def gold_texts() -> list[str]:
    """What the seeds and the samples should read like."""
    return [*map(seed, CLEAN), *sample_texts()]


def wild(name: str) -> Iterator[tuple[str, str, str]]:
    """What extractors gave, and what it should read like."""
    for case in seed(f"wild/{name}.txt").split("@ ")[1:]:
        title, _, texts = case.partition("\n")
        raw, gold = texts.removesuffix("\n").split("\n->\n")
        yield title, raw, gold


@cache
def paragraphs() -> tuple[str, ...]:
    """The paragraphs of the clean seeds, and each of their sentences."""
    lines = [line.strip() for name in CLEAN for line in seed(name).split("\n") if line.strip()]
    sentences = [part + "。" for line in lines for part in line.split("。")[:-1]]
    return (*lines, *sentences)


@st.composite
def passages(draw: st.DrawFn, more: tuple[str, ...] = (), fit: Callable[[str], bool] = bool) -> str:
    """Some paragraphs of the seeds that fit, and of others, in any order."""
    some = st.sampled_from(list(filter(fit, paragraphs())))
    lines = draw(st.lists(some | st.sampled_from(more) if more else some, max_size=12))
    return draw(st.sampled_from(["\n", "\n\n"])).join(lines)


def check_spared(cure: Filter, spared: str) -> None:
    """What only looks damaged stays, whatever breaks stand around it."""
    laws.silence(cure, [spared, f"{spared}\n", f"\n\n{spared}"])


def check_wounds(
    cure: Filter,
    shape: str,
    docs: st.SearchStrategy[str],
    also: Callable[[Pipeline, list[str]], None] = lambda *_: None,
    *,
    silent: bool = False,
) -> None:
    """Wounds are healed, and the laws hold on wounded text; `also` may look at that text too.

    If the passages are as people read them, the filter must be silent; if they are put together
    by chance, clean is what it leaves.
    """
    damage, pipeline = cure.damages[shape], remembering(cure)
    healed = 0

    @SOME if len(cure.damages) > MANY else one_of(5)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        nonlocal healed
        pipeline.forget()
        clean = data.draw(st.lists(docs, min_size=1, max_size=2))
        if silent:
            laws.silence(pipeline, clean)
        else:
            clean = list(pipeline.clean_many(clean))
        wounds = damage(Text.of(clean))
        groups = np.unique(wounds.group).tolist()
        few = st.lists(st.sampled_from(groups), min_size=1, unique=True) if groups else st.just([])
        chosen = data.draw(few | st.just(groups))
        healed += len(chosen)
        laws.round_trip(pipeline, clean, damage, chosen)
        laws.locality(damage, clean)
        wounded = wounds.pick(chosen).apply(Text.of(clean)).docs()
        keeps_the_laws(pipeline, [*clean, *wounded])
        same_in_a_batch(damage, clean)
        also(pipeline, wounded)

    check()
    assert healed


def check_damage(cure: Filter, shape: str, docs: Docs) -> None:
    """All wounds of clean text are healed, and whichever are chosen."""
    damage = cure.damages[shape]

    @one_of(6)
    @given(docs, st.data())
    def check(docs: list[str], data: st.DataObject) -> None:
        laws.locality(damage, docs)
        groups = damage(Text.of(docs)).group.tolist()
        laws.round_trip(cure, docs, damage)
        laws.round_trip(cure, docs, damage, [g for g in groups if data.draw(st.booleans())])

    check()


def same_in_a_batch(damage: Damage, docs: list[str]) -> None:
    """The wounds of a document do not depend on the others."""
    together = Text.of(docs)
    wounds = damage(together)
    for number, doc in enumerate(docs):
        edge, stop = together.edges[number : number + 2].tolist()
        alone, part = damage(Text.of([doc])), wounds.within(edge + 1, stop)
        assert (part.start + 1).tolist() == alone.start.tolist()
        assert (part.stop + 1).tolist() == alone.stop.tolist()
        assert part.new.tolist() == alone.new.tolist()
        assert _numbered(part.group) == _numbered(alone.group)


def _numbered(groups: Places) -> list[int]:
    """Groups by their number in order; what they are called depends on where they stand."""
    numbers: dict[int, int] = {}
    return [numbers.setdefault(group, len(numbers)) for group in groups.tolist()]


class Remembering(Pipeline):
    """A pipeline that explains the same documents once: several laws ask for that."""

    @cached_property
    def _known(self) -> dict[tuple[str, ...], list[Cleaned]]:
        return {}

    def run(self, docs: Iterable[str]) -> Iterator[Cleaned]:
        these = tuple(docs)
        if these not in self._known:
            self._known[these] = list(super().run(these))
        yield from self._known[these]

    def forget(self) -> None:
        self._known.clear()


def remembering(cure: Filter | Pipeline) -> Remembering:
    if isinstance(cure, Filter):
        cure = Pipeline((cure,))
    return cure if isinstance(cure, Remembering) else Remembering(cure.filters, cure.protected)


def keeps_the_laws(cure: Filter | Pipeline, docs: list[str]) -> None:
    pipeline = remembering(cure)
    laws.idempotence(pipeline, docs)
    laws.undo(pipeline, docs)
    laws.batch(pipeline, docs)
    laws.locality(pipeline, docs)


def settles_at_once(cure: Filter, docs: list[str]) -> None:
    """One pass leaves nothing to a second; a pipeline would hide it if it did."""
    text = Text.of(docs)
    after = Text.of(cure(text).apply(text).docs())
    assert not len(cure(after)), after.docs()


def check_any(cure: Filter, like: st.SearchStrategy[str]) -> None:
    """The laws hold on any text, and on text that looks like the artefact."""

    @SOME
    @given(batches | st.lists(like, min_size=1, max_size=3))
    def check(docs: list[str]) -> None:
        keeps_the_laws(cure, docs)
        for damage in cure.damages.values():
            laws.locality(damage, docs)

    check()


def check_settled(cure: Filter, docs: Docs) -> None:
    """The laws hold on any text, after a single pass."""

    @one_of(2)
    @given(docs)
    def check(docs: list[str]) -> None:
        settles_at_once(cure, docs)
        keeps_the_laws(cure, docs)

    check()


def check_time(cure: Filter, unit: str) -> None:
    """Time is linear where the same comes again and again."""
    laws.economy(cure, lambda size: unit * (size // len(unit)), (30_000, 300_000), slack=1.6)
