"""Events of two reports of one story whose days differ."""

import pytest

from joindots.extract import observe
from joindots.join import join_pile

MARCH = """Thousands march against harbour bill

Thousands of people marched through Lowmark on Sunday against a bill that would sell the harbour.

Police said 5,000 people gathered at the fish market. The organisers put the crowd at 20,000.

Twelve people were arrested after bottles were thrown at officers. Eight officers were injured.
"""
BLOCKADE = """Crabbers block Skerry Point over fuel tax

Some 3,000 crabbers marched through Skerry Point on Sunday against a tax on diesel, police said.

Four people were arrested after stones were thrown at officers. Two officers were injured.

The organisers put the crowd at 9,000.
"""
AGAIN = MARCH.replace("Thousands of people", "Tens of thousands").replace("Twelve people", "A dozen people")


@pytest.mark.parametrize(
    ("other", "day", "incidents"),
    [
        (AGAIN, "2031-05-18", 1),
        (AGAIN, "2031-05-25", 1),  # "on Sunday" misread by a week is no other event at the same place
        (BLOCKADE, "2031-05-25", 2),
    ],
)
def test_like_events_of_other_days_and_places_stay_apart(read_text, other, day, incidents):
    parses = [read_text(MARCH, published="2031-05-18"), read_text(other, published=day)]
    pile = join_pile([parse.document for parse in parses], [observe(parse) for parse in parses])
    assert len(pile.incidents) == incidents
