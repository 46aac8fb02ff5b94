"""What each command does; each returns its exit code."""

from __future__ import annotations

import sys
from argparse import Namespace

import cleantext
from cleantext.cli import streams

HOW_TO_PIPE = """\
cleantext repairs the text that is piped into it:

    pdftotext magazine.pdf - | cleantext > out.txt
    cleantext < damaged.txt > clean.txt

cleantext --help says more.
"""


def fix(asked: Namespace) -> int:
    """Repair standard input and write it to standard output."""
    by = cleantext.Pipeline.default()
    if asked.script is not None:
        by |= cleantext.script(asked.script)
    if not streams.piped_in():
        sys.stderr.write(HOW_TO_PIPE)
        return 2
    text = streams.read()
    body = text.removeprefix(streams.BYTE_ORDER_MARK)
    cleaned = by.clean(body).replace("\n", streams.line_end(body))
    streams.write(text[: len(text) - len(body)] + cleaned)
    return 0


def filters(asked: Namespace) -> int:
    """List the filters, or describe one."""
    streams.write(_described(asked.name) if asked.name else _listed())
    return 0


def score(asked: Namespace) -> int:
    """Print how far texts are from their gold texts."""
    from cleantext.cli import score

    streams.write(score.run(asked))
    return 0


def _described(name: str) -> str:
    (found,) = cleantext.Pipeline.named(name).filters
    return f"{found.doc}\n"


def _listed() -> str:
    from cleantext.filters import ORDER

    width = max(len(each.name) for each in ORDER)
    return "".join(f"{each.name:{width}}  {each.summary}\n" for each in ORDER)
