"""What is labelled as satire is not read further: a label must be told, and what is none must not be taken for one."""

import pytest

from joindots.intake import Input, label_documents, read_input
from joindots.intake.blocks.satire import is_label, says_satire

TITLE = "Ferry with ninety cats runs aground off Mornay Point"
STORY = [
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master said.",
    "Nobody was hurt, but the car deck took in water and eleven cars were lost, she added after a visit to the ship.",
    "The line said that it would give the inquiry every paper it asked for, and that the captain had been suspended.",
    "Divers will look at the hull on Friday, and the wreck will be towed to the yard at Alder Bay next month.",
    "The council will meet on Monday to hear what the harbour master has to say about the lamp on the bridge.",
    "The ferry had been built in 2009 and had been in the yard twice since then, the line said in a statement.",
    "Its sister ship, the Alder, will take over the crossing from Thursday, with one sailing every two hours.",
    "Those who hold tickets for the next weeks can give them back at the office on the quay, the line added.",
]
MENU = ["Home", "News", "Harbour", "Politics", "Satire", "Sport", "Weather", "Opinion", "Letters", "Crossword"]
FOOTER = ["About us", "Contact", "Jobs", "Satire", "Privacy", "Terms of use", "Imprint", "Advertise", "Archive", "Help"]
NOTE = "labelled satire"


def notes(*lines, source="story.txt"):
    text = "\n\n".join(lines) if source.endswith(".txt") else "".join(lines)
    drafts, rejections = read_input(Input(source=source, data=text.encode()))
    assert rejections == []
    (document,) = label_documents(drafts)
    return document.notes


@pytest.mark.parametrize(
    "lines",
    [
        ["Satire", TITLE, *STORY],
        ["Mornay Gazette", "SATIRE", TITLE, "By Ada Quill", "3 May 2031", *STORY],
        [TITLE, "Satire", "By Ada Quill", *STORY],
        [TITLE, "By Ada Quill", "[Parody]", *STORY],
        ["This is a satirical article.", TITLE, *STORY],
        [TITLE, *STORY, "This article is a work of satire."],
        [TITLE, *STORY, "This site is satire. All names on this site are made up."],
        [*MENU[:4], *MENU[5:], TITLE, *STORY, "Please note that this article is satire.", "About us", "Contact"],
    ],
)
def test_satire_is_told_by_its_label_or_by_what_it_says(lines):
    assert notes(*lines) == (NOTE,)


@pytest.mark.parametrize(
    "lines",
    [
        [*MENU, TITLE, *STORY],
        [TITLE, *MENU, TITLE, "By Ada Quill", *STORY, *FOOTER],
        [*MENU[:4], "Satire", TITLE, *STORY],
        [TITLE, *STORY, *FOOTER],
        [TITLE, *STORY[:4], "Satire", *STORY[4:]],
        [TITLE, *STORY[:4], "This site is satire.", *STORY[4:]],
        [TITLE, *STORY, "“This site is satire,” its owner told the court."],
        [TITLE, *STORY, "This site is satire, the court heard, and nobody can take it for a newspaper."],
        [TITLE, "The site is satire, the court heard on Tuesday.", *STORY],
        [TITLE, *STORY, "All names on this site are made up, its owner said."],
    ],
)
def test_a_menu_a_footer_or_a_report_about_satire_is_no_label(lines):
    assert notes(*lines) == ()


def write(*, head="", above="", below="", after=""):
    story = "".join(f"<p>{text}</p>" for text in STORY)
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body>{above}<article><h1>{TITLE}</h1>{below}{story}</article>"
        f"{after}</body></html>"
    )


def link(names):
    return "<ul>" + "".join(f"<li><a href=/{name}>{name}</a></li>" for name in names) + "</ul>"


def data(text):
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry", {text}}}</script>'


@pytest.mark.parametrize(
    "page",
    [
        write(above="<p>Satire</p>"),
        write(above=f"<nav>{link(['Home', 'Satire'])}</nav>"),
        write(below="<p>Satire</p><p>By Ada Quill</p>"),
        write(head=data('"articleSection": ["Satire", "Harbour"]')),
        write(head=data('"genre": "satire"')),
        write(head="<meta property='article:section' content='Satire'>"),
        write(after="<footer><p>This is satire. All stories are invented.</p></footer>"),
    ],
)
def test_satire_is_told_on_pages(page):
    assert notes(page, source="page.html") == (NOTE,)


@pytest.mark.parametrize(
    "page",
    [
        write(above=f"<div>{link(MENU)}</div>"),
        write(above=f"<div>{link(MENU[:5])}</div>"),
        write(below=link(MENU)),
        write(after=f"<footer>{link(FOOTER)}<p>Satire</p></footer>"),
        write(head=data('"keywords": "satire, courts"')),
        write(head=data('"keywords": ["satire"], "articleSection": "Courts"')),
        write(head="<meta property='article:tag' content='Satire'>"),
        write(after="<aside><p><a href=/s>This article is satire: our new column</a></p></aside>"),
    ],
)
def test_a_real_report_stays_one_on_pages(page):
    assert notes(page, source="page.html") == ()


def test_labels_and_sentences():
    assert all(map(is_label, ["Satire", "- SATIRE -", "[satirical]", "Satire/Humour"]))
    assert not any(map(is_label, ["Satire in the harbour", "Humour", ""]))
    assert says_satire("This is a satirical article.")
    assert not says_satire("The article is satirical, its author says.")
    assert not says_satire("This site is satire. " * 40)
