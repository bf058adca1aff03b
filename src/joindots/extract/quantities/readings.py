"""A quantity before it gets its event and id."""

from msgspec import Struct

from joindots.extract.phrases import children, flat_text, governing_verb, patients, subject
from joindots.extract.quantities.numbers import NumberPhrase
from joindots.model import Bound, QuantityKind
from joindots.parse import Parse

_STEPS = 3  # from a number up to the noun it counts: "a record 90 convictions"
_PUT = frozenset({"put", "estimate", "set", "fix", "value", "assess", "reckon", "place", "cap", "limit", "price"})
_MOVE = frozenset(
    {"raise", "lift", "increase", "up", "sweeten", "cut", "lower", "reduce", "bring", "push", "drop", "slash"}
)
_STAND = frozenset(
    {"be", "stand", "remain", "stay", "come", "amount", "run", "total", "reach", "hit", "average", "exceed"}
)
_TO_SIZE = frozenset({"at", "to"})


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
        known: Whether "the" or a pronoun points back to that victim.
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
    known: bool = False


def make_reading(
    phrase: NumberPhrase, kind: QuantityKind, head: int, measure: str, counted: str | None, unit: str | None = None
) -> Reading:
    """A reading of a whole number phrase."""
    return Reading(
        start=phrase.start,
        end=phrase.end,
        head=head,
        kind=kind,
        low=phrase.low,
        high=phrase.high,
        bound=phrase.bound,
        unit=unit,
        counted=counted,
        measure=measure,
    )


def counted_noun(parse: Parse, phrase: NumberPhrase) -> int | None:
    """The noun that a number counts, or None."""
    number = parse.tokens[phrase.last - 1]
    if number.dep == "conj" and phrase.first <= number.head < phrase.last:
        number = parse.tokens[number.head]  # "between 3 and 5 guards"
    for _ in range(_STEPS):
        if number.dep not in ("nummod", "quantmod", "compound", "amod", "poss", "nmod") or number.head < phrase.last:
            break
        head = parse.tokens[number.head]
        if head.pos in ("NOUN", "PROPN", "ADJ", "VERB"):
            return head.i
        number = head
    of = next((c for c in children(parse, phrase.last - 1, "prep") if parse.tokens[c].text.lower() == "of"), None)
    objects = children(parse, of, "pobj") if of is not None else []
    return objects[0] if objects else None


def counted_text(parse: Parse, phrase: NumberPhrase, head: int | None) -> str | None:
    """The counted noun with what restricts it, as written, without the number."""
    return None if head is None or head < phrase.last else flat_text(parse, phrase.last, head + 1).lstrip("-– ")


def clause_subject(parse: Parse, i: int) -> int | None:
    """The subject of the clause that a token stands in."""
    verb = governing_verb(parse, i)
    return None if verb is None else next(iter(children(parse, verb, "nsubj", "nsubjpass")), None)


def sized_noun(parse: Parse, i: int) -> int | None:
    """The common noun whose size a number tells: "puts the depth at 12 metres", "the fee was 5 pounds"; else None.

    Args:
        parse: The document.
        i: Token of the number or of its unit.
    """
    head = parse.tokens[i].head
    prep = parse.tokens[head] if parse.tokens[i].dep == "pobj" else None
    verb = prep.head if prep is not None and prep.text.lower() in _TO_SIZE else head
    if verb == i or parse.tokens[verb].pos not in ("VERB", "AUX"):
        return None
    lemma = parse.tokens[verb].lemma.lower()
    found = None
    if prep is not None and (lemma in _PUT or (lemma in _MOVE and prep.text.lower() == "to")):
        found = next(iter(patients(parse, verb)), None)
    elif lemma in _STAND and (prep is not None or parse.tokens[i].dep in ("attr", "dobj")):
        found = subject(parse, verb)
    return found if found is not None and parse.tokens[found].pos == "NOUN" else None


def lemma_of(parse: Parse, i: int) -> str:
    """Base form of a token, lower case, without the hyphen of "three-game"."""
    lemma = parse.tokens[i].lemma.lower()
    return lemma.lstrip("-–") or lemma
