"""Numbers by the matter they are of, where reports put one matter in many words, or give a number without its noun."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

from msgspec import Struct, convert
from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern
from joindots.model import Quantity, QuantityKind, Span
from joindots.text.normal import content_words, stem, words

LONE = "number at "
"""Beginning of the measure of a number that counts nothing its clause names."""
_PENCE = "pence"
_COMMON = ("per share", "per year", "per month", "per week", "per day", "per hour", "per person")
_PER = re.compile(r"\b(?:a|per|for each|for every|each) (\w+)", re.IGNORECASE)
_REACH = 40  # code points before a number in which the words that take up another can stand
_TOLLS = frozenset({"killed", "injured"})  # each telling of the dead has an event of its own to find
_FAR = 200  # code points between a number and one that takes up what it counts
_LONGEST_NAME = 60  # code points of whoever puts something at a number
_PER_REACH = 24  # code points after an amount in which "a share" can stand
_FROM_TO = re.compile(r"\bfrom\s+[\d.,]+\s+(?:[^\W\d]\w*\s+)?to\s+\Z", re.IGNORECASE)
_INSTEAD = re.compile(r"(?:\s\w+)?\s(?:instead of|rather than|down from|up from)\s", re.IGNORECASE)
_MOVED_TO = re.compile(
    r"\b(?:cut|cuts|cutting|narrow(?:s|ed)|widen(?:s|ed)|reduc(?:es|ed)|rais(?:es|ed)|lower(?:s|ed)|trim(?:s|med)|"
    r"slash(?:es|ed)|extend(?:s|ed)|expand(?:s|ed)|increas(?:es|ed)|shr(?:inks|ank|unk))\b"
    r"[^.;!?]{0,32}\bto\s(?:about |some |just |only |nearly )?\Z"
)
_FROM = re.compile(r"\bfrom\s+\Z", re.IGNORECASE)
_TO = re.compile(r"(?:\s\w+)?\sto\s\d")
_DEFINITE = re.compile(r"the (?:sum|amount|total|money|figure|loss|damage|bill|cost|price|offer|bid)\b", re.IGNORECASE)
_FIGURE_IS = re.compile(r"\b(?:figure|number|total|count)\s+(?:was|is|were|at|as)\s+\Z", re.IGNORECASE)
_SAYS_ONLY = re.compile(
    r"\b(?:says?|said|claims?|claimed|insists?|insisted|puts? it at|it at)\s+(?:about |some |around )?\Z", re.IGNORECASE
)
# "Earlier this year a clerk killed three" is told of other deeds, not of a number that has risen since.
_OF_YEAR = re.compile(r"earlier (?:this|that|in the) (?:year|month|season|decade|century)\b", re.IGNORECASE)
_ENDS = re.compile(r"\s?(?:[.;,!?]|and\b|but\b|\Z)")
_PUTS = re.compile(r"\s(?:puts?|estimates?|estimated)\s(?:[\w’']+\s){0,5}([\w’']+)\sat\s(?:about\s|some\s|around\s)?\Z")
OFFERED = "price offered"
"""The matter of which each bidder has one: see `matters.toml`."""


class Matter(Struct, frozen=True, kw_only=True):
    """What numbers can be of, in whatever words.

    Attributes:
        name: Measure that they are compared by.
        kind: Of the quantities.
        done: Whether it was settled when it was told, so that later reports tell of the same.
        sources: Whether two numbers of it are in conflict only where two sources are named for them.
        near: Whether two numbers are of one only in one paragraph, or where clauses share a name and a word besides.
        said: Words of which one stands in the clause.
        things: Words of which one stands there too; empty for any.
        speakers: Words of which one stands in the sentence; empty for any.
        unlike: Words of which none stands there.
    """

    name: str
    kind: str
    done: bool
    said: list[str]
    sources: bool = True
    near: bool = False
    things: list[str] = []
    speakers: list[str] = []
    unlike: list[str] = []


@cache
def load_matters() -> tuple[Matter, ...]:
    """The matters of `matters.toml`."""
    text = resources.files(__package__).joinpath("matters.toml").read_text("utf-8")
    return tuple(convert(tomllib.loads(text)["matters"], list[Matter]))


@cache
def find_matter(name: str) -> Matter | None:
    """The matter that a measure is of, or None."""
    return next((m for m in load_matters() if name == m.name or name.startswith(f"{m.name} per ")), None)


@cache
def _patterns(at: int) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    matter = load_matters()[at]
    said, things, speakers = (_any_of(entries) for entries in (matter.said, matter.things, matter.speakers))
    return said, things, speakers, _any_of(matter.unlike) if matter.unlike else re.compile(r"(?!)")


def _any_of(entries: Sequence[str]) -> re.Pattern[str]:
    """Any of the entries as whole words; of none, anything."""
    joined = "|".join(re.escape(entry) for entry in sorted(entries, key=lambda entry: (-len(entry), entry)))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if joined else "", re.IGNORECASE)


def read_matters(context: Context, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Quantities, those of a known matter under its name; a bare number is of what its sentence or the last counts.

    Bare numbers of which neither tells stay as they are.
    """
    found: list[Quantity] = []
    before: Quantity | None = None
    ordered = sorted(quantities, key=lambda q: q.span)
    amounts = Counter(context.sentence(quantity.span) for quantity in ordered if quantity.kind == "money")
    for quantity in ordered:
        known = _name(context, quantity, alone=amounts[context.sentence(quantity.span)] == 1)
        if quantity.measure.startswith(LONE):
            known = known or (_take_up(context, before, quantity) if before else None)
        found.append(known or quantity)
        if quantity.kind == "count" or known:
            before = found[-1]
    return found


