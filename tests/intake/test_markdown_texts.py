import pytest

from joindots.intake import Input, label_documents, read_input


def read(text, source="report.md"):
    return read_input(Input(source=source, data=text.encode()))


def read_one(text):
    (draft,), rejections = read(text)
    assert rejections == []
    return draft


def list_lines(draft):
    return [(draft.text[hint.start : hint.end - 1], hint.kind) for hint in draft.hints]


def test_fields_at_the_head():
    draft = read_one(
        '---\ntitle: "Ferry aground: what is known"\nauthors:\n  - Ann Example\n  - Bob Sample\ndate: 2031-05-03\n'
        "link: https://example.org/1\npublisher: Gazette\ntext: none\nnested:\n  deep: [a\n---\n"
        "# Ferry aground: what is known\n\nA ferry ran aground.\n"
    )
    assert list_lines(draft) == [("Ferry aground: what is known", "title"), ("A ferry ran aground.", "body")]
    assert draft.source == "report.md"
    assert (draft.title, draft.publisher, draft.published) == (
        "Ferry aground: what is known",
        "Gazette",
        "2031-05-03",
    )
    assert draft.authors == ("Ann Example", "Bob Sample")
    assert (draft.url, draft.media_type) == ("https://example.org/1", "text/markdown")


def test_lists_of_authors_in_one_line():
    assert read_one("---\nauthor: [Ann Example, 'Bob Sample']\n---\nText.").authors == ("Ann Example", "Bob Sample")


@pytest.mark.parametrize("text", ["---\n\nA ferry.\n\n---\n\nMore.", "---\nA ferry.\n"])
def test_a_rule_is_no_field(text):
    assert "A ferry." in read_one(text).text


def test_marks_give_way_to_what_they_mark():
    draft = read_one(
        "Ferry aground\n=============\n\nThe *harbour* master said [no](https://example.org) to\nthe `ferry`\\\n"
        "and left. ![A ship](ship.png)\n\n- one\n- two\n\n> quoted\n\n```\nkept  as\nit is\n```\n\n"
        "| Ship | Dead |\n|---|---|\n| Ann | 3 |\n"
    )
    lines = [text for text, _ in list_lines(draft)]
    assert lines[:5] == [
        "Ferry aground",
        "The harbour master said no to the ferry\nand left.",
        "one",
        "two",
        "quoted",
    ]
    assert list_lines(draft)[0][1] == "title"
    assert "kept as\nit is" in lines
    assert lines[-4:] == ["Ship", "Dead", "Ann", "3"]


def test_html_inside_gives_its_text_only():
    draft = read_one(
        'A <b onclick="x()">ferry</b>.\n\n<script>alert(1)</script>\n\n<p hidden>no</p><p>Yes &lt;b&gt;</p>'
    )
    assert draft.text == "A ferry.\nYes <b>\n"


def test_labels_take_the_first_heading_for_the_title():
    (document,) = label_documents([read_one("# Ferry aground off Mornay\n\nA ferry ran aground there on Tuesday.")])
    assert document.title == "Ferry aground off Mornay"


def test_names_decide():
    assert read("# Ferry\n", "report.txt")[0][0].media_type == "text/plain"
    assert read("# Ferry\n", "report.markdown")[0][0].media_type == "text/markdown"


def test_nothing_to_read():
    drafts, (rejection,) = read("<script>alert(1)</script>\n")
    assert (drafts, rejection.reason) == ([], "The file holds no text.")


@pytest.mark.parametrize("text", [">" * 5000, "[" * 5000, "*a_" * 5000, "- " * 2000, "`" * 5001 + "a", "a\n" * 9000])
def test_what_is_made_to_be_slow_ends(text):
    drafts, rejections = read(text)
    assert drafts or rejections
