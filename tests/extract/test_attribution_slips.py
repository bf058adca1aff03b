"""Sentences of news that the parser misreads in ways that can be told, and what stands around a statement."""

from collections.abc import Callable

import pytest

from joindots.extract.attributions import extract_attributions
from joindots.extract.names import extract_entities
from joindots.model import Observations
from joindots.parse import Parse

Read = Callable[..., Parse]
Row = tuple[str | None, str, str]


def rows(parse: Parse) -> list[Row]:
    """Source, cue and content of each attribution, in the order of the text."""
    entities = extract_entities(parse, Observations(document=parse.document.id))
    found = extract_attributions(parse, Observations(document=parse.document.id, entities=entities))
    ordered = sorted(found, key=lambda a: a.content[0].start)
    return [
        (
            None if a.source is None else a.source.span.text,
            "" if a.cue is None else a.cue.text,
            " ".join(c.text for c in a.content),
        )
        for a in ordered
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The mayor, Gareth Innes, called on both sides to accept arbitration.",
            ("The mayor", "called on", "both sides to accept arbitration"),
        ),
        (
            'It was a charge that the energy minister, Vesna Dor, called "obscene".',
            ("the energy minister", "called", '"obscene"'),
        ),
        (
            "‘Is it your case, Mrs Oddy, that somebody put it there?’ asked Mr Hale.",
            ("Mr Hale", "asked", "‘Is it your case, Mrs Oddy, that somebody put it there?’"),
        ),
        (
            "He was known for links to preacher Bo Vell’s Green Flag group and MB4 intelligence indicated he was ill.",
            ("MB4 intelligence", "indicated", "he was ill"),
        ),
        (
            "Otto Lindgren told analysts on a conference call that he had had “warmer words from a meter.”",
            ("Otto Lindgren", "told", "that he had had “warmer words from a meter.”"),
        ),
        (
            "The manager told a jury yesterday that she had ‘never so much as borrowed a stamp’.",
            ("The manager", "told", "that she had ‘never so much as borrowed a stamp’"),
        ),
    ],
)
def test_misread_verbs_and_subjects_are_put_right(read_text: Read, text: str, row: Row) -> None:
    assert rows(read_text(text)) == [row]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "At least four people have died, according to the interior ministry; the fire service put it at five.",
            ("the interior ministry", "according to", "At least four people have died"),
        ),
        (
            "According to the operator, Northlink Ferries, the vessel's engine failed to go astern.",
            ("the operator", "According to", "the vessel's engine failed to go astern"),
        ),
        (
            "According to the mayor, Ann Roe, who chairs the board, the bridge is safe.",
            ("the mayor", "According to", "the bridge is safe"),
        ),
        (
            "Consumers should stop using the kettle immediately, the commission advised in a notice on its website.",
            ("the commission", "advised", "Consumers should stop using the kettle immediately"),
        ),
        (
            "Two inmates were killed and six guards injured in a riot at Graystone, officials confirmed on Sunday.",
            (
                "officials",
                "confirmed",
                "Two inmates were killed and six guards injured in a riot at Graystone",
            ),
        ),
        (
            "Speaking to 40,000 people, she said, “I have no words.”",
            ("she", "said", "“I have no words.”"),
        ),
        (
            "“It is the heart of the village,” said Rachel Dunmore, whose two sons go there, “and they cut it out.”",
            ("Rachel Dunmore", "said", "“It is the heart of the village,” “and they cut it out.”"),
        ),
    ],
)
def test_only_what_is_said_is_content(read_text: Read, text: str, row: Row) -> None:
    assert row in rows(read_text(text))


def test_a_description_before_a_quotation_stays_with_who_says_so(read_text: Read) -> None:
    found = rows(read_text("Alan Thackeray said Peter Vukovic had shown “a shameless appetite for champagne”."))
    assert [source for source, _, _ in found] == ["Alan Thackeray"]


def test_a_court_that_hears_is_no_source(read_text: Read) -> None:
    text = "The master was using a telephone when she struck the pier, an inquiry heard on Thursday."
    assert rows(read_text(text)) == [(None, "heard", "The master was using a telephone when she struck the pier")]
    assert rows(read_text("She heard that the pier had gone.")) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Captain was on phone when ferry struck pier, inquiry told", [(None, "told")]),
        ("Captain was drunk on the bridge, court hears", [(None, "hears")]),
        ("Marlford: How does a bridge fall down?", []),
        ("Thousands told to leave as river rises", []),
    ],
)
def test_headlines(read_text: Read, title: str, expected: list[tuple[str | None, str]]) -> None:
    found = rows(read_text(f"{title}\n\nIt was a long day."))
    assert [(source, cue) for source, cue, _ in found] == expected


def test_a_title_in_marks_that_a_sentence_tells_of_is_nobodys_words(read_text: Read) -> None:
    text = 'Asha Roe said she feared for the trees.\n\n"The Long Walk Home", a petition, has 8,200 signatures.'
    assert [content for _, _, content in rows(read_text(text))] == ["she feared for the trees"]


def test_who_is_named_in_what_is_said_is_not_its_source(read_text: Read) -> None:
    parse = read_text("According to the report, Ann Roe, the driver, was drunk.")
    entities = extract_entities(parse, Observations(document=parse.document.id))
    found = extract_attributions(parse, Observations(document=parse.document.id, entities=entities))
    assert [a.source.entity for a in found if a.source] == [None]


def test_they_also_are_the_several_who_spoke_before(read_text: Read) -> None:
    text = (
        "Inspectors concluded that the rules were out of date.\n\nPier timeline – Ann Roe cleared\n\n"
        "They also called for a review of the pier."
    )
    assert ("Inspectors", "also called for", "a review of the pier") in rows(read_text(text))
    text = "An inspector concluded that the rules were out of date. They also called for a review of the pier."
    assert ("They", "also called for", "a review of the pier") in rows(read_text(text))
