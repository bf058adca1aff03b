"""The engine that works on the machines of a Dask cluster."""

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from joindots.model import EngineError
from joindots.run.distributed.connections import Cluster, connect
from joindots.run.distributed.files import BlockFolder
from joindots.run.distributed.orders import RESULT, Order, describe_versions, find_types, make_name
from joindots.run.distributed.rows import from_rows, to_rows
from joindots.run.distributed.workers import Answer
from joindots.run.engines import Block, Lost

if TYPE_CHECKING:
    from distributed import Future

Result = TypeVar("Result")

# Blocks that wait for a worker, for each thread of the cluster: as for the local engine.
_AHEAD = 2


class DaskEngine:
    """See `RunEngine`. Blocks and results go through a folder, only their names through the scheduler."""

    def __init__(self, address: str, *, folder: str | None = None, models: tuple[str, ...] = ()) -> None:
        """Take where to work.

        Args:
            address: Of the scheduler: `dask://HOST:PORT`, or `tls://HOST:PORT` with certificates as Dask's own
                configuration names them.
            folder: Address of the folder of blocks, a path or whatever fsspec knows; what is done there is not done
                again. None makes one on this machine for as long as it is needed.
            models: spaCy pipeline packages, beside the pinned English one.
        """
        self._address, self._folder, self._models = address, folder, models

    def map(self, function: Callable[[Block], Result], blocks: Iterable[Block]) -> Iterator[Result | Lost]:
        """See `RunEngine`. `function` must be importable by name, pure, and annotated with its types.

        Raises:
            EngineError: Nobody answers at the address, there are no workers, they run other versions than this
                process, or they cannot see the folder.
            MissingExtraError: The extra `distributed` is not installed.
        """
        with connect(self._address) as cluster, self.open_folder() as folder:
            order = Order(
                function=function,
                folder=folder.address,
                name="",
                seconds=0.0,
                models=self._models,
                versions=describe_versions(self._models),
            )
            yield from _Mapping[Block, Result](cluster, folder, order).run(blocks)

    @contextmanager
    def open_folder(self) -> Iterator[BlockFolder]:
        """The folder of blocks; one of its own that is removed afterwards, where none was given."""
        if self._folder is not None:
            yield BlockFolder(self._folder)
            return
        with tempfile.TemporaryDirectory(prefix="joindots-blocks-") as folder:
            yield BlockFolder(folder)


class _Task(Struct, frozen=True):
    """A block that was begun.

    Attributes:
        name: Under which it lies in the folder.
        future: Its work on the cluster; None where it was done before.
    """

    name: str
    future: "Future[Answer] | None"


class _Mapping(Generic[Block, Result]):
    """One call of `map`."""

    def __init__(self, cluster: Cluster, folder: BlockFolder, order: Order) -> None:
        self._cluster, self._folder, self._order = cluster, folder, order
        _, self._result = find_types(order.function)
        self._done = folder.list_names()

    def run(self, blocks: Iterable[Block]) -> Iterator[Result | Lost]:
        waiting: deque[_Task] = deque()
        for block in blocks:
            waiting.append(self._begin(block))
            if len(waiting) >= _AHEAD * self._cluster.count_threads():
                yield self._end(waiting.popleft())
        while waiting:
            yield self._end(waiting.popleft())

    def _begin(self, block: Block) -> _Task:
        name = make_name(self._order, block)
        if name + RESULT in self._done and self._folder.read(name + RESULT) is not None:
            return _Task(name, None)
        self._folder.write(name, to_rows(block))
        return _Task(name, self._cluster.submit(replace(self._order, name=name, seconds=block.seconds)))

    def _end(self, task: _Task) -> Result | Lost:
        if task.future is not None:
            answer = self._cluster.wait(task.future)
            if answer.problem:
                raise EngineError(answer.problem)
            if answer.lost:
                return answer.lost
        rows = self._folder.read(task.name + RESULT)
        if rows is None:
            raise EngineError(f"{self._folder.address}: the workers do not write there; see --blocks")
        self._folder.remove(task.name)
        return cast("Result", from_rows(rows, self._result))
