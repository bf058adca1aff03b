import base64
import gzip
import io
import itertools
import time
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake import Input, label_documents, read_input

TEXT = "A ferry ran aground off Mornay Point on Tuesday, the harbour master said."
LONG = " ".join([TEXT] * 4)
HEAD = (
    "From: Ada Quill <ada@harbour.example>\r\n"
    "To: desk@post.example\r\n"
    "Date: Tue, 14 Mar 2034 23:30:00 -0500\r\n"
    "Message-ID: <1@harbour.example>\r\n"
    "Subject: Ferry aground\r\n"
    "MIME-Version: 1.0\r\n"
)


def read(data, source="mail.eml"):
    return read_input(Input(source=source, data=data if isinstance(data, bytes) else data.encode()))


def mail(body, fields="Content-Type: text/plain; charset=utf-8\r\n", head=HEAD):
    return f"{head}{fields}\r\n{body}"


def message(text=TEXT):
    made = EmailMessage()
    made["From"], made["Subject"] = "Ada Quill <ada@harbour.example>", "Ferry aground"
    made["Date"], made["Message-ID"] = "Tue, 14 Mar 2034 23:30:00 -0500", "<1@harbour.example>"
    made.set_content(text)
    return made


def test_a_mail_is_a_document_with_its_fields():
    (draft,), rejections = read(mail(TEXT))
    assert rejections == []
    assert (draft.title, draft.authors, draft.published) == ("Ferry aground", ("Ada Quill",), "2034-03-14")
    assert draft.text.endswith(f"{TEXT}\n")
    assert draft.media_type == "message/rfc822"


def test_subject_sender_and_day_have_a_place_in_the_text():
    document = label_documents(read(mail(LONG))[0])[0]
    kinds = {block.kind: document.text[block.start : block.end].strip() for block in document.blocks}
    assert (kinds["title"], kinds["byline"]) == ("Ferry aground", "Ada Quill")
    assert kinds["body"] == LONG
    assert document.published.basis == "stated"
    assert document.published.evidence[0].text == "14 Mar 2034"


def test_content_tells_a_mail_without_extension():
    assert read(mail(TEXT), "-")[0][0].media_type == "message/rfc822"
    assert read(f"From: the desk\nSubject: a ferry\n\n{TEXT}", "note.txt")[0][0].media_type == "text/plain"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("=?utf-8?B?w4RkYSBRdWlsbA==?= <a@harbour.example>", "Äda Quill"),
        ("=?iso-8859-1?Q?Quill=2C_=C4da?= <a@harbour.example>", "Quill, Äda"),
        ('"Quill, Ada" <a@harbour.example>', "Quill, Ada"),
        ("a@harbour.example (Ada Quill)", "Ada Quill"),
        ("Äda Quill <a@harbour.example>", "Äda Quill"),
        ("a@harbour.example", None),
        ("<a@harbour.example>", None),
        ("=?nonsense?X?broken?= <a@harbour.example>", "=?nonsense?X?broken?="),
        ("<" * 3000, None),
    ],
)
def test_senders(field, name):
    draft = read(mail(TEXT, head=f"From: {field}\r\nMessage-ID: <1>\r\n"))[0][0]
    assert draft.authors == ((name,) if name else ())


@pytest.mark.parametrize("date", ["soon", "Tue, 45 Mar 2034 25:00:00", "1" * 5000, ""])
def test_a_broken_date_is_no_date(date):
    draft = read(mail(TEXT, head=f"From: a@b.example\r\nMessage-ID: <1>\r\nDate: {date}\r\n"))[0][0]
    assert draft.published is None
    assert ("published: not a date" in draft.notes) == bool(date)


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "unknown-8bit", "base64", "utf-8"])
def test_wrong_and_odd_charsets(charset):
    data = mail("The café, he said.", f"Content-Type: text/plain; charset={charset}\r\n").encode("cp1252")
    assert read(data)[0][0].text.endswith("The café, he said.\n")


def test_a_charset_that_is_no_name_is_none():
    data = mail("The café, he said.", "Content-Type: text/plain; charset=utX-8\r\n").encode().replace(b"X", b"\xe6")
    assert read(data)[0][0].text.endswith("The café, he said.\n")


