"""A small map of where things happened: outlines of land that come with joindots, nothing fetched.

Source of the outlines: Natural Earth, 1:110m (https://www.naturalearthdata.com, public domain).
"""

import functools
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import pairwise
from math import cos, radians, sqrt
from typing import Final

from markupsafe import escape
from msgspec import Struct

from joindots.account.phrases import count_words, list_words

# Degrees of latitude that a map shows at least: the outlines are too coarse for less.
_LEAST_HEIGHT: Final = 12.0
_ASPECT: Final = 2.0
_MOST_HEIGHT: Final = 180.0
_MARGIN: Final = 1.25  # times the stretch between the outermost pins
_WIDTH: Final = 1000
_HEIGHT: Final = 500
_DOT: Final = 7
_FINEST: Final = 8.0  # units between two corners that are told apart
_CHARACTER: Final = 8.4
_LINE: Final = 20
_NAMED: Final = 12  # pins whose names are written beside them, if they do not cover each other

Corner = tuple[float, float]
"""Degrees east and north; on the picture its units right and down."""


class Pin(Struct, frozen=True, kw_only=True):
    """A place on the map.

    Attributes:
        name: Of the place.
        latitude: Degrees north.
        longitude: Degrees east.
        exact: Whether this is the place's own point, not the middle of a state or country.
        events: What happened there, in the order of the page: anchor and name.
    """

    name: str
    latitude: float
    longitude: float
    exact: bool
    events: tuple[tuple[str, str], ...]


class _Window(Struct, frozen=True):
    """The stretch of the world that is shown, in degrees; longitudes are squeezed by the cosine of the middle."""

    west: float
    south: float
    east: float
    north: float

    def project(self, at: Corner) -> Corner:
        x = (at[0] - self.west) / (self.east - self.west) * _WIDTH
        return round(x), round((self.north - at[1]) / (self.north - self.south) * _HEIGHT)


def draw_map(pins: Sequence[Pin]) -> str:
    """Draw places on a map.

    Args:
        pins: In the order of the page; nothing is drawn without.

    Returns:
        An SVG element in `currentColor` with a title and a description; every pin is a link to what happened there.
    """
    if not pins:
        return ""
    window = _frame_window(pins)
    land = "".join(_draw_ring(ring) for ring in _land_inside(window))
    described = list_words([f"{pin.name} ({count_words(len(pin.events), 'event')})" for pin in pins])
    return (
        f'<svg class="map" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group" aria-labelledby="map-title map-desc">'
        f'<title id="map-title">Where it happened</title><desc id="map-desc">{escape(described)}</desc>'
        f'<path class="land" d="{land}"/>{_draw_pins(window, pins)}</svg>\n'
    )


def _draw_ring(ring: Sequence[Corner]) -> str:
    """A path in steps from corner to corner, which takes half the characters of the corners themselves."""
    steps = "".join(f"{x - a:+g}{y - b:+g}" for (a, b), (x, y) in pairwise(ring))
    return f"M{ring[0][0]:g} {ring[0][1]:g}l{steps}z"


def _frame_window(pins: Sequence[Pin]) -> _Window:
    """A window around all pins, of the picture's shape, at least as large as the outlines bear."""
    souths, wests = [pin.latitude for pin in pins], [pin.longitude for pin in pins]
    middle, centre = (min(souths) + max(souths)) / 2, (min(wests) + max(wests)) / 2
    squeeze = max(0.2, cos(radians(middle)))
    across = (max(wests) - min(wests)) * squeeze / _ASPECT
    height = min(_MOST_HEIGHT, max(_LEAST_HEIGHT, _MARGIN * max(max(souths) - min(souths), across)))
    width = max(height * _ASPECT / squeeze, _MARGIN * (max(wests) - min(wests)))
    middle = max(-90 + height / 2, min(90 - height / 2, middle))
    return _Window(centre - width / 2, middle - height / 2, centre + width / 2, middle + height / 2)


def _draw_pins(window: _Window, pins: Sequence[Pin]) -> str:
    drawn: list[tuple[float, float, float]] = []
    parts = []
    for n, pin in enumerate(pins):
        x, y = window.project((pin.longitude, pin.latitude))
        radius = round(_DOT * sqrt(len(pin.events)), 1)
        width = len(pin.name) * _CHARACTER
        side = -1 if x + radius + width > _WIDTH else 1
        start = x + side * (radius + 4)
        label = (min(start, start + side * width), y, width)
        free = n < _NAMED and not any(_overlap(label, other) for other in drawn)
        drawn += [label] if free else []
        parts.append(_draw_pin(pin, (x, y, radius), (start, side) if free else None))
    return "".join(parts)


def _draw_pin(pin: Pin, dot: tuple[float, float, float], label: tuple[float, int] | None) -> str:
    x, y, radius = dot
    anchor, what = pin.events[0][0], "; ".join(name for _, name in pin.events)
    kind = "pin" if pin.exact else "pin area"
    text = ""
    if label is not None:
        end = ' text-anchor="end"' if label[1] < 0 else ""
        text = f'<text x="{label[0]:g}" y="{y + 5:g}"{end}>{escape(pin.name)}</text>'
    return (
        f'<a href="#{escape(anchor)}"><title>{escape(pin.name)}: {escape(what)}</title>'
        f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>{text}</a>'
    )


def _overlap(a: tuple[float, float, float], b: tuple[float, float, float]) -> bool:
    return abs(a[1] - b[1]) < _LINE and a[0] < b[0] + b[2] and b[0] < a[0] + a[2]


@functools.cache
def _load_land() -> tuple[tuple[Corner, ...], ...]:
    lines = files(__package__).joinpath("land.txt").read_text("ascii").splitlines()
    return tuple(tuple(_read_corner(corner) for corner in line.split(" ")) for line in lines)


def _read_corner(text: str) -> Corner:
    east, north = text.split(",")
    return float(east), float(north)


def _land_inside(window: _Window) -> list[list[Corner]]:
    """Outlines cut to the window, on the picture."""
    sides = (
        _beyond(0, window.west, 1),
        _beyond(0, window.east, -1),
        _beyond(1, window.south, 1),
        _beyond(1, window.north, -1),
    )
    rings = []
    for land in _load_land():
        ring = list(land)
        for side in sides:
            ring = _clip(ring, side)
        drawn = _thin([window.project(corner) for corner in ring])
        if len(drawn) > 2:
            rings.append(drawn)
    return rings


def _thin(ring: list[Corner]) -> list[Corner]:
    """A ring without the corners that nobody can tell from the one before."""
    kept = ring[:1]
    for corner in ring[1:]:
        if abs(corner[0] - kept[-1][0]) + abs(corner[1] - kept[-1][1]) >= _FINEST:
            kept.append(corner)
    return kept


def _beyond(axis: int, edge: float, sign: int) -> Callable[[Corner], float]:
    """How far a corner lies on the inner side of an edge of the window; negative outside."""
    return lambda at: sign * (at[axis] - edge)


def _clip(ring: list[Corner], inside: Callable[[Corner], float]) -> list[Corner]:
    """The part of a ring on one side of a line.

    Source: I. Sutherland and G. Hodgman, "Reentrant Polygon Clipping", Communications of the ACM 17 (1974).
    """
    kept: list[Corner] = []
    for a, b in pairwise([*ring, *ring[:1]]):
        da, db = inside(a), inside(b)
        if da >= 0:
            kept.append(a)
        if (da >= 0) != (db >= 0):
            share = da / (da - db)
            kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    return kept
