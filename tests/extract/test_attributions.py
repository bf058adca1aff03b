"""Who says what: forms, cues, sources, contents. All texts are made up."""

import pytest

from joindots.extract.attributions import extract_attributions
from joindots.model import Entity, Mention, Observations


@pytest.fixture(scope="session")
def attribute(read_text):
    def run(text, **fields):
        parse = read_text(text, **fields)
        found = extract_attributions(parse, Observations(document=parse.document.id))
        return sorted(found, key=lambda a: a.content[0].start)

    return run


def brief(attribution):
    source = attribution.source.span.text if attribution.source else None
    return source, [span.text for span in attribution.content]


def test_direct_with_the_cue_after(attribute):
    (a,) = attribute("“The lower deck was flooded,” said Odile Marren.")
    assert (a.form, a.cue.text, a.stance) == ("direct", "said", "asserts")
    assert brief(a) == ("Odile Marren", ["“The lower deck was flooded,”"])


def test_direct_with_the_cue_before(attribute):
    (a,) = attribute("Odile Marren said: “The lower deck was flooded.”")
    assert brief(a) == ("Odile Marren", ["“The lower deck was flooded.”"])


def test_a_quotation_split_by_its_cue_is_one_attribution(attribute):
    (a,) = attribute("“The deck was flooded,” she said. “Nobody was below.”")
    assert brief(a) == ("she", ["“The deck was flooded,”", "“Nobody was below.”"])


def test_who_added(attribute):
    first, second = attribute("“The deck was flooded,” said Odile Marren, who added: “Nobody was below.”")
    assert brief(first)[0] == brief(second)[0] == "Odile Marren"
    assert second.cue.text == "added"


