"""Two reports side by side, as they are shown: on a page, and on a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from joindots.account.citations import Citations, Statement
from joindots.account.comparisons import Comparison, Side
from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.phrases import count_words, date_words, list_words
from joindots.account.views.findings import FindingView, rank_findings
from joindots.account.views.groups import Group, group_items
from joindots.account.views.incidents import FieldView, IncidentView, ValueView, view_incidents
from joindots.account.views.own_statements import OwnView, view_own
from joindots.account.views.texts import TextView, view_texts
from joindots.account.views.wordings import Wording, lay_side_by_side
from joindots.model import Account, Document, Finding, Reuse

_AGREED: Final = ("agreement", "wording", "single")
_PASSAGES = (6, 60)  # passages shown openly, and on the page in all

# Of the findings between the two: id of the section, title, what is meant, and the summary of one and of several.
_SECTIONS: Final = (
    (
        "conflict",
        "Where they disagree",
        "Statements that cannot both hold for the same thing at the same time.",
        "They disagree on 1 point.",
        "They disagree on {} points.",
    ),
    (
        "one-sided",
        "Where one tells one side only",
        "The sources disagree; one report tells of both sides, the other of one.",
        "1 point is in dispute, and one report tells one side only.",
        "{} points are in dispute, and one report tells one side only.",
    ),
    (
        "change",
        "What changed between them",
        "What they tell differently because time has passed.",
        "1 thing changed from one to the other.",
        "{} things changed from one to the other.",
    ),
    (
        "scope",
        "What only looks alike",
        "Figures and descriptions that seem to match or clash but mean other things.",
        "1 point only looks like a difference or a match.",
        "{} points only look like a difference or a match.",
    ),
    (
        "wording",
        "Told in different words",
        "Words that only one of the two has are marked.",
        "1 thing is told in different words.",
        "{} things are told in different words.",
    ),
)


class SectionView(Struct, frozen=True, kw_only=True):
    """Findings of one sort between the two.

    Attributes:
        id: Of the section.
        title: Of the section.
        lead: What is meant, in a sentence.
        findings: Ranked.
    """

    id: str
    title: str
    lead: str
    findings: Group[FindingView]


class PassageView(Struct, frozen=True, kw_only=True):
    """A passage that both have.

    Attributes:
        id: Of the reuse.
        words: Of the longer side.
        percent: Of the words that agree.
        first: Mark of the report that was published first, or None where that is not known.
        speaker: Whom both quote there, or None.
        wording: Both sides; words that only one has are marked.
    """

    id: str
    words: int
    percent: int
    first: str | None
    speaker: str | None
    wording: Wording


class PaperView(Struct, frozen=True, kw_only=True):
    """One of the two reports.

    Attributes:
        mark: "R1", the one published first, or "R2".
        house: Who brings it.
        title: As printed, or None.
        date: In words, or None.
        source: File or address.
        words: Of its own text.
        shared: How much of it stands in the other, in words.
    """

    mark: str
    house: str
    title: str | None
    date: str | None
    source: str
    words: int
    shared: str


class RowView(Struct, frozen=True, kw_only=True):
    """What the two report of one field of an incident.

    Attributes:
        name: Of the field.
        cells: Values of the first report, and of the second.
    """

    name: str
    cells: tuple[tuple[ValueView, ...], tuple[ValueView, ...]]


class TableView(Struct, frozen=True, kw_only=True):
    """An incident as both report it.

    Attributes:
        id: Of the incident.
        name: Of the event.
        rows: Fields that one of them reports.
    """

    id: str
    name: str
    rows: tuple[RowView, ...]


class ComparisonPage(Struct, frozen=True, kw_only=True):
    """What the faces of a comparison show.

    Attributes:
        title: The two in a line.
        version: Of joindots.
        papers: The two reports, the one published first before the other.
        summary: In sentences.
        sections: Findings between them by sort; none is empty.
        common: What both say.
        disputed: What both report as disputed, or as changed.
        tables: Incidents of which both report.
        passages: What both have word for word, longest first.
        owns: What each has alone.
        texts: Of both.
        texts_left_out: None is.
    """

    title: str
    version: str
    papers: tuple[PaperView, PaperView]
    summary: tuple[str, ...]
    sections: tuple[SectionView, ...]
    common: Group[FindingView]
    disputed: Group[FindingView]
    tables: tuple[TableView, ...]
    passages: Group[PassageView]
    owns: tuple[OwnView, OwnView]
    texts: tuple[TextView, ...]
    texts_left_out: int = 0

    @property
    def differences(self) -> tuple[SectionView, ...]:
        """The sections in which they differ in what they say."""
        return tuple(section for section in self.sections if section.id != "wording")

    @property
    def wordings(self) -> tuple[SectionView, ...]:
        """The section in which they differ in how they say it, where there is one."""
        return tuple(section for section in self.sections if section.id == "wording")


def view_comparison(account: Account, comparison: Comparison) -> ComparisonPage:
    """Rank, name and tie down what the faces of a comparison show.

    Args:
        account: Of the two reports.
        comparison: Of this account.

    Returns:
        A view whose every link leads to a place or statement that is in it.
    """
    index = Index(replace(account, findings=comparison.findings, incidents=comparison.incidents))
    citations = Citations(index, frozenset(document.id for document in comparison.documents))
    sections = tuple(_view_sections(citations, comparison))
    agreed = [finding for finding in comparison.common if finding.kind in _AGREED]
    tables = [_view_table(incident) for incident in view_incidents(citations).items]
    first, second = (view_own(citations, side) for side in comparison.sides)
    papers = _view_papers(index, comparison)
    return ComparisonPage(
        title=_title(tables, papers),
        version=account.generator.version,
        papers=papers,
        summary=tuple(_summarise(index, comparison, (first, second))),
        sections=sections,
        common=rank_findings(citations, agreed),
        disputed=rank_findings(citations, (f for f in comparison.common if f.kind not in _AGREED)),
        tables=tuple(tables),
        passages=_view_passages(citations, comparison),
        owns=(first, second),
        texts=view_texts(citations),
    )


def _view_sections(citations: Citations, comparison: Comparison) -> Iterator[SectionView]:
    for id_, title, lead, *_ in _SECTIONS:
        findings = [finding for finding in comparison.findings if _sort(finding, comparison) == id_]
        if findings:
            yield SectionView(id=id_, title=title, lead=lead, findings=rank_findings(citations, findings))


def _sort(finding: Finding, comparison: Comparison) -> str:
    """The section that a finding belongs to; those with one position only differ in how they word it."""
    if finding.id in comparison.one_sided:
        return "one-sided"
    return "wording" if finding.kind in _AGREED else finding.kind


def _view_passages(citations: Citations, comparison: Comparison) -> Group[PassageView]:
    openly, held = _PASSAGES
    pairs = list(zip(comparison.reuse, comparison.quoted, strict=True))
    passages = [_view_passage(citations, reuse, speaker) for reuse, speaker in pairs[:held]]
    return group_items(passages, len(pairs) - len(passages), openly)


def _title(tables: Sequence[TableView], papers: Sequence[PaperView]) -> str:
    """What both report on, else who brings the two."""
    if tables:
        return tables[0].name[:1].upper() + tables[0].name[1:]
    first, second = (paper.house for paper in papers)
    return f"{first} and {second}" if first != second else f"Two reports of {first}"


def _view_papers(index: Index, comparison: Comparison) -> tuple[PaperView, PaperView]:
    first, second = (
        _view_paper(index, document, side)
        for document, side in zip(comparison.documents, comparison.sides, strict=True)
    )
    return first, second


def _view_paper(index: Index, document: Document, side: Side) -> PaperView:
    other = "R2" if index.mark(document.id) == "R1" else "R1"
    share = (
        f"{round(100 * side.shared)} % of them stand in {other} as well" if side.shared else f"none shared with {other}"
    )
    return PaperView(
        mark=index.mark(document.id),
        house=index.house(document.id),
        title=flatten(document.title) if document.title else None,
        date=date_words(document.published.value) if document.published else None,
        source=flatten(document.source),
        words=side.words,
        shared=share,
    )


def _summarise(index: Index, comparison: Comparison, owns: Sequence[OwnView]) -> Iterator[str]:
    """The comparison in sentences, the weightiest first."""
    sorts = Counter(_sort(finding, comparison) for finding in comparison.findings)
    for id_, _, _, one, many in _SECTIONS:
        if count := sorts[id_]:
            yield one if count == 1 else many.format(count)
    disputed = sum(finding.kind not in _AGREED for finding in comparison.common)
    if disputed:
        yield f"Both report {count_words(disputed, 'thing')} as disputed or changed."
    if agreed := len(comparison.common) - disputed:
        yield f"Both say the same on {count_words(agreed, 'point')}."
    yield _summarise_copies(index, comparison)
    yield " ".join(_summarise_own(own) for own in owns)


def _summarise_copies(index: Index, comparison: Comparison) -> str:
    if not comparison.reuse:
        return "They share no passage word for word."
    passages = count_words(len(comparison.reuse), "passage")
    quoted = sum(speaker is not None for speaker in comparison.quoted)
    what = ", quotations of one speaker all of them" if quoted == len(comparison.reuse) else ""
    if quoted and not what:
        what = f", {quoted} of them quotations of one speaker"
    earlier = {_first(index, reuse) for reuse in comparison.reuse}
    order = "which had them first is not known"
    if len(earlier) == 1 and None not in earlier:
        order = f"{min(mark for mark in earlier if mark)} was published first"
    shares = list_words([f"{round(100 * side.shared)} % of R{n}" for n, side in enumerate(comparison.sides, 1)])
    return f"They share {passages}{what}: {shares}; {order}."


def _summarise_own(own: OwnView) -> str:
    groups = ((own.statements, "statement"), (own.figures, "figure"), (own.names, "name"))
    counts = [count_words(group.total, noun) for group, noun in groups if group.total]
    if own.events.total:
        counts.append(count_words(own.events.total, "event in which harm is done", "events in which harm is done"))
    return f"Only in {own.mark}: {list_words(counts)}." if counts else f"Nothing stands only in {own.mark}."


def _view_table(incident: IncidentView) -> TableView:
    rows = tuple(_view_row(field) for field in incident.fields)
    return TableView(id=incident.id, name=incident.name, rows=rows)


def _view_row(field: FieldView) -> RowView:
    first, second = (tuple(_of_report(field.values, mark)) for mark in ("R1", "R2"))
    return RowView(name=field.name, cells=(first, second))


def _of_report(values: Sequence[ValueView], mark: str) -> Iterator[ValueView]:
    """The values that one report gives, with its places alone."""
    for value in values:
        places = tuple(place for place in value.places if place.mark == mark)
        if places:
            yield replace(value, places=places)


def _view_passage(citations: Citations, reuse: Reuse, speaker: str | None) -> PassageView:
    index = citations.index
    statement = Statement(id=reuse.id, kind="source", label="in both")
    first, second = sorted((reuse.a, reuse.b), key=lambda span: index.numbers[span.document])
    return PassageView(
        id=reuse.id,
        words=max(len(first.text.split()), len(second.text.split())),
        percent=round(100 * reuse.similarity),
        first=_first(index, reuse),
        speaker=index.name(speaker),
        wording=lay_side_by_side(citations, first, second, statement),
    )


def _first(index: Index, reuse: Reuse) -> str | None:
    """The mark of the report that had a passage first."""
    if reuse.earlier is None:
        return None
    return index.mark(reuse.a.document if reuse.earlier == "a" else reuse.b.document)
