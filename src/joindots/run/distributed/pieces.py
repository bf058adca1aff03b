"""Much work in pieces: cut by size, and none of them may be missing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from joindots.model import EngineError
from joindots.run.engines import Lost

Result = TypeVar("Result")


def cut(sizes: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Pieces of about a size: of each the first, and one past the last.

    Args:
        sizes: Of all that is to be cut, in order.
        most: What a piece comes to before the next begins.
    """
    cuts: list[int] = []
    size = most
    for n, one in enumerate(sizes):
        if size >= most:
            cuts.append(n)
            size = 0
        size += one
    return list(pairwise([*cuts, len(sizes)]))


def finish(results: Iterable[Result | Lost], problem: str) -> Iterator[Result]:
    """The results, which are all needed.

    Args:
        results: From an engine.
        problem: What cannot be done without one, as a clause.

    Raises:
        EngineError: Nobody could finish one.
    """
    for result in results:
        if isinstance(result, Lost):
            raise EngineError(f"{problem}. {result.reason}")
        yield result
