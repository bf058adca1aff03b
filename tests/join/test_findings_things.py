"""Numbers of one thing that reports tell each in words of their own."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Finding

FIRST, LATER = "2044-03-02", "2044-03-09"


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def tell(maker: PileMaker, day: str, text: str, words: str, measure: str, **fields) -> str:
    """A report of one sentence or more, with a number in its last one."""
    report = maker.report(text, day, f"Paper {len(maker.documents)}")
    clause = text.rpartition(". ")[2].rstrip(".")
    maker.count(report, words, clause, measure, **{"counted": measure.partition(" ")[0], **fields})
    return report


def kinds(maker: PileMaker) -> dict[str, Finding]:
    return {finding.kind: finding for finding in find(maker.pile()) if finding.topic.startswith("Figure")}


def test_letters_sent_and_letters_written_are_one_count(maker):
    tell(maker, FIRST, "The crew sent 3 letters to the harbour office in winter.", "3", "letter sent")
    tell(maker, LATER, "The crew had written 5 letters to the harbour office.", "5", "letter written")
    found = kinds(maker)["conflict"]
    assert {position.says for position in found.positions} == {"3", "5"}


def test_things_under_other_deeds_are_others(maker):
    tell(maker, FIRST, "The crew burned 3 letters from the harbour office.", "3", "letter burned")
    tell(maker, LATER, "The crew had written 5 letters to the harbour office.", "5", "letter written")
    assert not kinds(maker)


def test_offers_of_two_bodies_are_two(maker):
    bidders = {}
    for name, sum_ in (("Tarn Mills", "12 million crowns"), ("Saltgate Yard", "14 million crowns")):
        text = f"{name} offered {sum_} for the dry dock."
        fields = {"kind": "money", "low": float(sum_[:2]) * 1e6, "unit": "crown", "counted": None}
        bidders[name] = tell(maker, FIRST, text, sum_, "offer amount", **fields)
    assert {finding.kind for finding in find(maker.pile()) if finding.topic.startswith("Figure")} == {"conflict"}
    for name, report in bidders.items():
        maker.entity(name, "organisation", mentions=(maker.mention(report, name),))
    assert not [finding for finding in find(maker.pile()) if finding.topic.startswith("Figure")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The guards fired the first 4 shots at the tower.", "The guards fired 11 shots at the tower."),
        ("The Saltgate side blew a 3 goal lead by Friday.", "The Saltgate side built a 4 goal lead on the quay."),
        ("The tug sank 6 locks later in the canal.", "The tug passed 7 locks in the canal."),
    ],
)
def test_a_part_or_a_place_in_a_row_is_no_whole(maker, one, other):
    for text in (one, other):
        number = next(word for word in text.split() if word.isdigit())
        tell(maker, FIRST, text, number, "shot fired" if "shots" in text else "goal" if "goal" in text else "lock")
    assert not kinds(maker)


def test_shares_of_the_same_people_are_told_apart_by_what_is_said_of_them(maker):
    for share, rest in (("68", "believe the port was badly run"), ("83", "were unhappy with the fares")):
        fields = {"kind": "percentage", "low": float(share), "unit": "percent", "counted": "sailors"}
        tell(maker, FIRST, f"Some said {share}% of sailors {rest}.", f"{share}%", "sailor share", **fields)
    assert not kinds(maker)


def test_what_a_thing_is_filled_with_is_its_deed(maker):
    tell(maker, FIRST, "The guards in the tower fired 11 rounds.", "11", "round fired")
    tell(maker, FIRST, "The gun in the tower was loaded with 4 rounds.", "4", "round")
    assert not kinds(maker)


def test_a_number_that_takes_in_more_is_of_another_scope(maker):
    tell(maker, FIRST, "The quay of Lindmouth has 12 lamps for the ferry.", "12", "lamp")
    tell(maker, LATER, "The 3 quays together have 40 lamps for the ferry at Lindmouth.", "40", "lamp")
    assert set(kinds(maker)) == {"scope"}


@pytest.mark.parametrize(("of", "found"), [("bond", False), ("theft", True), ("pension", False)])
def test_each_of_several_people_has_a_bond(maker, of, found):
    for day, crowns, who in ((FIRST, "300", "The rower"), (LATER, "750", "Brask the rower")):
        money = {"kind": "money", "unit": "crown", "counted": None}
        tell(maker, day, f"{who} held a {of} of {crowns} crowns in Tolm.", crowns, f"{of} amount", **money)
    assert ("conflict" in kinds(maker)) == found


def test_what_can_change_is_no_conflict(maker):
    tell(maker, FIRST, "The ferry line Brask has 14 boats.", "14", "boat", counted="boats")
    tell(maker, LATER, "Some 20 vessels are now run by the ferry line Brask.", "20", "vessel", counted="vessels")
    assert "conflict" not in kinds(maker)


def test_arrests_grow_from_day_to_day(maker):
    tell(maker, FIRST, "Police arrested 17 rowers at the lock gate of Tolm.", "17", "rower arrested")
    tell(maker, LATER, "Police arrested 27 rowers in Tolm around the lock gate.", "27", "rower arrested")
    assert "conflict" not in kinds(maker)


def test_a_copy_with_another_number_is_a_conflict(maker):
    told = "In a shed behind the lock the divers found {} crates of amber, a rope and some lamps."
    tell(maker, FIRST, told.format(27), "27", "crate found")
    tell(maker, LATER, told.format(17), "17", "crate found")
    assert set(kinds(maker)) == {"conflict"}


def test_a_later_copy_with_a_higher_number_may_count_on(maker):
    told = "In a shed behind the lock the divers found {} crates of amber, a rope and some lamps."
    tell(maker, FIRST, told.format(17), "17", "crate found")
    tell(maker, LATER, told.format(27), "27", "crate found")
    assert set(kinds(maker)) == {"change"}


def test_the_two_of_them_may_be_some_of_more(maker):
    tell(maker, FIRST, "According to the mayor 5 divers drove to the lock.", "5", "diver")
    tell(maker, LATER, "The mayor named the 3 divers at the lock.", "3", "diver named")
    assert "conflict" not in kinds(maker)


def test_what_is_allowed_is_not_what_there_is(maker):
    fields = {"measure": "potash tonne", "kind": "measure", "unit": "tonne"}
    tell(maker, FIRST, "The works in Tolm held 900 tonnes of potash at the lock.", "900 tonnes", low=900, **fields)
    tell(maker, LATER, "The law allows the works in Tolm 400 tonnes of potash.", "400 tonnes", low=400, **fields)
    assert not kinds(maker)


def test_an_old_year_is_told_to_compare(maker):
    tell(maker, FIRST, "The crew sent 3 letters to the harbour office.", "3", "letter sent")
    report = tell(maker, LATER, "In 2031 the crew had sent 5 letters to the harbour office.", "5", "letter sent")
    maker.time(report, "2031", "2031-07-01")
    assert "conflict" not in kinds(maker)


def test_the_same_day_makes_moves_of_a_price_comparable(maker):
    fields = {"kind": "percentage", "unit": "percent", "counted": None}
    for day, number, verb in ((FIRST, "14 percent", "jumped"), (LATER, "19 percent", "rose")):
        text = f"The stock of Brask {verb} by {number} on 1 March before the bid."
        report = tell(maker, day, text, number, "stock share", low=int(number[:2]), **fields)
        maker.time(report, "1 March", "2044-03-01")
    assert "conflict" in kinds(maker)


def test_a_noun_of_what_befell_people_is_not_told_twice(maker):
    for publisher in ("North", "South"):
        report = maker.report("Police made 31 arrests near the quay.", "2031-05-02", publisher=publisher)
        maker.count(report, "31 arrests", "31 arrests", "arrested", low=31, counted="arrests")
    assert [found.topic for found in find(maker.pile()) if found.kind == "agreement"] == ["Figure: arrests"]


def test_a_report_that_gives_both_numbers_tells_of_two_things(maker):
    told = "The crew sent 3 letters to the harbour office in winter and 5 letters to the harbour office in spring."
    for day in (FIRST, LATER):
        report = maker.report(told, day, f"Paper {len(maker.documents)}")
        maker.count(report, "3", told.rstrip("."), "letter sent", counted="letter", low=3)
        maker.count(report, "5", told.rstrip("."), "letter sent", counted="letter", low=5)
    assert {"conflict", "change"}.isdisjoint(kinds(maker))


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        ("The mine at Tolm is said to be losing 700 tonnes", "Water leaves the mine at Tolm: 900 tonnes a day", set()),
        ("The mine at Tolm is said to be losing 700 tonnes a day", "The mine at Tolm: 900 tonnes a day", {"conflict"}),
        ("The mine at Tolm will be losing 700 tonnes a day", "The mine at Tolm: 900 tonnes a day", set()),
    ],
)
def test_two_rates_of_one_day_are_at_odds(maker, one, other, verdicts):
    for text, words in ((one, "700 tonnes"), (other, "900 tonnes")):
        tell(maker, FIRST, f"{text}.", words, "tonne", kind="measure", unit="tonne", counted=None, low=int(words[:3]))
    assert set(kinds(maker)) == verdicts


def test_what_only_one_report_tells_to_have_befallen_them_makes_them_no_others(maker):
    tell(maker, FIRST, "Brask reported 40 cases of mould in the quay houses of Tolm.", "40", "case reported")
    tell(maker, FIRST, "It was 55 cases of mould in the houses on the quay at Tolm.", "55", "case")
    assert set(kinds(maker)) == {"conflict"}


@pytest.mark.parametrize(
    ("other", "value", "verdicts"),
    [
        ("nine-hour voyage", "PT9H", {"conflict"}),
        ("nine-hour strike", "PT9H", set()),
        ("seven-hour crossing", "PT7H", {"agreement"}),
    ],
)
def test_how_long_one_thing_took_is_compared_by_what_took_it(maker, other, value, verdicts):
    for text, words, length in (
        ("Rowers of Tolm left the ferry Alke after the seven-hour crossing to Brask.", "seven-hour", "PT7H"),
        (f"At Brask the rowers of Tolm left the ferry Alke after their {other}.", other.partition(" ")[0], value),
    ):
        maker.time(maker.report(text, FIRST, f"Paper {len(maker.documents)}"), words, length)
    assert set(kinds(maker)) == verdicts


def test_the_number_in_a_word_takes_nothing_up(maker):
    tell(maker, FIRST, "The mate swore the 35-word oath of the pilots at Tolm.", "35", "word", counted="word")
    tell(maker, FIRST, "At Tolm the mate was given the 38-word oath of the pilots.", "38", "word", counted="word")
    assert set(kinds(maker)) == {"conflict"}


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        ("86", "68", {"conflict"}),
        ("86", "67", set()),
        ("4186", "4816", {"conflict"}),
        ("4186", "8416", set()),
    ],
)
def test_digits_that_changed_places_are_told(maker, one, other, verdicts):
    """What is open may change; on one day it is told where the digits are alike alone."""
    tell(maker, FIRST, f"The yard at Tolm runs {one} ferries on the lake.", one, "ferry", low=int(one))
    tell(maker, FIRST, f"On the lake the yard at Tolm now has {other} ferries.", other, "ferry had", low=int(other))
    assert set(kinds(maker)) == verdicts


def test_two_digits_that_changed_places_beside_another_number_are_not_told(maker):
    tell(maker, FIRST, "The yard at Tolm runs 86 ferries on the lake.", "86", "ferry", low=86)
    text = "On the lake the yard at Tolm now has 68 ferries and will have 70 ferries"
    report = maker.report(f"{text}.", FIRST, "South")
    maker.count(report, "68", text, "ferry had", counted="ferry", low=68)
    maker.count(report, "70", text, "ferry had", counted="ferry", low=70)
    assert not kinds(maker)


def test_points_of_players_are_told_apart_but_in_copies(maker):
    tell(maker, FIRST, "Ann Lee had 41 homers for the Tolm side in spring.", "41", "homer", low=41)
    tell(maker, FIRST, "After the move Ann Lee had 9 homers in 20 games for the Tolm side.", "9", "homer had", low=9)
    assert not kinds(maker)


def test_a_report_that_gives_two_of_several_numbers_tells_of_several_things(maker):
    fields = {"kind": "measure", "unit": "metre", "counted": None}
    told = "A balloon from Tolm drifted 900 metres over the lake near the hut."
    tell(maker, FIRST, told, "900 metres", "metre", low=900, **fields)
    other = "Near the hut on the lake a balloon from Tolm drifted 800 metres."
    tell(maker, FIRST, other, "800 metres", "metre length", low=800, **fields)
    assert "conflict" in kinds(maker)
    both = maker.report(f"{told} On Sunday it was 800 metres.", FIRST, "West")
    maker.count(both, "900 metres", told.rstrip("."), "metre", low=900, **fields)
    maker.count(both, "800 metres", "On Sunday it was 800 metres", "metre length", low=800, **fields)
    assert "conflict" not in kinds(maker)


@pytest.mark.parametrize(
    ("others", "verdicts"), [("Orr, Voss and Kerr", set()), ("Orr, Voss and others", {"conflict"})]
)
def test_people_counted_by_name_are_those_named(maker, others, verdicts):
    one = tell(maker, FIRST, "The senate at Tolm heard 2 pilots, Lee and Moss.", "2", "pilot heard", low=2)
    two = tell(maker, FIRST, f"The senate at Tolm listened to 3 pilots, {others}.", "3", "pilot", low=3)
    for report, names in ((one, "Lee and Moss"), (two, others)):
        for name in names.replace(",", "").replace(" and", "").split():
            if name.istitle():
                maker.entity(name, "person", mentions=(maker.mention(report, name),))
    assert set(kinds(maker)) == verdicts
