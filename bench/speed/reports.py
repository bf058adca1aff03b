"""Made-up reports as text, to measure reading with: sentences of plain English about events that never happened.

    .venv/bin/python bench/speed/reports.py FOLDER --reports 500 --copied 0.4

Nothing is random but by seed. Names are made of syllables, so that nobody real is in them. Of the reports a known share
are copies: they have all paragraphs of an earlier report on the same event, under a headline and a lead of their own.
"""

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

REPORTS_AN_EVENT = 4
"""Mean number of reports on one event."""

PARAGRAPHS = 9
"""Of a report, of two sentences each: some 300 words, headline and lead included."""

_FIRST_DAY = date(2041, 1, 1)
_DAYS = 300
_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstv" for vowel in "aeo"]
_ENDS = "nrstlmk"
_DISASTERS = (
    ("fire", "tore through"), ("explosion", "shook"), ("flood", "swept through"), ("collision", "closed"),
    ("landslide", "hit"), ("attack", "struck"), ("storm", "damaged"), ("collapse", "wrecked"),
)  # fmt: skip
_SITES = [
    "warehouse",
    "market",
    "depot",
    "school",
    "bridge",
    "harbour",
    "hotel",
    "station",
    "mill",
    "theatre",
    "clinic",
    "tunnel",
    "ferry",
    "factory",
]
_ROLES = (
    "mayor", "fire chief", "police commander", "harbour master", "coroner", "prosecutor", "transport minister",
    "engineer", "union leader", "doctor", "neighbour", "company director", "school principal", "judge",
)  # fmt: skip
_THINGS = (
    "the roof", "an old pump", "the eastern gate", "a gas pipe", "the night shift", "a delivery van", "the alarm",
    "the main road", "a crane", "the water supply", "the signal box", "a second building", "the emergency exit",
)  # fmt: skip
# What is the same in many reports is shorter than a passage that counts as copied: a made-up name or a number parts it.
_DEEDS = (
    "had failed {number} times before", "was never seen by {house} Works", "had been repaired by {name}",
    "gave way near {place}", "stood open for {number} nights", "was blocked by {number} parked cars",
    "caught fire within {number} minutes", "could not be reached from {place}", "had been sold to {house} Works",
    "will be closed for {number} weeks", "was built by {name}", "has been taken to {place}",
)  # fmt: skip
_REASONS = (
    "because nobody in {place} had looked", "after {number} days of rain", "although {name} had complained",
    "while {name} was abroad", "before crews from {place} arrived", "as {number} families slept",
    "despite {number} warnings", "when the wind from {place} turned", "until {name} brought boats",
    "since {house} Works had cut the budget",
)  # fmt: skip
_SENTENCES = (
    "{person}, the {role} of {town}, said that {thing} {deed} {reason}.",
    "“{Thing} {deed} {reason},” said {person}, the {role}.",
    "“We lost {number} of our people, and {thing} {deed},” {person} told The {house} on {weekday}.",
    "According to the {role}, {number} families were moved to {place}.",
    "{Thing} {deed}, {name} found, {reason}.",
    "{person} denied that {thing} {deed}.",
    "At least {number} people were treated for burns in {place}.",
    "The {role}, {person}, announced an inquiry and promised {number} million crowns.",
    "Witnesses from {place} reported that {thing} {deed}.",
    "A spokesman for {house} Works confirmed that {thing} {deed}.",
    "Police arrested {number} men near {place} and questioned {name} about {thing}.",
    "The damage was put at {number} million crowns by {house} Insurance.",
    "{person} had warned the council of {place} that {thing} {deed}.",
    "Rescue teams from {place} worked {reason}, and {number} of them were hurt.",
    "The court in {place} will hear {person} on {day}, the {role} said.",
    "Nobody in {place} knew why {thing} {deed}, and {person} refused to comment.",
)


