"""The same event across reports: blocking, comparison, clustering, and one record for each cluster."""

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from joindots.join.bonds import Ties
from joindots.join.deaths import list_dead, name_death, unite_deaths, unite_victims
from joindots.join.event_dates import merge_dates
from joindots.join.event_fits import Fits, can_be_one
from joindots.join.event_matching import Profile, family_of, prior_weight
from joindots.join.event_names import add_places, choose_name
from joindots.join.event_pairs import pair_events, weigh_pairs
from joindots.join.event_signs import Signs, find_told, read_signs
from joindots.join.event_wordings import EventPairs, word_likeness
from joindots.join.incidents import merge_incidents
from joindots.join.stories import Cluster
from joindots.linkage import candidate_pairs, constrained_clusters
from joindots.model import Bonds, Document, Entity, Event, Incident, Observations, Participant, make_id
from joindots.model.memos import Memo
from joindots.text.normal import content_words

_WORD = re.compile(r"[^\W\d_][\w’']*")
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_POSSESSIVE = re.compile(r"[’']s$")  # "Smith's attack" names who did it, not the attack
_STOP = frozenset(
    {"the", "a", "an", "of", "in", "on", "at", "and", "by", "for", "to", "with", "his", "her", "their", "its"}
)
_NEWS_DAYS = 31  # a report without a date for what it tells is news of the last month
# What many events of a year are called after.
_TIMES = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name) if name) | frozenset(
    {"day", "eve", "night", "morning", "weekend", "christmas", "easter", "thanksgiving", "halloween"}
)
_NO_BONDS = Bonds()
LEAST = 0.0  # log-odds from which a pair may join


def join_events(
    documents: Sequence[Document],
    entities: Sequence[Entity],
    observations: Sequence[Observations],
    clusters: Sequence[Cluster] = (),
    bonds: Bonds = _NO_BONDS,
    memo: Memo | None = None,
) -> tuple[tuple[Event, ...], tuple[Incident, ...], dict[str, str]]:
    """Join what reports tell of the same event.

    Events told as several together never join single ones, and events that cannot have been on one day never join.

    Args:
        documents: The reports.
        entities: Of the whole pile.
        observations: One for each report; entity ids are those of the pile.
        clusters: Reports on the same event: what each tells most of is likely that event.
        bonds: What people decided.
        memo: What was read and compared before.

    Returns:
        Events and incidents of the pile, sorted by id, and local event id to pile event id.
    """
    profiles = profile_events(documents, entities, observations, clusters, memo)
    candidates = candidate_pairs([list_keys(profile) for profile in profiles])
    pairs = pair_events(candidates, compare_wording(documents, profiles, memo))
    edges = _find_edges(profiles, pairs, entities, memo, prior_weight(len(documents)))
    groups = group_profiles(profiles, edges, bonds)
    doers = _find_doers(entities, observations, {profiles[i].event.id: n for n, g in enumerate(groups) for i in g})
    events = [merge_events([profiles[i] for i in group], doers.get(n, frozenset())) for n, group in enumerate(groups)]
    ids = {profiles[i].event.id: event.id for event, group in zip(events, groups, strict=True) for i in group}
    incidents = merge_incidents([i for o in observations for i in o.incidents], ids)
    events = add_places(events, incidents, entities)
    return tuple(sorted(events, key=lambda e: e.id)), incidents, ids


def group_profiles(
    profiles: Sequence[Profile], edges: Mapping[tuple[int, int], float], bonds: Bonds
) -> list[list[int]]:
    """Profiles of one event, by their places.

    Args:
        profiles: In order of their places, which are numbered from 0.
        edges: Pairs that may be one, with the log-odds that they are.
        bonds: What people decided.
    """
    ties, fits = Ties(bonds, {profile.event.id: profile.place for profile in profiles}), Fits(profiles)

    def stay_apart(x: Sequence[int], y: Sequence[int]) -> bool:
        return ties.forbid(x, y) or not (ties.demand(x, y) or fits.can_be_one(x, y))

    groups = constrained_clusters(len(profiles), {**edges, **ties.edges}, stay_apart)
    return unite_victims(unite_deaths(groups, profiles, ties), profiles, ties)


