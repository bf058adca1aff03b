"""What the commands for cases print."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from joindots.run.cases import Deletion, Hit, Passage


def show_deletion(deletion: Deletion) -> None:
    """Say what went with a report."""
    console = Console(highlight=False, soft_wrap=True, emoji=False)
    document = deletion.document
    console.print(Text.assemble("deleted: ", (_plain(document.title or document.source), "bold"), f"  {document.id}"))
    if deletion.others:
        count = len(deletion.others)
        console.print(f"  the original went too, which {count} other report{'s' * (count > 1)} came from; they stay")
    if deletion.decisions:
        count = len(deletion.decisions)
        console.print(f"  {count} decision{'s' * (count > 1)} about it")


def show_health(case: str, wrong: Sequence[str]) -> None:
    """Say what is wrong with a case, or that nothing is."""
    console = Console(highlight=False, soft_wrap=True, emoji=False)
    for sentence in wrong:
        console.print(Text(f"  wrong: {_plain(case)}: {_plain(sentence)}"))
    if not wrong:
        console.print(Text(f"  {_plain(case)}: every page, original, report and passage is as it was written"))


def show_hits(hits: Sequence[Hit]) -> None:
    """One report a paragraph: day, publisher and title, its id, and the passages with what was found in bold."""
    console = Console(highlight=False, soft_wrap=True, emoji=False)
    for hit in hits:
        head = "  ".join(part for part in (hit.day, hit.publisher, hit.title) if part)
        console.print(Text.assemble((_plain(head), "bold"), f"  {hit.document}"))
        for passage in hit.passages:
            console.print(Text.assemble("    ", *_mark(passage)))
    if not hits:
        console.print("nothing was found")


def _mark(passage: Passage) -> Iterator[tuple[str, str]]:
    """The passage in pieces, each with its style."""
    at = passage.span.start
    for start, end in passage.marks:
        yield _cut(passage, at, start), ""
        yield _cut(passage, start, end), "bold underline"
        at = end
    yield _cut(passage, at, passage.span.end), ""


def _cut(passage: Passage, start: int, end: int) -> str:
    first = passage.span.start
    return _plain(passage.span.text[start - first : end - first])


def _plain(text: str) -> str:
    """On one line, and without control characters, which a terminal may obey."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
