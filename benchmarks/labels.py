"""Texts that tell which lines go on in the next: the magazine, clean text, extractions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from common import read, samples
from magazine import read_lines

from cleantext import Pipeline, Text
from cleantext.alignment import align
from cleantext.alignment.signs import Signs
from cleantext.lines import Lines
from cleantext.text import Places

BEFORE: Final = Pipeline.named(
    "invisibles", "radicals", "doubled", "furniture", "vertical", "shards", "letterspacing"
)  # what has been repaired when lines are joined
BROKEN: Final = {"man", "pdf_tables", "zh_pdf"}  # kinds in which lines are not always lines
WRAPPED: Final = (
    ".tex",
    "biopython",
    "progit",
    "理解论",
)  # names of documents in which they are not
OF_A_KIND: Final = 2500  # lines
OF_MORE: Final = 3500  # of the kinds that matter most
MORE: Final = ("zh", "ja", "ko")
OF_HARD: Final = 30_000  # free verse and docstrings are most like what is wrapped
HARD: Final = ("zh_poem", "zh_verse", "ja_poem", "en_poem", "code", "code_more", "yaml")
SIGNS: Final = 400_000  # of a document are looked at
LINES: Final = 300  # of it are taken together
UPRIGHT: Final = 4  # half-widths: lines of one sign or two
FAR: Final = 12  # signs lost between two lines: what stood between them is not known


class Labelled(NamedTuple):
    """A text, and whether each line that shows something goes on in the next; None: not known."""

    text: str
    joins: list[bool | None]


def magazine(seeds: Path) -> Labelled:
    """The dump as it is when lines are joined: everything but its breaks is right."""
    known = {line.number: line for line in read_lines(seeds)}
    rows, joins, upright = [], list[bool | None](), ""
    for number, raw in enumerate(read(seeds / "qinghai-magazine.txt").split("\n"), 1):
        line = known.get(number)
        if line and line.kind == "vertical":
            upright += line.text
        if line and line.text and not (upright and line.joined):
            rows.append(upright or " " * raw.startswith(" ") + line.text)
            joins.append(None if line.soft else line.joined)
            upright = ""
        else:
            rows.append("")
    return Labelled("\n".join(rows), joins)


def clean(folder: Path, chance: random.Random, half: int) -> Iterator[Labelled]:
    """Every second stretch of clean documents; nothing in them goes on."""
    for kind in sorted(each for each in folder.iterdir() if each.name not in BROKEN):
        stretches = [
            stretch
            for path in sorted(kind.glob("*.txt"))
            if not any(name in path.name for name in WRAPPED)
            for stretch in _stretches(read(path)[:SIGNS])
        ]
        chance.shuffle(stretches)
        most, taken = _most(kind.name), 0
        for text in stretches[half::2]:
            count = len(Lines.of(Text.of([text])))
            if count and taken < most:
                yield Labelled(text, [False] * count)
                taken += count


def _most(kind: str) -> int:
    """How many lines of a kind are taken."""
    if kind in HARD:
        return OF_HARD
    return OF_MORE if kind.startswith(MORE) else OF_A_KIND


def _stretches(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for first in range(0, len(lines), LINES):
        yield "\n".join(lines[first : first + LINES])


def extractions(folder: Path) -> Iterator[Labelled]:
    """Raw texts labelled by their gold texts, but for those of OCR and those all upright."""
    chosen = [sample for sample in samples(folder) if "tesseract" not in sample.name]
    texts = BEFORE.clean_many(sample.raw for sample in chosen)
    for sample, text in zip(chosen, texts, strict=True):
        labelled = _aligned(text, sample.gold)
        width = Lines.of(Text.of([labelled.text])).width
        if len(width) and (width <= UPRIGHT).mean() <= 0.4:
            yield labelled


def _aligned(raw: str, gold: str) -> Labelled:
    """The raw text without the lines of which less than half is in the gold text."""
    lines, signs, truth = Lines.of(Text.of([raw])), Signs.of(raw), Signs.of(gold)
    start, stop = lines.start - 1, lines.stop - 1  # there is an edge before the text
    bounds = np.searchsorted(signs.at, np.stack((start, stop)))
    origin = _origin(truth, signs)
    parts, spans, done = [], [], 0
    for begin, end, first, last in np.stack((start, stop, *bounds), 1).tolist():
        found = origin[first:last]
        found = found[found >= 0]
        if 2 * len(found) < last - first:
            parts.append(raw[done:begin])
            done = end
        else:
            spans.append((int(found[0]), int(found[-1])))
    joins = [_goes_on(truth, end, begin) for (_, end), (begin, _) in pairwise(spans)]
    return Labelled("".join([*parts, raw[done:]]), [*joins, None][: len(spans)])


def _origin(gold: Signs, text: Signs) -> Places:
    """Where in the gold text each sign of the text is, -1 if it is not there."""
    found, origin = align(gold, text), np.full(len(text), -1)
    for at, to, size in zip(found.gold, found.text, found.size, strict=True):
        origin[to : to + size] = np.arange(at, at + size)
    return origin


def _goes_on(gold: Signs, end: int, begin: int) -> bool | None:
    """Whether no break stands between the last sign of a line and the first of the next."""
    known = end < begin <= end + FAR
    return not gold.edge[end + 1 : begin + 1].any() if known else None
