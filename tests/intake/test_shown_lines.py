"""Text that a page hides from its readers, and articles that it hides until a script runs."""

import pytest

from joindots.intake import Input, label_documents, read_input
from joindots.intake.pages.html_trees import load_tree
from joindots.intake.pages.shown_lines import list_shown
from steps import compare_times

STORY = [
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master said.",
    "Nobody was hurt, but the car deck took in water and eleven cars were lost, she added after a visit to the ship.",
    "The line said that it would give the inquiry every paper it asked for, and that the captain had been suspended.",
]
MARKED = "".join(f"<p>{text}</p>" for text in STORY)
HIDDEN = "Readers in the town of Alder had been told on Monday that ninety people had drowned, which is not so."
COOKIES = "<p>We and our partners keep cookies on your device, for every one of the reasons in the list below.</p>" * 6
REVEALED = "hidden until a script shows it"


def write(story=MARKED, *, before="", after="", head="", body=""):
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Ferry runs aground off Mornay Point</title>{head}</head>"
        f"<body {body}>{before}<article><h1>Ferry runs aground off Mornay Point</h1>{story}</article>"
        f"{after}</body></html>"
    )


def read(page):
    drafts, rejections = read_input(Input(source="page.html", data=page.encode()))
    assert rejections == []
    (document,) = label_documents(drafts)
    blocks = (document.text[block.start : block.end] for block in document.blocks if block.kind == "body")
    return document, [text.strip() for text in blocks]


@pytest.mark.parametrize(
    "hidden",
    [
        f"<p hidden>{HIDDEN}</p>",
        f"<div style='display: none'><p>{HIDDEN}</p></div>",
        f"<p style='visibility:hidden'>{HIDDEN}</p>",
        f"<div aria-hidden='true'><p>{HIDDEN}</p></div>",
        f"<p class='sr-only'>{HIDDEN}</p>",
        f"<p class='u-visually-hidden'>{HIDDEN}</p>",
        f"<p class='story screen-reader-text'>{HIDDEN}</p>",
        f"<div><p class=element-invisible>{HIDDEN}</p></div>",
    ],
)
def test_hidden_text_is_no_part_of_the_article(hidden):
    document, bodies = read(write(MARKED + hidden))
    assert bodies == STORY
    assert "Alder" not in document.text
    assert document.notes == ()


@pytest.mark.parametrize(
    "seen",
    [
        f"<p hidden=until-found>{HIDDEN}</p>",
        f"<p class='not-sr-only'>{HIDDEN}</p>",
        f"<p style='opacity:0'>{HIDDEN}</p>",
        f"<p aria-hidden=false>{HIDDEN}</p>",
        f"<p><span aria-hidden=true class=first>{HIDDEN[0]}</span>{HIDDEN[1:]}</p>",
        f"<p><i class=icon-mark aria-hidden=true>flag</i>{HIDDEN}</p>",
        f"<p><span class=visually-hidden>Opens in a new window</span>{HIDDEN}</p>",
    ],
)
def test_what_is_seen_stays(seen):
    assert read(write(MARKED + seen))[1] == [*STORY, HIDDEN]


@pytest.mark.parametrize(
    ("page", "notes"),
    [
        (write(body="style='visibility:hidden'"), ()),
        (write(body="style='opacity:0'"), ()),
        (write(body="style='display:none' class=sr-only"), ()),
        (write(before="<div id=app style='visibility: hidden'>", after="</div>"), (REVEALED,)),
        (write(before="<main hidden>", after="</main>", body="style='display:none'"), (REVEALED,)),
        (write(MARKED.replace("<p>", "<p style='display:none'>")), (REVEALED,)),
        (write(f"<p>{STORY[0]}</p><div hidden>{MARKED}</div>"), (REVEALED,)),
    ],
)
def test_an_article_that_waits_for_a_script_is_read(page, notes):
    document, bodies = read(page)
    assert bodies == STORY
    assert document.notes == notes


def test_the_page_behind_an_open_dialogue_is_read():
    dialogue = f"<div class=banner role=dialog>{COOKIES}</div><div id=app aria-hidden=true>"
    assert set(STORY) <= set(read(write(before=dialogue, after="</div>"))[1])


