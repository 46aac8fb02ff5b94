"""The kernels of the filter `doubled` beside slow, plain code, on arbitrary text."""

from __future__ import annotations

from itertools import groupby, pairwise

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import batches, signs

from cleantext import Text, kinds
from cleantext.filters.doubled import bits
from cleantext.filters.doubled.chains import Inner, by_glyph, by_run, repetitions
from cleantext.filters.doubled.judge import _first_of_its_kind, _numbered
from cleantext.filters.doubled.looks import _squares, windows
from cleantext.filters.doubled.stream import DOC, FAR, Stream, prefix
from cleantext.text import Places, codes_of

few = st.text("天地ab，1 \n", max_size=40)
docs_of_few_signs = st.lists(few, min_size=1, max_size=4)
any_docs = docs_of_few_signs | batches.filter(bool)


def kind(sign: str) -> int:
    return int(kinds.TABLE[ord(sign)])


def whole(docs: list[str]) -> Stream:
    """All there is of the documents."""
    text = Text.of(docs)
    return Stream.of(text, text.edges[:-1] + 1, text.edges[1:])


# The stream.

Sign = tuple[int, bool, int]  # its code, whether a line begins with it, where it stands


def plainly(text: Text, stretches: list[tuple[int, int]]) -> list[Sign]:
    """Stretches without blanks and breaks, each edge between them with a code of its own."""
    edge = kinds.EDGE_CODE
    found = []
    for number, (start, stop) in enumerate(stretches):
        found.append((edge + number, True, start - 1))
        opens = True
        for at in range(start, stop):
            held = int(kinds.TABLE[text.codes[at]])
            if held == kinds.BREAK:
                opens = True
            elif held != kinds.BLANK:
                found.append((int(text.codes[at]), opens, at))
                opens = False
    return [*found, (edge + len(stretches), True, stretches[-1][1])]


@st.composite
def stretches_of_lines(draw: st.DrawFn) -> tuple[Text, list[tuple[int, int]]]:
    """Documents and some stretches of whole lines in them."""
    text = Text.of(draw(any_docs))
    ends = np.flatnonzero((text.kinds & (kinds.BREAK | kinds.EDGE)) != 0).tolist()
    stretches: list[tuple[int, int]] = []
    for before, after in pairwise(ends):
        if not draw(st.booleans()):
            continue
        last = stretches[-1] if stretches else (0, -1)
        if last[1] == before and before not in text.edges and draw(st.booleans()):
            stretches[-1] = (last[0], after)
        elif last[1] < before or before in text.edges:
            stretches.append((before + 1, after))
    return text, stretches or [(ends[0] + 1, ends[1])]


@given(stretches_of_lines())
def test_the_stream_is_what_the_stretches_show(given: tuple[Text, list[tuple[int, int]]]) -> None:
    text, stretches = given
    start, stop = np.array(stretches, np.int64).T
    stream = Stream.of(text, start, stop)
    wanted = plainly(text, stretches)
    assert stream.codes.tolist() == [code for code, _, _ in wanted]
    assert stream.opens.tolist() == [*(opens for _, opens, _ in wanted), True]
    assert stream.place.tolist() == [at for *_, at in wanted]
    assert stream.kinds.tolist() == [
        int(kinds.TABLE[min(code, kinds.EDGE_CODE)]) for code, _, _ in wanted
    ]


@given(stretches_of_lines())
def test_lines_are_counted_where_they_show_something(
    given: tuple[Text, list[tuple[int, int]]],
) -> None:
    text, stretches = given
    start, stop = np.array(stretches, np.int64).T
    stream = Stream.of(text, start, stop)
    shown = [at for at, code in enumerate(stream.codes) if code < kinds.EDGE_CODE]
    for before, after in pairwise(shown):
        apart = int(stream.line[after] - stream.line[before])
        home = text.doc_of(stream.place[[before, after]])
        assert stream.line[[before, after]].tolist() == sorted(stream.line[[before, after]])
        assert (stream.line[[before, after]] >> DOC).tolist() == home.tolist()
        if home[0] != home[1] or after - before > 1:  # another stretch
            assert apart >= FAR
        else:
            assert apart == stream.opens[after]
    assert stream.begun[:-1].tolist() == np.flatnonzero(stream.opens[:-1]).tolist()
    assert stream.lines.tolist() == stream.line[stream.opens[:-1]].tolist()


@given(st.lists(st.integers(-5, 5)))
def test_running_sums(values: list[int]) -> None:
    sums = prefix(np.array(values, np.int64))
    assert sums.tolist() == [sum(values[:at]) for at in range(len(values) + 1)]


