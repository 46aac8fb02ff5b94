"""`cleantext fix`: files repaired and written, each whole or not at all."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cleantext.cli import encodings, inputs, jobs, packing, streams, targets, trail
from cleantext.cli.formats import Piece, format_of
from cleantext.cli.inputs import Input
from cleantext.cli.known import COLUMNAR
from cleantext.cli.progress import Progress
from cleantext.cli.reading import Characters, Reading, reading
from cleantext.cli.report import Report, Talk, counted
from cleantext.cli.settings import Settings
from cleantext.cli.targets import Target
from cleantext.cli.whole import Unchanged, make_folder, whole
from cleantext.errors import CleantextError
from cleantext.pipeline import Pipeline


def run(asked: Namespace) -> int:
    """Repair what was asked for."""
    settings = Settings.of(asked)
    by = settings.pipeline()
    sources = inputs.found(asked.files, settings, asked.out)
    planned = targets.planned(asked, sources)
    _refuse_lossy(asked)
    pairs = zip(sources, planned, strict=True)
    works = [Work(*pair, settings) for pair in pairs if not _done(asked, pair[1])]
    talk = Talk.of(asked)
    progress = Progress.over([each.source.path for each in works], wanted=not asked.no_progress)
    with ExitStack() as stack:
        kept = stack.enter_context(trail.started(Path(asked.trail))) if asked.trail else None
        pool = stack.enter_context(jobs.pool(1 if kept else _jobs(asked), settings))
        for report in _reports(works, Means(by, progress.add, pool, kept)):
            progress.wipe()
            talk.hear(report)
    talk.sum_up("repaired")
    return talk.code(changed=0)


@dataclass(frozen=True)
class Work:
    """One file to repair."""

    source: Input
    target: Target
    settings: Settings


@dataclass(frozen=True)
class Means:
    """What it is repaired with."""

    by: Pipeline
    tick: Callable[[int], None] = lambda _: None  # told the bytes done
    pool: jobs.Pool | None = None
    trail: IO[bytes] | None = None


@dataclass(frozen=True)
class Way:
    """Where what is repaired goes: as bytes, or piece by piece."""

    out: IO[bytes]
    write: Callable[[Piece, str], int]


def _jobs(asked: Namespace) -> int:
    if asked.jobs < 0:
        raise CleantextError("--jobs wants a number of processes, 0 for one to each processor")
    number: int = asked.jobs or os.cpu_count() or 1
    return number


def _done(asked: Namespace, target: Target) -> bool:
    return bool(asked.resume and target.path and target.path.exists())


def _refuse_lossy(asked: Namespace) -> None:
    if asked.trail and asked.errors != encodings.STRICT:
        raise CleantextError("--errors loses bytes that no --trail could bring back")
    if asked.in_place and asked.errors != encodings.STRICT:
        raise CleantextError("--errors loses bytes: write the file elsewhere with -o")


def _reports(works: Sequence[Work], means: Means) -> Iterator[Report]:
    """What became of each file: several are spread over the processes, one is spread in batches."""
    if means.pool and len(works) > 1:
        for report in means.pool.each(_alone, works):
            means.tick(report.size)
            yield report
    else:
        yield from (_tried(work, means) for work in works)


def _alone(work: Work) -> Report:
    """What became of a file that a process of the pool repaired by itself."""
    return _tried(work, Means(jobs.own_pipeline()))


def _tried(work: Work, means: Means) -> Report:
    """What became of the file; an error in one does not keep the others waiting."""
    report = Report(work.source.name)
    try:
        _repair(work, means, report)
    except CleantextError as error:
        report.error = str(error)
    except OSError as error:
        if work.target.path is None:
            raise
        report.error = f"{work.target.path}: {error.strerror}; it is as it was"
    return report


def _repair(work: Work, means: Means, report: Report) -> None:
    with reading(work.source, work.settings) as read, ExitStack() as stack:
        _refuse_conversion(read, work.target)
        report.warnings = read.warnings
        own = stack.enter_context(trail.grown(read)) if means.trail else None
        with _out(work.target) as out, read.writing(out) as write:
            for size, repairs in _repaired(read, means, own, Way(out, write)):
                report.repairs += repairs
                report.size += size
                means.tick(size)
            if own and means.trail and report.repairs:
                trail.kept(own, means.trail)
            if work.target.in_place and not report.repairs:
                raise Unchanged


def _refuse_conversion(read: Reading, target: Target) -> None:
    """A file of columns is for no terminal and no name that tells of another, and the reverse."""
    format_, promised = read.layout.format, format_of(target.path.name) if target.path else None
    if promised not in {None, format_} and COLUMNAR & {promised, format_}:
        raise CleantextError(
            f"{target.path} would hold {format_}, not {promised}: formats are not converted"
        )
    if target.path is None and format_ in COLUMNAR and streams.seen():
        raise CleantextError(f"{format_} is not for a terminal: say where it goes, -o FILE")


def _repaired(
    read: Reading, means: Means, own: trail.Trail | None, way: Way
) -> Iterator[tuple[int, Counter[str]]]:
    """The bytes done, bit by bit, and how often each filter repaired something in them."""
    if means.pool and isinstance(read, Characters) and read.linewise:
        for data, done in means.pool.stretches(read):
            read.warnings.extend(done.warnings)
            way.out.write(data)
            yield len(data), done.repairs
    elif means.pool:
        for piece, text, repairs in means.pool.repaired(read):
            yield way.write(piece, text), repairs
    else:
        for piece, cleaned in read.repaired(means.by):
            if own:
                own.add(piece, cleaned)
            yield way.write(piece, cleaned.text), counted(piece.doc, cleaned)


@contextmanager
def _out(target: Target) -> Iterator[IO[bytes]]:
    if target.path is None:
        with streams.output() as out:
            yield out
        return
    make_folder(target.path.parent)
    with whole(target.path, target.backup) as file, packing.packed(file, target.path.name) as out:
        yield out
