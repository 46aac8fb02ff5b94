"""The command line: `pdftotext magazine.pdf - | cleantext > out.txt`."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from typing import Final

from cleantext import CleantextError, __version__
from cleantext.cli import commands, streams

FAILED: Final = 2
INTERRUPTED: Final = 130  # what a shell reports for a program ended by Ctrl-C
CLOSED_PIPE: Final = 141  # what a shell reports for a filter whose reader has gone

USAGE = """cleantext < damaged.txt > clean.txt
       cleantext --script CONFIG < damaged.txt > clean.txt
       cleantext filters [NAME]
       cleantext score GOLD [FILE ...]
       cleantext --help | --version"""

DESCRIPTION = """\
Repair what PDF extraction and OCR do to text. Reads standard input, writes
standard output; UTF-8, line ends kept as they are.

    pdftotext magazine.pdf - | cleantext > out.txt"""

SCORE = """\
Tell how far repaired texts are from their gold texts. Blanks never count.

GOLD, and RAW, may be a folder: it holds a file of the same name for each FILE.

  CER          errors for each character of gold: replaced, lost and stray ones
  paragraphs   gold paragraphs that came out exactly; a paragraph is a line
  precision    breaks between paragraphs that are right
  recall       breaks of the gold text that are there
  lost, stray  characters of gold missing, others left, per 10,000 of gold
  newly lost   of what RAW had, per 10,000 of gold
  exact        texts that are equal to their gold text

    cleantext < raw.txt | cleantext score gold.txt --raw raw.txt --worst 5"""

EPILOGUE = "Exit codes: 0 done, 2 something was wrong and nothing was written."


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
    streams.abandon_output()
    return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as done:  # argparse has answered: help, version or a mistake
        if sys.stdout is not None:
            sys.stdout.flush()
        return int(done.code or 0)
    code: int = asked.run(asked)
    return code


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "cleantext",
        usage=USAGE,
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cleantext {__version__}")
    parser.set_defaults(run=commands.fix)
    _add_script(parser, None)
    modes = parser.add_subparsers(title="commands", metavar="COMMAND", prog="cleantext")
    fix = modes.add_parser("fix", help="repair what is piped in (as without a command)")
    fix.set_defaults(run=commands.fix)
    _add_script(fix, SUPPRESS)  # unasked here, what was asked before the command stays
    filters = modes.add_parser("filters", help="list the filters, or describe one")
    filters.add_argument("name", nargs="?", metavar="NAME", help="the filter to describe")
    filters.set_defaults(run=commands.filters)
    score = modes.add_parser(
        "score",
        help="tell how far repaired texts are from their gold texts",
        description=SCORE,
        formatter_class=RawDescriptionHelpFormatter,
    )
    _add_score_options(score)
    return parser


def _add_script(parser: ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--script",
        metavar="CONFIG",
        default=default,
        help="then convert by OpenCC: t2s, s2t, s2twp, ...",
    )


def _add_score_options(score: ArgumentParser) -> None:
    add = score.add_argument
    add("gold", metavar="GOLD", help="what the texts should read like")
    add("files", nargs="*", metavar="FILE", help="the texts; standard input if there is none")
    add("--raw", help="what the texts were made from: tells what was newly lost")
    add("--worst", type=int, default=0, metavar="N", help="show the N worst places")
    add("--json", action="store_true", help="print JSON instead of a table")
    score.set_defaults(run=commands.score)