def test_plain_text_goes_before_html():
    made = message()
    made.add_alternative(f"<p>{TEXT}</p><p>And a picture.</p>", subtype="html")
    assert "picture" not in read(made.as_bytes())[0][0].text


def test_html_is_read_where_the_plain_text_only_points_to_it():
    made = message("Open this mail in your browser.")
    made.add_alternative(f"<h1>Ferry</h1><p>{LONG}</p><style>p {{}}</style>", subtype="html")
    text = read(made.as_bytes())[0][0].text
    assert text.endswith(f"Ferry\n{LONG}\n")


def test_attachments_are_documents_of_their_own():
    made = message()
    made.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="../../etc/notes.txt")
    made.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="C:\\scan.png")
    made.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    drafts, rejections = read(made.as_bytes())
    assert [(draft.source, draft.part_of) for draft in drafts] == [
        ("mail.eml", None),
        ("mail.eml#etc/notes.txt", "mail.eml"),
    ]
    assert [rejection.source for rejection in rejections] == ["mail.eml#scan.png", "mail.eml#winmail.dat"]
    assert "Outlook" in rejections[1].reason


def test_what_an_attached_archive_holds_is_part_of_the_mail():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("notes.txt", TEXT)
    made = message()
    made.add_attachment(held.getvalue(), maintype="application", subtype="zip", filename="a.zip")
    made.add_attachment(gzip.compress(MBOX.encode()), maintype="application", subtype="gzip", filename="box.gz")
    drafts, _ = read(made.as_bytes())
    assert drafts[1].source == "mail.eml#a.zip#notes.txt"
    assert [draft.part_of for draft in drafts] == [None, *["mail.eml"] * 4]


def test_pictures_in_the_text_are_passed_over():
    made = message()
    made.add_alternative("<p>x</p><img src='cid:1'>", subtype="html")
    made.get_payload()[1].add_related(b"\x89PNG", maintype="image", subtype="png", cid="<1>")
    assert read(made.as_bytes())[1] == []


def test_a_forwarded_mail_is_a_document_of_its_own():
    outer = EmailMessage()
    outer["From"], outer["Message-ID"], outer["Subject"] = "bo@post.example", "<2@post.example>", "Fwd: Ferry"
    outer.set_content("See below.")
    outer.add_attachment(message())
    outer.add_attachment(message("Another."))
    drafts, rejections = read(outer.as_bytes())
    assert rejections == []
    assert [(draft.source, draft.title, draft.part_of) for draft in drafts] == [
        ("mail.eml", "Fwd: Ferry", None),
        ("mail.eml#1", "Ferry aground", "mail.eml"),
        ("mail.eml#2", "Ferry aground", "mail.eml"),
    ]
    assert drafts[1].sha256 == read(message().as_bytes())[0][0].sha256


def kinds_of(body):
    """The body's stretches of one kind, without the five lines above it."""
    draft = read(mail(body))[0][0]
    runs = itertools.groupby(draft.hints[5:], key=lambda hint: hint.kind)
    return [(kind, "".join(draft.text[hint.start : hint.end] for hint in hints).strip()) for kind, hints in runs]


def test_what_is_quoted_below_an_answer_and_the_signature_are_boilerplate():
    quoted = "On 3 May Bo Reed wrote:\n> What happened?\n> Tell me."
    assert kinds_of(f"{LONG}\n\n{quoted}\n\nMore of it.\n-- \nAda Quill\nThe Harbour") == [
        ("body", LONG),
        ("boilerplate", quoted),
        ("body", "More of it."),
        ("boilerplate", "-- \nAda Quill\nThe Harbour"),
    ]


def test_a_mail_sent_for_what_it_quotes_keeps_it():
    assert kinds_of(f"See below.\n\n> {TEXT}\n> {TEXT}\n") == [("body", f"See below.\n\n{TEXT}\n{TEXT}")]


def test_flowed_lines_are_joined():
    fields = "Content-Type: text/plain; charset=utf-8; format=flowed\r\n"
    draft = read(mail("A ferry ran \r\naground off \r\nMornay Point.\r\n\r\nNobody was hurt.\r\n-- \r\nAda", fields))[
        0
    ][0]
    assert draft.text.endswith("A ferry ran aground off Mornay Point.\n\nNobody was hurt.\n-- \nAda\n")


