"""Names found for a batch at once are the names that the pipeline finds."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from joindots.parse import SpacyEngine
from joindots.parse.recognizers import NAMES, BatchRecognizer, take_recognizer

WORDS = [
    "Ann", "Lee", "of", "the", "Brinmouth", "Harbour", "Board", "said", "on", "Monday", "that", "3", "March", "2041",
    "ferry", "some", "$", "40", "million", ",", ".", '"', "  ", "\n", "U.S.", "Dr.", "per", "cent", "It", "'s", "first",
]  # fmt: skip


@pytest.fixture(scope="module")
def plain():
    return spacy.load(SpacyEngine().package)


@pytest.fixture(scope="module")
def recognizer(plain):
    return BatchRecognizer(plain.get_pipe(NAMES))


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), max_size=6))
def test_the_same_names_are_found(plain, recognizer, texts) -> None:
    docs = list(plain.pipe(texts, disable=[NAMES]))
    expected = [[(name.start, name.end, name.label_) for name in doc.ents] for doc in plain.pipe(texts)]
    assert recognizer.find(docs) == expected


def test_nothing_is_found_in_nothing(recognizer) -> None:
    assert recognizer.find([]) == []


def test_the_names_leave_the_pipeline() -> None:
    pipeline = spacy.load(SpacyEngine().package)
    assert take_recognizer(pipeline)
    assert NAMES not in pipeline.pipe_names
    assert not pipeline("Ann Lee lives in Paris.").ents


def test_a_pipeline_without_names_is_left_alone() -> None:
    assert take_recognizer(spacy.blank("en")) is None


@pytest.mark.parametrize(("other", "place"), [("entity_ruler", "before"), ("merge_entities", "after")])
def test_names_that_others_share_in_stay_in_the_pipeline(other, place) -> None:
    pipeline = spacy.load(SpacyEngine().package)
    pipeline.add_pipe(other, **{place: NAMES})
    before = pipeline.pipe_names
    assert take_recognizer(pipeline) is None
    assert pipeline.pipe_names == before


def test_names_of_another_kind_stay_in_the_pipeline() -> None:
    @Language.component("no_recognizer")
    def do_nothing(doc):
        return doc

    pipeline = spacy.blank("en")
    pipeline.add_pipe("no_recognizer", name=NAMES)
    assert take_recognizer(pipeline) is None


def test_a_beam_stays_in_the_pipeline(monkeypatch) -> None:
    pipeline = spacy.load(SpacyEngine().package)
    monkeypatch.setitem(pipeline.get_pipe(NAMES).cfg, "beam_width", 4)
    assert take_recognizer(pipeline) is None


def test_names_of_another_language_are_the_same() -> None:
    texts = ["Ilse Varga a parlé mardi à Lowmark.", "Quatre marins de la Compagnie Varga sont rentrés.", ""]
    french = spacy.load("fr_core_news_sm")
    expected = [[(name.start, name.end, name.label_) for name in doc.ents] for doc in french.pipe(texts)]
    assert BatchRecognizer(french.get_pipe(NAMES)).find(list(french.pipe(texts, disable=[NAMES]))) == expected
