"""Texts with overlapping places."""

from hypothesis import given
from hypothesis import strategies as st

from joindots.account.citations import Statement
from joindots.account.views.texts import Mark, mark_stretch
from joindots.model import Block

TEXT = "The crane fell onto the quay."
SPANS = st.sets(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).filter(lambda span: span[0] < span[1]), max_size=8
)


def mark(start, end, kind="finding"):
    statement = Statement(id=f"f{start}-{end}", kind=kind, label="x")
    return Mark(start=start, end=end, anchor=f"d-{start}-{end}", statements=(statement,))


def walk(tokens):
    """The text, and for each place that opened: the text under it."""
    text, opened, under = "", [], {}
    for token in tokens:
        if token.step == "open":
            opened.append(token.mark.anchor)
            assert token.first == (token.mark.anchor not in under)
            under.setdefault(token.mark.anchor, "")
        elif token.step == "close":
            opened.pop()
        else:
            text += token.text
            for anchor in opened:
                under[anchor] += token.text
    assert opened == []
    return text, under


@given(SPANS)
def test_every_place_opens_once_and_covers_its_slice(spans):
    marks = [mark(*span) for span in sorted(spans, key=lambda span: (span[0], -span[1]))]
    text, under = walk(mark_stretch(TEXT, Block(start=0, end=len(TEXT), kind="body"), marks))
    assert text == TEXT
    assert under == {f"d-{start}-{end}": TEXT[start:end] for start, end in spans}


def test_a_place_that_began_in_an_earlier_block_goes_on_without_its_anchor():
    tokens = mark_stretch(TEXT, Block(start=4, end=14, kind="body"), [mark(0, 9), mark(10, 20)])
    assert [(t.step, t.first, t.text) for t in tokens] == [
        ("open", False, ""),
        ("text", True, "crane"),
        ("close", True, ""),
        ("text", True, " "),
        ("open", True, ""),
        ("text", True, "fell"),
        ("close", True, ""),
    ]


def test_a_stretch_links_to_the_statement_of_the_shortest_place_over_it():
    marks = [mark(0, 20), mark(4, 9, "entity")]
    tokens = [t for t in mark_stretch(TEXT, Block(start=0, end=20, kind="body"), marks) if t.step == "text"]
    assert [token.target for token in tokens] == ["f0-20", "f4-9", "f0-20"]
