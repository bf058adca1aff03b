"""Shares, magnitudes and measures: "more than 20 percent", "magnitude 6.1", "18 miles"."""

import re

from msgspec.structs import replace

from joindots.extract.phrases import children, phrase_text, prepositional
from joindots.extract.quantities.numbers import NumberPhrase
from joindots.extract.quantities.readings import Reading, clause_subject, lemma_of, make_reading, sized_noun
from joindots.extract.quantities.units import load_units
from joindots.model import QuantityKind
from joindots.parse import Parse
from joindots.text.numbers import read_numbers

_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|percentage points?\b|pct\b|pc\b)", re.IGNORECASE)
_SHARES = frozenset({"share", "proportion", "percentage", "part", "portion"})
_REACHING = frozenset({"reach", "hit", "exceed", "total", "average", "top", "near", "approach", "surpass"})
_GARBLED = frozenset("#?\ufffd¤")  # where a sign of money was lost
# A unit as written: up to three words ("square kilometres", "miles per hour"), or a sign ("km/h", "m²", "°C").
_UNIT = re.compile(r"([-\s]{0,2}[\[(<]?)([A-Za-z]+(?:[ /-][A-Za-z]+){0,2}[²³]?|°\s?[CFcf]?\b|°|[℃℉]|[µμ][A-Za-z]+)")
# The smaller unit that may follow, and how many make one: "5 feet 2 inches".
_SMALLER = {"foot": ("inch", 12), "pound": ("ounce", 16)}
_AND = re.compile(r",?\s{1,9}(?:and\s{1,9})?")
_SHORT_INCH = re.compile(r"in\b|\s?in\b(?!\s+[a-z])|\s?in\b(?=\s+(?:tall|high|long|wide|deep|thick)\b)")
_TIMES = frozenset({"day", "week", "month", "quarter", "season", "year", "decade", "century"})
"""What a share changes in, and is no share of: "5 percent over the past year", but "5 percent of the year"."""
_LONGEST_PART = 40  # code points of "and eleven inches"
_CAPITAL_UNITS = ("degree Celsius", "degree Fahrenheit", "kelvin")


