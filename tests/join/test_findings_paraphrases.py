"""What slots decide of statements that embeddings propose; here they propose every pair, or none."""

import numpy as np
import pytest
from findings_piles import PileMaker

from joindots.join.findings import find, paraphrases
from joindots.model import Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


@pytest.fixture(autouse=True)
def _all_near(monkeypatch):
    def embed(texts: list[str]) -> np.ndarray:
        return np.full((len(texts), 1), 127, np.int8)

    monkeypatch.setattr(paraphrases, "embed", embed)


def tell(maker: PileMaker, who: str, content: str, entity: str | None = None, **fields: str) -> str:
    paper = maker.report(f"{who} told paper {len(maker.documents)} that {content}.", fields.pop("day", "2031-05-02"))
    maker.say(paper, content, (who, entity), **{"form": "indirect", **fields})
    return paper


def kinds(maker: PileMaker, topic: str) -> list[str]:
    return [f.kind for f in find(maker.pile(), semantic=True) if f.topic.startswith(topic)]


def answered(maker: PileMaker, denial: str, told: str, stance: str = "denies") -> list[Finding]:
    tell(maker, "The harbour police", denial, stance=stance)
    tell(maker, "The inquiry", told, stance="finds")
    return [f for f in find(maker.pile(), semantic=True) if f.kind == "conflict" and f.topic.startswith("Statement")]


@pytest.mark.parametrize(
    "told",
    [
        "a sergeant of the harbour police barred the eastern sluice at nine in the evening",
        "the police had ordered the sluice to be barred long before the storm",
        "officers barred it, the sluice that mattered, on the word of nobody",
    ],
)
def test_a_denial_meets_what_others_say_of_the_act_its_doer_and_its_object(maker, told):
    (found,) = answered(maker, "that officers barred the sluice", told)
    assert "denied by the harbour police" in found.explanation.lower()


@pytest.mark.parametrize(
    "told",
    [
        "lock keepers barred the sluice without any order",  # somebody else did it
        "crowds were pressed against a barred sluice",  # no act
        "officers opened the sluice at nine",  # another act
        "officers barred the street to the market",  # another object
        "officers had not barred the sluice",  # no contradiction
    ],
)
def test_another_doer_act_object_or_polarity_is_no_conflict(maker, told):
    assert answered(maker, "that officers barred the sluice", told) == []


def test_what_there_is_no_evidence_of_is_met_without_its_frame(maker):
    denial = "they had found no evidence that the pumps had been switched off before the flood"
    (found,) = answered(maker, denial, "the pumps had been switched off to save oil", "no_evidence")
    assert "no evidence" in found.explanation


def test_what_befell_others_is_no_conflict(maker):
    assert answered(maker, "that four prisoners had been released", "the barge and its crew were released") == []


def test_whom_both_name_must_be_one(maker):
    first = tell(maker, "The port", "that the barge Dora was towed from the quay", stance="denies")
    second = tell(maker, "The inquiry", "the barge Elin was towed from the quay at noon", stance="finds")
    for report, name in ((first, "Dora"), (second, "Elin")):
        maker.entity(name, "other", mentions=(maker.mention(report, name),))
    assert "conflict" not in kinds(maker, "Statement")


def test_who_asks_whether_denies_nothing(maker):
    told = "a sergeant of the harbour police barred the sluice at nine in the evening"
    assert answered(maker, "whether officers barred the sluice", told, "doubts") == []


def retold(maker: PileMaker, first: str, second: str, day: str = "2031-05-03") -> list[str]:
    voss = maker.entity("Ida Voss")
    tell(maker, "Ida Voss", first, voss)
    tell(maker, "Ida Voss", second, voss, day=day)
    return kinds(maker, "Quotation")


def test_one_speaker_in_other_words_is_wording(maker):
    assert retold(maker, "the leak was discovered on a Monday", "it was found on a Monday") == ["wording"]


@pytest.mark.parametrize(
    ("second", "day"),
    [
        ("it was not found on a Monday", "2031-05-03"),  # says no
        ("it will be found on a Monday", "2031-05-03"),  # is yet to be
        ("it was found by 3 divers", "2031-05-03"),  # a number
        ("it was found on a Monday", "2031-08-03"),  # months later
        ("the same", "2031-05-03"),  # no clause
    ],
)
def test_another_polarity_time_number_or_occasion_is_another_statement(maker, second, day):
    assert retold(maker, "the leak was discovered on a Monday", second, day) == []


def test_by_default_words_alone_propose(maker, monkeypatch):
    monkeypatch.setattr(paraphrases, "embed", pytest.fail)
    tell(maker, "The harbour police", "that officers barred the sluice", stance="denies")
    tell(maker, "The inquiry", "a sergeant of the police barred the sluice at nine in the evening", stance="finds")
    assert "conflict" not in [found.kind for found in find(maker.pile())]


def test_what_is_not_near_is_not_compared(maker, monkeypatch):
    monkeypatch.setattr(paraphrases, "embed", lambda texts: np.eye(len(texts), 8, dtype=np.int8) * 127)
    assert (
        answered(maker, "that officers barred the sluice", "a sergeant of the police barred the sluice at nine") == []
    )
