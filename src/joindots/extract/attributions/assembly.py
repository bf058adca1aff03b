"""From cues, clauses and quotations to records."""

from bisect import bisect_right

from joindots.extract.attributions.clauses import Clause, find_clauses
from joindots.extract.attributions.speech import Speaker
from joindots.extract.attributions.stances import judge_stance
from joindots.model import Attribution, AttributionForm, AttributionSource, Mention, Observations, Span, make_id
from joindots.parse import Parse
from joindots.text.quotes import Quotation, find_quotations

_DIRECT_SHARE = 0.9  # of the letters and digits of a content that stand in marks: from here it is direct


def extract_attributions(parse: Parse, found: Observations) -> tuple[Attribution, ...]:
    """Read who says what in a document.

    Args:
        parse: The document.
        found: Its entities, to which the sources are linked.

    Returns:
        Sorted by id. A source that nobody names is None, not guessed.
    """
    return _Assembly(parse, found).records()


class _Assembly:
    def __init__(self, parse: Parse, found: Observations) -> None:
        self.parse = parse
        parsed = sorted({sentence.block for sentence in parse.sentences})
        blocks = [(parse.document.blocks[i].start, parse.document.blocks[i].end) for i in parsed]
        self.quotations = [q for q in find_quotations(parse.document.text, blocks) if not q.depth]
        self.mentions = sorted(
            (mention.start, mention.end, entity.id) for entity in found.entities for mention in entity.mentions
        )
        self.starts = [start for start, _, _ in self.mentions]

    def records(self) -> tuple[Attribution, ...]:
        quoted = [False] * len(self.parse.tokens)
        for quotation in self.quotations:
            for a, b in quotation.parts:
                inside = self.parse.token_range(a, b)
                quoted[inside.start : inside.stop] = [True] * len(inside)
        clauses = find_clauses(self.parse, quoted)
        speaker = Speaker(self.parse, self.quotations, clauses)
        speaker.assign()
        records = {}
        for clause in speaker.clauses:
            record = self._record(clause)
            if record is not None:
                records[record.id] = record
        return tuple(records[key] for key in sorted(records))

    def _record(self, clause: Clause) -> Attribution | None:
        quotes = [self.quotations[n] for n in clause.quotes]
        ranges = self._content(clause, quotes)
        if not ranges:
            return None
        content = tuple(self.parse.span(a, b) for a, b in ranges)
        cue = self.parse.token_span(*clause.cue_range) if clause.cue_range[1] > clause.cue_range[0] else None
        source = self._source(clause.source)
        text = " ".join(span.text for span in content)
        place = [(span.start, span.end) for span in content]
        return Attribution(
            id=make_id(
                "a", self.parse.document.id, cue.start if cue else None, source.span.start if source else None, place
            ),
            form=self._form(ranges, quotes),
            source=source,
            cue=cue,
            content=content,
            stance=judge_stance(self.parse, clause, text),
        )

    def _content(self, clause: Clause, quotes: list[Quotation]) -> list[tuple[int, int]]:
        """Character ranges: those of syntax, drawn out over quotations they reach into, and the quotations."""
        parts = [part for quotation in quotes for part in quotation.parts]
        syntax = [(self.parse.tokens[a].start, self.parse.tokens[b - 1].end) for a, b in clause.content]
        if parts and _share(self.parse.document.text, syntax, parts) >= _DIRECT_SHARE:
            syntax = []
        return _union(self.parse.document.text, syntax + parts)

    def _form(self, ranges: list[tuple[int, int]], quotes: list[Quotation]) -> AttributionForm:
        parts = [part for quotation in quotes for part in quotation.parts]
        if not parts:
            return "indirect"
        return "direct" if _share(self.parse.document.text, ranges, parts) >= _DIRECT_SHARE else "mixed"

    def _source(self, tokens: tuple[int, int] | None) -> AttributionSource | None:
        if tokens is None:
            return None
        span = self.parse.token_span(*tokens)
        return AttributionSource(entity=self._entity(span), span=span)

    def _entity(self, span: Span) -> str | None:
        """The entity whose mention covers most of the source; the mention that ends last of equals, as the head does."""
        best: tuple[int, int, str] | None = None
        at = bisect_right(self.starts, span.end)
        for start, end, entity in self.mentions[max(0, at - 12) : at]:
            shared = min(end, span.end) - max(start, span.start)
            if shared > 0 and (best is None or (shared, end) > best[:2]):
                best = shared, end, entity
        return best[2] if best else None


def _share(text: str, ranges: list[tuple[int, int]], parts: list[tuple[int, int]]) -> float:
    """Share of the letters and digits of `ranges` that stand inside `parts`."""
    total = inside = 0
    for a, b in ranges:
        total += sum(map(str.isalnum, text[a:b]))
        for c, d in parts:
            inside += sum(map(str.isalnum, text[max(a, c) : min(b, d)])) if max(a, c) < min(b, d) else 0
    return inside / total if total else 1.0


def _union(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping ranges joined; so are those that only blanks part."""
    joined: list[tuple[int, int]] = []
    for a, b in sorted(ranges):
        if joined and (a <= joined[-1][1]):
            joined[-1] = joined[-1][0], max(joined[-1][1], b)
        else:
            joined.append((a, b))
    return joined
