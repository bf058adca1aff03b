"""Bundles of evidence: an account with everything it rests on, in one file that archives know how to check.

Source: RFC 8493, The BagIt File Packaging Format (V1.0).
"""

import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from joindots.model import StoreError
from joindots.store.manifests import MANIFEST, encode_manifest, hash_stream, read_chunks
from joindots.store.trees import Tree, ZipTree

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
PAYLOAD = "data/"
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAGGED = (INFO, DECLARATION, MANIFEST)
"""Tag files of a bag, as its tag manifest lists them."""

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that ZIP can tell: the bundle does not depend on when it is packed
_UNIX = 3  # as everywhere; zipfile would write the system it runs on
_MODE = 0o100644 << 16


def write_bag(tree: Tree, hashes: Mapping[str, str], info: Sequence[tuple[str, str]], target: Path) -> str:
    """Write files as a bag in a ZIP file; equal files give equal bytes.

    Nothing is compressed: so any tool finds every original byte for byte, and every byte of the ZIP file follows from
    the files in it, which is how `is_as_packed` sees a flipped bit anywhere.

    Args:
        tree: Where the files are.
        hashes: SHA-256 of each, by name.
        info: Labels and values for `bag-info.txt`, in their order.
        target: Replaced if it is there.

    Returns:
        SHA-256 of the ZIP file.

    Raises:
        StoreError: A file is missing or is not what its hash says, or the target cannot be written.
    """
    tags = _make_tags(tree, hashes, info)
    base = f"joindots-{hashlib.sha256(tags[MANIFEST]).hexdigest()[:12]}/"
    try:
        with _open_replacement(target) as file:
            with zipfile.ZipFile(file, "w") as bag:
                for name in sorted([*tags, *(PAYLOAD + name for name in hashes)]):
                    if name in tags:
                        _add(bag, base + name, len(tags[name]), iter([tags[name]]))
                    else:
                        _add_payload(bag, base, tree, name.removeprefix(PAYLOAD), hashes)
            file.seek(0)
            return hash_stream(file)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror}") from error


@contextmanager
def _open_replacement(target: Path) -> Iterator[BinaryIO]:
    """A new file that takes the target's place when the block ends well."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".partial-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def is_as_packed(tree: ZipTree) -> bool:
    """Whether a ZIP file is, byte for byte, what `write_bag` makes of the files in it."""
    comparison = _Comparison(cast("BinaryIO", tree.file.fp), tree.size)
    try:
        with zipfile.ZipFile(cast("BinaryIO", comparison), "w") as bag:
            for name in tree.list_names():
                with tree.open(name) as stream:
                    _add(bag, tree.base + name, tree.measure(name), read_chunks(stream))
    except (StoreError, zipfile.BadZipFile, EOFError, OSError):
        return False
    return comparison.is_equal()


def _make_tags(tree: Tree, hashes: Mapping[str, str], info: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    oxum = f"{sum(map(tree.measure, hashes))}.{len(hashes)}"
    lines = (f"{label}: {' '.join(value.split())}\n" for label, value in [*info, ("Payload-Oxum", oxum)])
    tags = {
        INFO: "".join(lines).encode("utf-8", "replace"),
        DECLARATION: DECLARED,
        MANIFEST: encode_manifest({PAYLOAD + name: sha256 for name, sha256 in hashes.items()}),
    }
    listed = encode_manifest({name: hashlib.sha256(data).hexdigest() for name, data in tags.items()})
    return {**tags, TAG_MANIFEST: listed}


def _add_payload(bag: zipfile.ZipFile, base: str, tree: Tree, name: str, hashes: Mapping[str, str]) -> None:
    digest = hashlib.sha256()

    def read() -> Iterator[bytes]:
        with tree.open(name) as stream:
            for chunk in read_chunks(stream):
                digest.update(chunk)
                yield chunk

    _add(bag, base + PAYLOAD + name, tree.measure(name), read())
    if digest.hexdigest() != hashes[name]:
        raise StoreError(f"{name}: is not what it was when it was written; nothing was packed.")


def _add(bag: zipfile.ZipFile, name: str, size: int, chunks: Iterator[bytes]) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    entry.file_size = size
    with bag.open(entry, "w") as file:
        for chunk in chunks:
            file.write(chunk)


class _Comparison(io.RawIOBase):
    """Takes what is written and compares it with what another file has at the same place."""

    def __init__(self, other: BinaryIO, size: int) -> None:
        self.other = other
        self.size = size
        self.position = self.end = 0
        self.unlike: set[int] = set()

    def seekable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, _whence: int = 0) -> int:
        self.position = offset
        return offset

    def write(self, data: object) -> int:
        written = bytes(memoryview(data))  # type: ignore[arg-type]
        self.other.seek(self.position)
        # A header is written again, at the same place, when the checksum is known: the last word counts.
        alike = self.other.read(len(written)) == written
        (self.unlike.discard if alike else self.unlike.add)(self.position)
        self.position += len(written)
        self.end = max(self.end, self.position)
        return len(written)

    def is_equal(self) -> bool:
        """Whether all of it, and nothing else, was written as it is."""
        return not self.unlike and self.end == self.size
