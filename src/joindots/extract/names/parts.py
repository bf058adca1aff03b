"""Who has which part in what happened: who did it, who suffered it, who is accused of it."""

from collections.abc import Iterator

from joindots.extract.names.drafts import Draft
from joindots.extract.names.lexicons import words
from joindots.extract.names.roles import is_role_noun
from joindots.extract.names.scenes import Scene
from joindots.parse import Sentence, Token

_NOBODY = 0  # stands for somebody without a name
_PARTS = ("doers", "sufferers", "accused")


class Parts:
    """The bearers of each part, in a pass from a document's first sentence to its last.

    Args:
        scene: The document.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._bearers: dict[str, dict[int, Draft | None]] = {part: {} for part in _PARTS}

    def find(self, noun: str) -> Draft | None:
        """The only bearer so far of the part that a noun tells ("the victim"), where nobody unnamed had it too."""
        part = next((part for part in _PARTS if noun in words("parts", part)), None)
        bearers = self._bearers[part] if part else {}
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def note(self, sentence: Sentence) -> None:
        """Note the parts that the verbs of a sentence give; its own references are resolved by now."""
        for token in self._scene.parse.tokens[sentence.first : sentence.last]:
            if token.pos == "VERB":
                for part, head in self._read(token):
                    self._add(part, head)
            elif token.tag == "NN" and token.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}:
                told = next((part for part in _PARTS if token.lemma in words("parts", part)), None)
                if told:
                    self._add(told, token.i)

    def _read(self, verb: Token) -> Iterator[tuple[str, int]]:
        """Parts and heads of their bearers."""
        lemma = verb.lemma
        doing, accusing = lemma in words("parts", "doing"), lemma in words("parts", "accusing")
        hurting = lemma in words("parts", "hurting")
        undergoing = lemma in words("parts", "undergoing")
        tokens = self._scene.parse.tokens
        for c in self._scene.parse.children[verb.i]:
            dep = tokens[c].dep
            if dep in {"nsubjpass", "dobj"} and (doing or hurting or accusing):
                yield "accused" if accusing else "sufferers", c
            elif dep == "nsubj" and (undergoing or doing):
                yield "sufferers" if undergoing else "doers", c
            elif dep == "nsubj" and lemma in words("parts", "accused_doing"):
                yield "accused", c
            elif dep == "agent" and doing:
                yield from (("doers", j) for j in self._scene.parse.children[c] if tokens[j].dep == "pobj")

    def _add(self, part: str, head: int) -> None:
        """Add everybody a noun phrase names; people without a name count as well."""
        tokens = self._scene.parse.tokens
        for i in [head, *(c for c in self._scene.parse.children[head] if tokens[c].dep == "conj")]:
            owner = self._scene.owners.get(i)
            if owner and owner.kind == "person":
                self._bearers[part][id(owner)] = owner
            elif tokens[i].pos in {"PRON", "NUM"} or is_role_noun(tokens[i]) or tokens[i].tag == "NNS":
                self._bearers[part][_NOBODY] = None
