"""Sources: the reports, which of them covers which finding, who copied whom."""

from heapq import nsmallest
from typing import Literal

from msgspec import Struct

from joindots.account.citations import Citations, Place, Statement
from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.phrases import basis_words, date_words
from joindots.account.source_phrases import language_words, media_words, remark_words
from joindots.account.views.findings import FindingView, order_positions
from joindots.account.views.groups import Group, group_items
from joindots.account.views.languages import describe_paragraphs, reading_of
from joindots.model import Document, Finding, Reuse

_REPORTS_SHOWN = 30  # open rows of the list of reports
_REPORTS_HELD = 400  # rows on the page
_COLUMNS = 12  # reports that the matrix can stand beside each other
_PICTURED = 100  # reports that a picture can
_SIDES = 48  # code points of what the positions say, in the matrix
_COPIES_SHOWN = 10  # open copied passages
_COPIES_HELD = 100  # copied passages on the page


class ReportView(Struct, frozen=True, kw_only=True):
    """A report.

    Attributes:
        id: Of the document.
        mark: "R3".
        publisher: As printed, or None.
        title: As printed, or None.
        authors: As printed.
        date: In words, or None.
        basis: How the date is known, or None.
        date_place: Where it is stated, or None.
        source: File or address.
        url: Given with the report, or None.
        part_of: Mail that it came attached to, or None.
        part_of_mark: That mail's own mark where its row is on the page, or None.
        media: Format, in words.
        language: In words, with how far it is read where that is not in full, or None where it cannot be told.
        paragraphs: Those in other languages, counted, with how far they are read.
        words: Length of the report without boilerplate.
        notes: What intake noticed, in sentences.
        shown: Whether the text is on the page.
        findings: In how many findings it is cited.
    """

    id: str
    mark: str
    publisher: str | None
    title: str | None
    authors: tuple[str, ...]
    date: str | None
    basis: str | None
    date_place: Place | None
    source: str
    url: str | None
    part_of: str | None
    part_of_mark: str | None
    media: str
    language: str | None
    paragraphs: tuple[str, ...]
    words: int
    notes: tuple[str, ...]
    shown: bool
    findings: int


class CopyView(Struct, frozen=True, kw_only=True):
    """A passage that two reports share.

    Attributes:
        id: Of the reuse.
        a: Place in the one that was first where that is known.
        b: Place in the other.
        directed: Whether it is known which was first.
        percent: Share of words that agree.
        words: Length of the passage.
        text: Its beginning.
    """

    id: str
    a: Place
    b: Place
    directed: bool
    percent: int
    words: int
    text: str


class CoverView(Struct, frozen=True, kw_only=True):
    """Which reports a finding rests on.

    Attributes:
        id: Of the finding.
        kind: The verdict.
        label: Of the finding.
        cells: One a report: the positions it supports (1, 2 ...), empty where it is silent.
    """

    id: str
    kind: str
    label: str
    cells: tuple[tuple[int, ...], ...]


class SourcesView(Struct, frozen=True, kw_only=True):
    """All about the sources.

    Attributes:
        reports: In order of publication.
        columns: Marks of the reports in the order of the cells of `covers`; empty in a pile too large for a table.
        covers: One a finding that is on the page; empty in a pile too large for a picture.
        copies: Longest first.
    """

    reports: Group[ReportView]
    columns: tuple[str, ...]
    covers: tuple[CoverView, ...]
    copies: Group[CopyView]


def view_sources(citations: Citations, findings: tuple[FindingView, ...]) -> SourcesView:
    """The reports, what they cover and what they share.

    Args:
        citations: Takes up what is cited.
        findings: Those on the page, in the order of the page.

    Returns:
        The view.
    """
    index = citations.index
    counts = _count_findings(index)
    held = [_view_report(citations, document, counts.get(document.id, 0)) for document in index.reports[:_REPORTS_HELD]]
    small = len(index.reports) <= _COLUMNS
    return SourcesView(
        reports=group_items(held, len(index.reports) - len(held), _REPORTS_SHOWN),
        columns=tuple(index.mark(document.id) for document in index.reports) if small else (),
        covers=tuple(_view_cover(index, f) for f in findings) if len(index.reports) <= _PICTURED else (),
        copies=_view_copies(citations),
    )


