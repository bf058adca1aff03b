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
from joindots.model import HAPPENING, Event, Finding, Span, TimeExpression
from joindots.text.normal import content_stems, content_words, stem
from joindots.text.number_words import ORDINALS

_CONFLICT = 0.55  # what has the same words may have happened twice
_MOST_DAYS = 45
"""Days that two tellings of one happening can lie apart. Farther, one is more likely another of its kind."""
_SHARE = 0.6  # of the content words of the shorter, without the verb and the date
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_LIVED = re.compile(
    r"\b(?:was the first to )?(?P<act>died?|born)\b(?: of [a-z ]{1,30})?(?: in [a-z ]{1,20})?,? on \Z", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:the|its|his|her|their) (?P<thing>(?:[\w’'-]{1,24} ){1,3})(?:had been|has been|was|were)"
    r"(?: last| first| finally)? (?P<verb>[a-z]{3,15}) in \Z",
    re.IGNORECASE,
)
_LONGEST = 60  # code points of a happening in a topic
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|to be)\b|n[’']t\b", re.IGNORECASE)  # nor is done what is to be
_NEAR = 16  # code points before a verb in which it is negated
_BEFORE = 120  # code points before a date in which stands what happened on it
_PERCENT = re.compile(r"(?<![\d.,])\d[\d.,]{0,12}(?=\s?%|\s?per ?cent\b)", re.IGNORECASE)
_LIGHT = "light"


class _Told(Struct, frozen=True, kw_only=True):
    """A happening in one report.

    Attributes:
        name: The clause.
        record: Id of the happening or of the date.
        here: Its verb.
        day: When, as ISO date.
        kind: Of the act: the name of a list of verbs that tell one act, or the verb's stem.
        stems: Content words of the clause besides; the id of a person where it is told of one.
        rank: Ordinals of the clause: the first case is not the second.
        voice: Who says so, or None for the report's own voice.
        saying: The same for a position.
    """

    name: str
    record: str
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
    for one in _read_all(context):
        for story in context.stories_of_one_matter(one.here.document):
            told[story, one.kind].append(one)
    for key in sorted(told):
        tellings = sorted(told[key], key=lambda one: one.here)
        edges = [(i, k) for (i, a), (k, b) in combinations(enumerate(tellings), 2) if _is_one(a, b)]
        for members in connected_components(len(tellings), edges):
            yield from _judge(context, [tellings[i] for i in members])


def _read_all(context: Context) -> Iterator[_Told]:
    for event in context.pile.events:
        if event.type == HAPPENING and event.date and _DAY.fullmatch(event.date.value):
            for mention in event.mentions:
                if one := _read(context, event, mention):
                    yield one
    for time in context.pile.times:
        if one := _read_life(context, time) or _read_passive(context, time):
            yield one


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
        name=event.name,
        record=event.id,
        here=mention,
        day=event.date.value,
        kind=kind,
        stems=stems - word_set("acts", _LIGHT),
        rank=frozenset(word.text for word in said if word.text in ORDINALS or word.text == "last"),
        voice=context.voice_of(record),
        saying=Saying(evidence=(sentence,), records=(event.id,), source=context.source_of(record)),
    )


def _read_life(context: Context, time: TimeExpression) -> _Told | None:
    """The day on which somebody died or was born."""
    if not _DAY.fullmatch(time.value or "") or not (found := _found_before(context, time, _LIVED)):
        return None
    sentence = context.sentence(time.span)
    start = time.span.start - len(found.string) + found.start()
    before = context.trim(sentence.document, sentence.start, start)
    people = [entity for entity in context.mentions_in(before) if context.entities[entity].kind == "person"]
    if not people:
        return None
    whose = context.namesakes.get(people[-1], people[-1])
    kind = "died" if found["act"].lower().startswith("die") else "born"
    name = f"{context.entities[whose].name} {kind}"
    return _tell_time(context, time, (f"{kind} {whose}", name, frozenset({whose})), start)


def _read_passive(context: Context, time: TimeExpression) -> _Told | None:
    """The month or day in which something "had been replaced"; a day that a happening tells is told with that."""
    if not _MONTH.fullmatch(time.value or "") or not (found := _found_before(context, time, _DONE)):
        return None
    verb = found["verb"].lower()
    kind = next((name for name in word_lists("acts") if name != _LIGHT and verb in word_set("acts", name)), None)
    stems = content_stems(found["thing"]) - word_set("acts", _LIGHT)
    if kind is None or not stems:
        return None
    start = time.span.start - len(found.string) + found.start("verb")
    return _tell_time(context, time, (kind, f"the {found['thing'].strip()} was {verb}", stems), start)


def _found_before(context: Context, time: TimeExpression, wanted: re.Pattern[str]) -> re.Match[str] | None:
    start = max(context.sentence(time.span).start, time.span.start - _BEFORE)
    text = context.documents[time.span.document].text
    block = context.block(time.span)
    return wanted.search(text[start : time.span.start]) if block and block.kind == "body" else None


def _tell_time(context: Context, time: TimeExpression, what: tuple[str, str, frozenset[str]], start: int) -> _Told:
    kind, name, stems = what
    text = context.documents[time.span.document].text
    here = Span(document=time.span.document, start=start, end=time.span.end, text=text[start : time.span.end])
    record = context.said_by(here)
    return _Told(
        name=name,
        record=time.id,
        here=here,
        day=time.value or "",
        kind=kind,
        stems=stems,
        rank=frozenset(),
        voice=context.voice_of(record),
        saying=Saying(evidence=(context.sentence(time.span),), records=(time.id,), source=context.source_of(record)),
    )


def _is_one(a: _Told, b: _Told) -> bool:
    """Whether two tellings are of one happening: their clauses share most words, and nothing tells them apart."""
    shared = a.stems & b.stems
    near = _are_near(a, b) and not _are_told_anew(a, b)
    alike = len(shared) >= _SHARE * min(len(a.stems), len(b.stems)) and a.rank == b.rank
    return near and alike and bool(shared)


def _are_told_anew(a: _Told, b: _Told) -> bool:
    """Whether two tellings are of one sentence, printed again on a later day, or of what recurs with other numbers.

    Shares that closed 3 per cent down on Monday and 2 per cent up on Tuesday did so twice.
    """
    again = (
        a.day != b.day and a.here.document != b.here.document and a.saying.evidence[0].text == b.saying.evidence[0].text
    )
    one, other = (set(_PERCENT.findall(told.name)) for told in (a, b))
    return again or bool(one and other and one.isdisjoint(other))


def _are_near(a: _Told, b: _Told) -> bool:
    """Whether two days are near, or two voices of one report give them; a month is no day."""
    if len(a.day) != len(b.day):
        return False
    if a.here.document == b.here.document and a.voice != b.voice:
        return True
    one, other = (date.fromisoformat(f"{told.day}-01"[: len("2000-01-01")]) for told in (a, b))
    return abs((one - other).days) <= _MOST_DAYS


def _judge(context: Context, told: Sequence[_Told]) -> Iterator[Finding]:
    """A conflict between the days of one happening; none where one voice gives two, or more than two days are told."""
    days: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        days[one.day].append(one)
    voices = [{(one.here.document, one.voice) for one in days[day]} for day in sorted(days)]
    if len(days) != 2 or voices[0] & voices[1]:
        return
    happened = {event.id for event in context.pile.events}
    first, second = sorted(days)
    if len({(one.here.document, one.voice) for one in told}) < 2:
        return
    sides = [f"{date_words(day)} in {_labels(context, days[day])}" for day in (first, second)]
    name = shorten(min((one.name for one in told), key=lambda text: (len(text), text)), _LONGEST)
    verdict = Verdict(
        kind="conflict",
        topic=f"Date: {name}",
        about=tuple(sorted({one.record for one in told if one.record in happened})),
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
