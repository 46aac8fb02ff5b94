"""Lines against a plain reading of the same text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from cleantext.kinds import BLANK, BREAK, TABLE
from cleantext.lines import FIRST_WIDE, Lines
from cleantext.text import Text

texts = st.lists(
    st.text(st.sampled_from("ab全。 \u3000\t\n\r\f"), max_size=30) | st.text(), max_size=5
)


def breaks(sign: str) -> bool:
    return bool(TABLE[ord(sign)] & BREAK)


def visible(sign: str) -> bool:
    return not TABLE[ord(sign)] & (BLANK | BREAK)


def plain(doc: str) -> list[tuple[str, int, bool, int, int]]:
    """What shows, gap, page, width and indent of each line."""
    found: list[tuple[str, int, bool, int, int]] = []
    gap, page, line = 0, False, ""
    for piece in [*re.findall(r"\r\n|(?s:.)", doc), ""]:
        if piece and not breaks(piece[0]):
            line += piece
            continue
        if shown := [at for at, sign in enumerate(line) if visible(sign)]:
            before, inner = line[: shown[0]], line[shown[0] : shown[-1] + 1]
            found.append(
                (inner, gap if found else 0, page and bool(found), wide(inner), wide(before))
            )
            gap, page = 0, False
        gap += piece not in {"", "\f"}
        page |= piece == "\f"
        line = ""
    return found


def wide(text: str) -> int:
    return sum(1 + (ord(sign) >= FIRST_WIDE) for sign in text)


@given(texts)
def test_lines_are_those_a_reader_finds(docs: list[str]) -> None:
    text = Text.of(docs)
    lines = Lines.of(text)
    got: list[list[tuple[str, int, bool, int, int]]] = [[] for _ in docs]
    for at in range(len(lines)):
        doc = int(lines.doc[at])
        start, stop = (int(each[at] - text.edges[doc] - 1) for each in (lines.start, lines.stop))
        numbers = (
            int(lines.gap[at]),
            bool(lines.page[at]),
            int(lines.width[at]),
            int(lines.indent[at]),
        )
        got[doc].append((docs[doc][start:stop], *numbers))
    assert got == [plain(doc) for doc in docs]


def test_lines_are_found_once() -> None:
    text = Text.of(["a\nb"])
    assert Lines.of(text) is Lines.of(text)
