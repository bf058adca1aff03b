"""What sort of quantity a number phrase is, what it counts, and under which key it compares."""

import re
import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct
from msgspec.structs import replace

from joindots.extract.harm_cues import find_harm, harm_after
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, governing_verb, is_passive, noun_phrase
from joindots.extract.quantity_numbers import NumberPhrase
from joindots.model import Bound, QuantityKind
from joindots.parse import Parse

_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|percentage points?\b|pct\b|pc\b)", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[-\s]years?[-\s]old\b|[-\s]month[-\s]old\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age|ages)\s+\Z", re.IGNORECASE)
_RATE = re.compile(
    r"\s+(?:a|an|per|each|every)\s+(day|week|month|year|hour|minute|second|night|cent|head|person|100,000|1,000|million)\b",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:US|A|C|NZ|HK|S|R)?[$£€¥₹₽₩₺₴₪]\s?\Z")
_WORD = re.compile(r"[-\s]?([A-Za-z]+)")
_NOT_COUNTED = frozenset({"one", "first", "second"})
_OLDEST = 120  # years
_LABELS = frozenset(
    {"no", "number", "room", "page", "chapter", "channel", "flight", "route", "highway", "interstate", "unit", "gate"}
)


class Reading(Struct, frozen=True, gc=False):
    """A quantity before it gets its event and id.

    Attributes:
        start: First code point.
        end: One past the last.
        head: Token of what is counted, or of the number.
        kind: What sort of number.
        low: Least value.
        high: Greatest value.
        bound: How it is limited.
        unit: Of the value, or None.
        counted: What is counted, as written.
        measure: Key.
        harm: Whether it counts people harmed or handled.
        cue: Token of the word that says what happened to them.
        single: Whether it is a victim told singly, without a number.
    """

    start: int
    end: int
    head: int
    kind: QuantityKind
    low: int | float | None
    high: int | float | None
    bound: Bound
    unit: str | None
    counted: str | None
    measure: str
    harm: bool = False
    cue: int | None = None
    single: bool = False


class _Units(Struct, frozen=True, gc=False):
    units: dict[str, str]
    signs: dict[str, str]
    words: dict[str, str]


@cache
def _units() -> _Units:
    tables = tomllib.loads(resources.files(__package__).joinpath("units.toml").read_text("utf-8"))
    units = {form: unit for unit, forms in tables["units"].items() for form in forms}
    return _Units(units, tables["currency_signs"], tables["currency_words"])


