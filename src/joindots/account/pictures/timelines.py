"""The timeline as a picture: reports above the axis, events below it. Narrow pages show the list that goes with it."""

from itertools import accumulate
from math import log2
from typing import Final

from markupsafe import escape
from msgspec import Struct

from joindots.account.phrases import count_words
from joindots.account.views.chronologies import Chronology, DayView, HappeningView

# All lengths are in the units of the picture, which are CSS pixels where it is shown at its full width.
_WIDTH: Final = 1000
_MARGIN: Final = 14
_ROW: Final = 20
_AXIS: Final = 40  # height of the band that holds the axis and its dates
_CHARACTER: Final = 6.7  # mean width of a character of the labels
_LABEL: Final = 36  # characters of a label on the wide picture
_DATE: Final = 92  # width of a date on the axis
_DOT: Final = 9  # width and height of a sign without a label
_NAMED: Final = 16  # reports with labels; more would be stairs higher than a screen, and stand as dots


class _Flag(Struct, frozen=True):
    """A label on a stem: its place along the axis and its row, counted from the axis."""

    happening: HappeningView
    x: float
    row: int


def draw_timeline(chronology: Chronology) -> str:
    """Draw the picture for a page wide enough to read it.

    Args:
        chronology: With at least one day; nothing is drawn without.

    Returns:
        An SVG element in `currentColor` with a title and a description, every label a link; dots without labels are
        named and linked by the list that goes with it.
    """
    days = chronology.days
    if not days:
        return ""
    positions = _positions(days)
    above, below = _raise_flags(days, positions, "report"), _raise_flags(days, positions, "event")
    step = _ROW
    if len(above) > _NAMED:
        above, step = _raise_flags(days, positions, "report", named=False), _DOT
    axis = max((flag.row for flag in above), default=0) * step + _MARGIN
    height = axis + _AXIS + max((flag.row for flag in below), default=0) * _ROW + _MARGIN
    body = [_draw_axis(days, positions, axis + _AXIS / 2)]
    body += [_draw_flag(flag, axis + 6, -step) for flag in above]
    body += [_draw_flag(flag, axis + _AXIS - 6, _ROW) for flag in below]
    return (
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {height:g}" role="group" '
        f'aria-labelledby="timeline-svg timeline-desc"><title id="timeline-svg">Timeline of events and reports</title>'
        f'<desc id="timeline-desc">{escape(_describe(days))}</desc>{"".join(body)}</svg>\n'
    )


def _describe(days: tuple[DayView, ...]) -> str:
    events = sum(1 for day in days for happening in day.happenings if happening.kind == "event")
    reports = sum(happening.reports for day in days for happening in day.happenings if happening.kind == "report")
    span = days[0].date if len(days) == 1 else f"{days[0].date} to {days[-1].date}"
    return f"{count_words(events, 'dated event')} and {count_words(reports, 'dated report')}, {span}."


def _positions(days: tuple[DayView, ...]) -> list[float]:
    """Where each day stands along the axis: steps grow with the logarithm of the days between."""
    steps = list(accumulate((1 + log2(1 + day.gap) for day in days[1:]), initial=0.0))
    room = _WIDTH - 2 * _MARGIN - _LABEL * _CHARACTER
    return [_MARGIN + room * step / steps[-1] if steps[-1] else _MARGIN for step in steps]


def _raise_flags(days: tuple[DayView, ...], positions: list[float], kind: str, *, named: bool = True) -> list[_Flag]:
    """Give each label, or each sign alone, the row nearest to the axis where it covers no other label or stem.

    From right to left: a label reaches to the right of its stem, so it has to stand beyond every label whose stem it
    would cross.
    """
    flags: list[_Flag] = []
    for day, x in zip(reversed(days), reversed(positions), strict=True):
        for happening in reversed([h for h in day.happenings if h.kind == kind]):
            reach = x + ((len(_cut(happening.label, _LABEL)) + 2) * _CHARACTER if named else _DOT)
            row = max((flag.row for flag in flags if flag.x <= reach), default=0) + 1
            flags.append(_Flag(happening, x, row))
    return flags


def _draw_axis(days: tuple[DayView, ...], positions: list[float], y: float) -> str:
    parts = []
    for day, x, before in zip(days[1:], positions[1:], positions, strict=False):
        broken = ' stroke-dasharray="2 6"' if day.later else ""
        parts.append(f'<path class="axis" d="M{before:.1f} {y:g}H{x:.1f}"{broken}/>')
    free = 0.0
    for day, x in zip(days, positions, strict=True):
        parts.append(f'<circle class="day" cx="{x:.1f}" cy="{y:g}" r="3.5"/>')
        if x >= free:
            parts.append(f'<text class="date" x="{x + 7:.1f}" y="{y - 5:g}">{escape(day.date)}</text>')
            free = x + _DATE
    for day, x, before in zip(days[1:], positions[1:], positions, strict=False):
        if day.later and x - before > len(day.later) * _CHARACTER + _MARGIN:
            middle = (x + before) / 2
            parts.append(f'<text class="gap" x="{middle:.1f}" y="{y + 16:g}" text-anchor="middle">{day.later}</text>')
    return "".join(parts)


def _draw_flag(flag: _Flag, foot: float, step: int) -> str:
    y = foot + flag.row * step
    if step == -_DOT:
        return f"<g><title>{escape(flag.happening.label)}</title>{_sign(flag.happening, flag.x, y)}</g>"
    stem = f'<path class="stem" d="M{flag.x:.1f} {foot:g}V{y:g}"/>'
    text = escape(_cut(flag.happening.label, _LABEL))
    label = f'<text x="{flag.x + 7:.1f}" y="{y + 4:g}">{text}</text>'
    return stem + _link(flag.happening, _sign(flag.happening, flag.x, y) + label)


def _sign(happening: HappeningView, x: float, y: float) -> str:
    """A circle for a report, a diamond for an event: told apart without colour."""
    if happening.kind == "report":
        return f'<circle class="sign" cx="{x:.1f}" cy="{y:g}" r="4"/>'
    return f'<path class="sign event" d="M{x:.1f} {y - 5:g}l5 5l-5 5l-5-5z"/>'


def _link(happening: HappeningView, inner: str) -> str:
    title = escape(f"{happening.label}, {happening.detail}" if happening.detail else happening.label)
    if happening.target is None:
        return f"<g><title>{title}</title>{inner}</g>"
    return f'<a href="#{happening.target}"><title>{title}</title>{inner}</a>'


def _cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"
