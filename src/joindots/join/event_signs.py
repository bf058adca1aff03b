"""What a report's text says of the people and the time of its main event: read once a report.

An age tells whom a report is about: the victim and the accused are "Mara Lindt, 17" and "a 17-year-old"; the officer
who speaks to the press and the neighbour's cousin mostly are not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from joindots.model import Document, Entity, Mention, Span
from joindots.model.memos import Memo, recall

AGES_WITHIN = 1500
"""Characters of a report's text in which ages are those of its event's people; later ones are of other events."""

# Reports with these words may tell of what is long past: anniversaries, trials, inquiries.
_LOOKING_BACK = re.compile(
    r"\b(?:anniversary|years? (?:ago|after|later|since|on)|months? (?:ago|after|later)|trial|jury|sentenced|jailed"
    r"|inquest|inquiry|convict\w*|remember\w*|memorial|history|court|commission)\b",
    re.IGNORECASE,
)
_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_WORTH = {word: str(n) for n, word in enumerate(_SMALL, 1)}
_AGE = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_SMALL)})-(year|month|week|day)s?-old", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"(?:(?:year|month|week|day)s?-old|years? old,?)(?: [a-z]{1,20}){0,3},? (?=[A-Z])")
_AGE_AFTER = re.compile(r"(?:['’]s)?,? \(?(?:aged? )?\d{1,2}(?=[,;:)]| was | is |\. |-year| months)")
_TITLES = frozenset({"title", "heading", "boilerplate"})  # there any word is written as a name is


class Signs(Struct, frozen=True, array_like=True):
    """What was read of one text.

    Attributes:
        document: Id of the report, so that what is kept tells whom it speaks of.
        back: Whether it may look back.
        ages: The ages that it tells first: "17 year".
        before: Where a name may begin that follows an age.
        after: Where a name may end that an age follows.
    """

    document: str
    back: bool
    ages: tuple[str, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]


def read_signs(document: Document, memo: Memo | None = None) -> Signs:
    """What a report's text says of the people and the time of its main event.

    Args:
        document: The report.
        memo: What was read before.
    """
    return recall(memo, Signs, ("signs of", document.id, document.text), partial(_read, document))


def _read(document: Document) -> Signs:
    text = document.text
    return Signs(
        document=document.id,
        back=bool(_LOOKING_BACK.search(text)),
        ages=tuple(sorted({age for age, _ in find_ages(document)})),
        before=tuple(found.end() for found in _AGE_BEFORE.finditer(text)),
        after=tuple(found.start() for found in _AGE_AFTER.finditer(text)),
    )


def find_ages(document: Document) -> Iterator[tuple[str, Span]]:
    """The ages that a report tells first, each with where.

    Yields:
        Such as "17 year" for "seventeen-year-old".
    """
    for found in _AGE.finditer(document.text, 0, AGES_WITHIN):
        number = found[1].lower()
        span = Span(document=document.id, start=found.start(), end=found.end(), text=found[0])
        yield f"{_WORTH.get(number, number)} {found[2].lower()}", span


def find_told(
    documents: Sequence[Document], entities: Sequence[Entity], signs: Mapping[str, Signs]
) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Persons of full name that reports tell the age of, and all persons of full name.

    Args:
        documents: The reports.
        entities: Of the whole pile.
        signs: Of each report, by its id.

    Returns:
        By report the ids of the first; the ids of all whom some report names in its own text, outside titles.
    """
    full = list_full(documents, entities)
    return list_aged(documents, (entity for entity in entities if entity.id in full), signs), full


def list_full(documents: Iterable[Document], entities: Iterable[Entity]) -> frozenset[str]:
    """Ids of all persons of full name whom some report names in its own text, outside titles.

    Args:
        documents: The reports.
        entities: Of the whole pile.
    """
    titles = {d.id: [(b.start, b.end) for b in d.blocks if b.kind in _TITLES] for d in documents}
    persons = (entity for entity in entities if entity.kind == "person" and " " in entity.name)
    return frozenset(e.id for e in persons if any(_stands_in_text(mention, titles) for mention in e.mentions))


def list_aged(
    documents: Iterable[Document], full: Iterable[Entity], signs: Mapping[str, Signs]
) -> dict[str, frozenset[str]]:
    """By report the ids of the persons of full name whose age it tells.

    Args:
        documents: The reports.
        full: Such persons; of their mentions those in the reports are enough.
        signs: Of each report, by its id.
    """
    ages = {report: (frozenset(found.before), frozenset(found.after)) for report, found in signs.items()}
    told: dict[str, set[str]] = {document.id: set() for document in documents}
    for entity in full:
        for mention in entity.mentions:
            before, after = ages.get(mention.document, _NO_AGES)
            if mention.start in before or mention.end in after:
                told[mention.document].add(entity.id)
    return {report: frozenset(found) for report, found in told.items()}


_NO_AGES: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())


def _stands_in_text(mention: Mention, titles: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Whether a full name stands in a report's own text."""
    outside = all(not start <= mention.start < end for start, end in titles.get(mention.document, ()))
    return outside and mention.how == "name" and " " in mention.text