@given(docs_of_few_signs | st.lists(st.text(signs, max_size=12), min_size=1, max_size=3))
def test_equal_stretches_and_no_others_have_equal_hashes(docs: list[str]) -> None:
    stream = whole(docs)
    size = len(stream.codes)
    stretches: list[tuple[int, int]] = [(at, n) for n in (1, 2, 3, 7) for at in range(size - n + 1)]
    start, sizes = np.array(stretches, np.int64).reshape(-1, 2).T
    found: list[int] = stream.hashed(start, sizes).tolist()
    by_hash: dict[int, set[bytes]] = {}
    by_text: dict[bytes, set[int]] = {}
    for (at, n), hashed in zip(stretches, found, strict=True):
        part = stream.codes[at : at + n].tobytes()
        by_hash.setdefault(hashed, set()).add(part)
        by_text.setdefault(part, set()).add(hashed)
    assert all(len(each) == 1 for each in by_hash.values())
    assert all(len(each) == 1 for each in by_text.values())


# Chains.


@given(any_docs, st.sampled_from(bits.FOLDS))
@example(["天天天天天", "天天", ""], 2)
@example(["", "", "", ""], 2)
def test_the_chain_of_a_text_drawn_glyph_by_glyph(docs: list[str], fold: int) -> None:
    stream = whole(docs)
    chain = by_glyph(stream, repetitions(stream)[0], fold)
    wanted = []
    at = 0
    codes: list[int] = stream.codes.tolist()
    for _, run in groupby(codes):
        size = sum(1 for _ in run)
        starts = range(at, at + size - fold + 1, fold)  # 天天天天 drawn twice is 天 and 天
        wanted += [(start, start + 1, start + fold, size % fold) for start in starts]
        at += size
    columns = (chain.start, chain.cut, chain.stop, chain.over)
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == wanted
    assert (chain.lag == 1).all()
    assert not chain.echo.any()


