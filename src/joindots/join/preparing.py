"""What joining asks of each report by itself, so that it can be worked out wherever the report is."""

from functools import partial

from joindots.join.entities.facts import Facts, read_facts
from joindots.join.story_likeness import Report, describe_report
from joindots.model import Document, Observations
from joindots.model.memos import Memo, hash_given, recall


def prepare_report(document: Document, found: Observations, memo: Memo) -> None:
    """Put into a memo what `join_pile` looks for there, as far as it follows from one report and costs something."""
    recall(memo, Facts, ("names of", document, found.entities), partial(read_facts, document, found))
    recall(memo, Report, ("report", document, found.times), partial(describe_report, document, found.times))


def is_prepared(document: Document, found: Observations, memo: Memo) -> bool:
    """Whether that was done before; `found` needs entities and times only."""
    given = (("names of", document, found.entities), ("report", document, found.times))
    return all(memo.get(hash_given(each)) is not None for each in given)
