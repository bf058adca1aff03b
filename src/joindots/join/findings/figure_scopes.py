"""Numbers that no other report's number can be laid beside: conversions, hours, what was added, steps of a market."""

import re

from joindots.join.findings.contexts import Context
from joindots.model import Quantity, Span

_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_CONVERTED = re.compile(r"(?:\w|[.%])\s?[(/]\s?(?:or |about |around |approximately |some |[#£$€])?$")
"""Before a number: it gives the one before it in another unit."""
_CONVERTS = frozenset({"measure", "money"})
_ABBREVIATED = re.compile(r"\s?(?:sq|square)?\s?(?:km|m|kg|ft|kph|mph|lb|p|cm|mm|ha)\b")
_NEW = re.compile(r"new (?:\w+ )?(?:cases?|infections?|deaths?|patients?|victims?)\b", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:fall|falls|fell|fallen|rise|rises|rose|risen|plunge[sd]?|los[et]|loses|drop(?:s|ped)?|slid|slides?|gain(?:s|ed)?"
    r"|jump(?:s|ed)?|climb(?:s|ed)?|slump(?:s|ed)?|tumble[sd]?|up|down|higher|lower|off|increase[sd]?|decrease[sd]?)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|at)\s(?:about |around |nearly |almost |a record )?$", re.IGNORECASE)
_MARKET = re.compile(r"\b(?:shares?|stocks?|index|trading|traded|market value|basis points|a barrel)\b", re.IGNORECASE)
_ROUGH = 0.02
"""Farthest that a rounded number lies from the one it rounds, as a share of it; what is farther was counted anew."""
_CUT = 0.025  # the same of one that was cut short: "$57 million" of 57,912,400
_LONG = 1000  # a number below is told as it is
_HAIR = 0.001  # share by which two conversions of one number differ


def is_aside(context: Context, quantity: Quantity) -> bool:
    """Whether a number only tells another one anew, or the hour at the head of a line."""
    text, start = context.documents[quantity.span.document].text, quantity.span.start
    hour = quantity.kind == "count" and _CLOCK.fullmatch(quantity.span.text) is not None
    if hour and context.sentence(quantity.span).start == start:
        return True
    unit = quantity.kind in _CONVERTS or _ABBREVIATED.match(text, quantity.span.end) is not None
    return unit and _CONVERTED.search(text[max(0, start - 20) : start]) is not None


def is_added(quantity: Quantity) -> bool:
    """Whether a number counts those who fell ill anew: each day has a number of its own."""
    return quantity.kind == "count" and _NEW.match((quantity.counted or "").lstrip()) is not None


def is_step(number: Span, clause: Span, *, share: bool) -> bool:
    """Whether a number is of one moment of a market, or a share by which something moved: the next has its own."""
    if not share:
        return _MARKET.search(clause.text) is not None
    before = clause.text[: number.start - clause.start]
    return _MOVES.search(clause.text) is not None and not _TO.search(before)


def are_rounded(a: float, b: float) -> bool:
    """Whether the one of two long numbers is the other, rounded ("80,000" of 80,300), cut short or converted."""
    if min(a, b) < _LONG or not (a < float("inf") and b < float("inf")):
        return False
    if abs(a - b) <= _HAIR * max(a, b):
        return True
    low, high = min(a, b), max(a, b)
    cut = high - low < _step(low) and high - low <= _CUT * low
    return cut or any(abs(a - b) < _step(rough) / 2 and abs(a - b) <= _ROUGH * rough for rough in (a, b))


def _step(number: float) -> float:
    """The last place that a number is told to."""
    step = 1.0
    while number % (step * 10) == 0:
        step *= 10
    return step
