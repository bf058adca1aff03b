"""Entries of feeds as documents, whichever language the feed is written in."""

import hashlib
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from joindots.intake.blocks.paragraphs import BLANKS, split_paragraphs
from joindots.intake.drafts import Draft, Hint
from joindots.intake.files import File, name_part
from joindots.intake.formats.headed_texts import Line, Text, compose_text, list_head
from joindots.intake.formats.moments import read_moment
from joindots.intake.formats.part_names import tidy_label
from joindots.intake.inputs import STAGE
from joindots.intake.pages.html_fragments import read_fragment
from joindots.model import Rejection
from joindots.text.decode import make_storable

SUMMARY_MAX_WORDS = 100  # without a full text beside it; 33 of 653 articles of bench/articles are shorter
ONLY_SUMMARY = "only a summary"
MOST_ENTRIES = 10_000  # some four seconds of reading
NO_DATE = "published: not a date"
ONLY_UPDATED = "published: the day of its last update"


class Content(Struct, frozen=True):
    """The text of an entry.

    Attributes:
        value: As the feed gives it.
        is_html: Else plain text.
        is_full: Whether the feed calls it the content, not a summary.
    """

    value: str
    is_html: bool
    is_full: bool


class Entry(Struct, frozen=True, kw_only=True):
    """One entry as its feed gives it; None for what is not given.

    Attributes:
        id: What the feed calls it.
        link: Address, relative ones included.
        title: May hold tags.
        content: The fullest text there is.
        authors: Names.
        published: As written.
        updated: As written.
    """

    id: str | None
    link: str | None
    title: str | None
    content: Content | None
    authors: tuple[str, ...]
    published: str | None
    updated: str | None


class Feed(Struct, frozen=True, kw_only=True):
    """What a feed says of itself.

    Attributes:
        title: Of the publisher, or None.
        base: Address that relative links start from, or an empty string.
        media_type: Of its entries.
    """

    title: str | None
    base: str
    media_type: str


def read_entries(file: File, feed: Feed, entries: Iterable[Entry]) -> Iterator[Draft | Rejection]:
    """Entries as drafts, in their order; those without text or given twice are named and left out."""
    seen: set[tuple[str, str]] = set()
    for number, entry in enumerate(entries, start=1):
        draft = _make_draft(file, feed, entry, number)
        text, hints = _read_content(entry.content)
        if not text.strip(BLANKS):
            reason = f"The entry holds {'a title and ' if entry.title else ''}no text."
            yield Rejection(source=draft.source, stage=STAGE, reason=reason, outcome="skipped")
        elif (draft.source, draft.sha256) in seen:
            reason = "Another entry before it is the same."
            yield Rejection(source=draft.source, stage=STAGE, reason=reason, outcome="skipped")
        else:
            seen.add((draft.source, draft.sha256))
            yield _add_text(draft, entry, (text, hints))


def _make_draft(file: File, feed: Feed, entry: Entry, number: int) -> Draft:
    """What the fields of an entry say, without its text."""
    url = _join_link(feed.base or file.url or "", entry.link)
    day, notes = _read_day(entry)
    return Draft(
        source=name_part(file, tidy_label(entry.id or url or str(number))),
        sha256=hashlib.sha256(encode(entry)).hexdigest(),
        media_type=feed.media_type,
        text="",
        title=_read_line(entry.title),
        publisher=_read_line(feed.title),
        authors=tuple(dict.fromkeys(name for each in entry.authors if (name := _read_line(each)))),
        published=day,
        url=url,
        part_of=file.part_of,
        notes=notes,
    )


def _add_text(draft: Draft, entry: Entry, body: Text) -> Draft:
    """The draft with its text, headed by title, authors and day."""
    printed = make_storable((entry.published or entry.updated or "").strip())[0] if draft.published else None
    byline: list[Line] = [(", ".join(draft.authors) + "\n", "byline")] if draft.authors else []
    text, hints = compose_text(list_head(draft.title, byline, printed), [body])
    notes = {*draft.notes, *make_storable(text)[1]}
    if entry.content and not entry.content.is_full and len(body[0].split()) <= SUMMARY_MAX_WORDS:
        notes.add(ONLY_SUMMARY)
    return replace(draft, text=text, hints=hints, notes=tuple(sorted(notes)))


def _read_content(content: Content | None) -> Text:
    if content is None:
        return "", ()
    value = make_storable(content.value.replace("\r\n", "\n"))[0].replace("\x00", "\ufffd")
    if content.is_html:
        return read_fragment(value)
    text = f"{value.rstrip()}\n"
    return text, tuple(Hint(start=p.start, end=p.end, kind="body") for p in split_paragraphs(text))


def _read_line(value: str | None) -> str | None:
    """A field in one line, without tags."""
    if not value:
        return None
    safe = make_storable(value)[0]
    text = read_fragment(safe)[0] if "<" in safe or "&" in safe else safe
    return " ".join(text.split()) or None


def _read_day(entry: Entry) -> tuple[str | None, tuple[str, ...]]:
    """The day as its writer has it, and a note where that is not simply when the entry was published."""
    if entry.published:
        day = read_moment(entry.published)
        return day, () if day else (NO_DATE,)
    day = read_moment(entry.updated) if entry.updated else None
    return day, (ONLY_UPDATED,) if day else (NO_DATE,) if entry.updated else ()


def _join_link(base: str, link: str | None) -> str | None:
    try:
        joined = urljoin(base, make_storable(link or "")[0].strip())
        urlsplit(joined)
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None
