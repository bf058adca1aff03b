"""Why the account says what it says: any record by its id, with the evidence it rests on."""

from collections.abc import Iterator
from difflib import get_close_matches

from joindots.account.citations import Citations
from joindots.account.escapes import flatten
from joindots.account.indexes import Index, Record
from joindots.account.phrases import (
    STANCES,
    basis_words,
    certainty_words,
    count_words,
    date_words,
    quantity_words,
)
from joindots.account.speakers import group_said, make_speaker
from joindots.account.views.entities import DOUBTS, list_doubts
from joindots.account.views.records import view_decisions
from joindots.account.views.speakers import view_speaker
from joindots.account.views.statements import Teller, TellingView, UtteranceView
from joindots.model import (
    INCIDENT_FIELDS,
    Account,
    Attribution,
    Dated,
    Document,
    Entity,
    Event,
    Finding,
    Incident,
    Mention,
    OptionsError,
    Position,
    Quantity,
    Reported,
    Reuse,
    Span,
    Story,
    TimeExpression,
)
from joindots.text.normal import fold

_MENTIONS = 12  # mentions of an entity or event that are quoted; the rest is counted


def explain(account: Account, record_id: str) -> str:
    """Tell in plain text what a record is and what it rests on.

    Args:
        account: That holds the record.
        record_id: Of any record, or the name of a person, organisation or place; surrounding white space is ignored.

    Returns:
        Lines for a terminal. Control characters and escape sequences of the sources are shown, not sent.

    Raises:
        OptionsError: No record has this id or name, and close ones are suggested; or several have this name.
    """
    index = Index(account)
    asked = record_id.strip()
    record = index.records.get(asked) or _find_named(index, asked)
    if record is None:
        raise OptionsError(_unknown(index, asked))
    return "\n".join([*_describe(index, record), *_decided(index, record)]) + "\n"


def _decided(index: Index, record: Record) -> Iterator[str]:
    """The decisions that a record rests on."""
    for decision in view_decisions(index, getattr(record, "decisions", ()) or ()):
        why = f": {decision.why}" if decision.why else ""
        yield f"{decision.deed} by {decision.who} on {decision.day} ({decision.id}): {decision.words}{why}"


def _find_named(index: Index, name: str) -> Entity | None:
    """The entity of this name, letter case and accents aside."""
    wanted = fold(name)
    found = [e for e in index.account.entities if fold(e.name) == wanted]
    found = found or [e for e in index.account.entities if wanted in {fold(alias) for alias in e.aliases}]
    if len(found) > 1:
        ids = ", ".join(f"{entity.id} ({entity.kind}, {flatten(entity.name)})" for entity in found)
        raise OptionsError(f"Several in this account are called {flatten(name)!r}: {ids}. Ask by id.")
    return found[0] if found else None


def _unknown(index: Index, record_id: str) -> str:
    names = {entity.name for entity in index.account.entities}
    close = [flatten(name) for name in get_close_matches(record_id, sorted({*index.list_ids(), *names}), n=3)]
    hint = f" Did you mean {' or '.join(close)}?" if close else " Ids stand on the page and in account.json."
    return f"No record of this account has the id or name {flatten(record_id)!r}.{hint}"


def _describe(index: Index, record: Record) -> Iterator[str]:
    match record:
        case Finding():
            yield from _finding(index, record)
        case Attribution():
            yield from _attribution(index, record)
        case Quantity():
            yield from _quantity(index, record)
        case Entity():
            yield from _entity(index, record)
        case Event():
            yield from _event(index, record)
        case Incident():
            yield from _incident(index, record)
        case _:
            yield from _describe_source(index, record)


def _describe_source(index: Index, record: Document | Reuse | Story | TimeExpression) -> Iterator[str]:
    match record:
        case Document():
            yield from _document(index, record)
        case Reuse():
            yield from _reuse(index, record)
        case Story():
            yield f"{record.id}: a story, {flatten(record.title)}"
            yield from (f"  {index.mark(document)} {index.byline(document)}" for document in record.documents)
            yield from (f"  event {event}: {index.name(event)}" for event in record.events)
        case TimeExpression():
            value = record.value or "nothing certain"
            yield f"{record.id}: a time expression ({record.type}) that means {value}"
            yield from _place(index, record.span)


