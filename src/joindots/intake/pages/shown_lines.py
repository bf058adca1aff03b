"""All that a page shows, once its scripts have run or where none can."""

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from joindots.intake.limits import MOST_PAGE_LINES
from joindots.intake.pages.hidden_boxes import is_furniture_box, reveal_box
from joindots.intake.pages.html_lines import HtmlLine, list_html_lines
from joindots.intake.pages.html_trees import load_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PROSE_MIN_WORDS = 8  # of a line that can be prose
_LINKED_SHARE = 0.5  # of a line's characters in links, from which it is none
_REVEALED_MIN_WORDS = 40  # of prose in hidden boxes, and for browsers without scripts or frames; notices have fewer
_MOST_ROUNDS = 3  # hidden boxes in hidden boxes


class Shown(Struct, frozen=True, kw_only=True):
    """What a page shows.

    Attributes:
        lines: In order.
        is_revealed: Whether most of it stands in boxes that the file hides, for a script to show.
    """

    lines: list[HtmlLine]
    is_revealed: bool


def list_shown(tree: "HtmlElement") -> Shown:
    """List all that a reader sees.

    Hidden boxes that hold more prose than everything that is shown are the article, which a script shows later; what
    browsers without scripts or frames are shown counts where it is more than all others are shown. The tree is changed
    to what is shown then.
    """
    lines, hidden = _list(tree)
    is_revealed = False
    for _ in range(_MOST_ROUNDS):
        boxes = _choose_boxes(hidden, _count_prose(lines))
        if not boxes:
            break
        for box in boxes:
            reveal_box(box)
        is_revealed = is_revealed or any(box.tag != "body" for box in boxes)
        lines, hidden = _list(tree)
    if _show_unscripted(tree, lines) or _show_unframed(tree, lines):
        lines, _ = _list(tree)
    return Shown(lines=lines, is_revealed=is_revealed)


def _list(tree: "HtmlElement") -> "tuple[list[HtmlLine], list[HtmlElement]]":
    hidden: list[HtmlElement] = []
    return list(islice(list_html_lines(tree, hidden), MOST_PAGE_LINES)), hidden


def _choose_boxes(hidden: "Sequence[HtmlElement]", least: int) -> "list[HtmlElement]":
    """The hidden boxes side by side that hold most prose, where it is more than the page shows; else none."""
    groups: dict[HtmlElement | None, list[HtmlElement]] = {}
    for box in hidden:
        if box.tag == "body":
            return [box]
        if not is_furniture_box(box):
            groups.setdefault(box.getparent(), []).append(box)
    sizes = {parent: sum(_count_prose(_list(box)[0]) for box in boxes) for parent, boxes in groups.items()}
    most = max(groups, key=sizes.__getitem__, default=None)
    return groups[most] if most is not None and sizes[most] > max(least, _REVEALED_MIN_WORDS) else []


def _count_prose(lines: Sequence[HtmlLine]) -> int:
    sizes = (len(line.text.split()) for line in lines if line.linked <= _LINKED_SHARE * len(line.text))
    return sum(size for size in sizes if size >= _PROSE_MIN_WORDS)


def _show_unscripted(tree: "HtmlElement", lines: Sequence[HtmlLine]) -> bool:
    """Show what stands in `noscript` where it is more than all else."""
    unscripted = list(tree.iter("noscript"))
    words = sum(len(element.text_content().split()) for element in unscripted)
    if words < _REVEALED_MIN_WORDS or words <= sum(len(line.text.split()) for line in lines):
        return False
    for element in unscripted:
        element.tag = "div"
    return True


def _show_unframed(tree: "HtmlElement", lines: Sequence[HtmlLine]) -> bool:
    """Show what stands in `noframes`, which the parser leaves as it is written, where the page shows nothing else."""
    unframed = [] if lines else list(tree.iter("noframes"))
    for element in unframed:
        inside = load_tree(element.text or "")
        if _count_prose(_list(inside)[0]) >= _REVEALED_MIN_WORDS:
            element.tag, element.text = "div", None
            element.extend(list(inside))
    return bool(unframed)
