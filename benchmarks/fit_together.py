"""Count how often Chinese has one Han sign behind another, beside how often chance would.

CLEAN_FOLDER holds clean text, a folder for each kind; counted is Chinese of today. A pair seen once
counts nothing and every other one time less, so that text which is counted is no witness of its
own: `wraps` is fitted to some of it. Kept are the pairs without which the table would be most
wrong, weighed by how often they are seen.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import opencc
from common import ROOT
from fit_seams import options, texts

from cleantext.filters.wraps.together import DOUBT, HALVES, MOST, STEPS

TABLE: Final = ROOT / "src/cleantext/filters/wraps/together.json"
OTHER: Final = {"zh_classical", "zh_verse", "zh_pdf"}
RUN: Final = re.compile("[\u3400-\u9fff0]{2,}")
NUMBER: Final = re.compile("[0-9０-９]+(?:[.,．][0-9０-９]+)*")
PAIRS: Final = 100_000  # README says what more and fewer do
SEEN: Final = 10  # times: a sign that is in no pair and still known
DOCUMENTS: Final = 1000  # of a kind


def runs(clean: Path) -> Iterator[str]:
    """Han signs with nothing between, of all text of today: simplified, and numbers as 0."""
    convert = opencc.OpenCC("t2s").convert
    for kind in sorted(clean.glob("zh*")):
        if kind.name not in OTHER:
            for text, _ in zip(texts(kind), range(DOCUMENTS), strict=False):
                yield from RUN.findall(NUMBER.sub("0", convert(text)))


class Counts:
    """How often each sign and each pair was seen."""

    def __init__(self, runs: Iterable[str]) -> None:
        self.signs, self.pairs = Counter[str](), Counter[str]()
        for run in runs:
            self.signs.update(run)
            self.pairs.update(map("".join, pairwise(run)))
        self.all = self.signs.total()

    def chance(self, pair: str) -> float:
        return self.signs[pair[0]] * self.signs[pair[1]] / self.all

    def unseen(self, pair: str) -> float:
        """What a pair says if it is not in the table, in nats."""
        return -math.log1p(self.chance(pair) / DOUBT)

    def says(self, pair: str) -> float:
        return math.log((self.pairs[pair] - 1 + DOUBT) / (self.chance(pair) + DOUBT))

    def telling(self) -> list[str]:
        """The pairs that are kept."""
        found = [pair for pair, count in self.pairs.items() if count > 1]
        found.sort(key=lambda pair: self.pairs[pair] * (self.unseen(pair) - self.says(pair)))
        return sorted(found[:PAIRS])


def table(counts: Counts) -> dict[str, Any]:
    """The table as it stands in together.json."""
    pairs = counts.telling()
    used = sorted(
        {*"".join(pairs)} | {sign for sign, count in counts.signs.items() if count >= SEEN}
    )
    signs = defaultdict[int, list[str]](list)
    for sign in used:
        often = counts.signs[sign] / math.sqrt(counts.all)
        signs[round(STEPS * math.log(often))].append(sign)
    rows = defaultdict[int, dict[str, str]](dict)
    for pair in pairs:
        halves = round(HALVES * max(-MOST, min(MOST, counts.says(pair))))
        rows[halves][pair[0]] = rows[halves].get(pair[0], "") + pair[1]
    return {
        "signs": {str(step): "".join(signs[step]) for step in sorted(signs)},
        "variants": list(map("".join, zip(*variants(set(used)), strict=True))),
        "pairs": {str(halves): rows[halves] for halves in sorted(rows)},
    }


def variants(known: set[str]) -> Iterator[tuple[str, str]]:
    """Traditional signs, and the known ones that they are written as."""
    convert = opencc.OpenCC("t2s").convert
    for code in range(0x3400, 0xA000):
        sign = chr(code)
        plain = convert(sign)
        if sign not in known and plain in known:
            yield sign, plain


def main() -> None:
    asked = options(__doc__, TABLE)
    counts = Counts(runs(asked.clean))
    found = table(counts)
    print(f"{counts.all:,} signs, {len(counts.pairs):,} pairs")
    if asked.write:
        text = json.dumps(found, ensure_ascii=False, indent=0, separators=(",", ":"))
        TABLE.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
