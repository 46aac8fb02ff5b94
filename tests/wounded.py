"""What tests of filters share: clean passages, wounds to inflict on them, and the laws of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import batches

from cleantext import Filter, Pipeline, Text, laws

ROOT = Path(__file__).parent.parent
CLEAN = (
    "qinghai-magazine.gold.txt",
    "speech-tabs.gold.txt",
    "flattened-article.gold.txt",
    "indented-article.txt",
    "newspaper-page.txt",
)
SOME = settings(
    max_examples=max(settings().max_examples // 10, 1),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
Docs = st.SearchStrategy[list[str]]


@cache
def seed(name: str) -> str:
    return (ROOT / "seeds" / name).read_bytes().decode("utf-8")


def gold_texts() -> list[str]:
    """What the seeds and the samples should read like."""
    cases = sorted((ROOT / "benchmarks/samples/cases").glob("*.gold.txt"))
    assert len(cases) == 49
    return [seed(name) for name in CLEAN] + [path.read_text("utf-8") for path in cases]


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
def passages(draw: st.DrawFn, more: tuple[str, ...] = ()) -> str:
    """Some paragraphs of the seeds, and of others, in any order."""
    some = st.sampled_from(paragraphs())
    lines = draw(st.lists(some | st.sampled_from(more) if more else some, max_size=12))
    return draw(st.sampled_from(["\n", "\n\n"])).join(lines)


def check_wounds(cure: Filter, shape: str, docs: st.SearchStrategy[str]) -> None:
    """Wounds are healed, and the laws hold on wounded text."""
    damage, pipeline = cure.damages[shape], Pipeline((cure,))
    healed = 0

    @SOME
    @given(st.data())
    def check(data: st.DataObject) -> None:
        nonlocal healed
        drawn = data.draw(st.lists(docs, min_size=1, max_size=2))
        clean = list(pipeline.clean_many(drawn))
        wounds = damage(Text.of(clean))
        groups = np.unique(wounds.group).tolist()
        few = st.lists(st.sampled_from(groups), min_size=1, unique=True) if groups else st.just([])
        chosen = data.draw(few | st.just(groups))
        healed += len(chosen)
        laws.round_trip(cure, clean, damage, chosen)
        laws.locality(damage, clean)
        wounded = wounds.pick(chosen).apply(Text.of(clean)).docs()
        keeps_the_laws(pipeline, [*clean, *wounded])
        same_in_a_batch(damage, clean)

    check()
    assert healed


def same_in_a_batch(damage: Callable[[Text], object], docs: list[str]) -> None:
    """The wounds of a document do not depend on the others."""
    together = damage(Text.of(docs))
    alone = [damage(Text.of([doc])) for doc in docs]
    assert len(together) == sum(map(len, alone))  # type: ignore[arg-type]


def keeps_the_laws(pipeline: Pipeline, docs: list[str]) -> None:
    laws.idempotence(pipeline, docs)
    laws.undo(pipeline, docs)
    laws.batch(pipeline, docs)
    laws.locality(pipeline, docs)


def check_any(cure: Filter, like: st.SearchStrategy[str]) -> None:
    """The laws hold on any text, and on text that looks like the artefact."""
    pipeline = Pipeline((cure,))

    @SOME
    @given(batches | st.lists(like, min_size=1, max_size=3))
    def check(docs: list[str]) -> None:
        keeps_the_laws(pipeline, docs)
        for damage in cure.damages.values():
            laws.locality(damage, docs)

    check()
