"""A decoded document before its blocks are labelled with a view of the whole pile."""

from msgspec import Struct
from msgspec.structs import replace

from joindots.model import BlockKind


class Hint(Struct, frozen=True, kw_only=True):
    """What the format itself says of a stretch of text, such as a heading in HTML.

    Attributes:
        start: First code point.
        end: One past the last.
        kind: What the format says it is.
    """

    start: int
    end: int
    kind: BlockKind


class Draft(Struct, frozen=True, kw_only=True):
    """A decoded document; a pure function of its bytes.

    Attributes:
        source: As in `Document`.
        sha256: As in `Document`.
        media_type: As in `Document`.
        text: Final text; labelling only reads it.
        title: From the format's own fields, or None.
        publisher: The same.
        authors: The same.
        published: The same, ISO 8601 day, or None.
        url: The same.
        part_of: As in `Document`.
        hints: Paragraphs the format marks; where there are any they tile the text.
        notes: Sorted remarks for `Document.notes`.
    """

    source: str
    sha256: str
    media_type: str
    text: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    part_of: str | None = None
    hints: tuple[Hint, ...] = ()
    notes: tuple[str, ...] = ()


def cut_draft(draft: Draft, most: int) -> Draft:
    """The first `most` characters of a draft, with the hints there; itself where it is no longer."""
    if len(draft.text) <= most:
        return draft
    hints = tuple(replace(hint, end=min(hint.end, most)) for hint in draft.hints if hint.start < most)
    return replace(draft, text=draft.text[:most], hints=hints)
