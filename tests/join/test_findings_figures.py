import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Dated, Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def kinds(maker: PileMaker, topic: str = "") -> dict[str, Finding]:
    return {finding.kind: finding for finding in find(maker.pile()) if finding.topic.startswith(topic)}


def toll(maker: PileMaker, number: str, day: str | None, event: str, tail: str = "") -> str:
    clause = f"killed {number} people{tail}"
    report = maker.report(f"The barge fire {clause}.", day, f"Paper {len(maker.documents)}")
    maker.count(report, number, clause, "killed", event=event)
    return report


def test_equal_tolls_agree(maker):
    fire = maker.event("barge fire")
    toll(maker, "4", "2031-05-02", fire)
    toll(maker, "4", "2031-05-02", fire)
    found = kinds(maker, "Killed: barge fire")
    assert set(found) == {"agreement"}
    assert found["agreement"].origins == 2
    assert found["agreement"].about == (fire,)


def test_a_later_higher_toll_is_a_change(maker):
    fire = maker.event("barge fire")
    toll(maker, "4", "2031-05-02", fire)
    toll(maker, "5", "2031-05-09", fire)
    found = kinds(maker)
    assert set(found) == {"change"}
    assert "rose" in found["change"].explanation
    assert "2 May 2031" in found["change"].explanation


def test_a_later_lower_toll_is_a_change_that_says_so(maker):
    fire = maker.event("barge fire")
    toll(maker, "6", "2031-05-02", fire)
    toll(maker, "5", "2031-05-09", fire)
    assert "lower" in kinds(maker)["change"].explanation


def test_different_tolls_of_one_day_conflict(maker):
    fire = maker.event("barge fire")
    toll(maker, "4", "2031-05-02", fire)
    toll(maker, "5", "2031-05-02", fire)
    found = kinds(maker)
    assert set(found) == {"conflict"}
    assert len(found["conflict"].positions) == 2


def test_an_earlier_number_that_returns_conflicts(maker):
    fire = maker.event("barge fire")
    for number, day in (("4", "2031-05-02"), ("5", "2031-05-03"), ("4", "2031-05-09")):
        toll(maker, number, day, fire)
    assert "conflict" in kinds(maker)


@pytest.mark.parametrize(
    ("words", "bound", "low", "high"), [("at least 40", "at_least", 40, None), ("dozens", "vague", 24, 99)]
)
def test_bounds_that_allow_a_number_agree_with_it(maker, words, bound, low, high):
    fire = maker.event("barge fire")
    toll(maker, "43", "2031-05-02", fire)
    report = maker.report(f"The fire killed {words} people.", "2031-05-02")
    maker.count(report, words, f"killed {words} people", "killed", event=fire, low=low, high=high, bound=bound)
    assert set(kinds(maker)) == {"agreement"}


def test_thousands_and_millions_give_no_common_number(maker):
    fire = maker.event("barge fire")
    for words, low in (("thousands", 2_000), ("millions", 2_000_000)):
        report = maker.report(f"The fire killed {words} of people.", "2031-05-02")
        maker.count(report, words, f"killed {words} of people", "killed", event=fire, low=low, high=None, bound="vague")
    assert kinds(maker) == {}


def test_equal_numerals_that_count_different_people_are_scope(maker):
    fire = maker.event("barge fire")
    toll(maker, "4", "2031-05-02", fire)
    clause = "killed 4 people before the wreck rolled over and killed a diver"
    report = maker.report(f"The barge fire {clause}.", "2032-05-02")
    maker.count(report, "4", clause, "killed|besides", event=fire)
    maker.count(report, "a diver", "killed a diver", "killed|part", event=fire, low=1)
    found = kinds(maker)
    assert "agreement" not in found
    assert "conflict" not in found
    assert "a diver" in found["scope"].explanation


def test_a_toll_with_the_gunman_and_one_without_are_scope(maker):
    raid = maker.event("depot raid", "attack")
    report = maker.report("The raid killed 5 people, including the gunman.", "2031-05-02")
    maker.count(report, "5", "killed 5 people, including the gunman", "killed|including:attacker", event=raid)
    toll(maker, "4", "2031-05-02", raid)
    assert set(kinds(maker)) == {"scope"}


