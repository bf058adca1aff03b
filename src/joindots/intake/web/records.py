"""What was fetched, as WARC records: every response on the way to a page, and when it came.

Source: ISO 28500:2017, WARC 1.1.
"""

import io
import uuid
from collections.abc import Iterator, Sequence

from msgspec import Struct
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from joindots.intake.web.exchanges import Exchange

MOST_TOKEN_CHARACTERS = 500
MEDIA_TYPE = "application/warc"
_PROTOCOL = "WARC/1.1"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:joindots:warc")


class Validators(Struct, frozen=True, kw_only=True):
    """What tells whether a page has changed since it was kept.

    Attributes:
        etag: Its `ETag`, or the empty string.
        modified: Its `Last-Modified`, or the empty string.
    """

    etag: str
    modified: str

    @property
    def headers(self) -> list[tuple[str, str]]:
        """To send with the next request for it. Source: RFC 9110, 13.1."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return [(name, value) for name, value in pairs if value]


class _Received(StatusAndHeaders):  # type: ignore[misc]  # warcio carries no types
    """Headers that are written as they were received, byte for byte."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002 - the signature is warcio's
        self.headers_buff = self.to_str().encode("latin-1") + b"\r\n"


def write_records(exchanges: Sequence[Exchange], agent: str) -> bytes:
    """One WARC file of the way to a page.

    Args:
        exchanges: In the order in which they were made; the last is the page.
        agent: Who asked.

    Returns:
        A `warcinfo` and a `response` record each. Record ids come from the content, so the same exchanges give the
        same bytes. Bodies stand as sent except for the transfer encoding, whose header is renamed
        `X-Crawler-Transfer-Encoding` so that nobody undoes it again.
    """
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version=_PROTOCOL)
    info = f"software: {agent}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode()
    dated = [("WARC-Date", _date(exchanges[0]))]
    writer.write_record(_make_record(writer, "warcinfo", dated, info, "application/warc-fields", None))
    for exchange in exchanges:
        fields = [("WARC-Target-URI", exchange.url), ("WARC-Date", _date(exchange))]
        if exchange.peer:
            fields.append(("WARC-IP-Address", exchange.peer))
        response = _Received(
            f"{exchange.status} {exchange.phrase}".rstrip(),
            [_rename(name, value) for name, value in exchange.headers],
            protocol=exchange.version,
        )
        content_type = "application/http; msgtype=response"
        writer.write_record(_make_record(writer, "response", fields, exchange.body, content_type, response))
    return out.getvalue()


def read_validators(kept: bytes) -> dict[str, Validators]:
    """By address, what the responses of an earlier run say about their freshness.

    Args:
        kept: From `write_records`; anything else gives nothing.
    """
    found: dict[str, Validators] = {}
    for url, status, headers in _iterate(kept):
        validators = Validators(etag=_read_token(headers, "ETag"), modified=_read_token(headers, "Last-Modified"))
        if status == "200" and validators.headers:
            found[url] = validators
    return found


def _read_token(headers: StatusAndHeaders, name: str) -> str:
    """A header to send back as it came; the empty string where it holds what no header should."""
    value = str(headers.get_header(name) or "")
    return value if value.isascii() and value.isprintable() and len(value) <= MOST_TOKEN_CHARACTERS else ""


def _iterate(kept: bytes) -> Iterator[tuple[str, str, StatusAndHeaders]]:
    try:
        for record in ArchiveIterator(io.BytesIO(kept)):
            if record.rec_type == "response" and record.http_headers:
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield url, record.http_headers.get_statuscode(), record.http_headers
    except ArchiveLoadFailed:
        return


def _make_record(
    writer: WARCWriter,
    kind: str,
    fields: Sequence[tuple[str, str]],
    body: bytes,
    content_type: str,
    response: StatusAndHeaders | None,
) -> object:
    key = repr((kind, list(fields), response.to_str() if response else "", body))
    headers = StatusAndHeaders(
        "",
        [("WARC-Type", kind), ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(_NAMESPACE, key)}>"), *fields],
        protocol=_PROTOCOL,
    )
    return writer.create_warc_record(
        "",
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type=content_type,
        warc_headers=headers,
        http_headers=response,
    )


def _rename(name: str, value: str) -> tuple[str, str]:
    return ("X-Crawler-Transfer-Encoding" if name.lower() == "transfer-encoding" else name, value)


def _date(exchange: Exchange) -> str:
    return exchange.time.strftime("%Y-%m-%dT%H:%M:%SZ")
