"""Letter-spacing: what is repaired, what is spared, and the laws."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from wounded import check_any, check_spared, check_wounds, gold_texts, passages, seed, wild

from cleantext import Pipeline
from cleantext.filters.letterspacing import letterspacing

clean = Pipeline((letterspacing,)).clean
ROWS = (
    "马文俊 金诃藏药股份有限公司产品研究员",
    "宗冰 亚洲硅业股份有限公司总工程师",
    "朱晓东 海西钢结构车间班组长",
)
LIST = "\n".join((*ROWS, "余芳 陶土公司工程师", ROWS[0]))
LATIN = ("ANNUAL REPORT OF THE COMPANY", "The harbour clock runs fast", "BOLD HEADING")


def test_the_magazine() -> None:
    raw = seed("qinghai-magazine.txt")
    names = [
        "宗 冰",
        "李 晶",
        "董 文",
        "岳 虹",
        "王 琳",
        "芦 彪",
        "安 君",
        "邵 勇",
        "扎 保",
        "扎 加",
    ]
    names += ["才 保", "多 旦", "王 斌", "靳 芳"]
    cleaned = clean(Pipeline.named("doubled").clean(raw))
    wanted = Pipeline.named("doubled").clean(raw)
    for name in names:
        assert wanted.count(name) == 1
        wanted = wanted.replace(name, name.replace(" ", ""))
    spread = ("动 模 范 是 我 今 生 最 大 的 荣", "为 行 动 ，听 党 话 、跟 党")
    for line in spread:
        wanted = wanted.replace(line, line.replace(" ", ""))
    assert cleaned == wanted


def test_gold_texts_stay_but_for_padded_names() -> None:
    for text in gold_texts():
        assert clean(text) == text.replace("\n马 骁 北坡", "\n马骁 北坡")


@pytest.mark.parametrize("spared", letterspacing.spares)
def test_what_is_spared(spared: str) -> None:
    check_spared(letterspacing, spared)


@pytest.mark.parametrize(
    ("raw", "gold"),
    [pytest.param(raw, gold, id=name) for name, raw, gold in wild("letterspacing")],
)
def test_wild_cases(raw: str, gold: str) -> None:
    assert clean(raw) == gold
    assert clean(f"{raw}\n") == f"{gold}\n"


@pytest.mark.parametrize("shape", letterspacing.damages)
def test_wounds_are_healed(shape: str) -> None:
    check_wounds(letterspacing, shape, passages((*ROWS, *LATIN, LIST)))


def test_the_second_line_of_a_spaced_heading_is_closed_whatever_signs_it_holds() -> None:
    first, below = "家 用 气 象 站 安 装 与 联", "本手册适用于型号为WS-210的气象站"
    assert clean(f"{first}\n网 手 册 （ V 2 . 3 ）\n{below}").split("\n")[1] == "网手册（V2.3）"
    for row in ("甲 A B C D", "A 班 B 班 C 班", "A B C D"):
        assert clean(f"{first}\n{row}\n{below}").split("\n")[1] == row
    assert (
        clean(f"{below}\n网 手 册 （ V 2 . 3 ）\n{below}").split("\n")[1]
        == "网 手 册 （ V 2 . 3 ）"
    )


def test_the_laws_on_any_text() -> None:
    tokens = st.sampled_from(
        [
            "动",
            "模",
            "范",
            "是",
            "我",
            "劳动",
            "模范",
            "，",
            "。",
            "（",
            "第一章",
            "王",
            "李晶（女）",
            "总工程师",
            "a",
            "e",
            "B",
            "word",
            "1",
            "2020",
            "あ",
            "가",
            "\n",
            "\r\n",
            "\x0c",
            "\u3000",
            "|",
        ]
    )
    parting = st.sampled_from([" ", " ", " ", "", "  ", "\u3000", "\t", "\n"])
    pairs = st.lists(st.tuples(tokens, parting), max_size=50)
    check_any(letterspacing, pairs.map(lambda drawn: "".join(map("".join, drawn))))
