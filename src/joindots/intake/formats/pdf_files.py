"""PDF: the text layer of its pages, and the files inside it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from joindots.intake.dates import parse_day
from joindots.intake.drafts import Draft
from joindots.intake.files import File, name_part
from joindots.intake.formats.own_fields import OwnFields, find_authors, mark_title
from joindots.intake.formats.page_flows import list_paragraphs
from joindots.intake.formats.part_names import tidy_name
from joindots.intake.formats.pdf_repairs import rebuild_pdf
from joindots.intake.formats.pdf_texts import PdfText, read_text
from joindots.intake.inputs import STAGE
from joindots.intake.limits import MOST_PART_BYTES
from joindots.intake.pages.html_fragments import compose_lines
from joindots.model import InputError, Rejection

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024  # bytes. Source: ISO 32000-1, annex H, implementation note 13
_MEDIA_TYPE = "application/pdf"
_MOST_FILES = 1_000  # inside one PDF
_CUT_OFF = "The PDF is cut off or damaged; only the pages that could be found in it are read."
_ALL_LOST = "The PDF is cut off or damaged, and no page with text was found in it."
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


class PdfReader:
    """Reads a PDF as one document. Nothing in it is run, and nothing that it points to is fetched."""

    def accepts(self, file: File) -> bool:
        """By signature, also behind the few lines that some servers and printers put before it."""
        before, found, _ = file.data[:_SIGNATURE_WITHIN].partition(_SIGNATURE)
        return bool(found) and (not before or (b"\x00" not in before and b"startxref" in file.data))

    def read(self, file: File) -> Iterator[Draft | File | Rejection]:
        """Read the pages as one draft, then the files inside.

        Raises:
            InputError: It is locked or damaged, or no page has text.
        """
        document, lost = _open(file)
        try:
            text = read_text(document)
            draft = _make_draft(file, text, _read_own_fields(document))
            if draft:
                yield draft
            yield from _list_files(file, document)
            lost = lost if draft or not lost else _ALL_LOST
            missing = " ".join(filter(None, (lost, text.missing)))
            if missing or not draft:
                raise InputError(file.source, missing or "The PDF holds no text.")
        finally:
            document.close()


def _open(file: File) -> tuple["PdfDocument", str | None]:
    """The document, and what is said where it could only be opened without its end."""
    from pypdfium2 import PdfDocument, PdfiumError, raw  # noqa: PLC0415 - loads the library

    try:
        return PdfDocument(file.data), None
    except PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise InputError(file.source, "The PDF is locked with a password.") from error
        rebuilt = rebuild_pdf(file.data)
        with suppress(PdfiumError):
            if rebuilt:
                return PdfDocument(rebuilt), _CUT_OFF
        raise InputError(file.source, "The PDF is damaged and cannot be opened.") from error


def _make_draft(file: File, text: PdfText, own: OwnFields) -> Draft | None:
    lines = list_paragraphs(text.pages)
    if not lines:
        return None
    words, hints = compose_lines(mark_title(lines, own.title))
    return Draft(
        source=file.source,
        sha256=file.sha256,
        media_type=_MEDIA_TYPE,
        text=words,
        authors=find_authors(lines, own.author),
        url=file.url,
        part_of=file.part_of,
        hints=hints,
        notes=tuple(sorted({*text.notes, *own.notes})),
    )


def _read_own_fields(document: "PdfDocument") -> OwnFields:
    """Source: ISO 32000-1, section 14.3.3; its dates are D:YYYYMMDD and more."""
    fields = document.get_metadata_dict(skip_empty=True)
    made = _DAY.match(fields.get("CreationDate", ""))
    return OwnFields(
        title=fields.get("Title"),
        author=fields.get("Author"),
        created=parse_day("-".join(made.groups())) if made else None,
    )


def _list_files(file: File, document: "PdfDocument") -> Iterator[File | Rejection]:
    """Files inside the PDF, in the order of their names in it."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - loads the library

    count = document.count_attachments()
    for index in range(min(count, _MOST_FILES)):
        source = name_part(file, f"file {index + 1}")
        try:
            inside = document.get_attachment(index)
            source = name_part(file, tidy_name(inside.get_name()))
            data = bytes(inside.get_data())
        except PdfiumError:
            yield Rejection(source=source, stage=STAGE, reason="The file inside the PDF is empty or damaged.")
            continue
        if len(data) > MOST_PART_BYTES:
            reason = f"It unpacks to more than {MOST_PART_BYTES // 2**20} MB, more than is read."
            yield Rejection(source=source, stage=STAGE, reason=reason)
        else:
            yield File(source=source, data=data, part_of=file.part_of)
    if count > _MOST_FILES:
        reason = f"It holds more than {_MOST_FILES:,} files; those after them are not read."
        yield Rejection(source=file.source, stage=STAGE, reason=reason, outcome="partly read")
