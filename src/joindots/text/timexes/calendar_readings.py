"""Readings of dates of the calendar: `22 March 2031`, `last spring`, `the third quarter`."""

import re

from msgspec.structs import replace

from joindots.text.timexes.phrases import Between, Fixed, Named, When
from joindots.text.timexes.pieces import Piece
from joindots.text.timexes.resolution import find_holiday, find_nth_weekday
from joindots.text.timexes.runs import Reading, Run, hour_of
from joindots.text.timexes.year_doubts import clock_beside, is_no_year

_DOUBTFUL_MONTHS = frozenset(("may", "march", "april", "june", "august"))


_SHORT, _PIVOT = 2, 50  # a year of two digits; those below are of this century
_THIS_CENTURY, _LAST_CENTURY = 2000, 1900
_YEARS = range(1000, 2200)
_MOST_WEEKS = 5  # that a month can have of one weekday
_CENTURIES = range(17, 21)
_FIRST_YEAR = 1500  # an earlier one is rather a time of day or a count in a report
_NO_YEARS = frozenset(
    (
        *("$", "£", "€", "#", "no", "above", "below", "exceeding", "exceeds", "<", ">"),
        *("usd", "eur", "gbp", "chf", "rs", "inr", "jpy", "cny", "aud", "cad"),
    )
)
_COMPARED = re.compile(r"\b(?:more|greater|less|fewer|larger|smaller|higher|lower)\s{1,9}than\s{1,9}\Z", re.IGNORECASE)
_AT_ABOUT = re.compile(r"\bat (?:about|approximately|around|exactly|nearly|roughly)\s{1,3}\Z", re.IGNORECASE)
_LOOKBACK = 24  # code points: the longest of these
_DAY_ROW = re.compile(r"\b(?:on|by|until|before|after) (?:\d{1,2}/\d{1,2}(?:, (?:and |or )?| and | or )){1,5}\Z")
_ROW_LOOKBACK = 60  # code points: five days
_DAY_CUES = frozenset(
    ("on", "by", "until", "till", "since", "between", "from", "before", "after", "each", "every", "around", "to")
)
_MONTH_CUES = frozenset(("in", "since", "until", "till", "during"))
_ALSO_NAMES = frozenset(("jan", "mar"))
# Words that a date is followed by where it stands alone; a noun would be named by it.
GOES_ON = frozenset(("and", "at", "in", "on", "to", "for", "with", "when", "after", "before", "is", "was", "until"))
DATE_CUES = frozenset(
    (
        *("in", "since", "until", "till", "by", "of", "from", "to", "during", "before", "after", "through", "between"),
        *("and", "or", "for", "last", "next", "this", "every", "each"),
    )
)


def side_of(run: Run) -> int | None:
    """-1 for `last`, 0 for `this`, 1 for `next`, None where none of them is there."""
    piece = run.get("last", "latest", "next", "this")
    return int(piece.value) if piece else None


def relative_year(run: Run) -> int | None:
    """Years on from that of writing in `last year`, `this year's`; None where nothing like it is there."""
    for piece, after in zip(run.pieces, run.pieces[1:], strict=False):
        if piece.kind in ("last", "next", "this") and after.kind == "unit" and after.value == "year":
            return int(piece.value)
    return None


def in_year(run: Run, unit: str, name: str, side: int | None) -> Fixed | Named:
    """A stretch of the calendar in the year that the run tells, or in none."""
    if year := run.get("year", "shortyear"):
        return Fixed(f"{int(year.value):04}-{name}")
    relative = relative_year(run)
    return Named(unit, name, None if relative is not None else side, relative)


def read_iso(run: Run) -> Reading | None:
    """`2031-05-02`, `2031-05-02T14:30`."""
    value = str(run.pieces[0].value)
    day, _, clock = value.partition("T")
    return Reading("TIME" if clock else "DATE", Fixed(day), f"T{clock[:5]}" if clock else "")


