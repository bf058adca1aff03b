"""Reading hostile formats where they can do no harm: a few long-lived child processes, replaced when one ends.

What a format's library does with a hostile file is not ours to know: it may never end, take all memory, or crash. It
does so in a child. The part that ended the child is named, and the input is read again without.
"""

import os
import signal
import subprocess
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Lock
from typing import Self

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from joindots.intake import Draft, Input
from joindots.intake.confinement import CAN_CONFINE
from joindots.intake.inputs import STAGE
from joindots.intake.limits import CLOCK_SECONDS_A_SECOND
from joindots.intake.serving import OUT_OF_MEMORY, Begun, Finished, Message, Order, Told
from joindots.model import EngineError, Outcome, Rejection
from joindots.run import children

MOST_ATTEMPTS = 3
"""Readings of one input; each but the last may end the child at another part."""

_PROGRAM = children.write_program("joindots.intake.serving")
_START_SECONDS = 12.0  # allowed until the first news: for a child to load on a machine that does much else
_END_SECONDS = 5.0  # by the clock, for a child that hung up to end
_TOO_LONG = "It takes too long to read."
_TOO_MUCH = "It needs more memory than is allowed."
_CRASHED = "Its reader crashed; the file is damaged or made to harm."
_GAVE_UP = "Its reader gave up and crashed: the file needs more memory than is allowed, or is made to harm."
_TOO_MANY = f"{MOST_ATTEMPTS} of its parts could not be read; what comes after them is not read."


class Attempt(Struct, kw_only=True):
    """One reading of an input, as far as it came.

    Attributes:
        last: Source of the part it was at, or of the input.
        drafts: In file order.
        rejections: What cannot be used.
        whole: The input itself, once it was opened.
        failure: Why the child ended, as a sentence; None where it read to the end.
    """

    last: str
    drafts: list[Draft] = []
    rejections: list[Rejection] = []
    whole: Begun | None = None
    failure: str | None = None

    def take(self, message: Begun | Told) -> None:
        """Add what the child tells."""
        if isinstance(message, Begun):
            self.last = message.source
            self.whole = self.whole or message
        elif message.draft:
            self.drafts.append(message.draft)
        elif message.rejection:
            self.rejections.append(message.rejection)


class ReadingPool:
    """Children that read, and one thread for each that waits for it. Use in a `with` block."""

    def __init__(self, children: int) -> None:
        self._children = [Child() for _ in range(children)]
        self._idle: SimpleQueue[Child] = SimpleQueue()
        for child in self._children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(children, thread_name_prefix="reading")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the children, also those at work."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.close()
        self._threads.shutdown()

    def submit(self, item: Input) -> "Future[Attempt]":
        """Have an input read by the next child that is free."""
        return self._threads.submit(self._read, item)

    def _read(self, item: Input) -> Attempt:
        child = self._idle.get()
        try:
            return read_isolated(child, item)
        finally:
            self._idle.put(child)


class Child:
    """A process that reads; started when it is first needed, and again when it has ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: children.Child | None = None
        self._closed = False

    def attempt(self, item: Input, without: tuple[str, ...] = (), share: float = 1.0) -> Attempt:
        """Read an input as far as the child comes.

        Args:
            item: From `find_inputs`.
            without: Sources of parts to leave out.
            share: Of the processor time that an input may take.
        """
        attempt = Attempt(last=item.source)
        path = None if item.path is None else os.fsencode(item.path)
        order = Order(item=replace(item, path=None), path=path, without=without, share=share)
        process, connection = self._start()
        seconds = _START_SECONDS
        try:
            connection.send_bytes(msgspec.msgpack.encode(order))
            while connection.poll(seconds * CLOCK_SECONDS_A_SECOND):
                message = _DECODER.decode(connection.recv_bytes())
                if isinstance(message, Finished):
                    if message.stale:
                        self._end()
                    return attempt
                attempt.take(message)
                seconds = message.seconds if isinstance(message, Begun) else seconds
            attempt.failure = _TOO_LONG
        except (EOFError, OSError, msgspec.DecodeError):
            attempt.failure = _describe_end(process)
        self._end()
        return attempt

    def close(self) -> None:
        """End the process for good."""
        self._closed = True
        self._end()

    def _start(self) -> children.Child:
        with self._lock:
            if self._closed:
                raise EngineError("reading was stopped")
            if self._running is None:
                self._running = children.start_child(_PROGRAM)
            return self._running

    def _end(self) -> None:
        with self._lock:
            if self._running is not None:
                self._running.end()
                self._running = None


_DECODER = msgspec.msgpack.Decoder(Message)


def read_isolated(child: Child, item: Input) -> Attempt:
    """Read an input in a child, again without each part that ends the child.

    Args:
        child: Whichever is free.
        item: From `find_inputs`.

    Returns:
        The last reading, with a rejection for each part that was left out.
    """
    lost: list[Rejection] = []
    for number in range(MOST_ATTEMPTS):
        attempt = child.attempt(item, tuple(rejection.source for rejection in lost), share=0.5**number)
        if attempt.failure is None or attempt.last == item.source:
            break
        lost.append(Rejection(source=attempt.last, stage=STAGE, reason=attempt.failure))
    attempt.rejections += lost
    if attempt.failure is not None:
        reason = attempt.failure if attempt.last == item.source else _TOO_MANY
        outcome: Outcome = "partly read" if attempt.drafts else "refused"
        attempt.rejections.append(Rejection(source=item.source, stage=STAGE, reason=reason, outcome=outcome))
    return attempt


def describe_isolation() -> str:
    """Whether and how hostile formats are kept apart on this platform, for `joindots doctor`."""
    if CAN_CONFINE:
        return "formats other than plain text are read in child processes with capped time and memory"
    return "none on this platform: every format is read in this process, without caps on time and memory"


def _describe_end(process: subprocess.Popen[bytes]) -> str:
    """Why a child hung up, as a sentence."""
    try:
        status = process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        return _CRASHED
    if status == OUT_OF_MEMORY:
        return _TOO_MUCH
    # A library in C aborts where it gets no memory; there is no telling it from other reasons to abort.
    return {-signal.SIGPROF: _TOO_LONG, -signal.SIGABRT: _GAVE_UP}.get(status, _CRASHED)
