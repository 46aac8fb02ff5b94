"""What the shells complete: scripts made from the parser, and bash asked as a user asks it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from cleantext.cli import options
from cleantext.cli.completion import script
from cleantext.cli.known import FORMATS
from cleantext.filters import ORDER

ASK = r"""
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_cleantext
printf '%s\n' "${COMPREPLY[@]}"
"""


def completed(*words: str) -> list[str]:
    """What bash offers for the last word."""
    asked = ["bash", "--norc", "-c", script("bash") + ASK, "bash", "cleantext", *words]
    return subprocess.run(asked, capture_output=True, check=True, text=True).stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_commands_options_and_values() -> None:
    assert completed("") == list(options.built().modes)
    assert completed("che") == ["check"]
    assert completed("check", "--sel") == ["--select"]
    assert completed("--enc") == ["--encoding"]  # what is piped is for `fix`
    assert "--jobs" not in completed("check", "--")
    assert completed("fix", "--select", "") == [each.name for each in ORDER]
    assert completed("fix", "--select", "doubled,wi") == ["doubled,width"]
    assert completed("fix", "--format", "=", "pa") == ["parquet"]
    assert completed("fix", "--format", "=") == list(FORMATS)
    assert completed("fix", "--script", "t2s") == ["t2s"]
    assert completed("fix", "--encoding", "gb1") == ["gb18030"]
    assert completed("filters", "dou") == ["doubled"]
    assert completed("completion", "f") == ["fish"]
    assert completed("fix", "-o", "") == completed("fix", "no") == []  # left to bash: files


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_option_is_known_to_every_shell(shell: str) -> None:
    text = script(shell)
    for name, mode in options.built().modes.items():
        assert name in text
        for action in mode.options():
            for option in action.option_strings:
                assert (f"-l {option[2:]}" if shell == "fish" else option) in text
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=text, check=True, text=True)
