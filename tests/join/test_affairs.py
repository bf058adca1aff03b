import pytest
from findings_piles import PileMaker
from msgspec.structs import replace

from joindots.join.affairs import MOST_REPORTS, list_affairs
from joindots.join.cells import split_pile
from joindots.model import Story

REPORTS = (
    "The Skarn ferry struck the mole of Tollhaven, pilot Irsa Venn said.",
    "Judge Odo Marl jailed pilot Irsa Venn over the night at Tollhaven on which the Skarn sank.",
    "Judge Odo Marl opened a school for bakers in Ulmstadt.",
)
NAMES = {"Irsa Venn": "person", "Odo Marl": "person", "Tollhaven": "place", "Skarn": "other", "Ulmstadt": "place"}


@pytest.fixture
def maker():
    return PileMaker()


def pile(maker):
    """Each report a story of its own."""
    told = [maker.report(text) for text in REPORTS]
    for name, kind in NAMES.items():
        mentions = (maker.mention(d, name) for d, text in zip(told, REPORTS, strict=True) if name in text)
        maker.entity(name, kind, mentions=tuple(mentions))
    stories = [Story(id=f"s{n}", title="", documents=(d.id,), events=()) for n, d in enumerate(maker.documents)]
    return told, replace(maker.pile(), stories=tuple(stories))


def test_stories_that_name_one_person_and_two_things_more_are_one_affair(maker):
    (sinking, trial, school), made = pile(maker)
    assert set(list_affairs(made).values()) == {frozenset({sinking, trial}), frozenset({school})}
    assert sorted(len(cell.documents) for cell in split_pile(made)) == [1, 2]


def test_in_a_larger_pile_every_story_is_an_affair_of_its_own(maker):
    for n in range(MOST_REPORTS):
        maker.report(f"Bakers of quarter {n} walked out.")
    _, made = pile(maker)
    assert set(map(len, list_affairs(made).values())) == {1}
