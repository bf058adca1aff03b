"""Quotations and who speaks them: cue after, before or between, carried on from the sentence or paragraph before."""

import re
from collections.abc import Sequence

from msgspec import Struct

from joindots.extract.attributions.clauses import ASIDE, DASH, Clause, cue_range, trim_marks
from joindots.extract.attributions.cues import Cue, find_cues
from joindots.extract.attributions.layouts import SCARE_WORDS, Layout
from joindots.extract.attributions.silences import gives_name
from joindots.extract.attributions.sources import Source
from joindots.extract.attributions.voices import Voices
from joindots.extract.phrases import children
from joindots.parse import Parse, Sentence
from joindots.text.quotes import Quotation

COLON = Cue(":", "PUNCT", (), passive=True, stance="asserts", sense="before somebody's words")
MANNER = Cue("", "VERB", (), passive=True, stance="asserts", sense="how somebody spoke")
CARRIED = Cue("", "", (), passive=True, stance="asserts", sense="goes on from what was said before")
_REACH = 16  # tokens between a cue and the quotation after it, at most
_FAR = 28  # tokens after a quotation in which its cue stands: names come with long appositions
_BREAKS = frozenset({",", "?", "!", "...", "–", "—", "―", "-", "--"})
_STOPS = frozenset({".", "!", "?", ";"})
_TELLING_HOW = frozenset({"VBD", "VBZ", "VBN"})  # VBN: the parser's slip before a name
_LONGEST_NAME = 4  # tokens
_DASH = re.compile(r"\s{0,3}[–—―-]{1,2}[ \t]{0,3}")


