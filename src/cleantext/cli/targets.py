"""Where each file goes; whatever would lose something is refused before anything is written."""

from __future__ import annotations

import os
import stat
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cleantext.cli.inputs import Input
from cleantext.cli.whole import real
from cleantext.errors import CleantextError

STDOUT: Final = (None, "-")  # what -o says for it


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
    if asked.resume and asked.out in STDOUT:
        raise CleantextError("--resume goes with -o FOLDER; --in-place needs none")
    if asked.out in STDOUT:
        if len(inputs) > 1:
            raise CleantextError(
                f"there are {len(inputs)} files: say where they go, -o FOLDER or --in-place"
            )
        _refuse_own_output(inputs[0])
        return [Target(None)]
    return _elsewhere(asked, inputs)


def _refuse_own_output(given: Input) -> None:
    """A file that is read and written at once grows as it is read, or the shell has emptied it."""
    with suppress(OSError, AttributeError, ValueError):  # streams that are closed or no files
        out = os.fstat(sys.stdout.fileno())
        read = given.path.stat() if given.path else os.fstat(sys.stdin.fileno())
        if stat.S_ISREG(out.st_mode) and os.path.samestat(out, read):
            raise CleantextError(
                f"{given.name} is the output as well: --in-place repairs files in place"
            )


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
    read = {real(each.path): each.path for each in inputs if each.path}
    taken: dict[Path, str] = {}
    for path, each in zip(paths, inputs, strict=True):
        place = real(path)
        if place in read:
            raise CleantextError(f"{path} is an input as well: --in-place repairs files in place")
        if place in taken:
            raise CleantextError(f"{taken[place]} and {each.name} would both be written to {path}")
        taken[place] = each.name
