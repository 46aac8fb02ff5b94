"""Pipelines of toy filters beside plain `str.replace`, and how they take documents."""

from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, repeat

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleantext import Change, Cleaned, Edits, Filter, Pipeline, Text, UnknownName, kinds, pipeline
from cleantext.laws import batch, locality, undo
from cleantext.lines import Lines
from cleantext.passes import PASSES
from cleantext.text import codes_of

docs_of_few_signs = st.lists(st.text("abc\0𠀀", max_size=8), max_size=8)


def replacing(old: str, new: str) -> Filter:
    """`str.replace` of one sign, as a filter."""

    def repair(text: Text) -> Edits:
        at = np.flatnonzero(text.codes == ord(old))
        return Edits.of(at, at + 1, codes_of(new * len(at)), np.full(len(at), len(new)))

    return Filter(f"{old}_to_{new}", repair, damages={}, spares=())


A_TO_BB, B_TO_CD, C_TO_NONE = replacing("a", "bb"), replacing("b", "cd"), replacing("c", "")
THREE = A_TO_BB | B_TO_CD | C_TO_NONE
ONE = Pipeline((C_TO_NONE,))


def plainly(doc: str) -> list[tuple[str, int]]:
    """What `THREE` makes of a document: each sign, and where it stood in the input."""
    marked = [(sign, at) for at, sign in enumerate(doc)]
    for old, new in (("a", "bb"), ("b", "cd"), ("c", "")):
        marked = [
            (sign, at) for before, at in marked for sign in (new if before == old else before)
        ]
    return marked


def made(doc: str, changes: list[Change]) -> str:
    for change in reversed(changes):
        stop = change.at + len(change.before)
        assert doc[change.at : stop] == change.before
        doc = doc[: change.at] + change.after + doc[stop:]
    return doc


@given(docs_of_few_signs)
def test_filters_run_one_after_another(docs: list[str]) -> None:
    wanted = ["".join(sign for sign, _ in plainly(doc)) for doc in docs]
    assert list(THREE.clean_many(docs)) == wanted
    assert [cleaned.text for cleaned in THREE.run(docs)] == wanted
    assert [THREE.clean(doc) for doc in docs] == wanted


@given(docs_of_few_signs)
def test_origin_says_where_each_sign_stood_in_the_input(docs: list[str]) -> None:
    for doc, cleaned in zip(docs, THREE.run(docs), strict=True):
        places = [cleaned.origin(at) for at in range(len(cleaned.text) + 1)]
        assert places == [*(at for _, at in plainly(doc)), len(doc)]


@given(docs_of_few_signs)
def test_the_trail_leads_from_the_input_to_the_text_and_back(docs: list[str]) -> None:
    for doc, cleaned in zip(docs, THREE.run(docs), strict=True):
        text = doc
        for step in cleaned.trail():
            assert {change.filter for change in step} == {step.filter}
            text = made(text, list(step))
        assert text == cleaned.text
        assert cleaned.undone() == doc


def test_a_filter_that_did_nothing_to_a_document_is_not_in_its_trail() -> None:
    first, second = THREE.run(["b", "a"])
    assert [step.filter for step in first.trail()] == ["b_to_cd", "c_to_"]
    assert [step.filter for step in second.trail()] == ["a_to_bb", "b_to_cd", "c_to_"]


@pytest.mark.parametrize("at", [-1, 3])
def test_origin_of_a_place_beyond_the_text(at: int) -> None:
    with pytest.raises(IndexError, match=f"places 0 to 2, not {at}"):
        THREE.explain("cxxc").origin(at)


def test_pipelines_and_filters_join() -> None:
    assert THREE.filters == (A_TO_BB, B_TO_CD, C_TO_NONE)
    assert (A_TO_BB | (B_TO_CD | C_TO_NONE)) == THREE
    assert (Pipeline((A_TO_BB,)) | Pipeline((B_TO_CD, C_TO_NONE))) == THREE


def test_a_pipeline_by_names() -> None:
    assert Pipeline.named("doubled").filters[0].name == "doubled"
    assert Pipeline.named() == Pipeline(())
    with pytest.raises(UnknownName, match="did you mean 'doubled'"):
        Pipeline.named("doubled", "dubled")


