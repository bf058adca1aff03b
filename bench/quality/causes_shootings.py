"""Say on which reports of `shootings` each miss falls, and what is behind it: where the next engineer may dig.

    .venv/bin/joindots read shootings.jsonl --out out --format json
    .venv/bin/python bench/quality/causes_shootings.py out/account.json             print the tables
    .venv/bin/python bench/quality/causes_shootings.py out/account.json --update    and write README.md

Causes are told from the account alone, by what it holds beside the missed value; ids are examples, the first ones of a
hash of the id, so that no part of the set comes first.
"""

import argparse
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from measure import BENCH, write_table

from joindots.account import decode_account
from joindots.model import INCIDENT_FIELDS, Account, Document, Incident, Quantity, Reported

sys.path.insert(0, str(BENCH))
import score

GOLD = BENCH / "shootings" / "incidents.jsonl.gz"
_DEATH = re.compile(r"\b(?:kill|die|dead|death|fatal|homicid|murder|suicid)", re.IGNORECASE)
_WOUNDS = re.compile(r"\b(?:wound|injur|hospital|hurt|graz|condition)", re.IGNORECASE)
_HURT = frozenset({"shot", "struck", "stabbed", "hospitalised"})
_ROWS, _EXAMPLES = 10, 3
Reader = Callable[[object], object]
FUSED: Sequence[tuple[str, str, Reader]] = (
    ("killed", "killed", score.as_number),
    ("wounded", "injured", score.as_number),
    ("date", "date", score.one_day),
)
Misses = dict[tuple[str, str], list[str]]  # field and cause to ids of reports or incidents


class Report:
    """What the account holds of one report."""

    def __init__(self, document: Document, incident: Incident | None, tolls: list[Quantity], days: set[str]) -> None:
        self.document, self.incident, self.tolls, self.days = document, incident, tolls, days

    def values(self, field: str) -> list[Reported]:
        """The values that the incident of the report has from it."""
        found = getattr(self.incident, field) if self.incident is not None else ()
        return [r for r in found if any(span.document == self.document.id for span in r.evidence)]

    def tells(self, *measures: str) -> list[Quantity]:
        """Its figures of some measures."""
        return [q for q in self.tolls if q.measure.partition("|")[0] in measures]


def list_misses(account: Account, path: Path) -> Misses:
    """Each miss of the scorer's rows for reports and for the fused record, with its cause."""
    scored = score.Account(json.loads(path.read_bytes()))
    main, incidents = score.main_incident(scored), {i.id: i for i in account.incidents}
    tolls: dict[str, list[Quantity]] = defaultdict(list)
    days: dict[str, set[str]] = defaultdict(set)
    for quantity in account.quantities:
        tolls[quantity.span.document].append(quantity)
    for time in account.times:
        if time.earliest is not None and time.earliest == time.latest:
            days[time.span.document].add(time.earliest)
    documents = {scored.name[d.id]: d for d in account.documents}
    misses: Misses = defaultdict(list)
    records = Records(account)
    for gold in score.rows(GOLD):
        for d in (d for d in gold["documents"] if d in documents):
            raw, document = main.get(d), documents[d]
            incident = incidents[str(raw["id"])] if raw else None
            report = Report(document, incident, tolls[document.id], days[document.id])
            for field, cause in _causes(scored, raw, d, report, gold):
                misses[field, cause].append(d)
        mine = {documents[d].id for d in gold["documents"] if d in documents}
        for field, cause in _fused_causes(records, mine, gold):
            misses[field, cause].append(gold["documents"][0])
    return misses


class Records:
    """The account's incidents by the reports that tell them."""

    def __init__(self, account: Account) -> None:
        self._told: dict[str, set[str]] = {}
        self._near: dict[str, list[Incident]] = defaultdict(list)
        self._published = {d.id: d.published.value if d.published else "" for d in account.documents}
        for incident in account.incidents:
            values = [r for field in INCIDENT_FIELDS for r in getattr(incident, field)]
            self._told[incident.id] = {span.document for r in values for span in r.evidence}
            for document in self._told[incident.id]:
                self._near[document].append(incident)

    def best(self, documents: set[str]) -> Incident | None:
        """The incident that shares most reports with these."""

        def overlap(incident: Incident) -> float:
            told = self._told[incident.id]
            return -len(told & documents) / len(told | documents)

        near = {i.id: i for d in documents for i in self._near[d]}
        return min(near.values(), key=lambda i: (overlap(i), i.id), default=None)

    def votes(self, reported: Sequence[Reported], read: Reader) -> list[tuple[str, object]]:
        """Day of publication and value, once for each report that gives a value."""
        return [
            (self._published[document], value)
            for r in reported
            if (value := read(r.value)) is not None
            for document in sorted({span.document for span in r.evidence})
        ]


