"""Progress on the terminal: a bar where somebody watches, a line now and then where not."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from joindots.run import Progress, Silent

# Where nobody watches (a log), one line in this many seconds tells that the run is alive.
LINE_SECONDS = 10.0


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Progress]:
    """Progress on standard error while the block runs; gone from a terminal afterwards."""
    console = Console(stderr=True)
    if quiet:
        yield Silent()
    elif not console.is_terminal:
        yield _Lines()
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Bars(*columns, console=console, transient=True) as bars:
            yield _Bars(bars)


class _Bars:
    """One bar a stage."""

    def __init__(self, bars: Bars) -> None:
        self.bars = bars
        self.tasks: dict[str, object] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self.tasks:
            self.tasks[stage] = self.bars.add_task(stage, total=total)
        self.bars.update(self.tasks[stage], completed=done, total=total)  # type: ignore[arg-type]


class _Lines:
    """A line at most every few seconds."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.last >= LINE_SECONDS:
            self.last = now
            sys.stderr.write(f"joindots: {stage} {done}/{total}\n")
            sys.stderr.flush()
