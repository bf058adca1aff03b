"""How long something took, at what hour and at which address it was, as numbers that can be laid beside one another."""

import re
from collections.abc import Iterator, Sequence

from joindots.join.findings.blocks import list_blocks
from joindots.join.findings.contexts import Context
from joindots.model import Quantity, Span, TimeExpression
from joindots.text.numbers import read_numbers

HOUR_OF_DAY = "hour of the day"
LENGTH = "length"
"""Measure of a time that something took."""
ADDRESS = "address"
_ADDRESS = re.compile(
    r"\b(?P<number>[1-9]\d{0,4}) (?:block of |blk\.? )?(?P<street>(?:[A-Z0-9][\w.'’-]{0,20} ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Dr|Boulevard|Blvd|Court|Place|Square|Terrace|Quay|Way))\b"
)
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60  # in seconds
_EACH = (7 * _DAY, _DAY, _HOUR, _MINUTE, 1)
_MONTHS = 12
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|close to|just (?:over|under))\b", re.IGNORECASE
)
_LEAST = re.compile(r"\b(?:more than|over|at least|upwards of|as long as|up to|less than|under)\b", re.IGNORECASE)
_BEFORE = 24  # code points in which such words stand before a time
_NO_LENGTH = re.compile(r"[\s-]old\b|\s(?:ago|before|earlier|later|after|since)\b")
"""After a time: it tells an age, or how far something lies from another moment."""
_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d)?T(\d\d):(\d\d)")
_SHOWN = re.compile(r"[ap]\.?m\b|o['’]clock|morning|noon|evening|night|\b(?:1[3-9]|2[0-3])[:.h]", re.IGNORECASE)
"""What settles which half of the day an hour is in."""
_SIDE = re.compile(r"\b(?:before|after|until|till|by|since)\b(?=\s\Z)", re.IGNORECASE)
_ZONED = re.compile(r"\s?(?:GMT|UTC)\b")


def read_lengths(context: Context) -> Iterator[Quantity]:
    """The times that something took, the hours at which something was, and addresses, each as a measure of its unit."""
    for time in context.pile.times:
        text = context.documents[time.span.document].text
        told = _read_hour(text, time) or _read_length(text, time)
        if told:
            measure = HOUR_OF_DAY if told[0].startswith(HOUR_OF_DAY) else LENGTH
            yield _measure(context, time.id, time.span, measure, told)
    for block in list_blocks(context):
        for found in _ADDRESS.finditer(block.document.text, block.start, block.end):
            here = Span(document=block.document.id, start=found.start(), end=found.end(), text=found.group())
            told = f"{ADDRESS} {found['street'].casefold()}", float(found["number"]), True
            yield _measure(context, here.document, here, ADDRESS, told)


def _measure(context: Context, record: str, here: Span, measure: str, told: tuple[str, float, bool]) -> Quantity:
    unit, value, exact = told
    return Quantity(
        id=record,
        span=here,
        clause=context.sentence(here),
        kind="measure",
        low=value,
        high=value,
        bound="exact" if exact else "about",
        unit=unit,
        counted=None,
        measure=measure,
        event=None,
        period=None,
        attribution=context.said_by(here),
    )


def _read_length(text: str, time: TimeExpression) -> tuple[str, float, bool] | None:
    """Unit, number, and whether it is told exactly; None where no number stands in the words, or a bound."""
    found = _LENGTH.fullmatch(time.value or "") if time.type == "DURATION" else None
    if not found or not any(found.groups()) or not any(n.kind == "cardinal" for n in read_numbers(time.span.text)):
        return None
    said = _before(text, time.span) + time.span.text
    if _LEAST.search(said) or _NO_LENGTH.match(text, time.span.end):
        return None
    unit, value = _count_in_units([int(many or 0) for many in found.groups()])
    return unit, value, not _ABOUT.search(said)


def _count_in_units(told: Sequence[int]) -> tuple[str, float]:
    """A length in one unit, so that 48 hours are two days and half an hour more than eleven hours is some of these.

    Args:
        told: Years, months, weeks, days, hours, minutes and seconds.
    """
    years, months, *rest = told
    if years or months:
        return ("month", float(months)) if not years else ("year", round(years + months / _MONTHS, 2))
    seconds = sum(many * each for many, each in zip(rest, _EACH, strict=True))
    for unit, each in (("week", 7 * _DAY), ("day", _DAY)):
        if seconds % each == 0:
            return unit, float(seconds // each)
    return ("hour", round(seconds / _HOUR, 2)) if seconds >= _HOUR else ("minute", round(seconds / _MINUTE, 2))


def _before(text: str, span: Span) -> str:
    return text[max(0, span.start - _BEFORE) : span.start].rpartition(",")[2]


def _read_hour(text: str, time: TimeExpression) -> tuple[str, float, bool] | None:
    """An hour in minutes since midnight; None where the half of the day is open or a zone is reckoned in."""
    found = _CLOCK.fullmatch(time.value or "")
    if found is None or not _SHOWN.search(time.span.text) or _ZONED.match(text, time.span.end):
        return None
    side = _SIDE.search(_before(text, time.span))
    return f"{HOUR_OF_DAY}{' ' + side[0].lower() if side else ''}", int(found[1]) * 60.0 + int(found[2]), True
