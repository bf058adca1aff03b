"""Pieces of an account as HTML for a notebook: styled in place, no script, nothing loaded, everything escaped."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from jinja2 import Environment
from msgspec import Struct

from joindots.account.annotations import Annotation, list_annotations
from joindots.account.citations import Citations
from joindots.account.finding_citations import cite_finding
from joindots.account.indexes import Index
from joindots.account.templating import make_environment
from joindots.account.views.briefs import JOINTS, VERDICTS
from joindots.account.views.findings import rank_findings
from joindots.account.views.pages import Page
from joindots.model import Account, Document, Finding

_TINTS: Final = {
    "Evidence": "rgba(240,190,40,.35)",
    "Figure": "rgba(60,160,90,.25)",
    "Saying": "rgba(70,130,180,.16)",
    "Timex": "rgba(150,110,200,.25)",
}
_TOLD: Final = {
    "Evidence": ("verdict", "topic"),
    "Figure": ("measure", "kind"),
    "Saying": ("stance", "form"),
    "Timex": ("kind", "value"),
    "NamedEntity": ("value",),
}


class Stretch(Struct, frozen=True, kw_only=True):
    """A stretch of a report with what is said of it.

    Attributes:
        text: As written.
        told: What is laid over it, in words; empty for plain text.
        tint: A colour, or None.
    """

    text: str
    told: str
    tint: str | None


def render_account(account: Account) -> str:
    """What happened, what is disputed, changed and agreed, in a few lines of HTML.

    Args:
        account: Any.
    """
    page = Page(Index(account))
    return _fill("account", page=page, joints=JOINTS, verdicts=VERDICTS)


def render_finding(account: Account, finding: Finding) -> str:
    """A finding with its positions and their quotes as HTML.

    Args:
        account: That it is of.
        finding: Of the account.
    """
    index = Index(account)
    (view,) = rank_findings(Citations(index, frozenset()), [finding]).items
    return _fill("finding", finding=view, citation=cite_finding(index, finding))


def render_document(account: Account, document: Document) -> str:
    """A report's whole text as HTML, marked with what was found in it.

    Args:
        account: That it is of.
        document: Of the account.
    """
    index = Index(account)
    stretches = list(_mark(document.text, list_annotations(account)[document.id]))
    return _fill("document", byline=index.byline(document.id), document=document, stretches=stretches)


def _fill(piece: str, **values: object) -> str:
    return _environment().get_template("snippets.html.j2").render(piece=piece, **values)


@cache
def _environment() -> Environment:
    return make_environment("joindots.account")


def _mark(text: str, annotations: Sequence[Annotation]) -> Iterator[Stretch]:
    """Cut a text where an annotation begins or ends; one pass over both."""
    shown = [one for one in annotations if one.layer in _TOLD and one.start < one.end]
    edges = sorted({0, len(text), *(edge for one in shown for edge in (one.start, one.end))})
    following = 0
    opened: list[Annotation] = []
    for start, end in pairwise(edges):
        opened = [one for one in opened if one.end > start]
        while following < len(shown) and shown[following].start <= start:
            opened.append(shown[following])
            following += 1
        tint = next((_TINTS[layer] for layer in _TINTS if any(one.layer == layer for one in opened)), None)
        told = "; ".join(dict.fromkeys(_tell(one) for one in opened))
        yield Stretch(text=text[start:end], told=told, tint=tint)


def _tell(annotation: Annotation) -> str:
    return " ".join(part for part in map(annotation.get, _TOLD[annotation.layer]) if part)
