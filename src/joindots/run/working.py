"""The side of a pool that works: a process that does one task after the other, and may die of one."""

import io
import os
import pickle
import signal
from collections.abc import Callable
from functools import cache
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import cast

import msgspec
from msgspec import Struct

from joindots.model import EngineError

Order = tuple[Callable[[object], object], object]
"""A function and what to apply it to. As the first thing that a worker hears, what it does to be ready."""

Answer = tuple[object, Exception | None]
"""What it gave, or what it raised."""


_Reduced = tuple[Callable[..., Struct], tuple[type[Struct], bytes]]


class _Packer(pickle.Pickler):
    """Pickles; records of the model go as msgpack, which takes a tenth of the time, and a quarter to read again."""

    def reducer_override(self, given: object) -> _Reduced:
        if isinstance(given, Struct) and type(given).__module__.startswith("joindots.model."):
            return _decode, (type(given), msgspec.msgpack.encode(given))
        return cast("_Reduced", NotImplemented)  # as it would be without us


def pack(given: object) -> bytes:
    """An order or an answer as it travels; `pickle.loads` reads it."""
    packed = io.BytesIO()
    _Packer(packed).dump(given)
    return packed.getvalue()


def _decode(kind: type[Struct], body: bytes) -> Struct:
    return _make_decoder(kind).decode(body)


@cache
def _make_decoder(kind: type[Struct]) -> "msgspec.msgpack.Decoder[Struct]":
    return msgspec.msgpack.Decoder(kind)


def serve(channel: int) -> None:
    """Do what is ordered until the other side closes.

    The first order only makes it ready, which it then says once, with nothing.

    Args:
        channel: File descriptor of one end of a two-way pipe.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other side hears it too, and ends this process
    connection = Connection(channel)
    orders: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(connection, orders), daemon=True).start()
    _answer_order(orders.get())  # what fails here fails again with the work that it is for
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
        return pack((function(block), None))
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
