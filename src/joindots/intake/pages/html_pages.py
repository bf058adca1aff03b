"""HTML pages: what of them is article, and what they say of themselves."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from joindots.intake.blocks.paragraphs import ends_sentence
from joindots.intake.blocks.remarks import find_remark
from joindots.intake.blocks.satire import says_satire
from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.limits import MOST_PAGE_BYTES, MOST_PAGE_LINES
from joindots.intake.pages.error_pages import find_error
from joindots.intake.pages.html_fragments import compose_lines
from joindots.intake.pages.html_lines import HtmlLine
from joindots.intake.pages.html_trees import load_tree
from joindots.intake.pages.live_posts import find_post_times
from joindots.model import BlockKind, InputError
from joindots.text.decode import decode_text, make_storable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from joindots.intake.pages.linked_data import LinkedData
    from joindots.intake.pages.page_facts import PageFacts

_EXTENSIONS = frozenset({".html", ".htm", ".xhtml"})
_MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_SNIFF_WITHIN = 2048  # bytes
_LOOKS_LIKE = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_FRAGMENT = re.compile(rb"\A\s*<(?:head|body|div|article|main|section|p|h1)[\s>]", re.IGNORECASE)
_BEYOND_ASCII = bytes(range(128, 256))
_HEADS_MOST = 5  # titles and headings looked at for what an error page says
_CAPTION_MIN_WORDS = 5
_CAPTION_BEFORE = 8  # lines above the article in which its first picture's caption may stand
_REPEATED_MIN = 50  # characters of a line that a page does not say twice but by mistake
_BODY_MIN_WORDS = 80  # of a text in JSON-LD that can be the article and not a summary
_LINKED_SHARE = 0.5  # of a line's characters in links, from which it leads elsewhere
_UNSHOWN_SHARE = 0.5  # of the text in JSON-LD that the article's lines hold at least, unless the page does not show it
_ARTICLE = frozenset({"body", "heading"})
_EDGES = frozenset({"aside", "footer", "header"})  # hold what belongs to other pages, unless they stand in these:
_MIDDLES = frozenset({"article", "main"})

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
            InputError: The page holds no text, or says that there is no article.
        """
        from joindots.intake.pages.linked_data import read_linked_data  # noqa: PLC0415 - lxml: 0.1 s, and only for pages
        from joindots.intake.pages.page_facts import read_page_facts  # noqa: PLC0415 - the same
        from joindots.intake.pages.page_notes import list_notes  # noqa: PLC0415 - the same
        from joindots.intake.pages.shown_lines import list_shown  # noqa: PLC0415 - the same

        data = _cut_page(file.data)
        decoded = decode_text(data, declares=True, charset=file.charset)
        tree = load_tree(decoded.text)
        linked = read_linked_data(tree)
        page = list_shown(tree)
        shown = page.lines
        facts = read_page_facts(tree, linked, shown)
        lines = _list_lines(tree, linked, facts, shown)
        article = [text for text, kind in lines if kind in _ARTICLE]
        _check(file.source, tree, facts, article)
        notes = {*decoded.notes, *facts.notes, *list_notes(linked, article, is_revealed=page.is_revealed)}
        text, hints = compose_lines(lines)
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
            notes=tuple(sorted(notes)),
        )
        if len(data) < len(file.data) or len(shown) == MOST_PAGE_LINES:
            raise InputError(file.source, "The page is too long; only its first part is read.", "partly read")


def _check(source: str, tree: "HtmlElement", facts: "PageFacts", article: Sequence[str]) -> None:
    heads = [" ".join(item.text_content().split()) for item in tree.xpath("//head/title | //h1")[:_HEADS_MOST]]
    error = find_error([*heads, facts.title or ""], article)
    if error:
        raise InputError(source, error)
    if not article:
        frames = tree.xpath("count(//frame[@src] | //iframe[@src])")
        missing = " It shows other pages in frames, which are not in the file." if frames else ""
        raise InputError(source, f"The page holds no text of an article.{missing}")


