"""Readings of lengths of time and of sets: `four months`, `the last five years`, `every day`."""

from itertools import pairwise

from joindots.text.timexes.calendar_readings import read_day, read_month
from joindots.text.timexes.lengths import read_value
from joindots.text.timexes.phrases import Around, Fixed, Named, Until
from joindots.text.timexes.pieces import Piece
from joindots.text.timexes.runs import DAY_UNITS, Reading, Run, count_units, hour_of

_RATE_CUES = frozenset(("num", "day", "year", "some", "many", "times"))


_MOVES = frozenset(("ago", "later", "earlier", "before", "after", "from", "hence", "since"))
_SIZES = ("year", "month", "week", "day", "hour", "minute", "second")  # from large to small


_LENGTHS_RELATE = frozenset(("before", "after", "since", "ahead", "that"))
_LENGTH_CUES = frozenset(
    ("for", "in", "of", "over", "after", "within", "through", "many", "took", "take", "takes", "spent")
)


def read_length(run: Run) -> Reading | None:
    """`four months`, `82-second`, `a year and a half`, `more than two hours`, `52-year-old`."""
    unit = run.get("unit", "units", "weekend") or run.get("second")
    if unit is None or _is_doubtful_length(run, unit):
        return None
    count = run.get("num", "day", "some", "year")
    if count and count.kind == "year" and unit.value == "hour" and (clock := hour_of(count)):
        return Reading("TIME", None, clock)  # "1030 hours"
    name = "second" if unit.kind == "second" else str(unit.value)
    value = Fixed(read_value(count_units(run), name))
    rate = run.pieces[0].kind == "a" and len(run.pieces) == 2 and run.before_kind in _RATE_CUES
    return Reading("SET" if rate else "DURATION", value)


def _is_doubtful_length(run: Run, unit: Piece) -> bool:
    """Whether the words rather mean something else: `a second boat`, `a quarter of them`, `2031 year`."""
    hyphen, count = run.has("hyphen"), run.get("num", "day", "some", "year")
    if unit.kind == "second":
        return not hyphen or count is None
    if unit.value == "quarter":
        return run.after == "of" or count is None or (hyphen and unit.kind == "units")
    return unit.kind == "unit" and count is not None and count.kind == "year"


def read_half_length(run: Run) -> Reading | None:
    """`half an hour`, `half a century`."""
    unit = run.get("unit")
    return Reading("DURATION", Fixed(read_value(0.5, str(unit.value)))) if unit else None


def read_joined(run: Run) -> Reading | None:
    """`two hours and 30 minutes`, `1 year 6 months 3 days`: each unit is smaller than the one before."""
    counts, units = run.all("num", "day", "some", "year"), run.all("unit", "units", "second")
    if len(counts) != len(units) or "second" in [unit.kind for unit in units[:-1]]:
        return None
    if run.after in _MOVES or any(count.kind == "some" or float(count.value) % 1 for count in counts):
        return None
    names = ["second" if unit.kind == "second" else str(unit.value) for unit in units]
    ranks = [_SIZES.index(name) if name in _SIZES else -1 for name in names]
    if -1 in ranks or any(first >= second for first, second in pairwise(ranks)):
        return None
    value = ""
    for count, name in zip(counts, names, strict=True):
        more = read_value(float(count.value), name)
        value += more.removeprefix("PT" if "T" in value else "P") if value else more
    return Reading("DURATION", Fixed(value))


def read_nights(run: Run) -> Reading | None:
    """`two nights`."""
    count, part = run.get("num", "day", "some", "year"), run.pieces[-1]
    if count is None or count.kind in ("some", "year") or part.value != "NI":
        return None
    return Reading("DURATION", Fixed(read_value(float(count.value), "day")))


def read_weekends(run: Run) -> Reading | None:
    """`three weekends`, which are no such adverb as "weekends" alone."""
    if run.word(run.pieces[-1]) != "weekends":
        return None
    return Reading("DURATION", Fixed(read_value(count_units(run), "weekend")))


