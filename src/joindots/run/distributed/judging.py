"""Findings on a cluster: reports that share a story or an event are judged together, by a worker."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from joindots.join import Judged, Part, judge_part
from joindots.run.distributed.pieces import cut, finish
from joindots.run.engines import RunEngine

BLOCK_CHARACTERS = 1_000_000
"""Of text, that are judged in one piece: a second or two."""

_SECONDS = 600.0  # by the clock, a hundred times what a block takes; one cell may be larger than a block
_SECONDS_A_CHARACTER = 1 / 500


class Judging(Struct, frozen=True, kw_only=True):
    """Parts of a pile that are to be judged, each by itself."""

    parts: tuple[Part, ...]
    seconds: float


class Verdicts(Struct, frozen=True):
    """What was found in each of them."""

    judged: tuple[Judged, ...]


def judge_parts(parts: Iterable[Part], engine: RunEngine) -> Iterator[Judged]:
    """The same as `judge_part` for each part, in their order, by the workers of a cluster.

    Raises:
        EngineError: As for `RunEngine.map`, or no worker finishes a block.
    """
    found = engine.map(judge_block, make_blocks(list(parts), BLOCK_CHARACTERS))
    for verdicts in finish(found, "findings could not be looked for"):
        yield from verdicts.judged


def judge_block(block: Judging) -> Verdicts:
    """Judge the parts of a block."""
    return Verdicts(tuple(map(judge_part, block.parts)))


def make_blocks(parts: Sequence[Part], most: int) -> Iterator[Judging]:
    """Put parts together, in their order, to blocks of about so many characters of text."""
    sizes = [sum(len(document.text) for document in part.cell.documents) for part in parts]
    for first, end in cut(sizes, most):
        seconds = _SECONDS + _SECONDS_A_CHARACTER * sum(sizes[first:end])
        yield Judging(parts=tuple(parts[first:end]), seconds=seconds)
