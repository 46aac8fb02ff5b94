"""Parquet and Arrow on the command line: one column repaired, all else the same."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from running import fork

from cleantext import cli
from cleantext.cli import columnar  # noqa: F401 - so that a test may take it away
from cleantext.cli.formats import columns
from cleantext.cli.formats.arrow import Arrow
from cleantext.cli.formats.columns import Rows
from cleantext.cli.formats.parquet import Parquet
from cleantext.errors import CleantextError

DAMAGED = "提升竞争力提升竞争力，，增强活力增强活力"
CLEAN = "提升竞争力，增强活力"
DOCS = ["干干净净。", None, "", DAMAGED, f"\ufeff{DAMAGED}\r\n", CLEAN, DAMAGED, None]
WANTED = ["干干净净。", None, "", CLEAN, f"\ufeff{CLEAN}\r\n", CLEAN, CLEAN, None]
KINDS = {
    "string": pa.string(),
    "large_string": pa.large_string(),
    "string_view": pa.string_view(),
    "dictionary": pa.dictionary(pa.int8(), pa.string()),
    "large dictionary": pa.dictionary(pa.int32(), pa.large_string()),
}
ENDS = ("parquet", "feather", "arrows")


def array(docs: Sequence[str | None], kind: pa.DataType) -> pa.Array:
    if kind != KINDS["large dictionary"]:
        return pa.array(docs, kind)
    return pa.array(docs, pa.large_string()).dictionary_encode()  # older pyarrow asks for this way


def table(kind: pa.DataType = KINDS["string"], docs: Sequence[str | None] = DOCS) -> pa.Table:
    made = pa.table(
        {
            "id": pa.array(range(len(docs)), pa.uint8()),
            "text": array(docs, kind),
            "more": [{"urls": [DAMAGED, doc]} for doc in docs],
            "day": pa.array(range(len(docs)), pa.timestamp("ns", "Asia/Shanghai")),
        }
    )
    return made.replace_schema_metadata({"huggingface": '{"info": {}}', "k": "值"})


def write(path: Path, given: pa.Table, rows: int = 3, codec: str | None = "zstd") -> None:
    """The table in blocks of so many rows, in the format that the path's end names."""
    if path.suffix == ".parquet":
        order = [pq.SortingColumn(0)]
        pq.write_table(
            given, path, rows, compression=codec, use_dictionary=["id"], sorting_columns=order
        )
        return
    new, more = (pa.ipc.new_stream, {}) if path.suffix == ".arrows" else (pa.ipc.new_file, NOTES)
    options = pa.ipc.IpcWriteOptions(compression=codec, unify_dictionaries=True)
    with new(path, given.schema, options=options, **more) as out:
        for number, batch in enumerate(given.to_batches(max_chunksize=rows)):
            out.write_batch(batch, custom_metadata={"number": str(number)})


NOTES: dict[str, Any] = {"metadata": {"of": "the file"}}


def read(path: Path) -> tuple[pa.Table, list[Any]]:
    """The table, and whatever else the file says: its blocks, how they are packed, notes."""
    if path.suffix == ".parquet":
        about = pq.read_metadata(path)
        groups = [about.row_group(at) for at in range(about.num_row_groups)]
        return pq.read_table(path), [
            sorted(about.metadata.keys()),
            [(each.num_rows, each.sorting_columns) for each in groups],
            [
                (cell.path_in_schema, cell.compression, cell.encodings)
                for each in groups
                for cell in map(each.column, range(each.num_columns))
            ],
        ]
    store = Arrow(path)
    blocks = list(store.blocks())
    notes = [(len(each.table), each.notes and dict(each.notes)) for each in blocks]
    return pa.concat_tables([each.table for each in blocks]), [store.codec, store.notes, notes]


def clean(path: Path, *args: str) -> int:
    return cli.main(["fix", "--quiet", str(path), *args])


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_column_is_repaired_and_all_else_is_the_same(
    tmp_path: Path, kind: str, end: str
) -> None:
    old, new = tmp_path / f"a.{end}", tmp_path / f"b.{end}"
    write(old, table(KINDS[kind]))
    assert clean(old, "-o", str(new)) == 0
    (before, said), (after, says) = read(old), read(new)
    assert after.column("text").to_pylist() == WANTED
    assert after.schema.equals(before.schema, check_metadata=True)
    assert after.drop_columns("text").equals(before.drop_columns("text"))
    assert says == said


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("codec", [None, "lz4", "zstd"])
def test_the_packing_is_kept(tmp_path: Path, end: str, codec: str | None) -> None:
    path = tmp_path / f"a.{end}"
    write(path, table(), codec=codec)
    before = read(path)[1]
    assert clean(path, "--in-place") == 0
    assert read(path)[1] == before
    assert codec == before[0] or end == "parquet"


