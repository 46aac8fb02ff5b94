"""Parquet: row groups, read and written one at a time.

What the file says of itself is kept: schema, metadata, how the rows are grouped and sorted, how
each column is packed, whether it has a dictionary. Bloom filters are not, which tell of values.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from cleantext.cli.formats.columns import Rows
from cleantext.errors import CleantextError

LARGEST: Final = 1 << 26  # rows: what pyarrow takes for a group
OF_ARROW: Final = b"ARROW:schema"
OLD_TIME: Final = "INT96"


class Parquet:
    """A Parquet file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with pa.OSFile(str(path)) as file, pq.ParquetFile(file) as opened:
            self.schema = opened.schema_arrow
            self._about = opened.metadata
            self._leaves = _leaves(opened)
        self._old_time = any(each.physical_type == OLD_TIME for each in self._leaves)

    def blocks(self) -> Iterator[Rows]:
        """The row groups."""
        number = self._about.num_row_groups
        size = self._path.stat().st_size // max(number, 1)
        with pa.OSFile(str(self._path)) as file, pq.ParquetFile(file) as opened:
            for group in range(number):
                table = opened.read_row_group(group)
                if self._old_time:
                    self._refuse_far_times(table, group)
                yield Rows(table, size)

    def writer(self, out: Any) -> _Writer:  # noqa: ANN401
        """A file packed and sorted as this one."""
        self._refuse_loss()
        return _Writer(self._writer(out))

    def _writer(self, out: Any) -> Any:  # noqa: ANN401
        keyed = self._about.metadata or {}
        return pq.ParquetWriter(
            out,
            self.schema,
            compression=self._codecs,
            use_dictionary=self._with_dictionary,
            sorting_columns=self._sorted or None,
            store_schema=OF_ARROW in keyed,
            use_deprecated_int96_timestamps=self._old_time,
            write_page_index=any(each.has_offset_index for each in self._columns),
        )

    @cached_property
    def _columns(self) -> list[Any]:
        """What the first row group says of its columns."""
        if not self._about.num_row_groups:
            return []
        group = self._about.row_group(0)
        return [group.column(at) for at in range(group.num_columns)]

    @property
    def _codecs(self) -> str | dict[str, str]:
        codecs = {each.path_in_schema: _codec(each.compression) for each in self._columns}
        few = set(codecs.values())
        return codecs if len(few) > 1 else min(few, default="snappy")

    @property
    def _with_dictionary(self) -> bool | list[str]:
        """The columns that have a dictionary; all may where nothing is known."""
        names = [each.path_in_schema for each in self._columns if _has_dictionary(each)]
        return names if len(names) < len(self._columns) else True

    @property
    def _sorted(self) -> list[Any]:
        groups = range(min(1, self._about.num_row_groups))
        return [each for at in groups for each in self._about.row_group(at).sorting_columns]

    def _refuse_loss(self) -> None:
        """What Parquet knows and Arrow does not would be lost, such as intervals."""
        sample = pa.BufferOutputStream()
        self._writer(sample).close()
        with pq.ParquetFile(pa.BufferReader(sample.getvalue())) as opened:
            for old, new in zip(self._leaves, _leaves(opened), strict=True):
                if _meaning(old) != _meaning(new):
                    kind = old.logical_type if str(old.logical_type) != "None" else OLD_TIME
                    raise CleantextError(
                        f"the column {old.path!r} is of the kind {kind}, which pyarrow would not "
                        "write again: give the column another kind first"
                    )

    def _refuse_far_times(self, table: Any, group: int) -> None:  # noqa: ANN401
        """Times of the old kind far from our day come out wrong in nanoseconds, without a word."""
        with (
            pa.OSFile(str(self._path)) as file,
            pq.ParquetFile(file, coerce_int96_timestamp_unit="us") as opened,
        ):
            coarse = opened.read_row_group(group)
        if not table.cast(coarse.schema, safe=False).equals(coarse):
            raise CleantextError(
                "it has times before 1677 or after 2262 of the kind INT96, which pyarrow does not "
                "keep: write the file anew with times of another kind first"
            )


class _Writer:
    def __init__(self, to: Any) -> None:  # noqa: ANN401
        self._to = to

    def write(self, rows: Rows) -> None:
        self._to.write_table(rows.table, row_group_size=max(1, min(len(rows.table), LARGEST)))

    def close(self) -> None:
        self._to.close()


def _codec(name: str) -> str:
    return "none" if name == "UNCOMPRESSED" else name.lower()


def _has_dictionary(column: Any) -> bool:  # noqa: ANN401
    return any(each.endswith("_DICTIONARY") for each in column.encodings)


def _leaves(opened: Any) -> list[Any]:  # noqa: ANN401
    """The columns as Parquet sees them, those inside others too."""
    return [opened.schema.column(at) for at in range(len(opened.schema))]


def _meaning(leaf: Any) -> tuple[str, ...]:  # noqa: ANN401
    """What a column's bytes stand for; that an integer is one its own kind says."""
    logical = str(leaf.logical_type)
    plain = logical in {"Int(bitWidth=64, isSigned=true)", "Int(bitWidth=32, isSigned=true)"}
    old_time = OLD_TIME if leaf.physical_type == OLD_TIME else ""
    return ("None" if plain else logical), old_time
