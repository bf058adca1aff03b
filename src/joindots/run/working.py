"""The side of a pool that works: a process that does one task after the other, and may die of one."""

import os
import pickle
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from joindots.model import EngineError

Order = tuple[Callable[[object], object], object]
"""A function and what to apply it to."""

Answer = tuple[object, Exception | None]
"""What it gave, or what it raised."""


def serve(channel: int) -> None:
    """Do what is ordered until the other side closes; says once, with nothing, that it is ready.

    Args:
        channel: File descriptor of one end of a two-way pipe.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other side hears it too, and ends this process
    connection = Connection(channel)
    orders: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(connection, orders), daemon=True).start()
    answer = b""
    while True:
        try:
            connection.send_bytes(answer)
        except OSError:
            return  # the other side went away
        answer = _answer_order(orders.get())


def _listen(connection: Connection, orders: SimpleQueue[bytes]) -> None:
    """Take orders while others are worked on; end at once, in the middle of one too, when the other side goes away."""
    try:
        while True:
            orders.put(connection.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)


def _answer_order(order: bytes) -> bytes:
    try:
        function, block = pickle.loads(order)  # noqa: S301 - from the process that started this one
        return pickle.dumps((function(block), None))
    except Exception as error:  # noqa: BLE001 - it is raised again on the other side
        return _pack_error(error)


def _pack_error(error: Exception) -> bytes:
    """An error as an answer; one that does not survive the way is told in words."""
    try:
        packed = pickle.dumps((None, error))
        pickle.loads(packed)  # noqa: S301 - just made
    except Exception:  # noqa: BLE001 - whatever its class does when it is taken apart
        return pickle.dumps((None, EngineError(f"{type(error).__name__}: {error}")))
    return packed
