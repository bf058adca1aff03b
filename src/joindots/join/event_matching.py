"""When two reports tell the same event: the comparison, as a list of weighted features."""

import math
from collections.abc import Mapping
from datetime import date

from msgspec import Struct, structs

from joindots.linkage import Feature
from joindots.model import HARM_TYPES, Event

ROUGH_DATE = 0.75  # likeness of dates of which one is a month, a year or an interval around the other
NEXT_DAY = 0.5  # likeness of neighbouring days (night, time zone); it fades to 0
FARTHEST_DAYS = 10  # days from which two dates have nothing in common
SAME_WORDS = 0.3  # cosine from which two events are told in the same words
REGISTERED_PLACES = "places it is put at"  # the feature that rests on registers
_DAYS_NEAR = 3  # a date told as "last week" or by its report may lie this far off


class Profile(Struct, frozen=True):
    """What identifies an event across reports.

    Attributes:
        event: The record.
        place: Its index among all events of the pile.
        document: Id of its report.
        family: Types of one family may name one event.
        group: Whether it is several events told together.
        name: Content words of its name.
        proper: The capitalised ones among them.
        people: Entity ids of participants that are persons.
        others: Entity ids of other participants.
        places: Entity ids of places.
        days: First and last day it can have been, or None.
        rough: First and last day that the main event of a report without a date for it can have been, or None.
        published: Day of the report, or None.
        told: Day that its report's register puts it on, or None: read from words that may stand some sentences away.
        where: Words of the names of the places that the register puts it at; if none, of all names of the report.
        story: Number of its report's cluster if the report tells most of this event, else None.
        settled: Whether that cluster holds other texts, so that being outside it says something.
    """

    event: Event
    place: int
    document: str
    family: str
    group: bool
    name: frozenset[str]
    proper: frozenset[str]
    people: frozenset[str]
    others: frozenset[str]
    places: frozenset[str]
    days: tuple[date, date] | None
    rough: tuple[date, date] | None
    published: date | None
    told: date | None
    where: frozenset[str]
    story: int | None
    settled: bool = False


def family_of(kind: str) -> str:
    """The family of an event type, without the mark of a group."""
    base = kind.removesuffix(" group")
    return "harm" if base in HARM_TYPES else base


def _overlap(a: frozenset[str], b: frozenset[str]) -> float | None:
    return len(a & b) / min(len(a), len(b)) if a and b else None


def _date_likeness(a: Profile, b: Profile) -> float | None:
    if a.days is None or b.days is None:
        return None
    return max(_day_likeness(x, y) for x in _readings(a) for y in _readings(b))


def _day_likeness(a: tuple[date, date], b: tuple[date, date]) -> float:
    gap = _gap(a, b)
    if gap == 0:
        return 1.0 if a[0] == a[1] and b[0] == b[1] else ROUGH_DATE
    return max(0.0, NEXT_DAY * (1 - (gap - 1) / FARTHEST_DAYS))


def days_apart(a: Profile, b: Profile) -> int:
    """Days between the nearest days of two events; 0 where they can have been on one day or one has no date.

    Reports mostly tell what has just happened: what has no date of its own counts as of the weeks before its report.
    Where a report's register puts the event on another day than its date, one of the two is misread: the nearer counts.
    """
    if not (a.days or b.days):
        return 0
    return min((_gap(x, y) for x in _readings(a) for y in _readings(b)), default=0)


def _readings(profile: Profile) -> list[tuple[date, date]]:
    """First and last days that an event can have been on, as each part of its report has it."""
    rough = profile.days or profile.rough
    return ([rough] if rough else []) + ([(profile.told, profile.told)] if rough and profile.told else [])


def _gap(a: tuple[date, date], b: tuple[date, date]) -> int:
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def are_told_apart(a: Profile, b: Profile) -> bool:
    """Whether their reports put two events on other days at other places, or share no name at all.

    Neither is enough: a weekday may be read a week off, and a square lies in a town.
    """
    if a.told is None or b.told is None or not a.where or not b.where:
        return False
    return abs((a.told - b.told).days) > _DAYS_NEAR and a.where.isdisjoint(b.where)


def _published_likeness(a: Profile, b: Profile) -> float | None:
    if a.published is None or b.published is None or a.days or b.days:
        return None
    return 1.0 if abs((a.published - b.published).days) <= _DAYS_NEAR else 0.0


# Weights are log-odds set by hand on reports of shootings and of one attack: a shared person says most, a shared name
# or place with the same day nearly as much, a kind of event alone nothing. The places of registers and the -1 for other
# stories are from 500 reports of shootings: B-cubed F1 by incident .942 without the two, .957 with; of another 501,
# which were not looked at, .944 and .946. The 6 for one story and the crowding are from all 2,598 (decision 40).
def list_features(wording: Mapping[tuple[int, int], float]) -> tuple[Feature[Profile], ...]:
    """What is compared of two events.

    Args:
        wording: Likeness of the words that tell two events, by the profiles' places.
    """

    def worded(a: Profile, b: Profile) -> float | None:
        if family_of(a.event.type) != "harm":
            return None
        return min(1.0, wording.get((min(a.place, b.place), max(a.place, b.place)), 0.0) / SAME_WORDS)

    return (structs.replace(WORDED, likeness=worded), STORY, *STEADY)


def _same_story(a: Profile, b: Profile) -> float | None:
    if a.story is None or b.story is None:
        return None
    if a.story == b.story:
        return 1.0
    return 0.0 if a.settled and b.settled else None


def _share_where(a: Profile, b: Profile) -> float | None:
    return float(not a.where.isdisjoint(b.where)) if a.where and b.where else None


WORDED: Feature[Profile] = Feature("told in like words", 5.0, -1.0, lambda _a, _b: None)
"""The likeness is that of all words of a pile: `list_features` fills it in."""

STORY: Feature[Profile] = Feature("what reports of one story tell most of", 6.0, -1.0, _same_story)

# What follows from the two profiles without what numbers them in the pile (`event`, but for its type, `place`, `story`
# and `settled`): only this may be looked at here, since comparisons are kept by it.
STEADY: tuple[Feature[Profile], ...] = (
    Feature("same name", 3.0, -1.5, lambda a, b: _overlap(a.proper, b.proper)),
    Feature("same people", 5.0, -1.0, lambda a, b: _overlap(a.people, b.people)),
    Feature("same other participants", 0.8, 0.0, lambda a, b: _overlap(a.others, b.others)),
    Feature("same place", 2.5, -1.5, lambda a, b: _overlap(a.places, b.places)),
    Feature(REGISTERED_PLACES, 1.0, -1.0, _share_where),
    Feature("same date", 3.0, -6.0, _date_likeness),
    Feature("reported at the same time", 0.5, -2.0, _published_likeness),
    Feature("same type", 0.5, -0.5, lambda a, b: float(a.event.type == b.event.type)),
)
# Log-odds of one event before anything is compared, in a small pile; in a large one more are alike by accident. Chosen
# with the weights on 300 reports of 124 shootings: B-cubed F1 .89, precision .95.
_BIAS, _CROWDING, _SMALL_PILE = -3.0, 0.4, 20


def prior_weight(reports: int) -> float:
    """Log-odds that two events of different reports are one before anything is compared.

    Args:
        reports: Number of reports in the pile.
    """
    return _BIAS - _CROWDING * math.log(max(1.0, reports / _SMALL_PILE))
