"""What a source does with what it says, by the rules of docs/stances.md. All texts are made up."""

import re
from pathlib import Path
from typing import get_args

import pytest

from joindots.extract.attributions import extract_attributions
from joindots.extract.attributions.stance_words import read_stance_words
from joindots.model import Observations, Stance

GUIDE = Path(__file__).resolve().parents[2] / "docs/stances.md"


@pytest.fixture(scope="session")
def judge(read_text):
    def run(text):
        parse = read_text(text)
        found = extract_attributions(parse, Observations(document=parse.document.id))
        return max(found, key=lambda a: sum(span.end - span.start for span in a.content)).stance

    return run


def case(stance, *texts):
    return [pytest.param(text, stance, id=text) for text in texts]


def check(*cases):
    return pytest.mark.parametrize(("text", "stance"), [one for group in cases for one in group])


@check(
    case("asserts", "The warden said the lock was shut at nine.", "Odile Marren praised the crew."),
    case("claims", "The union claims the pumps were off.", "Odile Marren accused the firm of hiding the logs."),
    case("confirms", "The coastguard confirmed that two boats were missing."),
    case("finds", "The audit found that the fund was empty.", "According to a poll, Orla Fenn is ahead."),
    case("admits", "The minister conceded that the bridge was late.", "“I was wrong,” said Odile Marren."),
    case("denies", "The port denied the spill.", "The claim was false, the port said."),
    case(
        "doubts", "Residents questioned whether the dam is safe.", "It is unclear, she said, whether the lock was shut."
    ),
    case(
        "no_evidence", "Police found no sign of a struggle.", "There was no sign, she said, that the lock was forced."
    ),
    case("suspects", "Engineers believe a valve failed.", "The mayor said a spark may have started the fire."),
    case("warns", "Doctors warned of a second flood.", "The mayor said she feared a second flood."),
    case("recommends", "The panel recommended a second exit.", "The report said the board must close the lock."),
    case(
        "commits",
        "A spokesman for the board said it would pay.",
        "The owner vowed to rebuild.",
        "The harbour board said it would repay the fares.",
    ),
    case("criticises", "The bishop condemned the raid.", "The plan is reckless, said Odile Marren."),
    case("appeals", "Nurses called for more beds.", "“Where were you?” Odile Marren asked."),
)
def test_each_stance_by_its_cue_and_by_what_is_said(judge, text, stance):
    assert judge(text) == stance


@check(
    case("denies", "The port denied that the board should have closed the lock."),
    case("claims", "The union claims the board should have closed the lock."),
    case("warns", "The union warned that the board would close the lock."),
)
def test_a_cue_that_names_an_act_goes_before_what_is_said(judge, text, stance):
    assert judge(text) == stance


@check(
    case("criticises", "Odile Marren said the council should have shut the lock."),
    case("criticises", "Odile Marren said the council had failed to shut the lock."),
    case("recommends", "Odile Marren said the council should shut the lock."),
    case("recommends", "“The council needs to shut the lock,” said Odile Marren."),
    case("suspects", "Odile Marren said the lock probably failed.", "The mayor said the spark must have lit the barn."),
    case("suspects", "“I believe the lock failed,” said Odile Marren."),
    case("recommends", "“I think the board should resign,” said Odile Marren."),
    case("doubts", "The mayor said he could not confirm the toll.", "“I don't know who owned it,” said Odile Marren."),
    case("suspects", "The mayor said he could not rule out a leak."),
    case("suspects", "It is possible that the lock failed, Odile Marren said."),
    case("doubts", "“I don't think the lock will hold,” said Odile Marren.", "The tale is pure speculation, she said."),
    case("doubts", "It is hard to see how the lock will hold, Odile Marren said."),
    case("criticises", "The mayor said he opposed the plan.", "It was a disgrace, the mayor said."),
    case("criticises", "The toll road is a terrible idea, Odile Marren said."),
    case("criticises", "Such a raid has no place here, the mayor said."),
    case("appeals", "Odile Marren said she would like to see more pumps.", "“Leave the harbour,” said Odile Marren."),
    case("appeals", "The mayor said he hoped the lock would hold.", "“Was it shut?” said Odile Marren."),
    case("commits", "“We are going to rebuild the lock,” said Odile Marren.", "She said she planned to sell the mill."),
    case("denies", "There was no truth in the tale, the mayor said."),
)
def test_a_neutral_cue_leaves_it_to_the_words_said(judge, text, stance):
    assert judge(text) == stance


