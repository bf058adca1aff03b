"""The account as Markdown: to read in a terminal or paste into a document."""

import re
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from joindots.account.escapes import escape_markdown
from joindots.account.views.briefs import JOINTS, VERDICTS
from joindots.account.views.pages import Page, view_account
from joindots.model import Account

_BLANK_LINES: Final = re.compile(r"\n{3,}")


def render_markdown(account: Account, *, page: Page | None = None) -> str:
    """Render the account without the reports' texts.

    Args:
        account: Any; whatever comes from a report is escaped, so that it can neither format nor link anything.
        page: From `view_account`, where another face shows the same.

    Returns:
        CommonMark with tables; places stand as `[R3, 120–164]`, report and code points.
    """
    text = (
        _environment()
        .get_template("account.md.j2")
        .render(page=page or view_account(account), plain=Markup, verdicts=VERDICTS, joints=JOINTS)
    )
    return _BLANK_LINES.sub("\n\n", text).rstrip() + "\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("joindots.account"),
        autoescape=True,  # macros then return markup, which `_finalise` tells from text
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalise,
        auto_reload=False,
    )


def _finalise(value: object) -> object:
    """Escape every text on its way out, for Markdown and not for HTML; what a macro has made is left as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(escape_markdown(value))  # noqa: S704 - escapes what HTML would act on as well
    return value
