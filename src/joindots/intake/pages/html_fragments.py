"""HTML without a page around it: the entry of a feed, the body of a mail, a document turned into HTML."""

from collections.abc import Iterable

from joindots.intake.drafts import Hint
from joindots.intake.pages.html_lines import list_html_lines
from joindots.intake.pages.html_trees import load_tree
from joindots.model import BlockKind


def read_fragment(html: str) -> tuple[str, tuple[Hint, ...]]:
    r"""All that a fragment shows, with nothing taken for boilerplate.

    Args:
        html: A fragment or a page, with or without tags; without NULs and lone surrogates, as `decode_text` leaves it.

    Returns:
        The text, a paragraph, heading, list item, table cell or caption a line (a line break inside one is kept as
        `\n`), and hints that tile it: `heading`, `caption` or `body`. Both are empty where nothing is shown.
    """
    return compose_lines((line.text, line.kind) for line in list_html_lines(load_tree(html)))


def compose_lines(lines: Iterable[tuple[str, BlockKind]]) -> tuple[str, tuple[Hint, ...]]:
    """Text of lines and hints that tile it; each line's end belongs to it."""
    texts, hints = [], []
    at = 0
    for text, kind in lines:
        texts.append(f"{text}\n")
        hints.append(Hint(start=at, end=at + len(text) + 1, kind=kind))
        at = hints[-1].end
    return "".join(texts), tuple(hints)
