"""DOCX: the text of a Word document."""

from collections.abc import Iterator

from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.formats.office_archives import CONTENT_TYPES, OfficeArchive, is_archive
from joindots.intake.formats.office_drafts import make_draft
from joindots.intake.formats.own_fields import Line, read_own_fields
from joindots.intake.formats.word_texts import WordText, list_styles, local_name, read_attribute
from joindots.model import BlockKind, InputError

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Ends of content types. Source: ECMA-376 part 1, section 11; macros and templates: Microsoft, [MS-OFFMACRO2].
_MAIN = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
)


class WordReader:
    """Reads DOCX and its kin (DOCM, DOTX) as one document. Macros are neither read nor run."""

    def accepts(self, file: File) -> bool:
        """By the package's own list of what it holds."""
        if not is_archive(file) or CONTENT_TYPES.encode() not in file.data:
            return False
        try:
            types = OfficeArchive(file).read(CONTENT_TYPES)
        except InputError:
            return file.extension in (".docx", ".docm")
        return any(mark.encode() in types for mark in _MAIN)

    def read(self, file: File) -> Iterator[Draft]:
        """Read headings, paragraphs, tables, text boxes and notes; headers and footers are boilerplate.

        Raises:
            InputError: It is damaged, declares entities, or holds no text.
        """
        package = _Package(file)
        lines = package.list_lines()
        own = read_own_fields(package.archive.read_xml(package.find("core-properties+xml")))
        yield make_draft(file, _MEDIA_TYPE, lines, own, package.text.noticed)


class _Package:
    """The parts of one document, found by their content types."""

    def __init__(self, file: File) -> None:
        self.archive = OfficeArchive(file)
        types = self.archive.read_xml(CONTENT_TYPES)
        overrides = [each for each in types if local_name(each) == "Override"] if types is not None else []
        self._parts = [
            (read_attribute(each, "PartName").lstrip("/"), read_attribute(each, "ContentType")) for each in overrides
        ]
        self.text = WordText(list_styles(self.archive.read_xml(self.find("wordprocessingml.styles+xml"))))
        if any(kind.endswith("vbaProject") for _, kind in self._parts) or "word/vbaProject.bin" in self.archive.names:
            self.text.noticed.add("macros left out")

    def find(self, *ends: str) -> str:
        """Name of the first part of a content type; empty where there is none."""
        return next((name for name, kind in self._parts if kind.endswith(ends)), "")

    def list_lines(self) -> list[Line]:
        """Headers, the text, notes, footers; lines that headers or footers share stand once."""
        headers = dict.fromkeys(self._read_all("wordprocessingml.header+xml", kind="boilerplate"))
        footers = dict.fromkeys(self._read_all("wordprocessingml.footer+xml", kind="boilerplate"))
        notes = [*self._read_all("wordprocessingml.footnotes+xml"), *self._read_all("wordprocessingml.endnotes+xml")]
        return [*headers, *self._read_all(*_MAIN), *notes, *footers]

    def _read_all(self, *ends: str, kind: BlockKind | None = None) -> Iterator[Line]:
        for name in sorted(name for name, part in self._parts if part.endswith(ends)):
            root = self.archive.read_xml(name)
            if root is not None:
                yield from ((text, kind or own) for text, own in self.text.list_lines(root))
