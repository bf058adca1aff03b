"""When the main incident of a report was, where no date stands beside its words: as the first sentences tell."""

import re
from collections.abc import Collection

from joindots.extract.events.dates import lies_within
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, governing_verb, subject
from joindots.model import Dated, Span, TimeExpression
from joindots.parse import Parse, Token

_CLOCK = re.compile(r"T\d")
_PART = re.compile(r"T[A-Z]")
_LEAD, _OPENING = 12, 5  # sentences of a report that give a day with a part of it; that give a bare day
# What is told with these words comes after the deed: courts, arrests, mourning, the press.
_AFTERMATH = frozenset(
    {"court", "judge", "jury", "juror", "verdict", "hearing", "trial", "prosecutor", "attorney", "plea", "plead"}
    | {"guilty", "sentence", "sentencing", "convict", "charge", "arraign", "bond", "bail", "indict", "indictment"}
    | {
        "warrant",
        "arrest",
        "book",
        "capture",
        "custody",
        "surrender",
        "jail",
        "detain",
        "extradite",
        "lawsuit",
        "parole",
    }
    | {"vigil", "funeral", "memorial", "mourn", "bury", "grieve", "remember", "autopsy", "coroner", "justice"}
    | {"statement", "release", "interview", "conference", "website", "update", "post", "publish", "today", "yesterday"}
)


_DIED = frozenset({"die", "pronounce", "succumb"})
_OWNING = frozenset({"deny", "claim", "admit", "confess", "condemn"})
_CALLED = frozenset({"respond", "dispatch", "call", "arrive"})
_ARMS = frozenset({"shot", "fire", "gunfire", "gun", "stab", "attack", "explode", "explosion", "crash", "collide"})
# What follows a deed on its day or later; of the past tense.
_FOLLOWING = (
    _DIED
    | _CALLED
    | frozenset({"arrest", "charge", "take", "transport", "rush", "fly", "airlift", "hospitalize", "hospitalise"})
    | frozenset({"find", "discover", "receive", "surrender", "book", "report"})
)
_PAST = frozenset({"VBD", "VBN"})
_SPEAKING = frozenset({"say", "tell", "announce", "identify", "bear", "schedule", "appear", "set", "expect"})
_TELLING = frozenset({"say", "tell", "announce", "confirm", "write", "accord"})
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,7}\.? \d|\d/\d|\d(?:st|nd|rd|th)? of [A-Z]",
    re.IGNORECASE,
)
_HAPPENING = frozenset({"happen", "occur", "unfold", "begin", "start", "take", "report", "erupt"})
_IT = frozenset({"it", "this", "that", "incident"})
_REPORTED = "report"  # "it was reported on Friday" is of the news, "the incident was reported on Friday" of the deed
_SIGNED = re.compile(r"\(@\w{1,30}\)\s{0,3}\Z")  # the day after it is when somebody wrote so
_HANDLE = 40  # code points before a day in which its writer signs


def find_told_day(parse: Parse, lookup: Lookup, told: Collection[int]) -> TimeExpression | None:
    """The day of the first sentence that says when it happened: "the shooting occurred at 2 a.m. on Friday"."""
    body = [s for s in parse.sentences if s.kind == "body"]
    for n, sentence in enumerate(body):
        for verb in parse.tokens[sentence.first : sentence.last]:
            if verb.pos != "VERB" or verb.lemma not in _HAPPENING or not lookup.times_in(sentence.i):
                continue
            one = subject(parse, verb.i)
            pointing = _IT if verb.lemma != _REPORTED else _IT & {"incident"}
            it = one is not None and n < _LEAD and parse.tokens[one].text.lower() in pointing
            time = lookup.day_in(sentence.i) or _own_day(parse, lookup, verb) if one in told or it else None
            if time is not None and lookup.is_past(time):
                return time
    return None


def _own_day(parse: Parse, lookup: Lookup, verb: Token) -> TimeExpression | None:
    """The only day that a verb itself is told of: "the incident began with a row at 2 a.m. on Sunday, said Lee"."""
    times = [time for last, time in lookup.times_in(verb.sentence) if governing_verb(parse, last) == verb.i]
    days = [time for time in times if time.earliest and time.earliest == time.latest]
    return days[0] if len({time.earliest for time in days}) == 1 else None


