"""Incidents that belong together, as far as reports say so."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from joindots.account.codebooks.rows import Row
from joindots.account.codebooks.tables import Cell
from joindots.model import Account, Event, Quantity, Span

_LINKING = re.compile(
    r"\b(?:linked|connected|related|co-?ordinated|simultaneous(?:ly)?|part of the same"
    r"|same (?:attackers?|group|gang|gunm[ae]n))\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"\b(?:not|no|never|without|whether|if|unrelated|unconnected|denie[sd]|n[’']t)\b|\?", re.IGNORECASE
)
_GROUP = " group"
Links = Mapping[str, Mapping[str, tuple[Span, ...]]]
"""Event to other event to where a report says that they belong together."""


def list_links(account: Account, rows: Sequence[Row]) -> Links:
    """What reports say of incidents belonging together.

    They do where one sentence tells both and says that they are linked, and where a report counts several together
    ("two bombings") and tells as many of that type.
    """
    links: dict[str, dict[str, set[Span]]] = defaultdict(lambda: defaultdict(set))
    for told, place in (*_told_as_linked(rows), *_counted_together(account, rows)):
        for one in told:
            for other in told:
                if one != other:
                    links[one][other].add(place)
    return {one: {other: tuple(sorted(places)) for other, places in some.items()} for one, some in links.items()}


def _told_as_linked(rows: Sequence[Row]) -> list[tuple[tuple[str, ...], Span]]:
    told = defaultdict(list)
    for row in rows:
        for sentence in row.scene.sentences:
            told[sentence].append(row.event.id)
    found = []
    for sentence, events in told.items():
        place = sentence.find(_LINKING) if len(events) > 1 else None
        if place is not None and not _DENYING.search(sentence.text):
            found.append((tuple(events), place))
    return found


def _counted_together(account: Account, rows: Sequence[Row]) -> list[tuple[tuple[str, ...], Span]]:
    groups = {event.id: event for event in account.events if event.type.endswith(_GROUP)}
    members: dict[str, list[Event]] = defaultdict(list)
    for row in rows:
        for document in dict.fromkeys(mention.document for mention in row.event.mentions):
            members[document].append(row.event)
    found = []
    for quantity in account.quantities:
        group = groups.get(quantity.event or "")
        if group is None or not _counts(quantity, group):
            continue
        kind = group.type.removesuffix(_GROUP)
        told = [event.id for event in members[quantity.span.document] if event.type == kind]
        if len(told) == quantity.low:
            found.append((tuple(told), quantity.span))
    return found


def _counts(quantity: Quantity, group: Event) -> bool:
    """Whether a number says how many a group of incidents are: it stands with the word that tells them."""
    if quantity.kind != "count" or quantity.bound != "exact" or not isinstance(quantity.low, int) or quantity.low < 2:
        return False
    near = quantity.clause
    words = {
        m.text.lower().split()[-1]
        for m in group.mentions
        if m.document == near.document and near.start <= m.start < near.end
    }
    return (quantity.counted or "").lower().split()[-1:] != [] and (quantity.counted or "").lower().split()[-1] in words


def code_connections(row: Row, links: Links) -> dict[str, Cell]:
    """`multiple` and `related`."""
    told = links.get(row.event.id, {})
    if not told:
        return {}
    places = tuple(sorted({place for some in told.values() for place in some}))
    rule = "reports tell them as linked, or count them together"
    return {
        "multiple": Cell(value=1, evidence=places, rule=rule),
        "related": Cell(value=", ".join(sorted(told)), evidence=places, rule=rule),
    }
