"""Dates and places of events, and weekdays that mean several dates."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern
from joindots.join.findings.verdicts import (
    Saying,
    Verdict,
    count_independent,
    make_finding,
    make_position,
    note_origins,
)
from joindots.join.findings.wordings import date_words, join_words
from joindots.model import Finding, FindingKind, Incident, Reported, Span
from joindots.text.normal import words

_AGREED = 0.8
_CONFLICT = 0.5  # a date near an event's words may be that of something else
_WEEKDAY = 0.4  # of 13 on real reports, 4 were two dates: the tense that tells the side of the day is often misread
_NEAR_DAYS = 3
"""Days that two dates of one event can lie apart and still be meant for the same happening. Read on 450 reports of
17 long stories: beyond that, one of the two was the date of something that followed."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEKDAYS = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b(?!\W+\d{1,2}\s)", re.IGNORECASE)
_FULL = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b|\d{4}", re.IGNORECASE)
_BESIDE = 60
"""Characters between a day and the word for what was on it."""
_APART = re.compile(
    r"[,;:()|—–“”\"\d]|\b(?:that|which|who|whom|whose|where|when|while|after|before|since|until|because|as|if|and|but|or|to"
    r"|said|says|told|about)\b",
    re.IGNORECASE,
)
"""What may begin another statement: the day on the one side of it is not that of the event on the other."""
_BEFORE_DAY = re.compile(r"\A\s*\Z|\b(?:on|of|in|at|by|the|late|early)\s*\Z", re.IGNORECASE)
"""A bare day further on is that of a verb between: "schools with an outbreak today moved their exams"."""
_DYING = re.compile(r"die[sd]?|dying|dead|deaths?", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:night|overnight|midnight|early|morning)\b", re.IGNORECASE)
"""Of one night some reports give the day on which it began, others that on which it ended."""
_AFTER_DAY = re.compile(r"\A,")  # "On 3 May, a fire broke out"
_WEEKDAY_DAYS = 7
"""Days between two reports beyond which nobody takes the weekday of the one for that of the other."""
_TOLD_WHICH = re.compile(r"\b(?:next|last|following|previous|coming)\s+\Z", re.IGNORECASE)
"""Before a weekday: it says itself which one is meant."""
_SAYS_WHICH = re.compile(r"\b(?:next|following|coming|this)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|could|may|might|must|can|[’']ll|to be|set to|due|expect(?:s|ed)?"
    r"|schedul(?:es|ed)|plan(?:s|ned)?|(?:is|are) (?:\w+ )?(?:to|\w+ing)|opens?|begins?|starts?|meets?"
    r"|resumes?|returns?|sits|faces|plays|hosts|closes?|ends?|upcoming|deadline|until|till|by)\b",
    re.IGNORECASE,
)
"""In a sentence: what its weekday is of may lie ahead. Without it the side of the day was mostly misread."""
_MOST_REPORTS = 60
"""Reports of one event that are of one happening. Of one that is in hundreds, which ran for weeks, a day is that of
some turn of it: of the conflicts between such days none was right."""
_MOST_DATES = 4
"""Dates of one weekday that are shown: a story that runs on for weeks has a new one every week."""


def find_dates(context: Context) -> Iterator[Finding]:
    """Agreement and conflict on when and where incidents happened; weekdays that mean several dates."""
    for incident in context.pile.incidents:
        dated = [replace(r, evidence=_beside(context, incident, r.evidence)) for r in incident.date]
        stated = [r for r in dated if r.evidence and r.basis != "inferred"]
        days = _by_value(context, [r for r in stated if _DAY.fullmatch(str(r.value))], incident)
        yield from _agree(context, "Date", incident, {date_words(value): days[value] for value in sorted(days)})
        yield from _dispute(context, incident, days)
        places = _by_value(context, [r for r in incident.location if str(r.value) in context.entities], incident)
        names = {value: context.entities[value].name for value in sorted(places)}
        named = {name: places[value] for value, name in names.items() if not _is_in_name(context, incident, name)}
        yield from _agree(context, "Place", incident, named)
    yield from _weekdays(context)


def _is_in_name(context: Context, incident: Incident, place: str) -> bool:
    """Whether an event's name tells its place: that the Lowmere fire was in Lowmere is nothing to agree on."""
    event = context.events.get(incident.event)
    told = {word.text for word in words(event.name)} if event else set()
    return {word.text for word in words(place)} <= told


def _beside(context: Context, incident: Incident, days: Sequence[Span]) -> tuple[Span, ...]:
    """Those that stand beside a word for the event: one that stands further off may be the day of anything else."""
    event = context.events.get(incident.event)
    mentions: dict[str, list[Span]] = defaultdict(list)
    told = event.mentions if event else ()
    own = [mention for mention in told if not _DYING.fullmatch(mention.text)]
    for mention in own or told:  # who was shot on the 16th may die on the 18th
        mentions[mention.document].append(mention)
    return tuple(
        day
        for day in days
        if any(_is_beside(context, day, m) for m in mentions[day.document]) and not _is_of_count(context, day)
    )


def _is_of_count(context: Context, day: Span) -> bool:
    """Whether a day stands after words that a number moved: "rose to 19 on Monday" tells no day of the event."""
    sentence = context.sentence(day)
    moved = pattern("counts", "moved").search(sentence.text)
    return moved is not None and moved.end() <= day.start - sentence.start


def _is_beside(context: Context, day: Span, mention: Span) -> bool:
    first, second = sorted((day, mention), key=lambda span: (span.start, span.end))
    if second.start - first.end > _BESIDE or context.sentence(first) != context.sentence(second):
        return False
    between = context.documents[day.document].text[first.end : second.start]
    if first is day:
        return _APART.search(_AFTER_DAY.sub("", between)) is None
    return _APART.search(between) is None and _BEFORE_DAY.search(between) is not None


