"""What becomes of each decision while it is carried out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from joindots.corrections.misfits import MisfitError
from joindots.model import (
    Attribution,
    Decision,
    Entity,
    Event,
    Finding,
    Incident,
    Quantity,
    SetAside,
)

Record = Attribution | Entity | Event | Finding | Incident | Quantity


class Ledger:
    """The decisions in force, and what each of them met with.

    Attributes:
        decisions: By time.
        misfits: Reason by decision id, for those that have no place here.
        was: What stood there before, by decision id.
        aside: Records taken out.
    """

    def __init__(self, decisions: Sequence[Decision]) -> None:
        """Take the decisions in force, from `find_in_force`."""
        self.decisions = tuple(decisions)
        self.misfits: dict[str, str] = {}
        self.was: dict[str, str] = {}
        self.aside: list[Record] = []

    @contextmanager
    def carrying_out(self, decision: Decision) -> Iterator[None]:
        """Note the reason where the decision does not fit; nothing else of the run is touched by it."""
        try:
            yield
        except MisfitError as error:
            self.misfits.setdefault(decision.id, str(error))

    def set_aside(self) -> SetAside | None:
        """What was taken out, by kind; None where nothing was."""
        if not self.aside:
            return None
        ordered = sorted(self.aside, key=lambda record: record.id)
        return SetAside(
            entities=tuple(r for r in ordered if isinstance(r, Entity)),
            quantities=tuple(r for r in ordered if isinstance(r, Quantity)),
            attributions=tuple(r for r in ordered if isinstance(r, Attribution)),
            events=tuple(r for r in ordered if isinstance(r, Event)),
            incidents=tuple(r for r in ordered if isinstance(r, Incident)),
            findings=tuple(r for r in ordered if isinstance(r, Finding)),
        )
