"""Every hostile input by itself, as a user would read it: how it ends, how long it takes, what it takes.

    .venv/bin/python bench/hostile/run.py [NAME ...]

Each is read by `joindots read` in a process of its own beside one sound report, so that an account is written in any
case. Measured are the seconds by the clock and the memory of the process and its children together; checked, that
nothing is written but under `--out`, and that `joindots verify` accepts what is.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from joindots.account import decode_account
from joindots.model import Account

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests" / "hostile"))

from hostile_cases import cases, stored_name  # noqa: E402 - the tests' own cases

MOST_SECONDS = 10.0
MOST_MEGABYTES = 600
MOST_INPUT_BYTES = 1_000_000
"""The limits hold for inputs up to this size."""

PAGE_KILOBYTES = os.sysconf("SC_PAGE_SIZE") / 1024
KEEP_WAITING = 0.05  # seconds between two looks at the memory
GIVE_UP = 120  # seconds


class Measured(msgspec.Struct, frozen=True):
    """What became of one input."""

    name: str
    ended: str
    expected: bool
    size: int
    seconds: float
    megabytes: float
    trouble: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether it ended otherwise than it should."""
        small = self.size <= MOST_INPUT_BYTES
        return bool(
            self.trouble
            or not self.expected
            or (small and (self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES))
        )


def tree_megabytes(process: int) -> float:
    """Memory that a process and all its children hold, shared pages counted once a process that holds them."""
    total = 0.0
    for listed in [process, *children_of(process)]:
        try:
            fields = Path(f"/proc/{listed}/statm").read_text(encoding="ascii").split()
        except OSError:
            continue
        total += int(fields[1]) * PAGE_KILOBYTES / 1024
    return total


def children_of(process: int) -> list[int]:
    """Ids of all below a process."""
    found: list[int] = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            below = [int(each) for each in file.read_text(encoding="ascii").split()]
        except OSError:
            continue
        for child in below:
            found += [child, *children_of(child)]
    return found


def ended(account: Account, name: str) -> str:
    """How an input ended, as in `tests/hostile`."""
    mine = re.compile(rf"{re.escape(name)}(?:#|~\d|\Z)")
    documents = [d for d in account.documents if mine.match(d.source)]
    rejections = [r for r in account.rejections if mine.match(r.source)]
    if documents:
        return "partly read" if rejections else "read"
    return next((r.outcome for r in rejections if r.source == name), rejections[0].outcome if rejections else "lost")


def measure(name: str, data: bytes, outcomes: frozenset[str], folder: Path) -> Measured:
    """Read one input."""
    pile, out = folder / "pile", folder / "out"
    pile.mkdir()
    (pile / "sound.txt").write_text("Two people were killed at Lowmark on Tuesday, police said.", encoding="utf-8")
    (pile / name).write_bytes(data)
    before = set(folder.rglob("*"))
    began, most = time.monotonic(), 0.0
    command = [sys.executable, "-m", "joindots", "read", str(pile), "--out", str(out), "--quiet"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        while process.poll() is None and time.monotonic() - began < GIVE_UP:
            most = max(most, tree_megabytes(process.pid))
            time.sleep(KEEP_WAITING)
        process.kill()
        said = process.stdout.read() if process.stdout else b""
    seconds = time.monotonic() - began
    trouble = [] if process.returncode == 0 else [f"exit {process.returncode}: {said.decode(errors='replace')[-300:]}"]
    trouble += [f"wrote {path}" for path in set(folder.rglob("*")) - before if out not in (path, *path.parents)]
    how = "nothing written"
    if process.returncode == 0:
        how = ended(decode_account((out / "account.json").read_bytes()), stored_name(name))
        trouble += verify(out)
    return Measured(name, how, how in outcomes, len(data), seconds, most, tuple(trouble))


def verify(out: Path) -> list[str]:
    """What `joindots verify` has against an account."""
    command = [sys.executable, "-m", "joindots", "verify", str(out)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return [] if done.returncode == 0 else [f"verify: {(done.stdout + done.stderr)[-300:]}"]


def main() -> int:
    """Print a line for each input; the exit status is 1 where one ends otherwise than it should."""
    chosen = sys.argv[1:]
    failures, slowest, largest = 0, 0.0, 0.0
    for case in cases():
        name = os.fsdecode(case.name)
        if chosen and name not in chosen:
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = measure(name, case.build(1.0), case.outcomes, Path(folder))
        failures += found.failed
        if found.size <= MOST_INPUT_BYTES:
            slowest, largest = max(slowest, found.seconds), max(largest, found.megabytes)
        mark = "WRONG" if found.failed else "ok"
        shown = re.sub(r"[^ -~]", "?", name)[:40]
        size = found.size // 1000
        print(
            f"{mark:<6}{shown:<41}{found.ended:<13}{size:>5} kB {found.seconds:6.1f} s {found.megabytes:6.0f} MB",
            flush=True,
        )
        for each in found.trouble:
            print(f"        {each}")
    print(
        f"{failures} end otherwise than they should; at most {slowest:.1f} s and {largest:.0f} MB for inputs up to 1 MB"
    )
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