def _list_lines(tree: "HtmlElement", linked: "LinkedData", facts: "PageFacts", shown: Sequence[HtmlLine]) -> list[Line]:
    """Title and date as printed, then the article's lines, its captions, and what is likely to belong to it."""
    paragraphs = _choose_lines(tree, linked, shown)
    if not paragraphs and not all(map(_leads_elsewhere, shown)):
        paragraphs = [(line.text, line.kind) for line in shown]
    title, day = facts.printed_title, facts.printed_day
    head: list[Line] = [(title, "title")] if title else []
    if day:
        head.append((day, "dateline"))
    once = {text for text, _ in head}
    return [*head, *((text, kind) for text, kind in paragraphs if " ".join(text.split()) not in once)]


def _choose_lines(tree: "HtmlElement", linked: "LinkedData", shown: Sequence[HtmlLine]) -> list[Line]:
    from joindots.intake.pages.article_lines import ARTICLE_FROM, LIKELY_FROM, rate_lines  # noqa: PLC0415 - NumPy
    from joindots.intake.pages.page_texts import describe_page  # noqa: PLC0415 - lxml

    rated = rate_lines(shown, describe_page(tree, linked, len(shown)))
    taken = [bool(rate >= ARTICLE_FROM) for rate in rated]
    if linked.body and not _is_shown(linked.body, [line.text for line, take in zip(shown, taken, strict=True) if take]):
        return [(make_storable(text)[0], "body") for text in linked.body.split("\n")]
    if not any(taken):
        return []
    first, last = taken.index(True), len(taken) - taken[::-1].index(True)
    times = find_post_times(shown, taken)
    chosen: list[Line] = []
    said: set[str] = set()
    for i, line in enumerate(shown):
        is_article = taken[i] or _is_remark(line)
        kind: BlockKind | None = line.kind if is_article else "boilerplate" if rated[i] >= LIKELY_FROM else None
        if line.kind == "caption":
            near = first - _CAPTION_BEFORE <= i < last and len(line.text.split()) >= _CAPTION_MIN_WORDS
            kind = "caption" if near or taken[i] else None
        kind = "heading" if i in times else kind
        if kind and (line.text not in said or len(line.text) < _REPEATED_MIN):
            said.add(line.text)
            chosen.append((line.text, kind))
    return chosen


def _cut_page(data: bytes) -> bytes:
    """The first `MOST_PAGE_BYTES` of a page, without the beginning of a character at their end."""
    if len(data) <= MOST_PAGE_BYTES:
        return data
    cut = data[:MOST_PAGE_BYTES]
    return cut if b"\x00" in cut[:_SNIFF_WITHIN] else cut.rstrip(_BEYOND_ASCII)


def _is_remark(line: HtmlLine) -> bool:
    """Whether a line corrects or adds to the article, or says of the site that it is satire: wherever it stands."""
    if _leads_elsewhere(line):
        return False
    if says_satire(line.text):
        return True
    if find_remark(line.text) is None or not ends_sentence(line.text):
        return False  # "Updated 4 May 2031, 9:30 p.m." says nothing of what was changed
    around = {element.tag for element in (line.element, *line.element.iterancestors())}
    return "nav" not in around and (not _MIDDLES.isdisjoint(around) or _EDGES.isdisjoint(around))


def _leads_elsewhere(line: HtmlLine) -> bool:
    return line.linked > _LINKED_SHARE * len(line.text)


def _is_shown(body: str, lines: Sequence[str]) -> bool:
    """Whether the lines hold the text; where not, the page keeps it for a script to show."""
    from joindots.intake.pages.line_features import share_runs, split_words  # noqa: PLC0415 - NumPy

    parts = [split_words(part) for part in body.split("\n")]
    sizes = [len(part) for part in parts]
    held = float((share_runs(parts, "\n".join(lines)) * sizes).sum())
    return sum(sizes) < _BODY_MIN_WORDS or held >= _UNSHOWN_SHARE * sum(sizes)
