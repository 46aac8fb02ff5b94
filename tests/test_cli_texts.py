"""Large texts in parts, what Markdown switches off, and what --protect leaves alone."""

from __future__ import annotations

import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from running import fork

from cleantext.cli.formats import Layout, Piece, texts
from cleantext.cli.known import MARKDOWN, TEXT

DAMAGED = "提升竞争力提升竞争力，，增强活力增强活力\n"
CLEAN = "提升竞争力，增强活力\n"


def damaged(number: int) -> str:
    return f"第{number + 10}条 {DAMAGED.strip()}。\n"  # no line is like another


def cleaned(number: int) -> str:
    return f"第{number + 10}条 {CLEAN.strip()}。\n"


def cut(text: str, large: int, format_: str = TEXT) -> list[Piece]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "LARGE", large)
        patch.setattr(texts, "PART", large // 2)
        chunks = [text[at : at + 7] for at in range(0, len(text), 7)]
        return list(texts.pieces(chunks, Layout(format_)))


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    message = done.stderr.decode()
    assert "Traceback" not in message
    return message


@given(st.text("a。\n\f\r ", max_size=120), st.integers(8, 40))
@example("\r\n" * 20, 8)
def test_parts_are_the_text(text: str, large: int) -> None:
    parts = cut(text, large)
    assert "".join(part.raw for part in parts) == text
    assert all(len(part.raw) <= large for part in parts)
    assert len(parts) == 1 or len(text) > large
    assert not any(
        one.raw.endswith("\r") and two.raw.startswith("\n") for one, two in pairwise(parts)
    )


@given(st.text("ab\n", max_size=120))
def test_a_part_knows_where_it_starts(text: str) -> None:
    before = ""
    for part in cut(text, 16):
        assert part.line == before.count("\n") + 1
        assert part.column == len(before) - before.rfind("\n")
        before += part.raw


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("一二三四五六七八九十甲乙。\n\n丙", "一二三四五六七八九十甲乙。\n\n"),
        ("一二三四五六七八九十甲乙。\n\f丙\n\n", "一二三四五六七八九十甲乙。\n\f"),
        ("一二三四五六七八九十甲乙\n\n丙\n丁", "一二三四五六七八九十甲乙\n\n"),
        ("一二三四五六七八九十甲乙\f丙\n丁戊", "一二三四五六七八九十甲乙\f"),
        ("一二三四五六七八九十甲乙\n丙丁戊己", "一二三四五六七八九十甲乙\n"),
        ("一二三四五六七八九十甲乙丙丁戊己庚", "一二三四五六七八九十甲乙丙丁戊己"),
    ],
)
def test_the_best_place_is_cut(given: str, wanted: str) -> None:
    assert cut(given + "字" * 20, 32)[0].raw == wanted


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LARGE", 200)
    monkeypatch.setattr(texts, "PART", 100)


@pytest.mark.usefixtures("small")
def test_places_in_parts_are_those_of_the_file(tmp_path: Path) -> None:
    given = "".join(map(damaged, range(7))) + "春风又绿江南岸" * 30 + DAMAGED
    (tmp_path / "a.txt").write_text(given, "utf-8")
    done = fork("explain", "--json", "a.txt", cwd=tmp_path)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    lines = given.split("\n")
    assert all(
        lines[each["line"] - 1].startswith(each["before"], each["column"] - 1) for each in found
    )
    assert {each["line"] for each in found} == set(range(1, 9))
    assert fork("check", "a.txt", cwd=tmp_path).stdout == b"a.txt: 24 repairs (doubled 24)\n"
    shown = fork("diff", "a.txt", cwd=tmp_path).stdout.decode()
    assert "@@ line 7, column 11 @@" in shown
    assert "@@ line 8, column 216 @@" in shown


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("jobs", "12")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_large_text_is_repaired_and_undone(tmp_path: Path, end: str, jobs: str) -> None:
    given = ("\ufeff" + "".join(map(damaged, range(30)))).replace("\n", end).encode()
    (tmp_path / "a.txt").write_bytes(given)
    trail = ("--trail", "t") if jobs == "1" else ()
    assert fork("fix", "-i", "-j", jobs, *trail, "a.txt", cwd=tmp_path).returncode == 0
    clean = ("\ufeff" + "".join(map(cleaned, range(30)))).replace("\n", end).encode()
    assert (tmp_path / "a.txt").read_bytes() == clean
    if trail:
        assert fork("undo", "--trail", "t", "a.txt", cwd=tmp_path).stdout == given
        assert fork("undo", "--trail", "t", given=clean, cwd=tmp_path).stdout == given
        assert fork("undo", "-i", "--trail", "t", "a.txt", cwd=tmp_path).returncode == 0
        assert (tmp_path / "a.txt").read_bytes() == given


