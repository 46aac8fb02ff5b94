"""Typesets the texts here into PDFs, extracts them, and writes what is known to be true.

    python build.py FOLDER [--split tune] [--only TEXT_LAYOUT]
    python build.py FOLDER --split more --texts FOLDER  # texts that `inventing.py` wrote

FOLDER/SPLIT/cases/TEXT_LAYOUT__EXTRACTOR.raw.txt is what an extractor gave, .gold.txt what it
should read like, FOLDER/SPLIT/manifest.json says what is wrong with each. A case whose text is out
of order, or lost, in the extraction has no gold text and is left out; how many is printed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import fonts
import layouts
from compose import Composer, Sheets
from draw import DRAW
from extract import EXTRACT, available, jar, strip
from gold import Parser, artefacts, counts, gold, merged, squeezed
from layouts import Layout
from markup import FLOW, Book
from rapidfuzz.distance import LCSseq
from texts import TEXTS, Text, letters, texts

SIGNS = "0123456789０１２３４５６７８９ivxlPageof第页共-—–·〔〕/.…•●►■◆①②③④⑤⑥ \u3000\u00ad|"
MOST_LOST = 0.003  # of a gold text may be missing where text was drawn twice


@dataclass(frozen=True)
class Job:
    """A text under a layout."""

    texts: tuple[Text, ...]
    layout: Layout

    @property
    def name(self) -> str:
        return f"{self.texts[0].name}_{self.layout.name}"


def jobs(known: Sequence[Text], split: str) -> Iterator[Job]:
    """Every layout with some of the texts of a split in turn."""
    for number, layout in enumerate(layouts.layouts(split)):
        fit = [text for text in known if text.lang in layout.langs and fits(text, layout)]
        times = min(layouts.TIMES[split], len(fit))
        for turn in range(times):
            start = (number * layouts.STRIDE + turn * max(len(fit) // times, 1)) % len(fit)
            lead = fit[start]
            same = [text for text in fit[start:] + fit[:start] if text.lang == lead.lang]
            yield Job(tuple(same[: layout.texts]), layout)


def fits(text: Text, layout: Layout) -> bool:
    return not layout.roles or any(block.role in layout.roles for block in text.blocks)


def typeset(job: Job, faces: dict[str, Path], folder: Path) -> tuple[Sheets, list[Path]]:
    """The PDF, and before it one without shadows if it has any: the order of its text is known."""
    plain = replace(job.layout, shadow=None)
    versions = [plain, job.layout] if job.layout.shadow else [plain]
    paths = [folder / f"{job.name}.{number}.pdf" for number in range(len(versions))]
    made = [pages(job, *each, faces) for each in zip(versions, paths, strict=True)]
    return made[0], paths


def pages(job: Job, layout: Layout, path: Path, faces: dict[str, Path]) -> Sheets:
    blocks = [block for text in job.texts for block in text.blocks]
    running = job.texts[0].head
    if layout.typesetter in FLOW:
        book = Book(layout, blocks, running, faces[layout.font])
        FLOW[layout.typesetter](book, path)
        return book.sheets
    used = [faces[name] for name in (layout.font, layout.latin) if name]
    sheets = Composer(layout, blocks, fonts.Metrics(*used), running).compose()
    DRAW[layout.typesetter](sheets, used, path)
    return sheets


@dataclass(frozen=True)
class Made:
    """A case, or why there is none."""

    name: str
    extractor: str
    raw: str = ""
    gold: str = ""
    artefacts: tuple[str, ...] = ()
    counts: tuple[tuple[str, int | str], ...] = ()
    fault: str = ""


def made(job: Job, sheets: Sheets, paths: Sequence[Path], extractor: str) -> Made:
    """What an extractor makes of a PDF."""
    name = f"{job.name}__{extractor}"
    read = EXTRACT[extractor]
    first, *doubled = [read(path).lstrip("\ufeff") for path in paths]
    parser = Parser(first, sheets.atoms, sheets.furniture)
    parse = parser.parse()
    if parse is None:
        at = parser.best
        return Made(
            name,
            extractor,
            fault=f"{parser.text[max(at - 12, 0) : at]}|{parser.text[at : at + 12]}",
        )
    true = gold(first, sheets.atoms, parse)
    if merged(first, sheets.atoms, parse) > len(sheets.atoms) // 6:
        return Made(name, extractor, fault="columns on one line")
    found: dict[str, int | str] = dict(counts(first, sheets.atoms, parse))
    names = artefacts(counts(first, sheets.atoms, parse))
    names += ["head_repeats_title"] * (job.layout.head in {"title", "alternate", "chapter"})
    raw = first
    if doubled:
        raw = doubled[0]
        surplus = len(squeezed(raw)) - len(squeezed(first))
        lost = len(squeezed(true)) - LCSseq.similarity(squeezed(raw), squeezed(true))
        if lost > MOST_LOST * len(true):
            return Made(name, extractor, fault=f"{lost} characters shuffled")
        if surplus > 0:
            shape = pattern(raw, first)
            names += ["doubled", f"doubled-{shape}"]
            names += ["doubled-3x4x"] if job.layout.shadow and job.layout.shadow.fold > 2 else []
            found |= {"dup_chars": surplus, "dup_pattern": shape}
    return Made(name, extractor, raw, true, tuple(names), tuple(found.items()))


def pattern(raw: str, once: str) -> str:
    """How most copies stand: by glyph, on one line, or on lines of their own."""
    single = Counter(squeezed(line) for line in once.splitlines())
    glyph = inline = line = runs = 0
    before = ""
    for each in map(squeezed, raw.splitlines()):
        if not each:
            continue
        pairs = sum(a == b for a, b in zip(each[::2], each[1::2], strict=False))
        if each == before:
            line += len(each)
        elif len(each) > 1 and pairs > 0.8 * (len(each) // 2):
            glyph += len(each) // 2
        elif before and (before.endswith(each) or each.startswith(before)):
            runs += len(each)
        elif each not in single:
            inline += len(each) // 2
        before = each
    shapes = {"glyph": glyph, "line": line, "run-lines": runs, "run-inline": inline}
    return max(shapes, key=lambda shape: shapes[shape])


def chosen(number: int, having: Sequence[str]) -> list[str]:
    """The extractors of a job: some of all there are, in turn."""
    return [having[(number * 3 + each * 2) % len(having)] for each in range(layouts.EXTRACTORS)]


def typeset_all(
    known: Sequence[Text], split: str, only: str, faces: dict[str, Path], folder: Path
) -> list[tuple[Job, Sheets, list[Path]]]:
    wanted = [job for job in jobs(known, split) if only in job.name]
    return [(job, *typeset(job, faces, folder)) for job in wanted]


def build(folder: Path, source: Path, split: str, only: str) -> None:
    """The cases of a split."""
    work, cases = folder / split / "pdf", folder / split / "cases"
    for each in (work, cases):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir(parents=True)
    faces = fonts.make(folder / "fonts", letters(source) + SIGNS)
    ready = typeset_all(list(texts(source, split)), split, only, faces, work)
    having = available()
    if jar():
        strip([path for _, _, paths in ready for path in paths])
    asked = [
        (job, sheets, paths, extractor)
        for number, (job, sheets, paths) in enumerate(ready)
        for extractor in chosen(number, having)
    ]
    with ProcessPoolExecutor(2) as pool:
        done = list(pool.map(made, *zip(*asked, strict=True)))
    write(cases, [(job, each) for (job, *_), each in zip(asked, done, strict=True)])


def write(cases: Path, done: Sequence[tuple[Job, Made]]) -> None:
    entries = []
    for job, case in done:
        if case.fault:
            print(f"left out {case.name}: {case.fault}")
            continue
        for kind, text in (("raw", case.raw), ("gold", case.gold)):
            (cases / f"{case.name}.{kind}.txt").write_bytes(text.encode("utf-8", "replace"))
        entries.append(
            {
                "name": case.name,
                "genre": job.texts[0].genre,
                "extractor": case.extractor,
                "typesetter": job.layout.typesetter,
                "layout": job.layout.name,
                "artefacts": list(case.artefacts),
                "counts": dict(case.counts),
            }
        )
    text = json.dumps({"cases": entries}, ensure_ascii=False, indent=1)
    (cases.parent / "manifest.json").write_text(text + "\n", "utf-8")
    report(done)


def report(done: Sequence[tuple[Job, Made]]) -> None:
    """How many cases came out, by extractor, typesetter and artefact."""
    kept = [(job, case) for job, case in done if not case.fault]
    print(f"{len(kept)} cases of {len(done)}; {len({job.layout.name for job, _ in kept})} layouts")
    keys = (
        [case.extractor for _, case in kept],
        [job.layout.typesetter for job, _ in kept],
        [name for _, case in kept for name in case.artefacts],
    )
    for names in keys:
        print(", ".join(f"{name} {number}" for name, number in Counter(names).most_common()))


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=["tune", "test", "more"])
    parser.add_argument("--texts", type=Path, default=TEXTS, help="where the texts are")
    parser.add_argument("--only", default="", help="part of a TEXT_LAYOUT")
    asked = parser.parse_args()
    for split in [asked.split] if asked.split else ["tune", "test"]:
        build(asked.folder.absolute(), asked.texts, split, asked.only)


if __name__ == "__main__":
    main()
