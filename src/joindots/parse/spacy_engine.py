"""The spaCy engine: one pipeline, one language, offline."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from joindots.model import EngineError, Model
from joindots.parse.casing import is_capitals, restore_case
from joindots.parse.embeddings import hasten_words
from joindots.parse.engines import ParagraphParse
from joindots.parse.marks import straighten_marks
from joindots.parse.name_labels import read_label
from joindots.parse.pipelines import find_english, find_pipeline
from joindots.parse.recognizers import BatchRecognizer, Name, take_recognizer
from joindots.parse.rulers import hasten_ruler
from joindots.parse.units import cut_units, join_units, mask_long_words
from joindots.text.languages import ENGLISH

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Paragraphs a batch, and characters: the parser pads a batch to its longest member, and takes some 10 kB a character.
BATCH = 64
BATCH_CHARACTERS = 20_000
# Files that tell where a model comes from, not what it computes; they differ between repackagings.
_UNHASHED = frozenset({"meta.json", "README.md", "LICENSE", "LICENSES_SOURCES", "__init__.py"})
# One code point for one, so that offsets stay: the parser was trained on straight marks, round brackets, single spaces.
_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "´": "'", "`": "'",
        "[": "(", "]": ")",
        "\n": " ", "\t": " ", "\r": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2028": " ", "\u2029": " ",
    }
)  # fmt: skip


class SpacyEngine:
    """A language by one of spaCy's pipelines, English by the pinned small one.

    Attributes:
        package: Name of the pipeline's package.
        language: ISO 639-1 code of the language it reads.

    Raises:
        EngineError: The package is not installed, or it does not load.
    """

    def __init__(self, package: str | None = None) -> None:
        self._found = find_pipeline(package) if package else find_english()
        self.package, self.language = self._found.package, self._found.language
        self._recognizer: BatchRecognizer | None = None

    @cached_property
    def _pipeline(self) -> "Language":
        import spacy  # noqa: PLC0415 - takes half a second, so only when something is parsed

        try:
            pipeline = spacy.load(self.package)
        except (OSError, ValueError) as error:
            raise EngineError(f"the language model {self.package} does not load: {error}") from error
        if not {"parser", "senter", "sentencizer"} & set(pipeline.pipe_names):
            pipeline.add_pipe("sentencizer")
        hasten_words(pipeline)
        hasten_ruler(pipeline)
        self._recognizer = take_recognizer(pipeline)
        return pipeline

    @cached_property
    def model(self) -> Model:
        """Name, version and hash of the model; reads its 12 MB of files once, and loads nothing."""
        sha256 = hash_folder(self._found.folder)
        return Model(name=self.package, version=self._found.version, sha256=sha256, language=self.language)

    def parse(self, paragraphs: Sequence[str]) -> list[ParagraphParse]:
        """Parse each paragraph by itself, overlong ones in pieces."""
        plain = [self._plain(paragraph) for paragraph in paragraphs]
        cuts = [cut_units(text) for text in plain]
        units = [text[a:b] for text, edges in zip(plain, cuts, strict=True) for a, b in pairwise(edges)]
        parses = iter(self._parse_units(units))
        return [join_units(list(islice(parses, len(edges) - 1)), edges) for edges in cuts]

    def _parse_units(self, texts: Sequence[str]) -> list[ParagraphParse]:
        """Parse each distinct text by itself; long ones together, so that little is padded."""
        parsed: dict[str, ParagraphParse] = {}
        for batch in _batches(sorted(set(texts), key=lambda text: (len(text), text))):
            docs = list(self._pipeline.pipe(batch, batch_size=BATCH))
            names = self._recognizer.find(docs) if self._recognizer else map(_list_names, docs)
            parsed.update((text, _pack(doc, some)) for text, doc, some in zip(batch, docs, names, strict=True))
        return [parsed[text] for text in texts]

    def _plain(self, paragraph: str) -> str:
        """The paragraph as the parser reads it best, one code point for one."""
        straight = straighten_marks(paragraph) if self.language == ENGLISH else paragraph
        plain = mask_long_words(straight.translate(_PLAIN))
        return restore_case(plain, *self._common_words) if self.language == ENGLISH and is_capitals(plain) else plain

    @cached_property
    def _common_words(self) -> tuple[frozenset[str], frozenset[str]]:
        """Base forms that the lemmatizer knows, function words included, and those that are nouns only."""
        nlp = self._pipeline
        tables = nlp.get_pipe("lemmatizer").lookups
        index = tables.get_table("lemma_index")
        by_class = {name: frozenset(index.get(name, ())) for name in ("noun", "verb", "adj", "adv")}
        irregular = frozenset(form for forms in tables.get_table("lemma_exc").values() for form in forms)
        others = by_class["verb"] | by_class["adj"] | by_class["adv"] | irregular | frozenset(nlp.Defaults.stop_words)
        return by_class["noun"] | others, by_class["noun"] - others


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Runs of texts of at most `BATCH` and, where several are, of at most `BATCH_CHARACTERS`."""
    first, size = 0, 0
    for i, text in enumerate(texts):
        if i > first and (i - first == BATCH or size + len(text) > BATCH_CHARACTERS):
            yield texts[first:i]
            first, size = i, 0
        size += len(text)
    if texts:
        yield texts[first:]


def _list_names(doc: "Doc") -> list[Name]:
    return [(name.start, name.end, name.label_) for name in doc.ents]


def _pack(doc: "Doc", found: Sequence[Name]) -> ParagraphParse:
    """Drop white-space tokens, which govern nothing, and keep the rest as tuples."""
    kept = [token for token in doc if not token.is_space]
    index = {token.i: n for n, token in enumerate(kept)}
    sentence_of, sentences = {}, 0
    for sent in doc.sents:
        inside = [token.i for token in sent if token.i in index]
        sentence_of.update(dict.fromkeys(inside, sentences))
        sentences += bool(inside)
    tokens = tuple(
        (
            token.idx,
            token.idx + len(token.text),
            token.text,
            token.lemma_,
            token.pos_,
            token.tag_,
            token.dep_,
            index.get(token.head.i, n),
            sentence_of[token.i],
        )
        for n, token in enumerate(kept)
    )
    names = []
    for first, last, label in found:
        inside = [index[i] for i in range(first, last) if i in index]
        if inside:
            names.append((inside[0], inside[-1] + 1, read_label(label)))
    return ParagraphParse(tokens, tuple(names), sentences)


def hash_folder(path: Path) -> str:
    """SHA-256 over the files below a model folder, by sorted relative name, name and content.

    Files that only tell where the model comes from (meta, readme, licences) are left out.
    """
    digest = hashlib.sha256()
    for file in sorted(p for p in Path(path).rglob("*") if p.is_file()):
        if file.name in _UNHASHED or re.search(r"\.pyc$", file.name):
            continue
        digest.update(file.relative_to(path).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
