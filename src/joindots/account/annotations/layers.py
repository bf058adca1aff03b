"""What of an account is laid over a report's text, layer by layer."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct

from joindots.model import Account, Attribution, Mention, Quantity, Span, TimeExpression

Layer = Literal["NamedEntity", "Saying", "Voice", "Cue", "Figure", "Timex", "Evidence"]

FEATURES: Final[Mapping[Layer, Mapping[str, str]]] = {
    "NamedEntity": {"value": "person, organisation, place, group or other", "identifier": "Id of the entity"},
    "Saying": {
        "record": "Id of the attribution",
        "part": "Number of the part, where the words are split",
        "stance": "What the source does with it",
        "form": "direct, mixed or indirect",
        "speaker": "Id of the entity that says it",
    },
    "Voice": {"record": "Id of the attribution"},
    "Cue": {"record": "Id of the attribution"},
    "Figure": {
        "record": "Id of the quantity",
        "kind": "What sort of number",
        "low": "Least value",
        "high": "Greatest value",
        "bound": "How it is limited",
        "measure": "What it measures",
    },
    "Timex": {"record": "Id of the time expression", "kind": "TIMEX3 type", "value": "TIMEX3 value"},
    "Evidence": {
        "record": "Id of the finding",
        "part": "Number of the position",
        "verdict": "Kind of the finding",
        "topic": "Of the finding",
    },
}
"""The layers with their features and what each is; all features are strings."""


class Annotation(Struct, frozen=True, kw_only=True, order=True):
    """A labelled stretch of a report.

    Attributes:
        start: First code point.
        end: One past the last.
        layer: Of the annotation.
        features: Names and values, sorted; without those that have none.
    """

    start: int
    end: int
    layer: Layer
    features: tuple[tuple[str, str], ...] = ()

    def get(self, feature: str) -> str | None:
        """The value of a feature, or None."""
        return dict(self.features).get(feature)


def list_annotations(account: Account) -> dict[str, tuple[Annotation, ...]]:
    """The annotations of every report of an account.

    Args:
        account: Any.

    Returns:
        By id of the document, sorted; empty for a report that nothing is found in. Pronouns and descriptions are no
        names and have no annotation.
    """
    found: dict[str, list[Annotation]] = {document.id: [] for document in account.documents}
    for document, annotation in _list(account):
        found[document].append(annotation)
    return {document: tuple(sorted(some)) for document, some in found.items()}


def _list(account: Account) -> Iterator[tuple[str, Annotation]]:
    for entity in account.entities:
        for mention in entity.mentions:
            if mention.how == "name":
                yield _lay(mention, "NamedEntity", value=entity.kind, identifier=entity.id)
    for attribution in account.attributions:
        yield from _of_attribution(attribution)
    yield from map(_of_quantity, account.quantities)
    yield from map(_of_time, account.times)
    for finding in account.findings:
        for number, position in enumerate(finding.positions, 1):
            for span in position.evidence:
                part = str(number)
                yield _lay(span, "Evidence", record=finding.id, part=part, verdict=finding.kind, topic=finding.topic)


def _of_attribution(attribution: Attribution) -> Iterator[tuple[str, Annotation]]:
    source, cue, record = attribution.source, attribution.cue, attribution.id
    speaker = source.entity if source else None
    said = {"record": record, "stance": attribution.stance, "form": attribution.form, "speaker": speaker}
    for number, span in enumerate(attribution.content, 1):
        yield _lay(span, "Saying", part=str(number), **said)
    if source:
        yield _lay(source.span, "Voice", record=record)
    if cue:
        yield _lay(cue, "Cue", record=record)


def _of_quantity(quantity: Quantity) -> tuple[str, Annotation]:
    low, high = (None if value is None else f"{value:g}" for value in (quantity.low, quantity.high))
    value = {"kind": quantity.kind, "low": low, "high": high, "bound": quantity.bound, "measure": quantity.measure}
    return _lay(quantity.span, "Figure", record=quantity.id, **value)


def _of_time(time: TimeExpression) -> tuple[str, Annotation]:
    return _lay(time.span, "Timex", record=time.id, kind=time.type, value=time.value)


def _lay(span: Span | Mention, layer: Layer, **features: str | None) -> tuple[str, Annotation]:
    kept = tuple(sorted((name, value) for name, value in features.items() if value is not None))
    return span.document, Annotation(start=span.start, end=span.end, layer=layer, features=kept)
