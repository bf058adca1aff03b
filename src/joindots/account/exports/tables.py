"""An account as tables: one a kind of record, each row with the place it rests on, and one table of all places."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from joindots.account.codebooks.tables import Table, Value
from joindots.account.exports.evidence import list_evidence
from joindots.account.finding_citations import cite_finding
from joindots.account.indexes import Index
from joindots.account.phrases import STANCES
from joindots.model import INCIDENT_FIELDS, Account, Dated, Mention, Place, Reported, Span

PLACE: Final = ("document", "source", "start", "end", "quote")
_MOST_ROWS: Final = 1_000_000  # rows of a sheet; XLSX ends at 1,048,576

Row = tuple[Value, ...]


def list_tables(account: Account) -> tuple[Table, ...]:
    """The tables of an account.

    Args:
        account: Any.

    Returns:
        Documents, entities, attributions, quantities, times, events, incidents (one row a reported value), findings
        (one row a position), shared passages, rejected inputs, and `evidence`: every span of every record. Offsets are
        code points, half-open. A table longer than a sheet goes on in another.
    """
    index = Index(account)
    made = ((name, columns + (PLACE if placed else ()), rows(index)) for name, columns, placed, rows in _TABLES)
    return tuple(table for name, columns, rows in made for table in _split(name, columns, rows))


def _split(name: str, columns: tuple[str, ...], rows: Iterator[Row]) -> Iterator[Table]:
    number = 1
    some = tuple(islice(rows, _MOST_ROWS))
    while some or number == 1:
        yield Table(name=name if number == 1 else f"{name}-{number}", columns=columns, rows=some)
        some, number = tuple(islice(rows, _MOST_ROWS)), number + 1


def _place(index: Index, spans: Iterable[Span | Mention]) -> Row:
    """The first of some places."""
    span = next(iter(spans), None)
    if span is None:
        return (None,) * len(PLACE)
    return span.document, index.document(span.document).source, span.start, span.end, span.text


def _date(date: Dated | None) -> Row:
    return (date.value, date.earliest, date.latest, date.basis) if date else (None,) * 4


def _join(parts: Iterable[str]) -> str | None:
    return "; ".join(parts) or None


def _documents(index: Index) -> Iterator[Row]:
    for d in index.reports:
        head = (d.id, index.mark(d.id), d.source, d.url, d.sha256, d.media_type, d.language, d.title, d.publisher)
        yield (*head, _join(d.authors), *_date(d.published), len(d.text), _join(d.notes))


def _entities(index: Index) -> Iterator[Row]:
    for e in index.account.entities:
        where = (e.place.latitude, e.place.longitude) if isinstance(e.place, Place) else (None, None)
        reports = len({mention.document for mention in e.mentions})
        row = (e.id, e.kind, e.name, _join(e.aliases), _join(r.text for r in e.roles), len(e.mentions), reports, *where)
        yield row + _place(index, e.mentions)


def _attributions(index: Index) -> Iterator[Row]:
    for a in index.account.attributions:
        source = a.source
        said = " … ".join(span.text for span in a.content)
        who = (source.entity if source else None, index.speaker(a.id), source.span.text if source else None)
        row = (a.id, a.form, a.stance, STANCES[a.stance], *who, a.cue.text if a.cue else None, said, _join(a.about))
        yield row + _place(index, a.content)


def _quantities(index: Index) -> Iterator[Row]:
    for q in index.account.quantities:
        period = q.period.value if q.period else None
        value = (q.kind, q.low, q.high, q.bound, q.unit, q.counted, q.measure)
        yield (q.id, *value, q.event, index.name(q.event), period, q.attribution, *_place(index, [q.span]))


def _times(index: Index) -> Iterator[Row]:
    for t in index.account.times:
        yield (t.id, t.type, t.value, t.earliest, t.latest, *_place(index, [t.span]))


def _events(index: Index) -> Iterator[Row]:
    for e in index.account.events:
        people = _join(f"{p.role}: {index.name(p.entity)}" for p in e.participants)
        row = (e.id, e.name, e.type, *_date(e.date), e.place, index.name(e.place), people)
        yield (*row, len({span.document for span in e.mentions}), *_place(index, e.mentions))


def _incidents(index: Index) -> Iterator[Row]:
    for i in index.account.incidents:
        for field in INCIDENT_FIELDS:
            reported: tuple[Reported, ...] = getattr(i, field)
            for v in reported:
                name = index.name(v.value) if isinstance(v.value, str) else None
                row = (i.id, i.event, index.name(i.event), field, v.value, name, index.said_by(v))
                yield row + _place(index, v.evidence)


def _findings(index: Index) -> Iterator[Row]:
    for f in index.account.findings:
        citation = cite_finding(index, f)
        for number, p in enumerate(f.positions, 1):
            reports = _join(index.mark(document) for document in sorted(p.documents, key=index.numbers.__getitem__))
            side = (number, p.says, len(p.origins), len(p.documents), reports)
            yield (f.id, f.kind, f.topic, *side, f.confidence, f.explanation, citation, *_place(index, p.evidence))


def _shared(index: Index) -> Iterator[Row]:
    for r in index.account.reuse:
        yield (r.id, r.similarity, r.earlier, *_place(index, [r.a]), *_place(index, [r.b]))


def _rejections(index: Index) -> Iterator[Row]:
    for r in index.account.rejections:
        yield r.source, r.outcome, r.stage, r.reason


def _evidence(index: Index) -> Iterator[Row]:
    for e in list_evidence(index):
        yield (e.record, e.kind, e.part, *_place(index, [e.span]))


_DATE: Final = ("date", "earliest", "latest", "basis")
_TABLES: Final[tuple[tuple[str, tuple[str, ...], bool, Callable[[Index], Iterator[Row]]], ...]] = (
    (
        "documents",
        (
            *("id", "report", "source", "url", "sha256", "media_type", "language", "title", "publisher", "authors"),
            *("published", *_DATE[1:], "characters", "notes"),
        ),
        False,
        _documents,
    ),
    (
        "entities",
        ("id", "kind", "name", "aliases", "roles", "mentions", "reports", "latitude", "longitude"),
        True,
        _entities,
    ),
    (
        "attributions",
        ("id", "form", "stance", "stance_words", "entity", "speaker", "named_as", "cue", "content", "about"),
        True,
        _attributions,
    ),
    (
        "quantities",
        (
            *("id", "kind", "low", "high", "bound", "unit", "counted", "measure"),
            *("event", "event_name", "period", "attribution"),
        ),
        True,
        _quantities,
    ),
    ("times", ("id", "type", "value", "earliest", "latest"), True, _times),
    ("events", ("id", "name", "type", *_DATE, "place", "place_name", "participants", "reports"), True, _events),
    ("incidents", ("id", "event", "event_name", "field", "value", "value_name", "said_by"), True, _incidents),
    (
        "findings",
        (
            *("id", "kind", "topic", "position", "says", "origins", "reports", "report_marks"),
            *("confidence", "explanation", "citation"),
        ),
        True,
        _findings,
    ),
    (
        "shared_passages",
        ("id", "similarity", "earlier", *(f"{side}_{column}" for side in "ab" for column in PLACE)),
        False,
        _shared,
    ),
    ("rejections", ("source", "outcome", "stage", "reason"), False, _rejections),
    ("evidence", ("record", "kind", "part"), True, _evidence),
)
