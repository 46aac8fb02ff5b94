r"""The trail of a run: for each file what undoes its repairs, as JSON Lines.

    {"file": "a.txt", "encoding": "utf-8", "before": SHA256, "after": SHA256}
    {"at": 4, "now": "", "was": "年度报告"}

A file's line is followed by its changes, in order. Places count characters of the repaired file,
whatever it is packed in.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

import numpy as np

from cleantext.cli import encodings
from cleantext.cli.bodies import Body
from cleantext.cli.formats import Piece
from cleantext.cli.net import Hunk, hunks
from cleantext.cli.reading import Characters, Reading
from cleantext.errors import CleantextError
from cleantext.pipeline import Cleaned
from cleantext.text import codes_of

MEMORY: Final = 1 << 20  # bytes of changes; more of them wait on the disk


@dataclass
class Trail:
    """What undoes the repairs of one file; it grows with the pieces, soon on the disk."""

    read: Characters
    changes: IO[bytes]
    after: Any = field(default_factory=hashlib.sha256)
    _at: int = 0

    def add(self, piece: Piece, cleaned: Cleaned) -> None:
        """Take in the next piece and what was made of it."""
        new = piece.written(cleaned.text)
        self.after.update(self.read.encoded(new))
        if piece.is_file:
            for each in _as_written(piece, cleaned):
                self._note(each.now_at, each.now, each.was)
        elif new != piece.raw:
            self._note(0, new, piece.raw)
        self._at += len(new)

    def _note(self, at: int, now: str, was: str) -> None:
        change = {"at": self._at + at, "now": now, "was": was}
        self.changes.write(json.dumps(change).encode() + b"\n")

    def head(self) -> bytes:
        """The file's line."""
        head = {
            "file": self.read.name,
            "encoding": self.read.codec,
            "before": self.read.given.digest().hex(),
            "after": self.after.hexdigest(),
        }
        return json.dumps(head).encode() + b"\n"


@contextmanager
def grown(read: Reading) -> Iterator[Trail]:
    """A trail to grow with the pieces of a file."""
    if not isinstance(read, Characters):
        raise CleantextError(
            f"{read.name}: there is no --trail for {read.layout.format}, whose bytes no undo "
            "could give back: keep the old file, with --backup .bak or -o"
        )
    with SpooledTemporaryFile(MEMORY) as changes:
        yield Trail(read, changes)


def _as_written(piece: Piece, cleaned: Cleaned) -> Iterator[Hunk]:
    """What differs, in the line ends and behind the mark that are written."""
    body = Body.of(piece.raw)
    longer = len(body.end) - 1
    breaks = np.flatnonzero(codes_of(cleaned.text) == ord("\n")) if longer else np.arange(0)
    for each in hunks(piece.doc, cleaned):
        at = len(body.mark) + each.now_at + longer * int(np.searchsorted(breaks, each.now_at))
        was, now = (text.replace("\n", body.end) for text in (each.was, each.now))
        yield Hunk(each.at, was, at, now)


def started(path: Path) -> IO[bytes]:
    """The file a run's trail goes to; one that is there already is never written over."""
    try:
        return path.open("xb")
    except FileExistsError:
        raise CleantextError(
            f"{path} is there already, and without it earlier repairs could not be undone"
        ) from None
    except OSError as error:
        raise CleantextError(f"{path}: {error.strerror}") from None


def kept(trail: Trail, file: IO[bytes]) -> None:
    """Write a file's trail to the disk. This comes before the file itself is replaced."""
    file.write(trail.head())
    trail.changes.seek(0)
    shutil.copyfileobj(trail.changes, file)
    file.flush()
    os.fsync(file.fileno())


def undone(chunks: Callable[[], Iterator[bytes]], name: str, trail: Path) -> Iterator[bytes]:
    """The file as it was before the run that left this trail, bit by bit.

    It is read twice. If what came is not what there was, an error comes behind the last bit.
    """
    after = hashlib.sha256()
    for chunk in chunks():
        after.update(chunk)
    given = hashlib.sha256()
    with _told(trail), trail.open(encoding="utf-8") as lines:
        changes = _of(lines, after.hexdigest())
        head = next(changes, None)
        if head is None:
            raise CleantextError(f"{trail} knows no such file: it is another, or was changed since")
        texts = encodings.decoded(chunks(), head["encoding"], encodings.STRICT, name)
        for text in _undone(texts, changes):
            bit: bytes = text.encode(head["encoding"])
            given.update(bit)
            yield bit
        if given.hexdigest() != head["before"]:
            raise CleantextError(f"{trail} is damaged: what it gives back is not what there was")


def _undone(texts: Iterable[str], changes: Iterator[dict[str, Any]]) -> Iterator[str]:
    """The text with each change taken back."""
    held, start = "", 0  # what was read and not yet given back, and where it starts
    change = next(changes, None)
    for text in texts:
        held += text
        parts, done = [], 0
        while change and change["at"] + len(change["now"]) <= start + len(held):
            parts += [held[done : change["at"] - start], change["was"]]
            done = change["at"] + len(change["now"]) - start
            change = next(changes, None)
        stop = min(change["at"] - start, len(held)) if change else len(held)
        yield "".join([*parts, held[done:stop]])
        held, start = held[stop:], start + stop
    yield held


@contextmanager
def _told(trail: Path) -> Iterator[None]:
    """What is wrong with the trail is told."""
    try:
        yield
    except OSError as error:
        raise CleantextError(f"{trail}: {error.strerror}") from None
    except (ValueError, TypeError, KeyError):
        raise CleantextError(f"{trail} is no trail of cleantext, or a damaged one") from None


def _of(lines: Iterable[str], after: str) -> Iterator[dict[str, Any]]:
    """The part of a trail that belongs to this file, told by what is in it."""
    found = False
    for line in lines:
        record = json.loads(line)
        if "after" in record:
            if found:
                return
            found = record["after"] == after
        if found:
            yield record
