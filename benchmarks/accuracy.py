"""How much of the surplus copies is gone, and what true text went with it.

A case is NAME.raw.txt, what an extractor gave, and NAME.gold.txt, what it should read like. Blanks
and breaks are ignored. With LCS the longest common subsequence with the gold text:

    stray(x)    = len(x) - LCS(x)          characters the gold text does not have
    missing(x)  = len(gold) - LCS(x)       characters the gold text has and x has not
    removed     = (stray(raw) - stray(cleaned)) / surplus copies, as the manifest counts them;
                  no case counts for more than its surplus: furniture gone too is no credit
    lost        = missing(cleaned) - missing(raw), per 10,000 characters of gold
    exact       = every surplus copy removed, nothing lost

Without a manifest all that is stray in the raw text counts as surplus.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from common import ROOT, changed, pipeline, places, samples, squeeze, table, visible
from rapidfuzz.distance import LCSseq

from cleantext import Cleaned, Pipeline

LONG = 40_000  # characters: above this the alignment of `--worst` would need too much memory


@dataclass(frozen=True)
class Case:
    """A damaged text, its gold text, and what is known of the damage."""

    name: str
    raw: str
    gold: str
    extractor: str
    pattern: str  # how the copies stand; "" if nothing is drawn twice
    surplus: int

    @property
    def scored(self) -> bool:
        """Text drawn twice, and not misread by OCR."""
        return bool(self.pattern) and self.extractor != "tesseract"


@dataclass(frozen=True)
class Score:
    """What cleaning made of a case, in characters."""

    name: str
    extractor: str
    pattern: str
    scored: bool
    gold: int
    surplus: int
    removed: int
    lost: int
    changed: int  # in the raw text, deleted and inserted
    gold_changed: int  # in the gold text, which should stay as it is

    @property
    def exact(self) -> bool:
        return self.removed >= self.surplus and not self.lost


def cases(folder: Path) -> Iterator[Case]:
    """Every case of a folder, in the order of its name."""
    for name, raw, gold, entry in samples(folder):
        if entry is None:
            extractor, surplus = name.rpartition("__")[2], stray(raw, gold)
            yield Case(name, raw, gold, extractor, "unknown", surplus)
            continue
        counts, doubled = entry["counts"], "doubled" in entry["artefacts"]
        pattern = counts.get("dup_pattern", "unknown") if doubled else ""
        folds = " x3/x4" if "doubled-3x4x" in entry["artefacts"] else ""
        surplus = counts.get("dup_chars", 0)
        yield Case(name, raw, gold, entry["extractor"], pattern + folds, surplus)


def common_length(text: str, gold: str) -> int:
    """How much of the gold text is there, in order."""
    return int(LCSseq.similarity(squeeze(text), squeeze(gold)))


def stray(text: str, gold: str) -> int:
    return len(squeeze(text)) - common_length(text, gold)


def score(case: Case, cleaned: Cleaned, gold: Cleaned) -> Score:
    """What the cleaned raw text, and the cleaned gold text, are worth."""
    removed = stray(case.raw, case.gold) - stray(cleaned.text, case.gold)
    lost = common_length(case.raw, case.gold) - common_length(cleaned.text, case.gold)
    return Score(
        case.name,
        case.extractor,
        case.pattern,
        case.scored,
        len(squeeze(case.gold)),
        case.surplus,
        removed,
        max(lost, 0),
        sum(changed(cleaned).values()),
        sum(changed(gold).values()),
    )


def summary(scores: Sequence[Score]) -> dict[str, float]:
    """The figures of several cases as one text."""
    surplus = sum(each.surplus for each in scores)
    return {
        "cases": len(scores),
        "surplus": surplus,
        "removed %": 100 * sum(min(e.removed, e.surplus) for e in scores) / max(surplus, 1),
        "lost": sum(each.lost for each in scores),
        "lost per 10k": 1e4 * sum(each.lost for each in scores) / sum(e.gold for e in scores),
        "exact": sum(each.exact for each in scores),
        "gold changed": sum(each.gold_changed > 0 for each in scores),
    }


def summaries(scores: Sequence[Score]) -> dict[str, dict[str, float]]:
    """All cases of text drawn twice, then by pattern, then by extractor."""
    scored = [each for each in scores if each.scored]
    found = {"all": summary(scored)} if scored else {}
    for key in ("pattern", "extractor"):
        for value in sorted({getattr(each, key) for each in scored}):
            found[f"{key} {value}"] = summary([e for e in scored if getattr(e, key) == value])
    return found


def shown(name: str, figures: dict[str, float]) -> list[str]:
    percent, lost = figures["removed %"], figures["lost per 10k"]
    rounded = {**figures, "removed %": f"{percent:.1f}", "lost per 10k": f"{lost:.1f}"}
    return [name, *map(str, rounded.values())]


def together(scores: Sequence[Score]) -> str:
    """All cases of text drawn twice, by pattern and by extractor."""
    rows = [shown(name, figures) for name, figures in summaries(scores).items()]
    return table(["", *summary(scores)], rows)


def report(scores: Sequence[Score]) -> Iterator[str]:
    """The tables of a run."""
    head = ["", *summary(scores)]
    scored = [each for each in scores if each.scored]
    yield table(head, [shown(each.name, summary([each])) for each in scored])
    yield together(scores)
    clean = [each for each in scores if not each.pattern]
    rows = [[e.name, str(e.changed), str(e.lost)] for e in clean if e.changed]
    total = ["all", str(sum(e.changed for e in clean)), str(sum(e.lost for e in clean))]
    yield f"{len(clean)} cases of text drawn once, characters changed:"
    yield table(["", "changed", "lost"], [*rows, total])
    kept = sum(not each.gold_changed for each in scores)
    yield f"Gold texts unchanged by cleaning: {kept} of {len(scores)}."


def worst(case: Case, cleaned: Cleaned) -> Iterator[tuple[int, str]]:
    """Every place where the cleaned text is not the gold text, with its size; no furniture."""
    text, gold = squeeze(cleaned.text), squeeze(case.gold)
    if not text or not gold or len(text) > LONG:
        return
    at_text, at_gold = signs(cleaned.text), signs(case.gold)
    for (t0, t1), (g0, g1) in _differences(text, gold):
        if g0 == g1 and strange(text[t0:t1], gold[max(g0 - 60, 0) : g0 + 60]):
            continue
        first, last = around(at_text, t0, t1)
        sides = (
            ("raw    ", cut(case.raw, (cleaned.origin(first), cleaned.origin(last)))),
            ("cleaned", cut(cleaned.text, (first, last))),
            ("gold   ", cut(case.gold, around(at_gold, g0, g1))),
        )
        lines = [f"  {side}  {visible(part)}" for side, part in sides]
        extent = t1 - t0 + g1 - g0
        yield extent, "\n".join([f"{extent} in {case.name}, character {first}", *lines])


def strange(text: str, gold: str) -> bool:
    """Whether a stray text is no copy of what stands there: heads, feet and page numbers."""
    return 2 * sum(sign in gold for sign in text) < len(text)


def signs(text: str) -> list[int]:
    """Where the characters stand that are no blank and no break."""
    return [at for at, sign in enumerate(text) if not sign.isspace()]


def around(at: Sequence[int], start: int, stop: int) -> tuple[int, int]:
    """The first and last place of a stretch of signs and fifteen more on each side."""
    return at[max(start - 15, 0)], at[min(stop + 15, len(at)) - 1]


def cut(text: str, ends: tuple[int, int]) -> str:
    return text[ends[0] : ends[1] + 1]


def _differences(text: str, gold: str) -> list[tuple[list[int], list[int]]]:
    """Where text and gold differ, as [start, stop] in each; close differences are one."""
    found: list[tuple[list[int], list[int]]] = []
    for code in LCSseq.opcodes(text, gold):
        if code.tag == "equal":
            continue
        if found and code.src_start - found[-1][0][1] <= 8:
            found[-1][0][1], found[-1][1][1] = code.src_end, code.dest_end
        else:
            found.append(([code.src_start, code.src_end], [code.dest_start, code.dest_end]))
    return found


def show_worst(found: Iterable[tuple[Case, Cleaned, Cleaned]], most: int) -> Iterator[str]:
    """The largest differences of all cases."""
    spots = [spot for case, cleaned, _ in found for spot in worst(case, cleaned)]
    yield from (shown for _, shown in sorted(spots, reverse=True)[:most])


def gold_changes(found: Iterable[tuple[Case, Cleaned, Cleaned]]) -> Iterator[str]:
    """Every change of a gold text; one text may be the gold of many cases."""
    changes = {place: case for case, _, gold in found for place in places(case.gold, gold)}
    for place, case in changes.items():
        yield f"GOLD CHANGED in {case.name} by {place.filter}: {visible(place.text)}"


def run(found: Sequence[Case], by: Pipeline) -> list[tuple[Case, Cleaned, Cleaned]]:
    """Each case with its cleaned raw text and its cleaned gold text."""
    raw = by.run(case.raw for case in found)
    gold = by.run(case.gold for case in found)
    return list(zip(found, raw, gold, strict=True))


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = ROOT / "benchmarks/samples/cases"
    parser.add_argument("folder", nargs="?", type=Path, default=default, help="of the cases")
    parser.add_argument("--filters", default="doubled", help="names with commas, or `default`")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="show N worst places")
    parser.add_argument("--only", default="", help="of the cases, those with this in their name")
    parser.add_argument("--clean", action="store_true", help="worst places of text drawn once too")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return parser.parse_args()


def main() -> None:
    asked = options()
    chosen = [case for case in cases(asked.folder) if asked.only in case.name]
    if not chosen:
        raise SystemExit(f"no cases NAME.raw.txt in {asked.folder}")
    found = run(chosen, pipeline(asked.filters))
    scores = [score(*each) for each in found]
    if asked.json:
        whole = {"cases": [asdict(each) for each in scores], "summaries": summaries(scores)}
        print(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    shown_too = [each for each in found if each[0].scored or asked.clean]
    parts = [*report(scores), *gold_changes(found), *show_worst(shown_too, asked.worst)]
    print("\n\n".join(parts))


if __name__ == "__main__":
    main()
