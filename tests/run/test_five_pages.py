"""The five real pages: what a careful reader wants from them, found by general rules."""

import re
from collections.abc import Callable

import pytest

from joindots.account import encode_account
from joindots.model import Account, Finding
from joindots.run import read


def texts(finding: Finding) -> list[str]:
    return [" | ".join(span.text for span in position.evidence) for position in finding.positions]


def findings(account: Account, kind: str, topic: str, says: Callable[[list[str]], bool]) -> list[Finding]:
    return [f for f in account.findings if f.kind == kind and f.topic.startswith(topic) and says(texts(f))]


def each(*patterns: str) -> Callable[[list[str]], bool]:
    """Whether different positions show each of the patterns."""

    def says(positions: list[str]) -> bool:
        hits = [
            {n for n, text in enumerate(positions) if re.search(pattern, text, re.IGNORECASE)} for pattern in patterns
        ]
        return all(hits) and len(set.union(*hits)) >= len(patterns)

    return says


WANTED = {
    "equal numerals that count different people": ("scope", "Killed", each(r"\bfour people", r"four victims before")),
    "a toll that rose": ("change", "Killed", each(r"\bfour people", r"deaths of|four victims before")),
    "a claim beside a finding of no evidence": ("conflict", "Responsibility", each("claim", "no evidence")),
    "one utterance, two wordings": ("wording", "Quotation", each("low-sophistication", "low sophistication")),
    "the same words, one speaker": ("agreement", "Quotation", each("know when, where and how")),
    "a headline harder than its text": ("wording", "Headline", each("Wasn’t", "no further evidence|no evidence")),
    "a post that changed": ("change", "Role", each("Deputy Assistant", "(?<!Deputy )Assistant Commissioner")),
    "a count that cannot go down": ("conflict", "Figure", each(r"\b14 plots", r"\b13 terror plots")),
    "two periods": ("scope", "Figure", each(r"\b23 plots", r"\b1[34] (?:terror )?plots")),
    "a total of several events": ("scope", "Killed", each(r"\b36 victims", r"\b22 victims")),
    "two bodies, two judgements": ("conflict", "Finding", each("failed to", "neither")),
    "no evidence of a link that is told as known": (
        "conflict",
        "Finding: links of",
        each("an association", "known links"),
    ),
    "a victim in two descriptions": ("wording", "Role", each(r"\bretired\b", r"\bpensioner\b")),
    "one person, two titles": ("scope", "Role", each("Acting", "Deputy")),
    "one weekday, two dates": ("scope", "Date", each("Wednesday")),
    "one group, several names": ("wording", "Name", each("Islamic State", "Isis")),
    "an age": ("agreement", "Age", each("52")),
}


@pytest.mark.parametrize("name", WANTED)
def test_a_careful_reader_finds_it(five_pages, name) -> None:
    kind, topic, says = WANTED[name]
    assert findings(five_pages, kind, topic, says), name


def test_conflicts_are_few_and_right(five_pages) -> None:
    """Only what the pages really dispute: responsibility, what could have been foreseen, and how many plots."""
    families = {f.topic.split(":")[0] for f in five_pages.findings if f.kind == "conflict"}
    assert families <= {"Responsibility", "Finding", "Figure"}
    figures = [f.topic for f in five_pages.findings if f.kind == "conflict" and f.topic.startswith("Figure")]
    assert figures == ["Figure: plots foiled"]


def test_undated_pages_get_the_dates_that_others_make_certain(five_pages) -> None:
    inferred = {d.published.value: d for d in five_pages.documents if d.published and d.published.basis == "inferred"}
    assert len(inferred) == 2
    assert all(d.published.evidence for d in inferred.values())
    assert {d.published.earliest[:7] for d in inferred.values()} == {"2017-03", "2018-03"}


def test_banners_filler_and_links_are_boilerplate(five_pages) -> None:
    def kinds(pattern: str) -> set[str]:
        return {
            block.kind
            for d in five_pages.documents
            for m in re.finditer(pattern, d.text)
            for block in d.blocks
            if block.start <= m.start() < block.end
        }

    assert kinds("Your donation allows|Etiam at libero|Promoted stories|Click to follow") == {"boilerplate"}
    assert kinds("Extremists were able to launch") == {"body"}


def test_two_runs_in_another_order_give_the_same_bytes(five_pages, shared) -> None:
    pages = sorted((shared / "reports").iterdir(), reverse=True)
    assert encode_account(read(pages)) == encode_account(five_pages)
