"""From documents to parses: every distinct paragraph once."""

from collections.abc import Iterator, MutableMapping, Sequence

from joindots.model import Block, Document
from joindots.parse.engines import Engine, ParagraphParse
from joindots.parse.parses import Parse, Sentence, TaggedName, Token
from joindots.text.languages import block_language

# Blocks that hold sentences. Bylines and datelines are read by intake, boilerplate by nobody.
PARSED_KINDS = frozenset({"title", "standfirst", "heading", "body", "caption"})


def parse_documents(
    documents: Sequence[Document], engine: Engine, cache: MutableMapping[str, ParagraphParse] | None = None
) -> Iterator[Parse]:
    """Parse documents, in their order, as far as they are in the engine's language.

    Blocks in another language have no tokens; a document that is wholly in another gives a parse without tokens.

    Args:
        documents: Any number.
        engine: The language engine.
        cache: Paragraph text to its parse by this engine; filled on the way. Parses of one text are the same wherever
            it stands.
    """
    cache = {} if cache is None else cache
    missing = [text for text in list_paragraphs(documents, engine) if text not in cache]
    if missing:  # a pipeline that nothing needs is not loaded
        cache.update(zip(missing, engine.parse(missing), strict=True))
    for document in documents:
        yield _assemble(document, parsed_blocks(document, engine), cache, engine.language)


def list_paragraphs(documents: Sequence[Document], engine: Engine) -> list[str]:
    """The distinct paragraphs that the engine has to parse, in the order in which they first stand."""
    texts = (_text(document, block) for document in documents for block in parsed_blocks(document, engine))
    return list(dict.fromkeys(text for text in texts if text))


def parsed_blocks(document: Document, engine: Engine) -> list[int]:
    """Indices of the blocks of a document that the engine parses."""
    return [
        i
        for i, block in enumerate(document.blocks)
        if block.kind in PARSED_KINDS and block_language(document, block) == engine.language
    ]


def _text(document: Document, i: int) -> str:
    block: Block = document.blocks[i]
    return document.text[block.start : block.end].strip()


def _assemble(
    document: Document, blocks: Sequence[int], cache: MutableMapping[str, ParagraphParse], language: str
) -> Parse:
    """Shift the paragraphs' parses to where they stand in the document."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[TaggedName] = []
    for i in blocks:
        block = document.blocks[i]
        raw = document.text[block.start : block.end]
        text = raw.strip()
        if not text:
            continue
        paragraph = cache[text]
        shift, first, first_sentence = block.start + raw.index(text), len(tokens), len(sentences)
        for n, (start, end, word, lemma, pos, tag, dep, head, sentence) in enumerate(paragraph.tokens):
            at, number = first + n, first_sentence + sentence
            tokens.append(Token(at, start + shift, end + shift, word, lemma, pos, tag, dep, first + head, number))
        sentences.extend(_sentences(tokens[first:], i, document))
        names.extend(
            TaggedName(first + a, first + b, tokens[first + a].start, tokens[first + b - 1].end, label)
            for a, b, label in paragraph.names
        )
    return Parse(document, tokens, sentences, names, language=language)


def _sentences(tokens: Sequence[Token], block: int, document: Document) -> Iterator[Sentence]:
    begin = 0
    for n, token in enumerate(tokens):
        if n + 1 == len(tokens) or tokens[n + 1].sentence != token.sentence:
            head = tokens[begin]
            yield Sentence(
                token.sentence, head.i, token.i + 1, head.start, token.end, block, document.blocks[block].kind
            )
            begin = n + 1
