"""Pages of the desk: they work without a script, and so do their forms."""

from typing import Annotated, get_args
from urllib.parse import quote, unquote

from litestar import Response, get, post
from litestar.datastructures import Cookie, UploadFile
from litestar.enums import MediaType, RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, CookieParameter
from litestar.response import Redirect
from msgspec import Struct

from joindots.account import render_comparison, render_html
from joindots.app.web import queries
from joindots.app.web.desks import Desk, Pasted
from joindots.app.web.exports import FORMS
from joindots.app.web.overviews import AtOverviews, show_card
from joindots.app.web.queries import ENTITY_KINDS, KINDS, AtDesk, Day, NamedList, PageNumber, Query, RecordId, Words
from joindots.app.web.templating import fill, read_style
from joindots.model import BlockKind, OptionsError, Stance
from joindots.run.proposals import Proposal

Name = Annotated[str, CookieParameter(name="who", max_length=1000)]
_YEAR = 365 * 24 * 3600  # seconds that a name is remembered


class Uploaded(Struct, frozen=True, kw_only=True):
    """The form for files.

    Attributes:
        files: One or several.
    """

    files: list[UploadFile]


@get("/", sync_to_thread=True, media_type=MediaType.HTML)
def show_home(desk: AtDesk, overviews: AtOverviews) -> str:
    """What happened, what is in the case, and how to begin."""
    start = overviews.start() if overviews.can_start() else None
    jobs, rows = desk.works.list_jobs(), queries.list_decisions(desk)
    return _page(desk, "home.html.j2", "/", start=start, jobs=jobs, rows=rows)


@get("/desk.css", sync_to_thread=False, media_type="text/css")
def show_style() -> bytes:
    """The style sheet."""
    return read_style()


@get("/search", sync_to_thread=True, media_type=MediaType.HTML)
def show_search(  # noqa: PLR0913, PLR0917 - one parameter a field
    desk: AtDesk,
    q: Words = "",
    person: Words = "",
    since: Day = "",
    until: Day = "",
    kind: Words = "",
    stance: Words = "",
    page: PageNumber = 1,
) -> str:
    """The search form and what was found."""
    if kind not in {"", *KINDS} or stance not in {"", *get_args(Stance)}:
        raise OptionsError("There is no such kind or stance.")
    query = Query(words=q, person=person, since=since, until=until, kind=kind, stance=stance, page=page)  # type: ignore[arg-type]
    asked = any((q, person, kind, stance))
    found = queries.find(desk, query) if asked else None
    choices = {"kinds": KINDS, "stances": get_args(Stance)}
    return _page(desk, "search.html.j2", "/search", query=query, found=found, **choices)


@get("/lists/{name:str}", sync_to_thread=True, media_type=MediaType.HTML)
def show_list(
    desk: AtDesk, overviews: AtOverviews, name: NamedList, kind: Words = "", q: Words = "", page: PageNumber = 1
) -> str:
    """A list of the account; its first page begins with the pictures of the same."""
    found = queries.list_records(desk, name, kind, q, page)
    kinds = {"findings": KINDS, "entities": ENTITY_KINDS, "statements": get_args(Stance)}.get(name, ())
    whole = page == 1 and not (kind or q)
    values = {"found": found, "name": name, "kind": kind, "q": q, "kinds": kinds}
    return _page(desk, "list.html.j2", f"/lists/{name}", sections=overviews.head(name) if whole else (), **values)


@get("/records/{record_id:str}", sync_to_thread=True, media_type=MediaType.HTML)
def show_record(desk: AtDesk, record_id: RecordId, who: Name = "", noted: Words = "") -> str:
    """A record with its evidence, and the forms to correct it; a report with its text."""
    report = queries.show_report(desk, record_id)
    record = report.record if report else queries.show_record(desk, record_id)
    if record is None:
        raise NotFoundException("No record has this id now; a decision may have made it another.")
    card = show_card(desk, record_id)
    values = {"record": record, "report": report, "card": card, "who": unquote(who), "noted": noted}
    choices = {"labels": get_args(BlockKind), "entity_kinds": ENTITY_KINDS, "stances": get_args(Stance)}
    return _page(desk, "record.html.j2", **values, **choices)


@get("/account", sync_to_thread=True)
def show_account(desk: AtDesk) -> Response[str]:
    """The account as one page, as `joindots read` writes it."""
    return _self_contained(render_html(desk.load_account(), desk="/"))


@get("/compare", sync_to_thread=True)
def show_comparison(desk: AtDesk, a: Words = "", b: Words = "") -> Response[str]:
    """Two reports side by side, or the form to choose them."""
    if not (a and b):
        page = _page(desk, "compare.html.j2", "/compare", reports=queries.name_reports(desk), a=a)
        return Response(page, media_type=MediaType.HTML)
    return _self_contained(render_comparison(queries.compare(desk, (a, b)), desk="/"))


@get("/decisions", sync_to_thread=True, media_type=MediaType.HTML)
def show_decisions(desk: AtDesk, who: Name = "") -> str:
    """The history of decisions, and what no longer fits."""
    return _page(desk, "decisions.html.j2", "/decisions", rows=queries.list_decisions(desk), who=unquote(who))


@post("/decisions", sync_to_thread=True)
def take_decision(
    desk: AtDesk, data: Annotated[Proposal, Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Redirect:
    """Append a decision from a form."""
    decision = desk.decide(queries.name_other(desk, data))
    back = "/decisions" if data.do == "undo" else f"/records/{quote(data.record, safe='')}"
    name = Cookie(key="who", value=quote(data.who.strip()), httponly=True, samesite="strict", max_age=_YEAR)
    return Redirect(f"{back}?noted={decision.id}", status_code=303, cookies=[name])


@get("/add", sync_to_thread=True, media_type=MediaType.HTML)
def show_forms(desk: AtDesk) -> str:
    """The forms to add reports."""
    return _page(desk, "add.html.j2", "/add")


@post("/upload")
async def take_upload(
    desk: AtDesk, data: Annotated[Uploaded, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Redirect:
    """Take files and begin to read them."""
    desk.take_files([(file.filename, await file.read()) for file in data.files])
    return Redirect("/work", status_code=303)


@post("/paste", sync_to_thread=True)
def take_paste(desk: AtDesk, data: Annotated[Pasted, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> Redirect:
    """Take a report that was pasted and begin to read it."""
    desk.take_text(data)
    return Redirect("/work", status_code=303)


@get("/export", sync_to_thread=True, media_type=MediaType.HTML)
def show_exports(desk: AtDesk) -> str:
    """What the account can be handed on as."""
    desk.require_known()
    return _page(desk, "export.html.j2", "/export", forms=FORMS)


@get("/work", sync_to_thread=True, media_type=MediaType.HTML)
def show_work(desk: AtDesk) -> str:
    """What is being done in the background."""
    return _page(desk, "work.html.j2", "/work", jobs=desk.works.list_jobs())


def _page(desk: Desk, template: str, here: str = "", /, **values: object) -> str:
    return fill(template, summary=queries.summarise(desk), here=here, **values)


def _self_contained(page: str) -> Response[str]:
    """A page that brings its style sheet and its own policy along."""
    policy = page.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    own = policy.replace("&#39;", "'") + "; frame-ancestors 'none'"
    return Response(page, media_type=MediaType.HTML, headers={"content-security-policy": own})


HANDLERS = (
    show_home,
    show_style,
    show_search,
    show_list,
    show_record,
    show_account,
    show_comparison,
    show_decisions,
    take_decision,
    show_forms,
    take_upload,
    take_paste,
    show_exports,
    show_work,
)
