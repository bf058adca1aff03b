"""The example pile: what its gold file says a careful reader finds, and the golden page."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from joindots.account import render_markdown
from joindots.model import Account, Finding, Position, Span

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example"
GOLD = tomllib.loads((EXAMPLE / "gold.toml").read_text())
GOLDEN = Path(__file__).resolve().parent / "golden/example.md"


class Place(msgspec.Struct):
    source: str
    quote: str


def places(entry: dict[str, str], account: Account) -> Span:
    """Where a quote of the gold file stands in the account's documents."""
    (document,) = [d for d in account.documents if d.source == entry["source"]]
    start = document.text.index(entry["quote"])
    return Span(document=document.id, start=start, end=start + len(entry["quote"]), text=entry["quote"])


def overlap(a: Span, b: Span) -> bool:
    return a.document == b.document and a.start < b.end and b.start < a.end


def holds(position: Position, wanted: list[Span]) -> bool:
    return all(any(overlap(span, evidence) for evidence in position.evidence) for span in wanted)


def fits(finding: Finding, expected: dict, wanted: list[list[Span]]) -> bool:
    if finding.kind not in expected["kinds"] or not finding.topic.startswith(expected["topic"]):
        return False
    if "origins" in expected and finding.origins != expected["origins"]:
        return False

    def assign(left: list[list[Span]], free: list[Position]) -> bool:
        if not left:
            return True
        return any(holds(p, left[0]) and assign(left[1:], [q for q in free if q is not p]) for p in free)

    return assign(wanted, list(finding.positions))


@pytest.mark.parametrize("expected", GOLD["expected"], ids=lambda e: e["name"])
def test_every_planted_finding_is_found(example, expected) -> None:
    wanted = [[places(entry, example) for entry in position] for position in expected["positions"]]
    assert [f for f in example.findings if fits(f, expected, wanted)]


def conflicts(account: Account) -> Iterator[Finding]:
    return (f for f in account.findings if f.kind == "conflict")


def test_no_other_conflict_is_raised(example) -> None:
    planted = [e for e in GOLD["expected"] if "conflict" in e["kinds"]]
    stray = [
        finding.topic
        for finding in conflicts(example)
        if not any(
            any(
                overlap(places(entry, example), evidence)
                for position in e["positions"]
                for entry in position
                for p in finding.positions
                for evidence in p.evidence
            )
            for e in planted
        )
    ]
    assert stray == []


@pytest.mark.parametrize("copied", GOLD["copied"], ids=lambda c: c["quote"])
def test_copies_are_known(example, copied) -> None:
    spans = [places({"source": copied[side], "quote": copied["quote"]}, example) for side in "ab"]
    assert [
        r
        for r in example.reuse
        if any(overlap(spans[0], x) and overlap(spans[1], y) for x, y in ((r.a, r.b), (r.b, r.a)))
    ]


@pytest.mark.parametrize("dated", GOLD["dated"], ids=lambda d: d["source"])
def test_missing_dates_are_inferred(example, dated) -> None:
    (document,) = [d for d in example.documents if d.source == dated["source"]]
    assert document.published is not None
    assert document.published.basis == "inferred"
    assert dated["earliest"] <= document.published.earliest
    assert document.published.latest <= dated["latest"]


@pytest.mark.parametrize("spoken", GOLD["spoken"], ids=lambda s: s["quote"])
def test_speakers_are_right(example, spoken) -> None:
    place = places(spoken, example)
    names = {e.id: e.name for e in example.entities}
    speakers = {
        names.get(a.source.entity) if a.source else None
        for a in example.attributions
        if any(overlap(place, span) for span in a.content)
    }
    assert speakers == {spoken["speaker"]}


@pytest.mark.parametrize("entry", GOLD["boilerplate"], ids=lambda b: b["quote"])
def test_boilerplate_is_known(example, entry) -> None:
    place = places(entry, example)
    (document,) = [d for d in example.documents if d.id == place.document]
    assert {b.kind for b in document.blocks if b.start < place.end and place.start < b.end} == {"boilerplate"}


def test_what_cannot_be_read_is_listed(example) -> None:
    assert [r.source for r in example.rejections] == [entry["source"] for entry in GOLD["rejected"]]


def test_golden_account(example, request) -> None:
    page = render_markdown(example)
    if request.config.getoption("--update-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(page)
    assert page == GOLDEN.read_text(), "the account changed; if that is right: pytest --update-golden"
