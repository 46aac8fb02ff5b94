"""`cleantext undo`: repaired files given back as they were."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from cleantext.cli import inputs, packing, streams, targets, trail
from cleantext.cli.inputs import Input
from cleantext.cli.reading import opened
from cleantext.cli.report import Report, Talk
from cleantext.cli.settings import Settings
from cleantext.cli.targets import Target
from cleantext.cli.whole import make_folder, whole
from cleantext.errors import CleantextError


def run(asked: Namespace) -> int:
    """Give back what was asked for."""
    sources = inputs.found(asked.files, Settings(field=""))
    talk = Talk.of(asked)
    for source, target in zip(sources, targets.planned(asked, sources), strict=True):
        report = Report(source.name)
        try:
            _undo(source, target, Path(asked.trail))
        except CleantextError as error:
            report.error = str(error)
        except OSError as error:
            if target.path is None:
                raise
            report.error = f"{target.path}: {error.strerror}; it is as it was"
        talk.hear(report)
    return talk.code(changed=0)


def _undo(source: Input, target: Target, kept: Path) -> None:
    with ExitStack() as stack:
        laid = None
        if source.path is None:  # it is read twice, so what is piped in is laid down
            laid = stack.enter_context(SpooledTemporaryFile(trail.MEMORY))
            shutil.copyfileobj(sys.stdin.buffer, laid)

        def chunks() -> Iterator[bytes]:
            with _contents(source, laid) as file:
                yield from packing.chunks(file, source.name)

        given = trail.undone(chunks, source.name, kept)
        out = stack.enter_context(_out(target))
        for bit in given:
            out.write(bit)


@contextmanager
def _contents(source: Input, laid: IO[bytes] | None) -> Iterator[IO[bytes]]:
    if laid:
        laid.seek(0)
        yield laid
    else:
        with opened(source.path) as raw, packing.unpacked(raw, source.name) as file:
            yield file


@contextmanager
def _out(target: Target) -> Iterator[IO[bytes]]:
    """Where it goes, whole or not at all."""
    if target.path is None:
        with SpooledTemporaryFile(trail.MEMORY) as laid:
            yield laid
            laid.seek(0)
            with streams.output() as out:
                shutil.copyfileobj(laid, out)
        return
    make_folder(target.path.parent)
    with whole(target.path, target.backup) as raw, packing.packed(raw, target.path.name) as out:
        yield out
