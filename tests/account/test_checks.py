"""The rules of the contract that a schema cannot state."""

import pytest
from msgspec.structs import replace

from joindots.account import verify_account
from joindots.model import Block, InternalError, Span


def refuse(account, words):
    with pytest.raises(InternalError, match=words):
        verify_account(account)


def change(account, array, which, **fields):
    records = list(getattr(account, array))
    records[which] = replace(records[which], **fields)
    return replace(account, **{array: tuple(records)})


def test_a_sound_account_passes(account):
    verify_account(account)


def test_a_span_that_is_not_its_slice_is_found(account):
    span = account.quantities[0].span
    refuse(change(account, "quantities", 0, span=replace(span, text="other")), "is not its slice")
    refuse(change(account, "quantities", 0, span=replace(span, start=span.start - 1)), "is not its slice")


def test_an_empty_span_or_one_in_no_report_is_found(account):
    document = account.documents[0].id
    empty = Span(document=document, start=3, end=3, text="")
    refuse(change(account, "quantities", 0, span=empty), "is not its slice")
    refuse(change(account, "quantities", 0, span=replace(empty, document="dx")), "not in the account")


@pytest.mark.parametrize("blocks", [(), (Block(start=0, end=2, kind="body"),), (Block(start=1, end=9, kind="body"),)])
def test_blocks_have_to_tile_the_text(account, blocks):
    refuse(change(account, "documents", 0, blocks=blocks), "The blocks of")


def test_a_record_without_evidence_is_found(account):
    finding = account.findings[0]
    bare = replace(finding.positions[0], evidence=())
    refuse(change(account, "findings", 0, positions=(bare,)), "has no evidence")
    refuse(change(account, "attributions", 0, content=()), "has no evidence")


def test_an_array_out_of_order_or_with_a_double_is_found(account):
    refuse(replace(account, documents=account.documents[::-1]), "documents is not sorted")
    refuse(replace(account, events=account.events * 2), "holds an id twice")
    first = account.rejections[0]
    refuse(replace(account, rejections=(first, replace(first, source="a"))), "rejections is not sorted")


def test_dangling_ids_are_found(account):
    refuse(change(account, "quantities", 0, event="vx"), "the event vx")
    refuse(change(account, "quantities", 0, attribution="ax"), "the attribution ax")
    refuse(change(account, "events", 0, place="ex"), "the entity ex")
    refuse(change(account, "incidents", 0, event="vx"), "the event vx")
    refuse(change(account, "stories", 0, events=("vx",)), "refers to vx")
    refuse(change(account, "findings", 0, about=("zz",)), "refers to zz")
