"""The account as a file: JSON, one record a line, so that two accounts of one pile can be compared line by line."""

import msgspec

from joindots.model import SCHEMA, Account, StoreError

_ENCODER = msgspec.json.Encoder(order="deterministic")
_ARRAYS = tuple(name for name in Account.__struct_fields__ if name not in {"schema", "generator", "corrections"})


def encode_account(account: Account) -> bytes:
    """The bytes of `account.json`: UTF-8, one record a line, the same for the same account on any machine.

    Args:
        account: With its arrays sorted.

    Returns:
        A JSON object that ends in a line break.
    """
    head = (b'"schema":' + _ENCODER.encode(account.schema), b'"generator":' + _ENCODER.encode(account.generator))
    arrays = (_encode_array(name, getattr(account, name)) for name in _ARRAYS)
    tail = [b'"corrections":' + _ENCODER.encode(account.corrections)] if account.corrections else []
    return b"{\n" + b",\n".join([*head, *arrays, *tail]) + b"\n}\n"


def decode_account(data: bytes) -> Account:
    """Read the bytes of an `account.json`.

    Args:
        data: What `encode_account` returned, or the same JSON laid out in another way.

    Returns:
        The account.

    Raises:
        StoreError: It is no JSON, no account, or an account of another schema.
    """
    try:
        account = msgspec.json.decode(data, type=Account)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(f"This is not an account that joindots can read: {error}.") from error
    if account.schema != SCHEMA:
        raise StoreError(f"This account has the schema {account.schema!r}; this version of joindots reads {SCHEMA!r}.")
    return account


def _encode_array(name: str, records: tuple[msgspec.Struct, ...]) -> bytes:
    if not records:
        return f'"{name}":[]'.encode()
    return f'"{name}":[\n'.encode() + b",\n".join(map(_ENCODER.encode, records)) + b"\n]"