def test_a_part_is_not_set_against_the_whole(maker):
    fire = maker.event("barge fire")
    toll(maker, "5", "2031-05-02", fire)
    report = maker.report("Among the dead were 2 children.", "2031-05-02")
    maker.count(report, "2", "2 children", "killed", event=fire, counted="children")
    assert "conflict" not in kinds(maker)


def test_a_total_over_several_events_is_kept_apart(maker):
    fire, fires = maker.event("barge fire"), maker.event("three fires", "accident group")
    toll(maker, "4", "2031-05-02", fire)
    report = maker.report("The three fires killed a total of 14 people.", "2032-05-02")
    maker.count(report, "14", "killed a total of 14 people", "killed", event=fires)
    found = kinds(maker, "Killed: total")
    assert set(found) == {"scope"}
    assert "conflict" not in kinds(maker)
    assert "change" not in kinds(maker)


def test_a_list_of_names_longer_than_the_toll_shows_a_change(maker):
    fire = maker.event("barge fire")
    toll(maker, "2", "2031-05-02", fire)
    report = maker.report("Inquests into the deaths of Ann Ode, Ben Pell and Cy Quist end soon.", "2032-05-02")
    names = "Ann Ode, Ben Pell and Cy Quist"
    maker.count(report, names, f"deaths of {names}", "killed|named", event=fire, low=3)
    found = kinds(maker)
    assert set(found) == {"change"}
    assert "three by name" in found["change"].explanation


def test_a_short_list_that_names_nobody_is_told_with_its_number(maker):
    fire = maker.event("barge fire")
    for told in ("A guard and a clerk", "A clerk and a guard"):
        report = maker.report(f"{told} died in the barge fire at {told[2:5]}.", "2031-05-02")
        maker.count(report, told, f"{told} died", "killed|named", event=fire, low=2)
    (position,) = kinds(maker)["agreement"].positions
    assert position.says in ("2 (a guard and a clerk)", "2 (a clerk and a guard)")


def test_a_headline_with_another_number_than_its_text_conflicts(maker):
    fire = maker.event("barge fire")
    report = maker.report("The fire killed 4 people.", "2031-05-02", title="Fire kills 5 aboard barge")
    maker.count(report, "5", "kills 5 aboard", "killed", event=fire)
    maker.count(report, "4", "killed 4 people", "killed", event=fire)
    assert "headline" in kinds(maker)["conflict"].explanation


def test_a_copy_makes_no_agreement(maker):
    fire = maker.event("barge fire")
    tail = " on the quay, where the crew had moored the barge for the night"
    a = toll(maker, "4", "2031-05-02", fire, tail)
    b = toll(maker, "4", "2031-05-04", fire, tail)
    maker.copied(a, b, f"The barge fire killed 4 people{tail}.")
    found = kinds(maker)
    assert set(found) == {"single"}
    assert found["single"].origins == 1
    assert len(found["single"].positions[0].documents) == 2


def test_one_named_source_behind_two_papers_is_one_origin(maker):
    fire = maker.event("barge fire")
    coroner = maker.entity("Dana Mork")
    for paper in ("North Post", "South Post"):
        report = maker.report(f"Dana Mork said it killed 4 people, the {paper} learned.", "2031-05-02", paper)
        said = maker.say(report, "it killed 4 people", ("Dana Mork", coroner), form="indirect")
        maker.count(report, "4", "killed 4 people", "killed", event=fire, attribution=said)
    found = kinds(maker, "Killed")["agreement"]
    assert found.origins == 1
    assert "Dana Mork" in found.explanation


def test_speeds_that_differ_conflict_whenever_they_were_reported(maker):
    crash = maker.event("ferry crash")
    for number, day in (("14", "2031-05-02"), ("19", "2031-05-09")):
        report = maker.report(f"It was making {number} knots at the crash.", day)
        clause = f"making {number} knots at the crash"
        maker.count(report, number, clause, "speed", event=crash, kind="measure", unit="knot")
    assert set(kinds(maker, "Figure: speed")) == {"conflict"}


