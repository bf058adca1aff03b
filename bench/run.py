"""All measurements, one after the other: `make bench`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEASUREMENTS = (
    HERE / "speed" / "run.py",
    HERE / "speed" / "throughput.py",
    HERE / "speed" / "extracting.py",
    HERE / "speed" / "joining.py",
    HERE / "hostile" / "run.py",
    HERE / "kills" / "run.py",
    HERE / "quality" / "measure.py",
    HERE / "quality" / "flattened.py",
    HERE / "quality" / "stances.py",
    HERE / "quality" / "coreference.py",
    HERE / "planted" / "measure.py",
)


def main() -> int:
    """Run each in its own process; the exit status is 1 where one fails."""
    return max(int(subprocess.run([sys.executable, script], check=False).returncode != 0) for script in MEASUREMENTS)


if __name__ == "__main__":
    sys.exit(main())
