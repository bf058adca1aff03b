"""The text of a mail: what its sender wrote, what is quoted below it, and the signature."""

import re
from collections.abc import Iterator

from joindots.intake.drafts import Hint
from joindots.intake.paragraphs import split_paragraphs
from joindots.model import BlockKind

_QUOTE = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE = "-- "  # Source: RFC 3676 section 4.3
FEW_OWN_WORDS = 30  # of the sender; up to so many, what is quoted is what the mail was sent for
Run = tuple[BlockKind, list[str]]


def unwrap_flowed(text: str, *, delete_space: bool = False) -> str:
    """Join the lines that `format=flowed` has cut.

    Source: RFC 3676 section 4.
    """
    lines: list[str] = []
    is_open, depth = False, 0
    for line in text.split("\n"):
        marks = len(line) - len(line.lstrip(">"))
        content = line[marks:].removeprefix(" ")
        if is_open and marks == depth and content != _SIGNATURE:
            lines[-1] += content
        else:
            lines.append((">" * marks + " " if marks else "") + content)
        is_open, depth = content.endswith(" ") and content != _SIGNATURE, marks
        if is_open and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def mark_text(text: str, at: int = 0) -> tuple[str, tuple[Hint, ...]]:
    """Mark quotations and the signature as boilerplate; where little else is there, quotations are the text.

    Args:
        text: Decoded body.
        at: Where the text begins in its document.

    Returns:
        The text, without marks of quotation where it is quoted as a whole, and hints that tile it.
    """
    runs = list(_split_runs(text))
    own = sum(len(line.split()) for kind, lines in runs if kind == "body" for line in lines)
    quoted = any(line.startswith(">") for _, lines in runs for line in lines)
    if quoted and own <= FEW_OWN_WORDS:
        runs = list(_split_runs("\n".join(_QUOTE.sub("", line, count=1) for line in text.split("\n"))))
    parts: list[str] = []
    hints: list[Hint] = []
    for kind, lines in runs:
        part = "\n".join(lines) + "\n"
        parts.append(part)
        hints += [Hint(start=at + p.start, end=at + p.end, kind=kind) for p in split_paragraphs(part)]
        at += len(part)
    return "".join(parts), tuple(hints)


def _split_runs(text: str) -> Iterator[Run]:
    """Stretches of lines: the sender's own, quoted, and from the signature's mark to the end."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    end = next((i for i in range(len(lines) - 1, -1, -1) if lines[i] == _SIGNATURE), len(lines))
    kind: BlockKind = "body"
    run: list[str] = []
    for line in lines[:end]:
        here: BlockKind = "boilerplate" if line.startswith(">") else kind if not line.strip() else "body"
        if here != kind and run:
            yield kind, run
            run = []
        kind = here
        run.append(line)
    if run:
        yield kind, run
    if lines[end:]:
        yield "boilerplate", lines[end:]
