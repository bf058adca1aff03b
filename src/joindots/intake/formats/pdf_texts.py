"""The pages of a PDF that have text, and what is missing from the others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from joindots.intake.formats.pdf_pages import Page, read_page
from joindots.intake.formats.text_layers import is_false_layer
from joindots.intake.limits import MOST_CHARACTERS

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MOST_PAGES = 5_000  # a long book has 1,000
_MOST_DAMAGED = 100  # pages; a file with more is a trap, or lost
_STRETCHES_NAMED = 8  # of pages, in a reason

State = Literal["good", "blank", "pictured", "false", "damaged", "beyond"]
# What is said of the pages in each state that leaves text out: of one page, of several.
_REASONS: dict[State, tuple[str, str]] = {
    "pictured": (
        "{} is a picture without text; run text recognition (OCR) on the file first.",
        "{} are pictures without text; run text recognition (OCR) on the file first.",
    ),
    "false": (
        "The text layer of {} is not the text that the page shows; run text recognition (OCR) on the file anew.",
        "The text layer of {} is not the text that the pages show; run text recognition (OCR) on the file anew.",
    ),
    "damaged": ("{} is damaged.", "{} are damaged."),
    "beyond": ("{} is beyond what is read of one file.", "{} are beyond what is read of one file."),
}


class PdfText(Struct, frozen=True, kw_only=True):
    """What a PDF gives.

    Attributes:
        pages: Those with text, in order.
        states: Of all pages.
    """

    pages: tuple[Page, ...]
    states: tuple[State, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """For `Document.notes`."""
        notes = ["1 page" if len(self.states) == 1 else f"{len(self.states):,} pages"]
        if any(page.scanned for page in self.pages):
            notes.append("text recognised from pictures")
        if any(not line.seen for page in self.pages for line in page.lines):
            notes.append("text that the page does not show")
        return tuple(notes)

    @property
    def missing(self) -> str | None:
        """Sentences on what could not be read, or None."""
        reasons = []
        for state, (one, many) in _REASONS.items():
            numbers = [number for number, each in enumerate(self.states, 1) if each == state]
            if numbers:
                reasons.append((one if len(numbers) == 1 else many).format(_name_pages(numbers, len(self.states))))
        return " ".join(reason[0].upper() + reason[1:] for reason in reasons) or None


def read_text(document: "PdfDocument") -> PdfText:
    """Read all pages, within limits."""
    states: list[State] = []
    pages: list[Page] = []
    characters = damaged = 0
    count = len(document)
    for number in range(1, min(count, _MOST_PAGES) + 1):
        if characters > MOST_CHARACTERS or damaged > _MOST_DAMAGED:
            break
        page, state = _read_page(document, number)
        states.append(state)
        damaged += state == "damaged"
        if page and state == "good":
            pages.append(page)
            characters += sum(len(line.text) for line in page.lines)
    beyond: list[State] = ["beyond"] * (count - len(states))
    return PdfText(pages=tuple(pages), states=(*states, *beyond))


def _read_page(document: "PdfDocument", number: int) -> tuple[Page | None, State]:
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - loads the library

    try:
        page = read_page(document, number)
    except PdfiumError:
        return None, "damaged"
    if not page.lines:
        return page, "pictured" if page.pictured else "blank"
    return page, "false" if is_false_layer(" ".join(line.text for line in page.lines)) else "good"


def _name_pages(numbers: Sequence[int], count: int) -> str:
    """`all 12 pages`, or `pages 3 to 5 and 9 of 12`."""
    if len(numbers) == count:
        return "its only page" if count == 1 else f"all {count:,} pages"
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and stretches[-1][-1] == number - 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    named = [name for stretch in stretches[:_STRETCHES_NAMED] for name in _name_stretch(stretch)]
    if len(stretches) > _STRETCHES_NAMED:
        return f"{len(numbers):,} of its {count:,} pages"
    listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return f"{'page' if len(numbers) == 1 else 'pages'} {listed} of {count:,}"


def _name_stretch(numbers: Sequence[int]) -> list[str]:
    if len(numbers) > 2:
        return [f"{numbers[0]:,} to {numbers[-1]:,}"]
    return [f"{number:,}" for number in numbers]
