"""Count which signs authors end and begin lines with, beside where they stand in sentences.

CLEAN_FOLDER holds clean text, a folder for each kind. Where Han or kana meet Han or kana, the signs
on both sides are counted: inside lines, as a page may break them, and at the ends of lines that
authors made. A sign's weight is the logarithm of how many times it would stand there if it stood
anywhere, by how many times it does. Chinese counts for Han, Japanese for kana.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import opencc
from common import ROOT, read, table

TABLE: Final = ROOT / "src/cleantext/filters/wraps/seams.json"
PARTS: Final = 16  # of a nat
MOST: Final = 3  # nats
DOUBT: Final = 3  # as many more of each sign as if they stood anywhere
LEAST: Final = 2  # parts that a sign must say
SIGNS: Final = 200_000  # of a document
OF_A_KIND: Final = 4_000  # lines that an author ended, of each kind
OF_VERSE: Final = 40_000
VERSE: Final = ("zh_poem", "zh_verse", "ja_poem")
BROKEN: Final = {"zh_pdf"}
SCRIPTS: Final = {"zh": "[\u3400-\u9fff]", "ja": "[\u3041-\u30ff\u3400-\u9fff]"}
OWN: Final = {"zh": "[\u3400-\u9fff]", "ja": "[\u3041-\u30ff]"}  # whose weights are kept


class Counts(NamedTuple):
    """How often each sign stands on one side of a seam: anywhere, and where an author broke."""

    anywhere: Counter[str]
    broken: Counter[str]

    def weights(self) -> dict[str, int]:
        """What each sign says for a full line, in parts of a nat."""
        share = self.broken.total() / self.anywhere.total()
        found = {}
        for sign, count in self.anywhere.items():
            nats = math.log((count * share + DOUBT) / (self.broken[sign] + DOUBT))
            found[sign] = round(PARTS * max(-MOST, min(MOST, nats)))
        return found


def seams(folder: Path, script: str) -> tuple[Counts, Counts]:
    """What ends and what begins, in all clean text of a language."""
    end, begin = (Counts(Counter(), Counter()) for _ in range(2))
    inside = re.compile(f"(?<={script})(?={script})")
    for text in texts(folder):
        for line in text.split("\n"):
            for at in inside.finditer(line):
                end.anywhere[line[at.start() - 1]] += 1
                begin.anywhere[line[at.start()]] += 1
    broken = re.compile(f"({script})[ \u3000]*\n\\s*({script})")
    taken = 0
    most = OF_VERSE if folder.name in VERSE else OF_A_KIND
    for text in texts(folder):
        for at in broken.finditer(text):
            if taken < most:
                end.broken[at[1]] += 1
                begin.broken[at[2]] += 1
                taken += 1
    return end, begin


def texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.txt")):
        yield read(path)[:SIGNS]


def counted(clean: Path) -> dict[str, dict[str, str]]:
    """The table as it stands in seams.json: the signs of each weight."""
    found: dict[str, dict[str, int]] = {"end": {}, "begin": {}}
    for language, script in SCRIPTS.items():
        sums = {name: Counts(Counter(), Counter()) for name in found}
        for kind in sorted(clean.glob(f"{language}*")):
            if kind.name in BROKEN:
                continue
            for name, counts in zip(found, seams(kind, script), strict=True):
                for whole, part in zip(sums[name], counts, strict=True):
                    whole.update(part)
        own = re.compile(OWN[language])
        for name, counts in sums.items():
            weights = counts.weights()
            found[name].update({sign: each for sign, each in weights.items() if own.match(sign)})
    return {name: _grouped(_with_traditional(weights)) for name, weights in found.items()}


def _with_traditional(weights: dict[str, int]) -> dict[str, int]:
    convert = opencc.OpenCC("s2t").convert
    return {convert(sign): each for sign, each in weights.items()} | weights


def _grouped(weights: dict[str, int]) -> dict[str, str]:
    signs = defaultdict[int, list[str]](list)
    for sign, weight in sorted(weights.items()):
        if abs(weight) >= LEAST and len(sign) == 1:
            signs[weight].append(sign)
    return {str(weight): "".join(signs[weight]) for weight in sorted(signs)}


def options(description: str | None, into: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clean", type=Path, metavar="CLEAN_FOLDER", help="a folder for each kind")
    parser.add_argument("--write", action="store_true", help=f"write {into.name}")
    return parser.parse_args()


def main() -> None:
    asked = options(__doc__, TABLE)
    found = counted(asked.clean)
    rows = [
        [name, weight, str(len(signs)), signs[:30]]
        for name, each in found.items()
        for weight, signs in each.items()
        if abs(int(weight)) >= PARTS
    ]
    print(table(["where", "weight", "signs", "the first"], rows))
    if asked.write:
        TABLE.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
