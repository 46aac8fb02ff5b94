"""Series of page numbers, weighed in bits against what else rising numbers may be."""

from __future__ import annotations

import re
from bisect import bisect_left as bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from cleantext.filters.furniture.numbers import Number
from cleantext.lines import PAGE_END, Lines
from cleantext.text import Places, string_of

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
FAMILY: Final = {
    "words after": "words",
    "of": "page",
    "half": "bare",
    "half after": "bare",
    "glued": "slash",
}
PADDED: Final = 3.0  # 09
HEADED: Final = 4.0  # words stand beside it
VARIED: Final = -6.0  # other words stand beside each, as in headings
FOLIO: Final = 9.0  # an issue is named beside it
STEP: Final = 3.0  # it is one more than the number before, a page away
STEP_MARKED: Final = 4.0  # it is as many more as there are page marks between
STEPS: Final = 5.0  # at most, where sections and items are counted so too
LAST: Final = 8.0  # nothing stands behind the last
END: Final = 7.0  # next to nothing stands behind the last, or before the first
ONE: Final = 2.0  # the first begins the text, but a section 1 may
FED: Final = 3.0  # it stands at a form feed
UNFED: Final = -3.0  # there are form feeds, but not here
CUT: Final = 4.0  # a full line that ends no sentence stands before it
WHOLE: Final = -2.0  # a paragraph ends before it
GAP: Final = 3.0  # an unusual gap behind it, and none before
RETURNS: Final = 4.0  # a line beside it stands beside another as well
OPENS: Final = 2.0  # and these are the first lines of their pages
ALONE: Final = 3.0  # there are no other numbers so written
EVEN: Final = 1.0  # the pages are of one size
UNEVEN: Final = -4.0

MOST: Final = 3  # how often the same evidence counts
LOOKED_AT: Final = 12  # numbers of a series that are looked at for evidence beside them
SHORT: Final = 150  # characters of a page, at least
SHORT_SURE: Final = 40  # the same where a number says how many pages there are
ALIKE: Final = 3.5  # how many times longer one page is than another
OUTER: Final = 2  # lines that may stand outside of a number on its page
OPEN: Final = 8  # series that may be waiting for their next number
BRIEF: Final = 0.75  # of a full line, at most: a head
MEASURE: Final = 24  # half-widths of a line that is wrapped and no verse
LOOSE: Final = 4  # half-widths by which full lines differ
RAGGED: Final = 12  # the same where words are not broken
AROUND: Final = 7  # lines that show how wide a full line is
PROSE: Final = 0.15  # stops and commas to a line, at least
HEAD: Final = 60  # characters of a head
STOPS: Final = frozenset('。！？!?.；;：:”’」』"…)）】》—')
HALTS: Final = tuple('。！？!?；;，,、：:…”’」』."')
_WIDE_STOPS: Final = tuple(map(ord, "。，"))
_POINT: Final = ord(".")
_BEHIND: Final = tuple(map(ord, " \n\r"))
_ROW: Final = re.compile(r"\S(?:[ \u00a0]{2,}|[\t\u3000])\S.*\S(?:[ \u00a0]{2,}|[\t\u3000])\S")
_LEADER: Final = re.compile(r"[.…·]{3,}|…")
ISSUE: Final = re.compile(r"第 ?[0-9]+ ?[期卷]|总第|\b(?i:vol|no)\b\.")


