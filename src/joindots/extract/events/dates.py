"""When an event was: the day beside its words, and for what a report mainly tells, the day its first sentences tell."""

import re

from joindots.extract.events.mentions import HARM_FAMILIES, EventMention
from joindots.extract.lookups import Lookup, dated
from joindots.model import Dated, TimeExpression
from joindots.parse import Parse

_LATER = frozenset({"hospital", "injuries", "wounds", "burns", "later", "surgery", "support"})
_CLOCK = re.compile(r"T\d")
_PART = re.compile(r"T[A-Z]")
_LEAD, _OPENING = 12, 5  # sentences of a report that give a day with a part of it; that give a bare day
# What is told with these words comes after the deed: courts, arrests, mourning, the press.
_AFTERMATH = frozenset(
    {"court", "judge", "jury", "juror", "verdict", "hearing", "trial", "prosecutor", "attorney", "plea", "plead"}
    | {"guilty", "sentence", "sentencing", "convict", "charge", "arraign", "bond", "bail", "indict", "indictment"}
    | {"warrant", "arrest", "capture", "custody", "surrender", "jail", "detain", "extradite", "lawsuit", "parole"}
    | {"vigil", "funeral", "memorial", "mourn", "bury", "grieve", "remember", "autopsy", "coroner", "justice"}
    | {"statement", "release", "interview", "conference", "website", "update", "post", "publish", "today", "yesterday"}
)


def date_event(parse: Parse, mentions: list[EventMention], lookup: Lookup, *, main: bool) -> Dated | None:
    """The most precise date beside a mention; of equals the one given most often, then the first.

    Where no day hangs on a mention, one told in a sentence of the event, or where somebody came to the scene; for what
    a report mainly tells at last one of its first sentences.

    Args:
        parse: The document.
        mentions: Of one event.
        lookup: What is known at a token.
        main: Whether it is what the report mainly tells.
    """
    harmful = mentions[0].word.family in HARM_FAMILIES
    dates = [d for time in _times(parse, mentions) if (lookup.is_past(time) or not harmful) and (d := dated(time))]
    if harmful and not any(d.earliest == d.latest for d in dates):
        sentences = dict.fromkeys(parse.tokens[m.token].sentence for m in mentions)
        scene = [s + step for s in sentences for step in (1, 2) if s + step < len(parse.sentences)]
        deaths = _tell_deaths(parse, mentions)
        told = [None if s in deaths else lookup.day_in(s) for s in sentences]
        told += [lookup.scene_day_in(s) for s in scene]
        days = [d for time in told if time is not None and (d := dated(time)) is not None]
        dates += [d for d in days if all(_inside(d, known) for known in dates)]
    if not dates and main:
        dates = [d for time in [_lead_day(parse, lookup)] if time is not None and (d := dated(time))]
    if not dates:
        return None
    values = [d.value for d in dates]
    best = max(dates, key=lambda d: ("/" not in d.value, len(d.value), values.count(d.value), -values.index(d.value)))
    evidence = tuple(sorted({span for d in dates if d.value == best.value for span in d.evidence}))
    return Dated(value=best.value, earliest=best.earliest, latest=best.latest, basis=best.basis, evidence=evidence)


def _tell_deaths(parse: Parse, mentions: list[EventMention]) -> set[int]:
    """Sentences that tell that somebody died, of an event that is told by other words elsewhere."""
    died = {parse.tokens[m.token].sentence for m in mentions if m.word.type == "death"}
    return died if any(m.word.type != "death" for m in mentions) else set()


def _times(parse: Parse, mentions: list[EventMention]) -> list[TimeExpression]:
    """Times beside the mentions; when somebody died of it later says nothing about when it happened."""
    times = [(m, m.time) for m in mentions if m.time is not None]
    return [time for m, time in times if m.word.type != "death" or not _died_later(parse, m, mentions)]


def _died_later(parse: Parse, mention: EventMention, mentions: list[EventMention]) -> bool:
    sentence = parse.sentences[parse.tokens[mention.token].sentence]
    words = {token.text.lower() for token in parse.tokens[sentence.first : sentence.last]}
    here = any(m is not mention and parse.tokens[m.token].sentence == sentence.i for m in mentions)
    return not words.isdisjoint(_LATER) or (not here and any(m.word.type != "death" for m in mentions))


def _inside(day: Dated, known: Dated) -> bool:
    return (known.earliest or "") <= (day.earliest or "") and (day.latest or "") <= (known.latest or "")


def _lead_day(parse: Parse, lookup: Lookup) -> TimeExpression | None:
    """The day of the first clock time in a report's lead, else of a part of a day, else the first bare day.

    None where such a sentence tells what came after the deed. Reports open with what happened, and give clock times
    for little else.
    """
    lead = [s.i for s in parse.sentences if s.kind == "body"][:_LEAD]
    for pattern, reach in ((_CLOCK, _LEAD), (_PART, _LEAD), (None, _OPENING)):
        for s in lead[:reach]:
            time = lookup.day_in(s)
            fits = time is not None and (pattern is None or pattern.search(time.value or ""))
            if (
                time is not None
                and fits
                and lookup.is_past(time)
                and (pattern is _CLOCK or not _tells_aftermath(parse, s))
            ):
                return time
    return None


def _tells_aftermath(parse: Parse, s: int) -> bool:
    sentence = parse.sentences[s]
    return any(parse.tokens[i].lemma.lower() in _AFTERMATH for i in range(sentence.first, sentence.last))
