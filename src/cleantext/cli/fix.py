"""`cleantext fix`: files repaired and written, each whole or not at all."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cleantext.cli import encodings, inputs, packing, streams, targets, trail
from cleantext.cli.inputs import Input
from cleantext.cli.reading import reading
from cleantext.cli.report import Report, Talk
from cleantext.cli.settings import Settings
from cleantext.cli.targets import Target
from cleantext.cli.whole import Unchanged, whole
from cleantext.errors import CleantextError
from cleantext.pipeline import Pipeline


def run(asked: Namespace) -> int:
    """Repair what was asked for."""
    settings = Settings.of(asked)
    by = settings.pipeline()
    sources = inputs.found(asked.files, settings)
    planned = targets.planned(asked, sources)
    _refuse_lossy(asked)
    talk = Talk.of(asked)
    with ExitStack() as stack:
        kept = stack.enter_context(trail.started(Path(asked.trail))) if asked.trail else None
        for source, target in zip(sources, planned, strict=True):
            if asked.resume and target.path and target.path.exists():
                continue
            talk.hear(_tried(Work(source, target, settings, kept), by))
    talk.sum_up("repaired")
    return talk.code(changed=0)


@dataclass(frozen=True)
class Work:
    """One file to repair."""

    source: Input
    target: Target
    settings: Settings
    trail: IO[bytes] | None = None


def _refuse_lossy(asked: Namespace) -> None:
    if asked.trail and asked.errors != encodings.STRICT:
        raise CleantextError("--errors loses bytes that no --trail could bring back")
    if asked.in_place and asked.errors != encodings.STRICT:
        raise CleantextError("--errors loses bytes: write the file elsewhere with -o")


def _tried(work: Work, by: Pipeline) -> Report:
    """What became of the file; an error in one does not keep the others waiting."""
    report = Report(work.source.name)
    try:
        _repair(work, by, report)
    except CleantextError as error:
        report.error = str(error)
    except OSError as error:
        if work.target.path is None:
            raise
        report.error = f"{work.target.path}: {error.strerror}; it is as it was"
    return report


def _repair(work: Work, by: Pipeline, report: Report) -> None:
    with reading(work.source, work.settings) as read:
        report.warnings = read.warnings
        own = trail.Trail(read) if work.trail else None
        with _out(work.target) as out:
            for piece, cleaned in read.repaired(by):
                new = piece.raw if cleaned.text is piece.doc else piece.back(cleaned.text)
                report.count(piece, cleaned)
                if own:
                    own.add(piece, cleaned, new)
                out.write(read.encoded(new))
            if own and work.trail and report.repairs:
                trail.kept(own, work.trail)
            if work.target.in_place and not report.repairs:
                raise Unchanged


@contextmanager
def _out(target: Target) -> Iterator[IO[bytes]]:
    if target.path is None:
        with streams.output() as out:
            yield out
        return
    target.path.parent.mkdir(parents=True, exist_ok=True)
    with whole(target.path, target.backup) as file, packing.packed(file, target.path.name) as out:
        yield out
