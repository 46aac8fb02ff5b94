"""JSON Lines, tables, packed files and encodings on the command line."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from running import fork

from cleantext.cli.formats import Layout, pieces
from cleantext.errors import CleantextError

DAMAGED = "提升竞争力提升竞争力，，增强活力增强活力"
CLEAN = "提升竞争力，增强活力"

LINES = """\
{"id": 1.0, "text" : "DAMAGED", "big":12345678901234567890,  "more": {"text": "，，"}}
{"text": null}

{"a": "\\u00e9", "text": "干干净净", "text": "DAMAGED\\r\\n"}
{"text": "干干净净\\u3002", "z": 1e400}"""

TABLE = """\
id,"text",more\r
1,DAMAGED,5" b\r
2,"DAMAGED","x, ""y"" z"\r
\r
3\r
4,"two
lines","z"\r
"""

cells = st.text(st.sampled_from('ab",\t\n 全'), max_size=5)


def unpacked_zst(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().stream_reader(data).read()


def damaged(text: str) -> bytes:
    return text.replace("DAMAGED", DAMAGED).encode()


def clean(text: str) -> bytes:
    return text.replace("DAMAGED", CLEAN).encode()


def test_json_lines_keep_all_but_the_text() -> None:
    done = fork("--format", "jsonl", given=damaged(LINES))
    assert (done.returncode, done.stdout.decode()) == (0, clean(LINES).decode())


def test_escaped_json_stays_escaped() -> None:
    given = json.dumps({"text": DAMAGED, "b": "é\ud800"}).encode() + b"\n"
    wanted = json.dumps({"text": CLEAN, "b": "é\ud800"}).encode() + b"\n"
    assert fork("--format", "jsonl", given=given).stdout == wanted


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": x', "line 2: is no JSON: Expecting value at column 10"),
        ('{"txet": "a"}', "line 2: has no field 'text'; did you mean --field txet?"),
        ('{"text": 5}', "line 2: the field 'text' holds no text"),
        ("[1]", "line 2: is no JSON object"),
        ("[" * 100_000, "line 2: is nested too deeply"),
    ],
    ids=["cut", "no field", "number", "list", "deep"],
)
def test_a_bad_line_stops_or_is_passed_through(tmp_path: Path, line: str, message: str) -> None:
    good = '{"text": "DAMAGED"}\n'
    (tmp_path / "in.jsonl").write_bytes(damaged(good + line + "\n" + good))
    done = fork("fix", "in.jsonl", "-o", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert f"cleantext: in.jsonl: {message}; --skip-bad" in done.stderr.decode()
    assert not (tmp_path / "out.jsonl").exists()
    done = fork("fix", "in.jsonl", "-o", "out.jsonl", "--skip-bad", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.decode() == f"cleantext: in.jsonl: {message}; passed through\n"
    assert (tmp_path / "out.jsonl").read_bytes() == clean(good + line + "\n" + good)


@pytest.mark.parametrize(("format_", "separator"), [("csv", ","), ("tsv", "\t")])
def test_tables_keep_all_but_the_text(format_: str, separator: str) -> None:
    table = TABLE.replace(",", separator)
    done = fork("--format", format_, given=b"\xef\xbb\xbf" + damaged(table))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "\ufeff" + clean(table).decode()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("id,txt\n1,a\n", "there is no column 'text'; did you mean --field txt?"),
        ('id,text\n1,"a\n', "the row at line 2 is no csv: unexpected end of data"),
    ],
)
def test_a_bad_table_is_refused(table: str, message: str) -> None:
    done = fork("--format", "csv", given=table.encode())
    assert done.returncode == 2
    assert f"cleantext: standard input: {message}" in done.stderr.decode()


@given(st.lists(st.tuples(cells, cells, cells), max_size=4), cells, st.sampled_from(["csv", "tsv"]))
def test_a_cell_changes_and_the_others_do_not(
    rows: list[tuple[str, str, str]], new: str, format_: str
) -> None:
    separator = "," if format_ == "csv" else "\t"
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([("a", "text", "b"), *rows])
    cut = list(pieces([out.getvalue()], Layout(format_), print))
    assert "".join(each.raw for each in cut) == out.getvalue()
    changed = "".join(each.back(new) if at else each.raw for at, each in enumerate(cut))
    read = list(csv.reader(io.StringIO(changed, newline=""), delimiter=separator))
    if not any("\n" in old for _, old, _ in rows):
        assert read[1:] == [[first, new, last] for first, _, last in rows]


@given(record=st.dictionaries(cells, cells), old=cells, new=cells, ascii_only=st.booleans())
def test_a_field_changes_and_the_others_do_not(
    record: dict[str, str], old: str, new: str, *, ascii_only: bool
) -> None:
    line = json.dumps(record | {"text": old}, ensure_ascii=ascii_only)
    (cut,) = pieces([line], Layout("jsonl"), print)
    assert json.loads(cut.back(new)) == record | {"text": new}
    assert cut.back(cut.doc) == line


@pytest.mark.parametrize(
    ("end", "pack", "unpack"),
    [
        (".gz", gzip.compress, gzip.decompress),
        (".bz2", bz2.compress, bz2.decompress),
        (".xz", lzma.compress, lzma.decompress),
        (".zst", zstandard.compress, unpacked_zst),
    ],
)
def test_packed_files_stay_packed(
    tmp_path: Path, end: str, pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / f"a.jsonl{end}").write_bytes(pack(damaged(LINES)))
    done = fork("fix", f"a.jsonl{end}", "-o", f"b.jsonl{end}", "--trail", "trail", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert unpack((tmp_path / f"b.jsonl{end}").read_bytes()) == clean(LINES)
    back = fork("undo", f"b.jsonl{end}", "--trail", "trail", cwd=tmp_path)
    assert back.stdout == damaged(LINES)
    (tmp_path / f"a.jsonl{end}").write_bytes(pack(damaged(LINES))[:-9])
    done = fork("fix", f"a.jsonl{end}", "-i", cwd=tmp_path)
    assert done.returncode == 2
    assert b"packed badly or cut short" in done.stderr


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-16-be", "utf-32", "auto"])
def test_an_encoding_stays(tmp_path: Path, encoding: str) -> None:
    before = "黨中央、國務院，各位同志，大家好。\r\n" * 40
    text = before + "提升競爭力提升競爭力，，增強活力增強活力"
    codec = "gb18030" if encoding == "auto" else encoding
    (tmp_path / "a.txt").write_bytes(text.encode(codec))
    done = fork("fix", "-i", "--encoding", encoding, "--select", "doubled", "a.txt", cwd=tmp_path)
    assert done.returncode == 0
    told = "cleantext: a.txt: read as gb18030\n" if encoding == "auto" else ""
    assert done.stderr.decode() == told
    wanted = before + "提升競爭力，增強活力"
    assert (tmp_path / "a.txt").read_bytes() == wanted.encode(codec)


def test_what_no_encoding_explains_is_refused_or_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("全国\n".encode() + b"\xff\n")
    refused = fork("fix", "a.txt", cwd=tmp_path)
    assert refused.returncode == 2
    assert "a.txt is not UTF-8: byte 0xff at offset 7, line 2" in refused.stderr.decode()
    replaced = fork("fix", "a.txt", "--errors", "replace", cwd=tmp_path)
    assert replaced.stdout.decode() == "全国\n\ufffd\n"


def test_what_an_encoding_cannot_write_just_so_is_refused(tmp_path: Path) -> None:
    given = b"\x1b$B\x1b(Ba"  # two shifts that say nothing: written again they would be gone
    (tmp_path / "a.txt").write_bytes(given)
    done = fork("fix", "-i", "a.txt", "--encoding", "iso2022_jp", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be written in iso2022_jp just as it came" in done.stderr.decode()
    assert (tmp_path / "a.txt").read_bytes() == given


def test_a_folder_gives_its_records_once_the_field_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(DAMAGED, "utf-8")
    (tmp_path / "in/b.jsonl").write_text(json.dumps({"body": DAMAGED}), "utf-8")
    assert b"b.jsonl" not in fork("check", "in", cwd=tmp_path).stdout
    assert b"b.jsonl: 3 repairs" in fork("check", "in", "--field", "body", cwd=tmp_path).stdout


def test_places_in_records_are_those_of_the_field() -> None:
    given = ('{"text": "a"}\n' + json.dumps({"text": f"一\n{DAMAGED}"}) + "\n").encode()
    done = fork("explain", "--json", "--format", "jsonl", given=given)
    first = json.loads(done.stdout.decode().splitlines()[0])
    assert (first["line"], first["column"]) == (2, 8)


def test_layouts_refuse_what_they_cannot_read() -> None:
    with pytest.raises(CleantextError, match="no field 'x'; it has text"):
        list(pieces(['{"text": "a"}'], Layout("jsonl", "x"), print))
