import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def family(maker: PileMaker, name: str) -> list[Finding]:
    return sorted((f for f in find(maker.pile()) if f.topic.startswith(name)), key=lambda f: (f.kind, f.topic))


def told(maker: PileMaker, content: str, source: tuple[str, str | None], **fields: str) -> str:
    report = maker.report(f"{source[0]} told paper {len(maker.documents)} that {content}.", "2031-05-02")
    maker.say(report, content, source, **{"form": "indirect", **fields})
    return report


def test_one_speaker_told_in_two_ways_is_wording(maker):
    who = ("Ida Voss", maker.entity("Ida Voss"))
    told(maker, "the beacon at the harbour mouth had been dark since Easter", who)
    told(maker, "since Easter the beacon in the harbour mouth was dark for want of a bulb", who)
    (found,) = family(maker, "Quotation")
    assert found.kind == "wording"


def test_one_statement_from_two_sources_agrees(maker):
    content = "the barge drifted from the quay when both mooring ropes snapped"
    told(maker, content, ("the port", None))
    told(maker, content.replace("snapped", "broke"), ("the police", None))
    (found,) = family(maker, "Statement")
    assert found.kind == "agreement"


@pytest.mark.parametrize("other", ["seven sailors left the burning barge", "sailors cleaned another quay at noon"])
def test_other_numbers_or_other_words_are_no_agreement(maker, other):
    told(maker, "three sailors left the burning barge", ("the port", None))
    told(maker, other, ("the police", None))
    assert family(maker, "Statement") == []


def test_a_statement_and_its_denial_conflict(maker):
    first = told(maker, "the barge Dora was badly overloaded with timber", ("the crew", None))
    second = told(maker, "the barge Dora was overloaded with timber", ("the owner", None), stance="denies")
    mentions = tuple(sorted(maker.mention(report, "Dora") for report in (first, second)))
    maker.entity("Dora", "other", mentions=mentions)
    (found,) = family(maker, "Statement")
    assert found.kind == "conflict"
    assert "the owner" in found.explanation


def test_incident_fields_agree_and_fates_exclude_each_other(maker):
    raid = maker.event("depot raid", "attack")
    doer = maker.entity("Rolf Ahn")
    rows = [
        maker.report(f"Rolf Ahn held a rifle, paper {i} saw, and was caught or shot.", "2031-05-02") for i in (1, 2)
    ]
    maker.incident(
        raid,
        perpetrator=[(doer, row, "Rolf Ahn") for row in rows],
        victims=[(doer, row, "Rolf Ahn") for row in rows],
        weapon=[("rifle", row, "rifle") for row in rows],
        perpetrator_outcome=[("arrested", rows[0], "caught"), ("killed", rows[1], "shot")],
    )
    found = {finding.topic: finding.kind for finding in family(maker, "Incident")}
    assert found == {
        "Incident: named as perpetrator: depot raid": "agreement",
        "Incident: weapon: depot raid": "agreement",
        "Incident: what became of whoever is named: depot raid": "conflict",
    }


def test_each_of_two_who_are_named_has_a_fate_of_their_own(maker):
    raid = maker.event("depot raid", "attack")
    rows = [maker.report(f"{name} was caught or shot.", "2031-05-02") for name in ("Rolf Ahn", "Ida Voss")]
    doers = [(maker.entity(name), row, name) for name, row in zip(("Rolf Ahn", "Ida Voss"), rows, strict=True)]
    fates = [("arrested", rows[0], "caught"), ("killed", rows[1], "shot")]
    maker.incident(raid, perpetrator=doers, perpetrator_outcome=fates)
    assert "conflict" not in {finding.kind for finding in family(maker, "Incident")}


def test_an_extract_of_a_statement_in_one_report_is_no_second_telling(maker):
    who = ("Ida Voss", maker.entity("Ida Voss"))
    whole = "no evidence that the beacon at the harbour mouth had been dark"
    for _ in range(2):
        report = told(maker, whole, who, stance="no_evidence")
        maker.say(report, whole[12:], who, form="indirect", stance="no_evidence")
    assert [found.kind for found in family(maker, "Quotation")] == []


