"""Rarity of words in a pile and in all texts."""

from collections import Counter

from joindots.join.likeness import Weighed, rarest_shared


def test_a_name_is_rarer_than_a_word_that_is_common_in_all_texts():
    texts = ("officer crowd police", "officer crowd police tarnley", "tarnley ulmstadt")
    bags = [Counter(text.split()) for text in texts]
    common, name, nothing = rarest_shared(Weighed(bags), [(0, 1), (1, 2), (0, 2)])
    assert 0 == nothing < name
    assert name > common / 3  # one name says more than each of three common words
    assert max(common, name) <= 1
