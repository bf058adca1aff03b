"""From what a time expression says to what it means on a given day of writing."""

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from joindots.text.calendars import cover_days, move_day, name_unit
from joindots.text.timexes.phrases import Around, Fixed, Named, Shifted, Until, When


def resolve_value(when: When, written: date, *, future: bool = False) -> str | None:
    """The TIMEX3 value on a day of writing, without a time of day.

    Args:
        when: What the expression says.
        written: Day of writing.
        future: Whether the sentence speaks of the future; decides where the words do not.

    Returns:
        None where the calendar has no such day.
    """
    try:
        return _resolve(when, written, future=future)
    except ValueError:
        return None


def resolve_days(when: When, written: date, *, future: bool = False) -> tuple[date, date] | None:
    """First and last day an expression can mean on a day of writing, or None where it names no days."""
    if isinstance(when, Around):
        try:
            there = move_day(written, when.unit, when.count)
        except ValueError:
            return None
        return min(there, written), max(there, written)
    if isinstance(when, Until):
        end = resolve_days(when.end, written, future=future)
        return (move_day(end[1] + timedelta(1), when.unit, -when.count), end[1]) if end else None
    value = resolve_value(when, written, future=future)
    return cover_days(value) if value else None


def _resolve(when: When, written: date, *, future: bool) -> str | None:
    match when:
        case Fixed() | Around() | Until():
            return when.value
        case Shifted():
            return name_unit(move_day(written, when.unit, when.count), when.unit)
        case Named():
            if when.year is not None:
                return _in_year(when, written.year + when.year)
            if when.unit == "weekday":
                return _weekday(int(when.name), when.side, written, future=future)
            if when.unit == "weekend":
                day = written if future or written.isoweekday() >= 6 else written - timedelta(7)
                return name_unit(day, "weekend")
            return _nearest(when, written, future=future)


def _weekday(wanted: int, side: int | None, written: date, *, future: bool) -> str:
    """Today counts for a bare weekday, which dailies use for the day itself; `last` and `next` exclude it."""
    back = (written.isoweekday() - wanted) % 7
    if side == 0:
        return (written + timedelta(wanted - written.isoweekday())).isoformat()
    if side == -1 or (side is None and not future):
        return (written - timedelta(back or (7 if side else 0))).isoformat()
    ahead = (wanted - written.isoweekday()) % 7
    return (written + timedelta(ahead or (7 if side else 0))).isoformat()


def _nearest(when: Named, written: date, *, future: bool) -> str | None:
    """The stretch of that name nearest to the day of writing on the side the words or the tense tell."""
    if when.side == 0:
        return _in_year(when, written.year)
    back = when.side == -1 or (when.side is None and not future)
    years = range(written.year, written.year - 9, -1) if back else range(written.year, written.year + 9)
    for year in years:  # nine years find even 29 February
        value = _in_year(when, year)
        days = cover_days(value) if value else None
        if days and _lies_on_side(days, written, back=back, current=when.side is None):
            return value
    return None


def _lies_on_side(days: tuple[date, date], written: date, *, back: bool, current: bool) -> bool:
    first, last = days
    if back:
        return first <= written if current else last < written
    return last >= written if current else first > written


def _in_year(when: Named, year: int) -> str | None:
    if when.unit == "holiday":
        return _holiday(when.name, year)
    value = f"{year:04}-{when.name}"
    return value if cover_days(value) else None


@cache
def _holidays() -> dict[str, str]:
    text = (files("joindots.text.timexes") / "holidays.toml").read_text("utf-8")
    return {key: str(rule) for key, rule in tomllib.loads(text).items()}


def _holiday(name: str, year: int) -> str:
    rule = _holidays()[name]
    if re.fullmatch(r"\d\d-\d\d", rule):
        return f"{year:04}-{rule}"
    parts = rule.split()
    if parts[0] == "easter":
        return (_easter(year) + timedelta(int(parts[1]))).isoformat()
    month, nth, weekday = (int(part) for part in parts)
    if nth < 0:
        last = move_day(date(year, month, 1), "month", 1) - timedelta(1)
        return (last - timedelta((last.isoweekday() - weekday) % 7)).isoformat()
    first = date(year, month, 1)
    return (first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))).isoformat()


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source: the anonymous algorithm in Nature 13 (20 April 1876), p. 487; in J. Meeus, "Astronomical Algorithms" (1991),
    chapter 8.
    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
