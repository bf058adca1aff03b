"""Which lines of a page its readers wrote: they stand in boxes that are named for comments, and are no article."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from joindots.intake.pages.html_lines import HtmlLine

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The habits of blog software: `comments`, `comment-1234`, `commentlist`, `comment_body`, `div-comment-7`, `respond`.
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|respond|disqus)(?:$|[\s_-]|body|text|list|entry|item|content)|^comment[a-z]{3,8}(?:$|[\s_-])"
    r"|\scomment[a-z]{3,8}(?:$|[\s_-])|\bcmt[-_]",
    re.IGNORECASE,
)
_AROUND_ALL = frozenset({"html", "body", "main", "article"})  # their names tell what else the page holds
_NAME_MAX_LENGTH = 200  # characters of the names of one box
_MOST_SHARE = 0.97
"""Of a page's characters in comments; above it their box is named for something else, or they are what the page is."""


def find_comments(lines: Sequence[HtmlLine]) -> NDArray[np.bool_]:
    """For each line whether it stands in readers' comments; none do where nearly all would.

    Args:
        lines: Of the whole page, in order.
    """
    known: dict[HtmlElement, bool] = {}
    found = np.array([_is_inside(line.element, known) for line in lines], bool)
    sizes = np.array([len(line.text) for line in lines], float)
    return found if sizes[found].sum() <= _MOST_SHARE * sizes.sum() else np.zeros(len(lines), bool)


def _is_inside(element: "HtmlElement", known: "dict[HtmlElement, bool]") -> bool:
    todo = []
    at: HtmlElement | None = element
    while at is not None and at not in known:
        todo.append(at)
        at = at.getparent()
    inside = at is not None and known[at]
    for each in reversed(todo):
        inside = known[each] = inside or _is_named(each)
    return inside


def _is_named(element: "HtmlElement") -> bool:
    if element.tag in _AROUND_ALL:
        return False
    names = (element.get("class"), element.get("id"))
    return any(_COMMENTS.search(name[:_NAME_MAX_LENGTH]) for name in names if name)
