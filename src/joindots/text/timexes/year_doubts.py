"""Four digits that look like a year and are none: ends of a range, numbers of things, of houses, of people."""

import re

_YEARS = range(1500, 2200)
_EARLIEST, _DIGITS_OF_HUNDREDS = 300, 3
_HUNDRED, _HOURS, _MINUTES = 100, 24, 60
_LOOKBACK, _LOOKAHEAD = 40, 60  # code points: the longest of these
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{3,7}"
_TO_AFTER = re.compile(rf"\s(to|and|or|until|till)\s({_NUMBER})(?![\w/:-]|[.,]\d)")
_TO_BEFORE = re.compile(rf"(?<![\w$£€.,/:-])({_NUMBER})\s(to|and|or|until|till)\s\Z")
_ZONE = re.compile(r"\s(?:GMT|UTC|hours|hrs|local time)\b")
_LED = re.compile(r"\b(?:from|between)\s\Z", re.IGNORECASE)
_FROM_AFTER = re.compile(r"\sfrom\s(?:\d{1,3}(?:,\d{3})+|\d{3,7})(?![\w/:-]|[.,]\d)")
_FROM_BEFORE = re.compile(r"\bto\s(?:\d{1,3}(?:,\d{3})+|\d{3,7})\sfrom\s\Z")
# Words before a number that say about how many there are; no year stands after them.
_ABOUT_HOW_MANY = re.compile(
    r"(?<!\bat )\b(?:nearly|almost|another|estimated|additional|further|approximately|at least|at most|as many as"
    r"|no fewer than)\s\Z",
    re.IGNORECASE,
)
# Whatever has so many of something: "a crowd of 1900", "a total of 1985".
_MANY_OF = re.compile(
    r"\b(?:crowd|total|fleet|staff|workforce|population|force|maximum|minimum|average|capacity|altitude|elevation|number)"
    r"\sof\s(?:about |around |over |some )?\Z",
    re.IGNORECASE,
)
# Things that carry a number: "Resolution 1701", "Flight 1989", "room 2001".
_NUMBERED = re.compile(
    r"\b(?:resolution|flight|room|page|highway|route|apartment|apt\.?|suite|box|channel|decree|boeing|airbus|unit|bus"
    r"|train|gate|lot|precinct|cell|case|order|badge)\s(?:no\.?\s|number\s|#)?\Z",
    re.IGNORECASE,
)
# A house and its street: "1950 North Mill Road", "the 1900 block".
_STREET = re.compile(
    r"\s(?:block\b|(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s)?[A-Z][\w'’-]{1,20}\s(?:[A-Z][\w'’-]{1,20}\s){0,2}?"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Drive|Dr|Lane|Ln|Highway|Hwy|Parkway|Pkwy)\b)"
)
_IN = re.compile(r"\b(?:in|since|of|by|until|during)\s\Z", re.IGNORECASE)


def is_no_year(text: str, start: int, end: int) -> bool:
    """Whether four digits are rather a number of something.

    Args:
        text: The whole text.
        start: Where the digits begin.
        end: One past the last.
    """
    before = text[max(0, start - _LOOKBACK) : start]
    if any(pattern.search(before) for pattern in (_ABOUT_HOW_MANY, _MANY_OF, _NUMBERED)):
        return True
    after = text[end : end + _LOOKAHEAD]
    if _STREET.match(after) and not _IN.search(before):
        return True
    if _FROM_BEFORE.search(before) or (before.endswith(" to ") and _FROM_AFTER.match(after)):
        return True  # "rose to 2020 from 1990"
    return _ends_no_years(int(text[start:end]), before, after)


def _ends_no_years(number: int, before: str, after: str) -> bool:
    """Whether the other end of its range is no year, or stands on the wrong side: "from 1710 to 2250"."""
    if (match := _TO_AFTER.match(after)) and (match[1] == "to" or _LED.search(before)):
        other = int(match[2].replace(",", ""))
        return _is_no_end(match[2], other) or (match[1] == "to" and other < number)
    if match := _TO_BEFORE.search(before):
        other = int(match[1].replace(",", ""))
        led = match[2] == "to" or _LED.search(before[: match.start()]) is not None
        return led and (_is_no_end(match[1], other) or (match[2] == "to" and number < other))
    return False


def _is_no_end(written: str, number: int) -> bool:
    """Whether a number ends no stretch of years: too great for one, an hour, or too small even for the Middle Ages."""
    return number not in _YEARS and (len(written) > _DIGITS_OF_HUNDREDS or number < _EARLIEST)


def clock_beside(text: str, start: int, end: int) -> str:
    """The time of day of four digits whose range ends with an hour: `T20:00` of "from 2000 to 0500", "to 2250 GMT"."""
    match = _TO_AFTER.match(text, end)
    hour, minute = divmod(int(text[start:end]), _HUNDRED)
    dial = hour < _HOURS and minute < _MINUTES
    told = match is not None and (match[2][0] == "0" or _ZONE.match(text, match.end()) is not None)
    return f"T{hour:02}:{minute:02}" if told and dial else ""
