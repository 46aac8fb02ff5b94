"""Series of page numbers, weighed in bits against what else rising numbers may be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from cleantext.filters.furniture.ground import Ground
from cleantext.filters.furniture.numbers import Number
from cleantext.filters.furniture.series import (
    LOOKED_AT,
    MOST,
    SHORT,
    Series,
    chains,
    family,
    step,
    varied,
)

# What speaks for a page number, in bits; what else it may be is a section, an item or a cell.
NEEDED: Final = 9.5
FORM: Final = {
    "words": 8.0,  # 第 12 页
    "page": 8.0,  # Page 12 of 30
    "slash": 6.0,  # 12/30
    "signs": 3.0,  # - 12 -
    "p": 3.0,  # P12
    "bare": -2.0,
    "brackets": -3.0,  # （12）
}
COUNTING: Final = frozenset({"signs", "bare", "brackets", "p"})  # sections and items are so written
NEVER_ALONE: Final = frozenset({"bare", "brackets", "p"})  # one of them is no evidence
PADDED: Final = 3.0  # 09
HEADED: Final = 4.0  # words stand beside it
VARIED: Final = -6.0  # other words stand beside each, as in headings
FOLIO: Final = 9.0  # an issue is named beside it
STEPS: Final = 5.0  # at most, where sections and items are counted so too
LAST: Final = 8.0  # nothing stands behind the last
END: Final = 7.0  # next to nothing stands behind the last, or before the first
COMPLETE: Final = 2.0  # of two pages or more, each has its number: 1/2, 2/2
TOTALS: Final = -6.0  # others like it say that there are more pages, or fewer: 11/12, 12/13
ONE: Final = 2.0  # the first begins the text, but a section 1 may
FED: Final = 3.0  # it stands at a form feed
UNFED: Final = -3.0  # there are form feeds, but not here
CUT: Final = 4.0  # a full line that ends no sentence stands before it
WHOLE: Final = -2.0  # a paragraph ends before it
GAP: Final = 3.0  # an unusual gap behind it, and none before
RETURNS: Final = 4.0  # a line beside it stands beside another as well
OPENS: Final = 2.0  # and these are the first lines of their pages
ALONE: Final = 3.0  # there are no other numbers so written
CELLS: Final = -6.0  # there are three others and more, where this series has one or two
EVEN: Final = 1.0  # the pages are of one size
UNEVEN: Final = -4.0

ALIKE: Final = 3.5  # how many times longer one page is than another
ISSUE: Final = re.compile(r"第 ?[0-9]+ ?[期卷]|总第|\b(?i:vol|no)\b\.")


def in_step(ground: Ground, numbers: Sequence[Number]) -> list[Series]:
    """The series that are page numbers."""
    found = [Series.of(ground, chain) for chain in chains(ground, numbers)]
    told = _Told.by(numbers)
    return [each for each in found if bits(ground, each, told) >= NEEDED]


class _Told(NamedTuple):
    """What all numbers of a document say together."""

    bare: Counter[str]  # by their form, how many have no head
    totals: Mapping[str, set[int]]  # by their family, how many pages there are

    @classmethod
    def by(cls, numbers: Sequence[Number]) -> _Told:
        """What these numbers say."""
        totals: dict[str, set[int]] = defaultdict(set)
        for number in (each for each in numbers if each.of):
            totals[family(number)].add(number.of)
        return cls(Counter(each.form for each in numbers if not each.head), totals)


def bits(ground: Ground, series: Series, told: _Told) -> float:
    """What speaks for this series, and against it."""
    chain = series.numbers
    form = family(chain[0])
    issue = any(ISSUE.search(number.head) for number in chain)
    padded = any(number.padded for number in chain)
    if form in NEVER_ALONE and len(chain) == 1 and not (issue or (padded and form == "p")):
        return FORM[form]
    if all(number.form == "glued" for number in chain):  # 1/16茶匙 is so written
        return 0.0
    steps = sum(step(ground, *pair) for pair in pairwise(chain))
    ends, cuts = _ends(ground, series), _cuts(ground, series) if form in COUNTING else 0.0
    found = FORM[form] + (min(steps, STEPS) if form in COUNTING else steps)
    found += PADDED * padded + FOLIO * issue + ends + cuts
    found += _marks(ground, chain) + _evenness(ground, chain)
    found += COMPLETE * (len(chain) == chain[0].of > 1)
    found += TOTALS * (len(told.totals.get(form, ())) > 1)
    heads = [number.head for number in chain if number.head]
    found += VARIED * (form == "bare" and varied(heads))
    if heads and form in COUNTING:
        paged = len(chain) > 1 or ends >= END or bool(ground.fed)  # a face is written -3-
        found += HEADED * ((form == "signs" and paged) or (cuts > 0 and _one_head(chain)))
    if form in {"bare", "brackets"} and not heads:
        found += _alone(chain, told)
    paged = ends >= END or cuts > 0 or bool(ground.fed) or series.lead > 0  # sections have labels
    if not (heads and form in NEVER_ALONE) and (paged or form not in COUNTING):
        found += _returning(ground, series)
    return found


def _one_head(chain: Sequence[Number]) -> bool:
    """Whether the words beside the numbers return."""
    return len({number.head for number in chain}) < len(chain)


def _ends(ground: Ground, series: Series) -> float:
    """Whether the document begins or ends with a number."""
    if ground.place(ground.stop - 1) - ground.place(ground.first) < SHORT:
        return 0.0
    first, last = series.numbers[0], series.numbers[-1]
    behind = ground.stop - 1 - last.last
    if not behind:
        return LAST
    if behind == 1 and ground.headlike(ground.stop - 1):
        return END
    if first.first - series.lead != ground.first:
        return 0.0
    return END if first.value > 1 else ONE * (first.form == "bare")


def _marks(ground: Ground, chain: Sequence[Number]) -> float:
    """Whether the numbers stand where the text shows the ends of pages."""
    gaps = sum(
        ground.first < number.first  # or there is no gap before it in any case
        and number.last + 1 < ground.stop
        and ground.unusual(number.last + 1)
        and not ground.unusual(number.first)
        for number in chain[:LOOKED_AT]
    )
    found = GAP * min(gaps, MOST - 1)
    if ground.fed:
        outer = (ground.first, ground.stop - 1)
        for at, number in enumerate(chain[:LOOKED_AT]):
            if ground.marked(number.first, number.last):
                found += FED * (at < MOST)
            elif not {number.first, number.last} & set(outer):
                found += UNFED
    return found


def _returning(ground: Ground, series: Series) -> float:
    """Whether lines beside these numbers return beside other ones."""
    seen: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for number in series.numbers[:LOOKED_AT]:
        beside = (number.first - 1, number.last + 1)
        seen.update({ground.key(line) for line in beside if ground.headlike(line)})
        before.update(ground.key(line) for line in beside[:1] if ground.headlike(line))
    opens = series.lead > 0 and max(before.values(), default=0) > 1
    return RETURNS * min(sum(count - 1 for count in seen.values()), MOST) + OPENS * opens


def _evenness(ground: Ground, chain: Sequence[Number]) -> float:
    """Whether the numbers are as far apart as pages are."""
    if len(chain) < MOST:
        return 0.0
    size = [
        (ground.place(other.first) - ground.place(one.first)) / (other.value - one.value)
        for one, other in pairwise(chain)
    ]
    if chain[-1].last == ground.stop - 1:
        del size[-1]  # the last page may be short
    spread = max(size) / max(min(size), 1)
    return EVEN if spread <= ALIKE else UNEVEN if spread > 2 * ALIKE else 0.0


def _alone(chain: Sequence[Number], told: _Told) -> float:
    """Whether these are all the numbers written so."""
    form = chain[0].form
    others = told.bare[form] - sum(each.form == form and not each.head for each in chain)
    if others >= MOST > len(chain):
        return CELLS
    return ALONE - 2 * ALONE * others / (others + len(chain))


def _cuts(ground: Ground, series: Series) -> float:
    """How many sentences the numbers cut in two, and how many they do not."""
    found = 0.0
    for number in series.numbers[:LOOKED_AT]:
        line = number.first - series.lead
        if number.last < ground.stop - 1 and ground.measure(line):
            found += CUT if ground.cut(line) else WHOLE
    return found
