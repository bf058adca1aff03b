import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Finding

SAID = "We saw the lights of the barge swing far too late, and nobody on the quay could get clear."


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def quotations(maker: PileMaker) -> list[Finding]:
    return [finding for finding in find(maker.pile()) if finding.topic.startswith("Quotation")]


def quote(maker: PileMaker, words: str, name: str = "Ida Voss", lead: str = "") -> str:
    speaker = maker.entity(name)
    report = maker.report(f"{lead} “{words}” said {name}.", "2031-05-02", f"Paper {len(maker.documents)}")
    maker.say(report, f"“{words}”", (name, speaker))
    return report


def test_the_same_words_agree_and_are_one_origin(maker):
    quote(maker, SAID)
    quote(maker, SAID.replace("barge swing", "Barge  swing"))
    (found,) = quotations(maker)
    assert (found.kind, found.origins) == ("agreement", 1)
    assert "Ida Voss" in found.topic
    assert "one origin" in found.explanation


def test_different_words_are_a_wording_that_is_shown(maker):
    quote(maker, SAID)
    quote(maker, SAID.replace("far", "much"))
    (found,) = quotations(maker)
    assert found.kind == "wording"
    assert "“far” / “much”" in found.explanation
    assert len(found.positions) == 2


def test_a_shorter_quotation_agrees_on_its_stretch(maker):
    quote(maker, SAID + " The pilots had warned of the dark beacon for years, and the port never answered a letter.")
    quote(maker, SAID)
    (found,) = quotations(maker)
    assert found.kind == "agreement"
    assert all("beacon" not in span.text for span in found.positions[0].evidence)


def test_a_merged_quotation_meets_both_its_parts(maker):
    other = "The pilots had warned of the dark beacon for years, and the port never answered a letter."
    quote(maker, f"{SAID} {other}")
    quote(maker, SAID.replace("far", "much"))
    quote(maker, other.replace("letter", "note"))
    assert [finding.kind for finding in quotations(maker)] == ["wording", "wording"]


def test_what_a_report_quotes_of_two_sayings_meets_both(maker):
    left = "It was out of care for the crew and for the people on the quay that we came back."
    quote(maker, f"{SAID} The port never answered.")
    quote(maker, left)
    speaker = maker.entity("Ida Voss")
    both = f"that “{SAID[:-1]}” and “{left.replace('quay', 'pier')}”"
    report = maker.report(f"Ida Voss said {both}", "2031-05-02", "Mixed Post")
    maker.say(report, both, ("Ida Voss", speaker), form="mixed")
    found = {finding.kind: finding for finding in quotations(maker)}
    assert sorted(found) == ["agreement", "wording"]
    assert "“pier” / “quay”" in found["wording"].explanation


def test_another_last_word_is_a_wording_also_where_one_report_quotes_on(maker):
    on = " and all the families of the crew who waited there through the whole of that night."
    quote(maker, "We are looking into what happened and will be calling them")
    quote(maker, "We are looking into what happened and will be calling the two pilots" + on)
    (found,) = quotations(maker)
    assert found.kind == "wording"
    assert "“the two pilots and all the” / “them”" in found.explanation


def test_a_quotation_that_ends_where_another_goes_on_with_a_sentence_agrees(maker):
    said = "We are looking into what happened and will be calling the two pilots"
    quote(maker, f"{said}. Thank you.")
    quote(maker, f"{said}. Nobody at the port had ever told us that the bell was broken.")
    assert [found.kind for found in quotations(maker)] == ["agreement"]


def test_a_split_quotation_has_a_span_for_each_part(maker):
    speaker = maker.entity("Ida Voss")
    quote(maker, "We saw the lights swing too late and nobody on the quay got clear")
    parts = ["“We saw the lights swing too late", "and nobody on the pier got clear”"]
    report = maker.report(f"{parts[0]},” Ida Voss said, “{parts[1]}.", "2031-05-02", "Split Post")
    maker.say(report, parts, ("Ida Voss", speaker))
    (found,) = quotations(maker)
    assert found.kind == "wording"
    split = next(position for position in found.positions if position.documents == (report,))
    assert len(split.evidence) == 2


def test_one_utterance_credited_to_two_people_is_a_conflict(maker):
    quote(maker, SAID)
    quote(maker, SAID, "Olaf Brand")
    (found,) = quotations(maker)
    assert found.kind == "conflict"
    assert {position.says for position in found.positions} == {"said by Ida Voss", "said by Olaf Brand"}


def test_a_post_before_a_name_is_nobody_else(maker):
    quote(maker, SAID)
    report = maker.report(f"“{SAID}” said the Harbour's Head, Ida Voss.", "2031-05-02", "Paper 9")
    head = maker.entity("Harbour's Head", mentions=(maker.mention(report, "Harbour's Head"),))
    maker.entity("Ida Voss", mentions=(maker.mention(report, "Ida Voss"),))
    maker.say(report, f"“{SAID}”", ("Harbour's Head", head))
    assert not [found for found in quotations(maker) if found.kind == "conflict"]


