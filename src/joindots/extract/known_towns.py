"""Which names are towns for all that is known: the gazetteer, read with the states that a report tells."""

from collections.abc import Iterable, Sequence
from itertools import product
from math import asin, cos, radians, sin, sqrt

from joindots.model import Place
from joindots.text.places import Town, load_gazetteer, place_key

# Of so many people a town is meant wherever it is told; a smaller one shares its name with quarters and streets
# elsewhere. As for points on the map.
_LARGE = 300_000
_APART = 150  # kilometres: what is told of both ends of a county or a tunnel may be one thing
_DIAMETER = 12_742  # of the earth, kilometres


class Towns:
    """Answers about the names of one report."""

    def __init__(self, places: Iterable[str]) -> None:
        """Take in the names of the report's places."""
        areas = load_gazetteer().areas
        self._areas = {areas[key] for name in places if (key := place_key(name)) in areas and len(name) > 1}

    def knows(self, name: str) -> bool:
        """Whether a name is a large town, one of a state that the report tells, or any where it tells none."""
        return bool(self._known(name))

    def lie_apart(self, one: str, other: str) -> bool:
        """Whether two names are of towns so far from each other that nothing happens in both.

        A name that may be a state or country as well ("New York") lies apart from none.
        """
        pairs = list(product(self._known(one), self._known(other)))
        wide = any(place_key(name) in load_gazetteer().areas for name in (one, other))
        return bool(pairs) and not wide and all(_distance(a.place, b.place) > _APART for a, b in pairs)

    def surround(self, town: str, area: str) -> bool:
        """Whether a name is of a state or country in which a town of that name lies."""
        code = load_gazetteer().areas.get(place_key(area))
        found = load_gazetteer().towns.get(place_key(town), ())
        return code is not None and any(
            code in ((t.place.country_code, t.state), (t.place.country_code, None)) for t in found
        )

    def _known(self, name: str) -> Sequence[Town]:
        return [town for town in load_gazetteer().towns.get(place_key(name), ()) if self._fits(town)]

    def _fits(self, town: Town) -> bool:
        country = town.place.country_code
        told = not self._areas or (country, town.state) in self._areas or (country, None) in self._areas
        return told or town.people >= _LARGE


def _distance(a: Place, b: Place) -> float:
    """Kilometres between two places on a sphere, by the haversine formula."""
    north, south = radians(a.latitude), radians(b.latitude)
    over, along = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    half = sin(over / 2) ** 2 + cos(north) * cos(south) * sin(along / 2) ** 2
    return _DIAMETER * asin(sqrt(half))
