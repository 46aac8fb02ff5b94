"""A file as pieces, and the pieces repaired."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, Protocol

from cleantext.cli import encodings, packing
from cleantext.cli.formats import Layout, Piece, pieces, told_by
from cleantext.cli.inputs import Input, checked
from cleantext.cli.known import COLUMNAR, JSONL, MARKDOWN
from cleantext.cli.settings import Settings
from cleantext.errors import CleantextError
from cleantext.pipeline import Cleaned, Pipeline


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


@dataclass
class Reading:
    """A file that is being read."""

    pieces: Iterator[Piece]
    layout: Layout
    name: str
    warnings: list[str]  # grows while the pieces are read

    def checked(self) -> Iterator[Piece]:
        """The pieces; an error behind the last if they could not be written just as they came."""
        return self.pieces

    def writing(self, out: IO[bytes]) -> AbstractContextManager[Callable[[Piece, str], int]]:
        """What takes each piece with its new document, and tells the bytes done."""
        raise NotImplementedError

    def repaired(self, by: Pipeline) -> Iterator[tuple[Piece, Cleaned]]:
        """Each piece with what was made of its document."""
        waiting: deque[Piece] = deque()

        def docs() -> Iterator[str]:
            for piece in self.checked():
                waiting.append(piece)
                yield piece.doc

        for cleaned in guarded(by, self.layout).run(docs()):
            yield waiting.popleft(), cleaned


@dataclass
class Characters(Reading):
    """A file of characters that is being read."""

    chunks: Iterator[bytes]  # the file as it came, unpacked: whoever takes them takes the pieces
    codec: str
    errors: str
    given: _Digest  # of the bytes that came
    size: int = 0  # of the file in bytes, 0 if only its end will tell
    again: _Digest = field(default_factory=hashlib.sha256)  # of what was read, as bytes again

    @property
    def linewise(self) -> bool:
        """Whether each line is a record, in bytes as in text."""
        plain = self.codec in encodings.LINEWISE and self.errors == encodings.STRICT
        return plain and self.layout.format == JSONL

    def encoded(self, text: str) -> bytes:
        """The text as bytes of the file's encoding."""
        return encodings.encoded(text, self.codec, self.errors, self.name)

    def checked(self) -> Iterator[Piece]:
        """The pieces; a text has one form in UTF-8, others are compared with what came."""
        if self.codec == encodings.UTF8:
            yield from self.pieces
            return
        for piece in self.pieces:
            self.again.update(self.encoded(piece.raw))
            yield piece
        self._refuse_loss()

    @contextmanager
    def writing(self, out: IO[bytes]) -> Iterator[Callable[[Piece, str], int]]:
        """What writes each piece as soon as it comes."""

        def write(piece: Piece, text: str) -> int:
            data = self.encoded(piece.written(text))
            out.write(data)
            return len(data)

        yield write

    def _refuse_loss(self) -> None:
        """Some encodings write one text in several ways; then what is left alone would change."""
        if self.errors == encodings.STRICT and self.given.digest() != self.again.digest():
            raise CleantextError(
                f"{self.name} cannot be written in {self.codec} just as it came: "
                "give another --encoding, or convert it to UTF-8 first"
            )


@contextmanager
def reading(source: Input, settings: Settings) -> Iterator[Reading]:
    """The file, opened and read as the settings say; what goes wrong is told with its name."""
    layout = settings.layout(source.path)
    with opened(source.path) as raw, packing.unpacked(raw, source.name) as file:
        if layout.format in COLUMNAR:
            from cleantext.cli import columnar

            with columnar.reading(file, source.path, layout, source.name) as columns:
                yield columns
            return
        chunks = packing.chunks(file, source.name)
        head = next(chunks, b"")
        if told := told_by(head):
            raise CleantextError(f"{source.name} is no text: give --format {told}")
        codec = encodings.exact(settings.encoding, head, source.name)
        how = How(layout, codec, settings.errors, source.name)
        read = read_from(chain([head], chunks), how)
        if source.path and file is raw:
            read.size = os.fstat(raw.fileno()).st_size
        if settings.encoding == encodings.AUTO:
            read.warnings.append(f"read as {codec}")
        yield read


@dataclass(frozen=True)
class How:
    """How bytes are to be read, and where in a file they start."""

    layout: Layout
    codec: str
    errors: str
    name: str
    offset: int = 0
    line: int = 1


def read_from(chunks: Iterable[bytes], how: How) -> Characters:
    """The bytes of a file, or of a stretch of one."""
    chunks = iter(chunks)
    given = hashlib.sha256()
    start = (how.offset, how.line)
    texts = encodings.decoded(_counted(chunks, given), how.codec, how.errors, how.name, start)
    warnings: list[str] = []
    cut = _named(pieces(texts, how.layout, warnings.append, how.line), how.name)
    return Characters(cut, how.layout, how.name, warnings, chunks, how.codec, how.errors, given)


def guarded(by: Pipeline, layout: Layout) -> Pipeline:
    """The pipeline, which leaves alone what a file of this format says itself."""
    if layout.format != MARKDOWN:
        return by
    from cleantext.cli.formats.texts import SWITCHED_OFF

    return by.protect(SWITCHED_OFF)


def _counted(chunks: Iterator[bytes], digest: _Digest) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _named(cut: Iterator[Piece], name: str) -> Iterator[Piece]:
    """The pieces; an error in them is told with the file's name."""
    try:
        yield from cut
    except CleantextError as error:
        if name in str(error):
            raise
        raise CleantextError(f"{name}: {error}") from None


@contextmanager
def opened(path: Path | None) -> Iterator[IO[bytes]]:
    """The file, or standard input where there is no path."""
    if path is None:
        yield sys.stdin.buffer
    else:
        try:
            file = checked(path).open("rb")
        except OSError as error:
            raise CleantextError(f"{path}: {error.strerror}") from None
        with file:
            yield file
