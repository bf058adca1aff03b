"""WARC files: what a crawler or joindots itself fetched."""

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from joindots.intake.files import File, name_part
from joindots.intake.formats.mail_headers import read_content_type
from joindots.intake.formats.part_names import tidy_label
from joindots.intake.formats.unpacking import UnpackedStream, peek, read_part
from joindots.intake.inputs import STAGE
from joindots.model import InputError, Rejection

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_MAGIC = b"WARC/"
_KINDS = frozenset({"response", "resource", "conversion"})
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_STEP = 65_536  # bytes
_MOST_LINE_BYTES = 65_536  # of one header line; the library's time grows with the square of longer ones


class WarcReader:
    """Yields what was fetched with success, each part named by its address."""

    def accepts(self, file: File) -> bool:
        """By its first bytes, unpacked where they are compressed."""
        return peek(file.data, len(_MAGIC)) == _MAGIC

    def read(self, file: File) -> Iterator[File | Rejection]:
        """Yield responses and resources; those that are not whole are named and left out.

        A file whose first response is that of its own name, an address, records the fetch of one page: redirects on
        the way to it are no loss, and the page has the name that was asked for.

        Raises:
            InputError: The file is damaged or unpacks to too much.
        """
        fetched: bool | None = None
        for record in _iterate(file):
            address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip()
            if record.rec_type not in _KINDS or not address:
                continue
            fetched = address == file.source if fetched is None else fetched
            if not (fetched and _read_status(record).startswith("3")):
                source = file.source if fetched else name_part(file, tidy_label(address))
                yield from _read_record(source, address, record)
        if fetched is None:
            raise InputError(file.source, "The file holds no page that was fetched.")


def _iterate(file: File) -> "Iterator[ArcWarcRecord]":
    """The library's records, with bounded lines and without a word to standard error.

    Raises:
        InputError: The file is damaged or unpacks to too much.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - only for crawls
    from warcio.bufferedreaders import BufferedReader  # noqa: PLC0415 - the same
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - the same
    from warcio.statusandheaders import StatusAndHeadersParserException  # noqa: PLC0415 - the same

    class Lines(BufferedReader):  # type: ignore[misc]
        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(min(length or _MOST_LINE_BYTES, _MOST_LINE_BYTES))
            return line

    stream = UnpackedStream(file.source, file.data)
    iterator = ArchiveIterator(io.BufferedReader(stream), check_digests=True)
    iterator.INC_RECORD = ""
    iterator.reader = Lines(iterator.fh)
    try:
        yield from iterator
    except (ArchiveLoadFailed, StatusAndHeadersParserException, AttributeError, ValueError) as error:
        # AttributeError: a response without an address, which the library does not expect
        stream.check()
        raise InputError(file.source, "It is damaged; what comes after the damage is not read.") from error
    stream.check()


def _read_record(source: str, address: str, record: "ArcWarcRecord") -> Iterator[File | Rejection]:
    """What was fetched; where it is not whole, a remark that says so."""
    problem = _refuse_record(source, record)
    if problem:
        yield problem
        return
    try:
        data = read_part(source, record.content_stream(), record.length)
        while record.raw_stream.read(_STEP):
            pass  # to the record's end, where its digest is compared
    except InputError as error:
        yield Rejection(source=source, stage=STAGE, reason=error.reason)
        return
    except zlib.error:
        yield Rejection(source=source, stage=STAGE, reason="What the server sent compressed is damaged.")
        return
    if record.digest_checker.passed is False:
        reason = "Its digest does not match: the record was changed or damaged after it was written."
        yield Rejection(source=source, stage=STAGE, reason=reason)
        return
    media_type, charset = read_content_type(_read_header(record, "Content-Type") or record.content_type or "")
    yield File(source=source, data=data, media_type=media_type, charset=charset, url=address)
    if record.raw_stream.limit or record.rec_headers.get_header("WARC-Truncated"):
        reason = "Its record ends before the page does; the rest of it is missing."
        yield Rejection(source=source, stage=STAGE, reason=reason, outcome="partly read")


def _refuse_record(source: str, record: "ArcWarcRecord") -> Rejection | None:
    """Why a record is not opened, or None."""
    status = _read_status(record)
    if status != "200":
        reason = f"The server answered with status {tidy_label(status)} in place of the page."
        return Rejection(source=source, stage=STAGE, reason=reason, outcome="skipped")
    encoding = _read_header(record, "Content-Encoding").lower()
    if encoding not in _ENCODINGS:
        reason = f"It is stored in the encoding {tidy_label(encoding)}, which cannot be undone here."
        return Rejection(source=source, stage=STAGE, reason=reason)
    if record.length is None:
        return Rejection(source=source, stage=STAGE, reason="Its record does not say how long it is.")
    return None


def _read_status(record: "ArcWarcRecord") -> str:
    status: str = record.http_headers.get_statuscode() if record.http_headers else "200"
    return status


def _read_header(record: "ArcWarcRecord", name: str) -> str:
    value = record.http_headers.get_header(name) if record.http_headers else None
    return (value or "").strip()
