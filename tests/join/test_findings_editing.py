"""What a sceptical editor asks of findings: no false agreement, the answer beside the claim, marks where they stood."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.join.findings.contexts import Context
from joindots.join.findings.slots import read_tokens
from joindots.model import Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def family(maker: PileMaker, name: str, kind: str = "") -> list[Finding]:
    return [f for f in find(maker.pile()) if f.topic.startswith(name) and f.kind.startswith(kind)]


def told(maker: PileMaker, content: str, source: tuple[str, str | None], **fields: object) -> str:
    report = maker.report(f"{source[0]} said of late that {content}.", "2041-05-02", f"Paper {len(maker.documents)}")
    maker.say(report, content, source, **{"form": "indirect", **fields})
    return report


def person(maker: PileMaker, name: str) -> tuple[str, str]:
    return name, maker.entity(name)


def test_one_number_is_no_agreement_with_another_though_a_second_is_shared(maker):
    told(maker, "4,100 seats had been sold for a hall that holds 4,300", person(maker, "Ida Voss"))
    told(maker, "4,900 seats had been sold for a hall that holds 4,300", person(maker, "Bo Lindt"))
    assert not family(maker, "Statement", "agreement")


def test_whom_somebody_confirms_is_no_statement_that_others_share(maker):
    told(maker, "Rolf Aker of the Harbour League was chosen reeve of Tarnby by 41 heads", person(maker, "Ida Voss"))
    told(maker, "Rolf Aker as reeve of Tarnby", person(maker, "Bo Lindt"))
    assert not family(maker, "Statement", "agreement")


def test_who_denies_a_not_affirms_it(maker):
    told(maker, "the boiler had not been cleaned for weeks", person(maker, "Ida Voss"))
    report = maker.report("Tarn Mills denies that the boiler was not cleaned.", "2041-05-03", "Paper B")
    source = ("Tarn Mills", maker.entity("Tarn Mills", "organisation"))
    cue = maker.span(report, "denies")
    maker.say(report, "that the boiler was not cleaned", source, form="indirect", stance="denies", cue=cue)
    (found,) = family(maker, "Statement", "conflict")
    assert "denied by Tarn Mills" in found.explanation


def test_missing_evidence_stands_beside_the_claim_and_a_pronoun_for_who_spoke_before(maker):
    told(maker, "the brake had been switched off in March", person(maker, "Ida Voss"))
    text = "The inquiry found that the lamp was lit. It found no evidence that the brake had been switched off."
    report = maker.report(text, "2041-06-02", "Paper B")
    maker.say(report, "that the lamp was lit", ("The inquiry", None), form="indirect", stance="finds")
    content = "that the brake had been switched off"
    maker.say(report, content, ("It", None), form="indirect", stance="no_evidence")
    (found,) = family(maker, "Statement", "conflict")
    assert "the inquiry" in found.explanation
    assert "found no evidence of it" in found.explanation


def test_the_same_words_of_an_unnamed_source_were_said_once(maker):
    words = "A large number of guests without a badge tried to enter by the north door"
    for number in range(2):
        report = maker.report(f'"{words}," the house said. Paper {number} asked.', "2041-05-02", f"Paper {number}")
        maker.say(report, f'"{words},"', ("the house", None))
    (found,) = family(maker, "Quotation", "agreement")
    assert found.origins == 1


def test_marks_that_moved_are_told(maker):
    who = person(maker, "Leo Marn")
    report = maker.report('"Rowing is nothing today," said Leo Marn.', "2041-05-02", "Paper A")
    maker.say(report, '"Rowing is nothing today,"', who)
    report = maker.report('Leo Marn said rowing was "nothing today".', "2041-05-03", "Paper B")
    maker.say(report, 'rowing was "nothing today"', who, form="mixed")
    (found,) = family(maker, "Quotation", "wording")
    assert "only “nothing today”" in found.explanation


def tell_moved(maker: PileMaker, *told: tuple[str, dict[str, str]]) -> list[Finding]:
    for n, (words, fields) in enumerate(told):
        report = maker.report(f"Anna Brook: {words} It was evening.", "2031-05-03", f"Paper {n}")
        who = maker.entity("Anna Brook", mentions=(maker.mention(report, "Anna Brook"),))
        maker.say(report, words, ("Anna Brook", who), **fields)
    return [found for found in find(maker.pile()) if "between marks" in found.explanation]


def test_reports_that_quote_what_one_tells_without_marks_stand_together(maker):
    said = "“We shut both valves of the old boiler before the whistle.”"
    own = ("she shut both valves of the boiler before the whistle", {"form": "indirect"})
    (found,) = tell_moved(maker, (said, {}), (said.replace("old ", ""), {"stance": "asserts"}), own)
    assert sorted(len(position.documents) for position in found.positions) == [1, 2]
    assert "tells it without marks" in found.explanation


def test_a_demand_in_own_words_is_not_what_was_told(maker):
    said = "“We shut both valves of the old boiler before the whistle.”"
    wish = ("to shut both valves of the boiler before the whistle", {"form": "indirect", "stance": "appeals"})
    assert tell_moved(maker, (said, {}), wish) == []


def test_straight_single_marks_are_marks(maker):
    said = "that the crew 'shut both valves' of the old boiler"
    other = said.replace("'shut both valves'", "“shut both valves”")
    assert tell_moved(maker, (said, {"form": "mixed"}), (other, {"form": "mixed"})) == []


def test_a_body_that_is_credited_with_its_spokesman_s_words_is_he(maker):
    said = "while families are waiting for news"
    report = maker.report(f'"We will not guess {said}," said Gun Tell.', "2041-05-02", "Paper A")
    maker.say(report, f'"We will not guess {said},"', person(maker, "Gun Tell"))
    report = maker.report(f'Tarn Rail would not guess "{said}".', "2041-05-02", "Paper B")
    maker.say(report, f'"{said}"', ("Tarn Rail", maker.entity("Tarn Rail", "organisation")))
    (found,) = family(maker, "Quotation")
    assert "quote Gun Tell in the same words" in found.explanation


def test_the_first_news_of_a_toll_begins_its_change(maker):
    fire = maker.event("barge fire")
    for number, day in (("16", "2041-05-03"), ("17", "2041-05-04")):
        report = maker.report(f"The barge fire killed {number} people.", day, f"Paper {number}")
        maker.count(report, number, f"killed {number} people", "killed", event=fire)
    report = maker.report("The barge fire killed at least 12 people.", "2041-05-02", "Paper A")
    clause = "killed at least 12 people"
    maker.count(report, "at least 12", clause, "killed", event=fire, low=12, high=None, bound="at_least")
    (found,) = family(maker, "Killed", "change")
    assert "at least 12" in found.explanation
    assert len(found.positions) == 3


def test_a_toll_without_an_event_is_of_the_one_that_several_reports_tell(maker):
    fire = maker.event("barge fire")
    for number in ("8", "8"):
        report = maker.report(f"The barge fire killed {number} people, {len(maker.documents)}.", "2041-05-02")
        maker.count(report, number, f"killed {number} people", "killed", event=fire)
    report = maker.report("A week on. 9 dead, one pier.", "2041-05-09")
    maker.count(report, "9", "9 dead", "killed")
    (found,) = family(maker, "Killed", "change")
    assert len(found.positions) == 2


def test_some_is_rounded_to_its_last_figure(maker):
    for words, low, bound in (("4,100", 4100, "exact"), ("about 4,600", 4600, "about"), ("4,590", 4590, "exact")):
        clause = f"{words} seats were sold for the final"
        report = maker.report(f"They say {clause}.", "2041-05-02", f"Paper {words}")
        maker.count(report, words, clause, "seat sold", counted="seats", low=low, high=low, bound=bound)
    (agreed,) = family(maker, "Figure", "agreement")
    assert "gives “about 4,600”, which fits" in agreed.explanation


def test_a_charge_stands_beside_its_denial(maker):
    name, kerr = person(maker, "Dan Kerr")
    report = maker.report("Prosecutors said Dan Kerr stole from the fund.", "2041-05-02", "Paper A")
    maker.entities[kerr] = type(maker.entities[kerr])(
        id=kerr, kind="person", name=name, mentions=(maker.mention(report, "Dan Kerr"),)
    )
    maker.say(report, "Dan Kerr stole from the fund", ("Prosecutors", None), form="indirect")
    report = maker.report("Dan Kerr has always denied stealing.", "2041-05-09", "Paper B")
    cue = maker.span(report, "denied")
    maker.say(report, "stealing", (name, kerr), form="indirect", stance="denies", cue=cue)
    (found,) = family(maker, "Statement", "conflict")
    assert "denied by Dan Kerr" in found.explanation


def test_a_number_that_nothing_says_has_changed_is_told_so(maker):
    for number, day in (("340", "2041-05-02"), ("430", "2041-05-20")):
        clause = f"The mill employs {number} people"
        report = maker.report(f"{clause}.", day, f"Paper {number}")
        maker.count(report, number, clause, "people employed")
    (found,) = family(maker, "Figure", "change")
    assert "Nothing says that it changed" in found.explanation


def bombed(maker: PileMaker, event: str, text: str) -> None:
    report = maker.report(f"The bombing shook Tarn Quay. {text}", "2041-05-02", f"Paper {len(maker.documents)}")
    at = maker.mention(report, "bombing")
    events = maker.records["events"]
    events[0] = type(events[0])(
        id=event,
        name="Tarn Quay bombing",
        type="bombing",
        date=None,
        place=None,
        mentions=(*events[0].mentions, maker.span(report, at.text)),
    )


@pytest.mark.parametrize(
    ("other", "found"),
    [("The van bomb was heard for miles.", 1), ("It went off in a bus.", 0), ("The bag held the device.", 0)],
)
def test_a_bomb_in_a_bag_is_no_bomb_in_a_van(maker, other, found):
    event = maker.event("Tarn Quay bombing", "bombing")
    bombed(maker, event, "The device, hidden in a bag, went off at noon.")
    bombed(maker, event, other)
    assert len(family(maker, "Incident: where the bomb was")) == found


def test_what_is_called_unlikely_and_doubted_is_doubted_once(maker):
    told(maker, "it was unlikely to have been frost in the boiler", person(maker, "Ida Voss"))
    report = maker.report("Tarn Mills doubts it: frost in the boiler is unlikely.", "2041-05-03", "Paper B")
    source = ("Tarn Mills", maker.entity("Tarn Mills", "organisation"))
    maker.say(report, "frost in the boiler is unlikely", source, form="indirect", stance="doubts")
    assert not family(maker, "Statement", "conflict")


def test_a_lost_apostrophe_is_no_lost_not():
    tokens = [
        [token.key for token in read_tokens(text)] for text in ("I can't tell the price", "I cant tell the price")
    ]
    assert tokens[0] == tokens[1]


def test_a_rank_cut_short_ends_no_sentence(maker):
    report = maker.report("All got out, Const. Orr said. Then it rained.", "2041-05-02")
    context = Context(maker.pile())
    assert context.sentence(maker.span(report, "got out")).text == "All got out, Const. Orr said."
