"""Pages saved whole by a browser: MHTML."""

from collections.abc import Iterator

from joindots.intake.files import File
from joindots.intake.formats.mail_headers import Part, parse_mail, read_field
from joindots.model import InputError

_EXTENSIONS = frozenset({".mht", ".mhtml"})
_MEDIA_TYPES = frozenset({"multipart/related", "application/x-mimearchive"})
_PAGES = ("text/html", "application/xhtml+xml")
_HEAD_WITHIN = 8192  # bytes
_SAVED = (b"\nsnapshot-content-location:", b"from: <saved by ", b'from: "saved by ')


class WebArchiveReader:
    """Yields the page; what belongs to its looks is left."""

    def accepts(self, file: File) -> bool:
        """By declared type, extension, or what browsers write into its head."""
        head = file.data[:_HEAD_WITHIN].partition(b"\r\n\r\n")[0].partition(b"\n\n")[0].lower()
        if file.media_type in _MEDIA_TYPES or any(mark in head for mark in _SAVED):
            return True
        return file.extension in _EXTENSIONS and b"mime-version:" in head

    def read(self, file: File) -> Iterator[File]:
        """Yield the root part under the source of the file itself.

        Raises:
            InputError: It holds no page.
        """
        try:
            message = parse_mail(file.data)
            pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
        except RecursionError as error:
            raise InputError(file.source, "Its parts are nested too deeply to be read.") from error
        page = _find_root(message, pages)
        if page is None:
            raise InputError(file.source, "The saved page holds no HTML.")
        data = page.get_payload(decode=True)
        yield File(
            source=file.source,
            data=data if isinstance(data, bytes) else b"",
            media_type="text/html",
            charset=page.get_content_charset(),
            url=_find_address(message, page) or file.url,
            part_of=file.part_of,
        )


def _find_root(message: Part, pages: list[Part]) -> Part | None:
    """The part that `start` names, else the one of the page's address, else the first page."""
    start = message.read_param("start")
    saved = read_field(message, "Snapshot-Content-Location")
    named = (page for page in pages if start and (read_field(page, "Content-ID") or "").lower() == start)
    located = (page for page in pages if saved and read_field(page, "Content-Location") == saved)
    return next(named, None) or next(located, None) or next(iter(pages), None)


def _find_address(message: Part, page: Part) -> str | None:
    fields = (read_field(message, "Snapshot-Content-Location"), read_field(page, "Content-Location"))
    return next((field for field in fields if field and field.startswith(("http://", "https://"))), None)
