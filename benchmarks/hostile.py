"""How CPU time grows with hostile text: ten times the text should take about ten times as long.

Each input is made with n and with 10 n characters. The short one is cleaned ten times over, so
that both times are for the same amount of text; best of several rounds, all inputs in turn.
`growth` is the time for 10 n over the time for n: 10 is linear, 100 quadratic.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from math import inf
from pathlib import Path

from common import ROOT, clean_docs, pipeline, table
from ratios import Spread

from cleantext import Pipeline

Make = Callable[[int], str]
BAR = 12.0  # growth above this is marked
LARGER = {"one line of Chinese": 7, "doubled marks": 2}  # 20 MB; a million marks, each twice
PATIENCE = 60.0  # CPU seconds for the short text; beyond, the long one is not tried


def repeat(unit: str) -> Make:
    return lambda size: "".join(islice(cycle(unit), size))


def rewritten(start: str, rules: dict[str, str]) -> Make:
    """The word that grows by replacing every letter at once."""

    def make(size: int) -> str:
        word = start
        while len(word) < size:
            word = "".join(rules[letter] for letter in word)
        return word[:size]

    return make


def nested(size: int) -> str:
    """Squares of squares of squares: each word is the last one twice and a new letter."""
    word, letter = "", 0x4E00
    while len(word) < size:
        word, letter = word + word + chr(letter), letter + 1
    return word[:size]


def de_bruijn(size: int, letters: str = "天地人和") -> str:
    """Every word of one length once: the Lyndon words whose lengths divide it, in order."""
    order = 1
    while len(letters) ** order < size:
        order += 1
    word, parts = [-1], list[int]()
    while word:
        word[-1] += 1
        if order % len(word) == 0:
            parts += word
        word = list(islice(cycle(word), order))
        while word and word[-1] == len(letters) - 1:
            word.pop()
    return "".join(letters[at] for at in parts[:size])


def drawn(letters: str) -> Make:
    """Letters by chance, always in the same way."""
    return lambda size: "".join(random.Random(1).choices(letters, k=size))


def marks(size: int) -> str:
    """Nothing but marks that stand double."""
    chosen = random.Random(1).choices("“”，、：", k=size // 2)
    return "".join(mark * 2 for mark in chosen)


def prose(seeds: Path, shape: Callable[[str], str]) -> Make:
    """Clean Chinese text, every line of it in a shape."""
    lines = (line.strip() for doc in clean_docs(seeds) for line in doc.split("\n"))
    pool = list(islice(lines, 5000))

    def make(size: int) -> str:
        parts: list[str] = []
        length = 0
        for line in cycle(pool):
            if length >= size:
                break
            parts.append(shape(line))
            length += len(parts[-1])
        return "".join(parts)[:size]

    return make


def glyphs(line: str) -> str:
    return "".join(sign * 2 for sign in line) + "\n"


def runs(line: str) -> str:
    return "".join(line[at : at + 7] * 2 for at in range(0, len(line), 7)) + "\n"


def stairs(line: str) -> str:
    return "".join(f"{sign}\n{sign}" for sign in line) + "\n"


def inputs(seeds: Path) -> dict[str, Make]:
    """The hostile texts by name."""
    return {
        "one character": repeat("好"),
        "newlines": repeat("\n"),
        "blanks": repeat(" "),
        "ab": repeat("ab"),
        "aabb": repeat("aabb"),
        "letters and blanks": repeat("a b "),
        "characters and blanks": repeat("天 地 人 "),
        "runs of three": repeat("天 地 人  "),
        "marks on lines": repeat("天\n，\n地\n，\n"),
        "numbers on lines": lambda size: "".join(f"{at}\n" for at in range(size // 4))[:size],
        "numbers and heads": lambda size: "".join(f"天地 {at % 1000}\f" for at in range(size // 4))[
            :size
        ],
        "page ends": repeat("天地\f"),
        "tabs": repeat("天地。\t"),
        "equal lines": repeat("这一行和上一行一样，下一行也一样。\n"),
        "one character to a line": repeat("春\n夏\n秋\n冬\n"),
        "Fibonacci": rewritten("天", {"天": "天地", "地": "天"}),
        "Thue-Morse": rewritten("天", {"天": "天地", "地": "地天"}),
        "de Bruijn": de_bruijn,
        "nested squares": nested,
        "two letters by chance": drawn("天地"),
        "two letters and breaks by chance": drawn("天地\n"),
        "bytes by chance": drawn("".join(map(chr, range(256)))),
        "doubled marks": marks,
        "one line of Chinese": prose(seeds, str),
        "every glyph twice": prose(seeds, glyphs),
        "every run twice": prose(seeds, runs),
        "every line twice": prose(seeds, lambda line: f"{line}\n{line}\n"),
        "staircase": prose(seeds, stairs),
    }


@dataclass
class Race:
    """One hostile text in both sizes, and the times of every round."""

    name: str
    texts: tuple[str, str]  # n and 10 n characters
    times: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))

    def run(self, by: Pipeline) -> None:
        for at, (text, times) in enumerate(zip(self.texts, (10, 1), strict=True)):
            if at and min(self.times[0]) > PATIENCE:
                return
            start = time.process_time()
            for _ in range(times):
                by.clean(text)
            self.times[at].append(time.process_time() - start)

    @property
    def best(self) -> tuple[float, float]:
        short, long = (min(times, default=inf) for times in self.times)
        return short, long

    @property
    def growth(self) -> float:
        """The time for 10 n over the time for n."""
        return 10 * self.best[1] / max(self.best[0], 1e-9)

    @property
    def spread(self) -> Spread:
        """The growth of every round."""
        return Spread.of(
            10 * long / max(short, 1e-9) for short, long in zip(*self.times, strict=True)
        )

    def row(self) -> list[str]:
        short, long = self.texts
        each = (1e8 * self.best[0] / len(short), 1e9 * self.best[1] / len(long))
        growth = f"{self.growth:.1f}" + " !" * (self.growth > BAR)
        return [self.name, f"{len(long):,}", *(f"{ns:.1f}" for ns in each), growth]


HEAD = ["", "characters", "ns each, short", "ns each, long", "growth"]


def tables(found: Iterable[Race]) -> Iterator[str]:
    yield table(HEAD, [race.row() for race in found])
    yield f"! marks growth above {BAR:.0f}."


def measure(by: Pipeline, found: Sequence[Race], rounds: int) -> None:
    """All texts in turn, round after round."""
    for _ in range(rounds):
        for race in found:
            race.run(by)


def races(seeds: Path, size: int, wanted: str) -> list[Race]:
    found = []
    for name, make in inputs(seeds).items():
        if wanted in name:
            short = size * LARGER.get(name, 1)
            found.append(Race(name, (make(short), make(10 * short))))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--filters", default="doubled", help="names with commas, or `default`")
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", help="the seed texts")
    parser.add_argument("--size", type=int, default=100_000, metavar="N", help="of the short text")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="inputs with this in their name")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    asked = parser.parse_args()
    by, found = pipeline(asked.filters), races(asked.seeds, asked.size, asked.only)
    measure(by, found, asked.rounds)
    if asked.json:
        print(json.dumps({race.name: round(race.growth, 2) for race in found}, indent=1))
        return
    print("\n\n".join(tables(found)))


if __name__ == "__main__":
    main()
