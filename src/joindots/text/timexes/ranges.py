"""Times that stand together: the ends of a stretch share the year that is written once; an hour and its day are one."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from joindots.text.calendars import cover_days
from joindots.text.timexes.phrases import Fixed, Named, Phrase, Shifted

_THROUGH = re.compile(
    r"(?:\s{0,3}[-–—]\s{0,3}|\s{1,9}(?:to|through|until|till)\s{1,9})(?:the |about |around )?", re.IGNORECASE
)
_BOTH = re.compile(r"\s{1,9}(?:and|or)\s{1,9}(?:on |in )?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the )?\Z", re.IGNORECASE)
_ON = re.compile(r",?\s{1,3}(?:on\s{1,3})?")
_AT = re.compile(r"\s{1,3}at\s{1,3}(?:about |around )?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_UNITS = frozenset(("weekday", "day", "monthday", "holiday"))
_WALL = "\n\n"  # nothing goes on in the next paragraph
_LOOKBACK = 16  # code points: the longest of these
_OF_A_YEAR = frozenset(("day", "month"))
_VALUE = re.compile(r"(\d{4})-(\d\d(?:-\d\d)?)")


def is_stretch(text: str, first: Phrase, last: Phrase) -> bool:
    """Whether two phrases are the ends of a stretch: `from Monday to Friday`, `between March and June`."""
    if _joins(_THROUGH, text, first, last):
        return True
    between = _BETWEEN.search(text, max(0, first.start - _LOOKBACK), first.start) is not None
    return between and _joins(_BOTH, text, first, last)


def _joins(gap: re.Pattern[str], text: str, first: Phrase, last: Phrase) -> bool:
    """Whether the words between two phrases of one paragraph are those of a pattern."""
    return gap.fullmatch(text, first.end, last.start) is not None and _WALL not in text[first.end : last.start]


def share_years(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Give days and months without a year that of the date they stand with.

    Args:
        text: That the phrases stand in.
        phrases: In text order.

    Returns:
        As many, in the same order.
    """
    found = list(phrases)
    for i in range(len(found) - 1, 0, -1):  # backwards: "in May, in June and July 2031" share one
        first, last = found[i - 1], found[i]
        if is_stretch(text, first, last):
            told = text[first.end : last.start].strip().isalpha()  # a dash may part entries of a list as well
            found[i - 1] = _lead(first, last, over_new_year=told)
            found[i] = _follow(found[i - 1], last)
        elif _joins(_BOTH, text, first, last):
            found[i - 1] = _lead(first, last, over_new_year=False)
    return found


def _lead(first: Phrase, last: Phrase, *, over_new_year: bool) -> Phrase:
    """The first with the year of the last; with the year before where a stretch goes over the turn of the year."""
    name, end = _open_name(first), _year_and_name(last)
    if name is None or end is None:
        return first
    before = name > end[1]
    if before and not over_new_year:
        return first
    return _in_year(first, end[0] - before, name)


def _follow(first: Phrase, last: Phrase) -> Phrase:
    """The last with the year of the first, or with the year after."""
    begin, name = _year_and_name(first), _open_name(last)
    return last if name is None or begin is None else _in_year(last, begin[0] + (name < begin[1]), name)


def _open_name(phrase: Phrase) -> str | None:
    """Month or month and day of a phrase that tells no year, nor the side of it."""
    when = phrase.when
    if not isinstance(when, Named) or when.unit not in _OF_A_YEAR or when.side is not None or when.year is not None:
        return None
    return when.name


def _year_and_name(phrase: Phrase) -> tuple[int, str] | None:
    match = _VALUE.fullmatch(phrase.when.value) if isinstance(phrase.when, Fixed) else None
    return (int(match[1]), match[2]) if match else None


def _in_year(phrase: Phrase, year: int, name: str) -> Phrase:
    """A phrase in a year; as it was where the calendar has no such day or it is another weekday."""
    value = f"{year:04}-{name}"
    days = cover_days(value)
    weekday = phrase.when.weekday if isinstance(phrase.when, Named) else None
    fits = days is not None and weekday in (None, days[0].isoweekday())
    return replace(phrase, when=Fixed(value)) if fits else phrase


def join_clocks(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Make an hour and the day beside it one time: `seven thirty on Friday`, `five past six tomorrow evening`.

    Args:
        text: That the phrases stand in.
        phrases: In text order.

    Returns:
        In text order.
    """
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if before and _is_hour(before) and _is_day(phrase) and _joins(_ON, text, before, phrase):
            found[-1] = replace(phrase, start=before.start, type="TIME", clock=_late(before.clock, phrase.clock))
        elif before and _is_day(before) and _is_hour(phrase) and _joins(_AT, text, before, phrase):
            found[-1] = replace(before, end=phrase.end, type="TIME", clock=_late(phrase.clock, before.clock))
        else:
            found.append(phrase)
    return found


def _is_hour(phrase: Phrase) -> bool:
    return phrase.when is None and phrase.clock[1:2].isdigit()


def _is_day(phrase: Phrase) -> bool:
    """Whether it is a day that is told, without an hour; parts of a day are."""
    when = phrase.when
    if phrase.clock[1:2].isdigit():
        return False
    if isinstance(when, Fixed):
        return _DAY.fullmatch(when.value) is not None
    return (isinstance(when, Shifted) and when.unit == "day") or (isinstance(when, Named) and when.unit in _DAY_UNITS)


def _late(clock: str, part: str) -> str:
    """An hour as the part of the day tells it: half past five in the evening is 17:30."""
    hour = int(clock[1:3])
    late = part in ("TAF", "TEV") or (part == "TNI" and hour >= 6)
    return f"T{hour + 12:02}{clock[3:]}" if late and 1 <= hour < 12 else clock