@check(
    case("asserts", "The mayor said the lock would be shut by noon.", "“It would please the crew,” said Odile Marren."),
    case("asserts", "Odile Marren said: “The lock was shut. It should not have been. The crew were below, and safe.”"),
    case("asserts", "The road is not open, the mayor said.", "The fire was terrible, the mayor said."),
    case("asserts", "Odile Marren said she had warned the crew.", "The mayor said she was asked to leave."),
    case("asserts", "Odile Marren said there was no flood risk.", "“We would leave if we were asked,” he said."),
    case("asserts", "It is possible for boats to pass at noon, she said.", "The firm said it had no plans to close."),
    case("asserts", "The plan was not reckless, said Odile Marren.", "Nobody may fish there, the mayor said."),
    case("asserts", "Crews are more likely to fish at night, Odile Marren said."),
)
def test_what_only_looks_like_another_stance(judge, text, stance):
    assert judge(text) == stance


@check(
    case("doubts", "The mayor did not say who owned the boat.", "The mayor has yet to say whether the dam is safe."),
    case("doubts", "Nobody has confirmed that the lock was shut.", "None of the divers believe that the boat sank."),
    case("doubts", "The mayor has yet to decide whether to close the dam.", "The owner failed to say why it sank."),
    case("doubts", "She left without saying who owned the boat.", "The mayor stopped short of saying it was unsafe."),
    case("doubts", "Divers could not establish whether the lock was shut.", "She would not say if the lock was shut."),
    case("doubts", "The mayor refused to say who owned the boat."),
    case("denies", "The mayor refused to close the lock.", "The inquiry did not find that the lock was shut."),
    case("denies", "The board does not want to close the lock.", "The mayor is not willing to close the lock."),
    case("suspects", "The board did not rule out that the valve had failed."),
    case("admits", "The board did not deny that the valve had failed.", "The board does not oppose the plan."),
    case("criticises", "The board does not support the plan."),
    case("asserts", "The mayor not only said that the lock was shut."),
)
def test_negated_cues(judge, text, stance):
    assert judge(text) == stance


@check(
    case("doubts", "The mayor expressed doubts that the lock would hold."),
    case("warns", "The mayor voiced fears that the lock would fail."),
    case("commits", "The firm made a promise that it would repay the fares."),
    case("denies", "The mayor made no promise that the lock would hold."),
    case("admits", "Her admission that the lock had failed came late."),
    case("denies", "His denial of the theft came late."),
)
def test_nouns_that_carry_the_act(judge, text, stance):
    assert judge(text) == stance


@check(
    case("finds", "The letter shows that the valve had failed.", "The audit revealed that the valve had failed."),
    case("asserts", "The mayor revealed that the valve had failed."),
    case("claims", "The boat is said to have sunk at noon.", "The boat allegedly sank at noon."),
    case("claims", "The boat was reported to have sunk at noon."),
    case("criticises", "An inquiry said the crew should have been warned."),
    case("finds", "An inquiry said the crew were warned at noon."),
    case("suspects", "The owner is believed to have fled."),
)
def test_who_says_it_and_whether_anybody_does(judge, text, stance):
    assert judge(text) == stance


@check(
    case("criticises", "Odile Marren called the plan reckless.", "Odile Marren described the plan as a disgrace."),
    case("asserts", "Odile Marren described the plan as a triumph.", "Odile Marren called the mill her home."),
    case("appeals", "The diver told the crew to leave.", "The union insisted that the lock be shut."),
    case("suspects", "The clerk suggested that the lock had failed."),
    case("recommends", "The clerk suggested that the lock be closed."),
)
def test_names_and_wishes(judge, text, stance):
    assert judge(text) == stance


def test_the_table_has_each_word_once_with_its_sense():
    text = (Path(extract_attributions.__code__.co_filename).parent / "stance_words.csv").read_text("utf-8")
    rows = [line.split(",") for line in text.splitlines() if not line.startswith("#")][1:]
    assert len(read_stance_words()) == len(rows)
    assert all(len(row) == 4 and row[3] for row in rows)


def test_the_guide_tells_of_every_stance():
    told = re.findall(r"^\| `(\w+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert tuple(told) == get_args(Stance)
