"""HTML to a tree, whatever the page looks like: nothing is fetched, and no page can make the parser slow or blind."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40})(?P<attributes>[^<>]*)>?")
_LONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,40})([^<>]{4000,})>")
_SEPARATOR = re.compile(r"[\s/\"']+")
# The parser's time grows with the square of a tag's attributes: 0.06 s for 5,000, 20 s for 50,000.
_MOST_SEPARATORS = 2000
# Source: XML 1.0, section 2.8, `intSubset`.
_DECLARATIONS = re.compile(r"<!doctype[^<>\[]{0,400}\[", re.IGNORECASE)
_DECLARATIONS_END = re.compile(r"\]\s{0,20}>")
_DECLARED_WITHIN = 4000  # characters
# What may stand around it and still not be nested: the parser reads 2,048 levels and then stops without a word.
_KEPT_NAMES = frozenset({"script", "style", "title", "textarea", "meta", "link"})
_INLINE_NAMES = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "tt", "u", "var"}
)


def load_tree(page: str) -> "HtmlElement":
    """The tree of a page or fragment, comments left out; an empty one has an empty body.

    Args:
        page: Without NULs and lone surrogates, as `decode_text` leaves it.
    """
    page = _drop_entities(page)
    if not page.strip():
        page = "<p></p>"
    page = _LONG_TAG.sub(_cut_attributes, page)
    tree, stopped = _parse(page)
    return _parse(_TAG.sub(_flatten, page))[0] if stopped or tree is None else tree


def _parse(page: str) -> "tuple[HtmlElement | None, bool]":
    """The tree, and whether the parser stopped before the end of the page."""
    from lxml.etree import ParserError  # noqa: PLC0415 - 0.1 s that plain text need not pay
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - the same

    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, collect_ids=False
    )
    try:
        tree = document_fromstring(page.encode(), parser=parser)
    except ParserError:
        tree = None
    if tree is None:
        return document_fromstring(b"<p></p>", parser=parser), True
    return tree, any("Excessive depth" in entry.message for entry in parser.error_log)


def _drop_entities(page: str) -> str:
    """The page without what its document type declares, of which the parser would show the remains as text."""
    found = _DECLARATIONS.search(page[:_DECLARED_WITHIN])
    end = _DECLARATIONS_END.search(page, found.end()) if found else None
    return page[: found.start()] + page[end.end() :] if found and end else page


def _cut_attributes(tag: re.Match[str]) -> str:
    return f"<{tag[1]}>" if len(_SEPARATOR.findall(tag[2])) > _MOST_SEPARATORS else tag[0]


def _flatten(tag: re.Match[str]) -> str:
    """Blocks become paragraphs, which do not nest; marks inside a line go."""
    name = tag["name"].lower()
    if name in _KEPT_NAMES:
        return tag[0]
    return "" if name in _INLINE_NAMES else "<p>"
