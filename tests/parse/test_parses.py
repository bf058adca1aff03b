import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.parse import parse_documents

TEXT = "“The lamp was dark,” said Ilse Varga.\n\nNobody repaired it\nfor three years."


def test_tokens_sentences_and_names_are_slices(read_text) -> None:
    parse = read_text(TEXT)
    text = parse.document.text
    assert [t.i for t in parse.tokens] == list(range(len(parse.tokens)))
    for token in parse.tokens:
        assert len(text[token.start : token.end]) == len(token.text)
        assert parse.sentences[token.sentence].first <= token.i < parse.sentences[token.sentence].last
    for sentence in parse.sentences:
        assert parse.sentence_at(sentence.start) == sentence
    assert "Ilse Varga" in {text[n.start : n.end] for n in parse.names}


def test_quotation_marks_are_plain_to_the_parser_and_kept_in_the_text(read_text) -> None:
    parse = read_text(TEXT)
    assert parse.tokens[0].text == '"'
    assert parse.document.text[parse.tokens[0].start] == "“"


def test_trees_are_walked(read_text) -> None:
    parse = read_text("The old ferry struck a pier.")
    verb = next(t for t in parse.tokens if t.text == "struck")
    subject = next(t for t in parse.tokens if t.text == "ferry")
    assert subject.i in parse.children[verb.i]
    assert [parse.tokens[i].text for i in parse.subtree(subject.i)] == ["The", "old", "ferry"]
    assert parse.token_span(0, 3).text == "The old ferry"
    assert list(parse.token_range(4, 9)) == [1, 2]


def test_spans_outside_the_text_are_refused(read_text) -> None:
    parse = read_text("Short.")
    with pytest.raises(ValueError, match="no span"):
        parse.span(3, 99)
    assert parse.sentence_at(99) is None


def test_a_language_it_does_not_read_gives_an_empty_parse(document, engine) -> None:
    import msgspec

    french = msgspec.structs.replace(document("Le bac a heurté le quai."), language="fr")
    (parse,) = parse_documents([french], engine)
    assert parse.tokens == ()


def test_each_distinct_paragraph_is_parsed_once(document, engine) -> None:
    class Counting:
        language, model, asked = "en", engine.model, []

        def parse(self, paragraphs):
            self.asked.extend(paragraphs)
            return engine.parse(paragraphs)

    counting, cache = Counting(), {}
    documents = [document("The pier burned.\nThe pier burned."), document("The pier burned.\nIt sank.", source="b.txt")]
    parses = list(parse_documents(documents, counting, cache))
    assert sorted(counting.asked) == ["It sank.", "The pier burned."]
    assert [len(p.sentences) for p in parses] == [2, 2]
    list(parse_documents(documents, counting, cache))
    assert len(counting.asked) == 2


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="ab .,“”\n\u200b\u00a0é1", min_size=1, max_size=60))
def test_any_text_keeps_its_offsets(read_text, text) -> None:
    parse = read_text(text)
    for token in parse.tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.end - token.start == len(token.text)
