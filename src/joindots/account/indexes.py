"""An account made ready for looking things up: records by id, reports by number, lines by offset."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from operator import itemgetter

from msgspec import Struct

from joindots.account.escapes import flatten
from joindots.account.phrases import date_words
from joindots.model import (
    Account,
    Attribution,
    Document,
    Entity,
    Event,
    Finding,
    Incident,
    Links,
    Lookup,
    Mention,
    Quantity,
    Reported,
    Reuse,
    Span,
    Story,
    TimeExpression,
    link_records,
)

Record = Attribution | Document | Entity | Event | Finding | Incident | Quantity | Reuse | Story | TimeExpression

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
# Characters of a sentence shown before and after the words that matter; a longer sentence is cut at a word.
_CONTEXT_CHARACTERS = 160
# Of a paragraph shown before and after them, where a reader asks for it.
_PARAGRAPH_CHARACTERS = 700
# Of a title that stands for an unnamed publisher.
_TITLE_CHARACTERS = 34


class Context(Struct, frozen=True, kw_only=True):
    """A span within its sentence; all three are slices of the text, with white space folded.

    Attributes:
        before: What stands before the span; begins with an ellipsis where the sentence is cut.
        text: The span.
        after: What follows.
    """

    before: str
    text: str
    after: str


class Index:
    """Look-ups over one account.

    Attributes:
        account: The account.
        reports: Its documents in order of publication, undated ones last, then by source.
        numbers: Report number (1, 2 ...) by document id.
    """

    def __init__(self, account: Account) -> None:
        """Number the reports; everything else is made when first asked for."""
        self.account = account
        self.reports = sorted(account.documents, key=by_date)
        self.numbers = {document.id: number for number, document in enumerate(self.reports, 1)}
        self._lines: dict[str, list[int]] = {}
        self._bylines: dict[str, str] = {}

    @cached_property
    def records(self) -> Lookup[Record]:
        """Every record by id."""
        return self._records

    @cached_property
    def _records(self) -> dict[str, Record]:
        account = self.account
        return {
            record.id: record
            for array in (
                account.documents,
                account.entities,
                account.times,
                account.quantities,
                account.attributions,
                account.events,
                account.incidents,
                account.stories,
                account.reuse,
                account.findings,
            )
            for record in array
        }

    @cached_property
    def links(self) -> Lookup[Links]:
        """What points to each record, by id."""
        return defaultdict(Links, link_records(self.account))

    def list_ids(self) -> list[str]:
        """Ids of all records, sorted."""
        return sorted(self._records)

    def gather(self, ids: Iterable[str]) -> list[Record]:
        """The records with some ids, in their order."""
        return [self.records[one] for one in ids]

    def document(self, document_id: str) -> Document:
        """A report by id."""
        return self.reports[self.numbers[document_id] - 1]

    def written(self, documents: Iterable[str]) -> list[str]:
        """The days (ISO 8601) on which those of some reports were written of which it is known, at the latest."""
        dates = [self.document(document).published for document in documents]
        return sorted(date.latest for date in dates if date and date.latest)

    def mark(self, document_id: str) -> str:
        """The short mark of a report: "R3"."""
        return f"R{self.numbers[document_id]}"

    def byline(self, document_id: str) -> str:
        """Publisher and date as far as they are known: "The Courier, 14 May 2031"; else title or source."""
        byline = self._bylines.get(document_id)
        if byline is None:
            byline = self._bylines[document_id] = write_byline(self.document(document_id))
        return byline

    def house(self, document_id: str) -> str:
        """Who brings a report: its publisher, else its title in quotation marks, cut short, else its source."""
        return name_house(self.document(document_id))

    def line(self, document_id: str, offset: int) -> int:
        """The line of the report's text that holds an offset, counted from 1."""
        starts = self._lines.get(document_id)
        if starts is None:
            text = self.document(document_id).text
            starts = self._lines[document_id] = [0, *(match.end() for match in re.finditer("\n", text))]
        return bisect_right(starts, offset)

    def name(self, record_id: str | None) -> str | None:
        """The name of an entity or event, or None where the id is none of theirs."""
        record = self.records.get(record_id) if record_id else None
        return flatten(record.name) if isinstance(record, Entity | Event) else None

    def speaker(self, attribution_id: str | None) -> str | None:
        """Who says what stands in an attribution, or None for a report's own voice or nobody named."""
        record = self.records.get(attribution_id) if attribution_id else None
        if not isinstance(record, Attribution) or record.source is None:
            return None
        return self.name(record.source.entity) or flatten(record.source.span.text)

    def said_by(self, reported: Reported) -> str | None:
        """Who says a value of the register, or None for the report's own voice or nobody named."""
        return "other reports" if reported.basis == "inferred" else self.speaker(reported.attribution)

    def context(self, span: Span | Mention) -> Context:
        """A span with the rest of its sentence, cut where that is long."""
        whole, starts, ends = self._surround(span, _CONTEXT_CHARACTERS)
        before, after = whole.before, whole.after
        around = before + whole.text + after
        breaks = [end.end() for end in _SENTENCE_END.finditer(around[: len(before) + 1]) if end.end() <= len(before)]
        end = _SENTENCE_END.search(around[len(before) + len(whole.text) - 1 :])
        head = before[breaks[-1] :] if breaks else before if starts else _cut_head(before)
        tail = after[: max(0, end.end() - 1)] if end else after if ends else _cut_tail(after)
        return Context(before=_fold(head).lstrip(), text=_fold(whole.text), after=_fold(tail).rstrip())

    def paragraph(self, span: Span | Mention) -> Context:
        """A span with the rest of its paragraph, cut where that is very long."""
        whole, starts, ends = self._surround(span, _PARAGRAPH_CHARACTERS)
        before = whole.before if starts else _cut_head(whole.before)
        after = whole.after if ends else _cut_tail(whole.after)
        return Context(before=_fold(before).lstrip(), text=_fold(whole.text), after=_fold(after).rstrip())

    def _surround(self, span: Span | Mention, most: int) -> tuple[Context, bool, bool]:
        """A span with what stands around it in its blocks, as written, and whether that begins and ends with them."""
        document = self.document(span.document)
        text, blocks = document.text, document.blocks
        first = blocks[max(0, bisect_right(blocks, span.start, key=lambda block: block.start) - 1)]
        last = blocks[max(0, bisect_right(blocks, span.end - 1, key=lambda block: block.start) - 1)]
        low, high = max(first.start, span.start - most), min(last.end, span.end + most)
        around = Context(before=text[low : span.start], text=text[span.start : span.end], after=text[span.end : high])
        return around, low == first.start, high == last.end


