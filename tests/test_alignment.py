"""Alignment against a slow one, over texts with many coincidences."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slow import distance, in_common, paragraphs
from strategies import texts

from cleantext.alignment import align, aligner
from cleantext.alignment.runs import Alignment
from cleantext.alignment.signs import Signs


def check(found: Alignment, gold: Signs, text: Signs) -> None:
    """Runs are what they say they are, in order, and the gaps are the rest."""
    runs = list(zip(found.gold.tolist(), found.text.tolist(), found.size.tolist(), strict=True))
    for at, to, size in runs:
        assert size > 0
        assert gold.string[at : at + size] == text.string[to : to + size]
    for (at, to, size), (next_at, next_to, _) in pairwise(runs):
        assert at + size <= next_at
        assert to + size <= next_to
        assert (at + size, to + size) != (next_at, next_to)
    sizes = [(g.gold_stop - g.gold_start, g.text_stop - g.text_start) for g in found.gaps()]
    assert found.lost == sum(lost for lost, _ in sizes)
    assert found.stray == sum(stray for _, stray in sizes)
    assert found.errors == sum(map(max, sizes))


@given(texts)
def test_signs_are_what_shows(source: str) -> None:
    signs = Signs.of(source)
    assert signs.paragraphs() == paragraphs(source)
    assert signs.string == "".join(source[at] for at in signs.at.tolist())
    assert signs.string == "".join(paragraphs(source))
    assert len(signs.breaks) == max(len(paragraphs(source)) - 1, 0)


@given(texts, texts)
def test_short_texts_are_aligned_as_cheaply_as_can_be(one: str, other: str) -> None:
    gold, text = Signs.of(one), Signs.of(other)
    found = align(gold, text)
    check(found, gold, text)
    assert found.errors == distance(gold.string, text.string)
    most = align(gold, text, "LCSseq")
    check(most, gold, text)
    assert most.matched == in_common(gold.string, text.string)


@given(texts, texts)
def test_long_texts_are_cut_at_what_occurs_once(one: str, other: str) -> None:
    gold, text = Signs.of(one), Signs.of(other)
    with patch.multiple(aligner, CELLS=4, SLICE=6, GRAMS=(4, 2)):
        found = align(gold, text)
    check(found, gold, text)
    assert found.errors >= distance(gold.string, text.string)
    if gold.string == text.string:
        assert found.errors == 0


def test_a_long_text_loses_nothing_by_being_cut() -> None:
    chance = random.Random(1)
    signs = [chr(chance.randrange(0x4E00, 0x5200)) for _ in range(120_000)]
    damaged = list(signs)
    for at in range(500, len(signs), 1000):
        damaged[at : at + chance.randrange(3)] = "x" * chance.randrange(1, 3)
    gold, text = Signs.of("".join(signs)), Signs.of("".join(damaged))
    assert len(gold) * len(text) > aligner.CELLS
    found = align(gold, text)
    check(found, gold, text)
    assert found.errors == sum(
        max(g.gold_stop - g.gold_start, g.text_stop - g.text_start) for g in found.gaps()
    )
    assert "x" not in "".join(
        text.string[at : at + size]
        for at, size in zip(found.text.tolist(), found.size.tolist(), strict=True)
    )
    assert found.lost <= 2 * 120


def test_hostile_long_texts_end_soon() -> None:
    size = 60_000
    for one, other in (("a" * size, "a" * (size - 99)), ("ab" * size, "ba" * size)):
        found = align(Signs.of(one), Signs.of(other))
        assert found.errors <= 200


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=8))
def test_the_heaviest_rising_values(pairs: list[tuple[int, int]]) -> None:
    known = dict(pairs)
    values, weights = list(known), list(known.values())
    found = aligner.heaviest(values, weights)
    assert all(one < other and values[one] < values[other] for one, other in pairwise(found))
    rising = [
        sum(weights[at] for at in chosen)
        for size in range(len(values) + 1)
        for chosen in combinations(range(len(values)), size)
        if all(values[one] < values[other] for one, other in pairwise(chosen))
    ]
    assert sum(weights[at] for at in found) == max(rising)


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("人民\n人民\n人大", "人民"),  # a whole line, not 民⏎人 across a break
        ("人民\n人人大", "人"),
        ("人民\n人12\n人大", "人12"),
        ("人民\n12民\n人大", "12民"),
    ],
)
def test_a_gap_stands_where_the_breaks_agree(text: str, stray: str) -> None:
    gold, signs = Signs.of("人民\n人大"), Signs.of(text)
    (gap,) = align(gold, signs).gaps()
    assert signs.string[gap.text_start : gap.text_stop] == stray
    assert gold.edge[gap.gold_start]


def test_a_match_scattered_over_stray_text_stands_together() -> None:
    gold = Signs.of("甲乙丙\n全国劳动模范")
    text = Signs.of("甲乙丙\n全市国庆劳务\n全国劳动模范")
    (gap,) = align(gold, text).gaps()
    assert text.string[gap.text_start : gap.text_stop] == "全市国庆劳务"
