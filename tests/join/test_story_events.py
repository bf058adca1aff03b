"""Stories that are one by their event, and reports of several stories."""

import pytest

from joindots.join.stories import Cluster, tell_stories
from joindots.model import Dated, Event, Span

MILL = "The mill fire in Orsk killed two. The mill fire began in a loft. Dust carried the mill fire."
PORT = "The port fire in Ulm killed one. The port fire began in a kiosk. Tugs fought the port fire."


@pytest.fixture
def reports(document):
    def make(*texts):
        return [document(text, source=str(n)) for n, text in enumerate(texts)]

    return make


def find(documents, words):
    places = ((d, start) for d in documents for start in range(len(d.text)) if d.text.startswith(words, start))
    return tuple(sorted(Span(document=d.id, start=n, end=n + len(words), text=words) for d, n in places))


def fire(documents, words, day, *, dating=None):
    mentions = find(documents, words)
    evidence = tuple(span for span in mentions if dating is None or span.document in {d.id for d in dating})
    date = Dated(value=day, earliest=day, latest=day, basis="stated", evidence=evidence) if day else None
    return Event(id=f"v{words[:4]}", name=words, type="fire", date=date, place=None, mentions=mentions)


def tell(documents, groups, events):
    number = {document.id: n for n, document in enumerate(documents)}
    clusters = [Cluster(tuple((documents[n],) for n in group)) for group in groups]
    stories = tell_stories(clusters, events)
    return sorted(sorted(number[document] for document in story.documents) for story in stories)


def test_stories_of_one_event_are_one_where_both_say_on_what_day_it_was(reports):
    documents = reports(MILL, MILL + " Inquiry opens.", MILL + " Trial ends.")
    event = fire(documents, "mill fire", "2031-05-02")
    assert tell(documents, [[0, 1], [2]], [event]) == [[0, 1, 2]]
    event = fire(documents, "mill fire", "2031-05-02", dating=documents[:2])
    assert tell(documents, [[0, 1], [2]], [event]) == [[0, 1], [2]]
    event = fire(documents, "mill fire", "2031-05")
    assert tell(documents, [[0, 1], [2]], [event]) == [[0, 1], [2]]


@pytest.fixture
def coast(reports):
    """Two reports of either fire and one of both, with the two events."""
    documents = reports(MILL, MILL + " Inquiry opens.", PORT, PORT + " Harbour open.", f"{MILL}\n{PORT}")
    return documents, [fire(documents, "mill fire", "2031-05-02"), fire(documents, "port fire", "2031-05-03")]


@pytest.mark.parametrize(
    "groups", [[[0, 1], [2, 3], [4]], [[0, 1, 4], [2, 3]], [[0, 1], [2, 3, 4]], [[0, 1, 2, 3, 4]], [[0, 1, 2, 3], [4]]]
)
def test_a_round_up_is_of_both_stories_however_the_words_group_it(coast, groups):
    expected = [[0, 1, 2, 3], [4]] if groups[-1] == [4] and len(groups) == 2 else [[0, 1, 4], [2, 3, 4]]
    assert tell(coast[0], groups, coast[1]) == expected


@pytest.mark.parametrize(
    "passing",
    ["The port fire in Ulm was put out.", "After the mill fire came a port fire, then no port fire for weeks."],
)
def test_an_event_told_in_passing_makes_no_second_story(reports, passing):
    documents = reports(MILL, MILL + " Inquiry opens.", PORT, PORT + " Harbour open.", f"{MILL} {passing}")
    events = [fire(documents, "mill fire", "2031-05-02"), fire(documents, "port fire", "2031-05-03")]
    assert tell(documents, [[0, 1, 4], [2, 3]], events) == [[0, 1, 4], [2, 3]]


def test_fires_of_one_day_are_not_parted(coast):
    documents, (mill, port) = coast
    port = fire(documents, "port fire", "2031-05-02")
    assert tell(documents, [[0, 1, 2, 3, 4]], [mill, port]) == [[0, 1, 2, 3, 4]]


def test_what_follows_in_the_paragraph_is_of_the_event(reports):
    port = "The port fire killed one. A kiosk burned first. The port fire was fought from tugs."
    documents = reports(MILL, MILL + " Inquiry opens.", PORT, PORT + " Harbour open.", f"{MILL}\n{port}")
    events = [fire(documents, "mill fire", "2031-05-02"), fire(documents, "port fire", "2031-05-03")]
    assert tell(documents, [[0, 1, 4], [2, 3]], events) == [[0, 1, 4], [2, 3, 4]]
