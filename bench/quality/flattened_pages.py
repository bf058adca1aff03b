"""Web pages flattened to text as a crawl leaves them, each line labelled by the gold text of its article.

A page becomes a line for its title element and a line per block element and line break, in the order of the page;
scripts, styles and what is no text are dropped, what a style sheet would hide is not. A line's label follows one rule:

- *words* are stretches of letters and digits in lower case; Chinese and Japanese characters count one by one;
- the words of a line that stand in the gold as part of a shingle (four words in a row; a shorter line as a whole) are
  covered;
- a line is *body* when four fifths or more are covered, *other* when a fifth or fewer are;
- body lines must follow each other as in the gold: the heaviest chain in order is kept, by words, and a body line
  outside it (the same sentence again in a teaser, say) is left out;
- left out are also lines in between, lines inside `figcaption`, lines that hold the gold's title or an author and
  nothing more, and lines without a word; and body lines in what the page's own markup calls comments: the gold of ten
  pages of dragnet holds some of the readers' comments;
- a page of whose gold less than half is found is left out: the two do not belong together.
"""

import gzip
import hashlib
import io
import json
import re
import tarfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree, html
from msgspec import Struct

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
ARTICLES = BENCH / "articles"

SHINGLE = 4  # words
COVERED = 0.8  # of a line's words, to be body; less than 1 less this, to be something else
FOUND = 0.5  # of the gold's words, in body lines; less, and page and gold do not belong together
TITLE_SLACK = 4  # words beside the title in a line that is still no more than it, such as the publisher's name

_COMMENTS = re.compile(
    r"(?:^|\s)(?:comments?-?(?:list|area|section|container|wrapper|thread|body|content|text)?|disqus_thread|respond"
    r"|replies)(?:$|\s)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_DROPPED = frozenset({"script", "style", "template", "svg", "math", "iframe", "object", "head", "noscript", "canvas"})
_INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp small span"
        " strike strong sub sup time tt u var wbr img label amp-img",
    )
)


class Line(Struct, frozen=True):
    """One line of a flattened page; `body` is None where it is left out."""

    text: str
    body: bool | None


class Page(Struct, frozen=True):
    """A flattened page and what the gold says of it."""

    id: str
    set: str
    site: str
    lines: tuple[Line, ...]
    title: str | None
    date: str | None

    @property
    def text(self) -> str:
        """What joindots is given."""
        return "".join(f"{line.text}\n" for line in self.lines)


def load_pages() -> Iterator[Page]:
    """All pages that have text, in the order of the gold."""
    with gzip.open(ARTICLES / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        golds = [json.loads(line) for line in lines]
    with tarfile.open(ARTICLES / "pages.tar.gz") as archive:
        members = {Path(member.name).stem: member for member in archive.getmembers() if member.isfile()}
        for gold in golds:
            data = archive.extractfile(members[gold["id"]])
            lines = flatten_page(data.read() if data else b"")
            labelled = tuple(label_lines(lines, gold["text"], [gold["title"] or "", *(gold["authors"] or [])]))
            found = sum(len(list_words(line.text)) for line in labelled if line.body)
            if found >= FOUND * len(list_words(gold["text"])):
                yield Page(gold["id"], gold["set"], _name_site(gold), labelled, gold["title"], gold["date"])


def _name_site(gold: dict[str, str | None]) -> str:
    """The last two parts of a page's host, or its own name where the address is not known."""
    return ".".join((urlsplit(gold["url"] or "").hostname or str(gold["id"])).split(".")[-2:])


def is_tuning(page: Page) -> bool:
    """Whether a page is of the half, by the hash of its name, on which weights and thresholds may be chosen."""
    return hashlib.sha256(page.id.encode()).digest()[-1] % 2 == 0


def flatten_page(data: bytes) -> list[tuple[str, bool, bool]]:
    """The lines of a page; each with whether it stands in a caption, and whether in comments."""
    tree = _parse_page(data)
    if tree is None:
        return []
    collected: list[tuple[str, bool, bool]] = []
    buffer = io.StringIO()

    def end_line(*, caption: bool, comment: bool) -> None:
        text = " ".join(buffer.getvalue().split())
        if text:
            collected.append((text, caption, comment))
        buffer.seek(0)
        buffer.truncate()

    captions = comments = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            buffer.write(element.tail or "")
            continue
        block = element.tag not in _INLINE
        if block:
            end_line(caption=captions > 0, comment=comments > 0)
        step = 1 if event == "start" else -1
        captions += step * (element.tag == "figcaption")
        comments += step * any(_COMMENTS.search(element.get(name) or "") is not None for name in ("id", "class"))
        buffer.write((element.text if event == "start" else element.tail) or "")
    end_line(caption=False, comment=False)
    return collected


def _parse_page(data: bytes) -> etree._Element | None:
    """The tree without what is no text."""
    from joindots.text.decode import decode_text  # noqa: PLC0415 - only to decode as the reader of pages does

    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", decode_text(data, declares=True).text)
    try:
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, ValueError):
        return None
    title = tree.find(".//title")
    for element in [each for each in tree.iter(etree.Element) if each.tag in _DROPPED]:
        if element.getparent() is not None:
            element.drop_tree()
    if title is not None:
        tree.insert(0, html.Element("title"))
        tree[0].text = title.text
    return tree


