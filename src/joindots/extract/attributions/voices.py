"""Who speaks at a cue beside a quotation, where quotation marks lead the parser astray."""

from collections.abc import Mapping, Sequence

from joindots.extract.attributions.clauses import Clause, find_source
from joindots.extract.attributions.cues import Cue
from joindots.extract.attributions.sources import Source, is_passive, make_source, verb_source
from joindots.extract.attributions.speakers import SAYERS, SPEAKING_LABELS, is_speaker
from joindots.extract.phrases import children
from joindots.parse import Parse, Sentence, TaggedName

_DASHES = frozenset({"-", "–", "—"})
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
        tokens = self.parse.tokens
        source = self._find_shared(i, by_token) or find_source(self.parse, i, cue)
        if source is not None and self._label(source.head) in _TIMES and not tokens[source.head].text.endswith("old"):
            source = None
        own = bool(children(self.parse, i, "nsubj"))
        if source is not None and (start <= source.first < stop or self.parse.tokens[i].tag == "VBG" or not own):
            return source
        if is_passive(self.parse, i):
            return None
        return self.find_beside(i, start, stop) or source or self._find_inverted(i, start, stop)

    def _find_inverted(self, i: int, start: int, stop: int) -> Source | None:
        """For "shouted a steward" directly after the words said, which the parser takes for an object."""
        if i - start > 1:
            return None
        after = [c for c in children(self.parse, i, "dobj", "attr", "oprd") if i < c < stop]
        return make_source(self.parse, after[0]) if after and min(self.parse.subtree(after[0])) == i + 1 else None

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
        if head is not None and not is_speaker(self.parse, head):
            head = self._nearest_speaker(sentence.first, i) or head
        return make_source(self.parse, head) if head is not None and head < i else None

    def _nearest_speaker(self, first: int, i: int) -> int | None:
        """The last subject before a token that can speak."""
        tokens = self.parse.tokens
        subjects = (j for j in range(i - 1, first - 1, -1) if tokens[j].dep == "nsubj")
        return next((j for j in subjects if is_speaker(self.parse, j)), None)

    def _label(self, head: int) -> str | None:
        """What the tagger calls the name that a token stands in."""
        name = next((self.names[j] for j in range(head, max(-1, head - _LONGEST_NAME), -1) if j in self.names), None)
        return name.label if name is not None and name.last > head else None

    def find_beside(self, i: int, start: int, stop: int) -> Source | None:
        """A name or pronoun beside a cue verb, or the first name before it, where the parser saw no subject."""
        tokens = self.parse.tokens
        named = (self._speaking(self.names[j]) for j in range(start, stop) if j in self.names)
        names = [source for source in named if source is not None]
        inverted = i - start <= 1  # directly after the words said; later a name after the verb is the hearer's
        ranked = [n for n in names if n.last == i]
        ranked += [n for n in names if inverted and n.first == i + 1]
        ranked += [n for n in names if n.last <= i]
        if ranked:
            return ranked[0]
        beside = (i - 1, i + 1) if inverted else (i - 1,)
        j = next((j for j in beside if start <= j < stop and self._may_name(j)), None)
        if j is None:
            j = next((j for j in range(start, i) if tokens[j].pos == "PROPN"), None)
        return None if j is None else Source(j, j + 1, j)

    def _may_name(self, j: int) -> bool:
        token = self.parse.tokens[j]
        return token.pos in ("PRON", "PROPN") or token.text.istitle()

    def _speaking(self, name: TaggedName) -> Source | None:
        """A name that can speak, or whom it describes ("Ellis residents"); None for one that describes a thing."""
        last = self.parse.tokens[name.last - 1]
        if name.label not in SPEAKING_LABELS:
            return None
        head = self.parse.tokens[last.head]
        if last.dep not in ("amod", "compound") or last.head < name.last or head.pos not in ("NOUN", "PROPN"):
            return Source(name.first, name.last, name.last - 1)
        return make_source(self.parse, last.head) if is_speaker(self.parse, last.head) else None

    def find_subject(self, verb: int) -> Source | None:
        """Who is the subject of a verb, or shares one with it."""
        head = verb_source(self.parse, verb)
        return None if head is None else make_source(self.parse, head)

    def names_up_to(self, start: int, colon: int) -> Source | None:
        """For "The verdict - Ann Roe:": a name that stands alone between a dash and a colon."""
        tokens = self.parse.tokens
        near = range(max(start, colon - _LONGEST_NAME), colon)
        name = next((n for j in near if (n := self.names.get(j)) is not None and n.last == colon), None)
        if name is None or name.label not in SPEAKING_LABELS or name.first <= start:
            return None
        return Source(name.first, colon, colon - 1) if tokens[name.first - 1].text in _DASHES else None

    def tell(self, sentence: Sentence, clauses: Sequence[Clause]) -> Source | None:
        """Whose act or statement a sentence tells: its main subject, if a person, else the source of an attribution."""
        tokens = self.parse.tokens
        root = next((i for i in range(sentence.first, sentence.last) if tokens[i].dep == "ROOT"), None)
        head = verb_source(self.parse, root) if root is not None and tokens[root].pos == "VERB" else None
        if head is not None and (self._label(head) == "PERSON" or tokens[head].lemma.lower() in SAYERS):
            return make_source(self.parse, head)
        told = (clause.source for clause in clauses)
        return next((source for source in told if source is not None), None)
