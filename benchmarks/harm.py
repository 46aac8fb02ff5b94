"""What cleaning does to clean text: characters changed per million, by kind of text and by filter.

Each folder given, or each folder inside it, is one kind; each *.txt below it is one document.
Without folders the clean seeds, the gold texts of the samples and the texts to typeset are kinds.
Everything that changes is shown by `--samples`, largest first, as [-deleted-]{+inserted+}.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import tee
from pathlib import Path

from common import CLEAN, ROOT, Place, changed, pipeline, places, read, table, visible

from cleantext import Cleaned, Pipeline


@dataclass
class Kind:
    """One kind of clean text, and what cleaning did to it."""

    name: str
    documents: int = 0
    characters: int = 0
    changed_documents: int = 0
    not_idempotent: list[Path] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)
    places: list[tuple[Place, Path]] = field(default_factory=list)

    def add(self, path: Path, doc: str, cleaned: Cleaned, context: int) -> None:
        self.documents += 1
        self.characters += len(doc)
        if cleaned.text != doc:
            self.changed_documents += 1
            self.changed.update(changed(cleaned))
            self.places += [(place, path) for place in places(doc, cleaned, context)]

    def per_million(self, name: str) -> float:
        return 1e6 * self.changed[name] / max(self.characters, 1)

    def figures(self, names: Sequence[str]) -> dict[str, float]:
        counts = {
            "documents": self.documents,
            "characters": self.characters,
            "documents changed": self.changed_documents,
            "not idempotent": len(self.not_idempotent),
        }
        harm = {name: self.per_million(name) for name in names}
        return {**counts, **harm, "all filters": sum(harm.values())}


def documents(folders: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """The kind and the path of every document."""
    if not folders:
        yield from committed()
    for folder in folders:
        inner = sorted(path for path in folder.iterdir() if path.is_dir())
        for kind in inner or [folder]:
            yield from ((kind.name, path) for path in sorted(kind.rglob("*.txt")))


def committed() -> Iterator[tuple[str, Path]]:
    """The clean text in this repository."""
    bench = ROOT / "benchmarks"
    yield from (("seeds", ROOT / "seeds" / name) for name in CLEAN)
    for path in sorted((bench / "samples/cases").glob("*.gold.txt")):
        yield "gold texts of the samples", path
    for path in sorted((bench / "typeset/texts").glob("*.txt")):
        yield "texts to typeset", path


def measure(
    found: Sequence[tuple[str, Path]], by: Pipeline, context: int, *, twice: bool
) -> list[Kind]:
    """Clean all documents in one stream and count what changed."""
    kinds: dict[str, Kind] = {}
    docs, stream = tee(read(path) for _, path in found)
    for (name, path), doc, cleaned in zip(found, docs, by.run(stream), strict=True):
        kind = kinds.setdefault(name, Kind(name))
        kind.add(path, doc, cleaned, context)
        if twice and cleaned.text != doc and by.clean(cleaned.text) != cleaned.text:
            kind.not_idempotent.append(path)
    return [*kinds.values(), total(list(kinds.values()))]


def total(kinds: Sequence[Kind]) -> Kind:
    """All kinds as one."""
    whole = Kind("all")
    for kind in kinds:
        whole.documents += kind.documents
        whole.characters += kind.characters
        whole.changed_documents += kind.changed_documents
        whole.not_idempotent += kind.not_idempotent
        whole.changed += kind.changed
    return whole


def samples(kinds: Sequence[Kind], most: int) -> Iterator[str]:
    """The largest changes of each kind."""
    for kind in kinds:
        largest = sorted(kind.places, key=lambda found: -found[0].size)
        for place, path in largest[:most]:
            where = f"{kind.name}/{path.name} {place.filter} {place.size}"
            yield f"{where}\n  {visible(place.text)}"


def tables(kinds: Sequence[Kind], names: Sequence[str]) -> Iterator[str]:
    """The figures of all kinds."""
    yield table(["", *kinds[0].figures(names)], [row(kind, names) for kind in kinds])
    yield "Characters changed per million characters, by filter."


def row(kind: Kind, names: Sequence[str]) -> list[str]:
    values = kind.figures(names).items()
    return [kind.name, *(f"{v:.2f}" if isinstance(v, float) else f"{v:,}" for _, v in values)]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, help="of clean text")
    parser.add_argument("--filters", default="doubled", help="names with commas, or `default`")
    parser.add_argument("--samples", type=int, default=0, metavar="N", help="show N of each kind")
    parser.add_argument("--context", type=int, default=30, metavar="N", help="around a sample")
    parser.add_argument("--twice", action="store_true", help="clean what changed once more")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser.parse_args()


def main() -> None:
    asked = options()
    found = list(documents(asked.folders))
    if not found:
        raise SystemExit("no *.txt below these folders")
    by, start = pipeline(asked.filters), time.process_time()
    kinds = measure(found, by, asked.context, twice=asked.twice)
    names = [each.name for each in by.filters]
    if asked.json:
        figures = {kind.name: kind.figures(names) for kind in kinds}
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    print("\n\n".join(tables(kinds, names)))
    print(f"\n{time.process_time() - start:.1f} s of CPU.")
    print(*samples(kinds, asked.samples), sep="\n")
    for path in kinds[-1].not_idempotent:
        print(f"NOT IDEMPOTENT {path}")


if __name__ == "__main__":
    main()
