"""Calendar values: which days a TIMEX3 or EDTF value covers, and the unit of the calendar a day lies in."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

# First month and length in months; a winter is named for the year it begins in or the one it ends in.
_SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
_SHAPES = (
    ("day", re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")),
    ("weekend", re.compile(r"(\d{4})-W(\d\d)-WE")),
    ("week", re.compile(r"(\d{4})-W(\d\d)")),
    ("month", re.compile(r"(\d{4})-(\d\d)")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])")),
    ("half", re.compile(r"(\d{4})-H([12])")),
    ("season", re.compile(r"(\d{4})-(SP|SU|FA|WI)")),
    ("year", re.compile(r"(\d{4})")),
    ("decade", re.compile(r"(\d{3})")),
    ("century", re.compile(r"(\d{2})")),
)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def cover_days(value: str) -> tuple[date, date] | None:
    """First and last day that a value can mean, or None where it names no days.

    Args:
        value: `2031-05-02`, with a time of day or without, `2031-05`, `2031`, `203`, `20` (a century), `2031-W18`,
            `2031-W18-WE`, `2031-Q2`, `2031-H1`, `2031-SP`, or two of these with `/` between.
    """
    if "/" in value:
        first, _, last = value.partition("/")
        left, right = cover_days(first), cover_days(last)
        return (left[0], right[1]) if left and right else None
    for unit, shape in _SHAPES:
        if match := shape.fullmatch(value):
            try:
                return _cover(unit, match)
            except ValueError:  # a day or a year that the calendar does not have
                return None
    return None


def comes_too_late(value: str, givers: int, written: Iterable[str]) -> bool:
    """Whether a day cannot well be the day of what is reported: as many reports as give it had been written before.

    Args:
        value: As for `cover_days`, or any other: that comes never too late.
        givers: How many reports give it.
        written: The days (ISO 8601) on which all reports that tell of the same were written.
    """
    days = cover_days(value)
    return days is not None and sum(day < days[0].isoformat() for day in written) >= max(givers, 1)


def _cover(unit: str, match: re.Match[str]) -> tuple[date, date]:
    if unit == "day":
        day = date.fromisoformat(match[1])
        return day, day
    if unit in ("week", "weekend"):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6)
    if unit == "season":
        return _cover_season(int(match[1]), match[2])
    if unit in ("decade", "century"):
        years = 10 if unit == "decade" else 100
        return date(int(match[1]) * years, 1, 1), date(int(match[1]) * years + years - 1, 12, 31)
    months = _MONTHS[unit]
    part = int(match[2]) - 1 if unit != "year" else 0
    first = date(int(match[1]), part * months + 1, 1)
    return first, move_day(first, "month", months) - timedelta(1)


def _cover_season(year: int, season: str) -> tuple[date, date]:
    month, length = _SEASONS[season]
    first = date(year, month, 1)
    last = move_day(first, "month", length) - timedelta(1)
    return (first if season != "WI" else date(year - 1, month, 1)), last


def name_unit(day: date, unit: str) -> str:
    """The value of the calendar unit that a day lies in.

    Args:
        day: Any day.
        unit: `day`, `week`, `weekend`, `month`, `quarter`, `half`, `year`, `decade`, `century`.
    """
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    names = {
        "day": day.isoformat(),
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }
    return names[unit]


def move_day(day: date, unit: str, count: int) -> date:
    """A day some units on (or back): the same day of a later month, or its last day where it is shorter.

    Raises:
        ValueError: The calendar ends before (years 1 to 9999).
    """
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
    try:
        if unit in days:
            return day + timedelta(days[unit] * count)
        months = day.year * 12 + day.month - 1 + _MONTHS[unit] * count
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (OverflowError, ValueError) as error:
        message = f"{count} {unit} from {day} is outside the calendar"
        raise ValueError(message) from error
