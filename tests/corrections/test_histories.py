"""Histories: appended, never edited; what holds follows from them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.corrections import (
    decode_history,
    encode_history,
    find_in_force,
    make_decision,
    next_moment,
    unite_histories,
)
from joindots.model import Anchor, Note, StoreError, Target, Undo

ANCHOR = Anchor(sha256="0" * 64, source="a.txt", start=0, end=3, quote="One", after=" two")
NOTE = Note(target=Target(kind="entity", anchors=(ANCHOR,), id="e1", name="One"))


@st.composite
def histories(draw):
    made = []
    for who in draw(st.lists(st.sampled_from("AB"), max_size=12)):
        undoes = draw(st.none() | st.sampled_from(made)) if made else None
        action = Undo(decision=undoes.id) if undoes else NOTE
        # Clocks of two machines: an undoing may seem to come before what it undoes.
        when = f"2031-05-02T09:{draw(st.integers(10, 59))}:00.000Z"
        made.append(make_decision(action, who=who, why=str(len(made)), when=when))
    return made


@given(histories())
def test_a_history_comes_back_as_it_was_written(history):
    assert list(decode_history(encode_history(history), "x")) == history


@given(histories(), st.randoms(use_true_random=False))
def test_what_holds_does_not_depend_on_the_order_of_lines(history, random):
    shuffled = random.sample(history, len(history))
    assert find_in_force(shuffled) == find_in_force(history)
    assert unite_histories(history[:3], history[2:]) == unite_histories(shuffled)


@given(histories())
def test_undoing_everything_in_force_leaves_nothing_in_force(history):
    undone = [
        make_decision(Undo(decision=d.id), who="C", why="", when="2031-06-01T00:00:00.000Z")
        for d in find_in_force(history)
    ]
    assert find_in_force([*history, *undone]) == ()


def test_an_undoing_that_is_undone_undoes_nothing():
    first = make_decision(NOTE, who="A", why="", when="2031-05-02T09:00:00.000Z")
    chain = [first]
    for _ in range(2500):  # longer than the interpreter's stack is deep
        chain.append(make_decision(Undo(decision=chain[-1].id), who="A", why="", when=first.when))
    assert find_in_force(chain) == (first,)
    assert find_in_force(chain[:-1]) == ()


def test_an_undoing_of_what_is_not_there_does_nothing():
    assert find_in_force([make_decision(Undo(decision="k0"), who="A", why="", when="2031-05-02T09:00:00.000Z")]) == ()


@pytest.mark.parametrize(
    ("old", "new"), [(b'"who":"A"', b'"who":"B"'), (b"One", b"Two"), (b'"do":"note"', b'"do":"no"')]
)
def test_a_changed_line_is_noticed(old, new):
    data = encode_history([make_decision(NOTE, who="A", why="", when="2031-05-02T09:00:00.000Z")] * 2)
    with pytest.raises(StoreError, match=r"^h\.jsonl, line 1: "):
        decode_history(data.replace(old, new, 1), "h.jsonl")


def test_a_new_decision_is_later_than_all_before_it_whatever_the_clock_says():
    now = datetime(2031, 5, 2, 9, tzinfo=timezone(timedelta(hours=2)))
    assert next_moment(now, []) == "2031-05-02T07:00:00.000Z"
    before = make_decision(NOTE, who="A", why="", when="2031-05-02T09:00:00.999Z")
    assert next_moment(datetime(2031, 5, 2, 8, tzinfo=UTC), [before]) == "2031-05-02T09:00:01.000Z"
