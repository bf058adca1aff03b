from hypothesis import given
from hypothesis import strategies as st

from joindots.intake.blocks.paragraphs import split_paragraphs

WRAPPED = """\
   The harbour master said on Tuesday that the ferry had left the quay
with its bow door open, and that nobody on the bridge had noticed it
until water reached the car deck.
   A spokesman for the line said the captain had been suspended and that
the company would give the inquiry all the papers it asked for.
"""


def texts(text):
    return [paragraph.text for paragraph in split_paragraphs(text)]


@given(st.text())
def test_paragraphs_tile_any_text(text):
    paragraphs = split_paragraphs(text)
    assert "".join(text[p.start : p.end] for p in paragraphs) == text
    assert all(text[p.first : p.first + len(p.text)] == p.text for p in paragraphs)


def test_a_line_is_a_paragraph():
    assert texts("One sentence.\nAnother one.\n\nA third.") == ["One sentence.", "Another one.", "A third."]


def test_hard_wrapped_lines_are_one_paragraph():
    assert [text.split()[0] for text in texts(WRAPPED)] == ["The", "A"]


def test_a_sentence_broken_over_two_lines_is_one_paragraph():
    assert len(texts("They fear that there will be a backlash in the\u00a0\ncoming weeks.\nThe end is near.")) == 2


def test_a_date_line_in_lower_case_stands_alone():
    assert len(texts("Ferry runs aground off Mornay Point again\nupdated 3 May 2031 11:18 am\nBody.")) == 3


def test_lines_of_invisible_characters_are_blank():
    assert texts("one\n\u200b\u00a0\ntwo") == ["one", "two"]


def test_headlines_of_like_length_are_not_taken_for_wrapped_text():
    lines = ["Ferry line fined over open door.", "Captain of ferry to face the court.", "Mornay quay to be rebuilt."]
    assert texts("\n".join(lines)) == lines
