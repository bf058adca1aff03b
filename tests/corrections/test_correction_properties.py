"""What holds of any decisions: undone they leave no trace, their order does not matter, no evidence is lost."""

from collections import Counter
from datetime import UTC, datetime
from typing import get_args

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from joindots.account import decode_account, encode_account
from joindots.corrections import decode_history, encode_history, make_decision, next_moment
from joindots.corrections.places import list_places
from joindots.model import (
    Accept,
    Add,
    Anchor,
    ChangeSpeaker,
    ChangeStance,
    Entity,
    Event,
    Merge,
    NewEntity,
    NewValue,
    Note,
    Redate,
    Reject,
    Relabel,
    Rename,
    Split,
    Target,
    TargetKind,
    Undo,
)

DAYS = st.sampled_from(["2031-05-01", "2031-05", "2030", None])


@st.composite
def actions(draw, desk):
    """Anything that can be decided on the pile as it was read."""
    sight, base = desk.sight, desk.base
    named = (*base.entities, *base.events)
    record = draw(st.sampled_from(sorted(sight.records.values(), key=lambda r: r.id)))
    target = sight.aim(record.id)
    said = sight.aim(draw(st.sampled_from(base.attributions)).id)
    one = draw(st.sampled_from(named))
    other = draw(st.sampled_from([r for r in named if type(r) is type(one)]))
    document = draw(st.sampled_from(base.documents))
    start = draw(st.integers(0, len(document.text) - 2))
    end = draw(st.integers(start + 1, len(document.text)))
    dated = sight.aim(draw(st.sampled_from((*base.documents, *base.events))).id)
    going = draw(st.lists(st.sampled_from(one.mentions), min_size=1, unique=True))
    stretch = sight.mark(document.id, start, end)
    return draw(
        st.sampled_from(
            [
                Accept(target=target),
                Note(target=target),
                Reject(target=target),
                Merge(targets=(sight.aim(one.id), sight.aim(other.id))),
                Split(**dict(zip(("stays", "goes"), sight.part(one, going), strict=True))),
                Rename(target=sight.aim(one.id), name="Nobody Else"),
                Redate(target=dated, date=draw(DAYS)),
                ChangeStance(target=said, stance="warns"),
                ChangeSpeaker(target=said, speaker=draw(st.sampled_from([None, stretch]))),
                Relabel(target=sight.aim_at_stretch(document.id, start, end), label="boilerplate"),
                Add(record=NewEntity(mention=stretch, entity="group")),
            ]
        )
    )


@st.composite
def decided(draw, desk, most=6):
    made = []
    for action in draw(st.lists(actions(desk), min_size=1, max_size=most)):
        when = next_moment(datetime(2031, 7, 1, tzinfo=UTC), made)
        made.append(make_decision(action, who="A. Editor", why="", when=when))
    return made


def undo(history, decisions):
    made = list(history)
    for decision in decisions:
        when = next_moment(datetime(2031, 7, 2, tzinfo=UTC), made)
        made.append(make_decision(Undo(decision=decision.id), who="B. Editor", why="", when=when))
    return made


@settings(max_examples=60)
@given(data=st.data())
def test_undoing_all_gives_the_first_bytes_and_undoing_the_last_those_before_it(desk, data):
    history = data.draw(decided(desk))
    account = desk.derive(history)
    assert decode_account(encode_account(account)) == account
    assert encode_account(desk.derive(undo(history, history))) == encode_account(desk.base)
    assert encode_account(desk.derive(undo(history, history[-1:]))) == encode_account(desk.derive(history[:-1]))


@settings(max_examples=60)
@given(data=st.data())
def test_every_decision_fits_or_is_listed(desk, data):
    history = data.draw(decided(desk))
    corrections = desk.derive(history).corrections
    assert Counter(d.id for d in history) == Counter(c.decision.id for c in (*corrections.made, *corrections.misfits))


def places(records):
    return {
        (type(record).__name__, span.document, span.start, span.end)
        for record in records
        for span in list_places(record)
    }


@settings(max_examples=60)
@given(data=st.data())
def test_no_evidence_is_lost(desk, data):
    """Every place that an extractor found is in the account or among what was set aside."""
    account = desk.derive(data.draw(decided(desk)))
    aside = account.corrections.set_aside
    arrays = ("entities", "events", "attributions", "quantities", "incidents")
    found = {place for o in desk.observations for field in arrays for place in places(getattr(o, field))}
    kept = {place for field in arrays for place in places(getattr(account, field))}
    gone = {place for field in arrays for place in places(getattr(aside, field))} if aside else set()
    assert found <= kept | gone


