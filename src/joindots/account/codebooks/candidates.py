"""The values that reports give a field of the register, each with all that a codebook's rule asks of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from joindots.account.indexes import Index
from joindots.account.phrases import date_words
from joindots.account.unions import group_linked
from joindots.model import Account, Origin, Reported, Span
from joindots.text.publishers import publisher_key


class Candidate(Struct, frozen=True, kw_only=True):
    """A reported value.

    Attributes:
        key: The value as the account has it; the id of an entity where it is one.
        value: In words or as a number.
        named: Whether it is an entity of the account.
        evidence: Sorted.
        speakers: Who says it, where reports lay it to somebody, in order of their evidence.
        documents: Ids of the reports that give it, sorted.
        origins: How many of these reports are independent.
        newest: Day of the latest dated report among them, or None.
    """

    key: int | str
    value: int | str
    named: bool
    evidence: tuple[Span, ...]
    speakers: tuple[str, ...]
    documents: tuple[str, ...]
    origins: int
    newest: str | None


Judged = Mapping[Span, Sequence[Origin]]
"""The origins that findings have judged, by the places that they rest on."""


def list_judged(account: Account) -> Judged:
    """What the findings of an account say of the independence of reports."""
    judged: dict[Span, list[Origin]] = defaultdict(list)
    for position in (position for finding in account.findings for position in finding.positions):
        for span in position.evidence:
            judged[span].extend(position.origins)
    return judged


def list_candidates(index: Index, judged: Judged, reported: Sequence[Reported]) -> tuple[Candidate, ...]:
    """The values of one field that reports state, in order of their first evidence; equal ones as one."""
    by_value: dict[int | str, list[Reported]] = {}
    for one in (r for r in reported if r.basis != "inferred"):
        by_value.setdefault(one.value, []).append(one)
    return tuple(_candidate(index, judged, value, some) for value, some in by_value.items())


def _candidate(index: Index, judged: Judged, value: int | str, reported: Sequence[Reported]) -> Candidate:
    evidence = tuple(sorted({span for one in reported for span in one.evidence}))
    documents = tuple(sorted({span.document for span in evidence}))
    days = [dated.latest or dated.value for d in documents if (dated := index.document(d).published)]
    name = index.name(value) if isinstance(value, str) else None
    return Candidate(
        key=value,
        value=name or value,
        named=name is not None,
        evidence=evidence,
        speakers=tuple(dict.fromkeys(name for one in reported if (name := index.speaker(one.attribution)))),
        documents=documents,
        origins=_count_origins(index, documents, [origin for span in evidence for origin in judged.get(span, ())]),
        newest=max(days, default=None),
    )


def _count_origins(index: Index, documents: Sequence[str], judged: Sequence[Origin]) -> int:
    """Reports that a finding on these places holds for one origin, or that one house brings, count once."""
    houses: dict[str, str] = {}
    keys = [(publisher_key(index.document(document).publisher or ""), document) for document in documents]
    links = [(houses.setdefault(key, document), document) for key, document in keys if key]
    for origin in judged:
        inside = [document for document in origin.documents if document in documents]
        links.extend((inside[0], document) for document in inside[1:])
    return len(group_linked(documents, links))


def describe_candidate(index: Index, candidate: Candidate) -> str:
    """A value with who gives it: "4 (police; The Courier, 14 May 2031; 2 origins)"."""
    reports = [index.byline(document) for document in sorted(candidate.documents, key=index.numbers.__getitem__)]
    origins = f"{candidate.origins} origin{'s' * (candidate.origins != 1)}"
    value = date_words(candidate.value) if isinstance(candidate.value, str) else candidate.value
    return f"{value} ({'; '.join([*candidate.speakers, *reports, origins])})"
