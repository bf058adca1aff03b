"""One request and its response, within the limits of time and size."""

import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import httpcore
from msgspec import Struct
from msgspec.structs import replace

from joindots.intake.web.addresses import Address
from joindots.intake.web.connections import GuardedBackend
from joindots.intake.web.encodings import unpack
from joindots.intake.web.errors import FetchError, OutageError
from joindots.intake.web.guards import PUBLIC_GUARD, Guard
from joindots.intake.web.limits import Limits

# No cookies, no referrer, nothing of the user: each request could be anybody's.
_HEADERS = (
    (b"Accept", b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    (b"Accept-Encoding", b"gzip"),
)
Headers = tuple[tuple[str, str], ...]


class Exchange(Struct, frozen=True, kw_only=True):
    """A response as it came.

    Attributes:
        url: What was asked for.
        time: When, in UTC, to the second.
        peer: The IP address that answered, or None.
        version: Of HTTP, such as `HTTP/1.1`.
        status: Its code.
        phrase: Its words, as the server put them.
        headers: All, in order, names and values as received (bytes as Latin-1).
        body: Without transfer encoding; still packed where a `Content-Encoding` says so.
    """

    url: str
    time: datetime
    peer: str | None
    version: str
    status: int
    phrase: str
    headers: Headers
    body: bytes = b""

    @property
    def encoding(self) -> str:
        """The content encodings, lower case, joined by commas; empty where nothing is packed."""
        return ",".join(value.strip().lower() for name, value in self.headers if name.lower() == "content-encoding")

    def find_header(self, name: str) -> str:
        """The first header of a name (lower case), or the empty string."""
        return next((value.strip() for key, value in self.headers if key.lower() == name), "")

    def unpack(self, most: int) -> bytes:
        """The body unpacked, as far as `most` bytes.

        Raises:
            FetchError: It is packed in an unknown way or damaged.
        """
        found = bytearray()
        for piece in unpack([self.body], self.encoding):
            found += piece
            if len(found) >= most:
                break
        return bytes(found[:most])


class Wire(Struct, frozen=True, kw_only=True):
    """How requests are made.

    Attributes:
        agent: Who asks: product and version.
        guard: Where connections may go.
        limits: What they may cost.
        tls: Certificates that are trusted; None trusts those of the system and of certifi.
        now: The clock for the record.
    """

    agent: str
    guard: Guard = PUBLIC_GUARD
    limits: Limits = Limits()
    tls: ssl.SSLContext | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def exchange(
        self, address: Address, most: int, headers: Sequence[tuple[str, str]] = (), *, cut: bool = False
    ) -> Exchange:
        """Ask for one address.

        Args:
            address: What to ask for; redirects are not followed here.
            most: Bytes of the body, as sent and unpacked.
            headers: Further ones to send.
            cut: Whether to keep the beginning of a body that is larger, instead of refusing it.

        Raises:
            OutageError: The host does not answer, or broke off.
            FetchError: It must not be asked, or what it sends must not be taken.
        """
        backend = GuardedBackend(self.guard, self.limits, time.monotonic() + self.limits.request_seconds)
        host = address.origin.partition("//")[2].encode()
        sent = [
            (b"Host", host),
            (b"User-Agent", self.agent.encode()),
            *_HEADERS,
            *((name.encode(), value.encode("latin-1")) for name, value in headers),
        ]
        asked = self.now().astimezone(UTC).replace(microsecond=0)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self.tls, network_backend=backend, max_connections=1) as pool,
                pool.stream("GET", _split(address), headers=sent) as response,
            ):
                started = _read_head(response, address, asked, backend.peer)
                return replace(started, body=_receive(response, started.encoding, most, cut=cut))
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise _explain(error, address.host, backend) from error


def _split(address: Address) -> httpcore.URL:
    return httpcore.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )


def _read_head(response: httpcore.Response, address: Address, asked: datetime, peer: str | None) -> Exchange:
    """A response whose body has yet to come."""
    return Exchange(
        url=address.url,
        time=asked,
        peer=peer,
        version=_extension(response, "http_version", "HTTP/1.1"),
        status=response.status,
        phrase=_extension(response, "reason_phrase", ""),
        headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers),
    )


def _extension(response: httpcore.Response, name: str, default: str) -> str:
    value = response.extensions.get(name)
    return value.decode("latin-1") if isinstance(value, bytes) else default


def _receive(response: httpcore.Response, encoding: str, most: int, *, cut: bool) -> bytes:
    """The body as sent, unpacked on the side to know its size."""
    body = bytearray()

    def keep() -> Iterator[bytes]:
        for chunk in response.iter_stream():
            body.extend(chunk)
            yield chunk

    size = 0
    for piece in unpack(keep(), encoding):
        size += len(piece)
        if max(size, len(body)) > most:
            if cut:
                break
            raise FetchError(f"The page is larger than {most // 2**20} MB.")
    return bytes(body)


def _explain(error: Exception, host: str, backend: GuardedBackend) -> FetchError:
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError(f"The server's certificate does not prove that it is {host}.")
    if backend.peer is None:
        return OutageError("The server cannot be reached.")
    if time.monotonic() >= backend.deadline:
        seconds = round(backend.limits.request_seconds)
        return FetchError(f"The server is too slow: the page was not here after {seconds} seconds.")
    if isinstance(error, httpcore.TimeoutException):
        return OutageError("The server fell silent.")
    if isinstance(error, httpcore.ProtocolError):
        return OutageError("The server's answer is no valid HTTP, or breaks off before its end.")
    return OutageError("The connection broke.")