def find_lead_day(parse: Parse, lookup: Lookup, told: Collection[int]) -> tuple[TimeExpression, bool] | None:
    """The day of the first clock time in a report's lead, else of a part of a day, else the first bare day.

    None where such a sentence tells what came after the deed. Reports open with what happened, and give clock times
    for little else.

    Args:
        parse: The document.
        lookup: What is known at a token.
        told: Tokens that tell the incident.

    Returns:
        The time, and whether it is a clock time or part of a day in a sentence that tells the incident.
    """
    lead = [s.i for s in parse.sentences if s.kind == "body"][:_LEAD]
    found = ((s, _day_of_deed(parse, lookup, s, told) or lookup.day_in(s)) for s in lead)
    days = [(s, time) for s, time in found if time is not None and lookup.is_past(time)]
    days = [(s, t) for s, t in days if not is_signed(parse, t.span) and not tells_words(parse, t.span)]
    days.sort(key=lambda day: (tells_death(parse, day[1].span), _tells_aftermath(parse, day[0])))
    for pattern, reach in ((_CLOCK, _LEAD), (_PART, _LEAD), (None, _OPENING)):
        for s, time in days:
            if s not in lead[:reach] or (pattern is not None and not pattern.search(time.value or "")):
                continue
            if pattern is _CLOCK or not _tells_aftermath(parse, s) or (pattern and _ends_deed(parse, time, told)):
                sure = pattern is not None and not tells_death(parse, time.span)
                return time, sure and (
                    not _tells_aftermath(parse, s) or any(parse.tokens[i].sentence == s for i in told)
                )
    return None


def is_dated(time: TimeExpression) -> bool:
    """Whether a day is given with its month."""
    return _DATED.search(time.span.text) is not None and bool(time.earliest) and time.earliest == time.latest


def tells_death(parse: Parse, span: Span) -> bool:
    """Whether a time tells when somebody died: it may have been days later."""
    return _verb_at(parse, span) in _DIED


def tells_words(parse: Parse, span: Span) -> bool:
    """Whether a time tells when somebody owned or denied a deed, not when it was done."""
    return _verb_at(parse, span) in _OWNING and not _takes_life(parse, span)


def _verb_at(parse: Parse, span: Span) -> str | None:
    """The base form of the verb that governs a time."""
    verb = _find_verb(parse, span)
    return parse.tokens[verb].lemma if verb is not None else None


def _find_verb(parse: Parse, span: Span) -> int | None:
    tokens = parse.token_range(span.start, span.end)
    return governing_verb(parse, tokens[-1]) if tokens else None


def _takes_life(parse: Parse, span: Span) -> bool:
    """Whether the verb that governs a time takes lives: "a fire claimed a life on Thursday"."""
    verb = _find_verb(parse, span)
    return verb is not None and any(parse.tokens[c].lemma == "life" for c in children(parse, verb, "dobj"))


def is_signed(parse: Parse, span: Span) -> bool:
    """Whether a date stands after the name of an account: when it was written there."""
    return _SIGNED.search(parse.document.text, max(0, span.start - _HANDLE), span.start) is not None


def find_dated_day(
    parse: Parse, lookup: Lookup, told: Collection[int], inside: Dated | None = None
) -> TimeExpression | None:
    """The first day with its month that a sentence on the deed gives, however late: courts tell it far down.

    "Officers were called to the mill on May 3", "accused of opening fire into a crowd on May 3".

    Args:
        parse: The document.
        lookup: What is known at a token.
        told: Tokens that tell the incident.
        inside: The month, season or year in which it lies, where that is known: then any sentence may tell it.
    """
    mine = {parse.tokens[i].sentence for i in told}
    for sentence in parse.sentences:
        if sentence.kind != "body" or not lookup.times_in(sentence.i):
            continue
        words = parse.tokens[sentence.first : sentence.last]
        scene = any(t.pos == "VERB" and t.lemma in _CALLED for t in words) or any(t.lemma in _ARMS for t in words)
        if not (scene or sentence.i in mine or inside is not None):
            continue
        for _, time in lookup.times_in(sentence.i):
            if not is_dated(time) or (inside is not None and not lies_within(time, inside)):
                continue
            past = lookup.is_past(time) and not is_signed(parse, time.span)
            if past and (_names_deed(parse, time, told) or not _sits(parse, time)):
                return time
    return None


