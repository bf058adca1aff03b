"""What a worker of the cluster does with one order: it hands it to a process of its own, as the local engine would.

So a report that ends whoever works on it ends that process and no worker, and is told in the same words on every
engine. The worker itself stays small. It may have several threads: each has a process.
"""

import threading
from typing import cast

from msgspec import Struct

from joindots.model import JoindotsError
from joindots.run.distributed.orders import Order, carry_out
from joindots.run.engines import ENDED, HUNG, Lost
from joindots.run.pools import Task, WorkerPool


class _Thread(threading.local):
    """What a thread of a worker has: a process, from when it is first needed until the worker ends."""

    pool: WorkerPool | None = None


_THREAD = _Thread()


class Answer(Struct, frozen=True):
    """What came of an order.

    Attributes:
        lost: Why nobody could finish it; None where it was finished.
        problem: Why nothing can be done here, as a sentence; None where it was done.
    """

    lost: Lost | None = None
    problem: str | None = None


def work_on(order: Order) -> Answer:
    """Have an order carried out. Runs on a worker of the cluster."""
    try:
        task = next(_open_pool().work([Task(order=(_carry_out, order), seconds=order.seconds)]))
    except JoindotsError as error:  # no process can be started here
        return _refuse(str(error))
    if task.answer is None:
        return Answer(lost=Lost(HUNG if task.is_hung else ENDED))
    problem, failure = task.answer
    if failure is not None:
        raise failure
    return _refuse(str(problem)) if problem else Answer()


def _refuse(problem: str) -> Answer:
    from distributed import get_worker  # noqa: PLC0415 - of an extra

    return Answer(problem=f"worker {get_worker().address}: {problem}")


def _carry_out(order: object) -> str | None:
    return carry_out(cast("Order", order))


def _open_pool() -> WorkerPool:
    """The process of this thread; it ends with the worker."""
    if _THREAD.pool is None:
        _THREAD.pool = WorkerPool(1)
    return _THREAD.pool
