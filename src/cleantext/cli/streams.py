"""Standard input and output as UTF-8, whatever the locale says and with no line end translated."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from cleantext.errors import CleantextError

BYTE_ORDER_MARK = "\ufeff"


def piped_in() -> bool:
    """Whether standard input is a pipe or a file, not a keyboard."""
    return sys.stdin is not None and not sys.stdin.isatty()


def seen() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def read() -> str:
    """Everything on standard input."""
    return decoded(sys.stdin.buffer.read(), "standard input")


def decoded(data: bytes, name: str) -> str:
    r"""The bytes as text, or an error that says where they are not UTF-8.

    >>> decoded(b"caf\xe9", "standard input")
    Traceback (most recent call last):
        ...
    cleantext.errors.CleantextError: standard input is not UTF-8: byte 0xe9 at offset 3, line 1; ...
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at, line = error.start, data.count(b"\n", 0, error.start) + 1
        raise CleantextError(
            f"{name} is not UTF-8: byte {data[at]:#04x} at offset {at}, line {line}; "
            "convert it first, for example: iconv -f GB18030 -t UTF-8 in.txt | cleantext"
        ) from None


def line_end(text: str) -> str:
    r"""The line end of the text if all are alike, else the ordinary one.

    >>> line_end("a\r\nb\r\n"), line_end("a\rb"), line_end("a\r\nb\n"), line_end("")
    ('\r\n', '\r', '\n', '\n')
    """
    both, returns, feeds = (text.count(end) for end in ("\r\n", "\r", "\n"))
    if both == returns == feeds and both:
        return "\r\n"
    return "\r" if returns and not feeds else "\n"


@contextmanager
def output() -> Iterator[IO[bytes]]:
    """Standard output, for bytes."""
    if sys.stdout is None:
        raise CleantextError("standard output is closed: send it to a file or a pipe")
    # Not `sys.stdout.buffer`: under PYTHONUNBUFFERED that may write a part and say nothing.
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:
        yield out


def write(text: str) -> None:
    """Write the text to standard output, all of it."""
    with output() as out:
        out.write(text.encode("utf-8"))


def abandon_output() -> None:
    """Let what is still buffered go nowhere: the interpreter's last flush would fail aloud."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
