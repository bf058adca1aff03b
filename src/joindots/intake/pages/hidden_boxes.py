"""Which boxes of a page are hidden from its readers."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
# Names of classes whose text is read out and not shown: those of Bootstrap, WordPress, Drupal and Foundation, and what
# others call the same.
_READ_OUT = re.compile(
    r"(?<!not-)(?:visually-?hidden|\bsr-only\b|screen-?reader-?(?:text|only|content|label)|\belement-invisible\b"
    r"|\bshow-for-sr\b|\ba11y-?(?:hidden|only|text)\b|\bassistive-?text\b|\bhide-?accessible\b)",
    re.IGNORECASE,
)
# Pages streamed by React arrive with their content in hidden boxes of such ids, which a script then moves into place.
# Source: react-dom, server rendering, "completed segments" (`<div hidden id="S:0">`).
_STREAMED = re.compile(r"S:[0-9a-f]{1,6}")
_NAME_MAX_LENGTH = 200  # characters of the names of one box
# Inline, `aria-hidden` marks what is seen and not read out: a large first letter, a sum written another way.
_SEEN_INLINE = frozenset(
    {"a", "abbr", "b", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "time", "u"}
)
_WHOLE = ("h1", "article", "main")
_ICON = re.compile(r"icon", re.IGNORECASE)
_FURNITURE_TAGS = frozenset({"nav", "aside", "footer", "form", "dialog"})
_FURNITURE_ROLES = frozenset({"dialog", "alertdialog", "navigation", "menu", "search", "form"})
_FURNITURE_NAMES = re.compile(
    r"cookie|consent|gdpr|privacy|modal|pop-?up|overlay|lightbox|dialog|newsletter|subscri|log-?in|sign-?up|menu|\bnav"
    r"|comment|\bads?\b|advert|related|recommend",
    re.IGNORECASE,
)


def is_hidden(element: "HtmlElement", wholes: "Collection[HtmlElement]") -> bool:
    """Whether an element, by its own attributes, is not shown to those who see the page.

    Args:
        element: With a tag.
        wholes: From `list_wholes`.
    """
    hidden = element.get("hidden")
    if hidden is not None and hidden != "until-found" and not _STREAMED.fullmatch(element.get("id") or ""):
        return True
    if _HIDING_STYLE.search(element.get("style") or ""):
        return True
    if _READ_OUT.search(_read_name(element, "class")):
        return len(element) > 0 or any(map(str.isalnum, element.text or ""))  # a mark between parts of a title stays
    if element.get("aria-hidden") != "true":
        return False
    if element.tag in _SEEN_INLINE:
        return bool(_ICON.search(_read_name(element, "class")))
    return element not in wholes


def list_wholes(tree: "HtmlElement") -> "set[HtmlElement]":
    """The boxes around a main heading or an article: what stands in them is read out once a dialogue is closed."""
    found: set[HtmlElement] = set()
    for element in tree.iter(*_WHOLE):
        at: HtmlElement | None = element
        while at is not None and at not in found:
            found.add(at)
            at = at.getparent()
    return found


def reveal_box(element: "HtmlElement") -> None:
    """Take from an element what hides it."""
    for name in ("hidden", "style", "aria-hidden"):
        element.attrib.pop(name, None)
    if _READ_OUT.search(_read_name(element, "class")):
        del element.attrib["class"]


def is_furniture_box(element: "HtmlElement") -> bool:
    """Whether an element is by its tag, role or name a menu, a dialogue or another box that is opened when needed."""
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
        return True
    return any(_FURNITURE_NAMES.search(_read_name(element, key)) for key in ("class", "id"))


def _read_name(element: "HtmlElement", key: str) -> str:
    return (element.get(key) or "")[:_NAME_MAX_LENGTH]
