"""JSON Lines: one document a line."""

import hashlib
import json
import re
from collections.abc import Iterator

from joindots.intake.dates import parse_day
from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.inputs import STAGE
from joindots.intake.paragraphs import BLANKS
from joindots.model import InputError, Rejection
from joindots.text.decode import decode_text, detect_byte_order_mark, detect_utf16, make_storable

_EXTENSIONS = frozenset({".jsonl", ".ndjson"})
_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(\{[^\n]*)")
_TEXT_KEY = re.compile(rb'"text"\s*:')


class JsonLinesReader:
    """Reads `id`, `text`, `title`, `published`, `publisher`, `url` from each line; other keys are ignored."""

    def accepts(self, file: File) -> bool:
        """By extension, or when the first line is an object with a text."""
        if file.extension in _EXTENSIONS:
            return True
        first = _FIRST_LINE.match(file.data)
        return bool(first and first.group(1).rstrip().endswith(b"}") and _TEXT_KEY.search(first.group(1)))

    def read(self, file: File) -> Iterator[Draft | Rejection]:
        """Read line by line; a bad line is rejected and the rest goes on."""
        seen: set[str] = set()
        for number, line in _split_lines(file.data):
            try:
                draft = _read_line(file.source, number, line)
            except InputError as error:
                yield Rejection(source=error.source, stage=STAGE, reason=error.reason)
                continue
            if draft.source in seen:
                reason = f"Line {number}: another line before it has the same id."
                yield Rejection(source=draft.source, stage=STAGE, reason=reason)
            else:
                seen.add(draft.source)
                yield draft


def _split_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, numbered from 1, without their line break."""
    marked = detect_byte_order_mark(data) or detect_utf16(data)
    if marked:
        data = decode_text(data).text.encode()
    for number, line in enumerate(data.split(b"\n"), start=1):
        bare = line.removesuffix(b"\r")
        if bare.strip():
            yield number, bare


def _read_line(source: str, number: int, line: bytes) -> Draft:
    here = f"{source}#{number}"
    decoded = decode_text(line)
    try:
        record = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or "it is nested too deeply or holds a number that is too long"
        raise InputError(here, f"Line {number} is not valid JSON: {reason}.") from error
    if not isinstance(record, dict):
        raise InputError(here, f"Line {number} is not a JSON object.")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip(BLANKS):
        raise InputError(f"{source}#{_read_id(record, number)}", f'Line {number} has no "text".')
    safe, notes = make_storable(text, keep_nul=True)
    published, date_notes = _read_published(record)
    return Draft(
        source=f"{source}#{_read_id(record, number)}",
        sha256=hashlib.sha256(line).hexdigest(),
        media_type="application/json",
        text=safe,
        title=_read_field(record, "title"),
        publisher=_read_field(record, "publisher"),
        published=published,
        url=_read_field(record, "url"),
        notes=tuple(sorted({*notes, *date_notes, *decoded.notes})),
    )


def _read_field(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    return make_storable(value)[0].strip() or None if isinstance(value, str) else None


def _read_id(record: dict[str, object], number: int) -> str:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _read_field(record, "id") or str(number)


def _read_published(record: dict[str, object]) -> tuple[str | None, tuple[str, ...]]:
    value = record.get("published")
    if value is None or value == "":
        return None, ()
    day = parse_day(value) if isinstance(value, str) else None
    return day, () if day else ("published: not a date",)
