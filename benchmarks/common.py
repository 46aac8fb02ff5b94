"""What the benchmarks share: reading, pipelines by name, places of change, and tables."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cleantext import Cleaned, Pipeline, Step
from cleantext.text import string_of

ROOT = Path(__file__).resolve().parent.parent
CLEAN = (  # the seeds that a person has read
    "qinghai-magazine.gold.txt",
    "speech-tabs.gold.txt",
    "flattened-article.gold.txt",
    "indented-article.txt",
)
NEAR = 24  # changes no further apart than this are shown as one place


def read(path: Path) -> str:
    """The file as it is: no newline is translated."""
    return path.read_bytes().decode("utf-8")


def squeeze(text: str) -> str:
    """The text without blanks and breaks."""
    return "".join(text.split())


class Sample(NamedTuple):
    """A damaged text, its gold text, and what the manifest says of it, if there is one."""

    name: str
    raw: str
    gold: str
    entry: dict[str, Any] | None


def samples(folder: Path) -> Iterator[Sample]:
    """Every NAME.raw.txt of a folder with its NAME.gold.txt, in the order of the names."""
    known = _manifest(folder)
    for path in sorted(folder.glob("*.raw.txt")):
        name = path.name.removesuffix(".raw.txt")
        yield Sample(name, read(path), read(path.with_name(f"{name}.gold.txt")), known.get(name))


def _manifest(folder: Path) -> dict[str, Any]:
    for path in (folder / "manifest.json", folder.parent / "manifest.json"):
        if path.exists():
            return {entry["name"]: entry for entry in json.loads(read(path))["cases"]}
    return {}


def clean_docs(seeds: Path) -> list[str]:
    """Documents of a few thousand characters from the paragraphs of the clean seeds."""
    lines = [
        line for name in CLEAN[1:] for line in read(seeds / name).splitlines() if squeeze(line)
    ]
    chance = random.Random(1)
    return ["\n".join(chance.sample(lines, chance.randint(15, 45))) for _ in range(2000)]


def pipeline(names: str) -> Pipeline:
    """The pipeline of these comma-separated filters, or `default`."""
    return Pipeline.default() if names == "default" else Pipeline.named(*names.split(","))


def called(name: str) -> str:
    """What a table calls a pipeline or a peer."""
    return "**cleantext**" if name == "default" else name


def visible(text: str, most: int = 400) -> str:
    """On one line, breaks as signs, and the middle left out if it is long."""
    for sign, shown in (("\r", "␍"), ("\n", "⏎"), ("\f", "␌"), ("\t", "⇥")):
        text = text.replace(sign, shown)
    return text if len(text) <= most else f"{text[: most // 2]} […] {text[-most // 2 :]}"


def changed(cleaned: Cleaned) -> dict[str, int]:
    """Characters deleted and inserted, by filter."""
    sizes: dict[str, int] = {}
    for step in cleaned.trail():
        size = int((step.edits.stop - step.edits.start + step.edits.size).sum())
        sizes[step.filter] = sizes.get(step.filter, 0) + size
    return sizes


@dataclass(frozen=True)
class Place:
    """Some changes close together: `[-deleted-]{+inserted+}` in their surroundings."""

    filter: str
    size: int
    text: str


def places(doc: str, cleaned: Cleaned, context: int = 30) -> Iterator[Place]:
    """Every place where cleaning changed the document."""
    for step in cleaned.trail():
        yield from _places_of(doc, step, context)
        doc = _applied(doc, step)


def _applied(doc: str, step: Step) -> str:
    parts, last = [], 0
    for start, stop, new in step.edits:
        parts += [doc[last:start], string_of(new)]
        last = stop
    return "".join([*parts, doc[last:]])


def _places_of(doc: str, step: Step, context: int) -> Iterator[Place]:
    near: list[tuple[int, int, str]] = []
    for start, stop, new in step.edits:
        if near and start - near[-1][1] > NEAR:
            yield _place(doc, step.filter, near, context)
            near = []
        near.append((start, stop, string_of(new)))
    yield _place(doc, step.filter, near, context)


def _place(doc: str, name: str, near: Sequence[tuple[int, int, str]], context: int) -> Place:
    first, last = near[0][0], near[-1][1]
    parts, at = [], max(first - context, 0)
    for start, stop, new in near:
        gone, came = f"[-{doc[start:stop]}-]", f"{{+{new}+}}"
        parts += [doc[at:start], gone * (stop > start), came * bool(new)]
        at = stop
    parts.append(doc[last : last + context])
    size = sum(stop - start + len(new) for start, stop, new in near)
    return Place(name, size, "".join(parts))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A markdown table: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]

    def line(cells: Sequence[str]) -> str:
        first, *others = zip(cells, widths, strict=True)
        shown = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        return "| " + " | ".join(shown) + " |"

    return "\n".join(map(line, (head, rule, *rows)))
