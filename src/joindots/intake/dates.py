"""Days as they are printed: in the header lines of reports and in the fields of records and pages."""

import calendar
import itertools
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from msgspec import Struct

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T ])")
_FIELD_BREAK = re.compile(r"\s{0,9}[|•·\t]\s{0,9}|\s{1,9}[-–—]\s{1,9}|\s{0,9}\n\s{0,9}")
_DIGIT = re.compile(r"\d")
_MAX_LINE = 160  # characters; a header line is short
_MAX_OTHER = 60  # characters of a field beside the date, such as a section or a name
_MAX_FIELDS = 5
_PIVOT = 69  # two-digit years: 69 to 99 are of the 20th century. Source: POSIX strptime, %y

_CAPITAL_WORD = r"[A-Z][\w.'’-]{0,30}"
_PLACE = rf"{_CAPITAL_WORD}(?:,? (?:{_CAPITAL_WORD}|of|and|de|del|la|al|el|upon|the|plc)){{0,7}}"

PRESS_OFFICE = (
    r"(?:(?:[Pp]ress|[Mm]edia|[Nn]ews) (?:[Oo]ffice|[Rr]elease|[Ss]tatement)|(?:[Ii]nvestor|[Mm]edia) [Rr]elations"
    r"|(?:[\w-]{1,30} ){0,2}"
    r"(?:[Cc]ommunication|[Ss]tatement|[Ll]etter|[Nn]otice|[Aa]nnouncement|[Cc]ircular|[Bb]ulletin|[Bb]riefing)"
    r"(?: (?:to|of|for|on) [^,;:.!?\n]{3,60})?)"
)
"""What stands between a body's name and the day above what it issues itself."""


class PrintedDay(Struct, frozen=True, kw_only=True):
    """A day printed in a header line.

    Attributes:
        start: First code point of the date in the line.
        end: One past the last.
        value: `YYYY-MM-DD`.
        updated: Whether its label says that it is of a later version.
    """

    start: int
    end: int
    value: str
    updated: bool


def parse_day(value: str) -> str | None:
    """A date field as ISO 8601, as precise as given but no finer than a day; None for what is not a date."""
    value = value.strip()
    iso = _ISO.match(value)
    if iso:
        year, month, day = (int(part) if part else None for part in iso.groups())
        return _format_iso(year or 0, month, day)
    if len(value) > _MAX_LINE:
        return None
    found = _patterns().phrase.fullmatch(value)
    return _read_match(found) if found else None


def day_bounds(value: str) -> tuple[str, str]:
    """First and last day that a value from `parse_day` can mean."""
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return first.isoformat(), last.isoformat()


def find_printed_day(line: str) -> PrintedDay | None:
    """The day in a header line, such as `Published: 3 May 2031 | Harbour`; None if the line is anything else."""
    if len(line) > _MAX_LINE or not _DIGIT.search(line):
        return None
    fields = list(_split_fields(line))
    if len(fields) > _MAX_FIELDS or any(end - start > _MAX_OTHER for start, end in fields):
        return None
    if any(word in line.lower() for word in _words("foreign")):
        return None
    matches = [found for start, end in fields if (found := _patterns().phrase.fullmatch(line, start, end))]
    if sum(not found["label"] for found in matches) > 1:
        return None  # a span of time, not a day
    days = [day for found in matches if (day := _make_printed_day(found))]
    return next((day for day in days if not day.updated), days[0] if days else None)


def find_dateline_day(paragraph: str) -> PrintedDay | None:
    """The day in a dateline that opens a paragraph, such as `HARBOUR CITY, 3 May 2031 (Agency) -- A ferry ...`."""
    found = _patterns().dateline.match(paragraph)
    return _make_printed_day(found) if found else None


def find_placed_day(line: str) -> PrintedDay | None:
    """The day of a line that is a place or the name of a paper or a body, and a day: `PORT ELLIS, 3 May 2031`."""
    found = _patterns().placed.fullmatch(line.strip())
    return _make_printed_day(found) if found else None


def find_posted_days(paragraph: str) -> list[PrintedDay]:
    """The days on which a line says that a page was put up: `Ferry sinks Posted: May 3, 2031 Updated: May 9, 2031`."""
    if not _DIGIT.search(paragraph):
        return []
    return [day for found in _patterns().posted.finditer(paragraph) if (day := _make_printed_day(found))]


def measure_dateline(paragraph: str) -> int:
    """Characters of the dateline with an agency that opens a paragraph, `PORT ELLIS, May 3 (Agency) -`; or 0."""
    found = _patterns().opening.match(paragraph)
    return found.end() if found else 0


