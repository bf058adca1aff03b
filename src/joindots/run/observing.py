"""One block of work: parse some documents and extract what they show."""

import functools
from collections import ChainMap
from collections.abc import Sequence

from msgspec import Struct

from joindots.extract import observe
from joindots.model import Document, Observations, Rejection
from joindots.parse import Engine, ParagraphParse, Parse, SpacyEngine, parse_documents

# Characters a block: some two seconds of parsing, so that progress moves and a lost worker costs little.
BLOCK_CHARACTERS = 60_000
# Paragraphs whose parse is kept in case their document gets a date later and is read again (about 2 kB each).
KEPT_PARAGRAPHS = 20_000


class Work(Struct, frozen=True):
    """A block of documents to parse with one model.

    Attributes:
        documents: In a fixed order.
        model: spaCy pipeline package, or None for the pinned one.
    """

    documents: tuple[Document, ...]
    model: str | None


def split_work(documents: Sequence[Document], model: str | None) -> list[Work]:
    """Cut documents into blocks of about `BLOCK_CHARACTERS`, keeping their order."""
    blocks: list[list[Document]] = []
    size = BLOCK_CHARACTERS
    for document in documents:
        if size >= BLOCK_CHARACTERS:
            blocks.append([])
            size = 0
        blocks[-1].append(document)
        size += len(document.text)
    return [Work(tuple(block), model) for block in blocks]


def observe_block(work: Work) -> list[Observations | Rejection]:
    """Parse and extract each document of a block; one that fails becomes a rejection, the others go on."""
    engine, cache = language_engine(work.model), _paragraphs(work.model)
    undated = [d for d in work.documents if d.published is None]
    own: ChainMap[str, ParagraphParse] = ChainMap({}, cache)
    try:
        parses: list[Parse | Rejection] = list(parse_documents(work.documents, engine, own))
    except Exception:  # noqa: BLE001 - the run's document boundary: find out which document it was
        parses = [_parse_alone(document, engine) for document in work.documents]
    if undated and len(cache) < KEPT_PARAGRAPHS:
        cache.update(own.maps[0])
    return [parse if isinstance(parse, Rejection) else _observe(parse) for parse in parses]


def _parse_alone(document: Document, engine: Engine) -> Parse | Rejection:
    try:
        return next(parse_documents([document], engine))
    except Exception as error:  # noqa: BLE001 - the run's document boundary
        return _rejection(document, "parse", error)


def _observe(parse: Parse) -> Observations | Rejection:
    try:
        return observe(parse)
    except Exception as error:  # noqa: BLE001 - the run's document boundary
        return _rejection(parse.document, "extract", error)


def _rejection(document: Document, stage: str, error: Exception) -> Rejection:
    return Rejection(source=document.source, stage=stage, reason=f"{type(error).__name__}: {error}")


@functools.cache
def language_engine(model: str | None) -> SpacyEngine:
    """The language engine of this process, loaded once.

    Raises:
        EngineError: The model package is not installed.
    """
    return SpacyEngine(model)


@functools.cache
def _paragraphs(model: str | None) -> dict[str, ParagraphParse]:  # noqa: ARG001 - parses of one model are no other's
    return {}
