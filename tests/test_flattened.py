"""Paragraphs glued into one line: the seeds, what is spared, a plain oracle, and the laws."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import batches
from wounded import check_spared, check_wounds, keeps_the_laws, one_of, sample_texts, seed

from cleantext import Pipeline, Text, kinds, laws
from cleantext.filters.flattened import LEAST, SHARE, WIDTH

FLATTENED = Pipeline.named("flattened")
clean = FLATTENED.clean
(FILTER,) = FLATTENED.filters

WHOLE = (
    "qinghai-magazine.gold.txt",
    "speech-tabs.gold.txt",
    "flattened-article.gold.txt",
    "newspaper-page.txt",
)
UNTOUCHED = (*WHOLE, "indented-article.txt", "qinghai-magazine.txt", "qinghai-magazine.lines.tsv")


# The seeds.


@pytest.mark.parametrize("name", ["speech-tabs", "flattened-article"])
def test_the_seeds_come_out_as_gold_paragraph_for_paragraph(name: str) -> None:
    paragraphs = clean(seed(f"{name}.txt")).rstrip("\n").split("\n")
    assert paragraphs == seed(f"{name}.gold.txt").rstrip("\n").split("\n")


def test_all_separators_of_a_document_stand_or_fall_together() -> None:
    (step,) = FLATTENED.explain(seed("speech-tabs.txt")).trail()
    assert len({change.group for change in step}) == 1


@pytest.mark.parametrize("name", UNTOUCHED)
def test_seeds_that_are_not_flattened_stay(name: str) -> None:
    assert clean(seed(name)) is seed(name)


def test_gold_texts_of_the_samples_stay() -> None:
    laws.silence(FLATTENED, sample_texts())


# What is spared.

SENTENCES = re.findall(r"[^。\n]{24,}。", seed("flattened-article.gold.txt"))


@pytest.mark.parametrize("spared", FILTER.spares)
def test_what_is_spared(spared: str) -> None:
    check_spared(FILTER, spared)


@pytest.mark.parametrize("columns", [2, 3, 5, 8])
@pytest.mark.parametrize("blank_lines", ["\n", "\n\n"])
@pytest.mark.parametrize("separator", ["\t", "　　"])
def test_a_table_whose_cells_are_sentences(columns: int, blank_lines: str, separator: str) -> None:
    rows = [SENTENCES[at : at + columns] for at in range(0, 40, columns)][:-1]
    laws.silence(FLATTENED, [blank_lines.join(map(separator.join, rows))])


def test_a_conversation_to_a_line() -> None:
    turns = [
        "你吃饭了吗？",
        "我刚刚吃过了。",
        "吃的是什么呀？",
        "一碗牛肉面。",
        "好吃吗？",
        "还行吧！",
    ]
    lines = ["\t".join(turns[: 2 + at % 5]) for at in range(40)]
    laws.silence(FLATTENED, ["\n".join(lines)])


def test_only_what_is_glued_tells() -> None:
    few, enough = ("\t".join(SENTENCES[: LEAST + more]) for more in (0, 1))
    assert clean(few) == few
    assert clean(enough) == enough.replace("\t", "\n")
    names = "\n王　　明\n李　　云"
    assert clean(enough + names) == enough.replace("\t", "\n") + names


def test_both_sorts_in_one_document() -> None:
    page = "\t".join(SENTENCES[:8]), "　　".join(SENTENCES[8:20])
    assert clean("\n".join(page)) == "\n".join(SENTENCES[:20])


def test_blanks_beside_the_separator_go_with_it() -> None:
    assert clean(" \t 　".join(SENTENCES[:6])) == "\n".join(SENTENCES[:6])


def test_english_paragraphs() -> None:
    page = [
        "Dear Madam,",
        "Thank you for the letter that you wrote to us on the fourth of this month about the roof.",
        "We have sent it on to the owner, who says: “It will be repaired before the winter.”",
        "Should there be rain before that, please let us know at once, and we shall send someone.",
        "We hope that this is of help to you, and that the new windows are still to your liking!",
        "Yours faithfully,",
        "The House Agents (now in the third year of their trade, and at the old address as ever.)",
        "P.S. The key to the cellar is still with us.",
    ]
    assert clean("\t".join(page)) == "\n".join(page)


@pytest.mark.xfail(reason="a ragged table with a paragraph in each cell reads like glued pages")
def test_a_ragged_table_of_paragraphs() -> None:
    rows = (SENTENCES[at : at + 2 + at % 5] for at in range(30))
    laws.silence(FLATTENED, ["\n".join(map("\t".join, rows))])


@pytest.mark.xfail(reason="more than half of its lines are headings, names and titles")
def test_the_whole_magazine_on_one_line() -> None:
    gold = seed("qinghai-magazine.gold.txt")
    assert clean(gold.rstrip("\n").replace("\n", "\t")) == gold.rstrip("\n")


@pytest.mark.xfail(reason="too few to tell")
def test_two_paragraphs() -> None:
    assert clean("　　".join(SENTENCES[:2])) == "\n".join(SENTENCES[:2])


# A plain oracle.

SPACES = "\t \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
LINE_END = re.compile("([\n\v\f\r\u0085\u2028\u2029])")
SEPARATOR = re.compile(f"(?<=[^{SPACES}])[{SPACES}]*(?:\t|　　)[{SPACES}]*(?=[^{SPACES}])")


def ends(text: str) -> bool:
    for _ in range(2):
        text = text[: -1 if text[-1:] in {*"”’」』》）)\"'】〕"} else None]
    words = kinds.HAN | kinds.KANA | kinds.HANGUL | kinds.LETTER
    worded = len(text) > 2 and all(kinds.TABLE[ord(sign)] & words for sign in text[-3:-1])
    return text[-1:] in {*"。！？!?…．।۔؟｡"} or (text[-1:] == "." and worded)


def is_flat(lines: list[str], *, tab: bool) -> bool:
    """Whether the separators of this sort are line ends."""
    found = [[m for m in SEPARATOR.finditer(line) if ("\t" in m[0]) == tab] for line in lines]
    held = [0, *map(len, found), 0]
    apart = sure = pieces = width = 0
    for at, (line, separators) in enumerate(zip(lines, found, strict=True), 1):
        if separators:
            shown = line.strip(SPACES)
            width += len(shown) + sum(sign >= "\u2010" for sign in shown)
            pieces += 1 + held[at]
            if held[at] not in {held[at - 1], held[at + 1]}:
                apart += held[at]
                sure += sum(ends(line[: each.start()]) for each in separators)
    counts = sure >= max(LEAST, SHARE * apart) and 2 * apart >= sum(held)
    return counts and width >= WIDTH * pieces


def plainly(doc: str) -> str:
    """The same, line by line."""
    lines = [line for line in LINE_END.split(doc)[::2] if line.strip(SPACES)]
    flat = {tab: is_flat(lines, tab=tab) for tab in (True, False)}
    return "".join(
        SEPARATOR.sub(lambda found: "\n" if flat["\t" in found[0]] else found[0], part)
        for part in LINE_END.split(doc)
    )


pieces = st.sampled_from(SENTENCES[:9]) | st.sampled_from(
    [
        "同志们！",
        "总则",
        "It is so.” ",
        "e.g.",
        "1.",
        "a.",
        "（完。）",
        "“谁？”",
        "。",
        "”",
        ")",
        "",
        "\0",
    ]
)
gaps = st.sampled_from(["\t", "\t", "　　", "　　", "\n", " ", "　", " \t　", "\r\n", "\f", "\n\n"])


@st.composite
def glued(draw: st.DrawFn) -> str:
    """Pieces with something between them, mostly always the same."""
    usual = draw(st.sampled_from(["\t", "　　", "\n"]))
    parts = draw(st.lists(st.tuples(pieces, st.just(usual) | st.just(usual) | gaps), max_size=24))
    return "".join(piece + gap for piece, gap in parts)


@given(glued())
@example("\t".join(SENTENCES[:6]) + "\n" + "\t".join(SENTENCES[:6]) + "\n　　".join(SENTENCES[:7]))
def test_the_plain_oracle_agrees(doc: str) -> None:
    text = Text.of([doc])
    assert FILTER.repair(text).apply(text).docs() == [plainly(doc)]


def test_the_oracle_sees_both() -> None:
    assert plainly("\t".join(SENTENCES[:6])) == "\n".join(SENTENCES[:6])
    assert plainly("\t".join(SENTENCES[:3])) == "\t".join(SENTENCES[:3])


# The laws.


@one_of(5)
@given(batches | st.lists(glued(), max_size=4))
@example(["", "\t", "　　", "a\t\tb", "。\t。\t。\t。\t。"])
def test_the_laws_on_any_text(docs: list[str]) -> None:
    keeps_the_laws(FLATTENED, docs)
    for damage in FILTER.damages.values():
        laws.locality(damage, docs)


@st.composite
def passages(draw: st.DrawFn) -> str:
    """Some paragraphs of a seed, one below the other or with a blank line here and there."""
    lines = [line for line in seed(draw(st.sampled_from(WHOLE))).split("\n") if line.strip()]
    start = draw(st.integers(0, len(lines) - 1))
    some = lines[start : start + draw(st.integers(1, 60))]
    below = st.sampled_from(["\n", "\n", "\n", "\n", "\n\n", "\r\n", "\n　　"])
    if draw(st.booleans()):
        return "".join(line + draw(below) for line in some)
    return "\n".join(some)


@pytest.mark.parametrize("shape", FILTER.damages)
def test_wounds_are_healed(shape: str) -> None:
    check_wounds(FILTER, shape, passages(), silent=True)


@pytest.mark.parametrize("shape", FILTER.damages)
@pytest.mark.parametrize("name", ["flattened-article.gold.txt", "speech-tabs.gold.txt"])
def test_a_whole_seed_can_be_wounded_and_healed(shape: str, name: str) -> None:
    docs = [seed(name)]
    assert len(FILTER.damages[shape](Text.of(docs)))
    laws.round_trip(FLATTENED, docs, FILTER.damages[shape])


HOSTILE = ["\t", "　", "a\t", "。\t", "\n\t", "\n　　", "a　　\n", f"{SENTENCES[0]}\t"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    sizes = (100_000, 1_000_000)
    laws.economy(FLATTENED, lambda size: unit * (size // len(unit)), sizes, slack=2)