def denied(maker: PileMaker, charge: str, denial: str) -> list[str]:
    report = maker.report(f"The union said {charge}. The port denied {denial}.", "2031-05-02")
    maker.report("The tide was high that night.", "2031-05-02")  # a story is told by more reports than one
    maker.say(report, charge, ("The union", None), form="indirect")
    maker.say(report, denial, ("The port", None), form="indirect", stance="denies")
    return [found.kind for found in family(maker, "Statement")]


def test_a_charge_and_its_denial_in_one_report_conflict(maker):
    assert denied(maker, "the pumps had been switched off for three weeks", "that the pumps had been switched off") == [
        "conflict"
    ]


def test_a_denial_of_something_else_is_no_conflict(maker):
    assert denied(maker, "the pumps had been switched off", "that the pumps had been sold to a yard") == []


def test_a_pronoun_denies_what_the_sentence_before_says(maker):
    for day in ("2031-05-02", "2031-05-03"):
        report = maker.report("The union said the pumps had been off for weeks. The port denies it.", day)
        maker.say(report, "the pumps had been off for weeks", ("The union", None), form="indirect")
    (found,) = family(maker, "Statement")
    assert found.kind == "conflict"
    assert "goes on: “The port denies it”." in found.explanation
    assert all(len(position.documents) == 2 for position in found.positions)


@pytest.mark.parametrize(
    ("said", "content", "cue", "denial", "kinds"),
    [
        ("A paper claims that Voss sold the pumps.", "that Voss sold the pumps", "claims", "the report", 1),
        ("The union accused Voss of waste.", "Voss of waste", "accused", "having sold a pump", 1),
        ("A paper says that Voss sold the pumps.", "that Voss sold the pumps", "says", "selling the pumps", 1),
        ("A paper says that Voss sold the pumps.", "that Voss sold the pumps", "says", "having a yacht", 0),
        ("A paper says that Voss sold the pumps.", "that Voss sold the pumps", "says", "reports in a log of fog", 0),
        ("A paper says that the pumps were sold.", "that the pumps were sold", "says", "taking a crown", 0),
        ("A mayor says that claims alarm the town.", "that claims alarm the town", "says", "those claims", 0),
        ("A paper says that the pumps were sold.", "that the pumps were sold", "says", "the request of the yard", 0),
    ],
)
def test_who_is_accused_denies_what_the_sentence_before_lays_to_her(maker, said, content, cue, denial, kinds):
    report = maker.report(f"{said} Ida Voss denied {denial}.", "2031-05-02")
    maker.report("The ferry sails again.", "2031-05-02")
    mentions = [maker.mention(report, "Ida Voss"), *([maker.mention(report, "Voss")] if "Voss" in said else [])]
    voss = maker.entity("Ida Voss", "person", mentions=tuple(mentions))
    source = (said.partition(f" {cue}")[0], None)
    maker.say(report, content, source, form="indirect", cue=maker.span(report, cue))
    maker.say(report, denial, ("Ida Voss", voss), form="indirect", stance="denies", cue=maker.span(report, "denied"))
    assert [found.kind for found in family(maker, "Statement")] == ["conflict"] * kinds


def contradicted(maker: PileMaker, yes: str, no: str) -> list[str]:
    told(maker, yes, ("the union", None))
    told(maker, no, ("a delegate", None))
    return [f.kind for f in find(maker.pile()) if f.kind == "conflict"]


def test_the_same_clause_with_a_not_at_its_verb_is_at_odds(maker):
    yes = "the crew had been trained for the old pumps"
    assert contradicted(maker, yes, yes.replace("had been", "had not been")) == ["conflict"]


@pytest.mark.parametrize(
    "no",
    [
        "the crew had not been trained for the new pumps of the ferry",
        "they had not been trained for the old pumps",
        "the crew had been trained for the old pumps, not the lifts",
    ],
)
def test_a_not_in_another_clause_is_not_at_odds(maker, no):
    assert contradicted(maker, "the crew had been trained for the old pumps", no) == []


def test_what_somebody_was_asked_is_not_affirmed(maker):
    report = maker.report("Asked if the port had ever sold the old pumps to a yard, Voss shrugged.", "2031-05-02")
    maker.say(report, "the port had ever sold the old pumps to a yard", ("Voss", None), form="indirect")
    told(maker, "that the port had sold the old pumps to a yard", ("the port", None), stance="denies")
    assert [f for f in find(maker.pile()) if f.kind == "conflict"] == []