@dataclass(frozen=True, eq=False)
class Ground:
    """One document: where its lines are, and what marks its pages."""

    lines: Lines
    first: int
    stop: int

    @cached_property
    def _signs(self) -> str:
        """The document, from its first line on."""
        codes = self.lines.text.codes
        return string_of(codes[self.lines.start[self.first] : self.lines.stop[self.stop - 1]])

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins in the signs."""
        part = slice(self.first, self.stop)
        starts: list[int] = (self.lines.start[part] - self.lines.start[self.first]).tolist()
        return starts

    @cached_property
    def _stops(self) -> list[int]:
        part = slice(self.first, self.stop)
        stops: list[int] = (self.lines.stop[part] - self.lines.start[self.first]).tolist()
        return stops

    def holds(self, line: int) -> bool:
        """Whether this is a line of this document."""
        return self.first <= line < self.stop

    def place(self, line: int) -> int:
        """Where this line begins, counted from the first."""
        return self._starts[line - self.first]

    def shown(self, line: int) -> str:
        """What shows on this line."""
        at = line - self.first
        return self._signs[self._starts[at] : self._stops[at]]

    @cached_property
    def _keys(self) -> dict[int, str]:
        """The keys of the lines that were looked at."""
        return {}

    def key(self, line: int) -> str:
        """What shows on this line, without the blanks that extractors add or leave out."""
        key = self._keys.get(line)
        if key is None:
            key = self._keys[line] = "".join(self.shown(line).replace("\0", " ").split())
        return key

    @cached_property
    def _headlike(self) -> dict[int, bool]:
        """What was found of the lines that were looked at."""
        return {}

    def headlike(self, line: int) -> bool:
        """Whether this line is as short as a head, and stops as little."""
        if not self.holds(line):
            return False
        found = self._headlike.get(line)
        if found is None:
            short = self._stops[line - self.first] - self.place(line) <= 2 * HEAD
            found = self._headlike[line] = short and _headlike(self.key(line))
        return found

    @cached_property
    def _plausible(self) -> dict[int, bool]:
        """What was found of the lines that were looked at."""
        return {}

    def plausible(self, line: int) -> bool:
        """Whether this line may be a head at all: no row, and more than one sign."""
        found = self._plausible.get(line)
        if found is None:
            found = self.headlike(line) and len(self.key(line)) > 1
            if found and len(shown := self.shown(line)) > len(self.key(line)):
                found = not _ROW.search(shown)
            self._plausible[line] = found
        return found

    @cached_property
    def _wides(self) -> list[int]:
        wides: list[int] = self.lines.width[self.first : self.stop].tolist()
        return wides

    def wide(self, line: int) -> int:
        """How many half-widths the line is wide."""
        return self._wides[line - self.first]

    def brief(self, line: int) -> bool:
        """Whether this line is much shorter than one of those before it."""
        before = range(max(line - AROUND, self.first), line)
        return self.wide(line) <= BRIEF * max(map(self.wide, before), default=0)

    @cached_property
    def prose(self) -> bool:
        """Whether this is written in sentences, unlike tables and most verse."""
        enough = PROSE * (self.stop - self.first)
        codes = self.lines.text.codes[self.lines.start[self.first] : self.lines.stop[self.stop - 1]]
        stops = sum(int(np.count_nonzero(codes == stop)) for stop in _WIDE_STOPS)
        if stops < enough:
            point = codes[:-1] == _POINT
            stops += sum(int(np.count_nonzero(point & (codes[1:] == sign))) for sign in _BEHIND)
        return stops >= enough

    @cached_property
    def fed(self) -> list[int]:
        """The form feeds."""
        start, stop = self.lines.start[self.first], self.lines.tail[self.stop - 1]
        fed: list[int] = np.flatnonzero(self.lines.text.codes[start:stop] == PAGE_END).tolist()
        return fed

    @cached_property
    def pages(self) -> list[int]:
        """The lines before which a form feed stands."""
        part = self.lines.page[self.first : self.stop]
        found: list[int] = (self.first + np.flatnonzero(part)).tolist()
        return found

    @cached_property
    def led(self) -> list[int]:
        """The lines with a single blank before them, if few: what may be left of form feeds."""
        part = slice(self.first, self.stop)
        led = self.lines.start[part] - self.lines.head[part] == 1
        few = MOST <= led.sum() <= len(led) / 20
        places: list[int] = (
            self.lines.start[part][led & few] - self.lines.start[self.first]
        ).tolist()
        return places

    @cached_property
    def _gaps(self) -> Places:
        """How many lines have a gap of at least so much before them."""
        gap = np.minimum(self.lines.gap[self.first : self.stop], 9)
        return np.cumsum(np.bincount(gap, minlength=10)[::-1])[::-1]

    def unusual(self, line: int) -> bool:
        """Whether the gap before this line is wider than nearly all."""
        gap = min(int(self.lines.gap[line]), 9)
        return gap > 1 and bool(self._gaps[gap] * 10 <= self.stop - self.first)

    def marked(self, first: int, last: int) -> bool:
        """Whether a form feed stands close before these lines or close behind them."""
        part = self.lines.page[max(first - 1, self.first) : min(last + 3, self.stop)]
        return bool(part.any())

    @cached_property
    def _measures(self) -> dict[int, int]:
        """The measures that were asked for."""
        return {}

    def measure(self, line: int) -> int:
        """How wide a full line is before this one; 0 if that does not show."""
        if line not in self._measures:
            self._measures[line] = self._measured(max(line - AROUND, self.first), line)
        return self._measures[line]

    def _measured(self, first: int, line: int) -> int:
        """How wide the full lines are among these.

        What is wrapped shows by its lines that end no sentence: they are all full.
        """
        wide = self._wides[first - self.first : line - self.first]
        measure = max(wide, default=0)
        if measure < MEASURE:
            return 0
        full = {at for at, own in enumerate(wide, first) if measure - own <= LOOSE}
        full |= {
            at
            for at, own in enumerate(wide, first)
            if LOOSE < measure - own <= RAGGED and measure - own <= self.loose(at)
        }
        if len(full) < MOST:
            return 0
        narrow = [at for at in range(first, line - 1) if at not in full]
        return measure if sum(map(self.runs_on, narrow)) <= 1 else 0

    def runs_on(self, line: int) -> bool:
        """Whether this line ends no sentence."""
        shown = self.shown(line)
        return shown[-1] not in STOPS and not _LEADER.search(shown)

    def loose(self, line: int) -> int:
        """How much narrower than a full line this one may be and still be full."""
        at = line - self.first
        return LOOSE if self._wides[at] > 1.5 * (self._stops[at] - self._starts[at]) else RAGGED

    def cut(self, line: int) -> bool:
        """Whether a full line that ends no sentence stands before this one."""
        measure = self.measure(line)
        if not measure or self.wide(line - 1) < measure - self.loose(line - 1):
            return False
        return self.runs_on(line - 1)

    def breaks_off(self, line: int, behind: int, measure: int) -> bool:
        """Whether the first word of a line behind would have fitted on this one."""
        word = re.match(r"[!-~\u00c0-\u024f]+|..?", self.shown(behind))
        wide = sum(1 + (sign >= "\u2010") for sign in word[0]) if word else 0
        return self.wide(line) + 1 + wide <= measure


def _headlike(key: str) -> bool:
    return len(key) <= HEAD and not key.endswith(HALTS) and any(map(str.isalpha, key))


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
        return len(set(keys)) <= len(keys) / 2
    starts_late = chain[0].value > 1  # then no title stands before it
    return starts_late or all(
        ground.headlike(line) and ground.brief(line) for page in before[1:] for line in page
    )


def in_step(ground: Ground, numbers: Sequence[Number]) -> list[Series]:
    """The series that are page numbers."""
    found = [Series.of(ground, chain) for chain in _chains(ground, numbers)]
    return [each for each in found if bits(ground, each, numbers) >= NEEDED]


def _family(number: Number) -> str:
    return FAMILY.get(number.form, number.form)


def _chains(ground: Ground, numbers: Sequence[Number]) -> list[list[Number]]:
    """The numbers of each family as rising series; each extends the longest that waits for it."""
    chains: list[list[Number]] = []
    waiting: dict[tuple[str, str, int], list[list[Number]]] = {}
    heads = Counter(number.head for number in numbers)
    for number in numbers:
        known = waiting.setdefault((_family(number), number.style, number.of), [])
        fitting = [
            chain
            for chain in known
            if _akin(ground, chain, number, heads) and _step(ground, chain[-1], number)
        ]
        if fitting:
            chain = max(fitting, key=len)
            chain.append(number)
            known[:] = [each for each in known if each is not chain]
        else:
            chain = [number]
            chains.append(chain)
        known.append(chain)
        del known[:-OPEN]
    return chains


def _akin(ground: Ground, chain: list[Number], number: Number, heads: Counter[str]) -> bool:
    """Whether a bare number is beside a head, or beside one that returns, as those before are."""
    if _family(number) != "bare" or (number.last == ground.stop - 1 and len(chain) > 1):
        return True
    if not number.head or not chain[-1].head:
        return number.head == chain[-1].head
    return (heads[number.head] > 1) == (heads[chain[-1].head] > 1)


def _step(ground: Ground, one: Number, other: Number) -> float:
    """What it is worth that one number follows the other; 0 if it does not."""
    rise = other.value - one.value
    if rise < 1:
        return 0.0
    start, stop = ground.place(one.first), ground.place(other.first)
    fed, led = (bisect(marks, stop) - bisect(marks, start) for marks in (ground.fed, ground.led))
    if fed:
        return STEP_MARKED if rise == fed else 0.0
    far = stop - start >= (SHORT_SURE if one.of else SHORT)
    if far and led > 1 and abs(rise - led) <= 1 and not {start, stop} & set(ground.led):
        return STEP_MARKED
    return STEP if rise == 1 and (far or other.last == ground.stop - 1) else 0.0


def bits(ground: Ground, series: Series, numbers: Sequence[Number]) -> float:
    """What speaks for this series, and against it."""
    chain = series.numbers
    form = _family(chain[0])
    issue = any(ISSUE.search(number.head) for number in chain)
    padded = any(number.padded for number in chain)
    if form in NEVER_ALONE and len(chain) == 1 and not (issue or (padded and form == "p")):
        return FORM[form]
    if all(number.form == "glued" for number in chain):  # 1/16茶匙 is so written
        return 0.0
    steps = sum(_step(ground, *pair) for pair in pairwise(chain))
    ends, cuts = _ends(ground, series), _cuts(ground, series) if form in COUNTING else 0.0
    found = FORM[form] + (min(steps, STEPS) if form in COUNTING else steps)
    found += PADDED * padded + FOLIO * issue + ends + cuts
    found += _marks(ground, chain) + _evenness(ground, chain)
    heads = [number.head for number in chain if number.head]
    found += VARIED * (form == "bare" and len(heads) >= MOST and len(set(heads)) == len(heads))
    if heads and form in COUNTING:
        paged = len(chain) > 1 or ends >= END or bool(ground.fed)  # a face is written -3-
        found += HEADED * ((form == "signs" and paged) or (cuts > 0 and _one_head(chain)))
    if form in {"bare", "brackets"} and not heads:
        found += _alone(chain, numbers)
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
        number.last + 1 < ground.stop
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


def _alone(chain: Sequence[Number], numbers: Sequence[Number]) -> float:
    """Whether these are all the numbers written so."""

    def bare(these: Iterable[Number]) -> int:
        return sum(each.form == chain[0].form and not each.head for each in these)

    others = bare(numbers) - bare(chain)
    return ALONE - 2 * ALONE * others / (others + len(chain))


def _cuts(ground: Ground, series: Series) -> float:
    """How many sentences the numbers cut in two, and how many they do not."""
    found = 0.0
    for number in series.numbers[:LOOKED_AT]:
        line = number.first - series.lead
        if number.last < ground.stop - 1 and ground.measure(line):
            found += CUT if ground.cut(line) else WHOLE
    return found