def test_a_common_phrase_of_two_people_is_nothing(maker):
    quote(maker, "Our thoughts are with the families tonight")
    quote(maker, "Our thoughts are with the families tonight", "Olaf Brand")
    assert quotations(maker) == []


def test_a_copied_report_gives_no_agreement(maker):
    lead = "The harbour master came down to the quay at dawn and looked at the wreck for a long time."
    a, b = quote(maker, SAID, lead=lead), quote(maker, SAID, lead=lead)
    maker.copied(a, b, f"{lead} “{SAID}” said Ida Voss.")
    assert quotations(maker) == []


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("I will not be steered by a bell", "I shall not be steered by bells", "wording"),
        ("We do not know yet who did this to the port", "We do not yet know who has done this to the port", "wording"),
        ("We have no picture yet of who did this", "We have no picture yet of who might have done this", "wording"),
        ("I will not be steered by a bell", "The bell was never steered", None),
        ("I am not there yet", "I am not there yet", None),
        ("I would not say so, and no port ever will", "I would not say so", None),
        ("I would not sign it yet", "I would not sign it yet", "agreement"),
    ],
)
def test_short_utterances_of_one_speaker_on_one_day(maker, a, b, kind):
    quote(maker, a)
    quote(maker, b)
    assert [found.kind for found in quotations(maker)] == ([kind] if kind else [])


def credited(maker: PileMaker, days: tuple[str, str], said: str) -> list[Finding]:
    for name, day in zip(("Ada Roe", "Bo Lint"), days, strict=True):
        report = maker.report(f'The port was shut. "{said}" said {name} on the quay.', day, f"Paper of {name}")
        person = maker.entity(name, mentions=(maker.mention(report, name),))
        maker.say(report, f'"{said}"', (name, person))
    return [f for f in find(maker.pile()) if f.kind == "conflict"]


def test_few_telling_words_that_two_people_are_said_to_have_spoken_are_at_odds(maker):
    said = "It was like a wall of hot air and then the roof came in,"
    (found,) = credited(maker, ("2031-05-02", "2031-05-03"), said)
    assert {position.says for position in found.positions} == {"said by Ada Roe", "said by Bo Lint"}


def test_a_line_that_a_house_gives_out_again_weeks_later_is_not(maker):
    said = "When the focus stays on safe work and on good plans such sad accidents should never occur,"
    assert credited(maker, ("2031-05-02", "2031-07-02"), said) == []


def test_what_somebody_went_through_is_one_persons_to_tell_whenever_it_is_printed(maker):
    said = "It was like a wall of hot air and then the roof came in,"
    (found,) = credited(maker, ("2031-05-02", "2031-11-03"), said)
    assert {position.says for position in found.positions} == {"said by Ada Roe", "said by Bo Lint"}


def test_whom_a_statement_tells_of_does_not_speak_it_and_the_wording_is_told(maker):
    said = "Mr. Brand admits to have steered the barge alone past the dark beacon, which he deeply regrets"
    for name, words in (("Olaf Brand", said), ("Ida Voss", said.replace("deeply ", ""))):
        report = maker.report(f'The port was shut. "{words}," said {name}.', "2031-05-02", f"Paper of {name}")
        person = maker.entity(name, mentions=(maker.mention(report, name),))
        maker.say(report, f'"{words},"', (name, person))
    (found,) = quotations(maker)
    assert found.kind == "wording"
    assert "Ida Voss" in found.topic


def test_a_he_beside_another_name_may_be_whoever_a_report_names(maker):
    said = "Beyond the worst night of my years on the river it was the worst night of my life"
    for text, name, source in (
        (f'Ada Roe and Bo Lint were on the quay. "{said}," he said.', "Ada Roe", "he"),
        (f'The port was shut. "{said.replace("was the", "is the")}," said Bo Lint.', "Bo Lint", "Bo Lint"),
    ):
        report = maker.report(text, "2031-05-02", f"Paper of {name}")
        person = maker.entity(name, mentions=(maker.mention(report, name),))
        if source == "he":
            maker.entity("Cy Poole", mentions=(maker.mention(report, "Bo Lint"),))
        maker.say(report, text[text.index('"') : text.rindex('"') + 1], (source, person))
    (found,) = quotations(maker)
    assert (found.kind, found.topic.startswith("Quotation: Bo Lint")) == ("wording", True)


def test_what_stands_between_marks_is_laid_beside_what_somebody_is_quoted_to_say(maker):
    quote(maker, SAID)
    maker.report(f"The night was calm. “{SAID.replace('far', 'much')}” Nobody went home.", "2031-05-02", "Loose Post")
    (found,) = quotations(maker)
    assert (found.kind, len(found.positions)) == ("wording", 2)
    assert "Ida Voss" in found.topic


