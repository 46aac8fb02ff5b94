"""How far the work is, on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cleantext.cli.packing import unpacked_name

PATIENCE: Final = 1.0  # seconds before there is anything to see
OFTEN: Final = 0.1
WIDTH: Final = 24
MEGA: Final = 1_000_000


class Progress:
    """A bar that grows with the bytes done; it is wiped out at the end."""

    def __init__(self, total: int | None, *, shown: bool) -> None:
        self._total = total
        self._shown = shown
        self._done = 0
        self._began = time.monotonic()
        self._drawn = self._began + PATIENCE - OFTEN
        self._dirty = False

    @classmethod
    def over(cls, paths: Sequence[Path | None], *, wanted: bool) -> Progress:
        """For these files, if a person is looking on."""
        shown = wanted and sys.stderr is not None and sys.stderr.isatty()
        return cls(_total(paths) if shown else None, shown=shown)

    def add(self, size: int) -> None:
        """So many bytes more are done."""
        self._done += size
        now = time.monotonic()
        if self._shown and now - self._drawn >= OFTEN:
            self._drawn = now
            self._dirty = True
            sys.stderr.write(f"\r\x1b[K{bar(self._done, self._total, now - self._began)}")
            sys.stderr.flush()

    def wipe(self) -> None:
        """Make room for something to be said."""
        if self._dirty:
            sys.stderr.write("\r\x1b[K")
            self._dirty = False


def bar(done: int, total: int | None, seconds: float) -> str:
    """The bar, the rate and the remaining time.

    >>> bar(30_000_000, 120_000_000, 10)
    '██████░░░░░░░░░░░░░░░░░░  25 %  3.0 MB/s  0:30 left'
    >>> bar(30_000_000, None, 10)
    '30.0 MB  3.0 MB/s'
    """
    rate = done / seconds
    speed = f"{rate / MEGA:.1f} MB/s"
    if not total:
        return f"{done / MEGA:.1f} MB  {speed}"
    part = min(done / total, 1)
    full = int(part * WIDTH)
    left = int((total - min(done, total)) / rate) if rate else 0
    cells = "█" * full + "░" * (WIDTH - full)
    return f"{cells} {100 * part:3.0f} %  {speed}  {left // 60}:{left % 60:02} left"


def _total(paths: Sequence[Path | None]) -> int | None:
    """The bytes to do, None where that cannot be known before."""
    total = 0
    for path in paths:
        if path is None or unpacked_name(path.name) != path.name:
            return None
        total += path.stat().st_size if path.is_file() else 0
    return total
