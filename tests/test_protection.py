"""Protected spans: what patterns find stays as it came, whatever the filters want."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_pipeline import deleting, replacing

from cleantext import BadPattern, Cleaned, Edits, Filter, Pipeline, Text
from cleantext.laws import batch, idempotence, undo
from cleantext.protection import Spans

PATTERNS = [
    "b",
    "ab+",
    "(?m)^b.*",  # loses what it found when a break before it goes
    "b$",
    r"\bb",
    "(?<=aa)b",  # the same, when a sign two places before it goes
    "b(?!a)",
    "a|ab",
    "(?=b)",  # empty matches
    "(?s)b.*",
    "(?s).*",
]
CURES = {
    "one by one": replacing("a", "") | replacing("\n", ""),
    "groups": deleting("ab") | deleting("a(?=b)|\n"),
    "insertions": replacing("\n", "b\nb") | deleting("bb") | deleting("bb"),
    "several": deleting("aa") | replacing("\n", "ab") | replacing("b", ""),
}
docs_ = st.lists(st.text("ab\n", max_size=10), max_size=4)


def found(patterns: list[str], doc: str) -> list[tuple[int, int]]:
    return [match.span() for each in patterns for match in re.finditer(each, doc)]


def assert_kept(doc: str, cleaned: Cleaned, spans: list[tuple[int, int]]) -> None:
    """Each span stands in the cleaned text, sign by sign from where it was and in one piece."""
    origin = [cleaned.origin(at) for at in range(len(cleaned.text))]
    for start, stop in spans:
        if start < stop:
            want = list(range(start, stop))
            at = max(at for at, place in enumerate(origin) if place == start)
            assert origin[at : at + len(want)] == want
            assert cleaned.text[at : at + len(want)] == doc[start:stop]


@pytest.mark.parametrize("cure", CURES)
def test_what_is_protected_stays_and_the_laws_hold(cure: str) -> None:
    @settings(max_examples=max(settings().max_examples // 5, 1))
    @given(docs_, st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=2))
    @example(["a\nb", "aab\nb", "aaab", ""], ["(?m)^b.*"])
    @example(["aaab", "aab"], ["(?<=aa)b"])
    def holds(docs: list[str], patterns: list[str]) -> None:
        protected = CURES[cure]
        for each in patterns:
            protected = protected.protect(each)
        for doc, cleaned in zip(docs, protected.run(docs), strict=True):
            assert_kept(doc, cleaned, found(patterns, doc))
        for law in (undo, batch, idempotence):
            law(protected, docs)
        assert list(protected.clean_many(docs)) == [protected.clean(doc) for doc in docs]

    holds()


DAMAGED = (
    "年度报告年度报告，，提升竞争力提升竞争力！！\n> 增强活力增强活力，，提升竞争力提升竞争力！！\n"
)


@settings(max_examples=max(settings().max_examples // 10, 1))
@given(st.lists(st.sampled_from([*"年度，,！ 12\n>\t\x00", DAMAGED]), max_size=12).map("".join))
@example(DAMAGED)
def test_every_filter_spares_what_is_protected(doc: str) -> None:
    patterns = ["(?m)^> .*", "[0-9]+", "，,"]
    cure = Pipeline.default()
    for each in patterns:
        cure = cure.protect(each)
    assert_kept(doc, cure.explain(doc), found(patterns, doc))
    for law in (undo, batch, idempotence):
        law(cure, [doc, "", doc])


# What counts as a change of a span.


def at(*edits: tuple[int, int, str, int]) -> Pipeline:
    """Always these edits: start, stop, new and group; it runs once."""

    def repair(_: Text) -> Edits:
        start, stop, new, group = zip(*edits, strict=True)
        codes = [ord(sign) for sign in "".join(new)]
        return Edits.of(np.add(start, 1), np.add(stop, 1), codes, list(map(len, new)), group)

    return Pipeline((Filter("at", repair, {}, (), settles=False),))


@pytest.mark.parametrize(
    ("edit", "clean"),
    [
        ((1, 1, "+", 0), "x+abcy"),  # put in right before
        ((4, 4, "+", 0), "xabc+y"),
        ((2, 2, "+", 0), "xabcy"),  # inside
        ((0, 1, "", 0), "abcy"),
        ((0, 2, "", 0), "xabcy"),
        ((3, 5, "?", 0), "xabcy"),
        ((0, 5, "", 0), "xabcy"),
    ],
)
def test_a_border_may_be_touched(edit: tuple[int, int, str, int], clean: str) -> None:
    assert at(edit).protect("abc").clean("xabcy") == clean


def test_a_group_falls_as_a_whole() -> None:
    cure = at((0, 1, "", 7), (2, 3, "", 7), (4, 5, "", 8))
    assert cure.clean("xabcy") == "ac"
    assert cure.protect("b").clean("xabcy") == "xabc"


def test_several_patterns_protect_together() -> None:
    cure = at((1, 2, "", 0), (3, 3, "+", 1), (5, 6, "", 2))
    assert cure.protect("ab").clean("xabcdey") == "xab+cdy"
    assert cure.protect("ab").protect("bc").clean("xabcdey") == "xabcdy"
    assert (cure.protect("ab") | at((0, 1, "", 0)).protect("x")).clean("xabcdey") == "xab+cdy"


def test_what_is_empty_protects_nothing() -> None:
    assert at((1, 1, "+", 0)).protect("(?=a)|$").clean("xabcy") == "x+abcy"


def test_a_line_that_must_begin_one_keeps_its_break() -> None:
    cure = Pipeline((replacing("\n", ""),))
    assert cure.protect("b.*").clean("a\na\nb\na") == "aaba"
    assert cure.protect("(?m)^b.*").clean("a\na\nb\na") == "aa\nb\na"
    assert cure.protect(r"(?<=a\na\n)b").clean("a\na\nb\na") == "a\na\nb\na"


def test_a_conversion_spares_what_is_protected() -> None:
    twice = replace(replacing("a", "aa"), settles=False)
    cure = (replacing("\n", "") | twice).protect("(?m)^ba")
    assert cure.clean("a\na\nba\na") == "aaaa\nba\naa"


def test_protection_is_part_of_the_pipeline() -> None:
    cure = Pipeline(()).protect("a").protect(re.compile("b"))
    assert cure == Pipeline((), (re.compile("a"), re.compile("b")))
    assert pickle.loads(pickle.dumps(cure)) == cure


def test_what_is_no_pattern() -> None:
    with pytest.raises(BadPattern, match=r"'\(' is no regular expression"):
        Pipeline(()).protect("(")
    for wrong in (b"a", re.compile(b"a"), None):
        with pytest.raises(TypeError, match="the pattern must be str"):
            Pipeline(()).protect(wrong)  # type: ignore[arg-type]  # what is tested


# Spans beside a plain oracle.

pairs = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6)


def inside(spans: Spans) -> list[tuple[int, int]]:
    return list(zip(spans.start.tolist(), spans.stop.tolist(), strict=True))


def joined_plainly(given: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(each for each in given if each[0] < each[1]):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(stop, joined[-1][1])
        else:
            joined.append((start, stop))
    return joined


def spans_of(given: list[tuple[int, int]]) -> Spans:
    return Spans.of([start for start, _ in given], [stop for _, stop in given])


@given(pairs)
def test_overlapping_spans_are_one(given: list[tuple[int, int]]) -> None:
    assert inside(spans_of(given)) == joined_plainly(given)


@given(pairs, pairs)
def test_spans_hold_what_lies_inside_one(one: list[tuple[int, int]], two: list) -> None:  # type: ignore[type-arg]
    spans, others = spans_of(one), spans_of(two)
    held = [any(a <= c and d <= b for a, b in inside(spans)) for c, d in inside(others)]
    assert spans.hold(others).tolist() == held


@given(pairs, st.lists(st.integers(0, 12), max_size=6), st.data())
def test_spans_are_touched_and_moved(
    given: list[tuple[int, int]], cuts: list[int], data: st.DataObject
) -> None:
    spans = spans_of(given)
    cuts = sorted(cuts)
    start, stop = cuts[: len(cuts) // 2 * 2 : 2], cuts[1::2]
    size = [data.draw(st.integers(0, 3)) for _ in start]
    edits = Edits.of(start, stop, np.arange(sum(size)) + 65, size)
    touched = [
        any(max(a, c) < min(b, d) or (a == b and c < a < d) for c, d in inside(spans))
        for a, b in zip(start, stop, strict=True)
    ]
    assert spans.touched_by(edits).tolist() == touched
    spared = spans.spared_by(edits)
    assert len(spared) == touched.count(False)
    growth = (spared.size - (spared.stop - spared.start)).tolist()
    by = [
        sum(each for each, end in zip(growth, spared.stop.tolist(), strict=True) if end <= c)
        for c, _ in inside(spans)
    ]
    moved = [(c + n, d + n) for (c, d), n in zip(inside(spans), by, strict=True)]
    assert inside(spans.moved(spared)) == moved
