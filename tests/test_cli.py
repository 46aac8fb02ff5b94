"""The command as a user runs it: in a process of its own, bytes in and bytes out."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from running import MODULE, environment, fork, run

import cleantext
from cleantext.filters import ORDER

SEEDS = Path(__file__).parent.parent / "seeds"
COMMAND = [str(Path(sysconfig.get_path("scripts")) / "cleantext")]
DAMAGED = "提升竞争力提升竞争力，，增强活力增强活力"
CLEAN = "提升竞争力，增强活力"
MUCH = b"0123456789abcde\n" * 20_000  # five times what a pipe holds


def start(env: Mapping[str, str] = {}) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(MODULE, stdin=pipe, stdout=pipe, stderr=pipe, env=environment(env))


@pytest.mark.parametrize("command", [COMMAND, MODULE], ids=["installed", "module"])
@pytest.mark.parametrize("args", [(), ("fix",)], ids=["bare", "fix"])
def test_piped_text_is_repaired(command: list[str], args: tuple[str, ...]) -> None:
    done = run(*args, given=DAMAGED.encode(), command=command)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, CLEAN, b"")


@pytest.mark.parametrize(
    "args",
    [("--script", "t2s"), ("fix", "--script", "t2s"), ("--script", "t2s", "fix")],
    ids=" ".join,
)
def test_the_script_is_converted_when_asked_for(args: tuple[str, ...]) -> None:
    given = "提升競爭力提升競爭力，，增強活力增強活力"
    assert fork(*args, given=given.encode()).stdout.decode() == CLEAN


def test_an_unknown_script_is_answered_with_those_there_are() -> None:
    done = run("--script", "zh", given=b"a")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "there is no OpenCC configuration 'zh'" in done.stderr.decode()
    assert "s2twp, t2hk" in done.stderr.decode()


@pytest.mark.parametrize("name", ["qinghai-magazine.gold.txt", "flattened-article.gold.txt"])
def test_what_is_clean_passes_unchanged(name: str) -> None:
    given = (SEEDS / name).read_bytes()
    assert fork(given=given).stdout == given


def test_the_command_does_what_the_library_does() -> None:
    given = (SEEDS / "qinghai-magazine.txt").read_bytes()
    assert run(given=given).stdout.decode() == cleantext.clean(given.decode())


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"\n",
        b"a\r\nb\r\n",
        b"a\rb",
        "无尾".encode(),
        b"\xef\xbb\xbfa\n",
        b"\xef\xbb\xbf",
    ],
    ids=["empty", "break", "crlf", "cr", "no last break", "bom", "only a bom"],
)
def test_line_ends_marks_and_a_missing_last_newline_stay(given: bytes) -> None:
    assert fork(given=given).stdout == given


def test_line_ends_of_several_kinds_become_one() -> None:
    assert fork(given=b"a\r\nb\rc\n\0d").stdout == b"a\nb\nc\nd"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    done = run(given=b"\xef\xbb\xbf" + DAMAGED.encode())
    assert done.stdout.decode() == f"\ufeff{CLEAN}"


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "gb18030"},
    ],
    ids=["C locale", "latin-1", "gb18030"],
)
def test_input_and_output_are_utf8_whatever_the_locale(env: dict[str, str]) -> None:
    done = run(given=DAMAGED.encode(), env=env)
    assert (done.returncode, done.stdout.decode()) == (0, CLEAN)
    described = run("filters", ORDER[0].name, env=env)
    assert (described.returncode, described.stdout.decode()) == (0, f"{ORDER[0].doc}\n")
    assert run("--help", env=env).returncode == 0


def test_what_is_not_utf8_is_refused_with_its_place() -> None:
    done = run(given="第一行\n".encode() + "第二行\n".encode("gb18030"))
    assert (done.returncode, done.stdout) == (2, b"")
    message = done.stderr.decode()
    assert "byte 0xb5 at offset 10, line 2" in message
    assert "iconv -f GB18030 -t UTF-8" in message
    assert "Traceback" not in message


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_early_is_no_error(unbuffered: str) -> None:
    process = start({"PYTHONUNBUFFERED": unbuffered})
    assert process.stdin
    assert process.stdout
    assert process.stderr
    with process:
        process.stdin.write(MUCH)
        process.stdin.close()
        assert process.stdout.readline() == b"0123456789abcde\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 128 + signal.SIGPIPE


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("filters",)], ids=" ".join)
def test_no_one_reading_is_no_error_either(args: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as out:
        done = run(*args, out=out)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


def test_a_large_text_comes_through_whole_without_a_buffer() -> None:
    assert run(given=MUCH, env={"PYTHONUNBUFFERED": "1"}).stdout == MUCH


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", [(), ("--help",)], ids=["fix", "help"])
def test_a_full_disk_is_reported(args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(*args, given=b"text\n", out=full)
    assert done.returncode == 2
    assert done.stderr.decode() == "cleantext: cannot read or write: No space left on device\n"


def test_ctrl_c_is_no_traceback() -> None:
    # whoever runs the tests in the background may have Ctrl-C ignored, and that is inherited
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = start()
    signal.signal(signal.SIGINT, before)
    assert process.stdin
    with process:
        process.stdin.write(bytes(1_000_000))  # more than a pipe holds: it is reading by then,
        time.sleep(0.5)  # and now it waits for more
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr
        assert process.stderr.read() == b""


LOADING = """
import os, signal, sys
from importlib.abc import MetaPathFinder

