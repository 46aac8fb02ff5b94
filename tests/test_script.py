"""Conversion by OpenCC: it is OpenCC's own, as edits, for every configuration and any text."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from opencc import CONFIGS, OpenCC
from strategies import batches

from cleantext import BrokenLaw, Filter, Pipeline, Text, UnknownName, clean, laws, script
from cleantext.filters.script.aligned import LONGEST, aligned
from cleantext.text import codes_of

ROOT = Path(__file__).parent.parent
MODULE = import_module("cleantext.filters.script")
NAMES = sorted(name.removesuffix(".json") for name in CONFIGS)
UNREAD = re.compile("([\0\ud800-\udfff])")

FEWER = settings(
    max_examples=max(settings().max_examples // 10, 1),
    suppress_health_check=[HealthCheck.too_slow],
)


@cache
def opencc(config: str) -> OpenCC:
    return OpenCC(config)


def converted(config: str, doc: str) -> str:
    """What OpenCC itself makes of a document, of the parts it can take."""
    parts = UNREAD.split(doc)
    parts[::2] = [opencc(config).convert(part) for part in parts[::2]]
    return "".join(parts)


@cache
def seeds() -> list[str]:
    return [path.read_bytes().decode("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


# Words whose length changes, that reach over one another, that are variants, with marks in them.
WORDS = re.findall(
    r"\S+",
    """
    互联网 因特网 網際網路 软件 軟體 優盤 U盤 U盘 隨身碟 打印機 印表機 奔馳 賓士 埃塞俄比亚 衣索比亞
    阿尔卡特·朗讯 Q-Q图 PN 面向对象 文件 文檔 档案 並行程序 頭髮 乾燥 乾隆 干干净净 后来 皇后 里面
    公里 一出剧院 么麼 苧薴 萬與丑 丑角 発売 抜粋 不可貲計 個 个 的 在 了 㐂 裏 床 着 吃 囪 國
    """,
)
CUT_WORDS = st.builds(
    lambda word, start, stop: word[start:stop],
    st.sampled_from(WORDS),
    st.integers(0, 1),
    st.integers(1, 6),
)
SIGNS = st.sampled_from(
    [*"\0\ud800\udc00\n\r\t 　，。-·1a⿰⿲⿿〾", "\ufe00", "\U000e0100", "𠀀", "豈", "⿰木"]
)
chinese = st.lists(st.sampled_from(WORDS) | CUT_WORDS | SIGNS, max_size=24).map("".join)
some_chinese = st.lists(chinese, max_size=4)


# It is OpenCC's own.


@pytest.mark.parametrize("config", NAMES)
def test_seeds_come_out_as_from_opencc(config: str) -> None:
    cure = Pipeline((script(config),))
    docs = seeds()
    for doc, cleaned in zip(docs, cure.run(docs), strict=True):
        assert cleaned.text == opencc(config).convert(doc)
        assert cleaned.undone() == doc


@pytest.mark.parametrize("config", NAMES)
def test_any_text_comes_out_as_from_opencc(config: str) -> None:
    cure = Pipeline((script(config),))

    @FEWER
    @given(some_chinese | batches)
    @example(["皇⿰", "后髮", "⿰後", "髮髮", "⿰後\0髮", "⿰後\n髮髮", "⿰" * 70 + "後" * 80])
    @example(["乾\0乾隆", "\0", "後\ud800後", "", "\n"])
    @example(["互联网" * LONGEST, "一二三互联网" * 30, "印表機,打印机"])
    def same(docs: list[str]) -> None:
        assert list(cure.clean_many(docs)) == [converted(config, doc) for doc in docs]
        laws.undo(cure, docs)
        laws.batch(cure, docs)
        laws.locality(cure, docs)

    same()


@pytest.mark.parametrize(("config", "size"), [("t2s", 7_000_000), ("s2twp", 700_000)])
def test_one_long_line(config: str, size: int) -> None:
    whole = "".join(seeds()[-1].split()) + "臺灣"
    doc = whole * (size // len(whole))
    assert Pipeline((script(config),)).clean(doc) == opencc(config).convert(doc)


HOSTILE = ["干", "互联网", "互联网，", "后\0", "⿰后\0", "\n", "印表機和互联网"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    cure = Pipeline((script("s2twp"),))
    laws.economy(cure, lambda size: unit * (size // len(unit)), (20_000, 200_000), slack=2)


# How it is asked for.


def test_it_does_not_run_unasked() -> None:
    assert clean("頭髮乾燥") == "頭髮乾燥"
    assert "script" not in {each.name for each in Pipeline.default().filters}


def test_it_joins_a_pipeline_and_runs_once_when_the_others_have_settled() -> None:
    pipeline = Pipeline.named("script", "doubled")
    wounded = "頭髮頭髮，，乾燥乾燥，，後來的事後來的事，，皇后與公里皇后與公里"
    cleaned = pipeline.explain(wounded)
    assert cleaned.text == "头发，干燥，后来的事，皇后与公里"
    assert [step.filter for step in cleaned.trail()] == ["doubled", "script"]
    assert cleaned.undone() == wounded
    assert (Pipeline.default() | script("t2s")).clean(wounded) == cleaned.text


@pytest.mark.parametrize("config", ["", "t2", "T2S", "t2s.json", "zh-tw", "doubled"])
def test_an_unknown_configuration_is_answered_with_all_there_are(config: str) -> None:
    with pytest.raises(UnknownName) as error:
        script(config)
    assert str(error.value).endswith("there are: " + ", ".join(NAMES))


def test_an_unknown_configuration_is_answered_with_a_near_one() -> None:
    with pytest.raises(UnknownName, match=r"'tw2s_p'; did you mean 'tw2sp'\? there are: hk2s, "):
        script("tw2s_p")


def test_opencc_is_loaded_when_it_is_used_and_once() -> None:
    code = (
        "import sys, cleantext; cleantext.clean('頭髮'); assert 'opencc' not in sys.modules;"
        "p = cleantext.Pipeline.named('script'); assert p.clean('abc') == 'abc';"
        "assert 'opencc' not in sys.modules; assert p.clean('頭髮') == '头发'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    before = MODULE.converter("t2s")
    assert Pipeline.named("script").clean("頭髮") == "头发"
    assert MODULE.converter("t2s") is before


def test_it_can_be_sent_to_another_process() -> None:
    sent: Filter = pickle.loads(pickle.dumps(script("s2t").repair))
    assert sent == script("s2t").repair


# What it spares, and damage.


def test_what_is_spared() -> None:
    laws.silence(Pipeline.named("script"), Pipeline.named("script").filters[0].spares)


@pytest.mark.parametrize("config", NAMES)
def test_what_went_the_other_way_comes_back(config: str) -> None:
    cure = script(config)
    ((_, damage),) = cure.damages.items()
    settled = [_settled(config, doc) for doc in seeds()]

    @FEWER
    @given(st.data())
    def back(data: st.DataObject) -> None:
        lines = data.draw(st.sampled_from(settled))
        start = data.draw(st.integers(0, len(lines) - 1))
        docs = [*data.draw(some_chinese), "\n".join(lines[start : start + 12])]
        docs = ["\n".join(_settled(config, doc)) for doc in docs]
        groups = np.unique(damage(Text.of(docs)).group).tolist()
        few = st.lists(st.sampled_from(groups), unique=True) if groups else st.just([])
        laws.silence(cure, docs)
        laws.locality(damage, docs)
        laws.round_trip(cure, docs, damage, data.draw(few))
        laws.round_trip(cure, docs, damage)

    back()


def _settled(config: str, doc: str) -> list[str]:
    """The lines of a document that OpenCC leaves as it made them, none that reach into others."""
    lines = (converted(config, line) for line in re.sub("[\u2ff0-\u2fff]", "", doc).split("\n"))
    return [line for line in lines if converted(config, line) == line] or [""]


# Idempotence is OpenCC's affair.


@pytest.mark.parametrize("config", ["hk2t", "t2hk", "t2jp", "t2tw", "tw2t"])
def test_twice_is_once_where_no_word_made_is_read_again(config: str) -> None:
    laws.idempotence(script(config), seeds() + WORDS)


@pytest.mark.xfail(raises=BrokenLaw, reason="OpenCC reads again what it wrote")
@pytest.mark.parametrize(
    ("config", "doc"),
    [
        ("t2s", "苧薴"),
        ("tw2sp", "並行程序"),
        ("s2t", "一出剧院"),
        ("s2twp", "一出剧院"),
        ("jp2t", "抜粋"),
    ],
)
def test_twice_is_once(config: str, doc: str) -> None:
    laws.idempotence(script(config), [doc])


# The alignment, on any two texts.


def fewest(before: str, after: str) -> int:
    """The fewest changes that make one text of the other."""
    row = list(range(len(after) + 1))
    for i, old in enumerate(before, 1):
        above, row = row, [i]
        for j, new in enumerate(after, 1):
            row.append(min(above[j - 1] + (old != new), above[j] + 1, row[j - 1] + 1))
    return row[-1]


few_signs = st.text("天地人，1-", max_size=40)


@given(st.lists(st.tuples(few_signs, few_signs), max_size=5))
@example([("天" * 200, "地" * 150 + "天"), ("天地" * 40, "地天" * 40)])
@example([("天，地", "天地，人，")])
def test_the_edits_make_one_text_of_the_other(pairs: list[tuple[str, str]]) -> None:
    before, after = ("\n".join(["", *(pair[side] for pair in pairs), ""]) for side in (0, 1))
    text = Text(codes_of(before), np.array([0, len(before) - 1]), [before[1:-1]])
    edits = aligned(codes_of(before), codes_of(after))
    assert edits.apply(text).codes.tolist() == codes_of(after).tolist()
    for start, stop, new in edits:
        assert before[start:stop] != "".join(map(chr, new.tolist()))


@given(st.text("天地人和", max_size=20), st.text("天地人和", max_size=20))
def test_where_the_length_changes_the_changes_are_the_fewest(before: str, after: str) -> None:
    edits = aligned(codes_of(f"\n{before}\n"), codes_of(f"\n{after}\n"))
    changes = sum(max(stop - start, len(new)) for start, stop, new in edits)
    if len(before) != len(after):
        assert changes == fewest(before, after)
    assert changes <= max(len(before), len(after))


def test_nothing_is_paired_across_what_divides_the_text() -> None:
    before, after = "\n天地，人和。天\n", "\n天地人，和。天\n"
    assert [edit[:2] for edit in aligned(codes_of(before), codes_of(after))] == [(3, 3), (4, 5)]
