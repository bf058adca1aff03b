"""What is remembered of paragraphs, or looked for only where it can stand, changes no finding."""

import re

import pytest

from joindots.join.findings import outcomes, terms

TEXTS = [
    "The coach was dismissed in May. Nobody had resigned, the club said.",
    "Harrow signed a two-year contract with the mill; the ban of 18 months was cut to nine weeks.",
    "The DISMISSED clerk resigned again, and the rent fell by a day’s pay.",
    "A strike\nfrom two weeks to three; a lease for ten\nYEARS.",
    "He was sentenced to nine\tmonths; the sentence was of four years.",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_occurrences_remembered_are_those_found_anew(text):
    again = outcomes._occurrences(text)
    outcomes._occurrences.cache_clear()
    assert outcomes._occurrences(text) == again == outcomes._occurrences.__wrapped__(text)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("pattern", [terms._FROM_TO, terms._LASTING, terms._TO, terms._PRISON])
def test_a_term_stands_only_where_a_unit_is_said(text, pattern: re.Pattern[str]):
    assert terms._SAYS_UNIT.search(text) or not pattern.search(text)


def test_the_texts_have_terms_and_occurrences():
    assert any(outcomes._occurrences(text) for text in TEXTS)
    assert sum(terms._LASTING.search(text) is not None for text in TEXTS) > 1
