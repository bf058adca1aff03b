"""ZIP archives."""

import io
import itertools
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from joindots.intake.files import File, name_part
from joindots.intake.formats.part_names import (
    ALL_EMPTY,
    is_hidden,
    note_empty,
    note_hidden,
    note_page_parts,
    tidy_name,
)
from joindots.intake.formats.unpacking import read_part
from joindots.intake.formats.zip_scans import Member, scan_members
from joindots.intake.inputs import STAGE
from joindots.intake.saved_pages import list_page_parts
from joindots.model import InputError, Rejection

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
# Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.4.4.
_LOCAL_HEADER_BYTES = 30  # before the name
_LOCKED = 0x1  # bit of the general purpose flag
_IN_UTF8 = 0x800
_UNIX = 3  # "version made by": the upper half of the attributes is a file mode


class ZipReader:
    """Yields the members in the order of the archive's directory; without one, those that can be found."""

    def accepts(self, file: File) -> bool:
        """By signature."""
        return file.data.startswith(_SIGNATURES)

    def read(self, file: File) -> Iterator[File | Rejection]:
        """Yield members; those that are locked, damaged or links are named and left out.

        Raises:
            InputError: The archive is empty, its directory is damaged or its members overlap.
        """
        try:
            archive = zipfile.ZipFile(io.BytesIO(file.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            yield from _read_without_directory(file)
            return
        with archive:
            # `is_dir` fails where a damaged directory has a member without a name.
            members = [member for member in archive.infolist() if not member.filename.endswith("/")]
            if not any(member.file_size for member in members):
                raise InputError(file.source, ALL_EMPTY if members else "The archive holds no files.")
            if _overlap(members):
                raise InputError(file.source, "Its members overlap each other, as in archives made to fill disks.")
            names = [_read_name(member) for member in members]
            parts = list_page_parts(names)
            for member, name in zip(members, names, strict=True):
                if member.file_size and not is_hidden(name) and name not in parts:
                    yield _read_member(file, name_part(file, tidy_name(name)), archive, member)
        yield from note_hidden(file.source, names)
        yield from note_page_parts(file.source, len(parts))
        yield from note_empty(file.source, sum(not member.file_size for member in members))


def _overlap(members: Sequence[zipfile.ZipInfo]) -> bool:
    spans = sorted((m.header_offset, m.header_offset + _LOCAL_HEADER_BYTES + m.compress_size) for m in members)
    return any(end > start for (_, end), (start, _) in itertools.pairwise(spans))


def _read_member(file: File, source: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> File | Rejection:
    if member.flag_bits & _LOCKED:
        return Rejection(source=source, stage=STAGE, reason="It is locked with a password.")
    if member.create_system == _UNIX and stat.S_ISLNK(member.external_attr >> 16):
        return Rejection(source=source, stage=STAGE, reason="It is a link, which is not followed.", outcome="skipped")
    try:
        with archive.open(member) as content:
            data = read_part(source, content, member.compress_size, member.file_size)
        return File(source=source, data=data, part_of=file.part_of)
    except InputError as error:
        reason = error.reason
    except NotImplementedError:
        reason = "It is packed with a method that cannot be undone here; pack it anew with Deflate."
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, OverflowError):
        reason = "It is damaged: what it unpacks to is not what was packed."
    return Rejection(source=source, stage=STAGE, reason=reason)


def _read_name(member: zipfile.ZipInfo) -> str:
    """The name; where no encoding is declared as UTF-8 if it is that, else as DOS wrote it."""
    if member.flag_bits & _IN_UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _read_without_directory(file: File) -> Iterator[File | Rejection]:
    """The members that can be found where the directory at the archive's end is missing or damaged."""
    found = 0
    for member in scan_members(file.source, file.data):
        if is_hidden(member.name):
            continue
        source = name_part(file, tidy_name(member.name))
        if isinstance(member, Member):
            found += 1
            yield File(source=source, data=member.data, part_of=file.part_of)
        else:
            yield Rejection(source=source, stage=STAGE, reason=member.reason)
    what = "members that it does not show are missing" if found else "nothing of it could be read"
    raise InputError(file.source, f"The archive is damaged or breaks off before its directory: {what}.")
