"""When an event was: the day beside its words, or in the sentences that tell it."""

import re
from datetime import date, timedelta

from msgspec.structs import replace

from joindots.extract.events.mentions import EventMention
from joindots.extract.events.words import HARM_FAMILIES
from joindots.extract.lookups import Lookup, dated
from joindots.model import Dated, TimeExpression
from joindots.parse import Parse

_WEEK = timedelta(days=7)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
# Says by itself which week is meant.
_NUMBERED = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*|\d+(?:st|nd|rd|th)|\d{4}|this)\b", re.IGNORECASE
)
_LATER = frozenset({"hospital", "injuries", "wounds", "burns", "later", "surgery", "support"})


def date_event(parse: Parse, mentions: list[EventMention], lookup: Lookup) -> Dated | None:
    """The most precise date beside a mention; of equals the one given most often, then the first.

    Where no day hangs on a mention, one told in a sentence of the event, or where somebody came to the scene.

    Args:
        parse: The document.
        mentions: Of one event.
        lookup: What is known at a token.
    """
    harmful = mentions[0].word.family in HARM_FAMILIES
    dates, of_deaths = (
        [d for time in some if (lookup.is_past(time) or not harmful) and (d := dated(time))]
        for some in _times(parse, mentions, lookup)
    )
    if harmful and not any(d.earliest == d.latest for d in dates):
        sentences = dict.fromkeys(parse.tokens[m.token].sentence for m in mentions)
        scene = [s + step for s in sentences for step in (1, 2) if s + step < len(parse.sentences)]
        deaths = _tell_deaths(parse, mentions)
        told = [None if s in deaths else lookup.day_in(s) for s in sentences]
        told += [lookup.scene_day_in(s) for s in scene]
        days = [d for time in told if time is not None and (d := dated(time)) is not None]
        dates += [d for d in days if all(lies_within(d, known) for known in dates)]
    dates = put_into_weeks(dates or of_deaths)
    if not dates:
        return None
    values = [d.value for d in dates]
    best = max(dates, key=lambda d: ("/" not in d.value, len(d.value), values.count(d.value), -values.index(d.value)))
    evidence = tuple(sorted({span for d in dates if d.value == best.value for span in d.evidence}))
    return Dated(value=best.value, earliest=best.earliest, latest=best.latest, basis=best.basis, evidence=evidence)


def put_into_weeks(dates: list[Dated]) -> list[Dated]:
    """Bare weekdays in the week that is told beside them: "last week's fire", and further on "on Friday"."""
    return [next((day for week in dates if (day := put_into_week(known, week))), known) for known in dates]


def put_into_week(day: Dated, week: Dated) -> Dated | None:
    """The weekday of a week, where a bare one was taken for that of the week after; else None."""
    bare = all(_WEEKDAY.search(span.text) and not _NUMBERED.search(span.text) for span in day.evidence)
    if not bare or day.earliest != day.latest or not day.earliest or not (week.earliest and week.latest):
        return None
    first, last = date.fromisoformat(week.earliest), date.fromisoformat(week.latest)
    before = date.fromisoformat(day.earliest) - _WEEK
    if not first <= before <= last < before + _WEEK or not timedelta() < last - first < _WEEK:
        return None
    value = before.isoformat()
    return replace(day, value=value, earliest=value, latest=value)


def _tell_deaths(parse: Parse, mentions: list[EventMention]) -> set[int]:
    """Sentences that tell that somebody died, of an event that is told by other words elsewhere."""
    died = {parse.tokens[m.token].sentence for m in mentions if m.word.type == "death"}
    return died if any(m.word.type != "death" for m in mentions) else set()


def _of_deed(mention: EventMention, time: TimeExpression, lookup: Lookup) -> TimeExpression:
    """The time beside a mention; harm that is told as done lies before the report."""
    return lookup.before_report(time) if mention.word.family in HARM_FAMILIES and mention.real else time


def _times(
    parse: Parse, mentions: list[EventMention], lookup: Lookup
) -> tuple[list[TimeExpression], list[TimeExpression]]:
    """Times beside the mentions; apart, those of deaths that other words of the sentence tell the cause of.

    When somebody died of it later says nothing about when it happened: of "a man shot in May died on Friday" the day is
    that of the death.
    """
    timed = [(m, _of_deed(m, m.time, lookup)) for m in mentions if m.time is not None]
    plain = [time for m, time in timed if m.word.type != "death"]
    deaths = [(m, time) for m, time in timed if m.word.type == "death" and not _died_later(parse, m, mentions)]
    beside = [time for m, time in deaths if m.verb and _told_beside(parse, m, mentions)]
    return [*plain, *(time for _, time in deaths if time not in beside)], beside


def _told_beside(parse: Parse, mention: EventMention, mentions: list[EventMention]) -> bool:
    sentence = parse.tokens[mention.token].sentence
    return any(m is not mention and parse.tokens[m.token].sentence == sentence for m in mentions)


def _died_later(parse: Parse, mention: EventMention, mentions: list[EventMention]) -> bool:
    sentence = parse.sentences[parse.tokens[mention.token].sentence]
    words = {token.text.lower() for token in parse.tokens[sentence.first : sentence.last]}
    here = _told_beside(parse, mention, mentions)
    return not words.isdisjoint(_LATER) or (not here and any(m.word.type != "death" for m in mentions))


def lies_within(day: Dated | TimeExpression, known: Dated | TimeExpression) -> bool:
    """Whether a time lies in another; an open end lies before all, or after none."""
    return (known.earliest or "") <= (day.earliest or "") and (day.latest or "") <= (known.latest or "")
