"""Inputs to drafts: one small reader a format, behind one protocol."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from joindots.intake.drafts import Draft
from joindots.intake.html_pages import HtmlReader
from joindots.intake.inputs import STAGE, Input
from joindots.intake.json_lines import JsonLinesReader
from joindots.intake.plain_texts import PlainTextReader
from joindots.intake.signatures import check_readable
from joindots.model import InputError, Rejection


class Reader(Protocol):
    """Reads one format. Stateless."""

    def accepts(self, source: str, data: bytes) -> bool:
        """Whether a name and content look like this format."""

    def read(self, source: str, data: bytes) -> tuple[list[Draft], list[Rejection]]:
        """Read one file.

        Raises:
            InputError: Nothing in it can be used.
        """


# The first that accepts reads; plain text accepts everything and stands last.
READERS: Sequence[Reader] = (JsonLinesReader(), HtmlReader(), PlainTextReader())


def read_input(item: Input) -> tuple[list[Draft], list[Rejection]]:
    """Read one input; depends on nothing but its bytes and name.

    Args:
        item: From `find_inputs`.

    Returns:
        Drafts in file order, and rejections, each with a reason.
    """
    try:
        data = _read_bytes(item)
        check_readable(item.source, data)
        reader = next(reader for reader in READERS if reader.accepts(item.source, data))
        return reader.read(item.source, data)
    except InputError as error:
        return [], [Rejection(source=error.source, stage=STAGE, reason=error.reason)]


def _read_bytes(item: Input) -> bytes:
    if item.data is not None or item.path is None:
        return item.data or b""
    try:
        return Path(item.path).read_bytes()
    except OSError as error:
        raise InputError(item.source, f"The file cannot be read: {error.strerror}.") from error
