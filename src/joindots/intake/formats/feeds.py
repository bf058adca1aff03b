"""Feeds as files: RSS and Atom."""

import io
import re
from collections.abc import Iterator
from email.utils import parseaddr
from typing import TYPE_CHECKING

from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.formats.feed_entries import MOST_ENTRIES, Content, Entry, Feed, read_entries
from joindots.model import InputError, Rejection

if TYPE_CHECKING:
    from feedparser.util import FeedParserDict

_ROOT_WITHIN = 8192  # bytes
_ROOT = re.compile(rb"<!--|<(?![?!])([^\s/>]{1,40})")
_NAMESPACES = {
    b"rss": b"<",
    b"feed": b"://www.w3.org/2005/atom",
    b"rdf:rdf": b"://purl.org/rss/",
}
_RSS = "application/rss+xml"
_MEDIA_TYPES = {"atom": "application/atom+xml"}
_ITEM = re.compile(rb"<(?:item|entry)[\s>]")
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{20000,}")  # a picture written into its tag makes it long, too
_ATTRIBUTE = re.compile(rb"=\s?[\"']")
_MOST_ATTRIBUTES = 1000  # of one tag; the parser's time grows with their square: 50 s for 50,000


class FeedReader:
    """Reads each entry as one document."""

    def accepts(self, file: File) -> bool:
        """By its root element."""
        start = file.data[:_ROOT_WITHIN].replace(b"\x00", b"")
        namespace = _NAMESPACES.get(_find_root(start).lower())
        return namespace is not None and namespace in start.lower()

    def read(self, file: File) -> Iterator[Draft | Rejection]:
        """Read entry by entry.

        Raises:
            InputError: It declares entities, is built to be slow, holds no entries or more than are read.
        """
        data, more = _cut_entries(_check(file))
        import feedparser  # noqa: PLC0415 - only for feeds

        # A file object, never the bytes as such: the library would open a file of that name. What it would take a
        # third of its time for is done by the reader of fragments, which keeps nothing but text.
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        if not parsed.entries:
            raise InputError(file.source, "The feed holds no entries.")
        feed = _read_feed(parsed)
        yield from read_entries(file, feed, (_read_entry(entry, feed) for entry in parsed.entries))
        if more:
            raise InputError(
                file.source, f"It holds more than {MOST_ENTRIES:,} entries; those after them are not read."
            )
        if parsed.bozo and not _ends(data):
            raise InputError(file.source, "The feed breaks off; what should come after is missing.")


def _find_root(start: bytes) -> bytes:
    """Name of the first element that is not in a comment; empty where there is none."""
    found = _ROOT.search(start)
    while found and not found[1]:
        end = start.find(b"-->", found.end())
        found = _ROOT.search(start, end) if end >= 0 else None
    return found[1] if found else b""


def _check(file: File) -> bytes:
    bare = file.data.replace(b"\x00", b"")
    if b"<!ENTITY" in bare.upper():
        raise InputError(file.source, "The feed declares entities, which no feed needs and some attacks use.")
    if any(len(_ATTRIBUTE.findall(tag)) > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(bare)):
        raise InputError(file.source, f"The feed holds a tag with more than {_MOST_ATTRIBUTES:,} attributes.")
    return file.data


def _ends(data: bytes) -> bool:
    """Whether the root element is closed."""
    return bool(re.search(rb"</(?:rss|feed|rdf:rdf)\s*>", data[-500:].replace(b"\x00", b""), re.IGNORECASE))


def _cut_entries(data: bytes) -> tuple[bytes, bool]:
    """The data up to as many entries as are read, closed again, and whether there are more."""
    for number, found in enumerate(_ITEM.finditer(data)):
        if number == MOST_ENTRIES:
            name = _find_root(data[:_ROOT_WITHIN])
            return data[: found.start()] + (b"</channel>" if name == b"rss" else b"") + b"</%s>" % name, True
    return data, False


def _read_feed(parsed: "FeedParserDict") -> Feed:
    kind = "".join(letter for letter in parsed.version or "" if letter.isalpha())
    media_type = _MEDIA_TYPES.get(kind, _RSS)
    return Feed(title=parsed.feed.get("title"), base=parsed.feed.get("link", ""), media_type=media_type)


def _read_entry(entry: "FeedParserDict", feed: Feed) -> Entry:
    published, updated = dict.get(entry, "published"), dict.get(entry, "updated")
    if feed.media_type == _RSS:
        published, updated = published or updated, None  # Dublin Core's date, the only one of RSS 1.0
    return Entry(
        id=entry.get("id"),
        link=entry.get("link"),
        title=entry.get("title"),
        content=_choose_content(entry),
        authors=tuple(_list_authors(entry)),
        published=published,
        updated=updated,
    )


def _list_authors(entry: "FeedParserDict") -> Iterator[str]:
    """Names, without the addresses that RSS wants beside them; the library cuts those it does not know the end of."""
    for each in entry.get("authors", ()):
        name = each.get("name")
        if name and each.get("email"):
            name = parseaddr(entry.get("author", ""))[0]
        if name:
            yield name


def _choose_content(entry: "FeedParserDict") -> Content | None:
    """The longest of what the entry calls its content, else its summary."""
    full = [each for each in entry.get("content", ()) if each.get("value")]
    if full:
        return _make_content(max(full, key=lambda each: len(each.value)), is_full=True)
    summary = entry.get("summary_detail")
    return _make_content(summary, is_full=False) if summary and summary.get("value") else None


def _make_content(detail: "FeedParserDict", *, is_full: bool) -> Content:
    return Content(value=detail.value, is_html=detail.get("type") != "text/plain", is_full=is_full)
