"""Markdown: its headings, paragraphs and lists, and the fields between `---` at its head."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.formats.article_records import Place, find_field, make_record_draft
from joindots.intake.formats.own_fields import mark_title
from joindots.intake.pages.html_fragments import compose_lines, read_fragment
from joindots.model import InputError
from joindots.text.decode import decode_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_EXTENSIONS = frozenset({".md", ".markdown"})
_MEDIA_TYPES = frozenset({"text/markdown", "text/x-markdown"})
_FENCES = frozenset({"---", "..."})
_MOST_FIELD_LINES = 100  # of front matter; where it is longer, the first line is a rule above the text
_FIELD = re.compile(r"([A-Za-z][\w -]{0,40}):(?:[ \t](.*))?")
_IN_FRONT = re.compile(rf"{_FIELD.pattern}|\s|#|-\s|$")  # how lines of front matter begin
_ITEM = re.compile(r"\A[ \t]*-[ \t](.*)")


class MarkdownReader:
    """Reads Markdown (CommonMark with tables). HTML inside it gives its text and nothing else."""

    def accepts(self, file: File) -> bool:
        """By extension or declared type: plain text holds the same marks by chance."""
        return file.extension in _EXTENSIONS or file.media_type in _MEDIA_TYPES

    def read(self, file: File) -> Iterator[Draft]:
        """Read the file as one document.

        Raises:
            InputError: It holds no text.
        """
        decoded = decode_text(file.data)
        fields, source = _split_front(decoded.text)
        text, hints = read_fragment(_library().render(source))
        if not text:
            raise InputError(file.source, "The file holds no text.")
        place = Place(
            file=file,
            number=1,
            name="The file",
            sha256=file.sha256,
            media_type="text/markdown",
            notes=decoded.notes,
        )
        draft = make_record_draft({**fields, "text": text}, place)
        lines = mark_title([(text[hint.start : hint.end - 1], hint.kind) for hint in hints], draft.title)
        yield replace(draft, source=file.source, hints=compose_lines(lines)[1])


@cache
def _library() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 0.1 s that other formats need not pay

    return MarkdownIt("commonmark").enable("table")


def _split_front(text: str) -> tuple[dict[str, object], str]:
    """The fields between `---` and `---` at the head, and the rest; YAML's plain values and lists, no more."""
    lines = text.split("\n")
    ends = (i for i, line in enumerate(lines[: _MOST_FIELD_LINES + 1]) if i and line.rstrip() in _FENCES)
    end = next(ends, None) if lines[0].rstrip() == "---" else None
    if end is None or not all(map(_IN_FRONT.match, lines[1:end])):
        return {}, text
    fields: dict[str, object] = {}
    items: list[object] = []
    for line in lines[1:end]:
        if item := _ITEM.fullmatch(line):
            items.append(_unquote(item[1]))
        elif field := _FIELD.fullmatch(line):
            items = []
            fields[field[1]] = _read_value(field[2] or "") or items
    return {name: value for name, value in fields.items() if find_field(name) != "text"}, "\n".join(lines[end + 1 :])


def _read_value(value: str) -> object:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquote(part) for part in value[1:-1].split(",")]
    return _unquote(value)


def _unquote(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value
