"""One document as furniture sees it: its lines, what marks its pages, and how wide it is set."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.kinds import DIGIT
from cleantext.lines import PAGE_END, Lines
from cleantext.text import Codes, Places, string_of

ENOUGH: Final = 3  # full lines that show a measure, or marks that show pages, at least
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
_PAUSE: Final = re.compile(r"[，。；：、！？]|[,.;:!?](?!\S)")
_LEADER: Final = re.compile(r"[.…·]{3,}|…")


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

    def figures(self, first: int, last: int) -> int:
        """How many lines from the one up to the other are a few digits and nothing else."""
        part = self._figures[max(first - self.first, 0) : max(last - self.first, 0)]
        return int(np.count_nonzero(part))

    @cached_property
    def _figures(self) -> NDArray[np.bool_]:
        """Which lines these are."""
        lines, part = self.lines, slice(self.first, self.stop)
        kinds = lines.text.kinds
        short = lines.stop[part] - lines.start[part] <= len("1234")
        digits: NDArray[np.bool_] = short & (kinds[lines.start[part]] == DIGIT)
        digits &= kinds[lines.stop[part] - 1] == DIGIT
        return digits

    def place(self, line: int) -> int:
        """Where this line begins, counted from the first."""
        return self._starts[line - self.first]

    def said(self, start: int, stop: int) -> int:
        """How many characters stand between these places, the blanks of tables aside."""
        return stop - start - int(np.diff(np.searchsorted(self._blanks, (start, stop)))[0])

    @cached_property
    def _blanks(self) -> Places:
        """The blanks behind others, counted from the first line on."""
        blanks = self.lines.text.blanks
        first, last = self.lines.start[self.first], self.lines.stop[self.stop - 1]
        inside = blanks[np.searchsorted(blanks, first) : np.searchsorted(blanks, last)] - first
        more: Places = inside[1:][np.diff(inside) == 1]
        return more

    def shown(self, line: int) -> str:
        """What shows on this line."""
        at = line - self.first
        return self._signs[self._starts[at] : self._stops[at]]

    def ends(self, line: int) -> str:
        """The first and the last sign of this line; none if it is not of this document."""
        if not self.holds(line):
            return ""
        at = line - self.first
        return self._signs[self._starts[at]] + self._signs[self._stops[at] - 1]

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

    def counted(self, these: set[int]) -> Counter[str]:
        """How often each of these lines stands in the document, by its key."""
        if not these:
            return Counter()
        lines, part = self.lines, slice(self.first, self.stop)
        here = np.array(sorted(these)) - self.first
        ends = (lines.text.codes[lines.start[part]], lines.text.codes[lines.stop[part] - 1])
        alike = np.flatnonzero(_among(ends[0], here) & _among(ends[1], here))
        counted = Counter(map(self.key, (alike + self.first).tolist()))
        return Counter({key: counted[key] for key in map(self.key, these)})

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
        few = ENOUGH <= led.sum() <= len(led) / 20
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
        if len(full) < ENOUGH or not any(map(self.pauses, full)):
            return 0
        narrow = [at for at in range(first, line - 1) if at not in full]
        return measure if sum(map(self.runs_on, narrow)) <= 1 else 0

    def pauses(self, line: int) -> bool:
        """Whether a sentence pauses on this line, as in prose one of several does."""
        return _PAUSE.search(self.shown(line)) is not None

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


def _among(codes: Codes, here: Places) -> NDArray[np.bool_]:
    """Which of these are, as far as sixteen bits tell, the same as one of those here."""
    short = codes.astype(np.uint16)
    wanted = np.zeros(1 << 16, bool)
    wanted[short[here]] = True
    return np.take(wanted, short)


def _headlike(key: str) -> bool:
    return len(key) <= HEAD and not key.endswith(HALTS) and any(map(str.isalpha, key))
