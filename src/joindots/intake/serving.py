"""The side of isolation that reads: a process that serves one input after the other, and may die of one.

What it tells comes back as plain records, which the other side checks, never as code.
"""

import os
from collections.abc import Callable
from multiprocessing.connection import Connection

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from joindots.intake.confinement import Caps, confine_process, data_in_use
from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.inputs import Input
from joindots.intake.limits import READING_MEMORY
from joindots.intake.readers import stream_input
from joindots.model import Rejection

OUT_OF_MEMORY = 3
"""Exit status where memory ran out outside any reader."""

# Bytes kept from one input to the next after which the process is replaced: libraries load late, and leak.
_STALE = READING_MEMORY * 2 // 3


class Order(Struct, frozen=True, kw_only=True):
    """An input to read.

    Attributes:
        item: The input, without its path.
        path: Its path as the system knows it, which need not be text.
        without: Sources of parts to leave out.
        share: Of the processor time that an input may take.
    """

    item: Input
    path: bytes | None
    without: tuple[str, ...] = ()
    share: float = 1.0


class Begun(Struct, frozen=True, tag=True):
    """A file or part is about to be read.

    Attributes:
        source: Its name.
        sha256: Of its bytes, in hexadecimal; for the input as a whole only.
        size: Bytes.
        seconds: Of processor time that all of the input up to here may take.
    """

    source: str
    sha256: str | None
    size: int
    seconds: float


class Told(Struct, frozen=True, tag=True):
    """A document, or what cannot be used."""

    draft: Draft | None = None
    rejection: Rejection | None = None


class Finished(Struct, frozen=True, tag=True):
    """The input has been read.

    Attributes:
        stale: The process has grown and should be replaced.
    """

    stale: bool


Message = Begun | Told | Finished


def serve(channel: int) -> None:
    """Read what is ordered until the other side closes.

    Args:
        channel: File descriptor of one end of a two-way pipe.
    """
    connection = Connection(channel)
    confine_process()
    base = data_in_use()
    decoder, encoder = msgspec.msgpack.Decoder(Order), msgspec.msgpack.Encoder()
    try:
        while True:
            order = decoder.decode(connection.recv_bytes())
            answer_order(order, base, lambda message: connection.send_bytes(encoder.encode(message)))
    except (EOFError, BrokenPipeError):
        return  # the other side went away
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def answer_order(order: Order, base: int, send: Callable[[Message], None]) -> None:
    """Read one input within its caps.

    Args:
        order: What to read.
        base: Bytes of memory that this process uses without any input.
        send: Takes each message as it comes; the last is `Finished`.
    """
    caps, item = Caps(base, order.share), order.item
    whole = True

    def begin(file: File) -> None:
        nonlocal whole
        digest = file.sha256 if whole else None
        whole = False
        send(Begun(file.source, digest, len(file.data), caps.allow(file)))

    if order.path is not None:
        item = replace(item, path=os.fsdecode(order.path))
    for found in stream_input(item, begin=begin, without=order.without):
        send(Told(draft=found) if isinstance(found, Draft) else Told(rejection=found))
    caps.lift()
    send(Finished(stale=data_in_use() > base + _STALE))
