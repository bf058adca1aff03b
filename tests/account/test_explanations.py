"""Why the account says what it says."""

import pytest
from msgspec.structs import replace

from joindots.account import explain
from joindots.model import OptionsError


def records(account):
    others = {"schema", "generator", "rejections", "corrections"}
    names = [name for name in account.__struct_fields__ if name not in others]
    return [record for name in names for record in getattr(account, name)]


def test_every_record_can_be_explained(account):
    for record in records(account):
        text = explain(account, record.id)
        assert text.startswith(f"{record.id}: ")
        assert "\x1b" not in text
        assert "None" not in text.replace("high None", "").replace("low None", "")


def test_a_finding_is_told_with_origins_records_and_places(account):
    finding = next(f for f in account.findings if f.kind == "change")
    text = explain(account, f" {finding.id} ")
    assert "Confidence 0.90: joindots is sure" in text
    assert "R1 The Tarn Herald, 3 Jun 2040, R3 “Crane falls at Tarn Quay”: copied text" in text or "copied text" in text
    assert "line 5, 103–122" in text
    assert "A crane fell onto the quay on Saturday, ⟦killing two dockers⟧ and injuring at least 9 others." in text
    assert all(record in text for position in finding.positions for record in position.records)
    assert "About fall of the crane (v00000000001)" in text


def test_a_quantity_tells_who_says_it_and_what_uses_it(account):
    quantity = next(q for q in account.quantities if q.span.text == "three dockers")
    text = explain(account, quantity.id)
    assert "said by port authority" in text
    assert "used by f" in text


def test_an_unknown_id_is_refused_with_close_ones(account):
    with pytest.raises(OptionsError, match="Did you mean e00000000001"):
        explain(account, "e0000000001")
    with pytest.raises(OptionsError, match=r"Ids stand on the page and in account\.json"):
        explain(account, "~\x1b")


def test_a_name_is_as_good_as_an_id_and_tells_what_somebody_said_when(account):
    text = explain(account, "oda renn")
    assert text == explain(account, "Renn") == explain(account, "e00000000001")
    assert "said: 1 statement · 2 independent reports · 3 Jun 2040\n" in text
    assert "  3 Jun 2040, reported in R1 The Tarn Herald\n    says: “The cable was much too old,” [a" in text
    assert "      also says: the cable “was far too old” [a" in text


def test_a_name_that_several_have_is_asked_for_by_id(account):
    twins = [replace(entity, name="Oda Renn", aliases=()) for entity in account.entities]
    with pytest.raises(OptionsError, match=r"e00000000001 \(person, Oda Renn\), e00000000002 .* Ask by id"):
        explain(replace(account, entities=tuple(twins)), "Oda Renn")
