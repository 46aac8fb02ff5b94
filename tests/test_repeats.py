"""Maximal repetitions beside their definition, tried on every stretch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleantext.repeats import Repeats, repeats
from cleantext.text import Text, codes_of

Row = tuple[int, int, int]  # lag, start, stop: the order in which they are sorted


def rows(found: Repeats) -> list[Row]:
    return list(zip(found.lag.tolist(), found.start.tolist(), found.stop.tolist(), strict=True))


def has_period(string: str, lag: int) -> bool:
    return string[lag:] == string[:-lag]


def is_primitive(string: str) -> bool:
    """No shorter string, repeated, makes this one."""
    parts = (size for size in range(1, len(string)) if len(string) % size == 0)
    return not any(string[:size] * (len(string) // size) == string for size in parts)


def plainly(string: str, longest: int) -> list[Row]:
    """Every stretch with a primitive period, two periods long, that neither end can make longer."""
    size = len(string)
    found = []
    for lag in range(1, longest + 1):
        for start in range(size - 2 * lag + 1):
            if not is_primitive(string[start : start + lag]):
                continue
            for stop in range(start + 2 * lag, size + 1):
                longer = (string[max(start - 1, 0) : stop], string[start : stop + 1])
                if has_period(string[start:stop], lag) and not any(
                    len(each) > stop - start and has_period(each, lag) for each in longer
                ):
                    found.append((lag, start, stop))
    return found


@given(st.sampled_from(["a", "ab", "abc", "a\0"]).flatmap(st.text), st.integers(0, 14))
@example("", 3)
@example("a" * 30, 30)
@example("ab" * 12, 24)
@example("abaab" * 4, 20)
def test_every_maximal_repetition_is_found(string: str, longest: int) -> None:
    assert rows(repeats(codes_of(string), longest)) == plainly(string, longest)


@given(st.text("ab", min_size=1, max_size=5), st.integers(2, 5), st.text("ab", max_size=4))
def test_powers_with_something_at_their_end(unit: str, times: int, rest: str) -> None:
    string = unit * times + rest
    assert rows(repeats(codes_of(string), 12)) == plainly(string, 12)


def fibonacci(size: int) -> str:
    before, word = "b", "a"
    while len(word) < size:
        before, word = word, word + before
    return word[:size]


def thue_morse(size: int) -> str:
    return "".join("ab"[at.bit_count() % 2] for at in range(size))


def nested(size: int) -> str:
    word, letter = "", "a"
    while len(word) < size:
        word, letter = word * 2 + letter, chr(ord(letter) + 1)
    return word[:size]


@pytest.mark.parametrize("make", [fibonacci, thue_morse, nested])
@pytest.mark.parametrize("longest", [1, 7, 40])
def test_hostile_strings(make: Callable[[int], str], longest: int) -> None:
    string = make(80)
    assert rows(repeats(codes_of(string), longest)) == plainly(string, longest)


def test_a_long_run_is_one_repetition() -> None:
    assert rows(repeats(codes_of("x" + "ab" * 50_000 + "y"), 64)) == [(2, 1, 100_001)]


def test_a_text_without_squares_has_none() -> None:
    word = "a"
    for _ in range(9):
        word = "".join({"a": "abc", "b": "ac", "c": "b"}[sign] for sign in word)
    assert len(word) > 500
    assert rows(repeats(codes_of(word), 96)) == []


def test_empty_documents_are_a_run_of_edges() -> None:
    assert rows(repeats(Text.of(["", "", "xx"]).codes, 4)) == [(1, 0, 3), (1, 3, 5)]