def test_counts_since_one_day_that_fall_back_conflict_and_another_period_is_scope(maker):
    for number, day, words in (("12", "2032-05-02", "since May 2031"), ("11", "2032-11-02", "since May 2031")):
        report = maker.report(f"The port has closed {number} piers {words}.", day)
        period = Dated(
            value=f"2031-05-01/{day}",
            earliest="2031-05-01",
            latest=day,
            basis="stated",
            evidence=(maker.span(report, words),),
        )
        maker.count(report, number, f"closed {number} piers", "pier closed", counted="piers", period=period)
    report = maker.report("Over ten years 30 piers were closed.", "2032-05-02")
    maker.count(report, "30", "30 piers were closed", "pier closed", counted="piers")
    found = kinds(maker, "Figure: piers closed")
    assert set(found) == {"conflict", "scope"}
    assert "cannot be lower" in found["conflict"].explanation


def test_bare_counts_of_one_noun_need_one_matter(maker):
    for number, clause in (("5", "5 boats searched the bay"), ("9", "9 boats were for sale")):
        report = maker.report(f"They say {clause}.", "2031-05-02")
        maker.count(report, number, clause, "boat", counted="boats")
    assert kinds(maker) == {}


def test_injured_are_judged_as_the_dead_are(maker):
    fire = maker.event("barge fire")
    for number in ("31", "38"):
        report = maker.report(f"The fire hurt {number} people.", "2031-05-02", f"Paper {number}")
        maker.count(report, number, f"hurt {number} people", "injured", event=fire)
    assert set(kinds(maker, "Injured: barge fire")) == {"conflict"}


def test_a_number_of_another_year_is_not_the_events(maker):
    fire = maker.event(
        "barge fire", date=Dated(value="2031", earliest="2031-01-01", latest="2031-12-31", basis="stated")
    )
    toll(maker, "4", "2031-05-02", fire)
    toll(maker, "7", "2031-05-02", fire, " in 2015")
    assert "conflict" not in kinds(maker)


def test_one_house_that_gives_two_numbers_in_a_day_corrects_itself(maker):
    fire = maker.event("barge fire")
    for number in ("4", "5"):
        report = maker.report(f"The fire killed {number} people.", "2031-05-02", "North Post")
        maker.count(report, number, f"killed {number} people", "killed", event=fire)
    assert "conflict" not in kinds(maker)


def test_the_same_number_for_one_event_and_for_several_is_scope(maker):
    fire, fires = maker.event("barge fire"), maker.event("three fires", "accident group")
    toll(maker, "14", "2031-05-02", fire)
    report = maker.report("The three fires killed 14 people.", "2032-05-02")
    maker.count(report, "14", "killed 14 people", "killed", event=fires)
    found = kinds(maker, "Killed: total")
    assert set(found) == {"scope"}
    assert "different things" in found["scope"].explanation


def test_a_part_alone_is_a_number_of_its_own_when_it_exceeds_the_whole(maker):
    fire = maker.event("barge fire")
    toll(maker, "5", "2031-05-02", fire)
    report = maker.report("The fire killed 7 sailors.", "2031-05-02")
    maker.count(report, "7", "killed 7 sailors", "killed", event=fire, counted="sailors")
    assert "7 sailors" in kinds(maker)["conflict"].explanation


def test_a_report_that_looks_back_does_not_bring_an_old_number_back(maker):
    fire = maker.event("barge fire")
    toll(maker, "3", "2031-05-02", fire)
    toll(maker, "4", "2031-05-05", fire)
    report = maker.report("It killed 3 people at first and 5 people in all.", "2032-05-02", "Paper of record")
    maker.count(report, "3", "killed 3 people", "killed", event=fire)
    maker.count(report, "5", "5 people in all", "killed", event=fire)
    found = kinds(maker)
    assert "conflict" not in found
    assert [position.says for position in sorted(found["change"].positions, key=lambda p: p.says)] == ["3", "4", "5"]


