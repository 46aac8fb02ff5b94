"""What the signs say that meet at line ends."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np

from cleantext import Text
from cleantext.filters.wraps.evidence import Evidence
from cleantext.filters.wraps.seams import PARTS, seams
from cleantext.filters.wraps.together import BITS, HALVES, LAST, MOST, together
from cleantext.lines import Lines
from cleantext.text import codes_of

RAW, PAIRS = (
    json.loads(files("cleantext.filters.wraps").joinpath(name).read_text("utf-8"))
    for name in ("seams.json", "together.json")
)
PROSE = "劳动模范是民族的精英和人民的楷模而我们的国家是人民当家作主的国家始终坚持依靠工人阶级"


def said(last: str, first: str) -> list[int]:
    return [int(each) for each in seams(codes_of(last), codes_of(first))]


def test_every_sign_says_one_thing_on_each_side() -> None:
    assert set(RAW) == {"end", "begin"}
    for signs in RAW.values():
        everything = "".join(signs.values())
        assert len(set(everything)) == len(everything) > 500
        assert all(ord(sign) < LAST for sign in everything)
        assert all(-128 < int(weight) < 128 for weight in signs)


def together_say(last: str, first: str) -> list[float]:
    return [float(each) for each in together().say(codes_of(last), codes_of(first))]


def test_both_sides_and_the_pair_add_up() -> None:
    end, begin = (
        {sign: int(weight) for weight, those in RAW[side].items() for sign in those}
        for side in ("end", "begin")
    )
    last, first = "不的劳a\U00020000", "了们动的，"
    assert said(last, first) == [
        end.get(one, 0) + begin.get(other, 0) + round(PARTS * pair)
        for one, other, pair in zip(last, first, together_say(last, first), strict=True)
    ]


def test_every_pair_is_listed_once_and_of_known_signs() -> None:
    signs = "".join(PAIRS["signs"].values())
    traditional, simplified = PAIRS["variants"]
    pairs = [
        first + second
        for rows in PAIRS["pairs"].values()
        for first, some in rows.items()
        for second in some
    ]
    assert len(set(signs)) == len(signs) < 1 << BITS
    assert len(set(pairs)) == len(pairs) > 50_000
    assert {*"".join(pairs), *simplified} <= set(signs)
    assert len(traditional) == len(simplified)
    assert not set(traditional) & set(signs)
    assert all(abs(int(halves)) <= HALVES * MOST for halves in PAIRS["pairs"])


def test_words_stand_together_and_what_never_meets_does_not() -> None:
    assert min(together_say("社葡劳", "会萄动")) > 2
    assert max(together_say("的了是", "的的的")) < -1
    assert together_say("社a會", "會的a") == [*together_say("社", "会"), 0, 0]


def test_a_pair_that_is_not_listed_says_how_often_chance_has_it() -> None:
    listed = {
        first + second
        for rows in PAIRS["pairs"].values()
        for first in rows
        for second in rows[first]
    }
    assert "咏" + "铝" not in listed
    assert -0.1 < together_say("咏", "铝")[0] <= 0
    assert together_say("\uffff", "的") == [0]


def test_a_page_breaks_where_no_author_does() -> None:
    assert min(said("不人这", "是们些")) > 0  # 不⏎是, 人⏎们, 这⏎些
    assert max(said("里吗间", "我你那")) < 0


def test_what_is_around_counts_for_lines_that_are_no_names() -> None:
    wrapped = [PROSE[at : at + 12] for at in range(0, len(PROSE), 12)]
    names = ["宗冰", "马文俊", "李晶", "孟庆芬"]
    around = [
        Evidence(lines, np.arange(len(lines))).clues()["seam"].tolist()
        for lines in (Lines.of(Text.of(["\n".join(rows)])) for rows in (wrapped, names))
    ]
    assert all(around[0][:-1])
    assert not any(around[1])
