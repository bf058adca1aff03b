import hashlib
import pickle

import pytest

from joindots.intake import Input, read_input

STORY = "Harbour ferry runs aground\n\nA ferry ran aground off Mornay Point on Tuesday, the harbour master said.\n"


def read(data, source="story.txt"):
    return read_input(Input(source=source, data=data))


def test_plain_text_keeps_every_character():
    drafts, rejections = read(STORY.encode())
    assert rejections == []
    assert drafts[0].text == STORY
    assert drafts[0].sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert drafts[0].media_type == "text/plain"


def test_a_file_is_read_from_its_path(tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    item = Input(source="story.txt", path=str(tmp_path / "story.txt"))
    assert read_input(item) == read(STORY.encode())
    assert pickle.loads(pickle.dumps(read_input(item))) == read_input(item)  # noqa: S301 - our own bytes


def test_a_file_that_went_away_is_rejected(tmp_path):
    drafts, rejections = read_input(Input(source="gone.txt", path=str(tmp_path / "gone.txt")))
    assert drafts == []
    assert rejections[0].reason.startswith("The file cannot be read")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\u200b \ufeff\n".encode(), "no text"),
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (b"PK\x03\x04 more", "archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"abc\x00def\x00\x01\x02", "binary"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_what_is_no_text_is_rejected_with_a_reason(data, word):
    drafts, rejections = read(data, "odd.bin")
    assert drafts == []
    assert word in rejections[0].reason
    assert rejections[0].source == "odd.bin"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_give_the_same_text(encoding):
    text = "The harbour master’s “answer” was “no”, he said at the café."
    assert read(text.encode(encoding))[0][0].text == text


def test_content_decides_where_the_name_does_not():
    page = b"<!DOCTYPE html><html><body><h1>Ferry aground</h1><p>" + b"A ferry ran aground on Tuesday. " * 20
    assert read(page, "-")[0][0].media_type == "text/html"
    assert read(b'{"id": "1", "text": "A ferry sank."}\n', "-")[0][0].media_type == "application/json"
    assert read(STORY.encode(), "-")[0][0].media_type == "text/plain"


def test_a_brace_does_not_make_json():
    assert read(b'{sic} said the note, and "text": nothing more', "note.txt")[0][0].media_type == "text/plain"
