"""What each decision does to an account."""

import msgspec
import pytest

from joindots.account import decode_account, encode_account
from joindots.model import (
    Accept,
    Add,
    ChangeSpeaker,
    ChangeStance,
    Merge,
    NewAttribution,
    NewEntity,
    NewEvent,
    NewQuantity,
    NewValue,
    Note,
    Redate,
    Reject,
    Relabel,
    Rename,
    Split,
    Undo,
)


def report(account, source):
    return next(d for d in account.documents if d.source == source)


def mark(desk, source, words):
    document = report(desk.base, source)
    start = document.text.index(words)
    return desk.sight.mark(document.id, start, start + len(words))


def finding(account, topic, kind):
    return next((f for f in account.findings if f.topic.startswith(topic) and f.kind == kind), None)


def test_without_decisions_nothing_is_added(desk):
    assert desk.base.corrections is msgspec.UNSET
    assert b"decisions" not in encode_account(desk.base)


def test_a_rejected_finding_is_set_aside_whole(desk, decide):
    wrong = finding(desk.base, "Killed", "conflict")
    history = decide(Reject(target=desk.sight.aim(wrong.id)))
    account = desk.derive(history)
    assert wrong.id not in {f.id for f in account.findings}
    assert account.corrections.set_aside.findings == (wrong,)
    assert account.corrections.made[0].decision == history[0]
    assert decode_account(encode_account(account)) == account


def test_accepting_and_noting_change_nothing_but_the_marks(desk, decide):
    right = finding(desk.base, "Killed", "conflict")
    history = decide(Accept(target=desk.sight.aim(right.id)), Note(target=desk.sight.aim(right.id)))
    account = desk.derive(history)
    marked = finding(account, "Killed", "conflict")
    assert marked.decisions == tuple(sorted(d.id for d in history))
    assert msgspec.structs.replace(marked, decisions=msgspec.UNSET) == right


def test_a_rejected_number_leaves_the_findings_and_the_register(desk, decide):
    five = next(q for q in desk.base.quantities if q.span.text == "Five")
    account = desk.derive(decide(Reject(target=desk.sight.aim(five.id))))
    assert five.span not in {q.span for q in account.quantities}
    assert [q.span for q in account.corrections.set_aside.quantities] == [five.span]
    assert all(r.value != 5 for incident in account.incidents for r in incident.killed)
    assert not any(five.span in p.evidence for f in account.findings for p in f.positions)


def test_a_rejected_name_keeps_its_words_where_it_spoke(desk, decide):
    police = desk.entity("police")
    account = desk.derive(decide(Reject(target=desk.sight.aim(police.id))))
    said = next(a for a in account.attributions if a.id == desk.said("doors were locked").id)
    assert said.source.entity is None
    assert said.source.span.text == "Police"


def test_a_rejected_event_takes_its_rows_and_links_along(desk, decide):
    fire = desk.event("Ostrow")
    account = desk.derive(decide(Reject(target=desk.sight.aim(fire.id))))
    assert not any("Ostrow" in v.name and v.type == "fire" for v in account.events)
    assert all(q.event is None for q in account.quantities)
    assert account.corrections.set_aside.incidents


def test_merged_names_are_one(desk, decide):
    mayor, short = desk.entity("Mara Quist"), desk.entity("Quist")
    account = desk.derive(decide(Merge(targets=(desk.sight.aim(mayor.id), desk.sight.aim(short.id)))))
    (one,) = [e for e in account.entities if "Quist" in {*e.aliases}]
    assert one.name == "Mara Quist"
    assert {m.document for m in one.mentions} == {d.id for d in account.documents}
    assert one.decisions
    assert {a.source.entity for a in account.attributions if "sprinklers" in a.content[0].text} == {one.id}


def test_merged_events_are_one(desk, decide):
    fires = [v for v in desk.base.events if v.type == "fire"]
    account = desk.derive(decide(Merge(targets=tuple(desk.sight.aim(v.id) for v in fires))))
    assert len([v for v in account.events if v.type == "fire"]) == 1


def test_a_name_is_split_between_reports(desk, decide):
    place = desk.entity("Ostrow")
    went = report(desk.base, "b.txt").id
    stays, goes = desk.sight.part(place, [m for m in place.mentions if m.document == went])
    account = desk.derive(decide(Split(stays=stays, goes=goes)))
    owners = [e for e in account.entities if e.name == "Ostrow"]
    assert sorted({m.document for m in e.mentions} == {went} for e in owners) == [False, True]