def read_slash(run: Run) -> Reading | None:
    """`31/05/2031`; the value only where day and month cannot be exchanged."""
    written = str(run.pieces[0].value).replace(".", "/").replace("-", "/")
    first, second, year = (int(part) for part in written.split("/"))
    if len(written.rpartition("/")[2]) == _SHORT:
        year += _THIS_CENTURY if year < _PIVOT else _LAST_CENTURY
    day, month = max(first, second), min(first, second)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    certain = day > 12 or day == month
    return Reading("DATE", Fixed(f"{year:04}-{month:02}-{day:02}") if certain else None)


def read_year_month(run: Run) -> Reading | None:
    """`2031-05`, `5/2031`."""
    return Reading("DATE", Fixed(str(run.pieces[0].value)))


def read_slash_day(run: Run) -> Reading | None:
    """`Friday 5/12`, `on 22/4`; the value only where day and month cannot be exchanged."""
    if not run.has("weekday") and run.before not in _DAY_CUES and not _is_listed_day(run):
        return None
    first, second = (int(part) for part in str(run.pieces[-1].value).split("/"))
    day, month = max(first, second), min(first, second)
    if month > 12:
        return None
    return Reading("DATE", Named("day", f"{month:02}-{day:02}") if day > 12 or day == month else None)


def _is_listed_day(run: Run) -> bool:
    """Whether it goes on a row of days: `on 11/20, 11/22 or 11/25`."""
    start = run.pieces[0].start
    return _DAY_ROW.search(run.text, max(0, start - _ROW_LOOKBACK), start) is not None


def read_monthday(run: Run) -> Reading | None:
    """`Friday the 15th`, `on the 21st`: the month is left to the day of writing."""
    number, weekday = run.get("nth", "second", "day"), run.get("weekday")
    if number is None or not 1 <= number.value <= 31 or (run.after[:1].isalpha() and run.after not in GOES_ON):  # type: ignore[operator]
        return None
    if weekday is None and run.before not in _DAY_CUES:
        return None
    day = int(weekday.value) if weekday else None
    return Reading("DATE", Named("monthday", str(int(number.value)), weekday=day))


def read_counted_day(run: Run) -> Reading | None:
    """`the 15th day of March`, `the third day of next month`."""
    nth, units, beside = run.get("nth", "second"), run.all("unit"), run.get("last", "latest", "next", "this")
    if nth is None or not units or units[0].value != "day" or not 1 <= nth.value <= 31:  # type: ignore[operator]
        return None
    if run.has("month"):
        return Reading("DATE", calendar_day(run))
    if beside is None or units[-1].value != "month":
        return None
    return Reading("DATE", Named("monthday", str(int(nth.value)), year=int(beside.value)))


def read_glued_day(run: Run) -> Reading | None:
    """`Oct-2`, `Dec31, 2031`."""
    return Reading("DATE", in_year(run, "day", str(run.pieces[0].value), None))


def read_cut_year(run: Run) -> Reading | None:
    """`in '87`, where no noun follows that it could count."""
    if run.before not in DATE_CUES or (run.after[:1].isalnum() and run.after not in GOES_ON):
        return None
    return Reading("DATE", Fixed(str(run.pieces[0].value)))


def read_day(run: Run) -> Reading | None:
    """`22 March 2031`, `Monday, March 22`, `the 22nd of March last year`."""
    when = calendar_day(run)
    return Reading("DATE", when) if when else None


def read_spoken_day(run: Run) -> Reading | None:
    """`May twenty-one` where nothing follows that the number could count."""
    number, month = run.get("num"), run.get("month")
    if number is None or month is None or run.after[:1].isalnum() or not run.text[number.start].isalpha():
        return None
    if not 1 <= float(number.value) <= 31 or not float(number.value).is_integer():
        return None
    return Reading("DATE", Named("day", f"{month.value:02}-{int(number.value):02}", side_of(run)))


def calendar_day(run: Run) -> When | None:
    """The day of a month that the run names, or None where there is no such day."""
    month, day = run.get("month"), run.get("day", "nth", "second")
    if not month or not day or not 1 <= day.value <= 31:  # type: ignore[operator]
        return None
    if run.before in _NO_YEARS and run.pieces[0] is day:
        return None  # "for $12 December 27"
    side = None if run.has("unit") else side_of(run)
    when = in_year(run, "day", f"{month.value:02}-{int(day.value):02}", side)
    weekday = run.get("weekday")
    return replace(when, weekday=int(weekday.value)) if weekday and isinstance(when, Named) else when


