import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.linkage.names import compare_names, judge_person

NAMES = st.lists(st.text(string.ascii_letters + "éßжα'-.,", min_size=1, max_size=9), min_size=1, max_size=4).map(
    " ".join
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Dr. Odile Marren", "Odile Marren"),
        ("MARREN, Odile", "Odile Marren"),
        ("Odile Marren", "Odile Berit Marren"),
        ("Will Marren", "William Marren"),
        ("Mohammed al-Karimi", "Muhammad Karimi"),
        ("Abd al-Nasir Karimi", "Abdul Nasser el-Karimi"),
        ("Sergei Volkonov", "Sergey Volkonoff"),
        ("Сергей Волконов", "Sergei Volkonov"),
        ("Jürgen Großkopf", "Juergen Grosskopf"),
        ("Renée Ångdal", "Renee Angdal"),
        ("Anne-Lise Berg", "Anne Lise Berg"),
        ("Park Do-hyun", "Do Hyun Park"),
        ("Odile Marrenberg", "Odile Marrenburg"),
        ("OdileBerit Marren", "Odile Berit Marren"),
        ("Jan van der Holt", "Jan Holt"),
        ("JF Marren", "J. F. Marren"),
        ("0dile Marr3n", "Odile Marren"),
        ("Odile Marren Jr.", "Odile Marren Junior"),
    ],
)
def test_names_of_one_person(a, b):
    assert compare_names(a, b, "person").weight > 0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Odile Marren", "Berit Marren"),
        ("Odile Marren", "Odile Holt"),
        ("Odile Berit Marren", "Odile Karla Marren"),
        ("Pjotr Ivanovich Volkonov", "Pjotr Sergeyevich Volkonov"),
        ("Karl Marren Jr", "Karl Marren III"),
        ("Yusuf bin Hasan Karimi", "Hasan bin Yusuf Karimi"),
        ("Odile", "Odile Marren"),
        ("Odile Marren", "Karl Holt"),
    ],
)
def test_names_of_two_people(a, b):
    assert compare_names(a, b, "person").weight <= 0


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Ostrel Ltd", "OSTREL LIMITED", True),
        ("Ostrel & Holt Inc.", "Ostrel and Holt Incorporated", True),
        ("The Bank of Lowmark", "Bank of Lowmark", True),
        ("Société Ostrel S.A.", "Societe Ostrel SA", True),
        ("O.H.M. Company", "OHM Company", True),
        ("Ostrel Harbour Management", "OHM", True),
        ("Lowmark Harbour Organisation", "Lowmark Harbor Organization", True),
        ("Unit Twenty-Two", "Unit 22", True),
        ("Ostrel Fund II", "Ostrel Fund III", False),
        ("Ostrel Shipping", "Ostrel Dredging", False),
        ("Bank of Lowmark", "Bank of Arden", False),
        ("Ostrel (Arden) Ltd", "Ostrel (Lowmark) Ltd", False),
        ("Ostrel", "Ostrel Harbour Union", False),
    ],
)
def test_names_of_bodies(a, b, same):
    assert (compare_names(a, b, "body").weight > 0) == same


def test_a_comparison_says_why():
    parts = compare_names("Odile Marren Jr", "Odile Marren Sr", "person").parts
    assert [part.name for part in parts if part.weight < 0] == ["junior, senior, second, third"]


@pytest.mark.parametrize(
    ("other", "agreement"),
    [
        ("Odile B. Marren", "same"),
        ("Odyle Marren", "romanised"),
        ("O. Marren", "initial"),
        ("Odile Marten", "slip"),
        ("Odile Marren Holt", "longer"),
        ("Odile Holt Marren Orr", "slip"),
        ("Berit Marren", "none"),
    ],
)
def test_what_lies_between_two_names(other, agreement):
    assert judge_person("Odile Marren", other) == agreement


@given(NAMES, NAMES, st.sampled_from(["person", "body"]))
def test_the_order_of_two_names_does_not_matter(a, b, kind):
    assert compare_names(a, b, kind) == compare_names(b, a, kind)


@given(NAMES, st.sampled_from(["person", "body"]))
def test_any_text_is_compared(name, kind):
    assert compare_names(name, name, kind).weight == compare_names(name, name, kind).weight
