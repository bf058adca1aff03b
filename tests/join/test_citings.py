import pytest

from joindots.join.citings import cites
from joindots.join.reuse import find_reuse

PASSAGE = "The keeper of the Skerry lamp had asked three times for a new cable before the winter storms came."


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("“Nobody came,” she told the Tarn Bell.", True),
        ("The lamp was dark, according to The Tarn Bell.", True),
        ("As the Tarn Bell first reported on Monday, the lamp was dark.", True),
        ("The letter was published in the Tarn Bell.", True),
        ("She walked past the office of the Tarn Bell every day of the year.", False),
        ("He told the Tarn Bellringers to come.", False),
        ("The lamp was dark.", False),
    ],
)
def test_who_cites_a_newspaper(document, text, cited):
    assert cites(document(text), "The Tarn Bell") is cited


def earlier(one, other):
    (record,) = find_reuse([one, other])
    sides = {"a": record.a.document, "b": record.b.document}
    return sides.get(record.earlier)


def test_content_tells_who_was_first_where_no_date_does(document):
    bell = document(PASSAGE, source="1", publisher="The Tarn Bell", published="2041-05-02")
    echo = document(f"{PASSAGE}\nSo the Tarn Bell reported.", source="2", publisher="Lowmark Echo")
    assert earlier(bell, echo) == bell.id
    assert earlier(document(PASSAGE, source="1", publisher="The Tarn Bell"), echo) == bell.id


def test_a_date_goes_before_content_and_two_that_cite_each_other_tell_nothing(document):
    late = document(PASSAGE, source="1", publisher="The Tarn Bell", published="2041-05-09")
    early = document(
        f"{PASSAGE}\nSo the Tarn Bell reported.", source="2", publisher="Lowmark Echo", published="2041-05-02"
    )
    assert earlier(late, early) == early.id
    one = document(f"{PASSAGE}\nThe Lowmark Echo wrote so.", source="1", publisher="The Tarn Bell")
    other = document(f"{PASSAGE}\nThe Tarn Bell wrote so.", source="2", publisher="Lowmark Echo")
    assert earlier(one, other) is None
