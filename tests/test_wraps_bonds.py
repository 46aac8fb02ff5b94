"""What a document writes elsewhere behind the words that end a line, beside plain code."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Text
from cleantext.filters.wraps.bonds import AGREE, MOST, NEW, OTHERWISE, PAST, TAIL, UNASKED, bonds
from cleantext.kinds import EDGE_CODE, HAN, KANA, TABLE
from cleantext.lines import Lines


def asked(docs: list[str]) -> tuple[Lines, list[int], list[int]]:
    """All lines that have a next one in their document, and the last of each one's document."""
    lines = Lines.of(Text.of(docs))
    doc = lines.doc.tolist()
    line = [at for at in range(len(doc) - 1) if doc[at] == doc[at + 1]]
    return lines, line, [len(doc) - 1 - doc[::-1].index(doc[at]) for at in line]


def word(code: int) -> bool:
    return bool(TABLE[code] & (HAN | KANA))


def level(codes: list[int], at: int, begin: int, before: int) -> int:
    """How well what follows one place agrees with what begins a line."""
    if codes[at] != codes[begin]:
        return 0
    if codes[at + 1] != codes[begin + 1] or codes[at + 1] == EDGE_CODE:
        return 1
    third = codes[at + 2 : at + 3] == codes[begin + 2 : begin + 3]
    return 2 + before + (before and third)


def plain(lines: Lines, line: int, last: int, ended: list[bool]) -> tuple[int, int]:
    codes = lines.text.codes.tolist()
    starts, end = lines.start.tolist(), int(lines.stop[line])
    tail = codes[end - TAIL : end]
    if end - starts[line] < TAIL or not all(map(word, tail)):
        return UNASKED, 0
    first, stop = (int(edge) for edge in lines.text.edges[lines.doc[line] :][:2])
    places = [
        at for at in range(first + TAIL, stop) if codes[at - TAIL : at] == tail and word(codes[at])
    ][:MOST]
    sign = codes[end - TAIL - 1]
    agree = {at: codes[at - TAIL - 1] == sign != EDGE_CODE for at in places}

    def so(begin: int) -> int:
        return max((level(codes, at, starts[begin], agree[at]) for at in places), default=0)

    past = [at for at in range(line + 2, min(line + 1 + PAST, last) + 1) if ended[at - 1]]
    otherwise = NEW + (1 + any(agree.values()) if places else 0)
    here = NEW + OTHERWISE + so(line + 1) if so(line + 1) else otherwise
    return here, max(map(so, past), default=0)


@given(st.lists(st.text("全国劳模あ。a\n\n", max_size=60), max_size=3))
def test_bonds_are_as_plain_code_finds_them(docs: list[str]) -> None:
    lines, line, last = asked(docs)
    ended = [at % 3 > 0 for at in range(len(lines))]
    found = bonds(lines, np.array(line, int), np.array(last, int), np.array(ended, bool))
    wanted = [plain(lines, *of, ended) for of in zip(line, last, strict=True)]
    assert list(zip(*(each.tolist() for each in found), strict=True)) == wanted


def test_a_document_tells_the_same_behind_an_empty_one() -> None:
    doc = "\n".join(["新时代是奋斗出来的。这次"] * 4)
    alone, beside = (
        bonds(lines, np.array(line), np.array(last), np.zeros(len(lines), bool))
        for lines, line, last in map(asked, ([doc], ["", doc]))
    )
    assert [each.tolist() for each in alone] == [each.tolist() for each in beside]


def test_a_sentence_goes_on_behind_a_heading() -> None:
    docs = ["经过奋斗我们\n在大会上的讲话\n习近平\n经济实力\n斗我们经济"]
    lines, line, last = asked(docs)
    here, past = bonds(lines, np.array(line), np.array(last), np.ones(5, bool))
    assert here[0] == NEW + 1
    assert past[0] == 2


def test_words_that_the_document_writes_are_whole() -> None:
    lines, line, last = asked(["先进工作\n者表彰大会\n表彰先进工作者表彰大会"])
    here, _ = bonds(lines, np.array(line), np.array(last), np.zeros(3, bool))
    assert here[0] == NEW + OTHERWISE + AGREE