def _find_edges(
    profiles: Sequence[Profile], pairs: EventPairs, entities: Sequence[Entity], memo: Memo | None, prior: float
) -> dict[tuple[int, int], float]:
    """Pairs that may be one, with the log-odds that they are."""
    weights = weigh_pairs(profiles, pairs, can_be_one, entities, memo) + prior
    likely = weights > LEAST
    return dict(EventPairs(pairs.a[likely], pairs.b[likely], weights[likely]).list_pairs())


def compare_wording(documents: Sequence[Document], profiles: Sequence[Profile], memo: Memo | None = None) -> EventPairs:
    """Likeness of wording of single events of violence and mischance: of others the names say enough.

    Args:
        documents: The reports.
        profiles: Of their events.
        memo: What was read before.

    Returns:
        By the profiles' places.
    """
    harmful = [profile for profile in profiles if is_told_in_words(profile)]
    found = word_likeness(documents, [p.event for p in harmful], memo)
    places = np.array([p.place for p in harmful], np.int64)
    return EventPairs(places[found.a], places[found.b], found.values)


def is_told_in_words(profile: Profile) -> bool:
    """Whether an event is compared by the words that tell it."""
    return profile.family == "harm" and not profile.group


def profile_events(
    documents: Sequence[Document],
    entities: Sequence[Entity],
    observations: Sequence[Observations],
    clusters: Sequence[Cluster],
    memo: Memo | None = None,
) -> list[Profile]:
    """What identifies each event of each report.

    Args:
        documents: The reports.
        entities: Of the whole pile.
        observations: One for each report; entity ids are those of the pile.
        clusters: Reports on the same event.
        memo: What was read before.

    Returns:
        In order of the reports' ids.
    """
    signs = {d.id: read_signs(d, memo) for d in documents}
    aged, full = find_told(documents, entities, signs)
    stories = number_stories(clusters)
    known = {entity.id: entity for entity in entities}
    by_id = {document.id: document for document in documents}
    found: list[Profile] = []
    for observed in sorted(observations, key=lambda o: o.document):
        report = observed.document
        pile = Surroundings(entities=known, aged=aged[report], full=full, story=stories.get(report))
        found += profile_report(by_id[report], observed, signs[report], pile, len(found))
    return found


class Surroundings(Struct, frozen=True):
    """What is known of a report from its pile.

    Attributes:
        entities: By id, at least those that the report names.
        aged: Ids of persons of full name whose age the report tells.
        full: Ids of persons of full name whom some report names in its own text.
        story: Number of its cluster of reports, and whether that holds other texts; None if it has none.
    """

    entities: Mapping[str, Entity]
    aged: frozenset[str]
    full: Collection[str]
    story: tuple[int, bool] | None


def number_stories(clusters: Sequence[Cluster]) -> dict[str, tuple[int, bool]]:
    """By report the number of its cluster, and whether that holds other texts."""
    return {d.id: (n, len(cluster.texts) > 1) for n, cluster in enumerate(clusters) for t in cluster.texts for d in t}


def profile_report(
    document: Document, observed: Observations, signs: Signs, pile: Surroundings, first: int
) -> Iterator[Profile]:
    """What identifies each event of a report.

    Args:
        document: The report.
        observed: What it shows; entity ids are those of the pile.
        signs: What its text says of its main event.
        pile: What is known of it.
        first: Place of its first event in the pile.
    """
    rows = {incident.event: incident for incident in observed.incidents}
    published = _day(document.published.earliest) if document.published else None
    known, full, main = pile.entities, pile.full, _main_event(observed.events)
    for place, event in enumerate(observed.events, first):
        story, settled = pile.story if event is main and pile.story else (None, False)
        profile = _profile(event, place, known, published, story)
        proper = _leave_names(profile.proper, document.text)
        profile = replace(profile, settled=settled, proper=proper, known=profile.people.intersection(full))
        if row := rows.get(event.id):
            profile = _add_row(profile, row, observed, known, full)
        yield _add_signs(profile, signs, pile.aged) if event is main else profile


