"""ODT: the text of an OpenDocument text.

Source: OASIS, Open Document Format for Office Applications 1.3, part 3 (schema).
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.formats.office_archives import MIMETYPE_AT, OfficeArchive, is_archive
from joindots.intake.formats.office_drafts import make_draft
from joindots.intake.formats.own_fields import Line, read_own_fields
from joindots.intake.formats.word_texts import join_cells, local_name, read_attribute, tidy_lines
from joindots.model import BlockKind, InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_STYLE_KINDS: Mapping[str, BlockKind] = {"Title": "title", "Subtitle": "standfirst", "Caption": "caption"}
_STYLE_DEPTH = 12  # styles based on each other
_LEFT_OUT = frozenset(
    {"tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "annotation-end"}
)
_INDEXES = frozenset({"table-of-content", "alphabetical-index", "illustration-index", "table-index"})
_HEADERS = frozenset({"header", "header-first", "header-left"})
_FOOTERS = frozenset({"footer", "footer-first", "footer-left"})


class OdtReader:
    """Reads ODT and its templates as one document."""

    def accepts(self, file: File) -> bool:
        """By the media type at its start."""
        return is_archive(file) and file.data.startswith(f"mimetype{_MEDIA_TYPE}".encode(), MIMETYPE_AT)

    def read(self, file: File) -> Iterator[Draft]:
        """Read headings, paragraphs, lists, tables, text boxes and notes; headers and footers are boilerplate.

        Raises:
            InputError: It is locked, damaged, declares entities, or holds no text.
        """
        archive = OfficeArchive(file)
        if b"encryption-data" in archive.read(_MANIFEST):
            raise InputError(file.source, "The document is locked with a password.")
        walk, lines = _read_text(archive)
        own = read_own_fields(archive.read_xml("meta.xml"))
        yield make_draft(file, _MEDIA_TYPE, lines, own, walk.noticed)


def _read_text(archive: OfficeArchive) -> "tuple[_Walk, list[Line]]":
    """Headers, the text, notes, footers."""
    content, styles = archive.read_xml("content.xml"), archive.read_xml("styles.xml")
    walk = _Walk(_list_styles(root for root in (styles, content) if root is not None))
    headers = _list_running(walk, styles, _HEADERS)
    footers = _list_running(walk, styles, _FOOTERS)
    body = next(content.iter("{*}text"), None) if content is not None else None
    lines = list(walk.list_lines(body)) if body is not None else []
    return walk, [*headers, *lines, *walk.notes, *footers]


def _list_running(walk: "_Walk", styles: "_Element | None", names: frozenset[str]) -> list[Line]:
    found = [each for each in styles.iter("{*}*") if local_name(each) in names] if styles is not None else []
    lines: dict[Line, None] = {}
    for element in found:
        lines |= dict.fromkeys((text, "boilerplate") for text, _ in walk.list_lines(element))
    return list(lines)


def _list_styles(roots: "Iterator[_Element]") -> dict[str, BlockKind]:
    """What paragraphs of each style are; others are left out."""
    parents = {
        read_attribute(style, "name"): read_attribute(style, "parent-style-name")
        for root in roots
        for style in root.iter("{*}style")
    }
    kinds: dict[str, BlockKind] = dict(_STYLE_KINDS)
    for name in parents:
        up = name
        for _ in range(_STYLE_DEPTH):
            if up in _STYLE_KINDS:
                kinds[name] = _STYLE_KINDS[up]
                break
            up = parents.get(up, "")
    return kinds


class _Walk:
    """Walks the content of one document.

    Attributes:
        noticed: Remarks on what is left out.
        notes: Footnotes and endnotes met so far.
    """

    def __init__(self, styles: Mapping[str, BlockKind]) -> None:
        self.noticed: set[str] = set()
        self.notes: list[Line] = []
        self._styles = styles

    def list_lines(self, container: "_Element") -> Iterator[Line]:
        """Paragraphs and rows of tables; a text box follows the paragraph that it hangs on."""
        for child in container:
            tag = local_name(child)
            if tag in ("p", "h"):
                yield from self._read_paragraph(child, tag)
            elif tag == "table":
                for row in child.iter("{*}table-row"):
                    yield from join_cells([list(self.list_lines(cell)) for cell in row])
            elif tag in _INDEXES:
                yield from ((text, "boilerplate") for text, _ in self.list_lines(child))
            elif tag == "tracked-changes":
                self.noticed.add("tracked changes: what they delete is left out")
            elif tag not in _LEFT_OUT:
                yield from self.list_lines(child)

    def _read_paragraph(self, paragraph: "_Element", tag: str) -> Iterator[Line]:
        boxes: list[_Element] = []
        text = tidy_lines("".join(self._list_text(paragraph, boxes)))
        kind = self._styles.get(read_attribute(paragraph, "style-name"))
        if text:
            yield text, kind or ("heading" if tag == "h" else "body")
        for box in boxes:
            yield from self.list_lines(box)

    def _list_text(self, element: "_Element", boxes: "list[_Element]") -> Iterator[str]:
        yield element.text or ""
        for child in element:
            tag = local_name(child)
            if tag in ("s", "tab"):
                yield " "
            elif tag == "line-break":
                yield "\n"
            elif tag == "text-box":
                boxes.append(child)
            elif tag == "note":
                self.notes += [line for body in child.iter("{*}note-body") for line in self.list_lines(body)]
            elif tag == "annotation":
                self.noticed.add("comments left out")
            elif tag not in ("ruby-text", "title", "desc"):
                yield from self._list_text(child, boxes)
            yield child.tail or ""
