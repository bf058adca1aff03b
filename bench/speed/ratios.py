"""What all measurements of speed share: processes that are measured, and ratios of two costs side by side."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

MEGABYTE = 1024  # kilobytes, as the system counts
_LOOK_SECONDS = 0.2  # between two looks at memory


class Cost(NamedTuple):
    """What a command took, with all processes below it: seconds of the processor and by the clock, megabytes."""

    processor: float
    clock: float
    megabytes: float = 0.0


class Ratio(Struct, frozen=True, kw_only=True):
    """Two measures side by side.

    Attributes:
        name: What is divided by what.
        reach: What it must not go beyond.
        goal: What it should not go beyond.
        ours: One number a repetition.
        bare: One number a repetition; one number alone stands beside all.
        unit: Of the numbers.
        note: What a reader has to know.
        least: Whether larger is better.
    """

    name: str
    reach: float
    goal: float
    ours: tuple[float, ...]
    bare: tuple[float, ...] = (1.0,)
    unit: str = "s of the processor"
    note: str = ""
    least: bool = False

    @property
    def value(self) -> float:
        """Median over median."""
        return statistics.median(self.ours) / statistics.median(self.bare)

    @property
    def is_held(self) -> bool:
        """Whether it is within reach."""
        return self.value >= self.reach if self.least else self.value <= self.reach


class Options(Struct, frozen=True, kw_only=True):
    """How large a measurement is.

    Attributes:
        reports: In a pile that is read.
        large: In the pile that is read twice.
        joined: Sizes of the piles that are joined without parsing.
        planted: Reports among which planted copies are looked for.
        repetitions: Of each measurement, where affordable.
    """

    reports: int = 500
    large: int = 2_000
    joined: tuple[int, ...] = (1_000, 10_000)
    planted: int = 100_000
    repetitions: int = 3


Measurement = Callable[[Options], Iterator[Ratio]]


@contextmanager
def open_workplace() -> Iterator[Path]:
    """A folder for piles and accounts; what Python compiles is kept in it, as it is where joindots is installed."""
    with tempfile.TemporaryDirectory(prefix="joindots-speed-") as folder:
        yield Path(folder)


def run(command: Sequence[str | Path], place: Path, *, memory: bool = False) -> Cost:
    """Run a command of this Python to its end.

    Args:
        command: After the name of the interpreter.
        place: From `open_workplace`.
        memory: Whether to look at the memory of all processes together: shared pages count once (PSS, Linux alone).

    Raises:
        CalledProcessError: It failed.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(place / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *map(str, command)], env=environment, stdout=subprocess.DEVNULL)
    peak = _Peak(process.pid)
    if memory:
        peak.start()
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    peak.is_over = True
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)))
    return Cost(usage.ru_utime + usage.ru_stime, clock, peak.megabytes)


class _Peak(threading.Thread):
    """Looks at the memory of a process and all below it, as long as they run."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.megabytes, self.is_over = pid, 0.0, False

    def run(self) -> None:
        """Look again and again."""
        while not self.is_over:
            self.megabytes = max(self.megabytes, sum(map(_read_memory, _list_tree(self.pid))) / MEGABYTE)
            time.sleep(_LOOK_SECONDS)


def _list_tree(pid: int) -> list[int]:
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(each for child in below for each in _list_tree(int(child)))]


def _read_memory(pid: int) -> int:
    """Kilobytes of a process, its share of shared pages included; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def print_ratios(ratios: Iterator[Ratio]) -> list[Ratio]:
    """Print each as it comes, both numbers with all repetitions; gives them back."""
    found = []
    for ratio in ratios:
        found.append(ratio)
        sign = "at least" if ratio.least else "at most"
        verdict = "held" if ratio.is_held else "MISSED"
        print(f"{ratio.value:8.3f}  {ratio.name}  ({sign} {ratio.reach}, go for {ratio.goal}): {verdict}")
        print(f"          {_tell(ratio.ours)} / {_tell(ratio.bare)} {ratio.unit}. {ratio.note}".rstrip(), flush=True)
    return found


def _tell(numbers: Sequence[float]) -> str:
    more = f" (median of {', '.join(f'{n:.3g}' for n in numbers)})" if len(numbers) > 1 else ""
    return f"{statistics.median(numbers):.4g}{more}"


def read_options(parser: argparse.ArgumentParser) -> tuple[Options, argparse.Namespace]:
    """Sizes from the command line; `--small` is a look that takes a few minutes."""
    parser.add_argument("--reports", type=int, help="of a pile that is read (500)")
    parser.add_argument("--large", type=int, help="of the pile that is read twice (2,000)")
    parser.add_argument("--joined", type=int, nargs="+", help="of the piles that are joined (1,000 10,000)")
    parser.add_argument("--planted", type=int, help="among which planted copies are looked for (100,000)")
    parser.add_argument("--repetitions", type=int, help="of each measurement (3)")
    parser.add_argument("--small", action="store_true", help="sizes for a look")
    given = parser.parse_args()
    base = (
        Options(reports=40, large=60, joined=(300, 1_000), planted=1_000, repetitions=1) if given.small else Options()
    )
    chosen = {
        "reports": given.reports,
        "large": given.large,
        "joined": tuple(sorted(given.joined)) if given.joined else None,
        "planted": given.planted,
        "repetitions": given.repetitions,
    }
    return msgspec.structs.replace(base, **{name: value for name, value in chosen.items() if value}), given


def main(measure: Measurement, about: str | None) -> int:
    """Measure and print; the exit status is 1 where a ratio is beyond reach."""
    options, _ = read_options(argparse.ArgumentParser(description=(about or "").splitlines()[0]))
    return int(not all(ratio.is_held for ratio in print_ratios(measure(options))))
