import io
import zipfile

import docx
import pytest

from joindots.intake import Input, label_documents, read_input

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STORY = "A ferry ran aground off Mornay Point on Tuesday, the harbour master said."


def pack(parts, types=None, main=MAIN):
    """A package of parts by name; `types` gives content types of parts other than the document."""
    overrides = {"word/document.xml": main, **(types or {})}
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{listed}</Types>")
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def write(body, prolog="", **parts):
    document = f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>"
    return pack({"word/document.xml": document, **parts})


def paragraph(*runs, style=None):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read(data, source="report.docx"):
    return read_input(Input(source=source, data=data))


def read_one(data):
    (draft,), rejections = read(data)
    assert rejections == []
    return draft


def list_lines(draft):
    return [(draft.text[hint.start : hint.end - 1], hint.kind) for hint in draft.hints]


def test_a_document_as_a_word_processor_writes_it():
    made = docx.Document()
    made.add_heading("Ferry aground off Mornay", 0)
    made.add_paragraph("By Ann Example")
    made.add_heading("What is known", 1)
    made.add_paragraph(STORY)
    table = made.add_table(2, 2)
    for row, texts in zip(table.rows, [("Ship", "Killed"), ("Ann", "3")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.sections[0].header.paragraphs[0].text = "Mornay Gazette"
    made.sections[0].footer.paragraphs[0].text = "Page 1"
    made.core_properties.author = "Ann Example"
    made.core_properties.title = "Draft 7"
    made.save(data := io.BytesIO())
    draft = read_one(data.getvalue())
    assert list_lines(draft) == [
        ("Mornay Gazette", "boilerplate"),
        ("Ferry aground off Mornay", "title"),
        ("By Ann Example", "body"),
        ("What is known", "heading"),
        (STORY, "body"),
        ("Ship | Killed", "body"),
        ("Ann | 3", "body"),
        ("Page 1", "boilerplate"),
    ]
    assert draft.authors == ("Ann Example",)
    assert draft.published is None
    assert draft.notes == ("file made on 2013-12-23",)
    (document,) = label_documents([draft])
    assert document.title == "Ferry aground off Mornay"


def test_changes_are_accepted_and_noted():
    body = paragraph(
        run("A ferry "),
        f"<w:del><w:r><w:delText>sank</w:delText></w:r></w:del><w:ins>{run('ran aground')}</w:ins>",
        run(" off Mornay."),
    )
    draft = read_one(write(body))
    assert draft.text == "A ferry ran aground off Mornay.\n"
    assert draft.notes == (
        "tracked changes: what they add is kept",
        "tracked changes: what they delete is left out",
    )


def test_hidden_text_field_codes_and_comments_are_left_out():
    body = paragraph(
        run("A ferry"),
        run(" never", "<w:vanish/>"),
        run(" ran", '<w:vanish w:val="0"/>'),
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:commentReference/></w:r>",
        "<w:hyperlink>" + run(" aground") + "</w:hyperlink><w:r><w:noBreakHyphen/><w:tab/><w:t>x</w:t><w:br/></w:r>",
    )
    draft = read_one(write(body))
    assert draft.text == "A ferry ran aground- x\n"
    assert draft.notes == ("comments left out", "hidden text left out")


def test_a_text_box_stands_once_after_its_paragraph():
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    draft = read_one(write(paragraph(run("Before "), f"<w:r>{both}</w:r>", run("and after."))))
    assert list_lines(draft) == [("Before and after.", "body"), ("In the box.", "body")]


def test_styles_count_by_what_they_are_based_on_and_loops_end():
    styles = (
        f"<w:styles {W}>"
        '<w:style w:styleId="1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="own"><w:name w:val="Mine"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="loop"><w:name w:val="L"/><w:basedOn w:val="loop"/></w:style>'
        '<w:style w:styleId="by"><w:name w:val="Byline"/></w:style></w:styles>'
    )
    body = "".join(
        [
            paragraph(run(STORY), style="loop"),
            paragraph(run("Ann Example"), style="by"),
            paragraph(run("Later"), style="own"),
        ]
    )
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    kind = MAIN.replace("document.main", "styles")
    draft = read_one(pack({"word/document.xml": document, "word/s.xml": styles}, {"word/s.xml": kind}))
    assert [kind for _, kind in list_lines(draft)] == ["body", "byline", "title"]


def test_footnotes_follow_the_text_and_macros_are_noted():
    notes = f"<w:footnotes {W}><w:footnote>{paragraph(run('So he said.'))}</w:footnote></w:footnotes>"
    document = f"<w:document {W}><w:body>{paragraph(run(STORY))}</w:body></w:document>"
    data = pack(
        {"word/document.xml": document, "word/n.xml": notes, "word/vbaProject.bin": b"\x00"},
        {"word/n.xml": MAIN.replace("document.main", "footnotes")},
        main="application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    draft = read_one(data)
    assert draft.text == f"{STORY}\nSo he said.\n"
    assert draft.notes == ("macros left out",)


def test_a_layout_in_tables_is_read_as_paragraphs():
    cell = f"<w:tc>{paragraph(run(STORY))}{paragraph(run(STORY))}</w:tc>"
    draft = read_one(write(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"))
    assert list_lines(draft) == [(STORY, "body")] * 4


ENTITY = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


@pytest.mark.parametrize("prolog", [ENTITY, LAUGHS], ids=["a file", "a bomb"])
def test_entities_are_refused(prolog):
    drafts, (rejection,) = read(write(paragraph(run("&e;")), prolog=prolog))
    assert drafts == []
    assert rejection.reason.startswith("It declares entities")


def test_a_bomb_is_refused():
    drafts, (rejection,) = read(write(paragraph(run(" " * 12_000_000))))
    assert drafts == []
    assert "unpacks to more than" in rejection.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (write("<w:p>" * 5000 + "</w:p>" * 5000), "The document is damaged"),
        (write("<w:p>").replace(b"PK\x01\x02", b"PK\x01\x03"), "The document is damaged"),
        (write(""), "The document holds no text."),
        (pack({}), "The document holds no text."),
        (pack({"word/document.xml": "not XML"}), "The document is damaged"),
    ],
    ids=["5,000 deep", "a broken directory", "empty", "without a document", "no XML"],
)
def test_what_cannot_be_read_says_why(data, reason):
    drafts, (rejection,) = read(data)
    assert drafts == []
    assert rejection.reason.startswith(reason)


def test_content_goes_before_the_name():
    assert read(write(paragraph(run(STORY))), "story.bin")[0][0].text == f"{STORY}\n"
