"""One block of work: parse some documents and extract what they show."""

import functools
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from joindots.extract import observe
from joindots.intake import Draft, label_documents
from joindots.model import Document, Model, Observations, Rejection
from joindots.parse import Engine, Parse, SpacyEngine, choose_pipelines, list_paragraphs, parse_documents
from joindots.parse.packing import KeptParses, PackedParses, make_key
from joindots.run.budgets import cut_document, is_small
from joindots.run.satire import clear_satire
from joindots.run.versions import PARSING_SOURCES, find_version, hash_sources
from joindots.text.languages import block_language

# By the clock, for whoever works on a block: some fifty times what it takes, the model's load included.
_SECONDS = 120.0
_SECONDS_A_CHARACTER = 1 / 500

_OWN_PARSE_BYTES = 50 * 2**20  # packed parses that a worker keeps: of some two thousand reports
_EXAMPLE = "Two people were hurt in a fire on Monday, police in Port Ellis said."


class Choice(Struct, frozen=True, kw_only=True):
    """What of a user's choices decides what a document shows.

    Attributes:
        models: Those of its languages, English first.
        most_characters: None where all of it is read in any case.
    """

    models: tuple[Model, ...]
    most_characters: int | None


class Identity(Struct, frozen=True):
    """All that decides what a block shows, beside our own code.

    Attributes:
        documents: As in the block.
        choices: One for each.
    """

    documents: tuple[Document, ...]
    choices: tuple[Choice, ...]


class Work(Struct, frozen=True):
    """A block of documents to parse, each stretch by the engine of its language.

    Attributes:
        documents: In a fixed order.
        models: spaCy pipeline packages, beside the pinned English one.
        most_characters: Of each document that are read; see `cut_document`.
        parses: Of its paragraphs those that were packed before, by key.
    """

    documents: tuple[Document, ...]
    models: tuple[str, ...]
    most_characters: int
    parses: dict[bytes, bytes] = {}

    @property
    def seconds(self) -> float:
        """By the clock, after which whoever works on it is taken for hung."""
        read = sum(min(len(document.text), self.most_characters) for document in self.documents)
        return _SECONDS + _SECONDS_A_CHARACTER * read

    @property
    def identity(self) -> Identity:
        """The block without what only speeds it up, and what its documents do not depend on."""
        choices = (find_choice(document, self.models, self.most_characters) for document in self.documents)
        return Identity(self.documents, tuple(choices))


class Observed(Struct, frozen=True):
    """What a block shows.

    Attributes:
        results: One for each document, in their order.
        parses: Of its paragraphs those that were not known before, by key.
    """

    results: tuple[Observations | Rejection, ...]
    parses: dict[bytes, bytes]


def find_choice(document: Document, models: tuple[str, ...], most_characters: int) -> Choice:
    """What a document depends on of what was chosen; see `Work`."""
    languages = {block_language(document, block) for block in document.blocks}
    return Choice(
        models=tuple(engine.model for engine in language_engines(models) if engine.language in languages),
        most_characters=None if is_small(document, most_characters) else most_characters,
    )


def list_keys(work: Work) -> list[bytes]:
    """Keys of the paragraphs that a block has to have parsed."""
    documents = _prepare(work)
    return [
        make_key(parser_version(engine), text)
        for engine in language_engines(work.models)
        for text in list_paragraphs(documents, engine)
    ]


class _Worker:
    """What a process that works for another keeps from block to block.

    Attributes:
        parses: What it packed itself; the other side may not have known yet when it made up the block. None where the
            process works for itself.
    """

    parses: KeptParses | None = None


_WORKER = _Worker()


def load_models(models: tuple[str, ...]) -> None:
    """Make a worker ready: load all that reading English takes by reading a sentence; other models wait for a text."""
    _WORKER.parses = KeptParses(_OWN_PARSE_BYTES)
    if not models:
        draft = Draft(source="", sha256="", media_type="text/plain", text=_EXAMPLE)
        observe_block(Work(tuple(label_documents([draft])), models, len(_EXAMPLE)))


def observe_block(work: Work) -> Observed:
    """Parse and extract each document of a block; one that fails becomes a rejection, the others go on."""
    known = work.parses | (_WORKER.parses.find(list_keys(work)) if _WORKER.parses else {})
    documents = _prepare(work)
    by_language, parses = [], {}
    for engine in language_engines(work.models):
        cache = PackedParses(parser_version(engine), known)
        by_language.append(_observe_language(documents, engine, cache))
        parses.update(cache.added)
    if _WORKER.parses:
        _WORKER.parses.add(parses)
    return Observed(tuple(_merge(results) for results in zip(*by_language, strict=True)), parses)


def _prepare(work: Work) -> list[Document]:
    return [clear_satire(cut_document(document, work.most_characters)) for document in work.documents]


def _observe_language(
    documents: Sequence[Document], engine: SpacyEngine, cache: PackedParses
) -> list[Observations | Rejection]:
    """What the stretches in one language show, for each document."""
    try:
        parses: list[Parse | Rejection] = list(parse_documents(documents, engine, cache))
    except Exception:  # noqa: BLE001 - the run's document boundary: find out which document it was
        parses = [_parse_alone(document, engine) for document in documents]
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
    told = f"{type(error).__name__}: {error}"
    reason = f"Stage “{stage}” failed on it ({told}): a fault of joindots, not of the report."
    return Rejection(source=document.source, stage=stage, reason=reason)


def _merge(results: Sequence[Observations | Rejection]) -> Observations | Rejection:
    """What a document shows in all its languages; a rejection where one of them failed."""
    found = [result for result in results if isinstance(result, Observations)]
    if len(results) == 1 or len(found) < len(results):
        return next((result for result in results if isinstance(result, Rejection)), results[0])
    fields = (field for field in Observations.__struct_fields__ if field != "document")
    merged = {field: [record for part in found for record in getattr(part, field)] for field in fields}
    return replace(found[0], **{field: tuple(sorted(some, key=attrgetter("id"))) for field, some in merged.items()})


@functools.cache
def language_engines(models: tuple[str, ...]) -> tuple[SpacyEngine, ...]:
    """The language engines of this process, English first; each loads its model when it first parses.

    Args:
        models: spaCy pipeline packages; the pinned English one is added where none of them is English.

    Raises:
        EngineError: A package is not installed, or two are for one language.
    """
    return tuple(SpacyEngine(pipeline.package) for pipeline in choose_pipelines(models))


@functools.cache
def parser_version(engine: SpacyEngine) -> str:
    """What a parse depends on beside its paragraph: the model, its library, and our own code around them."""
    return f"{engine.model.sha256} {find_version('spacy')} {hash_sources(*PARSING_SOURCES)}"
