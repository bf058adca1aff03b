"""The columns of an ACLED event, as far as reports state what they ask.

Source: ACLED, "Codebook" (columns, precision codes, event types). A toll that no report states is left empty; that
codebook writes 0 there, which would be a statement that nobody makes.
"""

from joindots.account.codebooks.candidates import describe_candidate
from joindots.account.codebooks.choices import choose_lowest, choose_words
from joindots.account.codebooks.rows import Row, load_terms
from joindots.account.codebooks.tables import Cell, Value
from joindots.account.escapes import flatten

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "actor2", "country", "admin1", "location"),
    *("latitude", "longitude", "geo_precision", "source", "notes", "fatalities"),
)
"""Names of the columns, in the codebook's order."""

_DISPUTED = (("killed", "Killed"), ("claimed_by", "Claimed by"))


def code_as_acled(row: Row) -> dict[str, Cell]:
    """The cells of an incident by column; a column that is missing is empty."""
    sources = "; ".join(dict.fromkeys(row.index.house(document) for document in row.documents()))
    return {
        "event_id_cnty": Cell(value=row.event.id, rule="the event's id in the account"),
        **_date(row),
        **_types(row),
        "actor1": row.choose("perpetrator", choose_words),
        "assoc_actor_1": row.join(row.candidates("claimed_by"), "whoever claims it"),
        "actor2": row.join(row.candidates("victims"), "every victim that reports tell"),
        **_place(row),
        "source": Cell(value=sources or None, rule="who brings the reports"),
        "notes": Cell(value=_notes(row), rule="the event, and values that differ with who says them"),
        "fatalities": row.choose("killed", choose_lowest),
    }


def _date(row: Row) -> dict[str, Cell]:
    """The first day of what is stated, with the codebook's precision: 1 the day, 2 about a week, 3 the month."""
    cell, exact = row.choose_day(choose_words)
    if not isinstance(cell.value, str):
        return {}
    first, last = cell.value.partition("/")[::2]
    is_about_a_week = bool(last) and first != ".."  # "on or before" a day may be any day before it
    precision = Cell(value=1 if exact else 2 if is_about_a_week else 3, evidence=cell.evidence, rule=cell.rule)
    found = {"event_date": cell, "time_precision": precision}
    if first[:4].isdigit():
        found["year"] = Cell(value=int(first[:4]), evidence=cell.evidence, rule=cell.rule)
    return found


def _place(row: Row) -> dict[str, Cell]:
    """With the codebook's precision: 1 the town itself, 3 a larger area."""
    cell, place = row.choose_place()
    if place is None:
        return {"location": row.choose("location", choose_words)}
    values: dict[str, Value] = {"country": place.country, "admin1": place.state, "location": cell.value}
    values |= {"latitude": place.latitude, "longitude": place.longitude}
    values |= {"geo_precision": 1 if place.level == "town" else 3}
    return {name: Cell(value=value, evidence=cell.evidence, rule=cell.rule) for name, value in values.items()}


def _types(row: Row) -> dict[str, Cell]:
    for cell in row.attack_types():
        terms = load_terms().acled.get(str(cell.value))
        if terms is not None:
            columns = ("disorder_type", "event_type", "sub_event_type")
            rule = f"from the attack type {cell.value}"
            return {
                name: Cell(value=term, evidence=cell.evidence, rule=rule)
                for name, term in zip(columns, terms, strict=True)
            }
    return {}


def _notes(row: Row) -> str:
    links = [describe_candidate(row.index, candidate) for candidate in row.candidates("link_finding")]
    parts = (
        flatten(row.event.name) + ".",
        row.disputes(_DISPUTED),
        f"Findings on a link: {'; '.join(links)}." if links else "",
    )
    return " ".join(part for part in parts if part)
