"""Mail, archives, crawls and PDF: bombs, loops, names that climb, and things cut off."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
import zlib

STORY = (
    b"Ferry strikes pier\n\nTwo people were killed when the ferry struck the pier at Lowmark on Tuesday, police said.\n"
)
PAGE = (
    b"<!DOCTYPE html><html><head><title>Ferry</title></head><body><h1>Ferry strikes pier</h1><p>"
    + STORY
    + b"</p></body></html>"
)
FIXED = (2031, 5, 13, 0, 0, 0)


def zipped(members, **options):
    """A ZIP of `(name, data)`."""

    def build(scale: float) -> bytes:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members(scale) if callable(members) else members:
                info = zipfile.ZipInfo(name, FIXED)
                info.compress_type = options.get("method", zipfile.ZIP_DEFLATED)
                archive.writestr(info, data)
        return whole.getvalue()

    return build


def tarred(members, mode: str = "w"):
    def build(scale: float) -> bytes:
        whole = io.BytesIO()
        with tarfile.open(fileobj=whole, mode=mode) as archive:
            for name, data, kind, target in members(scale) if callable(members) else members:
                info = tarfile.TarInfo(name)
                info.size, info.type, info.linkname = len(data), kind, target
                archive.addfile(info, io.BytesIO(data))
        return whole.getvalue()

    return build


def nested_zips(scale: float) -> bytes:
    data = STORY
    for number in range(int(scale * 60) + 12):
        data = zipped([(f"{number}.zip" if number else "a.txt", data)])(1)
    return zipped([("good.txt", STORY), ("deep.zip", data)])(1)


def zeros(scale: float) -> bytes:
    return bytes(int(scale * 400_000_000) + 20_000_000)


def message(headers: str, body: str) -> bytes:
    start = (
        "From: Ilse <ilse@a.example>\r\nTo: desk@b.example\r\nSubject: Ferry strikes pier\r\n"
        "Date: Tue, 13 May 2031 10:00:00 +0000\r\n"
    )
    return f"{start}{headers}\r\n\r\n{body}".encode()


MAIL_TEXT = STORY.decode().replace("\n", "\r\n")


def nested_mail(scale: float) -> bytes:
    data = message("Content-Type: text/plain", MAIL_TEXT).decode()
    for number in range(int(scale * 45) + 5):
        start = f'Content-Type: multipart/mixed; boundary="b{number}"'
        inner = (
            f"--b{number}\r\nContent-Type: text/plain\r\n\r\n{MAIL_TEXT}\r\n"
            f"--b{number}\r\nContent-Type: message/rfc822\r\n\r\n{data}\r\n--b{number}--\r\n"
        )
        data = message(start, inner).decode()
    return data.encode()


def attached(name: str, data: str = MAIL_TEXT) -> bytes:
    start = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"'
    part = (
        f"--b\r\nContent-Type: text/plain\r\n\r\n{MAIL_TEXT}\r\n--b\r\nContent-Type: text/plain\r\n"
        f"Content-Disposition: attachment; filename={name}\r\n\r\n{data}\r\n--b--\r\n"
    )
    return message(start, part)


def record(body: bytes, digest: str = "") -> bytes:
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/ferry\r\n"
        "WARC-Date: 2031-05-13T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n{digest}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
    )
    return head.encode() + response + b"\r\n\r\n"


def pdf(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    whole, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(whole)
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(whole)
    whole += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        whole += b"%d 1\n%010d 00000 n \n" % (number, place)
    return whole + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, at)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), extra, data)


LINES = b"BT /F 12 Tf 50 700 Td (Two people were killed when the ferry struck the pier, police said.) Tj ET"
PAGE_OF = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>"
FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
SOUND = {
    1: b"<</Type /Catalog /Pages 2 0 R>>",
    2: b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
    3: PAGE_OF,
    4: stream(LINES),
    5: FONT,
}


def deflated(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode")


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)  # noqa: S311 - the same each time


F, L, S, D = tarfile.REGTYPE, tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE
GOOD = ("good.txt", STORY)
ANY = "read|partly read|refused"
PARTLY, READ, NOT = "partly read", "read", "refused"

CONTAINERS = {
    # archives
    "plain.zip": (zipped([GOOD, ("a/b.html", PAGE)]), READ),
    "slip.zip": (
        zipped([GOOD, ("../../../tmp/joindots-slipped.txt", STORY), ("/etc/joindots-slipped", STORY)]),
        "read|partly read",
    ),
    "bomb.zip": (lambda scale: zipped([GOOD, ("bomb.txt", zeros(scale))])(1), PARTLY),
    "nested.zip": (nested_zips, PARTLY),
    "many.zip": (
        zipped(lambda scale: [(f"{n}", b"") for n in range(int(scale * 8_000) + 1)] + [GOOD]),
        "read|partly read",
    ),
    "same-names.zip": (lambda _scale: zipped([GOOD])(1)[:-22] + zipped([GOOD])(1), ANY),
    "truncated.zip": (lambda _scale: zipped([GOOD, ("noise.bin", noise(4_000))])(1)[:2_000], ANY),
    "noise.zip": (lambda _scale: b"PK\x03\x04" + noise(4_000), NOT),
    "empty.zip": (zipped([]), NOT),
    "pictures.zip": (zipped([("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99))]), "skipped|refused"),
    "plain.tar": (tarred([("good.txt", STORY, F, "")]), READ),
    "links.tar": (
        tarred([("good.txt", STORY, F, ""), ("a", b"", S, "/etc/passwd"), ("b", b"", L, "../c"), ("d", b"", D, "")]),
        "read|partly read",
    ),
    "slip.tar.gz": (tarred([("good.txt", STORY, F, ""), ("../../x.txt", STORY, F, "")], "w:gz"), "read|partly read"),
    "many.tar.gz": (
        tarred(
            lambda scale: (
                [(f"{n}", b"", F, "") for n in range(int(scale * 100_000) + 1)] + [("good.txt", STORY, F, "")]
            ),
            "w:gz",
        ),
        "read|partly read|refused",
    ),
    "story.txt.gz": (lambda _scale: gzip.compress(STORY, mtime=0), READ),
    "bomb.txt.gz": (lambda scale: gzip.compress(STORY + zeros(scale), mtime=0), "partly read|refused"),
    "bomb.txt.bz2": (lambda scale: bz2.compress(STORY + zeros(scale)), "partly read|refused"),
    "bomb.txt.xz": (lambda scale: lzma.compress(STORY + zeros(scale), preset=1), "partly read|refused"),
    "truncated.txt.gz": (lambda _scale: gzip.compress(STORY * 40 + noise(99), mtime=0)[:-40], ANY),
    "twice.txt.gz.gz": (lambda _scale: gzip.compress(gzip.compress(STORY, mtime=0), mtime=0), "read|partly read"),
    # mail
    "plain.eml": (lambda _scale: message("Content-Type: text/plain", MAIL_TEXT), READ),
    "nested.eml": (nested_mail, "read|partly read"),
    "headers.eml": (
        lambda scale: message("\r\n".join(f"X-{n}: {n}" for n in range(int(scale * 10_000) + 1)), MAIL_TEXT),
        READ,
    ),
    "long-header.eml": (lambda scale: message("References: " + "<a@b> " * int(scale * 140_000), MAIL_TEXT), READ),
    "folded-header.eml": (lambda scale: message("X-A: a" + "\r\n b" * int(scale * 200_000), MAIL_TEXT), READ),
    "recipients.eml": (
        lambda scale: message("Cc: " + "a (b (c <d@e.example>, " * int(scale * 35_000), MAIL_TEXT),
        READ,
    ),
    "encoded-words.eml": (lambda scale: message("X-A: " + "=?utf-8?q?a?= " * int(scale * 60_000), MAIL_TEXT), READ),
    "no-end.eml": (lambda _scale: attached("a.txt")[:-12], "read|partly read"),
    "no-boundary.eml": (lambda _scale: message('Content-Type: multipart/mixed; boundary=""', MAIL_TEXT), ANY),
    "boundaries.eml": (
        lambda scale: message(
            'Content-Type: multipart/mixed; boundary="b"', "--b\r\n\r\na\r\n" * int(scale * 80_000 + 2)
        ),
        ANY,
    ),
    "path-name.eml": (lambda _scale: attached('"../../../etc/cron.d/ferry.txt"'), "read|partly read"),
    "control-name.eml": (lambda _scale: attached('"a\x1b[31m\x07.txt"'), "read|partly read"),
    "bad-base64.eml": (lambda _scale: message("Content-Transfer-Encoding: base64", "!!!not base64!!!"), ANY),
    "bad-charset.eml": (lambda _scale: message("Content-Type: text/plain; charset=no-such", MAIL_TEXT), READ),
    "from-lines.mbox": (
        lambda scale: (
            (b"From a@b.example Tue May 13 10:00:00 2031\n" + message("", MAIL_TEXT) + b"\n") * int(scale * 30 + 2)
        ),
        "read|partly read",
    ),
    # crawls
    "plain.warc": (lambda _scale: record(PAGE), READ),
    "truncated.warc.gz": (
        lambda _scale: gzip.compress(record(PAGE), mtime=0) + gzip.compress(record(PAGE * 9), mtime=0)[:-60],
        ANY,
    ),
    "digest.warc": (lambda _scale: record(PAGE, f"WARC-Payload-Digest: sha1:{'A' * 32}\r\n"), ANY),
    "bomb.warc.gz": (
        lambda scale: gzip.compress(record(PAGE), mtime=0) + gzip.compress(record(zeros(scale)), mtime=0),
        "partly read",
    ),
    "lying-length.warc": (lambda _scale: record(PAGE).replace(b"Content-Length: ", b"Content-Length: 99999"), ANY),
    "noise.warc": (lambda _scale: record(PAGE) + b"WARC/1.0\r\n" + noise(4_000), "read|partly read"),
    # PDF
    "plain.pdf": (lambda _scale: pdf(SOUND), READ),
    "page-loop.pdf": (lambda _scale: pdf({**SOUND, 2: b"<</Type /Pages /Kids [2 0 R 3 0 R] /Count 2>>"}), ANY),
    "form-loop.pdf": (
        lambda _scale: pdf(
            {
                **SOUND,
                3: PAGE_OF.replace(b"/Font", b"/XObject <</X 6 0 R>> /Font"),
                4: stream(LINES + b" /X Do"),
                6: stream(
                    b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <</XObject <</X 6 0 R>>>>"
                ),
            }
        ),
        ANY,
    ),
    "bomb.pdf": (lambda scale: pdf({**SOUND, 4: deflated((LINES + b"\n") * int(scale * 2_000_000 + 20_000))}), ANY),
    "many-pages.pdf": (
        lambda scale: pdf(
            {**SOUND, 2: b"<</Type /Pages /Kids [%s] /Count 50000>>" % (b"3 0 R " * int(scale * 50_000 + 1))}
        ),
        ANY,
    ),
    "count-lies.pdf": (lambda _scale: pdf({**SOUND, 2: b"<</Type /Pages /Kids [3 0 R] /Count 2000000000>>"}), ANY),
    "locked.pdf": (
        lambda _scale: pdf(
            SOUND, b"/Root 1 0 R /Encrypt <</Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4>> /ID [(a)(a)]"
        ),
        NOT,
    ),
    "no-text.pdf": (lambda _scale: pdf({**SOUND, 4: stream(b"0 0 100 100 re f")}), NOT),
    "truncated.pdf": (lambda _scale: pdf(SOUND)[:300], ANY),
    "noise.pdf": (lambda _scale: b"%PDF-1.7\n" + noise(4_000), NOT),
    "nested-arrays.pdf": (lambda scale: pdf({**SOUND, 5: b"[" * int(scale * 400_000 + 9)}), ANY),
}
