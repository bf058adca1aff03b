"""The report with its notes: as Markdown, as a Word document with real footnotes, as PDF."""

import io
import re
import sys
import zipfile

import pypdfium2
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from msgspec.structs import replace

from joindots.account.exports import EXPORTS
from joindots.account.exports.briefing_markdown import encode_markdown
from joindots.account.exports.briefings import write_briefing
from joindots.account.exports.documents import encode_docx
from joindots.account.exports.portable_documents import encode_pdf, find_fonts
from joindots.model import MissingExtraError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def briefing(account):
    return write_briefing(account)


def read_pdf(data):
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_every_statement_has_a_note_and_every_note_a_place(briefing, account):
    cited = {n for paragraph in briefing.paragraphs for piece in paragraph.pieces for n in piece.notes}
    assert cited == {note.number for note in briefing.notes} == set(range(1, len(briefing.notes) + 1))
    texts = [" ".join(document.text.split()) for document in account.documents]
    for note in briefing.notes:
        assert re.search(r"\d+–\d+\)$", note.place)
        assert any(note.quote in text for text in texts)


def test_notes_are_numbered_in_the_order_in_which_they_are_cited(briefing):
    numbers = [n for paragraph in briefing.paragraphs for piece in paragraph.pieces for n in piece.notes]
    assert list(dict.fromkeys(numbers)) == sorted(set(numbers))


def test_markdown_has_its_footnotes_and_formats_nothing_of_a_source(account, briefing):
    text = encode_markdown(briefing).decode()
    assert set(re.findall(r"\[\^\d+\](?!:)", text)) == set(re.findall(r"^(\[\^\d+\]):", text, re.MULTILINE))
    assert text.startswith(f"# {briefing.title[:4]}")
    hostile = replace(account, documents=tuple(replace(d, publisher="<b>[x](http://x)") for d in account.documents))
    shown = MarkdownIt().render(encode_markdown(write_briefing(hostile)).decode())
    assert "<b>" not in shown
    assert "<a href" not in shown


def test_a_word_document_has_real_footnotes_each_referred_to_once(briefing):
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    data = encode_docx(briefing)
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == briefing.title
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        notes = etree.fromstring(file.read("word/footnotes.xml"))
        body = etree.fromstring(file.read("word/document.xml"))
        assert b"footnotes+xml" in file.read("[Content_Types].xml")
    made = [note.get(f"{W}id") for note in notes if note.get(f"{W}type") is None]
    assert [reference.get(f"{W}id") for reference in body.iter(f"{W}footnoteReference")] == made
    assert len(made) == len(briefing.notes)


@pytest.mark.parametrize("fonts", [None, find_fonts()], ids=["built in", "found"])
def test_a_pdf_holds_all_text_and_all_notes(briefing, fonts):
    pytest.importorskip("fpdf", reason="fpdf2 is not installed")
    data = encode_pdf(briefing, fonts)
    text = " ".join(read_pdf(data).split())
    assert briefing.title in text
    assert all(
        f"[{note.number}] {note.place.split(',')[0][:8]}" in text for note in briefing.notes if "“" not in note.place
    )
    assert data == encode_pdf(briefing, fonts)


def test_letters_that_a_font_has_not_are_counted(briefing):
    pytest.importorskip("fpdf", reason="fpdf2 is not installed")
    foreign = replace(briefing, title="Пожар", paragraphs=(), notes=())
    assert "letters that this font has not" not in read_pdf(encode_pdf(foreign))
    paragraph = replace(briefing.paragraphs[1], pieces=(replace(briefing.paragraphs[1].pieces[0], text="Пожар"),))
    text = read_pdf(encode_pdf(replace(foreign, title="Fire", paragraphs=(paragraph,))))
    assert "?????" in text
    assert "5 letters that this font has not" in text


@pytest.mark.parametrize(("module", "form"), [("docx", "docx"), ("fpdf", "pdf")])
def test_without_the_extra_it_says_what_to_install(account, monkeypatch, module, form):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=re.escape("pip install 'joindots[documents]'")):
        EXPORTS[form](account)
