"""What becomes of clean text that is damaged on purpose: recall, precision and harm by artefact.

Every damage a filter lists is inflicted on the clean seeds, on mixtures of their paragraphs and on
the texts that are typeset here, on some and on all of the places it could strike, chosen by chance
but always in the same way. Clean is what the pipeline leaves of them; what it changes in them
beforehand is counted at the end. The edits that undo the wounds are the truth, and what the
pipeline did is compared with them as a set of edits; nothing is aligned:

    recall     of the edits that undo the wounds, how many were made
    precision  of the edits made, how many undo a wound
    harm       characters deleted or inserted by the others, per million of clean text

One repair has many spellings (of 全国全国 either half may go). Edits that touch wherever they may
be spelled are one place, and all of a place are right if both sides read the same there. A damage
should list only wounds that its own filter can heal; what is measured is whether all together do.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from common import CLEAN, ROOT, clean_docs, pipeline, read, table

from cleantext import Cleaned, Edits, Filter, Pipeline, Text
from cleantext.edits import spans
from cleantext.filter import Damage
from cleantext.filters import ORDER
from cleantext.text import Codes, Places, codes_of, string_of

KINDS = ("recall %", "precision %", "harm")
MIXED = 6  # documents of mixed paragraphs
SEVERITIES = (0.1, 1.0)  # of the places a damage could strike


class Edit(NamedTuple):
    """Replace `doc[start:stop]` by `new`."""

    start: int
    stop: int
    new: str

    @property
    def size(self) -> int:
        return self.stop - self.start + len(self.new)


@dataclass(frozen=True)
class Score:
    """Edits of one or many documents."""

    wanted: int = 0
    made: int = 0
    undone: int = 0  # of the wanted
    right: int = 0  # of the made
    harm: int = 0  # characters
    characters: int = 0  # of the clean text

    def __add__(self, other: Score) -> Score:
        both = zip(vars(self).values(), vars(other).values(), strict=True)
        return Score(*(one + two for one, two in both))

    def cells(self) -> tuple[str, str, str]:
        recall = f"{100 * self.undone / self.wanted:.1f}" if self.wanted else "-"
        precision = f"{100 * self.right / self.made:.1f}" if self.made else "-"
        return recall, precision, f"{1e6 * self.harm / max(self.characters, 1):,.0f}"


def edits_of(doc: str, cleaned: Cleaned) -> list[Edit]:
    """All steps of a trail as edits of the document itself: what stayed keeps its number."""
    numbers, codes = np.arange(len(doc)), codes_of(doc)
    for step in cleaned.trail():
        numbers, codes = made(step.edits, numbers, codes)
    kept = np.flatnonzero(numbers >= 0)
    after = np.concatenate(([-1], kept, [len(numbers)]))
    before = np.concatenate(([-1], numbers[kept], [len(doc)]))
    at = np.flatnonzero((np.diff(after) > 1) | (np.diff(before) > 1))
    ends = zip(before[at] + 1, before[at + 1], after[at] + 1, after[at + 1], strict=True)
    return [Edit(int(a), int(b), string_of(codes[c:d])) for a, b, c, d in ends]


def made(edits: Edits, numbers: Places, codes: Codes) -> tuple[Places, Codes]:
    """The characters and their numbers after these edits; what is new has the number -1."""
    kept = np.ones(len(codes), bool)
    kept[spans(edits.start, edits.stop - edits.start)] = False
    at = np.repeat(np.append(0, np.cumsum(kept))[edits.stop], edits.size)
    return np.insert(numbers[kept], at, -1), np.insert(codes[kept], at, edits.new)


def reach(doc: str, edit: Edit) -> tuple[int, int]:
    """The stretch in which the edit can be moved without another outcome."""
    start, stop, new = edit
    if (start < stop) == bool(new):
        return start, stop
    unit = doc[start:stop] or new
    left = right = 0
    while start > left and doc[start - 1 - left] == unit[-1 - left % len(unit)]:
        left += 1
    while stop + right < len(doc) and doc[stop + right] == unit[right % len(unit)]:
        right += 1
    return start - left, stop + right


def reading(doc: str, edits: Iterable[Edit], start: int, stop: int) -> str:
    """What stands between these places once the edits are made."""
    parts = []
    for edit in edits:
        parts += [doc[start : edit.start], edit.new]
        start = edit.stop
    return "".join([*parts, doc[start:stop]])


def compare(doc: str, wanted: Iterable[Edit], done: Iterable[Edit], characters: int) -> Score:
    """The edits that undo the wounds of a document beside those that were made."""
    both = [
        (*reach(doc, edit), side, edit) for side, of in enumerate((wanted, done)) for edit in of
    ]
    both.sort()
    total, place = Score(characters=characters), list[tuple[int, int, int, Edit]]()
    for each in both:
        if place and each[0] > max(stop for _, stop, _, _ in place):
            total += judged(doc, place)
            place = []
        place.append(each)
    return total + judged(doc, place)


def judged(doc: str, place: Sequence[tuple[int, int, int, Edit]]) -> Score:
    """The score of one place."""
    if not place:
        return Score()
    wanted, done = ([edit for *_, whose, edit in place if whose == side] for side in (0, 1))
    start, stop = place[0][0], max(end for _, end, _, _ in place)
    if reading(doc, wanted, start, stop) == reading(doc, done, start, stop):
        return Score(len(wanted), len(done), len(wanted), len(done))
    same = set(wanted) & set(done)
    harm = sum(edit.size for edit in done if edit not in same)
    return Score(len(wanted), len(done), len(same), len(same), harm)


def wounded(doc: str, damage: Damage, severity: float) -> tuple[str, list[Edit]]:
    """The document with some of the wounds this damage lists, and the edits that undo them."""
    text = Text.of([doc])
    every = damage(text)
    groups = np.unique(every.group).tolist()
    number = min(max(round(severity * len(groups)), 1), len(groups))
    wounds = every.pick(random.Random(1).sample(groups, number))
    undo = wounds.inverse(text)
    edits = [Edit(start - 1, stop - 1, string_of(new)) for start, stop, new in undo]
    return wounds.apply(text).docs()[0], edits


def score(by: Pipeline, damage: Damage, docs: Sequence[str], severity: float) -> Score:
    """What a pipeline makes of the wounds in these documents."""
    cases = [wounded(doc, damage, severity) for doc in docs]
    total = Score()
    runs = by.run(doc for doc, _ in cases)
    for clean, (doc, undo), cleaned in zip(docs, cases, runs, strict=True):
        total += compare(doc, undo, edits_of(doc, cleaned), len(clean))
    return total


def scores(cure: Filter, by: Pipeline, raw: Sequence[str]) -> dict[str, list[Score]]:
    """Each damage of one filter at each severity, and then all of them together."""
    whole = by if cure in by.filters else by | cure
    docs = list(whole.clean_many(raw))
    found = {
        shape: [score(whole, damage, docs, severity) for severity in SEVERITIES]
        for shape, damage in cure.damages.items()
    }
    if len(found) == 1:
        return found
    return {**found, "all": [sum(each, Score()) for each in zip(*found.values(), strict=True)]}


def texts(seeds: Path) -> list[str]:
    """Clean text of several kinds, as it is."""
    typeset = sorted((ROOT / "benchmarks/typeset/texts").glob("*.txt"))
    docs = [read(path) for path in [*(seeds / name for name in CLEAN), *typeset]]
    return docs + clean_docs(seeds)[:MIXED]


def tables(seeds: Path, by: Pipeline, only: str = "") -> Iterator[str]:
    """Every artefact and shape that has a place to strike, then what was idle."""
    raw = texts(seeds)
    found = {
        (cure.name, shape): each
        for cure in ORDER
        if only in cure.name
        for shape, each in scores(cure, by, raw).items()
    }
    kinds = [f"{kind}, {severity:.0%}" for severity in SEVERITIES for kind in KINDS]
    rows = [
        [*name, f"{each[-1].wanted:,}", *(cell for one in each for cell in one.cells())]
        for name, each in found.items()
        if each[-1].wanted
    ]
    yield table(["artefact", "shape", "edits", *kinds], rows)
    idle = [" ".join(name) for name, each in found.items() if not each[-1].wanted]
    yield f"Damages that find no place in these texts: {', '.join(idle) or 'none'}."
    both = zip(raw, by.run(raw), strict=True)
    before = sum((compare(doc, [], edits_of(doc, done), len(doc)) for doc, done in both), Score())
    yield f"The texts as they were: {before.made} edits, {before.cells()[2]} in a million."


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", help="the seed texts")
    parser.add_argument("--filters", default="default", help="names with commas, or `default`")
    parser.add_argument("--only", default="", help="damages of filters with this in their name")
    asked = parser.parse_args()
    print("\n\n".join(tables(asked.seeds, pipeline(asked.filters), asked.only)))


if __name__ == "__main__":
    main()
