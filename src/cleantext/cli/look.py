"""`cleantext check`, `diff` and `explain`: what would be repaired; nothing is written."""

from __future__ import annotations

import json
from argparse import Namespace
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np

from cleantext.cli import inputs, streams
from cleantext.cli.colour import Colours
from cleantext.cli.formats import Piece
from cleantext.cli.inputs import Input
from cleantext.cli.net import Hunk, hunks
from cleantext.cli.reading import reading
from cleantext.cli.report import Report, Talk, counted, told
from cleantext.cli.settings import Settings
from cleantext.errors import CleantextError
from cleantext.pipeline import Cleaned, Pipeline
from cleantext.text import codes_of

NEAR = 20  # characters of context on either side
LONGEST = 120  # characters of a change shown in full
SIGNS = str.maketrans({"\n": "⏎", "\r": "␍", "\f": "␌", "\t": "⇥", "\0": "␀", "\x1b": "␛"})

Show = Callable[[str, Piece, Cleaned], Iterator[str]]


def check(asked: Namespace) -> int:
    """Tell which files would change; exit code 1 if any would."""
    return _look(asked, _nothing, after=_told)


def diff(asked: Namespace) -> int:
    """Show what would change, each place in its context."""
    colours = Colours.of(asked.color)
    head = ""

    def show(name: str, piece: Piece, cleaned: Cleaned) -> Iterator[str]:
        nonlocal head
        if name != head:
            head = name
            yield colours.bold(f"--- {name}\n+++ {name}, repaired\n")
        places = Places(piece)
        for near in _together(hunks(piece.doc, cleaned)):
            line, column = places.of(near[0].at)
            yield colours.faint(f"@@ line {line}, column {column} @@\n")
            yield f" {_changed(near, piece.doc, colours)}\n"

    return _look(asked, show)


def explain(asked: Namespace) -> int:
    """List each repair with its place, its filter, and what stood around it."""
    form = _as_json if asked.json else _as_line

    def show(name: str, piece: Piece, cleaned: Cleaned) -> Iterator[str]:
        for each in _repairs(name, piece, cleaned):
            yield form(each)

    return _look(asked, show, found=0)


def _look(
    asked: Namespace, show: Show, after: Callable[[Report], str] | None = None, found: int = 1
) -> int:
    settings = Settings.of(asked)
    by = settings.pipeline()
    talk = Talk.of(asked)
    with streams.output() as out:
        for source in inputs.found(asked.files, settings):
            report = Report(source.name)
            try:
                for part in _shown(source, settings, by, show, report):
                    out.write(part.encode("utf-8", "backslashreplace"))
            except CleantextError as error:
                report.error = str(error)
            if after:
                out.write(after(report).encode("utf-8", "backslashreplace"))
            talk.hear(report)
    talk.sum_up("would be repaired")
    return talk.code(changed=found)


def _shown(
    source: Input, settings: Settings, by: Pipeline, show: Show, report: Report
) -> Iterator[str]:
    with reading(source, settings) as read:
        report.warnings = read.warnings
        for piece, cleaned in read.repaired(by):
            report.repairs += counted(piece.doc, cleaned)
            if cleaned.text is not piece.doc:
                yield from show(source.name, piece, cleaned)


def _nothing(_name: str, _piece: Piece, _cleaned: Cleaned) -> Iterator[str]:
    return iter(())


def _told(report: Report) -> str:
    return f"{report.name}: {told(report.repairs)}\n" if report.repairs else ""


class Places:
    """Lines and columns in a piece of a file, counted from one as editors do.

    In a record the line is the record's, and the column counts the characters of its field.
    """

    def __init__(self, piece: Piece) -> None:
        self._first, self._indent = piece.line, piece.column - 1
        codes = codes_of(piece.doc if piece.is_file else "")
        self._starts = [0, *(np.flatnonzero(codes == ord("\n")) + 1).tolist()]

    def of(self, at: int) -> tuple[int, int]:
        """The line and the column of this place."""
        line = bisect_right(self._starts, at) - 1
        column = at - self._starts[line] + 1
        return self._first + line, column + (0 if line else self._indent)


def _together(found: Iterable[Hunk]) -> Iterator[list[Hunk]]:
    """The changes in groups, those whose contexts meet in one."""
    near: list[Hunk] = []
    for each in found:
        if near and each.at - near[-1].end > 2 * NEAR:
            yield near
            near = []
        near.append(each)
    if near:
        yield near


def _changed(near: Sequence[Hunk], doc: str, colours: Colours) -> str:
    """The changes on one line, with what stands before, between and behind them."""
    parts = [_before(doc[max(0, near[0].at - NEAR) : near[0].at])]
    for each, following in zip_longest(near, near[1:]):
        parts.append(colours.removed(_short(each.was)) if each.was else "")
        parts.append(colours.added(_short(each.now)) if each.now else "")
        if following:
            parts.append(_signs(doc[each.end : following.at]))
    return "".join([*parts, _behind(doc[near[-1].end :][:NEAR])])


def _short(text: str) -> str:
    """The text as signs, its middle left out if it is long."""
    if len(text) <= LONGEST:
        return _signs(text)
    half = LONGEST // 2
    gone = len(text) - 2 * half
    return f"{_signs(text[:half])} […{gone} more…] {_signs(text[-half:])}"


def _before(text: str) -> str:
    return _signs(text.rpartition("\n")[2])


def _behind(text: str) -> str:
    return _signs(text.partition("\n")[0])


def _repairs(name: str, piece: Piece, cleaned: Cleaned) -> Iterator[dict[str, Any]]:
    """Each repair, its place in the text as it came."""
    places = Places(piece)
    earlier: list[Any] = []
    for step in cleaned.trail():
        at = step.edits.start
        for edits in reversed(earlier):
            at = edits.origin(at)
        earlier.append(step.edits)
        _, which, sizes = np.unique(step.edits.group, return_inverse=True, return_counts=True)
        together = sizes[which].tolist()
        for change, origin, number in zip(step, at.tolist(), together, strict=True):
            line, column = places.of(origin)
            yield {
                "file": name,
                "line": line,
                "column": column,
                "filter": change.filter,
                "before": change.before,
                "after": change.after,
                "evidence": {
                    "left": piece.doc[max(0, origin - NEAR) : origin],
                    "right": piece.doc[origin + len(change.before) :][:NEAR],
                    "together": number,
                },
            }


def _as_json(each: dict[str, Any]) -> str:
    return json.dumps(each, ensure_ascii=False) + "\n"


def _as_line(each: dict[str, Any]) -> str:
    place = f"{each['file']}:{each['line']}:{each['column']}: {each['filter']}"
    change = f"{_quoted(each['before'])} → {_quoted(each['after'])}"
    left, right = _before(each["evidence"]["left"]), _behind(each["evidence"]["right"])
    return f"{place}: {change} in …{left}[{_signs(each['before'])}]{right}…\n"


def _signs(text: str) -> str:
    return text.translate(SIGNS)


def _quoted(text: str) -> str:
    return f"“{_signs(text)}”" if text else "nothing"
