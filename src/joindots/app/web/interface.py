"""The desk for programs: every page as JSON, under `/api`, described by `/schema/openapi.json`."""

from typing import Annotated

from litestar import Router, get, post
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromQuery

from joindots.account.comparisons import Comparison, compare_reports
from joindots.account.views.chronologies import Chronology
from joindots.account.views.figures import FigureTable
from joindots.account.views.groups import Group
from joindots.account.views.incidents import IncidentView
from joindots.account.views.listings import ListView
from joindots.account.views.records import RecordView
from joindots.account.views.sources import SourcesView
from joindots.app.web import queries
from joindots.app.web.desks import Pasted
from joindots.app.web.exports import hand_on, list_forms
from joindots.app.web.overviews import AtOverviews, Start
from joindots.app.web.queries import (
    AtDesk,
    Day,
    DecisionRow,
    NamedList,
    PageNumber,
    Query,
    RecordId,
    ReportView,
    SearchView,
    Summary,
    Words,
)
from joindots.app.web.works import Job
from joindots.model import Account, Decision, FindingKind, Stance
from joindots.run.proposals import Proposal


@get("/summary", sync_to_thread=True)
def summarise(desk: AtDesk) -> Summary:
    """The case at a glance."""
    return queries.summarise(desk)


@get("/start", sync_to_thread=True)
def show_start(overviews: AtOverviews) -> Start:
    """The first screen: what happened, and what is disputed, changed and agreed."""
    return overviews.start().view


@get("/figures", sync_to_thread=True)
def show_figures(overviews: AtOverviews) -> FigureTable:
    """Figures through time, with who says them."""
    return overviews.figures().view


@get("/incidents", sync_to_thread=True)
def show_incidents(overviews: AtOverviews) -> Group[IncidentView]:
    """The register, with every reported value."""
    return overviews.incidents().view


@get("/timeline", sync_to_thread=True)
def show_timeline(overviews: AtOverviews) -> Chronology:
    """What happened when, and when it was reported."""
    return overviews.timeline().view


@get("/coverage", sync_to_thread=True)
def show_coverage(overviews: AtOverviews) -> SourcesView:
    """Which report covers what, and who shares text with whom."""
    return overviews.coverage().view


@get("/search", sync_to_thread=True)
def search(  # noqa: PLR0913, PLR0917 - one parameter a field
    desk: AtDesk,
    q: Words = "",
    person: Words = "",
    since: Day = "",
    until: Day = "",
    kind: FromQuery[FindingKind | None] = None,
    stance: FromQuery[Stance | None] = None,
    page: PageNumber = 1,
) -> SearchView:
    """Reports with all the words, and findings or statements of a kind or stance."""
    query = Query(words=q, person=person, since=since, until=until, kind=kind or "", stance=stance or "", page=page)
    return queries.find(desk, query)


@get("/lists/{name:str}", sync_to_thread=True)
def list_records(desk: AtDesk, name: NamedList, kind: Words = "", q: Words = "", page: PageNumber = 1) -> ListView:
    """A list of the account."""
    return queries.list_records(desk, name, kind, q, page)


@get("/records/{record_id:str}", sync_to_thread=True, raises=[NotFoundException])
def show_record(desk: AtDesk, record_id: RecordId) -> RecordView:
    """A record with its evidence."""
    record = queries.show_record(desk, record_id)
    if record is None:
        raise NotFoundException("No record has this id.")
    return record


@get("/reports/{record_id:str}", sync_to_thread=True, raises=[NotFoundException])
def show_report(desk: AtDesk, record_id: RecordId) -> ReportView:
    """A report with its text, blocks and marks."""
    report = queries.show_report(desk, record_id)
    if report is None:
        raise NotFoundException("No report has this id.")
    return report


@get("/account", sync_to_thread=True)
def show_account(desk: AtDesk) -> Account:
    """The whole account."""
    return desk.load_account()


@get("/compare", sync_to_thread=True)
def compare(desk: AtDesk, a: Words, b: Words) -> Comparison:
    """Two reports side by side."""
    return compare_reports(queries.compare(desk, (a, b)))


@get("/decisions", sync_to_thread=True)
def list_decisions(desk: AtDesk) -> tuple[DecisionRow, ...]:
    """The history of decisions, the newest first."""
    return queries.list_decisions(desk)


@post("/decisions", sync_to_thread=True)
def take_decision(desk: AtDesk, data: Annotated[Proposal, Body()]) -> Decision:
    """Append a decision, and begin to carry it out."""
    return desk.decide(queries.name_other(desk, data))


@post("/reports", sync_to_thread=True)
def take_report(desk: AtDesk, data: Annotated[Pasted, Body()]) -> Job:
    """Take a report, and begin to read it."""
    return desk.take_text(data)


@get("/work", sync_to_thread=True)
def list_work(desk: AtDesk) -> tuple[Job, ...]:
    """What is being done in the background, the newest first."""
    return desk.works.list_jobs()


ROUTER = Router(
    path="/api",
    route_handlers=[
        summarise,
        show_start,
        show_figures,
        show_incidents,
        show_timeline,
        show_coverage,
        search,
        list_records,
        show_record,
        show_report,
        show_account,
        compare,
        list_decisions,
        take_decision,
        take_report,
        list_work,
        list_forms,
        hand_on,
    ],
)
