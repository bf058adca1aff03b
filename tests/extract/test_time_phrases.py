"""Phrases that tell times, by paragraph: what is remembered changes none."""

from hypothesis import given
from hypothesis import strategies as st

from joindots.extract import time_phrases
from joindots.extract.time_phrases import find_phrases_once
from joindots.text.timexes import find_phrases

PARAGRAPHS = st.sampled_from(
    (
        "The ferry sank on Monday, 14 March 2041, in Lowmark.\n\n",
        "Nobody was hurt.\n\n",
        "It was the third time in two thousand and forty\n",
        "one a year, every Tuesday or Friday of next week.\n",
        "Three days later, at half past nine, the pier was closed.",
        "",
    )
)


@given(st.lists(st.lists(PARAGRAPHS), max_size=4), st.integers(1, 8))
def test_reports_give_the_same_whatever_was_met_before(reports, most):
    time_phrases._KNOWN.clear()
    time_phrases_most, time_phrases._MOST_KNOWN = time_phrases._MOST_KNOWN, most
    try:
        for paragraphs in reports:
            text, blocks = "", []
            for paragraph in paragraphs:
                blocks.append((len(text), len(text) + len(paragraph)))
                text += paragraph
            assert find_phrases_once(text, blocks) == find_phrases(text + "\n\n", blocks)
            assert len(time_phrases._KNOWN) <= most
    finally:
        time_phrases._MOST_KNOWN = time_phrases_most
        time_phrases._KNOWN.clear()
