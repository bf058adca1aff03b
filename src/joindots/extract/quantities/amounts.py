"""Shares, money and measures: "more than 20 percent", "£5m", "18 miles"."""

import re
import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct
from msgspec.structs import replace

from joindots.extract.phrases import children, noun_phrase
from joindots.extract.quantities.numbers import NumberPhrase
from joindots.extract.quantities.readings import Reading, clause_subject, flat_text, lemma_of, make_reading
from joindots.model import QuantityKind
from joindots.parse import Parse

_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|percentage points?\b|pct\b|pc\b)", re.IGNORECASE)
_SIGN = re.compile(r"(?:US|A|C|NZ|HK|S|R)?[$£€¥₹₽₩₺₴₪]\s?\Z")
# Scales that only after a sign of money are no units: "£2.3m", "$5b".
_SCALE = re.compile(r"\s?(m|b|k)\b", re.IGNORECASE)
_SCALES = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_PENCE = re.compile(r"(?:p|\s?pence)\b")
_GARBLED = frozenset("#?\ufffd¤")  # where a sign of money was lost
_WORD = re.compile(r"[-\s]?([A-Za-z]+)")
_LONGEST_SIGN = 5  # code points
_STEPS = 4  # from an amount up to the noun or verb it belongs to


class Units(Struct, frozen=True, gc=False):
    """The tables of `units.toml`.

    Attributes:
        units: Word to unit.
        signs: Sign to ISO 4217 code.
        words: Word to ISO 4217 code.
    """

    units: dict[str, str]
    signs: dict[str, str]
    words: dict[str, str]


@cache
def load_units() -> Units:
    """The tables; read once."""
    tables = tomllib.loads(resources.files(__package__).joinpath("units.toml").read_text("utf-8"))
    units = {form: unit for unit, forms in tables["units"].items() for form in forms}
    return Units(units, tables["currency_signs"], tables["currency_words"])


def read_percentage(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """A share in percent; `counted` is what it is a share of."""
    after = _PERCENT.match(parse.document.text, phrase.end)
    if not after:
        return None
    sign = parse.token_range(phrase.number_start, after.end())[-1]
    whole = _object_of(parse, sign)
    token = parse.tokens[sign]
    if whole is None and token.dep in ("compound", "amod", "nmod", "nummod") and token.head > sign:
        whole = token.head
    noun = whole if whole is not None else clause_subject(parse, sign)
    key = "share" if noun is None else f"{lemma_of(parse, noun)} share"
    unit = "percentage point" if "point" in after[0] else "percent"
    return replace(make_reading(phrase, "percentage", sign, key, _phrase(parse, whole), unit), end=after.end())


def read_money(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """An amount of money, with a sign before it or a currency after it."""
    text, units = parse.document.text, load_units()
    sign = _SIGN.search(text[max(0, phrase.number_start - _LONGEST_SIGN) : phrase.number_start])
    start, end = phrase.start, phrase.end
    if sign:
        start = min(start, phrase.number_start - len(sign[0]))
        code = units.signs.get(sign[0].strip()) or units.signs[sign[0].strip()[-1]]
        if scale := _SCALE.match(text, end):
            phrase, end = _scaled(phrase, _SCALES[scale[1].lower()]), scale.end()
    else:
        word = _WORD.match(text, phrase.end)
        found = units.words.get(word[1].lower()) if word else None
        if word is None or found is None:
            return None
        code, end = found, word.end()
    owner = _owner(parse, parse.token_range(phrase.number_start, end)[-1])
    key = "amount" if owner is None else f"{lemma_of(parse, owner)} amount"
    reading = make_reading(phrase, "money", phrase.last - 1, key, _phrase(parse, owner), code)
    return replace(reading, start=start, end=end)


def _scaled(phrase: NumberPhrase, factor: int) -> NumberPhrase:
    low, high = (None if v is None else round(v * factor) for v in (phrase.low, phrase.high))
    return replace(phrase, low=low, high=high)


def read_pence(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """A price in pence: of pounds where the document gives pounds, else of no known currency."""
    after = _PENCE.match(parse.document.text, phrase.end)
    if not after:
        return None
    pounds = "£" in parse.document.text
    owner = _owner(parse, phrase.last - 1)
    key = "pence" if owner is None else f"{lemma_of(parse, owner)} pence"
    kind: QuantityKind = "money" if pounds else "measure"
    unit = "GBP pence" if pounds else "pence"
    return replace(make_reading(phrase, kind, phrase.last - 1, key, _phrase(parse, owner), unit), end=after.end())


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
    head = parse.token_range(phrase.number_start, phrase.end)[-1]
    sentence = parse.sentences[parse.tokens[head].sentence]
    near = [(abs(t.i - head), t.lemma.lower()) for t in parse.tokens[sentence.first : sentence.last] if t.pos == "NOUN"]
    shock = next((lemma for _, lemma in sorted(near)[:3] if lemma in _TREMORS), None)
    reading = make_reading(phrase, "measure", head, f"{shock} magnitude" if shock else "magnitude", shock, "magnitude")
    return replace(reading, end=after.end() if after else phrase.end)


def _owner(parse: Parse, i: int) -> int | None:
    """The noun or verb that an amount belongs to: "a £5m fine", "damage worth $2m", "fined £5m"."""
    for _ in range(_STEPS):
        if parse.tokens[i].head == i:
            return None
        i = parse.tokens[i].head
        head = parse.tokens[i]
        if head.pos in ("NOUN", "VERB") and head.tag != "CD" and head.text.lower() not in load_units().words:
            return i
    return None


def read_measure(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """A length, weight, speed or the like, with its unit."""
    word = _WORD.match(parse.document.text, phrase.end)
    unit = load_units().units.get(word[1].lower()) if word else None
    if word is None or unit is None or (len(word[1]) == 1 and word[0][0].isspace()):
        return None
    if len(word[1]) == 1 and parse.document.text[phrase.number_start - 1 : phrase.number_start] in _GARBLED:
        return None
    last = parse.token_range(phrase.number_start, word.end())[-1]
    head = parse.tokens[last].head
    noun = head if head > last and parse.tokens[head].pos in ("NOUN", "PROPN", "ADJ") else _object_of(parse, last)
    key = unit if noun is None else f"{lemma_of(parse, noun)} {unit}"
    kind: QuantityKind = "rate" if "per" in unit.split() or unit == "knot" else "measure"
    return replace(make_reading(phrase, kind, last, key, _phrase(parse, noun), unit), end=word.end())


def _object_of(parse: Parse, i: int) -> int | None:
    return next((j for p in children(parse, i, "prep") for j in children(parse, p, "pobj")), None)


def _phrase(parse: Parse, head: int | None) -> str | None:
    return None if head is None else flat_text(parse, *noun_phrase(parse, head))
