"""Dates and times of day in digits, each one piece of a time expression: `2031-05-02`, `11/2031`, `9.33am`."""

import re
import string
from collections.abc import Callable, Iterator

_LONG_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?"
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
# The whole shapes that are one piece. A point or colon between hours and minutes; "am" may carry points.
_SHAPES = re.compile(
    r"(?<![\w/.:-])(?:"
    rf"(?P<dashed>(?:(?:0?[1-9]|[12]\d|3[01])[-/])?(?i:{_MONTHS})[-/](?:19|20)\d\d)(?![\w/-])|"
    rf"(?P<monthfirst>(?i:{_MONTHS})[-/](?:[12]\d|3[01]|0?[1-9])[-/](?:19|20)\d\d)(?![\w/-])|"
    rf"(?P<yearfirst>(?:19|20)\d\d[-/](?i:{_MONTHS})[-/](?:[12]\d|3[01]|0?[1-9]))(?![\w/-])|"
    rf"(?<!\d )(?P<glued>(?:{_LONG_MONTHS})[-/]?(?:[12]\d|3[01]|0?[1-9]))(?![\w/:.-]\d|\w| ?(?:{_LONG_MONTHS})\b)|"
    rf"(?P<dotday>[12]\d|3[01]|[1-9])\.(?=\s(?:{_LONG_MONTHS})\.?\s(?:19|20)\d\d)|"
    r"(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)(?![\w/-])"
    r"|(?P<yearmonth>(?:19|20)\d\d(?:-0[1-9]|/0?[1-9]|[-/]1[0-2])|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)(?![\w/:-])"
    r"|(?P<zero>0\d[0-5]\d(?P<until>\s?[-–]\s?(?:[01]\d|2[0-3])[0-5]\d)?)(?![\w/:-]|\.\d)"
    r"|(?P<ymd>(?:1[5-9]|20)\d\d(?P<sep>[/.-])(?:0?[1-9]|1[0-2])(?P=sep)(?:[12]\d|3[01]|0?[1-9]))(?![\w/-])"
    r"|(?P<slash>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{4}|\d{1,2}/\d{1,2}/\d\d)(?![\w/])"
    r"|(?P<slashday>(?:[12]\d|3[01]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9]))(?![\w/%])"
    r"|(?P<first>\d{1,2}(?:[:.][0-5]\d)?\s?[-–]\s?)?(?P<hour>\d{1,2})(?:[:.]?(?P<minute>[0-5]\d))?(?::(?P<second>[0-5]\d))?"
    r"\s?(?P<half>[aApP])(?:\.\s?[mM]\b\.?|\s?[mM]\b|\s\.\s[mM]\b(?:\s\.)?)"
    r"|(?P<ish>(?:1[0-2]|[1-9])(?::[0-5]\d)?-?ish\b)"
    r"|(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?![\w:]|/\d)"
    r")|(?<![\w.])(?P<decade>[12]\d{2}0s)\b"
    r"|(?<!\w)['’](?P<short>[1-9]0s)\b"
    # no count that a quotation begins with: "'50 people were there'"
    r"|(?<![\w'’‘])['’‘](?P<cut>\d\d)(?=[.,;:!?)]|\s{0,9}\Z|\s(?:and|or|to|until|when|with|was|were|is|at|on|by|after)\b)"
    r"|(?<![\w.,$£€-])(?P<bare>[2-9]0['’]?s)\b"
)
# Where a shape can begin: all others are tried nowhere else, which spares nine tenths of the looking.
_BEGINNINGS = re.compile(rf"\d+|['’‘](?=\d)|(?:{_MONTHS})(?=[a-z]{{0,6}}[-/]?\d)|(?i:{_MONTHS})(?=[-/]\d)")
_PIVOT = 40  # "in '45" was in the last century
_FRACTION = re.compile(r"[1-7]/[2-58]")  # "1/2" is rather a half than a day
_BEFORE_CLOCK = re.compile(r"\b(?:at|between|from|by|until|till|since|before|after|around|about) \Z")
_CLOCK_REACH = 9  # code points: the longest of these words


