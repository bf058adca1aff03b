"""Records of articles, from whatever notation, to drafts."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from joindots.intake.blocks.paragraphs import BLANKS
from joindots.intake.dates import parse_day
from joindots.intake.drafts import Draft
from joindots.intake.files import File, name_part
from joindots.intake.inputs import STAGE
from joindots.model import InputError, Rejection
from joindots.text.decode import make_storable

Field = Literal["id", "text", "title", "published", "authors", "publisher", "url"]

_NOT_NAME = re.compile(r"[\W_]+")
_AUTHOR_BREAK = re.compile(r"[;|]")
_BY = re.compile(r"^\s{0,9}by\s+", re.IGNORECASE)  # before the name in a column of bylines


class Place(Struct, frozen=True, kw_only=True):
    """Where a record stands.

    Attributes:
        file: What it is read from.
        number: From 1.
        name: For the user, such as `Line 3`.
        sha256: Of the record alone.
        media_type: As in `Document`.
        notes: On how it was decoded.
    """

    file: File
    number: int
    name: str
    sha256: str
    media_type: str
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=1024)  # the columns of a table, and the keys of its like in JSON
def fold_name(name: str) -> str:
    """The name of a field as names are compared: `Date Published` and `date_published` are one."""
    return _NOT_NAME.sub("", name).lower()


def find_field(name: str) -> Field | None:
    """Which field of an article a column or key is, or None."""
    return _fields().get(fold_name(name))


def make_record_draft(record: Mapping[str, object], place: Place) -> Draft:
    """The draft of one record.

    Args:
        record: Values by name, in any spelling of the names in `article_fields.toml`; others are ignored. Texts, and
            for authors and publisher also objects with a `name` and lists of either.
        place: Where it stands.

    Raises:
        InputError: It has no text.
    """
    values = _sort_values(record)
    text = next((value for value in values["text"] if isinstance(value, str) and value.strip(BLANKS)), None)
    source = name_part(place.file, _read_id(values["id"], place.number))
    if text is None:
        raise InputError(source, f'{place.name} has no "text".')
    safe, notes = make_storable(text, keep_nul=True)
    published, date_notes = _read_published(values["published"])
    return Draft(
        source=source,
        sha256=place.sha256,
        media_type=place.media_type,
        text=safe,
        title=_first(values["title"]),
        publisher=_first(values["publisher"]),
        authors=_read_authors(values["authors"]),
        published=published,
        url=_first(values["url"]) or place.file.url,
        part_of=place.file.part_of,
        notes=tuple(sorted({*notes, *date_notes, *place.notes})),
    )


class Ids:
    """The names of the records that one file has given so far."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def check(self, draft: Draft, place: Place) -> Draft | Rejection:
        """The draft, or its rejection where a record before it has the same id."""
        if draft.source in self._seen:
            unit = place.name.split(" ", maxsplit=1)[0].lower()
            reason = f"{place.name}: another {unit} before it has the same id."
            return Rejection(source=draft.source, stage=STAGE, reason=reason)
        self._seen.add(draft.source)
        return draft


def _sort_values(record: Mapping[str, object]) -> dict[Field, list[object]]:
    """Values of each field, those of the better names first; of two spellings of one name, the first given."""
    values: dict[str, object] = {}
    for name, value in record.items():
        values.setdefault(fold_name(name), value)
    fields: dict[Field, list[object]] = {field: [] for field in _fields().values()}
    for name, field in _fields().items():
        if name in values:
            fields[field].append(values[name])
    return fields


def _list_texts(value: object) -> Iterator[str]:
    """The texts in a value: its own, its `name`, or those of its members."""
    for item in value if isinstance(value, list) else [value]:
        text = item.get("name") if isinstance(item, Mapping) else item
        if isinstance(text, str) and (bare := make_storable(text)[0].strip()):
            yield bare


def _first(values: list[object]) -> str | None:
    return next((text for value in values for text in _list_texts(value)), None)


def _read_authors(values: list[object]) -> tuple[str, ...]:
    for value in values:
        parts = (part.strip() for text in _list_texts(value) for part in _AUTHOR_BREAK.split(_BY.sub("", text)))
        names = dict.fromkeys(part for part in parts if part)
        if names:
            return tuple(names)
    return ()


def _read_id(values: list[object], number: int) -> str:
    for value in values:
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if text := _first([value]):
            return text
    return str(number)


def _read_published(values: list[object]) -> tuple[str | None, tuple[str, ...]]:
    given = [value for value in values if value is not None and value != ""]
    days = (parse_day(value) for value in given if isinstance(value, str))
    day = next((day for day in days if day), None)
    return day, () if day or not given else ("published: not a date",)


@cache
def _fields() -> dict[str, Field]:
    """Field by folded name, in order of preference within each field."""
    table: dict[Field, list[str]] = tomllib.loads(
        files(__package__).joinpath("article_fields.toml").read_text("utf-8")
    )["fields"]
    return {name: field for field, names in table.items() for name in names}
