"""Running heads and feet: short lines beside page numbers and form feeds.

A line there is a head if it returns at the ends of other pages, if it parts a sentence that goes on
behind it, if it stands between a number and the edge of its page, or if it names an issue. Where
heads stand so, a line that stands once more elsewhere is one as well: the title it repeats.
A head on the first line of all is another matter: see `opening`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate, pairwise
from typing import Final

import numpy as np

from cleantext.filters.furniture.evidence import ISSUE
from cleantext.filters.furniture.ground import BRIEF, Ground
from cleantext.filters.furniture.opening import opening
from cleantext.filters.furniture.series import Series
from cleantext.kinds import HAN, LETTER

Same = Callable[[], Counter[str]]  # how often each line beside the end of a page stands

REACH: Final = 3  # lines of heads on one side of a page's end
TURNS: Final = 3  # form feeds beside which a line must return if there are no numbers
HARDLY: Final = 8  # heads beside ends of pages to one elsewhere: a manual has 26 of 28 there
NEAR: Final = 3  # ends of pages between two copies of a head, at most
WORDS: Final = 3  # characters of a head that stands elsewhere as well
TWICE: Final = 2  # there and elsewhere: what stands in more places is a label
BROAD: Final = 0.85  # of the full width, at least: how the sentence goes on
SAID: Final = 8  # characters of a head that the next lines say again
WIDE_BLANK: Final = 0x3000  # as it stands between a head and a number
EARLY: Final = 2  # ends of pages by which a head that is on all pages has been seen
_MONTH: Final = re.compile(r"[0-9]{4} ?[·・•] ?[0-9]{1,2}(?: ?[·・•] ?[0-9]{1,2})?")
FIGURES: Final = 3  # numbers on a line that make it a row of a table
_FIGURES: Final = re.compile(r"(?<![^\W_])[0-9]+(?![^\W_])")
_CLAUSES: Final = re.compile(r"[，、,：:]|^\W?[0-9]+\W")
# Three letters at least, for E01 and WS-210 are cells.
_SPELLED: Final = re.compile(r"[^\W\d_]{3,}(?:[ ·&,'’-]+[^\W_]+)*")
# What ends a sentence that goes on behind a page's end.
ENDS: Final = frozenset('。！？!?.…；;”’」』"')
BEFORE, BEHIND = -1, 1


@dataclass(frozen=True)
class Turn:
    """Where one page ends and the next begins, with the number found there."""

    first: int
    last: int  # one less than first where no number stands
    numbered: bool
    reach: int  # lines of heads there may be
    lead: int = 0  # lines before the number that are on its page

    def slot(self, side: int, step: int) -> int:
        """The line so many steps away on this side."""
        return self.last + 1 + step if side == BEHIND else self.first - 1 - step

    def slots(self, side: int) -> list[int]:
        """The lines where heads may stand on this side, the nearest first."""
        reach = self.lead if self.lead and side == BEFORE else self.reach
        return [self.slot(side, step) for step in range(reach)]


def heads(ground: Ground, series: Sequence[Series]) -> list[list[int]]:
    """The lines of each running head."""
    if not series and not ground.pages:
        return []
    turns = _turns(ground, series)
    sure = _sure(ground, turns) | _drawn_apart(ground, series)
    same = cache(partial(_elsewhere, ground, turns))  # few documents come to ask
    known = _returning(ground, turns, same)
    taken = {side: _grown(ground, turns, side, sure, known) for side in (BEFORE, BEHIND)}
    often = Counter(ground.key(line) for line in taken[BEFORE] | taken[BEHIND])
    for side, lines in taken.items():  # the others were beside an end, but not at it
        taken[side] = {line for line in lines if line in sure or often[ground.key(line)] > 1}
    heads = sure.union(*taken.values())
    for side, lines in taken.items():
        if lines:
            taken[side] = lines | _repeated(ground, turns, side, heads, same)
    if ground.plausible(ground.first):
        sure |= opening(ground, series, taken[BEHIND])
    found: dict[str, list[int]] = defaultdict(list)
    for line in sorted(taken[BEFORE] | taken[BEHIND] | sure):
        found[ground.key(line)].append(line)
    return _without_titles(ground, turns, list(found.values()), sure, same)


def _turns(ground: Ground, series: Sequence[Series]) -> list[Turn]:
    """The ends of the pages: page numbers, form feeds, both ends of the document."""
    reach = REACH if ground.prose else 1
    turns = [
        Turn(number.first, number.last, numbered=True, reach=reach, lead=each.lead)
        for each in series
        for number in each.numbers
    ]
    near = {line for turn in turns for line in range(turn.first, turn.last + 2)}
    bare = [line for line in ground.pages if line not in near]
    taken = {line for turn in turns for line in range(turn.first - turn.lead, turn.last + 1)}
    ends = [line for line in (ground.first, ground.stop) if not taken & {line, line - 1}]
    turns += [Turn(line, line - 1, numbered=False, reach=reach) for line in {*bare, *ends}]
    return sorted(turns, key=lambda turn: (turn.first, turn.last))


def _sure(ground: Ground, turns: Sequence[Turn]) -> set[int]:
    """Lines that are heads by where they stand, or by what they say beside a number."""
    found: set[int] = set()
    if _names_issue(ground, ground.first) and any(turn.numbered for turn in turns):
        found.add(ground.first)
    for turn in turns:
        if turn.numbered:
            outer = [turn.slot(BEFORE, step) for step in range(turn.lead)]
            found |= {line for line in outer if ground.plausible(line)}
            for side in (BEFORE, BEHIND):
                line = turn.slot(side, 0)
                if ground.holds(line) and (_names_issue(ground, line) or _foreign(ground, line)):
                    found.add(line)
            found |= _parting(ground, turn)
            found |= _said_twice(ground, turn.slot(BEHIND, 0))
    return found


def _said_twice(ground: Ground, line: int) -> set[int]:
    """A line that is said again by the next ones: a title, and before it the head it gave."""
    if not ground.plausible(line) or len(ground.key(line)) < SAID:
        return set()
    below = range(line + 1, min(line + 1 + REACH, ground.stop))
    said = list(accumulate(map(ground.key, below)))
    return {line} if ground.key(line) in said[1:] else set()


def _drawn_apart(ground: Ground, series: Sequence[Series]) -> set[int]:
    """Lines before a number that has no head beside it as others have, and after a wide blank."""
    lines = ground.lines
    return {
        number.first - 1
        for each in series
        if any(number.head for number in each.numbers)
        for number in each.numbers
        if not number.head
        and ground.plausible(number.first - 1)
        and lines.gap[number.first] == 1
        and lines.text.codes[lines.stop[number.first - 1]] == WIDE_BLANK
    }


def _names_issue(ground: Ground, line: int) -> bool:
    key = ground.key(line)
    named = ISSUE.search(key) and _CLAUSES.search(key) is None and ground.headlike(line)
    return bool(named or _MONTH.fullmatch(key))


def _foreign(ground: Ground, line: int) -> bool:
    """Whether a line is in Latin letters and those around it are in Chinese."""
    if not ground.plausible(line) or _kinds(ground, line) & (HAN | LETTER) != LETTER:
        return False
    if not _SPELLED.fullmatch(ground.shown(line)):
        return False
    around = [at for at in (line - 2, line + 2) if ground.holds(at)]
    return all(_kinds(ground, at) & HAN for at in around)


def _kinds(ground: Ground, line: int) -> int:
    start, stop = ground.lines.start[line], ground.lines.stop[line]
    return int(np.bitwise_or.reduce(ground.lines.text.kinds[start:stop]))


def _parting(ground: Ground, turn: Turn) -> set[int]:
    """Brief lines at a page's end that part a sentence: no heading stands there."""
    for before in range(REACH):
        end = turn.first - before
        if end <= ground.first or not ground.cut(end):
            continue
        measure = ground.measure(end)
        for behind in range(turn.last + 1, min(turn.last + 1 + REACH, ground.stop)):
            inner = [*range(end, turn.first), *range(turn.last + 1, behind)]
            goes_on = ground.wide(behind) >= BROAD * measure or _ends(ground, behind)
            if goes_on and all(_brief(ground, line, behind, measure) for line in inner):
                return set(inner)
        return set()
    return set()


