"""What joining asks of each report by itself, so that it can be worked out wherever the report is."""

from joindots.join import story_likeness
from joindots.join.entities import facts
from joindots.model import Document, Observations
from joindots.model.memos import Memo, hash_given


def prepare_report(document: Document, found: Observations, memo: Memo) -> None:
    """Put into a memo what `join_pile` looks for there, as far as it follows from one report and costs something."""
    facts.recall_facts(document, found, memo)
    story_likeness.recall_report(document, found.times, memo)


def is_prepared(document: Document, found: Observations, memo: Memo) -> bool:
    """Whether that was done before; `found` needs entities and times only."""
    given = (facts.list_given(document, found), story_likeness.list_given(document, found.times))
    return all(memo.get(hash_given(each)) is not None for each in given)
