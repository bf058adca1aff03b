"""The words of reports among which names can stand."""

import re
from collections.abc import Iterator

from joindots.model import Document

_WORD = re.compile(r"\w+(?:[-.'’]\w+)*")
_PARSED = frozenset({"title", "standfirst", "heading", "body", "caption"})


def list_words(document: Document) -> Iterator[list[re.Match[str]]]:
    """The words of each block that is parsed, in order."""
    for block in document.blocks:
        if block.kind in _PARSED:
            yield list(_WORD.finditer(document.text, block.start, block.end))


def split_name(name: str) -> tuple[str, ...]:
    """The words of a name."""
    return tuple(_WORD.findall(name))
