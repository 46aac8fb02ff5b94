"""The command as a user runs it: in a process of its own, bytes in and bytes out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

MODULE = [sys.executable, "-m", "cleantext"]


def environment(env: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "", **env}


def run(
    *args: str,
    given: bytes = b"",
    command: Sequence[str] = MODULE,
    env: Mapping[str, str] = {},
    out: int | IO[bytes] = subprocess.PIPE,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*command, *args],
        input=given,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
        cwd=cwd,
        env=environment(env),
    )