def test_what_nobody_is_seen_to_say_in_any_report_is_nothing(maker):
    for n in range(2):
        maker.report(f"The night was calm. “{SAID}” Nobody went home.", "2031-05-02", f"Loose Post {n}")
    assert quotations(maker) == []


def test_a_title_between_marks_is_not_said(maker):
    title = "Carry Me Over the Bar to Harbour Lights"
    voss = maker.entity("Ida Voss")
    report = maker.report(f"“{title},” Ida Voss sang.", "2031-05-02", "Harbour Post")
    maker.say(report, title, ("Ida Voss", voss), form="direct")
    maker.report(f"They all sang “{title}” at the quay.", "2031-05-03", "Quay Mail")
    assert quotations(maker) == []


def after_a_pronoun(maker: PileMaker, beside: str) -> list[Finding]:
    said = "It was like a wall of hot air and then the roof came in,"
    for name, day in (("Ada Roe", "2031-05-02"), ("Bo Lint", "2031-05-03")):
        text = f'{name} was on the quay{beside}. "{said}" she said.'
        report = maker.report(text, day, f"Paper of {name}")
        person = maker.entity(name, mentions=(maker.mention(report, name), maker.mention(report, "she", "pronoun")))
        if beside:
            maker.entity("Cy Poole", mentions=(maker.mention(report, "Cy Poole"),))
        maker.say(report, f'"{said}"', ("she", person))
    return [f for f in find(maker.pile()) if f.kind == "conflict"]


def test_a_pronoun_credits_the_only_person_whom_the_paragraph_names_and_the_name_is_shown(maker):
    (found,) = after_a_pronoun(maker, "")
    shown = {position.says: {span.text for span in position.evidence} for position in found.positions}
    assert {says: {"Ada Roe", "Bo Lint"} & words for says, words in shown.items()} == {
        "said by Ada Roe": {"Ada Roe"},
        "said by Bo Lint": {"Bo Lint"},
    }


def test_an_office_and_a_name_after_the_source_credit_too(maker):
    said = "It was like a wall of hot air and then the roof came in,"
    first = maker.report(f'Prosecutor Ada Roe rose. "{said}" the prosecutor said.', "2031-05-02", "Post")
    roe = maker.entity("Ada Roe", mentions=(maker.mention(first, "Ada Roe"),), roles=(maker.role(first, "Prosecutor"),))
    maker.say(first, f'"{said}"', ("the prosecutor", roe))
    second = maker.report(f'The port was shut. "{said}" her uncle, Bo Lint, said.', "2031-05-03", "Echo")
    lint = maker.entity("Bo Lint", mentions=(maker.mention(second, "Bo Lint"),))
    maker.say(second, f'"{said}"', ("her uncle", lint))
    (found,) = (f for f in find(maker.pile()) if f.kind == "conflict")
    assert {position.says for position in found.positions} == {"said by Ada Roe", "said by Bo Lint"}


def test_a_pronoun_credits_nobody_where_two_are_named(maker):
    assert after_a_pronoun(maker, " with Cy Poole") == []


def test_who_tells_what_another_said_is_not_credited_with_it(maker):
    words = "I want no trouble with you, only give me the keys of the old blue car"
    told = maker.report(f'"Lint said, {words}," said Ada Roe.', "2031-05-02", "North")
    plain = maker.report(f'"{words}," said Bo Lint.', "2031-05-02", "South")
    ada = maker.entity("Ada Roe", mentions=(maker.mention(told, "Ada Roe"),))
    bo = maker.entity("Bo Lint", mentions=(maker.mention(plain, "Bo Lint"),))
    maker.say(told, f'"Lint said, {words},"', ("Ada Roe", ada))
    maker.say(plain, f'"{words},"', ("Bo Lint", bo))
    assert [f for f in find(maker.pile()) if f.kind == "conflict"] == []


def test_who_spoke_in_the_sentence_before_is_not_credited(maker):
    words = "It is a gift of a little bit of time and I am not resting"
    first = maker.report(f'The leak is smaller, said Ada Roe. "{words}," the admiral said.', "2031-05-02", "North")
    second = maker.report(f'"{words}," said Bo Lint.', "2031-05-02", "South")
    for report, name in ((first, "Ada Roe"), (second, "Bo Lint")):
        maker.say(report, f'"{words},"', (name, maker.entity(name, mentions=(maker.mention(report, name),))))
    assert [f for f in find(maker.pile()) if f.kind == "conflict"] == []


def test_the_title_of_a_work_is_nothing_that_was_said(maker):
    speaker = maker.entity("Ida Voss")
    for words in ("that the crew of “Dark Harbour” left", "that “Dark Harbour” was her last film"):
        report = maker.report(f"Ida Voss said {words}.", "2031-05-02", f"Paper {len(maker.documents)}")
        maker.say(report, words, ("Ida Voss", speaker), form="mixed")
    assert not [finding for finding in quotations(maker) if "Dark Harbour" in finding.topic]