@pytest.mark.parametrize("marks", [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»")])
def test_marks_of_any_kind_give_the_same_result(attribute, marks):
    left, right = marks
    (a,) = attribute(f"{left}The ferry's crew did not wait,{right} said Odile Marren.")
    assert a.form == "direct"
    assert brief(a) == ("Odile Marren", [f"{left}The ferry's crew did not wait,{right}"])


def test_one_speaker_over_several_paragraphs(attribute):
    found = attribute("Odile Marren said: “The deck was flooded.\n“Nobody was below.\n“We will find out why.”")
    assert len(found) == 1
    assert found[0].source.span.text == "Odile Marren"
    assert len(found[0].content) == 3


def test_a_quotation_without_a_cue_goes_to_who_spoke_before(attribute):
    found = attribute("Odile Marren said the deck had been flooded.\n“Nobody was below when we came.”")
    direct = next(a for a in found if a.form == "direct")
    assert direct.source.span.text == "Odile Marren"
    assert direct.cue is None


def test_an_apposition_between_name_and_verb(attribute):
    (a,) = attribute("“The deck was flooded,” Odile Marren, the harbour master of Tarn Point, said.")
    assert a.source.span.text == "Odile Marren"


def test_mixed(attribute):
    (a,) = attribute("Odile Marren said the crew had shown a “total lack of care” that night.")
    assert a.form == "mixed"
    assert a.content[0].text == "the crew had shown a “total lack of care” that night"


def test_indirect(attribute):
    (a,) = attribute("Odile Marren said that the crew had left the bridge.")
    assert a.form == "indirect"
    assert brief(a) == ("Odile Marren", ["that the crew had left the bridge"])


def test_a_saying_set_off_by_commas_splits_its_content(attribute):
    (a,) = attribute("The ferry, officials said, was overloaded.")
    assert brief(a) == ("officials", ["The ferry", "was overloaded"])


def test_according_to(attribute):
    (a,) = attribute("According to the harbour board, the ferry was overloaded.")
    assert brief(a) == ("the harbour board", ["the ferry was overloaded"])
    assert a.cue.text == "According to"


@pytest.mark.parametrize(
    ("text", "source", "stance"),
    [
        ("The report found that the pumps had failed.", "The report", "finds"),
        ("MPs said the pumps had failed.", "MPs", "asserts"),
        ("The company denied that the pumps had failed.", "The company", "denies"),
        ("The minister admitted that the pumps had failed.", "The minister", "admits"),
        ("The board called for a review of the pumps.", "The board", "appeals"),
        ("Campaigners accused the company of neglect.", "Campaigners", "claims"),
        ("The operator vowed to replace the pumps.", "The operator", "commits"),
        ("The union warned of more failures.", "The union", "warns"),
        ("Police suspect that the pumps were cut.", "Police", "suspects"),
        ("The judge ruled that the pumps were unsafe.", "The judge", "finds"),
        ("Residents criticised the decision.", "Residents", "criticises"),
        ("The inspector recommended replacing the pumps.", "The inspector", "recommends"),
        ("The operator confirmed that the pumps had failed.", "The operator", "confirms"),
        ("The group claimed responsibility for the blast.", "The group", "claims"),
    ],
)
def test_stances_and_sources(attribute, text, source, stance):
    (a,) = attribute(text)
    assert (a.source.span.text, a.stance) == (source, stance)


def test_claimed_responsibility_has_its_content(attribute):
    (a,) = attribute("The group claimed responsibility for the blast.")
    assert brief(a)[1] == ["responsibility for the blast"]


def test_finding_no_evidence(attribute):
    (a,) = attribute("Police found no evidence of a link to the group.")
    assert a.stance == "no_evidence"
    assert a.cue.text == "found no evidence of"
    assert brief(a) == ("Police", ["a link to the group"])


def test_no_evidence_inside_what_somebody_says_is_theirs(attribute):
    found = attribute("Odile Marren said: “There is no evidence that the crew was drunk.”")
    none = next(a for a in found if a.stance == "no_evidence")
    assert none.source.span.text == "Odile Marren"
    assert none.content[0].text == "that the crew was drunk"


def test_the_documents_own_voice_is_no_attribution(attribute):
    assert attribute("The ferry sank at noon. There was no evidence to suggest a collision.") == []


def test_a_claim_as_a_noun(attribute):
    (a,) = attribute("The board rejected the captain's claim that the pumps were new.")
    assert a.stance in ("denies", "claims")


def test_scare_quotes_and_titles_are_kept_apart(attribute):
    assert attribute("The so-called “safe zone” was empty. They watched “The Long Tide” at the cinema.") == []


def test_a_headline_with_a_colon_and_with_a_tail(attribute):
    (a,) = attribute("Police: ferry was overloaded\nNothing else.", title="Police: ferry was overloaded")
    assert brief(a) == ("Police", ["ferry was overloaded"])
    (a,) = attribute("Ferry was overloaded, say police\nNothing else.", title="Ferry was overloaded, say police")
    assert brief(a) == ("police", ["Ferry was overloaded"])


def test_a_signed_quotation(attribute):
    (a,) = attribute("“The worst night of my life.” — Odile Marren")
    assert brief(a) == ("Odile Marren", ["“The worst night of my life.”"])


def test_unknown_source_stays_unknown(attribute):
    (a,) = attribute("The captain is believed to have left the bridge.")
    assert a.source is None
    assert a.stance == "suspects"


def test_the_source_is_linked_to_its_entity(read_text):
    parse = read_text("“The deck was flooded,” said Odile Marren of the harbour board.")
    start = parse.document.text.index("Odile")
    mention = Mention(document=parse.document.id, start=start, end=start + 12, text="Odile Marren", how="name")
    known = Entity(id="e1", kind="person", name="Odile Marren", mentions=(mention,))
    (a,) = extract_attributions(parse, Observations(document=parse.document.id, entities=(known,)))
    assert a.source.entity == "e1"


def test_they_who_go_on_are_whoever_spoke_before(attribute):
    found = attribute("A harbour guard said the lamps were out.\nThey added: “Nobody had checked them all week.”")
    assert [a.source.span.text for a in found] == ["A harbour guard", "A harbour guard"]


def test_a_source_is_not_linked_to_a_name_inside_it(read_text):
    parse = read_text("The wife of Odile Marren said the deck was flooded.")
    start = parse.document.text.index("Odile")
    mention = Mention(document=parse.document.id, start=start, end=start + 12, text="Odile Marren", how="name")
    known = Entity(id="e1", kind="person", name="Odile Marren", mentions=(mention,))
    (a,) = extract_attributions(parse, Observations(document=parse.document.id, entities=(known,)))
    assert a.source.entity is None


def test_spans_are_slices_and_order_is_by_id(read_text):
    parse = read_text("“A flood,” he said.\nShe denied it. According to them, “all was well” that day.")
    found = extract_attributions(parse, Observations(document=parse.document.id))
    assert [a.id for a in found] == sorted(a.id for a in found)
    assert found == extract_attributions(parse, Observations(document=parse.document.id))
    for a in found:
        spans = [*a.content, *([a.cue] if a.cue else []), *([a.source.span] if a.source else [])]
        assert all(parse.document.text[s.start : s.end] == s.text for s in spans)


def test_an_empty_document(attribute):
    assert attribute("") == []


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master, who left on Friday, declined to comment.",
        "Police have not named the dead.",
        "Some 54% of islanders oppose the tunnel.",
    ],
)
def test_no_statement(attribute, text):
    assert attribute(text) == []


def test_who_calls_itself_something_says_nothing(attribute):
    (a,) = attribute("A group calling itself Blue Anchor claimed the raid.")
    assert a.cue.text == "claimed"


def test_a_day_between_cue_and_content_belongs_to_neither(attribute):
    (a,) = attribute("Police said on Thursday they had searched the ferry.")
    assert brief(a) == ("Police", ["they had searched the ferry"])


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master, Odile Marren, said the deck was flooded.",
        "The port's chairman, Sir Odo Marren, said the deck was flooded.",
        "“The deck was flooded,” said the chief harbour officer, Odile Marren.",
    ],
)
def test_a_name_in_apposition_is_the_source(read_text, text):
    parse = read_text(text)
    start = text.index(" Marren") + 1
    mention = Mention(document=parse.document.id, start=start, end=start + 6, text="Marren", how="name")
    entity = Entity(id="e-1", kind="person", name="Marren", aliases=(), roles=(), mentions=(mention,))
    (a,) = extract_attributions(parse, Observations(document=parse.document.id, entities=(entity,)))
    assert a.source.entity == "e-1"
