"""Office documents of all makers as drafts."""

from collections.abc import Iterable, Sequence

from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.formats.own_fields import Line, OwnFields, find_authors, mark_title
from joindots.intake.pages.html_fragments import compose_lines
from joindots.model import InputError


def make_draft(file: File, media_type: str, lines: Sequence[Line], own: OwnFields, noticed: Iterable[str]) -> Draft:
    """The draft of a document.

    Args:
        file: As it came.
        media_type: Of its format.
        lines: Its paragraphs, with what each is.
        own: What its properties say.
        noticed: Notes on what was met in it.

    Raises:
        InputError: It holds no text.
    """
    if not any(kind != "boilerplate" for _, kind in lines):
        raise InputError(file.source, "The document holds no text.")
    text, hints = compose_lines(mark_title(lines, own.title))
    return Draft(
        source=file.source,
        sha256=file.sha256,
        media_type=media_type,
        text=text,
        authors=find_authors(lines, own.author),
        url=file.url,
        part_of=file.part_of,
        hints=hints,
        notes=tuple(sorted({*noticed, *own.notes})),
    )
