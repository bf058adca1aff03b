"""Events of one report that are one by what it tells of them, though no name and no sentence ties them.

A caption, a link to another page and a look back tell the main event anew under another name: "the Harbour Street
shooting" of a report on "the shooting in Westford". The words keep them apart; the day and the victims do not.
"""

import re
from collections.abc import Hashable, Mapping, Sequence

from msgspec.structs import replace

from joindots.model import HARM_TYPES, Dated, Entity, Event, Incident, Observations, Participant, Reported
from joindots.text.places import load_gazetteer, place_key

_ALWAYS = ("0001-01-01", "9999-12-31")
_SAYS_LITTLE = frozenset({"attack", "killing", "death"})  # types that do not say what was done
_LEAST_TOLL = 2  # most who come to harm come to it alone
_MOST = 50  # events of one report that are compared with each other
_REACH = 40  # characters before an event word that say it is one more
_ONE_MORE = re.compile(
    r"\b(?:another|second|third|other|separate|earlier|previous|different|unrelated|later|similar)\b[^.;:]*\Z",
    re.IGNORECASE,
)


def unite_retold(text: str, found: Observations) -> Observations:
    """The same observations with one event for those that can only be one; rows of the register are left as they are.

    Two events of violence or mischance of one day are one where a person of full name is a victim of both, or where
    the same number, of several, were killed or wounded in both and nothing that is told differs; the latter also where
    they are of one town and one has no day. One of which neither victims nor a toll are told is the only other one of
    its kind and day, if that may be its place.

    Args:
        text: Of the report.
        found: Of the report, with events and incidents.
    """
    told = [event for event in found.events if event.type in HARM_TYPES][:_MOST]
    rows = {row.event: row for row in found.incidents}
    entities = {entity.id: entity for entity in found.entities}
    scenes = [_Scene(text, event, rows.get(event.id), entities) for event in told]
    scenes.sort(key=lambda scene: (scene.bare, -len(scene.event.mentions), scene.event.mentions[0].start))
    groups: list[list[_Scene]] = []
    for scene in scenes:
        home = _find_home(scene, groups)
        if home is None:
            groups.append([scene])
        else:
            home.append(scene)
    return _unite(found, [[scene.event for scene in group] for group in groups if len(group) > 1])


class _Scene:
    """What tells an event of a report from others."""

    def __init__(self, text: str, event: Event, row: Incident | None, entities: Mapping[str, Entity]) -> None:
        self.event = event
        dated = event.date
        self.days = (dated.earliest, dated.latest) if dated and dated.earliest and dated.latest else _ALWAYS
        self.day = self.days[0] if self.days[0] == self.days[1] else None
        self.killed, self.wounded = _count(row.killed if row else ()), _count(row.wounded if row else ())
        victims = [entities.get(str(reported.value)) for reported in row.victims] if row else []
        self.victims = frozenset(e.id for e in victims if e is not None and e.kind == "person" and " " in e.name)
        places = {event.place or "", *(str(reported.value) for reported in (row.location if row else ()))}
        self.towns = frozenset(key for e in places if e in entities and (key := _town_key(entities[e])))
        self.bare = not (victims or self.killed or self.wounded or (row and row.perpetrator))
        first = event.mentions[0].start
        self.more = _ONE_MORE.search(text, max(0, first - _REACH), first) is not None

    def may_be(self, other: "_Scene") -> bool:
        """Whether nothing that is told keeps two events apart."""
        kinds = {self.event.type, other.event.type}
        return (
            self.days[0] <= other.days[1]
            and other.days[0] <= self.days[1]
            and (len(kinds) == 1 or not kinds.isdisjoint(_SAYS_LITTLE))
            and not (self.more or other.more)
            and _agree(self.victims, other.victims)
            and _agree(self.towns, other.towns)
        )

    def is_same(self, other: "_Scene") -> bool:
        """Whether what is told of the victims makes two events one."""
        of_one_day = self.day is not None and self.day == other.day
        if of_one_day and not self.victims.isdisjoint(other.victims):
            return True
        tolls = (self.killed, other.killed), (self.wounded, other.wounded)
        shared = any(max(a, default=0) == max(b, default=0) >= _LEAST_TOLL for a, b in tolls)
        near = of_one_day or not self.towns.isdisjoint(other.towns)
        return near and shared and all(_agree(a, b) for a, b in tolls)


def _find_home(scene: _Scene, groups: Sequence[list[_Scene]]) -> list[_Scene] | None:
    able = [group for group in groups if all(scene.may_be(other) for other in group)]
    if not scene.bare:
        return next((group for group in able if any(scene.is_same(other) for other in group)), None)
    same = [g for g in groups if scene.day and scene.day == g[0].day and scene.event.type == g[0].event.type]
    return same[0] if len(same) == 1 and same[0] in able else None


def _count(values: Sequence[Reported]) -> frozenset[int]:
    return frozenset(reported.value for reported in values if isinstance(reported.value, int))


def _town_key(entity: Entity) -> str | None:
    """How the gazetteer knows a town, or None for a street, a square or a house."""
    key = place_key(entity.name)
    return key if key in load_gazetteer().towns else None


def _agree(a: frozenset[Hashable], b: frozenset[Hashable]) -> bool:
    return not a or not b or not a.isdisjoint(b)


def _unite(found: Observations, groups: Sequence[Sequence[Event]]) -> Observations:
    """The observations with the events of each group as the first of it."""
    names = {event.id: group[0].id for group in groups for event in group}
    merged = {group[0].id: _merge(group) for group in groups}
    events = [merged.get(event.id, event) for event in found.events if names.get(event.id, event.id) == event.id]
    quantities = [replace(q, event=names[q.event]) if q.event in names else q for q in found.quantities]
    return replace(found, events=tuple(events), quantities=tuple(quantities)) if names else found


def _merge(events: Sequence[Event]) -> Event:
    parts = sorted({(part.role, part.entity) for event in events for part in event.participants})
    return replace(
        events[0],
        date=_choose_date([event.date for event in events if event.date]),
        place=next((event.place for event in events if event.place), None),
        participants=tuple(Participant(role=role, entity=entity) for role, entity in parts),
        mentions=tuple(sorted({span for event in events for span in event.mentions})),
    )


def _choose_date(dates: Sequence[Dated]) -> Dated | None:
    """The most precise of dates that agree, with the evidence of all that say the same."""
    best = min(dates, key=lambda dated: ("/" in dated.value, -len(dated.value)), default=None)
    if best is None:
        return None
    return replace(best, evidence=tuple(sorted({s for d in dates if d.value == best.value for s in d.evidence})))
