"""What a report says about itself: kept in its text and named in its notes."""

import pytest

from joindots.intake import Input, label_documents, read_input
from joindots.intake.blocks.remarks import find_stub

STORY = [
    "Ferry runs aground",
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master said.",
    "Nobody was hurt, but the car deck took in water and eleven cars were lost, she added.",
]


def read(*lines):
    drafts, rejections = read_input(Input(source="story.txt", data="\n\n".join(lines).encode()))
    assert rejections == []
    (document,) = label_documents(drafts)
    return document, {document.text[b.start : b.end].strip(): b.kind for b in document.blocks}


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Correction: An earlier version said that twelve cars were lost.", "states a correction"),
        ("Corrections and clarifications (4 May): the ferry carried 140 people, not 410.", "states a correction"),
        ("This article was amended on 4 May 2031 to correct an error in the number of cars.", "states a correction"),
        ("An earlier version of this story gave the wrong name for the point.", "states a correction"),
        ("Editor's note: this article has been corrected to give the right number of cars.", "states a correction"),
        ("Berichtigung: In einer früheren Fassung stand, es seien zwölf Autos gewesen.", "states a correction"),
        ("Update, 4 May: The harbour master now says that nobody was hurt.", "states an update"),
        ("This story has been updated with a statement from the line.", "states an update"),
        ("Satire", "labelled satire"),
        ("This article is satire.", "labelled satire"),
        ("All names on this site are made up.", "labelled satire"),
    ],
)
def test_remarks_stay_in_the_text_and_are_named(line, note):
    document, kinds = read(*STORY, line)
    assert kinds[line] == "body"
    assert document.notes == (note,)


@pytest.mark.parametrize(
    "line",
    [
        "Correction officers at the harbour jail – some forty of them – went on strike, the union said.",
        "The paper later said that its story had been corrected, and that the harbour master was right.",
        "The site, which calls its stories satire, was closed in 2029, the council said on Tuesday.",
        "Updates on the ferry will be given at noon, the harbour master said on Tuesday.",
    ],
)
def test_reports_about_such_things_are_no_remarks(line):
    assert read(*STORY, line)[0].notes == ()


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        (["404 Not Found", "nginx"], "an error page, no report"),
        (
            [
                "Page not found",
                "The page you were looking for does not exist or has moved.",
                "Go back to the home page.",
            ],
            "an error page, no report",
        ),
        (["Seite nicht gefunden", "Zur Startseite"], "an error page, no report"),
        (["Just a moment...", "Enable JavaScript and cookies to continue"], "an error page, no report"),
        (
            [
                "We value your privacy",
                "We and our partners store cookies on your device and process personal data.",
                "You can change your choices at any time in our privacy policy.",
                "Accept all",
            ],
            "a consent page, no report",
        ),
    ],
)
def test_a_page_that_holds_no_report_has_no_body(lines, note):
    document, kinds = read(*lines)
    assert document.notes == (note,)
    assert set(kinds.values()) == {"boilerplate"}


def test_a_report_about_an_error_page_is_a_report():
    document, kinds = read("404 Not Found", *STORY, STORY[1].replace("Tuesday", "Monday"))
    assert document.notes == ()
    assert kinds[STORY[1]] == "body"


def test_a_report_behind_a_wall_keeps_what_is_there():
    document, kinds = read(*STORY, "Subscribe to continue reading this article.")
    assert document.notes == ("cut off by a paywall",)
    assert kinds[STORY[1]] == "body"
    assert kinds["Subscribe to continue reading this article."] == "boilerplate"


def test_a_short_report_with_a_word_of_consent_is_a_report():
    for text in (
        "The council passed the ferry bill on Tuesday by unanimous consent, and nobody rose to object to it.",
        "The port will lend tugs to its neighbours. “We will stand by our partners across the strait,” the mayor said.",
        "The regulator fined the ferry line on Monday for selling the personal data of passengers without consent.",
    ):
        assert find_stub([text]) is None