@pytest.mark.parametrize("box", ["<div class=cookie-box hidden>", "<div role=dialog hidden>", "<aside hidden>"])
def test_a_closed_dialogue_is_no_article_however_long(box):
    document, bodies = read(write(f"<p>{STORY[0]}</p>", before=f"{box}{COOKIES}</div></aside>"))
    assert bodies == STORY[:1]
    assert document.notes == ()


def test_a_mark_that_is_only_read_out_parts_a_title():
    page = write().replace("<h1>Ferry", "<h1><span>Harbour<span class=visually-hidden>:</span></span> Ferry")
    page = page.replace("<title>", "<title>Harbour: ")
    assert read(page)[0].title == "Harbour: Ferry runs aground off Mornay Point"
    page = write().replace("<h1>", "<h1><span class=sr-only>Headline </span>")
    assert read(page)[0].title == "Ferry runs aground off Mornay Point"


def test_an_accelerated_mobile_page_is_read_without_its_menus_and_advertisements():
    head = (
        "<link rel=canonical href='https://gazette.example/ferry'>"
        "<style amp-boilerplate>body{visibility:hidden}</style>"
        "<noscript><style amp-boilerplate>body{visibility:visible}</style></noscript>"
    )
    menu = f"<amp-sidebar layout=nodisplay><ul><li>{HIDDEN}</li></ul></amp-sidebar>"
    extras = (
        "<amp-img src=f.jpg alt='The ferry'><noscript><img src=f.jpg></noscript></amp-img>"
        f"<amp-ad><p>{HIDDEN}</p></amp-ad><amp-consent id=c><div>{COOKIES}</div></amp-consent>"
    )
    document, bodies = read(write(MARKED + extras, head=head, before=menu).replace("<html", "<html amp"))
    assert bodies == STORY
    assert "Alder" not in document.text
    assert document.url == "https://gazette.example/ferry"


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ("<link rel=canonical href='/ferry'><meta property=og:url content='https://gazette.example/f'>", "f"),
        ("<link rel=canonical href='https://gazette.example/c'>", "c"),
        ("<link rel=canonical href='/ferry'>", None),
        ("<link rel=canonical href='javascript:void(0)'>", None),
    ],
)
def test_the_address_of_a_page_is_a_whole_one(links, url):
    assert read(write(head=links))[0].url == (f"https://gazette.example/{url}" if url else None)


def test_a_copy_for_browsers_without_scripts_is_not_read_twice():
    document, bodies = read(write(MARKED + f"<noscript><div>{MARKED}</div></noscript>"))
    assert bodies == STORY
    assert document.text.count(STORY[0]) == 1
    document, bodies = read(write(f"<p>{STORY[0]}</p><noscript><div>{MARKED}</div></noscript>"))
    assert bodies == STORY


def test_frames_without_their_pages_are_refused_and_what_stands_in_for_them_is_read():
    frames = (
        "<html><head><title>Ferry runs aground</title></head><frameset cols='20%,80%'><frame src=a.html>{}</frameset>"
    )
    notice = "<noframes><body><p>Your browser shows no frames. <a href=a.html>Go to the text</a>.</p></body></noframes>"
    drafts, (rejection,) = read_input(Input(source="page.html", data=frames.format(notice).encode()))
    assert (drafts, rejection.outcome) == ([], "refused")
    assert "frames" in rejection.reason
    copy = f"<noframes><body><h1>Ferry runs aground</h1>{MARKED}</body></noframes>"
    document, bodies = read(frames.format(copy))
    assert (document.title, bodies) == ("Ferry runs aground", STORY)


def test_ten_thousand_hidden_boxes_are_walked_once():
    page = write(MARKED + "<div hidden><p>One two three four five six seven eight nine.</p></div>" * 10_000)
    assert list_shown(load_tree(page)).is_revealed
    page = write(MARKED + f"<div hidden>{'<div hidden>' * 500}{HIDDEN}{'</div>' * 500}</div>")
    assert not list_shown(load_tree(page)).is_revealed


@pytest.mark.parametrize("box", ["<div aria-hidden=true>", "<div class=sr-only>.", "<div hidden>"])
def test_boxes_in_boxes_take_time_by_the_paragraphs(box):
    def read(size):
        list_shown(load_tree(f"<html><body>{box * 1_500}{'<p>.' * size}<h1>Ferry runs aground</h1>"))

    assert compare_times(read, 4_000) < 20
