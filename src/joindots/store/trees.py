"""Places that hold an account with its originals: a folder, or a ZIP file that is read as it lies."""

import os
import stat
import struct
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol, Self, cast

from joindots.model import StoreError

# Some 500,000 files; what a ZIP file lists is held in memory, about five times its size on disk.
MOST_DIRECTORY_BYTES = 64 * 2**20
# Source: APPNOTE.TXT, .ZIP File Format Specification, 4.3.14 to 4.3.16; the last records of a file without comment.
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = 20  # bytes between the two


class Tree(Protocol):
    """Files under names relative to one place, with `/`."""

    def list_names(self) -> list[str]:
        """Names of all files, sorted."""

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a file to read.

        Raises:
            StoreError: There is none, or it cannot be read.
        """

    def measure(self, name: str) -> int:
        """Bytes of a file.

        Raises:
            StoreError: There is none, or it cannot be read.
        """


class FolderTree:
    """A folder. Links are not followed: what lies elsewhere is not part of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def list_names(self) -> list[str]:
        """See `Tree`."""
        paths = (Path(folder) / file for folder, _, files in os.walk(self.root) for file in files)
        return sorted(path.relative_to(self.root).as_posix() for path in paths)

    def open(self, name: str) -> BinaryIO:
        """See `Tree`."""
        try:
            return self.locate(name).open("rb")
        except OSError as error:
            raise StoreError(f"It cannot be read: {error.strerror}.") from error

    def measure(self, name: str) -> int:
        """See `Tree`."""
        return self.locate(name).stat().st_size

    def locate(self, name: str) -> Path:
        """Where a file lies.

        Raises:
            StoreError: It is not there, is no regular file, or is reached over a link.
        """
        path = self.root / name
        try:
            regular = stat.S_ISREG(path.lstat().st_mode)
            inside = path.resolve() == self.root.resolve() / name
        except OSError as error:
            raise StoreError("It is missing.") from error
        if not regular or not inside:
            raise StoreError("It is a link or no regular file.")
        return path


class ZipTree:
    """A ZIP file of files that are stored as they are, below one folder. It cannot unpack to more than it is."""

    def __init__(self, path: Path) -> None:
        """Read what the file lists.

        Raises:
            StoreError: It is no such ZIP file; says why.
        """
        try:
            self.size = _check_size(path)
            self.file = zipfile.ZipFile(path)
        except OSError as error:
            raise StoreError(f"{path}: cannot be read: {error.strerror}.") from error
        except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, struct.error, ValueError) as error:
            raise StoreError(f"{path}: is no ZIP file, or a damaged one.") from error
        entries = self.file.infolist()
        self.base = entries[0].filename.partition("/")[0] + "/" if entries else "/"
        try:
            self.entries = _index_entries(path, entries, self.base, self.size)
        except StoreError:
            self.file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.file.close()

    def list_names(self) -> list[str]:
        """See `Tree`."""
        return sorted(self.entries)

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """See `Tree`. A damaged file raises `zipfile.BadZipFile` when it is read to its end."""
        try:
            return cast("BinaryIO", self.file.open(self._find(name)))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise StoreError("It cannot be read from the ZIP file, which is damaged there.") from error

    def measure(self, name: str) -> int:
        """See `Tree`."""
        return self._find(name).file_size

    def _find(self, name: str) -> zipfile.ZipInfo:
        try:
            return self.entries[name]
        except KeyError as error:
            raise StoreError("It is missing.") from error


def _index_entries(path: Path, entries: list[zipfile.ZipInfo], base: str, size: int) -> dict[str, zipfile.ZipInfo]:
    """Entries by their name below the one folder."""
    odd = [entry for entry in entries if entry.compress_type != zipfile.ZIP_STORED or entry.is_dir()]
    if odd or sum(entry.file_size for entry in entries) > size:
        raise StoreError(f"{path}: is not as joindots packed it. Unpack it and verify the folder.")
    named = {entry.filename.removeprefix(base): entry for entry in entries if entry.filename.startswith(base)}
    if len(named) < len(entries):
        raise StoreError(f"{path}: does not hold one folder, or holds a file twice.")
    return named


def _check_size(path: Path) -> int:
    """Bytes of a ZIP file whose list of contents is not too long to read."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        tail = _END.size + _LOCATOR_64 + _END_64.size
        file.seek(max(0, size - tail))
        last = file.read()
    listed: int = _END.unpack(last[-_END.size :])[5]
    if listed == 0xFFFFFFFF:  # too long for the old record
        listed = _END_64.unpack(last[: _END_64.size])[8]
    if listed > MOST_DIRECTORY_BYTES:
        raise StoreError(f"{path}: lists more files than joindots reads.")
    return size
