"""Looking rules up gives what matching them gives."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.parse import SpacyEngine, rulers
from joindots.parse.rulers import RULER, KnownMatches, hasten_ruler

WORDS = [
    "I",
    "ai",
    "n't",
    "gon",
    "na",
    "let",
    "'s",
    "is",
    "been",
    "that",
    "who",
    "Havok",
    "the",
    "ferry",
    ",",
    "  ",
    "to",
]


@pytest.fixture(scope="module")
def plain():
    return spacy.load(SpacyEngine().package)


@pytest.fixture(scope="module")
def known(plain):
    return KnownMatches(plain.get_pipe(RULER))


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_the_same_rules_match(plain, known, words) -> None:
    doc = plain(" ".join(words), disable=[RULER, "lemmatizer", "ner"])
    ruler = plain.get_pipe(RULER)
    assert known.match(doc) == ruler.match(doc) == known.match(doc)


def test_few_kinds_are_kept_where_few_shall_be(plain, monkeypatch) -> None:
    monkeypatch.setattr(rulers, "MOST_KNOWN", 3)
    known, ruler = KnownMatches(plain.get_pipe(RULER)), plain.get_pipe(RULER)
    doc = plain("The ferry struck the pier, and it was let go.", disable=[RULER, "lemmatizer", "ner"])
    assert known.match(doc) == ruler.match(doc)
    assert len(known._known) <= 3


def test_a_pipeline_without_rules_is_left_alone() -> None:
    hasten_ruler(spacy.blank("en"))