def read_whole(run: Run) -> Reading | None:
    """`all day`, `the whole week`, `a full year`; "the full year" is rather that of the results."""
    unit, whole = run.get("unit"), run.get("whole", "more")
    if unit is None or whole is None or str(unit.value) not in DAY_UNITS:
        return None
    word = run.word(whole)
    told = word == "all" or (word == "full" and run.before != "the") or (whole.kind == "whole" and run.has("the"))
    return Reading("DURATION", Fixed(read_value(1, str(unit.value)))) if told else None


def read_dayparts(run: Run) -> Reading | None:
    """`in the mornings`, `on nights`: as often as there is such a part of a day."""
    if run.before not in ("in", "on", "during"):
        return None
    return Reading("SET", Fixed(f"XXXX-XX-XXT{run.pieces[-1].value}"))


def read_span(run: Run) -> Reading | None:
    """`12 to 18 months`: the length is open."""
    unit = run.get("unit", "units")
    return Reading("DURATION", Fixed(read_value(None, str(unit.value)))) if unit else None


def read_around(run: Run) -> Reading | None:
    """`the last five years`, `the next few weeks`, `the first nine months`."""
    unit, beside = run.get("unit", "units"), run.get("last", "latest", "next", "this")
    if unit is None:
        return None
    count, name = count_units(run), str(unit.value)
    value = read_value(count, name)
    if beside is None or beside.kind == "this" or count is None or count != int(count) or name not in DAY_UNITS:
        return Reading("DURATION", Fixed(value))
    times = {"decade": ("year", 10), "century": ("year", 100)}
    name, factor = times.get(name, (name, 1))
    return Reading("DURATION", Around(value, name, int(beside.value) * int(count) * factor))


def read_lengths(run: Run) -> Reading | None:
    """`years`, `the coming weeks`: a length that the words leave open."""
    unit = run.get("units")
    cued = run.before in _LENGTH_CUES or run.after in _LENGTHS_RELATE
    if unit is None or (len(run.pieces) == 1 and not cued):
        return None
    return Reading("DURATION", Fixed(read_value(None, str(unit.value))))


def read_year_to(run: Run) -> Reading | None:
    """`the year to June`, `the six months to 30 September`."""
    unit = run.get("unit", "units")
    count = count_units(Run(run.text, run.pieces, 0, 3)) if unit else None
    if (
        unit is None
        or count is None
        or count != int(count)
        or str(unit.value) not in ("week", "month", "quarter", "year")
    ):
        return None
    end = (
        read_day(run) if run.has("day", "nth") and run.pieces[-1].kind != "unit" and _has_day(run) else read_month(run)
    )
    if end is None or not isinstance(end.when, Fixed | Named):
        return None
    return Reading("DURATION", Until(read_value(count, str(unit.value)), str(unit.value), int(count), end.when))


def _has_day(run: Run) -> bool:
    at = next(i for i, piece in enumerate(run.pieces) if piece.kind == "to")
    return any(piece.kind in ("day", "nth") for piece in run.pieces[at:])


def read_every(run: Run) -> Reading | None:
    """`every day`, `each July`, `every two years`, `twice a week`."""
    if piece := run.get("weekday"):
        return Reading("SET", Fixed(f"XXXX-WXX-{piece.value}"))
    if piece := run.get("month"):
        return Reading("SET", Fixed(f"XXXX-{piece.value:02}"))
    if piece := run.get("season", "fall"):
        return Reading("SET", Fixed(f"XXXX-{piece.value}"))
    if piece := run.get("daypart"):
        return Reading("SET", Fixed(f"XXXX-XX-XXT{piece.value}"))
    unit = run.get("unit", "units", "weekend")
    if unit is None:
        return None
    count = count_units(run) if run.has("each") else 1.0
    if count == 1.0 and any(run.word(piece) == "other" for piece in run.pieces):
        count = 2.0  # "every other day"
    return Reading("SET", Fixed(read_value(count, str(unit.value))))


def read_adverb(run: Run) -> Reading | None:
    """`daily`, `annually`."""
    return Reading("SET", Fixed(str(run.pieces[0].value)))


def read_weekdays(run: Run) -> Reading | None:
    """`Sundays`, `Tuesday nights`."""
    part = run.get("dayparts")
    return Reading("SET", Fixed(f"XXXX-WXX-{run.pieces[0].value}" + (f"T{part.value}" if part else "")))
