"""From cues, clauses and quotations to records."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from joindots.extract.attributions.clauses import Clause, find_absences, find_clauses
from joindots.extract.attributions.sources import Source
from joindots.extract.attributions.speakers import mentions_somebody
from joindots.extract.attributions.speech import assign_quotations
from joindots.extract.attributions.stances import judge_stance
from joindots.model import Attribution, AttributionForm, AttributionSource, Observations, Span, make_id
from joindots.parse import Parse, Sentence
from joindots.text.quotes import Quotation

_DIRECT_SHARE = 0.9  # of the letters and digits of a content that stand in marks: from here it is direct
_NEAR_MENTIONS = 16  # mentions looked at before a source's end; they overlap at most a few deep

_LETTERS = re.compile(r"[A-Z]{2,4}")  # after a name: QC, MP, OBE
_CLOSERS = frozenset({",", ".", ")", '"', ";", "-", "–", "—"})
_GOING_ON = frozenset({"add", "continue", "go on"})

Range = tuple[int, int]


def extract_attributions(parse: Parse, found: Observations) -> tuple[Attribution, ...]:
    """Read who says what in a document.

    Args:
        parse: The document.
        found: Its entities, to which the sources are linked.

    Returns:
        Sorted by id. A source that nobody names is None, not guessed.
    """
    quotations = [quotation for quotation in parse.quotations if not quotation.depth]
    quoted = _mark_quoted(parse, quotations)
    clauses = assign_quotations(parse, quotations, find_clauses(parse, quoted))
    return _Records(parse, found, quotations).make(clauses)


def _mark_quoted(parse: Parse, quotations: Sequence[Quotation]) -> list[bool]:
    quoted = [False] * len(parse.tokens)
    for quotation in quotations:
        for a, b in quotation.parts:
            inside = parse.token_range(a, b)
            quoted[inside.start : inside.stop] = [True] * len(inside)
    return quoted


class _Records:
    """Makes records of clauses."""

    def __init__(self, parse: Parse, found: Observations, quotations: Sequence[Quotation]) -> None:
        self.parse = parse
        self.quotations = quotations
        self.mentions = sorted((m.start, m.end, entity.id) for entity in found.entities for m in entity.mentions)
        self.starts = [start for start, _, _ in self.mentions]

    def make(self, clauses: Sequence[Clause]) -> tuple[Attribution, ...]:
        self._resolve(clauses)
        for clause in clauses:
            if clause.cue.word == "hear":
                clause.source = None  # the court heard it: from whom is left open
        everything = [*clauses, *find_absences(self.parse, self._with_quotes(clauses))]
        records = {record.id: record for clause in everything if (record := self._record(clause)) is not None}
        return tuple(records[key] for key in sorted(records))

    def _resolve(self, clauses: Sequence[Clause]) -> None:
        """For "A guard said ... They added:": a "they" that goes on and is no known entity is whoever spoke before."""
        before: Clause | None = None
        for clause in sorted(clauses, key=lambda c: c.token):
            source = clause.source
            if before is not None and source is not None and self._goes_on(clause, before):
                word = self.parse.tokens[source.head]
                last = self.parse.tokens[before.token].sentence
                if word.text.lower() == "they" and self._follows(last, word.sentence) and not self._is_known(source):
                    clause.source = before.source
            before = clause

    def _goes_on(self, clause: Clause, before: Clause) -> bool:
        """Whether a saying is one more of who spoke before: "They added", "They also called for" after several."""
        if clause.cue.word in _GOING_ON:
            return True
        also = any(self.parse.tokens[c].lemma == "also" for c in self.parse.children[clause.token])
        return also and before.source is not None and self.parse.tokens[before.source.head].tag in ("NNS", "NNPS")

    def _follows(self, last: int, sentence: int) -> bool:
        """Whether a sentence comes after another with nobody mentioned in between, lines without a full stop aside."""
        between = [told for told in self.parse.sentences[last + 1 : sentence] if self._is_told(told)]
        return last < sentence and not any(mentions_somebody(self.parse, told) for told in between)

    def _is_told(self, sentence: Sentence) -> bool:
        return self.parse.tokens[sentence.last - 1].pos == "PUNCT" or not self._is_block(sentence)

    def _is_block(self, sentence: Sentence) -> bool:
        """Whether a sentence fills its block: a heading, a link to another report."""
        sentences = self.parse.sentences
        near = [n for n in (sentence.i - 1, sentence.i + 1) if 0 <= n < len(sentences)]
        return all(sentences[n].block != sentence.block for n in near)

    def _with_quotes(self, clauses: Sequence[Clause]) -> list[Clause]:
        """The clauses with their quotations as token ranges among their content."""
        filled = []
        for clause in clauses:
            ranges = [self.parse.token_range(a, b) for n in clause.quotes for a, b in self.quotations[n].parts]
            content = clause.content + [(r.start, r.stop) for r in ranges]
            filled.append(
                Clause(clause.token, clause.cue, clause.cue_range, clause.source, content, clause.frame, clause.quotes)
            )
        return filled

    def _record(self, clause: Clause) -> Attribution | None:
        parts = [part for n in clause.quotes for part in self.quotations[n].parts]
        ranges = self._content(clause, parts)
        if not ranges:
            return None
        content = tuple(self.parse.span(a, b) for a, b in ranges)
        first, last = clause.cue_range
        cue = self.parse.token_span(first, last) if last > first else None
        source = self._source(clause.source, clause.content)
        place = (cue.start if cue else None, source.span.start if source else None, ranges)
        return Attribution(
            id=make_id("a", self.parse.document.id, *place),
            form=self._form(ranges, parts),
            source=source,
            cue=cue,
            content=content,
            stance=judge_stance(self.parse, clause, content),
            about=self._about(ranges, source),
        )

    def _content(self, clause: Clause, parts: list[Range]) -> list[Range]:
        """Character ranges: those of syntax and of the quotations; of quotations alone where no word stands outside."""
        syntax = [(self.parse.tokens[a].start, self.parse.tokens[b - 1].end) for a, b in clause.content]
        if parts and not self._words_outside(syntax, parts):
            syntax = []
        joined: list[Range] = []
        for a, b in sorted(syntax + parts):
            if joined and a <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], b)
            else:
                joined.append((a, b))
        return joined

    def _words_outside(self, ranges: list[Range], parts: list[Range]) -> bool:
        """Whether content words of `ranges` stand outside `parts`."""
        tokens = [self.parse.tokens[i] for a, b in ranges for i in self.parse.token_range(a, b)]
        words = [t for t in tokens if t.pos not in ("PUNCT", "SCONJ") and t.text.lower() != "that"]
        before = [bisect_right(parts, (t.start, len(self.parse.document.text))) - 1 for t in words]
        return any(at < 0 or t.start >= parts[at][1] for t, at in zip(words, before, strict=True))

    def _form(self, ranges: list[Range], parts: list[Range]) -> AttributionForm:
        """By how much of the content stands in marks; the ranges hold all parts."""
        if not parts:
            return "indirect"
        total, inside = (sum(_count_letters(self.parse, a, b) for a, b in some) for some in (ranges, parts))
        return "direct" if inside >= _DIRECT_SHARE * total else "mixed"

    def _source(self, source: Source | None, content: Sequence[Range] = ()) -> AttributionSource | None:
        if source is None:
            return None
        span = self.parse.token_span(source.first, source.last)
        head = self.parse.tokens[source.head]
        entity = self._entity(head.start, span) or self._apposition(source, content)
        return AttributionSource(entity=entity, span=span)

    def _apposition(self, source: Source, content: Sequence[Range]) -> str | None:
        """The entity named right after a description and not in what is said: "the harbour master, Ann Lee, said"."""
        tokens = self.parse.tokens
        named = [c for c in self.parse.children[source.head] if tokens[c].dep == "appos" and tokens[c].pos == "PROPN"]
        comma = source.last
        if not named and tokens[source.head].pos == "NOUN" and comma < len(tokens) and tokens[comma].text == ",":
            end = comma + 1
            while end < len(tokens) and tokens[end].pos == "PROPN":
                end += 1
            closed = comma + 1 < end < len(tokens) and tokens[end].text in _CLOSERS
            named = [end - 1] if closed else []
        for c in (c for c in named if not any(first <= c < last for first, last in content)):
            found = self._entity(tokens[c].start, self.parse.token_span(c, c + 1))
            if found is not None:
                return found
        return None

    def _is_known(self, source: Source) -> bool:
        found = self._source(source)
        return found is not None and found.entity is not None

    def _entity(self, head: int, span: Span) -> str | None:
        """The entity whose mention holds the head of a source; of several the mention that fits the source best."""
        near = [m for m in self._mentions_before(span.end) if m[0] <= head < m[1]]
        if not near and _LETTERS.fullmatch(self.parse.document.text, head, span.end):
            near = [m for m in self._mentions_before(span.end) if span.start <= m[0] and m[1] == head - 1]
        if not near:
            return None
        return min(near, key=lambda m: (abs(m[0] - span.start) + abs(m[1] - span.end), m[2]))[2]

    def _mentions_before(self, end: int) -> list[tuple[int, int, str]]:
        at = bisect_left(self.starts, end)
        return self.mentions[max(0, at - _NEAR_MENTIONS) : at]

    def _about(self, ranges: list[Range], source: AttributionSource | None) -> tuple[str, ...]:
        """Entities that the content names or describes, but for the source itself."""
        found: set[str] = set()
        for a, b in ranges:
            inside = self.mentions[bisect_left(self.starts, a) : bisect_left(self.starts, b)]
            found.update(entity for _, end, entity in inside if end <= b)
        if source is not None and source.entity is not None:
            found.discard(source.entity)
        return tuple(sorted(found))


def _count_letters(parse: Parse, start: int, end: int) -> int:
    return sum(map(str.isalnum, parse.document.text[start:end]))
