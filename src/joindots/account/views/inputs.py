"""How each input ended: what was refused, read in part or skipped, by reason and by name."""

from collections import defaultdict
from typing import Final

from msgspec import Struct

from joindots.account.escapes import flatten
from joindots.account.phrases import count_words
from joindots.account.views.groups import Group, group_items
from joindots.model import Account, Outcome

_REASONS_SHOWN = 12  # open reasons of one outcome
_REASONS_HELD = 300  # reasons of one outcome on the page
_NAMES_SHOWN = 3  # open names of one reason
_NAMES_HELD = 100  # names of one reason on the page

_TITLES: Final[tuple[tuple[Outcome, str, str], ...]] = (
    ("partly read", "Read in part", "The rest of each is in the account; the reason says what is missing."),
    ("refused", "Refused", "These should hold reports and could not be read."),
    ("skipped", "Skipped", "These hold no report by their kind."),
)


class ReasonView(Struct, frozen=True, kw_only=True):
    """A reason, and the inputs that ended so.

    Attributes:
        reason: A sentence.
        names: Of the inputs, sorted, whole ones before parts.
    """

    reason: str
    names: Group[str]


class EndingView(Struct, frozen=True, kw_only=True):
    """The inputs that ended in one way.

    Attributes:
        outcome: As in the account.
        title: Of the list.
        lead: What is meant, in a sentence.
        count: How many inputs there are.
        reasons: Those of whole inputs before those of parts alone, then those with most inputs first.
    """

    outcome: Outcome
    title: str
    lead: str
    count: int
    reasons: Group[ReasonView]


class InputsView(Struct, frozen=True, kw_only=True):
    """How all inputs ended.

    Attributes:
        summary: Such as "9 reports read, 1 input in part, 2 refused, 30 skipped".
        endings: What was not read as a whole, in the order of how much it matters; empty where all was.
    """

    summary: str
    endings: tuple[EndingView, ...]


def view_inputs(account: Account) -> InputsView:
    """Count and group the inputs by how they ended.

    Args:
        account: Any.

    Returns:
        The view; every name and reason is flattened.
    """
    endings = tuple(ending for known in _TITLES if (ending := _view_ending(account, *known)).count)
    counts = [
        f"{ending.count:,} {'read in part' if ending.outcome == 'partly read' else ending.outcome}"
        for ending in endings
    ]
    return InputsView(
        summary=", ".join([f"{count_words(len(account.documents), 'report')} read", *counts]), endings=endings
    )


def _view_ending(account: Account, outcome: Outcome, title: str, lead: str) -> EndingView:
    names: dict[str, list[str]] = defaultdict(list)
    for rejection in account.rejections:
        if rejection.outcome == outcome:
            where = "" if rejection.stage == "intake" else f" ({rejection.stage})"
            names[flatten(rejection.reason) + where].append(flatten(rejection.source))
    ranked = sorted(names, key=lambda reason: (all(map(_is_part, names[reason])), -len(names[reason]), reason))
    held = [ReasonView(reason=reason, names=_group_names(names[reason])) for reason in ranked[:_REASONS_HELD]]
    count = sum(map(len, names.values()))
    reasons = group_items(held, len(ranked) - len(held), _REASONS_SHOWN)
    return EndingView(outcome=outcome, title=title, lead=lead, count=count, reasons=reasons)


def _group_names(names: list[str]) -> Group[str]:
    held = sorted(names, key=lambda name: (_is_part(name), name))[:_NAMES_HELD]
    return group_items(held, len(names) - len(held), _NAMES_SHOWN)


def _is_part(name: str) -> bool:
    """Whether an input is part of another, which a reader wants to hear of first."""
    return "#" in name
