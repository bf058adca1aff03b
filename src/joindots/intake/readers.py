"""Inputs to drafts: one small reader a format, behind one protocol."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Protocol

from msgspec.structs import replace

from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.html_pages import HtmlReader
from joindots.intake.inputs import STAGE, Input
from joindots.intake.json_lines import JsonLinesReader
from joindots.intake.limits import MOST_DEPTH, MOST_PARTS, MOST_UNPACKED_BYTES
from joindots.intake.opening import open_input
from joindots.intake.plain_texts import PlainTextReader
from joindots.intake.signatures import check_readable
from joindots.model import InputError, Rejection

Found = Draft | File | Rejection


class Reader(Protocol):
    """Reads one format. Stateless; loads its library when it first reads."""

    def accepts(self, file: File) -> bool:
        """Whether name, declared type and content look like this format. Cheap: content goes before the name."""

    def read(self, file: File) -> Iterator[Found]:
        """Yield drafts, the parts of a container, and what cannot be used, in file order.

        A part is read by whichever reader accepts it, before the next is asked for, so that a container need not be
        held unpacked as a whole.

        Raises:
            InputError: The rest of it cannot be used; what was yielded before stands.
        """


# Asked first, by signature: what they accept is no text.
BINARY_READERS: Sequence[Reader] = ()
# The first that accepts reads; plain text accepts everything and stands last.
TEXT_READERS: Sequence[Reader] = (JsonLinesReader(), HtmlReader(), PlainTextReader())


def read_input(item: Input) -> tuple[list[Draft], list[Rejection]]:
    """Read one input; depends on nothing but its bytes and name.

    Args:
        item: From `find_inputs`.

    Returns:
        Drafts in file order, and what was not read, each with a reason.
    """
    found = list(stream_input(item))
    return [each for each in found if isinstance(each, Draft)], [each for each in found if isinstance(each, Rejection)]


def stream_input(
    item: Input, *, begin: Callable[[File], None] = lambda _file: None, without: Collection[str] = ()
) -> Iterator[Draft | Rejection]:
    """Read one input piece by piece.

    Args:
        item: From `find_inputs`.
        begin: Hears of the input as a whole and then of each part before it is read, so that one that kills its
            process is known.
        without: Sources of parts to leave out.
    """
    try:
        file = open_input(item)
    except InputError as error:
        yield _reject(error)
        return
    yield from _Walk(begin, without).read(file, 0)


class _Walk:
    """The way through one input and everything inside it, with what it may cost."""

    def __init__(self, begin: Callable[[File], None], without: Collection[str]) -> None:
        self.begin = begin
        self.without = without
        self.sources: set[str] = set()
        self.parts = 0
        self.bytes = 0

    def read(self, file: File, depth: int) -> Iterator[Draft | Rejection]:
        """Drafts and rejections of a file and all its parts."""
        self.begin(file)
        drafts = 0
        try:
            for found in _choose_reader(file).read(file):
                for each in self._read_part(found, depth + 1) if isinstance(found, File) else [found]:
                    drafts += isinstance(each, Draft)
                    yield self._name_apart(each) if isinstance(each, Draft) else each
        except InputError as error:
            yield _reject(error, partly=drafts > 0)
        except Exception as error:  # noqa: BLE001 - the boundary of one document: whatever its library raises
            reason = f"Its reader failed ({type(error).__name__}); the file is damaged or of a kind not known here."
            yield _reject(InputError(file.source, reason), partly=drafts > 0)

    def _read_part(self, part: File, depth: int) -> Iterator[Draft | Rejection]:
        if part.source in self.without:
            return
        self.parts += 1
        self.bytes += len(part.data)
        container = part.source.rpartition("#")[0]
        if depth > MOST_DEPTH:
            raise InputError(container, f"It is packed more than {MOST_DEPTH} deep; what is deeper is not read.")
        if self.parts > MOST_PARTS:
            raise InputError(container, f"It holds more than {MOST_PARTS:,} parts; those after them are not read.")
        if self.bytes > MOST_UNPACKED_BYTES:
            reason = f"It unpacks to more than {MOST_UNPACKED_BYTES // 2**20} MB; what comes after them is not read."
            raise InputError(container, reason)
        yield from self.read(part, depth)

    def _name_apart(self, draft: Draft) -> Draft:
        """Give the second of two drafts of one name a number."""
        source, number = draft.source, 2
        while source in self.sources:
            source, number = f"{draft.source}~{number}", number + 1
        self.sources.add(source)
        return draft if source == draft.source else replace(draft, source=source)


def _choose_reader(file: File) -> Reader:
    for reader in BINARY_READERS:
        if reader.accepts(file):
            return reader
    check_readable(file.source, file.data)
    return next(reader for reader in TEXT_READERS if reader.accepts(file))


def _reject(error: InputError, *, partly: bool = False) -> Rejection:
    outcome = "partly read" if partly and error.outcome == "refused" else error.outcome
    return Rejection(source=error.source, stage=STAGE, reason=error.reason, outcome=outcome)
