"""What `make demo` shows."""

import os
import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).parent.parent / "benchmarks/demo.py"


def test_demo_shows_places_and_counts() -> None:
    utf8 = {**os.environ, "PYTHONUTF8": "1"}
    run = [sys.executable, str(DEMO)]
    done = subprocess.run(run, capture_output=True, check=True, timeout=120, env=utf8)
    shown = done.stdout.decode()
    assert "  - 在劳模疗休养团学习贯彻习近平总书记在劳模疗休养团学习贯彻习近平总书记\n" in shown
    assert "  + 在劳模疗休养团学习贯彻习近平总书记\n" in shown
    assert "| doubled |" in shown
