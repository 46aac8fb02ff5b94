"""Every law holds for a good filter, and each breaks by the one fault made for it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import batches, signs

from cleantext import BrokenLaw, Edits, Filter, Pipeline, Text, laws
from cleantext.laws import EXAMPLE, SOFT_HYPHEN
from cleantext.passes import Leg, Pass

SPRINKLED = EXAMPLE.damages["sprinkled"]
CLEAN = ["cooperate", "", "ab"]
ANYTHING = ["co\u00adoperate", "", "a\u00ad\u00adb", "!", "x!~"]


class Clock:
    """A clock that only work moves on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


CLOCK = Clock()


def variant(repair: Callable[[Text], Edits]) -> Filter:
    """The example with another repair."""
    return Filter("variant", repair, EXAMPLE.damages, EXAMPLE.spares)


def places(text: Text, signs: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.flatnonzero(np.isin(text.codes, [ord(sign) for sign in signs]))


def heals_nothing(_: Text) -> Edits:
    return Edits.none()


def deletes_real_hyphens(text: Text) -> Edits:
    at = places(text, "\u00ad-")
    return Edits.deleting(at, at + 1)


def deletes_one_of_a_row(text: Text) -> Edits:
    at = places(text, "\u00ad")
    at = at[text.codes[at - 1] != SOFT_HYPHEN]
    return Edits.deleting(at, at + 1)


class Hasty(Pipeline):
    """A pipeline that does not look back at what it did."""

    def _settled(self, docs: list[str], *, traced: bool) -> tuple[list[str], list[Leg]]:
        once = Pass.first(docs, traced=traced)
        once.run(self.filters)
        return once.text.docs(), once.legs


class Forgetful(Edits):
    """Edits that do not know what they replaced."""

    def inverse(self, text: Text) -> Edits:
        true = super().inverse(text)
        return Edits(true.start, true.stop, np.full_like(true.new, ord("?")), true.size, true.group)


def forgets(text: Text) -> Edits:
    edits = EXAMPLE(text)
    return Forgetful(edits.start, edits.stop, edits.new, edits.size, edits.group)


def looks_at_other_documents(text: Text) -> Edits:
    at = places(text, "\u00ad!" if np.count_nonzero(text.codes == ord("!")) > 1 else "\u00ad")
    return Edits.deleting(at, at + 1)


def groups_by_the_batch(text: Text) -> Edits:
    """The same text comes out, but what stands or falls together depends on the batch."""
    edits = EXAMPLE(text)
    group = np.arange(len(edits)) if len(text) > 1 else np.zeros(len(edits))
    return Edits.deleting(edits.start, edits.stop, group)


def replaces_by_the_same(text: Text) -> Edits:
    at = places(text, "\u00ad~")
    new = text.codes[at][text.codes[at] != SOFT_HYPHEN]
    return Edits.of(at, at + 1, new, text.codes[at] != SOFT_HYPHEN)


def compares_all_with_all(text: Text) -> Edits:
    CLOCK.now += len(text.codes) ** 2
    return EXAMPLE(text)


def reads_once(text: Text) -> Edits:
    CLOCK.now += len(text.codes)
    return EXAMPLE(text)


def letters(size: int) -> str:
    return "a" * size


LAWS: dict[str, Callable[[Filter | Pipeline], None]] = {
    "round trip": lambda cure: laws.round_trip(cure, CLEAN, SPRINKLED),
    "silence": lambda cure: laws.silence(cure, [*CLEAN, *EXAMPLE.spares]),
    "idempotence": lambda cure: laws.idempotence(cure, ANYTHING),
    "undo": lambda cure: laws.undo(cure, ANYTHING),
    "batch": lambda cure: laws.batch(cure, ANYTHING),
    "locality": lambda cure: laws.locality(cure, ANYTHING),
    "economy": lambda cure: laws.economy(cure, letters, (100, 1000, 10_000), CLOCK),
}
MUTANTS = {
    heals_nothing: "round trip",
    deletes_real_hyphens: "silence",
    deletes_one_of_a_row: "idempotence",
    forgets: "undo",
    looks_at_other_documents: "batch",
    groups_by_the_batch: "batch",
    replaces_by_the_same: "locality",
    compares_all_with_all: "economy",
}


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_each_mutant_breaks_its_law_and_no_other(mutant: Callable[[Text], Edits], law: str) -> None:
    filter_ = variant(mutant)
    hasty = mutant is deletes_one_of_a_row  # no filter breaks idempotence in a pipeline that is not
    for cure in (Hasty((filter_,)),) if hasty else (filter_, Pipeline((filter_,))):
        if MUTANTS[mutant] == law:
            with pytest.raises(BrokenLaw, match=f"^{law}: "):
                LAWS[law](cure)
        else:
            LAWS[law](cure)


def test_every_law_has_a_mutant() -> None:
    assert set(MUTANTS.values()) == set(LAWS)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("cure", [EXAMPLE, Pipeline((EXAMPLE,)), variant(reads_once)])
def test_a_good_filter_keeps_every_law(cure: Filter | Pipeline, law: str) -> None:
    LAWS[law](cure)


@given(batches)
def test_a_good_filter_keeps_the_laws_on_any_text(docs: list[str]) -> None:
    laws.idempotence(EXAMPLE, docs)
    laws.undo(EXAMPLE, docs)
    laws.batch(EXAMPLE, docs)
    laws.locality(EXAMPLE, docs)
    laws.locality(Pipeline((EXAMPLE, EXAMPLE)), docs)
    laws.locality(SPRINKLED, docs)


@given(st.lists(st.text(signs.filter(lambda sign: sign != "\u00ad"))), st.data())
def test_a_good_filter_heals_any_wounds(docs: list[str], data: st.DataObject) -> None:
    laws.silence(EXAMPLE, docs)
    every = SPRINKLED(Text.of(docs)).group.tolist()
    chosen = data.draw(st.lists(st.sampled_from(every))) if every else []
    laws.round_trip(EXAMPLE, docs, SPRINKLED, chosen)


def over_the_edge(text: Text) -> Edits:
    return Edits.deleting(text.edges[1:], text.edges[1:] + 1)


def before_the_text(_: Text) -> Edits:
    return Edits.of([0], [0], [97], [1])


def across_documents(text: Text) -> Edits:
    at = places(text, "\u00ad")
    return Edits.deleting(at, at + 1, np.zeros_like(at))


def inserts_nothing(_: Text) -> Edits:
    return Edits.of([1], [1])


@pytest.mark.parametrize(
    ("propose", "said"),
    [
        (over_the_edge, "the edit at 11:12 does not lie inside one document"),
        (before_the_text, "the edit at 0:0 does not lie inside one document"),
        (across_documents, "group 0 holds edits of document 0 and of document 2"),
        (inserts_nothing, "the edit at 1:1 puts '' where it stands already"),
    ],
)
def test_locality_says_what_is_wrong(propose: Callable[[Text], Edits], said: str) -> None:
    for by in (propose, variant(propose), Pipeline((variant(propose),))):
        with pytest.raises(BrokenLaw, match=f"^locality: {said}"):
            laws.locality(by, ANYTHING)


def test_locality_looks_at_every_filter_on_the_text_it_sees() -> None:
    deleting = variant(lambda text: Edits.deleting(places(text, "a"), places(text, "a") + 1))
    late = variant(
        lambda text: replaces_by_the_same(text) if 97 not in text.codes else Edits.none()
    )
    with pytest.raises(BrokenLaw, match=r"^locality: the edit at 2:3 puts '~' where"):
        laws.locality(deleting | late, ["ab~"])


def test_only_the_chosen_wounds_are_inflicted() -> None:
    idle = Pipeline(())
    laws.round_trip(idle, ["abcdef"], SPRINKLED, groups=[])
    with pytest.raises(BrokenLaw, match="document 0 reads 'abc\\\\xaddef', not 'abcdef'"):
        laws.round_trip(idle, ["abcdef"], SPRINKLED, groups=[4])


def test_messages_show_only_the_surroundings() -> None:
    doc = "x" * 1000 + "\u00ad" + "y" * 1000
    with pytest.raises(BrokenLaw) as broken:
        laws.silence(EXAMPLE, ["", doc])
    around = "…'" + "x" * 12 + "\\xad" + "y" * 11 + "'…"
    assert str(broken.value) == f"silence: soft_hyphens replaces '\\xad' by '' in {around}"


def test_economy_allows_what_slack_allows() -> None:
    def half_more(text: Text) -> Edits:
        CLOCK.now += len(text.codes) ** 1.5
        return Edits.none()

    laws.economy(variant(half_more), letters, (100, 1000), CLOCK, slack=3.3)
    with pytest.raises(BrokenLaw, match=r"^economy: 100 characters take 1.03e\+03 s, 1,000 take"):
        laws.economy(variant(half_more), letters, (100, 1000), CLOCK, slack=3.0)


def test_economy_does_not_count_the_making_of_the_text() -> None:
    def slowly(size: int) -> str:
        CLOCK.now += size**3
        return letters(size)

    laws.economy(variant(reads_once), slowly, (10, 100, 1000), CLOCK)


def test_economy_forgives_a_hiccup() -> None:
    hiccups = iter([0, 9e9])

    def once_slow(text: Text) -> Edits:
        CLOCK.now += next(hiccups, 0) if len(text.codes) > 1000 else 0
        return reads_once(text)

    laws.economy(variant(once_slow), letters, (100, 1000), CLOCK)
