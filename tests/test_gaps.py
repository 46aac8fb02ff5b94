"""Blanks between Han and digits: which go, what is spared, and the laws."""

from __future__ import annotations

import csv
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import batches
from wounded import check_spared, keeps_the_laws, sample_texts, seed

from cleantext import Pipeline, Text, laws
from cleantext.filters.gaps import DAMAGES

GAPS = Pipeline.named("gaps")
clean = GAPS.clean
SPARES = GAPS.filters[0].spares

SENTENCE = "从 2021年起，我省 35名同志、全国 1689名同志受到表彰，这是第 5次，共 804名先进工作者。"


def test_the_gaps_of_the_magazine() -> None:
    rows = csv.DictReader(
        seed("qinghai-magazine.lines.tsv").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    gold = {int(row["line"]) for row in rows if "space-han-digit" in row["notes"]}
    raw = seed("qinghai-magazine.txt")
    pairs = list(zip(raw.split("\n"), clean(raw).split("\n"), strict=True))
    changed = {at for at, (before, after) in enumerate(pairs, 1) if before != after}
    assert changed <= gold
    assert len(changed) >= len(gold) / 2  # in the others no comma stands before lines are joined
    assert all("".join(before.split()) == "".join(after.split()) for before, after in pairs)


def test_gold_texts_stay() -> None:
    laws.silence(GAPS, sample_texts())
    laws.silence(GAPS, [seed("qinghai-magazine.gold.txt"), seed("indented-article.txt")])


@pytest.mark.parametrize(
    "damaged",
    [
        SENTENCE,
        SENTENCE.replace(" ", "\u00a0"),
        f"{SENTENCE}会期 3 天。",
        f"{SENTENCE}约为 20%，比例高达 2∶1。",
        re.sub(r" (\d+)", r"\1 ", SENTENCE),
    ],
)
def test_what_goes(damaged: str) -> None:
    gold = "".join(damaged.split())
    assert clean(damaged) == gold
    assert clean(f"{damaged}\n梁伯安 1921—1937\n3 收费") == f"{gold}\n梁伯安 1921—1937\n3 收费"


@pytest.mark.parametrize("spared", SPARES)
def test_what_is_spared(spared: str) -> None:
    check_spared(GAPS.filters[0], spared)


def test_what_is_spared_stays_beside_wounded_documents() -> None:
    laws.batch(GAPS, [doc for spared in SPARES for doc in (spared, SENTENCE)])


def plain(text: str) -> int:
    """How many numbers between two Han have a blank before them only, by a pattern."""
    han = "[\u4e00-\u9fff]"
    number = r"[0-9][0-9.,:∶%％．－\-—～~]*"
    return sum(
        len(re.findall(rf"(?<={han})[ \u00a0](?={number}{han})", line))
        for line in re.split(r"[\n\f]", text)
        if re.search("[，。；！？]", line)
    )


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["人", "年 ", " 3", "21", "，", "。", "\n", "a", "  "]), max_size=40)
)
def test_fewer_than_enough_numbers_are_no_evidence(pieces: list[str]) -> None:
    text = "".join(pieces)
    if plain(text) < 5 and not re.search("[0-9] ", text):
        assert clean(text) == text


CLEAN = ("speech-tabs.gold.txt", "flattened-article.gold.txt", "qinghai-magazine.gold.txt")
paragraphs = [line for name in CLEAN for line in seed(name).split("\n") if re.search(r"\d", line)]
docs_of_seeds = st.lists(
    st.lists(st.sampled_from(paragraphs), max_size=12).map("\n".join), max_size=3
)


@pytest.mark.parametrize("name", DAMAGES)
@settings(max_examples=60)
@given(docs=docs_of_seeds)
def test_round_trip(name: str, docs: list[str]) -> None:
    laws.round_trip(GAPS, docs, DAMAGES[name])
    laws.locality(DAMAGES[name], docs)


@pytest.mark.parametrize("name", DAMAGES)
def test_every_damage_wounds(name: str) -> None:
    assert len(DAMAGES[name](Text.of(["\n".join(paragraphs)]))) >= 5


pieces = st.lists(
    st.sampled_from([SENTENCE, "会期 3 天。", "共 5", "\n", "\f", "12 人，", "1 "]), max_size=8
)


@settings(max_examples=150)
@given(batches | st.lists(pieces.map("".join), max_size=3))
def test_laws_on_any_text(docs: list[str]) -> None:
    keeps_the_laws(GAPS, docs)


@pytest.mark.parametrize("piece", [" ", "人 1", "1 人，", "1", "\n"])
def test_hostile_texts_are_read_in_no_time(piece: str) -> None:
    laws.economy(GAPS, lambda size: piece * (size // len(piece)), (50_000, 200_000), slack=2.5)