def test_a_name_is_split_within_a_report(desk, decide):
    mayor = desk.entity("Mara Quist")
    stays, goes = desk.sight.part(mayor, [m for m in mayor.mentions if m.text == "The coroner"])
    account = desk.derive(decide(Split(stays=stays, goes=goes)))
    said = next(a for a in account.attributions if a.content[0].text == "six people died")
    other = next(e for e in account.entities if e.id == said.source.entity)
    assert [m.text for m in other.mentions] == ["The coroner"]
    assert "The coroner" not in {m.text for e in account.entities if e is not other for m in e.mentions}


def test_an_event_is_split_within_a_report(desk, decide):
    fire = desk.event("Ostrow")
    went = [m for m in fire.mentions if m.text == "died" and m.document == report(desk.base, "c.txt").id]
    stays, goes = desk.sight.part(fire, went)
    account = desk.derive(decide(Split(stays=stays, goes=goes)))
    other = next(v for v in account.events if set(went) <= set(v.mentions))
    assert not {m for m in fire.mentions if m.text == "fire" and m.document == went[0].document} & set(other.mentions)
    assert [q.event for q in account.quantities if q.span.text == "six"] == [other.id]


def test_a_later_decision_wins(desk, decide):
    mayor, short = desk.sight.aim(desk.entity("Mara Quist").id), desk.sight.aim(desk.entity("Quist").id)
    merge, split = Merge(targets=(mayor, short)), Split(stays=mayor, goes=short)
    apart, one = desk.derive(decide(merge, split)), desk.derive(decide(split, merge))
    assert [m.decision.action for m in apart.corrections.misfits] == [merge]
    assert [m.decision.action for m in one.corrections.misfits] == [split]


def test_a_renamed_entity_keeps_its_id_and_its_old_name(desk, decide):
    mayor = desk.entity("Mara Quist")
    account = desk.derive(decide(Rename(target=desk.sight.aim(mayor.id), name="Mara Elin Quist")))
    (one,) = [e for e in account.entities if e.id == mayor.id]
    assert (one.name, "Mara Quist" in one.aliases) == ("Mara Elin Quist", True)
    assert account.corrections.made[0].was == "Mara Quist"


def test_a_dated_report_is_dated_before_it_is_read(desk, decide):
    document = report(desk.base, "c.txt")
    account = desk.derive(decide(Redate(target=desk.sight.aim(document.id), date="2031-06")))
    dated = report(account, "c.txt")
    assert (dated.published.value, dated.published.basis) == ("2031-06", "decided")
    assert (dated.published.earliest, dated.published.latest) == ("2031-06-01", "2031-06-30")
    assert dated.decisions


def test_a_decided_date_of_an_event_wins(desk, decide):
    fire = desk.event("Ostrow")
    account = desk.derive(decide(Redate(target=desk.sight.aim(fire.id), date="2031-05-01")))
    assert {v.date.value for v in account.events if v.name == "Ostrow warehouse fire"} == {"2031-05-01"}


def test_a_statement_is_laid_to_somebody_else_and_meant_otherwise(desk, decide):
    said = desk.said("doors were locked")
    target = desk.sight.aim(said.id)
    speaker = mark(desk, "a.txt", "Ivo Quist")
    history = decide(ChangeSpeaker(target=target, speaker=speaker), ChangeStance(target=target, stance="doubts"))
    account = desk.derive(history)
    changed = next(a for a in account.attributions if a.id == said.id)
    guard = next(e for e in account.entities if e.name == "Ivo Quist")
    assert (changed.source.entity, changed.stance) == (guard.id, "doubts")
    assert [c.was for c in account.corrections.made] == ["Police", "denies"]
    assert changed.decisions == tuple(sorted(d.id for d in history))


