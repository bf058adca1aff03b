"""Connections that go only where the guard allows, and end when their time is up."""

import ssl
import time
from collections.abc import Iterable
from ipaddress import ip_address

import httpcore

from joindots.intake.web.errors import FetchError
from joindots.intake.web.guards import PRIVATE, Guard
from joindots.intake.web.limits import Limits

MOST_ADDRESSES = 4
"""Of one host that are tried in turn; beyond them a host is down."""


class GuardedBackend(httpcore.NetworkBackend):
    """Makes the connection of one request.

    The host is resolved once; the connection goes to an address that was checked, so that a second answer of the
    resolver changes nothing. TLS is negotiated with the host's own name by `httpcore`.
    """

    def __init__(self, guard: Guard, limits: Limits, deadline: float) -> None:
        """Take the guard, the limits, and when the request must be over (`time.monotonic`)."""
        self.guard = guard
        self.limits = limits
        self.deadline = deadline
        self.peer: str | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - its own limit holds
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers.

        Raises:
            FetchError: The host is unknown, or an address of it is not allowed.
            httpcore.ConnectError, httpcore.ConnectTimeout: None answers.
        """
        addresses = self.guard.find(host, port)[:MOST_ADDRESSES]
        failure: Exception | None = None
        for address in addresses:
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    str(address),
                    port,
                    min(self.limits.connect_seconds, _left(self.deadline)),
                    local_address,
                    socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return self._check_peer(stream)
        raise failure or httpcore.ConnectError

    def _check_peer(self, stream: httpcore.NetworkStream) -> httpcore.NetworkStream:
        """Ask the connection itself where it went."""
        peer = str(stream.get_extra_info("server_addr")[0])
        if not self.guard.allows(ip_address(peer)):
            stream.close()
            raise FetchError(PRIVATE)
        self.peer = peer
        return TimedStream(stream, self.limits, self.deadline)


class TimedStream(httpcore.NetworkStream):
    """A stream on which no read or write outlasts the request's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, limits: Limits, deadline: float) -> None:
        """Take the stream below, the limits, and when the request must be over (`time.monotonic`)."""
        self.stream = stream
        self.limits = limits
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - its own limit holds
        """As `httpcore.NetworkStream`."""
        return self.stream.read(max_bytes, self._patience(self.limits.silence_seconds))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - its own limit holds
        """As `httpcore.NetworkStream`."""
        self.stream.write(buffer, self._patience(self.limits.silence_seconds))

    def close(self) -> None:
        """As `httpcore.NetworkStream`."""
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - its own limit holds
    ) -> httpcore.NetworkStream:
        """As `httpcore.NetworkStream`; the handshake as a whole has the time of a connection."""
        patience = self._patience(self.limits.connect_seconds)
        return TimedStream(self.stream.start_tls(ssl_context, server_hostname, patience), self.limits, self.deadline)

    def get_extra_info(self, info: str) -> object:
        """As `httpcore.NetworkStream`."""
        return self.stream.get_extra_info(info)

    def _patience(self, most: float) -> float:
        return min(most, _left(self.deadline))


def _left(deadline: float) -> float:
    """Seconds until a deadline.

    Raises:
        httpcore.ReadTimeout: There are none.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
