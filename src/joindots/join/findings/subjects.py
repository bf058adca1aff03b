"""Of whom or what something is told: somebody named beside it, who says "I", or a thing by its noun."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.model import Span
from joindots.text.normal import content_words, stem
from joindots.text.numbers import read_numbers

REACH = 160  # code points before the words in which whoever they are told of is named
_AFTER = 60  # code points after the words in which the name begins of whoever it was done to
_WIDE = 300  # code points before the words in which a thing is named that they are only told near
_EARLIER = 600  # code points before words of a speaker in which the person stands that he speaks of
_BODIES = ("organisation", "group")
_BETWEEN = re.compile(
    r",?\s?(?:(?:called|announced|planned|set|due) (?:for|on) (?:\w+\s){1,3})?"
    r"(?:(?:has|had|have|who|also|later|then|since|himself|herself|itself|yesterday|today|reportedly|allegedly|only"
    r"|already|first|long|concerned|involved)\s)*\Z",
    re.IGNORECASE,
)
"""What may stand between somebody and what is told of him."""
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|gets|got)\s(?:\w+\s)?\Z", re.IGNORECASE)
_WHOM = re.compile(r",?\swhom\s(?:[\w’'-]+\s){1,5}\Z", re.IGNORECASE)
_CALLED = re.compile(
    r"\s(?:the\s(?:management|board|bosses|owners?|heads?)\sof\s)?(?:(?:its|their|his|her|the|then)\s)?"
    r"(?:(?!(?:what|that|how|whether|as|by|from|and|or|with|for|of|at|to|on|in|(?!Mr?s\s)\w+s)\s)[\w’'-]+[.,]?\s){0,5}\Z"
)
"""Between what was done and the name of whoever it was done to: a role, a title; no "claims that", no plural."""
_ASIDE = re.compile(r",\s[^,]{1,80},\s?\Z|,?\s(?:who|which)\s(?:has\s|had\s|have\s)?\Z")
_SPEAKS = re.compile(r"\b(?:I|we)\s\Z", re.IGNORECASE)
_THE = re.compile(r"\bthe\s(\w+)(?=(?:\s\w+){0,3}\s\Z)", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|she)\s\Z", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|they)\s\Z", re.IGNORECASE)
_PHRASE = re.compile(r"(?:(?:on|of|in|at|to|for|against|outside|near|by|through)\s(?:[\w’'-]+\s){1,5})?")
_OBJECT = re.compile(r"\s(?:the|a|an|this|that|his|her|its|their)\s(?:[\w’'-]+\s){0,2}", re.IGNORECASE)
_BESIDE = re.compile(r"(?:\b(?:the|an?|its|his|her|their|[\w]+[’']s)\s)((?:[\w-]+\s){1,2})\Z", re.IGNORECASE)
_OF = re.compile(r"\s(of\s\w+)")
_LASTING = re.compile(r"\b\w+-(?:hour|day|week|month|year)\b", re.IGNORECASE)
_WORDS = 50  # code points before a noun in which the words stand that go with it


class Thing(Struct, frozen=True, order=True):
    """A thing that a text names.

    Attributes:
        start: First code point of its noun.
        noun: The first of the nouns that it may be called by.
        kind: Stems of the words beside the noun that tell it from others: the emergency brake, the court of appeal.
    """

    start: int
    noun: str
    kind: tuple[str, ...]


def of_whom(context: Context, sentence: Span, here: Span, *, bodies: bool) -> str | None:
    """Who is named right before the words, or before an aside that leads to them; None where other words stand."""
    text = context.documents[here.document].text
    start = max(sentence.start, here.start - REACH)
    if _SPEAKS.search(text, start, here.start):
        return _speaker(context, here, bodies=bodies)
    ends = [here.start]
    if aside := _ASIDE.search(text[start : here.start]):
        ends.append(start + aside.start())
    for end in ends:
        last = context.last_mention(context.trim(here.document, start, end))
        if last and last[0] <= end and _BETWEEN.fullmatch(text[last[0] : end]):
            return _as_subject(context, last[1], here, bodies=bodies)
    if _HE.search(text, start, here.start):
        return _only_person_before(context, here)
    return _house(context, here, text[start : here.start]) if bodies else None


def to_whom(context: Context, sentence: Span, here: Span, *, bodies: bool) -> str | None:
    """Who is named right after a verb, as what it was done to, or before "whom the company" and the verb."""
    text = context.documents[here.document].text
    before = text[sentence.start : here.start]
    if _PASSIVE.search(before):
        return None
    if whom := _WHOM.search(before):
        start = sentence.start + whom.start() + whom.group().startswith(",")
        return of_whom(context, sentence, context.trim(here.document, start, start), bodies=False)
    after = context.trim(here.document, here.end, min(here.end + _AFTER, sentence.end))
    for entity in context.entities_in(after)[:2]:
        mentions = (m for m in context.entities[entity].mentions if m.document == here.document)
        place = min(mention for mention in mentions if mention.start >= after.start)
        owned = text[place.end : place.end + 2] in ("'s", "’s")
        if not owned and _CALLED.fullmatch(text[here.end : place.start]):
            return _as_subject(context, entity, here, bodies=bodies)
    return None


def of_what(context: Context, sentence: Span, here: Span, nouns: Sequence[Sequence[str]]) -> Thing | None:
    """The thing that is the subject of the words, by its noun or taken up by "it"."""
    text = context.documents[here.document].text
    start = max(sentence.start, here.start - REACH)
    block = context.block(here)
    if block and _IT.search(text, start, here.start):
        return max(_things(text, max(block.start, here.start - _WIDE), here.start, nouns), default=None)
    for thing in _things(text, start, here.start, nouns):
        rest = text[thing.start : here.start].partition(" ")[2]
        if _BETWEEN.fullmatch(rest) or _PHRASE.fullmatch(rest):
            return thing
    return None


def to_what(context: Context, sentence: Span, here: Span, nouns: Sequence[Sequence[str]]) -> Thing | None:
    """The thing that something was done to: "approved the march"."""
    text = context.documents[here.document].text
    if _PASSIVE.search(text[sentence.start : here.start]):
        return None
    things = _things(text, here.end, min(sentence.end, here.end + _AFTER), nouns)
    return next((thing for thing in things if _OBJECT.fullmatch(text[here.end : thing.start])), None)


def near_what(context: Context, sentence: Span, here: Span, nouns: Sequence[Sequence[str]]) -> Thing | None:
    """The thing that is named last before the words, or else in their sentence."""
    text = context.documents[here.document].text
    before = _things(text, max(0, here.start - _WIDE), here.start, nouns)
    return max(before or _things(text, here.end, sentence.end, nouns), default=None)


def _things(text: str, start: int, end: int, nouns: Sequence[Sequence[str]]) -> list[Thing]:
    """The things that are named in a part of a text, in order."""
    return sorted(
        Thing(m.start(), names[0], _kind(text, m.start(), m.end()))
        for names in nouns
        for m in _nouns(tuple(names)).finditer(text, start, end)
    )


def _kind(text: str, start: int, end: int) -> tuple[str, ...]:
    """The words beside a noun that tell which of its kind it is."""
    before, after = _BESIDE.search(text, max(0, start - _WORDS), start), _OF.match(text, end)
    told = _LASTING.sub("", " ".join(found[1] for found in (before, after) if found))
    return tuple(sorted({stem(w.text) for w in content_words(told) if not read_numbers(w.text)}))


@cache
def _nouns(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def _as_subject(context: Context, entity: str, here: Span, *, bodies: bool) -> str | None:
    record = context.entities[entity]
    if record.kind == "person":
        whole = entity if " " in record.name else _named_before(context, record.name, here) or entity
        return context.namesakes.get(whole, whole)
    return entity if bodies and record.kind in _BODIES else None


def _named_before(context: Context, surname: str, here: Span) -> str | None:
    """The only person whom a report names in full, with this surname, before the words."""
    named = [
        entity
        for entity in context.named_in[here.document]
        if context.entities[entity].kind == "person"
        and context.entities[entity].name.endswith(f" {surname}")
        and any(m.document == here.document and m.end <= here.start for m in context.entities[entity].mentions)
    ]
    return named[0] if len(named) == 1 else None


def _only_person_before(context: Context, here: Span) -> str | None:
    """Whom "he" takes up: the only person whom the paragraph names before it, and not who says so."""
    block = context.block(here)
    people = _people_in(context, here.document, block.start, here.start) if block else []
    if context.is_quoted(here):  # who speaks is "I"; whom he speaks of the paragraph may not name
        said_by = context.source_of(context.said_by(here))
        people = [person for person in people if person != said_by]
        earlier = _people_in(context, here.document, max(0, here.start - _EARLIER), here.start)
        people = people or [person for person in earlier if person != said_by][-1:]
    return _as_subject(context, people[0], here, bodies=False) if len(people) == 1 else None


def _people_in(context: Context, document: str, start: int, end: int) -> list[str]:
    """Ids of the people named in a part of a text, whoever is named last at the end."""
    named = reversed(context.mentions_in(context.trim(document, start, end)))
    return [entity for entity in dict.fromkeys(named) if context.entities[entity].kind == "person"][::-1]


def _speaker(context: Context, here: Span, *, bodies: bool) -> str | None:
    """Who says "I" in words between marks."""
    source = context.source_of(context.said_by(here)) if context.is_quoted(here) else None
    return _as_subject(context, source, here, bodies=bodies) if source in context.entities and source else None


def _house(context: Context, here: Span, before: str) -> str | None:
    """The body that a report calls "the company" right before the words: the one that it names most often."""
    called = _THE.search(before)
    if (
        called is None
        or not _BETWEEN.fullmatch(before[called.end() :])
        or called[1].lower() not in word_set("claims", "houses")
    ):
        return None
    named = sorted(_bodies_named(context, here.document), reverse=True)
    return named[0][1] if named and (len(named) == 1 or named[0][0] > named[1][0]) else None


def _bodies_named(context: Context, document: str) -> Iterator[tuple[int, str]]:
    for entity in context.named_in[document]:
        if context.entities[entity].kind in _BODIES:
            yield sum(m.document == document for m in context.entities[entity].mentions), entity
