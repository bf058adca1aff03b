"""One remark that two reports quote in other words, and one sentence for which they credit two people."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def quote(maker: PileMaker, said: str, day: str, name: str = "Ida Voss") -> None:
    report = maker.report(f"“{said}” said {name}.", day, f"Paper {len(maker.documents)}")
    person = maker.entity(name)
    maker.say(report, f"“{said}”", (name, person))


def quotations(maker: PileMaker) -> list[Finding]:
    return [finding for finding in find(maker.pile()) if finding.topic.startswith("Quotation")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We had no warning before the flood,", "Nobody warned us that a flood would come,"),
        ("It is a scar on the whole town,", "This is a wound for an entire city, and it stays,"),
        ("Had they rung at once she might have lived,", "She would have lived,"),
    ],
)
def test_one_remark_in_other_words_is_a_wording(maker, one, other):
    quote(maker, one, "2031-05-02")
    quote(maker, other, "2031-05-03")
    (found,) = quotations(maker)
    assert found.kind == "wording"
    assert len(found.positions) == 2
    assert "may be one remark of Ida Voss" in found.explanation


def test_reports_with_the_same_words_stand_on_one_side(maker):
    quote(maker, "We had no warning before the flood,", "2031-05-02")
    quote(maker, "Nobody warned us that a flood would come,", "2031-05-02")
    quote(maker, "Nobody warned us that a flood would come,", "2031-05-03")
    (found,) = [one for one in quotations(maker) if one.kind == "wording"]
    assert sorted(len(position.documents) for position in found.positions) == [1, 2]


@pytest.mark.parametrize(
    ("one", "other", "name", "day"),
    [
        ("We had no warning before the flood,", "Nobody warned us that a flood would come,", "Ole Brand", "2031-05-03"),
        ("We had no warning before the flood,", "Nobody warned us that a flood would come,", "Ida Voss", "2031-06-03"),
        ("They steered the ship by a bell,", "The bell was what steered it,", "Ida Voss", "2031-05-03"),
        (
            "We had no warning before the flood,",
            "The dyke will be built anew before the winter,",
            "Ida Voss",
            "2031-05-03",
        ),
    ],
)
def test_another_speaker_time_or_matter_is_none(maker, one, other, name, day):
    quote(maker, one, "2031-05-02")
    quote(maker, other, day, name)
    assert quotations(maker) == []


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("They knew which doors to try.", ["conflict"]),
        ("We will not be bled like sheep.", ["conflict"]),
        ("We had thoughts for the families.", []),
        ("We saw it.", []),
    ],
)
def test_one_telling_sentence_of_two_speakers_is_a_conflict(maker, said, kinds):
    quote(maker, f"{said} All of us are tired.", "2031-05-02")
    quote(maker, said, "2031-05-03", "Ole Brand")
    assert [found.kind for found in quotations(maker)] == kinds
