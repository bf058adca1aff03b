"""The same event across reports: blocking, comparison, clustering, and one record for each cluster."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta

from joindots.join.event_matching import Profile, days_apart, family_of, list_features, prior_weight
from joindots.join.event_wordings import word_likeness
from joindots.join.incidents import merge_incidents
from joindots.linkage import candidate_pairs, compare, constrained_clusters
from joindots.model import Dated, Document, Entity, Event, Incident, Observations, Participant, make_id

_WORD = re.compile(r"[^\W\d_][\w’']*")
_STOP = frozenset(
    {"the", "a", "an", "of", "in", "on", "at", "and", "by", "for", "to", "with", "his", "her", "their", "its"}
)
_APART_DAYS = 10  # reports misdate an event by a week at most; events farther apart never join
_LEAST = 0.0  # log-odds from which a pair may join


def join_events(
    documents: Sequence[Document], entities: Sequence[Entity], observations: Sequence[Observations]
) -> tuple[tuple[Event, ...], tuple[Incident, ...], dict[str, str]]:
    """Join what reports tell of the same event.

    Events told as several together never join single ones, and events that cannot have been on one day never join.

    Args:
        documents: The reports.
        entities: Of the whole pile.
        observations: One for each report; entity ids are those of the pile.

    Returns:
        Events and incidents of the pile, sorted by id, and local event id to pile event id.
    """
    profiles = _profiles(documents, entities, observations)
    wording = _wording(documents, profiles)
    features, prior = list_features(wording), prior_weight(len(documents))
    edges = {}
    for a, b in sorted({*candidate_pairs([_keys(p) for p in profiles]), *wording}):
        if not _fit(profiles[a], profiles[b]):
            continue
        weight = compare(profiles[a], profiles[b], features, prior).weight
        if weight > _LEAST:
            edges[a, b] = weight
    groups = constrained_clusters(
        len(profiles), edges, lambda x, y: not all(_fit(profiles[a], profiles[b]) for a in x for b in y)
    )
    events, ids = [], {}
    for group in groups:
        event = _merge([profiles[i].event for i in group])
        events.append(event)
        ids.update({profiles[i].event.id: event.id for i in group})
    incidents = merge_incidents([i for o in observations for i in o.incidents], ids)
    return tuple(sorted(events, key=lambda e: e.id)), incidents, ids


def _wording(documents: Sequence[Document], profiles: list[Profile]) -> dict[tuple[int, int], float]:
    """Likeness of wording of single events of violence and mischance: of others the names say enough."""
    harmful = [p for p in profiles if p.family == "harm" and not p.group]
    likeness = word_likeness(documents, [p.event for p in harmful])
    return {(harmful[a].place, harmful[b].place): value for (a, b), value in likeness.items()}


def _fit(a: Profile, b: Profile) -> bool:
    if a.family != b.family or a.group != b.group or a.document == b.document:
        return False
    return days_apart(a, b) <= _APART_DAYS


def _profiles(
    documents: Sequence[Document], entities: Sequence[Entity], observations: Sequence[Observations]
) -> list[Profile]:
    kinds = {entity.id: entity.kind for entity in entities}
    published = {d.id: _day(d.published.earliest) if d.published else None for d in documents}
    found: list[Profile] = []
    for observed in sorted(observations, key=lambda o: o.document):
        most = max((len(e.mentions) for e in observed.events), default=0)
        for event in observed.events:
            found.append(_profile(event, len(found), observed.document, kinds, published.get(observed.document), most))
    return found


def _profile(
    event: Event, place: int, document: str, kinds: Mapping[str, str], published: date | None, most: int
) -> Profile:
    who = [p.entity for p in event.participants]
    words = [w for w in _WORD.findall(event.name) if w.lower() not in _STOP]
    told = {mention.text.lower() for mention in event.mentions}  # "Shooting" in a headline is no name
    dated = event.date
    first, last = (_day(dated.earliest), _day(dated.latest)) if dated else (None, None)
    return Profile(
        event=event,
        place=place,
        document=document,
        family=family_of(event.type),
        group=event.type.endswith(" group"),
        name=frozenset(w.lower() for w in words),
        proper=frozenset(w.lower() for w in words if w[0].isupper()) - told,
        people=frozenset(e for e in who if kinds.get(e) == "person"),
        others=frozenset(e for e in who if kinds.get(e) != "person"),
        places=frozenset([event.place] if event.place else []),
        days=(first, last) if first and last else None,
        published=published,
        main=len(event.mentions) == most,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _keys(profile: Profile) -> list[Hashable]:
    """Blocking keys: a person, a name, or a place with the week."""
    keys: list[Hashable] = [("person", profile.family, e) for e in sorted(profile.people)]
    when = profile.days[0] if profile.days else profile.published
    weeks = [] if when is None else [(when + timedelta(days=d)).isocalendar()[:2] for d in (-3, 3)]
    if profile.proper:
        keys.append(("name", profile.family, tuple(sorted(profile.proper))))
    keys += [("place", profile.family, place, week) for place in sorted(profile.places) for week in weeks]
    return keys


def _merge(events: list[Event]) -> Event:
    mentions = tuple(sorted({span for e in events for span in e.mentions}))
    kind = Counter(e.type for e in events for _ in e.mentions)
    names = Counter(e.name for e in events)
    places = Counter(e.place for e in events if e.place)
    participants = sorted({(p.role, p.entity) for e in events for p in e.participants})
    best = min(names, key=lambda n: (-names[n], -len(n), n))
    ids = sorted(e.id for e in events)
    return Event(
        id=ids[0] if len(ids) == 1 else make_id("v", *ids),
        name=best,
        type=min(kind, key=lambda t: (-kind[t], t)),
        date=_merge_dates([e.date for e in events if e.date]),
        place=min(places, key=lambda p: (-places[p], p)) if places else None,
        participants=tuple(Participant(role=role, entity=entity) for role, entity in participants),
        mentions=mentions,
    )


def _merge_dates(dates: list[Dated]) -> Dated | None:
    """The most precise date, of equals the one most reports give; its evidence from all that give it."""
    if not dates:
        return None
    count: dict[str, list[Dated]] = defaultdict(list)
    for one in dates:
        count[one.value].append(one)
    best = min(count, key=lambda v: ("/" in v, -len(v), -len(count[v]), v))
    evidence = tuple(sorted({span for one in count[best] for span in one.evidence}))
    first = count[best][0]
    return Dated(value=best, earliest=first.earliest, latest=first.latest, basis=first.basis, evidence=evidence)
