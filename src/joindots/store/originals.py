"""Originals: what went in, byte for byte, under its own SHA-256."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from joindots.model import StoreError

ORIGINALS = "originals"
INDEX = "originals.json"
SCHEMA = "joindots.originals/1"
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Original(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One input as it was read. Documents came from it whose source is its own, or begins with its own and `#`.

    Attributes:
        source: As in `Document`: relative to the input, or the address of a page.
        sha256: Of its bytes.
        size: In bytes.
        media_type: What a server declared, or None.
    """

    source: str
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
    size: Annotated[int, Meta(ge=0)]
    media_type: str | None = None

    @property
    def name(self) -> str:
        """Where its bytes lie, relative to the account's folder."""
        return f"{ORIGINALS}/{self.sha256[:2]}/{self.sha256}"


class Index(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `originals.json` says.

    Attributes:
        schema: `joindots.originals/1`.
        libraries: Versions of Python and of the libraries that decide which text a file gives, by name.
        originals: Sorted by source.
    """

    schema: str
    libraries: dict[str, str]
    originals: tuple[Original, ...]


class Holding(Struct, frozen=True, kw_only=True):
    """An original that has yet to be kept.

    Attributes:
        original: What it was when it was read.
        path: Where to copy it from, or None.
        data: Its bytes where they lie in no file (standard input, a page fetched), or None.
        load: What gives its bytes where a case keeps them, or None.
    """

    original: Original
    path: str | None = None
    data: bytes | None = None
    load: Callable[[], bytes] | None = None


def encode_index(libraries: Mapping[str, str], originals: Sequence[Original]) -> bytes:
    """The bytes of `originals.json`: one original a line, sorted by source."""
    ordered = sorted(originals, key=attrgetter("source", "sha256"))
    head = f'"schema":"{SCHEMA}",\n"libraries":'.encode() + _ENCODER.encode(libraries)
    return b"{\n" + head + b',\n"originals":[\n' + b",\n".join(map(_ENCODER.encode, ordered)) + b"\n]\n}\n"


def decode_index(data: bytes) -> Index:
    """Read the bytes of an `originals.json`.

    Raises:
        StoreError: It is none, or of another version of joindots.
    """
    try:
        index = msgspec.json.decode(data, type=Index)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(f"This is not a list of originals that joindots can read: {error}.") from error
    if index.schema != SCHEMA:
        raise StoreError(f"This list has the schema {index.schema!r}; this version of joindots reads {SCHEMA!r}.")
    return index
