"""Inputs to bytes, without waiting for anything that is no file and without reading more than one may hold."""

import os
import stat

from joindots.intake.files import File
from joindots.intake.inputs import Input
from joindots.intake.limits import MOST_FILE_BYTES
from joindots.model import InputError

_CHUNK = 2**20  # bytes; of what a file holds beyond the size that it tells
# A pipe without a writer would block an ordinary open for ever. Windows knows neither flag, but wants to hear "binary".
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def open_input(item: Input) -> File:
    """Read the bytes of one input.

    Args:
        item: From `find_inputs`.

    Raises:
        InputError: It cannot be opened, is no regular file, or is larger than `MOST_FILE_BYTES`.
    """
    if item.data is not None or item.path is None:
        return _check_size(File(source=item.source, data=item.data or b"", media_type=item.media_type))
    try:
        data = _read_file(item.source, item.path)
    except OSError as error:
        raise InputError(item.source, f"The file cannot be read: {error.strerror}.") from error
    return _check_size(File(source=item.source, data=data, media_type=item.media_type))


def _read_file(source: str, path: str) -> bytes:
    with os.fdopen(os.open(path, _FLAGS), "rb", buffering=0) as file:
        told = os.fstat(file.fileno())
        if not stat.S_ISREG(told.st_mode):
            raise InputError(source, "It is not a regular file.", "skipped")
        pieces = [os.read(file.fileno(), min(told.st_size, MOST_FILE_BYTES) + 1)]
        while pieces[-1] and sum(map(len, pieces)) <= MOST_FILE_BYTES:  # it grows, or tells no size, as in /proc
            pieces.append(os.read(file.fileno(), _CHUNK))
    return b"".join(pieces) if len(pieces) > 2 else pieces[0]


def _check_size(file: File) -> File:
    if len(file.data) > MOST_FILE_BYTES:
        raise InputError(file.source, f"It is larger than {MOST_FILE_BYTES // 2**20} MB.")
    return file
