"""What a page says of itself in JSON-LD, the vocabulary of schema.org.

Source: https://schema.org/NewsArticle (headline, datePublished, author, publisher, isAccessibleForFree, wordCount) and
https://schema.org/LiveBlogPosting (liveBlogUpdate, coverageStartTime).
"""

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import lxml.etree
from lxml.html import HtmlElement
from msgspec import Struct
from msgspec.structs import replace

_ARTICLES = ("article", "posting", "report")
_MAX_NODES = 5000  # of one page; real pages have tens
_TAG = re.compile(r"<[^<>]{0,500}>")
_BREAK = re.compile(r"<(?:/p|br|/div|/li|/h\d)\b[^<>]{0,100}>", re.IGNORECASE)
_LIVE = "liveblogposting"
_COUNT = re.compile(r"\d{1,7}")
_PATH = "//script[@type='application/ld+json']"

Node = dict[str, object]


class LinkedData(Struct, frozen=True, kw_only=True):
    """The first article described.

    Attributes:
        headline: Or None.
        published: As written, or None.
        authors: Names as written.
        publisher: Or None.
        page_published: The same of the page as a whole, where no article is described.
        body: Text of the article, a paragraph a line, or None.
        kinds: Types, genres and sections, lower case.
        words: How many the article has, or None.
        is_free: False where not everybody may read all of it; None where nothing is said.
        is_live: Whether it is a live blog; what is missing above is then put together from its posts.
        updated: Of a live blog the time of its last change, as ISO 8601, or None.
    """

    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    page_published: str | None = None
    body: str | None = None
    kinds: tuple[str, ...] = ()
    words: int | None = None
    is_free: bool | None = None
    is_live: bool = False
    updated: str | None = None


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """Read the JSON-LD of a page; broken or absent data gives empty fields."""
    nodes = [node for script in tree.xpath(_PATH) for node in _walk(_parse(script))]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    articles = [node for node in nodes if _is_article(node)]
    data = LinkedData(
        headline=next((text for node in articles if (text := _text(node.get("headline")))), None),
        published=next((text for node in articles if (text := _text(node.get("datePublished")))), None),
        authors=next((names for node in articles if (names := _names(node.get("author"), named))), ()),
        publisher=next((names[0] for node in articles if (names := _names(node.get("publisher"), named))), None),
        page_published=next((text for node in nodes if (text := _text(node.get("datePublished")))), None),
        body=next((text for node in articles if (text := _paragraphs(node.get("articleBody")))), None),
        kinds=tuple(dict.fromkeys(kind for node in articles for kind in _kinds(node))),
        words=next((words for node in articles if (words := _count(node.get("wordCount")))), None),
        is_free=next((free for node in articles if (free := _flag(node.get("isAccessibleForFree"))) is not None), None),
    )
    live = next((node for node in articles if _LIVE in _kinds(node)), None)
    return _add_posts(data, live, named) if live else data


def _add_posts(data: LinkedData, live: Node, named: dict[str, Node]) -> LinkedData:
    """The data of a live blog: its own, and where it says nothing what its posts say together."""
    posts = [node for node in _walk(live.get("liveBlogUpdate")) if _is_article(node)]
    times = sorted(time for post in posts if (time := _moment(post.get("datePublished"))))
    first = _text(live.get("datePublished")) or _text(live.get("coverageStartTime"))
    updated = _moment(live.get("dateModified")) or (times[-1] if times else None)
    authors = _names(live.get("author"), named)
    bodies = [(_text(post.get("headline")), _paragraphs(post.get("articleBody"))) for post in posts]
    joined = "\n".join(part for parts in bodies if parts[1] for part in parts if part)
    return replace(
        data,
        published=first or (times[0].isoformat() if times else None),
        authors=authors or tuple(dict.fromkeys(name for post in posts for name in _names(post.get("author"), named))),
        body=_paragraphs(live.get("articleBody")) or joined or None,
        is_live=True,
        updated=updated.isoformat(" ", "minutes") if updated else None,
    )


def _parse(script: HtmlElement) -> object:
    try:
        return json.loads("".join(script.itertext()), strict=False)
    except (ValueError, RecursionError, lxml.etree.LxmlError):
        return None


def _walk(value: object) -> Iterator[Node]:
    """All objects of a value, outer before inner, in the order written."""
    queue = [value]
    for _ in range(_MAX_NODES):
        if not queue:
            return
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            yield item
            queue.extend(part for part in item.values() if isinstance(part, list | dict))


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(word in str(kind).lower() for kind in listed for word in _ARTICLES)


def _names(value: object, named: dict[str, Node]) -> tuple[str, ...]:
    """Names of persons or organisations, given as text, as objects, or by their id."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        node = item if isinstance(item, dict) else {"name": item}
        if "name" not in node:
            node = named.get(str(node.get("@id")), node)
        name = node.get("name")
        found += [text for part in (name if isinstance(name, list) else [name]) if (text := _text(part))]
    return tuple(found)


def _kinds(node: Node) -> Iterator[str]:
    for key in ("@type", "genre", "articleSection"):  # keywords are what it is about
        value = node.get(key)
        for item in value if isinstance(value, list) else [value]:
            yield from (part.strip().lower() for part in str(item or "").split(",") if part.strip())


def _paragraphs(value: object) -> str | None:
    """Text that may hold tags, one paragraph a line."""
    if not isinstance(value, str):
        return None
    bare = _TAG.sub(" ", _BREAK.sub("\n", html.unescape(value)))
    lines = (" ".join(line.split()) for line in bare.splitlines())
    return "\n".join(line for line in lines if line) or None


def _text(value: object) -> str | None:
    return (" ".join(html.unescape(value).split()) or None) if isinstance(value, str) else None


def _count(value: object) -> int | None:
    return int(str(value)) if _COUNT.fullmatch(str(value)) else None


def _flag(value: object) -> bool | None:
    """Yes or no, as a truth value, a word or an address of schema.org."""
    return {"true": True, "false": False}.get(str(value).lower().rpartition("/")[2])


def _moment(value: object) -> datetime | None:
    """A time with its zone; one that names none is taken for UTC, so that all can be ordered."""
    try:
        moment = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
