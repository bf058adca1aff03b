"""Rarity of words in a pile and in all texts."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.join.copied_words import hash_word
from joindots.join.likeness import (
    Weighed,
    compare_texts,
    gather_bags,
    make_bag,
    rarest_shared,
    share_told,
    telling_pairs,
)


def pairs_of(*pairs):
    return tuple(np.array(pairs, np.int64).reshape(-1, 2).T)


def test_a_name_is_rarer_than_a_word_that_is_common_in_all_texts():
    texts = ("officer crowd police", "officer crowd police tarnley", "tarnley ulmstadt")
    bags = gather_bags([make_bag(Counter(text.split())) for text in texts])
    common, name, nothing = rarest_shared(Weighed(bags), pairs_of((0, 1), (0, 2), (1, 2)))[[0, 2, 1]]
    assert 0 == nothing < name
    assert name > common / 3  # one name says more than each of three common words
    assert max(common, name) <= 1


def test_a_headline_is_told_as_far_as_its_weight_stands_in_the_opening():
    texts = [("ferry strikes", "ferry strikes mole"), ("", "ferry"), ("mole", "mole"), ("", "dusk")]
    bags = gather_bags([make_bag(Counter(body.split()), Counter(head.split())) for head, body in texts], 2)
    weighed = Weighed(bags)
    vocabulary = sorted({word for _, body in texts for word in body.split()}, key=hash_word)
    rarity = dict(zip(vocabulary, weighed.rarity.tolist(), strict=True))
    found = share_told(weighed, pairs_of((0, 1), (0, 2), (1, 2), (1, 3)), bags.counts[1] > 0, bags.counts[0] > 0)
    assert found[0] == round(rarity["ferry"] / (rarity["ferry"] + rarity["strikes"]), 6)
    assert found[1:3].tolist() == [1.0, 0.0]
    assert np.isnan(found[3])


WORDS = st.lists(st.sampled_from(["fog", "ferry", "mole", "pilot", "lamp", "harbour", "inquiry", "dusk"]), max_size=9)


@given(st.lists(WORDS, min_size=2, max_size=6))
def test_cosines_and_sums_are_those_of_one_pair_at_a_time(texts):
    bags = gather_bags([make_bag(Counter(text)) for text in texts])
    weighed = Weighed(bags)
    rows = [slice(*bags.ends[n : n + 2]) for n in range(len(texts))]
    held = [dict(zip(bags.words[r].tolist(), weighed.weights[r].tolist(), strict=True)) for r in rows]
    pairs = [(i, j) for j in range(len(texts)) for i in range(j)]
    pairs.sort()
    for (i, j), cosine in zip(pairs, compare_texts(weighed, pairs_of(*pairs)), strict=True):
        dot = sum(weight * held[j].get(word, 0.0) for word, weight in held[i].items())
        norms = math.prod(math.sqrt(sum(w * w for w in held[n].values())) for n in (i, j))
        assert cosine == pytest.approx(dot / norms if norms else 0.0, abs=1e-6)
    telling = list(zip(*(side.tolist() for side in telling_pairs(weighed)), strict=True))
    assert telling == [(i, j) for i, j in pairs if set(texts[i]) & set(texts[j])]
