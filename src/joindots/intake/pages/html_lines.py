"""A tree of HTML as the lines that a reader sees, in order."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from joindots.intake.pages.hidden_boxes import is_hidden, list_wholes
from joindots.model import BlockKind
from joindots.text.decode import make_storable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WHITE = re.compile(r"\s+")
_UNSEEN = frozenset(
    {"head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video"}
    | {"select", "datalist", "textarea", "map", "noframes"}
    | {"amp-ad", "amp-consent", "amp-lightbox", "amp-sidebar", "amp-sticky-ad", "amp-user-notification"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTIONS = frozenset({"figcaption", "caption"})
_BLOCKS = (
    _HEADINGS
    | _CAPTIONS
    | {"address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "dir", "div"}
    | {"dl", "dt", "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main"}
    | {"menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"}
    | {"tr", "ul"}
)
_SPACED = frozenset({"pre", "listing", "xmp"})
# White space is folded before this is set.
_LINE_BREAK = "\n"


class HtmlLine(Struct, frozen=True, kw_only=True):
    r"""One paragraph as it is seen.

    Attributes:
        text: Never empty; white space folded; `\n` where the page breaks the line inside a paragraph.
        kind: `heading`, `caption` or `body`, by its element.
        element: The block that it stands in.
        linked: Characters of it inside links, white space folded.
    """

    text: str
    kind: BlockKind
    element: "HtmlElement"
    linked: int


def list_html_lines(tree: "HtmlElement", hidden: "list[HtmlElement] | None" = None) -> Iterator[HtmlLine]:
    """Walk a tree once, leaving out what is not shown: scripts, styles, form fields, hidden elements.

    Args:
        tree: The page, or a part of it, which itself counts as shown.
        hidden: Gets the outermost elements that are left out as hidden.
    """
    from lxml.etree import iterwalk  # noqa: PLC0415 - 0.1 s that plain text need not pay

    state = _State(tree)
    wholes = list_wholes(tree)
    walker = iterwalk(tree, events=("start", "end"))
    unseen: HtmlElement | None = None
    for event, element in walker:
        if event == "end":
            if element is not tree:  # what follows a part is none of it
                yield from state.leave(element, seen=element is not unseen)
        elif _is_inert(element) or (element is not tree and is_hidden(element, wholes)):
            if hidden is not None and not _is_inert(element):
                hidden.append(element)
            unseen = element
            walker.skip_subtree()
        else:
            yield from state.enter(element)
    yield from state.flush()


def _is_inert(element: "HtmlElement") -> bool:
    """Whether an element is a comment or holds nothing that is shown as text."""
    return not isinstance(element.tag, str) or element.tag in _UNSEEN


class _State:
    """Where the walk is: open blocks, and the text since the last edge of a block."""

    def __init__(self, tree: "HtmlElement") -> None:
        self.blocks = [tree]
        self.kinds: list[BlockKind] = ["body"]
        self.spaced = 0
        self.links = 0
        self.parts: list[str] = []
        self.linked = 0

    def enter(self, element: "HtmlElement") -> Iterator[HtmlLine]:
        tag = element.tag
        if tag in _BLOCKS:
            yield from self.flush()
            self.blocks.append(element)
            self.kinds.append("heading" if tag in _HEADINGS else "caption" if tag in _CAPTIONS else self.kinds[-1])
        elif tag == "br":
            self.parts.append(_LINE_BREAK)
        self.spaced += tag in _SPACED
        self.links += tag == "a"
        self.add(element.text)

    def leave(self, element: "HtmlElement", *, seen: bool) -> Iterator[HtmlLine]:
        if seen:
            tag = element.tag
            if tag in _BLOCKS:
                yield from self.flush()
                self.blocks.pop()
                self.kinds.pop()
            self.spaced -= tag in _SPACED
            self.links -= tag == "a"
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if not text:
            return
        if self.spaced:
            self.parts.append(_LINE_BREAK.join(_WHITE.sub(" ", line) for line in text.split("\n")))
        else:
            self.parts.append(_WHITE.sub(" ", text))
        if self.links:
            self.linked += len(self.parts[-1].strip())

    def flush(self) -> Iterator[HtmlLine]:
        """The text since the last edge, cut where a blank line stands in it."""
        if not self.parts:
            return
        text, linked = make_storable("".join(self.parts))[0], self.linked
        self.parts, self.linked = [], 0
        lines = [" ".join(line.split()) for line in text.split(_LINE_BREAK)]
        paragraphs = [part for part in "\n".join(lines).split("\n\n") if part.strip()] if any(lines) else []
        total = sum(map(len, paragraphs))
        for part in paragraphs:
            bare = part.strip("\n")
            share = linked * len(part) // total
            yield HtmlLine(text=bare, kind=self.kinds[-1], element=self.blocks[-1], linked=min(share, len(bare)))