def _fused_causes(records: Records, documents: set[str], gold: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What the record that shares most reports with the registry's has of each field; a missing toll is read as 0."""
    best = records.best(documents)
    for field, name, read in FUSED:
        votes = records.votes(getattr(best, field), read) if best is not None else []
        chosen, want = score.fuse(votes), gold[name]
        if name == "date":
            want = date.fromisoformat(str(want))
        if (chosen or None if name == "date" else chosen or 0) == want:
            continue
        among = any(value == want for _, value in votes)
        cause = "the registry's value is reported, the rule chooses another" if among else "other values are reported"
        yield f"fused {name}", cause if votes else "no value is reported"


def _causes(
    scored: "score.Account", raw: Mapping[str, object] | None, d: str, report: Report, gold: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    got = {field: score.best_value(scored, raw, field, d, read) if raw else None for field, _, read in FUSED}
    for field, name in (("killed", "killed"), ("wounded", "injured")):
        if (got[field] or 0) != gold[name]:
            yield name, _toll_cause(report, field, got[field], int(str(gold[name])))
    day = got["date"]
    if day is None or day.isoformat() != gold["date"]:
        yield "date", _day_cause(report, day, date.fromisoformat(str(gold["date"])))
    city = (
        score.best_value(scored, raw, "location", d, lambda v: tuple(score.strings_of(scored, v)) or None)
        if raw
        else None
    )
    if not score.city_ok(city, gold["city"]):
        yield "city", _city_cause(scored, report, city, str(gold["city"]))


def _toll_cause(report: Report, field: str, got: float | None, gold: int) -> str:
    if got is None:
        return _why_no_dead(report) if field == "killed" else _why_no_wounded(report)
    if gold in [r.value for r in report.values(field)]:
        return "the registry's figure is reported, another is told oftener"
    if gold == 0:
        return "some, where the registry has none"
    return "fewer than the registry" if got < gold else "more than the registry"


def _why_no_dead(report: Report) -> str:
    if report.tells("killed"):
        return "none: the dead are told of another event"
    return (
        "none: words of death, none read" if _DEATH.search(report.document.text) else "none: the report tells no death"
    )


def _why_no_wounded(report: Report) -> str:
    if report.tells("injured"):
        return "none: wounded are told, as a part, of another event or among the dead"
    if report.tells(*_HURT):
        return "none: shot or taken to hospital, who lived is not told"
    return "none: words of wounds, none read" if _WOUNDS.search(report.document.text) else "none: no wounds are told"


def _day_cause(report: Report, got: date | None, gold: date) -> str:
    told = gold.isoformat() in report.days
    if got is None:
        return "none: its day stands in the text" if told else "none: its day is not in the text"
    if abs((got - gold).days) == 1:
        return "one day off, its day stands in the text" if told else "one day off, its day is not in the text"
    return "another day of the text" if told else "another day, its own is not in the text"


def _city_cause(scored: "score.Account", report: Report, got: object, gold: str) -> str:
    names = [s for r in report.values("location") for s in score.strings_of(scored, r.value)]
    if score.city_ok(names, gold):
        return "reported, another place has more evidence"
    if not score.city_ok([report.document.text], gold):
        return "its name is not in the text"
    return "none: its name stands in the text" if got is None else "another place: its name stands in the text"


def draw_tables(misses: Misses) -> Iterator[str]:
    """One row a cause, the commonest first, ten a field."""
    for field in ("killed", "injured", "date", "city", "fused killed", "fused injured", "fused date"):
        some = sorted(((-len(ids), cause) for (f, cause), ids in misses.items() if f == field))
        yield from ("", f"| {field} | misses | for instance |", "|---|---|---|")
        for count, cause in some[:_ROWS]:
            yield f"| {cause} | {-count} | {', '.join(_pick(misses[field, cause]))} |"


def _pick(ids: Sequence[str]) -> list[str]:
    return [f"`{d[:8]}`" for d in sorted(ids, key=lambda d: hashlib.sha256(d.encode()).hexdigest())[:_EXAMPLES]]


def main() -> None:
    """Print the tables; write them where that is asked."""
    parser = argparse.ArgumentParser(description="Say on which reports of `shootings` each miss falls.")
    parser.add_argument("account", type=Path, help="made by `joindots read` from the set's documents")
    parser.add_argument("--update", action="store_true", help="write README.md")
    options = parser.parse_args()
    account = decode_account(options.account.read_bytes())
    lines = [f"In the account: {len(account.documents)} reports.", *draw_tables(list_misses(account, options.account))]
    print("\n".join(lines))
    if options.update:
        write_table("causes of shootings", lines)


if __name__ == "__main__":
    main()
