"""The report of an account as a Word document with real footnotes (python-docx)."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from lxml import etree

from joindots.account.exports.briefings import Briefing, Note, Paragraph, Style
from joindots.model import MissingExtraError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Line

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_STYLES: Final[dict[Style, str]] = {
    "title": "Title",
    "lead": "Subtitle",
    "section": "Heading 1",
    "finding": "Heading 2",
    "item": "List Bullet",
    "text": "Normal",
}
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)  # the same account gives the same bytes on any day
# What XML 1.0 cannot hold; controls are pictured before, so this is what is left.
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESERVED: Final = 2  # ids of the two separators that a file with footnotes has


def encode_docx(briefing: Briefing) -> bytes:
    """A report as DOCX.

    Args:
        briefing: The report.

    Raises:
        MissingExtraError: The extra `documents` is not installed.
    """
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("a Word document needs an extra: pip install 'joindots[documents]'") from error
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = _clean(briefing.title), "joindots", "joindots"
    properties.created = properties.modified = _MADE
    cited: set[int] = set()
    for paragraph in briefing.paragraphs:
        _write(document.add_paragraph(style=_STYLES[paragraph.style]), paragraph, cited)
    _attach(document, briefing.notes)
    out = io.BytesIO()
    document.save(out)
    return _settle(out.getvalue())


def _write(line: "Line", paragraph: Paragraph, cited: set[int]) -> None:
    """Write a paragraph; a footnote can be referred to once, so that a note cited again is a raised number.

    Word numbers footnotes in the order of their references, which is how the notes of a report are numbered.
    """
    for piece in paragraph.pieces:
        run = line.add_run(_clean(piece.text))
        run.bold = True if piece.strong else None
        for position, number in enumerate(piece.notes):
            mark = line.add_run(" " if position else "")
            mark.font.superscript = True
            if number in cited:
                mark.add_text(str(number))
            else:
                cited.add(number)
                reference = {f"{{{_W}}}id": str(number + _RESERVED - 1)}
                etree.SubElement(mark._r, f"{{{_W}}}footnoteReference", reference)  # noqa: SLF001 - python-docx knows no footnotes


def _attach(document: "Document", notes: tuple[Note, ...]) -> None:
    """Add the part that holds the footnotes; python-docx knows none.

    Source: ECMA-376-1, 17.11 (footnotes; the separators are required).
    """
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - an extra
    from docx.opc.part import Part  # noqa: PLC0415 - an extra

    root = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W})
    for number, kind in enumerate(("separator", "continuationSeparator")):
        note = etree.SubElement(root, f"{{{_W}}}footnote", {f"{{{_W}}}type": kind, f"{{{_W}}}id": str(number)})
        run = etree.SubElement(etree.SubElement(note, f"{{{_W}}}p"), f"{{{_W}}}r")
        etree.SubElement(run, f"{{{_W}}}{kind}")
    for made in notes:
        _add_note(root, made)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, data, document.part.package)
    document.part.relate_to(part, _RELATION)


def _add_note(root: etree._Element, made: Note) -> None:
    note = etree.SubElement(root, f"{{{_W}}}footnote", {f"{{{_W}}}id": str(made.number + _RESERVED - 1)})
    paragraph = etree.SubElement(note, f"{{{_W}}}p")
    mark = etree.SubElement(paragraph, f"{{{_W}}}r")
    raised = etree.SubElement(etree.SubElement(mark, f"{{{_W}}}rPr"), f"{{{_W}}}vertAlign")
    raised.set(f"{{{_W}}}val", "superscript")
    etree.SubElement(mark, f"{{{_W}}}footnoteRef")
    run = etree.SubElement(paragraph, f"{{{_W}}}r")
    small = etree.SubElement(etree.SubElement(run, f"{{{_W}}}rPr"), f"{{{_W}}}sz")
    small.set(f"{{{_W}}}val", "18")
    text = etree.SubElement(run, f"{{{_W}}}t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = _clean(f" {made.place}: “{made.quote}”")


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("�", text)


def _settle(data: bytes) -> bytes:
    """The same ZIP file without the day it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
