"""One small file of each format, made by code: where fuzzing starts. All of it is fiction."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable

TITLE = "Ferry aground off Gannet Point"
PARAGRAPHS = (
    "The ferry Marigold ran aground off Gannet Point on Tuesday, the harbour office said, and 31 people were hurt.",
    'Captain Ida Thorne said: "We heard a noise like a door." Police found no evidence of a collision.',
    "Correction: an earlier version of this report gave the number of hurt as 13.",
)
DAY = "Tue, 04 May 2032 09:30:00 +0100"
_HTML_BODY = f"<h1>{TITLE}</h1><p class='byline'>By Ada Quill</p>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
_STORED = zipfile.ZIP_STORED


def make_text() -> bytes:
    """Plain text as a crawl leaves it."""
    lines = (
        "Menu",
        "Home",
        "News",
        TITLE,
        "By Ada Quill",
        "4 May 2032",
        *PARAGRAPHS,
        "Sign up to our newsletter",
        "Most read",
    )
    return "\n\n".join(lines).encode()


def make_html() -> bytes:
    """A page with a head, JSON-LD and furniture."""
    linked = json.dumps({"@type": "NewsArticle", "headline": TITLE, "datePublished": "2032-05-04"})
    head = f"<title>{TITLE} | Gannet Courier</title><script type='application/ld+json'>{linked}</script>"
    nav = "<nav><a href='/'>Home</a></nav>"
    return f"<!doctype html><html><head>{head}</head><body>{nav}<article>{_HTML_BODY}</article></body></html>".encode()


def make_markdown() -> bytes:
    """Front matter and paragraphs."""
    return f"---\ntitle: {TITLE}\ndate: 2032-05-04\n---\n\n# {TITLE}\n\n".encode() + "\n\n".join(PARAGRAPHS).encode()


def make_mail() -> bytes:
    """A mail with two bodies and an attachment."""
    head = f"From: Ada Quill <ada@gannet.example>\nTo: desk@gannet.example\nSubject: {TITLE}\nDate: {DAY}\n"
    parts = (
        "Content-Type: text/plain; charset=utf-8\n\n" + "\n\n".join(PARAGRAPHS) + "\n\n> quoted\n\n-- \nAda",
        "Content-Type: text/html\n\n" + _HTML_BODY,
        f'Content-Type: text/plain\nContent-Disposition: attachment; filename="note.txt"\n\n{PARAGRAPHS[0]}',
    )
    body = "".join(f"--x\n{part}\n" for part in parts)
    return f"{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n{body}--x--\n".encode()


def make_mailbox() -> bytes:
    """Two mails."""
    return b"".join(b"From ada Tue May  4 09:30:00 2032\n" + make_mail() + b"\n" for _ in range(2))


def make_saved_page() -> bytes:
    """A page saved as MHTML."""
    head = f"From: <Saved>\nSubject: {TITLE}\nMIME-Version: 1.0\nSnapshot-Content-Location: https://gannet.example/a\n"
    part = (
        f"--x\nContent-Type: text/html\nContent-Location: https://gannet.example/a\n\n{make_html().decode()}\n--x--\n"
    )
    return f'{head}Content-Type: multipart/related; type="text/html"; boundary=x\n\n{part}'.encode()


def make_feed() -> bytes:
    """RSS of two items."""
    item = f"<title>{TITLE}</title><link>/a</link><pubDate>{DAY}</pubDate><description>{PARAGRAPHS[0]}</description>"
    items = f"<item><guid>1</guid>{item}</item><item><guid>2</guid>{item}</item>"
    channel = f"<channel><title>Gannet Courier</title>{items}</channel>"
    return f"<?xml version='1.0'?><rss version='2.0'>{channel}</rss>".encode()


def make_json_feed() -> bytes:
    """JSON Feed 1.1."""
    item = {"id": "1", "title": TITLE, "content_html": _HTML_BODY, "date_published": "2032-05-04T09:30:00Z"}
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Gannet Courier", "items": [item]}
    ).encode()


def make_json_lines() -> bytes:
    """Two articles, one a line."""
    lines = ({"id": str(n), "title": TITLE, "text": "\n\n".join(PARAGRAPHS), "published": "2032-05-04"} for n in (1, 2))
    return b"\n".join(json.dumps(line).encode() for line in lines)


def make_json() -> bytes:
    """A list of articles."""
    return b"[" + make_json_lines().replace(b"\n", b",") + b"]"


def make_table() -> bytes:
    """CSV of two articles."""
    rows = (f'{n},"{TITLE}",2032-05-04,"{PARAGRAPHS[0]}"' for n in (1, 2))
    return "\n".join(("id,title,date,text", *rows)).encode()


def make_warc() -> bytes:
    """One response record."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + make_html()
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://gannet.example/a\r\n"
        "WARC-Date: 2032-05-04T09:30:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def make_zip() -> bytes:
    """A text and a page, stored, so that mutations reach them."""
    return _zip({"a.txt": make_text(), "b/c.html": make_html()})


