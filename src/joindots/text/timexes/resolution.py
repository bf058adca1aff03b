"""From what a time expression says to what it means on a given day of writing."""

import re
import tomllib
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from joindots.text.calendars import cover_days, move_day, name_unit
from joindots.text.timexes.phrases import Around, Between, Fixed, Hung, Moved, Named, Shifted, Until, When

_BEYOND = (ValueError, OverflowError)  # before the year 1 or after 9999
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Tense = Literal["past", "present", "future"]


def resolve_value(when: When, written: date, tense: Tense = "past") -> str | None:
    """The TIMEX3 value on a day of writing, without a time of day.

    Args:
        when: What the expression says.
        written: Day of writing.
        tense: Of the sentence; decides where the words do not.

    Returns:
        None where the calendar has no such day.
    """
    try:
        return _resolve(when, written, tense)
    except _BEYOND:
        return None


def resolve_days(when: When, written: date, tense: Tense = "past") -> tuple[date, date] | None:
    """First and last day an expression can mean on a day of writing, or None where it names no days."""
    try:
        return _resolve_days(when, written, tense)
    except _BEYOND:
        return None


def is_absolute(when: When) -> bool:
    """Whether an expression means the same whenever it was written."""
    match when:
        case Between():
            return isinstance(when.first, Fixed)
        case Moved():
            return isinstance(when.start, Fixed)
    return isinstance(when, Fixed)


def _resolve_days(when: When, written: date, tense: Tense) -> tuple[date, date] | None:
    if isinstance(when, Around):
        there = move_day(written, when.unit, when.count)
        return min(there, written), max(there, written)
    if isinstance(when, Until):
        end = _resolve_days(when.end, written, tense)
        return (move_day(end[1] + timedelta(1), when.unit, -when.count), end[1]) if end else None
    if isinstance(when, Between):
        first, last = _resolve_days(when.first, written, tense), _resolve_days(when.last, written, tense)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    value = _resolve(when, written, tense)
    return cover_days(value) if value else None


def _resolve(when: When, written: date, tense: Tense) -> str | None:
    match when:
        case Fixed():
            return None if _DAY.fullmatch(when.value) and cover_days(when.value) is None else when.value
        case Around() | Until():
            return when.value
        case Between() | Hung():
            return None
        case Shifted():
            return name_unit(move_day(written, when.unit, when.count), when.unit)
        case Moved():
            days = _resolve_days(when.start, written, tense)
            single = days is not None and days[0] == days[1]
            return name_unit(move_day(days[0], when.unit, when.count), when.unit) if days and single else None
        case Named():
            return _resolve_name(when, written, tense)


def _resolve_name(when: Named, written: date, tense: Tense) -> str | None:
    if when.year is not None:
        return _moved(when, when.year, written)
    if when.unit == "weekday":
        return _weekday(int(when.name), when.side, written, tense)
    if when.unit == "monthday":
        return _monthday(when, written, tense)
    if when.unit == "weekend":
        day = written if tense == "future" or written.isoweekday() >= 6 else written - timedelta(7)
        return name_unit(day, "weekend")
    return _nearest(when, written, tense)


def _moved(when: Named, count: int, written: date) -> str | None:
    """A name in a year, week or month counted from that of writing."""
    if when.unit == "weekday":
        return (written + timedelta(7 * count + int(when.name) - written.isoweekday())).isoformat()
    if when.unit == "monthday":
        return move_day(written.replace(day=1), "month", count).replace(day=int(when.name)).isoformat()
    if when.unit == "nthweekday" and when.name.startswith("0 "):
        there = move_day(written.replace(day=1), "month", count)
        return find_nth_weekday(f"{there.month}{when.name[1:]}", there.year)
    return _in_year(when, written.year + count)


def _weekday(wanted: int, side: int | None, written: date, tense: Tense) -> str:
    """Today counts for a bare weekday, which dailies use for the day itself; `last` and `next` exclude it."""
    back = (written.isoweekday() - wanted) % 7
    if side == 0:
        return (written + timedelta(wanted - written.isoweekday())).isoformat()
    if side == -1 or (side is None and tense != "future"):
        return (written - timedelta(back or (7 if side else 0))).isoformat()
    ahead = (wanted - written.isoweekday()) % 7
    return (written + timedelta(ahead or (7 if side else 0))).isoformat()


