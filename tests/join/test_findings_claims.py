import pytest
from findings_piles import PileMaker, day

from joindots.join.findings import find
from joindots.join.findings.judgements import judge_polarity
from joindots.model import Finding, Participant


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def family(maker: PileMaker, name: str) -> list[Finding]:
    return sorted((f for f in find(maker.pile()) if f.topic.startswith(name)), key=lambda f: (f.kind, f.topic))


def claimed(maker: PileMaker) -> tuple[str, str, str]:
    fire = maker.event("depot fire", "attack")
    report = maker.report("The Low Tide League claimed responsibility for the depot fire.", "2031-05-02", "North Post")
    league = maker.entity("Low Tide League", "organisation", mentions=(maker.mention(report, "Low Tide League"),))
    return fire, report, league


def test_a_claim_beside_a_finding_of_no_link_is_a_conflict_that_names_who_repeats_it(maker):
    fire, report, league = claimed(maker)
    police = maker.entity("Quay Police", "organisation")
    other = maker.report("Quay Police found no evidence that the league was linked to the fire.", "2031-05-05", "South")
    said = maker.say(
        other,
        "no evidence that the league was linked to the fire",
        ("Quay Police", police),
        form="indirect",
        stance="no_evidence",
    )
    maker.incident(
        fire,
        claimed_by=[(league, report, "Low Tide League")],
        link_finding=[("no evidence", other, "no evidence that the league was linked to the fire")],
    )
    (found,) = family(maker, "Responsibility")
    assert found.kind == "conflict"
    assert found.topic == "Responsibility: depot fire"
    assert set(found.about) == {fire, league}
    assert found.explanation == (
        "North Post (2 May 2031) reports that Low Tide League claimed responsibility, and does not tell that "
        "an inquiry found “no evidence that the league was linked to the fire” (South)."
    )
    assert len(found.positions) == 2
    assert said


def test_no_evidence_of_sabotage_answers_a_claim_and_the_claim_rests_on_who_claims(maker):
    claim = "The Low Tide League claimed responsibility for the depot fire"
    reports = [maker.report(f"{claim}, paper {i} has it.", f"2031-05-0{i}", f"Post {i}") for i in (2, 3)]
    other = maker.report("The depot fire burned on. Quay Police found no evidence that a lamp was sabotaged.")
    fire = maker.event("depot fire", "attack", mentions=(maker.span(other, "fire"),))
    league = maker.entity("Low Tide League", "organisation")
    police = maker.entity("Quay Police", "organisation")
    maker.say(other, "that a lamp was sabotaged", ("Quay Police", police), form="indirect", stance="no_evidence")
    maker.incident(fire, claimed_by=[(league, report, "Low Tide League") for report in reports])
    (found,) = family(maker, "Responsibility")
    assert found.kind == "conflict"
    assert found.origins == 1
    assert "“no evidence that a lamp was sabotaged”" in found.explanation


@pytest.mark.parametrize("title", ["Police find no link between barge fire and arson", "Police see no arson"])
def test_a_headline_that_finds_none_is_as_careful_as_its_text(maker, title):
    text = "There is no evidence that the barge fire was linked to arson, police said. The barge lay at the quay."
    maker.report(text, "2031-05-02", title=title)
    assert family(maker, "Headline") == []


def test_copies_of_a_hard_headline_are_one_finding(maker):
    text = "There is no evidence that the barge fire was arson, police said. The barge lay at the quay."
    for _ in range(2):
        maker.report(text, "2031-05-02", title="Barge Fire Wasn’t Arson, Say Police")
    (found,) = family(maker, "Headline")
    assert [len(position.documents) for position in found.positions] == [2, 2]


def test_a_claim_that_nobody_answers_is_single_or_agreed(maker):
    fire, report, league = claimed(maker)
    maker.incident(fire, claimed_by=[(league, report, "Low Tide League")])
    (found,) = family(maker, "Responsibility")
    assert found.kind == "single"


def test_two_who_claim_one_deed_conflict(maker):
    fire, report, league = claimed(maker)
    other = maker.report("The Harbour Front claimed responsibility for the depot fire.", "2031-05-03")
    front = maker.entity("Harbour Front", "organisation")
    maker.incident(fire, claimed_by=[(league, report, "Low Tide League"), (front, other, "Harbour Front")])
    (found,) = family(maker, "Responsibility")
    assert found.kind == "conflict"
    assert {position.says for position in found.positions} == {"Harbour Front claims it", "Low Tide League claims it"}