def _name(context: Context, quantity: Quantity, *, alone: bool) -> Quantity | None:
    """A quantity under the name of its matter, or None; an amount `alone` in its sentence is of what that tells."""
    text = context.documents[quantity.span.document].text[max(0, quantity.span.start - _REACH) : quantity.span.start]
    if quantity.measure.startswith("votes ") and not (_FROM.search(text) or _FROM_TO.search(text)):
        return None  # the two figures of a vote
    if quantity.kind == "percentage":
        return _name_share(quantity, text)
    money = quantity.kind == "money" or (quantity.unit or "").endswith(_PENCE)
    if not (money or quantity.kind == "count" or quantity.measure.startswith(LONE)):
        return None
    sentence = context.sentence(quantity.span).text
    texts = (quantity.clause.text, sentence) if money and alone else (quantity.clause.text,)
    for text in texts:
        for at, matter in enumerate(load_matters()):
            said, things, speakers, unlike = _patterns(at)
            right = matter.kind == ("money" if money else "count") and not (matter.near and text is not texts[0])
            if (
                right
                and not unlike.search(sentence)
                and said.search(text)
                and things.search(text)
                and speakers.search(sentence)
            ):
                return _as(quantity, matter, money=money, per=_per(context, quantity) if money else "")
    return None


def _name_share(quantity: Quantity, before: str) -> Quantity | None:
    """A percentage at which somebody puts something, under what is put there; any other keeps its own measure."""
    found = _PUTS.search(before)
    return replace(quantity, measure=f"{stem(found.group(1).lower())} share") if found else None


def is_moved(context: Context, quantity: Quantity, sentence: Span) -> bool:
    """Whether its sentence says that a number is no longer what it was, or it is one that something went from or to."""
    said = pattern("counts", "moved").finditer(sentence.text)
    if any(not _OF_YEAR.match(sentence.text, found.start()) for found in said):
        return True
    text = context.documents[quantity.span.document].text
    start = quantity.span.start
    before, after = text[max(0, start - _REACH) : start], text[quantity.span.end : quantity.span.end + _REACH]
    if _MOVED_TO.search(before):
        return True
    return _FROM_TO.search(before) is not None or (_FROM.search(before) is not None and _TO.match(after) is not None)


