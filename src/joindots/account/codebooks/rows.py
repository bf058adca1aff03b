"""What the columns of a codebook ask of one incident."""

import functools
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files

import msgspec

from joindots.account.codebooks.candidates import Candidate, Judged, describe_candidate, list_candidates, list_judged
from joindots.account.codebooks.choices import Choice, Rule
from joindots.account.codebooks.scenes import Scene, list_scenes
from joindots.account.codebooks.tables import Cell, Value
from joindots.account.indexes import Index
from joindots.account.places import choose_finest, find_place
from joindots.model import INCIDENT_FIELDS, Account, Entity, Event, Place, Quantity, Reported, Span
from joindots.text.calendars import comes_too_late

_DAY = len("2031-05-13")


class Terms(msgspec.Struct, frozen=True):
    """`terms.toml`."""

    attack_order: tuple[str, ...]
    attack_terms: dict[str, str]
    weapons: dict[str, frozenset[str]]
    weapon_subtypes: dict[str, dict[str, tuple[str, ...]]]
    acled: dict[str, tuple[str, str, str]]
    doers: frozenset[str]
    targets: dict[str, frozenset[str]]
    codes: dict[str, dict[str, int]]


@functools.cache
def load_terms() -> Terms:
    """The codebooks' terms, read once."""
    text = files(__package__).joinpath("terms.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Terms)


def list_rows(account: Account) -> list["Row"]:
    """The incidents of an account in order of their dates, undated ones last, then of their names."""
    index, judged, scenes = Index(account), list_judged(account), list_scenes(account)
    rows = []
    for incident in account.incidents:
        fields = {name: list_candidates(index, judged, getattr(incident, name)) for name in INCIDENT_FIELDS}
        rows.append(Row(index, scenes[incident.event], fields, judged))
    return sorted(rows, key=lambda row: (row.event.date.value if row.event.date else "~", row.event.name, row.event.id))


class Row:
    """One incident with the values of its fields.

    Attributes:
        index: Of the account.
        event: What happened.
        scene: What reports tell of it beside the fields of the register.
    """

    def __init__(self, index: Index, scene: Scene, fields: Mapping[str, tuple[Candidate, ...]], judged: Judged) -> None:
        self.index = index
        self.event: Event = scene.event
        self.scene = scene
        self._fields = fields
        self._judged = judged
        self._measures = {quantity.span: quantity.measure for quantity in scene.figures}

    def candidates(self, field: str) -> tuple[Candidate, ...]:
        """The reported values of a field."""
        return self._fields[field]

    def count(self, some: Callable[[Quantity], bool]) -> tuple[Candidate, ...]:
        """What reports count beside the fields of the register: the least that each figure says."""
        figures = [q for q in self.scene.figures if q.low is not None and q.bound != "vague" and some(q)]
        told = [Reported(value=int(q.low or 0), evidence=(q.span,), attribution=q.attribution) for q in figures]
        return list_candidates(self.index, self._judged, told)

    def choose(self, field: str, rule: Rule) -> Cell:
        """The value of a field that a rule chooses."""
        return fill(rule(self.candidates(field)))

    def choose_day(self, rule: Rule) -> tuple[Cell, bool]:
        """The date that a rule chooses among the most precise ones, and whether it is one day.

        A day that reports on the incident had been written before is none where another is given.
        """
        told = self.candidates("date")
        written = self.index.written({document for candidate in told for document in candidate.documents})
        dates = [c for c in told if not comes_too_late(str(c.value), len(c.documents), written)] or told
        days = [c for c in dates if _is_day(c.value)] or [c for c in dates if "/" not in str(c.value)] or _told(dates)
        cell = fill(rule(days))
        return cell, _is_day(cell.value)

    def choose_place(self) -> tuple[Cell, Place | None]:
        """The finest place that can be put on a map, of equally fine ones that of most origins; with its point."""
        some = self.candidates("location")
        found = choose_finest([(c, find_place(self.index, c.key)) for c in some], [c.origins for c in some])
        if found is None:
            return Cell(), None
        best, place = found
        return Cell(value=best.value, evidence=best.evidence, rule="the finest place that the gazetteer knows"), place

    def attack_types(self) -> list[Cell]:
        """The codebook's attack types in its order of rank, at most three."""
        terms = load_terms()
        ranked: dict[str, list[Span]] = {}
        for candidate in self.candidates("attack_type"):
            term = terms.attack_terms.get(str(candidate.value), str(candidate.value))
            if term in terms.attack_order:
                ranked.setdefault(term, []).extend(candidate.evidence)
        order = sorted(ranked, key=terms.attack_order.index)[:3]
        return [Cell(value=t, evidence=tuple(sorted(ranked[t])), rule="the codebook's order of types") for t in order]

    def join(self, candidates: Iterable[Candidate], rule: str) -> Cell:
        """All of some values in one cell."""
        some = list(candidates)
        evidence = tuple(sorted({span for candidate in some for span in candidate.evidence}))
        words = "; ".join(dict.fromkeys(str(candidate.value) for candidate in some))
        return Cell(value=words, evidence=evidence, rule=rule) if some else Cell()

    def kind_of(self, candidate: Candidate) -> str | None:
        """The kind of the entity that a candidate names; None where it names none."""
        record = self.index.records.get(str(candidate.key))
        return record.kind if isinstance(record, Entity) else None

    def counted_with(self, candidate: Candidate) -> str:
        """Whether a toll counts the attacker: `including`, `excluding`, or nothing where no report says so."""
        measures = " ".join(self._measures.get(span, "") for span in candidate.evidence)
        return next((word for word in ("including", "excluding") if f"|{word}:attacker" in measures), "")

    def disputes(self, fields: Sequence[tuple[str, str]]) -> str:
        """What reports say differently, field by field, with who says it; days first.

        Args:
            fields: Field of the register and its name in words.
        """
        parts = []
        for field, name in (("date", "Date"), *fields):
            some = [c for c in self.candidates(field) if field != "date" or _is_day(c.value)]
            if len(some) > 1:
                parts.append(f"{name}: {', '.join(describe_candidate(self.index, one) for one in some)}")
        return ". ".join(parts) + "." if parts else ""

    def documents(self) -> list[str]:
        """Ids of the reports that tell the incident, the latest dated first, undated ones last."""
        found = {span.document for some in self._fields.values() for one in some for span in one.evidence}
        return sorted(found, key=lambda d: (self.index.document(d).published is None, -self.index.numbers[d]))


def rest_on(value: Value, candidates: Iterable[Candidate], rule: str) -> Cell:
    """A cell that rests on all evidence of some values."""
    return Cell(value=value, evidence=tuple(sorted({span for c in candidates for span in c.evidence})), rule=rule)


def fill(choice: Choice | None) -> Cell:
    """The cell of a choice."""
    if choice is None:
        return Cell()
    return Cell(value=choice.candidate.value, evidence=choice.candidate.evidence, rule=choice.rule)


def _told(dates: Sequence[Candidate]) -> list[Candidate]:
    """Of dates that are no days the intervals, else of those that say only before which day it was the earliest."""
    closed = [c for c in dates if not str(c.value).startswith("..")]
    return closed or sorted(dates, key=lambda c: str(c.value))[:1]


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(value) == _DAY
