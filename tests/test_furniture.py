"""Page numbers and running heads: what goes, what is spared, and the laws."""

from __future__ import annotations

import csv
import re

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from strategies import batches
from wounded import CLEAN, check_spared, keeps_the_laws, sample_texts, seed

from cleantext import Pipeline, Text, explain, laws
from cleantext.filters.furniture import candidates, numbers, numerals
from cleantext.filters.furniture.damage import DAMAGES
from cleantext.lines import Lines

FURNITURE = Pipeline.named("furniture")
BOTH = Pipeline.named("doubled", "furniture")
clean = FURNITURE.clean
SPARES = FURNITURE.filters[0].spares


def removed(pipeline: Pipeline, text: str) -> list[str]:
    steps = [step for step in pipeline.explain(text).trail() if step.filter == "furniture"]
    return [change.before.strip() for step in steps for change in step]


# The magazine and the samples.


def test_the_magazine_loses_its_two_page_numbers_and_nothing_else() -> None:
    rows = csv.DictReader(
        seed("qinghai-magazine.lines.tsv").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    raw = seed("qinghai-magazine.txt").split("\n")
    wanted = [raw[int(row["line"]) - 1] for row in rows if row["class"] == "page-number"]
    assert removed(BOTH, seed("qinghai-magazine.txt")) == wanted == ["09", "13"]


def test_gold_texts_of_the_samples_stay() -> None:
    laws.silence(FURNITURE, sample_texts())


@pytest.mark.parametrize("name", CLEAN)
def test_seeds_without_furniture_stay(name: str) -> None:
    assert clean(seed(name)) is seed(name)


# What goes.

PROSE = re.sub(r"[\s\d]", "", seed("flattened-article.gold.txt"))
WIDTH, LONG = 30, 8
LINES = [PROSE[at : at + WIDTH] for at in range(0, 50 * LONG * WIDTH, WIDTH)]
# Pages that break off in mid-sentence.
PAGES = ["\n".join(LINES[at : at + LONG]) for at in range(0, len(LINES) - LONG, LONG)]
PAGES = [page for page in PAGES if page[-1].isalpha()]


def pages(*between: str) -> tuple[str, str]:
    """Pages with this between them and behind the last, and the same pages without."""
    used = PAGES[: len(between)]
    return "".join(page + each for page, each in zip(used, between, strict=True)), "\n".join(used)


@pytest.mark.parametrize(
    "between",
    [
        ("\n12\n", "\n13\n", "\n14"),
        ("\n09\n", "\n10\n", "\n11"),
        ("\n- 12 -\n", "\n- 13 -\n", "\n- 14 -"),
        ("\n—12—\n", "\n—13—\n", "\n—14—"),
        ("\n·12·\n", "\n·13·\n", "\n·14·"),
        ("\n第 12 页 共 30 页\n", "\n第 13 页 共 30 页\n", "\n第 14 页 共 30 页"),
        ("\n共30页 第12页\n", "\n共30页 第13页\n", "\n共30页 第14页"),
        ("\n第十二页\n", "\n第十三页\n", "\n第十四页"),
        ("\n12/30\n", "\n13/30\n", "\n14/30"),
        ("\nPage 12 of 30\n", "\nPage 13 of 30\n", "\nPage 14 of 30"),
        ("\nxii\n", "\nxiii\n", "\nxiv"),
        ("\n１２\n", "\n１３\n", "\n１４"),
        ("\n〔12〕\n", "\n〔13〕\n", "\n〔14〕"),
        ("\nP012\n", "\nP013\n", "\nP014"),
        ("\n—\n3\n—\n", "\n—\n4\n—\n", "\n—\n5\n—"),
        ("\n12\n长河月刊\n", "\n13\n长河月刊\n", "\n14"),
        ("\n12\n长河\n文丛\n", "\n13\n长河\n文丛\n", "\n14"),
        ("\n12\n长河月刊\n", "\n13\n春天的账本\n", "\n14\n长河月刊\n", "\n15"),
        ("\n长河月刊　12\n", "\n13　长河月刊\n", "\n长河月刊　14"),
        ("\n总第220期　本刊专稿　第 11 页\n", "\n第 12 页　《长河》第2期\n", "\n第 13 页"),
        ("\n12\n2020·11\n", "\n13\nJournal of Plain Texts\n", "\n14"),
        ("\n12/64长河月刊\n", "\n长河文丛的一个很长很长的名字13/64\n", "\n14/64"),
        ("\n12/64 长河月刊\n", "\n长河文丛　\n13/64\n", "\n14/64"),
    ],
)
def test_what_goes(between: tuple[str, ...]) -> None:
    damaged, gold = pages(*between)
    assert clean(damaged) == gold
    assert clean(damaged.replace("\n", "\r\n")) == gold.replace("\n", "\r\n")


def test_form_feeds_and_one_gap_stay() -> None:
    damaged, _ = pages("\n\n12\n\n\f长河月刊\n\n", "\n\n13\n\n\f长河月刊\n\n", "\n\n14\n\n\f")
    assert clean(damaged) == "{}\n\n\f{}\n\n\f{}\n\n\f".format(*PAGES)


def test_of_the_gaps_around_a_number_the_smallest_stays() -> None:
    damaged, gold = pages("\n12\n\n\n", "\n13\n\n\n", "\n14\n")
    assert clean(damaged) == f"{gold}\n"


def test_numbers_keep_step_with_form_feeds_where_pages_have_none() -> None:
    damaged, _ = pages("\n12\n\f", "\n\f", "\n14\n\f", "\n\f", "\n16\n\f")
    assert removed(FURNITURE, damaged) == ["12", "14", "16"]


def test_a_title_that_is_repeated_at_the_head_of_pages_stays_once() -> None:
    head = "长河中学大事记"
    damaged, gold = pages(f"\n1\n{head}\n", f"\n2\n{head}\n", "\n3")
    assert clean(f"{head}\n{damaged}") == f"{head}\n{gold}"


TITLE = f"{PROSE[:4]}的{PROSE[40:44]}"  # its words stand in the text


@pytest.mark.parametrize(
    ("head", "between"),
    [
        ("卷首·随笔", ("\n12\n卷首·随笔\n", "\n13\n卷首·随笔\n", "\n14")),
        ("Journal of Rain", ("\n12\n长河月刊\n", "\n13\nJournal of Rain\n", "\n14")),
        ("卷首随笔", ("\n第 1 页　长河月刊\n", "\n第 2 页　卷首随笔\n", "\n第 3 页")),
    ],
)
def test_a_head_over_the_title_goes(head: str, between: tuple[str, ...]) -> None:
    damaged, gold = pages(*between)
    assert clean(f"{head}\n{TITLE}\n{damaged}") == f"{TITLE}\n{gold}"


@pytest.mark.parametrize(
    ("top", "between"),
    [
        # its words stand in the text
        ((TITLE, "卷首随笔的话"), ("\n12\n{0}\n", "\n13\n{0}\n", "\n14")),
        # what follows is a subtitle, an author, a section, a sentence, or has no words of the text
        (("卷首随笔", f"——{TITLE}"), ("\n12\n{0}\n", "\n13\n{0}\n", "\n14")),
        (("卷首随笔", PROSE[:2]), ("\n12\n{0}\n", "\n13\n{0}\n", "\n14")),
        (("卷首随笔", f"本刊记者 {TITLE}"), ("\n12\n{0}\n", "\n13\n{0}\n", "\n14")),
        (("卷首随笔", f"一、{TITLE}"), ("\n12\n{0}\n", "\n13\n{0}\n", "\n14")),
        (("卷首随笔", f"{TITLE}。"), ("\n12\n{0}\n", "\n13\n{0}\n", "\n14")),
        (("卷首随笔", "白鹿年鉴选编"), ("\n12\n{0}\n", "\n13\n{0}\n", "\n14")),
        # it does not return, or stands at the feet of the other pages
        (("卷首随笔", TITLE), ("\n12\n长河月刊\n", "\n13\n长河月刊\n", "\n14")),
        (("卷首随笔", TITLE), ("\n{0}\n12\n", "\n{0}\n13\n", "\n{0}\n14")),
    ],
)
def test_what_may_be_the_title_stays(top: tuple[str, str], between: tuple[str, ...]) -> None:
    damaged, gold = pages(*(each.format(*top) for each in between))
    assert clean(f"{top[0]}\n{top[1]}\n{damaged}") == f"{top[0]}\n{top[1]}\n{gold}"


LETTERS = re.sub(r"\W", "", PROSE)
VERSE = [f"{LETTERS[at : at + 6]} {LETTERS[at + 6 : at + 12]}" for at in range(0, 720, 12)]


def test_a_heading_of_all_pages_stays_once() -> None:
    one, other = PAGES[:2]
    head = f"卷首随笔\n{TITLE}"
    text = f"{head}\n{one}\nPage 1 of 2\n{head}\n{other}\nPage 2 of 2"
    assert clean(text) == f"{head}\n{one}\n{other}"


def test_the_second_line_of_a_heading_of_all_pages_of_verse_stays() -> None:
    one, other = "\n".join(VERSE[:20]), "\n".join(VERSE[20:40])
    head = f"卷首随笔\n{TITLE}"
    text = f"{head}\n{one}\nPage 1 of 2\n{head}\n{other}\nPage 2 of 2"
    assert clean(text) == f"{head}\n{one}\n{TITLE}\n{other}"


def test_a_head_over_the_title_of_verse_goes_if_an_author_is_named() -> None:
    between = ("\n1\n卷首随笔\n", "\n2\n卷首随笔\n", "\n3")
    thirds = ["\n".join(VERSE[at : at + 18]) for at in (0, 18, 36)]
    damaged = "".join(third + each for third, each in zip(thirds, between, strict=True))
    gold = "\n".join(thirds)
    assert clean(f"卷首随笔\n{TITLE}\n石 榴\n{damaged}") == f"{TITLE}\n石 榴\n{gold}"
    assert clean(f"卷首随笔\n{TITLE}\n{damaged}") == f"卷首随笔\n{TITLE}\n{gold}"


def test_a_head_that_the_title_below_says_again_goes() -> None:
    damaged, gold = pages("\n- 13 -\n", "\n- 14 -")
    title = "长河中学大事记（1921\n—2021）"
    head = title.replace("\n", "")
    assert clean(f"- 12 -\n{head}\n{title}\n{damaged}") == f"{title}\n{gold}"
    assert clean(f"- 12 -\n{head}\n铅笔\n{damaged}") == f"{head}\n铅笔\n{gold}"


def test_the_title_at_the_foot_of_pages_stays_once_over_the_first() -> None:
    one, other = PAGES[:2]
    damaged = f"24\n{TITLE}\n{one}\n{TITLE}\n\f25\n{other}\n{TITLE}\n\f26\n一页。\n{TITLE}\n\f"
    assert clean(damaged) == f"{TITLE}\n{one}\n\f{other}\n\f一页。\n\f"


def test_the_title_below_a_head_and_a_number_stays_once() -> None:
    one, other = PAGES[:2]
    damaged = f"总第220期\n24\n{TITLE}\n{one}\n\f{TITLE}\n25\n{other}"
    assert clean(damaged) == f"{TITLE}\n{one}\n\f{other}"


def test_rows_of_a_list_that_a_page_parts_are_no_heads() -> None:
    names = ["石榴", "何田田", "余小满", "丁一", "方大同", "罗敏", "田禾", "沙月", "胡一刀", "章其"]
    rows = [f"{name} {PROSE[at * 9 : at * 9 + 15]}" for at, name in enumerate(names)]
    rows = [re.sub(r"[，。；：、！？]", "的", row) for row in rows]
    short = rows[6][:-5]
    damaged = "\n".join([*rows[:6], "16", short, *rows[7:], *LINES[:9], "17", *LINES[9:12]])
    assert set(removed(FURNITURE, damaged)) <= {"16", "17"}
    assert short in clean(damaged)


def test_a_heading_left_alone_at_the_foot_of_a_page_stays() -> None:
    one, other = PAGES[:2]
    damaged = f"{one}\n{TITLE}\n7\n第一章（1952—1960年）\n{other}\n8\n{PAGES[2]}\n9"
    assert removed(FURNITURE, damaged) == ["7", "8", "9"]


SHORT_LINES = [LETTERS[at : at + 7] for at in range(0, 700, 7)]
STANZAS = ["\n".join(SHORT_LINES[at : at + 18]) for at in range(0, 90, 18)]  # 126 characters each


def test_pages_of_verse_are_as_long_as_their_lines_are_many() -> None:
    damaged = "".join(f"{page}\n{number}\n" for number, page in enumerate(STANZAS, 41))
    assert clean(damaged) == "\n".join(STANZAS) + "\n"
    few = ["\n".join(page.split("\n")[:12]) for page in STANZAS]
    stanzas = "".join(f"{page}\n{number}\n" for number, page in enumerate(few, 41))
    assert clean(stanzas) is stanzas


def test_cells_a_page_away_are_no_page_numbers() -> None:
    cells = "小时\n40\n含音响\n小时\n44\n限20人\n次\n45"
    few = ["\n".join(page.split("\n")[:16]) for page in STANZAS]
    damaged = f"{few[0]}\n43\n{few[1]}\n{cells}\n{few[2]}\n44\n{few[3]}\n45\n{few[4]}\n46"
    assert cells in clean(damaged)


def test_a_cell_beside_a_number_is_no_head_in_another_script() -> None:
    damaged, gold = pages("\niii\nE01\n", "\niv\n", "\nv")
    assert clean(damaged) == gold.replace(PAGES[1], f"E01\n{PAGES[1]}")


def test_heads_that_name_the_chapter_go_with_their_numbers() -> None:
    chapters = {"拧螺丝的人": PAGES[:2], "数人头": PAGES[2:4], "听声音": PAGES[4:5]}
    text = [f"{name}\n" + "\n".join(part) + "。" for name, part in chapters.items()]
    heads = [name for name, part in chapters.items() for _ in part]
    parts = [
        f"{name}\n" * (page is part[0]) + page + "。" * (page is part[-1])
        for name, part in chapters.items()
        for page in part
    ]
    set_ = [
        f"{head}\n{at}\n{page}"
        for at, (head, page) in enumerate(zip(heads, parts, strict=True), 73)
    ]
    assert clean("\n".join(set_)) == "\n".join(text)


def test_fractions_before_words_are_no_page_numbers() -> None:
    damaged, _ = pages("\n1/16茶匙盐\n", "\n2/16茶匙糖\n", "\n3/16茶匙酒")
    assert clean(damaged) is damaged


def test_the_heading_a_running_head_names_stays() -> None:
    between = ("\n1\n一本账\n", "。\n一本账\n", "\n2\n长河\n", "\n3\n长河\n", "\n4")
    damaged, gold = pages(*between)
    one, *others = gold.split(PAGES[1])
    assert clean(damaged) == f"{one}{PAGES[1]}。\n一本账{''.join(others)}"


def test_each_series_is_a_group_that_can_be_left_out() -> None:
    damaged, _ = pages("\n12\n长河月刊\n", "\n13\n长河月刊\n", "\n14")
    [step] = FURNITURE.explain(damaged).trail()
    found: dict[int, list[str]] = {}
    for change in step:
        found.setdefault(change.group, []).append(change.before.strip())
    assert sorted(found.values()) == [["12", "13", "14"], ["长河月刊", "长河月刊"]]


def test_furniture_runs_by_default() -> None:
    damaged, _ = pages("\n- 12 -\n", "\n- 13 -\n", "\n- 14 -")
    assert "12" not in explain(damaged).text


# What is spared.


@pytest.mark.parametrize("spared", SPARES)
def test_what_is_spared(spared: str) -> None:
    check_spared(FURNITURE.filters[0], spared)


def test_what_is_spared_stays_beside_wounded_documents() -> None:
    damaged, _ = pages("\n12\n", "\n13\n", "\n14")
    laws.batch(FURNITURE, [doc for spared in SPARES for doc in (spared, damaged)])


# What is known to stay.


@pytest.mark.xfail(reason="two bare numbers where paragraphs end may count sections")
def test_two_bare_numbers_between_paragraphs() -> None:
    assert "1" not in clean(f"1\n{PAGES[0]}。\n2\n{PAGES[1]}。")


@pytest.mark.xfail(reason="the first line may be the title")
def test_a_head_on_the_first_line() -> None:
    damaged, gold = pages("\n12\n长河月刊\n", "\n13\n长河月刊\n", "\n14")
    assert clean(f"长河月刊\n{damaged}") == gold


# How numbers are read.


def roman(value: int) -> str:
    """Without a table: by taking the greatest that fits."""
    tens, ones = divmod(value, 10)
    digits = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return digits[tens].translate(str.maketrans("ivx", "xlc")) + digits[ones]


@given(st.integers(1, 99))
def test_roman_numbers(value: int) -> None:
    assert numerals.value_of(roman(value)) == (value, "i")
    assert numerals.value_of(roman(value).upper()) == (value, "I")


@given(st.text("ivxlc", min_size=1, max_size=8))
def test_what_only_looks_roman_is_worth_nothing(word: str) -> None:
    value, _ = numerals.value_of(word)
    assert value == 0 or value >= 100 or roman(value) == word


@example(["1/1"])
@example(["1/11"])
@given(st.lists(st.text("12ivP第页 -—·/共A，\n\f", max_size=25), max_size=3))
def test_no_line_that_reads_as_a_number_is_passed_over(docs: list[str]) -> None:
    lines = Lines.of(Text.of(docs))
    asked = set(candidates.candidates(lines).tolist())
    for line in range(len(lines)):
        number = numbers._read(numbers._shown(lines, line), line, line)  # noqa: SLF001
        if number and number.form not in {"bare", "half", "half after"}:
            assert line in asked or (number.head and number.style != "9")


def test_sections_of_a_story_that_begins_with_the_first_stay() -> None:
    sentences = [f"{each}。" for line in PARAGRAPHS for each in line.split("。") if each]
    chapters = ["\n".join(sentences[at : at + 20]) for at in (0, 20, 40)]
    story = "\n\n".join(f"{number}\n\n{each}" for number, each in enumerate(chapters, 1))
    laws.silence(FURNITURE, [story])


# The laws.

PARAGRAPHS = [line for line in seed("speech-tabs.gold.txt").split("\n") if line.endswith("。")]
docs_of_seeds = st.lists(
    st.lists(st.sampled_from(PARAGRAPHS), min_size=4, max_size=16, unique=True).map("\n".join),
    max_size=2,
)


@pytest.mark.parametrize("name", DAMAGES)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(docs=docs_of_seeds)
@example(docs=["\n".join(PARAGRAPHS)])
@example(docs=["\n\n".join(PARAGRAPHS)])
def test_round_trip(name: str, docs: list[str]) -> None:
    laws.round_trip(FURNITURE, docs, DAMAGES[name])
    laws.locality(DAMAGES[name], docs)


@pytest.mark.parametrize("name", DAMAGES)
def test_every_damage_wounds(name: str) -> None:
    assert len(DAMAGES[name](Text.of(["\n".join(PARAGRAPHS)]))) == 3


pieces = st.sampled_from(
    [*LINES[:9], "长河月刊", "12", "13", "- 3 -", "- 4 -", "第 5 页", "\f", "", "14 长河月刊"]
)
shuffled = st.lists(st.lists(pieces, max_size=40).map("\n".join), max_size=3)


@settings(max_examples=60)
@given(batches | shuffled)
def test_laws_on_any_text(docs: list[str]) -> None:
    keeps_the_laws(FURNITURE, docs)


def hostile(size: int) -> dict[str, str]:
    return {
        "breaks": "\n" * size,
        "numbers": "".join(f"{at}\n" for at in range(size // 6)),
        "numbers and words": "".join(f"{at}\n铅笔\n" for at in range(size // 8)),
        "pages": "全国\f" * (size // 3),
        "one line": "12 " * (size // 3),
        "signs": "—\n3\n" * (size // 4),
    }


@pytest.mark.parametrize("name", hostile(0))
def test_hostile_texts_are_read_in_no_time(name: str) -> None:
    text = hostile(20_000)[name]
    laws.economy(FURNITURE, lambda size: text[: size // 10] * 10, (5_000, 20_000), slack=2.5)


def test_nothing_is_asked_of_a_text_of_one_line() -> None:
    assert not len(FURNITURE.filters[0](Text.of(["第 12 页"])))
    assert np.array_equal(Lines.of(Text.of([""])).start, [])
