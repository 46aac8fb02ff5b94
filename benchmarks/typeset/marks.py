"""Page numbers, running heads and feet."""

from __future__ import annotations

from collections.abc import Sequence

from layouts import Layout


def marks(
    layout: Layout, running: str, chapters: Sequence[str], folio: int, total: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The strings of a page's head and foot."""
    number = layout.number.format(n=folio, t=total, r=roman(folio), w=wide_digits(folio))
    even = folio % 2 == 0
    heads: dict[str, tuple[str, ...]] = {
        "": (),
        "same": (running,),
        "title": (chapters[0],),
        "alternate": (running,) if even else (chapters[0],),
        "chapter": (chapters[-1],),
        "ends": (running, number),
        "numbered": (f"{running} {number}",),
    }
    head = heads[layout.head]
    return head, () if layout.head in {"ends", "numbered"} or not number else (number,)


def roman(number: int) -> str:
    signs = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, sign in signs:
        text += sign * (number // value)
        number %= value
    return text


def wide_digits(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
