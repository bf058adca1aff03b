import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake.pages.html_fragments import read_fragment
from steps import compare_times


def read(html):
    text, hints = read_fragment(html)
    assert [hint.start for hint in hints] == [0, *(hint.end for hint in hints)][: len(hints)]
    assert (hints[-1].end if hints else 0) == len(text)
    return [(text[hint.start : hint.end].removesuffix("\n"), hint.kind) for hint in hints]


def texts(html):
    return [text for text, _ in read(html)]


def test_paragraphs_headings_items_cells_and_captions_are_lines():
    html = (
        "<h2>The ferry</h2><p>A <b>ferry</b> sank\n  off <a href='/'>Mornay</a>.</p>"
        "<ul><li>One</li><li>Two<ul><li>Two b</li></ul></li></ul>"
        "<table><caption>Boats</caption><tr><td>Ada</td><td>Tug</td></tr></table>"
        "<blockquote>It was dark.</blockquote>The end."
    )
    assert read(html) == [
        ("The ferry", "heading"),
        ("A ferry sank off Mornay.", "body"),
        ("One", "body"),
        ("Two", "body"),
        ("Two b", "body"),
        ("Boats", "caption"),
        ("Ada", "body"),
        ("Tug", "body"),
        ("It was dark.", "body"),
        ("The end.", "body"),
    ]


def test_line_breaks_break_lines_and_two_break_paragraphs():
    assert texts("Ada Quill<br>Harbour<br><br> <br>Next<br/>") == ["Ada Quill\nHarbour", "Next"]
    assert texts("<pre>one  two\n three\n\nfour</pre>") == ["one two\nthree", "four"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var boat = '<p>x</p>'</script>",
        "<style>p {}</style>",
        "<p style='color:red; DISPLAY : none'>x</p>",
        "<div hidden><p>x</p></div>",
        "<noscript><p>x</p></noscript>",
        "<template>x</template>",
        "<!-- x -->",
        "<select><option>x</select>",
    ],
)
def test_what_is_not_shown_is_left_out_but_not_what_follows(hidden):
    assert texts(f"<p>One</p>{hidden}Two<p>Three</p>") == ["One", "Two", "Three"]


def test_plain_text_and_broken_html_keep_their_text():
    assert texts("No tags & no end") == ["No tags & no end"]
    assert texts("<p>One<p>Two <b>three<div>Four</p") == ["One", "Two three", "Four"]
    assert read_fragment(" \n ") == read_fragment("<!-- -->") == read_fragment("<p></p>") == ("", ())


def test_nothing_is_lost_in_nesting_deeper_than_the_parser_goes():
    for tag in ("div", "b", "blockquote"):
        assert texts(f"<p>One</p>{f'<{tag}>' * 50_000}Two{f'</{tag}>' * 50_000}<p>Three</p>") == ["One", "Two", "Three"]


def test_many_attributes_or_paragraphs_take_time_by_their_number():
    def read(size):
        assert texts("<p " + " ".join(f"a{i}=1" for i in range(size)) + ">One</p>") == ["One"]
        assert len(texts("<p>One</p>" * size)) == size

    assert compare_times(read, 5_000) < 20


def test_entities_of_a_document_type_are_not_read():
    html = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>One &x; two</p>'
    assert all("root" not in text for text in texts(html))


@given(st.text(alphabet="<>/!-pbdiv ='\"&;a\n\x0b\u2028é", max_size=80))
def test_hints_tile_whatever_comes(html):
    read(html)
