"""Shards: what is repaired, what is spared, and the laws."""

from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import strategies as st
from wounded import check_any, check_spared, check_wounds, gold_texts, passages, seed, wild

from cleantext import Pipeline, Text, laws
from cleantext.filters.shards import shards
from cleantext.filters.shards.damage import _NUMBERED, _SHORT

clean = Pipeline((shards,)).clean


def test_the_magazine_and_gold_texts_stay() -> None:
    laws.silence(shards, [seed("qinghai-magazine.txt"), *gold_texts()])


@pytest.mark.parametrize("spared", shards.spares)
def test_what_is_spared(spared: str) -> None:
    check_spared(shards, spared)


@pytest.mark.parametrize(
    ("raw", "gold"), [pytest.param(raw, gold, id=name) for name, raw, gold in wild("shards")]
)
def test_wild_cases(raw: str, gold: str) -> None:
    assert clean(raw) == gold
    assert clean(raw.replace("\n", "\r\n")) == gold.replace("\n", "\r\n")


def is_plain(paragraph: str) -> bool:
    """Whether it leaves its document one that could be in shards; most passages hold others."""
    return not (_NUMBERED.match(paragraph) or _SHORT.match(paragraph))


@pytest.mark.parametrize("shape", ["runs", "glyphs"])
def test_wounds_are_healed(shape: str) -> None:
    check_wounds(shards, shape, passages() | passages(fit=is_plain))


def test_what_could_not_be_healed_is_no_wound() -> None:
    late = "早在20世纪30年代，为发展生产、武装自己，党在苏区开展了热火朝天的生产运动。"
    whole = "为发展生产、武装自己，党在苏区，开展了热火朝天的生产运动。"
    listed = [len(shards.damages["runs"](Text.of([doc]))) for doc in (late, whole, f"{whole}\n”")]
    assert [number > 0 for number in listed] == [False, True, False]


def test_a_line_that_ends_in_a_comma_before_shards_stays() -> None:
    shards_ = "家乡在春天里醒来\n，\n河水漫过了堤岸\n，\n雪落在旧屋顶\n，\n灯亮着\n。"
    assert clean(f"弟兄们，\n{shards_}") == "弟兄们，\n" + shards_.replace("\n", "")


ENGLISH = "the clock has been wrong for sixty years, and nobody remembers it was ever otherwise."
KOREAN = "도시는 아직 잠들어 있지만, 중앙시장의 골목은 이미 환하다. 배추를 실은 트럭이 두 번 온다."


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Text in lines of a page."""
    words = st.sampled_from(draw(st.sampled_from([ENGLISH, KOREAN])).split())
    said = draw(st.lists(words, min_size=60, max_size=120))
    return "\n".join(wrap(" ".join(said), draw(st.integers(30, 60)))[:-1])


def test_words_are_lines_again() -> None:
    check_wounds(shards, "words", pages())


def test_the_laws_on_any_text() -> None:
    runs = st.sampled_from(
        [
            "，",
            "，",
            "、",
            "。",
            "；",
            "：",
            "（",
            "）",
            "”",
            "“",
            "问",
            "答",
            "第三条",
            "（二）",
            "1.",
            "20",
            "年",
            "看",
            "近的",
            "时间太长了",
            "\u3000",
            " ",
            " 下文",
            "a",
            "Journal",
            "看近的时间太长。",
            "\x0c",
            "\n",
        ]
    )
    check_any(shards, st.lists(runs, max_size=40).map("\n".join))
