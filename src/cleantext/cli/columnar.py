"""A file of columns as pieces, and written again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from cleantext.cli import packing
from cleantext.cli.formats import Layout, Piece
from cleantext.cli.known import PARQUET
from cleantext.cli.reading import Reading
from cleantext.errors import CleantextError

try:
    import pyarrow as pa

    from cleantext.cli.formats import columns
    from cleantext.cli.formats.columns import Block, Cell, Store
except ImportError:
    raise CleantextError(
        "Parquet and Arrow files need pyarrow: pip install 'cleantext-ocr[arrow]'"
    ) from None


@dataclass
class Columns(Reading):
    """A file of columns that is being read."""

    path: Path
    store: Store

    @contextmanager
    def writing(self, out: IO[bytes]) -> Iterator[Callable[[Piece, str], int]]:
        """What takes each piece with its new document, and tells the bytes done."""
        written = _Written(self, out)
        try:
            yield written.add
        except BaseException:
            written.abandon()
            raise
        written.close()


@contextmanager
def reading(file: IO[bytes], path: Path | None, layout: Layout, name: str) -> Iterator[Columns]:
    """The file; what is piped in or packed is laid down first, for it is read here and there."""
    with ExitStack() as stack:
        if path is None or packing.unpacked_name(name) != name:
            laid = stack.enter_context(NamedTemporaryFile(prefix="cleantext-"))
            for chunk in packing.chunks(file, name):
                laid.write(chunk)
            laid.flush()
            path = Path(laid.name)
        with _told(layout.format, name):
            store = _store(path, layout)
            column = columns.column_of(store.schema, layout.field)
        yield Columns(_cells(store, column, layout, name), layout, name, [], path, store)


def _store(path: Path, layout: Layout) -> Store:
    if layout.format == PARQUET:
        from cleantext.cli.formats.parquet import Parquet

        return Parquet(path)
    from cleantext.cli.formats.arrow import Arrow

    return Arrow(path)


def _cells(store: Store, column: int, layout: Layout, name: str) -> Iterator[Piece]:
    with _told(layout.format, name):
        yield from columns.cells(store.blocks(), column)


@contextmanager
def _told(format_: str, name: str) -> Iterator[None]:
    """What goes wrong in reading is told with the file's name."""
    try:
        yield
    except CleantextError as error:
        raise CleantextError(f"{name}: {error}") from None
    except (pa.ArrowException, OSError, EOFError) as error:
        said = str(error).strip().partition("\n")[0]
        kind = format_.capitalize()
        raise CleantextError(f"{name} is no {kind} file, or a damaged one: {said}") from None


class _Written:
    """The blocks, each written once its cells have come.

    Until one is repaired nothing is written: if none ever is, the file is copied as it stands.
    """

    def __init__(self, read: Columns, out: IO[bytes]) -> None:
        self._read = read
        self._sink = _Sink(out)
        self._writer: columns.Writer | None = None
        self._block: Block | None = None
        self._kept = 0

    def add(self, piece: Piece, text: str) -> int:
        """Take in the next piece and its new document; the bytes done by that."""
        assert isinstance(piece, Cell)  # noqa: S101 - for the type checker
        done = 0
        if piece.block is not self._block:
            done = self._finish()
            self._block = piece.block
        piece.become(text)
        return done

    def close(self) -> None:
        """Write what is left."""
        self._finish()
        if self._writer:
            self._writer.close()
        else:
            with self._read.path.open("rb") as file:
                shutil.copyfileobj(file, self._sink)

    def abandon(self) -> None:
        """Write no more: the writer would write an end that makes half a file look whole."""
        self._sink.closed = True
        self._writer = None

    def _new_writer(self) -> columns.Writer:
        try:
            return self._read.store.writer(pa.PythonFile(self._sink, "w"))
        except CleantextError as error:
            raise CleantextError(f"{self._read.name}: {error}") from None

    def _finish(self) -> int:
        if self._block is None:
            return 0
        old, new = self._block.rows, self._block.renewed()
        if self._writer is None and new is not old:
            self._writer = self._new_writer()
            for rows in islice(self._read.store.blocks(), self._kept):
                self._writer.write(rows)
        if self._writer:
            self._writer.write(new)
        self._kept += 1
        return old.size


class _Sink:
    """Any file to write to, a pipe too, that knows how far it is."""

    closed = False

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._at = 0

    def write(self, data: bytes) -> int:
        if not self.closed:
            self._out.write(data)
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        pass
