"""ZIP packages of office documents: their parts, bounded, and their XML without entities."""

import io
import lzma
import zipfile
import zlib
from typing import TYPE_CHECKING

from joindots.intake.files import File
from joindots.intake.formats.unpacking import read_part
from joindots.model import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT_TYPES = "[Content_Types].xml"  # the part that lists all others
MIMETYPE_AT = 30  # bytes into a package whose first member, `mimetype`, is stored as it is
_SIGNATURE = b"PK\x03\x04"
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
_DAMAGED = "The document is damaged: its parts cannot be unpacked."
_BREAKS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, RuntimeError, OverflowError)


def is_archive(file: File) -> bool:
    """Whether a file begins as a ZIP archive."""
    return file.data.startswith(_SIGNATURE)


class OfficeArchive:
    """The parts of an office document. Nothing is unpacked before it is asked for."""

    def __init__(self, file: File) -> None:
        """Open the package.

        Raises:
            InputError: It is none, or damaged.
        """
        self.source = file.source
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(file.data))
        except _BREAKS as error:
            raise InputError(file.source, _DAMAGED) from error
        self.names = tuple(self._archive.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of a part; empty where there is none of the name.

        Raises:
            InputError: It is damaged, or unpacks to too much.
        """
        try:
            member = self._archive.getinfo(name)
            with self._archive.open(member) as content:
                return read_part(self.source, content, member.compress_size)
        except KeyError:
            return b""
        except _BREAKS as error:
            raise InputError(self.source, _DAMAGED) from error

    def read_xml(self, name: str) -> "_Element | None":
        """The root of a part, or None where there is no part of the name.

        Raises:
            InputError: As `read` and `parse_xml`.
        """
        data = self.read(name)
        return parse_xml(self.source, data) if data else None


def parse_xml(source: str, data: bytes) -> "_Element":
    """Parse XML from anywhere: no document type, so no entities; no network; bounded depth.

    Raises:
        InputError: It is not well-formed, or declares a document type.
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring  # noqa: PLC0415 - plain text need not pay for it

    plain = data.replace(b"\x00", b"")  # UTF-16 has one beside each letter
    if any(mark in plain for mark in _DECLARES):
        raise InputError(source, "It declares entities, as no office program writes them; it is not read.")
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return fromstring(data, parser)
    except (XMLSyntaxError, ValueError) as error:
        raise InputError(source, "The document is damaged: it holds XML that cannot be read.") from error
