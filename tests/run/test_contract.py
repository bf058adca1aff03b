"""account.json keeps its contract."""

import json

import jsonschema
import msgspec
import pytest

from joindots.account import account_schema, decode_account, encode_account, verify_account
from joindots.model import Account, InternalError

ARRAYS = (
    "documents", "entities", "times", "quantities", "attributions", "events", "incidents", "stories", "reuse",
    "findings",
)  # fmt: skip


def spans(value: object) -> list[dict]:
    """Every record with document, start, end and text, wherever it stands."""
    if isinstance(value, list):
        return [s for item in value for s in spans(item)]
    if isinstance(value, dict):
        own = [value] if {"document", "start", "end", "text"} <= value.keys() else []
        return own + [s for item in value.values() for s in spans(item)]
    return []


@pytest.fixture(scope="module")
def data(example) -> dict:
    return json.loads(encode_account(example))


def test_it_is_valid_against_the_published_schema(data) -> None:
    jsonschema.validate(data, account_schema())


def test_every_span_is_its_slice(data) -> None:
    texts = {d["id"]: d["text"] for d in data["documents"]}
    found = spans(data)
    assert len(found) > 500
    assert not [s for s in found if texts[s["document"]][s["start"] : s["end"]] != s["text"]]


def test_nothing_is_without_evidence(data) -> None:
    for field in ("entities", "times", "quantities", "attributions", "events", "incidents", "reuse", "findings"):
        assert not [r["id"] for r in data[field] if not spans(r)], field
    for finding in data["findings"]:
        assert all(position["evidence"] and position["documents"] for position in finding["positions"])


def test_unknown_is_null(data) -> None:
    def empty(value: object, path: str = "") -> list[str]:
        if isinstance(value, dict):
            return [p for k, v in value.items() for p in empty(v, f"{path}.{k}")]
        if isinstance(value, list):
            return [p for v in value for p in empty(v, path)]
        return [path] if value == "" else []

    assert not empty({k: data[k] for k in ARRAYS})


def test_arrays_are_sorted_by_id_and_ids_are_unique(data) -> None:
    for field in ARRAYS:
        ids = [record["id"] for record in data[field]]
        assert ids == sorted(set(ids)), field


def test_origins_partition_the_documents_of_a_position(data) -> None:
    for finding in data["findings"]:
        for position in finding["positions"]:
            members = [d for origin in position["origins"] for d in origin["documents"]]
            assert sorted(members) == position["documents"]
        assert finding["origins"] == max(len(p["origins"]) for p in finding["positions"])


def test_blocks_tile_the_text(data) -> None:
    for document in data["documents"]:
        at = 0
        for block in document["blocks"]:
            assert block["start"] == at
            at = block["end"]
        assert at == len(document["text"])


def test_the_json_round_trip_loses_nothing(example) -> None:
    assert decode_account(encode_account(example)) == example


def test_a_wrong_span_is_our_bug_and_is_caught(example) -> None:
    first = example.times[0]
    broken = msgspec.structs.replace(first, span=msgspec.structs.replace(first.span, start=first.span.start + 1))
    with pytest.raises(InternalError):
        verify_account(msgspec.structs.replace(example, times=(broken, *example.times[1:])))


def test_all_record_kinds_are_there(example: Account) -> None:
    assert not [field for field in ARRAYS if not getattr(example, field)]
