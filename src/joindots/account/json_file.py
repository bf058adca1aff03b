"""The account as a file: JSON, one record a line, so that two accounts of one pile can be compared line by line."""

from collections.abc import Iterator

import msgspec

from joindots.model import SCHEMA, Account, StoreError

_ENCODER = msgspec.json.Encoder(order="deterministic")
_ARRAYS = tuple(name for name in Account.__struct_fields__ if name not in {"schema", "generator", "corrections"})

_A_PIECE = 1_000  # records: some hundred kilobytes


def encode_account(account: Account) -> bytes:
    """The bytes of `account.json`: UTF-8, one record a line, the same for the same account on any machine.

    Args:
        account: With its arrays sorted.

    Returns:
        A JSON object that ends in a line break.
    """
    return b"".join(stream_account(account))


def stream_account(account: Account) -> Iterator[bytes]:
    """What `encode_account` returns, in pieces: the whole takes as much memory again as the account.

    Args:
        account: With its arrays sorted.
    """
    yield b'{\n"schema":' + _ENCODER.encode(account.schema)
    yield b',\n"generator":' + _ENCODER.encode(account.generator)
    for name in _ARRAYS:
        yield f',\n"{name}":['.encode()
        yield from _encode_records(getattr(account, name))
        yield b"]"
    if account.corrections:
        yield b',\n"corrections":' + _ENCODER.encode(account.corrections)
    yield b"\n}\n"


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


def _encode_records(records: tuple[msgspec.Struct, ...]) -> Iterator[bytes]:
    before = b"\n"
    for at in range(0, len(records), _A_PIECE):
        lines = _ENCODER.encode_lines(records[at : at + _A_PIECE])
        yield before + lines[:-1].replace(b"\n", b",\n")  # in JSON a line break is written as an escape
        before = b",\n"
    if records:
        yield b"\n"
