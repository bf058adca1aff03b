"""JSON Lines: one document a line."""

import hashlib
import json
import re
from collections.abc import Iterator

from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.formats.article_records import Ids, Place, make_record_draft
from joindots.intake.inputs import STAGE
from joindots.model import InputError, Rejection
from joindots.text.decode import decode_text, detect_unicode

_EXTENSIONS = frozenset({".jsonl", ".ndjson"})
_FIRST_LINE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(\{[^\n]*)")
_TEXT_KEY = re.compile(rb'"text"\s*:')


class JsonLinesReader:
    """Reads `id`, `text`, `title`, `published`, `authors`, `publisher`, `url` from each line; other keys are ignored.

    Other names for these fields are known too, see `article_fields.toml`.
    """

    def accepts(self, file: File) -> bool:
        """By extension, or when the first line is an object with a text."""
        if file.extension in _EXTENSIONS:
            return True
        first = _FIRST_LINE.match(file.data)
        return bool(first and first.group(1).rstrip().endswith(b"}") and _TEXT_KEY.search(first.group(1)))

    def read(self, file: File) -> Iterator[Draft | Rejection]:
        """Read line by line; a bad line is rejected and the rest goes on."""
        ids = Ids()
        for number, line in _split_lines(file.data):
            try:
                yield _read_line(file, number, line, ids)
            except InputError as error:
                yield Rejection(source=error.source, stage=STAGE, reason=error.reason)


def _split_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, numbered from 1, without their line break."""
    if detect_unicode(data):
        data = decode_text(data).text.encode()
    for number, line in enumerate(data.split(b"\n"), start=1):
        bare = line.removesuffix(b"\r")
        if bare.strip():
            yield number, bare


def _read_line(file: File, number: int, line: bytes, ids: Ids) -> Draft | Rejection:
    here = f"{file.source}#{number}"
    decoded = decode_text(line)
    try:
        record = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or "it is nested too deeply or holds a number that is too long"
        raise InputError(here, f"Line {number} is not valid JSON: {reason}.") from error
    if not isinstance(record, dict):
        raise InputError(here, f"Line {number} is not a JSON object.")
    place = Place(
        file=file,
        number=number,
        name=f"Line {number}",
        sha256=hashlib.sha256(line).hexdigest(),
        media_type="application/json",
        notes=decoded.notes,
    )
    return ids.check(make_record_draft(record, place), place)
