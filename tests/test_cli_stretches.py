"""Stretches of lines: what each of several processes makes of a part of a file of records."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import CleantextError, Pipeline
from cleantext.cli.formats import Layout
from cleantext.cli.known import JSONL
from cleantext.cli.reading import Characters, How, read_from
from cleantext.cli.stretches import repaired, stretches

BY = Pipeline.named("doubled")
DAMAGED = "提升竞争力提升竞争力，，增强活力增强活力"
lines = st.sampled_from(
    [json.dumps({"text": DAMAGED}, ensure_ascii=False), '{"text": "a"}', "", "bad"]
)


def reading(data: bytes, codec: str = "utf-8", *, skip_bad: bool = True) -> Characters:
    chunks = [data[at : at + 50] for at in range(0, len(data), 50)]
    return read_from(chunks, How(Layout(JSONL, skip_bad=skip_bad), codec, "strict", "a.jsonl"))


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
    done = [repaired(stretch, BY) for stretch in stretches(parted, size)]
    assert b"".join(each.data for each in done) == b"".join(in_one(whole))
    assert [warning for each in done for warning in each.warnings] == whole.warnings
    assert sum(each.repairs.total() for each in done) == 3 * sum(DAMAGED in line for line in given)


def test_a_mark_is_one_only_before_the_first_line() -> None:
    data = ('\ufeff{"text": "a"}\n' * 2).encode()
    with pytest.raises(CleantextError, match=r"a\.jsonl: line 2: is no JSON"):
        [repaired(each, BY) for each in stretches(reading(data, skip_bad=False), 1)]


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
            [repaired(each, BY) for each in stretches(reading(data, skip_bad=False), size)]


def test_only_what_is_lines_in_bytes_as_well_is_cut() -> None:
    assert reading(b"", "gb18030").linewise
    assert not reading(b"", "utf-16-le").linewise
    assert not read_from([], How(Layout("csv"), "utf-8", "strict", "a.csv")).linewise
    assert not read_from([], How(Layout(JSONL), "utf-8", "replace", "a.jsonl")).linewise
