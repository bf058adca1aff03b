"""An account as FollowTheMoney entities, one a line, for Aleph, OpenAleph and other tools that read its schema.

Source: https://followthemoney.tech/explorer/ (version 4: Article, Person, Organization, LegalEntity, Address, Event,
Mention, Note).
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from joindots.account.finding_citations import cite_finding
from joindots.account.indexes import Index
from joindots.account.phrases import STANCES
from joindots.model import (
    Account,
    Attribution,
    Dated,
    Document,
    Entity,
    EntityKind,
    Event,
    Finding,
    Mention,
    Place,
    Span,
)

_SCHEMATA: Final[dict[EntityKind, str]] = {
    "person": "Person",
    "organisation": "Organization",
    "group": "LegalEntity",
    "place": "Address",
}
_DAY: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
_WEB: Final = ("https://", "http://")

Properties = dict[str, Iterable[str | None]]


def encode_follow_the_money(account: Account) -> bytes:
    """An account as entities of FollowTheMoney.

    Args:
        account: Any.

    Returns:
        JSON Lines. Every value is a list of strings, as the schema has it. Names of no known kind are left out. The id
        of a `Mention` ends in the report and code points of its place; a `Note` (what somebody says, a finding) has its
        places in `summary`, as the schema has no field for offsets.
    """
    index = Index(account)
    entities = [_make_article(index, document) for document in index.reports]
    for entity in account.entities:
        if entity.kind in _SCHEMATA:
            entities.append(_make_entity(entity))
            entities += _list_mentions(entity)
    entities += [_make_event(index, event) for event in account.events]
    entities += [_make_saying(index, attribution) for attribution in account.attributions]
    entities += [_make_finding(index, finding) for finding in account.findings]
    lines = (json.dumps(entity, ensure_ascii=False) for entity in entities)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _make(entity_id: str, schema: str, properties: Properties) -> dict[str, object]:
    kept = {name: [v for v in dict.fromkeys(values) if v] for name, values in properties.items()}
    return {"id": entity_id, "schema": schema, "properties": {name: some for name, some in kept.items() if some}}


def _make_article(index: Index, document: Document) -> dict[str, object]:
    properties: Properties = {
        "name": [document.title or index.mark(document.id)],
        "title": [document.title],
        "author": document.authors,
        "publisher": [document.publisher],
        "publishedAt": _days(document.published),
        "sourceUrl": [document.url if document.url and document.url.startswith(_WEB) else None],
        "fileName": [document.source],
        "mimeType": [document.media_type],
        "bodyText": [document.text],
    }
    return _make(document.id, "Article", properties)


def _make_entity(entity: Entity) -> dict[str, object]:
    schema = _SCHEMATA[entity.kind]
    properties: Properties = {"name": [entity.name], "alias": entity.aliases}
    roles = [role.text for role in entity.roles]
    if schema == "Person":
        properties["position"] = roles
    elif schema != "Address":
        properties["summary"] = roles
    if isinstance(entity.place, Place):
        place = entity.place
        properties |= {"latitude": [str(place.latitude)], "longitude": [str(place.longitude)]}
        properties |= {"country": [place.country_code.lower()], "state": [place.state], "full": [entity.name]}
    return _make(entity.id, schema, properties)


def _list_mentions(entity: Entity) -> Iterator[dict[str, object]]:
    for mention in entity.mentions:
        place = f"{entity.id}-{mention.document}-{mention.start}-{mention.end}"
        properties: Properties = {
            "document": [mention.document],
            "resolved": [entity.id],
            "name": [mention.text],
            "detectedSchema": [_SCHEMATA[entity.kind]],
        }
        yield _make(place, "Mention", properties)


def _make_event(index: Index, event: Event) -> dict[str, object]:
    date = event.date
    properties: Properties = {
        "name": [event.name],
        "keywords": [event.type],
        "date": _days(date),
        "startDate": [date.earliest if date else None],
        "endDate": [date.latest if date else None],
        "location": [index.name(event.place)],
        "involved": [p.entity for p in event.participants if _is_known(index, p.entity) and p.entity != event.place],
        "proof": [span.document for span in event.mentions],
        "summary": [_tell_place(index, span) for span in event.mentions],
    }
    return _make(event.id, "Event", properties)


def _make_saying(index: Index, attribution: Attribution) -> dict[str, object]:
    source = attribution.source
    said = " … ".join(span.text for span in attribution.content)
    speaker = index.speaker(attribution.id) or "nobody named"
    properties: Properties = {
        "name": [f"{speaker} {STANCES[attribution.stance]}"],
        "description": [said],
        "entity": [source.entity if source and source.entity and _is_known(index, source.entity) else None],
        "proof": [span.document for span in attribution.content],
        "summary": [_tell_place(index, span) for span in attribution.content],
    }
    return _make(attribution.id, "Note", properties)


def _make_finding(index: Index, finding: Finding) -> dict[str, object]:
    spans = [span for position in finding.positions for span in position.evidence]
    properties: Properties = {
        "name": [f"{finding.kind}: {finding.topic}"],
        "description": [cite_finding(index, finding)],
        "entity": [record for record in finding.about if _is_known(index, record)],
        "proof": [span.document for span in spans],
        "summary": [_tell_place(index, span) for span in spans],
    }
    return _make(finding.id, "Note", properties)


def _is_known(index: Index, record_id: str) -> bool:
    """Whether a record has an entity of its own here."""
    record = index.records.get(record_id)
    return isinstance(record, Event) or (isinstance(record, Entity) and record.kind in _SCHEMATA)


def _tell_place(index: Index, span: Span | Mention) -> str:
    return f"{index.document(span.document).source}, {span.start}–{span.end}: {span.text}"


def _days(date: Dated | None) -> list[str]:
    """A date that the schema takes; an interval is none."""
    return [date.value] if date and _DAY.fullmatch(date.value) else []
