"""Quotations and who speaks them: cue after, before or between, carried on from the sentence or paragraph before."""

from collections.abc import Sequence

from msgspec import Struct

from joindots.extract.attributions.clauses import Clause, cue_range, find_source
from joindots.extract.attributions.cues import Cue, find_cues
from joindots.extract.attributions.sources import Source, find_children, is_passive, make_source, verb_source
from joindots.parse import Parse, Sentence
from joindots.text.quotes import Quotation

COLON = Cue(":", "PUNCT", (), passive=True, stance="asserts", sense="before somebody's words")
DASH = Cue("—", "PUNCT", (), passive=True, stance="asserts", sense="before the name of who said the words above")
CARRIED = Cue("", "", (), passive=True, stance="asserts", sense="goes on from what was said before")
_REACH = 12  # tokens between a cue and the quotation after it, at most
_FAR = 28  # tokens after a quotation in which its cue stands: names come with long appositions
_FRAGMENT_WORDS = 3  # shorter quotations without a cue are scare quotes, names and titles
_DASHES = frozenset({"–", "—", "―", "-", "--"})
_STOPS = frozenset({".", "!", "?", ";"})
_ENDS = frozenset({".", "!", "?", '"', "'", ":", "''"})
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_TIMES = frozenset({"DATE", "TIME"})
_ASIDE_KINDS = frozenset({"caption", "heading", "byline", "dateline"})


class Speech(Struct, frozen=True):
    """A quotation with where it stands.

    Attributes:
        number: Of the quotation, in text order.
        tokens: Token range of each of its parts.
        block: Index of the block its first part stands in.
        last_block: Index of the block its last part stands in.
    """

    number: int
    tokens: tuple[tuple[int, int], ...]
    block: int
    last_block: int

    @property
    def first(self) -> int:
        """First token."""
        return self.tokens[0][0]

    @property
    def last(self) -> int:
        """One past the last token."""
        return self.tokens[-1][1]


def assign_quotations(parse: Parse, quotations: Sequence[Quotation], clauses: Sequence[Clause]) -> list[Clause]:
    """Give every quotation to an attribution, making those that syntax did not give.

    Args:
        parse: The document.
        quotations: Its outermost quotations, in text order.
        clauses: Attributions by syntax; the numbers of their quotations are filled in.

    Returns:
        Those and the new ones. Quotations that nobody is seen to speak belong to none.
    """
    speaker = _Speaker(parse, quotations, clauses)
    speaker.assign()
    return speaker.clauses


