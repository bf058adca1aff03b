"""Who stands beside the words for a deed and has not done it: nobody is named as a perpetrator by mistake."""

import pytest

from joindots.extract import observe


@pytest.fixture(scope="module")
def perpetrators(read_text):
    def read(text, **fields):
        found = observe(read_text(text, **fields))
        names = {entity.id: entity.name for entity in found.entities}
        return {names.get(r.value, r.value) for incident in found.incidents for r in incident.perpetrator}

    return read


@pytest.mark.parametrize(
    "text",
    [
        "The boy, Milo Tarn, accidentally shot himself in Vesna on 3 May 2031.",
        "Ada Renn was shot in Vesna on 3 May 2031. Police do not believe that Ada Renn attacked anybody.",
        "Two men were shot in Vesna on 3 May 2031. There is no evidence that Ada Renn shot them.",
        "A man opened fire in Vesna on 3 May 2031 and wounded Ada Renn. Deputy Bo Ray returned fire.",
        "Nurses looked after Ada Renn's gunshot wounds in Vesna on 3 May 2031.",
        "The Pier Club shooting in Vesna left two people dead on 3 May 2031. The Pier Club shooter fled.",
    ],
)
def test_who_did_nothing_is_named_for_nothing(perpetrators, text):
    assert perpetrators(text).isdisjoint({"Milo Tarn", "Ada Renn", "Bo Ray", "Pier Club", "The Pier Club"})


def test_who_hurts_an_attacker_is_no_attacker(perpetrators):
    text = "Bo Ray shot Ada Renn and Milo Tarn in Vesna on 3 May 2031. Eve Orr then shot Bo Ray."
    assert perpetrators(text) == {"Bo Ray"}
    assert "Eve Orr" not in perpetrators("Eve Orr shot the gunman in Vesna on 3 May 2031.")


def test_two_who_shoot_each_other_are_both_told(perpetrators):
    text = "Bo Ray shot Ada Renn in Vesna on 3 May 2031. Ada Renn shot Bo Ray."
    assert perpetrators(text) == {"Bo Ray", "Ada Renn"}


def test_a_pronoun_alone_names_nobody_who_is_not_held(perpetrators):
    told = "Sheriff Bo Ray spoke in Vesna on 3 May 2031. He said that he shot the girl."
    assert "Bo Ray" not in perpetrators(told)
    held = "Bo Ray was arrested in Vesna on 3 May 2031. He shot a girl."
    assert "Bo Ray" in perpetrators(held)


def test_a_headline_without_its_verb_names_victims(perpetrators):
    title = "17-year-old Ada Renn killed, 21-year-old woman injured in Harbour Park shooting"
    assert "Ada Renn" not in perpetrators(f"{title}\n\nA gunman fled from Vesna on 3 May 2031.", title=title)
