"""The columns of the Global Terrorism Database, as far as reports state what they ask.

Its judgements (whether an act was terrorism, whether it succeeded) are left to people.

Source: START, "Global Terrorism Database Codebook: Methodology, Inclusion Criteria, and Variables", for names and
    meanings of the columns.
"""

from collections.abc import Sequence
from typing import Final

from joindots.account.codebooks.candidates import Candidate, describe_candidate
from joindots.account.codebooks.choices import choose_as_gtd, choose_words
from joindots.account.codebooks.rows import Row, load_terms
from joindots.account.codebooks.tables import Cell, Value
from joindots.account.escapes import flatten
from joindots.model import Entity, PlaceLevel, Span

COLUMNS = (
    *("eventid", "iyear", "imonth", "iday", "approxdate"),
    *("country_txt", "provstate", "city", "latitude", "longitude", "specificity", "location", "summary"),
    *("attacktype1_txt", "attacktype2_txt", "attacktype3_txt", "target1"),
    *("gname", "gname2", "gname3", "guncertain1", "individual", "nperpcap", "claimed"),
    *("weaptype1_txt", "weapsubtype1_txt", "weapdetail", "nkill", "nwound", "addnotes", "scite1", "scite2", "scite3"),
)
"""Names of the columns, in the codebook's order."""

_DISPUTED = (("killed", "Killed"), ("wounded", "Injured"), ("claimed_by", "Claimed by"))
_LINKS = "Findings on a link"
_SPECIFICITY: Final[dict[PlaceLevel, int]] = {"town": 1, "state": 4, "country": 5}


def code_as_gtd(row: Row) -> dict[str, Cell]:
    """The cells of an incident by column; a column that is missing is empty."""
    types = row.attack_types()
    cells = {
        "eventid": Cell(value=row.event.id, rule="the event's id in the account"),
        "location": row.join(row.candidates("location"), "every place that reports tell"),
        "summary": Cell(value=row.event.name, evidence=_mentions(row), rule="the event's name in the reports"),
        "target1": row.choose("target", choose_words),
        "nperpcap": row.choose("arrests", choose_as_gtd),
        "weapdetail": row.join(row.candidates("weapon"), "every weapon that reports tell"),
        "nkill": _toll(row),
        "nwound": row.choose("wounded", choose_as_gtd),
        "addnotes": Cell(value=_notes(row) or None, rule="values that differ, with who says them"),
    }
    cells |= _date(row) | _place(row) | _perpetrators(row) | _weapon(row)
    cells |= {f"attacktype{n}_txt": cell for n, cell in enumerate(types, 1)}
    cells |= {f"scite{n}": _source(row, document) for n, document in enumerate(row.documents()[:3], 1)}
    return cells


def _date(row: Row) -> dict[str, Cell]:
    cell, exact = row.choose_day(choose_as_gtd)
    if not isinstance(cell.value, str):
        return {}
    if "/" in cell.value:
        return {"approxdate": cell}
    parts = zip(("iyear", "imonth", "iday"), cell.value.split("-"), strict=False)
    cells = {
        name: Cell(value=int(part), evidence=cell.evidence, rule=cell.rule) for name, part in parts if part.isdigit()
    }
    return cells if exact else cells | {"approxdate": cell}


def _place(row: Row) -> dict[str, Cell]:
    """Specificity: 1 the town itself, 4 the middle of its state, 5 the middle of its country."""
    cell, place = row.choose_place()
    if place is None:
        return {}
    values: dict[str, Value] = {"country_txt": place.country, "provstate": place.state}
    values |= {"city": cell.value if place.level == "town" else None}
    values |= {"latitude": place.latitude, "longitude": place.longitude, "specificity": _SPECIFICITY[place.level]}
    return {name: Cell(value=value, evidence=cell.evidence, rule=cell.rule) for name, value in values.items()}


def _toll(row: Row) -> Cell:
    """All who died, attackers too: figures that leave the attacker out are not taken where others are reported."""
    tolls = row.candidates("killed")
    whole = [c for c in tolls if row.counted_with(c) == "including"] or [
        c for c in tolls if row.counted_with(c) != "excluding"
    ]
    choice = choose_as_gtd(whole or tolls)
    if choice is None:
        return Cell()
    counted = row.counted_with(choice.candidate)
    said = f"{counted} the attacker" if counted else "whether it counts the attacker is not stated"
    return Cell(value=choice.candidate.value, evidence=choice.candidate.evidence, rule=f"{choice.rule}; {said}")


def _perpetrators(row: Row) -> dict[str, Cell]:
    """Groups that claim it or are named; `individual` where only people are named, `guncertain1` beside a finding."""
    claims, named, links = (row.candidates(field) for field in ("claimed_by", "perpetrator", "link_finding"))
    groups = [(c, "claims it") for c in sorted(claims, key=lambda c: (not c.named, -c.origins))]
    groups += [(c, "named as perpetrator") for c in named if _kind(row, c) in {"group", "organisation"}]
    chosen = list({candidate.key: (candidate, why) for candidate, why in reversed(groups)}.values())[::-1][:3]
    cells = {f"gname{n if n > 1 else ''}": _of(c.value, [c], why) for n, (c, why) in enumerate(chosen, 1)}
    people = [c for c in named if _kind(row, c) == "person"]
    if people and not groups:
        cells["individual"] = _of(1, people, "only people are named, no group")
    if claims:
        cells["claimed"] = _of(1, claims, "somebody claims it")
    if groups and links:
        cells["guncertain1"] = _of(1, links, "a finding on the link stands beside it")
    return cells


def _of(value: Value, candidates: Sequence[Candidate], rule: str) -> Cell:
    return Cell(value=value, evidence=tuple(sorted({span for c in candidates for span in c.evidence})), rule=rule)


def _kind(row: Row, candidate: Candidate) -> str | None:
    record = row.index.records.get(str(candidate.key))
    return record.kind if isinstance(record, Entity) else None


def _weapon(row: Row) -> dict[str, Cell]:
    """Type and subtype of the weapon that is told first."""
    rule = "a word of the weapon's description"
    for candidate in row.candidates("weapon"):
        name, subtype = classify_weapon(str(candidate.value))
        if name is not None:
            cells = {"weaptype1_txt": name, "weapsubtype1_txt": subtype}
            return {column: _of(value, [candidate], rule) for column, value in cells.items() if value}
    return {}


def classify_weapon(description: str) -> tuple[str | None, str | None]:
    """The codebook's type and subtype of a weapon by its description; each None where no word of it tells one."""
    words = description.lower().replace("-", " ").split()
    single = [word.removesuffix("s") for word in words]
    told = f" {' '.join(single)} "
    for name, known in load_terms().weapons.items():
        if not known.isdisjoint([*words, *single]):
            subtypes = load_terms().weapon_subtypes.get(name, {})
            return name, next((s for s, parts in subtypes.items() if any(f" {p} " in told for p in parts)), None)
    return None, None


def _notes(row: Row) -> str:
    links = [describe_candidate(row.index, candidate) for candidate in row.candidates("link_finding")]
    return " ".join(
        part for part in (row.disputes(_DISPUTED), f"{_LINKS}: {'; '.join(links)}." if links else "") if part
    )


def _mentions(row: Row) -> tuple[Span, ...]:
    return row.event.mentions[:1]


def _source(row: Row, document: str) -> Cell:
    record = row.index.document(document)
    parts = (record.title, row.index.byline(document), record.url)
    return Cell(value=", ".join(flatten(part) for part in parts if part), rule="reports, the latest first")
