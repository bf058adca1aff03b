"""HTML pages: what of them is article, and what they say of themselves."""

import re
from collections.abc import Iterator, Sequence
from logging import NullHandler, getLogger
from typing import TYPE_CHECKING

from joindots.intake.drafts import Draft, Hint
from joindots.intake.files import File
from joindots.model import BlockKind, InputError
from joindots.text.decode import decode_text, make_storable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EXTENSIONS = frozenset({".html", ".htm", ".xhtml"})
_MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_SNIFF_WITHIN = 2048  # bytes
_LOOKS_LIKE = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_FRAGMENT = re.compile(rb"\s*<(?:head|body|div|article|main|section|p|h1)[\s>]", re.IGNORECASE)
_CAPTION_MIN_WORDS = 5
_TITLE_WITHIN = 3  # lines of the article in which the extractor may have kept the title
_BLOCKS = "//*[self::p or self::h1 or self::h2 or self::h3 or self::li or self::blockquote or self::td or self::pre]"

Line = tuple[str, BlockKind]


class HtmlReader:
    """Reads a page as one document. The libraries for it load with the first page."""

    def accepts(self, file: File) -> bool:
        """By extension, declared type or by what the content begins with."""
        named = file.extension in _EXTENSIONS or file.media_type in _MEDIA_TYPES
        start = file.data[:_SNIFF_WITHIN].replace(b"\x00", b"")  # UTF-16 has one beside each letter of a tag
        return named or bool(_LOOKS_LIKE.search(start) or _FRAGMENT.match(start))

    def read(self, file: File) -> Iterator[Draft]:
        """Extract the article; where none is found, all text of the page.

        Raises:
            InputError: The page holds no text.
        """
        decoded = decode_text(file.data, declares=True)
        tree = _load_tree(decoded.text)
        from joindots.intake.page_facts import read_page_facts  # noqa: PLC0415 - heavy, and only for pages

        facts = read_page_facts(tree)
        lines = list(_list_lines(tree, facts.printed_title, facts.printed_day))
        if not any(kind not in ("title", "dateline") for _, kind in lines):
            raise InputError(file.source, "The page holds no text of an article.")
        text, hints = _compose(lines)
        yield Draft(
            source=file.source,
            sha256=file.sha256,
            media_type="text/html",
            text=text,
            title=facts.title,
            publisher=facts.publisher,
            authors=facts.authors,
            published=facts.published,
            url=file.url or facts.url,
            part_of=file.part_of,
            hints=hints,
            notes=decoded.notes,
        )


def _load_tree(page: str) -> "HtmlElement":
    """The page's tree; what trafilatura finds too odd, lxml reads as it can."""
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - 0.2 s that plain text need not pay
    from trafilatura.utils import load_html  # noqa: PLC0415 - the same

    for library in ("trafilatura", "htmldate"):
        getLogger(library).addHandler(NullHandler())  # else Python writes its warnings to standard error
    tree = load_html(page)
    if tree is not None:
        return tree
    return document_fromstring(f"<div>{page}</div>".encode(), parser=HTMLParser(encoding="utf-8"))


def _list_lines(tree: "HtmlElement", title: str | None, day: str | None) -> Iterator[Line]:
    """Title and date as printed, the article's paragraphs, its captions."""
    captions = dict.fromkeys(_list_captions(tree))
    paragraphs = _extract_article(tree) or [(text, "body") for text in _list_all_text(tree)]
    if title and title not in (text for text, _ in paragraphs[:_TITLE_WITHIN]):
        yield title, "title"
    if day:
        yield day, "dateline"
    known = {text for text, _ in paragraphs}
    for i, (text, kind) in enumerate(paragraphs):
        yield text, "title" if text == title and i < _TITLE_WITHIN else kind
    yield from ((text, "caption") for text in captions if text not in known)


def _extract_article(tree: "HtmlElement") -> list[Line]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - see _load_tree

    article = bare_extraction(tree, include_comments=False, output_format="python")
    if article is None or not article.text:
        return []
    headings = {_tidy("".join(head.itertext())) for head in article.body.iter("head")}
    lines = (_tidy(line.removeprefix("- ")) for line in article.text.split("\n"))
    return [(line, "heading" if line in headings else "body") for line in lines if line]


def _list_captions(tree: "HtmlElement") -> Iterator[str]:
    for caption in tree.xpath("//article//figcaption[not(ancestor::aside or ancestor::a)]"):
        text = _tidy("".join(caption.itertext()))
        if len(text.split()) >= _CAPTION_MIN_WORDS:
            yield text


def _list_all_text(tree: "HtmlElement") -> Iterator[str]:
    """Paragraphs of the whole page, or its text as one where it has none."""
    for element in tree.xpath("//script | //style | //noscript | //template | //head"):
        element.drop_tree()
    texts = [_tidy("".join(element.itertext())) for element in tree.xpath(_BLOCKS)]
    found = list(dict.fromkeys(text for text in texts if text))
    yield from found or filter(None, [_tidy("".join(tree.itertext()))])


def _tidy(text: str) -> str:
    return make_storable(" ".join(text.split()))[0]


def _compose(lines: Sequence[Line]) -> tuple[str, tuple[Hint, ...]]:
    """One paragraph a line, with what each is; the hints tile the text."""
    hints = []
    at = 0
    for line, kind in lines:
        hints.append(Hint(start=at, end=at + len(line) + 1, kind=kind))
        at = hints[-1].end
    return "".join(f"{line}\n" for line, _ in lines), tuple(hints)
