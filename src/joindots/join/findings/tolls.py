"""Whom a number of people harmed takes in: those of another event, a part of the people, the dead with the injured."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.join.findings.lexicons import pattern
from joindots.join.findings.told_days import ToldDays
from joindots.model import Entity, Event, Place, Span, TimeExpression
from joindots.text.normal import stem, words
from joindots.text.number_words import SMALL

_SLACK = timedelta(days=1)  # an event of the night is put to either day
_SURE = timedelta(days=3)  # an event that is known no closer has no day that another could be told from
_HURT = r"(?:wounded|injured|hurt|in hospital|hospital|(?:critical|serious|grave|stable|fair) condition)"
_IS_HURT = re.compile(rf"\b{_HURT}\b", re.IGNORECASE)
_BESIDE_ONE = re.compile(
    rf"\b(?:{_HURT}|of (?:them|these|those|whom))\b[^.]{{0,80}}(?:,|;| and| while)\s[^.,;]{{0,30}}$", re.IGNORECASE
)
"""Before a number of injured in its sentence: these were told of already, and the number is of the rest."""
_AND_MORE = re.compile(
    r"\b(?:baby|infant|toddler|child|girl|boy|man|woman|teen|teenager|officer|deputy|driver|mother|father)"
    r"(?:,| and| &) $",
    re.IGNORECASE,
)
"""Right before a number: it is of those who were harmed with somebody."""
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:identit(?:y|ies)|names|photos|portraits|funerals?|bod(?:y|ies)) of (?:at least |about |some )?$",
    re.IGNORECASE,
)
"""Before a number: it is of those who are known, shown or buried."""
_APART_IN_TIME = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?) (?:after|before)\b", re.IGNORECASE)
""""Days after five officers were shot in" another town."""
_INCLUDING = re.compile(r"\bincluding (?:at least |about )?([\w-]{1,20})", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:including [\w-]{1,20} who (?:later )?(?:died|was killed)"
    r"|[\w-]{1,20} of (?:them|whom) (?:fatally|died|was killed)|[\w-]{1,20} fatally)\b",
    re.IGNORECASE,
)
"""After a number of people who were shot: those who died are among them."""
_ONE_DIED = re.compile(
    r"\s{0,3}\w{1,20} of (?:them|the|those)\b[^.]{0,60}\b(?:died|killed|dead|fatally|fatal)\b", re.IGNORECASE
)
"""After the sentence with a number: some of those whom it counts died."""
_SHOT = re.compile(r"\b(?:shot|gunshot|struck|stabbed|stab wounds?)\b", re.IGNORECASE)
"""Of people of whom this is told some may have died, where another report says how many did."""
_NOT_TOLD = re.compile(
    r"\b(?:(?:would|will|could) (?:\w{1,12} ){0,2}(?:die|kill|injure|hurt|be|bring|take|lose|reach|rise)"
    r"|avert|prevent|(?:a|per|each|every|average) year|annually|yearly)\b",
    re.IGNORECASE,
)
"""The number is of what may come, or of every year: no toll of an event."""
Told = Mapping[str, frozenset[float]]
"""Report to the numbers of people that it gives."""


def read_reach(context: Context, days: ToldDays, counts: Sequence[Count], others: Told, *, dead: bool) -> list[Count]:
    """Counts of people harmed by one event, as far as they are of it, each with what it takes in.

    Args:
        context: Of the pile.
        days: That its reports tell.
        counts: Of one measure of one event.
        others: What the reports give of the other toll of the event: the injured for the dead.
        dead: Whether they count the dead.
    """
    own = [count for count in counts if not _NOT_TOLD.search(count.evidence[0].text)]
    own = _leave_out_other_events(context, days, own)
    parts = {
        (count.document, count.low)
        for count in own
        if _is_with(context, count) or (not dead and _is_rest(context, count))
    }
    every = frozenset[float]().union(*others.values())
    found = []
    for told in own:
        if _head(told) and _is_exceeded(context, told, own):
            continue
        part = told.exact and ((told.document, told.low) in parts or _is_of_known(context, told))
        count = replace(told, high=float("inf"), exact=False, least=True) if part else told
        found.append(_with_others(context, count, (others.get(count.document, frozenset()), every), dead=dead))
    return found


def _leave_out_other_events(context: Context, days: ToldDays, counts: Sequence[Count]) -> list[Count]:
    """Without those that their words put to a day or a place other than the event's, where any are left."""
    named: dict[str, set[str]] = defaultdict(set)
    for count in counts:
        for entity in context.named_in[count.document]:
            named[entity].add(count.document)
    kept = [count for count in counts if not (_is_earlier(context, days, count) or _is_strange(context, count, named))]
    return kept or list(counts)


def _is_earlier(context: Context, days: ToldDays, count: Count) -> bool:
    """Whether the day told last before a number, or else next after it in its clause, lies before its event."""
    day = _day(context.events.get(count.event or ""))
    told = _told_day(context, days, count)
    if day is None or told is None or told.latest is None:
        return False
    return date.fromisoformat(told.latest) < day - _SLACK


def _day(event: Event | None) -> date | None:
    """First day of an event that is known to within a few days."""
    if event is None or event.date is None or event.date.earliest is None or event.date.latest is None:
        return None
    first, last = date.fromisoformat(event.date.earliest), date.fromisoformat(event.date.latest)
    return first if last - first <= _SURE else None


