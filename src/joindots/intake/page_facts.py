"""Title, publisher, authors and date of an HTML page."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml.html import HtmlElement
from msgspec import Struct
from trafilatura import extract_metadata

from joindots.intake.dates import find_printed_day, parse_day
from joindots.intake.linked_data import LinkedData, read_linked_data
from joindots.text.decode import make_storable

# A fixed last day keeps the result independent of the clock; htmldate otherwise takes today.
_DATE_OPTIONS = {"original_date": True, "max_date": "2099-12-31"}
_SITE_BREAK = re.compile(r"\s+[|–—•·»:-]{1,2}\s+")
_WORD = re.compile(r"\w+")
_AUTHOR_BREAK = re.compile(r"\s*(?:;|,|&|\||\band\b|\bund\b|\bet\b|\by\b)\s*")
_AUTHOR_META = (
    "//meta[@name='author' or @property='article:author' or @name='byl' or @name='parsely-author'"
    " or @name='dc.creator' or @name='sailthru.author']/@content"
)
_DAY_PLACES = (
    "//time | //*[contains(@class, 'date') or contains(@class, 'time') or contains(@class, 'publish')"
    " or contains(@class, 'byline') or contains(@class, 'meta')]"
)
_DAY_MAX_LENGTH = 120  # characters of an element that holds a date and little else
_DAY_PLACES_MAX = 200  # elements looked at
# Calibrated on 218 pages of bench/articles (title right: .854 with the heading, .623 as trafilatura gives it).
_HEADING_SHARE = 0.6  # of the words of the shorter that a printed heading shares with what the page calls itself
_SITE_MAX_WORDS = 6  # of the part of a title element that names the site


class PageFacts(Struct, frozen=True, kw_only=True):
    """What a page says of itself.

    Attributes:
        title: As printed, else as the page calls itself, or None.
        printed_title: The title where it is printed on the page as a heading, or None.
        printed_day: The line on the page that states the day of publication, or None.
        publisher: Name of the site, or None.
        authors: Names.
        published: ISO 8601 day, or None.
        url: The address that the page gives for itself, or None.
    """

    title: str | None
    printed_title: str | None
    printed_day: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None


def read_page_facts(tree: HtmlElement) -> PageFacts:
    """Read the facts of a page from its head, its JSON-LD and its printed lines; leaves the tree as it is."""
    linked = read_linked_data(tree)
    metadata = extract_metadata(deepcopy(tree), date_config={**_DATE_OPTIONS, "extensive_search": True})
    site = _first(_texts(tree, "//meta[@property='og:site_name']/@content")) or linked.publisher or metadata.sitename
    named = [*_texts(tree, "//meta[@property='og:title' or @name='twitter:title']/@content"), linked.headline or ""]
    named = [title for title in (*named, *_texts(tree, "//head/title"), metadata.title or "") if title]
    heading = _find_heading(_texts(tree, "//h1"), named, site)
    published = _find_published(tree, linked, metadata.date)
    return PageFacts(
        title=heading or (_cut_site(named[0], site) if named else None),
        printed_title=heading,
        printed_day=_find_day_line(tree, published) if published else None,
        publisher=site,
        authors=_find_authors(tree, linked, metadata.author),
        published=published,
        url=metadata.url,
    )


def _texts(tree: HtmlElement, path: str) -> list[str]:
    """Texts of elements or attributes, white space tidied, without empty ones."""
    found = tree.xpath(path)
    raw = ("".join(item.itertext()) if isinstance(item, HtmlElement) else str(item) for item in found)
    return [text for item in raw if (text := make_storable(" ".join(item.split()))[0])]


def _first(texts: Sequence[str]) -> str | None:
    return texts[0] if texts else None


def _find_heading(headings: Sequence[str], named: Sequence[str], site: str | None) -> str | None:
    """The printed heading most like what the page calls itself; not the name of the site."""
    sites = {_fold(site or "")} | {_fold(part) for title in named for part in _SITE_BREAK.split(title)[1:]}
    best, likeness = None, 0.0
    for heading in headings:
        if _fold(heading) in sites or len(heading.split()) < 2:
            continue
        score = max((_share_words(heading, title) for title in named), default=0.0)
        if score > likeness:
            best, likeness = heading, score
    return best if likeness >= _HEADING_SHARE else None


def _share_words(a: str, b: str) -> float:
    words_a, words_b = set(_WORD.findall(a.lower())), set(_WORD.findall(b.lower()))
    return len(words_a & words_b) / max(1, min(len(words_a), len(words_b)))


def _cut_site(title: str, site: str | None) -> str:
    """The title without the site's name after it."""
    parts = list(_SITE_BREAK.finditer(title))
    if not parts:
        return title
    head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
    is_bar = "|" in parts[-1].group() and len(tail.split()) <= _SITE_MAX_WORDS
    return head if is_bar or (site and _fold(tail) == _fold(site)) else title


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _find_authors(tree: HtmlElement, linked: LinkedData, guessed: str | None) -> tuple[str, ...]:
    meta = [text for text in _texts(tree, _AUTHOR_META) if not text.startswith("http")]
    for names in (linked.authors, meta, [guessed or ""]):
        parts = [part for name in names for part in _AUTHOR_BREAK.split(name) if part]
        if parts:
            return tuple(dict.fromkeys(parts))
    return ()


def _find_published(tree: HtmlElement, linked: LinkedData, guessed: str | None) -> str | None:
    """The day from JSON-LD, else from the page's other fields.

    htmldate makes the first of January of a mere year in a copyright line; such a day has to be found without that.
    """
    stated = parse_day(linked.published) if linked.published else None
    if stated or not guessed or not guessed.endswith("-01-01"):
        return stated or guessed
    sure = extract_metadata(deepcopy(tree), date_config={**_DATE_OPTIONS, "extensive_search": False}).date
    return str(sure) if sure else None


def _find_day_line(tree: HtmlElement, published: str) -> str | None:
    """A short printed line that states the day of publication."""
    for text in _list_short(tree):
        day = find_printed_day(text)
        if day and day.value == published:
            return text
    return None


def _list_short(tree: HtmlElement) -> Iterator[str]:
    for element in tree.xpath(_DAY_PLACES)[:_DAY_PLACES_MAX]:
        text = " ".join("".join(element.itertext()).split())
        if 0 < len(text) <= _DAY_MAX_LENGTH:
            yield make_storable(text)[0]
