"""From what somebody points at in an account to a target that outlives it."""

from collections.abc import Iterable, Sequence

from joindots.corrections.anchors import make_anchor
from joindots.model import (
    Account,
    Anchor,
    Attribution,
    Document,
    Entity,
    Event,
    Finding,
    Incident,
    Lookup,
    Mention,
    OptionsError,
    Quantity,
    Span,
    Target,
    TargetKind,
)

Record = Document | Entity | Event | Attribution | Quantity | Incident | Finding
Place = Span | Mention


class Sight:
    """An account to point at.

    Attributes:
        documents: By id.
        records: All that decisions can be about, by id.
    """

    documents: Lookup[Document]
    records: Lookup[Record]

    def __init__(self, account: Account) -> None:
        """Index an account."""
        self.account = account
        self.documents = {document.id: document for document in account.documents}
        arrays: tuple[tuple[Record, ...], ...] = (
            account.documents,
            account.entities,
            account.events,
            account.attributions,
            account.quantities,
            account.incidents,
            account.findings,
        )
        self.records = {record.id: record for array in arrays for record in array}

    def aim(self, record_id: str) -> Target:
        """A target for a record.

        Raises:
            OptionsError: No record that can be decided on has this id.
        """
        record = self.records.get(record_id)
        match record:
            case None:
                raise OptionsError(f"No record of this account that can be decided on has the id {record_id!r}.")
            case Finding():
                return self._aim_at_finding(record)
            case Incident():
                return self._aim_at_row(record)
            case Entity() | Event():
                return self.aim_at_mentions(record, _first_each(record.mentions))
            case _:
                return self._aim_at_one(record)

    def _aim_at_one(self, record: Document | Attribution | Quantity) -> Target:
        """A target for what stands in one place of one report."""
        match record:
            case Document():
                anchors, name = (make_anchor(record, 0, 0),), record.title or record.source
                return Target(kind="document", anchors=anchors, id=record.id, name=name)
            case Attribution():
                (anchor,) = self.anchor(record.content[:1])
                return Target(kind="attribution", anchors=(anchor,), id=record.id, name=_fold(anchor.quote))
            case Quantity():
                (anchor,) = self.anchor([record.span])
                return Target(kind="quantity", anchors=(anchor,), id=record.id, name=_fold(anchor.quote))

    def aim_at_stretch(self, document_id: str, start: int, end: int) -> Target:
        """A target for a stretch of a report, such as a block.

        Raises:
            OptionsError: There is no such report, or the stretch is not in it.
        """
        anchor = self.mark(document_id, start, end)
        return Target(kind="block", anchors=(anchor,), id=document_id, name=_fold(anchor.quote))

    def aim_at_mentions(self, record: Entity | Event, mentions: Iterable[Place]) -> Target:
        """A target for a record by some of its mentions."""
        kind: TargetKind = "entity" if isinstance(record, Entity) else "event"
        return Target(kind=kind, anchors=self.anchor(mentions), id=record.id, name=record.name)

    def part(self, record: Entity | Event, going: Sequence[Place]) -> tuple[Target, Target]:
        """Targets for what stays with a record and for what goes.

        One mention a report tells enough, but all of them where a report has both.

        Args:
            record: Whose mentions are parted.
            going: Some of them, not all.
        """
        staying = [mention for mention in record.mentions if mention not in going]
        both = {mention.document for mention in staying} & {mention.document for mention in going}

        def choose(mentions: Sequence[Place]) -> list[Place]:
            inside = [mention for mention in mentions if mention.document in both]
            return inside + _first_each([mention for mention in mentions if mention.document not in both])

        return self.aim_at_mentions(record, choose(staying)), self.aim_at_mentions(record, choose(going))

    def find_document(self, anchor: Anchor) -> Document:
        """The report of an anchor that was made here."""
        return next(d for d in self.account.documents if (d.sha256, d.source) == (anchor.sha256, anchor.source))

    def mark(self, document_id: str, start: int, end: int) -> Anchor:
        """An anchor for a stretch that somebody marked.

        Raises:
            OptionsError: There is no such report, or the stretch is not in it.
        """
        document = self.documents.get(document_id)
        if document is None:
            raise OptionsError(f"No report of this account has the id {document_id!r}.")
        if not 0 <= start < end <= len(document.text):
            raise OptionsError(
                f"The text of {document_id} has {len(document.text):,} characters; {start}-{end} is none."
            )
        return make_anchor(document, start, end)

    def anchor(self, places: Iterable[Place]) -> tuple[Anchor, ...]:
        """Anchors of stretches, in their order."""
        return tuple(make_anchor(self.documents[p.document], p.start, p.end) for p in places)

    def _aim_at_finding(self, finding: Finding) -> Target:
        anchors = self.anchor(position.evidence[0] for position in finding.positions)
        return Target(kind="finding", anchors=anchors, id=finding.id, name=finding.topic, finding=finding.kind)

    def _aim_at_row(self, incident: Incident) -> Target:
        event = self.records[incident.event]
        if not isinstance(event, Event):
            raise OptionsError(f"The incident {incident.id} records no event of this account.")
        return Target(
            kind="incident", anchors=self.anchor(_first_each(event.mentions)), id=incident.id, name=event.name
        )


def _fold(text: str) -> str:
    return " ".join(text.split())


def _first_each(mentions: Sequence[Place]) -> list[Place]:
    """The first mention in each report, by name where there is one."""
    first: dict[str, Place] = {}
    for mention in sorted(mentions, key=lambda m: (getattr(m, "how", "name") != "name", m.document, m.start)):
        first.setdefault(mention.document, mention)
    return [first[document] for document in sorted(first)]
