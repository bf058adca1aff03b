"""The account as JSON: round trip, stable bytes, clear refusals."""

import json

import jsonschema
import pytest
from msgspec.structs import replace

from joindots.account import account_schema, decode_account, encode_account
from joindots.model import StoreError


def test_an_account_survives_the_round_trip(account):
    assert decode_account(encode_account(account)) == account


def test_the_same_account_gives_the_same_bytes_whatever_the_order_of_its_options(account):
    turned = dict(reversed({"b": "2", "a": "1"}.items()))
    one = replace(account, generator=replace(account.generator, options={"b": "2", "a": "1"}))
    two = replace(account, generator=replace(account.generator, options=turned))
    assert encode_account(one) == encode_account(two)


def test_it_is_ordinary_json_with_one_record_a_line(account):
    data = encode_account(account)
    assert json.loads(data)["documents"][0]["id"] == account.documents[0].id
    others = {"schema", "generator", "corrections"}
    records = sum(len(getattr(account, name)) for name in account.__struct_fields__ if name not in others)
    lines = data.decode().splitlines()
    assert sum(line.startswith(('{"id"', '{"source"')) for line in lines) == records


def test_an_empty_array_is_still_there(account):
    assert b'"rejections":[]' in encode_account(replace(account, rejections=()))


def test_the_published_schema_accepts_it(account):
    jsonschema.Draft202012Validator(account_schema()).validate(json.loads(encode_account(account)))


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"schema": 1}', b"\xff\xfe", b'{"schema":"joindots.account/1"}', b"[" * 100_000],
)
def test_what_is_no_account_is_refused_in_a_sentence(data):
    with pytest.raises(StoreError, match=r"not an account that joindots can read: .+\."):
        decode_account(data)


def test_another_schema_is_refused_by_name(account):
    data = encode_account(replace(account, schema="joindots.account/9"))
    with pytest.raises(StoreError, match=r"joindots\.account/9"):
        decode_account(data)