class _Speaker:
    def __init__(self, parse: Parse, quotations: Sequence[Quotation], clauses: Sequence[Clause]) -> None:
        self.parse = parse
        self.clauses = list(clauses)
        self.by_token = {clause.token: clause for clause in clauses}
        self.holders: dict[int, Clause] = {}
        self.by_sentence: dict[int, list[Clause]] = {}
        for clause in clauses:
            self.by_sentence.setdefault(parse.tokens[clause.token].sentence, []).append(clause)
            for first, last in clause.content:
                self.holders.update(dict.fromkeys(range(first, last), clause))
        self.names = {name.first: name for name in parse.names}
        placed = (self._place(number, quotation) for number, quotation in enumerate(quotations))
        self.speeches = [speech for speech in placed if speech is not None]
        self.latest: tuple[Speech, Clause] | None = None

    def _place(self, number: int, quotation: Quotation) -> Speech | None:
        ranges = [self.parse.token_range(a, b) for a, b in quotation.parts]
        if not all(ranges):
            return None
        tokens = tuple((r.start, r.stop) for r in ranges)
        return Speech(number, tokens, self._sentence(tokens[0][0]).block, self._sentence(tokens[-1][0]).block)

    def _sentence(self, i: int) -> Sentence:
        return self.parse.sentences[self.parse.tokens[i].sentence]

    def assign(self) -> None:
        for n, speech in enumerate(self.speeches):
            floor = self.speeches[n - 1].last if n else 0
            ceiling = self.speeches[n + 1].first if n + 1 < len(self.speeches) else len(self.parse.tokens)
            clause = (
                self._owner(speech)
                or self._cue_after(speech, ceiling)
                or self._cue_before(speech, floor)
                or self._extended(speech)
                or self._carried(speech)
            )
            if clause is not None:
                clause.quotes.append(speech.number)
                self.latest = speech, clause

    # by syntax

    def _owner(self, speech: Speech) -> Clause | None:
        """The attribution whose content holds most of the quotation, by syntax."""
        first, last = speech.tokens[0]
        held = [self.holders[i] for i in range(first, last) if i in self.holders]
        if not held:
            return None
        best = max(held, key=lambda clause: (sum(c is clause for c in held[:: max(1, len(held) // 8)]), -clause.token))
        return best if 2 * sum(c is best for c in held) >= last - first else None

    # cue after

    def _cue_after(self, speech: Speech, ceiling: int) -> Clause | None:
        tokens, start = self.parse.tokens, speech.last
        stop = min(ceiling, self._block_end(speech.last_block, start), start + _FAR)
        signed = self._signature(start)
        if signed is not None:
            return signed
        if self._ends_sentence(speech) or start >= stop:
            return None
        end = next((i for i in range(start, stop) if tokens[i].text in _STOPS), stop)
        verbs = [i for i in range(start, end) if self._quotable(i)]
        if not verbs:
            return None
        verb = next((i for i in verbs if tokens[i].dep not in ("relcl", "acl")), verbs[0])
        held = self.by_token.get(verb)
        if held is not None and held.content and held.content[0][0] > verb and not self._starts_sentence(speech.first):
            return None  # a name in marks before a statement: On "The Morning Show," she said that ...
        return self._make(verb, start, end)

    def _signature(self, start: int) -> Clause | None:
        """A quotation signed below or beside, after a dash: "..." — Name."""
        tokens = self.parse.tokens
        if start + 1 >= len(tokens) or tokens[start].text not in _DASHES:
            return None
        end = self._block_end(self._sentence(start).block, start)
        last = end - 1 if tokens[end - 1].text in _STOPS else end
        words = tokens[start + 1 : last]
        if not words or len(words) > _REACH or words[0].pos != "PROPN" or any(t.pos in ("VERB", "AUX") for t in words):
            return None
        comma = next((t.i for t in words if t.text == ","), last)
        return self._new(start, DASH, Source(start + 1, comma, comma - 1), (start, start + 1))

    def _ends_sentence(self, speech: Speech) -> bool:
        """Whether the quotation closes its sentence with a full stop, so that what follows is another."""
        first, last = speech.tokens[-1]
        inside = [t for t in self.parse.tokens[max(first, last - 3) : last] if t.text not in ('"', "'", "''")]
        return bool(inside) and inside[-1].text == "."

    def _quotable(self, i: int) -> bool:
        token = self.parse.tokens[i]
        if token.pos != "VERB":
            return False
        return any("that" in cue.frames or "quote" in cue.frames for cue in find_cues(self.parse, i))

    # cue before

    def _cue_before(self, speech: Speech, floor: int) -> Clause | None:
        tokens, first = self.parse.tokens, speech.first
        start = self._lead(first, floor)
        if first == start:
            return self._colon_above(first)
        if tokens[first - 1].text == ":":
            return self._introduced(start, first - 1)
        for i in range(first - 1, max(start, first - _REACH) - 1, -1):
            if tokens[i].pos in ("VERB", "AUX"):
                return self._make(i, start, first) if self._leads_in(i, first) else None
        return None

    def _lead(self, first: int, floor: int) -> int:
        """First token of what leads up to a quotation in its sentence."""
        i = first
        while i > floor and not self._starts_block(i) and self.parse.tokens[i - 1].text not in _STOPS:
            i -= 1
        return i

    def _leads_in(self, i: int, first: int) -> bool:
        """Whether between a cue and the quotation stand only a hearer, adverbials, a comma or "that"."""
        between = self.parse.tokens[i + 1 : first]
        near = len(between) <= 3
        if not self._quotable(i):
            return near and bool(find_cues(self.parse, i))
        return near or between[-1].text == "," or between[-1].lemma in ("that", "how", "as")

    def _introduced(self, start: int, colon: int) -> Clause | None:
        """A quotation after a colon: the last cue verb before it, else whoever the sentence is about."""
        tokens = self.parse.tokens
        verbs = [i for i in range(start, colon) if tokens[i].pos in ("VERB", "AUX")]
        for i in reversed(verbs):
            if find_cues(self.parse, i):
                clause = self._make(i, start, colon)
                if clause.frame == "obj" and clause.cue.stance == "asserts":
                    clause.content.clear()  # "expressed relief: ...": the words stand for the object
                return clause
        for i in verbs:
            head = verb_source(self.parse, i) if tokens[i].dep in ("ROOT", "conj") else None
            if head is not None and tokens[head].pos in ("PROPN", "PRON"):
                return self._new(i, COLON, make_source(self.parse, head), (colon, colon + 1))
        if not verbs and colon - start <= _REACH and any(t.pos == "PROPN" for t in tokens[start:colon]):
            return self._new(colon, COLON, Source(start, colon, colon - 1), (colon, colon + 1))
        return None

    def _colon_above(self, first: int) -> Clause | None:
        """A paragraph that opens with a quotation, after one that ends with a colon."""
        if first and self.parse.tokens[first - 1].text == ":" and self._starts_block(first):
            return self._introduced(self._sentence(first - 1).first, first - 1)
        return None

    # no cue of its own

    def _extended(self, speech: Speech) -> Clause | None:
        """A fragment later in the sentence of a saying: the parser cut the content short."""
        near = [c for c in self.by_sentence.get(self.parse.tokens[speech.first].sentence, ()) if c.content]
        before = [c for c in near if c.token < c.content[-1][0] and c.content[-1][1] <= speech.first]
        if not before or self._starts_sentence(speech.first):
            return None
        clause = before[-1]
        begin, end = clause.content[-1]
        if any(self._quotable(i) for i in range(end, speech.first)):
            return None
        clause.content[-1] = begin, speech.tokens[0][1]
        return clause

    def _carried(self, speech: Speech) -> Clause | None:
        """A quotation that is a sentence of its own: whoever spoke directly before goes on, where that is clear."""
        first, last = speech.tokens[0]
        if last - first - 2 <= _FRAGMENT_WORDS or not self._starts_sentence(first):
            return None
        above = self._sentence_above(first)
        if above is None:
            return None
        if self.latest is not None:
            spoken, clause = self.latest
            goes_on = self.parse.tokens[spoken.last - 1].sentence >= above.i or self._is_in(clause.token, above)
            if goes_on and spoken.last_block == speech.block:
                return clause
            if goes_on:
                return self._new(first, CARRIED, clause.source)
        source = self._told(above)
        if source is None and self.latest is not None and self.latest[0].last_block == speech.block:
            source = self.latest[1].source
        return self._new(first, CARRIED, source) if source is not None else None

    def _is_in(self, i: int, sentence: Sentence) -> bool:
        return sentence.first <= i < sentence.last

    def _sentence_above(self, first: int) -> Sentence | None:
        """The sentence before, captions and headings passed over."""
        i = self.parse.tokens[first].sentence - 1
        while i >= 0:
            sentence = self.parse.sentences[i]
            if sentence.kind not in _ASIDE_KINDS and sentence.last - sentence.first > _FRAGMENT_WORDS + 1:
                return sentence
            i -= 1
        return None

    def _told(self, sentence: Sentence) -> Source | None:
        """Whose statement or act a sentence tells: the source of its attribution, else a person that is its subject."""
        for clause in self.by_sentence.get(sentence.i, ()):
            if clause.source is not None:
                return clause.source
        for i in range(sentence.first, sentence.last):
            if self.parse.tokens[i].dep == "ROOT" and self.parse.tokens[i].pos == "VERB":
                head = verb_source(self.parse, i)
                return make_source(self.parse, head) if head is not None and self._label(head) == "PERSON" else None
        return None

    # shared

    def _starts_block(self, i: int) -> bool:
        return not i or self._sentence(i).block != self._sentence(i - 1).block

    def _starts_sentence(self, first: int) -> bool:
        return self._starts_block(first) or self.parse.tokens[first - 1].text in _ENDS

    def _block_end(self, block: int, start: int) -> int:
        i = start
        while i < len(self.parse.tokens) and self._sentence(i).block == block:
            i = self._sentence(i).last
        return i

    def _make(self, i: int, start: int, stop: int) -> Clause:
        """The attribution of cue verb `i`: the one that syntax gave, or a new one for the quotation alone."""
        if i in self.by_token:
            return self.by_token[i]
        cues = find_cues(self.parse, i)
        cue = next((c for c in cues if "that" in c.frames or "quote" in c.frames), cues[0])
        return self._new(i, cue, self._speaker_of(i, cue, start, stop), cue_range(self.parse, i))

    def _speaker_of(self, i: int, cue: Cue, start: int, stop: int) -> Source | None:
        """Who speaks at cue `i`: its subject where that stands near or is shared, else a name beside the cue."""
        source = find_source(self.parse, i, cue)
        if source is not None and self._label(source.head) in _TIMES:
            source = None
        own = bool(find_children(self.parse, i, "nsubj"))
        if source is not None and (start <= source.first < stop or self.parse.tokens[i].tag == "VBG" or not own):
            return source
        return None if is_passive(self.parse, i) else self._beside(i, start, stop) or source

    def _label(self, head: int) -> str | None:
        """What the tagger calls the name that a token stands in."""
        name = next((self.names[j] for j in range(head, max(-1, head - 4), -1) if j in self.names), None)
        return name.label if name is not None and name.last > head else None

    def _beside(self, i: int, start: int, stop: int) -> Source | None:
        """A name or pronoun beside a cue verb, or the first name of the stretch, where the parser saw no subject."""
        tokens = self.parse.tokens
        names = [self.names[j] for j in range(start, stop) if j in self.names and self.names[j].label in _SPEAKERS]
        touching = [n for n in names if n.last == i or n.first == i + 1]
        if touching:
            return Source(touching[0].first, touching[0].last, touching[0].last - 1)
        for j in (i - 1, i + 1):
            if start <= j < stop and tokens[j].pos in ("PRON", "PROPN"):
                return Source(j, j + 1, j)
        left = [n for n in names if n.last <= i]
        return Source(left[0].first, left[0].last, left[0].last - 1) if left else None

    def _new(self, i: int, cue: Cue, source: Source | None, span: tuple[int, int] = (0, 0)) -> Clause:
        if i not in self.by_token:
            self.by_token[i] = Clause(i, cue, span, source, [], "quote", [])
            self.clauses.append(self.by_token[i])
        return self.by_token[i]
