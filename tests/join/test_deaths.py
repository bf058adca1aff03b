"""Nobody dies twice: events that are one person's death."""

from datetime import date

import pytest
from msgspec.structs import replace
from test_event_matching import profile

from joindots.extract import observe
from joindots.join import join_pile
from joindots.join.bonds import Ties
from joindots.join.deaths import unite_victims
from joindots.model import Bonds


@pytest.fixture(scope="module")
def join(read_text):
    def join(*reports):
        parses = [read_text(text, source=f"{n}.txt", published=day) for n, (text, day) in enumerate(reports)]
        return join_pile([parse.document for parse in parses], [observe(parse) for parse in parses])

    return join


DIED = (
    "The singer Ann Orlen died in Port Ellis on 25 June 2031. She was 50. Her doctor was with her. Fans wept.",
    "2031-06-26",
)
CONCERT = (
    "A concert for the singer will be held in Vesna in October. The death of Ann Orlen in June 2031 shocked the town.",
    "2031-09-02",
)
COURT = (
    "A court in Lowmark heard the doctor's appeal. The jury was told how Ann Orlen died. The trial goes on.",
    "2032-02-10",
)


def deaths(pile):
    return [e for e in pile.events if e.type == "death"]


def test_one_persons_death_is_one_event_wherever_and_whenever_it_is_told(join):
    (event,) = deaths(join(DIED, CONCERT, COURT))
    assert event.name == "death of Ann Orlen"
    assert len({span.document for span in event.mentions}) == 3


def test_another_persons_death_is_another_event(join):
    other = ("The singer Eve Marren died in Port Ellis on 25 June 2031. She was 70.", "2031-06-26")
    assert len(deaths(join(DIED, other))) == 2


def test_whose_death_a_pronoun_tells_names_no_event(join):
    text = "Bo Ray denied that he had lied. Ray was in the house before his death in June was known."
    assert all("Ray" not in e.name for e in join((text, "2031-06-28"), DIED).events if e.type == "death")


SHOT = (
    "Ann Orlen was shot and killed in her house in Port Ellis on Sunday. Her brother Cal Orlen was wounded.",
    "2031-06-03",
)
_TWO_MONTHS = (
    "A woman of 30 was killed and her brother wounded in a shooting in Port Ellis on 1 June. Nobody has been held. "
    "The family is still waiting. It is two months since Ann Orlen was shot and killed in her house."
)
TWO_MONTHS = (_TWO_MONTHS, "2031-08-02")


def shootings(pile):
    rows = {row.event: row for row in pile.incidents if row.killed}
    return [e for e in pile.events if e.type == "shooting" and e.id in rows]


def test_who_was_shot_dead_is_one_event_however_often_a_report_tells_it(join):
    (event,) = shootings(join(SHOT, TWO_MONTHS))
    assert event.date is not None
    assert event.date.value == "2031-06-01"


def _tell(place, kind, **fields):
    found = profile(place)
    return replace(found, event=replace(found.event, type=kind), dead=frozenset({("e1", "Ann Orlen")}), **fields)


@pytest.mark.parametrize(("kinds", "together"), [(("shooting",) * 2, True), (("attack",) * 2, False)])
def test_who_was_shot_and_lived_is_put_together_but_an_attack_may_be_any(kinds, together):
    day = (date(2031, 6, 1), date(2031, 6, 1))
    found = [_tell(0, kinds[0], days=day), _tell(1, kinds[1])]
    assert unite_victims([[0], [1]], found, Ties(Bonds(), {})) == ([[0, 1]] if together else [[0], [1]])


@pytest.mark.parametrize(
    ("days", "together"), [(None, True), (2, True), (9, False)], ids=["no day", "the next day", "another week"]
)
def test_only_what_may_be_of_that_day_is_put_together(days, together):
    day = date(2031, 6, days or 1)
    first = [_tell(n, "killing", deadly=True, days=(date(2031, 6, 1), date(2031, 6, 1))) for n in (0, 1)]
    found = [*first, _tell(2, "killing", deadly=True, days=(day, day) if days else None)]
    groups = unite_victims([[0, 1], [2]], found, Ties(Bonds(), {}))
    assert groups == ([[0, 1, 2]] if together else [[0, 1], [2]])
