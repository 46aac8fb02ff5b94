"""Stretches of lines: what each of several processes makes of a part of a file of records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import CleantextError, Pipeline
from cleantext.cli import jobs, stretches
from cleantext.cli.formats import Layout
from cleantext.cli.known import JSONL
from cleantext.cli.reading import Characters, How, read_from
from cleantext.cli.settings import Settings

BY = Pipeline.named("doubled")
DAMAGED = "提升竞争力提升竞争力，，增强活力增强活力"
lines = st.sampled_from(
    [json.dumps({"text": DAMAGED}, ensure_ascii=False), '{"text": "a"}', "", "bad"]
)


def reading(data: bytes, codec: str = "utf-8", *, skip_bad: bool = True) -> Characters:
    chunks = [data[at : at + 50] for at in range(0, len(data), 50)]
    return read_from(chunks, How(Layout(JSONL, skip_bad=skip_bad), codec, "strict", "a.jsonl"))


def done_in(read: Characters, size: int) -> list[tuple[bytes, stretches.Done]]:
    return [stretches.repaired(each, BY) for each in stretches.stretches(read, 1, size)]


def in_one(read: Characters) -> Iterator[bytes]:
    for piece, cleaned in read.repaired(BY):
        yield read.encoded(piece.written(cleaned.text))


@settings(max_examples=max(settings().max_examples // 4, 1))
@given(st.lists(lines, max_size=12), st.sampled_from(["", "\n"]), st.integers(1, 300))
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_stretches_make_what_the_whole_makes(
    codec: str, given: list[str], last: str, size: int
) -> None:
    data = ("\n".join(given) + last).encode(codec)
    whole, parted = reading(data, codec), reading(data, codec)
    done = done_in(parted, size)
    assert b"".join(data for data, _ in done) == b"".join(in_one(whole))
    assert [warning for _, told in done for warning in told.warnings] == whole.warnings
    repairs = sum(told.repairs.total() for _, told in done)
    assert repairs == 3 * sum(DAMAGED in line for line in given)


def test_a_mark_is_one_only_before_the_first_line() -> None:
    data = ('\ufeff{"text": "a"}\n' * 2).encode()
    with pytest.raises(CleantextError, match=r"a\.jsonl: line 2: is no JSON"):
        done_in(reading(data, skip_bad=False), 1)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (b"{\n", r"a\.jsonl: line 41: is no JSON"),
        (b'{"text": "\xe5"}\n', r"a\.jsonl is not UTF-8: byte 0xe5 at offset 570, line 41"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_in_the_file(bad: bytes, message: str) -> None:
    data = b'{"text": "a"}\n' * 40 + bad + b'{"text": "a"}\n' * 9
    for size in (1, 200, 10_000):
        with pytest.raises(CleantextError, match=message):
            done_in(reading(data, skip_bad=False), size)


def test_the_last_stretches_are_small_where_the_end_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stretches, "LEAST", 100)
    data = b'{"text": "a"}\n' * 300
    read = reading(data)
    in_the_dark = [len(each.data) for each in stretches.stretches(read, 2, 800)]
    read = reading(data)
    read.size = len(data)
    known = [len(each.data) for each in stretches.stretches(read, 2, 800)]
    assert known[:2] == in_the_dark[:2]
    assert len(known) > len(in_the_dark)
    assert max(known[-2:]) < 200
    assert sum(known) == sum(in_the_dark) == len(data)


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_what_processes_share_is_written_before_others_take_its_place(
    monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    texts = [DAMAGED * (n % 4) + f"第{n}行。" for n in range(60)]  # some have no room on a shelf
    data = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts).encode()
    monkeypatch.setattr(jobs, "_way", lambda: way)
    monkeypatch.setattr(jobs, "ROOM", 300)
    monkeypatch.setattr(stretches, "stretches", partial(stretches.stretches, most=200))
    with jobs.pool(2, Settings(select=("doubled",))) as pool:
        assert pool is not None
        written = b"".join(bytes(part) for part, _ in pool.stretches(reading(data)))
    assert written == b"".join(in_one(reading(data)))
    assert written != data


def test_only_what_is_lines_in_bytes_as_well_is_cut() -> None:
    assert reading(b"", "gb18030").linewise
    assert not reading(b"", "utf-16-le").linewise
    assert not read_from([], How(Layout("csv"), "utf-8", "strict", "a.csv")).linewise
    assert not read_from([], How(Layout(JSONL), "utf-8", "replace", "a.jsonl")).linewise
