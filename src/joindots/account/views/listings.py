"""Lists of records: what a desk shows when somebody looks around or searches."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.phrases import STANCES, count_words, date_words, measure_words
from joindots.account.views.records import title_of
from joindots.model import INCIDENT_FIELDS, Attribution, Entity, Event, Finding, Incident, Quantity, Reported
from joindots.text.normal import fold

Record = TypeVar("Record")

PAGE = 50
"""Rows of one page."""


class RowView(Struct, frozen=True, kw_only=True):
    """A record in a list.

    Attributes:
        id: Of the record.
        title: On one line.
        detail: More of it, on one line; may be empty.
        verdict: Of a finding, its kind; None for others.
    """

    id: str
    title: str
    detail: str
    verdict: str | None = None


class ListView(Struct, frozen=True, kw_only=True):
    """A page of a list.

    Attributes:
        title: Of the list.
        total: Records that fit.
        page: Counted from 1.
        rows: Of this page.
    """

    title: str
    total: int
    page: int
    rows: tuple[RowView, ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def list_findings(index: Index, kind: str, words: str, page: int) -> ListView:
    """Findings of one kind, or of all, the best supported first."""
    found = [f for f in index.account.findings if kind in {"", f.kind} and _has(words, f.topic, f.explanation)]
    found.sort(key=lambda f: (-f.confidence, -f.origins, f.id))
    return _page("Findings", page, [_finding(index, f) for f in _cut(found, page)], len(found))


def list_statements(index: Index, stance: str, speaker: str, words: str, page: int) -> ListView:
    """Statements of one stance, of one speaker, with some words."""
    found = [
        a
        for a in index.account.attributions
        if stance in {"", a.stance}
        and (not speaker or (a.source is not None and a.source.entity == speaker))
        and _has(words, *(span.text for span in a.content))
    ]
    found.sort(key=lambda a: (index.numbers[a.content[0].document], a.content[0].start))
    return _page("Who said what", page, [_statement(index, a) for a in _cut(found, page)], len(found))


def list_entities(index: Index, kind: str, words: str, page: int) -> ListView:
    """People, organisations, places and groups, the most mentioned first."""
    found = [e for e in index.account.entities if kind in {"", e.kind} and _has(words, e.name, *e.aliases)]
    found.sort(key=lambda e: (-len(e.mentions), e.name, e.id))
    return _page("People, organisations, places", page, [_entity(e) for e in _cut(found, page)], len(found))


def list_events(index: Index, words: str, page: int) -> ListView:
    """Events in order of time, those without a date last."""
    found = [v for v in index.account.events if _has(words, v.name, v.type)]
    found.sort(key=lambda v: ((v.date.earliest or v.date.value) if v.date else "9999", v.name, v.id))
    return _page("Events", page, [_event(index, v) for v in _cut(found, page)], len(found))


def list_incidents(index: Index, page: int) -> ListView:
    """The register, the most told first."""
    found = sorted(index.account.incidents, key=lambda i: (-_size(i), i.id))
    return _page("Incidents", page, [_incident(index, i) for i in _cut(found, page)], len(found))


def list_figures(index: Index, words: str, page: int) -> ListView:
    """Numbers by what they measure and when they were reported."""
    found = [q for q in index.account.quantities if _has(words, q.measure, q.counted or "", q.span.text)]
    found.sort(key=lambda q: (index.name(q.event) or "", q.measure, index.numbers[q.span.document], q.span.start))
    return _page("Figures through time", page, [_quantity(index, q) for q in _cut(found, page)], len(found))


def list_reports(index: Index, page: int) -> ListView:
    """Reports in order of publication."""
    rows = [
        RowView(id=d.id, title=f"{index.mark(d.id)} {title_of(index, d)}", detail=index.byline(d.id))
        for d in _cut(index.reports, page)
    ]
    return _page("Reports", page, rows, len(index.reports))


def _cut(records: Sequence[Record], page: int) -> Sequence[Record]:
    return records[(page - 1) * PAGE : page * PAGE]


def _page(title: str, page: int, rows: Iterable[RowView], total: int) -> ListView:
    return ListView(title=title, total=total, page=page, rows=tuple(rows))


def _has(words: str, *texts: str) -> bool:
    """Whether every word stands in one of the texts, case and accents aside."""
    whole = fold(" ".join(texts)) if words else ""
    return all(word in whole for word in fold(words).split())


def _finding(index: Index, finding: Finding) -> RowView:
    said = " / ".join(position.says for position in finding.positions)
    return RowView(id=finding.id, title=title_of(index, finding), detail=flatten(said), verdict=finding.kind)


def _statement(index: Index, said: Attribution) -> RowView:
    detail = f"{STANCES[said.stance]}, {index.byline(said.content[0].document)}"
    return RowView(id=said.id, title=title_of(index, said), detail=detail)


def _entity(entity: Entity) -> RowView:
    documents = len({mention.document for mention in entity.mentions})
    places = f"{count_words(len(entity.mentions), 'mention')} in {count_words(documents, 'report')}"
    return RowView(id=entity.id, title=flatten(entity.name), detail=f"{entity.kind}, {places}")


def _event(index: Index, event: Event) -> RowView:
    when = date_words(event.date.value) if event.date else "no date"
    place = f", {index.name(event.place)}" if event.place else ""
    return RowView(id=event.id, title=flatten(event.name), detail=f"{event.type}, {when}{place}")


def _size(incident: Incident) -> int:
    return sum(len(reported.evidence) for field in INCIDENT_FIELDS for reported in getattr(incident, field))


def _incident(index: Index, incident: Incident) -> RowView:
    told = []
    for field in ("date", "killed", "wounded", "perpetrator", "weapon"):
        reported: tuple[Reported, ...] = getattr(incident, field)
        values = dict.fromkeys(index.name(str(r.value)) or flatten(str(r.value)) for r in reported)
        told += [f"{field} {' or '.join(values)}"] if values else []
    return RowView(id=incident.id, title=title_of(index, incident), detail="; ".join(told))


def _quantity(index: Index, quantity: Quantity) -> RowView:
    parts = (measure_words(quantity.measure), index.name(quantity.event), index.speaker(quantity.attribution))
    detail = ", ".join(part for part in (*parts, index.byline(quantity.span.document)) if part)
    return RowView(id=quantity.id, title=flatten(quantity.span.text), detail=detail)
