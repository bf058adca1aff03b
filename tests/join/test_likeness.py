"""Rarity of words in a pile and in all texts."""

from collections import Counter

from joindots.join.likeness import Weighed, rarest_shared, share_told


def test_a_name_is_rarer_than_a_word_that_is_common_in_all_texts():
    texts = ("officer crowd police", "officer crowd police tarnley", "tarnley ulmstadt")
    bags = [Counter(text.split()) for text in texts]
    common, name, nothing = rarest_shared(Weighed(bags), [(0, 1), (1, 2), (0, 2)])
    assert 0 == nothing < name
    assert name > common / 3  # one name says more than each of three common words
    assert max(common, name) <= 1


def test_a_headline_is_told_as_far_as_its_weight_stands_in_the_opening():
    rarity = {"ferry": 3.0, "strikes": 1.0, "mole": 2.0}
    heads = [["ferry", "strikes"], [], ["mole"], []]
    openings = [{"ferry", "strikes", "mole"}, {"ferry"}, {"mole"}, set()]
    pairs = [(0, 1), (0, 2), (1, 3), (2, 3)]
    assert share_told(heads, openings, rarity, pairs) == [0.75, 1.0, None, 0.0]
