"""Half and full width: what is repaired, what is spared, and the laws."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import signs
from wounded import (
    check_damage,
    check_settled,
    check_spared,
    check_time,
    seed,
    settles_at_once,
)

from cleantext import Pipeline, Text, kinds, laws
from cleantext.filters.width import kana, marks, wide
from cleantext.filters.width.damage import DAMAGES

ROOT = Path(__file__).parent.parent
WIDTH = Pipeline.named("width")
clean = WIDTH.clean
(FILTER,) = WIDTH.filters
SHAPES = pytest.mark.parametrize("shape", DAMAGES)
FULL = "，这里写全角标点。真的，是这样！"


CLEAN = [
    seed("qinghai-magazine.gold.txt"),
    seed("flattened-article.gold.txt"),
    seed("indented-article.txt"),
    seed("newspaper-page.txt"),
]


@pytest.mark.parametrize(
    ("damaged", "gold"),
    [
        ("要求,建立制度，推动", "要求，建立制度，推动"),
        ("尽绵薄之力!\n好，好。", "尽绵薄之力！\n好，好。"),
        ("真的吗?”他问，好。", "真的吗？”他问，好。"),
        ("他说:“好。”对，好", "他说：“好。”对，好"),
        ("甲方:乙方;丙方，好。完，", "甲方：乙方；丙方，好。完，"),
        ("今天很好.他来了，坐下。", "今天很好。他来了，坐下。"),
        ("中国(上海)自由，贸易。", "中国（上海）自由，贸易。"),
        ("中国 (上海) 自由，贸易。", "中国（上海）自由，贸易。"),
        ("中国(上海(浦东)区)自由，贸易，好。", "中国（上海（浦东）区）自由，贸易，好。"),
        ("(上)\n近视，好不好。对，是", "（上）\n近视，好不好。对，是"),
        ("(上海),他来，好，是。", "（上海），他来，好，是。"),
        ("问: 孩子。答: 不，不会，对。", "问：孩子。答：不，不会，对。"),
        ("２０２０年，Ａ股ＱＱ", "2020年，A股QQ"),
        ("ＡＢＣ１２３ｘｙｚ", "ABC123xyz"),
        ("中国梦・劳动美，中国•北京，甲･乙", "中国梦·劳动美，中国·北京，甲·乙"),
        ("ﾌﾟﾛｸﾞﾗﾑ｢ﾃﾞｰﾀ｣､ｳﾞｧ｡", "プログラム「データ」、ヴァ。"),
        ("第ｱ項 ｶﾞ カﾞ ﾊﾟ ｱﾞｲ", "第ア項 ガ ガ パ ア゛イ"),
        ("ｶﾀｶﾅ・ｶﾞｷﾞ", "カタカナ・ガギ"),
    ],
)
def test_what_is_repaired(damaged: str, gold: str) -> None:
    assert clean(damaged) == gold


@pytest.mark.parametrize("spared", FILTER.spares)
def test_what_is_spared(spared: str) -> None:
    check_spared(FILTER, spared)


def test_seeds_change_in_two_marks_alone() -> None:
    laws.silence(WIDTH, CLEAN)
    raw = seed("qinghai-magazine.txt")
    changes = [change for step in WIDTH.explain(raw).trail() for change in step]
    assert [(change.before, change.after) for change in changes] == [("!", "！"), (",", "，")]


def test_every_full_width_letter_and_digit() -> None:
    codes = np.arange(0xFF01, 0xFFEF, dtype=np.uint32)
    for sign in map(chr, codes[wide.LETTERS.hold(codes)].tolist()):
        assert clean(f"第{sign}号") == f"第{unicodedata.normalize('NFKC', sign)}号"
    for sign in map(chr, codes[~wide.LETTERS.hold(codes)].tolist()):
        assert clean(f"a{sign}b") == f"a{sign}b"


def test_one_kana_twice_is_no_word_to_wound() -> None:
    assert not len(DAMAGES["half-width kana"](Text.of(["カカ"])))


def test_every_half_width_kana() -> None:
    for at, full in enumerate(kana.FULL):
        half = chr(kana.FIRST + at)
        assert clean(f"ｱ{half}ｲ") == f"ア{full}イ"
        for sign, combining in (("ﾞ", "\u3099"), ("ﾟ", "\u309a")):
            whole = unicodedata.normalize("NFC", full + combining)
            if len(whole) == 1 and full not in "゛゜":
                assert clean(f"ｱ{half}{sign}") == f"ア{whole}"
                assert clean(f"{full}{sign}") == whole


def test_the_trait_is_what_may_change() -> None:
    codes = np.arange(kinds.EDGE_CODE, dtype=np.uint32)
    every = wide.LETTERS.hold(codes) | wide.DOTS.hold(codes)
    every |= (codes >= kana.FIRST) & (codes < kana.FIRST + len(kana.FULL))
    assert kinds.look_up(codes).places(kinds.WIDE).tolist() == np.flatnonzero(every).tolist()


def test_documents_do_not_share_evidence() -> None:
    docs = ["你好,世界", "你好，世界。是，不是。", "你好,世界，是。", "ＮＨＫは", "ＮＨＫ"]
    assert list(WIDTH.clean_many(docs)) == [*docs[:2], "你好，世界，是。", "ＮＨＫは", "NHK"]
    laws.batch(WIDTH, docs)


@given(st.lists(st.text("中，a,.()!9 \n\0?:;", max_size=30), max_size=3))
def test_half_marks_beside_han(docs: list[str]) -> None:
    text = Text.of(docs)
    plain = [
        edge + 1 + at
        for edge, doc in zip(text.edges.tolist(), docs, strict=False)
        for at, sign in enumerate(doc)
        if sign in ",.:;?!()" and "中" in doc[max(at - 1, 0) : at + 2]
    ]
    assert marks.half_marks(text).tolist() == plain


MIXED = st.sampled_from("中国一约翰，。！（）“”,.:;?!() \nＡ１ａ1=・•·ｶﾞﾟｰカの･")
texts = st.lists(st.text(MIXED | signs, max_size=25), max_size=4)


def test_laws_on_any_text() -> None:
    check_settled(FILTER, texts)


@given(st.lists(st.text("中国，。（）,.!() \n“A=", max_size=30), max_size=3))
def test_marks_are_settled_at_once(docs: list[str]) -> None:
    settles_at_once(FILTER, [doc + FULL for doc in docs])


clean_texts = st.text(
    st.sampled_from("中国人民一约翰的是有，，，。。！：（）“”,.() \naB12=·カタガパヴーの"),
    max_size=40,
)


@SHAPES
def test_damage_is_healed(shape: str) -> None:
    docs = st.lists(clean_texts, max_size=3)
    check_damage(FILTER, shape, docs.map(WIDTH.clean_many).map(list))


@SHAPES
def test_damaged_seeds_are_healed(shape: str) -> None:
    laws.round_trip(WIDTH, CLEAN, DAMAGES[shape])


def test_damage_is_no_idle_word() -> None:
    for shape in ("half-width marks", "half-width marks and a blank", "full-width letters"):
        assert len(DAMAGES[shape](Text.of(CLEAN[:1]))) > 20
    assert len(DAMAGES["bullets"](Text.of(CLEAN[:1])))
    assert len(DAMAGES["half-width kana"](Text.of(["カタカナのデータ"]))) == 2
    assert len(DAMAGES["half-width brackets"](Text.of(["中国（上海）自由，" * 9]))) > 2


@pytest.mark.parametrize(
    "unit", ["中,", "中，国,", "(中)", "（", "Ａ", "ｶﾞ", "中・", "，", "中,\n，"]
)
def test_time_is_linear(unit: str) -> None:
    check_time(FILTER, unit)
