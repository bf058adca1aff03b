"""The columns of the Global Terrorism Database, as far as reports state what they ask.

Its judgements (whether an act was terrorism, whether it succeeded) are left to people.

Source: START, "Global Terrorism Database Codebook: Methodology, Inclusion Criteria, and Variables", for names, order
    and meanings of the columns.
"""

import re
from typing import Final

from joindots.account.codebooks.candidates import Candidate, describe_candidate
from joindots.account.codebooks.choices import choose_as_gtd, choose_words
from joindots.account.codebooks.claims import code_groups
from joindots.account.codebooks.connections import Links, code_connections
from joindots.account.codebooks.rows import Row, load_terms, rest_on
from joindots.account.codebooks.tables import Cell, Value
from joindots.account.codebooks.tallies import code_tallies
from joindots.account.escapes import flatten
from joindots.model import PlaceLevel, Span

_MOST_TARGETS, _MOST_WEAPONS = 3, 4
COLUMNS = (
    *("eventid", "iyear", "imonth", "iday", "approxdate", "extended", "resolution", "country", "country_txt"),
    *("region", "region_txt", "provstate", "city", "latitude", "longitude", "specificity", "vicinity", "location"),
    *("summary", "crit1", "crit2", "crit3", "doubtterr", "alternative", "alternative_txt", "multiple", "success"),
    "suicide",
    *(f"attacktype{n}{end}" for n in (1, 2, 3) for end in ("", "_txt")),
    *(
        column
        for n in range(1, _MOST_TARGETS + 1)
        for column in (
            *(f"targtype{n}", f"targtype{n}_txt", f"targsubtype{n}", f"targsubtype{n}_txt"),
            *(f"corp{n}", f"target{n}", f"natlty{n}", f"natlty{n}_txt"),
        )
    ),
    *("gname", "gsubname", "gname2", "gsubname2", "gname3", "gsubname3", "motive"),
    *("guncertain1", "guncertain2", "guncertain3", "individual", "nperps", "nperpcap"),
    *("claimed", "claimmode", "claimmode_txt", "claim2", "claimmode2", "claimmode2_txt"),
    *("claim3", "claimmode3", "claimmode3_txt", "compclaim"),
    *(
        f"weap{kind}{n}{end}"
        for n in range(1, _MOST_WEAPONS + 1)
        for kind in ("type", "subtype")
        for end in ("", "_txt")
    ),
    *("weapdetail", "nkill", "nkillus", "nkillter", "nwound", "nwoundus", "nwoundte"),
    *("property", "propextent", "propextent_txt", "propvalue", "propcomment"),
    *("ishostkid", "nhostkid", "nhostkidus", "nhours", "ndays", "divert", "kidhijcountry"),
    *("ransom", "ransomamt", "ransomamtus", "ransompaid", "ransompaidus", "ransomnote"),
    *("hostkidoutcome", "hostkidoutcome_txt", "nreleased", "addnotes", "scite1", "scite2", "scite3", "dbsource"),
    *("INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY", "related"),
)
"""Names of all the codebook's columns, in its order; those that ask for a judgement stay empty."""

_DISPUTED = (("killed", "Killed"), ("wounded", "Injured"), ("claimed_by", "Claimed by"))
_LINKS = "Findings on a link"
_SPECIFICITY: Final[dict[PlaceLevel, int]] = {"town": 1, "state": 4, "country": 5}
_SUICIDE = re.compile(r"\bsuicide[- ](?:bomb\w*|attack\w*|vests?|belts?|car|truck|mission)\b", re.IGNORECASE)


