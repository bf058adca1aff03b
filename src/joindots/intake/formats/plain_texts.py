"""Plain text, the reader of last resort."""

from collections.abc import Iterator

from joindots.intake.blocks.paragraphs import BLANKS
from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.signatures import check_markup
from joindots.model import InputError
from joindots.text.decode import decode_text


class PlainTextReader:
    """Reads a file as one document of plain text."""

    def accepts(self, file: File) -> bool:  # noqa: ARG002 - the protocol of all readers
        """Always."""
        return True

    def read(self, file: File) -> Iterator[Draft]:
        """Decode the file.

        Raises:
            InputError: It holds nothing but white space, or is XML that no other reader knows.
        """
        decoded = decode_text(file.data)
        if not decoded.text.strip(BLANKS):
            raise InputError(file.source, "The file holds no text.")
        check_markup(file.source, decoded.text)
        yield Draft(
            source=file.source,
            sha256=file.sha256,
            media_type="text/plain",
            text=decoded.text,
            url=file.url,
            part_of=file.part_of,
            notes=decoded.notes,
        )
