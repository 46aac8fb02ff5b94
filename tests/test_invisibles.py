"""What cannot be seen: which of it goes, and which carries meaning."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import signs

from cleantext import Pipeline, Text, kinds, laws
from cleantext.filters.invisibles.damage import DAMAGES

ROOT = Path(__file__).parent.parent
INVISIBLES = Pipeline.named("invisibles")
clean = INVISIBLES.clean
SPARES = INVISIBLES.filters[0].spares
CLEAN = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*gold.txt"))]
SHAPES = pytest.mark.parametrize("shape", DAMAGES)

MEANT_ALONE = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}  # Arabic signs that show
SHOWN = {0x110BD, 0x110CD, *range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4)}  # and of others
SHOWN |= {*range(0x1D173, 0x1D17B), *range(0x2061, 0x2065)}  # music, operators


def expected(code: int) -> str:
    """What becomes of a code point among Han, by Unicode's categories."""
    sign, category = chr(code), unicodedata.category(chr(code))
    if sign in "\r\x0b\x85\u2028\u2029":
        return "\n"
    if category == "Zs" and sign not in " \u3000\u1680":
        return " "
    gone = category == "Cc" and sign not in "\n\t\x0c"
    gone |= category == "Cf" and code not in MEANT_ALONE | SHOWN
    gone |= sign in "\u180b\u180c\u180d\u180f\ufffe" or 0x206A <= code <= 0x206F
    gone |= code in range(0xE0020, 0xE0080)
    return "" if gone else sign


def test_every_code_point_among_han() -> None:
    codes = [code for code in range(kinds.EDGE_CODE) if not 0xD800 <= code < 0xE000]
    wrong = {
        hex(code)
        for code, doc in zip(
            codes, INVISIBLES.clean_many(f"的{chr(code)}的" for code in codes), strict=True
        )
        if doc != f"的{expected(code)}的" and not 0xFE00 <= code <= 0xFE0F
    }
    selectors = {hex(code) for code in range(0xE0100, 0xE01F0)}
    assert wrong <= selectors
    assert {clean(f"的{chr(code)}的") for code in (0xFE0E, 0xFE0F)} == {"的的"}
    assert {clean(f"a{chr(code)}a") for code in (0xFE00, 0xE0100)} == {"aa"}


@pytest.mark.parametrize(
    ("damaged", "gold"),
    [
        ("全\x00国\x00", "全国"),
        ("\ufeff全\ufeff国", "全国"),
        ("电\u00a0\u00a0记者", "电  记者"),
        ("第一章\u2002\u2002通则", "第一章  通则"),
        ("a\u00a0b", "a b"),
        ("共\u00a010\u00a0000\u00a0元", "共 10 000 元"),  # Chinese asks for no such blanks
        ("a\r\nb\rc\x0bd\x85e\u2028f\u2029g\x0ch", "a\nb\nc\nd\ne\nf\ng\x0ch"),
        ("a\r\r\nb", "a\n\nb"),
        ("well-\u00adknown", "well-known"),
        ("exam\u00ad\nple", "exam-\nple"),
        ("exam\x02\r\nple", "exam-\nple"),
        ("exam\ufffe", "exam"),
        ("\ufff9漢\ufffaかん\ufffb", "漢かん"),
        ("a\ufe0f，x\U000e0100", "a，x"),
        ("🏴\U000e0067\U000e0062", "🏴"),
        ("\U000e0001\U000e0065en", "en"),
        ("a\u200db \u200d🌈", "ab 🌈"),
        ("一\u200e二\u202a三", "一二三"),
        ("x\u180b\u180ey", "xy"),
    ],
)
def test_what_is_repaired(damaged: str, gold: str) -> None:
    assert clean(damaged) == gold


@pytest.mark.parametrize("spared", SPARES)
def test_what_is_spared(spared: str) -> None:
    laws.silence(INVISIBLES, [spared, f"{spared}\n", f"\n\n{spared}"])


def test_seeds_stay_but_for_two_blanks() -> None:
    laws.silence(INVISIBLES, CLEAN)
    indented = (ROOT / "seeds/indented-article.txt").read_bytes().decode("utf-8")
    assert clean(indented) == indented.replace("\u00a0", " ")
    assert len(INVISIBLES.explain(indented).trail()[0].edits) == 2


CODES = np.arange(kinds.EDGE_CODE, dtype=np.uint32)
STRAYS = "".join(map(chr, kinds.look_up(CODES).places(kinds.STRAY).tolist()))
NEIGHBOURS = st.sampled_from("全a.1 \r\n\t—»🏴🌈♀葛بمกᠮक\u200b\u200c\u200d\ufe0f\u2060\u00a0\u00ad")
texts = st.lists(st.text(NEIGHBOURS | st.sampled_from(STRAYS) | signs, max_size=20), max_size=4)


def once(docs: list[str]) -> None:
    """One pass leaves nothing to a second; a pipeline would hide it if it did."""
    (found,) = INVISIBLES.filters
    text = Text.of(docs)
    after = Text.of(found(text).apply(text).docs())
    assert not len(found(after)), after.docs()


@given(texts)
@settings(max_examples=max(settings().max_examples // 2, 1))
def test_laws_on_any_text(docs: list[str]) -> None:
    once(docs)
    laws.undo(INVISIBLES, docs)
    laws.batch(INVISIBLES, docs)
    laws.locality(INVISIBLES, docs)


clean_texts = st.text(st.sampled_from("全国人民abc.1 \n\t«»?—🌈بمกᠮक") | signs, max_size=20)


@SHAPES
@given(docs=st.lists(clean_texts, max_size=3), data=st.data())
@settings(max_examples=max(settings().max_examples // 6, 1))
def test_damage_is_healed(shape: str, docs: list[str], data: st.DataObject) -> None:
    docs = list(INVISIBLES.clean_many(docs))
    damage = DAMAGES[shape]
    laws.locality(damage, docs)
    groups = damage(Text.of(docs)).group.tolist()
    laws.round_trip(INVISIBLES, docs, damage)
    laws.round_trip(INVISIBLES, docs, damage, [g for g in groups if data.draw(st.booleans())])


@SHAPES
def test_damaged_seeds_are_healed(shape: str) -> None:
    laws.round_trip(INVISIBLES, CLEAN, DAMAGES[shape])


@pytest.mark.parametrize(
    "unit", ["\x00", "\r\n", "🏴\U000e007f", "ب\u200c", "全\u00a0", "a\u00ad\n"]
)
def test_time_is_linear(unit: str) -> None:
    laws.economy(INVISIBLES, lambda size: unit * (size // len(unit)), (30_000, 300_000), slack=1.6)
