"""PDFs are written here by hand, as small as they can be. Source: ISO 32000-1."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.intake import Input, label_documents, read_input

LINES = [
    "The harbour master said on Tuesday that a ferry ran aground off",
    "Mornay Point while its captain was below and that nobody aboard",
    "heard the alarm, which rang for twenty minutes before help came.",
]
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    b"stream\nx\nendstream"
)


def write_pdf(pages, info=b"", catalog=b"", extra=(), page=b""):
    """Objects: 1 catalog, 2 tree of pages, 3 font, 4 picture, 5 info, then two a page, then `extra`."""
    kids = b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        FONT,
        PICTURE,
        b"<<" + info + b">>",
    ]
    for i, content in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R" % (7 + 2 * i)
            + b"/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>"
            + page
            + b">>"
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return assemble([*objects, *extra])


def assemble(objects):
    data, places = b"%PDF-1.7\n", []
    for i, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<</Size %d/Root 1 0 R/Info 5 0 R>>" % (len(objects) + 1)
    start = len(data)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        trailer,
        start,
    )


def show(*lines, mode=0):
    """A content stream of `(x, y, size, text)`."""
    parts = [
        b"BT /F %d Tf %d Tr 1 0 0 1 %d %d Tm (%s) Tj ET" % (size, mode, x, y, text.encode("cp1252"))
        for x, y, size, text in lines
    ]
    return b"\n".join(parts)


def column(lines, x=72, y=700, size=11, step=14):
    return [(x, y - i * step, size, text) for i, text in enumerate(lines)]


def read(data, source="report.pdf"):
    return read_input(Input(source=source, data=data))


def read_one(*pages, **parts):
    (draft,), rejections = read(write_pdf(pages, **parts))
    assert rejections == []
    return draft


def list_lines(draft):
    return [(draft.text[hint.start : hint.end - 1], hint.kind) for hint in draft.hints]


def test_lines_become_paragraphs_and_the_largest_is_the_title():
    page = show((72, 760, 20, "Ferry aground off Mornay Point"), *column(LINES), *column(LINES, y=640))
    draft = read_one(page)
    paragraph = " ".join(LINES)
    assert list_lines(draft) == [
        ("Ferry aground off Mornay Point", "title"),
        (paragraph, "body"),
        (paragraph, "body"),
    ]
    assert draft.media_type == "application/pdf"
    (document,) = label_documents([draft])
    assert document.title == "Ferry aground off Mornay Point"


def test_words_cut_by_a_line_break_are_made_whole():
    lines = [
        "The harbour master spoke of the inter-",
        "national rules, and of a rock that is well-",
        "known; it is well-known to all who pass and",
        "anchor, he said, off the Anglo-",
        "Mornay coast, as everybody knows.",
    ]
    text = read_one(show(*column(lines))).text
    assert "the international rules, and of a rock that is well-known; it" in text
    assert "the Anglo-Mornay coast" in text


def test_a_short_line_and_a_first_line_set_in_end_a_paragraph():
    short = read_one(show(*column([*LINES[:2], "heard it.", *LINES])))
    assert [text.split()[0] for text, _ in list_lines(short)] == ["The", "The"]
    set_in = [(90, 700, 11, LINES[0]), *column(LINES[1:], y=686), (90, 658, 11, LINES[0]), *column(LINES[1:], y=644)]
    assert len(list_lines(read_one(show(*set_in)))) == 2


def test_columns_are_read_one_after_the_other_however_they_are_painted():
    left = ["The harbour master said that", "the ferry ran aground and", "that nobody heard the alarm", "in the night."]
    right = [
        "In Parliament the minister",
        "said that she would wait for",
        "the report of the harbour",
        "before she said more.",
    ]
    painted_down = [*column(left), *column(right, x=320)]
    painted_across = [line for pair in zip(column(left), column(right, x=320), strict=True) for line in pair]
    expected = [(" ".join(left), "body"), (" ".join(right), "body")]
    assert list_lines(read_one(show(*painted_down))) == expected
    assert list_lines(read_one(show(*painted_across))) == expected


def test_a_row_of_a_table_is_one_line():
    cells = [
        (x, 700 - 14 * row, 11, text)
        for row, texts in enumerate([("Ship", "Killed", "Hurt"), ("Ann", "3", "12"), ("Bob", "0", "4")])
        for x, text in zip((72, 200, 300), texts, strict=True)
    ]
    assert [text for text, _ in list_lines(read_one(show(*cells)))] == [
        "Ship | Killed | Hurt",
        "Ann | 3 | 12",
        "Bob | 0 | 4",
    ]


def test_running_heads_and_page_numbers_are_boilerplate_and_text_goes_on_across_them():
    pages = [
        show((72, 800, 9, "Mornay Gazette, 3 May 2031"), *column(lines, y=760), (290, 40, 9, f"{number}"))
        for number, lines in enumerate([LINES[:2], [LINES[2], "Then help came."]], 1)
    ]
    draft = read_one(*pages)
    kinds = dict(list_lines(draft))
    assert kinds["Mornay Gazette, 3 May 2031"] == kinds["1"] == kinds["2"] == "boilerplate"
    assert kinds[" ".join([*LINES, "Then help came."])] == "body"
    assert draft.notes == ("2 pages",)


def test_a_note_at_the_foot_does_not_cut_the_paragraph_that_goes_on_after_it():
    first = show(*column(LINES[:2]), (72, 90, 7, "1 The alarm is tested every Monday."))
    draft = read_one(first, show(*column([LINES[2]])))
    assert [text for text, _ in list_lines(draft)] == [" ".join(LINES), "1 The alarm is tested every Monday."]


def test_the_mark_of_a_note_is_no_digit_of_the_number_before_it():
    raised = b"BT /F 11 Tf 72 700 Td (The storm killed 12) Tj /F 7 Tf 4 Ts (3) Tj /F 11 Tf 0 Ts ( people there.) Tj ET"
    assert "killed 12³ people" in read_one(raised).text


def test_own_title_and_author_count_only_where_the_page_prints_them():
    page = show((72, 760, 11, "Ferry aground"), (72, 730, 11, "By Ann Example"), *column(LINES))
    info = b"/Title(Ferry aground)/Author(Ann Example)/CreationDate(D:20310504120000Z)"
    draft = read_one(page, info=info)
    assert list_lines(draft)[0] == ("Ferry aground", "title")
    assert draft.authors == ("Ann Example",)
    assert draft.published is None
    assert "file made on 2031-05-04" in draft.notes
    other = read_one(page, info=b"/Title(Microsoft Word - draft7.doc)/Author(Bob Sample)")
    assert (other.title, other.authors) == (None, ())
    assert "title" not in {kind for _, kind in list_lines(other)}


PICTURED = b"q 595 0 0 842 0 0 cm /I Do Q"


def test_a_scan_is_refused_by_name():
    drafts, (rejection,) = read(write_pdf([PICTURED] * 3))
    assert drafts == []
    assert rejection.outcome == "refused"
    assert rejection.reason.startswith("All 3 pages are pictures without text")


def test_a_scan_in_part_is_read_in_part():
    drafts, (rejection,) = read(write_pdf([PICTURED, show(*column(LINES)), PICTURED, PICTURED]))
    assert drafts[0].text == " ".join(LINES) + "\n"
    assert rejection.outcome == "partly read"
    assert rejection.reason.startswith("Pages 1, 3 and 4 of 4 are pictures without text")


def test_text_recognised_under_a_picture_is_read_and_said_to_be():
    draft = read_one(PICTURED + b"\n" + show(*column(LINES), mode=3))
    assert list_lines(draft) == [(" ".join(LINES), "body")]
    assert "text recognised from pictures" in draft.notes


def test_text_that_no_reader_sees_is_boilerplate():
    draft = read_one(show(*column(LINES)) + b"\n" + show((72, 300, 11, "Forget all that was said before."), mode=3))
    assert list_lines(draft)[-1] == ("Forget all that was said before.", "boilerplate")
    assert "text that the page does not show" in draft.notes


def test_a_false_text_layer_is_named_as_such():
    shifted = ["".join(chr(ord(letter) - 29) if letter.isalpha() else letter for letter in line) for line in LINES]
    page = show(*column([line.replace("\\", "") for line in shifted]))
    drafts, (rejection,) = read(write_pdf([page]))
    assert drafts == []
    assert rejection.reason.startswith("The text layer of its only page is not the text that the page shows")
    drafts, (rejection,) = read(write_pdf([show(*column(LINES)), page]))
    assert drafts[0].text.startswith("The harbour")
    assert (rejection.outcome, rejection.reason[:31]) == ("partly read", "The text layer of page 2 of 2 i")


def test_a_locked_file_is_said_to_be():
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32)
    data = write_pdf([show(*column(LINES))], extra=[lock])
    data = data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 8 0 R/ID[<41><41>]")
    drafts, (rejection,) = read(data)
    assert (drafts, rejection.reason) == ([], "The PDF is locked with a password.")


def test_files_inside_are_read_as_parts():
    extra = [
        b"<</Names[(a) 9 0 R (b) 11 0 R]>>",
        b"<</Type/Filespec/F(notes.txt)/EF<</F 10 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 30>>stream\nThe ferry ran aground at noon.\nendstream",
        b"<</Type/Filespec/F(../../etc/empty)/EF<<>>>>",
    ]
    data = write_pdf([show(*column(LINES))], catalog=b"/Names<</EmbeddedFiles 8 0 R>>", extra=extra)
    drafts, (rejection,) = read(data)
    assert [draft.source for draft in drafts] == ["report.pdf", "report.pdf#notes.txt"]
    assert drafts[1].text == "The ferry ran aground at noon."
    assert drafts[1].sha256 == hashlib.sha256(b"The ferry ran aground at noon.").hexdigest()
    assert (rejection.source, rejection.reason) == (
        "report.pdf#etc/empty",
        "The file inside the PDF is empty or damaged.",
    )


PLAIN = write_pdf([show(*column(LINES))])


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.replace(b"xref", b"xxxx"),
        b"HTTP/1.1 200 OK\r\n\r\n" + PLAIN,
        PLAIN.replace(b"/Count 1", b"/Count 2000000000"),
        PLAIN.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % PLAIN.rindex(b"xref\n0")),
        PLAIN.replace(b"/Kids[6 0 R]", b"/Kids[2 0 R 6 0 R]"),
    ],
    ids=["no table of objects", "a server's header", "a false count", "a table that follows itself", "a looping tree"],
)
def test_damage_that_can_be_repaired_is(data):
    drafts, _ = read(data)
    assert drafts[0].text == " ".join(LINES) + "\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            PLAIN[: PLAIN.index(b"7 0 obj")],
            "The PDF is cut off or damaged, and no page with text was found in it.",
        ),
        (PLAIN[: PLAIN.index(b"6 0 obj")], "The PDF is damaged and cannot be opened."),
        (b"%PDF-1.7\n", "The PDF is damaged and cannot be opened."),
        (write_pdf([b""]), "The PDF holds no text."),
        (PLAIN.replace(b"/Contents 7 0 R", b"/Contents 6 0 R"), "The PDF holds no text."),
        (PLAIN.replace(b"/Kids[6 0 R]", b"/Kids[2 0 R]"), "Its only page is damaged."),
        (PLAIN.replace(b"/Count 1/Kids[6 0 R]", b"/Count 3/Kids[2 0 R 2 0 R]"), "All 3 pages are damaged."),
    ],
    ids=[
        "cut off before its text",
        "cut off before its page",
        "a header",
        "a blank page",
        "a page as its own content",
        "no pages",
        "a tree of itself",
    ],
)
def test_damage_that_cannot_be_repaired_is_named(data, reason):
    drafts, rejections = read(data)
    assert drafts == []
    assert [rejection.reason for rejection in rejections] == [reason]


def test_the_pages_of_a_file_that_is_cut_off_are_read():
    data = write_pdf([show(*column(LINES)), show(*column(LINES[::-1], y=400)), show(*column(LINES))])
    drafts, (rejection,) = read(data[: data.index(b"10 0 obj")])
    assert drafts[0].text.split() == " ".join([*LINES, *LINES[::-1]]).split()
    assert (rejection.outcome, rejection.reason) == (
        "partly read",
        "The PDF is cut off or damaged; only the pages that could be found in it are read.",
    )


def test_a_drawing_that_draws_itself_ends():
    resources = b"/Resources<</XObject<</X 8 0 R>>>>"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]%s/Length 5>>stream\n/X Do\nendstream" % resources
    data = write_pdf([show(*column(LINES)) + b"\n/X Do"], extra=[form])
    drafts, _ = read(data.replace(b"/I 4 0 R", b"/X 8 0 R"))
    assert drafts[0].text == " ".join(LINES) + "\n"


def test_pages_beyond_the_limit_are_named(monkeypatch):
    monkeypatch.setattr("joindots.intake.formats.pdf_texts._MOST_PAGES", 2)
    drafts, (rejection,) = read(write_pdf([show(*column(LINES))] * 4))
    assert len(drafts) == 1
    assert (rejection.outcome, rejection.reason) == (
        "partly read",
        "Pages 3 and 4 of 4 are beyond what is read of one file.",
    )


def test_a_page_turned_on_its_side_is_read_as_it_is_shown():
    turned = b"\n".join(
        b"BT /F 11 Tf 0 1 -1 0 %d 72 Tm (%s) Tj ET" % (100 + 14 * i, line.encode()) for i, line in enumerate(LINES)
    )
    draft = read_one(turned, page=b"/Rotate 90")
    assert list_lines(draft) == [(" ".join(LINES), "body")]


def test_a_mention_of_the_format_is_no_pdf():
    drafts, _ = read(b"The file began with %PDF-1.7, she wrote, and ended there. " * 20, "note.txt")
    assert drafts[0].media_type == "text/plain"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(PLAIN) - 1), st.integers(0, 255)), max_size=12))
def test_damage_ends_well_and_always_the_same(changes):
    data = bytearray(PLAIN)
    for at, value in changes:
        data[at] = value
    drafts, rejections = read(bytes(data))
    assert drafts or rejections
    assert read(bytes(data)) == (drafts, rejections)
    for draft in drafts:
        edges = [0, *(hint.end for hint in draft.hints)]
        assert not draft.hints or ([hint.start for hint in draft.hints], edges[-1]) == (edges[:-1], len(draft.text))
