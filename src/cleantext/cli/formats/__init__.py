"""The formats of files: each cuts a stream of text into pieces, with a document in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from cleantext.cli.known import ARROW, DOCUMENTS, JSONL, MARKDOWN, PARQUET, TEXT
from cleantext.cli.packing import unpacked_name

BY_END: Final = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": PARQUET,
    ".arrow": ARROW,
    ".arrows": ARROW,
    ".feather": ARROW,
    ".ipc": ARROW,
}


@dataclass(frozen=True)
class Piece:
    """A stretch of a file as it came, the document in it, and the way back from the document."""

    raw: str
    doc: str  # "" where there is nothing to repair
    back: Callable[[str], str]
    line: int = 1  # of the file, where the piece starts
    column: int = 1
    is_file: bool = False  # then the document's lines are the file's

    def written(self, text: str) -> str:
        """What is written for this document; what was not repaired is written as it came."""
        return self.raw if text is self.doc else self.back(text)


@dataclass(frozen=True)
class Layout:
    """How the documents lie in a file."""

    format: str
    field: str = "text"
    skip_bad: bool = False


MAGIC: Final = {b"PAR1\x15": PARQUET, b"ARROW1\0\0": ARROW}  # no text begins so
Warn = Callable[[str], None]


def format_of(name: str) -> str | None:
    """The format a file's name promises, None if it promises none.

    >>> format_of("shard-0.JSONL.gz"), format_of("a.md"), format_of("photo.jpg")
    ('jsonl', 'markdown', None)
    """
    return BY_END.get(PurePath(unpacked_name(name.lower())).suffix)


def told_by(head: bytes) -> str | None:
    r"""The format that the first bytes of a file tell, None if they tell none.

    >>> told_by(b"PAR1\x15\x04"), told_by(b"PAR1 is a text")
    ('parquet', None)
    """
    return next((each for magic, each in MAGIC.items() if head.startswith(magic)), None)


def pieces(chunks: Iterable[str], layout: Layout, warn: Warn, line: int = 1) -> Iterator[Piece]:
    """The pieces of a file of characters from this line on, in order; joined they are the file."""
    if layout.format in DOCUMENTS:
        from cleantext.cli.formats import texts

        yield from texts.pieces(chunks, layout)
    elif layout.format == JSONL:
        from cleantext.cli.formats import jsonl

        yield from jsonl.pieces(chunks, layout, warn, line)
    else:
        from cleantext.cli.formats import tables

        yield from tables.pieces(chunks, layout)
