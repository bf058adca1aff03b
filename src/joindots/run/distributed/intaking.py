"""Pages, PDF and the like read on a cluster: their bytes go to workers, which read them as they are read here."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from joindots.intake import Draft, Input
from joindots.intake.opening import open_input
from joindots.intake.readers import is_plain
from joindots.model import InputError, Rejection
from joindots.run.distributed.pieces import cut
from joindots.run.engines import RunEngine
from joindots.run.intaking import Taken, is_named_plain, take_in

BLOCK_BYTES = 8 * 2**20
"""Of inputs that are read in one piece: some seconds, beside which .4 s for loading the libraries are little."""

LEAST_BYTES = 2**17
"""That an input counts for at least: a page of 30 kB takes some 0.03 s, too."""

MOST_BYTES = 8 * 2**20
"""Of an input that is sent to a worker; what is larger, archives mostly, is read here."""

_SECONDS_AN_INPUT = 60.0  # by the clock; what a hostile one takes until it is given up for the third time
_SECONDS_A_BYTE = 60 / 2**20


class Intaking(Struct, frozen=True, kw_only=True):
    """Inputs to read, with their bytes."""

    inputs: tuple[Input, ...]
    seconds: float


class Read(Struct, frozen=True):
    """What one of them gave; see `Taken`."""

    drafts: tuple[Draft, ...]
    rejections: tuple[Rejection, ...]
    sha256: str | None
    size: int | None


class Intaken(Struct, frozen=True):
    """What each of them gave."""

    read: tuple[Read, ...]


def take_far(inputs: Sequence[Input], engine: RunEngine) -> Iterator[Taken]:
    """The same as `take_in`: plain text and what is large is read here, all else by the workers of a cluster.

    Args:
        inputs: From `find_inputs`.
        engine: Where the work is done. What nobody there can finish is read here.

    Raises:
        EngineError: As for `RunEngine.map`.
    """
    sizes = {item.source: size for item in inputs if (size := _measure(item)) is not None}
    here = take_in([item for item in inputs if item.source not in sizes])
    far = _read_far([item for item in inputs if item.source in sizes], list(sizes.values()), engine)
    for item in inputs:
        yield next(far if item.source in sizes else here)


def read_block(block: Intaking) -> Intaken:
    """Read the inputs of a block, one after the other."""
    taken = take_in(block.inputs, workers=1)
    return Intaken(tuple(Read(one.drafts, one.rejections, one.sha256, one.size) for one in taken))


def _measure(item: Input) -> int | None:
    """Bytes of an input that is worth sending, as they count; None for others."""
    if item.data is not None:
        size = MOST_BYTES + 1 if is_plain(open_input(item)) else len(item.data)
    elif item.path is None or is_named_plain(item) or not Path(item.path).is_file():
        return None
    else:
        size = Path(item.path).stat().st_size
    return None if size > MOST_BYTES else max(size, LEAST_BYTES)


def _read_far(items: Sequence[Input], sizes: Sequence[int], engine: RunEngine) -> Iterator[Taken]:
    groups = [items[first:end] for first, end in cut(sizes, BLOCK_BYTES)]
    unread: set[str] = set()
    found = engine.map(read_block, (_make_block(group, unread) for group in groups))
    for group, result in zip(groups, found, strict=True):
        sent = [item.source for item in group if item.source not in unread]
        read = dict(zip(sent, result.read, strict=True)) if isinstance(result, Intaken) else {}
        left = take_in([item for item in group if item.source not in read])
        for item in group:
            one = read.get(item.source)
            yield Taken(item, one.drafts, one.rejections, one.sha256, one.size) if one else next(left)


def _make_block(group: Sequence[Input], unread: set[str]) -> Intaking:
    """Open inputs; those that cannot be opened are noted as unread."""
    opened = []
    for item in group:
        try:
            opened.append(replace(item, path=None, data=open_input(item).data))
        except InputError:
            unread.add(item.source)
    size = sum(len(item.data or b"") for item in opened)
    return Intaking(inputs=tuple(opened), seconds=_SECONDS_AN_INPUT * (1 + len(opened)) + _SECONDS_A_BYTE * size)
