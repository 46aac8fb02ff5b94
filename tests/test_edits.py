"""Edits: made, undone, traced and chosen, each against a plain list."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import batches, edited, edits_of

from cleantext.edits import Edits, spans
from cleantext.errors import BadEdits
from cleantext.kinds import EDGE_CODE, look_up
from cleantext.text import Text, codes_of

Row = tuple[int, int, list[int], int]
Marked = list[tuple[int, int]]  # each code point, and where it or its edit stood before


def plainly(text: Text, edits: Edits) -> Marked:
    """The batch after the edits, made from the last to the first."""
    marked = [(code, at) for at, code in enumerate(text.codes.tolist())]
    for start, stop, new in reversed(list(edits)):
        marked[start:stop] = [(code, start) for code in new.tolist()]
    return marked


def documents(codes: list[int]) -> list[str]:
    edges = [at for at, code in enumerate(codes) if code == EDGE_CODE]
    return ["".join(map(chr, codes[at + 1 : end])) for at, end in pairwise(edges)]


def columns(edits: Edits) -> list[Row]:
    whole = zip(edits, edits.group.tolist(), strict=True)
    return [(start, stop, new.tolist(), group) for (start, stop, new), group in whole]


def moved(edits: Edits, by: int) -> Edits:
    return Edits(edits.start + by, edits.stop + by, edits.new, edits.size, edits.group)


@given(edited())
def test_apply_replaces_each_stretch(given: tuple[Text, Edits]) -> None:
    text, edits = given
    after, plain = edits.apply(text), plainly(text, edits)
    assert after.codes.tolist() == [code for code, _ in plain]
    assert after.codes[after.edges].tolist() == text.codes[text.edges].tolist()
    assert after.docs() == documents([code for code, _ in plain])


@given(edited())
def test_what_was_looked_up_is_edited_too(given: tuple[Text, Edits]) -> None:
    text, edits = given
    assert text.looked_up
    after = edits.apply(text)
    known, fresh = after.looked_up, look_up(after.codes)
    assert known.kinds.tolist() == fresh.kinds.tolist()
    assert known.at.tolist() == fresh.at.tolist()
    assert known.traits.tolist() == fresh.traits.tolist()
    assert known.found & fresh.found == fresh.found


@given(edited(), st.data())
def test_edits_on_top_of_edits(given: tuple[Text, Edits], data: st.DataObject) -> None:
    text, edits = given
    after = edits.apply(text)
    more = data.draw(edits_of(after))
    assert more.apply(after).docs() == documents([code for code, _ in plainly(after, more)])


@given(edited())
def test_the_inverse_brings_back_the_text(given: tuple[Text, Edits]) -> None:
    text, edits = given
    after = edits.apply(text)
    back = edits.inverse(text)
    assert back.apply(after).codes.tolist() == text.codes.tolist()
    assert back.apply(after).docs() == text.docs()
    assert columns(back.inverse(after)) == columns(edits)


@given(edited(), st.data())
def test_origin_says_where_each_sign_stood(given: tuple[Text, Edits], data: st.DataObject) -> None:
    text, edits = given
    once = plainly(text, edits)
    places = np.arange(len(once))
    assert edits.origin(places).tolist() == [at for _, at in once]
    assert (np.diff(edits.origin(places)) >= 0).all()
    after = edits.apply(text)
    more = data.draw(edits_of(after))
    twice = plainly(after, more)
    places = np.arange(len(twice))
    assert edits.origin(more.origin(places)).tolist() == [once[at][1] for _, at in twice]


@given(edited(), st.sets(st.integers(0, 3)))
def test_pick_keeps_whole_groups(given: tuple[Text, Edits], groups: set[int]) -> None:
    _, edits = given
    kept = columns(edits.pick(sorted(groups)))
    assert kept == [edit for edit in columns(edits) if edit[3] in groups]


@given(edited())
def test_within_is_what_each_document_went_through(given: tuple[Text, Edits]) -> None:
    text, edits = given
    parts: list[Row] = []
    for doc, before in enumerate(text.edges[:-1].tolist()):
        part = edits.within(before + 1, int(text.edges[doc + 1]))
        parts += columns(moved(part, before + 1))
        alone = Text.of([text.docs()[doc]])
        assert moved(part, 1).apply(alone).docs() == [edits.apply(text).docs()[doc]]
    assert parts == columns(edits)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=8))
def test_spans_are_ranges_in_a_row(rows: list[tuple[int, int]]) -> None:
    starts, sizes = np.array(rows, np.int64).reshape(-1, 2).T
    plain = [at for start, size in rows for at in range(start, start + size)]
    assert spans(starts, sizes).tolist() == plain


@given(batches)
def test_no_edits_give_the_very_same_text(docs: list[str]) -> None:
    text = Text.of(docs)
    assert Edits.none().apply(text) is text


def test_edits_at_the_ends_of_empty_documents() -> None:
    text = Text.of(["", "", "x"])
    edits = Edits.of([1, 2, 4], [1, 2, 4], codes_of("abc"), [1, 1, 1])
    assert edits.apply(text).docs() == ["a", "b", "xc"]


@given(edited())
def test_no_one_can_change_edits(given: tuple[Text, Edits]) -> None:
    _, edits = given
    for column in (edits.start, edits.stop, edits.new, edits.size, edits.group):
        with pytest.raises(ValueError, match="read-only"):
            column[:] = 0


def test_edits_of_a_caller_leave_its_arrays_alone() -> None:
    start = np.array([1])
    edits = Edits.deleting(start, start + 1)
    start[0] = 7
    assert edits.start.tolist() == [1]


@pytest.mark.parametrize(
    ("start", "stop", "new", "size", "said"),
    [
        ([1, 2], [3, 4], "", [0, 0], "overlap or are out of order"),
        ([3, 1], [4, 2], "", [0, 0], "overlap or are out of order"),
        ([2], [1], "", [0], "overlap or are out of order"),
        ([1, 2], [2], "", [0, 0], "differ in length"),
        ([1], [2], "", [0, 0], "differ in length"),
        ([1], [2], "ab", [1], "do not add up"),
        ([1, 2], [1, 2], "a", [2, -1], "do not add up"),
    ],
)
def test_what_is_no_set_of_edits_is_refused(
    start: list[int], stop: list[int], new: str, size: list[int], said: str
) -> None:
    with pytest.raises(BadEdits, match=said):
        Edits.of(start, stop, codes_of(new), size)


def test_new_text_outside_unicode_is_refused() -> None:
    with pytest.raises(BadEdits, match="outside Unicode"):
        Edits.of([1], [1], [EDGE_CODE], [1])


@given(batches, st.integers(-3, 20), st.integers(0, 5), st.integers(0, 1))
def test_what_reaches_over_an_edge_is_refused(
    docs: list[str], start: int, gone: int, size: int
) -> None:
    text = Text.of(docs)
    edit = Edits.of([start], [start + gone], [97] * size, [size])
    ends = list(accumulate((len(doc) + 1 for doc in docs), initial=0))
    inside = any(before < start and start + gone <= after for before, after in pairwise(ends))
    if inside:
        edit.apply(text)
    else:
        with pytest.raises(BadEdits, match="does not lie inside one document"):
            edit.apply(text)
