"""How common words are in all texts."""

from joindots.text.frequencies import share_of_words
from joindots.text.normal import content_word, stem


def test_common_words_are_told_from_rare_ones_and_names():
    assert share_of_words("police") > share_of_words("crowd") > share_of_words("tollhaven") == 0


def test_the_list_holds_stems_of_content_words():
    for word in ("people", "officer", "city", "report"):
        assert stem(content_word(word)) == word
        assert 0 < share_of_words(word) < 0.01
