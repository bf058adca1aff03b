"""What is remembered changes no byte: whatever reports came, went and came again, whatever was decided meanwhile."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from test_correction_properties import decided

from joindots.corrections import correct_documents, open_ledger
from joindots.join import find, infer_dates
from joindots.join.cells import split_pile
from joindots.run.correcting import join_corrected


class Remembered(dict[str, bytes]):
    """A memo that nothing is ever dropped from."""

    put = dict.__setitem__


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_order_of_additions_deletions_and_decisions_gives_the_bytes_of_one_go(desk, data):
    memo = Remembered()
    for _ in range(data.draw(st.integers(2, 4))):
        chosen = data.draw(st.lists(st.sampled_from(range(len(desk.documents))), min_size=1, unique=True))
        ledger = open_ledger(data.draw(decided(desk, most=2)) if data.draw(st.booleans()) else [])
        documents = correct_documents([desk.documents[n] for n in chosen], ledger)
        observations = [desk.observations[n] for n in chosen]
        pile = join_corrected(documents, observations, ledger)
        again = join_corrected(documents, observations, ledger, memo=memo)
        assert msgspec.json.encode([again, find(again, memo)]) == msgspec.json.encode([pile, find(pile)])
        assert infer_dates(documents, observations, memo) == infer_dates(documents, observations)


def test_cells_lose_nothing_and_a_second_time_nothing_is_judged(desk):
    pile = join_corrected(desk.documents, desk.observations, open_ledger([]))
    cells = split_pile(pile)
    for array in ("documents", "times", "quantities", "attributions", "incidents", "stories"):
        assert sorted(record.id for cell in cells for record in getattr(cell, array)) == [
            record.id for record in getattr(pile, array)
        ]
    mentions = [mention for cell in cells for entity in cell.entities for mention in entity.mentions]
    assert sorted(mentions) == sorted(mention for entity in pile.entities for mention in entity.mentions)
    memo = Remembered()
    find(pile, memo)
    judged = dict(memo)
    find(pile, memo)
    assert memo == judged
    assert len(judged) == len(cells)
