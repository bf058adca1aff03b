"""Two piles on other matters than the example's, an accident at sea and a vote, with what was planted in them.

They were written before the rules that they test, so that the rules are seen to be general. All in them is made up.
"""

from pathlib import Path

import pytest

from joindots.model import Account, FindingKind
from joindots.run import Options, read

PILES = Path(__file__).parent / "piles"
WANTED: dict[str, list[tuple[FindingKind, str, set[str]]]] = {
    "ferry": [
        ("change", "Killed", {"19", "34"}),
        ("change", "Figure: price offered per victim", {"€4,000", "€6,500"}),
        ("conflict", "Figure: jobs lost", {"120", "175"}),
        ("conflict", "Figure: cost", {"€12m", "€19m"}),
        ("conflict", "Finding", {"acted properly", "failed to close"}),
        ("conflict", "Role: Ines Roth", {"nurse", "teacher"}),
        ("change", "Role: Leo Brandvold", {"aptain", "former captain"}),
        ("wording", "Quotation: Leo Brandvold", {"“The sea took", "simply took"}),
        ("agreement", "Figure: people rescued", {"178"}),
    ],
    "election": [
        ("conflict", "Figure: majority of votes", {"312", "321"}),
        ("change", "Figure: majority of votes", {"312", "96"}),
        ("conflict", "Figure: turnout", {"48 per cent", "52 per cent"}),
        ("conflict", "Figure: cost", {"€1.1m", "€1.6m"}),
        ("conflict", "Figure: “to raise the port levy", {"4%", "6%"}),
        ("conflict", "Figure: ballots missing", {"1,200", "300"}),
        ("conflict", "Statement", {"had been counted twice", "denied"}),
        ("conflict", "Finding: electoral board", {"acted properly", "failed to check"}),
    ],
}


@pytest.fixture(scope="module", params=sorted(WANTED))
def pile(request) -> tuple[str, Account]:
    return request.param, read(PILES / request.param, options=Options(workers=1))


def test_what_was_planted_is_found(pile) -> None:
    name, account = pile
    missing = [
        wanted
        for wanted in WANTED[name]
        if not any(
            f.kind == wanted[0]
            and f.topic.startswith(wanted[1])
            and all(any(says in position.says for position in f.positions) for says in wanted[2])
            for f in account.findings
        )
    ]
    assert missing == []


def test_no_other_conflict_is_raised(pile) -> None:
    name, account = pile
    planted = [topic for kind, topic, _ in WANTED[name] if kind == "conflict"]
    raised = [f.topic for f in account.findings if f.kind == "conflict"]
    assert len(raised) == len(planted)
    assert all(any(topic.startswith(start) for start in planted) for topic in raised)
