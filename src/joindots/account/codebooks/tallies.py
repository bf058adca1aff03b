"""Columns of numbers that the register has no field for: attackers, hostages, ransom, damage.

Each is read from the figures that the account keeps of the incident; a figure's own words say whom it counts.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from joindots.account.codebooks.candidates import Candidate
from joindots.account.codebooks.choices import choose_as_gtd
from joindots.account.codebooks.rows import Row, fill, load_terms, rest_on
from joindots.account.codebooks.tables import Cell
from joindots.account.escapes import flatten
from joindots.model import Quantity

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_AMERICAN = re.compile(r"\bAmericans?\b|\bU\.?S\.?(?=\s)")
_JOINT = re.compile(r",|\band\b|\bor\b")
_FREED = re.compile(r"\b(?:freed|released|let go|rescued|escaped)\b", re.IGNORECASE)
_RANSOM = re.compile(r"\bransoms?\b", re.IGNORECASE)
_PAID = re.compile(r"\b(?:paid|pays|paying|handed over)\b", re.IGNORECASE)
_UNPAID = re.compile(r"\b(?:not|never|refused?|unpaid|if|unless|would|could|n[’']t)\b", re.IGNORECASE)
_DAMAGE = re.compile(r"\b(?:damages?|losses)\b", re.IGNORECASE)
_AWARDED = re.compile(r"\b(?:award\w*|court|lawsuit|sued?|suing|compensation)\b", re.IGNORECASE)
_LARGE_DAMAGE, _CATASTROPHIC_DAMAGE = 1_000_000, 1_000_000_000  # US dollars: the codebook's limits of propextent
_KIDNAPPINGS = frozenset({"Hostage Taking (Kidnapping)", "Hostage Taking (Barricade Incident)", "Hijacking"})
Counted = Callable[[Quantity], bool]


def counts_doers(quantity: Quantity) -> bool:
    """Whether those counted are called by a word for whoever did it: "two of the attackers", "four gunmen"."""
    words = _WORD.findall((quantity.counted or "").lower())
    return bool(words) and words[-1] in load_terms().doers and "and" not in words


def counts_americans(quantity: Quantity) -> bool:
    """Whether those counted are called Americans; a list that names one of them counts others too."""
    listed = "named" in quantity.measure or _JOINT.search(quantity.counted or "")
    return not listed and _AMERICAN.search(f"{quantity.span.text} {quantity.counted or ''}") is not None


def befell(measure: str, *, besides: Counted = lambda _: True) -> Counted:
    """Whether a count says that something befell people in the incident itself.

    Args:
        measure: What befell them.
        besides: What else has to hold.
    """
    return lambda q: q.kind == "count" and q.event is not None and q.measure.partition("|")[0] == measure and besides(q)


def _is_seized(quantity: Quantity) -> bool:
    return befell("kidnapped")(quantity) and not _FREED.search(quantity.clause.text)


def _is_freed(quantity: Quantity) -> bool:
    return befell("kidnapped")(quantity) and _FREED.search(quantity.clause.text) is not None


def _counts_attackers(quantity: Quantity) -> bool:
    """A count of attackers of whom nothing more is told than what they did."""
    noun = quantity.measure.partition(" ")[0]
    if (quantity.counted or "").startswith("of "):
        return False  # "two of the attackers" were not all
    return quantity.kind == "count" and "|" not in quantity.measure and noun in load_terms().doers


TALLIES: Final[Mapping[str, Counted]] = {
    "nperps": _counts_attackers,
    "nkillus": befell("killed", besides=counts_americans),
    "nkillter": befell("killed", besides=counts_doers),
    "nwoundus": befell("injured", besides=counts_americans),
    "nwoundte": befell("injured", besides=counts_doers),
    "nhostkid": _is_seized,
    "nhostkidus": lambda q: _is_seized(q) and counts_americans(q),
    "nreleased": _is_freed,
}
"""Columns and the figures that they are chosen from."""


def tally(row: Row) -> dict[str, tuple[Candidate, ...]]:
    """The values that reports give these columns; a column for which they give none is missing."""
    found = {column: row.count(some) for column, some in TALLIES.items()}
    return {column: candidates for column, candidates in found.items() if candidates}


def code_tallies(row: Row) -> dict[str, Cell]:
    """One figure a column, chosen as the codebook has it."""
    cells = {column: fill(choose_as_gtd(candidates)) for column, candidates in tally(row).items()}
    seized = [c for c in row.candidates("attack_type") if c.value in _KIDNAPPINGS - {"Hijacking"}]
    seized += row.count(_is_seized)
    if seized:
        cells["ishostkid"] = rest_on(1, seized, "reports tell of hostages or of a kidnapping")
    return cells | _ransom(row) | _damage(row)


def _ransom(row: Row) -> dict[str, Cell]:
    """What was asked and what was paid; a column of amounts takes US dollars alone, as the codebook asks."""
    told = [q for q in row.scene.figures if q.kind == "money" and _RANSOM.search(f"{q.measure} {q.clause.text}")]
    if not told:
        return {}
    spans = tuple(sorted(q.span for q in told))
    words = "; ".join(dict.fromkeys(flatten(q.clause.text) for q in told))
    cells = {
        "ransom": Cell(value=1, evidence=spans, rule="reports tell of a ransom"),
        "ransomnote": Cell(value=words, evidence=spans, rule="what reports say of a ransom"),
    }
    paid = {q.id for q in told if _PAID.search(q.clause.text) and not _UNPAID.search(q.clause.text)}
    for column, some in (("ransomamt", False), ("ransompaid", True)):
        dollars = {q.id for q in told if q.unit == "USD" and (q.id in paid) is some}
        amounts = row.count(lambda q, chosen=frozenset(dollars): q.id in chosen)  # type: ignore[misc]
        if amounts:
            cells[column] = fill(choose_as_gtd(amounts))
    return cells


def _damage(row: Row) -> dict[str, Cell]:
    """What the damage cost; the codebook's classes of damage are limits in US dollars."""
    told = [q for q in row.scene.figures if q.kind == "money" and _DAMAGE.search(q.clause.text)]
    told = [q for q in told if not _AWARDED.search(q.clause.text)]
    if not told:
        return {}
    spans = tuple(sorted(q.span for q in told))
    words = "; ".join(dict.fromkeys(flatten(q.clause.text) for q in told))
    cells = {
        "property": Cell(value=1, evidence=spans, rule="reports tell of damage"),
        "propcomment": Cell(value=words, evidence=spans, rule="what reports say of the damage"),
    }
    amounts = fill(choose_as_gtd(row.count(lambda q: q in told and q.unit == "USD")))
    if isinstance(amounts.value, int):
        extent = _extent(amounts.value)
        cells["propvalue"] = amounts
        cells["propextent"] = Cell(value=extent[0], evidence=amounts.evidence, rule="from the cost of the damage")
        cells["propextent_txt"] = Cell(value=extent[1], evidence=amounts.evidence, rule="from the cost of the damage")
    return cells


def _extent(dollars: int) -> tuple[int, str]:
    if dollars >= _CATASTROPHIC_DAMAGE:
        return 1, "Catastrophic (likely >= $1 billion)"
    if dollars >= _LARGE_DAMAGE:
        return 2, "Major (likely >= $1 million but < $1 billion)"
    return 3, "Minor (likely < $1 million)"
