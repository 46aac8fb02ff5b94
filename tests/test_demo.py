"""What `make demo` shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).parent.parent / "benchmarks/demo.py"


def test_demo_shows_places_and_counts() -> None:
    utf8 = {**os.environ, "PYTHONUTF8": "1"}
    run = [sys.executable, str(DEMO)]
    done = subprocess.run(run, capture_output=True, check=True, timeout=120, env=utf8)
    shown = done.stdout.decode()
    assert shown.count("\n  - ") == shown.count("\n  + ") == 6
    before, after = (re.findall(rf"^  {sign} (.*)$", shown, re.MULTILINE) for sign in "-+")
    assert [line.replace("⏎", "").replace(" ", "") for line in before] != before
    assert all("⏎" not in line for line in after)
    names = ("doubled", "furniture", "vertical", "letterspacing", "wraps", "gaps")
    assert all(f"| {name} " in shown for name in names)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    utf8 = {**os.environ, "PYTHONUTF8": "1"}
    reading, writing = os.pipe()
    os.close(reading)
    run = [sys.executable, str(DEMO)]
    done = subprocess.run(run, stdout=writing, stderr=subprocess.PIPE, check=False, env=utf8)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
