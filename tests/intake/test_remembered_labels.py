"""Labels that are remembered are those of a pile that is labelled in one go."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from joindots.intake import Draft, label_documents
from joindots.intake.blocks.lines import find_lines

BODY = "The ferry ran aground off Mornay on Tuesday, and nobody was hurt, its owner said."
OTHER = "Two men were arrested after a robbery at the Lanfield mill, police said late on Monday."
TEXTS = (
    f"Mornay Star\n\nFerry aground\n\n{BODY}\n\nRead it first",
    f"Robbery at the mill\n\n{OTHER}\n\nRead it first",
    f"Ferry aground\n\n{BODY}\n\nRead it first",
    f"Robbery at the mill\n\nHarbour Post\n\n{OTHER}",
)
PUBLISHERS = (None, "Mornay Star", None, "Harbour Post")


class Remembered(dict[str, bytes]):
    """A memo that nothing is ever dropped from."""

    put = dict.__setitem__


def draft(number: int) -> Draft:
    text, publisher = TEXTS[number], PUBLISHERS[number]
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Draft(source=f"{number}.txt", sha256=sha256, media_type="text/plain", text=text, publisher=publisher)


@given(st.lists(st.lists(st.sampled_from(range(len(TEXTS))), unique=True), max_size=4))
def test_any_order_of_additions_and_deletions_gives_the_labels_of_one_go(piles):
    memo = Remembered()
    for pile in piles:
        drafts = [draft(number) for number in pile]
        assert label_documents(drafts, memo) == label_documents(drafts)


def test_a_second_time_nothing_is_labelled():
    memo = Remembered()
    label_documents([draft(0), draft(1)], memo)
    labelled = dict(memo)
    label_documents([draft(0), draft(1)], memo)
    assert memo == labelled


def test_lines_are_found_by_whole_words_in_a_row():
    assert find_lines(["mornay star", "star mornay", "post", "the harbour"], "By Al, The MORNAY Star; Posts") == {
        "mornay star"
    }
