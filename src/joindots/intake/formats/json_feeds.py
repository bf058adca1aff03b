"""Feeds as files: JSON Feed."""

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from joindots.intake.drafts import Draft
from joindots.intake.files import File, name_part
from joindots.intake.formats.feed_entries import MOST_ENTRIES, Content, Entry, Feed, read_entries
from joindots.intake.inputs import STAGE
from joindots.model import InputError, Rejection
from joindots.text.decode import decode_text

# Source: JSON Feed version 1.1, https://www.jsonfeed.org/version/1.1/
_VERSION = re.compile(rb'"version"\s{0,100}:\s{0,100}"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\\?/version')
_VERSION_WITHIN = 65_536  # bytes; mostly it is the first key
_MEDIA_TYPES = frozenset({"application/feed+json"})


class _Author(Struct):
    name: str | None = None


class _Item(Struct):
    id: str | int | float | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    authors: list[_Author] | None = None
    author: _Author | None = None


class _Feed(Struct):
    items: list[msgspec.Raw]
    title: str | None = None
    home_page_url: str | None = None
    authors: list[_Author] | None = None
    author: _Author | None = None


class JsonFeedReader:
    """Reads each item as one document."""

    def accepts(self, file: File) -> bool:
        """By declared type, or the version every such feed names."""
        start = file.data[:_VERSION_WITHIN]
        opens = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        return opens and (file.media_type in _MEDIA_TYPES or bool(_VERSION.search(start)))

    def read(self, file: File) -> Iterator[Draft | Rejection]:
        """Read item by item; one that is not as it should be is named and left out.

        Raises:
            InputError: It is no JSON Feed, or holds no items or more than are read.
        """
        feed = _decode_feed(file)
        if not feed.items:
            raise InputError(file.source, "The feed holds no entries.")
        entries: list[Entry] = []
        for number, raw in enumerate(feed.items[:MOST_ENTRIES], start=1):
            try:
                entries.append(_read_item(msgspec.json.decode(raw, type=_Item), feed))
            except (msgspec.DecodeError, RecursionError):
                reason = "The entry is not as JSON Feed has it."
                yield Rejection(source=name_part(file, str(number)), stage=STAGE, reason=reason)
        about = Feed(title=feed.title, base=feed.home_page_url or "", media_type="application/feed+json")
        yield from read_entries(file, about, entries)
        if len(feed.items) > MOST_ENTRIES:
            raise InputError(
                file.source, f"It holds more than {MOST_ENTRIES:,} entries; those after them are not read."
            )


def _decode_feed(file: File) -> _Feed:
    try:
        return msgspec.json.decode(decode_text(file.data).text, type=_Feed)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(file.source, "It is not valid JSON Feed.") from error


def _read_item(item: _Item, feed: _Feed) -> Entry:
    authors = next(
        (each for each in (item.authors, _listed(item.author), feed.authors, _listed(feed.author)) if each), []
    )
    return Entry(
        id=None if item.id is None else str(item.id),
        link=item.url or item.external_url,
        title=item.title,
        content=_choose_content(item),
        authors=tuple(author.name for author in authors if author.name),
        published=item.date_published,
        updated=item.date_modified,
    )


def _listed(author: _Author | None) -> list[_Author]:
    return [author] if author else []


def _choose_content(item: _Item) -> Content | None:
    """The plain text, else the HTML, else the summary."""
    if item.content_text:
        return Content(item.content_text, is_html=False, is_full=True)
    if item.content_html:
        return Content(item.content_html, is_html=True, is_full=True)
    return Content(item.summary, is_html=False, is_full=False) if item.summary else None
