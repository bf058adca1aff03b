"""Which names are towns for all that is known: the gazetteer, read with the states that a report tells."""

from collections.abc import Iterable

from joindots.text.places import Town, load_gazetteer, place_key

# Of so many people a town is meant wherever it is told; a smaller one shares its name with quarters and streets
# elsewhere. As for points on the map.
_LARGE = 300_000


class Towns:
    """Answers about the names of one report."""

    def __init__(self, places: Iterable[str]) -> None:
        """Take in the names of the report's places."""
        areas = load_gazetteer().areas
        self._areas = {areas[key] for name in places if (key := place_key(name)) in areas and len(name) > 1}

    def knows(self, name: str) -> bool:
        """Whether a name is a large town, one of a state that the report tells, or any where it tells none."""
        return any(self._fits(town) for town in load_gazetteer().towns.get(place_key(name), ()))

    def surround(self, town: str, area: str) -> bool:
        """Whether a name is of a state or country in which a town of that name lies."""
        code = load_gazetteer().areas.get(place_key(area))
        found = load_gazetteer().towns.get(place_key(town), ())
        return code is not None and any(
            code in ((t.place.country_code, t.state), (t.place.country_code, None)) for t in found
        )

    def _fits(self, town: Town) -> bool:
        country = town.place.country_code
        told = not self._areas or (country, town.state) in self._areas or (country, None) in self._areas
        return told or town.people >= _LARGE