def code_as_gtd(row: Row, links: Links) -> dict[str, Cell]:
    """The cells of an incident by column; a column that is missing is empty.

    Args:
        row: The incident.
        links: What reports say of incidents belonging together.
    """
    cells = {
        "eventid": Cell(value=row.event.id, rule="the event's id in the account"),
        "location": row.join(row.candidates("location"), "every place that reports tell"),
        "summary": Cell(value=row.event.name, evidence=_mentions(row), rule="the event's name in the reports"),
        "nperpcap": row.choose("arrests", choose_as_gtd),
        "weapdetail": row.join(row.candidates("weapon"), "every weapon that reports tell"),
        "nkill": _toll(row),
        "nwound": row.choose("wounded", choose_as_gtd),
        "addnotes": Cell(value=_notes(row) or None, rule="values that differ, with who says them"),
        "dbsource": Cell(value="joindots", rule="what made the record"),
    }
    cells |= _date(row) | _place(row) | code_groups(row) | code_tallies(row) | code_connections(row, links)
    for n, cell in enumerate(row.attack_types(), 1):
        cells |= _coded("attacktype", n, cell)
    cells |= _targets(row) | _weapons(row) | _suicide(row)
    cells |= {f"scite{n}": _source(row, document) for n, document in enumerate(row.documents()[:3], 1)}
    return cells


def _coded(variable: str, n: int, cell: Cell) -> dict[str, Cell]:
    """A term with the codebook's number for it."""
    number = Cell(value=load_terms().codes[variable].get(str(cell.value)), evidence=cell.evidence, rule=cell.rule)
    return {f"{variable}{n}_txt": cell, f"{variable}{n}": number}


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


def _targets(row: Row) -> dict[str, Cell]:
    """The target that the rule of words chooses, then others of other types; people come after things."""
    chosen = choose_words(row.candidates("target"))
    cells: dict[str, Cell] = {}
    if chosen is not None:
        cells["target1"] = rest_on(chosen.candidate.value, [chosen.candidate], chosen.rule)
    first = [chosen.candidate] if chosen is not None else []
    rest = [c for c in (*row.candidates("target"), *row.candidates("victims")) if c not in first]
    known: list[str] = []
    for candidate in (*first, *rest):
        kind = classify_target(str(candidate.value)) if row.kind_of(candidate) != "person" else None
        if kind is None or kind in known or len(known) == _MOST_TARGETS:
            continue
        n = len(known) + 1
        if n == 1 and first and candidate not in first:
            continue  # the type of the first column is that of the first target
        known.append(kind)
        cells |= _coded("targtype", n, rest_on(kind, [candidate], "a word of the target's description"))
        cells.setdefault(f"target{n}", rest_on(candidate.value, [candidate], "another target that reports tell"))
    return cells


def classify_target(description: str) -> str | None:
    """The codebook's type of a target by its description; None where no word of it tells one."""
    words = description.lower().replace("-", " ").split()
    told = {form for word in words for form in (word, word.removesuffix("s"), word.removesuffix("es"))}
    return next((name for name, known in load_terms().targets.items() if not known.isdisjoint(told)), None)


def _weapons(row: Row) -> dict[str, Cell]:
    """Types and subtypes of the weapons in the order in which they are told, one column a type."""
    rule, known = "a word of the weapon's description", dict[tuple[str, str | None], Candidate]()
    for candidate in row.candidates("weapon"):
        name, subtype = classify_weapon(str(candidate.value))
        if name is not None:
            known.setdefault((name, subtype), candidate)
    cells: dict[str, Cell] = {}
    for n, ((name, subtype), candidate) in enumerate(list(known.items())[:_MOST_WEAPONS], 1):
        cells |= _coded("weaptype", n, rest_on(name, [candidate], rule))
        if subtype is not None:
            cells |= _coded("weapsubtype", n, rest_on(subtype, [candidate], rule))
    return cells


def _suicide(row: Row) -> dict[str, Cell]:
    """Where a sentence that tells the incident calls it a suicide bombing or the like."""
    found = sorted({place for sentence in row.scene.sentences if (place := sentence.find(_SUICIDE))})
    return {"suicide": Cell(value=1, evidence=tuple(found), rule="reports call it so")} if found else {}


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
