import pytest

from joindots.linkage import Feature, compare

SAME_WORD = Feature[str]("same word", 2.0, -3.0, lambda a, b: float(a == b))
SAME_LENGTH = Feature[str]("same length", 1.0, 0.0, lambda a, b: float(len(a) == len(b)) if a and b else None)


def test_weights_add_up_and_explain_themselves():
    comparison = compare("pier", "pier", [SAME_WORD, SAME_LENGTH], bias=-1.0)
    assert comparison.weight == 2.0
    assert [(part.name, part.likeness, part.weight) for part in comparison.parts] == [
        ("same word", 1.0, 2.0),
        ("same length", 1.0, 1.0),
    ]


def test_a_feature_that_cannot_be_compared_says_nothing():
    comparison = compare("pier", "", [SAME_LENGTH])
    assert comparison.parts == ()
    assert comparison.probability == 0.5


def test_likeness_between_is_weighed_in_proportion():
    half = Feature[str]("half", 2.0, -2.0, lambda _a, _b: 0.5)
    assert compare("a", "b", [half]).weight == 0.0


@pytest.mark.parametrize(("bias", "probability"), [(1e9, 1.0), (-1e9, 0.0)])
def test_extreme_weights_do_not_overflow(bias, probability):
    assert compare("a", "a", [SAME_WORD], bias=bias).probability == pytest.approx(probability)