def test_an_ordinal_victim_is_no_toll(maker):
    fire = maker.event("barge fire")
    toll(maker, "4", "2031-05-02", fire)
    report = maker.report("Fourth victim of barge fire dies.", "2031-05-05", "Paper of record")
    maker.count(report, "Fourth victim", "Fourth victim of barge fire dies", "killed", event=fire, low=1)
    assert set(kinds(maker)) == {"single"}


def seized(maker, number, source, published, **fields):
    text = f"{number} people were arrested near the quay, {source[0] if source else 'it is'} said."
    report = maker.report(text, published, **fields)
    said = maker.say(report, f"{number} people were arrested", source, form="indirect") if source else None
    maker.count(report, number, f"{number} people were arrested near the quay", "arrested", attribution=said)
    return report


def test_numbers_of_different_sources_on_one_day_conflict_and_name_them(maker):
    seized(maker, "12", ("Quay Police", maker.entity("Quay Police", "organisation")), "2031-05-02", publisher="North")
    seized(maker, "90", ("Law Watch", maker.entity("Law Watch", "organisation")), "2031-05-02", publisher="South")
    found = kinds(maker)["conflict"]
    assert found.explanation.startswith(
        "North (2 May 2031) gives 12 (Quay Police); South (2 May 2031) gives 90 (Law Watch)."
    )


def test_arrests_told_as_events_of_their_own_are_compared_and_further_ones_are_not(maker):
    for number, words in (("2", "2 people were arrested"), ("3", "3 people were arrested")):
        report = maker.report(f"Police said {words} near the quay. Another 7 people were arrested.", "2031-05-02")
        maker.count(report, number, words, "arrested", event=maker.event(words, "arrest"))
        fields = {"low": 7, "event": maker.event(f"{words} more", "arrest")}
        maker.count(report, "Another 7", "Another 7 people were arrested", "arrested", **fields)
    found = kinds(maker)
    assert set(found) == {"conflict"}
    assert {position.says for position in found["conflict"].positions} == {"2", "3"}


def test_a_headline_is_not_held_against_the_number_of_another_place_or_year(maker):
    fire = maker.event("barge fire")
    text = "Across the sound 4 people died, and 3 died here in 2013. The dead are five in number."
    report = maker.report(text, "2031-05-02", title="Fire kills 5 aboard barge")
    maker.entity("the sound", "place", mentions=(maker.mention(report, "the sound"),))
    maker.count(report, "5", "kills 5 aboard", "killed", event=fire)
    maker.count(report, "3", "3 died here in 2013", "killed", event=fire)
    maker.count(report, "4", "Across the sound 4 people died", "killed", event=fire)
    assert "conflict" not in kinds(maker)


def test_a_topic_names_what_is_measured_without_its_unit_and_quotes_where_nothing_is_named(maker):
    for clause, measure in (
        ("The shaft of 30cm diameter was shut", "diameter centimetre"),
        ("The wreck lies 30cm down", "centimetre"),
    ):
        for _ in range(2):
            report = maker.report(f"{clause}.", "2031-05-02")
            fields = {"kind": "measure", "low": 30.0, "unit": "centimetre", "counted": None}
            maker.count(report, "30cm", clause, measure, **fields)
    assert {f.topic for f in find(maker.pile())} == {"Figure: diameter", "Figure: “The wreck lies 30cm down”"}


def test_what_a_happening_has_one_of_is_compared_whatever_the_words(maker):
    for number, clause in (("6.1", "a quake of magnitude 6.1 woke the port"), ("6.3", "they put the magnitude at 6.3")):
        report = maker.report(f"On Monday {clause}.", "2031-05-02")
        fields = {"kind": "measure", "low": float(number), "unit": "magnitude", "counted": None}
        maker.count(report, number, clause, "magnitude", **fields)
    assert kinds(maker)["conflict"].topic == "Figure: magnitude"


