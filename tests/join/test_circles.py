"""Circular reporting is named, and nothing else is taken for it."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings.circles import find_circles
from joindots.join.findings.contexts import Context

CLAIM = "the dam at Lowmark had been leaking since the autumn"


@pytest.fixture
def make():
    return PileMaker()


def cite(make, publisher, cited, claim=CLAIM):
    document = make.report(f"The {cited} wrote that {claim}.", publisher=f"The {publisher}", published="2041-05-02")
    make.say(document, claim, (cited, make.entity(cited, "organisation")), form="indirect")
    return document


def circles(make):
    return list(find_circles(Context(make.pile())))


def test_two_papers_that_cite_each_other_are_named(make):
    bell, echo = cite(make, "Tarn Bell", "Lowmark Echo"), cite(make, "Lowmark Echo", "Tarn Bell")
    (found,) = circles(make)
    assert found.kind == "single"
    assert found.positions[0].documents == tuple(sorted((bell, echo)))
    assert found.origins == 1
    assert found.explanation.startswith("Circular reporting of “the dam at Lowmark")
    assert "gives Lowmark Echo as its source" in found.explanation


def test_a_circle_of_three_is_named_once(make):
    cite(make, "Tarn Bell", "Lowmark Echo")
    cite(make, "Lowmark Echo", "Skerry Post")
    cite(make, "Skerry Post", "Tarn Bell")
    assert [len(found.positions[0].documents) for found in circles(make)] == [3]


def test_papers_that_cite_one_way_or_on_other_matters_are_no_circle(make):
    cite(make, "Tarn Bell", "Lowmark Echo")
    cite(make, "Skerry Post", "Tarn Bell")
    cite(make, "Lowmark Echo", "Tarn Bell", "bakers of the town would not work at night again")
    assert circles(make) == []
