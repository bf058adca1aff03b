"""Times that hang on the one that the text named last."""

import re

from joindots.text.calendars import cover_days, move_day, name_unit
from joindots.text.timexes.phrases import Hung

_FINENESS = ("day", "week", "month", "quarter", "year")
_SHAPES = {
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
    "week": re.compile(r"\d{4}-W\d\d"),
    "month": re.compile(r"\d{4}-\d\d"),
    "quarter": re.compile(r"\d{4}-Q[1-4]"),
    "year": re.compile(r"\d{4}"),
}


def move_anchor(when: Hung, anchor: str) -> str | None:
    """The TIMEX3 value of a time that hangs on another.

    A longer unit moves a shorter anchor and keeps its kind: a year before the third quarter is a third quarter. Of a
    day and a year only the year is kept, as the words mean no day.

    Args:
        when: What the words say.
        anchor: Value of the time that the text named last, without a time of day.

    Returns:
        None where the anchor is coarser than the unit, is no stretch of the calendar, or the calendar ends.
    """
    kind = next((unit for unit, shape in _SHAPES.items() if shape.fullmatch(anchor)), None)
    days = cover_days(anchor) if kind else None
    if kind is None or days is None or when.unit not in _FINENESS or _rank(kind) > _rank(when.unit):
        return None
    keeps = when.count != 0 and when.unit == "year" and kind in ("month", "quarter")
    try:
        return name_unit(move_day(days[0], when.unit, when.count), kind if keeps else when.unit)
    except (ValueError, OverflowError):
        return None


def _rank(unit: str) -> int:
    return _FINENESS.index(unit)
