"""The day of one thing that happened, told differently: the case was found on the 24th, and on the 27th."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_lists, word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import date_words, join_words, shorten
from joindots.linkage import connected_components
from joindots.model import HAPPENING, Event, Finding, Span
from joindots.text.normal import content_words, stem
from joindots.text.number_words import ORDINALS

_CONFLICT = 0.55  # what has the same words may have happened twice
_MOST_DAYS = 45
"""Days that two tellings of one happening can lie apart. Farther, one is more likely another of its kind."""
_SHARE = 0.6  # of the content words of the shorter, without the verb and the date
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 60  # code points of a happening in a topic
_NEGATED = re.compile(r"\b(?:not|never|no|nobody)\b|n[’']t\b", re.IGNORECASE)
_NEAR = 16  # code points before a verb in which it is negated
_LIGHT = "light"


class _Told(Struct, frozen=True, kw_only=True):
    """A happening in one report.

    Attributes:
        event: The record.
        here: Its verb.
        day: When, as ISO date.
        kind: Of the act: the name of a list of verbs that tell one act, or the verb's stem.
        stems: Content words of the clause besides.
        rank: Ordinals of the clause: the first case is not the second.
        voice: Who says so, or None for the report's own voice.
        saying: The same for a position.
    """

    event: Event
    here: Span
    day: str
    kind: str
    stems: frozenset[str]
    rank: frozenset[str]
    voice: str | None
    saying: Saying


def find_days(context: Context) -> Iterator[Finding]:
    """For each happening that reports of one story put on different days: a conflict."""
    told: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for event in context.pile.events:
        if event.type == HAPPENING and event.date and _DAY.fullmatch(event.date.value):
            for mention in event.mentions:
                if one := _read(context, event, mention):
                    for story in context.stories_shared(mention.document):
                        told[story, one.kind].append(one)
    for key in sorted(told):
        tellings = sorted(told[key], key=lambda one: one.here)
        edges = [(i, k) for (i, a), (k, b) in combinations(enumerate(tellings), 2) if _is_one(a, b)]
        for members in connected_components(len(tellings), edges):
            yield from _judge(context, [tellings[i] for i in members])


def _read(context: Context, event: Event, mention: Span) -> _Told | None:
    """A happening as one report tells it; None where nothing but the verb would tell it from others."""
    verb = mention.text.lower()
    kind = next((name for name in word_lists("acts") if name != _LIGHT and verb in word_set("acts", name)), None)
    sentence = context.sentence(mention)
    at = mention.start - sentence.start
    if kind is None or event.date is None or _NEGATED.search(sentence.text[max(0, at - _NEAR) : at]):
        return None
    said = content_words(event.name)
    stems = frozenset(stem(word.text) for word in said if word.text != verb) - word_set("acts", kind)
    if not stems - word_set("acts", _LIGHT):
        return None
    record = context.said_by(mention)
    return _Told(
        event=event,
        here=mention,
        day=event.date.value,
        kind=kind,
        stems=stems - word_set("acts", _LIGHT),
        rank=frozenset(word.text for word in said if word.text in ORDINALS or word.text == "last"),
        voice=context.voice_of(record),
        saying=Saying(evidence=(sentence,), records=(event.id,), source=context.source_of(record)),
    )


def _is_one(a: _Told, b: _Told) -> bool:
    """Whether two tellings are of one happening: their clauses share most words, and nothing tells them apart."""
    shared = a.stems & b.stems
    near = abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) <= _MOST_DAYS
    alike = len(shared) >= _SHARE * min(len(a.stems), len(b.stems)) and a.rank == b.rank
    return near and alike and bool(shared)


def _judge(context: Context, told: Sequence[_Told]) -> Iterator[Finding]:
    """A conflict between the days of one happening; none where one voice gives two, or more than two days are told."""
    days: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        days[one.day].append(one)
    voices = [{(one.here.document, one.voice) for one in days[day]} for day in sorted(days)]
    if len(days) != 2 or voices[0] & voices[1]:
        return
    first, second = sorted(days)
    if len({one.here.document for one in told}) < 2:
        return
    sides = [f"{date_words(day)} in {_labels(context, days[day])}" for day in (first, second)]
    name = shorten(min((one.event.name for one in told), key=lambda text: (len(text), text)), _LONGEST)
    verdict = Verdict(
        kind="conflict",
        topic=f"Date: {name}",
        about=tuple(sorted({one.event.id for one in told})),
        confidence=_CONFLICT,
        explanation=f"“{name}”: {'; '.join(sides)}. Nothing says why they differ.",
    )
    positions = [make_position(context, date_words(day), [one.saying for one in days[day]]) for day in (first, second)]
    yield make_finding(verdict, positions)


def _labels(context: Context, told: Sequence[_Told]) -> str:
    """The reports, each with whom it names for the day."""
    found = []
    for one in told:
        who = context.source_words(context.said_by(one.here))
        found.append(context.dated_label(one.here.document) + (f", from {who}" if who else ""))
    return join_words(sorted(set(found)))
