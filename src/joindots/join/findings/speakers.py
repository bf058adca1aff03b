"""Whether two statements are of one speaker, and of one occasion."""

import re
from collections.abc import Collection
from datetime import date
from itertools import combinations

from joindots.join.findings.contexts import Context
from joindots.model import Span
from joindots.text.normal import content_words

_ASKING = re.compile(r"\bask(?:s|ed|ing)?\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|did|knew|came|went|saw|heard|felt|fell|ran|got|took|gave|left|kept|told|thought|\w{3,}ed)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(r"['’]s ")
_ENDED = re.compile(r"[.!?][”\"’]?\s")


def words_of(text: str) -> list[str]:
    """Folded content words of a short text."""
    return [word.text for word in content_words(text)]


def is_one_speaker(context: Context, a: str | None, b: str | None) -> bool:
    """Whether two speakers are one: one entity, or people of whom one's name is the other's or its end.

    What they said is laid side by side only where the words agree as well, so a name in full and a bare family name
    that were not joined are taken for one.
    """
    if a is None or b is None:
        return False
    if a == b:
        return True
    records = [context.entities[one] for one in (a, b) if one in context.entities]
    if len(records) < 2 or any(record.kind != "person" for record in records):
        return False
    shorter, longer = sorted((words_of(record.name) for record in records), key=len)
    return bool(shorter) and longer[-len(shorter) :] == shorter


def are_near(context: Context, a: str, b: str, days: int) -> bool:
    """Whether two reports are dated, and at most so many days apart."""
    known = [day for document in (a, b) if (day := context.day(document))]
    if len(known) < 2:
        return False
    first, last = sorted(date.fromisoformat(day) for day in known)
    return (last - first).days <= days


def are_of_one_time(context: Context, documents: Collection[str], days: int) -> bool:
    """Whether reports may quote one appearance: what is said again weeks later is a line that a house gives out.

    Args:
        context: The pile.
        documents: Ids of the reports; those without a date may be of any day.
        days: That two of them can lie apart at most.
    """
    dated = sorted(document for document in documents if context.day(document))
    return all(are_near(context, a, b, days) for a, b in combinations(dated, 2))


def are_of_one_matter(context: Context, documents: Collection[str]) -> bool:
    """Whether one story of few reports is told by all of them."""
    return bool(set.intersection(*(set(context.stories_of_one_matter(document)) for document in documents)))


def tells_of_past(content: Collection[Span]) -> bool:
    """Whether words tell of what was: what a house stands for is said by many, what one went through is not."""
    return any(_PAST.search(span.text) for span in content)


def speaks_for(context: Context, a: str | None, b: str | None) -> bool:
    """Whether one speaker is a person and the other a body that the person may have spoken for."""
    kinds = {context.entities[one].kind for one in (a, b) if one in context.entities}
    return kinds == {"person", "organisation"}


def is_credited(context: Context, attribution: str, person: str) -> bool:
    """Whether a saying is a person's for certain: of that name, or "she" where the paragraph names nobody else.

    Not so where the person asks somebody about it, or where the sentence that names them is over before it begins.
    """
    told = context.attributions[attribution]
    if told.source is None or context.entities[person].kind != "person":
        return False
    asks = told.cue is not None and _ASKING.search(told.cue.text) is not None
    text = context.documents[told.source.span.document].text
    apart = _ENDED.search(text, told.source.span.end, told.content[0].start)
    return not asks and not apart and find_credit(context, attribution, person) is not None


def is_named_after(context: Context, attribution: str, person: str) -> bool:
    """Whether another name follows at once: of "the port's head, Ann Lee" the first words are taken for a name, too."""
    told = context.attributions[attribution]
    if told.source is None:
        return False
    document, end = told.source.span.document, told.source.span.end
    text = context.documents[document].text[end : end + 3]
    after = Span(document=document, start=end, end=end + len(text), text=text)
    people = {one for one in context.entities_in(after) if context.entities[one].kind == "person"}
    of_somebody = _OF_SOMEBODY.search(context.entities[person].name) if person in context.entities else None
    return of_somebody is not None and after.text.startswith(", ") and bool(people - {person})


def find_credit(context: Context, attribution: str, person: str) -> Span | None:
    """Where a saying's speaker is told for certain: by name or office in its source, or by name right after that.

    Or by name before it, in a paragraph that names nobody else.
    """
    told = context.attributions[attribution]
    if told.source is None:
        return None
    source = told.source.span
    if _names(context, source, person) or _is_office(context, source, person):
        return source
    mentions = [m for m in context.entities[person].mentions if m.document == source.document]
    apposed = next((m for m in mentions if source.end < m.start <= source.end + len(", ")), None)
    if apposed:
        return context.trim(source.document, apposed.start, apposed.end)
    place = min(source, told.content[0])
    block = context.block(place)
    if block is None:
        return None
    before = context.trim(place.document, block.start, place.start)
    people = {one for one in context.entities_in(before) if context.entities[one].kind == "person"}
    named = [
        context.trim(place.document, m.start, m.end)
        for m in mentions
        if before.start <= m.start and m.end <= before.end
    ]
    return next((span for span in named if people == {person} and _names(context, span, person)), None)


def _names(context: Context, span: Span, person: str) -> bool:
    return not set(words_of(span.text)).isdisjoint(words_of(context.entities[person].name))


def _is_office(context: Context, span: Span, person: str) -> bool:
    """Whether all words of a span are those of what a report calls a person: "the prosecutor"."""
    offices = {word for role in context.entities[person].roles for word in words_of(role.text)}
    told = words_of(span.text)
    return bool(told) and offices.issuperset(told)
