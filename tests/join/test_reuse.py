import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.join.reuse import find_reuse
from joindots.model import Block

QUOTE = "Nobody on the bridge of the ferry saw the pier until the fog lifted, and by then the engines had stopped"
LONGER = (
    "The harbour inquiry opened on Monday with the evidence of a night watchman. He told the panel that the signal "
    "lamp on the eastern mole had been dark since the spring gales. The company's own log, he added, mentions the "
    "lamp twice. Divers recovered the rudder from eleven metres of water. The chair thanked them for their patience."
)


def pairs(reuse):
    return {tuple(sorted((r.a.document, r.b.document))) for r in reuse}


def longest(reuse):
    return max(reuse, key=lambda r: len(r.a.text))


def test_a_quotation_copied_between_two_papers_is_found_with_its_exact_place(document):
    one = document(f"The pilot spoke. “{QUOTE},” he said.", source="1")
    two = document(f"Fog blamed\nHe recalled: '{QUOTE.upper()}.' Rain followed.", source="2")
    (found,) = find_reuse([one, two])
    sides = {found.a.document: found.a, found.b.document: found.b}
    assert sides[one.id].text == QUOTE
    assert sides[two.id].text == QUOTE.upper()
    assert found.similarity == 1
    assert found.a.document < found.b.document


@pytest.mark.parametrize(
    "edited",
    [
        QUOTE.replace("until the fog", "until the dense fog"),
        QUOTE.replace("until the fog", "until fog"),
        QUOTE.replace("lifted", "cleared"),
        QUOTE.replace("fog lifted, and", "fog lifted — and"),
    ],
)
def test_small_edits_do_not_break_a_passage(document, edited):
    (found,) = find_reuse([document(f"First. {QUOTE}.", source="1"), document(f"Second: {edited}!", source="2")])
    assert {found.a.text, found.b.text} == {QUOTE, edited}
    assert 0.8 < found.similarity <= 1


def test_a_changed_number_ends_a_passage(document):
    text = "rescuers from three islands said that {} passengers were still missing late on Sunday night off the cape"
    found = find_reuse([document(text.format(14), source="1"), document(text.format(19), source="2")])
    assert found
    assert not any("14" in span.text or "19" in span.text for r in found for span in (r.a, r.b))


def test_short_common_wording_is_no_reuse(document):
    one = document("He said that there was not much that they could have done about it.", source="1")
    two = document("She felt that there was not much that they could have known.", source="2")
    assert find_reuse([one, two]) == ()


def test_headlines_differ_and_the_rest_is_one_copy(document):
    one = document(f"Lamp was dark, panel hears\n{LONGER}", source="1")
    two = document(f"Watchman gives evidence\n{LONGER}", source="2")
    (found,) = find_reuse([one, two])
    assert found.a.text.endswith(LONGER.removesuffix("."))


def test_boilerplate_is_no_reuse_and_no_passage_runs_across_it(document):
    plea = "Please support our newsroom today because good reporting costs money and reaches every harbour town."
    one = document(f"Storm hits.\n{plea}\n{QUOTE}", source="1")
    two = document(f"Calm returns.\n{plea}\n{QUOTE}", source="2")
    assert any(plea[:20] in r.a.text for r in find_reuse([one, two]))
    marked = [
        msgspec.structs.replace(
            d,
            blocks=(d.blocks[0], Block(start=d.blocks[1].start, end=d.blocks[1].end, kind="boilerplate"), d.blocks[2]),
        )
        for d in (one, two)
    ]
    (found,) = find_reuse(marked)
    assert found.a.text == QUOTE


def test_a_phrase_of_very_many_texts_is_no_reuse(document):
    phrase = "under the harbour navigation act of the northern islands council"
    many = [document(f"Case {n}: charged {phrase} {n} {n}.", source=str(n)) for n in range(70)]
    assert find_reuse(many) == ()
    assert find_reuse(many[:3])


def test_the_earlier_side_follows_full_days_that_differ(document):
    def earlier(one_day, other_day):
        one = document(LONGER, source="1", published=one_day)
        other = document("Exclusive! " + LONGER, source="2", published=other_day)
        (found,) = find_reuse([one, other])
        return {None: None, "a": found.a.document, "b": found.b.document}[found.earlier], one.id, other.id

    first, one, _ = earlier("2031-05-02", "2031-05-03")
    assert first == one
    first, _, other = earlier("2031-05-04", "2031-05-03")
    assert first == other
    assert earlier("2031-05-02", "2031-05-02")[0] is None
    assert earlier("2031-05", "2031-06-01")[0] is None
    assert earlier(None, "2031-06-01")[0] is None


def test_copies_of_one_text_each_share_all_of_it(document):
    copies = [document(LONGER, source=str(n)) for n in range(3)]
    found = find_reuse(copies)
    assert len(pairs(found)) == len(found) == 3
    assert all(r.similarity == 1 and r.a.text == r.b.text for r in found)


SENTENCES = [*LONGER.replace(". ", ".\n").split("\n"), QUOTE + "."]


@settings(max_examples=40, deadline=None)
@given(
    piles=st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True), min_size=2, max_size=5),
    seed=st.integers(0, 99),
)
def test_order_changes_nothing_and_a_copy_only_adds(document, piles, seed):
    documents = [document("\n".join(lines), source=str(n)) for n, lines in enumerate(piles)]
    found = find_reuse(documents)
    assert all(
        d.text[s.start : s.end] == s.text for d in documents for r in found for s in (r.a, r.b) if s.document == d.id
    )
    shuffled = documents[:]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
    assert find_reuse(shuffled) == found
    copy = document(documents[0].text, source="copy")
    again = find_reuse([*shuffled, copy])
    assert {r for r in again if copy.id not in (r.a.document, r.b.document)} == set(found)


def test_no_documents_and_empty_ones_share_nothing(document):
    assert find_reuse([]) == ()
    assert find_reuse([document("", source="1"), document("", source="2")]) == ()
