"""What a pile is about, in a few words that no report has to lend its voice for."""

import re
from collections.abc import Sequence
from typing import Final

from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.phrases import count_words
from joindots.account.views.groups import Group
from joindots.account.views.incidents import IncidentView, are_collected, count_heads, find_lead
from joindots.model import HAPPENING, Entity, Event
from joindots.text.number_words import SMALL
from joindots.text.publishers import publisher_key

_VERB: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|been|be)\b|\w(?:ed|en)$", re.IGNORECASE)
"""Signs of a clause: "Two guards were hurt" names no event, it tells what befell whom."""
_ARTICLE: Final = re.compile(
    r"(?i:an?|the|they|he|she|it|we) (?=[^A-Z])"
)  # "the rower shot", but "The Narrows shooting"
_LEAST_WORDS: Final = 2  # of a name that tells one event from others of its type
_LEAST_TOLD: Final = 2  # reports, or places in one, that make an event more than a word in passing
_LEAST_PART: Final = 4  # of the reports one must tell of an event that names the pile
_NAMES: Final = 2
_NAMED: Final = ("person", "organisation", "place")


def name_pile(index: Index, incidents: Group[IncidentView]) -> str:
    """The incident, else the event, that most reports tell and that has a name; else the names that most reports share.

    Args:
        index: Over the account.
        incidents: The register.

    Returns:
        A few words with a capital first letter.
    """
    event = _event(index, named=bool(incidents.shown))
    named = event if event and event != event.lower() else None  # "the eventual departure" may be anybody's
    name = _incident(index, incidents) or named or _names(index) or event
    if not name:
        name = incidents.shown[0].name if incidents.shown else "An account"
    return name[:1].upper() + name[1:]


def is_name(words: str) -> bool:
    """Whether words name an event, rather than telling it in a clause or counting."""
    first = words.partition(" ")[0].lower()
    return not (first in SMALL or first[:1].isdigit() or _VERB.search(words) or _ARTICLE.match(words))


def _incident(index: Index, incidents: Group[IncidentView]) -> str | None:
    reports, lead = len(index.reports), find_lead(incidents.items, len(index.reports))
    if lead is None and not are_collected(incidents.items, reports):
        return None
    name = lead.name if lead else incidents.shown[0].name
    if not is_name(name):
        return None
    return name if lead or incidents.total == 1 else f"{name} and {count_words(incidents.total - 1, 'other incident')}"


def _event(index: Index, *, named: bool) -> str | None:
    """The event of most reports; where the pile tells of incidents as well, only one that is told more than once."""
    events = [e for e in index.account.events if e.type != HAPPENING and _is_shared(index, e)]
    if named or not all(is_name(event.name) and " " in event.name for event in _first(events)):
        events = [e for e in events if _is_telling(e)]
    return flatten(_first(events)[0].name) if events else None


def _first(events: Sequence[Event]) -> list[Event]:
    return sorted(events, key=lambda e: (-len({s.document for s in e.mentions}), -len(e.mentions), e.id))[:1]


def _is_telling(event: Event) -> bool:
    return is_name(event.name) and len(event.name.split()) >= _LEAST_WORDS and len(event.mentions) >= _LEAST_TOLD


def _is_shared(index: Index, event: Event) -> bool:
    """Whether a good part of the reports tell of an event, and half of these begin with it."""
    reports = len({span.document for span in event.mentions})
    return reports * _LEAST_PART >= len(index.reports) and 2 * count_heads(event) >= reports


def _names(index: Index) -> str | None:
    """Those whom most reports name, without those who publish them."""
    houses = {publisher_key(document.publisher) for document in index.reports if document.publisher}
    told = [e for e in index.account.entities if e.kind in _NAMED and publisher_key(e.name) not in houses]
    told = [e for e in told if len(_reports(e)) >= _LEAST_TOLD]
    told.sort(key=lambda e: (-len(_reports(e)), -len(e.mentions), e.id))
    return " and ".join(flatten(entity.name) for entity in told[:_NAMES]) or None


def _reports(entity: Entity) -> set[str]:
    return {mention.document for mention in entity.mentions}
