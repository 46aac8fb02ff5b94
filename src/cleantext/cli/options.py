"""The options of each command, and what `--help` says."""

from __future__ import annotations

from argparse import Namespace, _ActionsContainer, _SubParsersAction
from collections.abc import Callable, Sequence

from cleantext import __version__
from cleantext.cli import commands, config
from cleantext.cli.known import FORMATS
from cleantext.cli.parser import Parser

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
such as 'books/**/*.txt'. What it holds its name tells: .txt .text .md .markdown;
.jsonl .ndjson .csv .tsv .parquet .arrow .arrows .feather .ipc, of which --field
is repaired and which a folder gives once --field is named; each may be
packed: .gz .bz2 .xz .zst.

Options may stand in cleantext.toml or [tool.cleantext] of pyproject.toml: see
cleantext config --help. cleantext COMMAND --help tells the options of each.

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

CONFIG = """\
Print the settings in force, and where each comes from. The nearest file called
cleantext.toml counts, or the table [tool.cleantext] of a pyproject.toml, from
the current folder upwards. Its keys are called like the options below; the
command line beats it.

    encoding = "gb18030"
    select = ["doubled", "width"]"""

COMPLETION = """\
Print what makes a shell complete words on TAB. Put a line into its settings:

    eval "$(cleantext completion bash)"    in ~/.bashrc
    eval "$(cleantext completion zsh)"     in ~/.zshrc, behind compinit
    cleantext completion fish | source     in ~/.config/fish/config.fish"""

FILTERS = "List the filters, or describe one."
SHELLS = ("bash", "zsh", "fish")


def read(argv: Sequence[str]) -> Namespace:
    """What the arguments ask for, and the file of settings. Without a command it is `fix`."""
    argv = ["fix", *argv] if _bare(argv) else argv
    parser = built()
    mode, said = parser.read(argv)
    return config.settled(said, mode, parser.modes["config"], parser.modes["fix"])


def built() -> Parser:
    """The parser of all commands."""
    parser = Parser("cleantext", usage=USAGE, description=DESCRIPTION, epilog=EPILOGUE)
    parser.add_argument("--version", action="version", version=f"cleantext {__version__}")
    _add_script(parser)
    modes = parser.add_subparsers(
        title="commands", metavar="COMMAND", prog="cleantext", dest="command", required=True
    )
    _add_fix(modes)
    _add_reading(_mode(modes, "check", commands.check, CHECK))
    diff = _mode(modes, "diff", commands.diff, DIFF)
    _add_reading(diff)
    _add_colour(diff)
    explain = _mode(modes, "explain", commands.explain, EXPLAIN)
    _add_reading(explain)
    explain.add_argument("--json", action="store_true", help="print JSON Lines")
    _add_undo(modes)
    filters = _mode(modes, "filters", commands.filters, FILTERS, " [FILTER]")
    filters.add_argument("name", nargs="?", metavar="FILTER", help="the filter to describe")
    _add_score(modes)
    _add_config(modes)
    completion = _mode(modes, "completion", commands.completion, COMPLETION, " SHELL")
    completion.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    parser.keep_aside(dict(modes.choices))
    return parser


def _bare(argv: Sequence[str]) -> bool:
    """Whether no command is named."""
    if argv and argv[0] == "--script":
        argv = argv[2:]
    elif argv and argv[0].startswith("--script="):
        argv = argv[1:]
    return not argv or (argv[0].startswith("-") and argv[0] not in {"-h", "--help", "--version"})


def _mode(
    modes: _SubParsersAction[Parser],
    name: str,
    run: Callable[[Namespace], int],
    description: str,
    what: str = " [FILE ...]",
) -> Parser:
    """A command; in the list of commands stands its first sentence."""
    first = description.partition(".")[0].partition(":")[0].replace("\n", " ")
    about = first[0].lower() + first[1:]
    usage = f"cleantext {name} [OPTION ...]{what}"
    mode = modes.add_parser(name, help=about, description=description, usage=usage)
    mode.about = about
    mode.set_defaults(run=run)
    return mode


def _add_reading(mode: Parser) -> None:
    """What every command that repairs can be told."""
    help_ = "file, folder or pattern; standard input if there is none, or for -"
    mode.add_argument("files", nargs="*", metavar="FILE", help=help_)
    _add_settings(mode)


