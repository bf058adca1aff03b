"""Events that are one since the same person died in them: nobody dies twice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from joindots.join.bonds import Ties
from joindots.join.event_matching import Profile
from joindots.model import Entity, Event, Incident

_OF_DEATH = frozenset({"death", "killing"})
_SAYING_LITTLE = _OF_DEATH | {"attack", "injury", "clash", "accident", "disaster"}  # one person may live to see two
_SURE = 0.5  # share of the reports of an event that have to tell whose death it is, of those that tell whose
_DATED = 0.25  # share of the reports of an event that have to give a day to date it: one in many has misread it
_APART_DAYS = 10  # events whose reports mostly put them farther apart are of two people of one name


def unite_deaths(groups: Sequence[list[int]], profiles: Sequence[Profile], ties: Ties) -> list[list[int]]:
    """Put together the events that are one person's death.

    Reports of a death that is long past put it at many places and days, or at none; its victim tells it from others.

    Args:
        groups: Profiles of one event, by their places.
        profiles: Of the events of single reports.
        ties: What people decided.

    Returns:
        The groups, in order of their first profile.
    """
    united: list[list[int]] = []
    homes: dict[tuple[str, str], list[list[int]]] = {}
    for group in sorted(groups, key=lambda g: (-len(g), g[0])):
        whose = find_dead([profiles[i] for i in group])
        known = homes.get(whose, []) if whose else []
        home = next((one for one in known if _can_be_one(one, group, profiles, ties)), None)
        if home is not None:
            home += group
            continue
        united.append(list(group))
        if whose:
            homes.setdefault(whose, []).append(united[-1])
    return sorted((sorted(group) for group in united), key=lambda group: group[0])


def unite_victims(groups: Sequence[list[int]], profiles: Sequence[Profile], ties: Ties) -> list[list[int]]:
    """Put what tells only anew that somebody was killed, or shot, with the event of which that person is a victim.

    "It is two months since Ann Lee was shot dead": one event of that day or of none, whose victims are named in one
    other event alone in which some died too, or the like was done.

    Args:
        groups: Profiles of one event, by their places.
        profiles: Of the events of single reports.
        ties: What people decided.

    Returns:
        The groups, in order of their first profile.
    """
    homes: dict[tuple[str, ...], list[list[int]]] = {}
    united: list[list[int]] = []
    for group in sorted(groups, key=lambda g: (-len(g), g[0])):
        whose = _list_victims(profiles[i] for i in group)
        known = {id(home): home for one in sorted(whose) for home in homes.get(one, ())}
        able = [home for home in known.values() if _may_tell_anew(home, group, profiles)]
        if len(known) == len(able) == 1 and not ties.forbid(able[0], group):
            home = able[0]
            home += group
        else:
            home = list(group)
            united.append(home)
        for one in sorted(whose):
            if not any(other is home for other in homes.setdefault(one, [])):
                homes[one].append(home)
    return sorted((sorted(group) for group in united), key=lambda group: group[0])


def are_of_two(a: Profile, b: Profile) -> bool:
    """Whether two reports tell the deaths of two people, and no word of what both may have died of."""
    if a.event.type != "death" or b.event.type != "death":
        return False
    return len(a.dead) == len(b.dead) == 1 and a.dead != b.dead


def name_death(event: Event, profiles: Sequence[Profile]) -> Event:
    """A death named by whoever died, "death of Ann Lee", where reports name one person; other events as they are.

    Args:
        event: Of the pile.
        profiles: Of its reports.
    """
    dead = find_dead(profiles) if event.type == "death" else None
    return event if dead is None else replace(event, name=f"death of {dead[1]}")


def find_dead(profiles: Sequence[Profile]) -> tuple[str, str] | None:
    """Entity id and name of the one person whose death most reports of an event tell, or None."""
    told = [p for p in profiles if p.event.type in _OF_DEATH]
    if len(told) <= _SURE * len(profiles):
        return None
    dead = [p.dead for p in told if p.dead]
    count = Counter(one for who in dead if len(who) == 1 for one in who)
    best = min(count, key=lambda one: (-count[one], one), default=None)
    return best if best is not None and count[best] > _SURE * len(dead) else None


def list_dead(row: Incident, entities: Mapping[str, Entity]) -> frozenset[tuple[str, str]]:
    """Ids and names of people whom a report names in full where it tells that they came to harm.

    Who is meant by "his death", or by a surname that a family shares, is too often somebody else.

    Args:
        row: The report's row of the register.
        entities: Of the pile, by id.
    """
    told = ((entities.get(str(reported.value)), reported) for reported in row.victims)
    return frozenset(
        (entity.id, entity.name)
        for entity, reported in told
        if entity is not None and entity.kind == "person" and any(_is_full(s.text, entity) for s in reported.evidence)
    )


def _is_full(text: str, entity: Entity) -> bool:
    return any(" " in name and name in text for name in (entity.name, *entity.aliases))


def _can_be_one(a: Sequence[int], b: Sequence[int], profiles: Sequence[Profile], ties: Ties) -> bool:
    if ties.forbid(a, b):
        return False
    first, second = (_usual_day([profiles[i] for i in group]) for group in (a, b))
    return first is None or second is None or abs(first - second) <= _APART_DAYS


def _list_victims(profiles: Iterable[Profile]) -> frozenset[tuple[str, ...]]:
    """Whom reports name as victims of an event of harm, with what was done, and once more where some died of it."""
    harmful = [p for p in profiles if p.family == "harm" and not p.group]
    done = {(*one, p.event.type) for p in harmful for one in p.dead if p.event.type not in _SAYING_LITTLE}
    return frozenset(done | {(*one, "killed") for p in harmful if p.deadly for one in p.dead})


def _may_tell_anew(home: Sequence[int], group: Sequence[int], profiles: Sequence[Profile]) -> bool:
    """Whether nothing tells that a death was another day's than what the event is of."""
    days = {day.toordinal() for i in group for day in _days_of(profiles[i])}
    usual = _usual_day([profiles[i] for i in home])
    return not days or (usual is not None and all(abs(day - usual) <= 1 for day in days))


def _days_of(profile: Profile) -> list[date]:
    """First and last day that a report gives an event, and the one that its register gives."""
    return [*(profile.days or ()), *([profile.told] if profile.told else [])]


def _usual_day(profiles: Sequence[Profile]) -> int | None:
    """The day, as an ordinal, that most reports with a day give; None where hardly any gives one."""
    days = Counter(p.days[0].toordinal() for p in profiles if p.days and p.days[0] == p.days[1])
    best = min(days, key=lambda day: (-days[day], day), default=None)
    return best if best is not None and days[best] >= _DATED * len(profiles) else None
