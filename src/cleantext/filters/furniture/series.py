"""Page numbers that rise together, a page or more apart."""

from __future__ import annotations

from bisect import bisect_left as bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cleantext.filters.furniture.ground import Ground
from cleantext.filters.furniture.numbers import Number

FAMILY: Final = {
    "words after": "words",
    "of": "page",
    "half": "bare",
    "half after": "bare",
    "glued": "slash",
}
STEP: Final = 3.0  # it is one more than the number before, a page away
STEP_MARKED: Final = 4.0  # it is as many more as there are page marks between

MOST: Final = 3  # how often the same evidence counts
LOOKED_AT: Final = 12  # numbers of a series that are looked at for evidence beside them
SHORT: Final = 150  # characters of a page, at least
# `TALL` and `CELLS` are from verse and tables of the typeset half for tuning, `NAMED` from a volume
# of essays in the half for testing: in that of the other half the pages are too short.
TALL: Final = 15  # lines of a page, at least, if it is set in short ones
CELLS: Final = 6  # lines to the next cell of a table
SHORT_SURE: Final = 40  # the same where a number says how many pages there are
NAMED: Final = 0.75  # of the heads of chapters: some stand before the text begins
OUTER: Final = 2  # lines that may stand outside of a number on its page
OPEN: Final = 8  # series that may be waiting for their next number


@dataclass(frozen=True, eq=False)
class Series:
    """Page numbers that rise together."""

    numbers: tuple[Number, ...]
    lead: int  # lines that stand before the number at the top of its page

    @classmethod
    def of(cls, ground: Ground, chain: Sequence[Number]) -> Series:
        """These numbers, with what the first one tells of the order on a page."""
        lead = chain[0].first - ground.first
        return cls(tuple(chain), lead if 0 < lead <= OUTER and _led_by(ground, chain, lead) else 0)


def _led_by(ground: Ground, chain: Sequence[Number], lead: int) -> bool:
    """Whether heads stand before these numbers: so many brief lines, or lines that return."""
    before = [range(number.first - lead, number.first) for number in chain[:LOOKED_AT]]
    if not all(map(ground.headlike, before[0])):
        return False
    if len(chain) > MOST:
        keys = [ground.key(page[-1]) for page in before]
        return len(set(keys)) <= len(keys) / 2 or _named(ground, before)
    starts_late = chain[0].value > 1  # then no title stands before it
    return starts_late or all(
        ground.headlike(line) and ground.brief(line) for page in before[1:] for line in page
    )


def _named(ground: Ground, before: Sequence[Sequence[int]]) -> bool:
    """Whether the lines before numbers are headings of the text, as far as it goes."""
    last = {page[-1] for page in before}
    if not all(map(ground.plausible, last)):
        return False
    often = ground.counted(last)
    return sum(often[ground.key(line)] > 1 for line in last) >= NAMED * len(last)


def chains(ground: Ground, numbers: Sequence[Number]) -> list[list[Number]]:
    """The numbers of each family as rising series; each extends the longest that waits for it.

    Of equals it is one that stands as this number does, at the foot of a page or inside it.
    """
    chains: list[list[Number]] = []
    waiting: dict[tuple[str, str, int], list[list[Number]]] = {}
    heads = Counter(number.head for number in numbers)
    for number in numbers:
        known = waiting.setdefault((family(number), number.style, number.of), [])
        fitting = [
            chain
            for chain in known
            if _akin(ground, chain, number, heads) and step(ground, chain[-1], number)
        ]
        if fitting:
            foot = _at_foot(ground, number)
            chain = max(fitting, key=lambda each: (len(each), _at_foot(ground, each[-1]) == foot))
            chain.append(number)
            known[:] = [each for each in known if each is not chain]
        else:
            chain = [number]
            chains.append(chain)
        known.append(chain)
        del known[:-OPEN]
    return chains


def varied(heads: Sequence[str]) -> bool:
    """Whether other words stand beside each of these numbers, as in headings."""
    return len(heads) >= MOST and len(set(heads)) == len(heads)


def _at_foot(ground: Ground, number: Number) -> bool:
    """Whether a page ends with a number."""
    return number.last == ground.stop - 1 or bool(ground.lines.page[number.last + 1])


def family(number: Number) -> str:
    """The form of a number, or the one it is a variety of."""
    return FAMILY.get(number.form, number.form)


def _akin(ground: Ground, chain: list[Number], number: Number, heads: Counter[str]) -> bool:
    """Whether a bare number is beside a head, or beside one that returns, as those before are."""
    if family(number) != "bare":
        return True
    last = chain[-1].head
    if number.last == ground.stop - 1 and len(chain) > 1:
        return not varied([each.head for each in chain if each.head])
    if not number.head or not last:
        return number.head == last
    return (heads[number.head] > 1) == (heads[last] > 1)


def _tall(ground: Ground, one: Number, other: Number) -> bool:
    """Whether so many lines lie between that they are a page, and the other is no cell."""
    if other.first - one.last <= TALL:
        return False
    before = ground.figures(other.first - CELLS, other.first)
    behind = ground.figures(other.last + 1, other.last + CELLS)
    return other.style != "9" or (not before and behind <= 1)  # the last page may be short


def step(ground: Ground, one: Number, other: Number) -> float:
    """What it is worth that one number follows the other; 0 if it does not."""
    rise = other.value - one.value
    if rise < 1:
        return 0.0
    start, stop = ground.place(one.first), ground.place(other.first)
    fed, led = (bisect(marks, stop) - bisect(marks, start) for marks in (ground.fed, ground.led))
    if fed:
        return STEP_MARKED if rise == fed else 0.0
    least = SHORT_SURE if one.of else SHORT
    far = ground.said(start, stop) >= least or _tall(ground, one, other)
    if far and led > 1 and abs(rise - led) <= 1 and not {start, stop} & set(ground.led):
        return STEP_MARKED
    return STEP if rise == 1 and (far or other.last == ground.stop - 1) else 0.0
