"""Readings of times counted from the day of writing, of times of day, and of times that have no place of their own."""

from joindots.text.timexes.calendar_readings import (
    GOES_ON,
    calendar_day,
    read_day,
    read_holiday,
    read_iso,
    read_slash,
    side_of,
)
from joindots.text.timexes.lengths import read_value
from joindots.text.timexes.phrases import Around, Fixed, Hung, Moved, Named, Shifted, When
from joindots.text.timexes.runs import DAY_UNITS, Reader, Reading, Run, count_units

_NOON = 12
_NIGHTFALL = 6  # an hour of a night from which it is before midnight
_SPAN_CUES = frozenset(("over", "in", "within", "during", "for", "throughout", "than", "of"))


def clock_of(run: Run) -> str:
    """Time of day in the form that follows the date in a value."""
    if piece := run.get("clock", "noon"):
        return f"T{_half_of_day(str(piece.value), run.word(piece), run)}"
    if piece := run.get("daypart", "overnight"):
        return f"T{piece.value}"
    return "TNI" if run.has("tonight") else ""


def _half_of_day(clock: str, written: str, run: Run) -> str:
    """Hour and minute in the half of the day that the words beside tell: `6:30 Sunday night`."""
    part, hour = run.get("daypart"), int(clock[:2])
    late = part is not None and (part.value in ("AF", "EV") or (part.value == "NI" and hour >= _NIGHTFALL))
    return f"{hour + 12}{clock[2:]}" if late and 0 < hour < _NOON and written[-1:].isdigit() else clock


def _dated(when: When | None, clock: str) -> Reading:
    return Reading("TIME" if clock else "DATE", when, clock)


def read_day_word(run: Run) -> Reading | None:
    """`today`, `yesterday morning`."""
    piece = run.get("dayword")
    return _dated(Shifted("day", int(piece.value)), clock_of(run)) if piece else None


def read_weekday(run: Run) -> Reading | None:
    """`Wednesday`, `last Wednesday`, `Friday night`."""
    piece = run.get("weekday")
    short = piece is not None and run.word(piece) in ("sun", "sat", "wed", "mon", "fri") and len(run.pieces) == 1
    if piece is None or (short and not run.is_listed("weekday")):
        return None
    return _dated(Named("weekday", str(piece.value), side_of(run)), clock_of(run))


def read_weekday_of_week(run: Run) -> Reading | None:
    """`Tuesday of last week`, `next week on Friday`."""
    piece, unit, beside = run.get("weekday"), run.get("unit"), run.get("last", "latest", "next", "this")
    if piece is None or unit is None or unit.value != "week" or beside is None:
        return None
    return Reading("DATE", Named("weekday", str(piece.value), year=int(beside.value)))


def read_day_of_month(run: Run) -> Reading | None:
    """`the 20th of next month`."""
    number, unit, beside = run.get("nth", "second", "day"), run.get("unit"), run.get("last", "latest", "next", "this")
    if number is None or unit is None or unit.value != "month" or beside is None or not 1 <= float(number.value) <= 31:
        return None
    return Reading("DATE", Named("monthday", str(int(number.value)), year=int(beside.value)))


def read_from_day(run: Run) -> Reading | None:
    """`the day before yesterday`, `two weeks from today`, `a day after last Friday`, `three days before 2 June`."""
    unit, turn, count = run.get("unit", "units"), run.get("beyond", "from"), _count_before(run)
    start = _day_after(run)
    if unit is None or turn is None or start is None or count is None or not count.is_integer():
        return None
    if " " in run.word(unit) or _names_other(run, start) or (run.word(turn) == "from" and run.before == "for"):
        return None  # trading days skip some; "for two weeks from Monday" is a length
    if unit.value != "day" and run.pieces[0].kind == "the":
        return None  # "the week before Christmas" is a stretch
    name, count = ("day", count * _DAYS[str(unit.value)]) if unit.value in _DAYS else (str(unit.value), count)
    if name not in ("day", "month", "year"):
        return None
    side = -1 if run.word(turn) == "before" else 1
    if isinstance(start, Shifted) and name == "day":
        return Reading("DATE", Shifted("day", side * int(count) + start.count))
    return Reading("DATE", Moved(name, side * int(count), start))


def _names_other(run: Run, start: When) -> bool:
    """Whether the day rather tells of what: "one day before Sunday's shooting", "after the June 29 robbery"."""
    return not isinstance(start, Shifted) and (
        run.after in _GENITIVES or (run.after[:1].isalpha() and run.after not in GOES_ON)
    )


