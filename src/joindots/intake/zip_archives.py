"""ZIP archives."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

from joindots.intake.files import File, name_part
from joindots.intake.inputs import STAGE
from joindots.intake.part_names import is_hidden, tidy_name
from joindots.intake.unpacking import read_part
from joindots.model import InputError, Rejection

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_LOCKED = 0x1  # bit of the general purpose flag. Source: PKWARE, APPNOTE.TXT, 4.4.4
_IN_UTF8 = 0x800


class ZipReader:
    """Yields the members in the order of the archive's directory."""

    def accepts(self, file: File) -> bool:
        """By signature."""
        return file.data.startswith(_SIGNATURES)

    def read(self, file: File) -> Iterator[File | Rejection]:
        """Yield members; those that are locked or damaged are named and left out.

        Raises:
            InputError: The archive's directory is damaged, or the archive is empty.
        """
        try:
            archive = zipfile.ZipFile(io.BytesIO(file.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
            raise InputError(file.source, "The archive is damaged: its directory cannot be read.") from error
        with archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            names = [_read_name(member) for member in members]
            hidden = sum(map(is_hidden, names))
            if hidden == len(members):
                raise InputError(file.source, "The archive holds no files to read.", "refused")
            for member, name in zip(members, names, strict=True):
                if not is_hidden(name):
                    yield _read_member(name_part(file, tidy_name(name)), archive, member)
        if hidden:
            reason = f"Hidden files and folders in it are not read ({hidden:,})."
            yield Rejection(source=file.source, stage=STAGE, reason=reason, outcome="skipped")


def _read_member(source: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> File | Rejection:
    if member.flag_bits & _LOCKED:
        return Rejection(source=source, stage=STAGE, reason="It is locked with a password.")
    try:
        with archive.open(member) as content:
            return File(source=source, data=read_part(source, content, member.compress_size))
    except InputError as error:
        return Rejection(source=source, stage=STAGE, reason=error.reason)
    except NotImplementedError:
        reason = "It is packed with a method that cannot be undone here; pack it anew with Deflate."
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
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