def find_latest_day(parse: Parse, lookup: Lookup) -> TimeExpression | None:
    """The first day on which a report's opening tells what follows a deed: help called, somebody found or arrested.

    It happened on that day or before it.
    """
    found = []
    for sentence in [s for s in parse.sentences if s.kind == "body"][:_OPENING]:
        for last, time in lookup.times_in(sentence.i):
            verb = governing_verb(parse, last)
            follows = verb is not None and parse.tokens[verb].tag in _PAST and parse.tokens[verb].lemma in _FOLLOWING
            if follows and time.earliest and time.earliest == time.latest and lookup.is_past(time):
                found.append(time)
    return min(found, key=lambda time: (time.earliest or "", time.span), default=None)


def _sits(parse: Parse, time: TimeExpression) -> bool:
    """Whether a day is when a court sat, somebody was arrested or died later: its own verb tells that."""
    tokens = parse.token_range(time.span.start, time.span.end)
    verb = governing_verb(parse, tokens[-1]) if tokens else None
    return verb is not None and parse.tokens[verb].lemma in _AFTERMATH | _DIED | _SPEAKING


def _names_deed(parse: Parse, time: TimeExpression, told: Collection[int]) -> bool:
    """Whether a day stands before a noun of the deed, which it tells apart: "charged in the May 3 shooting"."""
    tokens = parse.token_range(time.span.start, time.span.end)
    heads = {parse.tokens[i].head for i in tokens}
    return any(j in told and j > tokens[-1] and parse.tokens[j].pos == "NOUN" for j in heads)


def _day_of_deed(parse: Parse, lookup: Lookup, s: int, told: Collection[int]) -> TimeExpression | None:
    """The only day that ends the phrase of a deed, in a sentence that tells what came of it."""
    times = [time for _, time in lookup.times_in(s) if time.earliest and time.earliest == time.latest]
    days = [time for time in times if _ends_deed(parse, time, told)]
    return days[0] if len({time.earliest for time in days}) == 1 else None


def _ends_deed(parse: Parse, time: TimeExpression, told: Collection[int]) -> bool:
    """Whether a time ends the phrase of a deed: "arrested in the shooting of a woman in her home on Friday night".

    A bare day does so where the phrase says that it happened: "the shooting that took place near the bar on Friday".
    """
    tokens = parse.token_range(time.span.start, time.span.end)
    here = parse.tokens[tokens[0]].sentence if tokens else -1
    before = [i for i in told if tokens and i < tokens[0] and parse.tokens[i].sentence == here]
    if not before:
        return False
    between = parse.tokens[max(before) + 1 : tokens[0]]
    verbs = [t for t in between if t.pos in ("VERB", "AUX") and t.dep not in ("amod", "compound")]
    if verbs:
        return all(t.lemma in _HAPPENING for t in verbs)
    part = _CLOCK.search(time.value or "") or _PART.search(time.value or "")
    return part is not None and not any(t.pos == "PUNCT" and t.text == "," for t in between)


def tells_early(parse: Parse, tokens: list[int]) -> bool:
    """Whether a report's title or lead tells an incident: any of its tokens stands there."""
    body = next((s.i for s in parse.sentences if s.kind == "body"), 0)
    return any(parse.tokens[i].sentence < body + _LEAD for i in tokens)


def _tells_aftermath(parse: Parse, s: int) -> bool:
    sentence = parse.sentences[s]
    told = parse.tokens[sentence.first : sentence.last]
    return any(t.lemma.lower() in _AFTERMATH and not _is_where_said(parse, t) for t in told)


def _is_where_said(parse: Parse, token: Token) -> bool:
    """Whether a noun only tells where somebody said it: "police said in a statement that"."""
    over = parse.tokens[token.head]
    return token.dep == "pobj" and over.dep == "prep" and parse.tokens[over.head].lemma in _TELLING
