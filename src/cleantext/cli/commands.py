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

or the files it is given: cleantext fix damaged.txt. cleantext --help says more.
"""


def fix(asked: Namespace) -> int:
    """Repair files, or what is piped in."""
    if _nothing_given(asked):
        return 2
    from cleantext.cli import fix

    return fix.run(asked)


def check(asked: Namespace) -> int:
    """Tell which files would change."""
    if _nothing_given(asked):
        return 2
    from cleantext.cli import look

    return look.check(asked)


def diff(asked: Namespace) -> int:
    """Show what would change."""
    if _nothing_given(asked):
        return 2
    from cleantext.cli import look

    return look.diff(asked)


def explain(asked: Namespace) -> int:
    """List each repair."""
    if _nothing_given(asked):
        return 2
    from cleantext.cli import look

    return look.explain(asked)


def undo(asked: Namespace) -> int:
    """Give repaired files back as they were."""
    if _nothing_given(asked):
        return 2
    from cleantext.cli import undo

    return undo.run(asked)


def filters(asked: Namespace) -> int:
    """List the filters, or describe one."""
    streams.write(_described(asked.name) if asked.name else _listed())
    return 0


def score(asked: Namespace) -> int:
    """Print how far texts are from their gold texts."""
    from cleantext.cli import score

    streams.write(score.run(asked))
    return 0


def config(asked: Namespace) -> int:
    """Print what is in force, and where it comes from."""
    from cleantext.cli import config, options

    streams.write("".join(config.shown(asked, options.built().modes["config"])))
    return 0


def completion(asked: Namespace) -> int:
    """Print what makes a shell complete."""
    from cleantext.cli.completion import script

    streams.write(script(asked.shell))
    return 0


def _nothing_given(asked: Namespace) -> bool:
    """Whether there is no file and nobody pipes; then it says what to do."""
    nothing = not asked.files and not streams.piped_in()
    if nothing:
        sys.stderr.write(HOW_TO_PIPE)
    return nothing


def _described(name: str) -> str:
    (found,) = cleantext.Pipeline.named(name).filters
    return f"{found.doc}\n"


def _listed() -> str:
    from cleantext.filters import ORDER

    width = max(len(each.name) for each in ORDER)
    return "".join(f"{each.name:{width}}  {each.summary}\n" for each in ORDER)
