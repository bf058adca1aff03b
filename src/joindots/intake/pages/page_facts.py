"""Title, publisher, authors and date of an HTML page."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement
from msgspec import Struct

from joindots.intake.blocks.remarks import SATIRE
from joindots.intake.blocks.satire import is_in_menu, is_label, list_near
from joindots.intake.pages.html_lines import HtmlLine, list_html_lines
from joindots.intake.pages.linked_data import LinkedData
from joindots.intake.pages.page_authors import find_authors
from joindots.intake.pages.page_dates import find_day
from joindots.text.decode import make_storable

_ADDRESS = "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
_IS_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_SITE_BREAK = re.compile(r"(?<=\s)[|–—•·»:-]{1,2}\s|｜")
_WORD = re.compile(r"\w+")
# Calibrated on 218 pages of bench/articles (title right: .854 with the heading, .623 as trafilatura gives it).
_HEADING_SHARE = 0.6  # of the words of the shorter that a printed heading shares with what the page calls itself
_SITE_MAX_WORDS = 6  # of the part of a title element that names the site
_ONLY_SHARE = 0.55  # the same, of the only heading of a page
_ONLY_MIN_WORDS = 3  # of such a heading
_HEADING_MIN_LENGTH = 12  # characters of a heading without spaces, as Chinese and Japanese are written
_BARE_MIN_WORDS = 4  # of a title without the heading's kicker
_SATIRE = frozenset({"satire", "satiricalarticle", "parody"})
_SECTION = "//meta[@property='article:section' or @name='section' or @itemprop='genre']/@content"


class PageFacts(Struct, frozen=True, kw_only=True):
    """What a page says of itself.

    Attributes:
        title: As printed, else as the page calls itself, or None.
        printed_title: The title where it is printed on the page as a heading, or None.
        printed_day: The line on the page that states the day of publication, or None.
        publisher: Name of the site, or None.
        authors: Names.
        published: ISO 8601 day, or None.
        url: The whole address that the page gives for itself, or None.
        notes: `labelled satire`, where the page says so.
    """

    title: str | None
    printed_title: str | None
    printed_day: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    notes: tuple[str, ...] = ()


def read_page_facts(tree: HtmlElement, linked: LinkedData, lines: Sequence[HtmlLine]) -> PageFacts:
    """Read the facts of a page; leaves the tree as it is.

    Args:
        tree: The page.
        linked: Its JSON-LD.
        lines: All it shows.
    """
    site = _first(_texts(tree, "//meta[@property='og:site_name' or @name='application-name']/@content"))
    site = site or linked.publisher
    named = [*_texts(tree, "//meta[@property='og:title' or @name='twitter:title']/@content"), linked.headline or ""]
    named = [title for title in (*named, *_texts(tree, "//head/title")) if title]
    heading = _find_heading(_list_headings(tree), named, site)
    place = next((i for i, line in enumerate(lines) if heading and " ".join(line.text.split()) == heading), None)
    day = find_day(tree, linked, lines, place)
    return PageFacts(
        title=_drop_kicker(heading, named, site) if heading else _cut_site(named[0], site) if named else None,
        printed_title=heading,
        printed_day=day.line if day else None,
        publisher=site,
        authors=find_authors(tree, linked, lines, place, site),
        published=day.value if day else None,
        url=_first([address for address in _texts(tree, _ADDRESS) if _IS_ADDRESS.match(address)]),
        notes=(SATIRE,) if _is_satire(tree, linked, lines, place) else (),
    )


def _is_satire(tree: HtmlElement, linked: LinkedData, lines: Sequence[HtmlLine], title: int | None) -> bool:
    """By the page's own data, or by a label beside its title."""
    sections = (text.lower() for text in _texts(tree, _SECTION))
    if not _SATIRE.isdisjoint((*linked.kinds, *sections)):
        return True
    texts = ["" if i == title else line.text for i, line in enumerate(lines)]
    near = list_near(range(len(texts)), title or 0)
    return any(is_label(texts[i]) and not is_in_menu(texts, i) for i in near)


def _texts(tree: HtmlElement, path: str) -> list[str]:
    """Texts of elements or attributes, white space tidied, without empty ones."""
    found = tree.xpath(path)
    raw = ("".join(item.itertext()) if isinstance(item, HtmlElement) else str(item) for item in found)
    return [text for item in raw if (text := make_storable(" ".join(item.split()))[0])]


def _list_headings(tree: HtmlElement) -> list[str]:
    """Texts of the main headings as they are seen; of one that is only read out, all of it."""
    seen = (" ".join(" ".join(line.text.split()) for line in list_html_lines(item)) for item in tree.iter("h1"))
    return [text for text in seen if text]


def _first(texts: Sequence[str]) -> str | None:
    return texts[0] if texts else None


def _find_heading(headings: Sequence[str], named: Sequence[str], site: str | None) -> str | None:
    """The printed heading most like what the page calls itself; not the name of the site."""
    parts = [_fold(part) for title in named for part in _SITE_BREAK.split(title)[1:]]
    sites = {_fold(site or "")} | {part for part in parts if len(part.split()) <= _SITE_MAX_WORDS}
    able = [heading for heading in headings if _fold(heading) not in sites and _can_be_title(heading)]
    best, likeness = None, 0.0
    for heading in able:
        score = max((_share_words(heading, title) for title in named), default=0.0)
        if score > likeness:
            best, likeness = heading, score
    is_only = len(able) == 1 and len(able[0].split()) >= _ONLY_MIN_WORDS
    return best if likeness >= (_ONLY_SHARE if is_only else _HEADING_SHARE) else None


def _can_be_title(heading: str) -> bool:
    return len(heading.split()) > 1 or len(heading) >= _HEADING_MIN_LENGTH


def _drop_kicker(heading: str, named: Sequence[str], site: str | None) -> str:
    """The heading without what stands above the title in it, where the page calls itself by the rest of it."""
    bare = (_cut_site(title, site) for title in named)
    ends = (title for title in bare if len(title.split()) >= _BARE_MIN_WORDS and heading.endswith(f" {title}"))
    return next(ends, heading)


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
    is_bar = is_bar or "｜" in parts[-1].group()
    return head.strip() if is_bar or (site and _fold(tail) == _fold(site)) else title


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