def find_shapes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, class and value of each shape of a stretch, in text order."""
    at = start
    for beginning in _BEGINNINGS.finditer(text, start, end):
        match = _SHAPES.match(text, beginning.start(), end) if beginning.start() >= at else None
        if match is None:
            continue
        at = match.end()
        kind, value = _read_shape(text, match)
        if kind:
            yield match.start(), at, kind, value


def _read_shape(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Class and value; both empty for what is no time after all."""
    for group, read in _READERS.items():
        if written := match[group]:
            return read(written)
    return _four_digits(text, match) if match["zero"] else _clock(match)


def _numeric(written: str) -> tuple[str, str]:
    """`2031/5/2`."""
    year, month, day = re.split(r"[/.-]", written)
    return "iso", f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _slash_day(written: str) -> tuple[str, str]:
    return ("", "") if _FRACTION.fullmatch(written) else ("slashday", written)


def _dashed(written: str) -> tuple[str, str]:
    """`2-May-2031`, `May-2031`."""
    *days, month, year = re.split("[-/]", written)
    value = f"{year}-{_MONTHS.split('|').index(month.title()) + 1:02}"
    return ("iso", f"{value}-{days[0].zfill(2)}") if days else ("yearmonth", value)


def _month_first(written: str) -> tuple[str, str]:
    """`May-2-2031`."""
    month, day, year = re.split("[-/]", written)
    return _dashed(f"{day}-{month}-{year}")


def _year_first(written: str) -> tuple[str, str]:
    """`2031/May/02`."""
    year, month, day = re.split("[-/]", written)
    return _dashed(f"{day}-{month}-{year}")


def _year_month(written: str) -> tuple[str, str]:
    """The month of `2031-05` or `5/2031`; `2005-06` is rather two years of which the second is cut short."""
    first, second = re.split("[/-]", written)
    year, month = (first, second.zfill(2)) if len(first) == 4 else (second, first.zfill(2))
    if year is second:
        return "yearmonth", f"{year}-{month}"
    return ("yearmonth", f"{year}-{month}") if int(month) <= int(year[2:]) else ("", "")


def _four_digits(text: str, match: re.Match[str]) -> tuple[str, str]:
    """`0730` after a word that leads to a time of day; `0730-0930` is two."""
    if not _BEFORE_CLOCK.search(text, max(0, match.start() - _CLOCK_REACH), match.start()):
        return "", ""
    return ("clocks", "") if match["until"] else ("clock", f"{match['zero'][:2]}:{match['zero'][2:]}")


def _clock(match: re.Match[str]) -> tuple[str, str]:
    if match["clock"]:
        hour, _, rest = match["clock"].partition(":")
        return "clock", f"{hour.zfill(2)}:{rest}"
    if match["ish"]:
        return "clocks", ""
    if not 1 <= int(match["hour"]) <= 12:
        return "", ""
    if match["first"]:
        return "clocks", ""
    late = 12 if match["half"] in "pP" else 0
    second = f":{match['second']}" if match["second"] else ""
    return "clock", f"{int(match['hour']) % 12 + late:02}:{match['minute'] or '00'}{second}"


def _glued(written: str) -> tuple[str, str]:
    """The day of `Oct-2`, `Dec31`."""
    month = _MONTHS.split("|").index(written[:3]) + 1
    return "monthday", f"{month:02}-{int(written.lstrip(string.ascii_letters + '/-')):02}"


_READERS: dict[str, Callable[[str], tuple[str, str]]] = {
    "glued": _glued,
    "dotday": lambda written: ("day", written),
    "cut": lambda written: ("shortyear", f"{19 if int(written) >= _PIVOT else 20}{written}"),
    "iso": lambda written: ("iso", written),
    "slash": lambda written: ("slash", written),
    "dashed": _dashed,
    "monthfirst": _month_first,
    "yearfirst": _year_first,
    "yearmonth": _year_month,
    "ymd": _numeric,
    "slashday": _slash_day,
    "bare": lambda written: ("tens", f"19{written[0]}"),
    "decade": lambda written: ("decade", written[:3]),
    "short": lambda written: ("decade", f"19{written[0]}"),
}
