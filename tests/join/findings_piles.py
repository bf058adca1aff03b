"""Makes small piles by hand: the findings are tested on records, not on what extraction finds."""

import hashlib
from typing import Any

from joindots.join.piles import Pile
from joindots.model import (
    Attribution,
    AttributionSource,
    Block,
    Dated,
    Document,
    Entity,
    Event,
    Incident,
    Mention,
    Quantity,
    Reported,
    Reuse,
    Role,
    Span,
    Story,
    TimeExpression,
    make_id,
)


def day(value: str) -> Dated:
    return Dated(value=value, earliest=value, latest=value, basis="metadata")


class PileMaker:
    """Collects records; every span is given by its words."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.entities: dict[str, Entity] = {}
        self.records: dict[str, list[Any]] = {
            name: [] for name in ("times", "quantities", "attributions", "events", "incidents", "reuse")
        }

    def report(self, text: str, published: str | None = None, publisher: str | None = None, title: str = "") -> str:
        full = f"{title}\n\n{text}" if title else text
        sha = hashlib.sha256(full.encode()).hexdigest()
        source = f"report-{len(self.documents)}.txt"
        cut = len(title) + 2 if title else 0
        blocks = [Block(start=cut, end=len(full), kind="body")]
        if title:
            blocks.insert(0, Block(start=0, end=cut, kind="title"))
        document = Document(
            id=make_id("d", source, sha),
            source=source,
            sha256=sha,
            media_type="text/plain",
            language="en",
            title=title or None,
            publisher=publisher,
            authors=(),
            published=day(published) if published else None,
            text=full,
            blocks=tuple(blocks),
        )
        self.documents.append(document)
        return document.id

    def span(self, document: str, words: str) -> Span:
        text = next(d.text for d in self.documents if d.id == document)
        start = text.index(words)
        return Span(document=document, start=start, end=start + len(words), text=words)

    def entity(self, name: str, kind: str = "person", **fields: Any) -> str:
        key = make_id("e", name)
        self.entities[key] = Entity(id=key, kind=kind, name=name, **fields)
        return key

    def mention(self, document: str, words: str, how: str = "name") -> Mention:
        span = self.span(document, words)
        return Mention(document=document, start=span.start, end=span.end, text=words, how=how)

    def role(self, document: str, words: str) -> Role:
        return Role(text=words, evidence=(self.span(document, words),))

    def event(self, name: str, kind: str = "accident", **fields: Any) -> str:
        key = make_id("v", name)
        self.records["events"].append(Event(id=key, name=name, type=kind, **{"date": None, "place": None, **fields}))
        return key

    def count(self, document: str, words: str, clause: str, measure: str, **fields: Any) -> str:
        span = self.span(document, clause)
        at = span.start + clause.index(words)
        low = fields.pop("low", int(words) if words.isdigit() else None)
        values = {
            "kind": "count",
            "low": low,
            "high": low,
            "bound": "exact",
            "unit": None,
            "counted": "people",
            "event": None,
            "period": None,
            "attribution": None,
        }
        record = Quantity(
            id=make_id("q", document, at),
            span=Span(document=document, start=at, end=at + len(words), text=words),
            clause=span,
            measure=measure,
            **{**values, **fields},
        )
        self.records["quantities"].append(record)
        return record.id

    def say(self, document: str, content: str | list[str], source: tuple[str, str | None] | None, **fields: Any) -> str:
        spans = tuple(self.span(document, part) for part in ([content] if isinstance(content, str) else content))
        by = AttributionSource(entity=source[1], span=self.span(document, source[0])) if source else None
        record = Attribution(
            id=make_id("a", document, spans[0].start),
            source=by,
            content=spans,
            **{"form": "direct", "cue": None, "stance": "asserts", **fields},
        )
        self.records["attributions"].append(record)
        return record.id

    def incident(self, event: str, **fields: list[tuple[int | str, str, str]]) -> str:
        reported = {
            name: tuple(
                Reported(value=value, evidence=(self.span(document, words),)) for value, document, words in rows
            )
            for name, rows in fields.items()
        }
        record = Incident(id=make_id("i", event), event=event, **reported)
        self.records["incidents"].append(record)
        return record.id

    def time(self, document: str, words: str, value: str) -> None:
        span = self.span(document, words)
        day, _, hour = value.partition("T")
        record = TimeExpression(
            id=make_id("t", document, span.start),
            span=span,
            type="DURATION" if day.startswith("P") else "TIME" if hour else "DATE",
            value=value,
            earliest=None if day.startswith("P") else day or None,
            latest=None if day.startswith("P") else day or None,
        )
        self.records["times"].append(record)

    def copied(self, a: str, b: str, words: str) -> None:
        first, second = sorted((self.span(a, words), self.span(b, words)))
        self.records["reuse"].append(Reuse(id=make_id("r", first, second), a=first, b=second, similarity=1.0))

    def pile(self) -> Pile:
        documents = sorted(self.documents, key=lambda d: d.id)
        story = Story(id="s0", title="story", documents=tuple(d.id for d in documents))
        return Pile(
            documents=tuple(documents),
            entities=tuple(sorted(self.entities.values(), key=lambda e: e.id)),
            stories=(story,),
            **{name: tuple(sorted(records, key=lambda r: r.id)) for name, records in self.records.items()},
        )