# Markdown.

OFF, ON = "<!-- cleantext: off -->", "<!-- cleantext: on -->"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        (f"{DAMAGED}{OFF}\n{DAMAGED}{ON}\n{DAMAGED}", f"{CLEAN}{OFF}\n{DAMAGED}{ON}\n{CLEAN}"),
        (f"{DAMAGED}\n{OFF}\n{DAMAGED}{DAMAGED}", f"{CLEAN}\n{OFF}\n{DAMAGED}{DAMAGED}"),
        (f"{DAMAGED}<!--cleantext:off-->{DAMAGED}", f"{CLEAN}<!--cleantext:off-->{DAMAGED}"),
        (f"{DAMAGED}{ON}\n{DAMAGED}", f"{CLEAN}{ON}\n{CLEAN}"),
    ],
)
def test_markdown_switches_off_and_on(tmp_path: Path, given: str, clean: str) -> None:
    (tmp_path / "a.md").write_text(given, "utf-8")
    assert fork("fix", "a.md", cwd=tmp_path).stdout.decode() == clean
    assert fork("--format", "markdown", given=given.encode()).stdout.decode() == clean
    assert fork("fix", "-i", "-j2", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.md").read_text("utf-8") == clean
    assert fork("check", "a.md", cwd=tmp_path).returncode == 0


def test_other_text_has_no_switch() -> None:
    given = f"{OFF}\n{DAMAGED}{ON}\n"
    assert fork(given=given.encode()).stdout.decode() == f"{OFF}\n{CLEAN}{ON}\n"


@given(st.lists(st.sampled_from(["ab\n", f"{OFF}\n", f"{ON}\n", "c" * 28 + "\n"]), max_size=40))
def test_what_is_switched_off_stays_so_where_a_text_is_cut(lines: list[str]) -> None:
    text = "".join(lines)
    parts = cut(text, 256, MARKDOWN)
    assert "".join(part.raw for part in parts) == text
    at = 0
    seen = [match.span() for match in re.finditer(texts.SWITCHED_OFF, text)]
    for part in parts:
        found = [match.span() for match in re.finditer(texts.SWITCHED_OFF, part.doc)]
        free = set(range(at, at + len(part.doc))).difference(
            *(range(at + start, at + stop) for start, stop in found)
        )
        assert all(not free & set(range(start + 1, stop - 1)) for start, stop in seen)
        at += len(part.raw)


def test_protect_leaves_alone_what_it_matches(tmp_path: Path) -> None:
    given = f"{DAMAGED}> {DAMAGED}".encode()
    done = fork("--protect", "(?m)^> .*", "--protect", "x,y", given=given)
    assert done.stdout.decode() == f"{CLEAN}> {DAMAGED}"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": DAMAGED}) + "\n", "utf-8")
    for jobs in "12":
        done = fork("fix", "-j", jobs, "--protect", "竞争力，，", "a.jsonl", cwd=tmp_path)
        assert json.loads(done.stdout)["text"].startswith("提升竞争力提升竞争力，，")


def test_protect_wants_a_pattern() -> None:
    done = fork("--protect", "(", given=DAMAGED.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert said(done).startswith("cleantext: '(' is no regular expression: missing )")
