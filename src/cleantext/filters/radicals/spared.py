"""Spared: text in which radicals, compatibility ideographs and ligatures are written on purpose."""

from __future__ import annotations

from typing import Final

SPARES: Final = (
    # tables of radicals
    "⼀⼁⼂⼃⼄⼅",
    "⼀ ⼁ ⼂ ⼃ ⼄ ⼅\n⼆ ⼇ ⼈ ⼉ ⼊ ⼋",
    "⼀、⼁、⼂、⼃、⼄、⼅",
    "康熙部首前六个是⼀⼁⼂⼃⼄⼅。",
    "| 1 | ⼀ | 一 | yī |\n| 2 | ⼁ | 丨 | gǔn |\n| 3 | ⼂ | 丶 | zhǔ |",
    "U+2F08 ⼈ KANGXI RADICAL MAN",
    "⺀⺁⺂⺃⺄⺅",
    # dictionaries
    "“⼈”",
    "“仁”字从“⼈”，“休”字也从“⼈”。",
    "部首「⽔」在左边写作「⺡」。",
    "The radical ⼈ means man; ⽔ means water.",
    # compatibility ideographs by themselves
    "\uf900 \uf901 \uf902 \uf903 \uf904 \uf905",
    "\uf900\uf901\uf902\uf903",
    "U+F900 \uf900 CJK COMPATIBILITY IDEOGRAPH-F900",
    # ligatures by themselves
    "ﬀ ﬁ ﬂ ﬃ ﬄ",
    "The ligature “ﬁ” is U+FB01.",
    # signs that look like these and are written
    "面积100㎡，气温25℃，高5㎝，㈱，①②③，Ⅳ，½，２０２０",
    "㇀㇁㇂㇃",
    "亻氵忄扌纟讠钅",
    "人民的一二三",
    "ǆ ĳ ŉ œ æ \ufb13 \ufb1f \ufdfa",
)
