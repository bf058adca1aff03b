"""What can be measured of a line of a page that tells article from the rest."""

import re
import tomllib
from collections.abc import Hashable, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.intake.pages.html_lines import HtmlLine

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Column = NDArray[np.float64]
Columns = dict[str, Column]

_WORD = re.compile(r"\w+")
_SENTENCE_BREAK = re.compile(r"[.!?…] ")
_ENDS = tuple(".!?…。:\"”»')")
_TAGS = ("p", "li", "td", "h1", "h2", "div", "blockquote")
_SAME_TAGS = {"h3": "h2", "h4": "h2", "h5": "h2", "h6": "h2", "th": "td"}
_WHOLE = ("article", "main")
_PARTS = ("nav", "header", "footer", "aside", "form", "figure", "table", "ul", "section", "button")
_PROSE_MIN_WORDS = 8  # of a line that can be prose
_WITHIN_DIGITS = 200  # characters looked at
_GRAM_MIN_WORDS = 6  # of a line compared by its runs; shorter ones are compared whole
_LINKED_DATA_MIN = 400  # characters of a text in JSON-LD that can be the article
_TITLE_LIKENESS = 0.5  # of the line that is the title
_TITLE_MAX_WORDS = 60
_SHORT_WORDS, _LONG_WORDS = 10, 20
_ALL_LINKED = 0.9  # of a line's characters
_OUTER = ("html", "body")
_NAME_MAX_LENGTH = 200  # characters of the names of one box


class PageTexts(Struct, frozen=True, kw_only=True):
    """What is known of a page's article before its lines are looked at.

    Attributes:
        title: As the page calls itself; may be empty.
        description: The page's own; may be empty.
        linked: Text of the article in JSON-LD; may be empty.
        extracted: What another extractor takes for the article; may be empty.
    """

    title: str
    description: str
    linked: str
    extracted: str


class _Boxes(Struct, frozen=True):
    """What an element stands in, itself included.

    Attributes:
        tags: Of all boxes.
        anywhere: Which groups of words the names of its boxes hold.
        inner: The same, of itself and its parent.
        own: The same, of itself.
        depth: How many.
        chain: A number for each of the innermost four, the outer first.
        path: Tag and name of the innermost three.
    """

    tags: frozenset[str]
    anywhere: NDArray[np.bool_]
    inner: NDArray[np.bool_]
    own: NDArray[np.bool_]
    depth: int
    chain: tuple[int, ...]
    path: tuple[tuple[str, str], ...]


def measure_lines(lines: Sequence[HtmlLine], page: PageTexts) -> Columns:
    """Measure each line.

    Args:
        lines: Of the whole page, in order; at least one.
        page: What is known of it.

    Returns:
        Columns by name, one number a line.
    """
    words = [split_words(line.text) for line in lines]
    sizes = np.array([len(each) for each in words], float)
    links = np.array([line.linked / len(line.text) for line in lines])
    prose = sizes * (1 - links) * (sizes >= _PROSE_MIN_WORDS)
    boxes = _list_boxes(lines)
    columns = _measure_texts(lines, words, sizes, links)
    columns |= _measure_boxes(boxes, prose + 0.01)
    columns |= _measure_titles(words, columns["tag_h1"], page)
    columns |= _measure_groups(boxes, sizes, links, prose)
    columns |= _measure_linked(words, page.linked)
    columns |= _measure_extracted(words, boxes, sizes, prose, page.extracted)
    return columns | _cross(columns, sizes)


def _cross(columns: Columns, sizes: Column) -> Columns:
    """What counts otherwise for lines of one kind or length than for others."""
    taken, short, long = columns["taken"], (sizes < _SHORT_WORDS).astype(float), (sizes >= _LONG_WORDS).astype(float)
    return {
        "short": short,
        "long": long,
        "very_long": (sizes >= 2 * _LONG_WORDS).astype(float),
        "all_linked": (columns["linked"] > _ALL_LINKED).astype(float),
        "taken_heading": taken * columns["tag_h2"],
        "taken_item": taken * columns["tag_li"],
        "taken_cell": taken * columns["tag_td"],
        "taken_linked": taken * columns["linked"],
        "taken_short": taken * short,
        "taken_long": taken * long,
        "left_long": (1 - taken) * long,
        "taken_parent_short": columns["taken_parent"] * short,
        "taken_second_item": columns["taken_second"] * columns["tag_li"],
        "taken_around_short": columns["taken_around"] * short,
        "taken_share": taken * columns["share_second"],
    }