@pytest.mark.parametrize("end", ENDS)
def test_what_needs_no_repair_is_copied_byte_for_byte(tmp_path: Path, end: str) -> None:
    old, new = tmp_path / f"a.{end}", tmp_path / f"b.{end}"
    write(old, table(docs=["干干净净。", None, ""]))
    assert clean(old, "-o", str(new)) == 0
    assert new.read_bytes() == old.read_bytes()


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("docs", [[], [None] * 4, [DAMAGED]], ids=["no rows", "nulls", "one"])
def test_few_rows_are_enough(tmp_path: Path, end: str, docs: list[str | None]) -> None:
    path = tmp_path / f"a.{end}"
    write(path, table(docs=docs))
    assert clean(path, "--in-place") == 0
    if docs or end == "parquet":
        assert read(path)[0].column("text").to_pylist() == [doc and CLEAN for doc in docs]


def test_an_empty_row_group_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    given = table()
    with pq.ParquetWriter(path, given.schema) as out:
        for part in (given[:0], given[:2], given[:0], given[2:]):
            out.write_table(part)
    assert clean(path, "--in-place") == 0
    about = pq.read_metadata(path)
    assert [about.row_group(at).num_rows for at in range(4)] == [0, 2, 0, 6]
    assert pq.read_table(path).column("text").to_pylist() == WANTED


def test_words_that_become_one_stand_in_the_dictionary_once() -> None:
    words = pa.array([DAMAGED, None, CLEAN, "未用"])
    array = pa.DictionaryArray.from_arrays(pa.array([2, 0, None, 1, 2], pa.int8()), words)
    rows = Rows(pa.table({"text": array}), 0)
    found = list(columns.cells([rows], 0))
    assert [(each.doc, each.line) for each in found] == [
        (DAMAGED, 2),
        ("", 4),
        (CLEAN, 1),
        ("未用", 1),
    ]
    found[0].become(CLEAN)
    assert found[0].block
    (new,) = found[0].block.renewed().table.column("text").chunks
    assert new.type == array.type
    assert new.dictionary.to_pylist() == [CLEAN, None, "未用"]
    assert new.to_pylist() == [CLEAN, CLEAN, None, None, CLEAN]


@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "", None]), max_size=4), max_size=4),
    st.sampled_from(sorted(KINDS)),
)
def test_cells_are_the_column(blocks: list[list[str | None]], kind: str) -> None:
    given = [Rows(pa.table({"text": array(docs, KINDS[kind])}), 0) for docs in blocks]
    found = list(columns.cells(given, 0))
    held = list(dict.fromkeys(id(each.block) for each in found))
    assert len(held) <= len(given)
    for each in found:
        if each.doc == "a":
            each.become("A")
    new = {id(each.block): each.block.renewed() for each in found if each.block}
    made = [doc for rows in new.values() for doc in rows.table.column(0).to_pylist()]
    old = [doc for docs in blocks for doc in docs]
    assert made == ["A" if doc == "a" else doc for doc in old]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("txet", "there is no column 'txet'; did you mean --field text?"),
        ("none", "there is no column 'none'; columns with text: text"),
        ("more", "the column 'more' holds struct<urls: list<element: string>>, not text; columns"),
        ("more.urls", "'more.urls' lies inside the column 'more'; columns with text: text"),
        ("id", "the column 'id' holds uint8, not text; columns with text: text"),
        ("twice", "2 columns are called 'twice', and one is wanted"),
    ],
)
def test_a_wrong_field_is_answered_with_the_right_ones(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], field: str, message: str
) -> None:
    path = tmp_path / "a.parquet"
    twice = pa.array(DOCS[:1])
    write(path, table(docs=DOCS[:1]).append_column("twice", twice).append_column("twice", twice))
    assert cli.main(["check", str(path), "--field", field]) == 2
    said = capfd.readouterr().err
    assert said.startswith(f"cleantext: {path}: {message}")


def cut(data: bytes) -> bytes:
    return data[:-20]


def muddled(data: bytes) -> bytes:
    return data[:4] + b"\xff" * 30 + data[34:]


@pytest.mark.parametrize(
    ("end", "harm", "message"),
    [
        ("parquet", cut, "is no Parquet file, or a damaged one: Parquet magic bytes not found"),
        ("parquet", muddled, "is no Parquet file, or a damaged one: Couldn't deserialize"),
        ("feather", cut, "is no Arrow file, or a damaged one: Not an Arrow file"),
        ("arrows", lambda _: b"id,text\n", "is no Arrow file, or a damaged one"),
        ("arrow", lambda _: b"FEA1....", "it is Feather of version 1"),
    ],
    ids=["parquet", "page", "feather", "csv", "old feather"],
)
def test_a_damaged_file_is_told_and_stays(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    end: str,
    harm: Callable[[bytes], bytes],
    message: str,
) -> None:
    path = tmp_path / f"a.{end}"
    write(path, table())
    path.write_bytes(harm(path.read_bytes()))
    before = path.read_bytes()
    assert clean(path, "--in-place") == 2
    assert message in capfd.readouterr().err
    assert (path.read_bytes(), len(list(tmp_path.iterdir()))) == (before, 1)


