"""When and how an incident happened."""

import re
from datetime import date, timedelta

from joindots.extract.events.dates import put_into_week
from joindots.extract.events.mentions import read_word
from joindots.extract.events.senses import is_bomb
from joindots.extract.events.words import load_event_words
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.leads import (
    find_dated_day,
    find_latest_day,
    find_lead_day,
    find_told_day,
    is_dated,
    is_signed,
    tells_death,
    tells_words,
)
from joindots.extract.incidents.values import Values
from joindots.extract.lookups import dated
from joindots.model import Dated, Event, Span

_SPARING = frozenset({"kidnapping", "robbery", "arson", "hijacking"})  # deeds that kill nobody themselves
_PLAIN = frozenset({"attack", "killing"})
_PLAIN_TERMS = frozenset({"Armed Assault"})
_MURDERING = frozenset(
    {"murder", "assassinate", "assassination", "slay", "slaying"}
)  # a grenade beside it is no bombing
_LONG_AGO = re.compile(r"(?:more than|over|at least)\b.{1,40}\bago\Z", re.IGNORECASE | re.DOTALL)
_WEEKDAY = re.compile(
    r"(?:(?:early|late|on|last)\s)*(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s\w+)?", re.IGNORECASE
)
_MONTH = timedelta(days=31)
_SHORTLY = timedelta(days=3)
_HOUR = re.compile(r"\d|night|morning|noon|evening|early|late", re.IGNORECASE)
_BOMBING = "Bombing/Explosion"


def find_dates(values: Values, event: Event, tokens: list[int], *, main: bool) -> None:
    """Dates beside the words that tell the incident; of the main one at last one that the report begins with.

    A clock time that the report begins with outweighs a month or year told beside some word of the incident.
    """
    known = event.date
    if known is not None and all(tells_words(values.parse, span) for span in known.evidence):
        known = None
    day = _main_day(values, known, tokens) if main else None
    if day is not None:
        values.add("date", _as_past(values, day), day.evidence[0])
        known = known if known is not None and _refines(known, day) else day
    if known is None:
        _add_bound(values, tokens, main=main)
        return
    for span in known.evidence:
        values.add("date", _as_past(values, known), span)
    for i in tokens:
        time = values.lookup.time_of(i)
        beside = dated(time) if time is not None else None
        if beside is not None and _within(beside.value, known.value):
            for span in beside.evidence:
                values.add("date", _as_past(values, beside), span)


def _as_past(values: Values, known: Dated) -> str:
    """A date as one of what has happened: no later than the report, and on or before it for "more than a year ago"."""
    if _LONG_AGO.match(known.evidence[0].text):
        return f"../{known.latest}"
    published = values.parse.document.published
    last = published.latest if published is not None else None
    if last and known.earliest and known.latest and known.earliest <= last < known.latest and "/" in known.value:
        return known.earliest if known.earliest == last else f"{known.earliest}/{last}"
    return known.value


def _add_bound(values: Values, tokens: list[int], *, main: bool) -> None:
    """It happened on or before the day of the report, or of what followed: an interval with an open start."""
    followed = find_latest_day(values.parse, values.lookup) if main else None
    published = values.parse.document.published
    if followed is not None:
        values.add("date", f"../{followed.latest}", followed.span, own=True)
    elif published is not None and published.latest is not None:
        values.add("date", f"../{published.latest}", values.parse.token_span(tokens[0], tokens[0] + 1), own=True)


def _main_day(values: Values, known: Dated | None, tokens: list[int]) -> Dated | None:
    """The day that the report gives its main incident, where nothing surer stands beside the words that tell it."""
    parse, lookup = values.parse, values.lookup
    loose = known is not None and all(tells_death(parse, span) or is_signed(parse, span) for span in known.evidence)
    told = find_told_day(parse, lookup, tokens) if known is None or loose or _is_long(known) else None
    if known is not None and told is None and (dated_day := _dated_as(values, known, tokens)) is not None:
        return dated_day
    lead = find_lead_day(parse, lookup, tokens)
    open_ = told is None and lead is None and (known is None or _is_long(known))
    late = find_dated_day(parse, lookup, tokens) if open_ else None
    first = dated(lead[0]) if lead is not None else None
    if told is None and known is not None and _is_long(known) and not (first is not None and _refines(known, first)):
        inside = find_dated_day(parse, lookup, tokens, known)
        if inside is not None:
            return dated(inside)
    day = next((dated(time) for time in (told, lead[0] if lead is not None else None, late) if time is not None), None)
    if day is not None and known is not None:
        day = put_into_week(day, known) or day
    if day is None or known is None or told is not None or _refines(known, day):
        return day
    surer = (
        lead is not None
        and lead[1]
        and (
            _is_long(known)
            or _comes_after(known, day)
            or (_opens(values, day, tokens) and _is_told_later(values, known, day))
        )
    )
    return day if surer or (loose and not tells_death(parse, day.evidence[0])) else None