def share_runs(words: Iterable[Sequence[str]], text: str) -> Column:
    """How much of each line stands in a text: of its runs of four words, or, of a short line, all or nothing."""
    known = split_words(text)
    runs = set(zip(known, known[1:], known[2:], known[3:], strict=False))
    whole = {" ".join(split_words(line)) for line in text.split("\n")}
    return np.array([_share(each, runs, whole) for each in words])


def split_words(text: str) -> list[str]:
    """Words in lower case, as texts are compared."""
    return _WORD.findall(text.lower())


def _share(words: Sequence[str], runs: set[tuple[str, str, str, str]], whole: set[str]) -> float:
    if len(words) < _GRAM_MIN_WORDS:
        return float(bool(words) and " ".join(words) in whole)
    own = list(zip(words, words[1:], words[2:], words[3:], strict=False))
    return sum(run in runs for run in own) / len(own)


def _measure_texts(lines: Sequence[HtmlLine], words: Sequence[Sequence[str]], sizes: Column, links: Column) -> Columns:
    texts = [line.text for line in lines]
    starts = [text[:_WITHIN_DIGITS] for text in texts]
    tags = [_SAME_TAGS.get(line.element.tag, line.element.tag) for line in lines]
    keys = [" ".join(each) for each in words]
    length = np.log1p(sizes)
    columns = {
        "words": length,
        "linked": links,
        "ends": np.array([text.endswith(_ENDS) for text in texts], float),
        "commas": np.array([min(3, text.count(", ")) for text in texts], float),
        "sentences": np.array([min(4, len(_SENTENCE_BREAK.findall(text))) for text in texts], float),
        "digits": np.array([sum(map(str.isdigit, start)) / len(start) for start in starts]),
        "capitals": np.array([text.isupper() for text in texts], float),
        "breaks": np.array([min(3, text.count("\n")) for text in texts], float),
        "again": (_sum_by(keys, np.ones(len(keys))) > 1).astype(float),
        "place": np.arange(len(texts)) / len(texts),
    }
    columns |= {f"tag_{tag}": np.array([each == tag for each in tags], float) for tag in _TAGS}
    dense = np.log1p(sizes * (1 - links) * (sizes >= _PROSE_MIN_WORDS))
    for by in (1, 2, -1, -2):
        columns |= {f"prose_{by:+}": _shift(dense, by), f"linked_{by:+}": _shift(links, by)}
        columns[f"words_{by:+}"] = _shift(length, by)
    return columns


def _measure_boxes(boxes: Sequence[_Boxes], prose: Column) -> Columns:
    """Words of the boxes' names. What stands around most of the page's prose says nothing, and counts as little."""
    columns = {f"in_{tag}": np.array([tag in box.tags for box in boxes], float) for tag in (*_WHOLE, *_PARTS)}
    anywhere = np.array([box.anywhere for box in boxes]).astype(float)
    inner = np.array([box.inner for box in boxes]).astype(float)
    for i, name in enumerate(_load_words()):
        columns |= {f"box_{name}": anywhere[:, i], f"own_{name}": inner[:, i]}
    whole = {f"in_{tag}" for tag in _WHOLE}
    whole |= {f"{kind}_{name}" for kind in ("box", "own") for name, word in _load_words().items() if word.whole}
    for name, column in columns.items():
        if name not in whole:
            columns[name] = column * (1 - (column * prose).sum() / prose.sum())
    return columns | {"depth": np.array([box.depth / 10 for box in boxes])}


def _measure_titles(words: Sequence[Sequence[str]], is_heading: Column, page: PageTexts) -> Columns:
    title, description = set(split_words(page.title)), set(split_words(page.description))
    likeness = np.array([_liken(each, title) if len(each) < _TITLE_MAX_WORDS else 0.0 for each in words])
    best = int(np.argmax(likeness + is_heading / 5))
    places = np.arange(len(words))
    known = float(bool(title) and likeness.max() > _TITLE_LIKENESS)
    return {
        "title": likeness,
        "after_title": (places > best) * known,
        "before_title": (places < best) * known,
        "description": np.array([_liken(each, description) for each in words]),
    }


def _liken(words: Sequence[str], others: set[str]) -> float:
    return len(others.intersection(words)) / max(1, len(others.union(words))) if others else 0.0


def _measure_groups(boxes: Sequence[_Boxes], sizes: Column, links: Column, prose: Column) -> Columns:
    """How much of the page's prose stands in the same boxes, and how much of them is links."""
    columns = {}
    for name, keys in _list_groups(boxes):
        inside = _sum_by(keys, prose)
        columns[f"share_{name}"] = inside / (prose.sum() + 1)
        columns[f"size_{name}"] = np.log1p(inside) / 5
        columns[f"links_{name}"] = _mean_by(keys, links, sizes + 1)
    return columns


