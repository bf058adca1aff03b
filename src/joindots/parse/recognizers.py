"""A pipeline's named entities for a whole batch at once: a third of the parse.

spaCy asks at each word of each text whether each of some 70 moves may be made, and takes Python's lock for nearly every
one of these questions (spaCy 3.8). The walk is greedy and one move takes one word. So all texts of a batch stand at the
same word, and one matrix product and one table of allowed moves serve them all.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc
    from thinc.api import Model

NAMES = "ner"
_FEATURES = 3  # the word, the first of the open name, the last before this word in it; other models know others

Name = tuple[int, int, str]
"""First token, one past the last, label."""


def take_recognizer(pipeline: "Language") -> "BatchRecognizer | None":
    """Take the named entities out of a pipeline, where they come last in it and are of the usual kind.

    Returns:
        What does them for batches that went through the rest of the pipeline; None where they stay in it.
    """
    if (
        not pipeline.pipe_names
        or pipeline.pipe_names[-1] != NAMES
        or {"entity_ruler", "span_ruler"} & set(pipeline.pipe_names)
    ):
        return None
    found = pipeline.get_pipe(NAMES)
    if not _is_usual(found):
        return None
    pipeline.disable_pipe(NAMES)
    return BatchRecognizer(found)


def _is_usual(found: object) -> bool:
    from spacy.pipeline import EntityRecognizer  # noqa: PLC0415 - with the pipeline

    if not isinstance(found, EntityRecognizer) or found.cfg["beam_width"] != 1:
        return False
    model = found.model
    is_plain = model.attrs.get("has_upper") and not model.attrs.get("unseen_classes")
    return bool(is_plain) and model.get_ref("lower").get_dim("nF") == _FEATURES


class _Moves(Struct, frozen=True):
    """What a recognizer may do at a word, one column a move.

    Attributes:
        labels: Of each move; empty for a word outside any name.
        kinds: Of each move: begin, go on, end, one word alone, outside.
        bans: Rows as `_row` counts them: 0 where a move is allowed, else minus infinity.
        numbers: Of each move, the number of its label.
    """

    labels: list[str]
    kinds: "NDArray[np.str_]"
    bans: "NDArray[np.float32]"
    numbers: "NDArray[np.intp]"


_OPEN = 4  # row of the first label that may be open; those before are for a word outside any name


def _list_moves(names: Sequence[str]) -> _Moves:
    """The moves by the names spaCy gives them: `B-ORG`, `I-ORG`, `L-ORG`, `U-ORG`, `O`."""
    labels, kinds = [name[2:] for name in names], np.array([name[:1] for name in names])
    numbers = np.unique(labels, return_inverse=True)[1]
    named = np.array([bool(label) for label in labels])  # a lone word without a label is for texts marked beforehand
    out, alone, begin = kinds == "O", (kinds == "U") & named, kinds == "B"
    allowed = [out, out, out | alone, out | alone | begin]
    for number in range(int(numbers.max()) + 1):
        same = numbers == number
        allowed += [same & (kinds == "L"), same & ((kinds == "L") | (kinds == "I"))]
    bans = np.where(np.array(allowed), np.float32(0), np.float32(-np.inf))
    return _Moves(labels, kinds, bans, numbers)


class _Words(Struct, frozen=True):
    """The words of a batch, the longest text first.

    Attributes:
        firsts: Number of each text's first word.
        lengths: Words of each text.
        rows: For each word the row of what is allowed there outside a name; odd where a name may go on after it.
    """

    firsts: "NDArray[np.intp]"
    lengths: "NDArray[np.intp]"
    rows: "NDArray[np.intp]"


def _list_words(docs: Sequence["Doc"]) -> _Words:
    from spacy.attrs import IS_SPACE, SENT_START  # noqa: PLC0415 - with the pipeline

    lengths = np.array([len(doc) for doc in docs])
    ends = lengths.cumsum()
    is_space, starts = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs]).astype(np.int8).T
    goes_on = np.append(starts[1:] != 1, False)  # no name goes over the end of a sentence
    goes_on[ends - 1] = False
    return _Words(ends - lengths, lengths, 2 * (is_space == 0) + goes_on)


class BatchRecognizer:
    """Named entities as the recognizer of a pipeline finds them.

    Source: spacy.pipeline.transition_parser, spacy.ml.parser_model, spacy.pipeline._parser_internals.ner
    """

    def __init__(self, recognizer: "EntityRecognizer") -> None:
        """Take the recognizer of a pipeline."""
        model = recognizer.model
        self._moves = _list_moves([recognizer.moves.get_class_name(i) for i in range(recognizer.moves.n_moves)])
        self._words: Model[Sequence[Doc], NDArray[np.float32]] = model.get_ref("tok2vec")
        self._lower: Model[NDArray[np.float32], NDArray[np.float32]] = model.get_ref("lower")
        self._upper: Model[NDArray[np.float32], NDArray[np.float32]] = model.get_ref("upper")

    def find(self, docs: Sequence["Doc"]) -> list[list[Name]]:
        """The names of each document, in text order."""
        found: list[list[Name]] = [[] for _ in docs]
        order = sorted((i for i, doc in enumerate(docs) if len(doc)), key=lambda i: -len(docs[i]))
        if order:
            for n, name in self._walk([docs[i] for i in order]):
                found[order[n]].append(name)
        return found

    def _walk(self, docs: Sequence["Doc"]) -> list[tuple[int, Name]]:
        """The names of documents, the longest first, each with the number of its document."""
        words, moves = _list_words(docs), self._moves
        hidden = self._lower.predict(self._words.predict(docs))  # of each word in each of its three places; row 0: none
        starts, labels = np.full(len(docs), -1), np.zeros(len(docs), np.intp)
        found: list[tuple[int, Name]] = []
        for at in range(words.lengths[0]):
            texts = int(np.count_nonzero(words.lengths > at))
            here, start = words.firsts[:texts] + at, starts[:texts]
            is_open = start >= 0
            rows = words.rows[here]
            rows = np.where(is_open, _OPEN + 2 * labels[:texts] + (rows & 1), rows)
            opened = np.where(is_open, words.firsts[:texts] + start + 1, 0)
            scores = self._score(hidden, here + 1, opened, np.where(is_open, here, 0))
            chosen = (scores + moves.bans[rows]).argmax(axis=1)
            kinds = moves.kinds[chosen]
            starts[:texts][kinds == "B"] = at
            labels[:texts] = moves.numbers[chosen]
            ended = np.flatnonzero((kinds == "L") | (kinds == "U"))
            found += [
                (n, (int(starts[n]) if is_open[n] else at, at + 1, moves.labels[chosen[n]])) for n in ended.tolist()
            ]
            starts[ended] = -1
        return found

    def _score(self, hidden: "NDArray[np.float32]", *places: "NDArray[np.intp]") -> "NDArray[np.float32]":
        """Scores of all moves, given which words stand in the three places."""
        summed = hidden[places[0], 0] + hidden[places[1], 1]
        summed += hidden[places[2], 2]
        summed += self._lower.get_param("b").reshape(summed.shape[1:])
        scores: NDArray[np.float32] = self._upper.predict(np.ascontiguousarray(summed.max(axis=2)))
        return scores
