"""Records as rows of a table: one for each item of each field, so that a part can be read without the rest.

No pickles: whoever can write to the folder of blocks can spoil an account, but runs nothing on anybody's machine.
"""

import types
import typing
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct


class Row(Struct, frozen=True):
    """One item of one field.

    Attributes:
        field: Name of the field; empty where the whole is no `Struct`.
        kind: Name of the item's type, which decides where several are possible.
        key: Of an item in a dictionary, as msgpack; empty elsewhere.
        body: The item as msgpack.
    """

    field: str
    kind: str
    key: bytes
    body: bytes


def to_rows(record: object) -> list[Row]:
    """Take a record apart.

    Args:
        record: A `Struct`, or anything else that msgspec encodes.
    """
    if not isinstance(record, Struct):
        return [_make_row("", record)]
    return [row for field in record.__struct_fields__ for row in _field_rows(field, getattr(record, field))]


def from_rows(rows: Iterable[Row], kind: type) -> object:
    """Put a record together again.

    Args:
        rows: From `to_rows`, in the same order.
        kind: What it is; the items of a `Struct` may be of one type or of several.

    Raises:
        ValueError: The rows are of something else.
    """
    by_field: dict[str, list[Row]] = {}
    for row in rows:
        by_field.setdefault(row.field, []).append(row)
    if not (isinstance(kind, type) and issubclass(kind, Struct)):
        return _decode(by_field[""][0], kind)
    hints = typing.get_type_hints(kind)
    return kind(**{field: _join(field, by_field.get(field, []), hints[field]) for field in kind.__struct_fields__})


def _field_rows(field: str, value: object) -> list[Row]:
    if isinstance(value, tuple | list):
        return [_make_row(field, item) for item in value]
    if isinstance(value, dict):
        return [_make_row(field, item, msgspec.msgpack.encode(key)) for key, item in value.items()]
    return [_make_row(field, value)]


def _make_row(field: str, item: object, key: bytes = b"") -> Row:
    return Row(field, type(item).__name__, key, msgspec.msgpack.encode(item))


def _join(field: str, rows: Sequence[Row], wanted: object) -> object:
    """The value of one field."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is tuple:
        return tuple(_decode(row, arguments[0]) for row in rows)
    if origin in {dict, Mapping}:
        return {msgspec.msgpack.decode(row.key, type=arguments[0]): _decode(row, arguments[1]) for row in rows}
    if not rows:
        raise ValueError(f"the field {field} is missing")
    return _decode(rows[0], wanted)


def _decode(row: Row, wanted: object) -> object:
    kinds = typing.get_args(wanted) if typing.get_origin(wanted) in {types.UnionType, typing.Union} else (wanted,)
    kind = next((kind for kind in kinds if getattr(kind, "__name__", "") == row.kind), kinds[0])
    return msgspec.msgpack.decode(row.body, type=kind)
