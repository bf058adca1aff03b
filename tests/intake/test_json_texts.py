import json

import pytest

from joindots.intake import Input, read_input

STORY = "A ferry ran aground off Mornay Point, the harbour master said."
ITEM = {
    "source": {"id": None, "name": "Mornay Gazette"},
    "author": [{"name": "Ann Example"}, "Bob Sample"],
    "headline": "Ferry aground",
    "content": STORY,
    "publishedAt": "2031-05-03T10:00:00Z",
    "url": "https://example.org/1",
    "words": 11,
}


def read(value, source="pile.json"):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_input(Input(source=source, data=data))


@pytest.mark.parametrize(
    "value",
    [
        [ITEM],
        ITEM,
        {"status": "ok", "articles": [ITEM]},
        {"meta": {"tags": ["a"]}, "response": {"count": 1, "results": [ITEM]}},
    ],
    ids=["a list", "an object", "wrapped", "wrapped twice"],
)
def test_articles_are_found_where_they_are(value):
    (draft,), rejections = read(value)
    assert rejections == []
    assert draft.source == "pile.json#1"
    assert (draft.text, draft.title, draft.publisher) == (STORY, "Ferry aground", "Mornay Gazette")
    assert draft.authors == ("Ann Example", "Bob Sample")
    assert (draft.published, draft.url) == ("2031-05-03", "https://example.org/1")
    assert draft.media_type == "application/json"


def test_items_stand_alone():
    drafts, rejections = read([ITEM, {"id": 7, "text": " "}, 3, {"id": 8, "text": STORY}, {"id": "8", "text": STORY}])
    assert [draft.source for draft in drafts] == ["pile.json#1", "pile.json#8"]
    assert [(each.source, each.reason) for each in rejections] == [
        ("pile.json#7", 'Item 2 has no "text".'),
        ("pile.json#3", "Item 3 is not a JSON object."),
        ("pile.json#8", "Item 5: another item before it has the same id."),
    ]


def test_neither_neighbours_nor_layout_change_a_hash():
    alone = read([ITEM])[0][0].sha256
    assert read(json.dumps([{"text": "x"}, ITEM], indent=2).encode())[0][1].sha256 == alone


def test_lines_of_json_under_this_name_are_read_as_such():
    drafts, rejections = read(b'{"id": "a", "content": "One."}\n{"id": "b", "content": "Two."}\n')
    assert ([draft.source for draft in drafts], rejections) == (["pile.json#a", "pile.json#b"], [])


def test_content_tells_where_the_name_does_not():
    assert read([ITEM], "-")[0][0].text == STORY
    assert read(json.dumps(ITEM, indent=1).encode(), "-")[0][0].text == STORY
    assert read(b"[sic] wrote the editor.", "note")[0][0].media_type == "text/plain"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_encodings(encoding):
    assert read(json.dumps([{"text": "Café"}], ensure_ascii=False).encode(encoding))[0][0].text == "Café"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[1, 2", "It is not valid JSON: Expecting ',' delimiter (line 1)."),
        (b"[" * 100_000, "It is not valid JSON: it is nested too deeply or holds a number that is too long."),
        (b'[{"text": ' + b"9" * 5000 + b"}]", "It is not valid JSON: it is nested too deeply or holds a number"),
        (b"[]", 'It is JSON without articles: nothing in it has a "text".'),
        (b'{"ships": [{"name": "Ann"}]}', 'It is JSON without articles: nothing in it has a "text".'),
        (b'"text"', 'It is JSON without articles: nothing in it has a "text".'),
    ],
)
def test_what_holds_no_article_says_why(data, reason):
    drafts, (rejection,) = read(data)
    assert drafts == []
    assert rejection.reason.startswith(reason)


@pytest.mark.parametrize("depth", [100, 400, 700, 900])
def test_depth_inside_an_item_ends_well(depth):
    data = b'[{"text": "One.", "tree": ' + b"[" * depth + b"]" * depth + b"}]"
    drafts, rejections = read(data)
    assert len(drafts) + len(rejections) == 1
    assert not any("failed" in each.reason for each in rejections)