def test_a_sentence_of_another_person_is_another_matter(maker):
    for number, name, day in (
        ("14", "Ida Voss", "2031-05-02"),
        ("9", "Ida Voss", "2032-02-02"),
        ("3", "Jan Ree", None),
    ):
        report = maker.report(f"{name} was jailed for {number} years over the fund.", day)
        maker.entity(name, mentions=(maker.mention(report, name),))
        fields = {"kind": "measure", "unit": "year", "counted": name}
        maker.count(report, number, f"{name} was jailed for {number} years", "prison sentence", **fields)
    (found,) = [f for f in find(maker.pile()) if f.kind in ("change", "conflict")]
    assert (found.kind, len(found.positions)) == ("change", 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of the 26 people who stepped into the ferry, nine were children.", ["conflict"]),
        ("A second ferry, with 26 people on board, turned back.", []),
    ],
)
def test_people_who_stepped_into_a_craft_are_those_aboard(maker, text, found):
    first = maker.report("The ferry, with 23 people on board, sank.", "2031-05-02", "Paper A")
    report = maker.report(text, "2031-05-03", "Paper B")
    maker.count(first, "23 people", "The ferry, with 23 people on board, sank", "people", low=23)
    maker.count(report, "26 people", text[:-1], "people", low=26)
    assert sorted(set(kinds(maker, "Figure")) - {"single"}) == found


@pytest.mark.parametrize(("second", "agree"), [("Ada Renn", True), ("Milo Tarn", False)])
def test_one_and_one_of_different_names_are_no_agreement(maker, second, agree):
    mentions = {}
    for paper, name in (("Coast Post", "Ada Renn"), ("Tide Times", second)):
        clause = f"{name} was shot in the harbour"
        report = maker.report(f"{clause}.", "2031-05-02", paper)
        maker.count(report, name, clause, "shot", low=1)
        mentions.setdefault(name, []).append(maker.mention(report, name))
    for name, told in mentions.items():
        maker.entity(name, mentions=tuple(told))
    assert ("agreement" in kinds(maker, "Figure")) is agree


def test_a_headline_with_a_number_of_the_texts_range_is_at_odds_with_nothing(maker):
    fire = maker.event("barge fire")
    text = "The fire killed 4 people. A nurse puts the dead at between 5 and 7."
    report = maker.report(text, "2031-05-02", title="Fire kills 6 aboard barge")
    maker.count(report, "6", "kills 6 aboard", "killed", event=fire)
    maker.count(report, "4", "killed 4 people", "killed", event=fire)
    fields = {"low": 5, "high": 7, "bound": "range"}
    maker.count(report, "between 5 and 7", "the dead at between 5 and 7", "killed", event=fire, **fields)
    assert not any("headline" in f.explanation for f in find(maker.pile()))


def test_a_quake_told_to_compare_is_another(maker):
    told = "On Monday a quake of magnitude 5.2 woke the port. In March a quake of magnitude 7.1 hit Brask."
    first = maker.report(told, "2031-11-02", "North")
    for number in ("5.2", "7.1"):
        fields = {"kind": "measure", "low": float(number), "unit": "magnitude", "counted": None}
        maker.count(first, number, f"a quake of magnitude {number}", "magnitude", **fields)
    maker.time(first, "March", "2031-03-31")
    other = maker.report("On Monday a quake of magnitude 5.2 hit.", "2031-11-02", "South")
    fields = {"kind": "measure", "low": 5.2, "unit": "magnitude", "counted": None}
    maker.count(other, "5.2", "a quake of magnitude 5.2", "magnitude", **fields)
    assert "conflict" not in kinds(maker)


@pytest.mark.parametrize(("month", "verdicts"), [("March", set()), ("April", {"change"})])
def test_numbers_of_two_months_are_two_though_no_report_has_a_date(maker, month, verdicts):
    for number, clause in (
        ("1.4 percent", "prices of bread in Tolm rose 1.4 percent in April"),
        ("1.1 percent", f"prices of bread in Tolm rose 1.1 percent in {month}"),
    ):
        report = maker.report(f"The {clause}.", None, f"Paper {number}")
        fields = {"kind": "percentage", "low": float(number[:3]), "unit": "percent", "counted": None}
        maker.count(report, number, clause, "price share", **fields)
    assert {kind for kind in kinds(maker) if kind in ("conflict", "change")} == verdicts
