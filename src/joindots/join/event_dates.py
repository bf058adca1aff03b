"""What the pile says about when its events were, for events that reports name alike."""

import calendar
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from joindots.model import Dated, Document, Event, Observations, Span
from joindots.text.calendars import comes_too_late

_WORD = r"[A-Z][\w’'-]{0,40}"
_NAME_BEFORE = re.compile(rf"(?<!\w)((?:{_WORD}\s+){{1,9}})(?:[a-z][\w-]*\s+){{0,2}}$")
_NAME_AFTER = re.compile(rf"^\w*\s+(?:on|in|at|near|off|aboard|against)\s+(?:the\s+)?({_WORD}(?:\s+{_WORD})*)")
# Words that a capital makes no name.
_NO_NAME = frozenset(
    (
        *("the", "a", "an", "after", "since", "before", "when", "in", "on", "at", "of", "and", "his", "her", "this"),
        *(name.lower() for name in (*calendar.month_name, *calendar.day_name)),
    )
)
_REACH = 60  # characters on either side of an event word in which its name stands
_CONTEXT = 40  # characters on either side that tell a copied statement
_FEW_NAMES = 2  # names of several words that two reports on one event share at least, one of them a person's


class EventDate(Struct, frozen=True):
    """When an event was.

    Attributes:
        first: First day.
        last: Last day.
        evidence: Where it is dated.
    """

    first: date
    last: date
    evidence: tuple[Span, ...]


class _Statement(Struct, frozen=True):
    """One report's date for one event."""

    document: str
    event: str
    days: EventDate
    written: str
    context: str
    names: frozenset[str]
    persons: frozenset[str]


class EventDates:
    """The dated events of a pile, found again by their names.

    Two reports mean the same event where it has the same type and a name in common ("the Westford fire", "the fire in
    Westford"), and the reports share names of several words, one of them a person's. Where the dates they give cannot
    all be true, the name means several events and none is found.
    """

    def __init__(self, documents: Sequence[Document], observations: Sequence[Observations]) -> None:
        self._texts = {document.id: document.text for document in documents}
        self._statements: dict[tuple[str, str], list[_Statement]] = defaultdict(list)
        written = {d.id: d.published.earliest or "" for d in documents if d.published}
        for found in observations:
            persons, names = _long_names(found)
            for event in found.events:
                if event.date is None or (days := _days(event)) is None:
                    continue
                statement = _Statement(
                    document=found.document,
                    event=event.id,
                    days=days,
                    written=written.get(found.document, ""),
                    context=self._context(days.evidence),
                    names=names,
                    persons=persons,
                )
                for key in self._keys(event):
                    self._statements[key].append(statement)

    def find(self, found: Observations, event: Event) -> EventDate | None:
        """When an event of a report was, as its own or another report says; None where that is not certain."""
        persons, names = _long_names(found)
        own = (found.document, event.id)
        matches = {
            (s.document, s.event): s
            for key in sorted(self._keys(event))
            for s in self._statements.get(key, ())
            if (s.document, s.event) == own
            or (not persons.isdisjoint(s.persons) and len(names & s.names) >= _FEW_NAMES)
        }
        return _agree(_first_told(list(matches.values())))

    def _keys(self, event: Event) -> set[tuple[str, str]]:
        """Type and name of an event, for each name it is given."""
        names = set()
        for mention in event.mentions:
            text = self._texts.get(mention.document, "")
            if before := _NAME_BEFORE.search(text[max(0, mention.start - _REACH) : mention.start]):
                names.add(_plain(before[1]))
            if after := _NAME_AFTER.match(text[mention.end : mention.end + _REACH]):
                names.add(_plain(after[1]))
        return {(event.type, name) for name in names if name}

    def _context(self, spans: Sequence[Span]) -> str:
        if not spans:
            return ""
        text = self._texts[spans[0].document]
        return " ".join(text[max(0, spans[0].start - _CONTEXT) : spans[-1].end + _CONTEXT].lower().split())


def _days(event: Event) -> EventDate | None:
    """The date of an event where it is certain at least to the month."""
    dated = event.date
    if dated is None or not dated.earliest or not dated.latest or not dated.evidence:
        return None
    days = EventDate(date.fromisoformat(dated.earliest), date.fromisoformat(dated.latest), dated.evidence)
    return days if (days.last - days.first).days <= 31 else None


def _long_names(found: Observations) -> tuple[frozenset[str], frozenset[str]]:
    """Names of several words: those of persons, and all."""
    names = {entity.name.lower(): entity.kind for entity in found.entities if " " in entity.name}
    persons = frozenset(name for name, kind in names.items() if kind == "person")
    return persons, frozenset(names)


def _plain(name: str) -> str:
    """A name without the words that a capital makes no name."""
    words = [re.sub(r"['’]s?$", "", word.lower()) for word in name.split()]
    return " ".join(word for word in words if word not in _NO_NAME)


def _first_told(statements: Sequence[_Statement]) -> list[_Statement]:
    """Of statements in the same words the one of the earliest report: the others are copies of it."""
    first: dict[str, _Statement] = {}
    for statement in sorted(statements, key=lambda s: (s.written or "~", s.document, s.event)):
        first.setdefault(statement.context, statement)
    return list(first.values())


def _agree(statements: Sequence[_Statement]) -> EventDate | None:
    """What dates that can all be true have in common, with the narrowest as evidence."""
    if not statements:
        return None
    first = max(s.days.first for s in statements)
    last = min(s.days.last for s in statements)
    if first > last:
        return None
    narrowest = min(statements, key=lambda s: ((s.days.last - s.days.first).days, s.written or "~", s.document))
    return EventDate(first, last, narrowest.days.evidence)


def merge_dates(dates: Sequence[Dated], written: Sequence[str] = ()) -> Dated | None:
    """A decided date, else the most precise, of equals the one most reports give; with the evidence of all those.

    A day that reports on the event had been written before is none where another is given.

    Args:
        dates: Of one event, as each report has it.
        written: The days (ISO 8601) on which reports on it were written.
    """
    if not dates:
        return None
    count: dict[str, list[Dated]] = defaultdict(list)
    for one in dates:
        count[one.value].append(one)
    decided = {one.value for one in dates if one.basis == "decided"}
    possible = [value for value in count if not comes_too_late(value, len(count[value]), written)]
    best = min(decided or possible or count, key=lambda v: ("/" in v, -len(v), -len(count[v]), v))
    evidence = tuple(sorted({span for one in count[best] for span in one.evidence}))
    first = next((one for one in count[best] if one.basis == "decided"), count[best][0])
    return Dated(value=best, earliest=first.earliest, latest=first.latest, basis=first.basis, evidence=evidence)
