"""The first screen: what happened in five lines with their evidence, and what is disputed, changed and agreed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from joindots.account.citations import Place
from joindots.account.indexes import Index
from joindots.account.views.findings import FindingView, PositionView
from joindots.account.views.incidents import FieldView, IncidentView, are_collected, find_lead
from joindots.account.views.titles import is_name
from joindots.model import Finding, FindingKind

_LINES: Final = 5
_PLACES: Final = 4  # reports that a part of a line names; the finding has the others
_PARTS: Final = 4  # values of a line
_GLANCE: Final = 4  # findings of a kind on the first screen
_WHEN: Final = ("Date", "Place")
VERDICTS: Final[dict[FindingKind, str]] = {"change": "changed", "conflict": "disputed", "agreement": "agreed"}
"""How a line of the first screen names the kind of its finding."""
# The kinds that make a line, the most telling first where several are on one thing.
_TOLD: Final = tuple(VERDICTS)
JOINTS: Final[dict[FindingKind | None, str]] = {"change": "; then ", "conflict": " or ", "agreement": ", ", None: "; "}
"""What stands between the parts of a line, by the kind of its finding."""
_LEADING: Final = ("Killed", "Injured", "Responsibility")
# What else makes a line: first what is told, then circumstances; what is not here is too small for the first screen.
_SUBSTANCE: Final = ("Finding", "Incident", "Figure", "Statement", "Quotation")
_FILLING: Final = (*_SUBSTANCE, "Headline", "Place", "Role", "Date")
_FALLBACKS: Final = {"Responsibility": ("Claimed by", "Named as perpetrator")}


class Part(Struct, frozen=True, kw_only=True):
    """A value in a line.

    Attributes:
        words: What is said.
        filled: Independent origins, or 0 where nobody has judged them.
        hollow: Further reports that are not independent of one of these.
        places: Where, one a report.
        left_out: Reports that are not linked.
    """

    words: str
    filled: int
    hollow: int
    places: tuple[Place, ...]
    left_out: int


class Line(Struct, frozen=True, kw_only=True):
    """A line of the first screen.

    Attributes:
        title: What it is about.
        parts: The values, in order of time for a change.
        kind: Of the finding it tells, or None.
        target: Anchor of that finding or of the incident.
    """

    title: str
    parts: tuple[Part, ...]
    kind: FindingKind | None
    target: str


class Glance(Struct, frozen=True, kw_only=True):
    """The findings of a kind on the first screen.

    Attributes:
        kind: As in the account.
        count: Of all there are.
        findings: The first of them with their names; those of most independent origins where reports agree.
    """

    kind: FindingKind
    count: int
    findings: tuple[tuple[str, FindingView], ...]


class Brief(Struct, frozen=True, kw_only=True):
    """The first screen.

    Attributes:
        lead: Id of the incident that most reports are about, or None.
        lines: What happened.
        others: Further incidents: anchor and name.
        glances: What is disputed, changed and agreed.
    """

    lead: str | None
    lines: tuple[Line, ...]
    others: tuple[tuple[str, str], ...]
    glances: tuple[Glance, ...]


def view_brief(index: Index, incidents: Sequence[IncidentView], findings: Sequence[FindingView]) -> Brief:
    """Choose what a reader meets first.

    Args:
        index: Of the account.
        incidents: Those on the page, of most reports first.
        findings: Those on the page, in its order, that joindots is not unsure of.

    Returns:
        Nothing that does not stand further down the page, with all its evidence.
    """
    lead = find_lead(incidents, len(index.reports))
    collected = incidents[:_LINES] if lead is None and are_collected(incidents, len(index.reports)) else ()
    named = [_collect_line(incident) for incident in collected if is_name(incident.name)]
    lines = list(_lead_lines(index, lead, findings)) if lead else named
    told = {line.target for line in lines}
    lines += _fill_lines(lead, [finding for finding in findings if finding.id not in told], _LINES - len(lines))
    lines += [_collect_line(incident) for incident in collected if not is_name(incident.name)]
    others = [i for i in incidents[:_LINES] if i is not lead and _is_worth(i)] if lead or not collected else []
    return Brief(
        lead=lead.id if lead else None,
        lines=tuple(lines[:_LINES]),
        others=tuple((incident.id, incident.name) for incident in others),
        glances=tuple(_glance(kind, findings, lead) for kind in ("conflict", "change", "agreement")),
    )


def _is_worth(incident: IncidentView) -> bool:
    """Whether a further incident tells a first reader something: by a name of its own, or since several tell it."""
    return incident.reports > 1 or (" " in incident.name and is_name(incident.name))


def _lead_lines(index: Index, lead: IncidentView, findings: Sequence[FindingView]) -> Iterator[Line]:
    """When and where, how many were harmed, who is held responsible: as judged, else as reported."""
    fields = {field.name: field for field in lead.fields}
    when = tuple(_tell_value(fields[name]) for name in _WHEN if name in fields)
    if when:
        yield Line(title="When and where", parts=when, kind=None, target=lead.id)
    for family in _LEADING:
        judged = [f for f in findings if f.family == family and f.kind in _TOLD and _is_about(index, f, lead.event)]
        if judged:
            yield _tell_finding(min(judged, key=lambda f: (-len(f.positions), _TOLD.index(f.kind))), family)
        else:
            asked = (fields[n] for n in _FALLBACKS.get(family, (family,)) if n in fields)
            given = next(filter(None, map(_list_named, asked) if family in _FALLBACKS else asked), None)
            if given:
                yield Line(title=given.name, parts=_tell_values(given), kind=None, target=lead.id)


def _list_named(field: FieldView) -> FieldView | None:
    """A field with those values only that name somebody: "a doctor" and "a person" tell no reader who it was."""
    named = tuple(value for value in field.values if value.entity and value.value != value.value.lower())
    return FieldView(name=field.name, values=named) if named else None


def _fill_lines(lead: IncidentView | None, findings: Iterable[FindingView], room: int) -> list[Line]:
    """Lines of the findings that most reports bear on, one a subject."""
    families = _FILLING if lead is None else [family for family in _FILLING if family not in _WHEN]
    wanted = sorted((f for f in findings if f.kind in _TOLD and f.family in families), key=_weigh)
    subjects: set[str] = set()
    lines: list[Line] = []
    for finding in wanted:
        about = finding.subject.casefold()
        if len(lines) < room and about not in subjects:
            subjects.add(about)
            lines.append(_tell_finding(finding, _name(finding, lead)))
    return lines


def _weigh(finding: FindingView) -> tuple[bool, int, int, int]:
    """What is told before circumstances, then what most reports bear on."""
    family = finding.family
    return family not in _SUBSTANCE, -len(finding.reports), _TOLD.index(finding.kind), _FILLING.index(family)


def _is_about(index: Index, view: FindingView, event: str) -> bool:
    finding = index.records.get(view.id)
    return isinstance(finding, Finding) and event in finding.about


def _name(finding: FindingView, lead: IncidentView | None) -> str:
    """What a finding is on; a figure is named by what it counts, a quotation's subject is the quotation itself."""
    if lead is not None and finding.subject == lead.name:
        return finding.family
    field, _, event = finding.subject.partition(": ")
    if finding.family == "Incident" and event:
        field = field[:1].upper() + field[1:]
        return field if lead is not None and event == lead.name else f"{field}, {event}"
    if finding.family == "Figure" and finding.positions[0].says.startswith(finding.subject.rstrip("…")):
        return "Statement"  # the whole sentence is what agrees: it stands beside this
    if finding.family == "Figure" and finding.subject:
        return finding.subject[:1].upper() + finding.subject[1:]
    told = finding.family in {"Quotation", "Statement", "Headline"} or not finding.subject
    return finding.family if told else f"{finding.family}, {finding.subject}"


