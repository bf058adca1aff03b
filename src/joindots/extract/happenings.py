"""What else happened on a day that the text names: any verb or noun on which the day hangs, whatever its kind.

The lexicon of events knows the usual topics of news. A report of something else ("engineers capped the well on
Tuesday") still says what happened when, and a timeline of many reports is made of just that.
"""

from collections.abc import Iterator

from joindots.extract.events.reality import is_denied
from joindots.extract.lookups import Lookup, dated
from joindots.extract.phrases import (
    agents,
    children,
    flat_text,
    full_phrase,
    governing_verb,
    noun_phrase,
    patients,
    subject,
)
from joindots.extract.tenses import read_tense
from joindots.model import HAPPENING, Event, Observations, Participant, TimeExpression, make_id
from joindots.parse import Parse

_MOST_WORDS = 12  # of a name made from a clause
# Helpers and joints of what has not happened, or is not said to have.
_UNREAL = frozenset(
    {"would", "could", "might", "may", "can", "should", "must", "will", "shall", "wo", "'ll", "’ll", "if", "unless"}
)
# Verbs that tell a saying: what was said is an attribution.
_SAYING = frozenset({"say", "tell", "add", "report", "state", "write", "claim", "note", "ask", "accord", "explain"})
# Verbs that tell nothing of themselves, plans, and what pages say of themselves ("last updated on").
_EMPTY = frozenset(
    {"have", "do", "be", "get", "expect", "schedule", "plan", "set", "date", "include", "update", "post", "publish"}
    | {"copyright", "modify", "file"}
)
_LEADING = frozenset(":-–—")  # between a day and what it heads
_TELLERS = frozenset({"i", "we", "you"})
_OWNING = frozenset({"poss", "compound", "nmod"})
_BOUNDS = frozenset({"since", "until", "till", "before", "by", "from", "through"})
_LOOSE = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "ADV", "PART", "AUX", "PRON"})  # no name ends with these
_WHOSE_DAY = frozenset(
    {"the day", "the night", "the morning", "the afternoon", "the evening"}
)  # of what, only the text tells
_STEPS = 6  # from a date up to what it hangs on; deeper trees are parser errors


def extract_happenings(parse: Parse, found: Observations) -> tuple[Event, ...]:
    """The events found so far, and what else is told as having happened on a day up to that of the report.

    Args:
        parse: The document.
        found: Everything else; nothing of it rests on happenings.

    Returns:
        Sorted by id.
    """
    lookup = Lookup(parse, found)
    known = {i for e in found.events for m in e.mentions for i in parse.token_range(m.start, m.end)}
    told: dict[int, Event] = {}
    for time in sorted(found.times, key=lambda t: t.span.start):
        for head in _heads(parse, lookup, time):
            if head not in known and head not in told:
                told[head] = _happening(parse, head, time, lookup)
    return tuple(sorted([*found.events, *told.values()], key=lambda event: event.id))


def _heads(parse: Parse, lookup: Lookup, time: TimeExpression) -> Iterator[int]:
    """What a day hangs on, where that has happened: a verb, or a noun ("Tuesday's meeting")."""
    if time.earliest is None or time.earliest != time.latest or not lookup.is_past(time):
        return
    tokens = parse.token_range(time.span.start, time.span.end)
    if not tokens or dated(time) is None or time.span.text.lower() in _WHOSE_DAY:
        return
    if (listed := _listed(parse, tokens)) is not None:
        yield listed
        return
    head = _hangs_on(parse, tokens)
    if head is None:
        return
    verb = governing_verb(parse, head)
    if verb is not None and not _is_told(parse, verb):
        return
    if head == verb:
        if _happens(parse, head, time) and _takes_part(parse, head):
            yield head
    elif parse.tokens[head].pos == "NOUN" and _owns(parse, tokens, head):
        yield head


def _listed(parse: Parse, tokens: range) -> int | None:
    """The verb that a day heads, as chronologies do: "3 March 2031 The trial is delayed"."""
    sentence = parse.sentences[parse.tokens[tokens[0]].sentence]
    day = [parse.tokens[i].text for i in tokens]
    if sentence.first != tokens[0] or not any(w.isdigit() for w in day) or not any(w.isalpha() for w in day):
        return None
    if sentence.last <= tokens[-1] + 2:  # nothing but the day and a mark
        if sentence.i + 1 == len(parse.sentences):
            return None
        sentence, first = parse.sentences[sentence.i + 1], None
    else:
        first = parse.tokens[tokens[-1] + 1].text
    root = next((i for i in range(sentence.first, sentence.last) if parse.tokens[i].head == i), None)
    if root is None or (first is not None and not (first[0].isupper() or first in _LEADING)):
        return None
    token = parse.tokens[root]
    deed = token.pos == "VERB" and token.lemma.lower() not in _SAYING | _EMPTY
    return root if deed and _is_told(parse, root) and subject(parse, root) is not None else None


