"""The command line: `pdftotext magazine.pdf - | cleantext > out.txt`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from cleantext import CleantextError

FAILED: Final = 2
INTERRUPTED: Final = 130  # what a shell reports for a program ended by Ctrl-C
CLOSED_PIPE: Final = 141  # what a shell reports for a filter whose reader has gone


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        return _run(argv)
    except CleantextError as error:
        sys.stderr.write(f"cleantext: {error}\n")
        return FAILED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = CLOSED_PIPE
    except OSError as error:
        sys.stderr.write(f"cleantext: cannot read or write: {error.strerror}\n")
        code = FAILED
    from cleantext.cli import streams

    streams.abandon_output()
    return code


def _run(argv: Sequence[str] | None) -> int:
    from cleantext.cli import options  # here, so that Ctrl-C while it loads is no traceback

    try:
        asked = options.read(sys.argv[1:] if argv is None else argv)
    except SystemExit as done:  # argparse has answered: help, version or a mistake
        if sys.stdout is not None:
            sys.stdout.flush()
        return int(done.code or 0)
    code: int = asked.run(asked)
    return code
