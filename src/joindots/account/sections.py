"""The sections of the page one by one, for a face that spreads them over pages of its own."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Final, Literal

from markupsafe import Markup, escape

from joindots.account.html import fill_part
from joindots.account.indexes import Index
from joindots.account.views.corrections import view_corrections
from joindots.account.views.findings import rank_findings
from joindots.account.views.incidents import view_incident
from joindots.account.views.pages import Page
from joindots.model import Finding, Incident

SectionName = Literal["brief", "figures", "incidents", "timeline", "coverage", "inputs"]
Address = Callable[[str], str]

_LINK: Final = re.compile(r'href="#([^"]*)"')


def render_section(page: Page, name: SectionName, address: Address) -> Markup:
    """A section as it stands on the page, with its pictures.

    Args:
        page: Whose section.
        name: Which.
        address: Gives for an anchor of the page (id of a record, of a place in a report, of a section) the address
            where that stands instead.
    """
    return _fill(f"{name}.html.j2", page.index, address, page=page)


def render_card(page: Page, record: Finding | Incident, address: Address) -> Markup:
    """A finding or an incident as it stands on the page.

    Args:
        page: Of its account.
        record: Of that account.
        address: As for a section.
    """
    finding = rank_findings(page.citations, [record]).items[0] if isinstance(record, Finding) else None
    incident = view_incident(page.citations, record) if isinstance(record, Incident) else None
    return _fill("card.html.j2", page.index, address, finding=finding, incident=incident)


def _fill(template: str, index: Index, address: Address, **values: object) -> Markup:
    """Fill a template; what it escapes holds no quotation mark, so that only its own links are turned."""
    corrections = view_corrections(index)
    text = fill_part(
        template,
        page_ids=index.records,
        voices=defaultdict(tuple),
        corrected=defaultdict(tuple, corrections.by_record if corrections else {}),
        **values,
    )
    turned = _LINK.sub(lambda link: f'href="{escape(address(link[1]))}"', text)
    return Markup(turned)  # noqa: S704 - escaped above
