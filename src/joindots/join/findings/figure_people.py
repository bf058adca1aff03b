"""Whom a number is of: those who are named in what is counted, or in its clause."""

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.text.normal import words


def whom_it_counts(context: Context, count: Count) -> set[str]:
    """Ids of the people whom a count is of: those named in what is counted, else the one in its clause."""
    found = {entity for span in count.evidence for entity in context.entities_in(span)}
    people = {entity for entity in found if context.entities[entity].kind == "person"}
    counted = {word.text for word in words(count.counted)}
    named = {p for p in people if counted & {word.text for word in words(context.entities[p].name)}}
    if not people:
        return set(context.named_after(count.evidence[0]))
    return named or (people if len(people) == 1 else set())


def is_one_player(context: Context, measure: str, a: Count, b: Count) -> bool:
    """Whether the same was done by one player, who is the only one named: "missed three games"."""
    people = [whom_it_counts(context, count) for count in (a, b)]
    return " " in measure and not people[0].isdisjoint(people[1])