def _collect_line(incident: IncidentView) -> Line:
    """One of several incidents: its first values."""
    fields = {field.name: field for field in incident.fields}
    parts = [_tell_value(fields[name]) for name in _WHEN if name in fields]
    parts += [_tell_value(fields[name], name.lower()) for name in ("Killed", "Injured") if name in fields]
    return Line(title=incident.name[:1].upper() + incident.name[1:], parts=tuple(parts), kind=None, target=incident.id)


def _tell_finding(finding: FindingView, title: str) -> Line:
    parts = tuple(_tell_position(position) for position in finding.positions[:_PARTS])
    return Line(title=title, parts=parts, kind=finding.kind, target=finding.id)


def _tell_position(position: PositionView) -> Part:
    places, left_out = _one_a_report([*(quote.place for quote in position.quotes), *position.places])
    return Part(words=position.says, filled=position.filled, hollow=position.hollow, places=places, left_out=left_out)


def _tell_values(field: FieldView) -> tuple[Part, ...]:
    return tuple(_tell_value(FieldView(name=field.name, values=(value,))) for value in field.values[:_PARTS])


def _tell_value(field: FieldView, noun: str = "") -> Part:
    value = field.values[0]
    places, left_out = _one_a_report(value.places)
    return Part(words=f"{value.value} {noun}".strip(), filled=0, hollow=0, places=places, left_out=left_out)


def _one_a_report(places: Iterable[Place]) -> tuple[tuple[Place, ...], int]:
    firsts: dict[str, Place] = {}
    for place in places:
        firsts.setdefault(place.mark, place)
    return tuple(firsts.values())[:_PLACES], max(0, len(firsts) - _PLACES)


def _glance(kind: FindingKind, findings: Sequence[FindingView], lead: IncidentView | None) -> Glance:
    found = [finding for finding in findings if finding.kind == kind]
    if kind == "agreement":
        found.sort(key=lambda finding: -finding.positions[0].filled)
    return Glance(kind=kind, count=len(found), findings=tuple((_name(f, lead), f) for f in found[:_GLANCE]))
