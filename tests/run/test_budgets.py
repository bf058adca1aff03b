"""One document, however large, gets no more than its share."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.parse.units import MOST_UNIT, cut_units, mask_long_words
from joindots.run import Options, read
from joindots.run.budgets import cut_document, is_small, reject_rest

SENTENCE = "The harbour master said on Tuesday that two people were killed when the ferry struck the pier. "


def test_a_document_within_its_budget_is_read_whole(document):
    short = document("A ferry sank.\nTwo people were killed.\n")
    assert cut_document(short, 1_000) is short
    assert reject_rest(short, 1_000) is None


def test_the_rest_of_a_long_document_is_kept_and_said_not_to_be_read(document):
    long = document("\n".join([SENTENCE.strip()] * 50))
    cut = cut_document(long, 1_000)
    assert cut.id == long.id
    assert long.text.startswith(cut.text)
    assert [block.start for block in cut.blocks] == [0, *(block.end for block in cut.blocks)][:-1]
    assert cut.blocks[-1].end == len(cut.text)
    assert cut.text.endswith(" ")
    rest = reject_rest(long, 1_000)
    assert (rest.outcome, rest.stage) == ("partly read", "parse")
    assert f"{len(cut.text):,}" in rest.reason


def test_many_empty_paragraphs_cost_something_too(document):
    assert len(cut_document(document("\n".join("a" * 5_000)), 1_000).text) == 100


@given(st.text(alphabet="aB1. \n“", max_size=60), st.integers(1, 900))
def test_a_small_document_is_read_whole_whatever_is_in_it(document, text, most):
    made = document(text)
    weighed = document(text + " " * most)  # never small
    assert not is_small(weighed, most)
    assert not is_small(made, most) or len(cut_document(weighed, most).text) >= len(text)


@given(st.text(alphabet="ab. \n“", max_size=300), st.integers(1, 400))
def test_a_cut_is_a_beginning_whose_blocks_tile_it(document, text, most):
    whole = document(text)
    cut = cut_document(whole, most)
    assert whole.text.startswith(cut.text)
    edges = [0, *(block.end for block in cut.blocks)]
    assert [block.start for block in cut.blocks] == edges[:-1]
    assert edges[-1] == len(cut.text)


@given(st.lists(st.sampled_from([SENTENCE, "x" * 3_000, "word " * 400, "no end ", "."]), max_size=30).map("".join))
def test_units_are_short_and_lose_nothing(text):
    cuts = cut_units(text)
    assert (cuts[0], cuts[-1]) == (0, len(text))
    assert all(0 < b - a <= MOST_UNIT for a, b in pairwise(cuts)) or not text
    assert len(mask_long_words(text)) == len(text)


def test_a_long_paragraph_parses_like_its_sentences(engine):
    (parse,) = engine.parse([SENTENCE * 150])
    (one,) = engine.parse([SENTENCE])
    assert parse.sentences == 150
    assert len(parse.tokens) == 150 * len(one.tokens)
    assert [token[0] for token in parse.tokens] == sorted({token[0] for token in parse.tokens})
    assert all(parse.tokens[token[7]][8] == token[8] for token in parse.tokens)


@pytest.mark.parametrize(
    "noise", ["(" * 60_000, "“'" * 30_000, "aB+/9=" * 10_000, "a-" * 30_000, "http://a.b/" * 6_000]
)
def test_a_word_that_is_none_takes_time_by_its_length(engine, noise):
    def best_of_three(text):
        times = []
        for _ in range(3):
            began = time.process_time()
            engine.parse([text, f"{SENTENCE}{text}"])
            times.append(time.process_time() - began)
        return min(times)

    engine.parse([SENTENCE])
    few = best_of_three(noise[: len(noise) // 10])
    # Ten times the length at most fifteen times the time; what takes hardly any is not told from nothing.
    assert best_of_three(noise) < 15 * max(few, 0.05)


def test_the_account_says_what_of_a_report_was_not_read(tmp_path):
    (tmp_path / "long.txt").write_text("\n\n".join(SENTENCE + f"Report {number}." for number in range(20)))
    account = read([tmp_path], options=Options(most_characters=500))
    assert [(r.source, r.outcome) for r in account.rejections] == [("long.txt", "partly read")]
    assert account.generator.options["most_characters"] == "500"
    assert 0 < max(quantity.span.end for quantity in account.quantities) <= 500
