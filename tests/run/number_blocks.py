"""Blocks of one number, and functions for them that misbehave; imported by workers, so with little to load."""

import os
import signal
import time
from pathlib import Path

from msgspec import Struct


class Number(Struct, frozen=True):
    value: int
    folder: str = ""
    seconds: float = 120.0


def double(block: Number) -> int:
    return 2 * block.value


def report(block: Number) -> int:  # noqa: ARG001 - what an engine calls takes a block
    return os.getpid()


def abort(block: Number) -> int:
    if block.value == 3:
        os.abort()
    return double(block)


def abort_once(block: Number) -> int:
    mark = Path(block.folder) / str(block.value)
    if block.value % 3 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return double(block)


def hang(block: Number) -> int:
    if block.value == 1:
        time.sleep(3600)
    return double(block)


def fail(block: Number) -> int:
    if block.value == 2:
        raise RecursionError("too deep")
    return double(block)


class Unpackable(Exception):  # noqa: N818 - for a test
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def fail_oddly(block: Number) -> int:
    raise Unpackable(block.value, 1)