def _finding(index: Index, finding: Finding) -> Iterator[str]:
    yield f"{finding.id}: {finding.kind}, {flatten(finding.topic)}"
    yield flatten(finding.explanation)
    yield f"Confidence {finding.confidence:.2f}: joindots is {certainty_words(finding.confidence)} of this verdict."
    if finding.about:
        yield "About " + ", ".join(f"{index.name(target) or target} ({target})" for target in finding.about)
    for number, position in enumerate(finding.positions, 1):
        yield ""
        yield from _position(index, number, position)


def _position(index: Index, number: int, position: Position) -> Iterator[str]:
    origins = count_words(len(position.origins), "independent origin")
    yield f"Position {number}: {flatten(position.says)}"
    yield f"  {origins} in {count_words(len(position.documents), 'report')}"
    for origin in position.origins:
        marks = ", ".join(f"{index.mark(document)} {index.byline(document)}" for document in origin.documents)
        yield f"  - {marks}: {origin.why}"
    if position.records:
        yield "  records: " + ", ".join(position.records)
    for span in position.evidence:
        yield from _place(index, span)


def _attribution(index: Index, attribution: Attribution) -> Iterator[str]:
    speaker = index.speaker(attribution.id) or "Nobody named"
    yield f"{attribution.id}: {attribution.form} attribution"
    yield f"{speaker} {STANCES[attribution.stance]}:"
    for span in attribution.content:
        yield from _place(index, span)
    if attribution.source:
        yield f"source {attribution.source.entity or '(no known entity)'}:"
        yield from _place(index, attribution.source.span)
    if attribution.cue:
        yield "cue:"
        yield from _place(index, attribution.cue)
    yield from _about(index, attribution.about)
    yield from _used_by(index, attribution.id)


def _quantity(index: Index, quantity: Quantity) -> Iterator[str]:
    yield f"{quantity.id}: {quantity.kind}, {flatten(quantity.measure)}: {quantity_words(quantity)}"
    yield f"low {quantity.low}, high {quantity.high}, {quantity.bound}, unit {quantity.unit or 'none'}"
    if quantity.counted:
        yield f"counts {flatten(quantity.counted)}"
    if quantity.event:
        yield f"event {quantity.event}: {index.name(quantity.event)}"
    if quantity.period:
        yield from _dated(index, "period", quantity.period)
    speaker = index.speaker(quantity.attribution)
    yield f"said by {speaker} ({quantity.attribution})" if speaker else "said in the report's own voice"
    yield from _place(index, quantity.span)
    yield from _used_by(index, quantity.id)


def _entity(index: Index, entity: Entity) -> Iterator[str]:
    yield f"{entity.id}: {entity.kind}, {flatten(entity.name)}"
    if entity.aliases:
        yield "also " + ", ".join(flatten(alias) for alias in entity.aliases)
    for doubt in list_doubts(entity):
        yield f"perhaps the same as {index.name(doubt.entity)} ({doubt.entity}): {DOUBTS[doubt.why]}"
    for role in entity.roles:
        yield f"role: {flatten(role.text)}"
        for span in role.evidence:
            yield from _place(index, span)
    yield from _mentions(index, entity.mentions)
    yield from _said(index, entity)
    yield from _used_by(index, entity.id)


def _said(index: Index, entity: Entity) -> Iterator[str]:
    """What an entity said when, as the page tells it."""
    teller = Teller(Citations(index, frozenset()), frozenset())
    if told := group_said(teller.sayings).get(entity.id):
        found = make_speaker(teller.sayings, entity.id, told)
        speaker = view_speaker(teller, found, found.utterances, opened=True, whole=True)
        yield f"said: {speaker.tally}"
        for turn in speaker.turns:
            yield f"  first {turn.first.words} ({turn.first_when}), later {turn.later.words} ({turn.later_when})"
        for day in speaker.days.items:
            how = "said then, as reported in" if day.said else "reported in"
            yield f"  {day.date or 'no date'}, {how} {day.mark} {day.house}"
            for utterance in day.utterances:
                yield from _utterance(utterance)


def _utterance(utterance: UtteranceView) -> Iterator[str]:
    yield f"    {_telling(utterance.telling)}" + (f" ({utterance.support})" if utterance.support else "")
    yield from (f"      {i.stance.words}: {i.content} [{i.place.start}–{i.place.end}]" for i in utterance.telling.inner)
    for variant in utterance.variants:
        yield f"      also {_telling(variant)} in {variant.places[0].mark}"


