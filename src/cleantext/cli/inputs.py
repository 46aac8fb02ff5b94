"""The files that names, folders and patterns stand for."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from cleantext.cli.formats import format_of
from cleantext.cli.known import DOCUMENTS
from cleantext.cli.settings import Settings
from cleantext.cli.whole import real
from cleantext.errors import CleantextError

STDIN = "-"


@dataclass(frozen=True)
class Input:
    """A file to read, and its name below what was asked for; standard input has no path."""

    path: Path | None
    below: Path

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return str(self.path) if self.path else "standard input"


def found(names: Sequence[str], settings: Settings, besides: str | None = None) -> list[Input]:
    """The files meant, each once, in the order asked for; those of a folder by name.

    What stands in the folder to write to, if that is below the one to read, is not meant.
    """
    seen: set[Path | None] = set()
    inputs = []
    for name in names or [STDIN]:
        for each in _meant(name, settings, besides):
            path = real(each.path) if each.path else None
            if path not in seen:
                seen.add(path)
                inputs.append(each)
    return inputs


def checked(path: Path) -> Path:
    """The path, or an error if there is no regular file to read."""
    if path.is_symlink() and not path.exists():
        raise CleantextError(f"{path} is a link that leads nowhere")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise CleantextError(f"there is no file {path}") from None
    if stat.S_ISDIR(mode):
        raise CleantextError(f"{path} is a folder, and a file is wanted here")
    if not stat.S_ISREG(mode):
        raise CleantextError(f"{path} is no regular file: pipe it in, cleantext < {path}")
    return path


def _meant(name: str, settings: Settings, besides: str | None) -> Iterator[Input]:
    path = Path(name)
    if name == STDIN:
        yield Input(None, Path(STDIN))
    elif path.is_dir():
        inside = sorted(_inside(path, settings, besides))
        if not inside:
            raise CleantextError(f"{name}: no .txt or .md file in this folder{_more(settings)}")
        yield from (Input(each, each.relative_to(path)) for each in inside)
    elif has_magic(name) and not os.path.lexists(path):
        matches = sorted(glob(name, recursive=True))  # noqa: PTH207 - it may be absolute
        files = [Path(each) for each in matches if not Path(each).is_dir()]
        if not files:
            raise CleantextError(f"no file matches {name}")
        yield from (Input(each, Path(each.name)) for each in files)
    else:
        yield Input(path, Path(path.name))


def _inside(folder: Path, settings: Settings, besides: str | None) -> Iterator[Path]:
    """The files of a folder whose name says we read them; nothing hidden, no folder by a link."""
    out = real(Path(besides)) if besides else None
    for here, folders, files in os.walk(folder):
        inside = (each for each in folders if not each.startswith("."))
        folders[:] = [each for each in inside if real(Path(here, each)) != out]
        for name in files:
            if not name.startswith(".") and _wanted(name, settings):
                yield Path(here, name)


def _wanted(name: str, settings: Settings) -> bool:
    """Whether a file in a folder is meant: text always, records once their field is named."""
    found = format_of(name)
    return found in DOCUMENTS or (found is not None and settings.field is not None)


def _more(settings: Settings) -> str:
    return "" if settings.field else "; --field takes JSON Lines, tables and Parquet too"