class Impatient(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "cleantext.cli":
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Impatient())
from cleantext.__main__ import main
main()
"""


def test_ctrl_c_while_it_loads_is_no_traceback() -> None:
    done = run("--help", command=[sys.executable, "-c", LOADING])
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def test_on_a_terminal_it_says_how_to_pipe() -> None:
    keyboard, terminal = pty.openpty()
    done = subprocess.run(MODULE, stdin=terminal, capture_output=True, check=False, timeout=60)
    os.close(keyboard)
    os.close(terminal)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "pdftotext magazine.pdf - | cleantext > out.txt" in done.stderr.decode()


def test_version() -> None:
    assert run("--version").stdout.decode() == f"cleantext {cleantext.__version__}\n"


def test_help_names_every_command() -> None:
    shown = run("--help").stdout.decode()
    assert "pdftotext magazine.pdf - | cleantext > out.txt" in shown
    assert "fix" in shown
    assert "filters" in shown


def test_help_loads_nothing_but_the_command() -> None:
    script = (
        "import sys, cleantext.cli; cleantext.cli.main(['--help']); "
        "print({name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names))"
    )
    done = run("-c", script, command=[sys.executable])
    loaded = set(eval(done.stdout.decode().splitlines()[-1]))
    assert {name for name in loaded if not name.startswith("_")} == {"cleantext"}


def test_filters_are_listed_a_line_each() -> None:
    lines = run("filters").stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == [each.name for each in ORDER]
    for line, each in zip(lines, ORDER, strict=True):
        assert line.endswith(each.summary)


@pytest.mark.parametrize("each", ORDER, ids=lambda each: each.name)
def test_a_filter_is_described_by_its_docstring(each: cleantext.Filter) -> None:
    assert fork("filters", each.name).stdout.decode() == f"{each.doc}\n"


def test_an_unknown_filter_is_answered_with_a_near_one() -> None:
    done = run("filters", "double")
    assert (done.returncode, done.stdout) == (2, b"")
    said = "cleantext: there is no filter 'double'; did you mean 'doubled'?\n"
    assert done.stderr.decode() == said


def test_an_unknown_command_is_answered_with_the_usage() -> None:
    done = run("magazine.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "usage: cleantext < damaged.txt > clean.txt" in done.stderr.decode()
