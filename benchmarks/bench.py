"""Everything at once: accuracy, harm and speed, into RESULTS.md.

It runs the scripts beside it in one process and writes their tables to RESULTS.md in the folder
`--into`; there it keeps the ratios, too, in ratios.json, and says which of them moved by more than
the noise since they were last written. `--scale 0.1` is a quick look: give it another folder, since
ratios of other sizes are not the same. The typeset suite is measured where `make typeset` has made
it.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import accuracy
import damages
import harm
import hostile
import lines
import peers
import qinghai
import repairs
import scaling
import speed
from common import ROOT, pipeline, read, table
from ratios import Spread, keep, moved

from cleantext import Pipeline, __version__
from cleantext.filters import ORDER

DUMP = ROOT / "seeds/qinghai-magazine.txt"
CASES = ROOT / "benchmarks/samples/cases"


@dataclass
class Bench:
    """What was asked, what is measured with, and the ratios so far."""

    asked: argparse.Namespace
    by: Pipeline
    found: peers.Found
    ratios: dict[str, Spread] = field(default_factory=dict)

    def accuracy(self) -> Iterator[str]:
        yield "# Accuracy"
        asked = argparse.Namespace(seeds=ROOT / "seeds", worst=0, only="", each=False, folder=CASES)
        for part in lines.PARTS.values():
            first, *others = part(asked, self.by)
            yield from (first, *map(_block, others))
        made = ROOT / "build/typeset"
        for folder in sorted(made.glob("*/cases")):
            asked.folder = folder
            yield f"## Typeset here, {folder.parent.name}"
            yield from list(lines.samples(asked, self.by))[1:]
        if not made.exists():
            yield "The typeset suite was not there: `make typeset` makes it."

    def doubled(self) -> Iterator[str]:
        yield "# Text drawn twice"
        by = pipeline("doubled")
        raw, gold = read(DUMP), qinghai.gold_lines(DUMP.with_suffix(".lines.tsv"))
        compared = qinghai.compare(raw, by.clean(raw), gold)
        yield "The dump, by `doubled` alone:"
        yield _block("\n".join(qinghai.report(compared, 0)))
        yield "Surplus copies in the samples, by `doubled` alone:"
        yield accuracy.together(
            [accuracy.score(*each) for each in accuracy.run(list(accuracy.cases(CASES)), by)]
        )

    def wounds(self) -> Iterator[str]:
        yield "# Damage inflicted on clean text"
        yield from damages.tables(ROOT / "seeds", self.by)

    def harm(self) -> Iterator[str]:
        yield "# Harm"
        found = list(harm.documents(self.asked.harm))
        kinds = harm.measure(found, self.by, context=12, twice=True)
        yield from harm.tables(kinds, [each.name for each in self.by.filters])
        yield "The largest changes of each kind:"
        yield _block("\n".join(harm.samples(kinds[:-1], self.asked.samples)) or "  none")

    def speed(self) -> Iterator[str]:
        yield "# Speed"
        yield "One process, CPU time for each MB of UTF-8. MB is how much of the input was given."
        given = speed.inputs(ROOT / "seeds", None, self.asked.scale)
        names = ["default", *(each.name for each in ORDER)]
        makes = speed.contestants(names, self.found.cleaners)
        patience = dict.fromkeys(self.found.cleaners, self.asked.patience)
        timings = speed.measure(given, makes, self.asked.rounds, patience)
        self.ratios |= speed.ratios(timings)
        yield from speed.tables(given, timings)

    def peers(self) -> Iterator[str]:
        yield "# What the peers repair, beside their speed"
        yield from repairs.tables(CASES, self.by, self.found.cleaners, self.ratios)
        yield peers.named(self.found)

    def scaling(self) -> Iterator[str]:
        yield "# Scaling and memory"
        sizes = [size * self.asked.scale for size in (1, 10, 100)]
        measured = [scaling.measure(size, "default", 3) for size in sizes]
        self.ratios |= scaling.ratios(measured)
        yield table(scaling.HEAD, [each.row() for each in measured])

    def hostile(self) -> Iterator[str]:
        yield "# Growth with hostile text"
        races = hostile.races(ROOT / "seeds", int(100_000 * self.asked.scale), "")
        hostile.measure(self.by, races, 3)
        self.ratios |= {f"growth / {race.name}": race.spread for race in races}
        yield from hostile.tables(races)

    def goals(self) -> Iterator[str]:
        """What is asked of the ratios."""
        yield "# Goals"
        large = f"scaling {100 * self.asked.scale:g} MB"
        growth = [each.median for name, each in self.ratios.items() if name.startswith("growth")]
        beside = "short strings / autocorrect"
        rows = (
            ("clean documents, × OpenCC t2s", "clean documents / default", "0.6, better 1.0"),
            ("the dump, × OpenCC t2s", "the dump / default", "0.2, better 0.35"),
            ("short strings, × autocorrect", "short strings / default", "4"),
            (
                "memory of one document ÷ its size",
                f"{large} / memory of one document",
                "at most 12",
            ),
            ("two processes, × one", f"{large} / two processes", "1.8"),
        )
        cells = [
            [said, self._median(name, beside * ("auto" in said)), aim] for said, name, aim in rows
        ]
        worst = ["growth for ten times the hostile text", f"{max(growth):.1f}"]
        yield table(["", "median", "goal"], [*cells, [*worst, f"at most {hostile.BAR:.0f}"]])

    def _median(self, name: str, beside: str) -> str:
        """The ratio, or what it is beside that of a peer."""
        if beside and beside not in self.ratios:
            return "not measured"
        return f"{self.ratios[name].median / (self.ratios[beside].median if beside else 1):.2f}"


SECTIONS: tuple[Callable[[Bench], Iterator[str]], ...] = (
    Bench.accuracy,
    Bench.doubled,
    Bench.wounds,
    Bench.harm,
    Bench.speed,
    Bench.peers,
    Bench.scaling,
    Bench.hostile,
    Bench.goals,
)


def _block(text: str) -> str:
    """Plain lines stay lines."""
    return text if text.startswith("|") or "\n" not in text else f"```\n{text}\n```"


def head(asked: argparse.Namespace) -> str:
    """What was measured, with what, on what."""
    made = f"cleantext {__version__}, Python {platform.python_version()}, numpy {version('numpy')}"
    where = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    scale = "" if asked.scale == 1 else f" Sizes were scaled by {asked.scale:g}."
    return f"Made by `make bench`: {made}; {where}.{scale} Only ratios mean anything elsewhere."


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    here = ROOT / "benchmarks"
    parser.add_argument("--into", type=Path, default=here, metavar="FOLDER", help="for the results")
    parser.add_argument("--harm", type=Path, nargs="+", default=[], metavar="FOLDER")
    parser.add_argument("--samples", type=int, default=2, help="of harm, for each kind")
    parser.add_argument("--rounds", type=int, default=5, help="of the speed")
    parser.add_argument("--patience", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--scale", type=float, default=1.0, help="of all sizes; 0.1 for a look")
    return parser.parse_args()


def main() -> None:
    asked = options()
    bench = Bench(asked, Pipeline.default(), peers.find())
    parts = [head(asked)]
    for section in SECTIONS:
        start = time.perf_counter()
        parts += section(bench)
        print(f"{section.__name__}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    results, ratios = (asked.into / name for name in ("RESULTS.md", "ratios.json"))
    asked.into.mkdir(parents=True, exist_ok=True)
    results.write_text("\n\n".join(parts) + "\n", "utf-8")
    changes = list(moved(bench.ratios, ratios, speed.steady))
    print("\n".join(changes) or "Nothing moved by more than the noise.")
    keep(bench.ratios, ratios)
    print(f"Written: {results} and {ratios}")


if __name__ == "__main__":
    main()
