"""Where work is done. An engine is one verb: map a function over blocks, results in order."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

from joindots.model import EngineError

Block = TypeVar("Block")
Result = TypeVar("Result")

# A second process pays for its start (1.5 s for the language model) when there are about ten seconds of parsing to
# share; the small pipeline reads about 30,000 characters a second (measured on two cores).
CHARACTERS_A_WORKER = 300_000


class RunEngine(Protocol):
    """Maps a function over blocks of work."""

    def map(self, function: Callable[[Block], Result], blocks: Sequence[Block]) -> Iterator[Result]:
        """Results in the order of the blocks.

        Raises:
            EngineError: A worker died.
        """


class LocalEngine:
    """This machine: the calling process alone, or a pool of spawned ones."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, function: Callable[[Block], Result], blocks: Sequence[Block]) -> Iterator[Result]:
        """See `RunEngine`. `function` must be importable by name and pure."""
        if self.workers == 1 or len(blocks) == 1:
            yield from map(function, blocks)
            return
        context = multiprocessing.get_context("spawn")
        try:
            with ProcessPoolExecutor(min(self.workers, len(blocks)), mp_context=context) as pool:
                yield from pool.map(function, blocks)
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
