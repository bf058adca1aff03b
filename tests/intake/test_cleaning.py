"""Properties of labelling: it tiles, a text is labelled alone as in a pile, cleaning twice takes nothing more."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.intake import Draft, label_documents
from joindots.model import Document

SENTENCES = [
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master said.",
    "Nobody was hurt, but the car deck of the ferry took in water and eleven cars were lost, she added.",
    "The ferry line said that it would give the inquiry every paper it asked for.",
    "“We had no warning,” said one of the passengers, who had driven to the ferry from Ellis that morning.",
    "The inquiry will ask first why the door of the car deck was open when the ferry left the harbour.",
]
ASIDES = [
    "Subscribe to our newsletter",
    "Related Articles",
    "Advertisement",
    "By Ada Quill",
    "3 May 2031",
    "Home",
    "Sport",
    "Log in",
    "Comments",
    "12 comments",
    "2 hours ago",
    "Bo Reed says:",
    "Reply",
    "© 2031 Mornay Gazette",
    "Ferry runs aground",
    "Harbour Weather Travel Jobs",
    "Correction: twelve cars were lost, not eleven.",
    "What the inquiry asks",
]
LINES = st.lists(st.sampled_from([*SENTENCES, *ASIDES]), min_size=1, max_size=60)


def read(text: str, source: str = "page.txt") -> Document:
    (document,) = label_documents([Draft(source=source, sha256="0", media_type="text/plain", text=text)])
    return document


def clean(document: Document) -> str:
    kept = (document.text[b.start : b.end] for b in document.blocks if b.kind != "boilerplate")
    return "".join(f"{part.strip()}\n\n" for part in kept)


def make_page(lines: list[str]) -> str:
    """The lines between a menu and a foot, as whole pages have them."""
    return "\n\n".join([*(f"Section {chr(65 + n)}" for n in range(20)), *lines, "About us", "Contact", "Terms of use"])


@given(LINES)
@settings(max_examples=40, deadline=None)
def test_blocks_tile_the_text(lines):
    for text in ("\n".join(lines), make_page(lines)):
        blocks = read(text).blocks
        assert [block.start for block in blocks] == [0, *(block.end for block in blocks[:-1])]
        assert blocks[-1].end == len(text)


@given(st.text(max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_text_is_tiled(text):
    blocks = read(text).blocks
    assert "".join(text[block.start : block.end] for block in blocks) == text


@given(LINES, LINES)
@settings(max_examples=20, deadline=None)
def test_a_neighbour_that_shares_no_line_changes_nothing(lines, others):
    text = make_page(lines)
    other = make_page([line.replace("e", "ö") for line in others]).replace("Section", "Rubrik").replace("us", "oss")
    drafts = [
        Draft(source=name, sha256="0", media_type="text/plain", text=each) for name, each in (("a", text), ("b", other))
    ]
    together = next(document for document in label_documents(drafts) if document.source == "a")
    assert together == read(text, "a")


@given(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=12), st.lists(st.sampled_from(ASIDES), max_size=10))
@settings(max_examples=40, deadline=None)
def test_cleaning_twice_takes_nothing_more(sentences, asides):
    once = clean(read(make_page(["Ferry runs aground off Mornay", *sentences, *asides])))
    again = read(once)
    taken = [again.text[b.start : b.end].strip() for b in again.blocks if b.kind == "boilerplate"]
    assert [line for line in taken if line] == []


def test_ten_times_the_text_costs_at_most_fifteen_times_the_time():
    page = make_page([*SENTENCES * 6, *ASIDES * 6])

    def measure(text: str) -> float:
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            read(text)
            best = min(best, time.process_time() - start)
        return best

    read(page)
    assert measure("\n\n".join([page] * 10)) <= 15 * measure(page)
