import pytest

from joindots.intake import Input, label_documents, read_input
from joindots.intake.blocks.mastheads import is_masthead

BODY = [
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master said.",
    "Nobody was hurt, but the car deck took in water and eleven cars were lost, she added.",
    "The line said that it would give the inquiry every paper it asked for, and that the captain had been suspended.",
]
TITLE = "Ferry runs aground off Mornay Point"


def read(text, *others):
    sources = [("story.txt", text), *((f"other{i}.jsonl", other) for i, other in enumerate(others))]
    drafts = [draft for source, t in sources for draft in read_input(Input(source=source, data=t.encode()))[0]]
    return next(document for document in label_documents(drafts) if document.source == "story.txt")


def page(*head):
    return "\n\n".join([*head, *BODY])


def kinds(document):
    return [block.kind for block in document.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "The Mornay Courier",
        "Mornay Star",
        "The Standard",
        "Radio Mornay",
        "Business Daily",
        "MORNAY POST",
        "Voice of Mornay",
    ],
)
def test_names_of_publishers(line):
    assert is_masthead(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ada Quill",
        "World News",
        "Breaking News",
        "Post",
        "By Mornay Star",
        "The ferry star",
        "The ferry sank.",
        "Mornay",
        "x" * 999,
    ],
)
def test_other_lines(line):
    assert not is_masthead(line)


@pytest.mark.parametrize("head", [(TITLE, "By Ada Quill", "Mornay Star"), ("Mornay Star", TITLE, "By Ada Quill")])
def test_a_line_of_the_head_names_the_publisher(head):
    document = read(page(*head))
    assert (document.title, document.publisher, document.authors) == (TITLE, "Mornay Star", ("Ada Quill",))
    assert kinds(document)[head.index("Mornay Star")] == "boilerplate"


def test_a_title_alone_is_no_publisher():
    document = read(page("Divers Raise Mornay Star"))
    assert (document.title, document.publisher) == ("Divers Raise Mornay Star", None)


def test_a_publisher_that_other_reports_name():
    other = '{"id": "a", "publisher": "Quaynet", "text": "The harbour master spoke to nobody on Tuesday."}'
    assert read(page(TITLE, "Quaynet"), other).publisher == "Quaynet"
    assert read(page(TITLE, "Quaynet")).publisher is None


@pytest.mark.parametrize("line", ["Evening Post reporter", "From our own correspondent", "By a staff reporter"])
def test_a_post_is_no_author(line):
    document = read(page(TITLE, line, "Evening Post"))
    assert kinds(document)[:3] == ["title", "byline", "boilerplate"]
    assert (document.publisher, document.authors) == ("Evening Post", ())


def test_a_byline_may_name_the_publisher():
    document = read(page(TITLE, "By Ada Quill, Mornay Star"))
    assert (document.publisher, document.authors) == ("Mornay Star", ("Ada Quill",))


@pytest.mark.parametrize(
    "dateline",
    [
        "MORNAY, 20 March (UPA) - ",
        "LOWMARK (Agency) — ",
        "PORT ELLIS, Arden, May 3, 2031 (Agency) -- ",
        "Mornay, Ard. (UPA)_",
    ],
)
def test_a_dateline_is_cut_from_the_first_paragraph(dateline):
    document = read(page(TITLE, dateline + BODY[0]))
    assert kinds(document) == ["title", "dateline", *["body"] * 4]
    assert document.text[document.blocks[1].start : document.blocks[1].end] == dateline


def test_the_day_of_a_dateline_is_stated():
    document = read(page(TITLE, "PORT ELLIS, May 3, 2031 (Agency) -- " + BODY[0]))
    assert document.published.value == "2031-05-03"
    assert document.published.evidence[0].text == "May 3, 2031"


def test_a_dateline_on_its_own_line():
    assert kinds(read(page(TITLE, "PORT ELLIS, Arden (Agency) --")))[:3] == ["title", "dateline", "body"]


@pytest.mark.parametrize("start", ["The ferry (built in 2019) - ", "Quill (Harbour), 47, ", "MORNAY - "])
def test_other_openings_stay(start):
    assert kinds(read(page(TITLE, start + BODY[0]))) == ["title", *["body"] * 4]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Mornay Post, 3 May 2031", "Mornay Post"),
        ("The Lantern, 3 May 2031", "The Lantern"),
        ("Hinterland magazine, Friday, 3 May 2031", "Hinterland magazine"),
        ("Mornay Lines, press office, 3 May 2031", "Mornay Lines"),
        ("Mornay Lines plc, investor relations, 3 May 2031", "Mornay Lines plc"),
        ("Mornay Lines plc, open letter to its passengers, 3 May 2031", "Mornay Lines plc"),
        ("Port Mornay, Norvale, 3 May 2031", None),
        ("The Hague, 3 May 2031", None),
        ("Mornay, 3 May 2031", None),
    ],
)
def test_a_first_line_of_a_name_and_a_day_tells_the_publisher(line, publisher):
    document = read(page(line, TITLE))
    assert (document.publisher, document.title, document.published.value) == (publisher, TITLE, "2031-05-03")
