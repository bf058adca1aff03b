"""A parsed document: tokens, sentences and tagged names, all with offsets into `Document.text`."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from joindots.model import BlockKind, Document, Span
from joindots.text.languages import ENGLISH
from joindots.text.quotes import Quotation, find_quotations


class Token(Struct, frozen=True, gc=False):
    """One word or mark. White space is no token.

    Attributes:
        i: Index in the document.
        start: First code point in `Document.text`.
        end: One past the last.
        text: As written, but for quotation marks, which are straight, and paragraphs set in capitals, which are in
            mixed case (the parser reads those best).
        lemma: Base form, lower case except for names.
        pos: Universal part of speech, such as `VERB`; the same for every language.
        tag: English: Penn Treebank tag, such as `VBD`. Other languages: whatever their pipeline gives.
        dep: Dependency to the head, `ROOT` for the head of a sentence. English: ClearNLP labels, such as `nsubj`. Other
            languages: Universal Dependencies, which build their trees otherwise (`case` hangs on its noun).
        head: Index of the head; its own for a root.
        sentence: Index of its sentence.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


class Sentence(Struct, frozen=True, gc=False):
    """One sentence.

    Attributes:
        i: Index in the document.
        first: First token.
        last: One past its last token.
        start: First code point.
        end: One past the last.
        block: Index into `Document.blocks`.
        kind: Kind of that block.
    """

    i: int
    first: int
    last: int
    start: int
    end: int
    block: int
    kind: BlockKind


class TaggedName(Struct, frozen=True, gc=False):
    """A name or number phrase as the tagger marks it; right more often than not, no more.

    Attributes:
        first: First token.
        last: One past its last token.
        start: First code point.
        end: One past the last.
        label: OntoNotes label: `PERSON`, `ORG`, `GPE`, `LOC`, `FAC`, `NORP`, `DATE`, `TIME`, `CARDINAL`, `MONEY` ...
    """

    first: int
    last: int
    start: int
    end: int
    label: str


class Parse:
    """A document, parsed in one language. Immutable; knows how to walk its trees.

    Attributes:
        document: The document.
        language: ISO 639-1 code; blocks in another language have no tokens here.
        tokens: In text order, only of blocks that are parsed.
        sentences: In text order.
        names: In text order, without overlap.
    """

    def __init__(
        self,
        document: Document,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        names: Sequence[TaggedName],
        *,
        language: str = ENGLISH,
    ) -> None:
        self.document = document
        self.language = language
        self.tokens = tuple(tokens)
        self.sentences = tuple(sentences)
        self.names = tuple(names)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of its children, in text order."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        return tuple(tuple(c) for c in children)

    @cached_property
    def labelled_children(self) -> dict[tuple[int, str], list[int]]:
        """For a token and a label the indices of its children that bear it, in text order; absent where none does."""
        children: dict[tuple[int, str], list[int]] = {}
        for token in self.tokens:
            if token.head != token.i:
                children.setdefault((token.head, token.dep), []).append(token.i)
        return children

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Quotations in the blocks that are parsed."""
        blocks = [self.document.blocks[i] for i in sorted({sentence.block for sentence in self.sentences})]
        return tuple(find_quotations(self.document.text, [(block.start, block.end) for block in blocks]))

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """Start and end of each quotation in all blocks, in text order."""
        blocks = [(block.start, block.end) for block in self.document.blocks]
        return sorted((found.start, found.end) for found in find_quotations(self.document.text, blocks))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def subtree(self, i: int) -> list[int]:
        """Indices of token `i` and all its descendants, in text order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.children[j])
        return sorted(found)

    def token_range(self, start: int, end: int) -> range:
        """Indices of the tokens that begin in `text[start:end]`."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers a code point, or None outside parsed blocks."""
        at = bisect_right(self._sentence_starts, offset) - 1
        if at < 0 or offset >= self.sentences[at].end:
            return None
        return self.sentences[at]

    def span(self, start: int, end: int) -> Span:
        """The span `text[start:end]` of the document.

        Raises:
            ValueError: The offsets are empty or lie outside the text.
        """
        if not 0 <= start < end <= len(self.document.text):
            message = f"{self.document.id}: no span {start}:{end} in a text of {len(self.document.text)}"
            raise ValueError(message)
        return Span(document=self.document.id, start=start, end=end, text=self.document.text[start:end])

    def token_span(self, first: int, last: int) -> Span:
        """The span of tokens `first` up to but without `last`."""
        return self.span(self.tokens[first].start, self.tokens[last - 1].end)
