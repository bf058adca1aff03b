"""Figures through time: one row a value, one dot a report at its date, with who says it."""

from datetime import date
from itertools import accumulate, groupby, pairwise
from math import log2
from typing import Final

from markupsafe import escape
from msgspec import Struct

from joindots.account.phrases import list_words
from joindots.account.views.figures import FigureRow, FigureTable, FigureValue

# Heights are CSS pixels; places along the time are percentages, so that the picture fits any width undistorted.
_LEFT: Final = 16.0
_RIGHT: Final = 80.0
_ROW: Final = 26
_HEAD: Final = 8
_FOOT: Final = 26
_NEAR: Final = 13.0  # percent; dots nearer than this share their label
_ROOM: Final = 38.0  # percent that a label with a speaker takes on a narrow page
_DATE: Final = 30.0  # percent that a date takes on a narrow page
_TURN: Final = 62.0  # percent; labels of dots beyond stand to their left
_VALUES: Final = 8  # rows of a picture
_SPEAKER: Final = 26  # code points of a speaker's name
_LEFT_OUT: Final = ("age", "ordinal")  # kinds whose numbers tell nothing side by side


class _Dot(Struct, frozen=True):
    """A value as one report gives it."""

    x: float
    mark: str
    speaker: str | None


def draw_courses(table: FigureTable) -> str:
    """Draw the measures that reports of different days give different numbers for.

    Args:
        table: The figures.

    Returns:
        HTML figures with SVG in `currentColor`, each with its description in words; empty where there is none.
    """
    return "".join(_draw_row(row) for row in table.rows.shown if has_course(row))


def has_course(row: FigureRow) -> bool:
    """Whether a row has two numbers and two days."""
    values = _values(row)
    several = len({value.value for value in values}) > 1
    return row.kind not in _LEFT_OUT and several and len({value.day for value in values}) > 1


def _values(row: FigureRow) -> list[FigureValue]:
    known = [v for v in row.values if v.comparable and v.day and (v.low is not None or v.high is not None)]
    most = dict.fromkeys(value.value for value in known)
    held = set(list(most)[:_VALUES])
    return [value for value in known if value.value in held]


def _draw_row(row: FigureRow) -> str:
    values = _values(row)
    days = {value.day: value.when or value.day for value in values if value.day}
    places = _place_days(sorted(days))
    ordered = sorted(values, key=lambda v: (-_size(v), v.value, v.day or "", v.place.start))
    rows = [(words, list(some)) for words, some in groupby(ordered, key=lambda value: value.value)]
    body = "".join(_draw_value(words, some, places, _HEAD + _ROW * n) for n, (words, some) in enumerate(rows))
    foot = _HEAD + _ROW * len(rows)
    name = ", ".join(part for part in (row.measure, row.event, row.period) if part)
    told = "; ".join(f"{words} in {list_words(_marks(some))}" for words, some in reversed(rows))
    return (
        f'<figure class="course"><figcaption>{escape(name)}</figcaption>'
        f'<svg height="{foot + _FOOT}" role="img" aria-label="{escape(f"{name}: {told}")}">'
        f'{body}<path class="axis" d="M0 {foot}H9999"/>{_draw_dates(places, days, foot)}</svg></figure>\n'
    )


def _size(value: FigureValue) -> float:
    return value.high if value.high is not None else value.low or 0.0


def _marks(values: list[FigureValue]) -> list[str]:
    return list(dict.fromkeys(value.place.mark for value in values))


def _place_days(days: list[str]) -> dict[str, float]:
    """Percentages; steps grow with the logarithm of the days between."""
    gaps = [(date.fromisoformat(b) - date.fromisoformat(a)).days for a, b in pairwise(days)]
    steps = list(accumulate((1 + log2(1 + gap) for gap in gaps), initial=0.0))
    return {day: _LEFT + (_RIGHT - _LEFT) * step / steps[-1] for day, step in zip(days, steps, strict=True)}


def _draw_value(words: str, values: list[FigureValue], places: dict[str, float], top: int) -> str:
    y = top + _ROW // 2
    firsts = {value.place.mark: value for value in reversed(values)}
    dots = sorted(
        (_Dot(places[value.day], mark, value.speaker) for mark, value in firsts.items() if value.day),
        key=lambda dot: (dot.x, int(dot.mark[1:])),
    )
    clusters: list[list[_Dot]] = []
    for dot in dots:
        if clusters and dot.x - clusters[-1][-1].x < _NEAR:
            clusters[-1].append(dot)
        else:
            clusters.append([dot])
    line = f'<path class="row" d="M0 {y}H9999"/><text class="value" x="0" y="{y - 4}">{escape(words)}</text>'
    before = [0.0, *(cluster[-1].x for cluster in clusters)]
    after = [*(cluster[0].x for cluster in clusters[1:]), 100.0]
    return line + "".join(
        _draw_cluster(words, cluster, y, (cluster[0].x - low, high - cluster[-1].x))
        for cluster, low, high in zip(clusters, before, after, strict=False)
    )


def _draw_cluster(words: str, dots: list[_Dot], y: int, room: tuple[float, float]) -> str:
    """Neighbouring dots with their marks, and with the speaker where there is one and room for the name."""
    told = list_words([f"{dot.mark} ({dot.speaker})" if dot.speaker else dot.mark for dot in dots])
    circles = "".join(f'<circle cx="{x:.1f}%" cy="{y}" r="5"/>' for x in dict.fromkeys(dot.x for dot in dots))
    speakers = list(dict.fromkeys(dot.speaker for dot in dots if dot.speaker))
    label = " ".join(dot.mark for dot in dots)
    who = ""
    left = dots[-1].x > _TURN
    if len(speakers) == 1 and room[0 if left else 1] > _ROOM:
        name = speakers[0][: _SPEAKER - 1].rstrip() + "…" if len(speakers[0]) > _SPEAKER else speakers[0]
        who = f'<tspan class="who"> · {escape(name)}</tspan>'  # which a narrow page hides
    x, side = (dots[0].x, ' dx="-10" text-anchor="end"') if left else (dots[-1].x, ' dx="10"')
    return (
        f"<g><title>{escape(f'{words}: {told}')}</title>{circles}"
        f'<text x="{x:.1f}%"{side} y="{y - 4}">{escape(label)}{who}</text></g>'
    )


def _draw_dates(places: dict[str, float], days: dict[str, str], foot: int) -> str:
    parts = []
    free = 0.0
    for day, x in places.items():
        parts.append(f'<circle class="tick" cx="{x:.1f}%" cy="{foot}" r="2.5"/>')
        if x >= free:
            parts.append(f'<text class="date" x="{x:.1f}%" y="{foot + 17}">{escape(days[day])}</text>')
            free = x + _DATE
    return "".join(parts)
