"""`cleantext score`: texts beside their gold texts, as a table or as JSON."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import reduce
from operator import add
from pathlib import Path

from cleantext.alignment.signs import Signs
from cleantext.cli import streams
from cleantext.errors import CleantextError
from cleantext.scoring import Comparison, Place, Score

MOST_SHOWN = 200  # characters of either side of a place
STDIN = "-"
BREAKS = str.maketrans("\n\r\f\t", "⏎␍␌⇥")


@dataclass(frozen=True, eq=False)
class Document:
    """A text, its figures, and where it is worst."""

    name: str
    score: Score
    worst: list[Place]


def run(asked: Namespace) -> str:
    """The figures of the texts asked for, as they are printed."""
    documents = list(_documents(asked))
    total = reduce(add, (each.score for each in documents))
    spots = [(place, each.name) for each in documents for place in each.worst]
    spots = sorted(spots, key=lambda spot: -spot[0].size)[: asked.worst]
    if asked.json:
        return _json(documents, total, spots)
    rows = [_row(each.name, each.score) for each in documents]
    rows += [_row("all", total)] if len(documents) > 1 else []
    return _table([_head(total), *rows]) + "".join(map(_shown, spots))


def _documents(asked: Namespace) -> Iterator[Document]:
    if not asked.files and (Path(asked.gold).is_dir() or not streams.piped_in()):
        raise CleantextError(
            "give the texts to score as files, or one gold text and pipe a text in"
        )
    for name in asked.files or [STDIN]:
        gold = Signs.of(_read(_beside(asked.gold, name)))
        raw = Signs.of(_read(_beside(asked.raw, name))) if asked.raw else None
        found = Comparison(gold, Signs.of(_read(name)))
        yield Document(name, found.score(raw), found.places(asked.worst) if asked.worst else [])


def _beside(given: str, name: str) -> str:
    """The file that belongs to the text of this name: the one given, or in the folder given."""
    return str(Path(given) / Path(name).name) if Path(given).is_dir() else given


def _read(name: str) -> str:
    try:
        text = streams.read() if name == STDIN else streams.decoded(Path(name).read_bytes(), name)
    except OSError as error:
        raise CleantextError(f"cannot read {name}: {error.strerror}") from None
    return text.removeprefix(streams.BYTE_ORDER_MARK)


def _json(documents: Sequence[Document], total: Score, spots: Sequence[tuple[Place, str]]) -> str:
    whole = {
        "documents": [{"name": each.name} | each.score.figures() for each in documents],
        "all": total.figures(),
        "worst": [{"name": name} | asdict(place) for place, name in spots],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _head(total: Score) -> list[str]:
    new = [] if total.newly_lost is None else ["newly lost"]
    rates = ["CER %", "paragraphs %", "precision %", "recall %", "F1 %"]
    return ["text", "characters", *rates, "lost", "stray", *new, "exact"]


def _row(name: str, score: Score) -> list[str]:
    rates = (score.paragraph_rate, score.break_precision, score.break_recall, score.break_f1)
    new = [] if score.newly_lost is None else [score.newly_lost]
    return [
        name,
        str(score.characters),
        f"{100 * score.error_rate:.2f}",
        *(f"{100 * rate:.1f}" for rate in rates),
        *(f"{score.per_10k(count):.1f}" for count in (score.lost, score.stray, *new)),
        f"{score.documents_exact} of {score.documents}",
    ]


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Columns under one another: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]) + "\n")
    return "".join(lines)


def _shown(spot: tuple[Place, str]) -> str:
    place, name = spot
    head = f"\n{name}, line {place.line}: {place.size} characters and breaks\n"
    return f"{head}  gold  {_line(place.gold)}\n  text  {_line(place.text)}\n"


def _line(text: str) -> str:
    """On one line, breaks as signs, and the middle left out if it is long."""
    text, half = text.translate(BREAKS), MOST_SHOWN // 2
    return text if len(text) <= MOST_SHOWN else f"{text[:half]} […] {text[-half:]}"
