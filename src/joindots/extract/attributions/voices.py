"""Who speaks at a cue beside a quotation, where quotation marks lead the parser astray."""

from collections.abc import Mapping, Sequence

from joindots.extract.attributions.clauses import Clause, find_source
from joindots.extract.attributions.cues import Cue
from joindots.extract.attributions.sources import Source, find_children, is_passive, make_source, verb_source
from joindots.extract.attributions.speakers import SAYERS, SPEAKING_LABELS
from joindots.parse import Parse, Sentence

_TIMES = frozenset({"DATE", "TIME"})
_LONGEST_NAME = 4  # tokens looked back for the beginning of a name


class Voices:
    """Finds speakers by syntax and by the names beside a cue.

    Args:
        parse: The document.
    """

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.names = {name.first: name for name in parse.names}

    def find(self, i: int, cue: Cue, stretch: tuple[int, int], by_token: Mapping[int, Clause]) -> Source | None:
        """Who speaks at cue `i`: its subject where that stands near or is shared, else a name beside the cue.

        Args:
            i: The cue's token.
            cue: Its row of the table.
            stretch: Tokens between the quotation and the end of the sentence, or its beginning.
            by_token: Attributions so far, by the token of their cue.
        """
        start, stop = stretch
        source = self._find_shared(i, by_token) or find_source(self.parse, i, cue)
        if source is not None and self._label(source.head) in _TIMES:
            source = None
        own = bool(find_children(self.parse, i, "nsubj"))
        if source is not None and (start <= source.first < stop or self.parse.tokens[i].tag == "VBG" or not own):
            return source
        return None if is_passive(self.parse, i) else self.find_beside(i, start, stop) or source

    def _find_shared(self, i: int, by_token: Mapping[int, Clause]) -> Source | None:
        """For "X said, adding:": the name before the participle, the saying before it, or the sentence's subject."""
        tokens = self.parse.tokens
        if tokens[i].tag != "VBG" or not i:
            return None
        touching = [
            n for j in range(max(0, i - _LONGEST_NAME), i) if (n := self.names.get(j)) is not None and n.last == i
        ]
        if touching and touching[0].label in SPEAKING_LABELS:
            return Source(touching[0].first, i, i - 1)
        sentence = self.parse.sentences[tokens[i].sentence]
        if tokens[i - 1].text != ",":
            return None
        for j in range(i - 1, sentence.first - 1, -1):
            held = by_token.get(j)
            if held is not None and tokens[j].dep not in ("relcl", "acl") and held.source is not None:
                return held.source
        root = next((j for j in range(sentence.first, i) if tokens[j].dep == "ROOT"), None)
        head = verb_source(self.parse, root) if root is not None else None
        return make_source(self.parse, head) if head is not None and head < i else None

    def _label(self, head: int) -> str | None:
        """What the tagger calls the name that a token stands in."""
        name = next((self.names[j] for j in range(head, max(-1, head - _LONGEST_NAME), -1) if j in self.names), None)
        return name.label if name is not None and name.last > head else None

    def find_beside(self, i: int, start: int, stop: int) -> Source | None:
        """A name or pronoun beside a cue verb, or the first name before it, where the parser saw no subject."""
        tokens = self.parse.tokens
        names = [
            self.names[j] for j in range(start, stop) if j in self.names and self.names[j].label in SPEAKING_LABELS
        ]
        inverted = i - start <= 1  # directly after the words said; later a name after the verb is the hearer's
        ranked = [n for n in names if n.last == i]
        ranked += [n for n in names if inverted and n.first == i + 1]
        ranked += [n for n in names if n.last <= i]
        if ranked:
            return Source(ranked[0].first, ranked[0].last, ranked[0].last - 1)
        beside = (i - 1, i + 1) if inverted else (i - 1,)
        j = next((j for j in beside if start <= j < stop and tokens[j].pos in ("PRON", "PROPN")), None)
        if j is None:
            j = next((j for j in range(start, i) if tokens[j].pos == "PROPN"), None)
        return None if j is None else Source(j, j + 1, j)

    def tell(self, sentence: Sentence, clauses: Sequence[Clause]) -> Source | None:
        """Whose act or statement a sentence tells: its main subject, if a person, else the source of an attribution."""
        tokens = self.parse.tokens
        root = next((i for i in range(sentence.first, sentence.last) if tokens[i].dep == "ROOT"), None)
        head = verb_source(self.parse, root) if root is not None and tokens[root].pos == "VERB" else None
        if head is not None and (self._label(head) == "PERSON" or tokens[head].lemma in SAYERS):
            return make_source(self.parse, head)
        told = (clause.source for clause in clauses)
        return next((source for source in told if source is not None), None)
