"""The rules of an account that a schema cannot state, checked before it is written."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import ge

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


def verify_account(account: Account, doubtful: Account | None = None) -> None:
    """Check that the account keeps the rules of its contract; it costs little, so every run does it.

    Args:
        account: Before it is written.
        doubtful: The account with those records alone whose spans were not compared with these very texts before;
            None doubts all.

    Raises:
        InternalError: A span is not its slice, a position or another record has no evidence, blocks do not tile their
            text, an id is dangling, or an array is not sorted or holds an id twice.
    """
    _verify_order(account)
    for document in account.documents:
        _verify_blocks(document)
    _verify_slices(account, doubtful or account)
    _verify_references(account)


def count_spans(account: Account) -> int:
    """How many spans an account has, each of which `verify_account` compares with its slice."""
    return sum(len(spans) for _, spans in _spans(account))


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
    listed = list(ids)
    if any(map(ge, listed, listed[1:])):
        a, b = next(pair for pair in pairwise(listed) if pair[0] >= pair[1])
        raise InternalError(f"The array {name} is not sorted, or holds an id twice: {a}, {b}.")


def _verify_blocks(document: Document) -> None:
    position = 0
    for block in document.blocks:
        if block.start != position or block.end <= block.start:
            raise InternalError(f"The blocks of {document.id} do not tile its text: {block.start} after {position}.")
        position = block.end
    if position != len(document.text):
        raise InternalError(f"The blocks of {document.id} end at {position}, its text at {len(document.text)}.")


def _verify_slices(account: Account, doubtful: Account) -> None:
    texts = {document.id: document.text for document in account.documents}
    for owner, spans in _spans(doubtful):
        for span in spans:
            text, start, end = texts.get(span.document), span.start, span.end
            if text is None:
                raise InternalError(f"A span of {owner} lies in {span.document}, which is not in the account.")
            if text[start:end] != span.text or not 0 <= start < end:
                place = f"{span.document} {start}-{end}"
                raise InternalError(f"A span of {owner} is not its slice: {place} is not {span.text!r}.")


def _spans(account: Account) -> Iterator[tuple[str, Sequence[Span | Mention]]]:
    """All spans of the account, with the id of the record that owns them."""
    yield from ((document.id, _dated(document.published)) for document in account.documents)
    yield from ((time.id, (time.span,)) for time in account.times)
    yield from _observed_spans(account)
    yield from ((reuse.id, (reuse.a, reuse.b)) for reuse in account.reuse)
    yield from _finding_spans(account)
    if account.corrections and account.corrections.set_aside:
        yield from _observed_spans(account.corrections.set_aside)
        yield from _finding_spans(account.corrections.set_aside)


def _observed_spans(account: Account | SetAside) -> Iterator[tuple[str, Sequence[Span | Mention]]]:
    for entity in account.entities:
        yield entity.id, entity.mentions
        yield from ((entity.id, role.evidence) for role in entity.roles)
    for quantity in account.quantities:
        yield quantity.id, (quantity.span, quantity.clause, *_dated(quantity.period))
    yield from _attribution_spans(account)
    yield from _event_spans(account)


def _finding_spans(account: Account | SetAside) -> Iterator[tuple[str, Sequence[Span]]]:
    for finding in account.findings:
        yield from (_require(finding.id, position.evidence) for position in finding.positions)


def _attribution_spans(account: Account | SetAside) -> Iterator[tuple[str, Sequence[Span]]]:
    for attribution in account.attributions:
        yield _require(attribution.id, attribution.content)
        source, cue = attribution.source, attribution.cue
        yield attribution.id, ((source.span,) if source else ()) + ((cue,) if cue else ())


def _event_spans(account: Account | SetAside) -> Iterator[tuple[str, Sequence[Span]]]:
    for event in account.events:
        yield _require(event.id, event.mentions)
        yield event.id, _dated(event.date)
    for incident in account.incidents:
        yield from (_require(incident.id, value.evidence) for value in _reported(incident))


def _dated(date: Dated | None) -> tuple[Span, ...]:
    return date.evidence if date else ()


def _reported(incident: Incident) -> Iterator[Reported]:
    for name in INCIDENT_FIELDS:
        yield from getattr(incident, name)


def _require(owner: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    if not spans:
        raise InternalError(f"{owner} has no evidence.")
    return owner, spans


def _verify_references(account: Account) -> None:
    documents = {record.id for record in account.documents}
    entities = {record.id for record in account.entities}
    events = {record.id for record in account.events}
    attributions = {record.id for record in account.attributions}
    missing = {target for _, target in _references(account)} - documents - entities - events - attributions
    for array in (account.times, account.quantities, account.incidents, account.stories, account.reuse):
        if missing:  # of a large account the fewest records are looked at: what is referred to is mostly found above
            missing.difference_update(record.id for record in array)
    if missing:
        owner, target = next(pair for pair in _references(account) if pair[1] in missing)
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
