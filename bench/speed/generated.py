"""Made-up reports of made-up events, with what an extractor would find in them: to measure joining without parsing.

Nothing is random but by seed. Names and rare words are made of syllables, so that nobody real is in them; how often
they occur falls as in real text (Zipf), because that decides how many reports share a word. Of the reports a known
share copies passages of an earlier report on the same event; events have one report or many, as in the news.
"""

import hashlib
import random
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from typing import TypeVar

from msgspec import Struct

from joindots.model import (
    Attribution,
    AttributionSource,
    Block,
    Dated,
    Document,
    Entity,
    EntityKind,
    Event,
    Incident,
    Mention,
    Observations,
    Participant,
    Quantity,
    Reported,
    Span,
    Stance,
    TimeExpression,
    make_id,
)
from joindots.text.normal import function_words

R = TypeVar("R", Entity, Quantity, Attribution)

COPYING = 0.4
"""Share of the reports that copy passages, where their event has an earlier report."""

REPORTS_AN_EVENT = 4
"""Mean number of reports on one event; most have one or two, a few have dozens."""

PARAGRAPHS = 12
"""Of a report; with some 20 words each, about as long as a news report."""

FIRST_DAY = date(2041, 1, 1)
DAYS = 365

_KINDS = (("fire", "fire", "tore through"), ("collision", "accident", "struck"), ("blast", "explosion", "shook"))
_KINDS += (("attack", "attack", "hit"), ("collapse", "collapse", "brought down"), ("robbery", "robbery", "emptied"))
_STANCES: tuple[Stance, ...] = ("asserts", "finds", "denies", "confirms", "warns")
_SITES = ("warehouse", "market", "depot", "school", "bridge", "quay", "hotel", "station", "mill", "theatre", "clinic")
_ROLES = ["fire chief", "mayor", "police commander", "harbour master", "coroner", "prosecutor", "minister", "engineer"]
_LINKS = sorted(function_words())
_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstv" for vowel in "aeo"]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_HOUSES = 60


class Happening(Struct, frozen=True):
    """A made-up event, as all reports on it know it."""

    number: int
    kind: tuple[str, str, str]
    town: str
    site: str
    day: date
    killed: int
    injured: int
    people: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    quotes: tuple[str, ...]


class Made(Struct, frozen=True):
    """A pile that was made.

    Attributes:
        documents: In the order they were made.
        observations: One for each.
        events: For each document the number of its event.
        copied: For each document that of the document it copies from, or None.
    """

    documents: tuple[Document, ...]
    observations: tuple[Observations, ...]
    events: tuple[int, ...]
    copied: tuple[int | None, ...]


