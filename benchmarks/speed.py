"""How fast cleaning is, beside OpenCC t2s on the same documents.

One process, one run, CPU time. Every round times every contestant on every input, each round in
another order, so that whatever slows the machine slows all alike; the ratio to OpenCC is taken
round by round. OpenCC converts document by document; it has next to nothing to do on simplified
text. `--keep FILE` compares the ratios with those of the last run, says what moved by more than
the spread of both runs, and keeps them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import packages_distributions, version
from itertools import cycle
from pathlib import Path
from statistics import median

import numpy as np
import opencc
from common import ROOT, clean_docs, pipeline, read, table

from cleantext import kinds
from cleantext.pipeline import BATCH
from cleantext.text import Codes, Text, codes_of, string_of

Docs = list[str]
Run = Callable[[], object]
MEGA = 1_000_000


@dataclass(frozen=True)
class Timing:
    """CPU seconds of each round, and those of OpenCC in the same rounds."""

    input: str
    contestant: str
    size: float  # MB of UTF-8
    seconds: list[float]
    opencc: list[float]

    @property
    def ratios(self) -> list[float]:
        return sorted(theirs / own for own, theirs in zip(self.seconds, self.opencc, strict=True))

    @property
    def name(self) -> str:
        return f"{self.input} / {self.contestant}"

    @property
    def summary(self) -> tuple[float, float, float]:
        """The least, the median and the greatest ratio."""
        return self.ratios[0], median(self.ratios), self.ratios[-1]

    def row(self) -> list[str]:
        speed = sorted(self.size / own for own in self.seconds)
        least, middle, most = self.summary
        speeds = f"{median(speed):,.0f}", f"{speed[0]:,.0f} to {speed[-1]:,.0f}"
        return [self.input, self.contestant, *speeds, f"{middle:.2f}", f"{least:.2f} to {most:.2f}"]


def size_of(docs: Iterable[str]) -> float:
    """Megabytes of UTF-8."""
    return sum(len(doc.encode()) for doc in docs) / MEGA


def upto(megabytes: float, docs: Iterable[str]) -> Docs:
    """These documents, over and over, until there are so many megabytes."""
    chosen: Docs = []
    left = megabytes * MEGA
    for doc in cycle(docs):
        if left <= 0:
            break
        chosen.append(f"{doc} "[:-1])  # an object of its own
        left -= len(doc.encode())
    return chosen


def folder_docs(folder: Path) -> Docs:
    """Every text below a folder, shuffled, so that a few megabytes hold every kind."""
    paths = sorted(folder.rglob("*.txt"))
    random.Random(1).shuffle(paths)
    return [doc for doc in map(read, paths) if doc]


def pieces(docs: Iterable[str], length: int, count: int) -> Docs:
    """So many documents of one length."""
    text = "".join(docs)
    starts = cycle(range(0, len(text) - length, length))
    return [text[at : at + length] for at, _ in zip(starts, range(count), strict=False)]


def inputs(seeds: Path, clean: Path | None, scale: float) -> dict[str, Docs]:
    """What is measured; all sizes can be scaled down for a quick look."""
    whole = upto(20 * scale, folder_docs(clean) if clean else clean_docs(seeds))
    dump = read(seeds / "qinghai-magazine.txt")
    return {
        "clean documents": whole,
        "the dump": upto(10 * scale, [dump]),
        "200 characters each": pieces(whole, 200, int(100_000 * scale)),
        "one document": ["\n".join(whole)],
    }


def exhaust(things: Iterable[object]) -> None:
    deque(things, maxlen=0)


def batches(docs: Iterable[str]) -> Iterator[Docs]:
    """Documents in lists of about as many characters as the library takes at once."""
    batch: Docs = []
    size = 0
    for doc in docs:
        batch.append(doc)
        size += len(doc) + 1
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def there_and_back(docs: Docs) -> None:
    """What no library of arrays can do without: strings to one array and back."""
    for batch in batches(docs):
        string_of(codes_of("\0".join(batch)))


def compare(arrays: Sequence[Codes]) -> None:
    """Compare every character with the one before it."""
    for codes in arrays:
        np.count_nonzero(codes[1:] == codes[:-1])


def look_up(arrays: Sequence[Codes]) -> None:
    """The kind of every character."""
    for codes in arrays:
        kinds.of(codes)


def contestants(docs: Docs, filters: Sequence[str]) -> dict[str, Run]:
    """Everything timed on one input, by name; OpenCC is the first."""
    convert = opencc.OpenCC("t2s").convert
    arrays = [Text.of(batch).codes for batch in batches(docs)]
    cleaners = {name: pipeline(name).clean_many for name in filters}
    return {
        "OpenCC t2s": lambda: exhaust(map(convert, docs)),
        **{name: partial(clean_all, clean, docs) for name, clean in cleaners.items()},
        "floor: to array and back": lambda: there_and_back(docs),
        "floor: one compare": lambda: compare(arrays),
        "floor: kinds": lambda: look_up(arrays),
    }


def clean_all(clean: Callable[[Docs], Iterable[str]], docs: Docs) -> None:
    exhaust(clean(docs))


def seconds(run: Run) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def measure(given: dict[str, Docs], filters: Sequence[str], rounds: int) -> list[Timing]:
    """Every contestant on every input, round after round; the first round only warms up."""
    runs = [
        (name, rival, run)
        for name, docs in given.items()
        for rival, run in contestants(docs, filters).items()
    ]
    named = [(name, rival) for name, rival, _ in runs]
    times: dict[tuple[str, str], list[float]] = {each: [] for each in named}
    for round_ in range(rounds + 1):
        random.Random(round_).shuffle(runs)
        for name, rival, run in runs:
            taken = seconds(run)
            if round_:
                times[name, rival].append(max(taken, 1e-6))
    sizes = {name: size_of(docs) for name, docs in given.items()}
    return [
        Timing(name, rival, sizes[name], times[name, rival], times[name, "OpenCC t2s"])
        for name, rival in named
    ]


def moved(timings: Sequence[Timing], path: Path) -> Iterator[str]:
    """What lies outside the spread of the last run, and whose own spread leaves it out too."""
    last = json.loads(read(path)) if path.exists() else {}
    for each in timings:
        least, middle, most = each.summary
        before = last.get(each.name)
        if before and (least > before["most"] or most < before["least"]):
            yield f"MOVED {each.name}: {before['median']:.2f} -> {middle:.2f}"


def keep(timings: Sequence[Timing], path: Path) -> None:
    """Write the ratios: they survive a change of machine, times do not."""
    names = ("least", "median", "most")
    ratios = {
        each.name: {n: round(v, 3) for n, v in zip(names, each.summary, strict=True)}
        for each in timings
        if each.contestant != "OpenCC t2s"
    }
    path.write_text(json.dumps(ratios, ensure_ascii=False, indent=1) + "\n", "utf-8")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clean", type=Path, metavar="FOLDER", help="clean documents, *.txt")
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", help="the seed texts")
    parser.add_argument(
        "--filters", nargs="+", default=["doubled", "default"], help="pipelines to time"
    )
    parser.add_argument("--inputs", nargs="+", default=[], help="only inputs that begin like this")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1.0, help="of the sizes; 0.1 for a look")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="compare and keep the ratios")
    return parser.parse_args()


def main() -> None:
    asked = options()
    given = inputs(asked.seeds, asked.clean, asked.scale)
    wanted = tuple(asked.inputs) or ("",)
    given = {name: docs for name, docs in given.items() if name.startswith(wanted)}
    for name, docs in given.items():
        print(f"{name}: {len(docs):,} documents, {size_of(docs):.1f} MB of UTF-8")
    owner = " and ".join(packages_distributions()["opencc"])
    print(f"opencc is {owner} {version(owner)}; {asked.rounds} rounds\n")
    timings = measure(given, asked.filters, asked.rounds)
    head = ["input", "", "MB/s", "spread", "x OpenCC", "spread"]
    print(table(head, [each.row() for each in timings]))
    if asked.keep:
        print(*moved(timings, asked.keep), sep="\n")
        keep(timings, asked.keep)


if __name__ == "__main__":
    main()