def _telling(telling: TellingView) -> str:
    words = "".join(piece.text for piece in telling.pieces)
    places = ", ".join(f"{place.start}–{place.end}" for place in telling.places)
    return f"{telling.stance.words}: {words} [{telling.id}, {places}]"


def _event(index: Index, event: Event) -> Iterator[str]:
    yield f"{event.id}: {event.type}, {flatten(event.name)}"
    if event.date:
        yield from _dated(index, "date", event.date)
    if event.place:
        yield f"place: {index.name(event.place)} ({event.place})"
    for participant in event.participants:
        yield f"{participant.role}: {index.name(participant.entity)} ({participant.entity})"
    yield from _mentions(index, event.mentions)
    yield from _used_by(index, event.id)


def _incident(index: Index, incident: Incident) -> Iterator[str]:
    yield f"{incident.id}: incident, {index.name(incident.event)} ({incident.event})"
    for name in INCIDENT_FIELDS:
        reported: tuple[Reported, ...] = getattr(incident, name)
        for value in reported:
            yield from _reported(index, name, value)
    yield from _used_by(index, incident.id)


def _reported(index: Index, name: str, reported: Reported) -> Iterator[str]:
    value = reported.value
    words = str(value) if isinstance(value, int) else index.name(value) or flatten(value)
    speaker = index.said_by(reported)
    yield f"{name}: {words}" + (f", according to {speaker}" if speaker else "")
    for span in reported.evidence:
        yield from _place(index, span)


def _document(index: Index, document: Document) -> Iterator[str]:
    yield f"{document.id}: report {index.mark(document.id)}, {flatten(document.title or 'no title')}"
    yield f"source {flatten(document.source)}, SHA-256 {document.sha256}"
    yield f"publisher {flatten(document.publisher or 'not named')}, language {document.language or 'unknown'}"
    if document.authors:
        yield "by " + ", ".join(flatten(author) for author in document.authors)
    if document.published:
        yield from _dated(index, "published", document.published)
    if document.notes:
        yield "noticed: " + ", ".join(document.notes)
    yield f"{count_words(len(document.text), 'character')} in {count_words(len(document.blocks), 'block')}"


def _reuse(index: Index, reuse: Reuse) -> Iterator[str]:
    first = {"a": "the first was there first", "b": "the second was there first", None: "which was first is not known"}
    yield f"{reuse.id}: a passage that two reports share, {100 * reuse.similarity:.0f} % alike; {first[reuse.earlier]}"
    yield from _place(index, reuse.a)
    yield from _place(index, reuse.b)


def _dated(index: Index, name: str, date: Dated) -> Iterator[str]:
    yield f"{name}: {date_words(date.value)} ({basis_words(date)})"
    for span in date.evidence:
        yield from _place(index, span)


def _mentions(index: Index, mentions: tuple[Mention, ...] | tuple[Span, ...]) -> Iterator[str]:
    yield f"{count_words(len(mentions), 'mention')}:"
    for mention in mentions[:_MENTIONS]:
        yield from _place(index, mention)
    if len(mentions) > _MENTIONS:
        yield f"  and {len(mentions) - _MENTIONS:,} more"


def _about(index: Index, targets: tuple[str, ...]) -> Iterator[str]:
    if targets:
        yield "about " + ", ".join(f"{index.name(target) or target} ({target})" for target in targets)


def _used_by(index: Index, record_id: str) -> Iterator[str]:
    """The findings that stand on a record."""
    for finding in index.account.findings:
        records = {record for position in finding.positions for record in position.records}
        if record_id in records or record_id in finding.about:
            yield f"used by {finding.id}: {finding.kind}, {flatten(finding.topic)}"


def _place(index: Index, span: Span | Mention) -> Iterator[str]:
    """Where a span stands, and its sentence with the span between ⟦ and ⟧."""
    context = index.context(span)
    where = f"{index.mark(span.document)} {index.byline(span.document)}, line {index.line(span.document, span.start)}"
    yield f"  {where}, {span.start}–{span.end}"
    yield "    " + flatten(f"{context.before}⟦{context.text}⟧{context.after}")
