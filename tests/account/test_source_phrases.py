"""What intake tells of a report, in words."""

import pytest

from joindots.account.source_phrases import language_words, media_words, remark_words


def test_formats_and_languages_are_said_as_people_say_them() -> None:
    assert media_words("message/rfc822") == "mail"
    assert language_words("fr") == "French"
    assert (media_words("application/x-other"), language_words("qq")) == ("application/x-other", "qq")


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("mojibake", "Some letters came garbled; they are left as they came."),
        ("encoding guessed: cp1252", "The encoding is not declared, or wrongly; cp1252 fits the bytes."),
        ("encoding guessed: {} {0} %s", "The encoding is not declared, or wrongly; {} {0} %s fits the bytes."),
        ("published: not a date", "What it gives as its date cannot be read as one."),
        ("published: something else", "published: something else"),
        ("something that nobody has noticed before", "something that nobody has noticed before"),
    ],
)
def test_notes_are_sentences_and_unknown_ones_stay(note, sentence) -> None:
    assert remark_words(note) == sentence
