"""The JSON Schema of `account.json`, made from the model."""

from typing import Final

import msgspec

from joindots.model import SCHEMA, Account

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def account_schema() -> dict[str, object]:
    """The published contract of an account.

    Returns:
        A JSON Schema, draft 2020-12, that accepts every account `encode_account` writes.
    """
    return {"$schema": _DIALECT, "title": SCHEMA, **msgspec.json.schema(Account)}
