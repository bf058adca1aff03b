"""Vectors of words that are made once a batch are the vectors that the pipeline makes."""

import numpy as np
import pytest
import spacy

from joindots.parse import SpacyEngine
from joindots.parse.embeddings import hasten_words

TEXTS = [
    "The ferry struck the pier on Monday, and the harbour board closed the pier.",
    "the pier, the Pier  and THE PIER",
    "",
    'Ann Lee said: "The ferry\'s brakes failed."',
]


@pytest.fixture(scope="module")
def plain():
    return spacy.load(SpacyEngine().package)


@pytest.fixture(scope="module")
def hastened():
    pipeline = spacy.load(SpacyEngine().package)
    hasten_words(pipeline)
    return pipeline


@pytest.mark.parametrize("component", ["tok2vec", "ner"])
def test_the_vectors_are_the_same_to_the_last_bit(plain, hastened, component) -> None:
    def vectors(pipeline):
        model = pipeline.get_pipe(component).model
        inner = model.get_ref("tok2vec") if "tok2vec" in model.ref_names else model
        return np.vstack(inner.predict([pipeline.make_doc(text) for text in TEXTS]))

    assert vectors(plain).tobytes() == vectors(hastened).tobytes()


def test_texts_are_parsed_alike(plain, hastened) -> None:
    def parse(pipeline):
        return [[(t.text, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in doc] for doc in pipeline.pipe(TEXTS)]

    assert parse(plain) == parse(hastened)


def test_a_pipeline_without_models_is_left_alone() -> None:
    hasten_words(spacy.blank("en"))


def test_a_hastened_pipeline_is_not_trained(hastened) -> None:
    model = hastened.get_pipe("tok2vec").model
    docs = [hastened.make_doc(TEXTS[0])]
    vectors, back = model(docs, is_train=True)
    with pytest.raises(NotImplementedError):
        back(vectors)
