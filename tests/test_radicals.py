"""Radicals, compatibility ideographs and ligatures: every one of them, and nothing else."""

from __future__ import annotations

import importlib.util
import sys
import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import signs

from cleantext import Pipeline, Text, kinds, laws
from cleantext.filters.radicals.damage import DAMAGES
from cleantext.filters.radicals.twins import twins

ROOT = Path(__file__).parent.parent
RADICALS = Pipeline.named("radicals")
clean = RADICALS.clean
SPARES = RADICALS.filters[0].spares
CLEAN = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*gold.txt"))]
SHAPES = pytest.mark.parametrize("shape", DAMAGES)
LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "ſt", "st"), strict=True))


@cache
def ucd() -> dict[str, str]:
    """The radicals of Unicode's own file, read as plainly as can be."""
    found = {}
    for line in (ROOT / "tables/EquivalentUnifiedIdeograph.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, target = line.partition("#")[0].split(";")
            first, _, last = codes.strip().partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                found[chr(code)] = chr(int(target, 16))
    return found


def ordinary(sign: str) -> str:
    """What this sign should become inside a word."""
    if unicodedata.name(sign, "").startswith(("KANGXI RADICAL", "CJK RADICAL")):
        return ucd().get(sign, sign)
    if unicodedata.name(sign, "").startswith("CJK COMPATIBILITY IDEOGRAPH"):
        return unicodedata.normalize("NFC", sign)
    return sign


def test_every_radical_by_unicodes_own_data() -> None:
    changed = {sign: clean(f"的{sign}的")[1:-1] for sign in ucd() if sign < "㇀"}
    assert changed == {sign: plain for sign, plain in ucd().items() if sign < "㇀"}
    assert sum("⼀" <= sign <= "⿕" for sign in changed) == 214
    assert sum(sign < "⼀" for sign in changed) == 114  # 115 less the one without equivalent
    assert clean("的⺀的") == "的⺀的"


def test_no_other_character_of_unicode_changes() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    cleaned = list(RADICALS.clean_many(f"的{sign}的" for sign in every))
    wrong = [
        sign
        for sign, doc in zip(every, cleaned, strict=True)
        if doc != f"的{ordinary(sign)}的"  # no letter beside it: a ligature stays
    ]
    assert not wrong
    lettered = RADICALS.clean_many(f"a{sign}a" for sign in every)
    changed = {
        sign: doc[1:-1] for sign, doc in zip(every, lettered, strict=True) if sign not in doc
    }
    assert changed == LIGATURES


def test_the_trait_is_what_changes() -> None:
    codes = np.arange(kinds.EDGE_CODE, dtype=np.uint32)
    found = {chr(code) for code in kinds.look_up(codes).places(kinds.TWIN).tolist()}
    assert found == {chr(code) for code in twins()[0].tolist()} | set(LIGATURES)


def test_the_table_is_what_its_script_writes() -> None:
    path = ROOT / "tables/radicals.py"
    spec = importlib.util.spec_from_file_location("tables_radicals", path)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.module() == script.TABLE.read_text("utf-8")


@pytest.mark.parametrize(
    ("damaged", "gold"),
    [
        ("⼈⼯智能", "人工智能"),
        ("今天是⼆⽉⼀⽇", "今天是二月一日"),
        ("2020年11⽉24⽇", "2020年11月24日"),
        ("お⾷べる⼈", "お食べる人"),
        ("⼀、总则\n⼆、⼈员的职责⼀览，⼆者", "一、总则\n二、人员的职责一览，二者"),
        ("发\uf98e展\U0002f804年", "发年展你年"),
        ("ﬁnd ﬂoor oﬃce eﬀect baﬄe", "find floor office effect baffle"),
        ("aﬁﬂb", "afiflb"),
    ],
)
def test_what_is_repaired(damaged: str, gold: str) -> None:
    assert clean(damaged) == gold


@pytest.mark.parametrize("spared", SPARES)
def test_what_is_spared(spared: str) -> None:
    laws.silence(RADICALS, [spared, f"{spared}\n", f"\n\n{spared}"])


def test_seeds_stay() -> None:
    laws.silence(RADICALS, CLEAN)


def test_a_text_about_radicals_stays_as_a_whole() -> None:
    about = "⼈部：人、亻、仁。\n⼊\n⼋\n⼌\n⼍\n"
    laws.silence(RADICALS, [about])
    laws.batch(RADICALS, [about, "⼈⼯智能\n⼊\n", about])


texts = st.lists(
    st.text(signs | st.sampled_from("的不人一二⼀⼁⼂⼈⼯\uf98e\uf967ﬁﬂfi12“”"), max_size=20),
    max_size=4,
)


def once(docs: list[str]) -> None:
    """One pass leaves nothing to a second; a pipeline would hide it if it did."""
    (found,) = RADICALS.filters
    text = Text.of(docs)
    after = Text.of(found(text).apply(text).docs())
    assert not len(found(after)), after.docs()


@given(texts)
@settings(max_examples=max(settings().max_examples // 2, 1))
def test_laws_on_any_text(docs: list[str]) -> None:
    once(docs)
    laws.undo(RADICALS, docs)
    laws.batch(RADICALS, docs)
    laws.locality(RADICALS, docs)


clean_texts = st.text(st.sampled_from("的不人一二工智年月日12，\n afilstſ"), max_size=30)


@SHAPES
@given(docs=st.lists(clean_texts, max_size=3), data=st.data())
@settings(max_examples=max(settings().max_examples // 6, 1))
def test_damage_is_healed(shape: str, docs: list[str], data: st.DataObject) -> None:
    damage = DAMAGES[shape]
    laws.locality(damage, docs)
    groups = damage(Text.of(docs)).group.tolist()
    laws.round_trip(RADICALS, docs, damage)
    laws.round_trip(RADICALS, docs, damage, [g for g in groups if data.draw(st.booleans())])


@SHAPES
def test_damaged_seeds_are_healed(shape: str) -> None:
    laws.round_trip(RADICALS, CLEAN, DAMAGES[shape])


@pytest.mark.parametrize("unit", ["⼈", "⼈1", "⼀⼁⼂", "的⼈", "ﬁ", "aﬁ", "“⼈”"])
def test_time_is_linear(unit: str) -> None:
    laws.economy(RADICALS, lambda size: unit * (size // len(unit)), (30_000, 300_000), slack=1.6)
