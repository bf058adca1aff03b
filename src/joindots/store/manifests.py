"""Manifests: which files there are, and the SHA-256 of each.

Source: RFC 8493, The BagIt File Packaging Format (V1.0), section 2.1.3.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from joindots.model import StoreError

MANIFEST = "manifest-sha256.txt"
CHUNK = 2**20  # bytes read at once, so that no file is held in memory
# Names of our own making need no others, and these mean the same to every system: nothing hidden, nothing above.
_STEP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def encode_manifest(hashes: Mapping[str, str]) -> bytes:
    """The bytes of a manifest.

    Args:
        hashes: SHA-256 in hexadecimal, by the file's name relative to the manifest's folder, with `/`.

    Returns:
        One line a file, sorted by name.
    """
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode()


def decode_manifest(data: bytes) -> dict[str, str]:
    """Read a manifest that joindots wrote.

    Only the form that `encode_manifest` writes is read. BagIt lets digits be upper case and blanks be many; then a
    flipped bit in the manifest itself could go unseen.

    Args:
        data: Of the whole file.

    Returns:
        SHA-256 by name. No name leads out of the folder.

    Raises:
        StoreError: It is not in that form; says where.
    """
    hashes: dict[str, str] = {}
    for number, line in enumerate(data.decode("ascii", "replace").split("\n")[:-1], 1):
        sha256, _, name = line.partition("  ")
        if not _SHA256.fullmatch(sha256) or not all(map(_STEP.fullmatch, name.split("/"))):
            raise StoreError(f"Line {number} is not a SHA-256, two blanks and a file name.")
        hashes[name] = sha256
    if encode_manifest(hashes) != data:
        raise StoreError("It is not as joindots wrote it: sorted, each file once, every line ended.")
    return hashes


def hash_stream(stream: BinaryIO) -> str:
    """SHA-256 of all that is left in a stream, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in read_chunks(stream):
        digest.update(chunk)
    return digest.hexdigest()


def read_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """All that is left in a stream, `CHUNK` bytes at a time."""
    while chunk := stream.read(CHUNK):
        yield chunk