def test_rows_and_columns_are_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.parquet"
    write(path, table())
    assert cli.main(["explain", str(path)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [line.removeprefix(str(path))[:6] for line in lines[2:5]] == [
        ":4:17:",
        ":5:6: ",
        ":5:12:",
    ]
    assert cli.main(["check", "--field", "text", str(tmp_path)]) == 1
    assert "9 repairs (doubled 9)" in capfd.readouterr().out


def test_piped_and_packed_files_come_out_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "a.feather"
    write(path, table())
    done = fork("--format", "arrow", given=path.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    with pa.ipc.open_file(io.BytesIO(done.stdout)) as opened:
        assert opened.read_all().column("text").to_pylist() == WANTED
    packed = tmp_path / "a.arrows.zst"
    write(tmp_path / "a.arrows", table())
    packed.write_bytes(zstandard.compress((tmp_path / "a.arrows").read_bytes()))
    assert clean(packed, "--in-place") == 0
    data = zstandard.ZstdDecompressor().stream_reader(packed.read_bytes()).read()
    with pa.ipc.open_stream(io.BytesIO(data)) as stream:
        assert stream.read_all().column("text").to_pylist() == WANTED


def test_a_backup_is_what_undoes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.parquet"
    write(path, table())
    before = path.read_bytes()
    assert clean(path, "--in-place", "--trail", str(tmp_path / "trail")) == 2
    assert "there is no --trail for parquet" in capfd.readouterr().err
    assert clean(path, "--in-place", "--backup", ".bak") == 0
    assert (tmp_path / "a.parquet.bak").read_bytes() == before


def test_times_of_the_old_kind_are_kept_or_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.parquet"
    for year, code in ((2026, 0), (9999, 2)):
        day = pa.array([datetime(year, 1, 2, 3, 4, 5, 6)], pa.timestamp("us"))  # noqa: DTZ001
        given = pa.table({"text": [DAMAGED], "day": day})
        old = {"use_deprecated_int96_timestamps": True, "store_schema": False}
        pq.write_table(given, path, **old)
        assert clean(path, "--in-place") == code
        opened = pq.ParquetFile(path)
        assert opened.schema.column(1).physical_type == "INT96"
        assert not opened.metadata.metadata
    assert "before 1677 or after 2262" in capfd.readouterr().err


def test_without_pyarrow_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.parquet").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "cleantext.cli.columnar")
    monkeypatch.delattr(cli, "columnar")
    assert clean(tmp_path / "a.parquet") == 2
    assert "pip install 'cleantext-ocr[arrow]'" in capfd.readouterr().err


@pytest.mark.parametrize("end", ENDS)
def test_an_error_on_the_way_leaves_no_file_that_looks_whole(tmp_path: Path, end: str) -> None:
    path = tmp_path / f"a.{end}"
    offsets, wrong = pa.array([0, 1], pa.int32()).buffers()[1], pa.py_buffer(b"\xff")
    bad = pa.Array.from_buffers(pa.string(), 1, [None, offsets, wrong])
    write(path, pa.table({"text": pa.chunked_array([pa.array([DAMAGED]), bad])}), rows=1)
    done = fork("fix", str(path))
    assert done.returncode == 2
    assert done.stderr.decode() == f"cleantext: {path}: a text is not UTF-8: b'\\xff'\n"
    with pytest.raises(pa.ArrowInvalid):
        (pq.ParquetFile if end == "parquet" else pa.ipc.open_file)(io.BytesIO(done.stdout))


def test_a_name_that_tells_of_another_format_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.parquet"
    write(path, table())
    (tmp_path / "a.txt").write_text(DAMAGED, "utf-8")
    (tmp_path / "noend").write_bytes(path.read_bytes())
    for old, new in (("a.parquet", "b.jsonl"), ("a.txt", "b.feather")):
        assert clean(tmp_path / old, "-o", str(tmp_path / new)) == 2
        assert "formats are not converted" in capfd.readouterr().err
        assert not (tmp_path / new).exists()
    assert clean(tmp_path / "noend") == 2
    assert "noend is no text: give --format parquet" in capfd.readouterr().err


def test_what_pyarrow_would_not_write_again_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.parquet"
    times = {"old": pa.array([1], pa.timestamp("us")), "new": pa.array([1], pa.timestamp("us"))}
    write(path, pa.table({"text": [DAMAGED], **times}))
    data = path.read_bytes()
    store = Parquet(path)
    store._old_time = True  # noqa: SLF001 - no writer at hand makes such a file
    with pytest.raises(CleantextError, match="'old' is of the kind Timestamp"):
        store.writer(io.BytesIO())
    assert path.read_bytes() == data
    assert not capfd.readouterr().err
