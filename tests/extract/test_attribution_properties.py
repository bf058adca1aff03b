"""What must not change who says what: marks, other names, a sentence about nobody. All texts are made up."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.extract.attributions import extract_attributions
from joindots.model import Observations

NOTES = (
    "“The pumps were off,” said Orla Venn, the keeper. “Nobody came to look.”\n"
    "The board denied that the lock was old. It called the claim “pure invention”.\n"
    "Martin Hale told the inquiry: “We left at dawn.\n"
    "“There was nothing to be done.”\n"
    "According to the report, Orla Venn had warned of a flood.\n"
    "“I asked for new pumps and nobody answered me,” she said, adding that the letter was lost.\n"
    "A harbour guard said the lamps were out.\n"
    "They added: “Nobody had checked them all week.”"
)
PEOPLE = ("Sarah Holt", "Peter Lund", "Anna Berg", "David Marsh", "Laura Finch", "Thomas Reed")
NOBODY = ("It rained all night.", "The tide was high.", "There was fog over the water.", "The lamps went out at noon.")
MARKS = (
    ("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’"), ("'", "'"), ("''", "''"), ("‹", "›"),
)  # fmt: skip


@pytest.fixture(scope="module")
def say(read_text):
    def run(text):
        parse = read_text(text)
        found = extract_attributions(parse, Observations(document=parse.document.id))
        return [brief(a) for a in sorted(found, key=lambda a: (a.content[0].start, a.content[-1].end))]

    return run


def brief(a):
    source = a.source.span.text if a.source else None
    return source, a.cue.text if a.cue else None, a.form, a.stance, tuple(span.text for span in a.content)


def remark(text, left, right):
    return text.replace("“", left).replace("”", right)


@pytest.mark.parametrize("marks", MARKS, ids=" ".join)
def test_marks_of_any_kind_give_the_same_result(say, marks):
    expected = [(*rest, tuple(remark(c, *marks) for c in contents)) for *rest, contents in say(NOTES)]
    assert say(remark(NOTES, *marks)) == expected


@pytest.mark.parametrize("marks", [("‘", "’", "“", "”"), ("«", "»", "‹", "›"), ('"', '"', "'", "'")])
def test_marks_within_marks_of_any_kind_give_the_same_result(say, marks):
    text = "“He told me, ‘Switch off the pumps,’ and I did it,” said Orla Venn."
    table = str.maketrans(dict(zip("“”‘’", marks, strict=True)))
    expected = [(*rest, tuple(c.translate(table) for c in contents)) for *rest, contents in say(text)]
    assert say(text.translate(table)) == expected


@settings(max_examples=12)
@given(st.permutations(PEOPLE))
def test_other_names_change_names_only(say, people):
    names = {"Orla Venn": people[0], "Martin Hale": people[1]}
    pattern = re.compile("|".join(names))

    def rename(text):
        return text and pattern.sub(lambda m: names[m.group()], text)

    expected = [
        (rename(source), cue, form, stance, tuple(map(rename, contents)))
        for source, cue, form, stance, contents in say(NOTES)
    ]
    assert say(rename(NOTES)) == expected


# Not inside the saying that runs over two paragraphs: a paragraph there would stand within somebody's words.
GAPS = [i for i in range(len(NOTES.split("\n")) + 1) if i != 3]


@pytest.mark.parametrize(("gap", "sentence"), list(itertools.product(GAPS, NOBODY)))
def test_a_sentence_about_nobody_changes_nothing(say, gap, sentence):
    lines = NOTES.split("\n")
    lines.insert(gap, sentence)
    assert say("\n".join(lines)) == say(NOTES)
