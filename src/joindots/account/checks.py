"""The rules of an account that a schema cannot state, checked before it is written."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from joindots.model import (
    INCIDENT_FIELDS,
    Account,
    Dated,
    Document,
    Incident,
    InternalError,
    Mention,
    Reported,
    SetAside,
    Span,
)


def verify_account(account: Account) -> None:
    """Check that the account keeps the rules of its contract; it costs little, so every run does it.

    Args:
        account: Before it is written.

    Raises:
        InternalError: A span is not its slice, a position or another record has no evidence, blocks do not tile their
            text, an id is dangling, or an array is not sorted or holds an id twice.
    """
    _verify_order(account)
    for document in account.documents:
        _verify_blocks(document)
    _verify_slices(account)
    _verify_references(account)


def count_spans(account: Account) -> int:
    """How many spans an account has, each of which `verify_account` compares with its slice."""
    return sum(1 for _ in _spans(account))


def _verify_order(account: Account) -> None:
    _verify_sorted("documents", (record.id for record in account.documents))
    _verify_sorted("entities", (record.id for record in account.entities))
    _verify_sorted("times", (record.id for record in account.times))
    _verify_sorted("quantities", (record.id for record in account.quantities))
    _verify_sorted("attributions", (record.id for record in account.attributions))
    _verify_sorted("events", (record.id for record in account.events))
    _verify_sorted("incidents", (record.id for record in account.incidents))
    _verify_sorted("stories", (record.id for record in account.stories))
    _verify_sorted("reuse", (record.id for record in account.reuse))
    _verify_sorted("findings", (record.id for record in account.findings))
    if any(a.source > b.source for a, b in pairwise(account.rejections)):
        raise InternalError("The array rejections is not sorted by source.")


def _verify_sorted(name: str, ids: Iterable[str]) -> None:
    for a, b in pairwise(ids):
        if a >= b:
            raise InternalError(f"The array {name} is not sorted, or holds an id twice: {a}, {b}.")


def _verify_blocks(document: Document) -> None:
    position = 0
    for block in document.blocks:
        if block.start != position or block.end <= block.start:
            raise InternalError(f"The blocks of {document.id} do not tile its text: {block.start} after {position}.")
        position = block.end
    if position != len(document.text):
        raise InternalError(f"The blocks of {document.id} end at {position}, its text at {len(document.text)}.")


def _verify_slices(account: Account) -> None:
    texts = {document.id: document.text for document in account.documents}
    for owner, span in _spans(account):
        text = texts.get(span.document)
        if text is None:
            raise InternalError(f"A span of {owner} lies in {span.document}, which is not in the account.")
        if not 0 <= span.start < span.end or text[span.start : span.end] != span.text:
            place = f"{span.document} {span.start}-{span.end}"
            raise InternalError(f"A span of {owner} is not its slice: {place} is not {span.text!r}.")


def _spans(account: Account) -> Iterator[tuple[str, Span | Mention]]:
    """Every span of the account, with the id of the record that owns it."""
    for document in account.documents:
        yield from ((document.id, span) for span in _dated(document.published))
    for time in account.times:
        yield time.id, time.span
    yield from _observed_spans(account)
    for reuse in account.reuse:
        yield reuse.id, reuse.a
        yield reuse.id, reuse.b
    yield from _finding_spans(account)
    if account.corrections and account.corrections.set_aside:
        yield from _observed_spans(account.corrections.set_aside)
        yield from _finding_spans(account.corrections.set_aside)


def _observed_spans(account: Account | SetAside) -> Iterator[tuple[str, Span | Mention]]:
    for entity in account.entities:
        yield from ((entity.id, mention) for mention in entity.mentions)
        yield from ((entity.id, span) for role in entity.roles for span in role.evidence)
    for quantity in account.quantities:
        yield quantity.id, quantity.span
        yield quantity.id, quantity.clause
        yield from ((quantity.id, span) for span in _dated(quantity.period))
    yield from _attribution_spans(account)
    yield from _event_spans(account)


def _finding_spans(account: Account | SetAside) -> Iterator[tuple[str, Span]]:
    for finding in account.findings:
        for position in finding.positions:
            yield from _required(finding.id, position.evidence)


def _attribution_spans(account: Account | SetAside) -> Iterator[tuple[str, Span]]:
    for attribution in account.attributions:
        yield from _required(attribution.id, attribution.content)
        if attribution.source:
            yield attribution.id, attribution.source.span
        if attribution.cue:
            yield attribution.id, attribution.cue


def _event_spans(account: Account | SetAside) -> Iterator[tuple[str, Span]]:
    for event in account.events:
        yield from _required(event.id, event.mentions)
        yield from ((event.id, span) for span in _dated(event.date))
    for incident in account.incidents:
        for value in _reported(incident):
            yield from _required(incident.id, value.evidence)


def _dated(date: Dated | None) -> tuple[Span, ...]:
    return date.evidence if date else ()


def _reported(incident: Incident) -> Iterator[Reported]:
    for name in INCIDENT_FIELDS:
        yield from getattr(incident, name)


def _required(owner: str, spans: tuple[Span, ...]) -> Iterator[tuple[str, Span]]:
    if not spans:
        raise InternalError(f"{owner} has no evidence.")
    for span in spans:
        yield owner, span


def _verify_references(account: Account) -> None:
    documents = {record.id for record in account.documents}
    entities = {record.id for record in account.entities}
    events = {record.id for record in account.events}
    attributions = {record.id for record in account.attributions}
    others = (account.times, account.quantities, account.incidents, account.stories, account.reuse)
    records = documents | entities | events | attributions | {record.id for array in others for record in array}
    for owner, target in _references(account):
        if target not in records:
            raise InternalError(f"{owner} refers to {target}, which is not in the account.")
    _verify_kinds(account, entities, events, attributions)


def _verify_kinds(account: Account, entities: set[str], events: set[str], attributions: set[str]) -> None:
    """References that have to lead to a record of one kind."""
    sources = ((a.id, a.source.entity) for a in account.attributions if a.source)
    places = ((event.id, event.place) for event in account.events)
    parts = ((event.id, part.entity) for event in account.events for part in event.participants)
    doubts = ((entity.id, doubt.entity) for entity in account.entities for doubt in entity.perhaps or ())
    _verify_targets("entity", entities, [*sources, *places, *parts, *doubts])
    _verify_targets("event", events, [(q.id, q.event) for q in account.quantities])
    _verify_targets("event", events, [(i.id, i.event) for i in account.incidents])
    _verify_targets("attribution", attributions, [(q.id, q.attribution) for q in account.quantities])
    values = [(i.id, value.attribution) for i in account.incidents for value in _reported(i)]
    _verify_targets("attribution", attributions, values)


def _verify_targets(kind: str, known: set[str], references: Iterable[tuple[str, str | None]]) -> None:
    for owner, target in references:
        if target is not None and target not in known:
            raise InternalError(f"{owner} refers to the {kind} {target}, which is not in the account.")


def _references(account: Account) -> Iterator[tuple[str, str]]:
    """Pairs of a record's id and an id that it refers to, where the kinds may differ."""
    for attribution in account.attributions:
        yield from ((attribution.id, target) for target in attribution.about)
    for story in account.stories:
        yield from ((story.id, target) for target in (*story.documents, *story.events))
    for finding in account.findings:
        yield from ((finding.id, target) for target in finding.about)
        for position in finding.positions:
            yield from ((finding.id, target) for target in (*position.documents, *position.records))
            yield from ((finding.id, target) for origin in position.origins for target in origin.documents)