def is_primitive(unit: list[int]) -> bool:
    parts = (size for size in range(1, len(unit)) if len(unit) % size == 0)
    return not any(unit[:size] * (len(unit) // size) == unit for size in parts)


powers = st.builds(
    lambda parts: "".join(unit * times + end for unit, times, end in parts),
    st.lists(
        st.tuples(
            st.text("天地人ab，1", min_size=1, max_size=5),
            st.integers(1, 4),
            st.sampled_from(["", "", "\n", " "]),
        ),
        max_size=12,
    ),
)


@given(st.lists(few | powers, min_size=1, max_size=3), st.sampled_from(bits.FOLDS))
def test_the_powers_of_a_text_drawn_run_by_run_are_powers(docs: list[str], fold: int) -> None:
    stream = whole(docs)
    found, _ = repetitions(stream)
    chain = by_run(stream, found, fold, Inner(stream, found))
    codes = stream.codes.tolist()
    columns = (chain.start, chain.lag, chain.cut, chain.stop, chain.over)
    last = 0
    for start, lag, cut, stop, over in zip(*(col.tolist() for col in columns), strict=True):
        assert last <= start < cut < stop < len(codes)
        assert (stop - start) == fold * (cut - start)
        assert (cut - start) % lag == 0
        unit = codes[start : start + lag]
        assert codes[start:stop] == unit * ((stop - start) // lag)
        assert is_primitive(unit)
        assert max(unit) < kinds.EDGE_CODE
        assert over >= 0
        last = stop


def test_a_unit_longer_than_the_longest_is_found_by_its_lines() -> None:
    block = "\n".join(f"{at}甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳" for at in range(20))
    stream = whole([f"{block}\n{block}"])
    size = (len(stream.codes) - 2) // 2
    assert size > bits.LONGEST
    assert size in repetitions(stream)[0].lag.tolist()


# The judgement.


hashes = st.sampled_from([at * 0xD1B54A32D192ED03 % 2**64 for at in range(1, 5)])


@given(st.lists(st.tuples(st.integers(0, 3), hashes), min_size=1))
def test_the_first_of_its_kind(rows: list[tuple[int, int]]) -> None:
    rows.sort(key=lambda row: row[0])
    part = np.array([row[0] for row in rows], np.int64)
    unit = np.array([row[1] for row in rows], np.uint64)
    wanted = [row not in rows[:at] for at, row in enumerate(rows)]
    assert _first_of_its_kind(unit, part).tolist() == wanted


@given(st.lists(st.booleans()))
def test_stretches_between_cuts(cut: list[bool]) -> None:
    number, first = _numbered(np.array(cut, bool))
    assert number.tolist() == [sum(cut[:at]) for at in range(len(cut) + 1)]
    assert first.tolist() == [0, *(at + 1 for at, is_cut in enumerate(cut) if is_cut)]


# The looks.


@given(any_docs)
def test_the_looks_show_whole_lines_in_order_each_in_its_document(docs: list[str]) -> None:
    text = Text.of(docs)
    start, stop = windows(text)
    ends = {*np.flatnonzero((text.kinds & (kinds.BREAK | kinds.EDGE)) != 0).tolist()}
    assert {*(start - 1).tolist(), *stop.tolist()} <= ends
    assert (start < stop).all()
    assert (stop[:-1] < start[1:]).all()
    assert (text.doc_of(start) == text.doc_of(stop)).all()


@given(st.lists(few | powers, min_size=1, max_size=4))
def test_the_looks_do_not_depend_on_the_batch(docs: list[str]) -> None:
    def rows(text: Text, less: Places | int = 0) -> list[tuple[int, int]]:
        start, stop = windows(text)
        return list(zip((start - less).tolist(), (stop - less).tolist(), strict=True))

    together = Text.of(docs)
    alone = [
        (start + edge, stop + edge)
        for doc, edge in zip(docs, together.edges.tolist(), strict=False)
        for start, stop in rows(Text.of([doc]))
    ]
    assert rows(together) == alone


@given(st.text("天地人", max_size=60), st.integers(1, 60))
def test_where_a_few_characters_stand_twice_and_did_not_one_place_before(
    string: str, count: int
) -> None:
    def stands_twice(at: int, size: int) -> bool:
        unit = string[at : at + size]
        return len(unit) == size and string.startswith(unit, at + size)

    least, most = bits.UNIT
    wanted = [
        (size, at)
        for size in range(least, most + 1)
        for at in range(1, count + 1)
        if stands_twice(at, size) and string[at - 1] != string[at - 1 + size]
    ]
    at, size = _squares(codes_of(string).astype(np.uint16), count)
    assert list(zip(size.tolist(), at.tolist(), strict=True)) == wanted


# Refrains.

lines_of_few = st.lists(
    st.lists(
        st.sampled_from(["天地人和你", "山高水长路", "第1页上下", "第2页上下", "天"]), max_size=24
    ),
    min_size=1,
    max_size=3,
)


def come_again(lines: list[str]) -> set[str]:
    """The lines that come again once the copies next to them are left out, digits all alike."""
    copies: set[int] = set()
    for lag in range(1, len(lines) // 2 + 1):
        for at in range(len(lines) - 2 * lag + 1):
            if lines[at : at + lag] == lines[at + lag : at + 2 * lag]:
                copies |= set(range(at + lag, at + 2 * lag))
    kept = [line for at, line in enumerate(lines) if at not in copies and len(line) >= bits.SAYING]
    wording = ["".join("0" if sign.isdigit() else sign for sign in line) for line in kept]
    return {line for line in wording if wording.count(line) > 1}


@given(lines_of_few)
def test_refrains_are_lines_that_come_again_elsewhere(docs: list[list[str]]) -> None:
    stream = whole(["\n".join(lines) for lines in docs])
    _, refrains = repetitions(stream)
    found = refrains.elsewhere.tolist()[: len(docs)]
    assert found == [len(come_again(lines)) for lines in docs]


@given(st.lists(st.text("。，天\n ", max_size=30), min_size=1, max_size=3))
def test_a_habit_is_what_is_written_double_and_threefold(docs: list[str]) -> None:
    stream = whole(docs)
    at = np.flatnonzero(stream.kinds == kinds.MARK)
    found = dict(zip(at.tolist(), stream.habit(at).tolist(), strict=True))
    for number in range(len(docs)):
        inside = [place for place in at.tolist() if stream.line[place] >> DOC == number]
        for sign in "。，":
            mine = "".join(chr(code) if code < kinds.EDGE_CODE else "|" for code in stream.codes)
            runs = [
                len(list(run))
                for held, run in groupby(
                    range(len(mine)), key=lambda n: mine[n] == sign and n in inside
                )
                if held
            ]
            double, threefold = runs.count(2), runs.count(3)
            least = bits.HABIT * max(double, threefold)
            for place in inside:
                if mine[place] == sign:
                    assert found[place] == (threefold > 0 and min(double, threefold) > least)
