"""The kernels of `wraps`, each against a plain oracle."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Text
from cleantext.filters.wraps.around import Surroundings, returning
from cleantext.filters.wraps.evidence import Evidence
from cleantext.filters.wraps.judge import (
    COMPANY,
    NEAR,
    THROUGHOUT,
    WRAPPED,
    Amount,
    in_company,
    looks,
)
from cleantext.filters.wraps.pairs import PAIRS as EVERY_PAIR
from cleantext.filters.wraps.pairs import SIZES
from cleantext.filters.wraps.pieces import LONG
from cleantext.filters.wraps.weighing import MOST, Weighing
from cleantext.lines import Lines

lengths = st.lists(st.integers(1, 5), min_size=1, max_size=5)  # lines of each document
few = st.integers(0, 3)


def documents(lengths: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.repeat(np.arange(len(lengths)), lengths)


@given(lengths, st.data())
def test_words_return_in_their_own_document_only(lengths: list[int], data: st.DataObject) -> None:
    doc = documents(lengths)
    rows = data.draw(st.lists(st.tuples(few, few), min_size=len(doc), max_size=len(doc)))
    marked = list(zip(doc.tolist(), rows, strict=True))
    found = returning(doc, np.array(rows, np.uint32))
    assert found.tolist() == [int(marked.count(row) > 1) for row in marked]


@given(lengths, st.integers(-3, 3).filter(bool), st.data())
def test_a_neighbour_is_of_the_same_document(
    lengths: list[int], by: int, data: st.DataObject
) -> None:
    doc = documents(lengths)
    column = data.draw(st.lists(few, min_size=len(doc), max_size=len(doc)))
    plain = [
        column[at + by] if 0 <= at + by < len(doc) and doc[at] == doc[at + by] else 9
        for at in range(len(doc))
    ]
    for kind in (np.int8, np.int64):
        found = Surroundings(doc).beside(np.array(column, kind), by, 9)
        assert found.tolist() == plain
        assert found.dtype == kind


@given(lengths, st.data())
def test_sums_are_of_the_lines_near(lengths: list[int], data: st.DataObject) -> None:
    doc = documents(lengths)
    column = data.draw(st.lists(few, min_size=len(doc), max_size=len(doc)))
    ends = np.cumsum([0, *lengths]).tolist()
    plain = [
        sum(column[max(at - 8, first) : min(at + 9, stop)])
        for first, stop in pairwise(ends)
        for at in range(first, stop)
    ]
    assert Surroundings(doc).sum(np.array(column)).tolist() == plain


NAMES = ("here", "gap", "tail", "known", "end")
PAIRS = (("here", "gap"), ("tail", "here"), ("known", "tail"), ("gap", "known"), ("end", "here"))


@given(st.integers(1, 9), st.data())
def test_tables_of_several_clues_sum_the_weights_of_their_pairs(
    lines: int, data: st.DataObject
) -> None:
    chance = np.random.default_rng(data.draw(st.integers(0, 1 << 30)))
    weights = {
        f"{one} {other}": chance.integers(-999, 999, SIZES[one] * SIZES[other]).astype(np.int32)
        for one, other in PAIRS
    }
    weights["bias"] = np.array([7], np.int32)
    clues = {name: chance.integers(0, SIZES[name], lines) for name in NAMES}
    plain = [
        7 + sum(int(weights[f"{a} {b}"][clues[a][at] * SIZES[b] + clues[b][at]]) for a, b in PAIRS)
        for at in range(lines)
    ]
    assert Weighing.of(PAIRS, weights).total(clues).tolist() == plain


def test_tables_are_fewer_than_pairs_and_small() -> None:
    first, _ = looks()
    assert len(first.tables) < len(EVERY_PAIR) / 2
    assert max(len(table.weights) for table in first.tables) <= MOST


def evidence_of(*documents: str) -> Evidence:
    lines = Lines.of(Text.of(documents))
    return Evidence(lines, np.arange(len(lines)))


@given(st.text("aZ7./:,_%", max_size=2 * LONG), st.sampled_from("- 年，"))
def test_no_line_is_broken_inside_a_word_or_an_address(word: str, end: str) -> None:
    found = evidence_of(f"w{word}{end}下载。")
    comma = end == "，"  # which begins no line
    assert found.unit.tolist() == [min(len(word) + 1 + comma, LONG) + 1]


@given(st.lists(st.text("国カ한aB7（《“）》”，。：-—/", min_size=1, max_size=12), max_size=6))
def test_what_cannot_be_cut_is_as_wide_as_its_signs(lines: list[str]) -> None:
    assert evidence_of("\n".join(["国", *lines])).unit.tolist() == [2, *map(uncut, lines)]


def uncut(line: str) -> int:
    """How wide the first piece of a line is, sign by sign."""
    closing, dash = "）》”，。：", "—"
    spelled = line[0] in "한aB7"
    width = 1 + (not line[0].isascii()) + spelled
    for one, other in pairwise(line):
        letters = one in "한aB7" and other in "한aB7"
        number = {one, other} == {"7", dash}
        address = spelled and one in "aB7/" and other in "aB7/"
        if not (one in "（《“" or other in closing or letters or number or address):
            break
        width += 1 + (not other.isascii() and other not in closing)
    return width


@given(st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=20), min_size=1, max_size=3))
def test_what_a_line_lacks_is_told_by_the_full_lines_near(documents: list[list[int]]) -> None:
    evidence = evidence_of(*("\n".join("国" * size for size in each) for each in documents))
    column = np.full(len(evidence.doc), 80, np.int16)
    missing, next_missing = evidence._missing(column)  # noqa: SLF001
    plain = []
    for sizes in documents:
        for at, size in enumerate(sizes):
            near = sorted(sizes[max(at - 6, 0) : at + 7])
            full = 2 * near[-2] if len(near) > 1 else None
            after = sizes[at + 1] if at + 1 < len(sizes) else 0
            plain.append(full is not None and (full - 2 * size, full - 2 * after))
    known = zip(missing.tolist(), next_missing.tolist(), plain, strict=True)
    assert all((lacks, after) == told if told else lacks < -1000 for lacks, after, told in known)


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=60), min_size=1, max_size=3))
def test_lines_are_joined_in_company_or_where_all_are(documents: list[list[bool]]) -> None:
    evidence = evidence_of(*("\n".join(["国" * 20] * len(likely)) for likely in documents))
    found = in_company(evidence, np.array([each for likely in documents for each in likely]))

    def enough(likely: list[bool], least: Amount) -> bool:
        open_ = likely[:-1]  # the last line has none to go on in
        return sum(likely) >= least.joins and sum(open_) >= least.share * len(open_)

    plain = [
        each
        and (
            (sum(likely[max(at - NEAR, 0) : at + NEAR + 1]) >= COMPANY and enough(likely, WRAPPED))
            or enough(likely, THROUGHOUT)
        )
        for likely in documents
        for at, each in enumerate(likely)
    ]
    assert found.tolist() == plain