def list_words(text: str) -> list[str]:
    """Words as they are compared."""
    return _WORD.findall(text.lower())


def label_lines(lines: Sequence[tuple[str, bool, bool]], gold: str, heads: Sequence[str]) -> Iterator[Line]:
    """Label by the rule at the top of this file."""
    places = _index_shingles(list_words(gold))
    heads = [tuple(list_words(head)) for head in heads if head]
    found: list[tuple[int, int, int]] = []  # line, place in the gold, words
    labels: list[bool | None] = []
    for i, (text, caption, _) in enumerate(lines):
        words = tuple(list_words(text))
        label, place = _match_line(words, places)
        if not words or (caption and not label) or (not label and any(_is_head(words, head) for head in heads)):
            label = None
        labels.append(label)
        if label and place is not None:
            found += [(i, at, len(words)) for at in place]
    chain = _find_chain(found)
    for i, (text, _, comment) in enumerate(lines):
        yield Line(text, None if labels[i] and (comment or i not in chain) else labels[i])


def _is_head(words: tuple[str, ...], head: tuple[str, ...]) -> bool:
    return bool(head) and len(words) <= len(head) + TITLE_SLACK and set(head) <= set(words)


def _index_shingles(words: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for size in range(1, SHINGLE + 1):
        for at in range(len(words) - size + 1):
            places.setdefault(tuple(words[at : at + size]), []).append(at)
    return places


def _match_line(
    words: tuple[str, ...], places: dict[tuple[str, ...], list[int]]
) -> tuple[bool | None, Sequence[int] | None]:
    """The label of a line, its order left aside, and where in the gold it may stand."""
    size = min(SHINGLE, len(words))
    if not size:
        return None, None
    covered = [False] * len(words)
    starts: list[int] = []
    for at in range(len(words) - size + 1):
        if found := places.get(words[at : at + size]):
            covered[at : at + size] = [True] * size
            starts = starts or [place - at for place in found]
    share = sum(covered) / len(words)
    if share >= COVERED:
        return True, starts
    return (False if share <= 1 - COVERED else None), None


def _find_chain(found: Sequence[tuple[int, int, int]]) -> set[int]:
    """Lines of the heaviest chain in which line and place in the gold both rise."""
    tops: list[tuple[int, int]] = []  # place, best weight of a chain that ends there or before; both rising
    back: dict[tuple[int, int], tuple[int, int] | None] = {}
    ends: dict[int, tuple[int, int]] = {}
    by_line: dict[int, list[tuple[int, int]]] = {}
    for line, place, weight in found:
        by_line.setdefault(line, []).append((place, weight))
    for line, options in by_line.items():
        new = []
        for place, weight in options:
            k = bisect_right(tops, (place, -1)) - 1
            before = tops[k] if k >= 0 else None
            new.append((place, (before[1] if before else 0) + weight))
            back[line, place] = ends[before[0]] if before else None
        for place, total in new:
            k = bisect_right(tops, (place, total))
            if k and tops[k - 1][1] >= total:
                continue
            while k < len(tops) and tops[k][1] <= total:
                del tops[k]
            if k and tops[k - 1][0] == place:
                del tops[k - 1]
                k -= 1
            tops.insert(k, (place, total))
            ends[place] = (line, place)
    chain: set[int] = set()
    at = ends[tops[-1][0]] if tops else None
    while at:
        chain.add(at[0])
        at = back[at]
    return chain
