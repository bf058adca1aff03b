"""Money: "£5m", "USD 200", "100₡", "75 USD million", "3 dollars 50 cents"."""

import re

from msgspec import Struct
from msgspec.structs import replace

from joindots.extract.phrases import phrase_text
from joindots.extract.quantities.numbers import NumberPhrase
from joindots.extract.quantities.readings import Reading, lemma_of, make_reading, sized_noun
from joindots.extract.quantities.units import load_units
from joindots.model import QuantityKind
from joindots.parse import Parse
from joindots.text.numbers import read_numbers

_SIGNS = "$£€¥₹₽₩₺₴₪₡₭₾₦₱₫₸₮₵฿៛元円₿"
_SIGN = re.compile(rf"(?:(?:\b(?:US|AU?|CA?|NZD?|HK|S|R))?[{_SIGNS}]|\b(?:Rs|RM))\s?\Z")
_SIGN_AFTER = re.compile(rf"\s?([{_SIGNS}])(?!\s?\d)")
# A code, with M for a million before it as in accounts: "MEUR 60".
_CODE = re.compile(r"(?<![A-Za-z])(M?)([A-Z]{3})\s?\Z")
_CODE_AFTER = re.compile(r"\s?(M?)([A-Z]{3})\b")
# Scales that only after a sign of money are no units: "£2.3m", "$5b".
_SCALE = re.compile(r"\s?(m|b|k)\b", re.IGNORECASE)
_SCALE_WORD = re.compile(r"\s?(million|billion|trillion|thousand)\b", re.IGNORECASE)
_SCALES = {
    "k": 1_000, "m": 1_000_000, "b": 1_000_000_000,
    "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
}  # fmt: skip
_LINES = frozenset({"1080p", "1440p", "2160p"})  # of a picture; prices so high are written "1,080p"
_PENCE = re.compile(r"(?:p|\s?pence)\b")
_WORDS = re.compile(r"[-\s]?([A-Za-z]+(?:\s[A-Za-z]+){0,2})")
_AND = re.compile(r",?\s{1,9}(?:and\s{1,9})?")
_PARTS = re.compile(r"\s{1,9}(?:cents?|pence|p|pennies|penny)\b")
_STOP = re.compile(r"\s{0,9}(?:[.;:!?)](?!\d)|\Z)")
_LONGEST_SIGN = 5  # code points
_LONGEST_PART = 40  # code points of "and twenty-five cents"
_PARTS_OF_ONE = 100
_STEPS = 4  # from an amount up to the noun or verb it belongs to


class _Amount(Struct, frozen=True, gc=False):
    """Where an amount with its currency stands, the currency, and what the words beside it multiply it by."""

    start: int
    end: int
    code: str
    factor: int = 1


