"""Carrying records over from one document's ids to the pile's."""

from collections.abc import Mapping

from msgspec.structs import replace

from joindots.model import (
    INCIDENT_FIELDS,
    Attribution,
    AttributionSource,
    Event,
    Incident,
    Observations,
    Participant,
    Reported,
)


def rename_entities(found: Observations, names: Mapping[str, str]) -> Observations:
    """The same observations with every entity id replaced; the entities themselves stay behind.

    Args:
        found: Of one document.
        names: Local entity id to pile entity id.
    """
    return replace(
        found,
        attributions=tuple(_attribution(a, names) for a in found.attributions),
        events=tuple(_event(e, names) for e in found.events),
        incidents=tuple(_incident(i, names) for i in found.incidents),
    )


def rename_events(found: Observations, names: Mapping[str, str]) -> Observations:
    """The same observations with every event id replaced in attributions and quantities.

    Args:
        found: Of one document.
        names: Local event id to pile event id; a missing one means that the event was dropped.
    """
    return replace(
        found,
        attributions=tuple(replace(a, about=_renamed(a.about, names)) for a in found.attributions),
        quantities=tuple(replace(q, event=names.get(q.event)) if q.event is not None else q for q in found.quantities),
    )


def _renamed(ids: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({names.get(i, i) for i in ids}))


def _attribution(record: Attribution, names: Mapping[str, str]) -> Attribution:
    source = record.source
    if source is not None and source.entity is not None:
        source = AttributionSource(entity=names.get(source.entity), span=source.span)
    return replace(record, source=source, about=_renamed(record.about, names))


def _event(record: Event, names: Mapping[str, str]) -> Event:
    participants = {(p.role, names[p.entity]) for p in record.participants if p.entity in names}
    return replace(
        record,
        place=names.get(record.place) if record.place is not None else None,
        participants=tuple(Participant(role=role, entity=entity) for role, entity in sorted(participants)),
    )


def _incident(record: Incident, names: Mapping[str, str]) -> Incident:
    def reported(values: tuple[Reported, ...]) -> tuple[Reported, ...]:
        return tuple(replace(v, value=names.get(v.value, v.value)) if isinstance(v.value, str) else v for v in values)

    return replace(record, **{field: reported(getattr(record, field)) for field in INCIDENT_FIELDS})