def _by_value(context: Context, reported: Sequence[Reported], incident: Incident) -> dict[str, list[Saying]]:
    found: dict[str, list[Saying]] = defaultdict(list)
    for value in reported:
        source = context.source_of(value.attribution)
        for span in sorted(value.evidence):
            if all(saying.document != span.document for saying in found[str(value.value)]):
                found[str(value.value)].append(Saying(evidence=(span,), records=(incident.id,), source=source))
    return found


def _agree(context: Context, family: str, incident: Incident, values: Mapping[str, list[Saying]]) -> Iterator[Finding]:
    for value, sayings in values.items():
        if count_independent(context, sayings) > 1:
            position = make_position(context, value, sayings)
            text = f"{_labels(context, position.documents)} give {value}." + note_origins(context, position, sayings)
            verdict = _verdict(context, ("agreement", family, _AGREED), incident, text)
            yield make_finding(verdict, [position])


def _dispute(context: Context, incident: Incident, days: Mapping[str, list[Saying]]) -> Iterator[Finding]:
    """Two days close together for one event, each told by reports that do not tell the other.

    A third day shows that some of the dates are of what came after; then nothing is said.
    """
    event = context.events.get(incident.event)
    if len(days) != 2 or (event and len({mention.document for mention in event.mentions}) > _MOST_REPORTS):
        return
    first, second = sorted(days)
    one, other = ({saying.document for saying in days[day]} for day in (first, second))
    apart = _days_between(first, second)
    at_night = any(_NIGHT.search(saying.evidence[0].text) for told in days.values() for saying in told)
    if one & other or apart > _NEAR_DAYS or (apart == 1 and at_night):
        return
    sides = ((first, one), (second, other))
    parts = [f"{_labels(context, sorted(told))} {_gives(told)} {date_words(day)}" for day, told in sides]
    verdict = _verdict(context, ("conflict", "Date", _CONFLICT), incident, f"{'; '.join(parts)}.")
    yield make_finding(verdict, [make_position(context, date_words(day), days[day]) for day, _ in sides])


def _gives(documents: set[str]) -> str:
    return "gives" if len(documents) == 1 else "give"


def _verdict(context: Context, told: tuple[FindingKind, str, float], incident: Incident, text: str) -> Verdict:
    kind, family, sure = told
    name = context.events[incident.event].name if incident.event in context.events else "one event"
    return Verdict(kind=kind, topic=f"{family}: {name}", about=(incident.event,), confidence=sure, explanation=text)


def _labels(context: Context, documents: Sequence[str]) -> str:
    return join_words([context.dated_label(document) for document in documents])


def _weekdays(context: Context) -> Iterator[Finding]:
    """Weekday names without a date that stand for different ones in one story."""
    used: dict[tuple[str, str], dict[str, list[Saying]]] = defaultdict(lambda: defaultdict(list))
    for time in context.pile.times:
        found = _WEEKDAYS.search(time.span.text)
        day = _DAY.match(time.value or "")
        if found and day and not (_FULL.search(time.span.text) or _says_which(context, time.span, day.group())):
            for story in context.stories.get(time.span.document, ()):
                saying = Saying(evidence=(time.span,), records=(time.id,))
                used[story, f"{found.group(1)}day".capitalize()][day.group()].append(saying)
    for (_, weekday), days in sorted(used.items()):
        near = _near_each_other(context, days)
        if 1 < len(near) <= _MOST_DATES:
            yield _weekday(context, weekday, {day: sorted(days[day], key=lambda s: s.evidence) for day in near})


def _says_which(context: Context, weekday: Span, day: str) -> bool:
    """Whether words tell which week is meant, or were hardly read right: none tells that the day lies ahead."""
    sentence, published = context.sentence(weekday), context.day(weekday.document)
    if _SAYS_WHICH.search(weekday.text) or (published and day > published and not _AHEAD.search(sentence.text)):
        return True
    return _TOLD_WHICH.search(sentence.text[: weekday.start - sentence.start]) is not None


def _near_each_other(context: Context, days: Mapping[str, Sequence[Saying]]) -> list[str]:
    """Days that a reader could take for one another: of two reports of one week, one looks back and one ahead.

    Of two that look back each tells what was new that week: nobody wonders.
    """

    def confused(one: str, other: str) -> bool:
        pairs = product((s.document for s in days[one]), (s.document for s in days[other]))
        return any(
            (a := context.day(x))
            and (b := context.day(y))
            and _days_between(a, b) <= _WEEKDAY_DAYS
            and (one > a) != (other > b)
            for x, y in pairs
            if x != y
        )

    return [day for day in sorted(days) if any(day != other and confused(day, other) for other in days)]


def _days_between(a: str, b: str) -> int:
    return abs((date.fromisoformat(b) - date.fromisoformat(a)).days)


def _weekday(context: Context, weekday: str, days: Mapping[str, Sequence[Saying]]) -> Finding:
    told = [
        f"{date_words(day)} in {join_words(sorted({context.label(s.document) for s in sayings}))}"
        for day, sayings in days.items()
    ]
    verdict = Verdict(
        kind="scope",
        topic=f"Date: {weekday}",
        about=(),
        confidence=_WEEKDAY,
        explanation=f"“{weekday}” means different dates: {'; '.join(told)}.",
    )
    positions = [make_position(context, date_words(day), sayings) for day, sayings in days.items()]
    return make_finding(verdict, positions)
