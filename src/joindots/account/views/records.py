"""Any record of an account on a page of its own: what it is, what it rests on, what rests on it, what was decided."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from joindots.account.decisions import decision_day, decision_deed, decision_words
from joindots.account.escapes import flatten
from joindots.account.finding_citations import cite_finding
from joindots.account.indexes import Index, Record
from joindots.account.phrases import (
    STANCES,
    basis_words,
    certainty_words,
    count_words,
    date_words,
    measure_words,
    quantity_words,
)
from joindots.account.views.entities import DOUBTS, list_doubts
from joindots.model import (
    INCIDENT_FIELDS,
    Attribution,
    Correction,
    Dated,
    Document,
    Entity,
    Event,
    Finding,
    Incident,
    Mention,
    Quantity,
    Reported,
    Reuse,
    Span,
    Story,
    TimeExpression,
)

MOST_EVIDENCE = 200
"""Places shown of one line; a name may stand in thousands."""


MOST_LINES = 500
"""Statements of one speaker, or findings on one record, that are shown; the lists have all."""


class EvidenceView(Struct, frozen=True, kw_only=True):
    """A place with its words and the rest of their sentence.

    Attributes:
        document: Id of the report.
        mark: "R3".
        byline: Publisher and date.
        line: Counted from 1.
        start: First code point.
        end: One past the last.
        before: What stands before it in the sentence.
        text: The words.
        after: What follows.
    """

    document: str
    mark: str
    byline: str
    line: int
    start: int
    end: int
    before: str
    text: str
    after: str


class LineView(Struct, frozen=True, kw_only=True):
    """One thing that is said of a record.

    Attributes:
        label: What sort of thing; may be empty.
        words: It, on one line.
        target: Id of the record that it names, or None.
        evidence: Where it stands.
        left_out: Places beyond `MOST_EVIDENCE`.
    """

    label: str
    words: str
    target: str | None = None
    evidence: tuple[EvidenceView, ...] = ()
    left_out: int = 0


class SectionView(Struct, frozen=True, kw_only=True):
    """Lines that belong together.

    Attributes:
        title: Of the section.
        lines: In order.
    """

    title: str
    lines: tuple[LineView, ...]


class DecisionView(Struct, frozen=True, kw_only=True):
    """A decision that a record rests on.

    Attributes:
        id: Of the decision.
        deed: `accepted`, `noted` or `corrected`.
        who: Who made it.
        day: When, in words.
        words: What.
        why: Why; may be empty.
        was: What stood there before, or None.
    """

    id: str
    deed: str
    who: str
    day: str
    words: str
    why: str
    was: str | None


class RecordView(Struct, frozen=True, kw_only=True):
    """A record.

    Attributes:
        id: Of the record.
        kind: `finding`, `entity`, `event`, `incident`, `attribution`, `quantity`, `document`, `story`, `reuse`, `time`.
        title: On one line.
        verdict: Of a finding, its kind; None for others.
        sections: What there is to say.
        decisions: That it rests on.
    """

    id: str
    kind: str
    title: str
    verdict: str | None
    sections: tuple[SectionView, ...]
    decisions: tuple[DecisionView, ...]


def view_record(index: Index, record_id: str) -> RecordView | None:
    """A record by its id, or None where the account has none."""
    record = index.records.get(record_id)
    if record is None:
        return None
    found = (*_describe(index, record), SectionView(title="Used by", lines=tuple(_used_by(index, record_id))))
    return RecordView(
        id=record.id,
        kind=type(record).__name__.lower().replace("timeexpression", "time"),
        title=title_of(index, record),
        verdict=record.kind if isinstance(record, Finding) else None,
        sections=tuple(section for section in found if section.lines),
        decisions=view_decisions(index, getattr(record, "decisions", ()) or ()),
    )


def view_decisions(index: Index, ids: Iterable[str]) -> tuple[DecisionView, ...]:
    """Decisions in force, by their ids."""
    corrections = index.account.corrections
    made = {correction.decision.id: correction for correction in corrections.made} if corrections else {}
    return tuple(view_correction(made[one]) for one in ids if one in made)


def view_correction(correction: Correction) -> DecisionView:
    """A decision in force."""
    decision = correction.decision
    return DecisionView(
        id=decision.id,
        deed=decision_deed(decision),
        who=flatten(decision.who),
        day=decision_day(decision),
        words=decision_words(decision),
        why=flatten(decision.why),
        was=flatten(correction.was) if correction.was else None,
    )


def title_of(index: Index, record: Record) -> str:  # noqa: PLR0911 - one line a kind
    """What a record is called, on one line."""
    match record:
        case Finding():
            return flatten(record.topic)
        case Entity() | Event():
            return flatten(record.name)
        case Incident():
            return index.name(record.event) or record.id
        case Attribution():
            return f"{index.speaker(record.id) or 'Nobody named'}: {flatten(record.content[0].text)}"
        case Quantity():
            return f"{quantity_words(record)}, {measure_words(record.measure)}"
        case Document():
            return flatten(record.title or record.source)
        case Story():
            return flatten(record.title)
        case Reuse():
            return f"Shared by {index.mark(record.a.document)} and {index.mark(record.b.document)}"
        case TimeExpression():
            return flatten(record.span.text)


def view_evidence(index: Index, spans: Iterable[Span | Mention]) -> tuple[tuple[EvidenceView, ...], int]:
    """Places in order of report and offset, and how many more there are."""
    ordered = sorted(spans, key=lambda span: (index.numbers[span.document], span.start, span.end))
    return tuple(_evidence(index, span) for span in ordered[:MOST_EVIDENCE]), max(0, len(ordered) - MOST_EVIDENCE)


def _evidence(index: Index, span: Span | Mention) -> EvidenceView:
    context = index.context(span)
    return EvidenceView(
        document=span.document,
        mark=index.mark(span.document),
        byline=index.byline(span.document),
        line=index.line(span.document, span.start),
        start=span.start,
        end=span.end,
        before=context.before,
        text=context.text,
        after=context.after,
    )


def _line(
    index: Index, label: str, words: str, spans: Iterable[Span | Mention] = (), target: str | None = None
) -> LineView:
    evidence, left_out = view_evidence(index, spans)
    return LineView(label=label, words=words, target=target, evidence=evidence, left_out=left_out)


def _describe(index: Index, record: Record) -> tuple[SectionView, ...]:  # noqa: PLR0911 - one line a kind
    match record:
        case Finding():
            return _finding(index, record)
        case Entity():
            return _entity(index, record)
        case Event():
            return _event(index, record)
        case Incident():
            values = tuple(_values(index, record))
            event = _line(index, "event", index.name(record.event) or record.event, target=record.event)
            return (SectionView(title="Records", lines=(event,)), SectionView(title="Reported values", lines=values))
        case Attribution():
            return (SectionView(title="Said", lines=tuple(_attribution(index, record))),)
        case Quantity():
            return (SectionView(title="Number", lines=tuple(_quantity(index, record))),)
        case _:
            return (SectionView(title="Facts", lines=tuple(_other(index, record))),)


def _finding(index: Index, finding: Finding) -> tuple[SectionView, ...]:
    judged = (
        _line(index, "verdict", flatten(finding.explanation)),
        _line(index, "certainty", f"{finding.confidence:.2f}, joindots is {certainty_words(finding.confidence)} of it"),
        *(_line(index, "about", index.name(one) or one, target=one) for one in finding.about),
        _line(index, "to cite", cite_finding(index, finding)),
    )
    positions = tuple(
        SectionView(
            title=f"Position {number}: {flatten(position.says)}",
            lines=(
                _line(index, count_words(len(position.origins), "independent origin"), "", position.evidence),
                *(
                    _line(index, "one origin", f"{', '.join(map(index.mark, origin.documents))}: {origin.why}")
                    for origin in position.origins
                    if len(origin.documents) > 1
                ),
                *(_line(index, "rests on", _named(index, one), target=one) for one in position.records),
            ),
        )
        for number, position in enumerate(finding.positions, 1)
    )
    return (SectionView(title="Judged", lines=judged), *positions)


def _named(index: Index, record_id: str) -> str:
    record = index.records.get(record_id)
    return title_of(index, record) if record else record_id


def _entity(index: Index, entity: Entity) -> tuple[SectionView, ...]:
    known = [_line(index, "kind", entity.kind)]
    known += [_line(index, "also", flatten(alias)) for alias in entity.aliases]
    known += [_line(index, "role", flatten(role.text), role.evidence) for role in entity.roles]
    known += [
        _line(index, "perhaps the same as", f"{index.name(d.entity)}: {DOUBTS[d.why]}", target=d.entity)
        for d in list_doubts(entity)
    ]
    statements = index.gather(index.links[entity.id].statements[:MOST_LINES])
    said = [
        _line(index, STANCES.get(a.stance, a.stance), flatten(a.content[0].text), a.content, a.id)
        for a in statements
        if isinstance(a, Attribution)
    ]
    mentions = _line(index, count_words(len(entity.mentions), "mention"), "", entity.mentions)
    return (
        SectionView(title="Known as", lines=tuple(known)),
        SectionView(title="Says", lines=tuple(said)),
        SectionView(title="Mentions", lines=(mentions,)),
    )


def _event(index: Index, event: Event) -> tuple[SectionView, ...]:
    known = [_line(index, "type", event.type), *_dated(index, "date", event.date)]
    if event.place:
        known.append(_line(index, "place", index.name(event.place) or event.place, target=event.place))
    known += [_line(index, p.role, index.name(p.entity) or p.entity, target=p.entity) for p in event.participants]
    rows = index.links[event.id].incidents
    known += [_line(index, "register", "the incident with all reported values", target=row) for row in rows]
    mentions = _line(index, count_words(len(event.mentions), "mention"), "", event.mentions)
    return (SectionView(title="What", lines=tuple(known)), SectionView(title="Mentions", lines=(mentions,)))


def _values(index: Index, incident: Incident) -> Iterator[LineView]:
    for field in INCIDENT_FIELDS:
        reported: tuple[Reported, ...] = getattr(incident, field)
        for value in reported:
            name = index.name(value.value) if isinstance(value.value, str) else None
            speaker = index.said_by(value)
            told = date_words(str(value.value)) if field == "date" else str(value.value)
            words = (name or flatten(told)) + (f", according to {speaker}" if speaker else "")
            target = value.value if name and isinstance(value.value, str) else None
            yield _line(index, field.replace("_", " "), words, value.evidence, target)


def _attribution(index: Index, said: Attribution) -> Iterator[LineView]:
    yield _line(index, STANCES.get(said.stance, said.stance), flatten(said.content[0].text), said.content)
    if said.source:
        words = index.name(said.source.entity) or flatten(said.source.span.text)
        yield _line(index, "by", words, [said.source.span], said.source.entity)
    if said.cue:
        yield _line(index, "cue", flatten(said.cue.text), [said.cue])
    for one in said.about:
        yield _line(index, "about", _named(index, one), target=one)


def _quantity(index: Index, quantity: Quantity) -> Iterator[LineView]:
    yield _line(index, quantity.kind, quantity_words(quantity), [quantity.span])
    if quantity.counted:
        yield _line(index, "counted", flatten(quantity.counted), [quantity.clause])
    if quantity.event:
        yield _line(index, "event", index.name(quantity.event) or quantity.event, target=quantity.event)
    if quantity.attribution:
        yield _line(
            index, "said by", index.speaker(quantity.attribution) or "nobody named", target=quantity.attribution
        )
    yield from _dated(index, "period", quantity.period)


def _other(index: Index, record: Record) -> Iterator[LineView]:
    match record:
        case Document():
            yield _line(index, "publisher", flatten(record.publisher or "not named"))
            yield from (_line(index, "by", flatten(author)) for author in record.authors)
            yield from _dated(index, "published", record.published)
            yield _line(index, "source", flatten(record.source))
            yield _line(index, "SHA-256", record.sha256)
        case Story():
            yield from (_line(index, "report", index.byline(d), target=d) for d in record.documents)
            yield from (_line(index, "event", index.name(event) or event, target=event) for event in record.events)
        case Reuse():
            yield _line(index, "passage", f"{100 * record.similarity:.0f} % alike", [record.a, record.b])
        case TimeExpression():
            yield _line(index, record.type, record.value or "nothing certain", [record.span])
        case _:
            return


def _dated(index: Index, label: str, date: Dated | None) -> Iterator[LineView]:
    if date:
        yield _line(index, label, f"{date_words(date.value)} ({basis_words(date)})", date.evidence)


def _used_by(index: Index, record_id: str) -> Iterator[LineView]:
    for finding in index.gather(index.links[record_id].findings[:MOST_LINES]):
        if isinstance(finding, Finding):
            yield _line(index, finding.kind, flatten(finding.topic), target=finding.id)
