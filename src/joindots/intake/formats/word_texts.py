"""The text in the XML of a Word document, as its reader sees it with all changes accepted.

Elements are told by their local names: the two versions of the standard differ in their namespaces only.
Source: ECMA-376, Office Open XML File Formats, part 1, section 17 (WordprocessingML).
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from joindots.intake.formats.own_fields import Line
from joindots.model import BlockKind
from joindots.text.decode import make_storable

if TYPE_CHECKING:
    from lxml.etree import _Element

# Built-in styles keep these names in every language of the program; the last four are of newsroom templates.
_STYLE_KINDS: Mapping[str, BlockKind] = {
    "title": "title",
    "subtitle": "standfirst",
    "caption": "caption",
    "headline": "title",
    "standfirst": "standfirst",
    "byline": "byline",
    "dateline": "dateline",
}
_HEADING = re.compile(r"heading \d")
_CONTENTS = re.compile(r"toc \d|toc heading")
_STYLE_DEPTH = 12  # styles based on each other; Word allows 11
_BODY_LEVEL = 9  # of the outline: what stands below all headings
_PROPERTIES = frozenset({"pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "instrText", "tblGrid"})
_REMOVED = frozenset({"del", "moveFrom"})
_ADDED = frozenset({"ins", "moveTo"})
_BREAKS = frozenset({"br", "cr"})
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_CELL_MAX_LENGTH = 200  # characters; a longer cell is a column of a layout, not of a table


def list_styles(root: "_Element | None") -> dict[str, BlockKind]:
    """What paragraphs of each style are, by the style's id; others are left out."""
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in root if root is not None else ():
        identity = read_attribute(style, "styleId")
        for child in style:
            if local_name(child) == "name":
                names[identity] = read_attribute(child, "val").lower()
            elif local_name(child) == "basedOn":
                parents[identity] = read_attribute(child, "val")
    kinds = {identity: _find_kind(identity, names, parents) for identity in names}
    return {identity: kind for identity, kind in kinds.items() if kind}


def _find_kind(identity: str, names: Mapping[str, str], parents: Mapping[str, str]) -> BlockKind | None:
    for _ in range(_STYLE_DEPTH):
        name = names.get(identity, "")
        if _HEADING.match(name):
            return "heading"
        if _CONTENTS.match(name):
            return "boilerplate"
        if name in _STYLE_KINDS:
            return _STYLE_KINDS[name]
        identity = parents.get(identity, "")
    return None


class WordText:
    """Walks the parts of one document.

    Attributes:
        noticed: Remarks on what is left out or marked.
    """

    def __init__(self, styles: Mapping[str, BlockKind]) -> None:
        self.noticed: set[str] = set()
        self._styles = styles

    def list_lines(self, container: "_Element") -> Iterator[Line]:
        """Paragraphs and rows of tables; a text box follows the paragraph that it hangs on."""
        for child in _list_children(container):
            tag = local_name(child)
            if tag == "p":
                yield from self._read_paragraph(child)
            elif tag == "tbl":
                yield from self._read_table(child)
            elif self._is_shown(child, tag):
                yield from self.list_lines(child)

    def _read_paragraph(self, paragraph: "_Element") -> Iterator[Line]:
        boxes: list[_Element] = []
        text = tidy_lines("".join(self._list_text(paragraph, boxes)))
        if text:
            yield text, self._find_kind(paragraph)
        for box in boxes:
            yield from self.list_lines(box)

    def _list_text(self, element: "_Element", boxes: "list[_Element]") -> Iterator[str]:
        for child in _list_children(element):
            tag = local_name(child)
            if tag == "t":
                yield child.text or ""
            elif tag in _BREAKS:
                yield "\n"
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == "txbxContent":
                boxes.append(child)
            elif tag == "commentReference":
                self.noticed.add("comments left out")
            elif self._is_shown(child, tag):
                yield from self._list_text(child, boxes)

    def _is_shown(self, element: "_Element", tag: str) -> bool:
        if tag in _PROPERTIES:
            return False
        if tag in _REMOVED:
            self.noticed.add("tracked changes: what they delete is left out")
            return False
        if tag in _ADDED:
            self.noticed.add("tracked changes: what they add is kept")
        elif tag == "r" and _is_hidden(element):
            self.noticed.add("hidden text left out")
            return False
        return True

    def _read_table(self, table: "_Element") -> Iterator[Line]:
        for row in _list_inner(table, "tr"):
            cells = [list(self.list_lines(cell)) for cell in _list_inner(row, "tc")]
            yield from join_cells(cells)

    def _find_kind(self, paragraph: "_Element") -> BlockKind:
        for properties in paragraph:
            if local_name(properties) != "pPr":
                continue
            for child in properties:
                value = read_attribute(child, "val")
                if local_name(child) == "pStyle" and value in self._styles:
                    return self._styles[value]
                if local_name(child) == "outlineLvl" and value.isdecimal() and int(value) < _BODY_LEVEL:
                    return "heading"
        return "body"


def join_cells(cells: list[list[Line]]) -> Iterator[Line]:
    """A row of a table as one line; the paragraphs of its cells where it is a layout and no table."""
    filled = [cell for cell in cells if cell]
    short = all(len(cell) == 1 and len(cell[0][0]) <= _CELL_MAX_LENGTH for cell in filled)
    if len(filled) > 1 and short:
        yield " | ".join(cell[0][0].replace("\n", " ") for cell in filled), "body"
    else:
        for cell in filled:
            yield from cell


def tidy_lines(text: str) -> str:
    r"""White space folded but for single `\n`, which break a line inside a paragraph."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    tidy = "\n".join(line for line in lines if line)
    return tidy if tidy.isprintable() else make_storable(tidy)[0]  # what prints is storable, and quicker told


def local_name(element: "_Element") -> str:
    """The name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def read_attribute(element: "_Element", name: str) -> str:
    """An attribute's value, whatever its namespace; empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _list_children(element: "_Element") -> "Iterator[_Element]":
    """Children; of alternatives for older and newer programs, the first."""
    for child in element:
        if local_name(child) == "AlternateContent":
            yield from child[0] if len(child) else ()
        else:
            yield child


def _list_inner(element: "_Element", name: str) -> "Iterator[_Element]":
    """The nearest elements of a name at any depth."""
    for child in _list_children(element):
        tag = local_name(child)
        if tag == name:
            yield child
        elif tag not in _PROPERTIES and tag not in _REMOVED:
            yield from _list_inner(child, name)


def _is_hidden(run: "_Element") -> bool:
    marks = (mark for part in run if local_name(part) == "rPr" for mark in part if local_name(mark) == "vanish")
    return any(read_attribute(mark, "val") not in ("0", "false", "off") for mark in marks)