def _count_findings(index: Index) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in index.account.findings:
        for document in {document for position in finding.positions for document in position.documents}:
            counts[document] = counts.get(document, 0) + 1
    return counts


def _view_report(citations: Citations, document: Document, findings: int) -> ReportView:
    index = citations.index
    mark = index.mark(document.id)
    published = document.published
    statement = Statement(id=f"source-{mark}", kind="source", label=f"date of {mark}")
    stated = published.evidence if published else ()
    return ReportView(
        id=document.id,
        mark=mark,
        publisher=flatten(document.publisher) if document.publisher else None,
        title=flatten(document.title) if document.title else None,
        authors=tuple(flatten(author) for author in document.authors),
        date=date_words(published.value) if published else None,
        basis=basis_words(published) if published else None,
        date_place=citations.cite(stated[0], statement) if stated else None,
        source=flatten(document.source),
        url=flatten(document.url) if document.url else None,
        part_of=flatten(document.part_of) if document.part_of else None,
        part_of_mark=_find_mail(index, document),
        media=flatten(media_words(document.media_type)),
        language=_tell_language(index, document),
        paragraphs=tuple(flatten(each) for each in describe_paragraphs(index.account, document)),
        words=_count_words(document),
        notes=tuple(flatten(remark_words(note)) for note in document.notes),
        shown=document.id in citations.shown,
        findings=findings,
    )


def _find_mail(index: Index, document: Document) -> str | None:
    """The mark of the mail that a report came attached to, where the mail has a row on the page."""
    held = index.reports[:_REPORTS_HELD] if document.part_of else ()
    return next((index.mark(mail.id) for mail in held if mail.source == document.part_of), None)


def _tell_language(index: Index, document: Document) -> str | None:
    if document.language is None:
        return None
    words, depth = flatten(language_words(document.language)), reading_of(index.account, document.language)
    return words if depth == "in full" else f"{words}, {depth}"


def _count_words(document: Document) -> int:
    kept = (document.text[block.start : block.end] for block in document.blocks if block.kind != "boilerplate")
    return sum(len(text.split()) for text in kept)


def _view_cover(index: Index, view: FindingView) -> CoverView:
    finding = index.records[view.id]
    positions = order_positions(index, finding) if isinstance(finding, Finding) else ()
    return CoverView(
        id=view.id,
        kind=view.kind,
        label=_label(view),
        cells=tuple(
            tuple(number for number, position in enumerate(positions, 1) if document.id in position.documents)
            for document in index.reports
        ),
    )


def _label(view: FindingView) -> str:
    """The topic, and what the positions say where that is short."""
    topic = f"{view.family}, {view.subject}" if view.subject else view.family
    sides = " / ".join(position.says for position in view.positions)
    return f"{topic}: {sides}" if len(sides) <= _SIDES else topic


def _view_copies(citations: Citations) -> Group[CopyView]:
    reuse = citations.index.account.reuse
    longest = nsmallest(_COPIES_HELD, reuse, key=lambda r: (-min(len(r.a.text), len(r.b.text)), r.id))
    held = [_view_copy(citations, record) for record in longest]
    return group_items(held, len(reuse) - len(held), _COPIES_SHOWN)


def _view_copy(citations: Citations, reuse: Reuse) -> CopyView:
    marks = citations.index.mark(reuse.a.document), citations.index.mark(reuse.b.document)
    statement = Statement(id=reuse.id, kind="source", label=f"shared by {marks[0]} and {marks[1]}")
    sides: tuple[Literal["a", "b"], ...] = ("b", "a") if reuse.earlier == "b" else ("a", "b")
    a, b = (citations.cite(reuse.a if side == "a" else reuse.b, statement) for side in sides)
    text = flatten(reuse.a.text)
    return CopyView(
        id=reuse.id,
        a=a,
        b=b,
        directed=reuse.earlier is not None,
        percent=round(100 * reuse.similarity),
        words=len(text.split()),
        text=text if len(text) <= 240 else text[:238].rpartition(" ")[0] + " …",
    )
