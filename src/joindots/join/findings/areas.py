"""Where people are counted whom the same thing befalls in many places: each land has a number of its own."""

import re
from collections.abc import Sequence
from itertools import combinations

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.tolls import lie_apart
from joindots.model import Span
from joindots.text.normal import stem, words

_WIDELY_TOLD = 8
"""Reports that count the victims of a disease from which on it is taken to be in several lands."""
_WORLD = re.compile(
    r"\b(?:world-?wide|globally|global|around the world|across the world|in the world|countries)\b", re.IGNORECASE
)
_SUSPECTED = re.compile(
    r"\b(?:suspect(?:s|ed)?|suspicion|probabl[ey]|possible|believed|feared|presumed)\b", re.IGNORECASE
)
_CONFIRMED = re.compile(
    r"\b(?:confirm(?:s|ed)?|laborator(?:y|ies)|official(?:ly)? (?:tally|toll|count))\b", re.IGNORECASE
)
_WHOLE_WORLD = "the world"
_BODIES = ("organisation", "group")


def split_by_land(context: Context, counts: Sequence[Count]) -> list[list[Count]]:
    """Counts of people harmed by what spreads, land by land; of anything else all together."""
    event = context.events.get(counts[0].event or "") if counts else None
    said = {stem(word.text.lower()) for mention in (event.mentions if event else ()) for word in words(mention.text)}
    reports = {count.document for count in counts}
    if said.isdisjoint(word_set("counts", "spreading")) or len(reports) < _WIDELY_TOLD:
        return [list(counts)]
    groups: dict[tuple[str, str], list[Count]] = {}
    for count in counts:
        groups.setdefault((find_area(context, count) or "", tell_proof(count)), []).append(count)
    return [groups[area] for area in sorted(groups)]


def tell_proof(count: Count) -> str:
    """How sure it is said to be what befell people: `confirmed`, `suspected`, or empty."""
    clause = count.evidence[0].text
    return "suspected" if _SUSPECTED.search(clause) else "confirmed" if _CONFIRMED.search(clause) else ""


def find_area(context: Context, count: Count) -> str | None:
    """Where people are counted: the place named next after a number, or next before it, in its clause or sentence."""
    for span in (count.evidence[0], context.sentence(count.span)):
        text = context.documents[count.document].text
        after = Span(document=count.document, start=count.span.end, end=span.end, text=text[count.span.end : span.end])
        before = Span(document=count.document, start=span.start, end=count.span.start, text="")
        for part, at in ((after, 0), (before, -1)):
            places = [e for e in context.entities_in(part) if context.entities[e].kind == "place"]
            if _WORLD.search(text[part.start : part.end]):
                return _WHOLE_WORLD
            if places:
                return places[at]
    return None


def are_elsewhere(context: Context, a: Count, b: Count) -> bool:
    """Whether the sentences of two counts name places, and none in common: an illness is counted land by land."""
    told = (context.entities_in(context.sentence(count.span)) for count in (a, b))
    one, other = ({place for place in named if context.entities[place].kind == "place"} for named in told)
    return bool(one and other) and one.isdisjoint(other)


def are_counted_apart(context: Context, a: Count, b: Count) -> bool:
    """Whether two counts are of two lands, of one and of the world, or of what is sure and what may be."""
    proofs = {tell_proof(count) for count in (a, b)} - {""}
    if len(proofs) > 1:
        return True
    one = find_area(context, a)
    other = one and find_area(context, b)
    if one is None or other is None or one == other:
        return False
    return _WHOLE_WORLD in (one, other) or lie_apart(context.entities[one], context.entities[other])


def are_of_others(context: Context, a: Count, b: Count) -> bool:
    """Whether the sentences of two numbers name bodies, but for who says so, and none in common: two firms' bids."""
    one, other = (
        {
            context.namesakes.get(entity, entity)
            for entity in context.entities_in(context.sentence(count.span))
            if context.entities[entity].kind in _BODIES and entity not in (count.source, count.voice)
        }
        for count in (a, b)
    )
    return bool(one and other) and one.isdisjoint(other)


def are_single_people(context: Context, counts: Sequence[Count]) -> bool:
    """Whether counts of one each are of somebody else, as the names in some of their clauses tell."""
    if any((count.low, count.high) != (1, 1) for count in counts):
        return False
    named = [
        {e for span in count.evidence for e in context.entities_in(span) if context.entities[e].kind == "person"}
        for count in counts
    ]
    return any(a.isdisjoint(b) for a, b in combinations(filter(None, named), 2))


def are_apart(context: Context, a: Count, b: Count) -> bool:
    """Whether the events of two counts cannot be one: days that do not meet, or places strange to each other's report.

    That they were not joined says little: each report's arrest, and each count of the missing, is an event of its own.
    """
    one, other = context.events.get(a.event or ""), context.events.get(b.event or "")
    if one is None or other is None or one.id == other.id:
        return False
    if one.place and other.place and one.place != other.place:
        strange = other.place not in context.named_in[a.document] and one.place not in context.named_in[b.document]
        if strange:
            return True
    if one.date is None or other.date is None:
        return False
    first = max(one.date.earliest or "", other.date.earliest or "")
    return first > min(one.date.latest or "9", other.date.latest or "9")
