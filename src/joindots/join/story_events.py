"""Stories by the events that their reports tell: two that are one after all, and reports that tell another's too."""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from joindots.join.event_matching import family_of
from joindots.model import Document, Event, Span

LEAST_SENTENCES = 3
"""Sentences of a report on an event and no other, from which it is told at some length: those that name it, and those
that follow in the same paragraph and name none."""

LEAST_NAMING = 2
"""How many of them must name it."""

Text = tuple[Document, ...]
"""A report with its copies."""

_NEW_DAYS = 60
"""Days after an event in which reports tell it as news."""
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]?\s")


class _Told(Struct, frozen=True):
    """What reports tell of events of violence and mischance.

    Attributes:
        spans: For each report, by its id, the mentions of each event, in text order.
        days: For each event that is put on one day that day.
        dating: For each of these the reports that say so.
        mains: For each report the event that it tells most of; of equals the one it tells first.
    """

    spans: Mapping[str, Mapping[str, Sequence[Span]]]
    days: Mapping[str, str]
    dating: Mapping[str, frozenset[str]]
    mains: Mapping[str, str]

    def main(self, text: Text) -> str | None:
        """The event that a report tells most of, or None."""
        return self.mains.get(text[0].id)

    def tell_at_length(self, text: Text, event: str) -> bool:
        """Whether enough sentences are of the event and no other."""
        told = self.spans[text[0].id]
        if len(told[event]) < LEAST_NAMING:
            return False
        named = _find_sentences(text[0], told)
        own = {sentence for sentence, events in named.items() if events == {event}}
        return len(own) >= LEAST_NAMING and len(_carry_on(own, named)) >= LEAST_SENTENCES


def _find_sentences(document: Document, told: Mapping[str, Sequence[Span]]) -> dict[int, set[str]]:
    """The number of each sentence that names an event, or that a block begins with, with the events it names."""
    blocks = [block.start for block in document.blocks]
    starts = sorted({end.end() for end in _SENTENCE_END.finditer(document.text)}.union(blocks))
    named: dict[int, set[str]] = {bisect(starts, place): set() for place in blocks}
    named[len(starts) + 1] = set()
    for event, spans in told.items():
        for span in spans:
            named.setdefault(bisect(starts, span.start), set()).add(event)
    return named


def _carry_on(own: Iterable[int], named: Mapping[int, Collection[str]]) -> set[int]:
    """Sentences of an event: those that name it, and those after it in the paragraph that name no event."""
    following = dict(pairwise(sorted(named)))
    return {n for sentence in own for n in range(sentence, following[sentence])}


def relate_stories(stories: Sequence[Sequence[Text]], events: Sequence[Event]) -> list[list[Text]]:
    """Unite stories of one event and give reports that tell another story's event at length to that story too.

    Only events of violence and mischance are looked at: those that the join tells apart by day and place. Stories are
    one where most reports of either tell most of the same event, and reports of both put it on its day. A report that
    tells the events of two other stories and of which no other report is like (a round-up) has no story of its own.

    Args:
        stories: The texts of each, the most central first.
        events: Of the whole pile.

    Returns:
        The texts of each; those that were added stand last.
    """
    told = _read_told(events)
    parted = [part for texts in stories for part in _part(texts, told)]
    return _add_guests(_unite(parted, told), told)


def _read_told(events: Sequence[Event]) -> _Told:
    spans: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    days: dict[str, str] = {}
    dating: dict[str, frozenset[str]] = {}
    for event in events:
        if family_of(event.type) != "harm" or event.type.endswith(" group"):
            continue
        for span in sorted(event.mentions):
            spans[span.document][event.id].append(span)
        if event.date and _FULL_DAY.fullmatch(event.date.value):
            days[event.id] = event.date.value
            dating[event.id] = frozenset(span.document for span in event.date.evidence)
    mains = {
        document: min(told, key=lambda event: (-len(told[event]), told[event][0].start, event))
        for document, told in spans.items()
    }
    return _Told(spans, days, dating, mains)


def _find_main(texts: Sequence[Text], told: _Told) -> str | None:
    """The event that most reports of a story tell most of."""
    ((event, count),) = Counter(told.main(text) for text in texts).most_common(1)
    return event if 2 * count > len(texts) else None


