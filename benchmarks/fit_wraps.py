"""Fit the weights of `wraps` to texts in which it is known what goes on in the next line.

CLEAN_FOLDER holds clean text, a folder for each kind: what is wrapped here is made of it
(`wrapping` says of which kinds prose, verse and lists are taken), and as it is it must stay
(`labels` says which kinds do not count). Issues of a magazine are a third as many (`periodical`).
It is public text that is not committed. CASES_FOLDER holds extractions with gold texts, as `make
typeset` makes them. The dump in the seeds is fitted, too.

Held out are every second clean document and benchmarks/samples. "Now" are the weights in
weights.json, if the clues are still the same. The new weights of the first look hold to them
(`fitting.HELD`), so what they were fitted to before still counts: from scratch needs all of it.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Final

import labels
from boosting import Grown
from common import ROOT, read, table
from fitting import Faults, Looks, Part, fitted
from periodical import periodical
from wrapping import Clean, wrapped

from cleantext.filters.wraps.pairs import PAIRS, SIZES

WEIGHTS: Final = ROOT / "src/cleantext/filters/wraps/weights.json"
SEED: Final = 11
SHARES: Final = {
    "wrapped": 0.06,
    "issues": 0.04,
    "clean": 1.6,
    "extracted": 1.0,
    "invented": 0.3,
    "magazine": 10.0,  # so that its speech is read whole: see README
}
HEAD: Final = ("", "breaks", "joins", "F1 %", "missed", "false", "now: F1 %", "missed", "false")


def read_parts(clean: Path, cases: Path, invented: Path, documents: int) -> dict[str, Part]:
    """What weights are fitted to, as in `SHARES`, and what they are tried on."""
    chance = random.Random(SEED)
    source = Clean(clean, chance)
    texts = {
        "wrapped": [wrapped(source) for _ in range(documents)],
        "issues": [periodical(source) for _ in range(documents // 3)],
        "clean": list(labels.clean(clean, chance, 0)),
        "clean, held out": list(labels.clean(clean, chance, 1)),
        "extracted": list(labels.extractions(cases)),
        "invented": list(labels.extractions(invented)),
        "samples, held out": list(labels.extractions(ROOT / "benchmarks/samples/cases")),
        "magazine": [labels.magazine(ROOT / "seeds")],
    }
    if empty := [name for name, each in texts.items() if not each]:
        raise SystemExit(f"no texts for: {'; '.join(empty)}")
    return {name: Part.of(each) for name, each in texts.items()}


def figures(faults: Faults) -> list[str]:
    return [f"{100 * faults.f1:.2f}", f"{faults.missed:,}", f"{faults.false:,}"]


def row(name: str, part: Part, weights: Looks, now: Looks | None) -> list[str]:
    found = part.faults(weights)
    counts = [f"{found.breaks:,}", f"{found.joins:,}"]
    before = figures(part.faults(now)) if now else ["", "", ""]
    return [name, *counts, *figures(found), *before]


def written(weights: Looks) -> str:
    """The weights as JSON, a pair or a tree a line."""
    both = {"first": weights.first, "second": weights.second._asdict()}
    text = json.dumps(both, separators=(",", ":")).replace('],"', '],\n"')
    return text.replace("],[[", "],\n[[").replace("],[", "],\n[").replace("]],\n", "]],\n") + "\n"


def known(text: str) -> Looks | None:
    """The weights in such JSON, if they fit the clues as they are."""
    raw = json.loads(text)
    sizes = {name: len(table) for name, table in raw["first"].items()}
    pairs = {f"{one} {other}": SIZES[one] * SIZES[other] for one, other in PAIRS}
    return Looks(raw["first"], Grown(**raw["second"])) if sizes == {"bias": 1, **pairs} else None


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clean", type=Path, metavar="CLEAN_FOLDER", help="a folder for each kind")
    parser.add_argument("--cases", type=Path, required=True, help="NAME.raw.txt, NAME.gold.txt")
    parser.add_argument("--invented", type=Path, required=True, help="more of them, made by chance")
    parser.add_argument("--documents", type=int, default=4000, metavar="N", help="to be wrapped")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    return parser.parse_args()


def main() -> None:
    asked = options()
    parts = read_parts(asked.clean, asked.cases, asked.invented, asked.documents)
    now = known(read(WEIGHTS))
    shares = [(parts[name], share) for name, share in SHARES.items()]
    weights = fitted(shares, json.loads(read(WEIGHTS))["first"])
    if asked.write:
        WEIGHTS.write_text(written(weights), encoding="utf-8")
    rows = [row(name, part, weights, now) for name, part in parts.items()]
    print(table(HEAD, rows))


if __name__ == "__main__":
    main()