def _monthday(when: Named, written: date, tense: Tense) -> str | None:
    """The day of that number nearest to the day of writing, on the side that the tense tells."""
    start = written.replace(day=1)
    months = [move_day(start, "month", n) for n in range(-6, 7)]
    days = [m.replace(day=int(when.name)) for m in months if int(when.name) <= monthrange(m.year, m.month)[1]]
    days = [d for d in days if when.weekday in (None, d.isoweekday())]
    if when.weekday is None and tense != "present":
        days = [d for d in days if (d >= written if tense == "future" else d <= written)]
    return min(days, key=lambda d: (abs((d - written).days), d)).isoformat() if days else None


def _nearest(when: Named, written: date, tense: Tense) -> str | None:
    """The stretch of that name nearest to the day of writing, on the side that the words or the tense tell.

    Bare, it can be the current one ("in May" in May); `last` and `next` exclude that. In the present tense, which
    reports use for plans and for what has just been, it is the nearer of the two.
    """
    if when.side == 0:
        return _in_year(when, written.year)
    bare = when.side is None
    before, after = _before(when, written, current=bare), _after(when, written, current=bare)
    if when.weekday is not None and before and after:
        return min((before, after), key=lambda value: _distance(value, written))
    if not bare:
        return before if when.side == -1 else after
    if when.unit in ("quarter", "season") and tense == "future":
        tense = "present"  # forecasts speak of the results of a quarter that is over
    if tense != "present" or before is None or after is None:
        return after if tense == "future" else before
    return min((after, before), key=lambda value: _distance(value, written))


def _before(when: Named, written: date, *, current: bool) -> str | None:
    for year in range(written.year, written.year - 9, -1):  # nine years hold even a 29 February
        value = _in_year(when, year)
        days = cover_days(value) if value else None
        if days and (days[0] <= written if current else days[1] < written):
            return value
    return None


def _after(when: Named, written: date, *, current: bool) -> str | None:
    for year in range(written.year, written.year + 9):
        value = _in_year(when, year)
        days = cover_days(value) if value else None
        if days and (days[1] >= written if current else days[0] > written):
            return value
    return None


def _distance(value: str, written: date) -> int:
    first, last = cover_days(value) or (date.min, date.max)
    return max((first - written).days, (written - last).days, 0)


def _in_year(when: Named, year: int) -> str | None:
    if when.unit == "holiday":
        return find_holiday(when.name, year)
    if when.unit == "nthweekday":
        return find_nth_weekday(when.name, year)
    value = f"{year:04}-{when.name}"
    days = cover_days(value)
    if when.unit in ("weekof", "weekendof"):
        return name_unit(days[0], when.unit.removesuffix("of")) if days else None
    fits = days and (when.weekday is None or days[0].isoweekday() == when.weekday)
    return value if fits else None


@cache
def _holidays() -> dict[str, str]:
    text = (files("joindots.text.timexes") / "holidays.toml").read_text("utf-8")
    return {key: str(rule) for key, rule in tomllib.loads(text).items()}


def is_holiday(name: str) -> bool:
    """Whether a name is that of a feast or of a day kept each year: "Easter Sunday"."""
    return name.lower().replace("’", "'") in _holidays()


def find_holiday(name: str, year: int) -> str | None:
    """The day of a holiday of the table in a year; None for feasts of other calendars."""
    rule = _holidays()[name]
    if not rule:
        return None
    if re.fullmatch(r"\d\d-\d\d", rule):
        return f"{year:04}-{rule}"
    parts = rule.split()
    if parts[0] == "easter":
        return (_easter(year) + timedelta(int(parts[1]))).isoformat()
    day = find_nth_weekday(" ".join(parts[:3]), year)
    return (date.fromisoformat(day) + timedelta(int(parts[3]))).isoformat() if day and len(parts) > 3 else day


def find_nth_weekday(name: str, year: int) -> str | None:
    """The day of `10 1 1`, the first Monday of October: month, which of them (-1 for the last), weekday.

    Returns:
        None where the month has no such day in that year.
    """
    month, nth, weekday = (int(part) for part in name.split())
    first = date(year, month, 1)
    if nth < 0:
        last = move_day(first, "month", 1) - timedelta(1)
        return (last - timedelta((last.isoweekday() - weekday) % 7)).isoformat()
    day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return day.isoformat() if day.month == month else None


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
