"""When two reports tell the same event: the comparison, as a list of weighted features."""

import math
from collections.abc import Mapping
from datetime import date

from msgspec import Struct, structs

from joindots.linkage import Feature
from joindots.model import HARM_TYPES, Event

ROUGH_DATE = 0.75  # likeness of dates of which one is a month, a year or an interval around the other
NEXT_DAY = 0.4  # likeness of neighbouring days (night, time zone); it fades to 0 with the logarithm of the days
FARTHEST_DAYS = 60  # days from which two dates have nothing in common
ROUGH_APART = 0.3  # likeness at least of dates of which one is no day: a month or year is misread more easily
FADING_BESIDE = 0.3  # power of the days between two reports of one event at which they grow rarer
FADING_NEWS = 0.4  # power of the days since an event at which reports of it grow rarer
BEFORE_IT = 0.4  # likeness of a report that came out a few days before the day of an event: one of the two is misread
MANY_PEOPLE = 8  # people of a report from which a shared one says less: lists of cases name dozens
SAME_WORDS = 0.3  # cosine from which two events are told in the same words
REGISTERED_PLACES = "places it is put at"  # the feature that rests on registers
AGES = "ages they tell"  # the feature that rests on ages
Days = tuple[date, date]
"""First and last day."""

_LONG_AFTER = 100  # days between two reports that give no day, from which nothing says that it is one
NEAR_DAYS = 3  # a date told as "last week" or by its report may lie this far off


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
        main: Whether its report tells most of this event.
        known: Entity ids of persons of full name who took part, were hurt or are accused; of a main event also those
            whose age is told.
        ages: Of a main event the ages that its report tells first.
        dead: Entity ids and names of whom its report names in full as having come to harm.
        deadly: Whether its report counts somebody killed.
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
    main: bool = False
    known: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    dead: frozenset[tuple[str, str]] = frozenset()
    deadly: bool = False


def family_of(kind: str) -> str:
    """The family of an event type, without the mark of a group."""
    base = kind.removesuffix(" group")
    return "harm" if base in HARM_TYPES else base


def _overlap(a: frozenset[str], b: frozenset[str]) -> float | None:
    return len(a & b) / min(len(a), len(b)) if a and b else None


def _date_likeness(a: Profile, b: Profile) -> float | None:
    return max((_day_likeness(x, y) for x in _told_days(a) for y in _told_days(b)), default=None)


def _day_likeness(a: Days, b: Days) -> float:
    gap, exact = _gap(a, b), a[0] == a[1] and b[0] == b[1]
    if gap == 0:
        return 1.0 if exact else ROUGH_DATE
    near = max(0.0, NEXT_DAY * (1 - math.log(gap, FARTHEST_DAYS)))
    return round(near if exact else max(near, ROUGH_APART), 6)


def days_apart(a: Profile, b: Profile) -> int:
    """Days between the nearest days of two events; 0 where they can have been on one day or one has no date.

    Reports mostly tell what has just happened: what has no date of its own counts as of the weeks before its report, or
    at least as no later. Where a report's register puts the event on another day than its date, one of the two is
    misread: the nearer counts.
    """
    if _told_days(a) or _told_days(b):
        return min((_gap(x, y) for x in list_readings(a) for y in list_readings(b)), default=0)
    return _gap(a.rough, b.rough) if a.rough and b.rough else 0


def _told_days(profile: Profile) -> list[Days]:
    """First and last days that a report gives an event, as each part of it has it.

    What looks back has the day of an inquest or a trial for that of the event, unless it gives a day beside it.
    """
    told = profile.told if profile.days or profile.rough else None
    return ([profile.days] if profile.days else []) + ([(told, told)] if told else [])


def list_readings(profile: Profile) -> list[Days]:
    """First and last days that an event can have been on."""
    latest = (date.min, profile.published) if profile.published else None
    rough = profile.rough or latest
    return _told_days(profile) or ([rough] if rough else [])


def _gap(a: Days, b: Days) -> int:
    if a[1] < b[0]:
        return (b[0] - a[1]).days
    return (a[0] - b[1]).days if b[1] < a[0] else 0


def are_told_apart(a: Profile, b: Profile) -> bool:
    """Whether their reports put two events on other days at other places, or share no name at all.

    Neither is enough: a weekday may be read a week off, and a square lies in a town.
    """
    if a.told is None or b.told is None or not a.where or not b.where:
        return False
    return abs((a.told - b.told).days) > NEAR_DAYS and a.where.isdisjoint(b.where)


def _published_likeness(a: Profile, b: Profile) -> float | None:
    if a.published is None or b.published is None or _told_days(a) or _told_days(b):
        return None
    gap = abs((a.published - b.published).days)
    return round((1 + gap) ** -FADING_BESIDE, 6) if gap < _LONG_AFTER else 0.0


def _news_likeness(a: Profile, b: Profile) -> float | None:
    """How soon after the day that one report gives its event another came out that gives its main event none."""
    dated, other = (a, b) if _told_days(a) else (b, a)
    if _told_days(other) or not other.main or other.published is None:
        return None
    came = (other.published, other.published)
    first, last = min(_told_days(dated), key=lambda days: _gap(days, came), default=came)
    if other.published < first:
        return BEFORE_IT if (first - other.published).days <= NEAR_DAYS else 0.0
    return round((1 + max(0, (other.published - last).days)) ** -FADING_NEWS, 6) if _told_days(dated) else None


def _both_main(a: Profile, b: Profile) -> float | None:
    return None if a.main == b.main else 0.0


def _share_known(a: Profile, b: Profile) -> float | None:
    if a.family != "harm" or not a.known or not b.known:
        return None
    few, many = sorted((len(a.known), len(b.known)))
    return len(a.known & b.known) / few * min(1.0, MANY_PEOPLE / many)


def _share_ages(a: Profile, b: Profile) -> float | None:
    return float(not a.ages.isdisjoint(b.ages)) if a.ages and b.ages else None


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
    Feature("same people", 5.0, -1.0, lambda a, b: None if a.family == "harm" else _overlap(a.people, b.people)),
    Feature("same people hurt or accused", 5.0, -0.5, _share_known),
    Feature(AGES, 0.6, -1.5, _share_ages),
    Feature("same other participants", 0.8, 0.0, lambda a, b: _overlap(a.others, b.others)),
    Feature("same place", 2.5, -1.5, lambda a, b: _overlap(a.places, b.places)),
    Feature(REGISTERED_PLACES, 1.0, -1.0, _share_where),
    Feature("same date", 3.0, -5.5, _date_likeness),
    Feature("reported soon after that date", 2.5, -1.5, _news_likeness),
    Feature("reported at the same time", 1.5, -2.0, _published_likeness),
    Feature("what both reports tell most of", 0.0, -1.0, _both_main),
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
