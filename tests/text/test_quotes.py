"""Quotation marks are read alike, whatever they look like; apostrophes are none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.text.quotes import find_quotations
from steps import count_steps


def paragraphs(text):
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def read(text, depth=0):
    found = find_quotations(text, paragraphs(text))
    return [[text[a:b] for a, b in q.parts] for q in found if q.depth == depth]


MARKS = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("``", "''"), ("''", "''"), ("„", "“")]


def test_all_kinds_of_marks_give_the_same_stretch():
    for left, right in MARKS:
        text = f"{left}The pier is closed,{right} said the warden. {left}Stay away.{right}"
        assert read(text) == [[f"{left}The pier is closed,{right}"], [f"{left}Stay away.{right}"]], (left, right)


def test_apostrophes_are_no_marks():
    assert read("The crews’ lamps weren't lit in '98, and rock 'n' roll didn’t help the boats' owners.") == []


def test_a_plural_possessive_does_not_close_a_single_quotation():
    text = "‘The crews’ lamps were out,’ she said."
    assert read(text) == [["‘The crews’ lamps were out,’"]]


def test_a_quotation_over_several_paragraphs_opens_anew_and_closes_once():
    text = "He said: “The pier is closed.\n“It opens in May.\n“Do come.”\nNobody came."
    assert read(text) == [["“The pier is closed.", "“It opens in May.", "“Do come.”"]]


def test_single_marks_run_over_paragraphs_too():
    text = "He said: ‘The crews’ lamps were out.\n‘They’re lit again.’"
    assert read(text) == [["‘The crews’ lamps were out.", "‘They’re lit again.’"]]


def test_a_quotation_whose_sentences_stand_on_lines_of_their_own_opens_once_and_closes_once():
    lines = [
        '"The lamp was out.',
        "It had been out for years.",
        'Nobody asked," she said. "I did.',
        'Twice."',
        "He left.",
    ]
    assert read("\n".join(lines)) == [[*lines[:2], 'Nobody asked,"'], ['"I did.', 'Twice."']]
    assert read('"The lamp was out.\nHe left.\n"It was dark," she said.') == [
        ['"The lamp was out.'],
        ['"It was dark,"'],
    ]


def test_nested_marks():
    text = "“He told me ‘no lamps’ and left,” she said."
    assert read(text) == [["“He told me ‘no lamps’ and left,”"]]
    assert read(text, depth=1) == [["‘no lamps’"]]
    assert read('"It says “no lamps” here," she said.', depth=1) == [["“no lamps”"]]


def test_a_dropped_closing_mark_ends_with_the_paragraph_or_the_next_quotation():
    assert read("“The pier is closed, he said.\nNobody came.") == [["“The pier is closed, he said."]]
    assert read("“The pier is closed, he said. “Stay away.”") == [["“The pier is closed, he said."], ["“Stay away.”"]]


def test_a_dropped_opening_mark_is_supplied_after_the_colon():
    assert read("She said: The pier is closed.” He left.") == [["The pier is closed.”"]]


def test_inches_are_no_marks():
    assert read("The plank was 12\" long and 6' wide.") == []


@given(st.text(alphabet="ab s.,:\n\"'“”‘’«»`—", max_size=80))
def test_parts_lie_in_their_paragraphs_and_in_order(text):
    spans = paragraphs(text)
    for quotation in find_quotations(text, spans):
        assert list(quotation.parts) == sorted(quotation.parts)
        for a, b in quotation.parts:
            assert 0 <= a < b <= len(text)
            assert any(start <= a and b <= end for start, end in spans)


@given(st.text(alphabet="ab s.,:\n\"'“”‘’", max_size=80))
def test_outermost_quotations_do_not_overlap(text):
    parts = sorted(part for q in find_quotations(text, paragraphs(text)) if not q.depth for part in q.parts)
    assert all(first[1] <= second[0] for first, second in pairwise(parts))


@pytest.mark.parametrize("unit", ['"', "'", "“", "‘", ' "', " '", "s' ", "‘a ", "“‘", ": ' ", "“\n"])
def test_ten_times_the_marks_take_about_ten_times_the_work(unit):
    def count(length):
        text = (unit * length)[:length]
        spans = paragraphs(text)
        return count_steps(lambda: find_quotations(text, spans))

    count(10)  # tables are read once
    assert count(5_000) < 15 * count(500)  # quadratic reading takes a hundred times as much


def test_an_opening_mark_after_a_stop_closes():
    text = "“Not so,“ she said. “A leopard keeps its spots.”"
    found = [text[q.start : q.end] for q in find_quotations(text, [(0, len(text))])]
    assert found == ["“Not so,“", "“A leopard keeps its spots.”"]
