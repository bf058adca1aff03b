"""An account as a report to hand round: short, every statement with a note that says where it stands."""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from joindots.account.citations import Place, Quote
from joindots.account.escapes import flatten
from joindots.account.finding_citations import cite_finding
from joindots.account.indexes import Index
from joindots.account.views.briefs import JOINTS, VERDICTS, Line
from joindots.account.views.findings import FindingView, PositionView
from joindots.account.views.pages import Page
from joindots.model import Account, Finding

Style = Literal["title", "lead", "section", "finding", "item", "text"]
_QUOTE = 400  # code points of a quote in a note


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of a paragraph with the notes behind it.

    Attributes:
        text: On one line.
        strong: Whether it stands out.
        notes: Numbers of the notes that follow it.
    """

    text: str
    strong: bool = False
    notes: tuple[int, ...] = ()


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph.

    Attributes:
        style: What it is.
        pieces: In order.
    """

    style: Style
    pieces: tuple[Piece, ...]


class Note(Struct, frozen=True, kw_only=True):
    """Where a statement stands.

    Attributes:
        number: From 1.
        place: Report, its file, and code points, in words.
        quote: What stands there.
    """

    number: int
    place: str
    quote: str


class Briefing(Struct, frozen=True, kw_only=True):
    """A report with its notes.

    Attributes:
        title: What happened.
        paragraphs: In order; the first is the title.
        notes: In order of their numbers.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]


class _Notes:
    """Numbers places in the order in which they are first cited."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.made: dict[tuple[str, int, int], Note] = {}

    def cite(self, places: Iterable[Place]) -> tuple[int, ...]:
        """The numbers of some places."""
        return tuple(dict.fromkeys(self._number(place) for place in places))

    def _number(self, place: Place) -> int:
        key = place.document, place.start, place.end
        if key not in self.made:
            document = self.index.document(place.document)
            words = f"{place.byline} ({flatten(document.source)}, {place.start}–{place.end})"
            quote = flatten(document.text[place.start : place.end])
            quote = quote if len(quote) <= _QUOTE else quote[:_QUOTE].rpartition(" ")[0] + " …"
            self.made[key] = Note(number=len(self.made) + 1, place=words, quote=quote)
        return self.made[key].number


def write_briefing(account: Account) -> Briefing:
    """Make the report of an account.

    Args:
        account: Any.

    Returns:
        What happened, then every finding that joindots is not unsure of, by kind, each position with its notes, and
        the reports it was made from. All text is on one line and neutralised, not escaped.
    """
    page = Page(Index(account))
    index = Index(account)
    notes = _Notes(index)
    paragraphs = [*_head(page), *_happened(page, notes)]
    for section in page.sections:
        found = [finding for finding in section.findings.items if finding.certainty != "unsure"]
        if found:
            paragraphs += [_say("section", section.title), _say("text", section.lead)]
            paragraphs += [paragraph for finding in found for paragraph in _tell(index, finding, notes)]
    paragraphs += _foot(page, index)
    return Briefing(title=page.facts.title, paragraphs=tuple(paragraphs), notes=tuple(notes.made.values()))


def _say(style: Style, text: str) -> Paragraph:
    return Paragraph(style=style, pieces=(Piece(text=text),))


def _head(page: Page) -> Iterator[Paragraph]:
    facts = page.facts
    yield _say("title", facts.title)
    period = f", published {facts.period}" if facts.period else ""
    yield _say("lead", f"An account of {facts.reports}: {facts.publishers}, {facts.origins}{period}.")


def _happened(page: Page, notes: _Notes) -> Iterator[Paragraph]:
    if page.brief.lines:
        yield _say("section", "What happened")
    for line in page.brief.lines:
        yield Paragraph(style="item", pieces=tuple(_pieces(line, notes)))


def _pieces(line: Line, notes: _Notes) -> Iterator[Piece]:
    verdict = f" ({VERDICTS[line.kind]})" if line.kind else ""
    yield Piece(text=f"{line.title}{verdict}: ", strong=True)
    for number, part in enumerate(line.parts):
        yield Piece(text=f"{JOINTS.get(line.kind, '; ') if number else ''}{part.words}", notes=notes.cite(part.places))
    yield Piece(text=".")


def _tell(index: Index, finding: FindingView, notes: _Notes) -> Iterator[Paragraph]:
    yield _say("finding", f"{finding.family}: {finding.subject}" if finding.subject else finding.family)
    for position in finding.positions:
        pieces = (
            Piece(text=position.says, strong=True, notes=notes.cite(_places(position))),
            Piece(text=f" — {position.support}{_origins(position)}"),
        )
        yield Paragraph(style="item", pieces=pieces)
    yield _say("text", finding.explanation)
    record = index.records.get(finding.id)
    if isinstance(record, Finding):
        yield _say("text", f"To cite: {cite_finding(index, record)}")


def _places(position: PositionView) -> list[Place]:
    quotes: tuple[Quote, ...] = position.quotes
    return [*(quote.place for quote in quotes), *position.places]


def _origins(position: PositionView) -> str:
    return "".join(f"; {', '.join(origin.reports)}: {origin.why}" for origin in position.origins)


def _foot(page: Page, index: Index) -> Iterator[Paragraph]:
    yield _say("section", "The reports")
    for document in index.reports:
        title = f"{flatten(document.title)}. " if document.title else ""
        words = f"{index.mark(document.id)} {index.byline(document.id)}. {title}{flatten(document.source)}"
        yield _say("item", f"{words}, SHA-256 {document.sha256}")
    yield _say(
        "text",
        f"Made by joindots {page.version} from the reports alone. Nothing here is asserted by joindots: every "
        "statement is a report's, or that of the source it names. Numbers in notes are code points of the report's "
        "text, half-open.",
    )
