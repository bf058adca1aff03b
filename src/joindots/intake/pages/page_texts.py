"""What is known of a page's article before its lines are looked at."""

from logging import NullHandler, getLogger

from lxml.html import HtmlElement

from joindots.intake.pages.line_features import PageTexts
from joindots.intake.pages.linked_data import LinkedData
from joindots.text.decode import make_storable

_MOST_LINES = 4000
"""Lines up to which the other extractor is asked: its time grows with their square (20 s for 50,000 paragraphs)."""
_TITLE = "//meta[@property='og:title' or @name='twitter:title']/@content | //head/title"
_DESCRIPTION = "//meta[@property='og:description' or @name='description']/@content"


def describe_page(tree: HtmlElement, linked: LinkedData, lines: int) -> PageTexts:
    """Read a page's own words about itself, and ask trafilatura for its article; leaves the tree as it is.

    Args:
        tree: The page.
        linked: Its JSON-LD.
        lines: How many lines it has.
    """
    return PageTexts(
        title=_find(tree, _TITLE) or linked.headline or "",
        description=_find(tree, _DESCRIPTION),
        linked=linked.body or "",
        extracted=_extract(tree) if lines <= _MOST_LINES else "",
    )


def _find(tree: HtmlElement, path: str) -> str:
    for item in tree.xpath(path):
        raw = "".join(item.itertext()) if isinstance(item, HtmlElement) else str(item)
        text = make_storable(" ".join(raw.split()))[0]
        if text:
            return text
    return ""


def _extract(tree: HtmlElement) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.2 s that plain text need not pay

    for library in ("trafilatura", "htmldate"):
        getLogger(library).addHandler(NullHandler())  # else Python writes its warnings to standard error
    try:
        article = bare_extraction(tree, fast=True, include_comments=False, output_format="python")
    except RecursionError:
        return ""  # deeply nested boxes
    return (article.text or "") if article is not None else ""
