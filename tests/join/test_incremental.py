"""What is kept of one pile changes no byte of another: joined cold or with a memo warmed on others, it is the same."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.extract import observe
from joindots.join import find, join_pile

DAY = date(2041, 5, 3)
PLACES = ("the Tarn mill", "Skarn station", "the depot in Ulmstadt")
TELLINGS = (
    "{n} people were killed and 40 injured in a fire at {place} on Wednesday, said Vera Lund, mayor of Ulmstadt.",
    "A fire at {place} killed {n} on Wednesday. “Nobody had checked the hydrants before the fire,” said Vera Lund.",
    "Police shot a man at {place}. Irsa Venn, 34, died on Wednesday night; the shooting is looked into by a judge.",
    "Vera Lund denied on Friday that the hydrants had been checked before the fire at {place} that killed {n}.",
    "Bakers walked out near {place} over night shifts; the union of bakers wants a rise of {n} crowns from the owners.",
)
COPIED = (
    "The watchman kept a log of his own, which the inquiry has had since Thursday, and nobody had asked him for it."
)


class Remembered(dict[str, bytes]):
    """A memo that nothing is ever dropped from."""

    put = dict.__setitem__


@pytest.fixture(scope="module")
def reports(read_text):
    """Thirty reports of some fires and shootings, a third of them with a sentence in common, and what they show."""
    parses = []
    for n in range(30):
        told = [TELLINGS[(n + step) % len(TELLINGS)].format(n=3 + n % 4, place=PLACES[n % 3]) for step in (0, 2)]
        text = "\n\n".join([*told, *([COPIED.upper() if n == 6 else COPIED] if n % 3 == 0 else [])])
        day = (DAY + timedelta(n % 9)).isoformat()
        parses.append(read_text(text, source=f"{n % 28}.txt", published=day if n % 4 else None))
    return [(parse.document, observe(parse)) for parse in {parse.document.id: parse for parse in parses}.values()]


def join(chosen, memo):
    documents, observations = zip(*chosen, strict=True)
    pile = join_pile(documents, observations, memo=memo)
    return msgspec.json.encode([pile, find(pile, memo)])


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_memo_warmed_on_other_piles_changes_no_byte(reports, data):
    memo = Remembered()
    piles = st.lists(st.sampled_from(range(len(reports))), min_size=1, unique=True)
    for warming in data.draw(st.lists(piles, max_size=3)):
        join([reports[n] for n in warming], memo)
    chosen = [reports[n] for n in data.draw(piles)]
    assert join(chosen, memo) == join(chosen, None)


def test_after_one_report_more_little_is_put(reports):
    memo = Remembered()
    join(reports[:-1], memo)
    before = len(memo)
    join(reports, memo)
    assert len(memo) - before < before / 2
    known = dict(memo)
    join(reports, memo)
    assert memo == known
