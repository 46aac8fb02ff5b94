r"""The trail of a run: for each file what undoes its repairs, as JSON Lines.

    {"file": "a.txt", "encoding": "utf-8", "line_end": "\n", "before": SHA256, "after": SHA256}
    {"at": 4, "now": "", "was": "年度报告"}

A file's line is followed by its changes. Places count characters of the repaired file, whatever
it is packed in, its line ends as one character.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from cleantext.cli.bodies import Body
from cleantext.cli.formats import Piece
from cleantext.cli.known import TEXT
from cleantext.cli.net import hunks
from cleantext.cli.reading import Characters, Reading
from cleantext.errors import CleantextError
from cleantext.pipeline import Cleaned


@dataclass
class Trail:
    """What undoes the repairs of one file; it grows with the pieces."""

    read: Characters
    changes: list[dict[str, Any]] = field(default_factory=list)
    after: Any = field(default_factory=hashlib.sha256)
    line_end: str = "\n"
    _at: int = 0

    @classmethod
    def of(cls, read: Reading) -> Trail:
        """The trail of a file of characters; others are not written byte for byte as they came."""
        if not isinstance(read, Characters):
            raise CleantextError(
                f"{read.name}: there is no --trail for {read.layout.format}, whose bytes no undo "
                "could give back: keep the old file, with --backup .bak or -o"
            )
        return cls(read)

    def add(self, piece: Piece, cleaned: Cleaned) -> None:
        """Take in the next piece and what was made of it."""
        new = piece.written(cleaned.text)
        self.after.update(self.read.encoded(new))
        if self.read.layout.format == TEXT:
            body = Body.of(piece.raw)
            self.line_end = body.end
            for each in hunks(body.text, cleaned):
                at = each.now_at + len(body.mark)
                self.changes.append({"at": at, "now": each.now, "was": each.was})
        elif new != piece.raw:
            self.changes.append({"at": self._at, "now": new, "was": piece.raw})
        self._at += len(new)

    def lines(self) -> Iterator[str]:
        """The trail as it is written."""
        yield json.dumps(
            {
                "file": self.read.name,
                "encoding": self.read.codec,
                "line_end": self.line_end,
                "before": self.read.given.digest().hex(),
                "after": self.after.hexdigest(),
            }
        )
        yield from map(json.dumps, self.changes)


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
    for line in trail.lines():
        file.write(line.encode() + b"\n")
    file.flush()
    os.fsync(file.fileno())


def undone(data: bytes, trail: Path) -> bytes:
    """The file as it was before the run that left this trail."""
    found = _of(data, trail)
    head = found[0]
    end, codec = head["line_end"], head["encoding"]
    text = data.decode(codec)
    text = text if end == "\n" else text.replace(end, "\n")
    parts, done = [], 0
    for change in found[1:]:
        parts += [text[done : change["at"]], change["was"]]
        done = change["at"] + len(change["now"])
    old = "".join([*parts, text[done:]])
    given: bytes = (old if end == "\n" else old.replace("\n", end)).encode(codec)
    if hashlib.sha256(given).hexdigest() != head["before"]:
        raise CleantextError(f"{trail} is damaged: what it gives back is not what there was")
    return given


def _of(data: bytes, trail: Path) -> list[dict[str, Any]]:
    """The part of the trail that belongs to this file, told by what is in it."""
    after = hashlib.sha256(data).hexdigest()
    found: list[dict[str, Any]] = []
    try:
        with trail.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if "after" not in record:
                    found += [record] if found else []
                elif found:
                    break
                elif record["after"] == after:
                    found = [record]
    except OSError as error:
        raise CleantextError(f"{trail}: {error.strerror}") from None
    except (ValueError, TypeError):
        raise CleantextError(f"{trail} is no trail of cleantext, or a damaged one") from None
    if not found:
        raise CleantextError(f"{trail} knows no such file: it is another, or was changed since")
    return found
