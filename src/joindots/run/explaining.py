"""Why reports are one story, and what they tell one event, in lines for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.join import Grounds, Pile, ground_event, ground_story
from joindots.model import HAPPENING, Account, Event, Incident, Span, Story

_SHOWN = 12  # comparisons that are shown; the rest is counted


def explain_joining(account: Account, record_id: str) -> str:
    """Tell what made several reports one story, or one event of what they tell.

    Args:
        account: That holds the record.
        record_id: Of any record; surrounding white space is ignored.

    Returns:
        Lines for a terminal; none for a record that nothing was compared for.
    """
    index = Index(account)
    record = index.records.get(record_id.strip())
    if isinstance(record, Incident):
        record = index.records[record.event]
    if isinstance(record, Story):
        grounds = ground_story(account.documents, account.times, record)
        return "".join(f"{line}\n" for line in _tell(index, grounds, "one story"))
    if isinstance(record, Event) and record.type != HAPPENING:
        grounds = ground_event(_take_pile(account), record)
        return "".join(f"{line}\n" for line in _tell(index, grounds, "one event"))
    return ""


def _take_pile(account: Account) -> Pile:
    return Pile(**{name: getattr(account, name) for name in Pile.__struct_fields__})


def _tell(index: Index, grounds: Sequence[Grounds], what: str) -> Iterator[str]:
    if grounds:
        yield ""
        yield f"Why {what}: each report beside the one that it is most like, with the log-odds that each likeness adds"
    for one in grounds[:_SHOWN]:
        a, b = (f"{index.mark(document)} {index.byline(document)}" for document in (one.a, one.b))
        yield f"{a} and {b}: {what} with a probability of {one.comparison.probability:.2f}"
        yield f"  {one.prior:+.1f} before anything is compared"
        shown: set[tuple[Span, ...]] = set()
        for part in one.parts:
            yield f"  {part.score.weight:+.1f} {part.score.name}, {part.score.likeness:.2f} alike"
            yield from () if part.evidence in shown else _quote(index, part.evidence)
            shown.add(part.evidence)
    if len(grounds) > _SHOWN:
        yield f"  and {len(grounds) - _SHOWN:,} more"


def _quote(index: Index, evidence: Sequence[Span]) -> Iterator[str]:
    for document, spans in groupby(evidence, key=lambda span: span.document):
        words = ", ".join(f"{flatten(span.text)} [{span.start}–{span.end}]" for span in spans)
        yield f"      {index.mark(document)} {words}"
