import numpy as np
import pytest

from joindots.intake.blocks.odds import THREAD_ODDS, Rule, Rules, measure_features, weigh_lines
from joindots.intake.blocks.shapes import is_closed, measure_shapes
from joindots.intake.blocks.surroundings import find_run


def test_no_lines_have_no_odds():
    assert weigh_lines([]).size == 0


@pytest.mark.parametrize("lines", [["x"], ["Home", "News"], ["一二三四五六七八九十。"], ["\U0001f6a2"]])
def test_every_feature_is_a_number_for_every_line(lines):
    features = measure_features(lines)
    assert all(len(column) == len(lines) and np.isfinite(column).all() for column in features.values())


def test_rules_add_one_of_four_heights():
    model = Rules(
        (Rule("words", 0.5, "prose", 0.5, (1.0, 2.0, 3.0, 4.0)), Rule("words", 2.5, "words", 3.5, (0, 9, 1, 5)))
    )
    features = {"words": np.array([0.0, 0.0, 1.0, 3.0, 4.0]), "prose": np.array([0.0, 1.0, 0.0, 1.0, 1.0])}
    assert model.weigh(features).tolist() == [1.0, 2.0, 3.0, 5.0, 9.0]


def test_stretches_of_prose_and_what_lies_between():
    prose = "The harbour master said on Tuesday that the ferry had run aground off the point."
    features = measure_features([prose, prose, "Sport", prose, "Home", "News", "Sport", prose])
    assert np.expm1(features["stretch of prose, breaks 2"]).round().tolist() == [45, 45, 45, 45, 0, 0, 0, 15]
    assert np.expm1(features["stretch of prose, breaks 1"]).round().tolist() == [30, 30, 0, 15, 0, 0, 0, 15]


def test_a_teaser_is_cut_off():
    assert measure_features(["The ferry ran aground …", "It sank."])["cut off"].tolist() == [1, 0]


def test_prose_is_likelier_than_a_menu():
    prose = "The harbour master said on Tuesday that the ferry had run aground off the point with its bow door open."
    odds = weigh_lines(
        ["Home", "News", "Sport", "Weather", prose, prose.replace("Tuesday", "Monday"), "About", "Contact"]
    )
    assert odds[4:6].min() > odds[[0, 1, 2, 3, 6, 7]].max()


@pytest.mark.parametrize(
    ("line", "closed"), [("It sank.", True), ("“It sank.”", True), ("沈んだ。", True), ("Sport", False)]
)
def test_closing_marks(line, closed):
    assert is_closed(line) is closed


def test_the_headline_is_the_line_that_the_first_one_repeats():
    shapes = measure_shapes(["Ferry runs aground off Mornay | Gazette", "Sport", "Ferry runs aground off Mornay"])
    assert shapes["headline"].tolist() == [0, 0, 1]


def test_the_run_with_the_greatest_sum():
    assert find_run(np.array([-1.0, 2.0, -1.0, 3.0, -5.0, 1.0])) == (1, 4)
    assert find_run(np.array([-1.0, -2.0])) == (0, 0)


STORY = ["The harbour master said on Tuesday that the ferry had run aground off the point with its bow door open."] * 5
SAID = "I was on that ferry, and nobody told us anything for hours"


def find(lines):
    return measure_features(lines)["thread"].astype(bool).tolist()


def test_comments_with_names_and_days_are_a_thread():
    entry = ["Anna Grell", "May 3, 2031, 9:46 pm", SAID + "."]
    lines = [*STORY, "About us", "4 Comments on “Ferry runs aground”", *entry * 4]
    assert find(lines) == [False] * 6 + [True] * 13
    assert weigh_lines(lines)[6:].max() <= THREAD_ODDS


def test_comments_signed_below_are_a_thread_without_a_line_that_opens_them():
    lines = [*STORY, *[SAID, "Posted by: agrell | May 03, 2031 at 09:46 PM"] * 4, "Imprint"]
    assert find(lines)[6:13] == [True] * 7
    assert not any(find(lines)[:5])


@pytest.mark.parametrize(
    "lines",
    [
        [*STORY, *["3 May 2031", "The ferry Sula of the same line lost its bow door in the harbour."] * 6],
        [*STORY, "4 comments", *["May 3, 2031, 9:46 pm", SAID] * 3],
        ["Posted on May 3, 2031 by Anna Grell", "3 comments", *STORY, "Tags: ferries, Mornay"],
        ["4 comments", *["Anna Grell wrote on May 3, 2031", SAID] * 5],
    ],
    ids=["days in an article", "too few", "the head of an article", "no article above"],
)
def test_what_is_no_thread(lines):
    assert not any(find(lines))


def test_words_of_the_title_and_turns():
    title = "Ferry runs aground off Mornay Point"
    features = measure_features([title, "Sport", STORY[0], "May 3, 2031 at 9:46 pm", SAID, "Ferry lines"])
    assert features["title words"].round(2).tolist() == [0, 0, 0.6, 0, 0.2, 0.2]
    assert np.expm1(features["turns above"]).round().tolist() == [0, 0, 0, 1, 1, 1]
    assert features["share"].sum() == 0
    assert measure_features(["Read more about the ferry", "Share on Facebook"])["see also"].tolist() == [1, 0]
