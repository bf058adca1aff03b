"""Sections of the account's page on the desk: made when first asked for, kept as long as the account is the same."""

import re
import threading
from collections.abc import Callable
from typing import Final, Generic, TypeVar, get_args
from urllib.parse import quote

from litestar.di import NamedDependency
from markupsafe import Markup
from msgspec import Struct

from joindots.account.indexes import Index
from joindots.account.sections import SectionName, render_card, render_section
from joindots.account.views.briefs import Brief
from joindots.account.views.chronologies import Chronology
from joindots.account.views.figures import FigureTable
from joindots.account.views.groups import Group
from joindots.account.views.incidents import IncidentView
from joindots.account.views.inputs import InputsView
from joindots.account.views.overviews import Facts
from joindots.account.views.pages import Page
from joindots.account.views.sources import SourcesView
from joindots.app.web.desks import Desk
from joindots.model import Finding, FindingKind, Incident, OptionsError

MOST_REPORTS: Final = 2_000
"""In a case of more there are no pictures: each takes the whole account into memory, about 25 kB a report as JSON."""

MOST_TOLD: Final = 10_000
"""In a case of more there is no first screen: at 50,000 it took 30 s of the processor and 1 GB, each time anew."""

_PLACE: Final = re.compile(r"R(\d+)(?:-(\d+-\d+))?")
_TOO_MANY: Final = f"A case of more than {MOST_REPORTS:,} reports has no pictures; the lists have everything."

_HEADED: Final = frozenset({"figures", "incidents", "events", "reports"})

View = TypeVar("View")


class Section(Struct, Generic[View], frozen=True):
    """A section, for people and for programs.

    Attributes:
        html: As it stands on the page.
        view: What it shows.
    """

    html: Markup
    view: View


class Start(Struct, frozen=True):
    """The first screen.

    Attributes:
        facts: About the pile as a whole.
        brief: What happened, and what is disputed, changed and agreed.
    """

    facts: Facts
    brief: Brief


class Overviews:
    """The sections of one desk."""

    def __init__(self, desk: Desk) -> None:
        """Make nothing yet."""
        self._desk = desk
        self._making = threading.Lock()
        self._state = ""
        self._made: dict[SectionName, Section[object]] = {}

    def start(self) -> Section[Start]:
        """The first screen.

        Raises:
            OptionsError: The case is too large for one.
        """
        return self._find("brief", lambda page: Start(page.facts, page.brief))

    def can_start(self) -> bool:
        """Whether there is something on the first screen, and not too much."""
        known = self._desk.find_known()
        return known is not None and len(known.reports) <= MOST_TOLD

    def figures(self) -> Section[FigureTable]:
        """Figures through time."""
        return self._find("figures", lambda page: page.figures)

    def incidents(self) -> Section[Group[IncidentView]]:
        """The register."""
        return self._find("incidents", lambda page: page.incidents)

    def timeline(self) -> Section[Chronology]:
        """What happened when, and when it was reported."""
        return self._find("timeline", lambda page: page.chronology)

    def coverage(self) -> Section[SourcesView]:
        """Who covers what, and who copied from whom."""
        return self._find("coverage", lambda page: page.sources)

    def inputs(self) -> Section[InputsView]:
        """How each input ended."""
        return self._find("inputs", lambda page: page.inputs)

    def head(self, name: str) -> tuple[Markup, ...]:
        """What stands above a list of the desk: the sections on the same, those that have something to show."""
        if len(self._desk.require_known().reports) > MOST_REPORTS:
            return (Markup('<p class="lead">{}</p>').format(_TOO_MANY),) if name in _HEADED else ()
        match name:
            case "figures":
                found = [self.figures().html] if self.figures().view.rows.total else []
            case "incidents":
                found = [self.incidents().html] if self.incidents().view.total else []
            case "events":
                found = [self.timeline().html] if self.timeline().view.days else []
            case "reports":
                found = [self.coverage().html, self.inputs().html]
            case _:
                found = []
        return tuple(found)

    def _find(self, name: SectionName, view: Callable[[Page], View]) -> Section[View]:
        """A section as it was made for this account, or a new one."""
        with self._making:
            state = self._desk.require_known().state
            if state != self._state:
                self._state = state
                self._made.clear()
            if name not in self._made:
                self._made[name] = self._make(name, view)
            return self._made[name]  # type: ignore[return-value]

    def _make(self, name: SectionName, view: Callable[[Page], View]) -> Section[View]:
        if name == "brief":
            if not self.can_start():
                raise OptionsError(f"A case of more than {MOST_TOLD:,} reports has no first screen; ask the lists.")
            with self._desk.look() as look:
                return _show(look.fill(), name, view)
        if len(self._desk.require_known().reports) > MOST_REPORTS:
            raise OptionsError(_TOO_MANY)
        return _show(Index(self._desk.load_account()), name, view)


AtOverviews = NamedDependency[Overviews]


def _show(index: Index, name: SectionName, view: Callable[[Page], View]) -> Section[View]:
    page = Page(index, frozenset(index.numbers))
    return Section(render_section(page, name, find_address(index)), view(page))


def show_card(desk: Desk, record_id: str) -> Markup | None:
    """A finding or an incident as it stands on the page, None where the id is of neither."""
    with desk.look() as look:
        record = look.index.records.get(record_id)
        page = Page(look.index, frozenset(look.index.numbers))
        return render_card(page, record, find_address(look.index)) if isinstance(record, Finding | Incident) else None


def find_address(index: Index) -> Callable[[str], str]:
    """Where on the desk stands what has an anchor on the page.

    Args:
        index: Of the account.
    """

    def address(anchor: str) -> str:
        place = _PLACE.fullmatch(anchor.removeprefix("source-"))
        if place:
            report = index.reports[int(place[1]) - 1].id
            return f"/records/{report}#p{place[2]}" if place[2] else f"/records/{report}"
        if anchor in get_args(FindingKind):
            return f"/lists/findings?kind={anchor}"
        if anchor.startswith("k"):
            return f"/decisions#{anchor}"
        return f"/records/{quote(anchor.removeprefix('said-'), safe='')}"

    return address
