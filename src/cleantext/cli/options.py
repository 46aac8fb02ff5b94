"""The options of each command, and what `--help` says."""

from __future__ import annotations

from argparse import (
    SUPPRESS,
    ArgumentParser,
    Namespace,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from collections.abc import Callable, Sequence
from typing import Final

from cleantext import __version__
from cleantext.cli import commands
from cleantext.cli.formats import FORMATS

USAGE = """cleantext < damaged.txt > clean.txt
       cleantext COMMAND [OPTION ...] [FILE ...]
       cleantext --help | --version"""

DESCRIPTION = """\
Repair what PDF extraction and OCR do to text. Piped text comes out repaired;
line ends, a byte order mark and a missing last newline stay as they were.

    pdftotext magazine.pdf - | cleantext > out.txt
    cleantext check novels/
    cleantext diff chapter.txt
    cleantext fix --in-place --backup .bak novels/
    cleantext fix shard.jsonl.gz --field text -o clean/"""

EPILOGUE = """\
FILE is a file, a folder (its .txt and .md files, and those below) or a pattern
such as 'books/**/*.txt'. cleantext COMMAND --help tells the options.

Exit codes: 0 done; 1 only of check and diff: something would change; 2
something was wrong, and what it was about was not written."""

FIX = """\
Repair files. One file goes to standard output unless you say where; a file is
written beside its target and takes its place when it is whole.

    cleantext fix damaged.txt > clean.txt
    cleantext fix books/ -o clean/
    cleantext fix --in-place --trail undo.jsonl books/*.txt"""

CHECK = """\
Tell which files would change, a line each. Nothing is written. Exit code 1 if
any would, 0 if none, 2 if something was wrong."""

DIFF = """\
Show what would change: each place in its context, [-gone-]{+come+}, in colours
on a terminal. A line end shows as ⏎. Exit code as of check."""

EXPLAIN = """\
List each repair: file, line and column in the text as it came, the filter,
what was there and what comes there. In JSON Lines and tables the line is the
record's and the column counts the characters of the field."""

UNDO = """\
Give back what `fix --trail TRAIL` repaired, byte for byte. The files must be
as fix left them; a packed file gets its contents back.

    cleantext undo --trail undo.jsonl --in-place books/*.txt"""

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

COMMANDS: Final = ("fix", "check", "diff", "explain", "undo", "filters", "score")


def read(argv: Sequence[str]) -> Namespace:
    """What the arguments ask for. Without a command they are those of `fix`."""
    bare = not {"-h", "--help", "--version", *COMMANDS} & set(argv)
    if bare and (not argv or argv[0].startswith("-")):
        argv = ["fix", *argv]
    return _parser().parse_args(argv)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "cleantext",
        usage=USAGE,
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cleantext {__version__}")
    _add_script(parser, None)
    modes = parser.add_subparsers(title="commands", metavar="COMMAND", prog="cleantext")
    _add_fix(modes)
    for name, run, text in (("check", commands.check, CHECK), ("diff", commands.diff, DIFF)):
        mode = _mode(modes, name, run, text)
        _add_reading(mode)
        if name == "diff":
            mode.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    explain = _mode(modes, "explain", commands.explain, EXPLAIN)
    _add_reading(explain)
    explain.add_argument("--json", action="store_true", help="print JSON Lines")
    _add_undo(modes)
    filters = _mode(modes, "filters", commands.filters, "List the filters, or describe one.")
    filters.add_argument("name", nargs="?", metavar="NAME", help="the filter to describe")
    _add_score(modes)
    return parser


def _mode(
    modes: _SubParsersAction[ArgumentParser],
    name: str,
    run: Callable[[Namespace], int],
    description: str,
) -> ArgumentParser:
    """A command; in the list of commands stands its first sentence."""
    first = description.partition(".")[0].partition(":")[0].replace("\n", " ")
    mode = modes.add_parser(
        name,
        help=first[0].lower() + first[1:],
        description=description,
        formatter_class=RawDescriptionHelpFormatter,
    )
    mode.set_defaults(run=run)
    return mode


def _add_reading(mode: ArgumentParser) -> None:
    """What every command that repairs can be told."""
    add = mode.add_argument
    add("files", nargs="*", metavar="FILE", help="standard input if there is none, or for -")
    add("--select", action="append", metavar="NAMES", help="only these filters: doubled,width")
    add("--ignore", action="append", metavar="NAMES", help="all filters but these")
    add("--with", action="append", dest="also", metavar="NAMES", help="these filters as well")
    add("--protect", action="append", metavar="REGEX", help="never change what this matches")
    _add_script(mode, SUPPRESS)  # unasked here, what was asked before the command stays
    add("--encoding", default="utf-8", metavar="NAME", help="gb18030, big5, utf-16, ... or auto")
    add("--errors", choices=("strict", "replace"), default="strict", help="undecodable bytes")
    add("--format", choices=FORMATS, help="what the name does not tell")
    add("--field", metavar="NAME", help="the field or column with the text (default: text)")
    add("--skip-bad", action="store_true", help="pass bad lines of JSON through")
    _add_talk(mode)


def _add_script(parser: ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--script",
        metavar="CONFIG",
        default=default,
        help="then convert by OpenCC: t2s, s2t, s2twp, ...",
    )


def _add_talk(mode: ArgumentParser) -> None:
    talk = mode.add_mutually_exclusive_group()
    talk.add_argument("-q", "--quiet", action="store_true", help="tell errors only")
    talk.add_argument("-v", "--verbose", action="store_true", help="tell about every file")


def _add_writing(mode: ArgumentParser) -> None:
    add = mode.add_argument
    add("-o", "--out", metavar="FILE|FOLDER", help="where to write; a folder for several files")
    add("-i", "--in-place", action="store_true", help="put the files in the place of the old ones")
    add("--backup", metavar="SUFFIX", help="keep the old ones under their name and this")
    add("--resume", action="store_true", help="leave alone what -o has already")


def _add_fix(modes: _SubParsersAction[ArgumentParser]) -> None:
    mode = _mode(modes, "fix", commands.fix, FIX)
    _add_reading(mode)
    _add_writing(mode)
    add = mode.add_argument
    add("--trail", metavar="TRAIL", help="write what undo needs to this new file; runs one job")
    add("-j", "--jobs", type=int, default=1, metavar="N", help="so many processes, 0 for all")
    add("--no-progress", action="store_true", help="no bar, even on a terminal")


def _add_undo(modes: _SubParsersAction[ArgumentParser]) -> None:
    mode = _mode(modes, "undo", commands.undo, UNDO)
    mode.add_argument("files", nargs="*", metavar="FILE", help="standard input if there is none")
    mode.add_argument("--trail", metavar="TRAIL", required=True, help="what fix wrote")
    _add_writing(mode)
    _add_talk(mode)


def _add_score(modes: _SubParsersAction[ArgumentParser]) -> None:
    mode = _mode(modes, "score", commands.score, SCORE)
    add = mode.add_argument
    add("gold", metavar="GOLD", help="what the texts should read like")
    add("files", nargs="*", metavar="FILE", help="the texts; standard input if there is none")
    add("--raw", help="what the texts were made from: tells what was newly lost")
    add("--worst", type=int, default=0, metavar="N", help="show the N worst places")
    add("--json", action="store_true", help="print JSON instead of a table")
