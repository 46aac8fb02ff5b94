"""Text: what goes in comes out, whatever it is made of."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import batches, edited, signs, strings

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.text import Text, codes_of, string_of

EDGE = kinds.EDGE_CODE


@given(batches)
def test_documents_lie_between_edges(docs: list[str]) -> None:
    plain = [EDGE]
    for doc in docs:
        plain += [*map(ord, doc), EDGE]
    text = Text.of(docs)
    assert text.codes.tolist() == plain
    assert text.edges.tolist() == [at for at, code in enumerate(plain) if code == EDGE]
    assert len(text) == len(docs)


@given(st.text(signs, max_size=300))
def test_a_string_and_its_code_points(string: str) -> None:
    codes = codes_of(string)
    assert codes.tolist() == list(map(ord, string))
    assert string_of(codes) == string
    assert string_of(np.repeat(codes, 2)[::2]) == string  # not contiguous


@pytest.mark.parametrize("string", ["a\0\0", "\0", "\0a", "\ud83d\ude00", "\U0010ffff", "𠀀\0"])
def test_nul_and_surrogates_stay_themselves(string: str) -> None:
    assert string_of(codes_of(string)) == string
    assert Text.of([string]).codes.tolist() == [EDGE, *map(ord, string), EDGE]


def test_a_string_takes_no_more_room_than_its_like() -> None:
    assert sys.getsizeof(string_of(codes_of("abc" * 100))) == sys.getsizeof("abc" * 100)


def test_what_is_outside_unicode_makes_no_string() -> None:
    with pytest.raises(ValueError, match="outside Unicode"):
        string_of(Text.of(["a", "b"]).codes)


@given(edited())
def test_a_document_no_edit_touched_is_the_same_object(given: tuple[Text, Edits]) -> None:
    text, edits = given
    after = edits.apply(text).docs()
    touched = set(edits.docs(text).tolist())
    for at, (old, new) in enumerate(zip(text.sources, after, strict=True)):
        assert at in touched or new is old


@given(batches)
def test_every_place_lies_in_a_document(docs: list[str]) -> None:
    text = Text.of(docs)
    for doc, (before, after) in enumerate(zip(text.edges, text.edges[1:], strict=False)):
        places = np.arange(before + 1, after + 1)
        assert (text.doc_of(places) == doc).all()


@given(batches)
def test_kinds_are_those_of_each_sign(docs: list[str]) -> None:
    text = Text.of(docs)
    plain = [int(kinds.TABLE[code]) for code in text.codes.tolist()]
    assert text.kinds.tolist() == plain
    assert {bit for bit in range(16) if text.found & kinds.KINDS & 1 << bit} == {
        bit for kind in plain for bit in range(16) if kind & 1 << bit
    }


@given(strings)
def test_no_filter_can_write_into_the_text(doc: str) -> None:
    text = Text.of([doc])
    for text_ in (text, Edits.of([1], [1], codes_of("x"), [1]).apply(text)):
        with pytest.raises(ValueError, match="read-only"):
            text_.codes[0] = 0
        with pytest.raises(ValueError, match="read-only"):
            text_.kinds[0] = 0


def test_a_million_empty_documents() -> None:
    text = Text.of([""] * 1_000_000)
    assert (text.codes == EDGE).all()
    assert len(text.codes) == 1_000_001
    assert text.docs() == [""] * 1_000_000


def test_one_document_of_twenty_megabytes() -> None:
    doc = "全国人民\n" * 1_250_000 + "\0"
    text = Text.of([doc])
    assert text.docs()[0] is doc
    touched = Edits.deleting([1], [2]).apply(text)
    assert touched.docs()[0] == doc[1:]


@given(st.lists(st.text(), max_size=6), st.data())
def test_some_documents_are_a_batch_of_their_own(docs: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.booleans(), min_size=len(docs), max_size=len(docs)))
    text = Text.of(docs)
    assert text.looked_up
    part = text.only(np.flatnonzero(np.array(chosen, bool)))
    own = Text.of([doc for doc, is_own in zip(docs, chosen, strict=True) if is_own])
    assert part.docs() == own.docs()
    assert part.codes.tolist() == own.codes.tolist()
    assert part.edges.tolist() == own.edges.tolist()
    assert part.kinds.tolist() == own.kinds.tolist()
    assert part.looked_up.at.tolist() == own.looked_up.at.tolist()
    assert part.looked_up.traits.tolist() == own.looked_up.traits.tolist()


@given(st.lists(st.text(max_size=5), max_size=5))
def test_what_was_changed_comes_anew(docs: list[str]) -> None:
    text = Text.of(docs)
    assert text.kinds is not None
    at = np.flatnonzero(text.codes == ord("0"))
    renewed = Edits.deleting(at, at + 1).apply(text).renewed()
    own = Text.of([doc.replace("0", "") for doc in docs if "0" in doc])
    assert list(renewed.sources) == renewed.docs() == own.docs()
    assert renewed.codes.tolist() == own.codes.tolist()
    assert renewed.edges.tolist() == own.edges.tolist()
    assert renewed.kinds.tolist() == own.kinds.tolist()
    assert not len(renewed.changed)