def _as(quantity: Quantity, matter: Matter, *, money: bool, per: str) -> Quantity:
    unit = _PENCE if (quantity.unit or "").endswith(_PENCE) else quantity.unit
    kind: QuantityKind = "money" if money else "count"
    return replace(quantity, measure=matter.name + per, kind=kind, unit=unit, event=None)


def _per(context: Context, quantity: Quantity) -> str:
    """What each of which an amount is for ("a share"), as the end of a measure; a price in pence is of a share."""
    text = context.documents[quantity.span.document].text
    found = _PER.match(text[quantity.span.end : quantity.span.end + _PER_REACH].lstrip())
    if found:
        return f" per {stem(found.group(1).lower())}"
    return " per share" if (quantity.unit or "").endswith(_PENCE) else ""


def _take_up(context: Context, before: Quantity, quantity: Quantity) -> Quantity | None:
    """A bare number as a count of what the number before it counts, where its words take that up."""
    document = quantity.span.document
    if before.span.document != document or context.block(before.span) != context.block(quantity.span):
        return None
    text = context.documents[document].text
    between = text[before.span.end : quantity.span.start]
    said = text[max(before.span.end, quantity.span.start - _REACH) : quantity.span.start]
    if "|" in before.measure or len(between) > _FAR or before.measure in _TOLLS:
        return None
    moved = _FROM_TO.search(said) or _INSTEAD.fullmatch(between)
    alone = _ENDS.match(text, quantity.span.end) and (_FIGURE_IS.search(said) or _SAYS_ONLY.search(said))
    if not moved and not (alone and before.kind in ("count", "money")):
        return None
    return replace(
        quantity, measure=before.measure, kind=before.kind, unit=before.unit, counted=before.counted, event=before.event
    )


def is_of_one(context: Context, measure: str, matter: Matter, a: Span, b: Span) -> bool:
    """Whether two clauses on one matter name somebody or something in common, themselves or with their paragraphs.

    "The sum" and its like stand for what the report has told: then all that it names counts. What is paid for each
    victim or house is told by that.
    """
    if " per " in measure and not measure.endswith(_COMMON):
        return True
    one, other = (set(context.entities_in(span)) for span in (a, b))
    if matter.near:
        together = a.document == b.document and context.block(a) == context.block(b)
        return together or (bool(one & other) and bool(_telling(matter, a) & _telling(matter, b)))
    if one & other:
        return True
    wide, wider = _around(context, a), _around(context, b)
    if one and other:
        return bool(one & wider) or bool(other & wide)
    return bool(wide & wider)


def _telling(matter: Matter, clause: Span) -> set[str]:
    """Content words of a clause that are no name and are not those of the matter itself."""
    said = {word.text for entry in matter.said for word in words(entry)}
    return {
        stem(word.text)
        for word in content_words(clause.text)
        if word.text not in said and not word.text[0].isdigit() and clause.text[word.start].islower()
    }


def _around(context: Context, clause: Span) -> set[str]:
    """Whom and what the paragraph of a clause names; after "the sum" the whole report."""
    if _DEFINITE.match(context.sentence(clause).text):
        return set(context.named_in[clause.document])
    block = context.block(clause)
    around = context.trim(clause.document, block.start, block.end) if block else clause
    return set(context.entities_in(around))


def read_voice(context: Context, quantity: Quantity) -> tuple[str | None, str | None]:
    """Whom a report names for a number, as entity id or words, and as prose names it: its source, or who "puts" it.

    Both are None for the report's own voice.
    """
    if voice := context.voice_of(quantity.attribution):
        return voice, context.source_words(quantity.attribution)
    sentence = context.sentence(quantity.span)
    found = _PUTS.search(sentence.text[: max(0, quantity.span.start - sentence.start)])
    if not found or not 0 < found.start() <= _LONGEST_NAME:
        return None, None
    who = context.trim(sentence.document, sentence.start, sentence.start + found.start())
    entity = next(iter(context.entities_in(who)), None)
    return entity or who.text.casefold().removeprefix("the "), context.entity_name(entity or "") or who.text