def _ends(ground: Ground, line: int) -> bool:
    """Whether a sentence ends here, not a note in brackets, a label or the title of a book."""
    return ground.shown(line)[-1] in ENDS


def _brief(ground: Ground, line: int, behind: int, measure: int) -> bool:
    brief = len("第一") * 2 < ground.wide(line) <= BRIEF * measure
    if not brief or _CLAUSES.search(ground.key(line)) or not ground.runs_on(line):
        return False
    return ground.breaks_off(line, behind, measure) and ground.plausible(line)


def _returning(ground: Ground, turns: Sequence[Turn], same: Same) -> dict[int, set[str]]:
    """The lines that return beside the ends of pages near one another, and hardly elsewhere."""
    inner = len(turns) - 2
    needed = 2 if any(turn.numbered for turn in turns) else max(TURNS, inner // 2)
    if not ground.prose:
        needed = max(needed, inner // 2 + 1)
    steps = {side: _steps(turns, side) for side in (BEFORE, BEHIND)}
    beside = {side: _beside(ground, turns, side, steps) for side in (BEFORE, BEHIND)}

    def returns(key: str, lines: dict[int, int]) -> bool:
        there = {line for each in beside.values() for line in each.get(key, ())}
        close = min(other - one for one, other in pairwise(lines.values()))
        elsewhere = same()[key] - len(there)
        return elsewhere <= max(1, len(there) // HARDLY) and close <= NEAR

    return {
        side: {key for key, lines in keys.items() if len(lines) >= needed and returns(key, lines)}
        for side, keys in beside.items()
    }


def _steps(turns: Sequence[Turn], side: int) -> dict[int, int]:
    """How far the lines on one side of the ends of pages are from the nearest."""
    steps: dict[int, int] = {}
    for turn in turns:
        for step, line in enumerate(turn.slots(side)):
            steps[line] = min(step, steps.get(line, step))
    return steps


def _beside(
    ground: Ground, turns: Sequence[Turn], side: int, steps: dict[int, dict[int, int]]
) -> dict[str, dict[int, int]]:
    """The lines on one side of the ends of pages, by what they say, and which end it is.

    On a short page a line may be near both ends; it belongs to the nearer one. Lines that begin and
    end like no other are left out: they return nowhere.
    """
    own, others = steps[side], steps[-side]
    ends = Counter(map(ground.ends, {*own, *others}))
    beside: dict[str, dict[int, int]] = defaultdict(dict)
    for at, turn in enumerate(turns):
        near = {
            ground.key(line): line
            for step, line in enumerate(turn.slots(side))
            if step <= others.get(line, step)
            and ends[ground.ends(line)] > 1
            and ground.plausible(line)
        }
        for key, line in near.items():
            beside[key][line] = at
    return beside


def _grown(
    ground: Ground, turns: Sequence[Turn], side: int, sure: set[int], known: dict[int, set[str]]
) -> set[int]:
    """The heads on one side of the turns, from each turn outward as far as they go."""
    found: set[int] = set()
    for turn in turns:
        for line in turn.slots(side):
            if not ground.holds(line):
                break
            if line not in sure and ground.key(line) not in known[side]:
                break
            found.add(line)
    return found


def _elsewhere(ground: Ground, turns: Sequence[Turn]) -> Counter[str]:
    """How often each line beside a turn stands in the document."""
    slots = {
        turn.slot(side, step)
        for turn in turns
        for side in (BEFORE, BEHIND)
        for step in range(REACH)
    }
    return ground.counted({line for line in slots if ground.plausible(line)})


def _repeated(
    ground: Ground, turns: Sequence[Turn], side: int, heads: set[int], same: Same
) -> set[int]:
    """Lines where a head is to be expected, with none near, that stand elsewhere as well."""
    found = set()
    top = {ground.key(line) for line in range(ground.first, min(ground.first + REACH, ground.stop))}
    for turn in turns:
        line = turn.slot(side, 0)
        alone = heads.isdisjoint(range(line - REACH, line + REACH + 1))
        if alone and ground.plausible(line):
            key = ground.key(line)
            if len(key) >= WORDS and same()[key] == TWICE and (ground.prose or key in top):
                found.add(line)
    return found


def _without_titles(
    ground: Ground, turns: Sequence[Turn], heads: list[list[int]], sure: set[int], same: Same
) -> list[list[int]]:
    """The lines of each head but for the first, where that may be the title it repeats.

    It may be at the top of the text, be it in several lines, and where no page has ended twice.
    """
    top = _top(ground, turns, sure)
    seen = turns[min(EARLY, len(turns) - 1)].last + REACH
    kept = []
    for lines in heads:
        first = lines[0]
        titled = first not in sure and same()[ground.key(first)] <= len(lines)
        kept.append(lines[1:] if titled and (first == top or first > seen) else lines)
        top += titled and first == top
    return [lines for lines in kept if lines]


def _top(ground: Ground, turns: Sequence[Turn], sure: set[int]) -> int:
    """The first line that is no number and surely no head."""
    taken = sure | {line for turn in turns for line in range(turn.first, turn.last + 1)}
    line = ground.first
    while line in taken:
        line += 1
    return line