def _measure_linked(words: Sequence[Sequence[str]], text: str) -> Columns:
    known = float(len(text) > _LINKED_DATA_MIN)
    share = share_runs(words, text) * known
    return {"data": share, "has_data": np.full(len(words), known), "not_data": (1 - share) * known}


def _measure_extracted(
    words: Sequence[Sequence[str]], boxes: Sequence[_Boxes], sizes: Column, prose: Column, text: str
) -> Columns:
    """What the other extractor takes, here, around, and in the same boxes."""
    share = share_runs(words, text)
    weight = sizes + 0.01
    taken = np.cumsum(share > 0.5)
    total = (share * sizes).sum()
    columns = {
        "taken": share,
        "taken_+1": _shift(share, 1),
        "taken_-1": _shift(share, -1),
        "taken_around": ((taken > 0) & (taken < taken[-1])).astype(float),
        "taken_before": (taken == 0).astype(float),
        "taken_size": np.full(len(share), np.log1p(total) / 5),
        "taken_ratio": np.full(len(share), min(3.0, total / (prose.sum() + 1))),
    }
    for name, keys in _list_groups(boxes):
        columns[f"taken_{name}"] = _mean_by(keys, share, weight)
        columns[f"taken_share_{name}"] = _sum_by(keys, share * sizes) / (total + 1)
    return columns


def _list_groups(boxes: Sequence[_Boxes]) -> list[tuple[str, list[Hashable]]]:
    """Lines by the boxes that they stand in."""
    levels = [("parent", 2), ("second", 3), ("third", 4)]
    groups: list[tuple[str, list[Hashable]]] = [
        (name, [box.chain[-level] if len(box.chain) >= level else 0 for box in boxes]) for name, level in levels
    ]
    return [*groups, ("alike", [box.path for box in boxes])]


def _list_boxes(lines: Sequence[HtmlLine]) -> list[_Boxes]:
    known: dict[HtmlElement, _Boxes] = {}
    return [_find_boxes(line.element, known) for line in lines]


def _find_boxes(element: "HtmlElement", known: "dict[HtmlElement, _Boxes]") -> _Boxes:
    """Boxes of an element, built from those of the nearest ancestor seen before."""
    todo = []
    at: HtmlElement | None = element
    while at is not None and at not in known:
        todo.append(at)
        at = at.getparent()
    none = _match_words("")
    boxes = known[at] if at is not None else _Boxes(frozenset(), none, none, none, 0, (), ())
    for each in reversed(todo):
        name = " ".join(each.get(key) or "" for key in ("class", "id", "itemprop", "role"))
        own = _match_words(name if each.tag not in _OUTER else "")
        boxes = known[each] = _Boxes(
            tags=boxes.tags | {each.tag},
            anywhere=boxes.anywhere | own,
            inner=boxes.own | own,
            own=own,
            depth=boxes.depth + 1,
            chain=(*boxes.chain[-3:], len(known)),
            path=(*boxes.path[-2:], (each.tag, name)),
        )
    return boxes


class _Word(Struct, frozen=True):
    pattern: re.Pattern[str]
    whole: bool


@cache
def _load_words() -> dict[str, _Word]:
    """Groups of words in names; `whole` where they name the article's own boxes."""
    table = tomllib.loads(files(__package__).joinpath("line_words.toml").read_text("utf-8"))
    return {
        name: _Word(re.compile(pattern), kind == "own")
        for kind, patterns in table.items()
        for name, pattern in patterns.items()
    }


@lru_cache(maxsize=4096)
def _match_words(name: str) -> NDArray[np.bool_]:
    short = name[:_NAME_MAX_LENGTH].lower()
    if not _any_word().search(short):
        return np.zeros(len(_load_words()), bool)
    return np.array([bool(word.pattern.search(short)) for word in _load_words().values()])


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile("|".join(word.pattern.pattern for word in _load_words().values()))


def _shift(column: Column, by: int) -> Column:
    """What stands `by` lines before; nothing beyond the ends."""
    shifted = np.zeros(len(column))
    if by > 0:
        shifted[by:] = column[:-by]
    else:
        shifted[:by] = column[-by:]
    return shifted


def _sum_by(keys: Sequence[Hashable], column: Column) -> Column:
    """For each line the sum over the lines of the same key."""
    numbers: dict[Hashable, int] = {}
    index = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
    summed: Column = np.bincount(index, column).astype(float)
    return np.take(summed, index)


def _mean_by(keys: Sequence[Hashable], column: Column, weights: Column) -> Column:
    return _sum_by(keys, column * weights) / _sum_by(keys, weights)
