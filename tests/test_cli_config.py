"""Settings from a file: found, checked, beaten by the command line, shown."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from running import fork, run

from cleantext import cli
from cleantext.cli import options

DAMAGED = "提升竞争力提升竞争力，，增强活力增强活力,好"
UNDOUBLED = "提升竞争力，增强活力,好"
ABOVE = Path("..", "..")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder two below the one where files of settings are."""
    (tmp_path / "one/two").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "one/two")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def test_the_nearest_file_counts_and_the_own_one_before_the_shared(here: Path) -> None:
    write(here / "pyproject.toml", '[tool.cleantext]\nfield = "shared"\n')
    assert options.read(["check"]).field == "shared"
    write(here / "cleantext.toml", 'field = "own"\n')
    assert options.read(["check"]).field == "own"
    write(here / "one/pyproject.toml", "[tool.cleantext]\nfield = 'nearer'\n")
    assert options.read(["check"]).field == "nearer"
    write(here / "one/two/pyproject.toml", "# nothing about cleantext\n[tool.ruff]\nx = 1")
    assert options.read(["check"]).field == "nearer"
    assert options.read(["check", "--isolated"]).field is None
    assert options.read(["check", "--config", str(here / "cleantext.toml")]).field == "own"
    assert options.read(["check", "--field", "said"]).field == "said"


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        ("", ("doubled,wraps", "width", "script")),
        ("--select gaps", ("gaps", "", "")),
        ("--ignore wraps", ("doubled,wraps", "wraps", "script")),
        ("--with width", ("doubled,wraps", "", "width")),
    ],
)
def test_the_command_line_beats_the_file(here: Path, args: str, wanted: tuple[str, ...]) -> None:
    names = 'select = ["doubled", "wraps"]\nignore = "width"\nwith = ["script"]\nquiet = true'
    write(here / "cleantext.toml", names)
    asked = options.read(["check", *args.split()])
    assert (
        tuple(",".join(each or ()) for each in (asked.select, asked.ignore, asked.also)) == wanted
    )
    assert (asked.quiet, options.read(["check", "--verbose"]).quiet) == (True, False)


def test_it_holds_in_every_mode_and_for_what_is_piped(here: Path) -> None:
    write(here / "cleantext.toml", 'select = ["doubled"]\nencoding = "gb18030"\n')
    given, wanted = DAMAGED.encode("gb18030"), UNDOUBLED.encode("gb18030")
    assert run(given=given, cwd=here / "one").stdout == wanted
    assert fork("fix", "-", given=given, cwd=here).stdout == wanted
    assert fork("check", given=given, cwd=here).stdout.endswith(b"(doubled 3)\n")
    assert fork("diff", given=given, cwd=here).stdout.decode().count("{+") == 0
    assert fork("explain", given=given, cwd=here).stdout.count(b": doubled: ") == 3
    assert fork("filters", cwd=here).returncode == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", "cleantext.toml: there is no key 'selct'; did you mean 'select'?"),
        ("skip_bad = true", "there is no key 'skip_bad'; did you mean 'skip-bad'?"),
        ("in-place = true", "cleantext.toml: in-place is for the command line only: --in-place"),
        ('jobs = "2"', 'cleantext.toml: jobs must be a whole number, not "2"'),
        ("jobs = true", "jobs must be a whole number, not true"),
        ("quiet = 1", "quiet must be true or false, not 1"),
        ("field = ['a']", 'field must be a text, not ["a"]'),
        ("select = [1]", "select must be a list of texts, not [1]"),
        ("with = 'scrip'", "with: there is no filter 'scrip'; did you mean 'script'?"),
        ("format = 'json'", "format: there is no value 'json'; did you mean 'jsonl'? there are"),
        ("encoding = 'utf9'", "encoding: there is no text encoding 'utf9'"),
        ("script = 's2'", "script: there is no OpenCC configuration 's2'"),
        ("a = ", "cleantext.toml is no TOML: Invalid value (at end of document)"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    here: Path, capfd: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    write(here / "one/two/cleantext.toml", text)
    assert cli.main(["check", "a.txt"]) == 2
    said = capfd.readouterr().err
    assert message in said
    assert said.startswith("cleantext: cleantext.toml")


def test_a_mistake_in_the_shared_file_names_the_table(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(here / "pyproject.toml", "[tool.cleantext]\njobs = 1.5")
    assert cli.main(["check"]) == 2
    place = ABOVE / "pyproject.toml"
    said = f"cleantext: {place}: tool.cleantext.jobs must be a whole number, not 1.5\n"
    assert capfd.readouterr().err == said
    for named, message in {
        "x.toml": "x.toml: No such file",
        "pyproject.toml": "has no table",
    }.items():
        write(here / "one/two/pyproject.toml", "")
        assert cli.main(["check", "--config", named]) == 2
        assert message in capfd.readouterr().err


def test_config_shows_what_is_in_force_and_where_it_comes_from(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(here / "cleantext.toml", 'select = "doubled"\nencoding = "gb18030"')
    assert cli.main(["config", "--jobs", "2"]) == 0
    shown = capfd.readouterr().out
    lines = [line.rsplit("  # ", 1) for line in shown.splitlines()]
    came = {setting.strip(): place for setting, place in lines}
    file = ABOVE / "cleantext.toml"
    assert came['select = ["doubled"]'] == f"{file}: select"
    assert came['encoding = "gb18030"'] == f"{file}: encoding"
    assert (came["jobs = 2"], came["# ignore"]) == ("command line", "default")
    write(here / "one/two/cleantext.toml", shown)  # what is shown is such a file
    assert options.read(["check"]).select == ["doubled"]


def test_no_file_means_no_toml(here: Path) -> None:
    write(here / "pyproject.toml", "[project]\nname = 'x'")
    script = "import sys; from cleantext.cli import options; options.read(['check'])"
    done = run(
        "-c", f"{script}; print('tomllib' in sys.modules)", command=[sys.executable], cwd=here
    )
    assert done.stdout == b"False\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("chekc", "there is no command 'chekc'; did you mean 'check'?"),
        ("check --selct a", "there is no option --selct; did you mean --select?"),
        ("--selct=a", "there is no option --selct; did you mean --select?"),
        ("check --xyz", "there is no option --xyz; cleantext check --help lists them"),
        ("--sel doubled", "there is no option --sel; did you mean --select?"),
        ("fix --format jsnol", "--format 'jsnol'; did you mean 'jsonl'? there are: text, "),
        ("filters a b", "'b' is one too many"),
        ("a.txt", "to repair a.txt: cleantext fix a.txt"),
    ],
)
def test_a_wrong_word_is_answered_with_a_near_one(
    here: Path, capfd: pytest.CaptureFixture[str], args: str, message: str
) -> None:
    write(here / "one/two/a.txt", "")
    assert cli.main(args.split()) == 2
    usage, *_, last = capfd.readouterr().err.splitlines()
    assert usage.startswith("usage: cleantext")
    assert message in last


def test_a_value_may_be_called_like_a_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert options.read(["--field", "score"]).field == "score"
    assert options.read(["--script", "t2s", "check"]).script == "t2s"
    assert cli.main(["--quiet", "--help"]) == 0
    assert "usage: cleantext fix" in capfd.readouterr().out
