"""Stretches of a report in other languages than English."""

import importlib
from functools import cache

from joindots.model import Block, Document
from joindots.text.normal import content_word, fold

ENGLISH = "en"
"""The language of the tables and rules of joindots."""

# In a language without a list of function words, words of fewer letters are taken for them. In the languages with a
# list some nine in ten of the running function words are shorter.
_LEAST_LETTERS = 7
_CODES = {"no": "nb"}  # languages whose list has another code


def block_language(document: Document, block: Block) -> str:
    """ISO 639-1 code: the block's own language, else its document's, else English, as too short a text is read."""
    return block.language or document.language or ENGLISH


def content_word_in(language: str, word: str) -> str | None:
    """A folded word of a language without what is elided before it ("l'"), or None where it says nothing by itself.

    Args:
        language: ISO 639-1 code.
        word: As `joindots.text.normal.words` gives it.
    """
    if language == ENGLISH:
        return content_word(word)
    bare = max(word.split("'"), key=len)
    listed = _load_function_words(language)
    if listed is None:
        return bare if len(bare) >= _LEAST_LETTERS or bare.isdigit() else None
    return None if (len(bare) < 2 and not bare.isdigit()) or bare in listed else bare


@cache
def _load_function_words(language: str) -> frozenset[str] | None:
    """Folded; None where there is no list. Source: the stop words that come with spaCy."""
    try:
        module = importlib.import_module(f"spacy.lang.{_CODES.get(language, language)}.stop_words")
    except ImportError:
        return None
    return frozenset(fold(part) for word in module.STOP_WORDS for part in word.replace("’", "'").split("'"))