def _add_row(
    profile: Profile, row: Incident, observed: Observations, entities: Mapping[str, Entity], full: Collection[str]
) -> Profile:
    """An event with what its report's register says of it."""
    return replace(
        profile,
        told=_told_day(row),
        where=_place_words(row, entities) or _name_words(observed.entities),
        known=_list_persons(profile, row).intersection(full),
        dead=list_dead(row, entities),
        deadly=any(isinstance(reported.value, int) and reported.value > 0 for reported in row.killed),
    )


def _add_signs(profile: Profile, signs: Signs, aged: frozenset[str]) -> Profile:
    """The main event of a report with what the report's text says of it."""
    rough = None if signs.back else _rough(profile)
    return replace(profile, main=True, known=profile.known | aged, ages=frozenset(signs.ages), rough=rough)


def _leave_names(words: frozenset[str], text: str) -> frozenset[str]:
    """Words that a report writes with a capital only, but for days and months: in a headline any word may have one."""
    return frozenset(word for word in words - _TIMES if f" {word}" not in text)


def _list_persons(profile: Profile, row: Incident) -> frozenset[str]:
    """Whom a report has take part in an event: also the hurt and those who may have done it, by the register's row."""
    return profile.people.union(str(reported.value) for reported in (*row.victims, *row.perpetrator))


def _told_day(row: Incident) -> date | None:
    """The one day that a report puts an event on."""
    days = {str(reported.value) for reported in row.date}
    return date.fromisoformat(days.pop()) if len(days) == 1 and all(map(_FULL_DAY.fullmatch, days)) else None


def _place_words(row: Incident, entities: Mapping[str, Entity]) -> frozenset[str]:
    """Words of the names of the places that a report puts an event at."""
    places = [(entities.get(str(reported.value)), str(reported.value)) for reported in row.location]
    names = [name for place, words in places for name in ((place.name, *place.aliases) if place else (words,))]
    return frozenset(word.text for name in names for word in content_words(name))


def _name_words(entities: Sequence[Entity]) -> frozenset[str]:
    """Words of all proper names of a report."""
    names = [name for entity in entities for name in (entity.name, *entity.aliases) if name[:1].isupper()]
    return frozenset(word.text for name in names for word in content_words(name))


def _main_event(events: Sequence[Event]) -> Event | None:
    """The event of violence or mischance that a report tells most of; of equals the one it tells first."""
    harm = [e for e in events if e.mentions and family_of(e.type) == "harm" and not e.type.endswith(" group")]
    return min(harm, key=lambda e: (-len(e.mentions), e.mentions[0].start), default=None)


def _profile(
    event: Event, place: int, entities: Mapping[str, Entity], published: date | None, story: int | None
) -> Profile:
    who = [p.entity for p in event.participants]
    words = [w for w in _WORD.findall(event.name) if w.lower() not in _STOP]
    told = {mention.text.lower() for mention in event.mentions}  # "Shooting" in a headline is no name
    proper = frozenset(w.lower() for w in words if w[0].isupper() and not _POSSESSIVE.search(w))
    dated = event.date
    first, last = (_day(dated.earliest), _day(dated.latest)) if dated else (None, None)
    return Profile(
        event=event,
        place=place,
        document=event.mentions[0].document,
        family=family_of(event.type),
        group=event.type.endswith(" group"),
        name=frozenset(w.lower() for w in words),
        proper=proper - told,
        people=frozenset(e for e in who if e in entities and entities[e].kind == "person"),
        others=frozenset(e for e in who if e not in entities or entities[e].kind != "person"),
        places=frozenset([event.place] if event.place else []),
        days=(first, last) if first and last else None,
        rough=None,
        published=published,
        told=None,
        where=frozenset(),
        story=story,
    )


