"""What joining asks of each report by itself, so that it can be worked out wherever the report is."""

from joindots.join.entities import facts
from joindots.model import Document, Observations
from joindots.model.memos import Memo, hash_given


def prepare_report(document: Document, found: Observations, memo: Memo) -> None:
    """Put into a memo what `join_pile` looks for there, as far as it follows from one report and costs something."""
    facts.recall_facts(document, found, memo)


def is_prepared(document: Document, found: Observations, memo: Memo) -> bool:
    """Whether that was done before; `found` needs entities only."""
    return memo.get(hash_given(facts.list_given(document, found))) is not None