def test_two_bodies_that_judge_one_event_differently_conflict_modestly(maker):
    words = {
        "the port had no reason to foresee the barge fire": "The review",
        "the port failed to act before the barge fire": "The committee",
    }
    mentions = []
    for i, (content, body) in enumerate(words.items()):
        report = maker.report(f"{body} found that {content}.", f"2032-0{i + 1}-02", f"Paper {i}")
        maker.say(report, content, (body, None), form="indirect", stance="finds")
        mentions.append(maker.span(report, "fire"))
    maker.event("barge fire", mentions=tuple(mentions))
    found = family(maker, "Finding")
    assert [finding.kind for finding in found] == ["conflict"]
    assert found[0].confidence < 0.7
    assert "The review" in found[0].explanation


def test_two_bodies_that_judge_alike_agree(maker):
    mentions = []
    for i, body in enumerate(("The review", "The committee")):
        content = "the port missed chances to prevent the barge fire"
        report = maker.report(f"{body} of paper {i} found that {content}.", f"2032-0{i + 1}-02", f"Paper {i}")
        maker.say(report, content, (body, None), form="indirect", stance="finds")
        mentions.append(maker.span(report, "fire"))
    maker.event("barge fire", mentions=tuple(mentions))
    assert [finding.kind for finding in family(maker, "Finding")] == ["agreement"]


def test_a_judgement_on_the_doer_is_on_his_deed(maker):
    report = maker.report("The committee said that the guards failed to stop Rolf Ahn.", "2032-01-02")
    doer = maker.entity("Rolf Ahn", mentions=(maker.mention(report, "Rolf Ahn"),))
    raid = maker.event("depot raid", "attack", participants=(Participant(role="agent", entity=doer),))
    maker.say(report, "that the guards failed to stop Rolf Ahn", ("The committee", None), stance="finds")
    (found,) = family(maker, "Finding")
    assert (found.kind, found.about) == ("single", (raid,))


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("the pilots failed to answer", "against"),
        ("neither the port nor the crew had any reason to expect it", "favour"),
        ("the crew had any reason to expect it", None),
        ("the port could not have prevented it", "favour"),
        ("the ferry left at noon", None),
        ("the court cleared the pilot but the port was negligent", None),
    ],
)
def test_polarity(text, polarity):
    assert judge_polarity(text) == polarity


def test_a_headline_that_denies_where_the_text_lacks_evidence_is_hardened(maker):
    text = "There is no evidence that the barge fire was arson, police said. The barge lay at the quay."
    report = maker.report(text, "2031-05-02", title="Barge Fire Wasn’t Arson, Say Police")
    (found,) = family(maker, "Headline")
    assert found.kind == "wording"
    assert found.confidence > 0.7
    assert [position.documents for position in found.positions] == [(report,), (report,)]


def test_a_headline_that_drops_the_hedge_of_its_text_is_hardened(maker):
    text = "Police believe the barge captain slept during the night watch. The quay was empty."
    maker.report(text, "2031-05-02", title="Barge captain slept during night watch")
    (found,) = family(maker, "Headline")
    assert found.kind == "wording"


@pytest.mark.parametrize(
    "title",
    [
        "Did barge captain sleep during night watch?",
        "Barge captain slept during night watch, police say",
        "Barge captain may have slept during night watch",
    ],
)
def test_a_headline_that_keeps_its_distance_is_left_alone(maker, title):
    text = "Police believe the barge captain slept during the night watch. The quay was empty."
    maker.report(text, "2031-05-02", title=title)
    assert family(maker, "Headline") == []


def test_a_headline_that_its_text_backs_is_left_alone(maker):
    text = (
        "The barge captain slept during the night watch. Police believe the captain slept during another night watch."
    )
    maker.report(text, "2031-05-02", title="Barge captain slept during night watch")
    assert family(maker, "Headline") == []


