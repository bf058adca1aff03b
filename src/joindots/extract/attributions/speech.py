"""Quotations and who speaks them: cue after, before or between, carried on from the sentence or paragraph before."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.extract.attributions.clauses import Clause, cue_range, source_of
from joindots.extract.attributions.cues import Cue, find_cues
from joindots.extract.attributions.sources import find_children, is_passive
from joindots.parse import Parse, Sentence
from joindots.text.quotes import Quotation

COLON = Cue(":", "PUNCT", (), True, "asserts", "a colon before somebody's words")
CARRIED = Cue("", "", (), True, "asserts", "carried on from what was said before")
_REACH = 12  # tokens between a quotation and its cue, at most; longer gaps hold another statement
_FRAGMENT_WORDS = 3  # shorter quotations with no cue are scare quotes, names and titles
_OPENERS = frozenset({",", ":", "–", "-", "—"})


class Speech(Struct, frozen=True):
    """A quotation with where it stands.

    Attributes:
        number: Of the quotation, in text order.
        quotation: The quotation.
        tokens: Token range of each of its parts.
        block: Index of the block its first part stands in.
        last_block: Index of the block its last part stands in.
    """

    number: int
    quotation: Quotation
    tokens: tuple[tuple[int, int], ...]
    block: int
    last_block: int


class Speaker:
    """Gives each quotation of a document to a cue."""

    def __init__(self, parse: Parse, quotations: Sequence[Quotation], clauses: list[Clause]) -> None:
        self.parse = parse
        self.clauses = clauses
        self.by_token = {clause.token: clause for clause in clauses}
        self.speeches = [s for n, q in enumerate(quotations) if (s := self._place(n, q)) is not None]
        self.last: tuple[int, Clause] | None = None  # block and attribution of the latest quotation

    def _place(self, number: int, quotation: Quotation) -> Speech | None:
        ranges = [self.parse.token_range(a, b) for a, b in quotation.parts]
        if not all(ranges):
            return None
        first = self.parse.sentences[self.parse.tokens[ranges[0][0]].sentence]
        last = self.parse.sentences[self.parse.tokens[ranges[-1][0]].sentence]
        tokens = tuple((r.start, r.stop) for r in ranges)
        return Speech(number, quotation, tokens, first.block, last.block)

    def assign(self) -> None:
        """Attach every quotation to an attribution, making those that syntax did not give."""
        for n, speech in enumerate(self.speeches):
            before = self.speeches[n - 1] if n else None
            after = self.speeches[n + 1] if n + 1 < len(self.speeches) else None
            clause = self._owner(speech) or self._cued(speech, before, after) or self._carried(speech, before)
            if clause is not None:
                clause.quotes.append(speech.number)
                self.last = (speech.last_block, clause)

    def _owner(self, speech: Speech) -> Clause | None:
        """The attribution whose content holds most of the quotation, by syntax."""
        first, last = speech.tokens[0]
        best, most = None, 0
        for clause in self.clauses:
            shared = sum(max(0, min(last, b) - max(first, a)) for a, b in clause.content)
            if shared > most:
                best, most = clause, shared
        return best if 2 * most >= last - first else None

    def _cued(self, speech: Speech, before: Speech | None, after: Speech | None) -> Clause | None:
        found = None
        if not self._ends_sentence(speech):
            found = self._cue_after(speech, after)
        if found is None:
            found = self._cue_before(speech, before)
        return found

    def _ends_sentence(self, speech: Speech) -> bool:
        """Whether the quotation closes its sentence with a full stop, so that what follows is another."""
        first, last = speech.tokens[-1]
        inside = [t for t in self.parse.tokens[max(first, last - 3) : last] if t.text not in ('"', "'")]
        return bool(inside) and inside[-1].text == "."

    def _cue_after(self, speech: Speech, after: Speech | None) -> Clause | None:
        tokens = self.parse.tokens
        stop = self._block_end(speech.last_block, speech.tokens[-1][1])
        if after is not None:
            stop = min(stop, after.tokens[0][0])
        start = speech.tokens[-1][1]
        if start < stop and tokens[start].text == ".":
            return None
        for i in range(start, min(stop, start + 2 * _REACH)):
            if tokens[i].text in (".", "!", "?", ";"):
                return None
            if tokens[i].pos == "VERB" and find_cues(self.parse, i):
                return self._make(i, start, stop)
        return None

    def _cue_before(self, speech: Speech, before: Speech | None) -> Clause | None:
        tokens, first = self.parse.tokens, speech.tokens[0][0]
        start = self._sentence_start(speech, before)
        if first == start:
            return self._colon_above(speech)
        last = first - 1
        if tokens[last].text == ":":
            return self._introduced(start, last)
        for i in range(last, max(start, first - _REACH) - 1, -1):
            if tokens[i].pos == "VERB" and find_cues(self.parse, i) and self._leads_in(i, first):
                return self._make(i, start, first)
        return None

    def _leads_in(self, i: int, first: int) -> bool:
        """Whether between a cue and the quotation stand only a hearer, adverbials, a comma or "that"."""
        between = self.parse.tokens[i + 1 : first]
        return not any(t.pos in ("VERB", "AUX") for t in between) and (
            not between
            or between[-1].text in _OPENERS
            or between[-1].lemma in ("that", "how", "as")
            or len(between) <= 3
        )

    def _introduced(self, start: int, colon: int) -> Clause | None:
        """A quotation after a colon: the last cue verb before it, else whoever the sentence is about."""
        tokens = self.parse.tokens
        verbs = [i for i in range(start, colon) if tokens[i].pos in ("VERB", "AUX")]
        for i in reversed(verbs):
            if find_cues(self.parse, i):
                return self._make(i, start, colon)
        for i in verbs:
            source = source_of(self.parse, i, Cue("", "VERB", (), True, "asserts", ""))
            if source is not None and tokens[i].dep in ("ROOT", "conj"):
                return self._new(Clause(i, COLON, (colon, colon + 1), source, [], "quote", []))
        if not verbs and colon - start <= _REACH and any(t.pos == "PROPN" for t in tokens[start:colon]):
            return self._new(Clause(colon, COLON, (colon, colon + 1), (start, colon), [], "quote", []))
        return None

    def _colon_above(self, speech: Speech) -> Clause | None:
        """A paragraph that opens with a quotation, after one that ends with a colon."""
        first = speech.tokens[0][0]
        if first and self.parse.tokens[first - 1].text == ":" and self._starts_block(first):
            sentence = self.parse.sentences[self.parse.tokens[first - 1].sentence]
            return self._introduced(sentence.first, first - 1)
        return None

    def _starts_block(self, i: int) -> bool:
        here = self.parse.sentences[self.parse.tokens[i].sentence]
        above = self.parse.sentences[self.parse.tokens[i - 1].sentence]
        return here.block != above.block

    def _carried(self, speech: Speech, before: Speech | None) -> Clause | None:
        """No cue at all: the speaker of the quotation before goes on, where that is clear."""
        first, last = speech.tokens[0]
        if last - first - 2 <= _FRAGMENT_WORDS or not self._starts_sentence(first):
            return None
        if self.last is not None and before is not None:
            block, clause = self.last
            if block == speech.block:
                return clause
            if speech.block - block <= 2 and self._starts_block(first):
                return self._new(Clause(first, CARRIED, (0, 0), clause.source, [], "quote", []))
        return self._from_sentence_before(first)

    def _from_sentence_before(self, first: int) -> Clause | None:
        """The source of the latest attribution, in the sentence directly before."""
        if not first:
            return None
        sentence = self.parse.tokens[first - 1].sentence
        near = [c for c in self.clauses if self.parse.tokens[c.token].sentence == sentence and c.source is not None]
        if not near:
            return None
        return self._new(Clause(first, CARRIED, (0, 0), near[0].source, [], "quote", []))

    def _starts_sentence(self, first: int) -> bool:
        tokens = self.parse.tokens
        return not first or self._starts_block(first) or tokens[first - 1].text in (".", "!", "?", '"', "'", ":")

    def _sentence_start(self, speech: Speech, before: Speech | None) -> int:
        """First token of what leads up to a quotation in its paragraph."""
        first = speech.tokens[0][0]
        floor = 0
        if before is not None:
            floor = before.tokens[-1][1]
        i = first
        while i > floor and not self._starts_block(i):
            if self.parse.tokens[i - 1].text in (".", "!", "?") and i - 1 >= floor:
                break
            i -= 1
        return i

    def _block_end(self, block: int, start: int) -> int:
        i = start
        tokens, sentences = self.parse.tokens, self.parse.sentences
        while i < len(tokens) and sentences[tokens[i].sentence].block == block:
            i = sentences[tokens[i].sentence].last
        return i

    def _make(self, i: int, start: int, stop: int) -> Clause | None:
        """The attribution of cue verb `i`: the one that syntax gave, or a new one for the quotation alone."""
        if i in self.by_token:
            return self.by_token[i]
        cue = find_cues(self.parse, i)[0]
        source = source_of(self.parse, i, cue) or self._beside(i, start, stop)
        return self._new(Clause(i, cue, cue_range(self.parse, i), source, [], "quote", []))

    def _beside(self, i: int, start: int, stop: int) -> tuple[int, int] | None:
        """A name or pronoun directly beside a cue verb, where the parser missed that it is the subject."""
        tokens = self.parse.tokens
        if is_passive(self.parse, i):
            return None
        for name in self.parse.names:
            if name.label in ("PERSON", "ORG", "GPE", "NORP") and start <= name.first and name.last <= stop:
                if name.last == i or name.first == i + 1:
                    return name.first, name.last
        for j in (i - 1, i + 1):
            if start <= j < stop and tokens[j].pos in ("PRON", "PROPN"):
                return j, j + 1
        return None

    def _new(self, clause: Clause) -> Clause:
        if clause.token not in self.by_token:
            self.by_token[clause.token] = clause
            self.clauses.append(clause)
        return self.by_token[clause.token]
