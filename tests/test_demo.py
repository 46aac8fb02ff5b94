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
    assert "  - 省⏎委⏎省⏎政⏎府⏎高⏎度⏎重⏎视⏎劳⏎模⏎工⏎作\n" in shown
    assert "  + 省委省政府高度重视劳模工作\n" in shown
    assert all(f"| {name} " in shown for name in ("doubled", "vertical", "letterspacing"))
