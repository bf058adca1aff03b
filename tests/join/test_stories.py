import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.join.stories import cluster_reports, tell_stories
from joindots.model import Event, Span

FERRY = [
    "The Skarn ferry struck the eastern mole of Tollhaven harbour in thick fog. Pilot Irsa Venn was away.",
    "Tollhaven harbour is closed after the Skarn ferry hit the mole in fog; divers search for pilot Irsa Venn.",
    "An inquiry into the Skarn ferry heard that the lamp on Tollhaven's eastern mole was dark that night.",
]
STRIKE = [
    "Bakers in Ulmstadt walked out over night shifts. The bakers' union wants a pay rise from the mill owners.",
    "No bread in Ulmstadt as bakers strike: the union demands higher pay for night shifts, mill owners refuse.",
]
COURT = ["A judge acquitted the beekeeper accused of moving his neighbour's hives across the county line at midnight."]
TEXTS = [*FERRY, *STRIKE, *COURT]


def group_stories(documents, events):
    return tell_stories(cluster_reports(documents), events)


def groups(stories, documents):
    number = {d.id: n for n, d in enumerate(documents)}
    return sorted(sorted(number[d] for d in story.documents) for story in stories)


@pytest.fixture
def pile(document):
    return [document(text, source=str(n)) for n, text in enumerate(TEXTS)]


def test_reports_of_one_event_are_one_story_and_every_report_has_one(pile):
    assert groups(group_stories(pile, ()), pile) == [[0, 1, 2], [3, 4], [5]]


def test_reports_far_apart_in_time_need_more_in_common(document):
    def count(*days):
        texts = zip([FERRY[0], FERRY[2]], days, strict=True)
        documents = [document(text, source=day, published=day) for text, day in texts]
        return len(group_stories([*documents, document(STRIKE[0], source="0")], ()))

    assert count("2031-05-02", "2031-05-03") == 2
    assert count("2031-05-02", "2034-05-03") >= count("2031-05-02", "2031-05-03")


def test_a_story_takes_a_title_of_its_reports(document):
    titled = [
        document(f"Ferry hits mole\n{FERRY[0]}", title="Ferry hits mole", source="1"),
        document(FERRY[1], source="2"),
    ]
    stories = group_stories([*titled, document(COURT[0], source="3")], ())
    titles = {story.title for story in stories}
    assert "A judge acquitted the beekeeper accused of moving his neighbour's hives across …" in titles
    assert len(titles) == 2


def test_a_story_is_about_the_events_that_most_of_its_reports_mention(pile):
    def event(name, *places):
        mentions = tuple(Span(document=pile[n].id, start=0, end=3, text=pile[n].text[:3]) for n in places)
        return Event(id=name, name=name, type="accident", date=None, place=None, mentions=mentions)

    stories = group_stories(pile, [event("v1", 0, 1, 2), event("v2", 0), event("v3", 5)])
    assert {story.events for story in stories} == {("v1",), (), ("v3",)}


@settings(max_examples=30, deadline=None)
@given(chosen=st.lists(st.integers(0, len(TEXTS) - 1), min_size=1, max_size=6, unique=True), seed=st.integers(0, 99))
def test_order_changes_nothing_and_a_copy_joins_its_original(document, chosen, seed):
    documents = [document(TEXTS[n], source=str(n)) for n in chosen]
    stories = group_stories(documents, ())
    assert sorted(d for story in stories for d in story.documents) == sorted(d.id for d in documents)
    shuffled = documents[:]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
    assert group_stories(shuffled, ()) == stories
    copy = document(documents[0].text, source="copy")
    again = group_stories([*shuffled, copy], ())
    without = [tuple(d for d in story.documents if d != copy.id) for story in again]
    assert sorted(without) == sorted(story.documents for story in stories)
    (joined,) = [story for story in again if copy.id in story.documents]
    assert documents[0].id in joined.documents


def test_an_empty_pile_and_an_empty_report(document):
    assert group_stories([], ()) == ()
    (story,) = group_stories([document("", source="1")], ())
    assert story.title == "Untitled"


def test_a_lone_follow_up_joins_the_settled_story_it_is_about(document):
    later = (
        "A year on, beacon keepers along the coast have new batteries and a rota, and insurers ask for more. "
        "Nobody in Tollhaven has forgotten the Skarn ferry, the fog and the dark lamp on the eastern mole."
    )
    texts = [*FERRY, FERRY[0].replace("thick fog", "dense fog at dawn"), *STRIKE, later]
    documents = [document(text, source=str(n)) for n, text in enumerate(texts)]
    assert groups(group_stories(documents, ()), documents) == [[0, 1, 2, 3, 6], [4, 5]]