def read_nth_weekday(run: Run) -> Reading | None:
    """`the first Monday in October`, `the last Friday of March 2031`, `the third Wednesday of last month`."""
    nth, weekday, month = (
        run.pieces[int(run.has("the") and run.pieces[0].kind == "the")],
        run.get("weekday"),
        run.get("month"),
    )
    count = -1 if nth.kind == "last" else int(nth.value)
    if weekday is None or not (count == -1 or 1 <= count <= _MOST_WEEKS):
        return None
    if month is None:
        unit, beside = run.pieces[-1], run.pieces[-2]
        if unit.value != "month":
            return None
        return Reading("DATE", Named("nthweekday", f"0 {count} {weekday.value}", year=int(beside.value)))
    name = f"{month.value} {count} {weekday.value}"
    if year := run.get("year"):
        day = find_nth_weekday(name, int(year.value))
        return Reading("DATE", Fixed(day) if day else None)
    return Reading("DATE", Named("nthweekday", name, year=relative_year(run)))


def read_short_year(run: Run) -> Reading | None:
    """`8 Mar 89`, of the last century, where no noun follows that the number could count."""
    when, year = calendar_day(run), run.get("num")
    if not isinstance(when, Named) or not year or not 50 <= year.value <= 99 or run.after[:1].isalnum():  # type: ignore[operator]
        return None
    return Reading("DATE", Fixed(f"19{int(year.value):02}-{when.name}"))


def read_bare_cut_year(run: Run) -> Reading | None:
    """`April of 87`, where no noun follows that the number could count."""
    year, month, day = run.get("num"), run.get("month"), run.get("day", "nth", "second")
    if month is None or not year or not 40 <= year.value <= 99 or run.after[:1].isalnum():  # type: ignore[operator]
        return None
    name = f"{month.value:02}" + (f"-{int(day.value):02}" if day else "")
    return Reading("DATE", Fixed(f"19{int(year.value):02}-{name}"))


def read_month_after_year(run: Run) -> Reading | None:
    """`2031, Nov`, `2031-sep-1`; "May" and "March" after a year rather begin what follows."""
    year, month, day = run.get("year"), run.get("month"), run.get("day")
    if year is None or month is None or (not run.has("hyphen") and run.word(month) in ("may", "march")):
        return None
    name = f"{month.value:02}" + (f"-{int(day.value):02}" if day else "")
    return Reading("DATE", Fixed(f"{int(year.value):04}-{name}"))


def read_days(run: Run) -> Reading | None:
    """`3 to 5 June`, `June 3-5, 2031`."""
    days, month = run.all("day"), run.get("month")
    if not month or len(days) != 2 or not days[0].value < days[1].value or not _is_range(run):  # type: ignore[operator]
        return None
    first, last = (in_year(run, "day", f"{month.value:02}-{day.value:02}", None) for day in days)
    return Reading("DATE", Between(first, last))


def read_months(run: Run) -> Reading | None:
    """`March to June 2031`."""
    months = run.all("month")
    if len(months) != 2 or not months[0].value < months[1].value or not _is_range(run):  # type: ignore[operator]
        return None
    first, last = (in_year(run, "month", f"{month.value:02}", None) for month in months)
    return Reading("DATE", Between(first, last))


def _is_range(run: Run) -> bool:
    """`3 and 5 June` are two days, but `between 3 and 5 June` is a stretch."""
    return not run.has("and") or run.before == "between"


def read_month(run: Run) -> Reading | None:
    """`March 2031`, `last March`, `early March`, `June last year`, `March`."""
    month = run.get("month")
    if month is None:
        return None
    if len(run.pieces) == 1 and not _stands_alone(run):
        return None
    side = None if run.has("unit") else side_of(run)
    return Reading("DATE", in_year(run, "month", f"{month.value:02}", side))


def _stands_alone(run: Run) -> bool:
    word = run.word(run.pieces[0])
    if run.text[run.pieces[0].end - 1] == "." or (len(word) == 3 and word != "may") or word == "sept":
        plain = word.endswith(".") or run.text[run.pieces[0].start].islower()
        return run.before in DATE_CUES if plain else _is_month(run, word)
    return word not in _DOUBTFUL_MONTHS or run.before in DATE_CUES


