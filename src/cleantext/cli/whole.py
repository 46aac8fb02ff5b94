"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from cleantext.errors import CleantextError

START: Final = ".cleantext-"  # of a file being written: hidden, so no folder's listing takes it
DEVICES: Final = (("/", "dev"), ("/", "proc"))  # /dev/stdout is a link to whatever file that is
NO_FILE: Final = "is no regular file: write to standard output and redirect"


class Unchanged(Exception):
    """Raised while a file is written: it need not be, the target is right as it is."""


@contextmanager
def whole(target: Path, backup: str = "") -> Iterator[IO[bytes]]:
    """A file to write that takes the target's place once it is whole, and else leaves no trace.

    It stands beside the target, so that taking its place is one step of the file system; whoever
    is killed before that step leaves the target as it was. A link is followed, not replaced.
    """
    target = writable(target)
    beside = target.parent / f"{START}{secrets.token_hex(6)}"
    try:
        # not tempfile: it hides what it makes from everyone else, and a new file should be
        # open to whom the user's mask lets in
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with open(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _take_rights(beside, target)
        if backup:
            _keep(target, backup)
        beside.replace(target)
        _settle(target.parent)
    except Unchanged:
        beside.unlink()
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def real(path: Path) -> Path:
    """Where the path leads, also where links lead round in a ring, which `Path.resolve` refuses."""
    return Path(os.path.realpath(path))


def make_folder(folder: Path) -> None:
    """Have the folder there that a file goes to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CleantextError(f"{folder} cannot be a folder: there is a file of that name") from None


def writable(target: Path) -> Path:
    """The file the target really is, or an error if it should not be written over."""
    if target.is_symlink() and not target.exists():
        raise CleantextError(f"{target} is a link that leads nowhere")
    if target.absolute().parts[:2] in DEVICES:
        raise CleantextError(f"{target} {NO_FILE}")
    target = real(target)
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return target
    if stat.S_ISDIR(mode):
        raise CleantextError(f"{target} is a folder, and a file should be written there")
    if not stat.S_ISREG(mode):
        raise CleantextError(f"{target} {NO_FILE}")
    if not mode & 0o222 or not os.access(target, os.W_OK):  # root may write it, yet it says no
        raise CleantextError(f"{target} is read-only")
    return target


def _take_rights(beside: Path, target: Path) -> None:
    """Give the new file the owner and the permissions of the one it replaces."""
    with suppress(FileNotFoundError):
        old = target.stat()
        with suppress(OSError):  # only root may give files away
            os.chown(beside, old.st_uid, old.st_gid)
        beside.chmod(stat.S_IMODE(old.st_mode))


def _keep(target: Path, suffix: str) -> None:
    """Keep the old file under another name: the very file, or a copy where there are no links."""
    backup = target.with_name(target.name + suffix)
    try:
        os.link(target, backup)
    except FileExistsError:
        raise CleantextError(
            f"{backup} is there already: move it away, or choose another suffix for --backup"
        ) from None
    except OSError:
        copy = target.parent / f"{START}{secrets.token_hex(6)}"
        shutil.copy2(target, copy)
        copy.rename(backup)


def _settle(folder: Path) -> None:
    """Have the new name written to the disk, where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
