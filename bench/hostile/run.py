"""Every hostile input by itself, as a user would read it: how it ends, how long it takes, what it takes.

    .venv/bin/python bench/hostile/run.py [NAME ...]

Each is read by `joindots read` in a process of its own beside one sound report, so that an account is written in any
case. Measured are the processor time and the memory of the process and its children together, and the seconds by the
clock; checked, that nothing is written but under `--out`, and that `joindots verify` accepts what is. Processor time is
what counts, since a busy machine makes no input worse. It includes loading the language model, which the first line
shows by itself: the sound report alone.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

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
GIVE_UP = 300  # seconds by the clock
SOUND = "Two people were killed at Lowmark on Tuesday, police said."


class Measured(msgspec.Struct, frozen=True):
    """What became of one input."""

    name: str
    ended: str
    expected: bool
    size: int
    seconds: float
    clock: float
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


class Ran(msgspec.Struct, frozen=True):
    """What a process and all below it took: seconds of processor time and by the clock, memory at most."""

    status: int
    seconds: float
    clock: float
    megabytes: float


def run(command: list[str], folder: Path, said: IO[bytes]) -> Ran:
    """Run a command to its end, or until it is given up."""
    began, most = time.monotonic(), 0.0
    process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
    ended = 0
    while not ended:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if not ended:
            most = max(most, tree_megabytes(process.pid))
            time.sleep(KEEP_WAITING)
            if time.monotonic() - began > GIVE_UP:
                os.kill(process.pid, signal.SIGKILL)  # `process.kill` would take the status that we wait for
    process.returncode = os.waitstatus_to_exitcode(status)
    return Ran(process.returncode, used.ru_utime + used.ru_stime, time.monotonic() - began, most)


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
    (pile / "sound.txt").write_text(SOUND, encoding="utf-8")
    (pile / name).write_bytes(data)
    before = set(folder.rglob("*"))
    command = [sys.executable, "-m", "joindots", "read", str(pile), "--out", str(out), "--quiet"]
    with tempfile.TemporaryFile() as said:
        ran = run(command, folder, said)
        said.seek(0)
        end = said.read()[-300:].decode(errors="replace")
    trouble = [] if ran.status == 0 else [f"exit {ran.status}: {end}"]
    trouble += [f"wrote {path}" for path in set(folder.rglob("*")) - before if out not in (path, *path.parents)]
    how = "nothing written"
    if ran.status == 0:
        how = ended(decode_account((out / "account.json").read_bytes()), stored_name(name))
        trouble += verify(out)
    return Measured(name, how, how in outcomes, len(data), ran.seconds, ran.clock, ran.megabytes, tuple(trouble))


def verify(out: Path) -> list[str]:
    """What `joindots verify` has against an account."""
    command = [sys.executable, "-m", "joindots", "verify", str(out)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return [] if done.returncode == 0 else [f"verify: {(done.stdout + done.stderr)[-300:]}"]


def show(found: Measured) -> None:
    """Print a line, and what is wrong below it."""
    mark = "WRONG" if found.failed else "ok"
    shown = re.sub(r"[^ -~]", "?", found.name)[:40]
    print(
        f"{mark:<6}{shown:<41}{found.ended:<13}{found.size // 1000:>6} kB {found.seconds:6.1f} s"
        f" {found.clock:6.1f} s by the clock {found.megabytes:6.0f} MB",
        flush=True,
    )
    for each in found.trouble:
        print(f"        {each}")


def main() -> int:
    """Print a line for each input; the exit status is 1 where one ends otherwise than it should."""
    chosen = sys.argv[1:]
    failures, slowest, largest = 0, 0.0, 0.0
    alone = SOUND.encode()
    built = ((os.fsdecode(case.name), case.build, case.outcomes) for case in cases())
    listed = [("another.txt", lambda _: alone, frozenset({"read"})), *built]
    for name, build, outcomes in listed:
        if chosen and name not in chosen:
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = measure(name, build(1.0), outcomes, Path(folder))
        failures += found.failed
        if found.size <= MOST_INPUT_BYTES:
            slowest, largest = max(slowest, found.seconds), max(largest, found.megabytes)
        show(found)
    print(
        f"{failures} end otherwise than they should; at most {slowest:.1f} s of processor time"
        f" and {largest:.0f} MB for inputs up to 1 MB"
    )
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
