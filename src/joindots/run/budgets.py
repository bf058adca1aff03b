"""How much of one document is read for what it says, so that no document starves the others."""

import re

from msgspec.structs import replace

from joindots.model import Document, Rejection
from joindots.parse import PARSED_KINDS

# Every paragraph counts for as many characters at least: parsing an empty one takes 0.4 ms, a character 0.03 ms.
_CHARACTERS_A_PARAGRAPH = 20
# So does every word or mark, and every one that begins with a capital or a figure: names, numbers and dates take the
# time and the memory. Prose has fewer of either, so that it counts as it is long; runs of them count up to 12 times.
_CHARACTERS_A_WORD = 4
_CHARACTERS_A_NAME = 12
_WORD = re.compile(r"\w+|[^\w\s]")
_NAME = re.compile(r"\b[A-Z0-9]")
_WINDOW = 1_000  # characters that are weighed together


def cut_document(document: Document, most: int) -> Document:
    """The part of a document that is read further: its first so many characters, at most to the end of a word.

    Args:
        document: As taken in.
        most: Characters of prose that may be parsed; of text dense with names, numbers or marks, and of short
            paragraphs, fewer may.

    Returns:
        The document with less text and the blocks there; all offsets and the id stay. Itself where all is read.
    """
    end = _find_end(document, most)
    if end == len(document.text):
        return document
    blocks = tuple(replace(block, end=min(block.end, end)) for block in document.blocks if block.start < end)
    return replace(document, text=document.text[:end], blocks=blocks)


def is_small(document: Document, most: int) -> bool:
    """Whether all of a document is read whatever is in it: no character counts more than a name."""
    return _CHARACTERS_A_NAME * len(document.text) + _CHARACTERS_A_PARAGRAPH * len(document.blocks) <= most


def reject_rest(document: Document, most: int) -> Rejection | None:
    """Say what of a document is not read further, or None where all is."""
    end = _find_end(document, most)
    if end == len(document.text):
        return None
    reason = f"Only its first {end:,} characters are read further; --most-characters raises this."
    return Rejection(source=document.source, stage="parse", reason=reason, outcome="partly read")


def _find_end(document: Document, most: int) -> int:
    if is_small(document, most):
        return len(document.text)
    for block in document.blocks:
        if block.kind not in PARSED_KINDS:
            continue
        spent = 0
        for start in range(block.start, block.end, _WINDOW):
            end = min(start + _WINDOW, block.end)
            cost = _weigh(document.text[start:end])
            if spent + cost > most:
                least = start + (end - start) * (most - spent) // cost
                return document.text.rfind(" ", block.start, least) + 1 or least
            spent += cost
        most = max(0, most - max(spent, _CHARACTERS_A_PARAGRAPH))
    return len(document.text)


def _weigh(text: str) -> int:
    words, names = (sum(1 for _ in kind.finditer(text)) for kind in (_WORD, _NAME))
    return max(len(text), _CHARACTERS_A_WORD * words, _CHARACTERS_A_NAME * names)
