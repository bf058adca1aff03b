"""Members of ZIP archives whose directory is missing, found by the header in front of each."""

import struct
import zlib
from collections.abc import Iterator

from msgspec import Struct

from joindots.intake.formats.unpacking import inflate
from joindots.model import InputError

# Source: PKWARE, APPNOTE.TXT 6.3.10, section 4.3.7.
_SIGNATURE = b"PK\x03\x04"
_HEADER = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_SIZE_FOLLOWS = 0x8  # bit of the general purpose flag: checksum and sizes stand after the data
_LOCKED = 0x1
_MOST_DAMAGED = 100  # members that cannot be read before the search is given up


class Member(Struct, frozen=True):
    """A member whose checksum is right, or is not known."""

    name: str
    data: bytes


class DamagedMember(Struct, frozen=True):
    """A member that cannot be read, and why."""

    name: str
    reason: str


def scan_members(source: str, data: bytes) -> Iterator[Member | DamagedMember]:
    """Find members one after the other.

    Args:
        source: Of the archive, for the reasons.
        data: The archive.
    """
    damaged = 0
    at = data.find(_SIGNATURE)
    while at >= 0 and at + _HEADER.size <= len(data) and damaged < _MOST_DAMAGED:
        member, end = _read_at(source, data, at)
        damaged += isinstance(member, DamagedMember)
        if not member.name.endswith("/"):
            yield member
        at = data.find(_SIGNATURE, end)


def _read_at(source: str, data: bytes, at: int) -> tuple[Member | DamagedMember, int]:
    """The member whose header stands at an offset, and where to look for the next."""
    _, _, flags, method, _, _, checksum, packed, _, name_bytes, extra_bytes = _HEADER.unpack_from(data, at)
    start = at + _HEADER.size + name_bytes + extra_bytes
    name = data[at + _HEADER.size : at + _HEADER.size + name_bytes].decode("utf-8", "replace")
    sized = not flags & _SIZE_FOLLOWS
    if flags & _LOCKED:
        return DamagedMember(name, "It is locked with a password."), start
    if method not in (_STORED, _DEFLATED) or (method == _STORED and not sized):
        return DamagedMember(name, "Where it ends cannot be told without the archive's directory."), start
    try:
        content, end = (
            inflate(source, data, start) if method == _DEFLATED else (data[start : start + packed], start + packed)
        )
    except InputError as error:
        return DamagedMember(name, error.reason), start
    if sized and zlib.crc32(content) != checksum:
        return DamagedMember(name, "It is damaged: what it unpacks to is not what was packed."), start
    return Member(name, content), end
