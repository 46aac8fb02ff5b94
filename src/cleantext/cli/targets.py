"""Where each file goes; whatever would lose something is refused before anything is written."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cleantext.cli.inputs import Input
from cleantext.errors import CleantextError


@dataclass(frozen=True)
class Target:
    """Where the repaired file goes."""

    path: Path | None  # None: standard output
    in_place: bool = False
    backup: str = ""


def planned(asked: Namespace, inputs: Sequence[Input]) -> list[Target]:
    """A target for each input."""
    if asked.backup is not None and not asked.in_place:
        raise CleantextError("--backup goes with --in-place")
    if asked.in_place:
        return _in_place(asked, inputs)
    if asked.resume and asked.out is None:
        raise CleantextError("--resume goes with -o FOLDER; --in-place needs none")
    if asked.out is None:
        if len(inputs) > 1:
            raise CleantextError(
                f"there are {len(inputs)} files: say where they go, -o FOLDER or --in-place"
            )
        return [Target(None)]
    return _elsewhere(asked, inputs)


def _in_place(asked: Namespace, inputs: Sequence[Input]) -> list[Target]:
    if asked.out is not None:
        raise CleantextError("-o and --in-place exclude one another")
    if asked.backup is not None and (not asked.backup or os.sep in asked.backup):
        raise CleantextError("--backup wants an end for the file's name, such as .bak")
    if any(each.path is None for each in inputs):
        raise CleantextError("standard input cannot be repaired in place")
    return [Target(each.path, in_place=True, backup=asked.backup or "") for each in inputs]


def _elsewhere(asked: Namespace, inputs: Sequence[Input]) -> list[Target]:
    out = Path(asked.out)
    folders = any(Path(each).is_dir() for each in asked.files)
    into = out.is_dir() or asked.out.endswith(os.sep) or folders or len(inputs) > 1
    if into and out.exists() and not out.is_dir():
        raise CleantextError(f"{out} is a file, and a folder is wanted for {len(inputs)} files")
    if into and any(each.path is None for each in inputs):
        raise CleantextError("standard input has no name: give -o a file")
    paths = [out / each.below if into else out for each in inputs]
    _refuse_clashes(paths, inputs)
    return [Target(each) for each in paths]


def _refuse_clashes(paths: Sequence[Path], inputs: Sequence[Input]) -> None:
    read = {each.path.resolve(): each.path for each in inputs if each.path}
    taken: dict[Path, str] = {}
    for path, each in zip(paths, inputs, strict=True):
        real = path.resolve()
        if real in read:
            raise CleantextError(f"{path} is an input as well: --in-place repairs files in place")
        if real in taken:
            raise CleantextError(f"{taken[real]} and {each.name} would both be written to {path}")
        taken[real] = each.name
