"""Text drawn twice: what is repaired, what is spared, and the laws on wounded and on any text."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import import_module
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import batches
from wounded import CLEAN, check_spared, check_wounds, keeps_the_laws, sample_texts, seed, wild

from cleantext import Pipeline, Text, laws
from cleantext.filters.doubled.damage import DAMAGES
from cleantext.text import Places

MODULE = import_module("cleantext.filters.doubled")
DOUBLED = Pipeline.named("doubled")
clean = DOUBLED.clean
(FILTER,) = DOUBLED.filters
SPARES = FILTER.spares

FLAT = ("speech-tabs.txt", "flattened-article.txt")


def squeezed(text: str) -> str:
    return "".join(text.split())


# The magazine, and text that is not damaged.


def test_the_magazine_line_by_line() -> None:
    rows = csv.DictReader(
        seed("qinghai-magazine.lines.tsv").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    gold = {int(row["line"]): row["text"] for row in rows if row["class"].startswith("doubled")}
    assert len(gold) == 184
    raw = seed("qinghai-magazine.txt")
    both = zip(raw.split("\n"), clean(raw).split("\n"), strict=True)
    for number, (before, after) in enumerate(both, 1):
        if number not in gold:
            assert after == before
        elif before == squeezed(before):
            assert after == gold[number]
        else:  # the blanks that remain are for other filters
            assert squeezed(after) == squeezed(gold[number])


@pytest.mark.parametrize("name", [*CLEAN, *FLAT])
def test_seeds_that_are_not_damaged_stay(name: str) -> None:
    assert clean(seed(name)) is seed(name)


def test_gold_texts_of_the_samples_stay() -> None:
    laws.silence(DOUBLED, sample_texts())


# What is spared.

WOUNDED = "年度报告年度报告，，20112011年年公司简介公司简介"


@pytest.mark.parametrize("spared", SPARES)
def test_what_is_spared(spared: str) -> None:
    check_spared(FILTER, spared)


def test_what_is_spared_stays_beside_wounded_documents() -> None:
    docs = [doc for spared in SPARES for doc in (spared, WOUNDED)]
    laws.silence(DOUBLED, SPARES)
    laws.batch(DOUBLED, docs)


# What is repaired.


@pytest.mark.parametrize(
    ("raw", "gold"), [pytest.param(raw, gold, id=name) for name, raw, gold in wild("doubled")]
)
def test_wild_cases(raw: str, gold: str) -> None:
    assert clean(raw) == gold
    assert clean(f"{raw}\n") == f"{gold}\n"


PROSE = squeezed(seed("flattened-article.gold.txt"))
BODY = [PROSE[at : at + 33] for at in range(0, 40 * 33, 33)]


@pytest.mark.parametrize(
    ("damaged", "gold"),
    [
        ("中华人民共和国国务院公报" * 2, "中华人民共和国国务院公报"),  # alone: from 11 Han
        ("会会议议讨讨论论通通过过了了文文件件", "会议讨论通过了文件"),
        ("项项目目名名称称：：由四川的公司负责", "项目名称：由四川的公司负责"),
    ],
)
@pytest.mark.parametrize("at", [0, 5, len(BODY)])
def test_one_line_in_a_clean_body(damaged: str, gold: str, at: int) -> None:
    before, after = BODY[:at], BODY[at:]
    assert clean("\n".join([*before, damaged, *after])) == "\n".join([*before, gold, *after])


def test_a_block_again() -> None:
    block = seed("indented-article.txt").split("\n")[2:18]
    assert clean("\n".join([*BODY, *block, *block])) == "\n".join([*BODY, *block])


@pytest.mark.parametrize("fold", [2, 3, 4])
def test_the_text_is_divided_by_the_fold_and_not_collapsed(fold: int) -> None:
    gold = "整整齐齐地排列在人人看得见的地方"
    assert clean("".join(sign * fold for sign in gold)) == gold


def test_what_was_drawn_four_times_is_no_sign_that_anything_was_drawn_twice() -> None:
    heading = re.sub(r"(\S)", r"\1\1\1\1", "声声慢秋词选注\n宋李清照")
    verse = "寻寻觅觅\n冷冷清清\n乍暖还寒时候\n最难将息"
    assert clean(f"{heading}\n{verse}") == f"声声慢秋词选注\n宋李清照\n{verse}"


def test_where_glyphs_are_drawn_again_so_are_marks() -> None:
    first, verse, last = "你说甜是有路的", "弯弯曲曲，断断续续", "走的人多了也好"
    drawn = [re.sub(r"(\S)", r"\1\1", line) for line in (first, last)]
    assert clean("\n".join([drawn[0], verse, drawn[1]])) == f"{first}\n{verse}\n{last}"


def test_a_year_beside_lines_drawn_again() -> None:
    lines = [
        "师生背着书箱，扛着黑板。",
        "走了整整二十二天，一路上课。",
        "建成实验楼和图书馆，藏书一万册。",
        "2020",
        "疫情期间停课不停学，老师们在家播课。",
    ]
    drawn = [line if line == "2020" else f"{line}\n{line}" for line in lines]
    assert clean("\n".join(drawn)) == "\n".join(lines)


def test_copies_that_begin_a_line_that_goes_on() -> None:
    runs = ["为了规范公共空间的使用与管理，", "护居民的共同利益，", "根据有关法规，", "定本办法。"]
    between = ["第一条　", "维\n", "", "制\n", ""]
    pairs = list(zip(between, runs, strict=False))
    raw = "".join(f"{before}{run}\n{run}" for before, run in pairs)
    assert clean(raw) == "".join(before + run for before, run in pairs)


def test_headings_drawn_as_lines_here_and_there() -> None:
    headings = ["山脚诗抄八首", "给一位养蜂人", "第二章　活动室", "第四章　附则", "春天来了"]
    pages = [[heading, *BODY[6 * n : 6 * n + 6]] for n, heading in enumerate(headings)]
    drawn = [[heading, *page] for heading, page in zip(headings, pages, strict=True)]
    gold, raw = ("\n".join("\n".join(page) for page in each) for each in (pages, drawn))
    assert clean(raw) == gold


def test_a_vertical_heading_beside_lines_drawn_by_glyph() -> None:
    raw = "第第一一章章总总则则规规定定\n第一条\n第第\n二二\n章章\n附附\n则则\n第四条\n闪闪\n烁烁"
    assert clean(raw) == "第一章总则规定\n第一条\n第\n二\n章\n附\n则\n第四条\n闪闪\n烁烁"


def test_a_page_drawn_twice_of_text_drawn_twice() -> None:
    gold = "年度报告，以及公司简介，\n主要业务，以及经营情况，\n财务状况，以及审计意见。"
    once = re.sub(r"(\w+|[，。])", r"\1\1", gold)
    assert clean(re.sub(r"(.+)", r"\1\1", once)) == gold


# What is known to fail.


@pytest.mark.xfail(reason="two layers shuffled into one another: what was where cannot be known")
def test_a_shuffle() -> None:
    assert clean("TThheed drrifitftd wwooodd") == "The driftwood"


@pytest.mark.xfail(reason="too short: clean text has such lines too")
@pytest.mark.parametrize("text", ["校歌", "石榴", "目录"])
@pytest.mark.parametrize("shape", ["{0}{0}", "{0}\n{0}"])
def test_a_lone_short_heading(text: str, shape: str) -> None:
    assert clean(shape.format(text)) == text


@pytest.mark.xfail(reason="four pairs occur in clean text: 红红火火恍恍惚惚")
def test_four_pairs_alone() -> None:
    assert clean("字字节节跳跳动动") == "字节跳动"


@pytest.mark.xfail(reason="the copy stands elsewhere, and may be a quotation")
def test_a_far_copy() -> None:
    first, second = BODY[:8], BODY[8:16]
    assert clean("\n".join([*first, *second, *first])) == "\n".join([*first, *second])


@pytest.mark.xfail(reason="the columns of one heading torn apart")
def test_torn_columns() -> None:
    assert clean("孩子近视了怎么\n孩子近视了怎\n办办") == "孩子近视了怎么办"


@pytest.mark.xfail(reason="the alphabet, four times each letter, or a made-up Base64")
def test_a_list_of_letters_on_purpose() -> None:
    assert clean("AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH") == "AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH"


# Found by the properties below.

FIRST_HEADING = "省委省政府高度重视劳模工作"
SECOND_HEADING = "省委省政府欢送我省全国劳动模范和先进工作者赴京受奖"


def test_natural_pairs_on_a_staircase() -> None:
    gold = "面对手里捧着的这一份沉甸甸的荣誉，我深感使命光荣"
    assert clean(re.sub(r"(.)", r"\1\n\1", gold)) == gold


def test_a_natural_pair_over_a_line_end() -> None:
    gold = "大力弘扬劳模精神和工匠精神，争取人\n人出彩，唱响新时代劳动者之歌"
    assert clean(re.sub(r"(\S)", r"\1\1", gold)) == gold


def test_lines_that_begin_alike() -> None:
    gold = f"{FIRST_HEADING}\n{SECOND_HEADING}"
    assert clean(re.sub(r"(.+)", r"\1\1", gold)) == gold


@pytest.mark.parametrize("parting", ["", "\n"])
def test_lines_that_end_alike(parting: str) -> None:
    lines = [
        "立足本职，爱岗奉献，争创一流，这是新时代劳动者的奋斗之美。",
        "2018年9月，他在辽宁考察，要求弘扬工匠精神，力争做出一流的产品。",
        "2019年9月，他在河南考察，指出制造业是实体经济的基础。",
        "2020年8月，他在安徽考察，企业劳动模范、工人代表热烈鼓掌。",
    ]
    assert clean("\n".join(f"{line}{parting}{line}" for line in lines)) == "\n".join(lines)


def test_one_long_line_three_times() -> None:
    gold = "奋进新征程，大力弘扬劳模精神、劳动精神、工匠精神，实现中华民族伟大复兴"
    assert clean(re.sub(r"(\w+|\W)", r"\1\1\1", gold)) == gold


def test_the_batch_does_not_decide_what_is_looked_at() -> None:
    gold = "奋进新征程，大力弘扬劳模精神、劳动精神、工匠精神，实现中华民族伟大复兴，好"
    laws.batch(DOUBLED, [re.sub(r"(\w+|\W)", r"\1\1\1", gold), "天天地地人人"])


@pytest.mark.parametrize("copy", [r"\1\1", r"\1\n\1"])
def test_a_natural_pair_over_a_line_end_in_a_long_text(copy: str) -> None:
    (line,) = (line for line in seed("indented-article.txt").split("\n") if "争取人人出彩" in line)
    gold = line.replace("人人出彩", "人\n人出彩")
    assert clean(re.sub(r"(\S)", copy, gold)) == gold


def test_a_salutation_that_comes_again() -> None:
    text = seed("qinghai-magazine.gold.txt")
    (found,) = re.finditer(r"同志们！\n(?:.+\n){4}同志们！\n光荣属于劳动者.+\n.+", text)
    lines = found[0].split("\n")
    wounded = [*lines]
    for at in (4, 7):  # among them the line before the second salutation
        wounded[at] = re.sub(r"(\w+|[^\w\s]+)", r"\1\1", lines[at])
    assert clean("\n".join(wounded)) == found[0]


def test_sums_over_other_documents_are_exact() -> None:
    before = "1a人1a人1a人1a人人人人人人人人人\n11人11人11人11人\n，，，，"
    laws.batch(DOUBLED, [before, "项项目目描描述述：：负负责责西西部部"])


# The laws, on text made of seeds.

LINES = [[line for line in seed(name).split("\n") if line.strip()] for name in CLEAN]


@cache
def printed(source: int, width: int) -> list[str]:
    """The lines of a seed as a page of this width would break them; words stay whole."""
    line = re.compile(rf".{{1,{width}}}(?![0-9A-Za-z])|.{{1,{width}}}")
    pieces = (piece for text in LINES[source] for piece in line.findall(text))
    return [piece for piece in pieces if piece.strip()]


@st.composite
def passages(draw: st.DrawFn) -> str:
    """Some lines of a seed, as paragraphs or as a page would break them."""
    source, width = draw(st.sampled_from(range(len(LINES)))), draw(st.sampled_from([0, 14, 18, 33]))
    lines = printed(source, width) if width else LINES[source]
    start = draw(st.integers(0, len(lines) - 1))
    count = draw(st.integers(3, 20 + 2 * width))
    return draw(st.sampled_from(["\n", "\n\n"])).join(lines[start : start + count])


def whole_documents(text: Text) -> tuple[Places, Places]:
    return text.edges[:-1] + 1, text.edges[1:]


def overlooks_nothing(pipeline: Pipeline, docs: list[str]) -> None:
    """What is repaired where whole documents are looked at is repaired where some lines are."""
    with patch.object(MODULE, "windows", whole_documents):
        wanted = [clean(doc) for doc in docs]
    assert [pipeline.explain(doc).text for doc in docs] == wanted


@pytest.mark.parametrize("shape", DAMAGES)
def test_wounds_are_healed(shape: str) -> None:
    check_wounds(FILTER, shape, passages(), overlooks_nothing, silent=True)


# The laws, on any text.

units = st.text("天地人和，“”ab1ー가", min_size=1, max_size=6)


@st.composite
def repetitive(draw: st.DrawFn) -> str:
    """Powers of a few units, and powers of these, with breaks and blanks anywhere."""
    few = draw(st.lists(units, min_size=1, max_size=5))
    powers = st.tuples(
        st.sampled_from(few),
        st.sampled_from([1, 2, 2, 2, 3, 4]),
        st.sampled_from(["", "", "", "\n", " "]),
        st.sampled_from(["", "", "\n", "\n\n", " "]),
    )
    parts = draw(st.lists(powers, max_size=24))
    text = "".join(parting.join([unit] * times) + end for unit, times, parting, end in parts)
    again = draw(st.sampled_from([1, 1, 1, 2, 3]))
    return draw(st.sampled_from(["", "\n"])).join([text] * again)


glyphwise = st.builds(
    lambda text, fold: re.sub(r"(\S)", r"\1" * fold, text),
    st.text("天地人和你我他是在有ab12，。\n ", max_size=40),
    st.sampled_from([2, 3, 4]),
)
rowwise = st.builds(
    lambda rows: "\n".join(row for row, times in rows for _ in range(times)),
    st.lists(st.tuples(units, st.integers(1, 4)), max_size=16),
)
tiny = st.text("天地\n ", max_size=60) | st.text("ab", max_size=60)


@given(batches)
@example(["", ""])
@example(["\n", "\0\0", "𠀀𠀀", "\ud800\ud800"])
def test_the_laws_on_any_text(docs: list[str]) -> None:
    keeps_the_laws(DOUBLED, docs)
    for damage in DAMAGES.values():
        laws.locality(damage, docs)


@given(st.lists(repetitive() | glyphwise | rowwise | tiny, min_size=1, max_size=3))
def test_the_laws_where_all_repeats(docs: list[str]) -> None:
    keeps_the_laws(DOUBLED, docs)
    for damage in DAMAGES.values():
        laws.locality(damage, docs)
