"""An account as GeoJSON: the places that have a point, with what happened there and where that is told.

Source: RFC 7946, "The GeoJSON Format".
"""

import json
from collections.abc import Sequence

from joindots.account.indexes import Index
from joindots.account.places import choose_finest, find_place
from joindots.model import INCIDENT_FIELDS, Account, Entity, Incident, Mention, Place, Reported, Span

Feature = dict[str, object]


def encode_geo_json(account: Account) -> bytes:
    """An account as a collection of points.

    Args:
        account: Any.

    Returns:
        One feature an incident whose place is known, and one a place; `level` says how exact a point is. `evidence`
        has report, start, end (code points) and quote.
    """
    index = Index(account)
    features = [feature for incident in account.incidents if (feature := _describe_incident(index, incident))]
    features += [_describe_place(index, e, e.place) for e in account.entities if isinstance(e.place, Place)]
    data = {"type": "FeatureCollection", "features": features}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _describe_incident(index: Index, incident: Incident) -> Feature | None:
    located = [(one, find_place(index, one.value)) for one in incident.location]
    chosen = choose_finest(located, [len({span.document for span in one.evidence}) for one in incident.location])
    if chosen is None:
        return None
    told, place = chosen
    values = {field: _list_values(index, getattr(incident, field)) for field in INCIDENT_FIELDS}
    return _point(
        incident.id,
        place,
        {
            "kind": "incident",
            "name": index.name(incident.event),
            "place": index.name(str(told.value)),
            "reported": {field: some for field, some in values.items() if some},
            "evidence": _list_places(index, told.evidence),
        },
    )


def _list_values(index: Index, reported: Sequence[Reported]) -> list[Feature]:
    return [
        {
            "value": (index.name(one.value) if isinstance(one.value, str) else None) or one.value,
            "said_by": index.said_by(one),
            "evidence": _list_places(index, one.evidence),
        }
        for one in reported
    ]


def _describe_place(index: Index, entity: Entity, place: Place) -> Feature:
    properties: Feature = {"kind": "place", "name": entity.name, "evidence": _list_places(index, entity.mentions)}
    return _point(entity.id, place, properties)


def _point(feature_id: str, place: Place, properties: Feature) -> Feature:
    where: Feature = {"level": place.level, "country": place.country, "country_code": place.country_code}
    if place.state:
        where["state"] = place.state
    geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {"type": "Feature", "id": feature_id, "geometry": geometry, "properties": {**properties, **where}}


def _list_places(index: Index, spans: Sequence[Span | Mention]) -> list[Feature]:
    return [
        {
            "document": span.document,
            "source": index.document(span.document).source,
            "start": span.start,
            "end": span.end,
            "quote": span.text,
        }
        for span in spans
    ]
