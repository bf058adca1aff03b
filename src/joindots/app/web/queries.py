"""What can be asked of the desk, and what it answers: the same for its pages and for programs."""

from collections.abc import Callable
from typing import Annotated, Literal

from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter
from msgspec import Struct

from joindots.account.decisions import decision_day, decision_words
from joindots.account.views import listings
from joindots.account.views.listings import ListView
from joindots.account.views.readings import MarkedBlock, view_marked
from joindots.account.views.records import RecordView, view_record
from joindots.app.web.desks import Desk, State
from joindots.app.web.works import Job
from joindots.model import Decision, Document, EntityKind, FindingKind, OptionsError, Stance
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
    state = desk.load()
    corrections = state.account.corrections if state else None
    return Summary(
        case=desk.case.name,
        counts=desk.case.count_records(),
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
    state = desk.require()
    people = desk.case.find_entities(query.person) if query.person else []
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
        reports=tuple(view_hit(state, hit) for hit in desk.case.search(wanted)),
        findings=listings.list_findings(state.index, query.kind, query.words, 1) if query.kind else None,
        statements=listings.list_statements(state.index, query.stance, entity or "", query.words, 1)
        if query.stance
        else None,
    )


def view_hit(state: State, hit: Hit) -> HitView:
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
    known = hit.document in state.index.numbers
    return HitView(
        document=hit.document,
        mark=state.index.mark(hit.document) if known else "",
        byline=state.index.byline(hit.document) if known else "",
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
    index = desk.require().index
    lists: dict[ListName, Callable[[], ListView]] = {
        "findings": lambda: listings.list_findings(index, kind, words, page),
        "statements": lambda: listings.list_statements(index, kind, "", words, page),
        "entities": lambda: listings.list_entities(index, kind, words, page),
        "events": lambda: listings.list_events(index, words, page),
        "incidents": lambda: listings.list_incidents(index, page),
        "figures": lambda: listings.list_figures(index, words, page),
        "reports": lambda: listings.list_reports(index, page),
    }
    return lists[name]()


def show_record(desk: Desk, record_id: str) -> RecordView | None:
    """A record of the account, None where it has none of this id."""
    return view_record(desk.require().index, record_id)


def show_report(desk: Desk, record_id: str) -> ReportView | None:
    """A report with its text, None where the id is none of a report."""
    index = desk.require().index
    document = index.records.get(record_id)
    record = view_record(index, record_id)
    if not isinstance(document, Document) or record is None:
        return None
    return ReportView(record=record, text=document.text, blocks=view_marked(index, document))


def list_decisions(desk: Desk) -> tuple[DecisionRow, ...]:
    """The history, the newest first."""
    state = desk.load()
    corrections = state.account.corrections if state else None
    reasons = {m.decision.id: m.reason for m in corrections.misfits} if corrections else {}
    return tuple(
        DecisionRow(
            decision=decision,
            day=decision_day(decision),
            words=decision_words(decision),
            holds=holds,
            misfit=reasons.get(decision.id) if holds else None,
        )
        for decision, holds in desk.list_history()
    )


KINDS: tuple[FindingKind, ...] = ("conflict", "change", "scope", "agreement", "wording", "single")
ENTITY_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place", "group", "other")
