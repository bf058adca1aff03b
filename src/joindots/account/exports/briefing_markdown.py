"""The report of an account as Markdown with footnotes."""

from collections.abc import Iterator
from typing import Final

from joindots.account.escapes import escape_markdown
from joindots.account.exports.briefings import Briefing, Paragraph, Style

_LEADS: Final[dict[Style, str]] = {
    "title": "# ",
    "lead": "",
    "section": "## ",
    "finding": "### ",
    "item": "- ",
    "text": "",
}


def encode_markdown(briefing: Briefing) -> bytes:
    """A report as Markdown; footnotes are written `[^1]`, as most sites and Pandoc read them.

    Args:
        briefing: The report; whatever comes from a source is escaped.
    """
    blocks = [_write(paragraph) for paragraph in briefing.paragraphs]
    notes = [f"[^{n.number}]: {escape_markdown(n.place)}: “{escape_markdown(n.quote)}”" for n in briefing.notes]
    return ("".join(_join(briefing.paragraphs, blocks)) + "\n" + "\n\n".join(notes) + "\n").encode("utf-8", "replace")


def _join(paragraphs: tuple[Paragraph, ...], blocks: list[str]) -> Iterator[str]:
    """Items of one list follow each other; everything else stands apart."""
    for number, (paragraph, block) in enumerate(zip(paragraphs, blocks, strict=True)):
        listed = paragraph.style == "item" and paragraphs[number + 1 : number + 2]
        yield block + ("\n" if listed and paragraphs[number + 1].style == "item" else "\n\n")


def _write(paragraph: Paragraph) -> str:
    parts = []
    for piece in paragraph.pieces:
        words = escape_markdown(piece.text)
        bold = piece.strong and words.strip()
        parts.append(f"**{words.strip()}**{words[len(words.rstrip()) :]}" if bold else words)
        parts += [f"[^{number}]" for number in piece.notes]
    return _LEADS[paragraph.style] + "".join(parts)
