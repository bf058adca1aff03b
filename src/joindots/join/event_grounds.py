"""Why what two reports tell is one event, compared again from the records of the pile."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from joindots.join.event_matching import AGES, REGISTERED_PLACES, Profile, list_features, prior_weight
from joindots.join.event_signs import find_ages
from joindots.join.events import compare_wording, profile_events
from joindots.join.grounds import Ground, Grounds
from joindots.join.piles import Pile
from joindots.join.stories import Cluster
from joindots.linkage import FeatureScore, compare
from joindots.model import INCIDENT_FIELDS, Event, Incident, Mention, Observations, Reported, Span
from joindots.text.normal import fold


def ground_event(pile: Pile, event: Event) -> tuple[Grounds, ...]:
    """Compare what each report tells of an event with what the report tells that is most like it.

    The pile no longer holds what each report alone made of the event: that is told by which of its mentions, dates,
    places and people stand in the report.

    Args:
        pile: After the join.
        event: Of the pile.

    Returns:
        In order of the reports' ids; none for an event of one report.
    """
    homes = {entity.id: {mention.document for mention in entity.mentions} for entity in pile.entities}
    told = _tell_apart(pile, homes)
    clusters = [Cluster(tuple((d,) for d in pile.documents if d.id in story.documents)) for story in pile.stories]
    profiles = profile_events(pile.documents, pile.entities, told, clusters)
    own = [profile for profile in profiles if profile.event.id.partition(":")[0] == event.id]
    wording = dict(compare_wording(pile.documents, profiles).list_pairs())
    features, prior = list_features(wording), prior_weight(len(pile.documents))
    grounds: dict[frozenset[str], Grounds] = {}
    for a in own:
        others = [(compare(a, b, features, prior), b) for b in own if b is not a]
        if others:
            comparison, b = max(others, key=lambda other: (other[0].weight, -other[1].place))
            parts = tuple(Ground(score=part, evidence=_find(part, (a, b), pile)) for part in comparison.parts)
            grounds.setdefault(
                frozenset((a.document, b.document)),
                Grounds(a=a.document, b=b.document, prior=prior, comparison=comparison, parts=parts),
            )
    return tuple(grounds.values())


def _tell_apart(pile: Pile, homes: dict[str, set[str]]) -> list[Observations]:
    """What each report tells of each event, under ids of their own."""
    events: dict[str, list[Event]] = defaultdict(list)
    rows: dict[str, list[Incident]] = defaultdict(list)
    texts = {document.id: fold(document.text) for document in pile.documents}
    registers = {incident.event: incident for incident in pile.incidents}
    for event in pile.events:
        for document in sorted({span.document for span in event.mentions}):
            local = _cut_event(event, document, homes)
            if fold(event.name) not in texts[document]:  # the name is another report's
                local = replace(local, name=local.mentions[0].text)
            events[document].append(local)
            if event.id in registers:
                rows[document].append(_cut_incident(registers[event.id], local, document))
    return [
        Observations(document=d.id, events=tuple(events[d.id]), incidents=tuple(rows[d.id])) for d in pile.documents
    ]


def _cut_event(event: Event, document: str, homes: dict[str, set[str]]) -> Event:
    dated = event.date
    return replace(
        event,
        id=f"{event.id}:{document}",
        date=dated if dated and any(span.document == document for span in dated.evidence) else None,
        place=event.place if event.place and document in homes.get(event.place, ()) else None,
        participants=tuple(part for part in event.participants if document in homes.get(part.entity, ())),
        mentions=tuple(span for span in event.mentions if span.document == document),
    )


def _cut_incident(incident: Incident, event: Event, document: str) -> Incident:
    def cut(values: Iterable[Reported]) -> Iterator[Reported]:
        for value in values:
            evidence = tuple(span for span in value.evidence if span.document == document)
            if evidence:
                yield replace(value, evidence=evidence)

    fields = {field: tuple(cut(getattr(incident, field))) for field in INCIDENT_FIELDS}
    return replace(incident, id=f"{incident.id}:{document}", event=event.id, **fields)


def _find(part: FeatureScore, pair: Sequence[Profile], pile: Pile) -> tuple[Span, ...]:
    """Words of the two reports that a feature rests on."""
    if "date" in part.name:
        dates = [(profile.document, profile.event.date) for profile in pair if profile.event.date]
        return tuple(span for document, dated in dates for span in dated.evidence if span.document == document)
    if part.name == AGES:
        reports = [document for profile in pair for document in pile.documents if document.id == profile.document]
        shared_ages = pair[0].ages & pair[1].ages
        return tuple(span for document in reports for age, span in find_ages(document) if age in shared_ages)
    if part.name == REGISTERED_PLACES:
        rows = [i for i in pile.incidents if i.event == pair[0].event.id.partition(":")[0]]
        spans = [span for row in rows for place in row.location for span in place.evidence]
        return tuple(span for profile in pair for span in spans if span.document == profile.document)
    if "people" in part.name or "place" in part.name or "participants" in part.name:
        one, other = (profile.people | profile.known | profile.places | profile.others for profile in pair)
        kinds = ("person",) if "people" in part.name else {"same place": ("place",)}.get(part.name)
        shared = [e for e in pile.entities if e.id in one & other and (kinds is None or e.kind in kinds)]
        return tuple(_first(entity.mentions, profile.document) for profile in pair for entity in shared)
    return tuple(profile.event.mentions[0] for profile in pair)


def _first(mentions: Sequence[Mention], document: str) -> Span:
    found = next(mention for mention in mentions if mention.document == document)
    return Span(document=document, start=found.start, end=found.end, text=found.text)
