"""What of a file's own fields is of the report inside it.

Programs fill these fields themselves: the title is the file's name or that of the last report, the author whoever owns
the computer, the date when somebody saved the file. So title and author count only where the report itself prints them,
and the date never: it is told in a note.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from joindots.intake.blocks.lines import normalise_line
from joindots.intake.dates import parse_day
from joindots.model import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

Line = tuple[str, BlockKind]

_HEAD_LINES = 12  # in which a report prints its title and its author
_TITLE_WITHIN = 4  # lines in which the first heading is the title
_AUTHOR_MIN_WORDS = 2  # of a name; one word is the name of an account


class OwnFields(Struct, frozen=True, kw_only=True):
    """What a file says of itself.

    Attributes:
        title: Or None.
        author: Or None.
        created: ISO 8601 day on which the file was made, or None.
    """

    title: str | None = None
    author: str | None = None
    created: str | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """For `Document.notes`."""
        return (f"file made on {self.created}",) if self.created else ()


def read_own_fields(root: "_Element | None") -> OwnFields:
    """Fields of an office document.

    Source: Dublin Core, as ECMA-376 part 2, section 8.3 and OpenDocument 1.3, section 4.3.2 use it.
    """
    values: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if element.text and element.text.strip():
            values.setdefault(name, element.text.strip())
    return OwnFields(
        title=values.get("title"),
        author=values.get("initial-creator") or values.get("creator"),
        created=parse_day(values.get("created") or values.get("creation-date") or ""),
    )


def mark_title(lines: Sequence[Line], given: str | None) -> list[Line]:
    """Make the line that prints the given title the title; else the first heading, where it opens the text.

    Args:
        lines: In text order.
        given: Title in the file's own fields, or None.
    """
    marked = list(lines)
    if any(kind == "title" for _, kind in lines):
        return marked
    shown = [(i, text, kind) for i, (text, kind) in enumerate(lines) if kind != "boilerplate"]
    key = normalise_line(given or "")
    printed = next((i for i, text, _ in shown[:_HEAD_LINES] if key and normalise_line(text) == key), None)
    opening = next((i for i, _, kind in shown[:_TITLE_WITHIN] if kind == "heading"), None)
    place = opening if printed is None else printed
    if place is not None:
        marked[place] = (lines[place][0], "title")
    return marked


def find_authors(lines: Sequence[Line], given: str | None) -> tuple[str, ...]:
    """The given author's name, where the head of the report prints it."""
    name = " ".join((given or "").split())
    if len(name.split()) < _AUTHOR_MIN_WORDS:
        return ()
    head = [" ".join(text.split()).casefold() for text, _ in lines[:_HEAD_LINES]]
    return (name,) if any(name.casefold() in line for line in head) else ()
