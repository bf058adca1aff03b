"""Findings on what excludes each other: acts, days, causes, terms, what was there and what was not."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.join.findings.outcomes import expand, load_outcomes
from joindots.model import HAPPENING, Dated, Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def judged(maker: PileMaker) -> list[Finding]:
    return [found for found in find(maker.pile()) if found.kind in ("conflict", "change", "wording")]


def tell_of(maker: PileMaker, name: str, rows: list[tuple[str, str | None]], kind: str = "person") -> None:
    """Reports, each of a sentence that names somebody once."""
    reports = [maker.report(text, day) for text, day in rows]
    maker.entity(name, kind, mentions=tuple(maker.mention(report, name) for report in reports))


def test_every_alternative_tells_one_thing_only():
    for outcome in load_outcomes():
        told = [words for way in outcome.ways for entry in way for words in dict.fromkeys(expand(entry))]
        assert len(told) == len(set(told))
        assert len(outcome.ways) > 1


def test_who_resigned_was_not_dismissed(maker):
    tell_of(maker, "Ida Voss", [("Ida Voss resigned in May.", "2031-05-02"), ("Ida Voss was sacked.", "2031-06-02")])
    (found,) = judged(maker)
    assert (found.kind, found.topic) == ("conflict", "Statement: Ida Voss, how the post was left")
    assert {position.says for position in found.positions} == {"Ida Voss resigned", "Ida Voss was sacked"}


@pytest.mark.parametrize(
    "told",
    [
        "The line dismissed its chief engineer, Ida Voss, last week.",
        "Ida Voss, whom the line dismissed in the spring of that year, was not there.",
    ],
)
def test_who_resigned_was_not_dismissed_by_somebody_either(maker, told):
    tell_of(maker, "Ida Voss", [("Ida Voss resigned in May.", "2031-05-02"), (told, "2031-06-02")])
    (found,) = judged(maker)
    assert {position.says for position in found.positions} == {"Ida Voss resigned", "Ida Voss was dismissed"}


def told_of_things(maker: PileMaker, one: str, other: str, later: str = "2031-05-03") -> list[tuple[str, str]]:
    maker.report(one, "2031-05-02")
    maker.report(other, later)
    return [(found.kind, found.topic) for found in judged(maker)]


@pytest.mark.parametrize(
    ("one", "other", "topic"),
    [
        ("The march had not been authorised.", "The town council approved the march.", "the march, allowed or not"),
        ("The rally set out at noon. It had no permit.", "The protest was approved.", "the march, allowed or not"),
        ("The alarm in the hall was working.", "The hall's fire alarm was switched off.", "the alarm, working or not"),
        ("No warning was given.", "Two warnings were given.", "whether a warning was given"),
        (
            "The board met. The vote was unanimous.",
            "The board split, by two votes to one.",
            "the board, how the vote went",
        ),
    ],
)
def test_of_a_thing_only_one_is_true(maker, one, other, topic):
    assert told_of_things(maker, one, other) == [("conflict", f"Statement: {topic}")]


def test_what_was_switched_off_later_changed(maker):
    rows = told_of_things(maker, "The siren was working.", "The siren was disabled.", "2031-06-02")
    assert rows == [("change", "Statement: the siren, working or not")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fire alarm was working.", "The burglar alarm was switched off."),
        ("The appeal court was unanimous.", "The district court ruled, by two votes to one."),
        ("The alarm was working.", "The claim that the alarm was switched off is false. The alarm was working."),
        ("The march was approved.", "Nobody knows whether the march was approved or if the march was banned."),
    ],
)
def test_other_things_and_what_is_only_claimed_are_not_told_against(maker, one, other):
    assert told_of_things(maker, one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ida Voss had known of the crack since June.", "“I knew nothing of any crack,” said Ida Voss."),
        ("Ida Voss was warned of the crack.", "Ida Voss received no warning about any crack."),
        ("An engineer warned Ida Voss that the crack grew.", "Ida Voss was never warned of a crack."),
        ("Ida Voss was shot in the back.", "Ida Voss lay on the road. She was hit in the chest."),
        ("Ida Voss fell from the fence.", "A rubber bullet struck Ida Voss in the face."),
        ("The officer concerned has not been suspended.", "Ida Voss has been suspended since that day."),
    ],
)
def test_of_a_person_only_one_is_true(maker, one, other):
    reports = [maker.report(one, "2031-05-02"), maker.report(other, "2031-05-03")]
    named = [report for report, text in zip(reports, (one, other), strict=True) if "Ida Voss" in text]
    voss = maker.entity("Ida Voss", mentions=tuple(maker.mention(report, "Ida Voss") for report in named))
    if "“" in other:
        maker.say(reports[1], "“I knew nothing of any crack,”", ("Ida Voss", voss))
    (found,) = judged(maker)
    assert found.kind == "conflict"


def test_what_is_known_of_one_thing_is_not_what_is_unknown_of_another(maker):
    rows = [("Ida Voss knew of the crack.", "2031-05-02"), ("Ida Voss did not know of the debts.", "2031-05-03")]
    tell_of(maker, "Ida Voss", rows)
    assert judged(maker) == []


def test_the_company_is_the_body_that_a_report_names_most(maker):
    rows = [
        ("The company received no warning about the valve, Vosslift said. Vosslift runs it.", "2031-05-02"),
        ("A fitter warned the management of Vosslift that the valve leaked.", "2031-05-03"),
    ]
    tell_of(maker, "Vosslift", rows, "organisation")
    assert [found.kind for found in judged(maker)] == ["conflict"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ida Voss resigned in May.", "The court dismissed what Ida Voss had asked for."),
        ("Ida Voss resigned in May.", "The court dismissed claims Ida Voss had made."),
        ("Ida Voss resigned in May.", "The line dismissed Ida Voss’s deputy."),
        (
            "Ida Voss resigned in May.",
            "Nobody knows whether Ida Voss had been sacked or not by then, or if she was sacked.",
        ),
        ("Ida Voss resigned in May.", "Ida Voss said that her deputy was sacked."),
        ("Ida Voss pleaded guilty to fraud.", "Ida Voss pleaded not guilty to murder."),
    ],
)
def test_what_is_told_of_another_deed_or_person_is_no_conflict(maker, one, other):
    tell_of(maker, "Ida Voss", [(one, "2031-05-02"), (other, "2031-05-03")])
    assert judged(maker) == []


def test_an_appeal_that_was_dropped_later_is_a_change(maker):
    rows = [("The Quay Bank will appeal.", "2031-05-02"), ("The Quay Bank accepted the fine.", "2031-06-02")]
    tell_of(maker, "Quay Bank", rows, "organisation")
    (found,) = judged(maker)
    assert found.kind == "change"
    assert found.explanation.index("will appeal") < found.explanation.index("later")


def happened(maker: PileMaker, text: str, name: str, verb: str, when: tuple[str, str]) -> None:
    report = maker.report(text, when[0])
    date = Dated(value=when[1], earliest=when[1], latest=when[1], basis="stated")
    maker.event(f"{name}{report}", HAPPENING, date=date, mentions=(maker.mention(report, verb),))
    record = maker.records["events"].pop()
    maker.records["events"].append(
        type(record)(**{f: getattr(record, f) for f in record.__struct_fields__} | {"name": name})
    )


def test_one_happening_on_two_days_is_a_conflict(maker):
    happened(
        maker, "The first case was found on 2 May.", "The first case was found", "found", ("2031-06-01", "2031-05-02")
    )
    happened(
        maker,
        "The first case was detected on 5 May.",
        "The first case was detected",
        "detected",
        ("2031-06-02", "2031-05-05"),
    )
    (found,) = judged(maker)
    assert (found.kind, {p.says for p in found.positions}) == ("conflict", {"2 May 2031", "5 May 2031"})


def test_the_second_case_is_not_the_first(maker):
    happened(
        maker, "The first case was found on 2 May.", "The first case was found", "found", ("2031-06-01", "2031-05-02")
    )
    happened(
        maker, "The last case was found on 5 May.", "The last case was found", "found", ("2031-06-02", "2031-05-05")
    )
    assert judged(maker) == []


def test_a_cause_that_one_denies_is_a_conflict(maker):
    maker.report("The old pump house caused the flood.", "2031-05-02")
    maker.report("The old pump house played no part in the flood.", "2031-05-03")
    (found,) = judged(maker)
    assert (found.kind, found.topic) == ("conflict", "Statement: the cause, the old pump house")


def test_a_likely_cause_that_is_certain_later_is_wording(maker):
    maker.report("The old pump house was the likely cause of the flood.", "2031-05-02")
    maker.report("The old pump house caused the flood.", "2031-07-03")
    (found,) = judged(maker)
    assert found.kind == "wording"
    assert "certain later" in found.explanation


@pytest.mark.parametrize("text", ["The new pump house played no part in it.", "Was the old pump house to blame?"])
def test_another_cause_or_a_question_is_no_conflict(maker, text):
    maker.report("The old pump house caused the flood.", "2031-05-02")
    maker.report(text, "2031-05-03")
    assert judged(maker) == []


def test_a_hearing_put_off_is_a_change(maker):
    first = maker.report("The hearing of the harbour court on the ferry is set for 30 June.", "2031-05-02")
    second = maker.report("The hearing of the harbour court on the ferry is set for 7 July.", "2031-06-02")
    maker.time(first, "30 June", "2031-06-30")
    maker.time(second, "7 July", "2031-07-07")
    (found,) = judged(maker)
    assert (found.kind, {p.says for p in found.positions}) == ("change", {"30 June 2031", "7 July 2031"})


@pytest.mark.parametrize(
    ("one", "other", "topic"),
    [
        ("The panel is to hear her on 30 June.", "The hearing was put back to 7 July, as a lawyer is ill.", "hearing"),
        (
            "Her trial is due to open on 30 June and is expected to last a month.",
            "The trial goes away again. The court moved the opening to 7 July.",
            "trial",
        ),
    ],
)
def test_a_report_that_tells_of_a_move_needs_no_like_words(maker, one, other, topic):
    first, second = maker.report(one, "2031-05-02"), maker.report(other, "2031-06-02")
    maker.time(first, "30 June", "2031-06-30")
    maker.time(second, "7 July", "2031-07-07")
    (found,) = judged(maker)
    assert (found.kind, found.topic, found.confidence) == ("change", f"Date: {topic}", 0.75)


def test_a_report_that_tells_what_was_planned_once_tells_of_the_move(maker):
    report = maker.report("They will question her on 7 July. The hearing had been set for 30 June.", "2031-06-02")
    maker.report("Nothing else.", "2031-06-02")
    maker.time(report, "7 July", "2031-07-07")
    maker.time(report, "30 June", "2031-06-30")
    (found,) = judged(maker)
    assert (found.kind, found.confidence) == ("change", 0.75)


def test_a_ban_that_was_cut_is_a_change(maker):
    rows = [
        ("Jan Ree was banned for two years.", "2031-05-02"),
        ("Jan Ree saw his ban cut to nine months.", "2031-09-02"),
    ]
    tell_of(maker, "Jan Ree", rows)
    (found,) = judged(maker)
    assert (found.kind, {p.says for p in found.positions}) == ("change", {"two years", "nine months"})


def test_what_a_ban_was_cut_to_is_told_after_what_it_was(maker):
    rows = [
        ("The panel banned Jan Ree for four years.", "2031-05-02"),
        ("The court cut the ban of the Ostra rider Jan Ree from four years to two.", "2031-09-02"),
    ]
    tell_of(maker, "Jan Ree", rows)
    (found,) = judged(maker)
    assert (found.kind, {p.says for p in found.positions}) == ("change", {"four years", "two years"})


def test_the_longest_ban_that_may_come_is_none(maker):
    rows = [("Jan Ree was banned for two years.", "2031-05-02"), ("Jan Ree faces a ban of four years.", "2031-05-02")]
    tell_of(maker, "Jan Ree", rows)
    assert judged(maker) == []


def test_what_one_misses_and_another_tells_is_a_conflict(maker):
    maker.report("He made no distress call.", "2031-05-02")
    maker.report("The captain sent a short distress call.", "2031-05-03")
    (found,) = judged(maker)
    assert (found.kind, found.topic) == ("conflict", "Statement: distress call")


def test_ruled_out_is_more_than_no_evidence(maker):
    first = maker.report("The bureau found no evidence of sabotage.", "2031-05-02")
    maker.say(first, "sabotage", ("The bureau", None), form="indirect", stance="no_evidence")
    second = maker.report("The bureau ruled out sabotage.", "2031-05-03")
    cue = maker.span(second, "ruled out")
    maker.say(second, "sabotage", ("The bureau", None), form="indirect", stance="denies", cue=cue)
    (found,) = judged(maker)
    assert found.kind == "wording"
    assert "Only that there is no evidence" in found.explanation


def test_a_denial_that_was_withdrawn_is_a_change(maker):
    bank = maker.entity("Quay Bank", "organisation")
    first = maker.report("The bank said no passwords were taken.", "2031-05-02")
    maker.say(first, "no passwords were taken", ("The bank", bank), form="indirect")
    second = maker.report("The bank admitted that passwords of many were copied.", "2031-06-02")
    maker.say(second, "that passwords of many were copied", ("The bank", bank), form="indirect", stance="admits")
    found = [f for f in judged(maker) if f.kind == "change"]
    assert [f.explanation.startswith("First denied") for f in found] == [True]


def test_a_claim_in_other_words_stands_beside_who_doubts_it(maker):
    group = maker.entity("Red Tide", "organisation")
    report = maker.report(
        "Red Tide said that it had brought down the plane. Police called the claim a hoax.", "2031-05-02"
    )
    maker.report("Nothing else.", "2031-05-02")
    maker.say(report, "that it had brought down the plane", ("Red Tide", group), form="indirect")
    maker.say(report, "the claim a hoax", ("Police", None), form="indirect", stance="denies")
    (found,) = judged(maker)
    assert (found.kind, found.topic) == ("conflict", "Responsibility: Red Tide")


def test_a_spokesman_is_no_origin_besides_his_body(maker):
    rows = [("The trust", "2031-05-02", "North"), ("A spokesman for the trust", "2031-05-03", "South")]
    for who, day, paper in rows:
        report = maker.report(f"{who} said the pumps had been running all night long.", day, paper)
        maker.say(report, "the pumps had been running all night long", (who, None), form="indirect")
    (found,) = find(maker.pile())
    assert (found.kind, len(found.positions[0].documents), found.origins) == ("agreement", 2, 1)


def test_the_day_on_which_somebody_left_is_no_deed_that_tells_two_ways_apart(maker):
    tell_of(
        maker,
        "Ida Voss",
        [("Ida Voss resigned on Friday.", "2031-05-02"), ("Ida Voss was dismissed as clerk on Friday.", "2031-05-03")],
    )
    assert [found.topic for found in judged(maker)] == ["Statement: Ida Voss, how the post was left"]


@pytest.mark.parametrize(("later", "kind"), [("2031-05-03", "conflict"), ("2031-06-03", "change"), (None, "conflict")])
def test_the_papers_of_the_next_day_tell_of_the_same_time(maker, later, kind):
    tell_of(
        maker,
        "Ida Voss",
        [("Ida Voss would appeal.", "2031-05-02"), ("Ida Voss would not appeal.", later)],
    )
    assert [found.kind for found in judged(maker)] == [kind]