def test_what_runs_by_default_is_what_does_not_need_asking() -> None:
    assert Pipeline.default().filters
    assert all(each.default for each in Pipeline.default().filters)


def test_a_filter_that_has_nothing_to_do_is_not_asked() -> None:
    asked = []

    def repair(text: Text) -> Edits:
        asked.append(text.docs())
        return Edits.none()

    digits = Pipeline((Filter("digits", repair, {}, (), kinds=kinds.DIGIT | kinds.HAN),))
    for doc in ("abc，", "ab1", "字"):
        digits.clean(doc)
    assert asked == [["ab1"], ["字"]]


@given(docs_of_few_signs)
def test_untouched_documents_are_the_same_objects(docs: list[str]) -> None:
    for doc, text in zip(docs, ONE.clean_many(docs), strict=True):
        assert "c" in doc or text is doc


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(docs_of_few_signs, st.integers(1, 30))
def test_where_batches_end_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, docs: list[str], size: int
) -> None:
    whole = list(THREE.clean_many(docs))
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "BATCH", size)
        assert list(THREE.clean_many(docs)) == whole
        assert [cleaned.undone() for cleaned in THREE.run(docs)] == docs


class Doc(str):
    """A string that can be watched."""

    __slots__ = ("__weakref__",)


def test_documents_are_pulled_a_batch_at_a_time_and_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 100)
    alive: weakref.WeakSet[Doc] = weakref.WeakSet()
    pulled, most = 0, 0

    def docs() -> Iterator[str]:
        nonlocal pulled, most
        while True:
            pulled += 1
            doc = Doc(f"{pulled:09}")  # ten of them are a batch
            alive.add(doc)
            most = max(most, len(alive))
            yield doc

    stream = ONE.clean_many(docs())
    assert pulled == 0
    assert next(stream) == "000000001"
    assert pulled == 10
    assert sum(len(doc) for doc in islice(stream, 1000)) == 9000
    assert pulled == 1010
    assert most <= 2 * 10


@pytest.mark.parametrize("method", ["clean", "explain"])
def test_one_document_must_be_a_string(method: str) -> None:
    call = getattr(THREE, method)
    with pytest.raises(TypeError, match="must be str, not bytes: decode it first"):
        call(b"a")
    with pytest.raises(TypeError, match="must be str, not NoneType"):
        call(None)
    with pytest.raises(TypeError, match=r"not list: pass several documents to clean_many\(\)"):
        call(["a"])


@pytest.mark.parametrize("thing", ["a", b"a", bytearray(), None])
def test_several_documents_are_no_single_one(thing: str) -> None:
    with pytest.raises(TypeError, match="several documents are wanted, not"):
        list(THREE.clean_many(thing))


def test_a_document_that_is_no_string_is_named_by_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 1)
    given: list[str] = ["b", "b", b"b"]  # type: ignore[list-item]  # what is tested
    stream = THREE.clean_many(given)
    assert [next(stream), next(stream)] == ["d", "d"]
    with pytest.raises(TypeError, match="document 2 must be str, not bytes"):
        next(stream)


def test_a_batch_is_free_as_soon_as_it_is_done() -> None:
    held: list[weakref.ref[Text]] = []

    def watch(text: Text) -> Edits:
        held.append(weakref.ref(text))
        return Edits.none()

    watched = Pipeline.default() | Filter("watch", watch, damages={}, spares=())
    gc.disable()
    try:
        list(watched.clean_many(["全国\n劳动\n模范", "年度报告年度报告，，提升竞争力提升竞争力"]))
        assert held
        assert not any(text() for text in held)
    finally:
        gc.enable()


def test_no_documents() -> None:
    assert list(THREE.clean_many([])) == []


def test_a_million_empty_documents() -> None:
    assert list(THREE.clean_many(repeat("", 1_000_000))) == [""] * 1_000_000


def test_one_document_of_twenty_megabytes() -> None:
    doc = "b" + "全国人民\n" * 1_400_000
    cleaned = (A_TO_BB | replacing("b", "𠀀")).explain(doc)
    assert cleaned.text == "𠀀" + doc[1:]
    assert cleaned.undone() == doc


