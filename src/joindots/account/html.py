"""The account as one self-contained page: nothing to load, nothing to run."""

import base64
import hashlib
import re
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment
from markupsafe import Markup, escape
from msgspec import Struct

from joindots.account.pictures.copies import draw_copies
from joindots.account.pictures.courses import draw_courses
from joindots.account.pictures.covers import draw_covers
from joindots.account.pictures.maps import draw_map
from joindots.account.pictures.scales import draw_scales
from joindots.account.pictures.timelines import draw_timeline
from joindots.account.templating import make_environment
from joindots.account.views.briefs import JOINTS, VERDICTS
from joindots.account.views.filters import style_filters
from joindots.account.views.incidents import REGISTER_COLUMNS
from joindots.account.views.pages import Page, view_account
from joindots.account.views.texts import Token
from joindots.model import Account, FindingKind

_SHORT: Final[dict[FindingKind, str]] = {
    "conflict": "Disputed",
    "change": "Changed",
    "agreement": "Agreed",
    "scope": "Only alike",
    "wording": "In other words",
    "single": "One origin only",
}


# Text holds neither mark: there they are escaped.
_QUOTED: Final = re.compile(r'="([\w#.:%+-]+)"(?=[ >])', re.ASCII)
_ITEM_END: Final = re.compile(r"</li>(?=\s*<(?:li\b|/[uo]l>))")


class _Entry(Struct, frozen=True):
    """A line of the table of contents."""

    id: str
    title: str
    count: int


def render_html(account: Account, *, desk: str | None = None, page: Page | None = None) -> str:
    """Render the page.

    Args:
        account: Any; whatever comes from a report is escaped.
        desk: Address of the desk that shows it, to link back to, "/" at the end; None for a page that stands alone.
        page: From `view_account`, where another face shows the same.

    Returns:
        An HTML document, the same for the same account. Every link inside leads to an anchor inside; it loads and runs
        nothing, and its Content Security Policy says so.
    """
    page = page or view_account(account)
    return fill_template(
        "account.html.j2",
        page=page,
        desk=desk,
        page_ids=frozenset(entity.id for kind in page.entities for entity in kind.entities.items),
        anchors=page.speakers.anchors,
        voices=defaultdict(tuple, page.speakers.voices),
        about=defaultdict(tuple, page.filters.about),
        corrected=defaultdict(tuple, page.corrections.by_record if page.corrections else {}),
        contents=_contents(page),
        verdict_kinds=frozenset(_SHORT),
        rules=style_filters(page.filters, [section.kind for section in page.sections if section.findings.total]),
    )


def fill_template(name: str, *, rules: str = "", **values: object) -> str:
    """Make a self-contained page: the style sheet inside, a policy that forbids everything else.

    Args:
        name: Of the template.
        rules: Of the style sheet, for this page alone.
        values: What it shows; text is neutralised and escaped on its way out.
    """
    style = _read_style() + rules
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    sheet = Markup(style)  # noqa: S704 - a file of the package and rules on ids, not input
    head, opened, body = fill_part(name, policy=policy, style=sheet, **values).partition("<body>")
    return head + opened + _spare(body)


def _spare(body: str) -> str:
    """The same with fewer bytes: a page of 50 reports has 20,000 attributes and 5,000 list items.

    Source: HTML Living Standard, 13.1.2.3 and 13.1.2.4 (unquoted attribute values, tags that may be left out).
    """
    told = _QUOTED.split(body)
    told[1::2] = [f"={value}" for value in told[1::2]]
    return _ITEM_END.sub("", "".join(told))


def fill_part(name: str, **values: object) -> str:
    """Fill a template that is a part of a page.

    Args:
        name: Of the template.
        values: What it shows; text is neutralised and escaped on its way out.
    """
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    environment = make_environment("joindots.account")
    environment.globals.update(
        marked=_render_tokens,
        joints=JOINTS,
        verdicts=defaultdict(str, VERDICTS),
        register_columns=REGISTER_COLUMNS,
        draw_copies=lambda sources: Markup(draw_copies(sources)),  # noqa: S704 - escapes what it takes from records
        draw_courses=lambda figures: Markup(draw_courses(figures)),  # noqa: S704 - as above
        draw_covers=lambda sources: Markup(draw_covers(sources)),  # noqa: S704 - as above
        draw_map=lambda pins: Markup(draw_map(pins)),  # noqa: S704 - as above
        draw_scales=lambda figures: Markup(draw_scales(figures)),  # noqa: S704 - as above
        draw_timeline=lambda days: Markup(draw_timeline(days)),  # noqa: S704 - as above
    )
    return environment


@cache
def _read_style() -> str:
    return resources.files("joindots.account").joinpath("templates/page.css").read_text("utf-8")


def _contents(page: Page) -> list[_Entry]:
    entries = [_Entry("brief", "In short", 0)]
    entries += [_Entry(s.kind, _SHORT[s.kind], s.findings.total) for s in page.sections if s.findings.total]
    others = [
        _Entry("speakers", "Who said what when", page.speakers.total),
        _Entry("figures", "Figures", page.figures.rows.total),
        _Entry("incidents", "Incidents", page.incidents.total),
        _Entry("timeline", "Timeline", len(page.chronology.days)),
        _Entry("entities", "Names", sum(kind.entities.total for kind in page.entities)),
    ]
    if page.corrections:
        others.append(_Entry("corrections", "Corrections", len(page.corrections.made) + len(page.corrections.misfits)))
    entries += [entry for entry in others if entry.count]
    return [*entries, _Entry("sources", "Sources", 0), _Entry("texts", "The reports", len(page.texts))]


def _render_tokens(tokens: tuple[Token, ...]) -> Markup:
    """Marked text: a place has its anchor, each stretch of it is a link to the statement it serves.

    A place that holds one stretch and nothing else is the link itself; the style sheet knows its kind by its address.
    """
    parts = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        mark = token.mark
        position += 1
        if token.step == "close":
            parts.append("</span>")
        elif token.step == "open" and mark:
            anchor = f' id="{mark.anchor}"' if token.first else ""
            inner, *after = tokens[position : position + 2]
            if inner.step == "text" and inner.mark and after and after[0].step == "close":
                parts.append(f'<a{anchor} href="#{inner.target}">{escape(inner.text)}</a>')
                position += 2
            else:
                parts.append(f'<span class="m-{mark.kind}"{anchor}>')
        elif mark and token.text.strip():  # a link over white space alone has no name
            parts.append(f'<a href="#{token.target}">{escape(token.text)}</a>')
        else:
            parts.append(str(escape(token.text)))
    return Markup("".join(parts))  # noqa: S704 - every text in it is escaped above
