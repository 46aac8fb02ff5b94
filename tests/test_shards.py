"""Shards: what is repaired, what is spared, and the laws."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate
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


ARTICLE = [line for line in seed("flattened-article.gold.txt").split("\n") if len(line) > 120][:12]
STARTS_NO_LINE, ENDS_NO_LINE = "，、；：。！？”）》", "（“《"
RUN = re.compile(r"[0-9.]+|[，、；：。！？”）》（“《—]+|[^0-9.，、；：。！？”）》（“《—]+")


def in_runs(paragraphs: Iterable[str], column: int) -> str:
    """The runs of paragraphs set in a column of so many Han signs, the first line indented."""
    runs = list[str]()
    for paragraph in paragraphs:
        start, room = 0, 2 * column - 4
        while start < len(paragraph):
            wide = accumulate(1 if sign < "\u2000" else 2 for sign in paragraph[start:])
            stop = start + sum(each <= room for each in wide)
            while paragraph[stop : stop + 1] in STARTS_NO_LINE and stop < len(paragraph):
                stop += 1
            while paragraph[stop - 1] in ENDS_NO_LINE or paragraph[stop - 1 : stop + 1].isdigit():
                stop -= 1
                if not paragraph[stop : stop + 1]:
                    break
            runs += RUN.findall(paragraph[start:stop])
            start, room = stop, 2 * column
    return "\n".join(runs)


@pytest.mark.parametrize("column", [16, 17, 32, 36])
def test_the_column_tells_where_paragraphs_begin(column: int) -> None:
    assert clean(in_runs(ARTICLE, column)).split("\n") == ARTICLE


@pytest.mark.parametrize("column", range(13, 40))
def test_a_paragraph_that_fills_its_last_line_may_be_joined_to_the_next(column: int) -> None:
    found = clean(in_runs(ARTICLE, column))
    assert found.replace("\n", "") == "".join(ARTICLE)
    ends = set(accumulate(map(len, ARTICLE)))
    assert set(accumulate(map(len, found.split("\n")))) <= ends


def test_a_heading_without_a_mark_is_no_part_of_its_paragraph() -> None:
    one, other = ARTICLE[0], f"2024年，{ARTICLE[2]}"
    runs = "\n".join((in_runs([one], 20), "一封写给大海的信", in_runs([other], 20)))
    assert clean(runs) == f"{one}\n一封写给大海的信\n{other}"


@pytest.mark.xfail(reason="without a stop nothing tells that a line of verse ends", strict=True)
def test_verse_in_runs_becomes_its_lines() -> None:
    verse = "把一半白天，还给了黑夜\n剩下的我，分给两棵树\n一棵开着花，一棵还没有想好"
    runs = [run for line in verse.split("\n") for run in RUN.findall(line)]
    assert clean("\n".join(runs)) == verse


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
