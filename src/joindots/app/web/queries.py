"""What can be asked of the desk, and what it answers: the same for its pages and for programs."""

from collections.abc import Mapping
from typing import Annotated, Literal

from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter
from msgspec import Struct
from msgspec.structs import replace

from joindots.account.decisions import decision_day, decision_words
from joindots.account.indexes import Index
from joindots.account.views.listings import LISTINGS, ListView, choose_cards, view_page
from joindots.account.views.readings import MarkedBlock, view_marked
from joindots.account.views.records import RecordView, view_record
from joindots.app.web.desks import Desk
from joindots.app.web.looks import Look
from joindots.app.web.works import Job
from joindots.model import Account, Decision, Document, EntityKind, FindingKind, OptionsError, Stance, Undo
from joindots.run import take_two
from joindots.run.comparing import find_report
from joindots.run.proposals import Proposal
from joindots.store.searches import Hit, Search

AtDesk = NamedDependency[Desk]
Words = Annotated[str, QueryParameter(max_length=200)]
PageNumber = Annotated[int, QueryParameter(ge=1, le=100_000)]
Day = Annotated[str, QueryParameter(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
RecordId = Annotated[str, PathParameter(max_length=64)]
ListName = Literal["findings", "statements", "entities", "events", "incidents", "figures", "reports"]
NamedList = Annotated[ListName, PathParameter()]


class Summary(Struct, frozen=True, kw_only=True):
    """The case at a glance.

    Attributes:
        case: Its name.
        counts: Records of each array of the account.
        work: What is being done now, or None.
        misfits: Decisions that have no place in this account.
    """

    case: str
    counts: dict[str, int]
    work: Job | None
    misfits: int


class HitView(Struct, frozen=True, kw_only=True):
    """A report that was found.

    Attributes:
        document: Its id.
        mark: "R3".
        byline: Publisher and date.
        title: Its title, or its source.
        passages: Each as parts of its text, those that were searched for marked.
    """

    document: str
    mark: str
    byline: str
    title: str
    passages: tuple[tuple[tuple[str, bool], ...], ...]


class SearchView(Struct, frozen=True, kw_only=True):
    """What was found.

    Attributes:
        reports: In the order of their rank.
        findings: Of the kind that was asked for; None where none was.
        statements: Of the stance that was asked for; None where none was.
    """

    reports: tuple[HitView, ...]
    findings: ListView | None
    statements: ListView | None


class DecisionRow(Struct, frozen=True, kw_only=True):
    """A decision of the history.

    Attributes:
        decision: It.
        day: When, in words.
        words: What, in words.
        holds: Whether it is in force.
        misfit: Why it has no place in the account as it is now, or None.
    """

    decision: Decision
    day: str
    words: str
    holds: bool
    misfit: str | None


class ReportView(Struct, frozen=True, kw_only=True):
    """A report with its text.

    Attributes:
        record: What is known of it.
        text: Whole.
        blocks: They tile the text, with marks.
    """

    record: RecordView
    text: str
    blocks: tuple[MarkedBlock, ...]


def summarise(desk: Desk) -> Summary:
    """The case at a glance."""
    known = desk.find_known()
    corrections = known.head.corrections if known else None
    return Summary(
        case=desk.case.name,
        counts=known.counts if known else desk.case.count_records(),
        work=desk.works.find_running(),
        misfits=len(corrections.misfits) if corrections else 0,
    )


class Query(Struct, frozen=True, kw_only=True):
    """What is searched for.

    Attributes:
        words: Reports have to have them all.
        person: Name of somebody or something that they mention.
        since: Published on this day or later.
        until: On it or earlier.
        kind: Findings of this kind are listed too.
        stance: Statements of this stance are listed too.
        page: Of the reports, counted from 1.
    """

    words: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    kind: FindingKind | Literal[""] = ""
    stance: Stance | Literal[""] = ""
    page: int = 1


def find(desk: Desk, query: Query) -> SearchView:
    """Search a case.

    Raises:
        OptionsError: Nobody has the name, or nothing was read yet.
    """
    with desk.look() as look:
        people = look.moment.find_entities(query.person) if query.person else []
        if query.person and not people:
            raise OptionsError("Nobody and nothing in the case has this name.")
        entity = people[0].id if people else None
        wanted = Search(
            query=query.words,
            entity=entity,
            since=query.since or None,
            until=query.until or None,
            skip=(query.page - 1) * 20,
        )
        return SearchView(
            reports=tuple(view_hit(look.index, hit) for hit in look.moment.search(wanted)),
            findings=_choose(look, "findings", query.kind, query.words) if query.kind else None,
            statements=_choose(look, "statements", query.stance, query.words, speaker=entity or "")
            if query.stance
            else None,
        )


def view_hit(index: Index, hit: Hit) -> HitView:
    """A report that was found, with the passages cut into what was searched for and the rest."""
    passages = []
    for passage in hit.passages:
        parts: list[tuple[str, bool]] = []
        at = passage.span.start
        for start, end in passage.marks:
            parts += [(passage.span.text[at - passage.span.start : start - passage.span.start], False)]
            parts += [(passage.span.text[start - passage.span.start : end - passage.span.start], True)]
            at = end
        parts.append((passage.span.text[at - passage.span.start :], False))
        passages.append(tuple(parts))
    known = hit.document in index.numbers
    return HitView(
        document=hit.document,
        mark=index.mark(hit.document) if known else "",
        byline=index.byline(hit.document) if known else "",
        title=hit.title or hit.document,
        passages=tuple(passages),
    )


def list_records(desk: Desk, name: ListName, kind: str, words: str, page: int) -> ListView:
    """A list of the account.

    Args:
        desk: With something read.
        name: Which.
        kind: Of finding or entity, or a stance; all if empty.
        words: That the records have to have.
        page: Counted from 1.

    Raises:
        OptionsError: Nothing was read yet.
    """
    with desk.look() as look:
        return _choose(look, name, kind, words, page)


def _choose(look: Look, name: ListName, group: str, words: str, page: int = 1, *, speaker: str = "") -> ListView:
    listing = LISTINGS[name]
    cards = choose_cards(look.list_cards(listing), group, words, speaker)
    return view_page(look.index, listing, cards, page)


def show_record(desk: Desk, record_id: str) -> RecordView | None:
    """A record of the account, None where it has none of this id."""
    with desk.look() as look:
        return view_record(look.index, record_id)


def show_report(desk: Desk, record_id: str) -> ReportView | None:
    """A report with its text, None where the id is none of a report."""
    with desk.look() as look:
        document = look.index.records.get(record_id)
        record = view_record(look.index, record_id)
        if not isinstance(document, Document) or record is None:
            return None
        return ReportView(record=record, text=document.text, blocks=view_marked(look.index, document))


def compare(desk: Desk, names: tuple[str, str]) -> Account:
    """The account of two reports, by mark, id, source or a part of that, title or publisher.

    Raises:
        OptionsError: A name fits no report or several, or both are one.
    """
    with desk.look() as look:
        ids = [find_report(look.index, name).id for name in names]
        return take_two(look.take_reports(ids), ids)


def name_reports(desk: Desk) -> list[tuple[str, str, str]]:
    """Id, mark and byline of every report, in order."""
    with desk.look() as look:
        return [(d.id, look.index.mark(d.id), look.index.byline(d.id)) for d in look.index.reports]


def name_other(desk: Desk, proposal: Proposal) -> Proposal:
    """The same proposal; one to merge with somebody who was given by name has the id.

    Raises:
        OptionsError: Nobody has the name, or several have.
    """
    if proposal.do != "merge":
        return proposal
    with desk.look() as look:
        if proposal.other in look.index.records:
            return proposal
        found = [one.id for one in look.moment.find_entities(proposal.other) if one.id != proposal.record]
    if len(found) != 1:
        told = "Several have" if found else "No other has"
        raise OptionsError(f"{told} the name {proposal.other!r}; give the id that stands on its page.")
    return replace(proposal, other=found[0])


def list_decisions(desk: Desk) -> tuple[DecisionRow, ...]:
    """The history, the newest first."""
    known = desk.find_known()
    corrections = known.head.corrections if known else None
    reasons = {m.decision.id: m.reason for m in corrections.misfits} if corrections else {}
    history = desk.list_history()
    made = {decision.id: decision for decision, _ in history}
    return tuple(
        DecisionRow(
            decision=decision,
            day=decision_day(decision),
            words=_tell_decision(decision, made),
            holds=holds,
            misfit=reasons.get(decision.id) if holds else None,
        )
        for decision, holds in history
    )


def _tell_decision(decision: Decision, made: Mapping[str, Decision]) -> str:
    """What was decided; of an undoing, what was undone."""
    undone = made.get(decision.action.decision) if isinstance(decision.action, Undo) else None
    return f"undid: {decision_words(undone)}" if undone else decision_words(decision)


KINDS: tuple[FindingKind, ...] = ("conflict", "change", "scope", "agreement", "wording", "single")
ENTITY_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place", "group", "other")
