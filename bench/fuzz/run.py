"""Fuzz every reader and the labeller, as long as asked.

    make fuzz                                                         each for 30 minutes

    .venv/bin/python bench/fuzz/run.py --seconds 60 --only pdf --only mail

Corpora are kept in `bench/fuzz/corpora/` (not tracked), so that the next run goes on where this one stopped. Needs
atheris (requirements/fuzz.txt).
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from seeds import SEEDS

HERE = Path(__file__).resolve().parent
CORPORA = HERE / "corpora"
LABELLER = "labels"
MOST_BYTES = 20_000
"""Of an input; longer ones slow fuzzing and find little more."""

STUCK_SECONDS = 600
"""By the clock, for what hangs inside a library in C; the target itself counts processor time."""

MOST_MEGABYTES = 2048
_EXECUTED = re.compile(r"^#(\d+)\s.*?\bcov: (\d+)", re.MULTILINE)


def fuzz(name: str, seconds: int) -> bool:
    """Fuzz one target and print a line; whether it held."""
    corpus = CORPORA / name
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / "seed").write_bytes(SEEDS["text" if name == LABELLER else name][1]())
    command = [
        sys.executable, str(HERE / "target.py"), name, str(corpus), f"-max_total_time={seconds}",
        f"-max_len={MOST_BYTES}",
        f"-timeout={STUCK_SECONDS}", f"-rss_limit_mb={MOST_MEGABYTES}", f"-artifact_prefix={CORPORA}/{name}-",
    ]  # fmt: skip
    result = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace", cwd=HERE)
    log = CORPORA / f"{name}.log"
    log.write_text(result.stdout + result.stderr, "utf-8")
    executed, coverage = (_EXECUTED.findall(result.stderr) or [("0", "0")])[-1]
    held = result.returncode == 0
    failures = CORPORA / f"{name}.failures"
    kinds = len(failures.read_text("utf-8").splitlines()) if failures.exists() else 0
    verdict = "ok  " if held else "FAIL"
    print(
        f"{verdict} {name:14} {int(executed):>9,} inputs, coverage {coverage}, {kinds} kinds of library errors refused",
        flush=True,
    )
    if not held:
        print(f"     see {log.relative_to(HERE)} and {name}-* beside it", flush=True)
    return held


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz; the exit status is 1 where a target crashed or hung."""
    parser = argparse.ArgumentParser(description="Fuzz every reader and the labeller.")
    parser.add_argument("--seconds", type=int, default=1800, help="for each target")
    parser.add_argument("--only", action="append", help="this target; repeatable")
    parser.add_argument("--jobs", type=int, default=2, help="targets at a time")
    options = parser.parse_args(arguments)
    names = options.only or [*SEEDS, LABELLER]
    with ThreadPoolExecutor(options.jobs) as pool:
        return int(not all(list(pool.map(partial(fuzz, seconds=options.seconds), names))))


if __name__ == "__main__":
    sys.exit(main())