def test_bodies_that_judge_one_body_conflict_though_no_event_is_named(maker):
    port = maker.entity("Quay Port", "organisation")
    clears = maker.report("The ombudsman found no evidence that the Quay Port acted improperly.", "2031-05-02")
    blames = maker.report("A committee found that the Quay Port should have sent boats and failed to.", "2031-05-09")
    mentions = tuple(maker.mention(report, "Quay Port") for report in (clears, blames))
    maker.entity("Quay Port", "organisation", mentions=tuple(sorted(mentions)))
    fields = {"form": "indirect", "stance": "no_evidence"}
    maker.say(clears, "that the Quay Port acted improperly", ("The ombudsman", None), **fields)
    fields["stance"] = "finds"
    maker.say(blames, "that the Quay Port should have sent boats and failed to", ("A committee", None), **fields)
    (found,) = family(maker, "Finding")
    assert (found.kind, found.topic, found.about) == ("conflict", "Finding: Quay Port", (port,))
    assert "“no evidence that the Quay Port acted improperly”" in found.explanation


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "that the pier's owners had failed to inspect the fire doors",
            "that North Quay staff acted properly in the fire",
        ),
        ("the harbour's masters ignored the fire plan", "But whose fault was the fire"),
    ],
)
def test_bodies_on_other_conduct_in_one_event_are_not_at_odds(maker, first, second):
    mentions, reports = [], []
    for says, body in ((first, "The report"), (second, "The Salt Review")):
        reports.append((report := maker.report(f"{body} said {says}.", "2032-01-02"), says, body))
        mentions.append(maker.mention(report, "fire"))
    maker.event("pier fire", mentions=tuple(mentions))
    for report, says, body in reports:
        maker.say(report, says, (body, None), form="indirect", stance="finds")
    assert [found.kind for found in family(maker, "Finding")] == ["single"] * (1 + second.startswith("that"))


def test_bodies_that_judge_somebody_without_a_name_are_at_odds(maker):
    for body, says in (
        ("The court", "that the harbour board acted properly"),
        ("The ombudsman", "the harbour board failed"),
    ):
        report = maker.report(f"{body} said {says}.", "2032-01-02")
        maker.say(report, says, (body, None), stance="finds")
    (found,) = family(maker, "Finding")
    assert (found.kind, found.topic, found.about) == ("conflict", "Finding: harbour board", ())


@pytest.mark.parametrize(
    ("kind", "says", "found"), [("disaster", "took", 0), ("disaster", "claimed", 1), ("attack", "took", 1)]
)
def test_who_answers_for_a_mishap_does_not_claim_it(maker, kind, says, found):
    firm = maker.entity("Quay Oil", "organisation")
    report = maker.report(f"Quay Oil {says} responsibility for the spill.", "2032-01-02")
    spill = maker.event("harbour spill", kind, mentions=(maker.mention(report, "spill"),))
    maker.incident(spill, claimed_by=[(firm, report, "Quay Oil")])
    assert len(family(maker, "Responsibility")) == found


def disowned(
    maker: PileMaker, denial: str, said: str, stance: str = "denies", about: str = "2031-05-01"
) -> list[Finding]:
    first = maker.report("The Low Tide League claimed responsibility for the depot fire.", "2031-05-02", "North Post")
    other = maker.report(denial, "2031-05-04", "South")
    told = maker.event("depot fire", "attack", date=day("2031-05-01"), mentions=(maker.mention(first, "depot fire"),))
    maker.event("fire", "attack", date=day(about), mentions=(maker.mention(other, "fire"),))
    league = maker.entity("Low Tide League", "organisation", mentions=(maker.mention(first, "Low Tide League"),))
    maker.incident(told, claimed_by=[(league, first, "Low Tide League")])
    maker.say(other, said, ("Low Tide League", league), form="indirect", stance=stance)
    return [f for f in family(maker, "Responsibility") if f.kind == "conflict"]


def test_a_body_that_denies_the_claim_made_in_its_name_is_at_odds_with_it(maker):
    (found,) = disowned(
        maker, "The Low Tide League denied that it had carried out the fire.", "that it had carried out"
    )
    assert {position.says for position in found.positions} == {
        "Low Tide League claims it",
        "Low Tide League denies it",
    }
    words = PileMaker()
    assert disowned(
        words, "The Low Tide League said it was not behind the fire.", "it was not behind the fire", "asserts"
    )


def test_a_denial_of_something_else_leaves_the_claim_alone(maker):
    sold = "The Low Tide League denied that it had sold a boat after the fire."
    assert disowned(maker, sold, "that it had sold a boat") == []
    other = "The Low Tide League denied that it had carried out the mill fire."
    assert disowned(PileMaker(), other, "that it had carried out the mill fire", about="2030-01-01") == []


def test_a_body_that_pays_legitimate_claims_claims_no_deed(maker):
    leak = maker.event("oil leak", "accident")
    report = maker.report("Tarn Oil took full responsibility for the leak, paying all legitimate claims.", "2031-05-02")
    firm = maker.entity("Tarn Oil", "organisation", mentions=(maker.mention(report, "Tarn Oil"),))
    maker.incident(leak, claimed_by=[(firm, report, "Tarn Oil")])
    assert family(maker, "Responsibility") == []
