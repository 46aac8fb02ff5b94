"""The table of kinds beside Unicode's own data, where the two should agree."""

from __future__ import annotations

import sys
from collections.abc import Callable
from unicodedata import category, decimal, name

import numpy as np
import pytest

from cleantext import kinds

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]
SEPARATORS = "\x1c\x1d\x1e\x1f"  # str.split() parts at them; here they are stray controls
LETTERLIKE = range(0x2100, 0x2190)  # letters to Unicode: ℃ ℡ № Ⅲ are signs to a reader
WRITTEN = {"HAN": kinds.HAN, "KANA": kinds.KANA, "HANGUL": kinds.HANGUL}

# Blocks whose punctuation and symbols matter here; what is rarer may pass for a letter.
BLOCKS = ((0, 0xB7), (0x2000, 0x206F), (0x3000, 0x303F), (0xFE10, 0xFE6F), (0xFF01, 0xFFEE))


def kind(sign: str) -> int:
    return int(kinds.TABLE[ord(sign)])


def those(test: Callable[[str], bool]) -> set[str]:
    return set(filter(test, EVERY))


def test_no_code_point_is_of_two_kinds() -> None:
    table = kinds.TABLE.astype(int)
    assert not (table & (table - 1)).any()


def test_the_edge_is_no_character() -> None:
    assert len(kinds.TABLE) == sys.maxunicode + 2
    assert np.flatnonzero(kinds.TABLE == kinds.EDGE).tolist() == [sys.maxunicode + 1]


def test_blanks_and_breaks_are_what_python_calls_space() -> None:
    found = those(lambda sign: kind(sign) in {kinds.BLANK, kinds.BREAK})
    assert found == those(str.isspace) - set(SEPARATORS)


def test_breaks_are_where_python_splits_lines() -> None:
    found = those(lambda sign: kind(sign) == kinds.BREAK)
    assert found == those(lambda sign: len(f"a{sign}b".splitlines()) > 1) - set(SEPARATORS)


def test_only_controls_are_of_no_kind() -> None:
    spaces = those(str.isspace) - set(SEPARATORS)
    assert those(lambda sign: not kind(sign)) == those(lambda s: category(s) == "Cc") - spaces


@pytest.mark.parametrize(
    ("script", "starts"),
    [
        ("HAN", ("CJK UNIFIED", "CJK COMPATIBILITY IDEO", "CJK RADICAL", "KANGXI", "HANGZHOU")),
        ("KANA", ("HIRAGANA ", "KATAKANA LETTER", "HALFWIDTH KATAKANA LETTER", "HENTAIGANA")),
        ("HANGUL", ("HANGUL SYLLABLE", "HANGUL CHOSEONG", "HANGUL J", "HALFWIDTH HANGUL")),
    ],
)
def test_every_sign_of_a_script_is_of_its_kind(script: str, starts: tuple[str, ...]) -> None:
    named = those(lambda sign: name(sign, "").startswith(starts))
    assert named
    assert {sign for sign in named if kind(sign) != WRITTEN[script]} == set()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("HAN", ("CJK", "KANGXI", "HANGZHOU", "IDEOGRAPHIC")),
        ("KANA", ("KATAKANA", "HIRAGANA", "KANA REPEAT", "HENTAIGANA")),
        ("HANGUL", ("HANGUL",)),
    ],
)
def test_no_other_sign_is_of_that_kind(script: str, words: tuple[str, ...]) -> None:
    found = those(lambda sign: kind(sign) == WRITTEN[script] and name(sign, "") != "")
    assert {sign for sign in found if not any(word in name(sign) for word in words)} == set()


def test_digits_have_a_value() -> None:
    digits = those(lambda sign: kind(sign) == kinds.DIGIT)
    assert sorted(decimal(sign, -1) for sign in digits) == sorted([*range(10)] * 5)
    assert set("0123456789０１２３４５６７８９") <= digits


def test_marks_are_punctuation() -> None:
    marks = those(lambda sign: kind(sign) == kinds.MARK and category(sign) != "Cn")
    assert {sign for sign in marks if category(sign)[0] != "P"} == {"～"}  # written for 〜


def test_punctuation_and_symbols_are_told_apart() -> None:
    wrong = {
        sign
        for first, last in BLOCKS
        for sign in EVERY[first : last + 1]
        if (category(sign)[0] == "P") != (kind(sign) == kinds.MARK)
        or (category(sign)[0] == "S") != (kind(sign) == kinds.SYMBOL)
    }
    assert {sign for sign in wrong if category(sign) != "Cn"} == {"～"}


def test_letters_are_letters() -> None:
    letters = kinds.LETTER | kinds.HAN | kinds.KANA | kinds.HANGUL
    others = those(lambda sign: sign.isalpha() and not kind(sign) & letters)
    assert {sign for sign in others if ord(sign) not in LETTERLIKE} == set()


@pytest.mark.parametrize("trait", [kinds.STRAY, kinds.TWIN, kinds.WIDE])
def test_traits_are_seen_and_found_beside_the_kinds(trait: int) -> None:
    codes = np.arange(kinds.EDGE_CODE + 1, dtype=np.uint32)
    found = kinds.look_up(codes).places(trait)
    assert len(found)
    seen = kinds.look_up(codes[found])
    assert seen.found & trait
    assert (seen.kinds == kinds.TABLE[found]).all()
    assert seen.places(trait).tolist() == list(range(len(found)))
    assert not kinds.look_up(np.delete(codes, found)).found & trait


def test_ranges_hold_what_they_name() -> None:
    codes = np.arange(0x120, dtype=np.uint32)
    held = set(np.flatnonzero(kinds.Ranges("0 41-5A 110").hold(codes)).tolist())
    assert held == {0, *range(0x41, 0x5B), 0x110}


def test_the_table_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        kinds.TABLE[0] = kinds.HAN
