"""Inputs to drafts: one small reader a format, behind one protocol."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Protocol, TypeVar

from msgspec.structs import replace

from joindots.intake.drafts import Draft, cut_draft
from joindots.intake.files import File
from joindots.intake.formats.compressed_files import CompressedReader
from joindots.intake.formats.csv_tables import CsvReader
from joindots.intake.formats.feeds import FeedReader
from joindots.intake.formats.json_feeds import JsonFeedReader
from joindots.intake.formats.json_lines import JsonLinesReader
from joindots.intake.formats.json_texts import JsonReader
from joindots.intake.formats.mail import MailReader
from joindots.intake.formats.mailboxes import MailboxReader
from joindots.intake.formats.markdown_texts import MarkdownReader
from joindots.intake.formats.odt_files import OdtReader
from joindots.intake.formats.other_documents import OtherDocumentReader
from joindots.intake.formats.pdf_files import PdfReader
from joindots.intake.formats.plain_texts import PlainTextReader
from joindots.intake.formats.tar_archives import TarReader
from joindots.intake.formats.unpacking import TOO_DENSE
from joindots.intake.formats.warcs import WarcReader
from joindots.intake.formats.web_archives import WebArchiveReader
from joindots.intake.formats.word_files import WordReader
from joindots.intake.formats.zip_archives import ZipReader
from joindots.intake.inputs import STAGE, Input
from joindots.intake.limits import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_PARTS,
    MOST_RATIO,
    MOST_TEXT,
    MOST_TEXT_A_BYTE,
    MOST_UNPACKED_BYTES,
    RATIO_FROM_BYTES,
)
from joindots.intake.opening import open_input
from joindots.intake.pages.html_pages import HtmlReader
from joindots.intake.signatures import check_readable
from joindots.model import InputError, Rejection

Found = Draft | File | Rejection
_Named = TypeVar("_Named", Draft, File)


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
BINARY_READERS: Sequence[Reader] = (
    PdfReader(),
    WordReader(),
    OdtReader(),
    OtherDocumentReader(),
    ZipReader(),
    WarcReader(),
    TarReader(),
    CompressedReader(),
    MailboxReader(),
    WebArchiveReader(),
    MailReader(),
)
# The first that accepts reads; plain text accepts everything and stands last.
TEXT_READERS: Sequence[Reader] = (
    FeedReader(),
    JsonFeedReader(),
    JsonLinesReader(),
    JsonReader(),
    CsvReader(),
    MarkdownReader(),
    HtmlReader(),
    PlainTextReader(),
)


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
    yield from stream_file(file, begin=begin, without=without)


def stream_file(
    file: File, *, begin: Callable[[File], None] = lambda _file: None, without: Collection[str] = ()
) -> Iterator[Draft | Rejection]:
    """Read one input whose bytes are here; see `stream_input`."""
    yield from _Walk(file, begin, without).read(file, 0)


def is_plain(file: File) -> bool:
    """Whether reading a file takes nothing but decoding, or can be told to be useless: no library sees its bytes."""
    try:
        return isinstance(_choose_reader(file), PlainTextReader | JsonLinesReader)
    except InputError:
        return True


class _DenseError(InputError):
    """A part of the input unpacks, with all that is inside it, to far more than reports do."""


class _Walk:
    """The way through one input and everything inside it, with what it may cost."""

    def __init__(self, whole: File, begin: Callable[[File], None], without: Collection[str]) -> None:
        self.begin = begin
        self.without = without
        self.drafts: dict[str, int] = {}
        self.files: dict[str, int] = {}
        self.text_left = MOST_TEXT + MOST_TEXT_A_BYTE * len(whole.data)
        self.parts = 0
        self.bytes = 0
        self.outermost = whole  # the part of the whole that is being read, and what it has unpacked to
        self.bytes_inside = 0

    def read(self, file: File, depth: int) -> Iterator[Draft | Rejection]:
        """Drafts and rejections of a file and all its parts."""
        self.begin(file)
        drafts, empty = 0, True
        try:
            for found in _choose_reader(file).read(file):
                empty = False
                for each in self._read_found(found, file.source, depth + 1):
                    drafts += isinstance(each, Draft)
                    yield each
            if empty:
                yield _reject(InputError(file.source, "There is nothing in it to read."))
        except InputError as error:
            if isinstance(error, _DenseError) and depth > 1:
                raise  # up to the part of the whole that holds it; what comes after that is read
            yield _reject(error, partly=drafts > 0)
        except MemoryError:
            yield _reject(InputError(file.source, "It needs more memory than is allowed."), partly=drafts > 0)
        except RecursionError:
            yield _reject(InputError(file.source, "It is nested too deeply to be read."), partly=drafts > 0)
        except Exception as error:  # noqa: BLE001 - the boundary of one document: whatever its library raises
            reason = f"Its reader failed ({type(error).__name__}); the file is damaged or of a kind not known here."
            yield _reject(InputError(file.source, reason), partly=drafts > 0)

    def _read_found(self, found: Found, container: str, depth: int) -> Iterator[Draft | Rejection]:
        """What a reader found, and everything inside it."""
        if isinstance(found, File):
            # A page saved with its pictures, or fetched, is the file itself and keeps its name.
            part = found if found.source == container else _name_apart(found, self.files)
            if part.source not in self.without:
                self._count(part, container, depth)
                yield from self.read(part, depth)
        elif isinstance(found, Draft):
            draft = _name_apart(found, self.drafts)
            kept = cut_draft(draft, MOST_CHARACTERS)
            self._count_text(kept, container)
            yield kept
            if kept is not draft:
                reason = f"Only its first {MOST_CHARACTERS:,} characters are kept."
                yield Rejection(source=draft.source, stage=STAGE, reason=reason, outcome="partly read")
        else:
            self._count_part(container)
            if found.reason == TOO_DENSE and depth > 1:
                self._count_inside(RATIO_FROM_BYTES)
            yield found

    def _count_part(self, container: str) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise InputError(container, f"It holds more than {MOST_PARTS:,} parts; those after them are not read.")

    def _count(self, part: File, container: str, depth: int) -> None:
        self._count_part(container)
        self.bytes += len(part.data)
        if depth == 1:
            self.outermost, self.bytes_inside = part, 0
        else:
            self._count_inside(len(part.data))
        if depth > MOST_DEPTH:
            raise InputError(container, f"It is packed more than {MOST_DEPTH} deep; what is deeper is not read.")
        if self.bytes > MOST_UNPACKED_BYTES:
            reason = f"It unpacks to more than {MOST_UNPACKED_BYTES // 2**20} MB; what comes after them is not read."
            raise InputError(container, reason)

    def _count_inside(self, size: int) -> None:
        """Stop at archives in archives that each pack as reports do, or nearly, and together as none."""
        self.bytes_inside += size
        if self.bytes_inside >= RATIO_FROM_BYTES and self.bytes_inside > MOST_RATIO * len(self.outermost.data):
            raise _DenseError(self.outermost.source, TOO_DENSE)

    def _count_text(self, draft: Draft, container: str) -> None:
        self.text_left -= len(draft.text)
        if self.text_left < 0:
            reason = "It holds more text than is read of one input; what comes after that is not read."
            raise InputError(container, reason)


def _name_apart(found: _Named, names: dict[str, int]) -> _Named:
    """Give the second of two files or drafts of one name a number, and remember it."""
    source = found.source
    while source in names:
        names[found.source] += 1
        source = f"{found.source}~{names[found.source]}"
    names[source] = 1
    return found if source == found.source else replace(found, source=source)


def _choose_reader(file: File) -> Reader:
    for reader in BINARY_READERS:
        if reader.accepts(file):
            return reader
    check_readable(file.source, file.data)
    return next(reader for reader in TEXT_READERS if reader.accepts(file))


def _reject(error: InputError, *, partly: bool = False) -> Rejection:
    outcome = "partly read" if partly and error.outcome == "refused" else error.outcome
    return Rejection(source=error.source, stage=STAGE, reason=error.reason, outcome=outcome)
