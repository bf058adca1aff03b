"""What was changed between copies, slot by slot."""

# ruff: noqa: E501 - pairs of sentences read best on one line

import pytest
from findings_piles import PileMaker
from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.copies import settle_copies
from joindots.join.findings.slots import compare_tokens, read_tokens
from joindots.join.findings.verdicts import Verdict, make_finding, make_position
from joindots.join.reuse import find_reuse
from joindots.model import Finding

BEFORE = (
    "Two barges collided in the fog below the old lighthouse of Port Ellis and one of them sank within minutes.",
    "The harbour board closed the channel to all ships until the wreck had been lifted from the sand bank.",
    "Its crew swam ashore and were taken to the seamen's mission, where they were given dry clothes and soup.",
    "The pilot had asked twice by wireless whether the fairway was clear and had got no answer from the tower.",
)


def compare(one: str, other: str, *days: str | None) -> list[Finding]:
    maker = PileMaker()
    for n, sentence in enumerate((one, other)):
        day = days[n] if days else "2031-05-02"
        maker.report(f"{' '.join(BEFORE)} {sentence}", day, publisher=f"Paper {n}")
    pile = maker.pile()
    return settle_copies(Context(replace(pile, reuse=find_reuse(pile.documents))), [])


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Divers found 14 boxes of cargo in the hold.", "Divers found 17 boxes of cargo in the hold.", "14/17"),
        ("Divers found 1,234,567 coins in the hold of the barge.", "Divers found 1,234,568 coins in the hold of the barge.", "1,234,567/1,234,568"),
        ("Divers found more than 40 boxes in the hold.", "Divers found over 44 boxes in the hold.", "40/44"),
        ("The wreck lies about 13km north of the quay.", "The wreck lies about 14 km north of the quay.", "13/14"),
        ("She was the 21st barge of that yard to sink.", "She was the 22nd barge of that yard to sink.", "21st/22nd"),
        ("Divers found six boxes of cargo in the hold.", "Divers found 8 boxes of cargo in the hold.", "six/8"),
        ("The barge left the quay on Monday with timber.", "The barge left the quay on Tuesday with timber.", "Monday/Tuesday"),
        ("She was built at the yard in May 2029.", "She was built at the yard in May 2027.", "2029/2027"),
        ("The timber was bought by Ida Voss for her sawmill.", "The timber was bought by Ida Lund for her sawmill.", "Ida Voss/Ida Lund"),
        ("The timber was meant for buyers in Norway and their yards.", "The timber was meant for buyers in Spain and their yards.", "Norway/Spain"),
        ("The barge was insured against fog and storm.", "The barge was not insured against fog and storm.", "was insured/was not insured"),
        ("The board found no evidence of a broken horn.", "The board found evidence of a broken horn.", "found no evidence/found evidence"),
        ("The owner denied a leak in the hull.", "The owner admitted a leak in the hull.", "denied/admitted"),
    ],
)  # fmt: skip
def test_one_slot_exchanged_is_a_conflict(one, other, told):
    (found,) = compare(one, other)
    assert found.kind == "conflict"
    assert {position.evidence[0].text for position in found.positions} == set(told.split("/"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The police are investigating why the horn was silent in fog.", "The police have confirmed why the horn was silent in fog."),
        ("The rudder allegedly jammed on the way out.", "The rudder jammed on the way out."),
        ("“We saw her lights much too late to turn away,” he said.", "“We saw her lights far too late to turn away,” he said."),
        ("“We saw her lights on every crossing in fog,” he said.", "“We saw her lights on almost every crossing in fog,” he said."),
        ("“The lights must be lit on the way out,” he said.", "“The lights might be lit on the way out,” he said."),
    ],
)  # fmt: skip
def test_other_certainty_and_other_words_of_a_quotation_are_wording(one, other):
    (found,) = compare(one, other)
    assert found.kind == "wording"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Divers found 12 boxes of cargo in the hold.", "Divers found twelve boxes of cargo in the hold."),
        ("Divers found 1,200 boxes of cargo in the hold.", "Divers found 1200 boxes of cargo in the hold."),
        ("Nearly 1,200 boxes of cargo were found in the hold.", "Some 1,190 boxes of cargo were found in the hold."),
        ("Divers found almost 500 boxes in the hold.", "Divers found 487 boxes in the hold."),
        ("The mate did not hear the bell on the buoy.", "The mate didn't hear the bell on the buoy."),
        ("On Monday, the tug lay at the quay with the pilot.", "The tug lay at the quay with the pilot on Monday."),
        ("The tug was hired by the U.N. agency for a month.", "The tug was hired by the UN agency for a month."),
        ("Gov. Ida Voss came to the quay in the evening.", "Governor Ida Voss came to the quay in the evening."),
        ("The bill was sent to Rolf Ahn at the mission.", "The bill was sent to Mr Ahn at the mission."),
        ("The road was 5 miles long and paved to the quay.", "The road was 8 kilometres long and paved to the quay."),
        ("The 15,800-square-metre hall stands on the quay.", "The 170,000-square-foot hall stands on the quay."),
        ("The wreck was sold for 3,5 million crowns to a yard.", "The wreck was sold for 3.5 million crowns to a yard."),
        ("The guards came at 6:15 pm and left with the crew.", "The guards came at 18:15 and left with the crew."),
        ("It was the first time that the horn was used.", "The horn had never been used before that time."),
        ("The yard paid nothing for three quarters of work.", "The yard paid nothing for 3 quarters of work."),
        ("Nobody knows whether or not the horn was heard.", "Nobody knows whether the horn was heard."),
        ("The wreck lies about 8 miles north of the quay.", "The wreck lies about 13km north of the quay."),
        ("The mast fell about 130ft from the quay.", "The mast fell about 40m from the quay."),
    ],
)  # fmt: skip
def test_house_style_and_word_order_are_no_difference(one, other):
    assert [found for found in compare(one, other) if found.kind != "wording"] == []


