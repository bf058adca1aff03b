"""Whether a report says that it has something from another newspaper."""

import re

from joindots.model import BlockKind, Document

REACH = 30
"""Characters between a newspaper's name and the word that tells what it did: "told the Tarn Bell", "the Bell has since
reported"; farther apart, the name is there for another reason."""

_NOT_ITS_OWN: frozenset[BlockKind] = frozenset({"boilerplate", "byline", "dateline"})
_BEFORE = re.compile(
    r"\b(?:told|according to|report(?:ed|s|ing)? (?:by|in)|published (?:by|in)|appeared in|wrote in|interview with|"
    r"revealed by|obtained by|seen by|quoted (?:by|in))\W"
)
_AFTER = re.compile(
    r"\b(?:report(?:s|ed)|wr(?:ites|ote)|says|said|reveal(?:s|ed)|quote[sd]|published|learnt|learned)\b"
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def cites(document: Document, publisher: str) -> bool:
    """Whether a report gives a newspaper as the source of something.

    Args:
        document: The report.
        publisher: Of another report, as printed.
    """
    name = _ARTICLE.sub("", publisher.strip())
    if not name or not name[0].isupper():
        return False
    own = (block for block in document.blocks if block.kind not in _NOT_ITS_OWN)
    return any(_is_cited(document.text, name, block.start, block.end) for block in own)


def _is_cited(text: str, name: str, start: int, end: int) -> bool:
    """Whether a name stands in a stretch as a whole word, with a word of reporting near it."""
    at = text.find(name, start, end)
    while at >= 0:
        after = at + len(name)
        whole = not (text[at - 1 : at].isalnum() or text[after : after + 1].isalnum())
        near = _BEFORE.search(text, max(start, at - REACH), at) or _AFTER.search(text, after, min(end, after + REACH))
        if whole and near:
            return True
        at = text.find(name, after, end)
    return False