def read_number(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    """What a number phrase says, or None where it is a name, an address or a bare numeral."""
    for rule in (_age, _percentage, _money, _ordinal, _measure, _count):
        reading = rule(parse, phrase, lookup)
        if reading is not None:
            return reading
    return None


def _make(phrase: NumberPhrase, kind: QuantityKind, head: int, measure: str, **fields: object) -> Reading:
    values = {"unit": None, "counted": None, "start": phrase.start, "end": phrase.end} | fields
    return Reading(
        head=head, kind=kind, low=phrase.low, high=phrase.high, bound=phrase.bound, measure=measure, **values
    )  # type: ignore[arg-type]


def _head(parse: Parse, phrase: NumberPhrase) -> int | None:
    """The noun that a number counts, or None."""
    number = parse.tokens[phrase.last - 1]
    for _ in range(3):
        if number.dep in ("nummod", "quantmod", "compound", "amod", "poss", "nmod") and number.head >= phrase.last:
            head = parse.tokens[number.head]
            if head.pos in ("NOUN", "PROPN", "ADJ", "VERB"):
                return head.i
            number = head
        else:
            break
    of = next((c for c in children(parse, phrase.last - 1, "prep") if parse.tokens[c].text.lower() == "of"), None)
    objects = children(parse, of, "pobj") if of is not None else []
    return objects[0] if objects else None


def _age(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    text = parse.document.text
    if phrase.low is None or phrase.high is None or not 0 <= phrase.low <= _OLDEST:
        return None
    after = _AGE_AFTER.match(text, phrase.end)
    unit = "month" if after and "month" in after[0].lower() else "year"
    if after or _AGED.search(text[max(0, phrase.number_start - 6) : phrase.number_start]):
        end = after.end() if after else phrase.end
        last = parse.token_range(phrase.number_start, end)[-1]
        return _make(phrase, "age", last, "age", unit=unit, end=end, counted=_aged(parse, phrase, last, lookup))
    number = phrase.last - 1
    if phrase.start != phrase.number_start or phrase.first < 2 or parse.tokens[phrase.first - 1].text != ",":
        return None
    name = parse.tokens[phrase.first - 2]
    after_mark = text[phrase.end : phrase.end + 1]
    entity = lookup.entity(name.i)
    person = lookup.kind(entity) == "person" if entity else name.pos == "PROPN"
    if (
        person
        and (after_mark in ",.;:)" or not after_mark or text[phrase.end : phrase.end + 2] in (" \n", "—"))
        and name.tag != "CD"
    ):
        return _make(phrase, "age", number, "age", unit="year", counted=_person(parse, name.i, lookup))
    return None


def _aged(parse: Parse, phrase: NumberPhrase, last: int, lookup: Lookup) -> str | None:
    """Whose age: the noun that the phrase describes, or the name beside it."""
    if (entity := lookup.entity(last)) is not None:
        return lookup.names[entity]
    i = last
    for _ in range(3):
        head = parse.tokens[i].head
        if head == i:
            break
        i = head
        if i > last and parse.tokens[i].pos in ("NOUN", "PROPN"):
            return lookup.names[entity] if (entity := lookup.entity(i)) else _flat(parse, last + 1, i + 1)
        if i < phrase.first and parse.tokens[i].pos in ("NOUN", "PROPN"):
            return _person(parse, i, lookup)
    return None


def _person(parse: Parse, i: int, lookup: Lookup) -> str:
    entity = lookup.entity(i)
    if entity is not None:
        return lookup.names[entity]
    first, last = noun_phrase(parse, i)
    while first < i and parse.tokens[first].pos not in ("NOUN", "PROPN"):
        first += 1
    return _flat(parse, first, last)


def _percentage(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    del lookup
    after = _PERCENT.match(parse.document.text, phrase.end)
    if not after:
        return None
    sign = parse.token_range(phrase.number_start, after.end())[-1]
    head = next((j for p in children(parse, sign, "prep") for j in children(parse, p, "pobj")), None)
    if (
        head is None
        and parse.tokens[sign].dep in ("compound", "amod", "nmod", "nummod")
        and parse.tokens[sign].head > sign
    ):
        head = parse.tokens[sign].head
    noun = head if head is not None else _clause_noun(parse, sign)
    counted = _flat(parse, *noun_phrase(parse, head)) if head is not None else None
    unit = "percentage point" if "point" in after[0] else "percent"
    key = f"{_lemma(parse, noun)} share" if noun is not None else "share"
    return _make(phrase, "percentage", sign, key, unit=unit, end=after.end(), counted=counted)


def _money(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    del lookup
    text, units = parse.document.text, _units()
    sign = _SIGN.search(text[max(0, phrase.number_start - 5) : phrase.number_start])
    start, end = phrase.start, phrase.end
    if sign:
        start = min(start, phrase.number_start - len(sign[0]))
        code = units.signs.get(sign[0].strip()) or units.signs[sign[0].strip()[-1]]
    else:
        word = _WORD.match(text, phrase.end)
        found = units.words.get(word[1].lower()) if word else None
        if word is None or found is None:
            return None
        code, end = found, word.end()
    head = _money_noun(parse, parse.token_range(phrase.number_start, end)[-1])
    key = f"{_lemma(parse, head)} amount" if head is not None else "amount"
    counted = _flat(parse, *noun_phrase(parse, head)) if head is not None else None
    return _make(phrase, "money", phrase.last - 1, key, unit=code, start=start, end=end, counted=counted)


def _money_noun(parse: Parse, i: int) -> int | None:
    """The noun or verb that an amount belongs to: "a £5m fine", "damage worth $2m", "fined £5m"."""
    for _ in range(4):
        token = parse.tokens[i]
        if token.head == i:
            return None
        i = token.head
        head = parse.tokens[i]
        if head.pos in ("NOUN", "VERB") and head.tag != "CD" and head.text.lower() not in _units().words:
            return i
    return None


def _ordinal(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    del lookup
    if not phrase.ordinal:
        return None
    head = _head(parse, phrase)
    if head is None or parse.tokens[head].pos not in ("NOUN", "PROPN") or parse.tokens[phrase.last - 1].tag == "RB":
        return None
    key = f"{_lemma(parse, head)} rank"
    return _make(phrase, "ordinal", head, key, counted=_counted(parse, phrase, head))


def _measure(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    del lookup
    word = _WORD.match(parse.document.text, phrase.end)
    unit = _units().units.get(word[1].lower()) if word else None
    if word is None or unit is None or (len(word[1]) == 1 and word[0][0].isspace()):
        return None
    last = parse.token_range(phrase.number_start, word.end())[-1]
    token = parse.tokens[last]
    noun = token.head if token.head > last and parse.tokens[token.head].pos in ("NOUN", "PROPN", "ADJ") else None
    if noun is None:
        noun = next((j for p in children(parse, last, "prep") for j in children(parse, p, "pobj")), None)
    key = f"{_lemma(parse, noun)} {unit}" if noun is not None else unit
    counted = _flat(parse, *noun_phrase(parse, noun)) if noun is not None else None
    kind: QuantityKind = "rate" if "per" in unit.split() or unit == "knot" else "measure"
    return _make(phrase, kind, last, key, unit=unit, end=word.end(), counted=counted)


def _count(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    head = _head(parse, phrase)
    number = phrase.last - 1
    one_of = parse.tokens[number].text.lower() == "one" and children(parse, number, "prep")
    if one_of or _is_label(parse, phrase, head):
        return None
    rate = _rate_after(parse, phrase, head)
    if rate is not None and head is None:
        head = _clause_noun(parse, number)
        if head is not None:
            phrase = replace(phrase, end=_rate_end(parse, phrase))
    harm = find_harm(parse, head if head is not None else number) or harm_after(parse, phrase.last)
    if harm is not None:
        measure, cue = harm
        counted = _counted(parse, phrase, head) if head is not None else None
        spot = head if head is not None else number
        unit = None if rate is None else f"per {rate}"
        return _make(phrase, "rate" if rate else "count", spot, measure, counted=counted, harm=True, cue=cue, unit=unit)
    if head is None or parse.tokens[head].pos not in ("NOUN", "PROPN"):
        return None
    if (
        parse.tokens[phrase.first].text.lower() in _NOT_COUNTED
        and phrase.first + 1 == phrase.last
        and parse.tokens[head].tag != "NNS"
    ):
        return None
    key, cue = _key(parse, head)
    if rate is not None:
        return _make(
            phrase, "rate", head, f"{key} per {rate}", unit=f"per {rate}", counted=_counted(parse, phrase, head)
        )
    return _make(phrase, "count", head, key, counted=_counted(parse, phrase, head), cue=cue)


def _rate_after(parse: Parse, phrase: NumberPhrase, head: int | None) -> str | None:
    end = parse.tokens[head].end if head is not None and head >= phrase.last else phrase.end
    match = _RATE.match(parse.document.text, end)
    return match[1].lower() if match else None


def _rate_end(parse: Parse, phrase: NumberPhrase) -> int:
    match = _RATE.match(parse.document.text, phrase.end)
    return match.end() if match else phrase.end


def _is_label(parse: Parse, phrase: NumberPhrase, head: int | None) -> bool:
    """Whether the number is part of a name or an address: "Flight 370", "2110 Mill Road", "Room 12"."""
    if phrase.first > 0:
        before = parse.tokens[phrase.first - 1]
        same = before.sentence == parse.tokens[phrase.first].sentence
        if (
            same
            and phrase.start == phrase.number_start
            and (before.text.lower().rstrip(".") in _LABELS or before.text in ("#", "/"))
        ):
            return True
        if same and before.pos == "PROPN" and head is None and parse.tokens[phrase.first].head == before.i:
            return True
    if head is None:
        return False
    follows = parse.tokens[phrase.last] if phrase.last < len(parse.tokens) else None
    return bool(
        follows
        and follows.pos == "PROPN"
        and follows.tag == "NNP"
        and head >= phrase.last
        and parse.tokens[head].tag == "NNP"
    )


def _key(parse: Parse, head: int) -> tuple[str, int | None]:
    """Lemma of the counted noun and of the verb it suffers, or of the verb it does where it is the subject."""
    noun = _lemma(parse, head)
    token = parse.tokens[head]
    verb = governing_verb(parse, head)
    bare = next((c for c in children(parse, head, "acl", "relcl") if parse.tokens[c].tag == "VBN"), None)
    if bare is not None:
        return f"{noun} {_participle(parse, bare)}", bare
    if verb is None or parse.tokens[verb].lemma in ("be", "have", "do", "make"):
        return noun, None
    if token.head == verb and (token.dep == "dobj" or (token.dep == "nsubjpass" and is_passive(parse, verb))):
        return f"{noun} {_participle(parse, verb)}", verb
    return noun, None


# Verbs of bringing to nothing mean the same of what was planned.
_SAME_VERBS = {"disrupt": "foil", "thwart": "foil", "avert": "foil", "prevent": "foil", "stop": "foil"}


def _participle(parse: Parse, verb: int) -> str:
    lemma = parse.tokens[verb].lemma.lower()
    lemma = _SAME_VERBS.get(lemma, lemma)
    if parse.tokens[verb].tag == "VBN" and lemma == parse.tokens[verb].lemma.lower():
        return parse.tokens[verb].text.lower()
    return lemma + ("d" if lemma.endswith("e") else "ed")


def _clause_noun(parse: Parse, i: int) -> int | None:
    verb = governing_verb(parse, i)
    if verb is None:
        return None
    return next(iter(children(parse, verb, "nsubj", "nsubjpass")), None)


def _counted(parse: Parse, phrase: NumberPhrase, head: int) -> str | None:
    """The counted noun with what restricts it, as written, without the number."""
    if head < phrase.last:
        return None
    return _flat(parse, phrase.last, head + 1)


def _lemma(parse: Parse, i: int | None) -> str:
    return parse.tokens[i].lemma.lower() if i is not None else ""


def _flat(parse: Parse, first: int, last: int) -> str:
    return " ".join(parse.token_span(first, last).text.split())
