"""The text of a mail: what its sender wrote, what is quoted below it, and the signature."""

import re
from collections.abc import Iterator, Sequence

from joindots.intake.blocks.paragraphs import split_paragraphs
from joindots.intake.drafts import Hint
from joindots.intake.formats.headed_texts import Text
from joindots.model import BlockKind

_MARKS = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE = "-- "  # Source: RFC 3676 section 4.3
_SIGNATURE_MOST_LINES = 20  # four by convention; legal notices make some longer
_WROTE = re.compile(r"[^>].{0,300}:")  # "On Tuesday Ada Quill wrote:"
FEW_OWN_WORDS = 30  # of the sender; with no more than these the mail was sent for what it quotes

Run = tuple[BlockKind, list[str]]


def unwrap_flowed(text: str, *, delete_space: bool = False) -> str:
    """Join the lines that `format=flowed` has cut.

    Args:
        text: As it came.
        delete_space: Whether the space that marks a cut was added (`delsp=yes`).

    Source: RFC 3676 section 4.
    """
    lines: list[list[str]] = []
    is_open, depth = False, 0
    for line in text.split("\n"):
        marks = len(line) - len(line.lstrip(">"))
        content = line[marks:].removeprefix(" ")
        is_signature = content == _SIGNATURE
        if is_open and marks == depth and not is_signature:
            lines[-1].append(content)
        else:
            lines.append([">" * marks + " " * bool(marks), content])
        is_open, depth = content.endswith(" ") and not is_signature, marks
        if is_open and delete_space:
            lines[-1][-1] = content[:-1]
    return "\n".join("".join(line) for line in lines)


def mark_text(text: str) -> Text:
    """Take quotations and the signature for boilerplate, unless the sender says little beside what is quoted.

    Args:
        text: Decoded body.

    Returns:
        The text, without marks of quotation where it was sent for what it quotes, and hints that tile it.
    """
    lines = text.rstrip().split("\n")
    runs = list(_split_runs(lines))
    own = sum(len(line.split()) for kind, run in runs if kind == "body" for line in run)
    if own <= FEW_OWN_WORDS and any(line.startswith(">") for line in lines):
        runs = list(_split_runs([_MARKS.sub("", line, count=1) if line.startswith(">") else line for line in lines]))
    parts: list[str] = []
    hints: list[Hint] = []
    at = 0
    for kind, run in runs:
        part = "\n".join(run) + "\n"
        parts.append(part)
        hints += [Hint(start=at + p.start, end=at + p.end, kind=kind) for p in split_paragraphs(part)]
        at += len(part)
    return "".join(parts), tuple(hints)


def _split_runs(lines: Sequence[str]) -> Iterator[Run]:
    """Stretches of lines: the sender's own, quoted ones with the line that leads to them, and the signature."""
    end = _find_signature(lines)
    run: list[str] = []
    kind: BlockKind = "body"
    for i, line in enumerate(lines[:end]):
        here = _tell_kind(lines, i, kind)
        if here != kind and run:
            yield kind, run
            run = []
        kind = here
        run.append(line)
    if run:
        yield kind, run
    if lines[end:]:
        yield "boilerplate", list(lines[end:])


def _tell_kind(lines: Sequence[str], i: int, before: BlockKind) -> BlockKind:
    if lines[i].startswith(">"):
        return "boilerplate"
    if not lines[i].strip():
        return before
    leads = next((line.startswith(">") for line in lines[i + 1 : i + 3] if line.strip()), False)
    return "boilerplate" if leads and _WROTE.fullmatch(lines[i].rstrip()) else "body"


def _find_signature(lines: Sequence[str]) -> int:
    """Index of the line that opens the signature; the number of lines where there is none."""
    first = max(0, len(lines) - _SIGNATURE_MOST_LINES)
    return next((i for i in range(len(lines) - 1, first - 1, -1) if lines[i] == _SIGNATURE), len(lines))