def _told_day(context: Context, days: ToldDays, count: Count) -> TimeExpression | None:
    sentence, clause = context.sentence(count.span), count.evidence[0]
    dates = days.within(sentence)
    before = [time for time in dates if time.span.end <= count.span.start]
    after = [time for time in dates if count.span.end <= time.span.start < clause.end]
    return before[-1] if before else after[0] if after else None


def _is_strange(context: Context, count: Count, named: Mapping[str, set[str]]) -> bool:
    """Whether a clause names places, all in other states than its event's, that no other report of the event names."""
    event = context.events.get(count.event or "")
    if event is None or event.place is None:
        return False
    places = [e for e in context.entities_in(count.evidence[0]) if context.entities[e].kind == "place"]
    own = context.entities[event.place]
    sentence = context.sentence(count.span)
    set_beside = _APART_IN_TIME.search(sentence.text[: max(0, count.span.start - sentence.start)]) is not None
    return bool(places) and all(
        (set_beside or named[place] == {count.document}) and lie_apart(own, context.entities[place]) for place in places
    )


def lie_apart(one: Entity, other: Entity) -> bool:
    """Whether two places are known to lie in two countries or states."""
    if not isinstance(one.place, Place) or not isinstance(other.place, Place):
        return False
    if one.place.country_code != other.place.country_code:
        return True
    return None not in (one.place.state, other.place.state) and one.place.state != other.place.state


def _is_with(context: Context, count: Count) -> bool:
    """Whether somebody harmed is told of right before a number: "a baby, 4 people hurt"."""
    text = context.documents[count.document].text
    return (
        count.besides is None and _AND_MORE.search(text[max(0, count.span.start - 60) : count.span.start]) is not None
    )


def _is_rest(context: Context, count: Count) -> bool:
    """Whether a number of injured leaves out somebody told of before: "one in critical condition, and four hurt"."""
    sentence = context.sentence(count.span)
    before = sentence.text[: count.span.start - sentence.start]
    if _BESIDE_ONE.search(before):
        return True
    if not _OTHERS.search(f"{count.span.text} {count.counted}") or pattern("counts", "deadly").search(sentence.text):
        return False
    last = context.sentence_before(sentence)
    return last is not None and _IS_HURT.search(last.text) is not None


def _is_of_known(context: Context, count: Count) -> bool:
    """Whether a number is of those who were named or shown: "the identities of three victims"."""
    text = context.documents[count.document].text
    return _NAMED.search(text[max(0, count.span.start - 60) : count.span.start]) is not None


def _with_others(
    context: Context, count: Count, others: tuple[frozenset[float], frozenset[float]], *, dead: bool
) -> Count:
    """A count with all whom its report counts as harmed, and the lower numbers that its words make a part of it."""
    own, every = others
    struck = count.low + min(own) if len(own) == 1 else None
    sentence = context.sentence(count.span)
    after = sentence.text[count.span.end - sentence.start :]
    parts = {float(SMALL.get(word.lower(), word)) for word in _INCLUDING.findall(after) if _is_number(word)}
    told = own or every
    if not dead and len(told) == 1 and _may_hold_dead(context, sentence, after, told_here=bool(own)):
        parts.add(count.low - min(told))
    return replace(count, struck=struck, parts=frozenset(parts))


def _may_hold_dead(context: Context, sentence: Span, after: str, *, told_here: bool) -> bool:
    """Whether those who died may be among the people whom a sentence counts; `after` is its rest after the number."""
    if _HELD.search(after):
        return True
    if pattern("counts", "deadly").search(sentence.text):
        return False
    text = context.documents[sentence.document].text
    died = _ONE_DIED.match(text[sentence.end : sentence.end + 100])
    return told_here or died is not None or _SHOT.search(sentence.text) is not None


def _is_number(word: str) -> bool:
    return word.isdigit() or word.lower() in SMALL


def take_for_all(context: Context, counts: Sequence[Count]) -> list[Count]:
    """Counts, those of one kind of people ("patients") as counts of all where several reports count nobody else."""
    told: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        told[count.document].append(count)
    kinds: dict[str, set[str]] = defaultdict(set)
    for document, own in told.items():
        heads = {_head(count) for count in own if count.least} - {""}
        if len(heads) == 1 and len({count.low for count in own}) == 1:
            kinds[heads.pop()].add(document)
    common = {head for head, documents in kinds.items() if len(documents) > 1}
    return [
        replace(count, high=count.low, exact=True, least=False)
        if count.least
        and _head(count) in common
        and count.document in kinds[_head(count)]
        and not _is_exceeded(context, count, counts)
        else count
        for count in counts
    ]


def _is_exceeded(context: Context, count: Count, counts: Sequence[Count]) -> bool:
    """Whether a report no later than that of a count tells of more people, of no one kind: then it counts a part."""
    day = context.day(count.document)
    more = (other for other in counts if other.exact and other.low > count.low)
    return day is not None and any((context.day(other.document) or "9") <= day for other in more)


def _head(count: Count) -> str:
    """What people are counted as, or nothing: whoever is told apart otherwise stays apart."""
    said = [stem(word.text) for word in words(count.counted)]
    return said[-1] if said and count.least and not count.besides and f"{count.low:,.0f}" in count.words else ""