def read_percentage(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """A share in percent; `counted` is what it is a share of."""
    after = _PERCENT.match(parse.document.text, phrase.end)
    if not after:
        return None
    sign = parse.token_range(phrase.number_start, after.end()).stop - 1
    token = parse.tokens[sign]
    of = next(iter(prepositional(parse, sign, "of")), None)
    whole = of if _is_level(parse, sign) else _object_of(parse, sign)
    if whole is None and token.dep in ("compound", "amod", "nmod", "nummod") and token.head > sign:
        whole = token.head
    if whole not in (None, of) and lemma_of(parse, whole) in _TIMES:
        whole = None
    noun = _of_rate(parse, whole if whole is not None else sized_noun(parse, sign) or clause_subject(parse, sign))
    key = "share" if noun is None else f"{lemma_of(parse, noun)} share"
    unit = "percentage point" if "point" in after[0] else "percent"
    return replace(make_reading(phrase, "percentage", sign, key, phrase_text(parse, whole), unit), end=after.end())


def _is_level(parse: Parse, sign: int) -> bool:
    """Whether a share is how far something came: "turnout reached 90 percent in the election"."""
    token = parse.tokens[sign]
    return token.dep == "dobj" and parse.tokens[token.head].lemma in _REACHING


def _of_rate(parse: Parse, noun: int | None) -> int | None:
    """What a share is a share of where its noun only says that it is one: "the share of the vote"."""
    if noun is None or lemma_of(parse, noun) not in _SHARES:
        return noun
    of = prepositional(parse, noun, "of")
    within = [j for i in (noun, *of) for j in prepositional(parse, i, "in")]
    return next(iter([*within, *of]), noun)


_MAGNITUDE = re.compile(r"\bmagnitude(?:\s+(?:of|at|was|is))?\s+(?:about\s+|around\s+)?\Z", re.IGNORECASE)
_MAGNITUDE_AFTER = re.compile(r"[-\s]magnitude\b", re.IGNORECASE)
_LOOKBACK = 24  # code points
_TREMORS = ("aftershock", "foreshock")


def read_magnitude(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """The magnitude of an earthquake; those of the shocks before and after it are measures of their own."""
    text = parse.document.text
    before = _MAGNITUDE.search(text[max(0, phrase.start - _LOOKBACK) : phrase.start])
    after = _MAGNITUDE_AFTER.match(text, phrase.end)
    if not before and not after:
        return None
    head = parse.token_range(phrase.number_start, phrase.end).stop - 1
    sentence = parse.sentences[parse.tokens[head].sentence]
    near = [(abs(t.i - head), t.lemma.lower()) for t in parse.tokens[sentence.first : sentence.last] if t.pos == "NOUN"]
    shock = next((lemma for _, lemma in sorted(near)[:3] if lemma in _TREMORS), None)
    reading = make_reading(phrase, "measure", head, f"{shock} magnitude" if shock else "magnitude", shock, "magnitude")
    return replace(reading, end=after.end() if after else phrase.end)


def read_measure(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """A length, weight, speed or the like, with its unit."""
    text = parse.document.text
    found = _unit_at(text, phrase.end)
    if found is None or text[phrase.number_start - 1 : phrase.number_start] in _GARBLED:
        return None
    unit, end = found
    last = parse.token_range(phrase.number_start, end).stop - 1
    if text[parse.tokens[last].start].isupper() and unit not in _CAPITAL_UNITS and _leads_into_name(parse, last):
        return None  # "12 Newton Road", "at 7 Mile and Greenway"
    head = parse.tokens[last].head
    after = head if head > last and parse.tokens[head].pos in ("NOUN", "PROPN", "ADJ") else _object_of(parse, last)
    described = last + 1 < len(parse.tokens) and parse.tokens[last + 1].pos == "ADJ"  # "the bridge is 12m long"
    noun = after if after is not None or described else sized_noun(parse, last)
    key = unit if noun is None else f"{lemma_of(parse, noun)} {unit}"
    kind: QuantityKind = "rate" if "per" in unit.split() or unit == "knot" else "measure"
    phrase, end = _with_smaller(text, phrase, unit, end)
    return replace(make_reading(phrase, kind, last, key, phrase_text(parse, noun), unit), end=end)


def _unit_at(text: str, at: int) -> tuple[str, int] | None:
    """The longest unit that stands after a number, and its end; a lone letter only where it is glued to it."""
    match = _UNIT.match(text, at)
    if match is None:
        return None
    written, units = match[2], load_units().units
    ends = [len(written), *(m.start() for m in reversed(list(re.finditer(r"[ /-]", written))))]
    for length in ends:
        form = written[:length]
        glued = len(form) > 1 or not match[1] or not form.isalpha()
        unit = units.get(form.lower()) or units.get(form.lower().replace("-", " "))
        if unit is not None and glued:
            return unit, match.start(2) + length
    return None


def _leads_into_name(parse: Parse, last: int) -> bool:
    after = parse.tokens[last + 1 : last + 3]
    if after and after[0].text.lower() in ("and", "&"):
        after = after[1:]
    return bool(after) and after[0].pos == "PROPN" and after[0].sentence == parse.tokens[last].sentence


def _with_smaller(text: str, phrase: NumberPhrase, unit: str, end: int) -> tuple[NumberPhrase, int]:
    """The whole of `5 feet 2 inches`, in the larger unit."""
    if unit not in _SMALLER or phrase.low is None or phrase.low != phrase.high or not (gap := _AND.match(text, end)):
        return phrase, end
    name, many = _SMALLER[unit]
    rest = text[gap.end() : gap.end() + _LONGEST_PART]
    number = next(iter(read_numbers(rest)), None)
    if number is None or number.start or number.low is None or not 0 < number.low < many or number.vague:
        return phrase, end
    second = _unit_at(rest, number.end) or _short_inch(rest, number.end)
    if second is None or second[0] != name:
        return phrase, end
    value = phrase.low + number.low / many
    return replace(phrase, low=value, high=value), gap.end() + second[1]


def _short_inch(text: str, at: int) -> tuple[str, int] | None:
    """`in`, which only after feet is an inch."""
    match = _SHORT_INCH.match(text, at)
    return ("inch", match.end()) if match else None


def _object_of(parse: Parse, i: int) -> int | None:
    return next((j for p in children(parse, i, "prep") for j in children(parse, p, "pobj")), None)
