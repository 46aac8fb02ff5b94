"""Stretches of a file whose records are lines: repaired whole, from bytes to bytes.

A process of the pool is given bytes and gives bytes back. So the first process, which all others
wait for, only reads, cuts at line ends and writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cleantext.cli.reading import Characters, How, read_from
from cleantext.cli.report import counted
from cleantext.pipeline import Pipeline

MOST: Final = 6 << 20  # bytes: about a batch of the pipeline's, for each costs something besides
LEAST: Final = 1 << 20  # towards the end of a file: so that the last ones end together


@dataclass(frozen=True)
class Stretch:
    """Some whole lines of a file."""

    data: bytes
    how: How


@dataclass(frozen=True)
class Done:
    """What a stretch tells besides the bytes to be written."""

    repairs: Counter[str]
    warnings: list[str]


def stretches(read: Characters, jobs: int, most: int = MOST) -> Iterator[Stretch]:
    """A file of lines, in stretches of at most about so many bytes or one longer line.

    Where the size of the file is known, enough is left for each process to have another.
    """

    def wanted() -> int:
        return min(most, max(LEAST, (read.size - offset) // jobs)) if read.size else most

    line, offset = 1, 0
    for data in _whole_lines(read.chunks, wanted):
        how = How(read.layout, read.codec, read.errors, read.name, offset, line)
        yield Stretch(data, how)
        line += data.count(b"\n")
        offset += len(data)


def repaired(stretch: Stretch, by: Pipeline) -> tuple[bytes, Done]:
    """The stretch as it is to be written, and what it tells."""
    read = read_from([stretch.data], stretch.how)
    data: list[bytes] = []
    repairs: Counter[str] = Counter()
    for piece, cleaned in read.repaired(by):
        data.append(read.encoded(piece.written(cleaned.text)))
        repairs += counted(piece.doc, cleaned)
    return b"".join(data), Done(repairs, read.warnings)


def _whole_lines(chunks: Iterable[bytes], wanted: Callable[[], int]) -> Iterator[bytes]:
    r"""The bytes again, cut behind line feeds.

    >>> list(_whole_lines([b"a\nb", b"c", b"d\ne\nf"], lambda: 4))
    [b'a\nbcd\ne\n', b'f']
    """
    held: list[bytes] = []
    there = 0
    for chunk in chunks:
        cut = chunk.rfind(b"\n") + 1
        there += len(chunk)
        if cut and there >= wanted():
            yield b"".join([*held, chunk[:cut]])
            held, there = [chunk[cut:]], len(chunk) - cut
        else:
            held.append(chunk)
    if last := b"".join(held):
        yield last
