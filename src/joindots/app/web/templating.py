"""Templates of the desk: text is neutralised and escaped on its way out, as on the page."""

from functools import cache
from importlib import resources

from jinja2 import Environment
from markupsafe import Markup, escape

from joindots.account.phrases import STANCES
from joindots.account.templating import make_environment
from joindots.account.views.texts import Token
from joindots.model import INCIDENT_FIELDS

_KINDS = {
    "entity": "name",
    "attribution": "statement",
    "quantity": "figure",
    "document": "report",
    "reuse": "shared passage",
}
"""Kinds of records whose names in the account are not what people call them."""


def fill(template: str, /, **values: object) -> str:
    """A page of the desk.

    Args:
        template: Its name.
        values: What it shows.
    """
    return _environment().get_template(template).render(**values)


@cache
def read_style() -> bytes:
    """The style sheet: the page's, and what forms and lists need."""
    page = resources.files("joindots.account").joinpath("templates/page.css").read_bytes()
    return page + resources.files("joindots.app.web").joinpath("templates/desk.css").read_bytes()


@cache
def _environment() -> Environment:
    environment = make_environment("joindots.app.web")
    environment.globals.update(
        marked=_render_tokens, stances=tuple(STANCES), incident_fields=INCIDENT_FIELDS, kinds_of_records=_KINDS
    )
    return environment


def _render_tokens(tokens: tuple[Token, ...]) -> Markup:
    """Marked text: a place has its anchor, each stretch of it is a link to the record it serves."""
    parts = []
    for token in tokens:
        if token.step == "close":
            parts.append("</span>")
        elif token.step == "open" and token.mark:
            anchor = f' id="{token.mark.anchor}"' if token.first else ""
            parts.append(f'<span class="m-{token.mark.kind}"{anchor}>')
        elif token.mark and token.text.strip():  # a link over white space alone has no name
            parts.append(f'<a href="/records/{token.target}">{escape(token.text)}</a>')
        else:
            parts.append(str(escape(token.text)))
    return Markup("".join(parts))  # noqa: S704 - every text in it is escaped above
