"""Numbers of one matter in many words, and numbers that take up what the one before them counts."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Finding

FIRM = "Brindle Mill"


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def figures(maker: PileMaker, topic: str) -> dict[str, Finding]:
    return {finding.kind: finding for finding in find(maker.pile()) if finding.topic == f"Figure: {topic}"}


def tell(maker: PileMaker, day: str, text: str, *amounts: tuple[str, str, str], **fields) -> str:
    """A report of the firm with numbers, each given by its words, its clause and who says it."""
    report = maker.report(text, day, f"Paper {len(maker.documents)}")
    for words, clause, source in amounts:
        said = maker.say(report, clause, (source, None), form="indirect") if source else None
        maker.count(report, words, clause, f"{words} of {report}", attribution=said, **{"counted": None, **fields})
    return report


def name_firm(maker: PileMaker, *reports: str) -> None:
    maker.entity(FIRM, "organisation", mentions=tuple(maker.mention(report, FIRM) for report in reports))


def test_jobs_cut_and_posts_at_risk_are_one_matter(maker):
    text = "The owner said Brindle Mill will cut 120 jobs. The union said 175 posts were at risk."
    amounts = (("120", "will cut 120 jobs", "The owner"), ("175", "175 posts were at risk", "The union"))
    name_firm(maker, tell(maker, "2041-03-02", text, *amounts))
    found = figures(maker, "jobs lost")
    assert set(found) == {"conflict"}
    assert "(the owner)" in found["conflict"].explanation


def test_a_bare_number_counts_what_the_one_before_it_counts(maker):
    text = "The owner said Brindle Mill will cut 120 jobs. The union said the true figure was 175."
    report = tell(maker, "2041-03-02", text, ("120", "will cut 120 jobs", "The owner"))
    union = maker.say(report, "the true figure was 175", ("The union", None), form="indirect")
    maker.count(report, "175", "was 175", "number at 1", kind="measure", counted=None, attribution=union)
    name_firm(maker, report)
    assert set(figures(maker, "jobs lost")) == {"conflict"}


def test_job_losses_without_two_sources_are_no_conflict(maker):
    reports = [
        tell(maker, "2041-03-02", "Brindle Mill will cut 120 jobs.", ("120", "will cut 120 jobs", "")),
        tell(maker, "2041-03-02", "Brindle Mill closes with 175 jobs lost.", ("175", "with 175 jobs lost", "")),
    ]
    name_firm(maker, *reports)
    assert "conflict" not in figures(maker, "jobs lost")


def test_job_losses_of_two_firms_are_two_matters(maker):
    one = tell(maker, "2041-03-02", "The owner said Brindle Mill will cut 120 jobs.", ("120", "120 jobs", "The owner"))
    other = tell(maker, "2041-03-02", "The union said Oxbow Dairy cut 175 jobs.", ("175", "175 jobs", "The union"))
    name_firm(maker, one)
    maker.entity("Oxbow Dairy", "organisation", mentions=(maker.mention(other, "Oxbow Dairy"),))
    assert not figures(maker, "jobs lost")


def test_an_offer_that_is_raised_is_a_change_whatever_its_words(maker):
    money = {"kind": "money", "unit": "EUR"}
    reports = [
        tell(maker, "2041-03-02", "Lorn has bid 410 for Brindle Mill.", ("410", "bid 410", ""), **money),
        tell(
            maker, "2041-06-02", "Lorn raised its offer of 455 for Brindle Mill.", ("455", "offer of 455", ""), **money
        ),
    ]
    name_firm(maker, *reports)
    assert set(figures(maker, "price offered")) == {"change"}


def test_two_sums_stolen_conflict_though_months_lie_between(maker):
    money = {"kind": "money", "unit": "EUR"}
    first = "Prosecutors said he took 230 from Brindle Mill."
    later = "The sum stolen from Brindle Mill was 180, the judge said."
    reports = [
        tell(maker, "2041-03-02", first, ("230", "he took 230", "Prosecutors"), **money),
        tell(maker, "2041-09-02", later, ("180", "was 180", "the judge"), **money),
    ]
    name_firm(maker, *reports)
    assert set(figures(maker, "amount stolen")) == {"conflict"}


def test_a_majority_that_a_recount_cut_is_a_change(maker):
    text = "A recount cut her majority from 312 votes to 96."
    first = tell(maker, "2041-05-06", "Moss of Brindle Mill won by 312 votes.", ("312", "won by 312 votes", ""))
    later = tell(maker, "2041-05-11", f"{text} Brindle Mill is hers.", ("312", text[:-1], ""), ("96", text[:-1], ""))
    name_firm(maker, first, later)
    found = figures(maker, "majority of votes")
    assert [p.says for p in found["change"].positions] == ["312", "96"]


def test_an_amount_that_is_told_as_the_original_one_came_not_later(maker):
    money = {"kind": "money", "unit": "EUR"}
    texts = (
        ("2041-03-02", "Lorn has bid 410 for Brindle Mill.", "410", "bid 410"),
        ("2041-06-02", "Lorn paid less than its originally offered sum of 455 for Brindle Mill.", "455", ""),
    )
    reports = [tell(maker, day, text, (words, clause or text, ""), **money) for day, text, words, clause in texts]
    name_firm(maker, *reports)
    assert not figures(maker, "price offered")


def test_what_is_done_in_a_bid_to_do_another_is_no_offer(maker):
    money = {"kind": "money", "unit": "EUR"}
    reports = [
        tell(maker, "2041-03-02", "Lorn has bid 410 for Brindle Mill.", ("410", "bid 410", ""), **money),
        tell(
            maker,
            "2041-06-02",
            "Brindle Mill raised 455 in a bid to mend its roof.",
            ("455", "raised 455 in a bid to mend its roof", ""),
            **money,
        ),
    ]
    name_firm(maker, *reports)
    assert not figures(maker, "price offered")


def test_a_report_that_lists_offers_tells_which_is_whose(maker):
    fields = {"kind": "money", "unit": "crown", "counted": None}
    for text, *offers in (
        ("North Yard offered 12 million crowns for the dock.", 12),
        ("Bids are in. North Yard offered 12 million crowns for the dock. A rival offered 14 million crowns.", 12, 14),
    ):
        report = maker.report(text, "2031-05-02", f"Paper {len(maker.documents)}")
        for offer in offers:
            words = f"{offer} million crowns"
            maker.count(report, words, f"offered {words}", "offer amount", low=offer * 1e6, **fields)
    assert not [f for f in find(maker.pile()) if f.kind in ("conflict", "change")]
