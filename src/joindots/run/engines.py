"""Where work is done. An engine is one verb: map a function over blocks, results in order."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Protocol, TypeVar

from joindots.model import EngineError

Block = TypeVar("Block")
Result = TypeVar("Result")

# A second process pays for its start (1.5 s for the language model) when there are about ten seconds of parsing to
# share; the small pipeline reads about 30,000 characters a second (measured on two cores).
CHARACTERS_A_WORKER = 300_000

# Blocks that wait for a worker, for each: it never idles, and a block is made up as late as can be, knowing the parses
# of those before it.
_AHEAD = 2


class RunEngine(Protocol):
    """Maps a function over blocks of work."""

    def map(self, function: Callable[[Block], Result], blocks: Iterable[Block]) -> Iterator[Result]:
        """Results in the order of the blocks, each of which is asked for when there is somebody to work on it.

        Raises:
            EngineError: A worker died.
        """


class LocalEngine:
    """This machine: the calling process alone, or a pool of spawned ones."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, function: Callable[[Block], Result], blocks: Iterable[Block]) -> Iterator[Result]:
        """See `RunEngine`. `function` must be importable by name and pure."""
        blocks = iter(blocks)
        if self.workers == 1:
            yield from map(function, blocks)
            return
        first = list(islice(blocks, 2))
        if len(first) < 2:
            yield from map(function, first)
            return
        context = multiprocessing.get_context("spawn")
        waiting: deque[Future[Result]] = deque()
        try:
            with ProcessPoolExecutor(self.workers, mp_context=context) as pool:
                for block in chain(first, blocks):
                    waiting.append(pool.submit(function, block))
                    if len(waiting) >= self.workers * _AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise EngineError("a worker process died; try --workers 1") from error


def choose_workers(asked: int, characters: int) -> int:
    """How many processes to parse with.

    Args:
        asked: What the user wants; 0 leaves it to the size of the work.
        characters: How much text there is to parse.
    """
    if asked:
        return asked
    return max(1, min(os.cpu_count() or 1, characters // CHARACTERS_A_WORKER))
