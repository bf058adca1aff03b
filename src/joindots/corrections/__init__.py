"""What people decided, carried out on a reading: appended decisions in, a derived account out.

The steps stand where `run/` lists its stages: documents before extraction, observations before the join, bonds within
it, names and findings after it, marks at the end. Without a decision in force each gives back what it took.
"""

from collections.abc import Iterable

from joindots.corrections.anchors import make_anchor
from joindots.corrections.documents import correct_documents
from joindots.corrections.histories import (
    HISTORY,
    decode_history,
    encode_history,
    find_in_force,
    make_decision,
    next_moment,
    unite_histories,
)
from joindots.corrections.judging import judge_findings
from joindots.corrections.ledgers import Ledger
from joindots.corrections.marking import mark_account
from joindots.corrections.naming import rename_records
from joindots.corrections.observing import correct_observations
from joindots.corrections.sameness import bind_records
from joindots.model import Decision

__all__ = [
    "HISTORY",
    "Ledger",
    "bind_records",
    "correct_documents",
    "correct_observations",
    "decode_history",
    "encode_history",
    "find_in_force",
    "judge_findings",
    "make_anchor",
    "make_decision",
    "mark_account",
    "next_moment",
    "open_ledger",
    "rename_records",
    "unite_histories",
]


def open_ledger(history: Iterable[Decision]) -> Ledger:
    """A ledger of the decisions of a history that hold.

    Args:
        history: In any order, undone decisions and their undoing included.
    """
    return Ledger(find_in_force(history))
