"""The command as a user runs it: in a process of its own, bytes in and bytes out."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NoReturn

from cleantext import cli

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


def fork(
    *args: str, given: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a fork of this process: real files and exit codes, nothing to load."""
    new = tempfile.TemporaryFile
    with new() as in_, new() as out, new() as err:
        in_.write(given)
        in_.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of numpy's libraries
            child = os.fork()
        if not child:
            _be_the_command(args, cwd, (in_.fileno(), out.fileno(), err.fileno()))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(args, code, out.read(), err.read())


def _be_the_command(args: Sequence[str], cwd: Path | None, files: Sequence[int]) -> NoReturn:
    code = 70
    try:
        os.chdir(cwd or ".")
        for number, file in enumerate(files):
            os.dup2(file, number)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        code = cli.main(args)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - whatever it is, it must not run on as another pytest
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)
