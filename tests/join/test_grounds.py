"""Why reports are one story, and what they tell one event."""

import pytest
from msgspec.structs import replace

from joindots.extract import observe
from joindots.join import ground_event, ground_story, join_pile

TEXTS = [
    """Nine hurt as Tarn mill burns

Nine people were injured in a fire at the Tarn mill on Wednesday, said Vera Lund. It took 412 men to fight it.
""",
    """Tarn mill fire injures nine

A fire injured nine people at the Tarn mill on Wednesday. Vera Lund, its owner, praised the 412 men who fought the fire.
""",
    """Bakers in Ulmstadt walk out

Bakers in Ulmstadt walked out on Friday over night shifts. The union wants a rise.
""",
]


@pytest.fixture(scope="module")
def pile(read_text):
    parses = [read_text(text, source=f"{n}.txt", published="2041-05-03") for n, text in enumerate(TEXTS)]
    return join_pile([parse.document for parse in parses], [observe(parse) for parse in parses])


def texts_of(pile, grounds):
    texts = {document.id: document.text for document in pile.documents}
    for part in grounds.parts:
        for span in part.evidence:
            assert texts[span.document][span.start : span.end] == span.text
    return {part.score.name: [span.text for span in part.evidence] for part in grounds.parts}


def test_a_story_is_shown_with_the_words_numbers_and_days_that_made_it(pile):
    story = next(story for story in pile.stories if len(story.documents) == 2)
    (grounds,) = ground_story(pile.documents, pile.times, story)
    assert {grounds.a, grounds.b} == set(story.documents)
    shown = texts_of(pile, grounds)
    assert shown["numbers they name"] == ["412", "412"]
    assert shown["days they name"] == ["Wednesday", "Wednesday"]
    assert {"Tarn", "Lund"} <= set(shown["words of the whole reports"])
    added = sum(part.score.weight for part in grounds.parts)
    assert grounds.comparison.weight == pytest.approx(grounds.prior + added)


def test_a_report_alone_and_its_copies_are_compared_with_nothing(pile):
    alone = next(story for story in pile.stories if len(story.documents) == 1)
    assert ground_story(pile.documents, pile.times, alone) == ()
    copy = replace(next(d for d in pile.documents if d.id in alone.documents), id="dcopy", source="copy")
    both = replace(alone, documents=(*alone.documents, "dcopy"))
    assert ground_story([*pile.documents, copy], pile.times, both) == ()


def test_an_event_of_two_reports_is_compared_again_from_the_pile(pile):
    event = next(event for event in pile.events if len({span.document for span in event.mentions}) == 2)
    (grounds,) = ground_event(pile, event)
    shown = texts_of(pile, grounds)
    assert "told in like words" in shown
    assert all(len(words) in {0, 2} for words in shown.values())
    single = next(event for event in pile.events if len({span.document for span in event.mentions}) == 1)
    assert ground_event(pile, single) == ()
