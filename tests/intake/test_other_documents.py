import io
import zipfile

import pytest

from joindots.intake import Input, read_input

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def pack(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, part in parts.items():
            archive.writestr({"types": "[Content_Types].xml", "pages": "Index/Document.iwa"}.get(name, name), part)
    return data.getvalue()


def list_stream(name):
    return OLE + name.encode("utf-16-le") + b"\x00" * 600


OOXML = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'
ODF = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\\rtf1 A ferry.}", "This is a Rich Text file (RTF); save it as DOCX or PDF to have it read."),
        (list_stream("WordDocument"), "This is an old Word document (DOC); save it as DOCX or PDF to have it read."),
        (list_stream("Workbook"), "This is an old Excel spreadsheet (XLS); save its articles as CSV to have it read."),
        (list_stream("EncryptedPackage"), "This is locked with a password; save it without one to have it read."),
        (list_stream("__substg1.0_"), "This is an Outlook message (MSG); save it as EML to have it read."),
        (OLE, "This is an old office document; save it as DOCX or PDF to have it read."),
        (pack(types=OOXML.format("spreadsheetml.sheet")), "This is an Excel spreadsheet (XLSX); save its articles"),
        (pack(types=OOXML.format("presentationml.presentation")), "This is a PowerPoint presentation (PPTX); save it"),
        (pack(mimetype=f"{ODF}spreadsheet"), "This is an OpenDocument spreadsheet (ODS); save its articles as CSV"),
        (pack(mimetype=f"{ODF}graphics"), "This is an OpenDocument file of a kind that is not read; save it as DOCX"),
        (pack(mimetype="application/epub+zip"), "This is an electronic book (EPUB); save it as DOCX or PDF to"),
        (pack(pages=""), "This is an Apple iWork document; save it as DOCX or PDF to have it read."),
    ],
)
def test_each_is_refused_by_name_with_advice(data, reason):
    drafts, (rejection,) = read_input(Input(source="report.bin", data=data))
    assert drafts == []
    assert rejection.outcome == "refused"
    assert rejection.reason.startswith(reason)


def test_an_archive_of_reports_is_none_of_them():
    drafts, _ = read_input(Input(source="pile.zip", data=pack(**{"a.txt": "A ferry.", "types": "<Types/>"})))
    assert [draft.source for draft in drafts if draft.text == "A ferry."] == ["pile.zip#a.txt"]
