"""What a page says of itself in JSON-LD, the vocabulary of schema.org.

Source: https://schema.org/NewsArticle (headline, datePublished, author, publisher).
"""

import html
import json
import re
from collections.abc import Iterator

import lxml.etree
from lxml.html import HtmlElement
from msgspec import Struct

_ARTICLES = ("article", "posting", "report")
_MAX_NODES = 5000  # of one page; real pages have tens
_TAG = re.compile(r"<[^<>]{0,500}>")
_BREAK = re.compile(r"<(?:/p|br|/div|/li|/h\d)\b[^<>]{0,100}>", re.IGNORECASE)
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
        kinds: Types and genres, lower case.
    """

    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    page_published: str | None = None
    body: str | None = None
    kinds: tuple[str, ...] = ()


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """Read the JSON-LD of a page; broken or absent data gives empty fields."""
    nodes = [node for script in tree.xpath(_PATH) for node in _walk(_parse(script))]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    articles = [node for node in nodes if _is_article(node)]
    return LinkedData(
        headline=next((text for node in articles if (text := _text(node.get("headline")))), None),
        published=next((text for node in articles if (text := _text(node.get("datePublished")))), None),
        authors=next((names for node in articles if (names := _names(node.get("author"), named))), ()),
        publisher=next((names[0] for node in articles if (names := _names(node.get("publisher"), named))), None),
        page_published=next((text for node in nodes if (text := _text(node.get("datePublished")))), None),
        body=next((text for node in articles if (text := _paragraphs(node.get("articleBody")))), None),
        kinds=tuple(dict.fromkeys(kind for node in articles for kind in _kinds(node))),
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
    for key in ("@type", "genre", "keywords", "articleSection"):
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
