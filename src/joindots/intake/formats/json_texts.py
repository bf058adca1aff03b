"""JSON: an article, a list of articles, or an object with such a list somewhere inside."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.formats.article_records import Ids, Place, find_field, make_record_draft
from joindots.intake.formats.json_lines import JsonLinesReader
from joindots.intake.inputs import STAGE
from joindots.model import InputError, Rejection
from joindots.text.decode import decode_text

_MEDIA_TYPES = frozenset({"application/json", "text/json"})
# What no name tells: a list of objects, or an object that begins on a line of its own.
_LOOKS_LIKE = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*(?:\[\s*\{\s*"|\{[ \t\r]*\n\s*"[^"\n]{1,80}"\s*:)')
_MOST_LEVELS = 4  # of objects around the list: interfaces wrap it in one or two


class JsonReader:
    """Reads one file of JSON; the names of the fields are those of JSON Lines."""

    def accepts(self, file: File) -> bool:
        """By extension, declared type, or when it begins like a list of objects."""
        return file.extension == ".json" or file.media_type in _MEDIA_TYPES or bool(_LOOKS_LIKE.match(file.data))

    def read(self, file: File) -> Iterator[Draft | Rejection]:
        """Read item by item; a bad item is rejected and the rest goes on.

        Raises:
            InputError: It is not JSON, or holds no article.
        """
        decoded = decode_text(file.data)
        try:
            value = json.loads(decoded.text)
        except (ValueError, RecursionError) as error:
            if getattr(error, "msg", "") == "Extra data":  # several values: JSON Lines under another name
                yield from JsonLinesReader().read(file)
                return
            raise InputError(file.source, _explain(error)) from error
        items = _find_items(value)
        if items is None:
            raise InputError(file.source, 'It is JSON without articles: nothing in it has a "text".')
        ids = Ids()
        for number, item in enumerate(items, start=1):
            try:
                yield _read_item(file, number, item, decoded.notes, ids)
            except InputError as error:
                yield Rejection(source=error.source, stage=STAGE, reason=error.reason)


def _explain(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"It is not valid JSON: {error.msg} (line {error.lineno})."
    return "It is not valid JSON: it is nested too deeply or holds a number that is too long."


def _find_items(value: object) -> list[object] | None:
    """The articles: the value alone, or the nearest list that has one, through objects only."""
    level = [value]
    for _ in range(_MOST_LEVELS):
        for each in level:
            if isinstance(each, list) and any(map(_is_article, each)):
                return each
            if _is_article(each):
                return [each]
        level = [inner for each in level if isinstance(each, dict) for inner in each.values()]
    return None


def _is_article(value: object) -> bool:
    return isinstance(value, Mapping) and any(
        isinstance(text, str) and find_field(name) == "text" for name, text in value.items()
    )


def _read_item(file: File, number: int, item: object, notes: tuple[str, ...], ids: Ids) -> Draft | Rejection:
    if not isinstance(item, dict):
        raise InputError(f"{file.source}#{number}", f"Item {number} is not a JSON object.")
    place = Place(
        file=file,
        number=number,
        name=f"Item {number}",
        sha256=_hash_item(item),
        media_type="application/json",
        notes=notes,
    )
    return ids.check(make_record_draft(item, place), place)


def _hash_item(item: dict[str, object]) -> str:
    """Of the item written anew without spaces: its neighbours and its indentation do not matter."""
    written = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