def suspected(maker: PileMaker, other: str) -> list[Finding]:
    first = maker.report("Police suspect that Ida Voss sold the pumps.", "2031-05-02")
    second = maker.report(other, "2031-06-02")
    maker.say(first, "that Ida Voss sold the pumps", ("Police", None), form="indirect", stance="suspects")
    maker.entity("Ida Voss", mentions=(maker.mention(first, "Ida Voss"), maker.mention(second, "Voss")))
    return family(maker, "Statement")


def test_a_suspicion_that_another_tells_as_so_is_told(maker):
    (found,) = suspected(maker, "The quay was quiet. Ida Voss sold the pumps, and went to Tarn.")
    assert (found.kind, {p.says for p in found.positions}) == (
        "wording",
        {"suspected: Ida Voss sold the pumps", "told as so: Ida Voss sold the pumps, and went to Tarn."},
    )


@pytest.mark.parametrize(
    "other",
    [
        "Ida Voss may have sold the pumps.",
        "Ida Voss never sold the pumps.",
        "It was said that Ida Voss sold the pumps.",
        "The pumps were sold; Ida Voss was in Tarn.",
    ],
)
def test_a_suspicion_that_stays_one_is_not(maker, other):
    assert suspected(maker, other) == []


@pytest.mark.parametrize(
    ("admission", "kinds"),
    [
        ("that it had paid Ida Voss a fee of two crowns", ["change"]),
        ("that it had never paid Ida Voss a fee", []),
        ("that it had paid a fee", []),
    ],
)
def test_a_body_that_admits_what_it_denied_changed_its_word(maker, admission, kinds):
    firm = maker.entity("Tarn Mills", "organisation")
    first = maker.report("Tarn Mills denied that it had paid Ida Voss a fee.", "2031-05-02")
    second = maker.report(f"Tarn Mills admitted {admission}.", "2031-08-02")
    for report, said, stance in (
        (first, "that it had paid Ida Voss a fee", "denies"),
        (second, admission, "admits"),
    ):
        maker.say(report, said, ("Tarn Mills", firm), form="indirect", stance=stance)
    assert [f.kind for f in find(maker.pile()) if f.kind in ("change", "conflict")] == kinds


def test_what_was_foretold_and_what_came_are_no_conflict(maker):
    told(maker, "the Orne Rovers would never win another cup", ("Ida Voss", None))
    told(maker, "the Orne Rovers win another cup", ("the mayor", None))
    assert family(maker, "Statement") == []


def test_who_tells_of_an_allegation_does_not_stand_up_for_it(maker):
    told(maker, "Ahn was saddened by the allegation of embezzling harbour money", ("a spokesman", None))
    told(maker, "embezzling harbour money", ("Rolf Ahn", None), stance="denies")
    assert family(maker, "Statement") == []


def test_who_declines_to_do_something_denies_nothing(maker):
    told(maker, "that the mayor was asked to meet the owners in private", ("Ida Voss", None))
    report = maker.report("The council declined to meet the owners in private.", "2031-05-03")
    refusal = {"form": "indirect", "stance": "denies", "cue": maker.span(report, "declined")}
    maker.say(report, "to meet the owners in private", ("The council", None), **refusal)
    assert family(maker, "Statement") == []


def test_what_somebody_can_do_is_not_what_he_does(maker):
    who = ("Ida Voss", maker.entity("Ida Voss"))
    told(maker, "we can close the harbour mouth because of the broken beacon", who)
    told(maker, "she is closing the harbour mouth because of the broken beacon in Orne", who)
    assert family(maker, "Quotation") == []


def test_a_name_is_no_statement_told_again(maker):
    who = ("Ida Voss", maker.entity("Ida Voss"))
    told(maker, "that former harbour master Rolf Ahn has a boat", who)
    told(maker, "former harbour master Rolf Ahn", who, stance="criticises")
    assert family(maker, "Quotation") == []


def test_a_bare_noun_is_nothing_to_deny(maker):
    report = maker.report("A diary lists the two others as likely thieves. Both have denied it.", "2031-05-02")
    maker.report("The ferry sails again.", "2031-05-02")
    maker.say(report, "the two others", ("A diary", None), form="indirect")
    assert family(maker, "Statement") == []
