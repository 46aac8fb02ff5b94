"""`cleantext undo`: repaired files given back as they were."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from cleantext.cli import inputs, packing, streams, targets, trail
from cleantext.cli.inputs import Input
from cleantext.cli.reading import opened
from cleantext.cli.report import Report, Talk
from cleantext.cli.settings import Settings
from cleantext.cli.targets import Target
from cleantext.cli.whole import whole
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
    with opened(source.path) as raw, packing.unpacked(raw, source.name) as file:
        data = b"".join(packing.chunks(file, source.name))
    given = trail.undone(data, kept)
    if target.path is None:
        with streams.output() as out:
            out.write(given)
        return
    target.path.parent.mkdir(parents=True, exist_ok=True)
    with whole(target.path, target.backup) as raw, packing.packed(raw, target.path.name) as out:
        out.write(given)