def _dated_as(values: Values, known: Dated, tokens: list[int]) -> Dated | None:
    """The date of a bare weekday that was taken over from an older report: "on Monday", "at 9 p.m. Monday, May 5"."""
    if _is_long(known) or not known.earliest or not all(_WEEKDAY.fullmatch(span.text) for span in known.evidence):
        return None
    told = find_told_day(values.parse, values.lookup, tokens)
    day = dated(told) if told is not None and is_dated(told) else None
    if day is None or not day.earliest:
        return None
    apart = date.fromisoformat(known.earliest) - date.fromisoformat(day.earliest)
    return day if timedelta() < apart <= _MONTH and apart.days % 7 == 0 else None


def _opens(values: Values, day: Dated, tokens: list[int]) -> bool:
    """Whether the first sentence below the title tells a day and the incident."""
    body = next((s for s in values.parse.sentences if s.kind == "body"), None)
    here = values.parse.sentence_at(day.evidence[0].start)
    return (
        body is not None and here is not None and here.i == body.i and any(body.first <= i < body.last for i in tokens)
    )


def _is_told_later(values: Values, known: Dated, day: Dated) -> bool:
    """Whether an earlier day is told only further on: of what led to it, or of another deed of its kind."""
    body = values.parse.sentence_at(day.evidence[0].start)
    later = all(body is not None and body.end <= span.start for span in known.evidence)
    return later and (known.latest or "") < (day.earliest or "")


def _is_long(known: Dated) -> bool:
    return known.earliest != known.latest


def _comes_after(known: Dated, day: Dated) -> bool:
    """Whether a bare day comes shortly after another with its hour: "the search went on Monday", "at 9 p.m. Sunday"."""
    if _is_long(known) or not known.earliest or not day.earliest:
        return False
    apart = date.fromisoformat(known.earliest) - date.fromisoformat(day.earliest)
    return timedelta() < apart <= _SHORTLY and not any(_HOUR.search(span.text) for span in known.evidence)


def _refines(known: Dated, day: Dated) -> bool:
    """Whether a day lies in a longer time."""
    inside = (known.earliest or "") <= (day.earliest or "") and (day.latest or "") <= (known.latest or "")
    return _is_long(known) and inside


def _within(value: str, known: str) -> bool:
    return value.startswith(known) or known.startswith(value)


def find_attack_types(values: Values, event: Event, tokens: list[int]) -> None:
    """The codebook's attack types for the words that tell the incident.

    The choice of the term is the codebook's, so it is laid to nobody, but for what somebody is quoted to say. Beside
    "bombing" the words "attack" and "killed" say nothing of their own. An attack made with bombs alone is a bombing.
    Of an attack "crash" says no more than the words of violence beside it; of an accident "killed" does not make an
    assault.
    """
    lexicon, words = load_event_words(), load_incident_words()
    family = lexicon.families[event.type]
    found: list[tuple[str, str, int]] = []
    for i in tokens:
        word = read_word(values.parse, values.parse.tokens[i])
        term = word and (words.lemmas.get(word.lemma) or words.attack_types.get(word.type))
        if word is not None and term and word.family == family:
            found.append((word.type, term, i))
    bombed = (
        _find_blasts(values, tokens) if family == "violence" and all(kind in _PLAIN for kind, _, _ in found) else []
    )
    telling = bool(bombed) or any(kind not in _PLAIN for kind, _, _ in found)
    for span in bombed:
        values.add("attack_type", _BOMBING, span, own=True)
    for kind, term, i in found:
        if not telling or kind not in _PLAIN or term not in _PLAIN_TERMS or _is_murder_beside(values, i, found):
            span = values.parse.token_span(i, i + 1)
            values.add("attack_type", term, span, own=not values.lookup.is_quoted(span.start))


def _is_murder_beside(values: Values, i: int, found: list[tuple[str, str, int]]) -> bool:
    """Whether a word tells a murder beside deeds that kill nobody themselves: "kidnapped and murdered"."""
    word = read_word(values.parse, values.parse.tokens[i])
    kinds = {kind for kind, _, _ in found} - _PLAIN
    return kinds <= _SPARING and word is not None and word.type == "killing" and word.lemma in _MURDERING


def _find_blasts(values: Values, tokens: list[int]) -> list[Span]:
    """Words for a blast or a bomb in what is only told as an attack, where no other weapon is told."""
    parse = values.parse
    weapons = values.spans("weapon")
    if not all(is_bomb(parse, i) for span in weapons for i in parse.token_range(span.start, span.end)[-1:]):
        return []
    words = {i: word for i in tokens if (word := read_word(parse, parse.tokens[i]))}
    blasts = [parse.token_span(i, i + 1) for i, word in words.items() if word.type == "explosion"]
    return blasts if any(word.lemma in _MURDERING for word in words.values()) else [*blasts, *weapons]