def _rough(profile: Profile) -> tuple[date, date] | None:
    """When the main event of a report can have been, where the report gives no day: the weeks before it.

    What has a proper name ("the Vesna collision") is known from before, and may be long past.
    """
    day = profile.published
    return None if day is None or profile.days or profile.proper else (day - timedelta(days=_NEWS_DAYS), day)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def list_keys(profile: Profile) -> list[Hashable]:
    """Blocking keys: a person, a name, or a place with the week."""
    keys: list[Hashable] = [("person", profile.family, e) for e in sorted(profile.people | profile.known)]
    when = profile.days[0] if profile.days else profile.published
    weeks = [] if when is None else [(when + timedelta(days=d)).isocalendar()[:2] for d in (-3, 3)]
    if profile.proper:
        keys.append(("name", profile.family, tuple(sorted(profile.proper))))
    if profile.story is not None:
        keys.append(("story", profile.story))
    keys += [("place", profile.family, place, week) for place in sorted(profile.places) for week in weeks]
    return keys


def merge_events(profiles: Sequence[Profile], doers: frozenset[str]) -> Event:
    """The record of an event.

    Args:
        profiles: As each report tells it, in order of their places.
        doers: Words in the names of whoever is said to have done it.
    """
    events = [profile.event for profile in profiles]
    written = [profile.published.isoformat() for profile in profiles if profile.published]
    mentions = tuple(sorted({span for e in events for span in e.mentions}))
    # Copies tell an event in the same words; together they have one vote.
    votes = list({(e.name, tuple(span.text for span in e.mentions)): e for e in events}.values())
    kind = Counter(e.type for e in votes for _ in e.mentions)
    places = Counter(e.place for e in votes if e.place)
    participants = sorted({(p.role, p.entity) for e in events for p in e.participants})
    ids = sorted(e.id for e in events)
    merged = Event(
        id=ids[0] if len(ids) == 1 else make_id("v", *ids),
        name=choose_name(Counter(e.name for e in votes), doers),
        type=min(kind, key=lambda t: (-kind[t], t)),
        date=merge_dates([e.date for e in events if e.date], written),
        place=min(places, key=lambda p: (-places[p], p)) if places else None,
        participants=tuple(Participant(role=role, entity=entity) for role, entity in participants),
        mentions=mentions,
    )
    return name_death(merged, profiles)


def _find_doers(
    entities: Sequence[Entity], observations: Sequence[Observations], ids: Mapping[str, int]
) -> dict[int, frozenset[str]]:
    """For each group of events the words in the names of whoever is said to have done it, or claims it."""
    doers: dict[int, set[str]] = defaultdict(set)
    for observed in observations:
        for event, doer in list_doers(observed):
            doers[ids[event]].add(doer)
    named = name_doers(entities, set().union(*doers.values()))
    return {group: frozenset(w for e in found for w in named.get(e, ())) for group, found in doers.items()}


def list_doers(observed: Observations) -> Iterator[tuple[str, str]]:
    """The events of a report, each with whoever is said to have done it, or claims it."""
    for event in observed.events:
        yield from ((event.id, part.entity) for part in event.participants if part.role == "agent")
    for incident in observed.incidents:
        said = (*incident.perpetrator, *incident.claimed_by)
        yield from ((incident.event, reported.value) for reported in said if isinstance(reported.value, str))


def name_doers(entities: Iterable[Entity], doers: Collection[str]) -> dict[str, frozenset[str]]:
    """By id the words in the names of those who may have done something, without words of names of places.

    Args:
        entities: Of the whole pile.
        doers: Ids of some of them.
    """
    places: set[str] = set()
    named: dict[str, set[str]] = {}
    for entity in entities:
        if entity.kind == "place":
            places.update(word.lower() for word in _WORD.findall(entity.name))
        elif entity.id in doers:
            named[entity.id] = {w.lower() for name in (entity.name, *entity.aliases) for w in _WORD.findall(name)}
    return {doer: frozenset(words - places) for doer, words in named.items()}
