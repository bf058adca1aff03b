"""Readings of weeks, months, quarters, halves and seasons of the calendar: `last spring`, `the third quarter`."""

from datetime import date

from msgspec.structs import replace

from joindots.text.calendars import cover_days, name_unit
from joindots.text.timexes.calendar_readings import DATE_CUES, calendar_day, in_year, relative_year, side_of
from joindots.text.timexes.phrases import Fixed, Named
from joindots.text.timexes.runs import Reading, Run


def read_week(run: Run) -> Reading | None:
    """`week 10 of 2031`; without a year it may be any (of a season, of a trial)."""
    number, year = run.get("day", "num"), run.get("year")
    if number is None or not 1 <= number.value <= 53 or run.pieces[0].kind != "unit" or run.pieces[0].value != "week":  # type: ignore[operator]
        return None
    told = year is not None or relative_year(run) is not None
    return Reading("DATE", in_year(run, "week", f"W{int(number.value):02}", None) if told else None)


def read_nth_week(run: Run) -> Reading | None:
    """`the second week of 2031`, `the first week of this year`."""
    nth, units = run.get("nth", "second"), run.all("unit")
    if nth is None or units[0].value != "week" or not 1 <= nth.value <= 53:  # type: ignore[operator]
        return None
    if not run.has("year") and relative_year(run) is None:
        return None
    return Reading("DATE", in_year(run, "week", f"W{int(nth.value):02}", None))


def read_week_of_day(run: Run) -> Reading | None:
    """`the week of 23 July`, `the weekend of 3 May`: the one that holds the day."""
    unit, when = run.pieces[int(run.has("the"))], calendar_day(run)
    if unit.value not in ("week", "weekend") or (when is None and not run.has("holiday")):
        return None
    if isinstance(when, Fixed):
        days = cover_days(when.value)
        return Reading("DATE", Fixed(name_unit(days[0], str(unit.value))) if days else None)
    return Reading("DATE", replace(when, unit=f"{unit.value}of") if isinstance(when, Named) else None)


def read_last_week(run: Run) -> Reading | None:
    """`the last week of 2031`, `the last day of March`: no week or day of last week; of a month no value says which."""
    year = run.get("year")
    if run.all("unit")[0].value == "week" and year is not None and not run.has("month"):
        last = date(int(year.value), 12, 28).isocalendar().week  # ISO 8601: that day is in the last week of its year
        return Reading("DATE", Fixed(f"{int(year.value):04}-W{last:02}"))
    return Reading("DATE", None) if run.all("unit")[0].value in ("week", "day") else None


def read_nth_month(run: Run) -> Reading | None:
    """`the third month of 2031`."""
    nth, units = run.get("nth", "second"), run.all("unit")
    if nth is None or not units or units[0].value != "month" or not 1 <= nth.value <= 12:  # type: ignore[operator]
        return None
    return Reading("DATE", in_year(run, "month", f"{int(nth.value):02}", None))


def read_quarter_code(run: Run) -> Reading | None:
    """`Q3`, `Q1 of 2031`."""
    return Reading("DATE", in_year(run, "quarter", f"Q{run.pieces[0].value}", None))


def read_quarter(run: Run) -> Reading | None:
    """`the third quarter of 2031`, `third-quarter`, `this year's first quarter`."""
    unit, nth = run.get("unit"), run.get("nth", "second")
    quarters = [piece for piece in run.all("unit") if piece.value == "quarter"]
    if not unit or not nth or not quarters or not 1 <= nth.value <= 4:  # type: ignore[operator]
        return None
    return Reading("DATE", in_year(run, "quarter", f"Q{int(nth.value)}", None))


def read_half(run: Run) -> Reading | None:
    """`the first half of 2031`."""
    nth = run.get("nth", "second")
    half = int(nth.value) if nth else 2
    if half not in (1, 2) or not any(p.value == "year" or p.kind == "year" for p in run.pieces):
        return None
    return Reading("DATE", in_year(run, "half", f"H{half}", 0))


def read_season(run: Run) -> Reading | None:
    """`this spring`, `last summer`, `the winter of 2031`, `in autumn`."""
    season = run.get("season", "fall")
    if season is None:
        return None
    alone = not run.has("year", "shortyear", "unit", "last", "latest", "next", "this", "early", "part")
    if alone and (season.kind == "fall" or (not run.has("the") and run.before not in DATE_CUES)):
        return None
    if run.word(season) == "spring" and alone and run.after in ("of", "up", "to", "from"):
        return None
    return Reading("DATE", in_year(run, "season", str(season.value), side_of(run)))
