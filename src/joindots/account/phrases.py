"""Records in words: stances, numbers, dates, counts, certainty."""

from typing import Final

from joindots.model import Dated, Quantity, Stance

STANCES: Final[dict[Stance, str]] = {
    "asserts": "says",
    "claims": "claims",
    "confirms": "confirms",
    "finds": "finds",
    "admits": "admits",
    "denies": "denies",
    "doubts": "doubts",
    "no_evidence": "finds no evidence",
    "suspects": "suspects",
    "warns": "warns",
    "recommends": "recommends",
    "commits": "promises",
    "criticises": "criticises",
    "appeals": "appeals",
}
_BOUNDS: Final = {"about": "about ", "at_least": "at least ", "at_most": "at most "}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BASES: Final = {
    "stated": "stated in the report",
    "metadata": "given with the report",
    "inferred": "inferred",
    "decided": "corrected",
}
_LONE: Final = "number at "  # how the key of a number begins that counts nothing the text names
_NOTES: Final = {"part": "some of them", "besides": "and others besides", "named": "counted by name"}
_UNIT_SIGNS: Final = {"percent": "%", "GBP": "£", "EUR": "€", "USD": "$"}
_IRREGULAR: Final = {"foot": "feet", "hertz": "hertz"}

# Confidence is how sure joindots is of a verdict. The two marks split it into words; a finding under the lower one is
# folded away, so that what a reader meets first can be relied on.
SURE = 0.8
UNSURE = 0.5


def count_words(number: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: "1 report", "1,200 reports"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def list_words(items: list[str], conjunction: str = "and") -> str:
    """Items as a sentence lists them: "a", "a and b", "a, b and c"."""
    return f" {conjunction} ".join(part for part in (", ".join(items[:-1]), "".join(items[-1:])) if part)


def date_words(value: str) -> str:
    """An ISO 8601 or EDTF date as people write it: "22 Mar 2017", "Mar 2017", "27 Mar 2017 to 2 Apr 2017".

    An interval open on one side is "since" or "until" the other; one that is open on both says nothing and is empty.
    What happened at some time up to a day (`../2031-05-02`) did so "on or before" it.
    """
    if value.startswith("../") and value.strip("./"):
        return f"on or before {date_words(value[3:])}"
    if "/" in value:
        first, last = (date_words(part) if part.strip(".") else "" for part in value.split("/", 1))
        if first and last:
            return f"{first} to {last}"
        return f"since {first}" if first else f"until {last}" if last else ""
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return value
    if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
        parts[1] = _MONTHS[int(parts[1]) - 1]
    return " ".join(part if part.isalpha() else str(int(part)) for part in reversed(parts))


def basis_words(date: Dated) -> str:
    """How a date is known."""
    return _BASES[date.basis]


def certainty_words(confidence: float) -> str:
    """How sure joindots is of a verdict."""
    if confidence >= SURE:
        return "sure"
    return "fairly sure" if confidence >= UNSURE else "unsure"


def measure_words(measure: str) -> str:
    """The key of a measure without what it adds about this one number; a number that counts nothing named is that."""
    return "number" if measure.startswith(_LONE) else measure.partition("|")[0]


def note_words(measure: str) -> str | None:
    """What the key of a measure adds about this one number, or None."""
    return _NOTES.get(measure.partition("|")[2])


def quantity_words(quantity: Quantity) -> str:
    """The value with its bound and unit: "at least 40", "13.5 %", "£2,000"; as written where it has no number."""
    low, high = quantity.low, quantity.high
    known = low if low is not None else high
    if known is None or quantity.bound == "vague":
        return " ".join(quantity.span.text.split())
    if quantity.bound == "between" and low is not None and high is not None and low != high:
        return _with_unit(f"{_number(low)}–{_number(high)}", quantity.unit, high)
    if quantity.bound == "at_most" and high is not None:
        known = high
    return _BOUNDS.get(quantity.bound, "") + _with_unit(_number(known), quantity.unit, known)


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) or not value.is_integer() else f"{int(value):,}"


def _with_unit(number: str, unit: str | None, value: float) -> str:
    if unit is None:
        return number
    if unit == "percent":
        return f"{number} %"
    if unit in _UNIT_SIGNS:
        return f"{_UNIT_SIGNS[unit]}{number}"
    if unit.isupper() or value == 1:
        return f"{number} {unit}"
    return f"{number} {_IRREGULAR.get(unit, unit.removesuffix('s') + 's')}"
