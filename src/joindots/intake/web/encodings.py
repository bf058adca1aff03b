"""Content encodings undone piece by piece, so that a bomb is noticed while it goes off."""

import zlib
from collections.abc import Iterable, Iterator

from joindots.intake.web.errors import FetchError

PIECE_BYTES = 2**18
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
DAMAGED = "What the server sends is packed and damaged."


def unpack(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Undo a content encoding.

    Args:
        chunks: As they come from the network.
        encoding: The `Content-Encoding`, lower case; empty where nothing is packed.

    Yields:
        Pieces of at most `PIECE_BYTES`, or as large as a chunk that is not packed.

    Raises:
        FetchError: The encoding is not one of gzip and deflate, which alone were asked for, or the data is damaged.
    """
    if encoding in {"", "identity"}:
        yield from chunks
    elif encoding in {"gzip", "x-gzip"}:
        yield from _inflate(chunks, _GZIP)
    elif encoding == "deflate":
        yield from _inflate(chunks, zlib.MAX_WBITS)
    else:
        raise FetchError("The server packs the page in a way that was not asked for and is not read here.")


def _inflate(chunks: Iterable[bytes], window: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(window)
    begun = False
    for chunk in chunks:
        data = chunk
        while data:
            if unpacker.eof:  # a further member of a gzip file; anything else after the end is padding
                if window != _GZIP or not data.startswith(_GZIP_MAGIC):
                    break
                unpacker = zlib.decompressobj(window)
            try:
                piece = unpacker.decompress(data, PIECE_BYTES)
            except zlib.error as error:
                if begun or window != zlib.MAX_WBITS:
                    raise FetchError(DAMAGED) from error
                # Some servers send bare deflate data where zlib's is meant. Source: RFC 9110, 8.4.1.2.
                window = -zlib.MAX_WBITS
                unpacker = zlib.decompressobj(window)
                continue
            begun = True
            yield piece
            data = unpacker.unconsumed_tail or unpacker.unused_data
    yield unpacker.flush()
    if begun and not unpacker.eof:
        raise FetchError(DAMAGED)
