"""Properties of all findings, on piles drawn by chance."""

import re

from findings_piles import PileMaker
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from joindots.join.findings import find
from joindots.join.piles import Pile

TOPIC = re.compile(
    r"(Killed|Injured|Figure|Responsibility|Finding|Quotation|Headline|Role|Age|Name|Date|Place|Statement|Incident): ."
)
QUOTES = (
    "We saw the lights of the barge swing far too late and nobody on the quay got clear",
    "We saw the lights of the barge swing much too late and nobody on the quay got clear",
    "The pilots had warned of the dark beacon for years",
)
REPORTS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from(["2031-05-02", "2031-05-03", "2031-06-09", None]),
        st.sampled_from(QUOTES),
        st.sampled_from(["North Post", "South Post", None]),
    ),
    min_size=1,
    max_size=6,
)


def report_text(number: int, quote: str, i: int) -> str:
    return f"The barge fire of the old quay killed {number} people, as paper {i} has it. “{quote}” said Ida Voss then."


def make_pile(rows: list[tuple[int, str | None, str, str | None]], copied: int | None = None) -> Pile:
    maker = PileMaker()
    fire, speaker = maker.event("barge fire"), maker.entity("Ida Voss")
    plan = [(row, i) for i, row in enumerate(rows)]
    if copied is not None:
        plan.append((rows[copied], copied))
    for (number, day, quote, publisher), i in plan:
        report = maker.report(report_text(number, quote, i), day, publisher)
        maker.count(report, str(number), f"killed {number} people", "killed", event=fire)
        maker.say(report, f"“{quote}”", ("Ida Voss", speaker))
    if copied is not None:
        whole = report_text(rows[copied][0], rows[copied][2], copied)
        maker.copied(maker.documents[copied].id, maker.documents[-1].id, whole)
    return maker.pile()


@settings(deadline=None, max_examples=60)
@given(REPORTS)
def test_every_finding_keeps_the_contract(rows):
    pile = make_pile(rows)
    texts = {document.id: document.text for document in pile.documents}
    found = find(pile)
    assert [finding.id for finding in found] == sorted({finding.id for finding in found})
    for finding in found:
        assert TOPIC.match(finding.topic)
        assert 0 <= finding.confidence <= 1
        assert finding.explanation.endswith(".")
        assert finding.origins == len(finding.positions[0].origins)
        for position in finding.positions:
            assert position.evidence
            assert all(texts[span.document][span.start : span.end] == span.text for span in position.evidence)
            assert position.documents == tuple(sorted({span.document for span in position.evidence}))
            assert sorted(d for origin in position.origins for d in origin.documents) == list(position.documents)


@settings(deadline=None, max_examples=40)
@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(rows, random):
    pile = make_pile(rows)
    shuffled = {
        name: tuple(random.sample(records, len(records)))
        for name in pile.__struct_fields__
        if (records := getattr(pile, name))
    }
    assert find(replace(pile, **shuffled)) == find(pile)


@settings(deadline=None, max_examples=60)
@given(REPORTS, st.data())
def test_a_copy_added_changes_no_verdict(rows, data):
    copied = data.draw(st.integers(0, len(rows) - 1))
    before = sorted((finding.kind, finding.topic, finding.confidence) for finding in find(make_pile(rows)))
    after = sorted((finding.kind, finding.topic, finding.confidence) for finding in find(make_pile(rows, copied)))
    assert after == before


def test_an_empty_pile_has_no_findings():
    assert find(PileMaker().pile()) == ()


def test_the_real_pile_shows_what_a_careful_reader_finds(shared):
    from joindots.run import read

    found = {(finding.kind, finding.topic.partition(":")[0]) for finding in read(shared / "reports").findings}
    assert {
        ("agreement", "Killed"),
        ("scope", "Killed"),
        ("conflict", "Responsibility"),
        ("wording", "Headline"),
        ("wording", "Quotation"),
        ("agreement", "Quotation"),
        ("change", "Role"),
        ("scope", "Role"),
        ("conflict", "Figure"),
        ("conflict", "Finding"),
        ("agreement", "Age"),
        ("scope", "Date"),
        ("wording", "Name"),
    } <= found
