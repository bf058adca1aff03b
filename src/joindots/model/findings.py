"""What the pile shows when its reports are laid side by side."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from joindots.model.evidence import Span

FindingKind = Literal["agreement", "conflict", "change", "scope", "wording", "single"]
OriginReason = Literal["copied text", "same named source", "same publisher", "independent"]


class Story(Struct, frozen=True, gc=False, kw_only=True):
    """A group of reports on the same event.

    Attributes:
        id: `s` and a hash.
        title: One line.
        documents: Sorted ids.
        events: Sorted ids of the events it is about.
    """

    id: str
    title: str
    documents: tuple[str, ...]
    events: tuple[str, ...] = ()


class Reuse(Struct, frozen=True, gc=False, kw_only=True):
    """A passage that two documents share.

    Attributes:
        id: `r` and a hash.
        a: The passage in the document with the smaller id.
        b: The passage in the other.
        similarity: Share of words that agree, 0 to 1.
        earlier: Which side was there first where dates or content tell, else None.
    """

    id: str
    a: Span
    b: Span
    similarity: float
    earlier: Literal["a", "b"] | None = None


class Origin(Struct, frozen=True, gc=False, kw_only=True):
    """Documents that are not independent of each other for the statement at hand.

    Attributes:
        documents: Sorted ids.
        why: What makes them one origin; `independent` for a document that stands alone.
    """

    documents: tuple[str, ...]
    why: OriginReason


class Position(Struct, frozen=True, gc=False, kw_only=True):
    """One side of a finding.

    Attributes:
        says: What it says, in a few words.
        evidence: Sorted spans; never empty.
        records: Sorted ids of the quantities, attributions, incidents ... it stands on.
        documents: Sorted ids of the documents that say it.
        origins: They partition `documents`.
    """

    says: str
    evidence: tuple[Span, ...]
    records: tuple[str, ...]
    documents: tuple[str, ...]
    origins: tuple[Origin, ...]


class Finding(Struct, frozen=True, gc=False, kw_only=True):
    """What several statements about one thing amount to.

    Attributes:
        id: `f` and a hash.
        kind: The verdict.
        topic: One line.
        about: Sorted ids of events and entities.
        positions: The best supported first.
        origins: Number of independent origins behind the best-supported position.
        confidence: 0 to 1, how sure joindots is of the verdict (not of the statements).
        explanation: One or two sentences made from the records.
        decisions: Ids of those it or its records rest on, sorted; left out of the JSON where there are none.
    """

    id: str
    kind: FindingKind
    topic: str
    about: tuple[str, ...]
    positions: tuple[Position, ...]
    origins: int
    confidence: float
    explanation: str
    decisions: tuple[str, ...] | UnsetType = UNSET


Outcome = Literal["refused", "skipped", "partly read"]


class Rejection(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An input that was not read, or not wholly.

    Attributes:
        source: Its name as the user knows it.
        stage: Where it failed: `intake`, `parse`, `extract`.
        reason: A sentence; for what was partly read it says what is missing.
        outcome: `refused`: it should hold a report and cannot be read (left out of the JSON, being the commonest);
            `skipped`: it is no report by kind, such as a picture; `partly read`: the rest of it is in the account.
    """

    source: str
    stage: str
    reason: str
    outcome: Outcome = "refused"
