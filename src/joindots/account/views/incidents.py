"""Incidents: the register, each field with the reported values and who reports them."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from joindots.account.citations import Citations, Place, Statement
from joindots.account.escapes import flatten
from joindots.account.indexes import Index, Record, spread_spans
from joindots.account.phrases import date_words
from joindots.account.views.groups import Group, group_items
from joindots.model import Event, Incident, Reported
from joindots.text.calendars import comes_too_late

_FIELDS: Final = {
    "date": "Date",
    "location": "Place",
    "attack_type": "Type",
    "weapon": "Weapon or means",
    "target": "Target",
    "perpetrator": "Named as perpetrator",
    "perpetrator_outcome": "What became of them",
    "killed": "Killed",
    "wounded": "Injured",
    "victims": "Victims",
    "claimed_by": "Claimed by",
    "link_finding": "Findings on a link",
    "arrests": "Arrests",
}
REGISTER_COLUMNS: Final = ("Date", "Place", "Type", "Killed", "Injured", "Claimed by")
_TOLLS: Final = frozenset({"killed", "wounded"})
_HEAD = 500  # code points: a headline and the first sentences
_SHOWN = 4  # open incidents
_HELD = 40  # incidents on the page
# An incident leads the page if this share of the reports tells of it; otherwise the pile is a collection of several.
_LEADING_SHARE = 1 / 3
_MANY = 5  # incidents of which a pile is taken for a collection, however few of its reports tell of one
_PLACES = 8  # places of a value that are linked, one a report first


class ValueView(Struct, frozen=True, kw_only=True):
    """A reported value.

    Attributes:
        value: In words.
        entity: Id of the entity that it is, or None.
        speakers: Who says it, where a report lays it to somebody.
        own_voice: Whether a report also says it in its own voice.
        places: Where.
        left_out: Places that are not linked.
    """

    value: str
    entity: str | None
    speakers: tuple[str, ...]
    own_voice: bool
    places: tuple[Place, ...]
    left_out: int


class FieldView(Struct, frozen=True, kw_only=True):
    """A field of the register.

    Attributes:
        name: In words.
        values: The one of most places first.
    """

    name: str
    values: tuple[ValueView, ...]


class IncidentView(Struct, frozen=True, kw_only=True):
    """A row of the register.

    Attributes:
        id: Of the incident.
        event: Id of the event.
        name: Of the event.
        reports: How many reports it is in.
        fields: Those that are reported.
        heads: How many reports tell of it in their first words.
    """

    id: str
    event: str
    name: str
    reports: int
    fields: tuple[FieldView, ...]
    heads: int


class RegisterRow(Struct, frozen=True, kw_only=True):
    """An incident in the table of all.

    Attributes:
        id: Of the incident.
        name: Of the event.
        reports: How many reports it is in.
        cells: For each of `REGISTER_COLUMNS` its values, the one of most places first.
    """

    id: str
    name: str
    reports: int
    cells: tuple[tuple[str, ...], ...]


def list_register(incidents: Group[IncidentView]) -> tuple[RegisterRow, ...]:
    """The incidents of the page as a table."""
    rows = []
    for incident in incidents.items:
        values = {field.name: tuple(dict.fromkeys(v.value for v in field.values)) for field in incident.fields}
        cells = tuple(values.get(column, ()) for column in REGISTER_COLUMNS)
        rows.append(RegisterRow(id=incident.id, name=incident.name, reports=incident.reports, cells=cells))
    return tuple(rows)


def view_incidents(citations: Citations) -> Group[IncidentView]:
    """The register, incidents of most reports first."""
    ranked = rank_incidents(citations.index.account.incidents)
    held = [view_incident(citations, incident) for incident in ranked[:_HELD]]
    return group_items(held, len(ranked) - len(held), _SHOWN)


def find_lead(incidents: Sequence[IncidentView], reports: int) -> IncidentView | None:
    """The incident that a good part of the reports tell of, and first of all; None where there is none.

    Args:
        incidents: Those of most reports first.
        reports: How many there are in all.
    """
    many = (incident for incident in incidents if incident.reports >= _LEADING_SHARE * reports)
    return next((incident for incident in many if _is_news(incident)), None)


def are_collected(incidents: Sequence[IncidentView], reports: int) -> bool:
    """Whether a pile is of several incidents: half of the reports tell of one of them, or there are many."""
    told = [incident.reports for incident in incidents if _is_news(incident)]
    return len(told) >= _MANY or 2 * sum(told) >= reports


def _is_news(incident: IncidentView) -> bool:
    """Whether as many reports begin with an incident as only call it to mind."""
    return 2 * incident.heads >= incident.reports


def rank_incidents(incidents: tuple[Incident, ...]) -> list[Incident]:
    """Incidents of most reports first, then those of which most is known."""
    return sorted(incidents, key=lambda i: (-len(incident_documents(i)), -len(_reported(i)), i.id))


def incident_documents(incident: Incident) -> set[str]:
    """Ids of the reports that say something of an incident."""
    return {span.document for value in _reported(incident) for span in value.evidence}


def _reported(incident: Incident) -> list[Reported]:
    return [value for name in _FIELDS for value in getattr(incident, name)]


def view_incident(citations: Citations, incident: Incident) -> IncidentView:
    """One of them."""
    name = citations.index.name(incident.event) or "Incident"
    fields = []
    for field, title in _FIELDS.items():
        reported = list_shown(incident, field)
        if reported:
            statement = Statement(id=incident.id, kind="incident", label=f"{name}, {title.lower()}")
            fields.append(FieldView(name=title, values=_view_values(citations, field, reported, statement)))
    return IncidentView(
        id=incident.id,
        event=incident.event,
        name=name,
        reports=len(incident_documents(incident)),
        fields=tuple(fields),
        heads=count_heads(citations.index.records.get(incident.event)),
    )


def count_heads(event: Record | None) -> int:
    """Reports that tell of an event before anything else; what others call to mind comes later."""
    return len({m.document for m in event.mentions if m.start < _HEAD}) if isinstance(event, Event) else 0


def list_shown(incident: Incident, field: str) -> tuple[Reported, ...]:
    """Values of a field that the page shows.

    Dates that say only before which day it was stand there where no report tells more, and then the earliest alone;
    what is inferred from other reports stands there as what these tell.
    """
    reported: tuple[Reported, ...] = getattr(incident, field)
    if field != "date":
        return reported
    reported = tuple(r for r in reported if r.basis != "inferred")
    told = tuple(r for r in reported if not str(r.value).startswith(".."))
    least = min((str(r.value) for r in reported), default="")
    return told or tuple(r for r in reported if r.value == least)


def _view_values(
    citations: Citations, field: str, reported: tuple[Reported, ...], statement: Statement
) -> tuple[ValueView, ...]:
    """Equal values as one, the one of most places first.

    A month or a year speaks for the days in it as well, and of a toll a report speaks for the highest number that it
    gives: the others are mostly of some of the people. A day that reports on the incident had been written before
    stands last.
    """
    equal: dict[int | str, list[Reported]] = {}
    for value in reported:
        equal.setdefault(value.value, []).append(value)
    speaking = {value: _list_speaking(field, value, equal) for value in equal}
    late = _list_late(citations.index, equal) if field == "date" else set()
    ranked = sorted(
        equal.items(),
        key=lambda item: (item[0] not in late, _support(speaking[item[0]]), _support(item[1])),
        reverse=True,
    )
    return tuple(_view_value(citations, field, value, records, statement) for value, records in ranked)


def _list_speaking(field: str, value: int | str, equal: Mapping[int | str, list[Reported]]) -> list[Reported]:
    """What speaks for a value: of a date its month or year as well, of a toll the reports that give no higher one."""
    if field == "date":
        wider = [other for other in equal if str(value).startswith(f"{other}-")]
        return [record for one in (value, *wider) for record in equal[one]]
    if field not in _TOLLS or not isinstance(value, int):
        return equal[value]
    higher = [record for other in equal if isinstance(other, int) and other > value for record in equal[other]]
    more = {span.document for record in higher for span in record.evidence}
    kept = (tuple(span for span in record.evidence if span.document not in more) for record in equal[value])
    return [replace(record, evidence=spans) for record, spans in zip(equal[value], kept, strict=True)]


def _list_late(index: Index, equal: Mapping[int | str, list[Reported]]) -> set[int | str]:
    """Of the dates of an incident those that reports on it had been written before."""
    givers = {value: {span.document for one in records for span in one.evidence} for value, records in equal.items()}
    written = index.written(set().union(*givers.values()))
    return {value for value, documents in givers.items() if comes_too_late(str(value), len(documents), written)}


def _support(records: list[Reported]) -> tuple[int, int]:
    """How many reports, then how many places, give a value."""
    spans = [span for record in records for span in record.evidence]
    return len({span.document for span in spans}), len(spans)


def _view_value(
    citations: Citations, field: str, value: int | str, records: list[Reported], statement: Statement
) -> ValueView:
    index = citations.index
    entity = index.name(value) if isinstance(value, str) else None
    spans = spread_spans(index, {span for record in records for span in record.evidence})
    linked = sorted(spans[:_PLACES], key=lambda span: (index.numbers[span.document], span.start))
    speakers = [index.speaker(record.attribution) for record in records]
    if isinstance(value, int):
        words = f"{value:,}"
    else:
        words = entity or (date_words(value) if field == "date" else flatten(value))
    return ValueView(
        value=words,
        entity=value if entity and isinstance(value, str) else None,
        own_voice=None in speakers,
        speakers=tuple(sorted({speaker for speaker in speakers if speaker})),
        places=tuple(citations.cite(span, statement) for span in linked),
        left_out=max(0, len(spans) - _PLACES),
    )
