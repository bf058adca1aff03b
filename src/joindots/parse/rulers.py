"""Rules that spaCy applies to tokens one by one, looked up instead of matched again: an eighth of the parse.

A pipeline's attribute ruler tries each of some 180 patterns at every token. Nearly all are of one token and ask for its
lower-case form, its tag and its dependency alone; so what they match is kept by these three.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc, Span

RULER = "attribute_ruler"
MOST_KNOWN = 200_000
"""Kinds of token that are kept, some 30 MB; English text of a million words has about half of them."""

_ASKED = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})  # the last follows from the first

Match = tuple[int, int, int, int]
"""Number of the rule, its label, first token, one past the last."""


def hasten_ruler(pipeline: "Language") -> None:
    """Have a pipeline's attribute ruler, if it has one, look its matches up; they stay the same."""
    if RULER in pipeline.pipe_names:
        ruler = pipeline.get_pipe(RULER)
        ruler.match = KnownMatches(ruler).match


class KnownMatches:
    """The matches of an attribute ruler.

    Source: spacy.pipeline.attributeruler.AttributeRuler.match
    """

    def __init__(self, ruler: "AttributeRuler") -> None:
        """Part the rules of single tokens from the others."""
        from spacy.matcher import Matcher  # noqa: PLC0415 - with the pipeline

        self._singles = Matcher(ruler.vocab, validate=False)
        self._others = Matcher(ruler.vocab, validate=False)
        for number, rule in enumerate(ruler.patterns):
            alone = all(len(pattern) == 1 and pattern[0].keys() <= _ASKED for pattern in rule["patterns"])
            (self._singles if alone else self._others).add(str(number), rule["patterns"])
        self._strings = ruler.vocab.strings
        self._known: dict[tuple[int, ...], list[tuple[int, int]]] = {}

    def match(self, doc: "Doc") -> list[Match]:
        """All matches in a document, later rules last."""
        from spacy.attrs import DEP, LOWER, TAG  # noqa: PLC0415 - with the pipeline

        found = [(*self._name(label), first, last) for label, first, last in _run(self._others, doc)]
        for i, key in enumerate(map(tuple, doc.to_array([LOWER, TAG, DEP]).tolist())):
            if key not in self._known:
                self._learn(key, doc, i)
            found += [(number, label, i, i + 1) for number, label in self._known[key]]
        return sorted(found)

    def _learn(self, key: tuple[int, ...], doc: "Doc", i: int) -> None:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[key] = [self._name(label) for label, _, _ in _run(self._singles, doc[i : i + 1])]

    def _name(self, label: int) -> tuple[int, int]:
        return int(self._strings[label]), label


def _run(matcher: "Matcher", doc: "Doc | Span") -> list[tuple[int, int, int]]:
    return [(label, first, last) for label, first, last in matcher(doc, allow_missing=True, as_spans=False)]
