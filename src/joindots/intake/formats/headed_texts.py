"""Texts headed by what their format's fields say of them, so that title, author and day have a place to point to."""

import re
from collections.abc import Iterable, Iterator, Sequence

from joindots.intake.drafts import Hint
from joindots.model import BlockKind

Line = tuple[str, BlockKind]
Text = tuple[str, tuple[Hint, ...]]
# What follows the time of day. Source: RFC 5322 section 3.3, RFC 3339 section 5.6.
_ZONE = re.compile(r"\s?(?:[+-]\d{2}:?\d{2}|Z)?(?:\s?\([^()]{0,40}\))?$")


def list_head(title: str | None, byline: Sequence[Line], day: str | None) -> Iterator[Line]:
    """The lines above a text; the zone of a moment is left out of its dateline.

    Args:
        title: In one line, or None.
        byline: Stretches that make up one line with its end, or none.
        day: As the field has it, or None.
    """
    if title:
        yield f"{title}\n", "title"
    yield from byline
    if day:
        zone = _ZONE.search(day)
        at = zone.start() if zone else len(day)
        yield day[:at], "dateline"
        yield f"{day[at:]}\n", "boilerplate"


def compose_text(head: Iterable[Line], bodies: Iterable[Text]) -> Text:
    """Head and bodies as one text, with hints that tile it."""
    parts: list[str] = []
    hints: list[Hint] = []
    at = 0
    for line, kind in head:
        parts.append(line)
        hints.append(Hint(start=at, end=at + len(line), kind=kind))
        at += len(line)
    for text, marks in bodies:
        parts.append(text)
        hints += [Hint(start=at + mark.start, end=at + mark.end, kind=mark.kind) for mark in marks]
        at += len(text)
    return "".join(parts), tuple(hints)
