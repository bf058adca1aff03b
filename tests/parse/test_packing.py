"""Parses that are kept give what was parsed, and are found by exactly their paragraph and parser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.parse import ParagraphParse, parse_documents
from joindots.parse.packing import KeptParses, PackedParses, make_key, pack_parse, unpack_parse

NUMBERS = st.integers(0, 9999)
TOKENS = st.tuples(NUMBERS, NUMBERS, st.text(), st.text(), st.text(), st.text(), st.text(), NUMBERS, NUMBERS)


@given(
    st.builds(
        ParagraphParse,
        tokens=st.lists(TOKENS).map(tuple),
        names=st.lists(st.tuples(NUMBERS, NUMBERS, st.text())).map(tuple),
        sentences=NUMBERS,
    )
)
def test_what_is_packed_comes_out_as_it_was(parse):
    assert unpack_parse(pack_parse(parse)) == parse


def test_noise_is_no_parse():
    with pytest.raises(ValueError, match="no packed parse"):
        unpack_parse(b"noise")


@given(st.text(), st.text(), st.text(), st.text())
def test_keys_tell_parsers_and_paragraphs_apart(a, b, parser, other):
    assert (make_key(parser, a) == make_key(parser, b)) == (a == b)
    assert (make_key(parser, a) == make_key(other, a)) == (parser == other)


def test_documents_are_parsed_from_what_was_packed(document, engine):
    report = document("The ferry struck the pier at Lowmark.\n\nTwo people died, police said.")
    first = PackedParses("p", {})
    (fresh,) = parse_documents([report], engine, first)
    assert len(first.added) == 2
    second = PackedParses("p", first.added)
    (again,) = parse_documents([report], engine, second)
    assert not second.added
    assert (again.tokens, again.sentences, again.names) == (fresh.tokens, fresh.sentences, fresh.names)
    assert "Never seen." not in second
    assert 7 not in second


def test_the_newest_parses_are_kept_as_far_as_they_fit():
    kept = KeptParses(most=5)
    kept.add({b"a": b"12", b"b": b"34"})
    kept.add({b"a": b"123", b"c": b"4"})
    assert kept.find([b"a", b"b", b"c", b"d"]) == {b"a": b"123", b"c": b"4"}


def test_another_parser_finds_nothing(document, engine):
    report = document("The ferry struck the pier at Lowmark.")
    first = PackedParses("p", {})
    list(parse_documents([report], engine, first))
    second = PackedParses("q", first.added)
    list(parse_documents([report], engine, second))
    assert len(second.added) == 1


def test_paragraphs_parse_alike_alone_and_among_others(engine):
    """What is kept by paragraph must not depend on what else was parsed in the same batch."""
    paragraphs = [f"The {n} passengers of the ferry were taken to Port {'Ellis ' * (n % 7)}by bus." for n in range(80)]
    together = engine.parse(paragraphs)
    assert together == [engine.parse([paragraph])[0] for paragraph in paragraphs]
    assert together == engine.parse(paragraphs[::-1])[::-1]