def _is_month(run: Run, word: str) -> bool:
    """Whether an abbreviation that could be somebody's name is a month: "in Jan", "the first week of Oct"."""
    if run.before == "of":
        return run.beside[0] == "unit"
    return run.before in _MONTH_CUES or (word not in _ALSO_NAMES and run.before in DATE_CUES)


def read_year(run: Run) -> Reading | None:
    """`2031`, `early 2031`, `fiscal 2031`."""
    year = run.get("year")
    if year is None or run.before in _NO_YEARS or run.after in ("%", "percent", "per", "more"):
        return None
    if run.before.endswith("than") and _COMPARED.search(run.text[max(0, year.start - _LOOKBACK) : year.start]):
        return None
    if len(run.pieces) == 1 and (known := _read_hour_or_count(run, year)) is not None:
        return known if known.type else None
    return Reading("DATE", Fixed(f"{int(year.value):04}")) if year.value >= _FIRST_YEAR else None  # type: ignore[operator]


def _read_hour_or_count(run: Run, year: Piece) -> Reading | None:
    """Four digits that are an hour, or, with no type, a number of something; None where they are a year."""
    if run.word(year).isdigit() and (clock := clock_beside(run.text, year.start, year.end)):
        return Reading("TIME", None, clock)
    if run.word(year).isdigit() and is_no_year(run.text, year.start, year.end):
        return Reading(None, None)
    if _is_after_at(run, year.start) or run.after in ("gmt", "utc", "local"):
        clock = hour_of(year)
        return Reading("TIME" if clock else None, None, clock)
    return None


def _is_after_at(run: Run, start: int) -> bool:
    """Whether four digits stand after "at" or "at approximately": an hour, as no year does."""
    return run.before == "at" or _AT_ABOUT.search(run.text[max(0, start - _LOOKBACK) : start]) is not None


def read_spoken_year(run: Run) -> Reading | None:
    """`the year two thousand`."""
    unit, number = run.get("unit"), run.get("num")
    if not unit or not number or unit.value != "year" or number.value not in _YEARS:
        return None
    return Reading("DATE", Fixed(f"{int(number.value):04}"))


def read_decade(run: Run) -> Reading | None:
    """`the 1990s`, `the late '80s`, `the nineties`."""
    decade = run.get("decade")
    if decade is None or (run.word(decade).isalpha() and not run.has("the")):
        return None
    return Reading("DATE", Fixed(str(decade.value)))


def read_spoken_decade(run: Run) -> Reading | None:
    """`the nineteen seventies`."""
    century, decade = run.get("num"), run.get("decade")
    if century is None or decade is None or century.value not in _CENTURIES or not run.word(decade).isalpha():
        return None
    return Reading("DATE", Fixed(f"{int(century.value)}{str(decade.value)[-1]}"))


def read_tens(run: Run) -> Reading | None:
    """`the 70s`; "in his 70s" tells an age."""
    tens = run.get("tens")
    return Reading("DATE", Fixed(str(tens.value))) if tens and run.has("the", "early", "part") else None


def read_century(run: Run) -> Reading | None:
    """`the 20th century`: the value names the hundred years by their first two digits."""
    nth, unit = run.get("nth"), run.get("unit")
    if not nth or not unit or unit.value != "century" or not 1 <= nth.value <= 30:  # type: ignore[operator]
        return None
    return Reading("DATE", Fixed(f"{int(nth.value) - 1:02}"))


def read_holiday(run: Run) -> Reading | None:
    """`Christmas Eve`, `last Thanksgiving`."""
    holiday = run.get("holiday")
    if holiday is None:
        return None
    if year := run.get("year"):
        day = find_holiday(str(holiday.value), int(year.value))
        return Reading("DATE", Fixed(day) if day else None)
    return Reading("DATE", Named("holiday", str(holiday.value), side_of(run)))


def read_year_end(run: Run) -> Reading | None:
    """`year-end`: the last day of the year of writing."""
    unit = run.get("unit")
    return Reading("DATE", Named("day", "12-31", 0)) if unit and unit.value == "year" else None