def test_cleaned_on_its_own_is_a_text_nothing_happened_to() -> None:
    cleaned = Cleaned("ab")
    assert (cleaned.undone(), cleaned.trail(), cleaned.origin(2)) == ("ab", (), 2)


def test_a_change_shows_what_was_there_and_what_is_now() -> None:
    (step,) = Pipeline((B_TO_CD,)).explain("xbb").trail()
    assert list(step) == [
        Change("b_to_cd", 1, "b", "cd", 0),
        Change("b_to_cd", 2, "b", "cd", 1),
    ]


# Settling.

RULES = ["a(?=b)", "b(?=a)", "ab", "aa", "ab?a", "(?<=a)b", "a(?=a)", "^a|b$", "aab|bba"]


def deleting(rule: str) -> Filter:
    """What `re.sub(rule, "")` would do once."""

    def repair(text: Text) -> Edits:
        found = [
            (start + 1 + match.start(), start + 1 + match.end(), start)
            for start, doc in zip(text.edges.tolist(), text.docs(), strict=False)
            for match in re.finditer(rule, doc)
        ]
        return Edits.deleting(*np.array(found, np.int64).reshape(-1, 3).T)

    return Filter("deleting", repair, {}, ())


def settled_plainly(rule: str, doc: str) -> str:
    passes = [doc]
    for _ in range(PASSES + 1):
        passes.append(re.sub(rule, "", passes[-1]))
    return passes[-1] if passes[-1] == passes[-2] else doc


@pytest.mark.parametrize("rule", RULES)
def test_settling(rule: str) -> None:
    cure = Pipeline((deleting(rule),))

    @given(st.lists(st.text("ab", max_size=14), max_size=5))
    @example(["", "aabb", "", "abab", "aaaabbbb"])
    def agrees(docs: list[str]) -> None:
        wanted = [settled_plainly(rule, doc) for doc in docs]
        assert list(cure.clean_many(docs)) == wanted
        assert list(cure.clean_many(wanted)) == wanted
        for law in (locality, undo, batch):
            law(cure, docs)

    agrees()


def test_a_document_that_never_settles_is_left_among_others_that_do() -> None:
    docs = ["b", "aaaaabbbbb", "aabb", "ab"]
    cleaned = list(Pipeline((deleting("ab"),)).run(docs))
    assert [each.text for each in cleaned] == ["b", "aaaaabbbbb", "", ""]
    assert [len(each.trail()) for each in cleaned] == [0, 0, 2, 1]


def test_some_rule_settles_at_once_some_in_two_passes_some_never() -> None:
    assert settled_plainly("a(?=b)", "xab") == "xb"
    assert settled_plainly("ab", "aabb") == ""
    assert settled_plainly("ab", "aaaabbbb") == "aaaabbbb"


def test_what_does_not_settle_runs_once_when_the_others_have() -> None:
    restless = replace(deleting("b(?=b)|b$"), name="restless", settles=False)
    cure = restless | deleting("ab")
    docs = ["aabbbb", "bbb", "aaaaabbbbb", "aabb", "a"]
    cleaned = list(cure.run(docs))
    assert [each.text for each in cleaned] == ["", "", "aaaaa", "", "a"]
    names = [[step.filter for step in each.trail()] for each in cleaned]
    assert names[0] == ["deleting", "deleting", "restless"]
    assert names[2] == ["restless"]
    assert [each.undone() for each in cleaned] == docs
    assert list(cure.clean_many(docs)) == [each.text for each in cleaned]
    assert cleaned[4].text is docs[4]


def test_a_batch_is_let_go_of_at_once() -> None:
    seen: list[weakref.ref[Text]] = []

    def repair(text: Text) -> Edits:
        Lines.of(text)
        seen.append(weakref.ref(text))
        return Edits.deleting([1], [2]) if len(text.codes) > 5 else Edits.none()

    gc.disable()  # what needs it to be found stays for long
    try:
        assert Pipeline((Filter("x", repair, {}, ()),)).clean("abcdef") == "def"
        assert [each() for each in seen] == [None] * len(seen)
    finally:
        gc.enable()
