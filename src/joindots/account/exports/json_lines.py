"""An account as JSON Lines: one record a line, whole, with its kind; findings with a text to cite."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from joindots.account.finding_citations import cite_finding
from joindots.account.indexes import Index
from joindots.model import Account, Finding

_KINDS = {
    "documents": "document",
    "entities": "entity",
    "times": "time",
    "quantities": "quantity",
    "attributions": "attribution",
    "events": "event",
    "incidents": "incident",
    "stories": "story",
    "reuse": "reuse",
    "findings": "finding",
    "rejections": "rejection",
}


def encode_lines(account: Account) -> bytes:
    """The records of an account, one a line: `{"record": "finding", ...}`.

    Args:
        account: Any.

    Returns:
        UTF-8. The fields are those of `account.json`, evidence included; a finding also has `citation`.
    """
    return b"".join(msgspec.json.encode(line) + b"\n" for line in _lines(account))


def _lines(account: Account) -> Iterator[dict[str, object]]:
    index = Index(account)
    for name, kind in _KINDS.items():
        records: tuple[Struct, ...] = getattr(account, name)
        for record in records:
            fields: dict[str, object] = msgspec.to_builtins(record)
            more = {"citation": cite_finding(index, record)} if isinstance(record, Finding) else {}
            yield {"record": kind, **fields, **more}