def _count_before(run: Run) -> float | None:
    """The number of units, which stands before their name; None for "days after", which tells none."""
    turn = next((i for i, piece in enumerate(run.pieces) if piece.kind in ("beyond", "from")), None)
    counted = Run(run.text, run.pieces, 0, turn) if turn else None
    if counted is None or (counted.has("units") and not counted.has("num", "day", "year")):
        return None
    return count_units(counted)


def _day_after(run: Run) -> Fixed | Shifted | Named | None:
    """The day that the count begins with: what stands after `before` or the like."""
    turn = next((i for i, piece in enumerate(run.pieces) if piece.kind in ("beyond", "from")), None)
    if turn is None or turn + 1 == len(run.pieces):
        return None
    rest = Run(run.text, run.pieces, turn + 1, len(run.pieces))
    if piece := rest.get("dayword"):
        return Shifted("day", int(piece.value))
    reader = next((read for kind, read in _DAY_READERS.items() if rest.has(kind)), None)
    reading = reader(rest) if reader else None
    when = reading.when if reading else None
    return when if isinstance(when, Fixed | Named) else None


def read_one_beyond(run: Run) -> Reading | None:
    """`the week after next`, `the year before last`, `the night before last`."""
    turn, side = run.get("beyond"), run.pieces[-1]
    unit = run.get("unit", "weekend", "daypart")
    if turn is None or unit is None or (run.word(turn) == "before") != (side.kind == "last") or unit.value == "day":
        return None
    count = -2 if side.kind == "last" else 2
    if unit.kind == "daypart":
        return _dated(Shifted("day", count), clock_of(run))
    return Reading("DATE", Shifted(str(unit.value), count)) if unit.value in DAY_UNITS else None


def read_half_day(run: Run) -> Reading | None:
    """`Friday pm`, `today am`."""
    half, day = run.pieces[-1], read_day_word(run) if run.has("dayword") else read_weekday(run)
    if day is None or (run.after[:1].isalpha() and run.after not in GOES_ON):
        return None
    return Reading("TIME", day.when, "TAF" if half.value else "TMO")


def read_beside(run: Run) -> Reading | None:
    """`last week`, `this month`, `next year`, `the weekend`, `the past year`."""
    piece, beside = run.get("unit", "weekend"), run.get("last", "latest", "next", "this")
    if piece is None:
        return None
    if beside is None:
        return Reading("DATE", Named("weekend", "WE"))
    unit, side, word = str(piece.value), int(beside.value), run.word(beside)
    if unit not in DAY_UNITS:
        told = run.has("the") or (unit == "hour" and beside.kind == "next")  # "last minute" is a manner of speaking
        return Reading("DURATION", Fixed(read_value(1, unit))) if told else None
    if word in ("previous", "preceding") or unit == "fortnight" or (run.has("the") and unit == "day"):
        return Reading("DATE", Hung(unit, side))
    spans = word == "past" or (run.has("the") and side != 0 and beside.kind != "latest" and run.before in _SPAN_CUES)
    if spans and not run.has("this"):
        return Reading("DURATION", Around(read_value(1, unit), unit, side))
    return Reading("DATE", Shifted(unit, side))


def read_current(run: Run) -> Reading | None:
    """`the current quarter`: that of the day of writing."""
    unit = run.get("unit")
    return Reading("DATE", Shifted(str(unit.value), 0)) if unit and unit.value in DAY_UNITS else None


def read_ago(run: Run) -> Reading | None:
    """`two days ago`, `a year ago`, `three weeks from now`."""
    unit = run.get("unit", "units")
    if unit is None:
        return None
    count, name = count_units(run), str(unit.value)
    side = int(run.pieces[-1].value) if run.pieces[-1].kind in ("ago", "hence") else -1
    if count is None:
        return Reading("DATE", Fixed("PAST_REF" if side < 0 else "FUTURE_REF"))
    times = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("week", 2)}
    name, factor = times.get(name, (name, 1))
    if name not in DAY_UNITS:
        return Reading("TIME", None)
    moved = count * factor
    if moved != int(moved):
        return Reading("DATE", None)
    return Reading("DATE", Shifted(name, side * int(moved)))


def read_joined_ago(run: Run) -> Reading | None:
    """`two weeks and two days ago`; months and days together tell no day that is certain."""
    counts, units = run.all("num", "day", "some", "year"), run.all("unit", "units", "second")
    names = [str(unit.value) for unit in units]
    if len(counts) != len(units) or "some" in [c.kind for c in counts] or "second" in [u.kind for u in units]:
        return None
    side = int(run.pieces[-1].value)
    for unit, parts in (("day", {"day": 1, "week": 7}), ("month", {"month": 1, "year": 12})):
        if set(names) <= parts.keys() and all(float(count.value).is_integer() for count in counts):
            total = sum(int(c.value) * parts[name] for c, name in zip(counts, names, strict=True))
            return Reading("DATE", Shifted(unit, side * total))
    return Reading("DATE" if set(names) <= DAY_UNITS else "TIME", None)


