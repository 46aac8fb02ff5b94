"""Arrow IPC, as a file (Feather is its other name) or as a stream: record batches, one at a time.

Which of the two it is its first bytes tell, not its name: `datasets` calls streams `.arrow`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from cleantext.cli.formats.columns import Rows
from cleantext.errors import CleantextError

MAGIC: Final = b"ARROW1\0\0"
OLD_FEATHER: Final = b"FEA1"
CODECS: Final = ("lz4", "zstd")  # in the order of the format's own numbers
RECORD_BATCH: Final = "record batch"


class Arrow:
    """A file of record batches."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
        if head.startswith(OLD_FEATHER):
            raise CleantextError("it is Feather of version 1: write it anew as version 2 first")
        self._is_file = head == MAGIC
        with pa.OSFile(str(path)) as file, self._opened(file) as opened:
            self.schema = opened.schema
            self.notes = opened.metadata if self._is_file else None
        self.codec = self._codec_of_the_first()

    def blocks(self) -> Iterator[Rows]:
        """The record batches."""
        with pa.OSFile(str(self._path)) as file, self._opened(file) as opened:
            if self._is_file:
                yield from self._batches(opened)
                return
            while True:
                before = file.tell()
                try:
                    batch, notes = opened.read_next_batch_with_custom_metadata()
                except StopIteration:
                    return
                yield Rows(pa.Table.from_batches([batch]), file.tell() - before, notes)

    def writer(self, out: Any) -> _Writer:  # noqa: ANN401
        """A file or a stream, packed as this one."""
        options = pa.ipc.IpcWriteOptions(compression=self.codec)
        if self._is_file:
            return _Writer(pa.ipc.new_file(out, self.schema, options=options, metadata=self.notes))
        return _Writer(pa.ipc.new_stream(out, self.schema, options=options))

    def _opened(self, file: Any) -> Any:  # noqa: ANN401
        return pa.ipc.open_file(file) if self._is_file else pa.ipc.open_stream(file)

    def _batches(self, opened: Any) -> Iterator[Rows]:  # noqa: ANN401
        number = opened.num_record_batches
        size = self._path.stat().st_size // max(number, 1)
        for at in range(number):
            batch, notes = opened.get_batch_with_custom_metadata(at)
            yield Rows(pa.Table.from_batches([batch]), size, notes)

    def _codec_of_the_first(self) -> str | None:
        """How the first record batch is packed; pyarrow itself does not tell."""
        with pa.OSFile(str(self._path)) as file:
            if self._is_file:
                file.seek(_first_batch(file))
            for message in pa.ipc.MessageReader.open_stream(file):
                if message.type == RECORD_BATCH:
                    return _codec(message.metadata.to_pybytes())
        return None


class _Writer:
    def __init__(self, to: Any) -> None:  # noqa: ANN401
        self._to = to

    def write(self, rows: Rows) -> None:
        batches = rows.table.to_batches() or [pa.RecordBatch.from_pylist([], rows.table.schema)]
        for batch in batches:
            self._to.write_batch(batch, custom_metadata=rows.notes)

    def close(self) -> None:
        self._to.close()


def _first_batch(file: Any) -> int:  # noqa: ANN401
    """Where the first record batch of a file stands, or its end: the footer lists them."""
    last = struct.Struct("<i6s")  # the footer's length and the magic
    end = file.size() - last.size
    file.seek(end)
    (length, _) = last.unpack(file.read(last.size))
    file.seek(end - length)
    footer = file.read(length)
    (root,) = struct.unpack_from("<I", footer)
    field = _field(footer, root, 3)
    blocks = field and _behind(footer, field)
    if not blocks or not struct.unpack_from("<I", footer, blocks)[0]:
        return int(end + last.size)
    return int(struct.unpack_from("<q", footer, blocks + 4)[0])


def _codec(message: bytes) -> str | None:
    """The codec that the head of a record batch names: fields of tables of flat buffers."""
    (root,) = struct.unpack_from("<I", message)
    batch = _field(message, root, 2)
    packed = batch and _field(message, _behind(message, batch), 3)
    if not packed:
        return None
    codec = _field(message, _behind(message, packed), 0)
    return CODECS[message[codec] if codec else 0]


def _behind(message: bytes, at: int) -> int:
    """Where what is referred to here stands."""
    return at + int(struct.unpack_from("<I", message, at)[0])


def _field(message: bytes, table: int, number: int) -> int:
    """Where a field of the table stands, 0 if it is left out."""
    index = table - struct.unpack_from("<i", message, table)[0]
    (length,) = struct.unpack_from("<H", message, index)
    place = 4 + 2 * number
    (offset,) = struct.unpack_from("<H", message, index + place) if place < length else (0,)
    return table + offset if offset else 0
