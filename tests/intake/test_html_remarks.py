"""Lines outside the article that a reader of it must know, and articles in odd places of a page."""

import pytest

from joindots.intake import Input, label_documents, read_input

STORY = [
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master said.",
    "Nobody was hurt, but the car deck took in water and eleven cars were lost, she added after a visit to the ship.",
    "The line said that it would give the inquiry every paper it asked for, and that the captain had been suspended.",
]
MARKED = "".join(f"<p>{text}</p>" for text in STORY)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferry runs aground off Mornay Point</title></head><body>{before}
<article><h1>Ferry runs aground off Mornay Point</h1>{story}</article>{after}</body></html>"""
FAR = "<footer><ul>" + "<li><a href=/>Ships and harbours</a></li>" * 30 + "</ul></footer>"
CORRECTION = "Correction: An earlier version of this report said that nine people had drowned. Nobody drowned."


def read(before="", after="", story=MARKED):
    page = PAGE.format(before=before, after=after, story=story)
    drafts, rejections = read_input(Input(source="page.html", data=page.encode()))
    return label_documents(drafts), rejections


def bodies(document):
    blocks = (document.text[block.start : block.end] for block in document.blocks if block.kind == "body")
    return [text.strip() for text in blocks]


@pytest.mark.parametrize(
    ("after", "note"),
    [
        (f"<p class=correction><em>{CORRECTION}</em></p><footer>Copyright</footer>", "states a correction"),
        (f"<main><footer><p>{CORRECTION}</p></footer></main>", "states a correction"),
        ("<p>Update, 4 May 2031: The car deck has been pumped dry.</p>", "states an update"),
        ("<footer><p>The Daily Kelp is a parody. All stories are invented.</p></footer>", "labelled satire"),
    ],
)
def test_remarks_are_kept_wherever_they_stand(after, note):
    (document,), _ = read(after=after)
    assert document.notes == (note,)
    assert len(bodies(document)) == len(STORY) + 1


@pytest.mark.parametrize(
    "around",
    [
        "<div>Updated 4 May 2031, 9:30 p.m. local time</div>",
        f"<aside><p>{CORRECTION}</p></aside>",
        f"<div><p><a href=/other>{CORRECTION}</a></p></div>",
    ],
)
def test_remarks_on_other_pages_are_not_of_this_one(around):
    (document,), _ = read(after=FAR + around)
    assert document.notes == ()
    assert bodies(document) == STORY


def test_an_article_for_browsers_without_scripts_is_read():
    (document,), _ = read(after=f"<noscript>{MARKED}</noscript>", story="")
    assert bodies(document) == STORY
    (document,), _ = read(before="<noscript>Please switch on scripts to see this site.</noscript>")
    assert bodies(document) == STORY


def test_nothing_of_a_document_type_is_shown():
    declared = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///nowhere"><!ENTITY % p SYSTEM "http://nowhere.example/"> %p;]>'
    page = PAGE.format(before="", after="<p>&x;</p>", story=f"<p>{STORY[0]}</p>").replace("<!DOCTYPE html>", declared)
    (draft,), _ = read_input(Input(source="page.xhtml", data=page.encode()))
    assert draft.text.startswith("Ferry runs aground off Mornay Point\nA ferry with 140")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<title>503 Service Temporarily Unavailable</title><h1>503 Service Temporarily Unavailable</h1>", "failed"),
        ("<title>Just a moment</title><h1>Checking your browser</h1><p>Scripts and cookies are needed.</p>", "refused"),
        ("<title>Menu</title><nav><a href=/>Home</a> <a href=/a>Harbour</a> <a href=/b>Ships</a></nav>", "no text"),
    ],
)
def test_pages_without_an_article_are_refused(page, reason):
    drafts, (rejection,) = read_input(Input(source="page.html", data=f"<html>{page}</html>".encode()))
    assert drafts == []
    assert rejection.outcome == "refused"
    assert reason in rejection.reason
