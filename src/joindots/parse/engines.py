"""What a language engine has to offer."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from joindots.model import Model


class ParagraphParse(Struct, frozen=True, gc=False):
    """One paragraph, parsed; plain tuples that travel and cache cheaply.

    Attributes:
        tokens: `(start, end, text, lemma, pos, tag, dep, head, sentence)`; offsets in the paragraph, head and sentence
            as indices in it.
        names: `(first token, one past the last token, label)`.
        sentences: Number of sentences.
    """

    tokens: tuple[tuple[int, int, str, str, str, str, str, int, int], ...]
    names: tuple[tuple[int, int, str], ...]
    sentences: int


class Engine(Protocol):
    """Parses paragraphs. One engine, one language."""

    @property
    def language(self) -> str:
        """ISO 639-1 code of the language it reads."""

    @property
    def model(self) -> Model:
        """The model behind it."""

    def parse(self, paragraphs: Sequence[str]) -> list[ParagraphParse]:
        """Parse each paragraph by itself, in the order given.

        Args:
            paragraphs: Texts without paragraph breaks; the engine keeps their length and offsets.

        Raises:
            EngineError: The engine failed on a paragraph.
        """