_LEADS = (
    (
        "{name} saw how {a} {kind} {verb} the {site} in {town}. "
        "{killed} people were killed on {weekday}, {injured} injured."
    ),
    (
        "In {town} {killed} people died on {weekday} when, {name} said, {a} {kind} {verb} the {site}; "
        "{place} took in {injured}."
    ),
    (
        "The {kind} at the {site}, {name} told us on {weekday}, killed {killed} people in {town} "
        "and injured {injured} others."
    ),
)


class _Event(Struct, frozen=True):
    kind: str
    verb: str
    site: str
    town: str
    day: date
    killed: int
    injured: int
    people: tuple[tuple[str, str], ...]


class _Writer:
    """Draws names and sentences."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def name(self, syllables: int) -> str:
        """A made-up name."""
        return ("".join(self._chance.choices(_SYLLABLES, k=syllables)) + self._chance.choice(_ENDS)).title()

    def happen(self) -> _Event:
        """An event."""
        chance = self._chance
        kind, verb = chance.choice(_DISASTERS)
        return _Event(
            kind=kind,
            verb=verb,
            site=chance.choice(_SITES),
            town=self.name(3),
            day=_FIRST_DAY + timedelta(chance.randrange(_DAYS)),
            killed=chance.randint(2, 40),
            injured=chance.randint(5, 90),
            people=tuple((f"{self.name(1)} {self.name(2)}", chance.choice(_ROLES)) for _ in range(4)),
        )

    def head(self, event: _Event) -> str:
        """Headline and lead, with the day of printing."""
        printed = event.day + timedelta(self._chance.randint(0, 3))
        lead = self._chance.choice(_LEADS).format(
            a="an" if event.kind[0] in "aeiou" else "a",
            name=f"{self.name(1)} {self.name(2)}",
            place=self.name(2),
            weekday=event.day.strftime("%A"),
            **{field: getattr(event, field) for field in ("kind", "verb", "site", "town", "killed", "injured")},
        )
        return (
            f"{event.kind.title()} in {event.town} kills {event.killed}\n"
            f"The {self.name(3)} Gazette, {printed:%d %B %Y}\n\n{lead}\n\n"
        )

    def body(self, event: _Event) -> str:
        """All other paragraphs."""
        paragraphs = (f"{self._tell(event)} {self._tell(event)}" for _ in range(PARAGRAPHS))
        return "\n\n".join(paragraphs) + "\n"

    def _tell(self, event: _Event) -> str:
        chance = self._chance
        person, role = chance.choice(event.people)
        thing = chance.choice(_THINGS)
        sentence = chance.choice(_SENTENCES)
        sentence = sentence.replace("{deed}", chance.choice(_DEEDS)).replace("{reason}", chance.choice(_REASONS))
        told = sentence.format(
            person=person,
            role=role,
            town=event.town,
            thing=thing,
            Thing=thing[0].upper() + thing[1:],
            number=chance.randint(2, 95),
            house=self.name(2),
            name=f"{self.name(1)} {self.name(2)}",
            place=self.name(2),
            weekday=event.day.strftime("%A"),
            day=(event.day - timedelta(chance.randint(20, 200))).strftime("%d %B"),
        )
        return told[0].upper() + told[1:]


def make_reports(reports: int, copied: float = 0.0, seed: int = 1) -> list[str]:
    """Texts of reports.

    Args:
        reports: How many.
        copied: Share of them that have all paragraphs but the lead of an earlier report.
        seed: The same seed makes the same reports.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    writer = _Writer(chance)
    events = [writer.happen() for _ in range(max(1, reports // REPORTS_AN_EVENT))]
    bodies: list[tuple[_Event, str]] = []
    copies = set(chance.sample(range(1, reports), min(reports - 1, round(copied * reports))))
    texts = []
    for number in range(reports):
        if number in copies:
            event, body = chance.choice(bodies)
        else:
            event = events[number % len(events)]
            body = writer.body(event)
            bodies.append((event, body))
        texts.append(writer.head(event) + body)
    return texts


def write_reports(folder: Path, texts: list[str]) -> None:
    """One file a report, in a folder that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"report-{number:06}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    """Write a pile."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--copied", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_reports(given.folder, make_reports(given.reports, given.copied, given.seed))


if __name__ == "__main__":
    main()
