"""Documents of offices that are known but not read: each is refused by its name, with what to do about it."""

from collections.abc import Iterator

from joindots.intake.files import File
from joindots.intake.formats.office_archives import CONTENT_TYPES, MIMETYPE_AT, OfficeArchive, is_archive
from joindots.model import InputError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Source: [MS-CFB], section 2.2
_RTF = b"{\\rtf"
_AS_TEXT = "save it as DOCX or PDF"
_AS_TABLE = "save its articles as CSV"
_LOCKED = "is locked with a password", "save it without one"
# Names of streams inside an OLE file, with what the file then is. Source: [MS-OFFCRYPTO], [MS-DOC], [MS-XLS],
# [MS-PPT], [MS-OXMSG].
_STREAMS = {
    "EncryptedPackage": _LOCKED,
    "WordDocument": ("is an old Word document (DOC)", _AS_TEXT),
    "Workbook": ("is an old Excel spreadsheet (XLS)", _AS_TABLE),
    "PowerPoint Document": ("is an old PowerPoint presentation (PPT)", "save it as PDF"),
    "__substg1.0_": ("is an Outlook message (MSG)", "save it as EML"),
}
# Parts of content types in an Office Open XML package. Source: ECMA-376, part 1, section 15.
_TYPES = {
    "spreadsheetml.": ("is an Excel spreadsheet (XLSX)", _AS_TABLE),
    "ms-excel.": ("is an Excel spreadsheet", _AS_TABLE),
    "presentationml.": ("is a PowerPoint presentation (PPTX)", "save it as PDF"),
    "ms-powerpoint.": ("is a PowerPoint presentation", "save it as PDF"),
}
# What a package names itself in its first member. Source: OpenDocument 1.3, part 2, section 3.3; EPUB 3.3, section 4.2.
_MIMETYPES = {
    "application/vnd.oasis.opendocument.spreadsheet": ("is an OpenDocument spreadsheet (ODS)", _AS_TABLE),
    "application/vnd.oasis.opendocument.presentation": ("is an OpenDocument presentation (ODP)", "save it as PDF"),
    "application/vnd.oasis.opendocument.": ("is an OpenDocument file of a kind that is not read", _AS_TEXT),
    "application/epub+zip": ("is an electronic book (EPUB)", _AS_TEXT),
}
_PAGES_MEMBER = b"Index/Document.iwa"

Refusal = tuple[str, str]


class OtherDocumentReader:
    """Refuses old and foreign office documents, which would else be taken for archives or for damaged text."""

    def accepts(self, file: File) -> bool:
        """By signature, and by what a package says of itself."""
        return _describe(file) is not None

    def read(self, file: File) -> Iterator[File]:
        """Refuse.

        Raises:
            InputError: Always.
        """
        name, advice = _describe(file) or ("cannot be read", _AS_TEXT)
        raise InputError(file.source, f"This {name}; {advice} to have it read.")


def _describe(file: File) -> Refusal | None:
    if file.data.startswith(_RTF):
        return "is a Rich Text file (RTF)", _AS_TEXT
    if file.data.startswith(_OLE):
        found = (each for name, each in _STREAMS.items() if name.encode("utf-16-le") in file.data)
        return next(found, ("is an old office document", _AS_TEXT))
    return _describe_package(file) if is_archive(file) else None


def _describe_package(file: File) -> Refusal | None:
    """Of two that fit, the longer name stands first in the table."""
    for name, refusal in _MIMETYPES.items():
        if file.data.startswith(f"mimetype{name}".encode(), MIMETYPE_AT):
            return refusal
    if _PAGES_MEMBER in file.data:
        return "is an Apple iWork document", _AS_TEXT
    if CONTENT_TYPES.encode() not in file.data:
        return None
    try:
        types = OfficeArchive(file).read(CONTENT_TYPES)
    except InputError:
        return None
    return next((refusal for name, refusal in _TYPES.items() if name.encode() in types), None)
