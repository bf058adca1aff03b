"""What an event is called: the words of its reports, with its place where they do not tell it from others."""

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from joindots.join.event_matching import family_of
from joindots.model import Entity, Event, Incident
from joindots.text.normal import function_words
from joindots.text.number_words import SMALL
from joindots.text.places import load_gazetteer, place_key

_WORD = re.compile(r"[^\W\d_][\w’']*")
_POSSESSIVE = re.compile(r"[’']s$")  # "Smith's attack" names who did it, not the attack
_CLAUSE = re.compile(r",|\b(?:is|are|was|were|has|have|had)\b")  # a sentence about the event, not a name of it
_LEAST_USE = 0.05  # share of an event's reports that have to use a name for it to tell the event
_FEW_WORDS = 3  # a name of more words says something of its event, as "shooting of a child" does
_POINTING = re.compile(r"\b(?:his|her|their|its)\b", re.IGNORECASE)  # whose, only its own report tells
# "Five people died" names none of them, and there is a Monday every week.
_NAMING_NOTHING = frozenset(SMALL) | {name.lower() for name in calendar.day_name}
_WIDE = frozenset({"disaster", "accident"})  # types with words of many sorts
_SAYING_NOTHING = frozenset({"incident", "tragedy", "atrocity", "bloodshed", "ordeal", "gunfire", "injury"})
_NO_NOUNS = {"injury": "incident"}


def choose_name(names: Counter[str], doers: frozenset[str]) -> str:
    """The name most reports use, a name that tells the event from others before one that does not.

    A place or a proper name before the event word tells it apart; "his attack" and "the deaths of three" do not, nor
    what hardly any of many reports calls it, which is mostly another event. A name that holds whoever may have done it
    would accuse them in our own voice: it comes last, and is cut.

    Args:
        names: How often each is used.
        doers: Words of the names of whoever is said to have done it, lower case.
    """
    least = _LEAST_USE * names.total()

    def rank(name: str) -> tuple[bool, bool, bool, int, int, str]:
        words = [w for w in _WORD.findall(name)[:-1] if w.lower() not in _NAMING_NOTHING | function_words()]
        telling = any(w[0].isupper() and not _POSSESSIVE.search(w) for w in words) and names[name] >= least
        telling &= not _POINTING.search(name)
        return _accuses(name, doers), bool(_CLAUSE.search(name)), not telling, -names[name], -len(name), name

    best = min(names, key=rank)
    while _accuses(best, doers) and " " in best:
        best = best.split(" ", 1)[1]
    return best


def _accuses(name: str, doers: frozenset[str]) -> bool:
    """Whether a name of an event holds, before the event word, a possessor or a word of a doer's name."""
    words = _WORD.findall(name)
    if not words or "of" in words or words[-1].lower() in doers:
        return False  # "the killing of Ann Lee", "police questioned Ray": whom it befell
    return any(w[0].isupper() and (_POSSESSIVE.search(w) or w.lower() in doers) for w in words[:-1])


def add_places(events: Sequence[Event], incidents: Sequence[Incident], entities: Sequence[Entity]) -> list[Event]:
    """Events of violence and mischance whose name says only what they were, named by their place as well.

    "shooting" becomes "Westford shooting". Of several that would be called alike the one told most of is.
    """
    places = {e.id: _written(e.name) for e in entities if e.kind == "place"}
    proper = {word.lower() for e in entities for word in _WORD.findall(e.name)}
    found = _incident_places(incidents, places)
    taken = {event.name.lower() for event in events}
    renamed = {}
    for event in sorted(events, key=lambda e: (-len(e.mentions), e.id)):
        place = places.get(event.place or "")
        if place is None or place_key(place) in load_gazetteer().areas:  # a town tells more than a country
            place = found.get(event.id, place)
        if place is None or family_of(event.type) != "harm" or _tells(event.name, proper):
            continue
        noun = None if " group" in event.type else _noun(event)
        name = f"{place} {noun}"
        if noun is not None and name.lower() not in taken:
            taken.add(name.lower())
            renamed[event.id] = replace(event, name=name)
    return [renamed.get(event.id, event) for event in events]


def _noun(event: Event) -> str | None:
    """The word for what it was: its name where that is one telling word, else its type; None for a wide type."""
    words: list[str] = _WORD.findall(event.name.lower())
    if len(words) == 1 and words[0] not in _SAYING_NOTHING:
        return words[0]
    if event.type in _WIDE and words and words[-1] != event.type:
        return None  # "last strong earthquake" says more than "disaster"
    return _NO_NOUNS.get(event.type, event.type)


def _incident_places(incidents: Sequence[Incident], places: Mapping[str, str]) -> dict[str, str]:
    """Event id to the place with most evidence."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for incident in incidents:
        for reported in incident.location:
            if str(reported.value) in places:
                told[incident.event][places[str(reported.value)]] += len(reported.evidence)
    return {event: min(count, key=lambda name: (-count[name], name)) for event, count in told.items()}


def _tells(name: str, proper: set[str]) -> bool:
    """Whether a name says which event it means: it holds a proper name, or several words of its own."""
    before = _WORD.findall(name.rpartition(" ")[0])  # of "Murder-Suicide" nothing
    own = any(w[0].isupper() and not _POSSESSIVE.search(w) and w.lower() in proper for w in before)
    return own or (len(_WORD.findall(name)) > _FEW_WORDS and not _POINTING.search(name))


def _written(name: str) -> str:
    """A name as running text writes it: datelines have capitals alone."""
    return " ".join(w.title() if len(w) > 2 else w for w in name.split()) if name.isupper() else name
