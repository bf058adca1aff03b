"""Who wrote a page: its JSON-LD, its head, or the byline that it prints."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from lxml.html import HtmlElement

from joindots.intake.pages.html_lines import HtmlLine
from joindots.intake.pages.linked_data import LinkedData
from joindots.text.decode import make_storable

_META = (
    "//meta[@name='author' or @property='article:author' or @name='byl' or @name='parsely-author'"
    " or @name='dc.creator' or @name='DC.creator' or @name='sailthru.author' or @name='citation_author']/@content"
)
_MARKED = (
    "//*[contains(concat(' ', @rel, ' '), ' author ') or @itemprop='author'"
    " or (self::a and (contains(@href, '/author/') or contains(@href, '/authors/') or contains(@href, '/autor/')"
    " or contains(@href, '/auteur/') or contains(@href, '/autoren/')))"
    " or contains(@class, 'author') or contains(@class, 'Author') or contains(@class, 'byline')"
    " or contains(@class, 'Byline')]"
)
# Content management systems write who wrote a page for Twitter's cards, as a label and its value.
_CARD = (
    "//meta[@name='twitter:label1' and (@content='Written by' or @content='Author')]"
    "/../meta[@name='twitter:data1']/@content"
)
_CARD_SECOND = _CARD.replace("label1", "label2").replace("data1", "data2")
_MARKED_MOST = 60  # elements looked at
_ELSEWHERE = (
    "ancestor::nav or ancestor::footer[not(ancestor::article)] or ancestor::aside"
    " or ancestor::*[contains(@class, 'omment')]"
)
_SURE_MARK = re.compile(r"author[a-z]{0,7}[-_]{1,2}name|\bauthor\b", re.IGNORECASE)
_BREAK = re.compile(r" ?(?:[;,&|•·⋅]|\b(?:and|und|et|y|og|och)\b) ?")
_MARK = re.compile(
    r"^\W{0,3}(?:(?:this )?(?:article|post|story|recipe|words|text|reporting)? ?(?:was )?"
    r"(?:written |posted |published )?by"
    r"|authors?|written|autor(?:en|in)?|auteur|von|par|por|door|af|av|di)(?: ?: ?| |$)",
    re.IGNORECASE,
)
_BY = re.compile(r"^\W{0,3}(?:written |posted |published |words |story )?(?:by|von|par|por)\b:? ", re.IGNORECASE)
_TAIL = re.compile(r" (?:[-–—] |on |in |published|updated|last updated).*$", re.IGNORECASE)
_WRITTEN = re.compile(
    r"^(?:(?:this )?(?:article|post|story) (?:was )?)?(?:written )?(?:by|von|par|por)\s*:?\s(?P<names>.+)",
    re.IGNORECASE,
)
_DAY_BY = re.compile(r"\d{4},? by (?P<names>\D+)", re.IGNORECASE)
_SEPARATOR = re.compile(r" [|•·⋅] ")
_INITIALS = re.compile(r" ?\([a-z]{1,5}\.?\)$")
_DEGREE = re.compile(r"(?:[A-Z]{2,6}|(?:[A-Z][a-z]{0,2}\.){2,4}|M\.?\s?D\.?|Ph\.?\s?D\.?|Jr\.?|Sr\.?|CPA|MBA)")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [\w'’.()-]+){0,4}")
_FULL_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,39}(?: (?:[A-ZÀ-ÖØ-Þ][\w'’.-]{0,39}|de|van|von|der|den|al|bin|du|la)){1,3}"
)
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:[a-z]{0,6})\.?|today|yesterday|by|admin|home|editor"
    r"|(?:the |about the |about )?authors?|(?:learn|read|see|view) (?:more|all)|share",
    re.IGNORECASE,
)
_BYLINE_MOST = 120  # characters
_FEW_WORDS = 3  # of a byline with one name that is not a full one
_NEAR = 12  # lines around the title in which a byline stands


def find_authors(
    tree: HtmlElement, linked: LinkedData, lines: Sequence[HtmlLine], title: int | None, site: str | None
) -> tuple[str, ...]:
    """Names of the authors; what only names the site gives way to a printed byline.

    Args:
        tree: The page.
        linked: Its JSON-LD.
        lines: All it shows.
        title: Which of them is the title, or None.
        site: Name of the site, or None.
    """
    stated = split_names(linked.authors)
    meta = split_names(str(text) for text in tree.xpath(_META) if "://" not in str(text))
    own = _fold(site or "")
    card = split_names(str(text) for path in (_CARD, _CARD_SECOND) for text in tree.xpath(path))
    printed = _find_printed(tree, lines, title)
    for names in (stated, meta, card, printed):
        if names and not all(_is_site(name, own) for name in names):
            return names
    return stated or meta or printed


def split_names(texts: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    """Names in texts such as `By Ada Quill and Ben Tallow, MD`."""
    names = []
    for text in texts:
        bare = _MARK.sub("", make_storable(" ".join(text.split()))[0])
        parts = [_INITIALS.sub("", _TAIL.sub("", part)).strip(" .:-–—\"'") for part in _BREAK.split(bare)]
        names += [part for i, part in enumerate(parts) if part and not (i and _DEGREE.fullmatch(part))]
    return tuple(dict.fromkeys(name for name in names if _NAME.fullmatch(name) and not _MONTH.fullmatch(name)))


def _find_printed(tree: HtmlElement, lines: Sequence[HtmlLine], title: int | None) -> tuple[str, ...]:
    """From a byline beside the title, from an element marked as the author's, or from a byline elsewhere."""
    if title is not None:
        for line in lines[max(0, title - _NEAR // 2) : title + _NEAR]:
            names = _read_byline(line.text)
            if names:
                return names
    for element in tree.xpath(_MARKED)[:_MARKED_MOST]:
        names = _read_marked(element)
        if names:
            return names
    return next((names for line in lines if (names := _read_written(line.text))), ())


def _read_marked(element: HtmlElement) -> tuple[str, ...]:
    """The names of an element, or of the first of its parts that begins with any, where it holds little else."""
    parts = [" ".join(part.split()) for part in element.itertext() if part.strip()]
    text = " ".join(parts)
    if not 0 < len(text) <= _BYLINE_MOST or element.xpath(f"boolean({_ELSEWHERE})"):
        return ()
    names = next((names for part in (text, *parts) if (names := _read_full(part))), ())
    is_sure = element.get("rel") == "author" or _SURE_MARK.search(element.get("class") or "")
    return names or (split_names([text]) if is_sure and len(text.split()) <= _FEW_WORDS else ())


def _read_byline(text: str) -> tuple[str, ...]:
    if len(text) > _BYLINE_MOST:
        return ()
    first = _SEPARATOR.split(text.split("\n", 1)[0], maxsplit=1)[0]
    if _BY.match(first):
        return _read_full(first) or (split_names([first]) if len(first.split()) <= _FEW_WORDS else ())
    day = _DAY_BY.search(first)
    return _read_full(day["names"]) if day else ()


def _read_written(text: str) -> tuple[str, ...]:
    """Names of a line that says nothing but who wrote the page."""
    written = _WRITTEN.match(text) if len(text) <= _BYLINE_MOST else None
    names = _read_full(written["names"]) if written else ()
    return names if written and len(names) == len(_BREAK.split(written["names"])) else ()


def _read_full(text: str) -> tuple[str, ...]:
    """Full names at the start of a list; what follows the first other word is what they are."""
    return tuple(takewhile(_FULL_NAME.fullmatch, split_names([text])))


def _is_site(name: str, site: str) -> bool:
    folded = _fold(name)
    is_handle = " " not in name and ("." in name.strip(".") or "_" in name)
    return folded.isdigit() or is_handle or (bool(site) and (folded in site or site in folded))


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
