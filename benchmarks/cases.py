"""The extractions with known truth, cleaned, beside their gold texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add
from pathlib import Path

from common import Sample, places, samples, table, visible

from cleantext import Cleaned, Pipeline
from cleantext.alignment.signs import Signs
from cleantext.scoring import Comparison, Score

HAN = r"[\u3400-\u9fff]"
PADDED = re.compile(rf"(?<!{HAN})({HAN})[ \u3000]+({HAN})(?!{HAN})")  # 石 磊
HEAD = ["", "cases", "CER %", "paragraphs %", "break F1 %", "newly lost", "lost", "stray"]


@dataclass(frozen=True, eq=False)
class Case:
    """A sample and what the pipeline made of its two texts."""

    sample: Sample
    cleaned: str
    gold: Cleaned

    @property
    def artefacts(self) -> list[str]:
        return self.sample.entry["artefacts"] if self.sample.entry else ["unknown"]

    @property
    def extractor(self) -> str:
        return self.sample.name.rpartition("__")[2]

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(Signs.of(self.sample.gold), Signs.of(self.cleaned))

    @cached_property
    def score(self) -> Score:
        return self.comparison.score(Signs.of(self.sample.raw))

    @property
    def gold_unchanged(self) -> bool:
        """Whether cleaning leaves the gold text alone, padded names aside."""
        return _unpadded(self.gold.text) == _unpadded(self.sample.gold)


def _unpadded(text: str) -> str:
    return PADDED.sub(r"\1\2", text)


def cleaned(folder: Path, by: Pipeline, only: str) -> list[Case]:
    """The cases of a folder with `only` in their name, cleaned; those of OCR are left aside."""
    chosen = [s for s in samples(folder) if only in s.name and "tesseract" not in s.name]
    raw = by.clean_many(sample.raw for sample in chosen)
    gold = by.run(sample.gold for sample in chosen)
    return list(map(Case, chosen, raw, gold))


def tables(cases: list[Case], *, each: bool) -> Iterator[str]:
    """All cases together, then by artefact, then by extractor."""
    if each:
        yield table(HEAD, [row(case.sample.name, [case]) for case in cases])
    rows = [row("all", cases)]
    for artefact in sorted({name for case in cases for name in case.artefacts}):
        of = [case for case in cases if artefact in case.artefacts]
        rows.append(row(f"artefact {artefact}", of))
    for extractor in sorted({case.extractor for case in cases}):
        of = [case for case in cases if case.extractor == extractor]
        rows.append(row(f"extractor {extractor}", of))
    yield table(HEAD, rows)
    kept = sum(case.gold_unchanged for case in cases)
    yield f"Gold texts unchanged by cleaning: {kept} of {len(cases)}."
    yield from gold_changes(cases)


def row(name: str, cases: Iterable[Case]) -> list[str]:
    found = total(cases)
    rates = (found.error_rate, found.paragraph_rate, found.break_f1)
    counts = (found.newly_lost or 0, found.lost, found.stray)
    return [
        name,
        str(found.documents),
        f"{100 * rates[0]:.2f}",
        *(f"{100 * rate:.1f}" for rate in rates[1:]),
        *(f"{found.per_10k(count):.1f}" for count in counts),
    ]


def total(cases: Iterable[Case]) -> Score:
    return reduce(add, (case.score for case in cases))


def gold_changes(cases: Iterable[Case]) -> Iterator[str]:
    """Every change of a gold text; one text may be the gold of many cases."""
    changed = {
        place: case.sample.name
        for case in cases
        if not case.gold_unchanged
        for place in places(case.sample.gold, case.gold)
    }
    for place, name in changed.items():
        yield f"GOLD CHANGED in {name} by {place.filter}: {visible(place.text)}"


def worst(cases: Iterable[Case], most: int) -> Iterator[str]:
    """The places of all cases where most differs."""
    spots = [(place, case) for case in cases for place in case.comparison.places(most)]
    spots.sort(key=lambda spot: -spot[0].size)
    for place, case in spots[:most]:
        sides = (("cleaned", place.text), ("gold   ", place.gold))
        lines = [f"  {side}  {visible(text)}" for side, text in sides]
        yield "\n".join([f"{place.size} in {case.sample.name}, line {place.line}", *lines])
