"""Links both ways between statements and the places in the reports that they were made from."""

from collections import defaultdict
from typing import Literal

from msgspec import Struct

from joindots.account.indexes import Context, Index
from joindots.model import Mention, Span

StatementKind = Literal["finding", "speech", "figure", "incident", "event", "entity", "source"]


class Statement(Struct, frozen=True, kw_only=True):
    """Something that the account says, and where it says it.

    Attributes:
        id: Of the record; the same is the anchor on the page.
        kind: What sort of statement.
        label: In a few words, for the link back from the text.
    """

    id: str
    kind: StatementKind
    label: str


class Place(Struct, frozen=True, kw_only=True):
    """A place in a report, as a statement cites it.

    Attributes:
        document: Id of the report.
        start: First code point.
        end: One past the last.
        mark: Of the report: "R3".
        byline: Publisher and date of the report.
        line: Counted from 1.
        anchor: Of the place on the page, or None where the report's text is not on it.
    """

    document: str
    start: int
    end: int
    mark: str
    byline: str
    line: int
    anchor: str | None


class Quote(Struct, frozen=True, kw_only=True):
    """A place with the words that stand there.

    Attributes:
        place: Where.
        context: The words with their sentence.
        paragraph: The words with their whole paragraph, where that is more and has been asked for.
    """

    place: Place
    context: Context
    paragraph: Context | None = None


def place_anchor(index: Index, document: str, start: int, end: int) -> str:
    """The anchor of a place in a report's text; short, because a page holds thousands: "R3-120-164"."""
    return f"{index.mark(document)}-{start}-{end}"


class Citations:
    """Keeps which statement cites which place, so that each place can link back.

    Attributes:
        index: Look-ups over the account.
        shown: Ids of the reports whose text is on the page.
        places: For each report shown, the statements by place (start, end), in the order they were made.
    """

    def __init__(self, index: Index, shown: frozenset[str]) -> None:
        """Start without citations."""
        self.index = index
        self.shown = shown
        self.places: dict[str, dict[tuple[int, int], list[Statement]]] = defaultdict(dict)

    def cite(self, span: Span | Mention, statement: Statement) -> Place:
        """Cite a place for a statement; the place will link back to it."""
        document, start, end = span.document, span.start, span.end
        anchor = None
        if document in self.shown:
            anchor = place_anchor(self.index, document, start, end)
            statements = self.places[document].setdefault((start, end), [])
            if statement not in statements:
                statements.append(statement)
        index = self.index
        return Place(
            document=document,
            start=start,
            end=end,
            mark=index.mark(document),
            byline=index.byline(document),
            line=index.line(document, start),
            anchor=anchor,
        )

    def quote(self, span: Span, statement: Statement, *, whole: bool = False) -> Quote:
        """Cite a place with its words, and with its whole paragraph where that is wanted."""
        context = self.index.context(span)
        paragraph = self.index.paragraph(span) if whole else None
        return Quote(
            place=self.cite(span, statement), context=context, paragraph=paragraph if paragraph != context else None
        )
