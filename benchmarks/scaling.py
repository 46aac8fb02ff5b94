"""What more text, and a second process, cost: time and peak memory of 1, 10 and 100 MB.

Every measurement is a process of its own, so that its peak of memory is its own. The documents come
one by one, made as they are asked for; the one document is all of them in one string. All rounds
of a size are interleaved; for two processes each takes half of the documents, and the time is the
clock's, from the word to go to the end of the slower one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from common import ROOT, clean_docs, pipeline, table
from ratios import Spread

from cleantext import Pipeline

MEGA = 1_000_000
STATUS = Path("/proc/self/status")
SHAPES = {"documents": 1, "two": 2, "one document": 1}  # and how many processes
HEAD = [
    "MB of UTF-8",
    "documents: CPU ms per MB",
    "peak MB",
    "one document: CPU ms per MB",
    "peak MB",
    "peak / size",
    "two processes",
    "spread",
]


class Round(NamedTuple):
    """What one process needed for its share."""

    seconds: float  # of CPU
    peak: float  # MB of memory beyond what Python and the library take; 0 if it is not known


def lazy(megabytes: float, docs: Iterable[str]) -> Iterator[str]:
    """These documents, over and over, until there are so many megabytes."""
    left = megabytes * MEGA
    for doc in cycle(docs):
        if left <= 0:
            return
        yield doc
        left -= len(doc.encode())


def memory(field: str) -> float:
    """MB this process takes, or took at most; only Linux tells."""
    lines = STATUS.read_text().splitlines() if STATUS.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith(field)), 0.0)


def clean_all(by: Pipeline, megabytes: float, docs: Iterable[str]) -> None:
    deque(by.clean_many(lazy(megabytes, docs)), maxlen=0)


def child(shape: str, megabytes: float, filters: str) -> None:
    """Be ready, and then do one round for every line that comes in."""
    by, docs = pipeline(filters), clean_docs(ROOT / "seeds")
    work: Callable[[], object]
    before = memory("VmRSS")
    if shape == "one document":
        work = partial(by.clean, "\n".join(lazy(megabytes, docs)))
    else:
        work = partial(clean_all, by, megabytes, docs)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        work()
        done = Round(time.process_time() - start, memory("VmHWM") - before)
        print(json.dumps(done), flush=True)


@dataclass(frozen=True)
class Team:
    """The processes that share one size of one shape."""

    members: Sequence[subprocess.Popen[str]]

    @classmethod
    def of(cls, shape: str, megabytes: float, filters: str, stack: ExitStack) -> Team:
        number = SHAPES[shape]
        run = [sys.executable, __file__, "--child", shape, str(megabytes / number)]
        start = partial(subprocess.Popen, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        found = [start([*run, "--filters", filters]) for _ in range(number)]
        team = cls([stack.enter_context(each) for each in found])
        team.answers()
        return team

    def answers(self) -> list[str]:
        return [each.stdout.readline() for each in self.members if each.stdout]

    def round(self) -> tuple[float, list[Round]]:
        """Seconds on the clock, and what each process needed."""
        start = time.perf_counter()
        for each in self.members:
            print("go", file=each.stdin, flush=True)
        rounds = [Round(*json.loads(line)) for line in self.answers()]
        return time.perf_counter() - start, rounds


@dataclass(frozen=True)
class Size:
    """All rounds of one size, by shape."""

    megabytes: float
    rounds: dict[str, list[tuple[float, list[Round]]]]

    @property
    def gain(self) -> Spread:
        """How many times as fast two processes are."""
        both = zip(self.rounds["documents"], self.rounds["two"], strict=True)
        return Spread.of(one[0] / two[0] for one, two in both)

    def pace(self, shape: str) -> Spread:
        """CPU seconds for each megabyte."""
        return Spread.of(own[0].seconds / self.megabytes for _, own in self.rounds[shape])

    def peak(self, shape: str) -> float:
        return max(own[0].peak for _, own in self.rounds[shape])

    def row(self) -> list[str]:
        many, one = (1000 * self.pace(shape).median for shape in ("documents", "one document"))
        peaks = self.peak("documents"), self.peak("one document")
        return [
            f"{self.megabytes:g}",
            f"{many:.1f}",
            f"{peaks[0]:.0f}",
            f"{one:.1f}",
            f"{peaks[1]:.0f}",
            f"{peaks[1] / self.megabytes:.1f}",
            *self.gain.cells(".2f"),
        ]


def measure(megabytes: float, filters: str, rounds: int) -> Size:
    """All shapes of one size in turn."""
    with ExitStack() as stack:
        teams = {shape: Team.of(shape, megabytes, filters, stack) for shape in SHAPES}
        found: dict[str, list[tuple[float, list[Round]]]] = {shape: [] for shape in SHAPES}
        for _ in range(rounds):
            for shape, team in teams.items():
                found[shape].append(team.round())
    return Size(megabytes, found)


def ratios(sizes: Sequence[Size]) -> dict[str, Spread]:
    """What survives a change of machine."""
    smallest = sizes[0]
    found = {}
    for size in sizes:
        name = f"scaling {size.megabytes:g} MB"
        found[f"{name} / two processes"] = size.gain
        for shape in ("documents", "one document"):
            base = smallest.pace(shape).median
            pace = Spread.of(each / base for each in size.pace(shape))
            found[f"{name} / pace of {shape} beside the smallest"] = pace
        factor = size.peak("one document") / size.megabytes
        found[f"{name} / memory of one document"] = Spread(0.95 * factor, factor, 1.05 * factor)
    return found


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--filters", default="default", help="names with commas, or `default`")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 10, 100], help="in MB")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    asked = options()
    if asked.child:
        child(asked.child[0], float(asked.child[1]), asked.filters)
        return
    sizes = [measure(size, asked.filters, asked.rounds) for size in asked.sizes]
    print(table(HEAD, [size.row() for size in sizes]))


if __name__ == "__main__":
    main()
