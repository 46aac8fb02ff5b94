"""A column of texts in Arrow's memory: a cell to each row, or to each word of its dictionary.

Rows come in blocks, a row group or a record batch each, and are written in the same ones. All
columns but the repaired one are handed on as they are; a block without a repair is handed on whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from pyarrow import types

from cleantext.cli.bodies import Body
from cleantext.cli.formats import Piece
from cleantext.errors import CleantextError


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows that are read and written together."""

    table: Any
    size: int  # about so many bytes of the file
    notes: Any = None  # what a record batch says of itself


class Writer(Protocol):
    """Where blocks are written."""

    def write(self, rows: Rows) -> None:
        """Write a block."""

    def close(self) -> None:
        """Write what stands behind the last."""


class Store(Protocol):
    """A file of blocks."""

    schema: Any

    def blocks(self) -> Iterator[Rows]:
        """The blocks, from the first, every time anew."""

    def writer(self, out: Any) -> Writer:  # noqa: ANN401 - any file of Python's will do
        """A file like this one."""


@dataclass(eq=False)
class Words:
    """Texts that stand in one array, and what some of them become."""

    array: Any
    new: dict[int, str] = field(default_factory=dict)

    @cached_property
    def texts(self) -> list[str | None]:
        """The texts, None for a null."""
        try:
            found: list[str | None] = self.array.to_pylist()
        except UnicodeDecodeError as error:
            raise CleantextError(f"a text is not UTF-8: {error.object!r:.60}") from None
        return found

    @cached_property
    def renewed(self) -> Any:  # noqa: ANN401
        """The array with the new texts; all cells have been seen by then."""
        texts = list(self.texts)
        for at, text in self.new.items():
            texts[at] = text
        return pa.array(texts, self.array.type)

    @cached_property
    def merged(self) -> tuple[Any, Any]:
        """A dictionary of the new texts, each but once, and where in it each is now."""
        place: dict[str | None, int] = {}
        moved = [place.setdefault(text, len(place)) for text in self.renewed.to_pylist()]
        return pa.array(list(place), self.array.type), pa.array(moved, pa.int64())


@dataclass(frozen=True)
class Cell(Piece):
    """A text in the column; a block has at least one, if only to stand for it."""

    block: Block | None = None
    words: Words | None = None
    at: int = 0

    def become(self, text: str) -> None:
        """Take this text for the document."""
        if self.words and text is not self.doc:
            self.words.new[self.at] = self.back(text)


@dataclass(eq=False)
class Block:
    """Some rows, and the texts of each chunk of their column."""

    rows: Rows
    column: int
    words: list[Words]

    @property
    def chunks(self) -> Sequence[Any]:
        """The arrays that make up the column."""
        found: Sequence[Any] = self.rows.table.column(self.column).chunks
        return found

    def renewed(self) -> Rows:
        """The rows with the new texts, the very same if there are none."""
        if not any(each.new for each in self.words):
            return self.rows
        kind = self.rows.table.schema.field(self.column)
        arrays: list[Any] = []
        for chunk, words in zip(self.chunks, self.words, strict=True):
            new = _renewed(chunk, words) if words.new else chunk
            arrays += new.chunks if isinstance(new, pa.ChunkedArray) else [new]
        column = pa.chunked_array(arrays, kind.type)
        table = self.rows.table.set_column(self.column, kind, column)
        return Rows(table, self.rows.size, self.rows.notes)


def column_of(schema: Any, name: str) -> int:  # noqa: ANN401
    """Which column has this name, or an error that says which there are with text."""
    names = schema.names
    number = names.count(name)
    if number == 1:
        column: int = schema.get_field_index(name)
        kind = schema.field(column).type
        if _is_text(kind):
            return column
        raise CleantextError(f"the column {name!r} holds {kind}, not text; {_others(schema)}")
    if number:
        raise CleantextError(f"{number} columns are called {name!r}, and one is wanted")
    root = name.split(".", maxsplit=1)[0]
    if root in names:
        raise CleantextError(f"{name!r} lies inside the column {root!r}; {_others(schema)}")
    near = get_close_matches(name, names, n=1)
    advice = f"did you mean --field {near[0]}?" if near else _others(schema)
    raise CleantextError(f"there is no column {name!r}; {advice}")


def cells(blocks: Iterable[Rows], column: int) -> Iterator[Cell]:
    """The cells of the column, block by block; a null, like an empty block, has nothing in it."""
    row = 1
    last: Words | None = None
    for rows in blocks:
        block = Block(rows, column, [])
        bare = True
        for chunk in block.chunks:
            words, lines = _words(chunk, last)
            block.words.append(words)
            if words is not last:
                for at, (text, line) in enumerate(zip(words.texts, lines, strict=True)):
                    bare = False
                    yield _cell(text, row + line, block, words, at)
            last = words
            row += len(chunk)
        if bare:
            yield Cell("", "", str, row, block=block)


def _words(chunk: Any, last: Words | None) -> tuple[Words, Sequence[int]]:  # noqa: ANN401
    """The texts of a chunk, and the row of each; a dictionary that goes on is known already."""
    if not types.is_dictionary(chunk.type):
        return Words(chunk), range(len(chunk))
    if last and last.array.equals(chunk.dictionary):
        return last, ()
    indices = chunk.indices.drop_null().to_numpy(zero_copy_only=False)
    filled = np.flatnonzero(chunk.indices.is_valid().to_numpy(zero_copy_only=False))
    used, first = np.unique(indices, return_index=True)
    lines = np.zeros(len(chunk.dictionary), np.int64)
    lines[used] = filled[first]
    return Words(chunk.dictionary), lines.tolist()


def _cell(text: str | None, line: int, block: Block, words: Words, at: int) -> Cell:
    if text is None:
        return Cell("", "", str, line, block=block)
    body = Body.of(text)
    return Cell(text, body.text, body.back, line, block=block, words=words, at=at)


def _renewed(chunk: Any, words: Words) -> Any:  # noqa: ANN401
    if not types.is_dictionary(chunk.type):
        return words.renewed
    dictionary, moved = words.merged
    indices = moved.take(chunk.indices).cast(chunk.type.index_type)
    return pa.DictionaryArray.from_arrays(indices, dictionary, ordered=chunk.type.ordered)


def _is_text(kind: Any) -> bool:  # noqa: ANN401
    if types.is_dictionary(kind):
        kind = kind.value_type
    return any(is_(kind) for is_ in (types.is_string, types.is_large_string, types.is_string_view))


def _others(schema: Any) -> str:  # noqa: ANN401
    texts = [each.name for each in schema if _is_text(each.type)]
    return f"columns with text: {', '.join(texts)}" if texts else "no column holds text"
