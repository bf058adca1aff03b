import pytest

from joindots.intake import Input, label_documents, read_input

BODY = [
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master said.",
    "Nobody was hurt, but the car deck took in water and eleven cars were lost, she added.",
    "The line said that it would give the inquiry every paper it asked for, and that the captain had been suspended.",
]


def labels(text, source="story.txt"):
    drafts, rejections = read_input(Input(source=source, data=text.encode()))
    assert rejections == []
    (document,) = label_documents(drafts)
    return [(block.kind, document.text[block.start : block.end].strip()) for block in document.blocks]


def kinds(*lines, join="\n\n"):
    return [kind for kind, _ in labels(join.join(lines))]


def test_a_plain_story():
    assert kinds("Ferry runs aground", *BODY) == ["title", "body", "body", "body"]


def test_title_standfirst_dateline_byline():
    lines = (
        "Ferry runs aground off Mornay Point",
        "Exclusive: harbour master says the bow door was open",
        "By Ada Quill",
        "3 May 2031 | Harbour",
    )
    assert kinds(*lines, *BODY) == ["title", "standfirst", "byline", "dateline", "body", "body", "body"]


def test_a_first_paragraph_without_a_full_stop_is_body_after_furniture():
    lines = ("Ferry runs aground", "The bow door was open, says the harbour master", "Click to open", BODY[0][:-1])
    assert kinds(*lines, *BODY[1:]) == ["title", "standfirst", "boilerplate", "body", "body", "body"]


def test_header_lines_of_a_crawler():
    text = "## Title: Ferry runs aground\n## Section: Harbour\n## Date: 3 May 2031 11:18 am\n\nFerry runs aground\n\n"
    assert labels(text + "\n\n".join(BODY))[:6] == [
        ("boilerplate", "## Title:"),
        ("title", "Ferry runs aground"),
        ("boilerplate", "## Section: Harbour"),
        ("boilerplate", "## Date:"),
        ("dateline", "3 May 2031 11:18 am"),
        ("title", "Ferry runs aground"),
    ]


def test_a_banner_is_cut_off_in_the_middle_of_a_line():
    found = labels(
        "Ferry runs aground\n"
        "Your support keeps our reporters on the quay\n"
        "We believe good reporting should be open to all, so we keep our reporters on the quay.\n"
        "Your donation allows us to stay there.The ferry had 140 people on board, the harbour master said.\n"
        + "\n".join(BODY)
    )
    assert [kind for kind, _ in found] == ["title", *["boilerplate"] * 3, "body", "body", "body", "body"]
    assert found[3][1] == "Your donation allows us to stay there."
    assert found[4][1].startswith("The ferry had 140")


@pytest.mark.parametrize(
    "call",
    [
        "Subscribe to our newsletter",
        "Sign up for the Mornay Morning newsletter and get the harbour news in your inbox.",
        "Support fearless journalism and subscribe to Gazette Premium",
        "Join our harbour forum",
        "Click here to follow the Gazette on Facebook",
        "Share this article",
        "Comments",
        "Advertisement",
        "All rights reserved.",
        "© 2031 Mornay Gazette",
        "Follow us for more from the quay.",
        "Support the Gazette from only two crowns a week",
        "Subscribe from just £1.50 per month, and read every word from the quay.",
        "Join today for as little as 99 cents a day!",
        "Get every page for less than €1/week.",
    ],
)
def test_calls_to_the_reader_are_boilerplate(call):
    assert kinds("Ferry runs aground", BODY[0], call, BODY[1], BODY[2])[2] == "boilerplate"


@pytest.mark.parametrize(
    "sentence",
    [
        "“Please support our journalists,” the minister said, “and subscribe to a paper.”",
        "Join the dots and the inquiry makes sense, one engineer said of the open door.",
        "The charity says your donation helps nobody if the quay is closed, which it denies was a joke.",
        "Readers were asked to sign up for the newsletter before the paper closed in 2029.",
        "We were on the bridge when it happened, a deckhand told the inquiry.",
        "(c) they had ignored the lamp that warns of an open door, the inquiry was told.",
        "To get our ferries sailing again, we are going to check every bow door, the minister said.",
        "Get the line out of the way and let our own crews raise the ship, one trader told the council.",
        "To help put the loss in perspective, the US president spoke of eleven cars in all on Tuesday.",
        "Tell us about the open door, the chair of the inquiry asked the captain on the second day.",
        "He told The Mornay Gazette: “Follow us on the quay and you will see.”",
        "Support payments from only two crowns a week were promised to the deckhands, the union said.",
        "Support from only two crowns a week, the minister said, had kept the deckhands in their homes.",
        "Support for the strike rose from just two ships a week to nine, the harbour master said.",
    ],
)
def test_reports_about_such_things_stay_body(sentence):
    assert "body" in kinds("Ferry runs aground", BODY[0], sentence, BODY[1])[2:3]


def test_body_between_two_calls_stays_body():
    assert kinds("Ferry runs aground", "Subscribe to our newsletter", *BODY, "Join our forum") == [
        "title",
        "boilerplate",
        "body",
        "body",
        "body",
        "boilerplate",
    ]


def test_filler_is_boilerplate():
    assert kinds(*BODY, "Lorem ipsum dolor sit amet, consectetur adipiscing elit sed.")[-1] == "boilerplate"


def test_promoted_items_go_with_their_heading_but_body_does_not():
    lines = (*BODY, "Related Articles", "Ferry line fined over open door", "Why ferries sink The number of ferr...")
    assert kinds(*lines)[3:] == ["boilerplate"] * 3
    assert kinds(BODY[0], "Promoted stories", BODY[1], BODY[2]) == ["body", "boilerplate", "body", "body"]


def test_captions():
    assert kinds("Ferry aground", "Ada Quill", BODY[0], "Ada Quill", BODY[1])[1::2] == ["caption", "caption"]
    credit = "The ferry on the rocks in a handout photo taken on Tuesday. (Mornay Coastguard via AP)"
    assert kinds(BODY[0], credit, BODY[1])[1] == "caption"


def test_headings_stand_between_paragraphs():
    assert kinds(BODY[0], BODY[1], "What the inquiry asks", BODY[2]) == ["body", "body", "heading", "body"]


def test_the_author_after_the_last_sentence_is_a_byline():
    found = labels("\n\n".join((*BODY[:2], BODY[2] + " — Ada Quill")))
    assert found[-2:] == [("body", BODY[2]), ("byline", "— Ada Quill")]


def test_upper_case_and_tokenised_texts_stay_body():
    upper = [line.upper() for line in BODY]
    tokens = [line.replace(",", " ,").replace(".", " .") for line in BODY]
    assert kinds(*upper) == kinds(*tokens) == kinds(*BODY, join="\n") == ["body"] * 3


def test_text_without_marks_stays_body():
    lines = [f"{line} {n}".replace(",", "").replace(".", "") for n in range(3) for line in BODY]
    assert kinds(*lines).count("body") >= len(lines) - 2


def test_a_copy_of_the_title_further_down_the_head_is_title():
    assert kinds("Ferry runs aground", "3 May 2031", "Ferry runs aground", *BODY)[:3] == ["title", "dateline", "title"]


def test_a_web_address_alone_is_no_part_of_the_story():
    lines = ("Ferry runs aground", *BODY, "https://news.example/a/ferry_12.html", "See https://news.example/b.")
    assert kinds(*lines)[-2:] == ["boilerplate", "body"]
