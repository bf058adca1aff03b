"""Live blogs, and pages that say that they hold only a part."""

import json

import pytest

from joindots.intake import Input, label_documents, read_input

POSTS = [
    ("14.05", "Divers go down", "Divers will look at the hull on Friday, and the wreck will be towed to Alder Bay."),
    ("12.05", "Captain suspended", "The line said that the captain had been suspended and would be heard on Monday."),
    ("09.05", "Cars lost", "Nobody was hurt, but the car deck took in water and eleven cars were lost, she said."),
    (
        "08.05",
        "Ferry aground",
        "A ferry with 140 people on board ran aground off Mornay Point, the harbour master said.",
    ),
]
DATA = {
    "@type": "LiveBlogPosting",
    "headline": "Ferry runs aground: what we know",
    "datePublished": "2031-05-03T08:00:00Z",
    "dateModified": "2031-05-04T14:05:00Z",
    "liveBlogUpdate": [
        {
            "@type": "BlogPosting",
            "headline": title,
            "datePublished": f"2031-05-04T{time.replace('.', ':')}:00Z",
            "author": {"name": "Ada Quill" if i % 2 else "Ben Tallow"},
            "articleBody": text,
        }
        for i, (time, title, text) in enumerate(POSTS)
    ],
}
SHOWN = "".join(
    f"<div class=post><time datetime='2031-05-04T{time.replace('.', ':')}'>{time}</time>"
    f"<h3>{title}</h3><p>{text}</p></div>"
    for time, title, text in POSTS
)


def read(shown, data=None):
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>" if data else ""
    page = (
        f"<html><head><title>Ferry runs aground: what we know</title>{script}</head>"
        f"<body><article><h1>Ferry runs aground: what we know</h1>{shown}</article></body></html>"
    )
    drafts, rejections = read_input(Input(source="page.html", data=page.encode()))
    assert rejections == []
    (document,) = label_documents(drafts)
    return document, document.text.splitlines()


def without(*keys):
    return {key: value for key, value in DATA.items() if key not in keys}


def test_posts_stay_in_order_under_their_times():
    document, lines = read(SHOWN, DATA)
    assert lines[1:] == [part for post in POSTS for part in post]
    assert document.published.value == "2031-05-03"
    assert document.notes == ("live blog, last change: 2031-05-04 14:05+00:00",)
    times = {document.text[block.start : block.end].strip(): block.kind for block in document.blocks}
    assert times["14.05"] == "heading"


def test_what_a_live_blog_does_not_say_its_posts_say():
    document, _ = read(SHOWN, without("datePublished", "dateModified", "headline"))
    assert document.published.value == "2031-05-04"
    assert document.authors == ("Ben Tallow", "Ada Quill")
    assert document.notes == ("live blog, last change: 2031-05-04 14:05+00:00",)
    broken = without("datePublished", "dateModified") | {"liveBlogUpdate": [{"@type": "BlogPosting"}, 3, None]}
    assert read(SHOWN, broken)[0].notes == ("live blog",)


def test_posts_that_a_script_shows_are_read_from_the_data():
    long = [{**post, "articleBody": post["articleBody"] * 3} for post in DATA["liveBlogUpdate"]]
    _, lines = read("<p>Loading the latest posts for you.</p>", DATA | {"liveBlogUpdate": long})
    assert [lines.index(title) for _, title, _ in POSTS] == sorted(lines.index(title) for _, title, _ in POSTS)


@pytest.mark.parametrize("time", ["{} BST", "<a href=#p>{} pm</a>", "Friday, 4 May 2031, {}", "Updated at {}"])
def test_times_are_kept_where_the_data_say_nothing(time):
    shown = "".join(f"<div><p>{time.format(clock)}</p><p>{text}</p></div>" for clock, _, text in POSTS)
    document, _ = read(shown)
    assert all(clock in document.text for clock, _, _ in POSTS)


def test_two_times_make_no_live_blog():
    story = "".join(f"<p>{text}</p>" for *_, text in POSTS)
    document, _ = read(f"<p>Published 09.05</p><p>Updated 12.05</p>{story}<p>Read more at 14.05</p>")
    kinds = {document.text[b.start : b.end].strip(): b.kind for b in document.blocks}
    assert kinds.get("Published 09.05") != "heading"


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        ({"isAccessibleForFree": False}, True),
        ({"isAccessibleForFree": "False", "wordCount": 640}, True),
        ({"isAccessibleForFree": "http://schema.org/False", "wordCount": "640"}, True),
        ({"isAccessibleForFree": False, "wordCount": 60}, False),
        ({"isAccessibleForFree": True, "wordCount": 640}, False),
        ({"isAccessibleForFree": "perhaps"}, False),
        ({"wordCount": 640}, False),
    ],
)
def test_a_page_that_is_not_free_and_short_may_be_a_part(data, noted):
    story = "".join(f"<p>{text}</p>" for *_, text in POSTS)
    document, _ = read(story, {"@type": "NewsArticle", "headline": "Ferry", **data})
    assert document.notes == (("not all of it is free to read",) if noted else ())
    assert POSTS[0][2] in document.text


def test_a_long_article_is_a_whole_one():
    story = "".join(f"<p>{text}</p>" for *_, text in POSTS) + "".join(
        f"<p>On day {i} the divers went down to the hull again, and the harbour master told the town what they saw.</p>"
        for i in range(20)
    )
    assert read(story, {"@type": "NewsArticle", "headline": "Ferry", "isAccessibleForFree": False})[0].notes == ()
