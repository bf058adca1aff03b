"""Bytes with a name: what a reader gets, and what a container yields for each thing inside it."""

import hashlib
from pathlib import PurePosixPath

from msgspec import Struct


class File(Struct, frozen=True, kw_only=True):
    """One file, or one part of a file.

    Attributes:
        source: As in `Document`; a part's begins with its container's and `#`.
        data: Its bytes, after any compression or transfer encoding is undone.
        media_type: What a container or server declares, lower case and without parameters, or None.
        charset: The same.
        url: The address that a container or server gives for it, or None.
        part_of: Source of the mail that it is attached to, or None.
    """

    source: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    part_of: str | None = None

    @property
    def extension(self) -> str:
        """Lower case, with its dot; of the part where the file is one, and of the path where it has an address."""
        name = self.source.rpartition("#")[2]
        _, is_address, rest = name.partition("://")
        path = rest.partition("?")[0].partition("/")[2] if is_address else name
        return PurePosixPath(path).suffix.lower()

    @property
    def sha256(self) -> str:
        """Of `data`, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def name_part(container: File, name: str) -> str:
    """Source of a part of a container."""
    return f"{container.source}#{name}"
