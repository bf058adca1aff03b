"""The map: where the incidents of the page lie."""

from collections import defaultdict
from collections.abc import Sequence

from joindots.account.indexes import Index
from joindots.account.pictures.maps import Pin
from joindots.account.places import choose_finest, find_place
from joindots.account.views.incidents import IncidentView
from joindots.model import Incident, Place, Reported


def view_map(index: Index, incidents: Sequence[IncidentView]) -> tuple[Pin, ...]:
    """One pin a place, in the order of the incidents.

    Args:
        index: Of the account.
        incidents: Those on the page.
    """
    events: dict[tuple[str, Place], list[tuple[str, str]]] = defaultdict(list)
    for view in incidents:
        incident = index.records.get(view.id)
        found = _choose(index, incident.location) if isinstance(incident, Incident) else None
        if found is not None:
            value, place = found
            events[index.name(str(value)) or "", place].append((view.id, view.name))
    return tuple(
        Pin(
            name=name,
            latitude=place.latitude,
            longitude=place.longitude,
            exact=place.level == "town",
            events=tuple(some),
        )
        for (name, place), some in events.items()
    )


def _choose(index: Index, reported: Sequence[Reported]) -> tuple[int | str, Place] | None:
    reports: dict[int | str, set[str]] = defaultdict(set)
    for one in reported:
        reports[one.value].update(span.document for span in one.evidence)
    return choose_finest(
        [(value, find_place(index, value)) for value in reports], [len(some) for some in reports.values()]
    )
