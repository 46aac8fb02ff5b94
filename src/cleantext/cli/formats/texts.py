"""Texts: a file is a document; a large one is cut, and each part is a document of its own.

In Markdown what stands between `<!-- cleantext: off -->` and `<!-- cleantext: on -->`, or behind
the first to the end, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from cleantext.cli.bodies import Body
from cleantext.cli.formats import Layout, Piece
from cleantext.cli.known import MARKDOWN

LARGE: Final = 1 << 22  # code points: one document up to here, at 240 MB of memory
PART: Final = LARGE // 2  # of a larger file: enough evidence, and the last is no mere remnant
CUTS: Final = (  # where to cut, the best place first
    re.compile(r"[。！？!?.…”」』]\s*(?:\f|\n[^\S\n\f]*\n)"),  # a sentence ends with its page
    re.compile(r"\f|\n[^\S\n\f]*\n"),
    re.compile(r"\n|\r(?=[^\n])"),
)
OFF: Final = r"<!-- *cleantext: *off *-->"
ON: Final = r"<!-- *cleantext: *on *-->"
SWITCHED_OFF: Final = rf"(?s)\n?{OFF}.*?(?:{ON}\n?|\Z)"  # a mark on its own line keeps that


def pieces(chunks: Iterable[str], layout: Layout) -> Iterator[Piece]:
    """The document of a file, or those of a large one."""
    line, column = 1, 1
    parts = _parts(chunks)
    whole = ((part, False) for part, _ in parts)
    for raw, off in _switched(parts) if layout.format == MARKDOWN else whole:
        body = Body.of(raw)
        if off:
            yield Piece(raw, "", partial(_same, raw), line, column, is_file=True)
        else:
            yield Piece(raw, body.text, body.back, line, column, is_file=True)
        lines = body.text.count("\n")
        column = len(body.text) - body.text.rfind("\n") + (0 if lines else column - 1)
        line += lines


def _same(raw: str, _: str) -> str:
    return raw


def _parts(chunks: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The text, in parts if it is large, and whether another follows."""
    held: list[str] = []
    size = 0
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size > LARGE:
            text = "".join(held)
            while len(text) > LARGE:
                cut = _cut(text)
                yield text[:cut], True
                text = text[cut:]
            held, size = [text], len(text)
    yield "".join(held), False


def _cut(text: str) -> int:
    """Where the first part ends, not far before its greatest size."""
    for places in CUTS:
        ends = [match.end() for match in places.finditer(text, PART * 3 // 4, PART)]
        if ends:
            return ends[-1]
    return PART - (text[PART - 1] == "\r")  # a CRLF stays whole


def _switched(parts: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The parts, and whether they are switched off: where a cut would hide the mark, they are."""
    off = False
    for part, more in parts:
        rest = part
        if off:
            on = re.search(ON, part)
            end = on.end() if on else len(part)
            yield part[:end], True
            off, rest = not on, part[end:]
        start = _switched_off_from(rest) if more else len(rest)
        yield rest[:start], False
        if start < len(rest):
            yield rest[start:], True
            off = True


def _switched_off_from(part: str) -> int:
    """Where that begins which is not on again before the end; the end if there is nothing."""
    regions = list(re.finditer(SWITCHED_OFF, part))
    if regions and not re.search(rf"{ON}\n?\Z", regions[-1].group()):
        return regions[-1].start()
    return len(part)
