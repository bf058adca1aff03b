"""Compressed data undone piece by piece, within limits, in memory."""

import bz2
import io
import lzma
import zlib
from collections.abc import Iterator
from typing import Protocol

from joindots.intake.limits import MOST_PART_BYTES, MOST_RATIO, MOST_UNPACKED_BYTES, RATIO_FROM_BYTES
from joindots.model import InputError

TOO_DENSE = f"It unpacks to more than {MOST_RATIO} times its size, as no report does."
"""Why a part is refused that unpacks to `RATIO_FROM_BYTES` at least."""

_STEP_IN = 2**13  # bytes given to the decompressor at once; small, since what follows a stream's end is copied
_STEP_OUT = 2**18  # bytes taken from it at once
_MOST_XZ_BYTES = 128 * 2**20  # of memory; `xz -9` needs 65 MB
# Source: RFC 1952 section 2.3.1; the bzip2 and xz file format specifications.
_SIGNATURES = ((b"\x1f\x8b\x08", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"))


class DamageError(InputError):
    """Compressed data are damaged or end too early; what was unpacked before is good."""


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """zlib's decompressor with the interface of the two others."""

    def __init__(self) -> None:
        self.inner = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self.inner.eof

    @property
    def unused_data(self) -> bytes:
        return self.inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self.inner.decompress(self.inner.unconsumed_tail + data, max_length)


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def detect_compression(data: bytes) -> str | None:
    """What single-stream compression data begin with: `gzip`, `bzip2`, `xz`, or None."""
    return next((name for signature, name in _SIGNATURES if data.startswith(signature)), None)


def peek(data: bytes, length: int) -> bytes:
    """The first bytes of data, unpacked where they are compressed; fewer where they are damaged."""
    kind = detect_compression(data)
    if kind is None:
        return data[:length]
    try:
        return _start(kind).decompress(data[: max(length, _STEP_IN)], length)
    except (OSError, EOFError, zlib.error, lzma.LZMAError):
        return b""


def unpack(source: str, data: bytes) -> Iterator[bytes]:
    """Undo gzip, bzip2 or xz; streams after each other are one.

    Args:
        source: Name for the errors.
        data: Begins as `detect_compression` knows it.

    Yields:
        Pieces of at most 256 kB.

    Raises:
        DamageError: The data are damaged or end too early.
        InputError: They unpack to too much.
    """
    kind = detect_compression(data) or "gzip"
    unpacked = 0
    try:
        for piece, consumed in _unpack_streams(kind, data):
            unpacked += len(piece)
            _check_amount(source, unpacked, consumed)
            yield piece
    except (OSError, zlib.error, lzma.LZMAError) as error:
        raise DamageError(source, f"The {kind} data are damaged; what comes after the damage is not read.") from error
    except EOFError as error:
        raise DamageError(source, f"The {kind} data end too early; what is missing could not be read.") from error


def _unpack_streams(kind: str, data: bytes) -> Iterator[tuple[bytes, int]]:
    """Pieces, each with how many packed bytes were taken in so far."""
    decompressor = _start(kind)
    at = 0
    while True:
        if decompressor.eof:
            at -= len(decompressor.unused_data)
            if detect_compression(data[at : at + 8]) != kind:
                return  # padding, as tapes have it, or a signature that others append
            decompressor = _start(kind)
        step = data[at : at + _STEP_IN]
        at += len(step)
        piece = decompressor.decompress(step, _STEP_OUT)
        yield piece, at
        while len(piece) == _STEP_OUT and not decompressor.eof:
            piece = decompressor.decompress(b"", _STEP_OUT)
            yield piece, at
        if not step and not decompressor.eof:
            raise EOFError


def _start(kind: str) -> _Decompressor:
    if kind == "bzip2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(memlimit=_MOST_XZ_BYTES) if kind == "xz" else _Gzip()


def _check_amount(source: str, unpacked: int, packed: int) -> None:
    """Stop at what no text packs to, and at what is more than is read of one input."""
    if unpacked > RATIO_FROM_BYTES and unpacked > MOST_RATIO * packed:
        raise InputError(source, TOO_DENSE)
    if unpacked > MOST_UNPACKED_BYTES:
        raise InputError(source, f"It unpacks to more than {MOST_UNPACKED_BYTES // 2**20} MB; the rest is not read.")


def read_part(source: str, stream: _Stream, packed: int, declared: int = 0) -> bytes:
    """Read one part of a container to its end.

    Args:
        source: Name for the errors.
        stream: Gives its bytes unpacked, no more than are declared.
        packed: Bytes it takes in the container.
        declared: Bytes that it unpacks to by what the container says; 0 where that is silent. What is too much is
            known from this before any of it is unpacked.

    Raises:
        InputError: It unpacks to too much.
    """
    _check_part(source, declared, packed)
    pieces: list[bytes] = []
    unpacked = 0
    while piece := stream.read(_STEP_OUT):
        pieces.append(piece)
        unpacked += len(piece)
        _check_part(source, unpacked, packed)
    return b"".join(pieces)


def _check_part(source: str, unpacked: int, packed: int) -> None:
    _check_amount(source, unpacked, packed)
    if unpacked > MOST_PART_BYTES:
        raise InputError(source, f"It unpacks to more than {MOST_PART_BYTES // 2**20} MB, more than is read.")


def inflate(source: str, data: bytes, start: int) -> tuple[bytes, int]:
    """Undo a Deflate stream without header.

    Args:
        source: Name for the errors.
        data: Holds the stream.
        start: Where it begins.

    Returns:
        What it unpacks to, and where it ends.

    Raises:
        DamageError: It is damaged or ends too early.
        InputError: It unpacks to too much.
    """
    inner = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    at, unpacked = start, 0
    try:
        while not inner.eof:
            step = inner.unconsumed_tail or data[at : at + _STEP_IN]
            at += 0 if inner.unconsumed_tail else len(step)
            pieces.append(inner.decompress(step, _STEP_OUT))
            unpacked += len(pieces[-1])
            _check_amount(source, unpacked, at - start)
            if not step:
                raise DamageError(source, "It breaks off before its end.")
    except zlib.error as error:
        raise DamageError(source, "Its data are damaged.") from error
    return b"".join(pieces), at - len(inner.unused_data)


class UnpackedStream(io.RawIOBase):
    """Data as a file that is read once, from start to end, and unpacked on the way where they are compressed.

    Attributes:
        error: Why it ended before its end, or None: whoever reads it gets all that could be unpacked, then this.
    """

    def __init__(self, source: str, data: bytes) -> None:
        super().__init__()
        self.error: DamageError | None = None
        self._pieces = unpack(source, data) if detect_compression(data) else iter([data])
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer, or as much of it as the next piece has."""
        try:
            while not self._rest:
                self._rest = memoryview(next(self._pieces))
        except StopIteration:
            return 0
        except DamageError as error:
            self.error = error
            return 0
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def check(self) -> None:
        """Say what ended it too early.

        Raises:
            DamageError: If anything did.
        """
        if self.error:
            raise self.error
