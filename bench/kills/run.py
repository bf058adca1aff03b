"""Fifty kills at random moments for each kind of work on a case: reading, migrating, deleting, exporting.

    .venv/bin/python bench/kills/run.py

The tests do the same with fewer (`tests/run/test_kills.py`).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50


def main() -> int:
    """Run them; the exit status is that of the tests."""
    command = [sys.executable, "-m", "pytest", "tests/run/test_kills.py", "-v", "--no-header", "--kills", str(KILLS)]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    print(f"kills: {KILLS} of each kind, {'all survived' if status == 0 else 'not all survived'}")
    return status


if __name__ == "__main__":
    sys.exit(main())