def test_a_relabelled_stretch_cuts_the_blocks_that_tile_the_text(desk, decide):
    document = report(desk.base, "b.txt")
    anchor = mark(desk, "b.txt", "Another fire broke out at the Lanfield mill on Saturday.")
    target = desk.sight.aim_at_stretch(document.id, anchor.start, anchor.end)
    account = desk.derive(decide(Relabel(target=target, label="caption")))
    changed = report(account, "b.txt")
    assert ("caption", anchor.start, anchor.end) in {(b.kind, b.start, b.end) for b in changed.blocks}
    assert [b.start for b in changed.blocks[1:]] == [b.end for b in changed.blocks[:-1]]


def test_a_stretch_labelled_as_title_is_the_title(desk, decide):
    document = report(desk.base, "b.txt")
    target = desk.sight.aim_at_stretch(document.id, 0, document.text.index("\n"))
    titled = desk.derive(decide(Relabel(target=target, label="title")))
    assert report(titled, "b.txt").title.startswith("Five people died")
    both = desk.derive(decide(Relabel(target=target, label="title"), Relabel(target=target, label="body")))
    assert report(both, "b.txt").title is None


def test_missing_records_are_added_by_marking_text(desk, decide):
    records = (
        NewEntity(mention=mark(desk, "b.txt", "Lanfield mill"), entity="organisation"),
        NewEvent(mention=mark(desk, "c.txt", "pay for the funerals"), name="payment", type="statement", date="2031-06"),
        NewAttribution(
            content=(mark(desk, "a.txt", "Ivo Quist, a guard, was taken to hospital"),),
            form="indirect",
            stance="asserts",
        ),
        NewQuantity(
            span=mark(desk, "b.txt", "Another fire"),
            clause=mark(desk, "b.txt", "Another fire broke out at the Lanfield mill"),
            quantity="count",
            low=1,
            high=1,
            bound="exact",
            counted="fire",
            measure="fires",
        ),
        NewValue(
            event=mark(desk, "a.txt", "fire"), field="weapon", value="none", evidence=mark(desk, "a.txt", "sprinklers")
        ),
    )
    account = desk.derive(decide(*(Add(record=record) for record in records)))
    assert not account.corrections.misfits
    assert all(len(made.records) == 1 for made in account.corrections.made)
    assert any(e.name == "Lanfield mill" for e in account.entities)
    assert any(v.name == "payment" and v.date.value == "2031-06" for v in account.events)
    assert any(q.measure == "fires" for q in account.quantities)
    assert any(r.value == "none" for incident in account.incidents for r in incident.weapon)


def test_what_is_found_by_itself_is_not_added_twice(desk, decide):
    again = NewEntity(mention=mark(desk, "a.txt", "Mara Quist"), entity="person")
    account = desk.derive(decide(Add(record=again)))
    assert len(account.entities) == len(desk.base.entities)
    assert account.corrections.made[0].records == (desk.entity("Mara Quist").id,)


def test_a_rejected_value_leaves_its_field(desk, decide):
    row = next(i for i in desk.base.incidents if len(i.killed) == 3)
    six = next(r for r in row.killed if r.value == 6)
    target = msgspec.structs.replace(desk.sight.aim(row.id), anchors=desk.sight.anchor(six.evidence), field="killed")
    account = desk.derive(decide(Reject(target=target)))
    assert 6 not in {r.value for i in account.incidents for r in i.killed}
    assert [r.value for i in account.corrections.set_aside.incidents for r in i.killed] == [6]


@pytest.mark.parametrize("kind", ["document", "block"])
def test_a_report_cannot_be_rejected(desk, decide, kind):
    target = msgspec.structs.replace(desk.sight.aim(desk.base.documents[0].id), kind=kind)
    account = desk.derive(decide(Reject(target=target)))
    assert account.corrections.misfits[0].reason == f"A {kind} cannot be rejected."


def test_what_rests_on_an_undone_decision_is_as_before(desk, decide):
    mayor = desk.sight.aim(desk.entity("Mara Quist").id)
    history = decide(Rename(target=mayor, name="M. Quist"))
    history = decide(Undo(decision=history[0].id), before=history)
    assert desk.derive(history) == desk.base
    again = decide(Undo(decision=history[1].id), before=history)
    assert desk.derive(again) == desk.derive(history[:1])


def test_a_note_on_what_was_rejected_later_still_fits(desk, decide):
    target = desk.sight.aim(desk.said("doors were locked").id)
    account = desk.derive(decide(Note(target=target), Reject(target=target)))
    assert not account.corrections.misfits
