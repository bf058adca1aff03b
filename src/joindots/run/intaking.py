"""Inputs to drafts: plain text here, every other format in a child process."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import PurePath

from msgspec import Struct

from joindots.intake import Draft, Input
from joindots.intake.confinement import CAN_CONFINE
from joindots.intake.files import File
from joindots.intake.opening import open_input
from joindots.intake.readers import is_plain, stream_file, stream_input
from joindots.model import InputError, Rejection
from joindots.run.isolation import Attempt, ReadingPool

# A second child pays for its start (0.4 s for the libraries of pages) from about this many inputs on.
INPUTS_A_CHILD = 24
_PLAIN_NAMES = frozenset({".txt", ".text", ".jsonl", ".ndjson"})


class Taken(Struct, frozen=True):
    """What one input gave.

    Attributes:
        item: The input.
        drafts: In file order.
        rejections: What of it was not read.
        sha256: Of the whole input as it was read, in hexadecimal; None where it could not be opened.
        size: Bytes of it; None where it could not be opened.
    """

    item: Input
    drafts: tuple[Draft, ...]
    rejections: tuple[Rejection, ...]
    sha256: str | None = None
    size: int | None = None


def take_in(inputs: Sequence[Input], workers: int = 0) -> Iterator[Taken]:
    """Read inputs; results in their order, whatever the number of processes.

    Args:
        inputs: From `find_inputs`.
        workers: Most child processes; 0 leaves it to the number of inputs.
    """
    apart = [item for item in inputs if not is_named_plain(item)]
    with ReadingPool(_choose_children(len(apart), workers)) as pool:
        waiting = {item.source: pool.submit(item) for item in apart} if CAN_CONFINE else {}
        for item in inputs:
            yield _take(item, waiting.pop(item.source, None), pool)


def _choose_children(inputs: int, workers: int) -> int:
    return max(1, min(workers or os.cpu_count() or 1, inputs // INPUTS_A_CHILD))


def is_named_plain(item: Input) -> bool:
    """Whether an input may be plain text; what it holds decides."""
    return item.data is not None or PurePath(item.source).suffix.lower() in _PLAIN_NAMES


def _take(item: Input, waiting: "Future[Attempt] | None", pool: ReadingPool) -> Taken:
    if waiting is None:
        taken = _take_here(item)
        if taken:
            return taken
        waiting = pool.submit(item)
    attempt = waiting.result()
    digest, size = (attempt.whole.sha256, attempt.whole.size) if attempt.whole else (None, None)
    return Taken(item, tuple(attempt.drafts), tuple(attempt.rejections), digest, size)


def _take_here(item: Input) -> Taken | None:
    """Read an input in this process where nothing but decoding is needed; None where another has to."""
    try:
        file = open_input(item)
    except InputError:
        return _collect(item, None)
    if CAN_CONFINE and not is_plain(file):
        return None
    return _collect(item, file)


def _collect(item: Input, file: File | None) -> Taken:
    found = list(stream_file(file) if file else stream_input(item))
    return Taken(
        item,
        tuple(each for each in found if isinstance(each, Draft)),
        tuple(each for each in found if isinstance(each, Rejection)),
        file.sha256 if file else None,
        len(file.data) if file else None,
    )
