"""Fifty kills at random moments for each kind of work on a case: reading, migrating, deleting, exporting.

    .venv/bin/python bench/kills/run.py
    .venv/bin/python bench/kills/run.py --kills 20 --seed 3

After each kill nothing that was committed may be lost and nothing doubled, and the same work done again has to end in
the same account, byte for byte. The tests do the same with fewer (`tests/run/test_kills.py`). Printed is how many of
the tries were killed; the others had ended before.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run them; the exit status is that of the tests."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--kills", type=int, default=50, help="of each kind")
    options.add_argument("--seed", type=int, default=7, help="of the moments")
    chosen = options.parse_args()
    command = [sys.executable, "-m", "pytest", "tests/run/test_kills.py", "-v", "-rP", "--no-header", "-n", "0"]
    command += ["--kills", str(chosen.kills), "--kill-seed", str(chosen.seed)]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    print(f"kills: {chosen.kills} of each kind, {'all survived' if status == 0 else 'not all survived'}")
    return status


if __name__ == "__main__":
    sys.exit(main())
