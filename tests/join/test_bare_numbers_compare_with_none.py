"""Numbers that count nothing the text names never become findings."""

import pytest

from joindots.extract import observe
from joindots.join import join_pile
from joindots.join.findings import find


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The score is 30.", "The score is 40."),
        ("They put the score at about 30.", "They put the score at about 40."),
        ("The answer was two thirds.", "The answer was three fifths."),
        ("Ana Orne finished second.", "Ana Orne finished third."),
    ],
)
def test_bare_numbers_are_no_findings(read_text, first, second):
    start = "A storm broke the pier of Port Ellis on 3 May 2031. "
    parses = [
        read_text(start + words, source=source, publisher=source, published="2031-05-04")
        for source, words in (("gull", first), ("tern", second), ("skua", first))
    ]
    pile = join_pile([parse.document for parse in parses], [observe(parse) for parse in parses])
    bare = {q.id for q in pile.quantities if q.measure.startswith("number at ")}
    assert len(bare) == 3
    findings = find(pile)
    assert not bare & {record for f in findings for position in f.positions for record in position.records}
    assert not [f for f in findings if f.topic.startswith("Figure")]


def test_a_number_that_a_reader_of_terms_knows_is_not_bare(read_text):
    parse = read_text("The appeal court on Monday cut the prison sentence of a former director from 14 years to nine.")
    measures = {quantity.span.text: quantity.measure for quantity in observe(parse).quantities}
    assert measures["nine"] == "prison sentence"