def _owns(parse: Parse, tokens: range, noun: int) -> bool:
    """Whether a date tells a noun apart: "Tuesday's meeting", not "the Today programme"."""
    top = next((i for i in tokens if parse.tokens[i].head == noun), None)
    if top is None or top > noun or parse.tokens[top].dep not in _OWNING:
        return False
    return parse.tokens[top].dep == "poss" or any(parse.tokens[i].text.isdigit() for i in tokens)


def _takes_part(parse: Parse, verb: int) -> bool:
    """Whether the clause says who or what took part, and it is no teller's own doing ("I met her on Tuesday")."""
    who = subject(parse, verb)
    if who is None:
        return bool(patients(parse, verb))
    return parse.tokens[who].text.lower() not in _TELLERS


def _hangs_on(parse: Parse, tokens: range) -> int | None:
    """The verb or noun above a date, past its preposition; None where the date only bounds ("since Monday")."""
    i = next((i for i in tokens if parse.tokens[i].head not in tokens), tokens[0])
    for _ in range(_STEPS):
        token = parse.tokens[i]
        if token.text.lower() in _BOUNDS or token.head == i:
            return None
        i = token.head
        if parse.tokens[i].pos in ("VERB", "NOUN") and i not in tokens:
            return i
    return None


def _is_told(parse: Parse, verb: int) -> bool:
    """Whether a clause tells what has been: no modal, condition, denial or infinitive."""
    token = parse.tokens[verb]
    helpers = [parse.tokens[c] for c in children(parse, verb, "aux", "auxpass", "mark", "neg")]
    if any(h.dep == "neg" or h.text.lower() in _UNREAL for h in helpers) or is_denied(parse, verb):
        return False
    if token.tag in ("VBN", "VBG") and token.dep == "ROOT":  # "Also known as", in lists, is no clause
        return bool(helpers) or parse.sentences[token.sentence].kind in ("title", "standfirst")
    return token.tag in ("VBD", "VBN", "VBG", "VBZ", "VBP")


def _happens(parse: Parse, verb: int, time: TimeExpression) -> bool:
    """Whether a verb tells a deed in the past tense, of its own or of a headline."""
    token = parse.tokens[verb]
    if token.lemma.lower() in _SAYING | _EMPTY:
        return False
    past = read_tense(parse, time.span.start, time.span.end) == "past"
    return past or parse.sentences[token.sentence].kind in ("title", "standfirst")


def _happening(parse: Parse, head: int, time: TimeExpression, lookup: Lookup) -> Event:
    mention = parse.token_span(head, head + 1)
    doers, done_to = (agents(parse, head), patients(parse, head)) if parse.tokens[head].pos == "VERB" else ([], [])
    roles = {("agent", e) for i in doers if (e := lookup.entity(i))}
    roles |= {("patient", e) for i in done_to if (e := lookup.entity(i))}
    return Event(
        id=make_id("v", parse.document.id, mention.start, mention.end, HAPPENING),
        name=_name(parse, head, time),
        type=HAPPENING,
        date=dated(time),
        place=None,
        participants=tuple(Participant(role=role, entity=entity) for role, entity in sorted(roles)),
        mentions=(mention,),
    )


def _name(parse: Parse, head: int, time: TimeExpression) -> str:
    """Who did what, as written, without the day; or the noun with what belongs to it."""
    if parse.tokens[head].pos != "VERB":
        return flat_text(parse, *full_phrase(parse, head))
    first, last = _first_told(parse, head, time), head + 1
    end = parse.sentences[parse.tokens[head].sentence].last
    while last < min(end, first + _MOST_WORDS) and not _ends_name(parse, last, time):
        last += 1
    while last > head + 1 and parse.tokens[last - 1].pos in _LOOSE:
        last -= 1
    return flat_text(parse, first, last)


def _first_told(parse: Parse, verb: int, time: TimeExpression) -> int:
    """Where the name begins: at the subject or, where that is far, at the verb; after a day that stands in it."""
    helpers = [c for c in children(parse, verb, "aux", "auxpass", "nsubj", "nsubjpass") if c < verb]
    who = subject(parse, verb)
    first = min([verb, *helpers])
    if who is not None and who < verb:
        first = min(first, noun_phrase(parse, who)[0])
    if verb - first >= _MOST_WORDS:
        first = min([verb, *(c for c in children(parse, verb, "aux", "auxpass") if c < verb)])
    while first < verb and (parse.tokens[first].start < time.span.end <= parse.tokens[verb].start):
        if parse.tokens[first].end <= time.span.start:
            break
        first += 1
    return first


def _ends_name(parse: Parse, i: int, time: TimeExpression) -> bool:
    token = parse.tokens[i]
    return (token.pos == "PUNCT" and token.text != "-") or time.span.start <= token.start < time.span.end