class Speech(Struct, frozen=True):
    """A quotation with where it stands.

    Attributes:
        number: Of the quotation, in text order.
        tokens: Token range of each of its parts.
        end: One past its last code point.
        block: Index of the block its first part stands in.
        last_block: Index of the block its last part stands in.
    """

    number: int
    tokens: tuple[tuple[int, int], ...]
    end: int
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
        for clause in sorted(clauses, key=lambda c: c.frame != ASIDE):  # who speaks comes before who passes it on
            for first, last in clause.content:
                self.holders.update(dict.fromkeys(range(first, last), clause))
        self.layout = Layout(parse)
        self.voices = Voices(parse)
        placed = (self._place(number, quotation) for number, quotation in enumerate(quotations))
        self.speeches = [speech for speech in placed if speech is not None]
        self.latest: tuple[Speech, Clause] | None = None

    def _place(self, number: int, quotation: Quotation) -> Speech | None:
        ranges = [self.parse.token_range(a, b) for a, b in quotation.parts]
        if not all(ranges):
            return None
        tokens = tuple((r.start, r.stop) for r in ranges)
        first, last = self.layout.sentence(tokens[0][0]), self.layout.sentence(tokens[-1][0])
        return Speech(number, tokens, quotation.end, first.block, last.block)

    def assign(self) -> None:
        for n, speech in enumerate(self.speeches):
            floor = self.speeches[n - 1].last if n else 0
            ceiling = self.speeches[n + 1].first if n + 1 < len(self.speeches) else len(self.parse.tokens)
            clause = (
                self._cue_inside(speech)
                or self._owner(speech)
                or self._cue_after(speech, ceiling)
                or self._cue_before(speech, floor)
                or self._resumed(speech)
                or self._extended(speech)
                or self._carried(speech)
            )
            if clause is not None:
                if self._stands_alone(speech, clause):
                    clause.content.clear()
                clause.quotes.append(speech.number)
                self.latest = speech, clause

    def _stands_alone(self, speech: Speech, clause: Clause) -> bool:
        """Whether a quotation that opens its sentence breaks off before its cue: the rest is not said ("and left")."""
        after = 0 <= clause.token - speech.last < _FAR and bool(clause.content) and clause.content[-1][1] > clause.token
        return after and self.layout.starts_sentence(speech.first) and self._breaks_off(speech)

    # by syntax

    def _owner(self, speech: Speech) -> Clause | None:
        """The attribution whose content holds most of the quotation, or of its first sentence, by syntax."""
        first, last = speech.tokens[0]
        last = min(last, self.layout.sentence(min(first + 1, last - 1)).last)
        held = [self.holders[i] for i in range(first, last) if i in self.holders]
        if 2 * len(held) < last - first:
            return None
        owners = {clause.token: clause for clause in held}.values()
        best = max(owners, key=lambda c: (sum(h is c for h in held), -c.token))
        return best if 2 * sum(h is best for h in held) >= last - first else None

    def _cue_inside(self, speech: Speech) -> Clause | None:
        """A cue directly before the quotation that the parser put into another's content, which ends before it."""
        first = speech.first
        verb = first - 2 if first > 1 and self.parse.tokens[first - 1].text in (",", ":") else first - 1
        if verb < 0 or verb in self.by_token or not self._quotable(verb) or self._is_thing_shown(verb, first):
            return None
        holder, subjects = self.holders.get(verb), children(self.parse, verb, "nsubj")
        if holder is None or not subjects or subjects[0] > verb:
            return None
        clause = self._make(verb, self.layout.sentence(verb).first, first)
        if clause is not None and clause.source is not None:
            cut = [(a, min(b, clause.source.first)) for a, b in holder.content if a < clause.source.first]
            holder.content[:] = [r for a, b in cut if (r := trim_marks(self.parse, a, b))[1] > r[0]]
        return clause

    def _is_thing_shown(self, verb: int, first: int) -> bool:
        """Whether a quotation names what a finding verb's object is: "had shown | "a shameless appetite""."""
        shown = any(cue.stance == "finds" for cue in find_cues(self.parse, verb))
        return (
            shown and verb == first - 1 and self.parse.tokens[min(first + 1, len(self.parse.tokens) - 1)].text.islower()
        )

    # cue after

    def _cue_after(self, speech: Speech, ceiling: int) -> Clause | None:
        tokens, start = self.parse.tokens, speech.last
        stop = min(ceiling, self.layout.block_end(speech.last_block, start), start + _FAR)
        if self.layout.starts_block(speech.first) and (signed := self._signature(speech)) is not None:
            return signed
        if start < stop and self._ends_sentence(speech):
            return self._signed_off(start, stop)
        if start >= stop or not self._breaks_off(speech):
            return None
        end = next((i for i in range(start, stop) if tokens[i].text in _STOPS), stop)
        verbs = [i for i in range(start, end) if self._quotable(i)]
        if not verbs:
            return self._manner(speech, start, end)
        verb = next((i for i in verbs if tokens[i].dep not in ("relcl", "acl")), verbs[0])
        held = self.by_token.get(verb)
        if (
            held is not None
            and held.content
            and held.content[0][0] >= start
            and not self.layout.starts_sentence(speech.first)
        ):
            return None  # a name in marks before a statement: On "The Morning Show," she said that ...
        return self._make(verb, start, end)

    def _signed_off(self, start: int, stop: int) -> Clause | None:
        """For "The lock is old." Roe said. - a full stop where a comma belongs: nothing but who said it follows."""
        end = next(
            (i for i in range(start, min(stop, start + _LONGEST_NAME + 2)) if self.parse.tokens[i].text == "."), start
        )
        if end - start < 2 or not self._quotable(end - 1) or end - 1 in self.by_token:
            return None
        named = [t for t in self.parse.tokens[start : end - 1] if t.pos not in ("PROPN", "PRON")]
        return None if named else self._make(end - 1, start, end)

    def _signature(self, speech: Speech) -> Clause | None:
        """A quotation signed after a dash: "..." — Name."""
        text = self.parse.document.text
        dash = _DASH.match(text, speech.end)
        if dash is None:
            return None
        start = self.parse.token_range(dash.end(), dash.end() + 1).start
        if start >= len(self.parse.tokens):
            return None
        words = self.parse.tokens[start : self.layout.block_end(self.layout.sentence(start).block, start)]
        words = words[:-1] if words[-1].text in _STOPS else words
        if not words or len(words) > _REACH or words[0].pos != "PROPN" or any(t.pos in ("VERB", "AUX") for t in words):
            return None
        stop = next((t.i for t in words if t.text == ","), words[-1].i + 1)
        return self._new(start, DASH, Source(start, stop, stop - 1))

    def _ends_sentence(self, speech: Speech) -> bool:
        """Whether the quotation closes its sentence with a full stop, so that what follows is another."""
        first, last = speech.tokens[-1]
        inside = [t for t in self.parse.tokens[max(first, last - 3) : last] if t.text not in ('"', "'", "''")]
        return bool(inside) and inside[-1].text == "."

    def _manner(self, speech: Speech, start: int, end: int) -> Clause | None:
        """For "...," Roe barked: directly after a sentence that breaks off, any verb beside a name says how."""
        tokens = self.parse.tokens
        verb = next((i for i in range(start, min(end, start + 4)) if tokens[i].tag in _TELLING_HOW), None)
        if verb is None or verb in self.by_token or not self.layout.starts_sentence(speech.first):
            return None
        beside = self.voices.find_beside(verb, start, min(end, verb + 2))
        near = beside is not None and (beside.last == verb or beside.first == verb + 1)
        return self._new(verb, MANNER, beside, (verb, verb + 1)) if near else None

    def _breaks_off(self, speech: Speech) -> bool:
        """Whether a quotation ends with a comma or the like, or a speaker follows at once."""
        tokens = self.parse.tokens
        first, last = speech.tokens[-1]
        near = [t.text for t in tokens[max(first, last - 3) : last + 1] if t.text not in ('"', "'", "''")]
        if any(text in _BREAKS or text.endswith("…") for text in near[-2:]):
            return True
        after = tokens[last]
        return self._quotable(last) or (after.pos in ("PRON", "PROPN") and after.dep == "nsubj")

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
        while i > floor and not self.layout.starts_block(i) and self.parse.tokens[i - 1].text not in _STOPS:
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
        signed = self.voices.names_up_to(start, colon)
        if signed is not None:
            return self._new(colon, COLON, signed, (colon, colon + 1))
        verbs = [i for i in range(start, colon) if tokens[i].pos in ("VERB", "AUX")]
        cues = [i for i in verbs if find_cues(self.parse, i)]
        spoken = [i for i in cues if self._quotable(i)]
        if verbs and verbs[-1] == colon - 1 and verbs[-1] not in cues and children(self.parse, colon - 1, "nsubj"):
            return self._new(colon - 1, MANNER, self.voices.find_subject(colon - 1), (colon - 1, colon))
        if cues:
            clause = self._make((spoken or cues)[-1], start, colon)
            if clause is not None and clause.frame == "obj" and clause.cue.stance == "asserts":
                clause.content.clear()  # "expressed relief: ...": the words stand for the object
            return clause
        for i in verbs:
            source = self.voices.find_subject(i) if tokens[i].dep in ("ROOT", "conj") else None
            if source is not None and tokens[source.head].pos in ("PROPN", "PRON"):
                return self._new(i, COLON, source, (colon, colon + 1))
        if tokens[start].pos == "ADP":
            start += 1  # "From the report: ..."
        if not verbs and colon - start <= _REACH and any(t.pos == "PROPN" for t in tokens[start:colon]):
            return self._new(colon, COLON, Source(start, colon, colon - 1), (colon, colon + 1))
        return None

    def _colon_above(self, first: int) -> Clause | None:
        """A paragraph that opens with a quotation, after one that ends with a colon."""
        if first and self.parse.tokens[first - 1].text == ":" and self.layout.starts_block(first):
            return self._introduced(self.layout.sentence(first - 1).first, first - 1)
        return None

    # no cue of its own

    def _resumed(self, speech: Speech) -> Clause | None:
        """The rest of a sentence in marks: "It is old," said Roe, whose house it is, "and we know it"."""
        first = speech.first
        if self.latest is None or first + 1 >= len(self.parse.tokens) or self.parse.tokens[first - 1].text != ",":
            return None
        spoken, clause = self.latest
        near = spoken.last <= clause.token < first and self.parse.tokens[first + 1].text.islower()
        stop = any(self.parse.tokens[i].text in _STOPS for i in range(spoken.last, first))
        return clause if near and not stop and first - spoken.last < _FAR and self._breaks_off(spoken) else None

    def _extended(self, speech: Speech) -> Clause | None:
        """A fragment later in the sentence of a saying: the parser cut the content short."""
        near = [c for c in self.by_sentence.get(self.parse.tokens[speech.first].sentence, ()) if c.content]
        before = [c for c in near if c.token < c.content[-1][0] and c.content[-1][1] <= speech.first]
        if not before or self.layout.starts_sentence(speech.first):
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
        if last - first - 2 <= SCARE_WORDS or not self.layout.starts_sentence(first):
            return None
        above = self.layout.sentence_above(min(first + 1, last - 1))  # the mark itself may hang on the sentence before
        if above is None or self._is_heading(speech) or self._is_subject(speech):
            return None
        if self.parse.tokens[first - 1].text == ":" and self.parse.tokens[first - 1].sentence > above.i:
            return None  # "a transcript follows:" leads in what nobody named says
        if self.latest is not None:
            spoken, clause = self.latest
            goes_on = self.parse.tokens[spoken.last - 1].sentence >= above.i or self._is_in(clause.token, above)
            if goes_on and spoken.last_block == speech.block:
                return clause
            if goes_on:
                return self._new(first, CARRIED, clause.source)
        source = self.voices.tell(above, self.by_sentence.get(above.i, ()))
        if source is None and self.latest is not None and self.latest[0].last_block == speech.block:
            source = self.latest[1].source
        return self._new(first, CARRIED, source) if source is not None else None

    def _is_in(self, i: int, sentence: Sentence) -> bool:
        return sentence.first <= i < sentence.last

    def _is_subject(self, speech: Speech) -> bool:
        """Whether words in marks are what the sentence goes on to tell of: "The Long Way", a play, opens ..."""
        last = speech.tokens[-1][1]
        if last >= len(self.parse.tokens) or self.layout.starts_block(last) or self._ends_sentence(speech):
            return False
        follows = self.parse.tokens[last]
        return speech.last_block == speech.block and (follows.text == "," or follows.pos in ("VERB", "AUX"))

    def _is_heading(self, speech: Speech) -> bool:
        """Whether a quotation stands alone in its block with its words in capitals, as headings within a text do."""
        first, last = speech.tokens[0]
        alone = self.layout.starts_block(first) and last == self.layout.block_end(speech.block, first)
        if last - first > _REACH or not alone:
            return False
        words = [t.text for t in self.parse.tokens[first:last] if len(t.text) > SCARE_WORDS and t.text.isalpha()]
        return len(words) > 1 and all(word[0].isupper() for word in words)

    # shared

    def _make(self, i: int, start: int, stop: int) -> Clause | None:
        """The attribution of cue verb `i`: the one that syntax gave, or a new one for the quotation alone."""
        if i in self.by_token:
            return self.by_token[i]
        cues = find_cues(self.parse, i)
        spoken = next((c for c in cues if not {"that", "quote"}.isdisjoint(c.frames)), cues[0])
        naming = next((c for c in cues if "naming" in c.frames), spoken)  # called it "a trap", not called for it
        cue = naming if spoken is cues[0] and {"that", "quote"}.isdisjoint(spoken.frames) else spoken
        if gives_name(self.parse, i, cue):
            return None
        source = self.voices.find(i, cue, (start, stop), self.by_token)
        if source is None and self.latest is not None and self._goes_on(i):
            source = self.latest[1].source
        return self._new(i, cue, source, cue_range(self.parse, i))

    def _goes_on(self, i: int) -> bool:
        """For "Adding: ...": a participle that opens a sentence belongs to whoever spoke in the one before."""
        return self.parse.tokens[i].tag == "VBG" and self.layout.sentence(i).first == i and self._near(i)

    def _near(self, i: int) -> bool:
        above, last = self.layout.sentence_above(i), self.latest
        return last is not None and (above is None or self.layout.sentence(last[0].last - 1).i >= above.i)

    def _new(self, i: int, cue: Cue, source: Source | None, span: tuple[int, int] = (0, 0)) -> Clause:
        if i not in self.by_token:
            self.by_token[i] = Clause(i, cue, span, source, [], "quote", [])
            self.clauses.append(self.by_token[i])
        return self.by_token[i]
