"""Work and origin of people that reports give differently."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def describe(maker: PileMaker, *described: str) -> dict[str, Finding]:
    """Each description in a report of its own."""
    reports = [
        maker.report(f"Ada Lunt, {words}, died.", "2041-03-02", f"Paper {n}") for n, words in enumerate(described)
    ]
    maker.entity(
        "Ada Lunt",
        mentions=tuple(maker.mention(report, "Ada Lunt") for report in reports),
        roles=tuple(maker.role(report, words) for report, words in zip(reports, described, strict=True)),
    )
    return {finding.kind: finding for finding in find(maker.pile()) if finding.topic == "Role: Ada Lunt"}


def test_two_works_conflict(maker):
    found = describe(maker, "nurse at the town's hospital", "teacher")
    assert set(found) == {"conflict"}
    assert "the work of" in found["conflict"].explanation


def test_two_origins_conflict(maker):
    assert set(describe(maker, "Norvish student", "Estrian student")) == {"conflict"}


@pytest.mark.parametrize(
    ("one", "other"), [("retired miner", "pensioner"), ("mother", "volunteer"), ("trainee nurse", "baker")]
)
def test_other_words_for_one_person_are_wording(maker, one, other):
    assert set(describe(maker, one, other)) == {"wording"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("nurse", "nurse"), ("British student", "Scottish student"), ("victim", "student"), ("mayor", "nurse")],
)
def test_what_both_hold_is_not_told(maker, one, other):
    assert not describe(maker, one, other)


def test_another_work_and_another_home_are_at_odds_though_the_one_is_retired(maker):
    assert set(describe(maker, "retired teacher from Tarn", "fisherman from Ostra")) == {"conflict"}
    assert "conflict" not in describe(PileMaker(), "retired teacher from Tarn", "fisherman from Old Tarn")