@pytest.mark.parametrize(
    "body",
    [
        mail("x", 'Content-Type: multipart/encrypted; boundary="b"\r\n'),
        mail("AAAA", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"),
        mail("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
    ],
)
def test_an_encrypted_mail_is_refused(body):
    drafts, rejections = read(body)
    assert drafts == []
    assert (rejections[0].source, rejections[0].outcome) == ("mail.eml", "refused")
    assert "encrypted" in rejections[0].reason


def nest(depth, boundary="b"):
    inside = mail(TEXT)
    for i in range(depth):
        fields = f'Content-Type: multipart/mixed; boundary="{boundary}{i}"\r\n'
        part = f"--{boundary}{i}\r\nContent-Type: message/rfc822\r\n\r\n{inside}\r\n--{boundary}{i}--\r\n"
        inside = mail(part, fields)
    return inside


def test_mails_nested_fifty_deep_end_by_name():
    drafts, rejections = read(nest(50))
    assert not any(TEXT in draft.text for draft in drafts)
    assert "deep" in rejections[0].reason


def test_parts_nested_thousands_deep_end_by_name():
    lines = "".join(f'--b{i}\r\nContent-Type: multipart/mixed; boundary="b{i + 1}"\r\n\r\n' for i in range(3000))
    _, rejections = read(mail(lines, 'Content-Type: multipart/mixed; boundary="b0"\r\n'))
    assert rejections


@pytest.mark.parametrize(
    "data",
    [
        HEAD + "".join(f"X-Field-{i}: {i}\r\n" for i in range(10_000)) + f"\r\n{TEXT}",
        HEAD + "X-Long: " + "a" * 900_000 + f"\r\n\r\n{TEXT}",
        HEAD + "X-Folded: " + "a\r\n " * 100_000 + f"\r\n\r\n{TEXT}",
        f"From: {'<' * 400_000}\r\nMessage-ID: <1>\r\n\r\n{TEXT}",
        f"From: {'a,' * 200_000}\r\nMessage-ID: <1>\r\n\r\n{TEXT}",
        f"From: a@b.example\r\nMessage-ID: <1>\r\nSubject: {'=?utf-8?q?' * 50_000}\r\n\r\n{TEXT}",
        HEAD + f"Content-Type: text/plain; {'name*0=x;' * 100_000}\r\n\r\n{TEXT}",
        HEAD + f"Content-Type: text/plain; {chr(34) * 300_000}\r\n\r\n{TEXT}",
        HEAD + "\r\n" + "> " * 200_000 + "\r\n" + TEXT,
        HEAD + "\r\n" + ">\r\n" * 100_000 + TEXT,
        HEAD + "Content-Type: text/plain; format=flowed\r\n\r\n" + "a \r\n" * 100_000 + TEXT,
    ],
)
def test_odd_mails_are_read_in_time(data):
    begin = time.process_time()
    drafts, _ = read(data)
    assert drafts[0].text.rstrip().endswith(TEXT)
    assert time.process_time() - begin < 4


@pytest.mark.parametrize("boundary", ["b", "", "x" * 500, '"', "b\x00"])
def test_bad_boundaries_lose_no_text(boundary):
    body = f"--b\r\nContent-Type: text/plain\r\n\r\n{TEXT}"
    drafts, rejections = read(mail(body, f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n'))
    assert rejections or TEXT in drafts[0].text


def test_a_mail_sent_for_its_attachment_is_its_head():
    made = message("")
    made.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="notes.txt")
    drafts, rejections = read(made.as_bytes())
    assert rejections == []
    assert [(draft.source, draft.title) for draft in drafts] == [
        ("mail.eml", "Ferry aground"),
        ("mail.eml#notes.txt", None),
    ]
    assert label_documents(drafts)[0].published.basis == "stated"


def test_a_mail_without_text_is_refused():
    assert "no text" in read(mail(" \r\n"))[1][0].reason


def test_a_picture_named_as_a_mail_is_no_mail():
    drafts, rejections = read(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert drafts == []
    assert "PNG" in rejections[0].reason


MBOX = (
    f"From ada@harbour.example Tue Mar 14 23:30:00 2034\n{mail(TEXT)}\n>From the harbour.\n\n"
    f"From - Tue, 14 Mar 2034 23:31:00 +0000\nSubject: Second\n\nFrom here to Mornay Point at 10:30.\n\n"
    f"From ada@harbour.example Tue Mar 14 23:32:00 2034\n{mail(LONG)}\n"
)


def test_a_mailbox_holds_a_document_a_message():
    drafts, rejections = read(MBOX, "box")
    assert rejections == []
    assert [draft.source for draft in drafts] == ["box#1@harbour.example", "box#2", "box#1@harbour.example~2"]
    assert drafts[0].text.endswith(f"{TEXT}\nFrom the harbour.\n")
    assert drafts[1].text.endswith("From here to Mornay Point at 10:30.\n")


def test_a_text_that_begins_with_from_is_no_mailbox():
    assert read(f"From 10:30 on the ferry lay aground.\n\n{TEXT}", "a.txt")[0][0].media_type == "text/plain"


def test_attached_mails_in_base64_are_opened():
    inner = base64.encodebytes(mail(TEXT).encode()).decode()
    part = f"--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{inner}\r\n--b--\r\n"
    drafts, _ = read(mail(part, 'Content-Type: multipart/mixed; boundary="b"\r\n'))
    assert drafts[1].text.endswith(f"{TEXT}\n")


CONTENT_TYPES = ["multipart/mixed; boundary=b", "text/html", "message/rfc822", "multipart/alternative; boundary=b"]
CONTENT_TYPES += [
    'text/plain; charset="utf-7"; format=flowed',
    "a/b/c",
    "text/plain; charset*0=x; charset*0=y; charset=z",
]
LINES = [
    *(f"Content-Type: {value}" for value in CONTENT_TYPES),
    *(f"Content-Transfer-Encoding: {value}" for value in ("base64", "x-uuencode", "quoted-printable", "x")),
    *("From: a@b.example", "Subject: =?utf-8?b?w4Q=?=", "Content-Disposition: attachment; filename*=utf-8''%e4"),
    *("--b", "--b--", "", "Date: x", "> quoted", "-- ", "\udcff", "begin 644 a"),
]


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_anything_in_a_mail_ends_well(lines):
    data = ("MIME-Version: 1.0\nFrom: x@y.example\n" + "\n".join(lines)).encode("utf-8", "surrogateescape")
    drafts, rejections = read(data)
    assert drafts or rejections
    assert read(data) == (drafts, rejections)
    assert not any("reader failed" in rejection.reason for rejection in rejections)


@pytest.mark.parametrize("damage", ["L!!!*", "====\r\n-- \r\nThe list of the harbour"])
def test_of_damaged_base64_the_good_beginning_is_read(damage):
    coded = base64.encodebytes(f"{TEXT}\n{TEXT}\n".encode()).decode().replace("\n", "\r\n").rstrip().rstrip("=")
    fields = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
    (draft,), (rejection,) = read(mail(f"{coded}{damage}", fields))
    assert draft.text.count(TEXT) == 2
    assert coded[-8:] not in draft.text
    assert draft.notes == ("part of the mail is damaged",)
    assert (rejection.source, rejection.outcome) == ("mail.eml", "partly read")
    for end in ("", "=" * (-len(coded) % 4), "\r\n\r\n"):
        (draft,), rejections = read(mail(f"{coded}{end}", fields))
        assert draft.text.count(TEXT) == 2
        assert (draft.notes, rejections) == ((), [])


@pytest.mark.parametrize(("damage", "count"), [("", 0), ("!!!*", 1)])
def test_what_is_attached_in_damaged_base64_is_read_as_far_as_it_goes_and_named(damage, count):
    coded = base64.encodebytes(f"{TEXT}\n{TEXT}\n".encode()).decode().rstrip().rstrip("=")
    fields = 'Content-Disposition: attachment; filename="note.txt"\r\nContent-Transfer-Encoding: base64\r\n'
    part = f"--b\r\n\r\nSee below.\r\n--b\r\nContent-Type: text/plain\r\n{fields}\r\n{coded}{damage}\r\n--b--\r\n"
    drafts, rejections = read(mail(part, 'Content-Type: multipart/mixed; boundary="b"\r\n'))
    assert drafts[1].source == "mail.eml#note.txt"
    assert drafts[1].text.count(TEXT) == 2
    expected = (
        "mail.eml",
        "partly read",
        "What is attached as note.txt is damaged; what comes after the damage is missing.",
    )
    assert [(each.source, each.outcome, each.reason) for each in rejections] == [expected] * count
