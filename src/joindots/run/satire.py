"""Reports that are labelled as satire: they are shown, and not read for what they say."""

from msgspec.structs import replace

from joindots.intake.blocks.remarks import SATIRE
from joindots.model import Document, Rejection

_REASON = "It is labelled as satire; it is shown and not read further."


def clear_satire(document: Document) -> Document:
    """What of a document is read further: nothing of satire, else the document itself.

    Returns:
        The document, without text and blocks where it is satire; the id stays.
    """
    return replace(document, text="", blocks=()) if SATIRE in document.notes else document


def reject_satire(document: Document) -> Rejection | None:
    """Say that a document is not read further where it is satire; None for every other."""
    if SATIRE not in document.notes:
        return None
    return Rejection(source=document.source, stage="parse", reason=_REASON, outcome="partly read")