def read_money(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """An amount of money, with a sign or code before or after it or a currency after it."""
    text = parse.document.text
    before = text[max(0, phrase.number_start - _LONGEST_SIGN) : phrase.number_start]
    amount = _signed(text, phrase, before) or _coded(text, phrase, before) or _worded(text, phrase)
    if amount is None:
        return None
    end = amount.end
    if amount.factor != 1:
        phrase = _scaled(phrase, amount.factor)
    else:
        phrase, end = _with_cents(text, phrase, end)
    tokens = parse.token_range(phrase.number_start, end)
    last = tokens[-1] if tokens else phrase.last - 1
    sized = sized_noun(parse, last)
    owner = sized if sized is not None else _owner(parse, last)
    key = "amount" if owner is None else f"{lemma_of(parse, owner)} amount"
    reading = make_reading(phrase, "money", phrase.last - 1, key, phrase_text(parse, owner), amount.code)
    return replace(reading, start=amount.start, end=end)


def _signed(text: str, phrase: NumberPhrase, before: str) -> _Amount | None:
    """`£5m`, `NZ$15`, `100₡`."""
    signs = load_units().signs
    if sign := _SIGN.search(before):
        start = min(phrase.start, phrase.number_start - len(sign[0]))
        written = sign[0].strip()
        code = signs.get(written) or signs[written[-1]]
        if scale := _SCALE.match(text, phrase.end):
            return _Amount(start, scale.end(), code, _SCALES[scale[1].lower()])
        return _Amount(start, phrase.end, code)
    if after := _SIGN_AFTER.match(text, phrase.end):
        return _Amount(phrase.start, after.end(), signs[after[1]])
    return None


def _coded(text: str, phrase: NumberPhrase, before: str) -> _Amount | None:
    """`USD 200`, `EUR3.5m`, `120 MEUR`, `75 USD million`."""
    codes = load_units().codes
    match = _CODE.search(before)
    if match and match[2] in codes:
        start = min(phrase.start, phrase.number_start - len(match[0]))
        if scale := _SCALE.match(text, phrase.end):
            return _Amount(start, scale.end(), match[2], _SCALES[scale[1].lower()])
        return _Amount(start, phrase.end, match[2], _SCALES["m"] if match[1] else 1)
    match = _CODE_AFTER.match(text, phrase.end)
    if match is None or match[2] not in codes:
        return None
    if scale := _SCALE_WORD.match(text, match.end()):
        return _Amount(phrase.start, scale.end(), match[2], _SCALES[scale[1].lower()])
    return _Amount(phrase.start, match.end(), match[2], _SCALES["m"] if match[1] else 1)


def _worded(text: str, phrase: NumberPhrase) -> _Amount | None:
    """`200 dollars`, `30 New Zealand dollars`, `12m crowns`."""
    scale, words = _SCALE.match(text, phrase.end), load_units().words
    factor = _SCALES[scale[1].lower()] if scale else 1
    match = _WORDS.match(text, scale.end() if scale else phrase.end)
    if match is None:
        return None
    parts = match[1].lower().split()
    for count in range(len(parts), 0, -1):
        code = words.get(" ".join(parts[:count]))
        if code is not None:
            written = re.compile(r"\s").split(match[1])
            return _Amount(phrase.start, match.start(1) + len(" ".join(written[:count])), code, factor)
    return None


def _scaled(phrase: NumberPhrase, factor: int) -> NumberPhrase:
    low, high = (None if v is None else round(v * factor) for v in (phrase.low, phrase.high))
    return replace(phrase, low=low, high=high)


def _with_cents(text: str, phrase: NumberPhrase, end: int) -> tuple[NumberPhrase, int]:
    """The whole of `3 dollars 50 cents`, and of `15 dollars 50` where nothing follows that the 50 could count."""
    gap = _AND.match(text, end)
    if not gap or not isinstance(phrase.low, int) or phrase.low != phrase.high:
        return phrase, end
    rest = text[gap.end() : gap.end() + _LONGEST_PART]
    number = next(iter(read_numbers(rest)), None)
    if number is None or number.start or number.kind != "cardinal" or not isinstance(number.low, int) or number.vague:
        return phrase, end
    named, alone = _PARTS.match(rest, number.end), "," not in gap[0] and _STOP.match(rest, number.end)
    if not 0 < number.low < _PARTS_OF_ONE or not (named or (alone and number.low >= 10)):
        return phrase, end
    value = phrase.low + number.low / _PARTS_OF_ONE
    return replace(phrase, low=value, high=value), gap.end() + (named.end() if named else number.end)


def read_pence(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """A price in pence: of pounds where the document gives pounds, else of no known currency."""
    text = parse.document.text
    after = _PENCE.match(text, phrase.end)
    if not after or text[phrase.number_start : after.end()] in _LINES:
        return None
    pounds = "£" in parse.document.text
    owner = _owner(parse, phrase.last - 1)
    key = "pence" if owner is None else f"{lemma_of(parse, owner)} pence"
    kind: QuantityKind = "money" if pounds else "measure"
    unit = "GBP pence" if pounds else "pence"
    return replace(make_reading(phrase, kind, phrase.last - 1, key, phrase_text(parse, owner), unit), end=after.end())


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
