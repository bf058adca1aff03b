"""Where work is done. An engine is one verb: map a function over blocks, results in order."""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final, Literal, Protocol, Self, TypeVar, cast

from msgspec import Struct

from joindots.run.children import CAN_START
from joindots.run.pools import Task, WorkerPool


class Timed(Protocol):
    """A block of work that tells how long it may take."""

    @property
    def seconds(self) -> float:
        """By the clock; whoever works on it for longer is taken for hung. Generous: it decides what is rejected."""


Block = TypeVar("Block", bound=Timed)
Given = TypeVar("Given")
Result = TypeVar("Result")

# A second process pays for its start (1.5 s for the language model) when there are about ten seconds of parsing to
# share; the small pipeline reads about 30,000 characters a second (measured on two cores).
CHARACTERS_A_WORKER = 300_000

# From here on one worker is a process, too, so that a report that ends it ends nothing else. That costs .6 s of
# processor time: 3 % of 100 made-up reports (230,000 characters), but 18 % of 30 and 36 % of one.
CHARACTERS_APART = 150_000


Reason = Literal["It ends whatever process works on it.", "It takes too long to work on."]
ENDED: Final = "It ends whatever process works on it."
HUNG: Final = "It takes too long to work on."


class Lost(Struct, frozen=True):
    """Stands for the result of a block that nobody could finish.

    Attributes:
        reason: As a sentence; the same for the same block on every engine.
    """

    reason: Reason


class RunEngine(Protocol):
    """Maps a function over blocks of work."""

    def map(self, function: Callable[[Block], Result], blocks: Iterable[Block]) -> Iterator[Result | Lost]:
        """Results in the order of the blocks, each of which is asked for when there is somebody to work on it.

        A worker that ends or hangs (see `Timed`) while it works on a block costs one retry of this block, by another
        worker. A block that does so twice gives `Lost`, and the others go on: what to do about it is the caller's to
        decide, who knows what is in a block (`run/blocks.py` takes it apart). An engine that works in the calling
        process loses no block: whatever ends it ends the run.

        Args:
            function: Importable by name from a module that is not the main one, typed, and pure: the same block gives
                the same result, wherever and how often it is called. What it raises is raised here and ends the run.
            blocks: Of any number; as many results as fit some blocks for each worker are held at a time.

        Raises:
            EngineError: No worker can be started any more.
        """


class LocalEngine:
    """This machine: the calling process alone, or processes of our own.

    It works in the calling process where there is only one block, where one worker is asked for and `apart` is not, and
    where the system starts no process. Inside a `with` block processes live on from one `map` to the next.
    """

    def __init__(self, workers: int, *, apart: bool = False) -> None:
        """Take how to work.

        Args:
            workers: Most processes.
            apart: Whether one worker is a process, too.
        """
        self.workers = workers
        self.apart = apart
        self._pool: WorkerPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        if self._pool:
            self._pool.close()
        self._pool = None

    @property
    def is_running(self) -> bool:
        """Whether several processes stand ready, so that little work is worth handing over, too."""
        return self._pool is not None and self.workers > 1

    def start(self, function: Callable[[Given], object], given: Given) -> None:
        """Start the processes, if there are to be any; until there is work for them each gets ready by a function.

        Args:
            function: Importable by name.
            given: What it is called with.
        """
        if CAN_START and max(self.workers, 1 + self.apart) > 1 and self._pool is None:
            self._pool = WorkerPool(self.workers, (cast("Callable[[object], object]", function), given))
            self._pool.start()

    def map(self, function: Callable[[Block], Result], blocks: Iterable[Block]) -> Iterator[Result | Lost]:
        """See `RunEngine`. Where processes stand ready they begin at once, not when the first result is asked for."""
        if self._pool:
            return _have_done(self._pool, function, blocks)
        blocks = iter(blocks)
        first = list(islice(blocks, max(self.workers, 1 + self.apart)))
        blocks = chain(first, blocks)
        if len(first) < 2 or not CAN_START:
            return map(function, blocks)
        return _map_apart(WorkerPool(min(self.workers, len(first))), function, blocks)


def choose_workers(asked: int, characters: int) -> int:
    """How many processes to parse with.

    Args:
        asked: What the user wants; 0 leaves it to the size of the work.
        characters: How much text there is to parse.
    """
    return asked or max(1, min(count_cores(), characters // CHARACTERS_A_WORKER))


def count_cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _map_apart(
    pool: WorkerPool, function: Callable[[Block], Result], blocks: Iterable[Block]
) -> Iterator[Result | Lost]:
    with pool:
        yield from _have_done(pool, function, blocks)


def _have_done(
    pool: WorkerPool, function: Callable[[Block], Result], blocks: Iterable[Block]
) -> Iterator[Result | Lost]:
    order = cast("Callable[[object], object]", function)
    return map(_conclude, pool.work(Task(order=(order, block), seconds=block.seconds) for block in blocks))


def _conclude(task: Task) -> Result | Lost:
    """What a task gave; raises what it raised."""
    if task.answer is None:
        return Lost(HUNG if task.is_hung else ENDED)
    result, error = task.answer
    if error is not None:
        raise error
    return cast("Result", result)