def read_clock(run: Run) -> Reading | None:
    """`2pm`, `9.33am on Monday`, `Wednesday at 2pm`, `31/05/2031 14:30`, `midnight`."""
    when: When | None = None
    if run.pieces[0].kind in ("slash", "iso"):
        day = read_slash(run) if run.pieces[0].kind == "slash" else read_iso(run)
        return Reading("TIME", day.when, clock_of(run)) if day else None
    if piece := run.get("dayword"):
        when = Shifted("day", int(piece.value))
    elif run.has("month"):
        when = calendar_day(run)
    elif piece := run.get("weekday"):
        when = Named("weekday", str(piece.value), side_of(run))
    elif piece := run.get("this", "last", "next"):
        when = Shifted("day", int(piece.value))
    return Reading("TIME", when, clock_of(run))


def read_stamp(run: Run) -> Reading | None:
    """`Fri May 2 14:30:05 2031`, as machines write it."""
    return Reading("TIME", calendar_day(run), clock_of(run))


def read_daypart(run: Run) -> Reading | None:
    """`this morning`, `last night`, `the evening`, `mid-afternoon yesterday`, `the night of 22 March`."""
    side = run.get("this", "last", "next")
    clock = clock_of(run)
    if run.has("month"):
        return Reading("TIME", calendar_day(run), clock)
    if run.has("dayword"):
        return read_day_word(run)
    if run.has("weekday"):
        return read_weekday(run)
    if side is None:
        return Reading("TIME", Hung("day", 0), clock)
    if run.has("the"):
        return Reading("TIME", None, clock)
    return Reading("TIME", Shifted("day", int(side.value)), clock)


def read_mealtime(run: Run) -> Reading | None:
    """`lunchtime`, `midmorning`: parts of a day by names that are nothing else."""
    return Reading("TIME", None, f"T{run.pieces[-1].value}")


def read_that_weekend(_run: Run) -> Reading | None:
    """`that weekend`: which one, the text has told."""
    return Reading("DATE", None)


def read_tonight(run: Run) -> Reading | None:
    """`tonight`; `overnight` may be the night before or after."""
    return Reading("TIME", Shifted("day", 0) if run.has("tonight") else None, "TNI")


def read_hanging(run: Run) -> Reading | None:
    """`that day`, `the following month`, `two days later`: dates that hang on another in the text."""
    unit = run.get("unit", "units")
    vague = run.has("units") and not run.has("num", "day")
    if run.has("beyond") and (vague or run.after[:1].isalnum()):
        return None  # "the day after the storm" hangs on what the sentence tells
    if unit is not None and unit.value == "year" and run.after in ("ended", "ending"):
        return Reading("DURATION", Fixed(read_value(1, "year")))
    if unit is not None and unit.value not in DAY_UNITS:
        return Reading("TIME", None) if run.has("away") else None
    when = _hang(run, str(run.all("unit", "units")[0].value)) if unit else None
    return Reading("TIME" if run.has("daypart") else "DATE", when, clock_of(run))


def _hang(run: Run, unit: str) -> Hung | None:
    """From which side and how far; "the quarter" is the one that the text is at."""
    away = run.get("away", "beyond", "ago")
    if away is None or away.start < run.all("unit", "units")[0].start:  # "later that year" is in that year
        count = 1 if run.has("following", "next") else 0
        return Hung(unit, count)
    units = count_units(run)
    back = run.word(away) in ("before", "earlier", "ago")
    return Hung(unit, -int(units) if back else int(units)) if units and units == int(units) else None


def read_reference(run: Run) -> Reading | None:
    """`now`, `recently`, `the future`."""
    return Reading("DATE", Fixed(str(run.pieces[0].value)))


def read_past(run: Run) -> Reading | None:
    """`the past`."""
    return Reading("DATE", Fixed("PAST_REF")) if run.word(run.pieces[-1]) == "past" else None


_NOTHING = Reading(None, None)


def read_nothing(_run: Run) -> Reading | None:
    """`a 52-year-old`: an age, which is a property of someone and places nothing in time."""
    return _NOTHING


_GENITIVES = frozenset(("'s", "’s", "'", "’"))
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_DAY_READERS: dict[str, Reader] = {
    "month": read_day,
    "weekday": read_weekday,
    "holiday": read_holiday,
    "slash": read_slash,
    "iso": read_iso,
}
