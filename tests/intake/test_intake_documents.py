import random

from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.intake import Draft, Input, label_documents, read_input
from joindots.intake.limits import MOST_PARAGRAPHS
from joindots.model import make_id

LINES = st.sampled_from(
    [
        "",
        "   ",
        "Ferry runs aground",
        "3 May 2031",
        "## Title: Ferry runs aground",
        "By Ada Quill",
        "Ada Quill",
        "A ferry with 140 people on board ran aground on Tuesday, the harbour master said.",
        "Subscribe to our newsletter. The ferry had 140 people on board, the harbour master said.",
        "Your donation keeps us on the quay.The ferry had left the quay with its bow door open.",
        "The inquiry goes on, and nobody knows when it will end. — Ada Quill",
        "Related Articles",
        "Why ferries sink...",
        "Lorem ipsum dolor sit amet.",
        "“Follow us,” she said.",
        "\u200f\u202eferry\u200b",
    ]
)


def draft(text, source="a.txt", **fields):
    return Draft(source=source, sha256="0" * 64, media_type="text/plain", text=text, **fields)


def check(document):
    assert "".join(document.text[b.start : b.end] for b in document.blocks) == document.text
    assert all(b.start < b.end for b in document.blocks)
    if document.published:
        assert all(document.text[s.start : s.end] == s.text for s in document.published.evidence)


@settings(deadline=None)
@given(st.text())
def test_blocks_tile_any_text(text):
    (document,) = label_documents([draft(text)])
    assert document.text == text
    check(document)


@settings(deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n"]), st.none() | st.just("Ferry runs aground"))
def test_blocks_tile_pages_and_labelling_is_repeatable(lines, join, title):
    (document,) = label_documents([draft(join.join(lines), title=title)])
    check(document)
    (again,) = label_documents([draft(document.text, title=title)])
    assert again == document


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(LINES, min_size=1, max_size=10), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_order_of_input_changes_nothing(pages, rng):
    drafts = [draft("\n".join(lines), f"{i}.txt") for i, lines in enumerate(pages)]
    shuffled = rng.sample(drafts, len(drafts))
    assert label_documents(shuffled) == label_documents(drafts)


def test_ids_come_from_source_and_bytes():
    (document,) = label_documents([draft("A ferry sank.")])
    assert document.id == make_id("d", "a.txt", "0" * 64)


def test_documents_are_sorted_by_id():
    drafts = [draft("A ferry sank.", f"{i}.txt") for i in range(20)]
    random.Random(5).shuffle(drafts)  # noqa: S311 - a test's order
    ids = [document.id for document in label_documents(drafts)]
    assert ids == sorted(ids)


def test_cleaning_what_is_clean_changes_nothing():
    banner = "Your donation keeps us on the quay.The ferry had left the quay with its bow door open, she said."
    text = f"Ferry runs aground\n\n{banner}\n\nThe inquiry goes on, and nobody knows when it will end.\n"
    (document,) = label_documents([draft(text)])
    clean = "".join(text[b.start : b.end] for b in document.blocks if b.kind != "boilerplate")
    (again,) = label_documents([draft(clean)])
    assert [b.kind for b in again.blocks] == ["title", "body", "body"]
    assert again.text == clean


def test_odd_and_huge_input_is_read_in_linear_time():
    lines = "\n".join(f"Line {i} of the log of the ferry was read." for i in range(20_000))
    for text in ("A ferry sank. " * 75_000, "“" * 300_000, "A." + " " * 500_000 + "B.", lines, "Join us. " * 100_000):
        drafts, rejections = read_input(Input(source="a.txt", data=text.encode()))
        assert rejections == []
        check(label_documents(drafts)[0])


def test_a_text_of_very_many_paragraphs_is_labelled_as_far_as_it_is_read():
    text = "A ferry sank.\n\n" + "\n\n".join(str(number) for number in range(20_000))
    (document,) = label_documents([Draft(source="x.txt", sha256="0" * 64, media_type="text/plain", text=text)])
    assert len(document.blocks) <= MOST_PARAGRAPHS + 5
    assert document.blocks[-1].end == len(text)
