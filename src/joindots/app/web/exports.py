"""The account handed on from the desk: one file, or several in an archive."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Annotated, Final, Literal

from litestar import Response, get
from litestar.params import PathParameter
from msgspec import Struct

from joindots.account import encode_account, render_html
from joindots.account.exports import EXPORTS, Files
from joindots.app.web.desks import Desk
from joindots.app.web.queries import AtDesk
from joindots.corrections import HISTORY, encode_history
from joindots.model import Account
from joindots.run.exporting import make_codebook

# fmt: off
Form = Literal[
    "html", "json", "decisions", "csv", "xlsx", "jsonl", "md", "docx", "pdf", "jsonld", "geojson", "graphml", "ftm",
    "xmi", "gtd", "acled",
]
# fmt: on

FORMS: Final[Mapping[Form, str]] = {
    "html": "The account as one page that needs nothing else",
    "json": "The account, complete: account.json",
    "decisions": "The history of decisions, the undone included: decisions.jsonl",
    "csv": "Tables as CSV",
    "xlsx": "Tables as one workbook",
    "jsonl": "Records, one a line",
    "md": "A report with footnoted evidence, Markdown",
    "docx": "The same as a document",
    "pdf": "The same as PDF",
    "jsonld": "Linked data (schema.org)",
    "geojson": "Places on a map, GeoJSON",
    "graphml": "A graph of who, what and where, GraphML",
    "ftm": "FollowTheMoney entities",
    "xmi": "Annotations for INCEpTION (UIMA XMI)",
    "gtd": "Incidents in the columns of the Global Terrorism Database",
    "acled": "Incidents in the columns of ACLED",
}
"""What can be handed on, in words."""


def _make_page(account: Account) -> Files:
    return {"account.html": render_html(account).encode()}


def _make_json(account: Account) -> Files:
    return {"account.json": encode_account(account)}


_OTHERS: Final[Mapping[str, Callable[[Account], Files]]] = {
    "html": _make_page,
    "json": _make_json,
    "gtd": lambda account: make_codebook(account, "gtd"),
    "acled": lambda account: make_codebook(account, "acled"),
}
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the same account gives the same archive


class FormView(Struct, frozen=True):
    """A form to hand the account on in.

    Attributes:
        form: Its name.
        words: What it is.
    """

    form: Form
    words: str


@get("/exports", sync_to_thread=False)
def list_forms() -> tuple[FormView, ...]:
    """The forms that an account can be handed on in."""
    return tuple(FormView(form, words) for form, words in FORMS.items())


@get("/exports/{form:str}", sync_to_thread=True)
def hand_on(desk: AtDesk, form: Annotated[Form, PathParameter()]) -> Response[bytes]:
    """The account in a form: a file, or an archive where it takes several."""
    name, data = _pack(form, _make_files(desk, form))
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


def _make_files(desk: Desk, form: Form) -> Files:
    if form == "decisions":
        return {HISTORY: encode_history(desk.case.list_decisions())}
    return {**EXPORTS, **_OTHERS}[form](desk.load_account())


def _pack(form: str, files: Files) -> tuple[str, bytes]:
    if len(files) == 1:
        return next(iter(files.items()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), data, zipfile.ZIP_DEFLATED)
    return f"{form}.zip", packed.getvalue()
