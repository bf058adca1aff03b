"""Whether two statements are of one speaker, and of one occasion."""

from collections.abc import Collection
from datetime import date
from itertools import combinations

from joindots.join.findings.contexts import Context
from joindots.text.normal import content_words


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


def speaks_for(context: Context, a: str | None, b: str | None) -> bool:
    """Whether one speaker is a person and the other a body that the person may have spoken for."""
    kinds = {context.entities[one].kind for one in (a, b) if one in context.entities}
    return kinds == {"person", "organisation"}
