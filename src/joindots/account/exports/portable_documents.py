"""The report of an account as PDF (fpdf2), its notes at the end, each number a link."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from joindots.account.exports.briefings import Briefing, Note, Paragraph, Style
from joindots.model import MissingExtraError

if TYPE_CHECKING:
    from fpdf import FPDF

# Fonts that cover many scripts, where systems keep them, the widest first. Without any of them the fonts that every
# reader of PDF has are used; they hold Western European letters only.
_FOLDERS: Final = (
    *("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu", "/usr/share/fonts/dejavu-sans-fonts"),
    *("/usr/share/fonts/TTF", "/usr/share/fonts/truetype/noto", "/usr/share/fonts/truetype/liberation"),
    *("/Library/Fonts", "/System/Library/Fonts/Supplemental", "C:/Windows/Fonts"),
)
_FILES: Final = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)  # the same account gives the same bytes on any day
# Size in points, room above in millimetres, and whether bold.
_STYLES: Final[dict[Style, tuple[float, float, bool]]] = {
    "title": (20, 0, True),
    "lead": (10, 1, False),
    "section": (14, 6, True),
    "finding": (11, 4, True),
    "item": (10, 1, False),
    "text": (9, 1, False),
}
_LEADING: Final = 0.5  # height of a line in millimetres for each point of size
_INDENT: Final = 5.0  # millimetres
_TOGETHER: Final = 35.0  # millimetres that a heading has to have below it
_MISSING: Final = ("▯", "?")  # what stands for a letter that the font has not, the first that it has
_ASCII: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "-"})


def find_fonts() -> tuple[Path, Path] | None:
    """The regular and the bold file of the widest font that this machine has, or None."""
    for regular, bold in _FILES:
        for folder in map(Path, _FOLDERS):
            if (folder / regular).is_file() and (folder / bold).is_file():
                return folder / regular, folder / bold
    return None


def encode_pdf(briefing: Briefing, fonts: tuple[Path, Path] | None = None) -> bytes:
    """A report as PDF.

    Args:
        briefing: The report.
        fonts: TrueType files for regular and bold text; None for the fonts that every reader of PDF has.

    Returns:
        The same bytes for the same report and fonts. A letter that the font has not is shown as a box, and a line at
        the end says how many there are.

    Raises:
        MissingExtraError: The extra `documents` is not installed.
    """
    try:
        from fpdf import FPDF  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("PDF needs an extra: pip install 'joindots[documents]'") from error
    pdf = FPDF(format="A4")
    pdf.set_creation_date(_MADE)
    pdf.set_margins(20, 18)
    pdf.set_auto_page_break(auto=True, margin=18)
    writer = _Writer(pdf, fonts)
    pdf.set_title(writer.show(briefing.title))
    pdf.set_creator("joindots")
    pdf.add_page()
    writer.write(briefing)
    return bytes(pdf.output())


class _Writer:
    """Writes paragraphs on a page."""

    def __init__(self, pdf: "FPDF", fonts: tuple[Path, Path] | None) -> None:
        self.pdf = pdf
        self.family = "helvetica"
        self.known: Mapping[int, object] | None = None
        self.missing = 0
        if fonts:
            from fontTools.ttLib import TTFont  # noqa: PLC0415 - comes with fpdf2

            self.family = "text"
            for style, file in zip(("", "B"), fonts, strict=True):
                pdf.add_font("text", style, file)
            with TTFont(fonts[0], lazy=True) as font:
                self.known = font.getBestCmap()

    def show(self, text: str) -> str:
        """The text in letters that the font has."""
        if self.known is None:
            text = text.translate(_ASCII)
        return "".join(self._show_letters(text))

    def _show_letters(self, text: str) -> Iterator[str]:
        for letter in text:
            if self._has(letter):
                yield letter
            else:
                self.missing += 1
                yield next(sign for sign in _MISSING if self._has(sign))

    def _has(self, letter: str) -> bool:
        return ord(letter) in self.known if self.known is not None else ord(letter) < 0x100

    def write(self, briefing: Briefing) -> None:
        """The whole report."""
        links = {note.number: self.pdf.add_link() for note in briefing.notes}
        self.missing = 0  # the title in the file's properties is no page
        for paragraph in briefing.paragraphs:
            self._write_paragraph(paragraph, links)
        if briefing.notes:
            self._set("section")
            self.pdf.multi_cell(0, 7, self.show("Where it stands"), new_x="LMARGIN", new_y="NEXT")
        for note in briefing.notes:
            self._write_note(note, links[note.number])
        if self.missing:
            self._set("text")
            words = f"{self.missing:,} letters that this font has not are shown as a box or a question mark."
            self.pdf.multi_cell(0, 5, self.show(words), new_x="LMARGIN", new_y="NEXT")

    def _set(self, style: Style) -> float:
        """Choose the font of a style and leave room above; the height of its lines in millimetres."""
        size, above, bold = _STYLES[style]
        self.pdf.set_font(self.family, "B" if bold else "", size)
        if bold and self.pdf.will_page_break(_TOGETHER):
            self.pdf.add_page()  # no heading without what it heads
        self.pdf.ln(above)
        return size * _LEADING

    def _write_paragraph(self, paragraph: Paragraph, links: Mapping[int, int]) -> None:
        height = self._set(paragraph.style)
        size, _, bold = _STYLES[paragraph.style]
        if paragraph.style == "item":
            self.pdf.set_left_margin(20 + _INDENT)
            self.pdf.set_x(20)
            self.pdf.cell(_INDENT, height, self.show("•"))
        for piece in paragraph.pieces:
            self.pdf.set_font(self.family, "B" if bold or piece.strong else "", size)
            self.pdf.write(height, self.show(piece.text))
            self.pdf.set_font(self.family, "", size * 0.7)
            for number in piece.notes:
                self.pdf.write(height, f" [{number}]", link=links[number])
        self.pdf.set_left_margin(20)
        self.pdf.ln(height)

    def _write_note(self, note: Note, link: int) -> None:
        self.pdf.set_font(self.family, "", 8)
        self.pdf.ln(0.8)
        self.pdf.set_link(link, y=self.pdf.get_y(), page=self.pdf.page_no())
        words = f"[{note.number}] {note.place}: “{note.quote}”"
        self.pdf.multi_cell(0, 4, self.show(words), new_x="LMARGIN", new_y="NEXT", align="L")