def _part(texts: Sequence[Text], told: _Told) -> list[list[Text]]:
    """Stories that only a round-up holds together, and the round-up.

    They are told apart by events of different days, each told by two reports or more that tell nothing of the others.
    """
    mains = Counter(told.main(text) for text in texts)
    events = {event for event, count in mains.items() if event and event in told.days and count > 1}
    if len({told.days[event] for event in events}) < max(2, len(events)):
        return [list(texts)]
    sides: dict[str, list[Text]] = {event: [] for event in sorted(events)}
    rest: list[list[Text]] = []
    for text in texts:
        named = sorted(events & told.spans.get(text[0].id, {}).keys())
        if len(named) == 1:
            sides[named[0]].append(text)
        elif sum(told.tell_at_length(text, event) for event in named) > 1:
            rest.append([text])
        else:
            return [list(texts)]
    parted = rest and all(len(some) > 1 for some in sides.values())
    return [*sides.values(), *rest] if parted else [list(texts)]


def _unite(stories: Sequence[Sequence[Text]], told: _Told) -> list[list[Text]]:
    """The larger story's texts stand first."""
    united: dict[str, list[Text]] = {}
    for key, texts in sorted(_name_stories(stories, told), key=lambda named: -len(named[1])):
        united.setdefault(key, []).extend(texts)
    return list(united.values())


def _name_stories(stories: Sequence[Sequence[Text]], told: _Told) -> Iterator[tuple[str, Sequence[Text]]]:
    """Each story by its event, where its reports say on what day that was, else by its first report.

    So is one told long after by an event of which no story is told while it was new: hearings and a book on it, months
    apart, are stories of their own.
    """
    mains = [(_find_main(texts, told), texts) for texts in stories]
    new = {event for event, texts in mains if event and _is_new(texts, told.days.get(event))}
    for event, texts in mains:
        dating = told.dating.get(event, frozenset()) if event in new else frozenset()
        dated = any(document.id in dating for text in texts for document in text)
        yield event if event and dated else texts[0][0].id, texts


def _is_new(texts: Sequence[Text], day: str | None) -> bool:
    """Whether a report came out soon after a day, or has no date that says otherwise."""
    came = [document.published.earliest for text in texts for document in text if document.published]
    days = [date.fromisoformat(first) for first in came if first and _FULL_DAY.fullmatch(first)]
    told = date.fromisoformat(day) if day else None
    return not days or told is None or (min(days) - told).days <= _NEW_DAYS


def _add_guests(stories: Sequence[list[Text]], told: _Told) -> list[list[Text]]:
    """The stories with the reports of others that tell their event; a report that moves leaves a story of its own."""
    homes: dict[str, list[int]] = defaultdict(list)
    for n, texts in enumerate(stories):
        event = _find_main(texts, told)
        if event and event in told.days and (len(texts) > 1 or not _tells_several(texts[0], told)):
            homes[event].append(n)
    grown, gone = [list(texts) for texts in stories], set()
    for n, texts in enumerate(stories):
        shared = Counter(event for text in texts for event in told.spans.get(text[0].id, ()))
        few = (event for event, count in shared.items() if len(texts) == 1 or 2 * count <= len(texts))
        asked = {event for event in few if any(home != n for home in homes.get(event, ()))}
        for text in texts:
            found = list(_find_long(text, told, asked))
            if len(texts) == 1 and found == [told.main(text)]:
                continue  # two stories of one event, of which one report does not say on what day it was
            for other in sorted({home for event in found for home in homes[event]} - {n}):
                grown[other].append(text)
            if len(texts) == 1 and len(found) > 1:
                gone.add(n)
    return [texts for n, texts in enumerate(grown) if n not in gone]


def _find_long(text: Text, told: _Told, asked: Collection[str]) -> Iterator[str]:
    """Which events a report tells at length, in order of their ids."""
    for event in sorted(told.spans.get(text[0].id, {}).keys() & asked):
        if told.tell_at_length(text, event):
            yield event


def _tells_several(text: Text, told: _Told) -> bool:
    return len(list(_find_long(text, told, told.days))) > 1
