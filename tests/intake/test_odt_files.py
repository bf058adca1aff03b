import io
import zipfile

import pytest

from joindots.intake import Input, read_input

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = (
    " ".join(
        f'xmlns:{name}="{OFFICE}{name}:1.0"'
        for name in ("office", "text", "table", "style", "drawing", "manifest", "meta")
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STORY = "A ferry ran aground off Mornay Point on Tuesday, the harbour master said."
KIND = "application/vnd.oasis.opendocument.text"


def write(body, automatic="", mimetype=KIND, **parts):
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", part)
    return data.getvalue()


def read(data, source="report.odt"):
    return read_input(Input(source=source, data=data))


def read_one(data):
    (draft,), rejections = read(data)
    assert rejections == []
    return draft


def list_lines(draft):
    return [(draft.text[hint.start : hint.end - 1], hint.kind) for hint in draft.hints]


def test_headings_lists_tables_boxes_and_notes():
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">Ferry</text:h>'
        "<text:p>A<text:s text:c='999999999'/>ferry<text:tab/>ran<text:line-break/>aground"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So he said.</text:p>"
        "</text:note-body></text:note>.<office:annotation><text:p>no!</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>First</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Ann</text:p></table:table-cell>"
        "<table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>See<drawing:frame><drawing:text-box><text:p>In the box.</text:p></drawing:text-box></drawing:frame>"
        " this.</text:p><text:section><text:p>End.</text:p></text:section>"
    )
    draft = read_one(write(body))
    assert list_lines(draft) == [
        ("Ferry", "title"),
        ("A ferry ran\naground.", "body"),
        ("First", "body"),
        ("Ann | 3", "body"),
        ("See this.", "body"),
        ("In the box.", "body"),
        ("End.", "body"),
        ("So he said.", "body"),
    ]
    assert draft.media_type == KIND
    assert draft.notes == ("comments left out", "tracked changes: what they delete is left out")


def test_styles_running_heads_and_own_fields():
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = (
        '<text:p text:style-name="P1">Ferry aground</text:p><text:p>Ann Example</text:p>'
        f"<text:table-of-content><text:p>Ferry 1</text:p></text:table-of-content><text:p>{STORY}</text:p>"
    )
    running = (
        f"<office:document-styles {SPACES}><style:header><text:p>Gazette</text:p></style:header>"
        "<style:footer><text:p>Page 1</text:p></style:footer></office:document-styles>"
    )
    meta = (
        f"<office:document-meta {SPACES}><dc:creator>Bob Sample</dc:creator>"
        "<meta:initial-creator>Ann Example</meta:initial-creator>"
        "<meta:creation-date>2031-05-04T10:00:00</meta:creation-date></office:document-meta>"
    )
    draft = read_one(write(body, styles, styles=running, meta=meta))
    lines = list_lines(draft)
    assert lines[:2] == [("Gazette", "boilerplate"), ("Ferry aground", "title")]
    assert lines[-1] == ("Page 1", "boilerplate")
    assert ("Ferry 1", "boilerplate") in list_lines(draft)
    assert draft.authors == ("Ann Example",)
    assert draft.notes == ("file made on 2031-05-04",)


def test_a_locked_document_is_said_to_be():
    manifest = f"<manifest:manifest {SPACES}><manifest:encryption-data/></manifest:manifest>"
    drafts, (rejection,) = read(write("", **{"META-INF__manifest": manifest}))
    assert (drafts, rejection.reason) == ([], "The document is locked with a password.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (write(""), "The document holds no text."),
        (write("<text:p>"), "The document is damaged"),
        (write("<text:section>" * 3000 + "</text:section>" * 3000), "The document is damaged"),
        (write("<text:p>x</text:p>", meta="<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"), "It declares entities"),
        (write("<text:p>" + " " * 12_000_000 + "</text:p>"), "It unpacks to more than"),
        (write("<text:p>x</text:p>").replace(b"PK\x05\x06", b"PK\x05\x07"), "The document is damaged"),
    ],
    ids=["empty", "no XML", "3,000 deep", "entities", "a bomb", "without a directory"],
)
def test_what_cannot_be_read_says_why(data, reason):
    drafts, (rejection,) = read(data)
    assert drafts == []
    assert rejection.reason.startswith(reason)


def test_a_style_based_on_itself_ends():
    styles = '<style:style style:name="P1" style:parent-style-name="P1"/>'
    assert list_lines(read_one(write('<text:p text:style-name="P1">Ferry</text:p>', styles))) == [("Ferry", "body")]
