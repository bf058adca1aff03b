"""Nobody dies twice: events that are one person's death."""

import pytest

from joindots.extract import observe
from joindots.join import join_pile


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
