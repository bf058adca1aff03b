"""Which place of the gazetteer a place of the reports is, where that is certain enough to put it on a map."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from joindots.join.entities.known_names import known_names
from joindots.model import Document, Entity, Place
from joindots.text.places import Gazetteer, Town, load_gazetteer, place_key, read_area

# Certain by size alone: so many people, and so many times as many as the next town of that name. A reader who hears
# "Paris" with nothing beside it thinks of no other; of two Springfields nobody can say.
_KNOWN_PEOPLE = 300_000
_TIMES_AS_LARGE = 10
# Where the country that a report is about has a town of that name too, only a far larger one elsewhere is certain.
_TIMES_ABROAD = 50
# Within the country that a report is about a smaller margin tells.
_TIMES_AT_HOME = 3


def locate_places(documents: Sequence[Document], entities: Sequence[Entity]) -> list[Entity]:
    """Give the places of a pile their point on the map.

    A town's state or country told beside its name decides; then the country that its reports tell most of; then size
    alone. What stays open has no point.

    Args:
        documents: The reports.
        entities: Of the pile.

    Returns:
        The entities in the same order.
    """
    gazetteer = load_gazetteer()
    texts = {document.id: document.text for document in documents}
    homes = _find_homes(gazetteer, entities)
    return [_locate(gazetteer, texts, homes, entity) if entity.kind == "place" else entity for entity in entities]


def _locate(gazetteer: Gazetteer, texts: Mapping[str, str], homes: Mapping[str, str], entity: Entity) -> Entity:
    keys = _keys(entity)
    told = (read_area(texts[mention.document], mention.end) for mention in entity.mentions)
    areas = [area for area in told if area is not None]
    countries = Counter(homes[document] for m in entity.mentions if (document := m.document) in homes)
    home = max(sorted(countries), key=countries.__getitem__, default=None)
    place = _country(gazetteer, keys, home) or _town(gazetteer, keys, areas, home)
    return replace(entity, place=place) if place is not None else entity


def _keys(entity: Entity) -> list[str]:
    """The names of an entity that the gazetteer may know, its own first."""
    entry = known_names().get(entity.name)
    known = (entry.name, *entry.also) if entry is not None and entry.kind == "place" else ()
    return list(dict.fromkeys(place_key(name) for name in (entity.name, *known, *entity.aliases)))


def _country(gazetteer: Gazetteer, keys: Sequence[str], home: str | None) -> Place | None:
    """A country or state; of one name for both (Georgia) the state in reports about its country."""
    for key in keys:
        country, state = gazetteer.countries.get(key), gazetteer.states.get(key)
        if state is not None and (country is None or state.country_code == home) and not _is_known_town(gazetteer, key):
            return state
        if country is not None:
            return country
    return None


def _town(
    gazetteer: Gazetteer, keys: Sequence[str], areas: Sequence[tuple[str, str | None]], home: str | None
) -> Place | None:
    towns = next((gazetteer.towns[key] for key in keys if key in gazetteer.towns), ())
    told = [town for town in towns if (town.place.country_code, town.state) in areas or _in_country(town, areas)]
    if areas and not told:
        return _state(gazetteer, keys)
    if told:
        return told[0].place if len({town.state for town in told}) == 1 or len(areas) == 1 else None
    known = towns and towns[0].people >= _KNOWN_PEOPLE and _stands_out(towns, _TIMES_AS_LARGE)
    at_home = [town for town in towns if town.place.country_code == home]
    if known and (not at_home or towns[0].people >= _TIMES_ABROAD * at_home[0].people):
        return towns[0].place
    if at_home and (at_home[0] is towns[0] or not known) and _stands_out(at_home, _TIMES_AT_HOME):
        return at_home[0].place
    return _state(gazetteer, keys)


def _state(gazetteer: Gazetteer, keys: Sequence[str]) -> Place | None:
    """A state that shares its name with a town: nothing told of the town."""
    return next((gazetteer.states[key] for key in keys if key in gazetteer.states), None)


def _in_country(town: Town, areas: Sequence[tuple[str, str | None]]) -> bool:
    return (town.place.country_code, None) in areas


def _is_known_town(gazetteer: Gazetteer, key: str) -> bool:
    towns = gazetteer.towns.get(key, ())
    return bool(towns) and towns[0].people >= _KNOWN_PEOPLE


def _stands_out(towns: Sequence[Town], times: int) -> bool:
    return len(towns) == 1 or towns[0].people >= times * towns[1].people


def _find_homes(gazetteer: Gazetteer, entities: Sequence[Entity]) -> dict[str, str]:
    """The country that each report tells most of, by its countries, states and towns that are known by size alone."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        country = _sure_country(gazetteer, _keys(entity)) if entity.kind == "place" else None
        if country is not None:
            for mention in entity.mentions:
                votes[mention.document][country] += 1
    homes = {}
    for document, counts in votes.items():
        first, second = [*counts.most_common(2), ("", 0)][:2]
        if first[1] > second[1]:
            homes[document] = first[0]
    return homes


def _sure_country(gazetteer: Gazetteer, keys: Sequence[str]) -> str | None:
    for key in keys:
        found = gazetteer.countries.get(key) or gazetteer.states.get(key)
        if found is not None and not (key in gazetteer.countries and key in gazetteer.states):
            return found.country_code
        towns = gazetteer.towns.get(key, ())
        if towns and towns[0].people >= _KNOWN_PEOPLE and _stands_out(towns, _TIMES_AS_LARGE):
            return towns[0].place.country_code
    return None
