"""Vertical headings: what is repaired, what is spared, and the laws."""

from __future__ import annotations

import csv

import pytest
from hypothesis import strategies as st
from wounded import check_any, check_spared, check_wounds, gold_texts, passages, seed, wild

from cleantext import Pipeline, laws
from cleantext.filters.vertical import vertical

clean = Pipeline((vertical,)).clean
HEADINGS = (
    "省委省政府高度重视劳模工作",
    "全国劳动模范",
    "全国先进工作者",
    "深入学习贯彻重要讲话精神",
    "建设时期（1961—1990年）",
    "开放时期（1991年以后）",
)


def test_the_headings_of_the_magazine() -> None:
    raw = seed("qinghai-magazine.txt")
    rows = csv.DictReader(
        seed("qinghai-magazine.lines.tsv").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    lines = raw.split("\n")
    wanted, heading = raw, ""
    for row in rows:
        if row["class"] == "vertical":
            heading += row["text"]
            if row["next"] == "BREAK":
                at = int(row["line"])
                first = at - 1
                while "".join(lines[first:at]).replace(" ", "") != heading:
                    first -= 1
                column = "\n".join(lines[first:at])
                assert wanted.count(column) == 1
                wanted = wanted.replace(column, " " * column.startswith(" ") + heading)
                heading = ""
    assert raw.count("\n") - wanted.count("\n") == 26
    assert clean(raw) == wanted


def test_gold_texts_stay() -> None:
    laws.silence(vertical, gold_texts())


@pytest.mark.parametrize("spared", vertical.spares)
def test_what_is_spared(spared: str) -> None:
    check_spared(vertical, spared)


@pytest.mark.parametrize(
    ("raw", "gold"), [pytest.param(raw, gold, id=name) for name, raw, gold in wild("vertical")]
)
def test_wild_cases(raw: str, gold: str) -> None:
    assert clean(raw) == gold
    assert clean(raw.replace("\n", "\r\n")) == gold.replace("\n", "\r\n")


def test_a_heading_behind_a_paragraph_that_begins_in_mid_sentence() -> None:
    before = "，王建军在欢送仪式上指出“民族需要英雄，时代需要楷模”。"
    after = "全国劳动模范和先进工作者表彰大会二十四日上午在北京人民大会堂隆重举行。"
    column = "\n".join(HEADINGS[0])
    assert clean(f"{before}\n{column}\n{after}") == f"{before}\n{HEADINGS[0]}\n{after}"


@pytest.mark.parametrize("between", ["\n\n\n", "\n\f", "\n\n\f\n"])
def test_a_heading_goes_on_behind_a_sign_that_opens(between: str) -> None:
    prose = "今天，全国劳动模范和先进工作者表彰大会在北京人民大会堂隆重举行。\n"
    first, second = "\n".join("建设时期（"), "\n".join("1961年）")
    assert (
        clean(f"{prose}{first}{between}{second}\n{prose}") == f"{prose}建设时期（1961年）\n{prose}"
    )
    parted = "\n".join("建设时期") + between + "\n".join("劳动模范")
    assert "\n" in clean(f"{prose}{parted}\n{prose}").removeprefix(prose).removesuffix(f"\n{prose}")


@pytest.mark.xfail(reason="a line of one character behind a heading could be its end")
def test_a_short_line_behind_a_heading() -> None:
    assert clean("四\n、\n雪\n落\n下\n来\n雪\n落下来\n") == "四、雪落下来\n雪\n落下来\n"


@pytest.mark.parametrize("shape", vertical.damages)
def test_wounds_are_healed(shape: str) -> None:
    check_wounds(vertical, shape, passages(HEADINGS))


def test_the_laws_on_any_text() -> None:
    signs = st.sampled_from("劳动模范工作者一二三、，。（）：123年a あ\f\r\u3000" + "\n" * 24)
    lines = st.sampled_from(
        ["全国劳动模范和先进工作者表彰大会在北京隆重举行。", "劳动模范", "工作者"]
    )
    check_any(vertical, st.lists(signs | lines, max_size=60).map("".join))
