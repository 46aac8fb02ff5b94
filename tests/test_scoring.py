"""The figures against slow ones, where the truth is known."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slow import in_common, paragraphs
from strategies import texts

from cleantext import scoring
from cleantext.alignment.signs import Signs
from cleantext.scoring import Comparison, Score, newly_lost, score

ROOT = Path(__file__).parent.parent
LETTERS = "abcdefghijkl"


def broken(signs: str, breaks: Sequence[int]) -> str:
    """The signs with a break before each of these places."""
    return "".join("\n" * (at in breaks) + sign for at, sign in enumerate(signs))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """A text without a sign twice, and the same with signs replaced and lost, or others put in."""
    forms = ("{0}", "{0}", "X", draw(st.sampled_from(["", "{0}YY"])))
    text = "".join(draw(st.sampled_from(forms)).format(sign) for sign in LETTERS)
    places = st.sets(st.integers(1, 20))
    return broken(LETTERS, [*draw(places)]), broken(text, [*draw(places)])


@given(st.sets(st.integers(1, 11)), st.sets(st.integers(1, 11)))
def test_breaks_of_equal_signs_are_compared_as_sets(one: set[int], other: set[int]) -> None:
    found = Comparison(Signs.of(broken(LETTERS, [*one])), Signs.of(broken(LETTERS, [*other])))
    figures = found.score()
    assert figures.breaks_matched == len(one & other)
    assert (figures.gold_breaks, figures.text_breaks) == (len(one), len(other))
    assert found.missing_breaks == [(at, at) for at in sorted(one - other)]
    assert found.stray_breaks == [(at, at) for at in sorted(other - one)]
    shared = set(found.gold.paragraphs()) & set(found.text.paragraphs())
    assert figures.paragraphs_exact == len(shared)
    assert figures.documents_exact == (one == other)
    assert figures.errors == figures.lost == figures.stray == 0


@given(damaged())
def test_signs_without_a_double_can_match_in_one_way_only(pair: tuple[str, str]) -> None:
    gold, text = map(Signs.of, pair)
    found = Comparison(gold, text)
    figures = found.score()
    kept = set(gold.string) & set(text.string)
    assert figures.lost == len(gold) - len(kept)
    assert figures.stray == len(text) - len(kept)
    exact = [each in text.paragraphs() for each in gold.paragraphs()]
    assert found.exact.tolist() == exact
    assert figures.breaks_matched <= most_breaks(gold, text)
    both_kept = [
        gold.string[at - 1 : at + 1] in text.string
        and text.edge[text.string.index(gold.string[at])]
        for at in gold.breaks.tolist()
    ]
    assert all(map(bool.__le__, map(bool, both_kept), found.breaks[0].tolist()))


def most_breaks(gold: Signs, text: Signs) -> int:
    """How many breaks could match at most: every sign kept stands on the same side of both."""

    def fits(at: int, to: int) -> bool:
        before, after = set(text.string[:to]), set(text.string[to:])
        return not (set(gold.string[:at]) & after or set(gold.string[at:]) & before)

    most = [0] * (len(text.breaks) + 1)
    for at in gold.breaks.tolist():
        row = [0]
        for number, to in enumerate(text.breaks.tolist(), 1):
            row.append(max(row[-1], most[number], most[number - 1] + fits(at, to)))
        most = row
    return most[-1]


@given(texts, texts)
def test_figures_of_any_two_texts_hold_together(one: str, other: str) -> None:
    found = Comparison(Signs.of(one), Signs.of(other))
    figures = found.score()
    there, right = found.breaks
    assert there.sum() == right.sum() == figures.breaks_matched
    assert figures.paragraphs == len(paragraphs(one))
    assert figures.paragraphs_exact <= in_common_of(paragraphs(one), paragraphs(other))
    assert figures.documents_exact == (paragraphs(one) == paragraphs(other))
    if figures.documents_exact:
        assert figures.errors == 0
        assert figures.break_f1 == figures.paragraph_rate == 1
    assert 0 <= figures.break_f1 <= 1
    wrong = int((~there).sum() + (~right).sum())
    sizes = [place.size for place in found.places()]
    assert sum(sizes) == figures.lost + figures.stray + wrong
    assert sizes == sorted(sizes, reverse=True)
    assert found.places(1) == found.places()[:1]


def in_common_of(one: list[str], other: list[str]) -> int:
    """How many lines two texts share in order."""
    signs = {line: chr(0x4E00 + at) for at, line in enumerate({*one, *other})}
    return in_common("".join(map(signs.get, one)), "".join(map(signs.get, other)))  # type: ignore[arg-type]


@given(texts)
def test_a_text_is_its_own_gold(text: str) -> None:
    figures = score(text, text, raw=text)
    assert figures.errors == figures.lost == figures.stray == figures.newly_lost == 0
    assert figures.documents_exact == 1
    assert figures.break_f1 == figures.paragraph_rate == 1


gaps = st.tuples(st.integers(0, 9), st.integers(0, 9))
some = st.sets(st.integers(0, 9), max_size=4).map(sorted)


@given(gaps, some, some)
def test_breaks_in_a_gap_move_against_each_other_one_way(
    sizes: tuple[int, int], gold: list[int], text: list[int]
) -> None:
    size, other = sizes
    gold, text = [at for at in gold if at <= size], [to for to in text if to <= other]
    found = list(scoring.pairs_in_gap(gold, text, size, other))
    assert fits(found, gold, text, sizes)
    best = max(
        len(chosen)
        for count in range(min(len(gold), len(text)) + 1)
        for one in combinations(range(len(gold)), count)
        for two in combinations(range(len(text)), count)
        if fits(chosen := list(zip(one, two, strict=True)), gold, text, sizes)
    )
    assert bool(found) == bool(best)
    if size == other:
        assert len(found) == best


def fits(
    pairs: list[tuple[int, int]], gold: list[int], text: list[int], sizes: tuple[int, int]
) -> bool:
    """Whether these breaks can all match in a gap with no more errors than it needs."""
    sign = 1 if sizes[0] >= sizes[1] else -1
    moved = [sign * (gold[at] - text[to]) for at, to in pairs]
    inside = all(0 <= by <= abs(sizes[0] - sizes[1]) for by in moved)
    return inside and moved == sorted(moved) and pairs == sorted(pairs)


@given(damaged(), st.sets(st.sampled_from(LETTERS)))
def test_newly_lost_is_what_the_raw_text_had(pair: tuple[str, str], gone: set[str]) -> None:
    gold, raw = map(Signs.of, pair)
    text = Signs.of("".join(sign for sign in LETTERS if sign not in gone))
    assert newly_lost(gold, raw, text) == len(gone & set(raw.string))


def test_what_was_mended_does_not_hide_a_loss() -> None:
    gold, raw = "年年有余，岁岁平安", "年年有余,岁岁平安"
    assert score(gold, "年有余，岁岁平安", raw).newly_lost == 1
    assert score(gold, raw, raw).newly_lost == 0
    assert score(gold, gold, raw).newly_lost == 0
    assert score(gold, gold).newly_lost is None


def test_copies_that_go_are_no_loss() -> None:
    gold = "提升竞争力，增强活力"
    raw = "提升竞争力提升竞争力，，增强活力增强活力"
    figures = score(gold, gold, raw)
    assert (figures.newly_lost, figures.stray) == (0, 0)
    figures = score(gold, raw, raw)
    assert (figures.newly_lost, figures.stray, figures.lost) == (0, 10, 0)


def test_a_page_number_left_is_a_stray_line_and_a_stray_break() -> None:
    figures = score("劳动光荣\n创造伟大", "劳动光荣\n12\n创造伟大")
    assert (figures.errors, figures.stray) == (2, 2)
    assert (figures.paragraphs_exact, figures.breaks_matched, figures.text_breaks) == (2, 1, 2)


def test_a_break_beside_misread_signs_is_right() -> None:
    figures = score("劳动光荣\n创造伟大", "劳动光劳\n刨造伟大")
    assert (figures.errors, figures.breaks_matched, figures.paragraphs_exact) == (2, 1, 0)


def test_rates_of_nothing() -> None:
    assert score("", "").error_rate == 0
    assert score("", "a").error_rate == 1
    assert score("a", "").break_f1 == 1
    nothing = score("a\nb", "")
    assert (nothing.error_rate, nothing.paragraph_rate, nothing.break_f1) == (1, 0, 0)


def test_scores_add_up() -> None:
    one, other = score("全国\n人民", "全国人民", raw="全国人民"), score("劳动", "劳动\n者")
    both = one + other
    for each in fields(Score):
        if each.name != "newly_lost":
            total = getattr(one, each.name) + getattr(other, each.name)
            assert getattr(both, each.name) == total
    assert (both.newly_lost, (other + other).newly_lost) == (0, None)
    assert both.error_rate == 1 / 6


def test_places_show_both_sides_and_where() -> None:
    gold = "".join(f"第{chr(0x4E00 + at)}行，很长的一行文字\n" for at in range(50))
    text = gold.replace("第丁行", "第一丁丁行").replace(
        "第丈行，很长的一行文字\n", "第丈行，很长的一行文字"
    )
    large, small = Comparison(Signs.of(gold), Signs.of(text)).places()
    assert (large.size, large.line) == (2, 1)
    assert "第一丁丁行" in large.text
    assert "第丁行" in large.gold
    assert small.size == 1
    assert "文字第" in small.text
    assert "文字\n第" in small.gold


def test_scoring_needs_rapidfuzz_only_when_it_scores() -> None:
    script = "import sys, cleantext.scoring; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


COMMAND = [sys.executable, "-m", "cleantext", "score"]


def run(*args: str | Path, given: str = "") -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, args)]
    return subprocess.run(
        command, input=given.encode(), capture_output=True, check=False, timeout=60
    )


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.txt"
    path.write_text("\ufeff劳动光荣\n创造伟大\n", "utf-8")
    return path


def test_the_command_scores_what_is_piped_in(gold: Path) -> None:
    done = run(gold, given="劳动 光荣\n\n创造大\n")
    assert (done.returncode, done.stderr) == (0, b"")
    head, row = done.stdout.decode().splitlines()
    assert head.split()[:4] == ["text", "characters", "CER", "%"]
    assert row.split()[:3] == ["-", "8", "12.50"]
    assert "newly lost" not in head


def test_the_command_adds_files_up_and_shows_the_worst(gold: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_bytes(gold.read_bytes())
    bad.write_text("劳动光荣创造伟大", "utf-8")
    done = run(gold, good, bad, "--worst", "2", "--raw", bad)
    head, *rows, blank, title, shown_gold, shown_text = done.stdout.decode().splitlines()
    assert "newly lost" in head
    assert [row.split()[0] for row in rows] == [str(good), str(bad), "all"]
    assert rows[-1].endswith("1 of 2")
    assert (blank, title) == ("", f"{bad}, line 1: 1 characters and breaks")
    assert shown_gold == "  gold  劳动光荣⏎创造伟大"
    assert shown_text == "  text  劳动光荣创造伟大"


def test_the_command_speaks_json(gold: Path) -> None:
    done = run(gold, "--json", "--worst", "1", given="劳动光荣创造伟大")
    found = json.loads(done.stdout)
    (document,) = found["documents"]
    assert document == {"name": "-"} | found["all"]
    assert (document["error_rate"], document["break_recall"]) == (0, 0)
    assert document["newly_lost"] is None
    assert found["worst"][0]["text"] == "劳动光荣创造伟大"


def test_a_folder_of_gold_texts_is_searched_by_name(gold: Path, tmp_path: Path) -> None:
    text = tmp_path / "out" / gold.name
    text.parent.mkdir()
    text.write_bytes(gold.read_bytes())
    assert b"1 of 1" in run(gold.parent, text).stdout
    done = run(gold.parent, given="text")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"give the texts to score as files" in done.stderr


@pytest.mark.parametrize("missing", ["gold", "text"])
def test_a_file_that_is_not_there_is_named(missing: str, gold: Path, tmp_path: Path) -> None:
    absent = tmp_path / "absent.txt"
    done = run(absent, gold) if missing == "gold" else run(gold, absent)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"cleantext: cannot read {absent}: No such file or directory\n"


def test_a_file_that_is_not_utf8_is_named(gold: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_bytes("劳动".encode("gb18030"))
    assert f"{text} is not UTF-8".encode() in run(gold, text).stderr


def test_without_rapidfuzz_it_says_what_to_install(gold: Path) -> None:
    script = (
        "import sys; sys.modules['rapidfuzz'] = None; from cleantext.cli import main; "
        f"sys.exit(main(['score', {str(gold)!r}, {str(gold)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    said = (
        "cleantext: scoring needs rapidfuzz: install it with pip install 'cleantext-ocr[score]'\n"
    )
    assert done.stderr.decode() == said


def test_the_benchmark_of_lines_runs() -> None:
    run = [
        sys.executable,
        "-X",
        "utf8",
        str(ROOT / "benchmarks/lines.py"),
        "--only",
        "03_poems_dup",
    ]
    done = subprocess.run(run, capture_output=True, check=True, timeout=120)
    shown = done.stdout.decode()
    assert "| page numbers gone" in shown
    assert "cut sentences joined:" in shown
    assert "| artefact doubled" in shown
