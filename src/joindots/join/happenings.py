"""The same happening across reports: told in the same words of the same day, or of the same people."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from msgspec.structs import replace

from joindots.linkage import connected_components
from joindots.model import HAPPENING, Event, Observations, Participant, make_id


def split_happenings(observations: Sequence[Observations]) -> tuple[list[Observations], list[Event]]:
    """The observations without what only happened on some day, and all that.

    Args:
        observations: Of the pile's reports.
    """
    told = [event for found in observations for event in found.events if event.type == HAPPENING]
    rest = [replace(o, events=tuple(e for e in o.events if e.type != HAPPENING)) for o in observations]
    return rest, told


def join_happenings(happenings: Sequence[Event]) -> list[Event]:
    """One record for those of one day that have the same name, or the same word and somebody who took part.

    Args:
        happenings: Of all reports, with one mention each; entity ids are those of the pile.

    Returns:
        In order of the first of each.
    """
    first: dict[Hashable, int] = {}
    edges = [(first.setdefault(key, n), n) for n, event in enumerate(happenings) for key in _keys(event)]
    return [_merge([happenings[n] for n in group]) for group in connected_components(len(happenings), edges)]


def _keys(event: Event) -> Iterator[Hashable]:
    day, word = event.date and event.date.value, event.mentions[0].text.lower()
    yield day, event.name.lower()
    for part in event.participants:
        yield day, word, part.role, part.entity


def _merge(events: Sequence[Event]) -> Event:
    if len(events) == 1:
        return events[0]
    names = Counter(event.name for event in events)
    dated = events[0].date
    evidence = sorted({span for event in events if event.date for span in event.date.evidence})
    return Event(
        id=make_id("v", *sorted(event.id for event in events)),
        name=min(names, key=lambda name: (-names[name], len(name), name)),
        type=HAPPENING,
        date=replace(dated, evidence=tuple(evidence)) if dated else None,
        place=None,
        participants=tuple(
            Participant(role=role, entity=entity)
            for role, entity in sorted({(p.role, p.entity) for event in events for p in event.participants})
        ),
        mentions=tuple(sorted({span for event in events for span in event.mentions})),
    )
