"""What a number is worth, in whatever numerals it is written."""

from __future__ import annotations

from typing import Final

HAN: Final = "〇一二三四五六七八九"
_ROMAN_WORTH: Final = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def value_of(worth: str) -> tuple[int, str]:
    """What a number is worth and how it is written; 0 if it is not well written.

    >>> value_of("12"), value_of("xiv"), value_of("IL"), value_of("二十三")
    ((12, '9'), (14, 'i'), (0, 'I'), (23, '九'))
    """
    if worth.isascii() and worth.isdigit():
        return int(worth), "9"
    if worth.isascii():
        value = _roman(worth.lower())
        return value, "i" if worth.islower() else "I"
    return _spoken(worth), "九"


def _roman(worth: str) -> int:
    value, rest = 0, worth
    for step, sign in _ROMAN_WORTH:
        while rest.startswith(sign):
            value, rest = value + step, rest[len(sign) :]
    return value if not rest and _as_roman(value) == worth else 0


def _as_roman(value: int) -> str:
    """The number in Roman letters."""
    written = ""
    for step, sign in _ROMAN_WORTH:
        written += sign * (value // step)
        value %= step
    return written


def _spoken(worth: str) -> int:
    """A number in Chinese signs, up to a few hundred."""
    worth = worth.replace("零", "〇")
    if not set(worth) & set("十百"):
        return int("".join(str(HAN.index(sign)) for sign in worth))
    value, digit = 0, 0
    for sign in worth:
        if sign in "十百":
            value, digit = value + (digit or 1) * (10 if sign == "十" else 100), 0
        else:
            digit = HAN.index(sign)
    return value + digit