def _add_settings(mode: Parser) -> None:
    """What a file of settings may say as well, and which file that is."""
    filters = mode.add_argument_group("filters")
    add = filters.add_argument
    add("--select", action="append", metavar="NAMES", help="only these: doubled,width")
    add("--ignore", action="append", metavar="NAMES", help="all but these")
    add("--with", action="append", dest="also", metavar="NAMES", help="these as well")
    add("--protect", action="append", metavar="REGEX", help="never change what this matches")
    _add_script(filters)
    add = mode.add_argument_group("files").add_argument
    help_ = f"what the file's name does not tell: {', '.join(FORMATS)}"
    add("--format", choices=FORMATS, metavar="FORMAT", help=help_)
    add("--field", metavar="NAME", help="the field or column with the text (default: text)")
    add("--skip-bad", action="store_true", help="pass bad lines of JSON through")
    add("--encoding", default="utf-8", metavar="ENCODING", help="gb18030, big5, utf-16, ..., auto")
    errors = ("strict", "replace")
    help_ = "undecodable bytes: strict stops there (default), replace loses them"
    add("--errors", choices=errors, default=errors[0], metavar="HOW", help=help_)
    _add_talk(mode)
    add = mode.add_argument_group("settings").add_argument
    add("--config", metavar="TOML", help="this file, not the nearest cleantext.toml")
    add("--isolated", action="store_true", help="no file of settings at all")


def _add_script(group: _ActionsContainer) -> None:
    help_ = "then convert by OpenCC: t2s, s2t, s2twp, ..."
    group.add_argument("--script", metavar="CONFIG", help=help_)


def _add_talk(mode: Parser) -> None:
    talk = mode.add_argument_group("talk").add_mutually_exclusive_group()
    talk.add_argument("-q", "--quiet", action="store_true", help="tell errors only")
    talk.add_argument("-v", "--verbose", action="store_true", help="tell about every file")


def _add_colour(mode: Parser) -> None:
    when = ("auto", "always", "never")
    help_ = f"{', '.join(when)} (default: auto, on a terminal)"
    mode.add_argument("--color", choices=when, default=when[0], metavar="WHEN", help=help_)


def _add_writing(mode: Parser) -> None:
    add = mode.add_argument_group("writing").add_argument
    add("-o", "--out", metavar="PATH", help="where to write; a folder for several files")
    add("-i", "--in-place", action="store_true", help="put the files in the place of the old ones")
    add("--backup", metavar="SUFFIX", help="keep the old ones under their name and this")
    add("--resume", action="store_true", help="leave alone what -o has already")


def _add_work(mode: Parser) -> None:
    add = mode.add_argument_group("work").add_argument
    add("-j", "--jobs", type=int, default=1, metavar="N", help="so many processes, 0 for all")
    add("--no-progress", action="store_true", help="no bar, even on a terminal")


def _add_fix(modes: _SubParsersAction[Parser]) -> None:
    mode = _mode(modes, "fix", commands.fix, FIX)
    _add_writing(mode)
    help_ = "write what undo needs to this new file; runs one job"
    mode.add_argument("--trail", metavar="TRAIL", help=help_)
    _add_reading(mode)
    _add_work(mode)


def _add_undo(modes: _SubParsersAction[Parser]) -> None:
    mode = _mode(modes, "undo", commands.undo, UNDO)
    mode.add_argument("files", nargs="*", metavar="FILE", help="standard input if there is none")
    mode.add_argument("--trail", metavar="TRAIL", required=True, help="what fix wrote")
    _add_writing(mode)
    _add_talk(mode)


def _add_score(modes: _SubParsersAction[Parser]) -> None:
    mode = _mode(modes, "score", commands.score, SCORE, " GOLD [FILE ...]")
    add = mode.add_argument
    add("gold", metavar="GOLD", help="what the texts should read like")
    add("files", nargs="*", metavar="FILE", help="the texts; standard input if there is none")
    add("--raw", metavar="RAW", help="what the texts were made from: tells what was newly lost")
    add("--worst", type=int, default=0, metavar="N", help="show the N worst places")
    add("--json", action="store_true", help="print JSON instead of a table")


def _add_config(modes: _SubParsersAction[Parser]) -> None:
    mode = _mode(modes, "config", commands.config, CONFIG, "")
    _add_settings(mode)
    _add_work(mode)
    _add_colour(mode)
