"""Tables, CSV and TSV: a head with the names of the columns, and in each row the cell to repair.

Rows are read by the rules of Python's `csv`, which are those of spreadsheets. All cells but the
repaired one are written as they came, with or without quotes.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from typing import Final

from cleantext.cli.bodies import Body
from cleantext.cli.formats import Layout, Piece
from cleantext.cli.formats.lines import lines
from cleantext.cli.streams import BYTE_ORDER_MARK
from cleantext.errors import CleantextError

SEPARATORS: Final = {"csv": ",", "tsv": "\t"}
LONGEST_CELL: Final = min(sys.maxsize, 2**31 - 1)  # a C long, wherever that is short


class _Lines:
    """Lines that remember which of them made up a row."""

    def __init__(self, given: Iterable[str]) -> None:
        self._given = iter(given)
        self._taken: list[str] = []
        self.number = 1

    def __iter__(self) -> Iterator[str]:
        for line in self._given:
            self._taken.append(line)
            yield line.removeprefix(BYTE_ORDER_MARK) if self.number == 1 else line

    def taken(self) -> tuple[str, int]:
        """What was taken since the last time, and the line it started on."""
        raw, number = "".join(self._taken), self.number
        self.number += len(self._taken)
        self._taken = []
        return raw, number


def pieces(chunks: Iterable[str], layout: Layout) -> Iterator[Piece]:
    """A piece for each row."""
    csv.field_size_limit(LONGEST_CELL)
    separator = SEPARATORS[layout.format]
    read = _Lines(lines(chunks))
    column = -1
    try:
        for row in csv.reader(read, delimiter=separator, strict=True):
            raw, number = read.taken()
            if column < 0:
                column = _column(row, layout.field)
                yield Piece(raw, "", partial(_same, raw), number)
            elif column >= len(row):  # a short row has no such cell; so has a blank line
                yield Piece(raw, "", partial(_same, raw), number)
            else:
                body = Body.of(row[column])
                back = partial(_with, raw, column, separator, body)
                yield Piece(raw, body.text, back, number)
    except csv.Error as error:
        raise CleantextError(
            f"the row at line {read.number} is no {layout.format}: {error}"
        ) from None


def _column(head: list[str], field: str) -> int:
    if field in head:
        return head.index(field)
    near = get_close_matches(field, head, n=1)
    advice = f"did you mean --field {near[0]}?" if near else f"there are: {', '.join(head)}"
    raise CleantextError(f"there is no column {field!r}; {advice}")


def _same(raw: str, _: str) -> str:
    return raw


def _with(raw: str, column: int, separator: str, body: Body, text: str) -> str:
    r"""The row with this text in its column.

    >>> _with('1,"a",5" b\n', 1, ",", Body.of("a"), "c\nd")
    '1,"c\nd",5" b\n'
    """
    line = raw.removesuffix("\n").removesuffix("\r")
    cells = re.findall(rf'(?:^|{separator})("(?:[^"]|"")*"|[^{separator}]*)', line)
    new = body.back(text)
    if cells[column].startswith('"') or re.search(rf'^"|[\r\n{separator}]', new):
        new = '"' + new.replace('"', '""') + '"'
    cells[column] = new
    return separator.join(cells) + raw[len(line) :]
