"""How fast cleaning is, beside what else a user would pick, on the same documents.

One process, one run, CPU time. Every round times every contestant on every input, each round in
another order, so that whatever slows the machine slows all alike; the ratio to OpenCC t2s is taken
round by round. OpenCC has next to nothing to do on simplified text. Peers clean document by
document; a peer so slow that an input would take it much longer than `--patience` seconds gets the
first part of that input. `--keep FILE` compares the ratios with those of the last run,
says what moved by more than the spread of both runs, and keeps them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from math import inf
from pathlib import Path

import numpy as np
import peers
from common import ROOT, called, clean_docs, pipeline, read, table
from peers import OPENCC, Clean
from ratios import Spread, keep, moved

from cleantext import kinds
from cleantext.filters import ORDER
from cleantext.pipeline import BATCH
from cleantext.text import Codes, Text, codes_of, string_of

Docs = list[str]
Run = Callable[[], object]
Make = Callable[[Docs], Run]  # a contestant: given documents, what is to be timed
MEGA = 1_000_000
HEAD = ["", "MB", "CPU ms per MB", "spread", "× OpenCC", "spread"]


@dataclass(frozen=True)
class Timing:
    """CPU seconds for each megabyte in each round, and those of OpenCC in the same rounds."""

    input: str
    contestant: str
    size: float  # MB of UTF-8 it was given
    seconds: list[float]
    opencc: list[float]

    @property
    def ratio(self) -> Spread:
        """How many times as fast as OpenCC."""
        both = zip(self.seconds, self.opencc, strict=True)
        return Spread.of(theirs / own for own, theirs in both)

    @property
    def name(self) -> str:
        return f"{self.input} / {self.contestant}"

    def row(self) -> list[str]:
        pace = Spread.of(1000 * own for own in self.seconds)
        digits = ".0f" if pace.median >= 100 else ".1f"
        fine = ".2f" if self.ratio.median >= 0.1 else ".3f"
        name, size = called(self.contestant), f"{self.size:.1f}"
        return [name, size, *pace.cells(digits), *self.ratio.cells(fine)]


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


def first(megabytes: float, docs: Docs) -> Docs:
    """The first documents, or the first part of the only one, of about this size."""
    if len(docs) == 1:
        share = megabytes / size_of(docs)
        return [docs[0][: max(int(share * len(docs[0])), 1)]]
    chosen: Docs = []
    left = megabytes * MEGA
    for doc in docs:
        if left <= 0:
            break
        chosen.append(doc)
        left -= len(doc.encode())
    return chosen


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
        "short strings": pieces(whole, 200, int(100_000 * scale)),
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


def compress(arrays: Sequence[Codes]) -> None:
    """Every other character."""
    for codes in arrays:
        kept = np.ones(len(codes), bool)
        kept[::2] = False
        codes[kept]


def decode(raw: Sequence[bytes]) -> None:
    exhaust(each.decode() for each in raw)


def encode(docs: Docs) -> None:
    exhaust(doc.encode() for doc in docs)


def arrays_of(docs: Docs) -> list[Codes]:
    return [Text.of(batch).codes for batch in batches(docs)]


FLOOR: Mapping[str, Make] = {
    "floor: decode": lambda docs: partial(decode, [doc.encode() for doc in docs]),
    "floor: encode": lambda docs: partial(encode, docs),
    "floor: to array and back": lambda docs: partial(there_and_back, docs),
    "floor: one compare": lambda docs: partial(compare, arrays_of(docs)),
    "floor: one look-up of kinds": lambda docs: partial(look_up, arrays_of(docs)),
    "floor: one compress": lambda docs: partial(compress, arrays_of(docs)),
}


def contestants(names: Iterable[str], others: Mapping[str, Clean]) -> dict[str, Make]:
    """Everything timed, by name."""
    return {
        **{name: _cleaning(pipeline(name).clean_many) for name in names},
        **FLOOR,
        **{name: _cleaning(partial(map, clean)) for name, clean in others.items()},
    }


def _cleaning(clean: Callable[[Docs], Iterable[str]]) -> Make:
    return lambda docs: partial(clean_all, clean, docs)


def clean_all(clean: Callable[[Docs], Iterable[str]], docs: Docs) -> None:
    exhaust(clean(docs))


def seconds(run: Run) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def share(make: Make, docs: Docs, patience: float) -> Docs:
    """As much of the input as takes a contestant no longer than that, or not much longer."""
    whole, size = size_of(docs), 0.04 if patience < inf else inf
    while size < whole:
        part = first(size, docs)
        taken = seconds(make(part))
        if 4 * taken > patience:
            return part
        size = min(4 * size, size_of(part) * patience / max(taken, 1e-6))
    return docs


@dataclass(frozen=True)
class Rival:
    """A contestant on its share of one input."""

    input: str
    contestant: str
    size: float
    run: Run
    seconds: list[float]  # for each megabyte, round by round


def rivals(
    given: Mapping[str, Docs], makes: Mapping[str, Make], patience: Mapping[str, float]
) -> Iterator[Rival]:
    for name, docs in given.items():
        for contestant, make in makes.items():
            part = share(make, docs, patience.get(contestant, inf))
            yield Rival(name, contestant, size_of(part), make(part), [])


def measure(
    given: Mapping[str, Docs], makes: Mapping[str, Make], rounds: int, patience: Mapping[str, float]
) -> list[Timing]:
    """Every contestant on every input, round after round; the first round only warms up."""
    found = list(rivals(given, makes, patience))
    for round_ in range(rounds + 1):
        for rival in random.Random(round_).sample(found, len(found)):
            taken = seconds(rival.run)
            if round_:
                rival.seconds.append(max(taken, 1e-6) / rival.size)
    opencc = {each.input: each.seconds for each in found if each.contestant == OPENCC}
    return [
        Timing(each.input, each.contestant, each.size, each.seconds, opencc[each.input])
        for each in found
    ]


def ratios(timings: Iterable[Timing]) -> dict[str, Spread]:
    return {each.name: each.ratio for each in timings if each.contestant != OPENCC}


def steady(name: str) -> bool:
    """Whether a ratio is of code that is not ours to change: the floor, or a peer."""
    contestant = name.partition(" / ")[2]
    return contestant in FLOOR or any(contestant == peer.name for peer in peers.PEERS)


def tables(given: Mapping[str, Docs], timings: Sequence[Timing]) -> Iterator[str]:
    """A table for each input."""
    for name, docs in given.items():
        yield f"### {name}: {len(docs):,} of them, {size_of(docs):.1f} MB of UTF-8"
        yield table(HEAD, [each.row() for each in timings if each.input == name])


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clean", type=Path, metavar="FOLDER", help="clean documents, *.txt")
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", help="the seed texts")
    names = ["default", *(each.name for each in ORDER)]
    parser.add_argument("--filters", nargs="+", default=names, help="pipelines to time")
    parser.add_argument("--peers", nargs="*", help="only peers that begin like this, and OpenCC")
    parser.add_argument("--inputs", nargs="+", default=[], help="only inputs that begin like this")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--patience", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--scale", type=float, default=1.0, help="of the sizes; 0.1 for a look")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="compare and keep the ratios")
    return parser.parse_args()


def main() -> None:
    asked = options()
    given = inputs(asked.seeds, asked.clean, asked.scale)
    wanted = tuple(asked.inputs) or ("",)
    given = {name: docs for name, docs in given.items() if name.startswith(wanted)}
    found = peers.find()
    others = (OPENCC, *asked.peers) if asked.peers is not None else ("",)
    cleaners = {name: clean for name, clean in found.cleaners.items() if name.startswith(others)}
    makes = contestants(asked.filters, cleaners)
    patience = dict.fromkeys(cleaners, asked.patience)
    timings = measure(given, makes, asked.rounds, patience)
    print("\n\n".join([*tables(given, timings), peers.named(found)]))
    if asked.keep:
        print(*moved(ratios(timings), asked.keep, steady), sep="\n")
        keep(ratios(timings), asked.keep)


if __name__ == "__main__":
    main()
