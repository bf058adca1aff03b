"""Feeds as files: RSS and Atom."""

import hashlib
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from joindots.intake.drafts import Draft
from joindots.intake.files import File, name_part
from joindots.intake.html_fragments import read_fragment
from joindots.intake.inputs import STAGE
from joindots.intake.part_names import tidy_label
from joindots.model import InputError, Rejection
from joindots.text.decode import make_storable

if TYPE_CHECKING:
    from feedparser.util import FeedParserDict

_ROOT_WITHIN = 8192  # bytes
_ROOT = re.compile(rb"<(?![?!])([^\s/>]{1,40})")
_ROOTS = frozenset({b"rss", b"feed", b"rdf:rdf"})
_NAMESPACES = (b"<rss", b"http://www.w3.org/2005/Atom", b"http://purl.org/rss/1.0/", b"http://purl.org/atom/ns#")


class FeedReader:
    """Reads each entry as one document."""

    def accepts(self, file: File) -> bool:
        """By its root element."""
        start = file.data[:_ROOT_WITHIN].replace(b"\x00", b"")
        root = _ROOT.search(start)
        return bool(root and root.group(1).lower() in _ROOTS and any(name in start for name in _NAMESPACES))

    def read(self, file: File) -> Iterator[Draft | Rejection]:
        """Read entry by entry.

        Raises:
            InputError: It declares entities, or holds no entries.
        """
        if b"<!ENTITY" in file.data.replace(b"\x00", b"").upper():
            raise InputError(file.source, "The feed declares entities, which no feed needs and some attacks use.")
        import feedparser  # noqa: PLC0415 - only for feeds

        parsed = feedparser.parse(io.BytesIO(file.data))  # never bytes as such: it would open a file of that name
        if not parsed.entries:
            raise InputError(file.source, "The feed holds no entries.")
        for number, entry in enumerate(parsed.entries, start=1):
            yield _read_entry(file, parsed.feed, entry, number)


def _read_entry(file: File, feed: "FeedParserDict", entry: "FeedParserDict", number: int) -> Draft | Rejection:
    link = urljoin(feed.get("link", ""), entry.get("link", ""))
    source = name_part(file, tidy_label(entry.get("id") or link or str(number)))
    contents = [each.get("value", "") for each in entry.get("content", ())]
    html = max([*contents, ""], key=len) or entry.get("summary", "")
    text, hints = read_fragment(make_storable(html)[0])
    if not text.strip():
        return Rejection(source=source, stage=STAGE, reason="The entry holds no text.")
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Draft(
        source=source,
        sha256=hashlib.sha256(html.encode()).hexdigest(),
        media_type="application/rss+xml",
        text=text,
        title=entry.get("title") or None,
        publisher=feed.get("title") or None,
        published=f"{moment.tm_year:04d}-{moment.tm_mon:02d}-{moment.tm_mday:02d}" if moment else None,
        url=link or None,
        hints=hints,
    )
