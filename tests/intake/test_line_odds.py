import numpy as np
import pytest

from joindots.intake.blocks.odds import Steps, measure_features, weigh_lines
from joindots.intake.blocks.shapes import is_closed, measure_shapes
from joindots.intake.blocks.surroundings import find_run


def test_no_lines_have_no_odds():
    assert weigh_lines([]).size == 0


@pytest.mark.parametrize("lines", [["x"], ["Home", "News"], ["一二三四五六七八九十。"], ["\U0001f6a2"]])
def test_every_feature_is_a_number_for_every_line(lines):
    features = measure_features(lines)
    assert all(len(column) == len(lines) and np.isfinite(column).all() for column in features.values())


def test_steps_add_up_above_their_values():
    model = Steps(intercept=1.0, features={"words": [(0.5, 2.0), (3.5, -1.0)]})
    assert model.weigh({"words": np.array([0.0, 0.5001, 1.0, 3.0, 4.0])}).tolist() == [1.0, 1.0, 3.0, 3.0, 2.0]


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
