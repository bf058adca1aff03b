"""Events of one document: what happened, told by names, nouns and verbs, joined where they mean the same."""

from joindots.extract.events.coreference import group_mentions
from joindots.extract.events.dates import date_event
from joindots.extract.events.mentions import EventMention, find_event_mentions
from joindots.extract.events.words import POINTING, load_event_words
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import flat_text, full_phrase, patients, subject
from joindots.model import Event, Observations, Participant, make_id
from joindots.parse import Parse

# How much a word says about the type of its event, beside 1 for "shooting" or "collision".
_SAYS_LITTLE = {
    "generic": 0.01, POINTING: 0.001, "death": 0.1, "injury": 0.1, "kill": 0.1, "killing": 0.3,
    "disaster": 0.2, "catastrophe": 0.2,
}  # fmt: skip
# Words that tell of a shooting, but are no name of one: wounds and shots.
_NAMELESS = frozenset(
    {"gunshot wound", "gunfire", "open fire", "opens fire", "opened fire", "opening fire", "returned fire"}
    | {"exchanged fire", "hostile fire"}
)
_QUOTED = 0.001  # what somebody is quoted to call it names the type only where nothing else does
# What a mischance is called is the same where somebody is told to have caused it.
_CAUSED = {"explosion": "bombing", "fire": "arson"}
_IN_TITLE = 3
_MOST_WORDS = 10  # of a name made from a clause


def extract_events(parse: Parse, found: Observations) -> tuple[Event, ...]:
    """Events told in a document as having happened.

    Several events told together ("the four attacks") are one record whose type ends in ` group`; it is never the same
    record as one of its members.

    Args:
        parse: The document.
        found: Its entities and times.

    Returns:
        Sorted by id; mentions in text order, never empty.
    """
    lookup = Lookup(parse, found)
    groups = group_mentions(parse, find_event_mentions(parse, lookup), lookup)
    events = [_event(parse, mentions, lookup, several=several) for mentions, several in groups]
    return tuple(sorted(events, key=lambda event: event.id))


def _event(parse: Parse, mentions: list[EventMention], lookup: Lookup, *, several: bool) -> Event:
    base = _type(parse, mentions)
    best = min(mentions, key=lambda m: (m.plural != several, *_naming_rank(m, base)))
    spans = tuple(parse.token_span(m.token, m.token + 1) for m in mentions)
    kind = base + (" group" if several else "")
    places = [p for m in mentions for p in m.places]
    return Event(
        id=make_id("v", parse.document.id, spans[0].start, spans[0].end, kind),
        name=_name(parse, best, base),
        type=kind,
        date=date_event(parse, mentions, lookup),
        place=max(places, key=lambda p: (places.count(p), -places.index(p))) if places else None,
        participants=_participants(mentions),
        mentions=spans,
    )


def _naming_rank(mention: EventMention, kind: str) -> tuple[bool, bool, bool, int]:
    """A named noun first, then a noun of the event's type, any noun, a verb; the earliest of equals."""
    told = mention.word.lemma in load_event_words().nouns and mention.word.lemma not in _NAMELESS
    return (not (mention.names and told), mention.verb or not told, mention.word.type != kind, mention.token)


def _type(parse: Parse, mentions: list[EventMention]) -> str:
    """The type told most often, first in titles; words like "incident" and "died" give way to what says what it was.

    An explosion of a bomb that somebody planted is a bombing, a fire that somebody set is arson.
    """
    count: dict[str, float] = {}
    for m in mentions:
        in_title = parse.sentences[parse.tokens[m.token].sentence].kind in ("title", "standfirst")
        weight = _SAYS_LITTLE.get(m.word.lemma, _SAYS_LITTLE.get(m.word.type, 1.0)) * (_IN_TITLE if in_title else 1)
        weight *= _QUOTED if m.quoted else 1
        count[m.word.type] = count.get(m.word.type, 0.0) + weight
    best = max(count, key=lambda t: count[t])  # the first told of equals
    if count.get(_CAUSED.get(best, ""), 0) >= 1:
        return _CAUSED[best]
    return "attack" if best == "generic" else best


def _name(parse: Parse, mention: EventMention, kind: str) -> str:
    """The words that tell it; where those are a bare verb, or what it left, the noun for its type."""
    if mention.word.lemma in _NAMELESS:
        return kind
    if not mention.verb:
        first, last = full_phrase(parse, mention.token)
        first = min(first, mention.first)
        while first < mention.first and parse.tokens[first].tag in ("DT", "PRP$", "PDT"):
            first += 1
        return flat_text(parse, first, max(last, mention.last))
    who, whom = subject(parse, mention.token), patients(parse, mention.token)
    ends = [mention.token, *whom[:1], *([who] if who is not None else [])]
    phrases = [full_phrase(parse, i) for i in ends[1:]]
    first = min([mention.token, *(p[0] for p in phrases)])
    last = max([mention.token + 1, *(p[1] for p in phrases)])
    if last - first > _MOST_WORDS or last - first == 1:
        return kind
    return flat_text(parse, first, last)


def _participants(mentions: list[EventMention]) -> tuple[Participant, ...]:
    parts = {("agent", e) for m in mentions for e in m.agents}
    parts |= {("patient", e) for m in mentions for e in m.patients}
    return tuple(Participant(role=role, entity=entity) for role, entity in sorted(parts))