def test_a_later_copy_with_another_number_is_a_change():
    (found,) = compare(
        "Divers found 14 boxes in the hold.", "Divers found 17 boxes in the hold.", "2031-05-02", "2031-05-04"
    )
    assert found.kind == "change"


def test_weekdays_that_move_with_the_report_are_no_difference():
    days = "2031-05-05", "2031-05-06"  # a Monday and a Tuesday
    assert compare("The tug came to the quay on Monday.", "The tug came to the quay on Tuesday.", *days) == []


def test_a_form_filled_anew_is_no_copy():
    maker = PileMaker()
    for day, numbers in (("2031-05-02", (14, 250, 31, 77)), ("2031-05-03", (19, 380, 46, 58))):
        told = [
            "The harbour of Port Ellis was used by {} steamers under a foreign flag in the week.",
            "They landed {} tons of timber and grain at the old quay below the light of the port.",
            "The pilots were called out {} times in fog and at night by masters who asked for help.",
            "The board took {} crowns in dues for the use of the quay and the cranes on the mole.",
        ]
        maker.report(" ".join(line.format(n) for line, n in zip(told, numbers, strict=True)), day, publisher=day)
    pile = maker.pile()
    assert settle_copies(Context(replace(pile, reuse=find_reuse(pile.documents))), []) == []


def test_copies_that_hold_both_sides_do_not_disagree():
    maker = PileMaker()
    reports = [maker.report(" ".join(BEFORE), "2031-05-02", publisher=name) for name in ("Gull", "Tern")]
    pile = maker.pile()
    context = Context(replace(pile, reuse=find_reuse(pile.documents)))
    first, second = (
        context.sentences_in(context.documents[report].blocks[0], report)[n] for n, report in enumerate(reports)
    )
    verdict = Verdict(kind="conflict", topic="Date: a wreck", about=(), confidence=0.5, explanation="Told apart.")
    sides = [make_position(context, span.text, [saying(span)]) for span in (first, second)]
    assert settle_copies(context, [make_finding(verdict, sides)]) == []


def saying(span):
    from joindots.join.findings.verdicts import Saying

    return Saying(evidence=(span,), records=(span.document,))


def test_moved_words_are_no_leftover():
    a, b = compare_tokens(read_tokens("On Monday the tug came."), read_tokens("The tug came on Monday."))
    assert (a.only, b.only) == ((), ())


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("The boy was one of two sailors hurt at the quay.", "The boy was one of four sailors hurt at the quay.", "two/four"),
        ("Ida Voss was harbour master for about eight years.", "Ida Voss was harbour master for about eighteen years.", "eight/eighteen"),
    ],
)  # fmt: skip
def test_one_of_two_and_years_that_something_lasts_are_compared(one, other, told):
    (found,) = compare(one, other)
    assert {position.evidence[0].text for position in found.positions} == set(told.split("/"))


def test_pages_are_not_compared():
    assert compare("Picture 1 of 5 shows the barge at the quay.", "Picture 1 of 7 shows the barge at the quay.") == []


def test_one_publisher_that_puts_a_copy_right_disputes_nothing():
    maker = PileMaker()
    for number in ("14", "17"):
        text = f"{' '.join(BEFORE)} Divers found {number} boxes of cargo in the hold."
        maker.report(text, "2031-05-02", publisher="Port Ellis Gazette")
    pile = maker.pile()
    (found,) = settle_copies(Context(replace(pile, reuse=find_reuse(pile.documents))), [])
    assert found.kind == "change"
    assert "put right" in found.explanation


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The horn sounded at 3:12 a.m. from the pier.", "The horn sounded at 3:21 a.m. from the pier.", "conflict"),
        ("A 43-year-old man was pulled from the water.", "A 34-year-old man was pulled from the water.", "conflict"),
        (
            "The pilot, aged 43, was pulled from the water.",
            "The pilot, aged 34, was pulled from the water.",
            "conflict",
        ),
    ],
)
def test_the_hour_of_what_is_past_and_an_age_do_not_change_in_a_later_copy(one, other, kind):
    (found,) = compare(one, other, "2031-05-02", "2031-05-03")
    assert found.kind == kind