def strip(account):
    """Without what names the decisions, whose ids hold the time."""
    arrays = ("documents", "entities", "quantities", "attributions", "events", "incidents", "findings")
    bare = {
        field: tuple(
            replace(r, decisions=() if field == "documents" else msgspec.UNSET) for r in getattr(account, field)
        )
        for field in arrays
    }
    return replace(account, **bare, corrections=msgspec.UNSET)


@settings(max_examples=60)
@given(data=st.data())
def test_the_order_of_independent_decisions_does_not_matter(desk, data):
    sight, base = desk.sight, desk.base
    independent = [
        *(ChangeStance(target=sight.aim(a.id), stance="warns") for a in base.attributions[:3]),
        *(Reject(target=sight.aim(a.id)) for a in base.attributions[3:]),
        *(Reject(target=sight.aim(q.id)) for q in base.quantities[:1]),
        *(Rename(target=sight.aim(e.id), name=f"Name {n}") for n, e in enumerate(base.entities[:3])),
        *(Redate(target=sight.aim(d.id), date="2031-05-09") for d in base.documents),
        Reject(target=sight.aim(next(f for f in base.findings if f.topic.startswith("Killed")).id)),
        Merge(targets=tuple(sight.aim(e.id) for e in base.entities[4:6])),
    ]
    chosen = data.draw(st.lists(st.sampled_from(independent), min_size=2, max_size=8, unique_by=id))
    turned = data.draw(st.permutations(chosen))
    accounts = []
    for order in (chosen, turned):
        history = []
        for action in order:
            when = next_moment(datetime(2031, 7, 1, tzinfo=UTC), history)
            history.append(make_decision(action, who="A", why="", when=when))
        accounts.append(desk.derive(history))
    assert strip(accounts[0]) == strip(accounts[1])
    ids = [
        gone and {r.id for r in (*gone.attributions, *gone.quantities, *gone.findings)} for gone in map(aside, accounts)
    ]
    assert ids[0] == ids[1]


def aside(account):
    return account.corrections.set_aside


ANCHORS = st.builds(
    Anchor,
    sha256=st.just("0" * 64),
    source=st.just("a.txt"),
    start=st.integers(0, 400),
    end=st.integers(0, 400),
    quote=st.sampled_from(["", "fire", "Mara Quist", " ", "four"]),
)


@settings(max_examples=150)
@given(data=st.data())
def test_a_history_made_by_others_is_carried_out_or_listed_whatever_it_says(desk, data):
    """Kinds, places and fields that never come together in a decision of ours."""
    here = desk.base.documents
    anchors = ANCHORS.map(lambda a: replace(a, sha256=here[a.start % len(here)].sha256))
    targets = st.builds(
        Target,
        kind=st.sampled_from(get_args(TargetKind)),
        anchors=st.lists(anchors, min_size=1, max_size=3).map(tuple),
        id=st.just("x"),
        name=st.just("Killed: fire"),
        finding=st.sampled_from(["conflict", None]),
        field=st.sampled_from(["killed", "id", "nonsense", None]),
    )
    actions = st.one_of(
        st.builds(Accept, target=targets),
        st.builds(Reject, target=targets),
        st.builds(Merge, targets=st.tuples(targets, targets)),
        st.builds(Split, stays=targets, goes=targets),
        st.builds(Rename, target=targets, name=st.sampled_from(["", "X"])),
        st.builds(Redate, target=targets, date=st.sampled_from([None, "", "2031", "x"])),
        st.builds(ChangeSpeaker, target=targets, speaker=st.none() | anchors),
        st.builds(Relabel, target=targets, label=st.just("title")),
        st.builds(Add, record=st.builds(NewEntity, mention=anchors, entity=st.just("place"))),
        st.builds(
            Add,
            record=st.builds(
                NewValue, event=anchors, field=st.sampled_from(["killed", "x"]), value=st.just(1), evidence=anchors
            ),
        ),
    )
    history = [
        make_decision(action, who="A", why="", when=f"2031-07-01T00:00:00.{n:03}Z")
        for n, action in enumerate(data.draw(st.lists(actions, min_size=1, max_size=4)))
    ]
    history = list(decode_history(encode_history(history), "x"))
    corrections = desk.derive(history).corrections
    assert len(corrections.made) + len(corrections.misfits) == len(history)


def test_the_records_of_the_strategy_are_of_both_kinds(desk):
    assert {type(r) for r in desk.sight.records.values()} >= {Entity, Event}
