"""Towns, states and countries with where they lie.

Source: GeoNames (https://www.geonames.org, CC BY 4.0): towns of at least 16,000 people, countries, states of the USA;
middles of countries from Natural Earth (https://www.naturalearthdata.com, public domain).
`bench/places/make_places.py` makes the tables.
"""

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files
from statistics import fmean

from msgspec import Struct
from msgspec.structs import replace

from joindots.model import Place
from joindots.text.normal import fold

_PARTS = re.compile(r"[\s\-.]+")
_AREA = re.compile(r",? ?\(?([A-Z][\w.]*(?:[ -][A-Z][\w.]*){0,3})")
_AREA_REACH = 40  # code points after a name in which its state or country is told
_COMMON = re.compile(r"^(?:the|(?:city|town|state|republic) of(?: the)?) ")


class Town(Struct, frozen=True):
    """A town, the code of its first-level division, and its size."""

    place: Place
    state: str
    people: int


class Gazetteer(Struct, frozen=True):
    """Places by `place_key` of their names.

    Attributes:
        towns: Of one name the largest first.
        states: With the middle of their towns.
        countries: With their middle.
        areas: What may stand after a town's name to tell which one is meant: country and state codes; the state is
            None where a country is named.
    """

    towns: Mapping[str, tuple[Town, ...]]
    states: Mapping[str, Place]
    countries: Mapping[str, Place]
    areas: Mapping[str, tuple[str, str | None]]


def place_key(name: str) -> str:
    """A name without what varies: case, accents, hyphens, "the", "city of" in front."""
    folded = fold(name)
    return folded if folded.isalpha() else _COMMON.sub("", _PARTS.sub(" ", folded).strip())


def read_area(text: str, end: int) -> tuple[str, str | None] | None:
    """The codes of the state or country that stands right after a name: "Springfield, Ill.", "Paris, Texas".

    Args:
        text: Of a document.
        end: Where the name ends.
    """
    match = _AREA.match(text, end, end + _AREA_REACH) if text[end : end + 1] == "," else None
    words = match[1].split() if match else []
    areas = load_gazetteer().areas
    keys = (place_key(" ".join(words[:length])) for length in range(len(words), 0, -1))
    return next((areas[key] for key in keys if key in areas), None)


@functools.cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, read once (some 60 milliseconds)."""
    countries = {
        code: Place(latitude=float(north), longitude=float(east), country=name, country_code=code, level="country")
        for name, code, north, east in _rows("countries.tsv")
    }
    codes = {(country, state): name for name, country, state in _rows("states.tsv")}
    towns: dict[str, list[Town]] = defaultdict(list)
    by_state: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for name, code, state, north, east, thousands in _rows("cities.tsv"):
        if code in countries:
            at = replace(countries[code], latitude=float(north), longitude=float(east), level="town")
            at = replace(at, state=codes.get((code, state)))
            towns[place_key(name)].append(Town(at, state, 1000 * int(thousands)))
            by_state[code, state].append(at)
    for name, formal in _words("towns").items():
        towns[place_key(name)].extend(towns[place_key(formal)])
    return Gazetteer(
        towns={key: tuple(sorted(some, key=lambda town: -town.people)) for key, some in towns.items()},
        states={place_key(name): _middle(by_state[key]) for key, name in codes.items() if key in by_state},
        countries={place_key(place.country): place for place in countries.values()},
        areas=_list_areas(countries, codes),
    )


def _list_areas(
    countries: Mapping[str, Place], states: Mapping[tuple[str, str], str]
) -> dict[str, tuple[str, str | None]]:
    areas: dict[str, tuple[str, str | None]] = {place_key(at.country): (code, None) for code, at in countries.items()}
    areas |= {place_key(name): key for key, name in states.items()}
    areas |= {state.lower(): (country, state) for country, state in states if country == "US"}
    return areas | {place_key(short): ("US", state) for state, short in _words("states").items()}


def _middle(places: list[Place]) -> Place:
    return replace(
        places[0],
        latitude=round(fmean(place.latitude for place in places), 2),
        longitude=round(fmean(place.longitude for place in places), 2),
        level="state",
    )


def _rows(name: str) -> Iterator[list[str]]:
    with files(__package__).joinpath(name).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


@functools.cache
def _words(table: str) -> dict[str, str]:
    words: dict[str, str] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))[table]
    return words
