"""Plain text, the reader of last resort."""

import hashlib

from joindots.intake.drafts import Draft
from joindots.intake.paragraphs import BLANKS
from joindots.model import InputError, Rejection
from joindots.text.decode import decode_text


class PlainTextReader:
    """Reads a file as one document of plain text."""

    def accepts(self, source: str, data: bytes) -> bool:  # noqa: ARG002 - the protocol of all readers
        """Always."""
        return True

    def read(self, source: str, data: bytes) -> tuple[list[Draft], list[Rejection]]:
        """Decode the file.

        Raises:
            InputError: It holds nothing but white space.
        """
        decoded = decode_text(data)
        if not decoded.text.strip(BLANKS):
            raise InputError(source, "The file holds no text.")
        draft = Draft(
            source=source,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type="text/plain",
            text=decoded.text,
            notes=decoded.notes,
        )
        return [draft], []