def make_pile(reports: int, seed: int = 1) -> Made:
    """Make reports and what is observed in them.

    Args:
        reports: How many.
        seed: The same seed makes the same reports.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    world = _World(chance, reports)
    happenings = [world.happen(number) for number in range(max(1, reports // REPORTS_AN_EVENT))]
    weights = list(accumulate(1 / (rank + 3) ** 0.6 for rank in range(len(happenings))))
    chosen = [chance.choices(happenings, cum_weights=weights)[0] for _ in range(reports)]
    earlier: dict[int, list[int]] = {}
    papers: list[_Paper] = []
    copied: list[int | None] = []
    for number, happening in enumerate(chosen):
        before = earlier.setdefault(happening.number, [])
        source = chance.choice(before) if before and chance.random() < COPYING else None
        papers.append(_Paper(world, happening, number, papers[source] if source is not None else None))
        copied.append(source)
        before.append(number)
    return Made(
        documents=tuple(paper.document() for paper in papers),
        observations=tuple(paper.observations() for paper in papers),
        events=tuple(happening.number for happening in chosen),
        copied=tuple(copied),
    )


class _World:
    """Words and names that a pile draws from; the larger the pile, the more names there are."""

    def __init__(self, chance: random.Random, reports: int) -> None:
        self.chance = chance
        self.vocabulary = self._names(6_000 + 4 * reports, 2, 4)
        self._weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.vocabulary))))
        self.towns = self._names(40 + reports // 10, 2, 3)
        self.surnames = self._names(400 + reports // 4, 2, 3)
        self.given = self._names(150, 2, 2)
        self.houses = [f"The {name.title()} Gazette" for name in self._names(_HOUSES, 2, 3)]

    def _names(self, count: int, least: int, most: int) -> list[str]:
        """Different made-up words."""
        found: dict[str, None] = {}
        while len(found) < count:
            syllables = self.chance.randint(least, most) + (len(found) > 1_000)
            found["".join(self.chance.choice(_SYLLABLES) for _ in range(syllables)) + self.chance.choice("nrstlmk")] = (
                None
            )
        return list(found)

    def words(self, count: int) -> list[str]:
        """Words of a sentence, as often as in real text: every other one only links."""
        rare = self.chance.choices(self.vocabulary, cum_weights=self._weights, k=count)
        return [self.chance.choice(_LINKS) if n % 2 else word for n, word in enumerate(rare)]

    def happen(self, number: int) -> Happening:
        """A new event."""
        chance = self.chance
        people = tuple(
            (f"{chance.choice(self.given).title()} {chance.choice(self.surnames).title()}", chance.choice(_ROLES))
            for _ in range(4)
        )
        return Happening(
            number=number,
            kind=chance.choice(_KINDS),
            town=chance.choice(self.towns).title(),
            site=chance.choice(_SITES),
            day=FIRST_DAY + timedelta(chance.randrange(DAYS)),
            killed=chance.randint(1, 9),
            injured=chance.randint(3, 60),
            people=people,
            words=tuple(self.words(24)),
            quotes=tuple(" ".join(self.words(14)) for _ in people),
        )


class _Paper:
    """One report as it is written, and what is observed on the way."""

    def __init__(self, world: _World, happening: Happening, number: int, source: "_Paper | None") -> None:
        chance = world.chance
        self._happening = happening
        self._source = f"report-{number}.txt"
        self._day = happening.day + timedelta(min(int(chance.expovariate(0.5)), 400))
        self._house = chance.choice(world.houses)
        self._text: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._names: dict[tuple[EntityKind, str], list[tuple[int, int]]] = {}
        self._marks: dict[str, tuple[int, int]] = {}
        self._quotes: list[tuple[str, tuple[int, int], tuple[int, int], tuple[int, int]]] = []
        self.paragraphs = [" ".join(world.words(chance.randint(14, 26))) + "." for _ in range(PARAGRAPHS)]
        for place, word in enumerate(chance.sample(happening.words, 16)):
            self.paragraphs[place % 8] = f"{word} {self.paragraphs[place % 8]}"
        if source:
            first = chance.randrange(PARAGRAPHS - 3)
            self.paragraphs[first : first + 3] = source.paragraphs[first : first + 3]
        self._revised = happening.killed + (chance.random() < 0.2)
        self._write(chance)

    def _put(self, text: str) -> tuple[int, int]:
        start = self._length
        self._text.append(text)
        self._length += len(text)
        return start, self._length

    def _name(self, kind: EntityKind, name: str) -> tuple[int, int]:
        place = self._put(name)
        self._names.setdefault((kind, name), []).append(place)
        return place

    def _write(self, chance: random.Random) -> None:
        happening = self._happening
        start = self._length
        self._put(f"{happening.kind[0].title()} at {happening.site} in ")
        self._name("place", happening.town)
        self._put("\n")
        self._blocks.append(Block(start=start, end=self._length, kind="title"))
        start = self._length
        self._lead()
        for (person, role), quote in chance.sample(list(zip(happening.people, happening.quotes, strict=True)), 2):
            self._quote(person, role, quote)
        for paragraph in self.paragraphs:
            self._put(paragraph + "\n")
        self._blocks.append(Block(start=start, end=self._length, kind="body"))

    def _lead(self) -> None:
        happening = self._happening
        self._put("A ")
        self._marks["event"] = self._put(happening.kind[0])
        self._put(f" {happening.kind[2]} the {happening.site} in ")
        self._marks["place"] = self._name("place", happening.town)
        self._put(" on ")
        self._marks["day"] = self._put(_WEEKDAYS[happening.day.weekday()])
        self._put(", killing ")
        self._marks["killed"] = self._put(f"{self._revised} people")
        self._put(" and injuring ")
        self._marks["injured"] = self._put(f"{happening.injured} others")
        self._put(".\n")

    def _quote(self, person: str, role: str, quote: str) -> None:
        content = self._put(f"“{quote},”")
        self._put(" ")
        cue = self._put("said")
        self._put(" ")
        speaker = self._name("person", person)
        self._put(f", {role} of ")
        self._name("place", self._happening.town)
        self._put(".\n")
        self._quotes.append((person, speaker, cue, content))

    def document(self) -> Document:
        """The report."""
        text = "".join(self._text)
        sha = hashlib.sha256(text.encode()).hexdigest()
        day = self._day.isoformat()
        return Document(
            id=make_id("d", self._source, sha),
            source=self._source,
            sha256=sha,
            media_type="text/plain",
            language="en",
            title=text[: self._blocks[0].end].strip(),
            publisher=self._house,
            authors=(),
            published=Dated(value=day, earliest=day, latest=day, basis="metadata"),
            text=text,
            blocks=tuple(self._blocks),
        )

    def observations(self) -> Observations:
        """What is observed in it."""
        document = self.document()
        cut = _Cutter(document)
        ids = {name: make_id("e", document.id, *name) for name in self._names}
        event = make_id("v", document.id, *self._marks["event"])
        return Observations(
            document=document.id,
            entities=_by_id(
                Entity(id=ids[kind, name], kind=kind, name=name, mentions=tuple(map(cut.mention, places)))
                for (kind, name), places in self._names.items()
            ),
            times=(self._time(cut),),
            quantities=_by_id(self._count(cut, measure, event) for measure in ("killed", "injured")),
            attributions=_by_id(
                Attribution(
                    id=make_id("a", document.id, *content),
                    form="direct",
                    source=AttributionSource(entity=ids["person", person], span=cut.span(speaker)),
                    cue=cut.span(cue),
                    content=(cut.span(content),),
                    stance=_STANCES[self._happening.number % len(_STANCES)],
                    about=(event,),
                )
                for person, speaker, cue, content in self._quotes
            ),
            events=(self._event(cut, event, ids["place", self._happening.town]),),
            incidents=(self._incident(cut, event, ids["place", self._happening.town]),),
        )

    def _dated(self, cut: "_Cutter") -> Dated:
        day = self._happening.day.isoformat()
        return Dated(value=day, earliest=day, latest=day, basis="stated", evidence=(cut.span(self._marks["day"]),))

    def _time(self, cut: "_Cutter") -> TimeExpression:
        day, span = self._happening.day.isoformat(), cut.span(self._marks["day"])
        return TimeExpression(
            id=make_id("t", span.document, span.start), span=span, type="DATE", value=day, earliest=day, latest=day
        )

    def _value(self, measure: str) -> int:
        return self._revised if measure == "killed" else self._happening.injured

    def _count(self, cut: "_Cutter", measure: str, event: str) -> Quantity:
        span = cut.span(self._marks[measure])
        return Quantity(
            id=make_id("q", span.document, span.start),
            span=span,
            clause=span,
            kind="count",
            low=self._value(measure),
            high=self._value(measure),
            bound="exact",
            unit=None,
            counted=span.text.split()[-1],
            measure=measure,
            event=event,
            period=None,
            attribution=None,
        )

    def _event(self, cut: "_Cutter", event: str, town: str) -> Event:
        return Event(
            id=event,
            name=f"{self._happening.kind[0]} in {self._happening.town}",
            type=self._happening.kind[1],
            date=self._dated(cut),
            place=town,
            participants=(Participant(role="place", entity=town),),
            mentions=(cut.span(self._marks["event"]),),
        )

    def _incident(self, cut: "_Cutter", event: str, town: str) -> Incident:
        def reported(value: int | str, mark: str) -> tuple[Reported, ...]:
            return (Reported(value=value, evidence=(cut.span(self._marks[mark]),)),)

        return Incident(
            id=make_id("i", event),
            event=event,
            date=reported(self._happening.day.isoformat(), "day"),
            location=reported(town, "place"),
            killed=reported(self._value("killed"), "killed"),
            wounded=reported(self._value("injured"), "injured"),
        )


class _Cutter:
    """Cuts spans out of a report."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def span(self, place: tuple[int, int]) -> Span:
        start, end = place
        return Span(document=self._document.id, start=start, end=end, text=self._document.text[start:end])

    def mention(self, place: tuple[int, int]) -> Mention:
        span = self.span(place)
        return Mention(document=span.document, start=span.start, end=span.end, text=span.text, how="name")


def _by_id(records: Iterable[R]) -> tuple[R, ...]:
    return tuple(sorted(records, key=lambda record: record.id))
