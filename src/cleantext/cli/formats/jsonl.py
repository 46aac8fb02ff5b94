"""JSON Lines: an object to a line, and in it the field to repair.

A line is written as it came but for the value of that field: the blanks, the order of the keys,
how numbers are written and what is escaped elsewhere stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from json.scanner import make_scanner
from typing import Final

from cleantext.cli.bodies import Body
from cleantext.cli.formats import Layout, Piece, Warn
from cleantext.cli.formats.lines import lines
from cleantext.cli.streams import BYTE_ORDER_MARK
from cleantext.errors import CleantextError

VALUE: Final = make_scanner(json.JSONDecoder())  # type: ignore[arg-type]
BLANKS: Final = re.compile(r"[ \t\n\r]*")


def pieces(chunks: Iterable[str], layout: Layout, warn: Warn, first: int = 1) -> Iterator[Piece]:
    """A piece for each line."""
    for number, raw in enumerate(lines(chunks), first):
        try:
            yield _piece(raw, layout.field, number)
        except ValueError as error:
            said = f"line {number}: {error}"
            if not layout.skip_bad:
                raise CleantextError(f"{said}; --skip-bad passes such lines through") from None
            warn(f"{said}; passed through")
            yield Piece(raw, "", partial(_same, raw), number)


def _piece(raw: str, field: str, number: int) -> Piece:
    line = raw.removeprefix(BYTE_ORDER_MARK) if number == 1 else raw
    if not line.strip():
        return Piece(raw, "", partial(_same, raw), number)
    found = _value(line, field)
    if found is None:
        return Piece(raw, "", partial(_same, raw), number)
    body = Body.of(found)
    return Piece(raw, body.text, partial(_with, raw, line, field, body), number)


def _value(line: str, field: str) -> str | None:
    """The text in the field, None if it holds null; ValueError if this is not as it should be."""
    try:
        record = json.loads(line)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON: {error.msg} at column {error.pos + 1}") from None
    if not isinstance(record, dict):
        raise ValueError("is no JSON object")  # noqa: TRY004 - whoever asks catches one kind
    if field not in record:
        near = get_close_matches(field, record, n=1)
        advice = f"did you mean --field {near[0]}?" if near else f"it has {', '.join(record)}"
        raise ValueError(f"has no field {field!r}; {advice}")
    found = record[field]
    if found is not None and not isinstance(found, str):
        raise ValueError(f"the field {field!r} holds no text")
    return found


def _same(raw: str, _: str) -> str:
    return raw


def _with(raw: str, line: str, field: str, body: Body, text: str) -> str:
    """The line with this text in the field."""
    start, stop = _span(line, field)
    new = json.dumps(body.back(text), ensure_ascii=line.isascii() or not _writable(text))
    return raw[: len(raw) - len(line)] + line[:start] + new + line[stop:]


def _writable(text: str) -> bool:
    return re.search("[\ud800-\udfff]", text) is None


def _span(line: str, field: str) -> tuple[int, int]:
    """Where the value of the field stands in the line; of several fields so named the last counts.

    >>> _span('{"id": 1.0, "text" : "a", "more": {"text": 2}}', "text")
    (21, 24)
    """
    found = (0, 0)
    at = _past(line, line.index("{") + 1)
    while line[at] != "}":
        name, at = json.decoder.scanstring(line, at + 1)  # type: ignore[attr-defined]
        start = _past(line, _past(line, at) + 1)  # behind the colon
        _, stop = VALUE(line, start)
        if name == field:
            found = (start, stop)
        at = _past(line, stop)
        if line[at] == ",":
            at = _past(line, at + 1)
    return found


def _past(line: str, at: int) -> int:
    """The first place from here that is not blank."""
    blank = BLANKS.match(line, at)
    return blank.end() if blank else at