def _make_printed_day(found: re.Match[str]) -> PrintedDay | None:
    value = _read_match(found)
    if not value:
        return None
    updated = (found["label"] or "").strip(" :").lower() in _words("updated")
    return PrintedDay(start=found.start("date"), end=found.end("date"), value=value, updated=updated)


def _split_fields(line: str) -> Sequence[tuple[int, int]]:
    edges = [(0, 0), *((found.start(), found.end()) for found in _FIELD_BREAK.finditer(line)), (len(line), len(line))]
    return [(left[1], right[0]) for left, right in itertools.pairwise(edges) if left[1] < right[0]]


class _Patterns(Struct, frozen=True):
    phrase: re.Pattern[str]
    dateline: re.Pattern[str]
    placed: re.Pattern[str]
    posted: re.Pattern[str]
    opening: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    month = "|".join(sorted((name for names in _load()["months"].values() for name in names), key=len, reverse=True))
    labels = "|".join(sorted(map(re.escape, (*_words("published"), *_words("updated"))), key=len, reverse=True))
    weekdays = "|".join(_words("weekdays"))
    clock = (
        r"(?:at\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?|\d{1,2}\s*[ap]\.?m\.?"
    )
    days = (
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?P<m1>{month})\.?,?\s+(?:de\s+)?(?P<y1>\d{{4}})"
        rf"|(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
        r"|(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})"
        r"|(?P<d4>\d{1,2})(?P<s4>[-/.])(?P<m4>\d{1,2})(?P=s4)(?P<y4>\d{4})"
        rf"|(?P<d5>\d{{1,2}})[\s-](?P<m5>{month})[\s-](?P<y5>\d{{2}}(?:\d{{2}})?)"
    )
    phrase = (
        rf"\W{{0,4}}(?:(?P<label>(?:{labels})\s*:?)\s*)?(?:(?:{weekdays})\.?,?\s+)?(?:(?:{clock})\W{{1,3}})?"
        rf"(?P<date>{days})(?:[T,\s]{{1,3}}(?:{clock})[Z\s]*)?\W{{0,4}}"
    )
    dateline = (
        rf"(?P<label>(?-i:[A-Z])[^\n\d—–;:]{{1,60}}?),\s+(?P<date>{days})\s*(?:\([^()\n]{{2,40}}\)\s*)?(?:--|[—–:-])\s"
    )
    placed = (
        rf"(?P<label>{_PLACE}(?: magazine)?(?:, {PRESS_OFFICE})?),\s+(?i:(?:(?:{weekdays})\.?,?\s+)?(?P<date>{days}))"
    )
    posted = (
        r"\b(?P<label>(?:first )?(?:posted|published|created)(?: on)?:)\s{0,3}"
        rf"(?:(?:{weekdays})\.?,?\s{{1,3}})?(?P<date>{days})"
    )
    return _Patterns(
        phrase=re.compile(phrase, re.IGNORECASE),
        dateline=re.compile(dateline, re.IGNORECASE),
        placed=re.compile(placed),
        posted=re.compile(posted, re.IGNORECASE),
        opening=re.compile(_write_opening(month, weekdays)),
    )


def _write_opening(month: str, weekdays: str) -> str:
    """Place, day of a month if any, agency in brackets, dash; only the place and the agency need capitals."""
    day = rf"(?i:(?:(?:{weekdays})\.?,? )?(?:\d{{1,2}} (?:{month})\.?|(?:{month})\.? \d{{1,2}})(?:,? \d{{2,4}})?)"
    return rf"{_PLACE}(?:,? {day})?,? {{0,2}}\( ?[A-Z][^()\n]{{0,40}}\)\s{{0,3}}(?:--|[—–_-])\s{{0,3}}"


def _read_match(found: re.Match[str]) -> str | None:
    for index in "12345":
        if found[f"y{index}"]:
            year, month, day = found[f"y{index}"], found[f"m{index}"], found[f"d{index}"]
            number = int(month) if month.isdigit() else _month_numbers()[month.lower()]
            if index == "4" and found["s4"] != "." and not _is_unambiguous(int(day), number):
                return None
            if index == "4" and number > 12:
                day, number = str(number), int(day)
            return _format_iso(_full_year(year), number, int(day))
    return None


def _is_unambiguous(first: int, second: int) -> bool:
    """Whether `first/second` can be read one way only: not 3/4, but 3/14, 14/3 and 4/4."""
    return first > 12 or second > 12 or first == second


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _format_iso(year: int, month: int | None, day: int | None) -> str | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join((f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)))


@cache
def _load() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("dates.toml").read_text("utf-8"))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(_load()["words"][kind])


@cache
def _month_numbers() -> dict[str, int]:
    return {name: int(number) for number, names in _load()["months"].items() for name in names}