def spread_spans(index: Index, spans: Iterable[Span]) -> list[Span]:
    """Spans in order of report and offset, but the first of each report before the second of any."""
    ordered = sorted(spans, key=lambda span: (index.numbers[span.document], span.start, -span.end))
    seen: Counter[str] = Counter()
    turns = []
    for span in ordered:
        turns.append(seen[span.document])
        seen[span.document] += 1
    return [span for _, span in sorted(zip(turns, ordered, strict=True), key=itemgetter(0))]


def by_date(document: Document) -> tuple[str, str, str]:
    """What reports are sorted by: their day, those without one last, then their source."""
    published = document.published
    return (published.earliest or published.value if published else "9999", document.source, document.id)


def write_byline(document: Document) -> str:
    """Publisher and date of a report as far as they are known: "The Courier, 14 May 2031"; else title or source."""
    published = document.published
    date = f", {date_words(published.value)}" if published else ""
    return flatten(name_house(document) + date)


def name_house(document: Document) -> str:
    """Who brings a report: its publisher, else its title in quotation marks, cut short, else its source."""
    if document.publisher:
        return flatten(document.publisher)
    title = flatten(document.title or "")
    if len(title) > _TITLE_CHARACTERS:
        title = title[:_TITLE_CHARACTERS].rpartition(" ")[0] + " …"
    return f"“{title}”" if title else flatten(document.source)


def _fold(text: str) -> str:
    """White space as one space, kept at the ends, so that parts can be joined again."""
    return re.sub(r"\s+", " ", text)


def _cut_head(text: str) -> str:
    return "… " + text.partition(" ")[2]


def _cut_tail(text: str) -> str:
    return text.rpartition(" ")[0] + " …"