def make_tar() -> bytes:
    """The same as a tape archive."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in (("a.txt", make_text()), ("c.html", make_html())):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return held.getvalue()


def make_gzip() -> bytes:
    """A text, compressed."""
    return gzip.compress(make_text(), mtime=0)


def make_word() -> bytes:
    """The least DOCX."""
    return pack_word(make_word_text())


def make_word_text() -> bytes:
    """Its text."""
    text = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in (TITLE, *PARAGRAPHS))
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{names}"><w:body>{text}</w:body></w:document>'.encode()


def pack_word(text: bytes) -> bytes:
    """A DOCX of a text, whatever that is."""
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return _zip(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
                f'.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": text,
        }
    )


def make_open_document() -> bytes:
    """The least ODT."""
    return pack_open_document(make_open_document_text())


def make_open_document_text() -> bytes:
    """Its text."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    names += ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    text = "".join(f"<text:p>{p}</text:p>" for p in (TITLE, *PARAGRAPHS))
    content = f"<office:document-content {names}><office:body><office:text>{text}</office:text></office:body>"
    return f"{content}</office:document-content>".encode()


def pack_open_document(text: bytes) -> bytes:
    """An ODT of a text, whatever that is."""
    return _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": text})


def make_pdf() -> bytes:
    """One page with a text layer."""
    shown = " ".join(
        f"({p[:60]}) Tj 0 -14 Td" for p in (TITLE, *(p.replace("(", "").replace(")", "") for p in PARAGRAPHS))
    )
    stream = f"BT /F1 12 Tf 40 700 Td {shown} ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = "%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{written}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    )
    return (body + trailer).encode()


def _zip(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", _STORED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return held.getvalue()


SEEDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text": ("a.txt", make_text),
    "markdown": ("a.md", make_markdown),
    "html": ("a.html", make_html),
    "saved_page": ("a.mhtml", make_saved_page),
    "pdf": ("a.pdf", make_pdf),
    "mail": ("a.eml", make_mail),
    "mailbox": ("a.mbox", make_mailbox),
    "word": ("a.docx", make_word),
    "word_text": ("a.docx", make_word_text),
    "open_document": ("a.odt", make_open_document),
    "open_document_text": ("a.odt", make_open_document_text),
    "feed": ("a.xml", make_feed),
    "json_feed": ("feed.json", make_json_feed),
    "json_lines": ("a.jsonl", make_json_lines),
    "json": ("a.json", make_json),
    "table": ("a.csv", make_table),
    "warc": ("a.warc", make_warc),
    "zip": ("a.zip", make_zip),
    "tar": ("a.tar", make_tar),
    "gzip": ("a.txt.gz", make_gzip),
}
"""Reader's name to a file name that it accepts and what makes its file."""

PACKERS: dict[str, Callable[[bytes], bytes]] = {"word_text": pack_word, "open_document_text": pack_open_document}
"""What makes a file of a mutated text: a checksum in the file keeps its reader from most of those mutated inside it."""
