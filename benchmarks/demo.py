"""Clean the dump of a magazine: a few places before and after, then what each filter did."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from common import ROOT, read, table, visible

from cleantext import Cleaned, Step, explain
from cleantext.cli import streams

SOURCE = ROOT / "seeds/qinghai-magazine.txt"
SHOWN = 6  # places


@dataclass(frozen=True)
class Place:
    """A line of the cleaned text that was repaired, and what stood there."""

    line: int  # of the source
    before: str
    after: str


def repaired(source: str, cleaned: Cleaned) -> Iterator[Place]:
    """Every line of the cleaned text that differs from what it was made of."""
    at = 0
    for line in cleaned.text.split("\n"):
        first, last = cleaned.origin(at), cleaned.origin(at + len(line))
        before = source[first:last]
        if before != line:
            yield Place(source.count("\n", 0, first) + 1, before, line)
        at += len(line) + 1


def spread(places: list[Place], most: int) -> list[Place]:
    """A few of the places, evenly from first to last: of neighbours one of middling length."""
    part = -(-len(places) // most)
    parts = [places[at : at + part] for at in range(0, len(places), part)]
    return [sorted(some, key=lambda each: len(each.before))[len(some) // 3] for some in parts]


def counted(step: Step) -> list[str]:
    edits = step.edits
    return [step.filter, str(len(edits)), str(int((edits.stop - edits.start).sum()))]


def main() -> None:
    source = read(SOURCE)
    cleaned = explain(source)
    places = list(repaired(source, cleaned))
    print(f"{SOURCE.relative_to(ROOT)}: {len(places)} lines repaired, {SHOWN} of them\n")
    for place in spread(places, SHOWN):
        print(f"line {place.line}")
        print(f"  - {visible(place.before)}")
        print(f"  + {visible(place.after)}\n")
    print(table(["filter", "repairs", "characters deleted"], [*map(counted, cleaned.trail())]))


if __name__ == "__main__":
    try:
        main()
        sys.stdout.flush()
    except BrokenPipeError:  # `make demo | head` has seen enough
        streams.abandon_output()
