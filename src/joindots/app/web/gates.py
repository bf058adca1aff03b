"""The gate of the desk: who may come in, and what a browser may do with what comes out.

The desk holds confidential reports and shows texts written by strangers. So: one token a start, known to whoever
started it; no other name for this machine than those it goes by (a page elsewhere could otherwise point its own name
here); no writing on behalf of another site; and nothing that comes out may run, be framed, be sent on, or be kept.

Source: OWASP Cheat Sheet Series, Cross-Site Request Forgery Prevention (verifying origin; Fetch Metadata).
"""

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS: Final[dict[bytes, bytes]] = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",  # with none at all, browsers send forms of our own pages without their origin
    b"cache-control": b"no-store",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"x-frame-options": b"DENY",
}
PATIENCE_SECONDS: Final = 60.0
"""A page of a case of 50,000 reports, made for the first time, takes seconds; what takes a minute never ends."""

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_FIELDS = 64  # of an address
_LONGEST_QUERY = 8_192  # bytes of an address behind the question mark


class Gate:
    """An application behind the gate.

    Attributes:
        token: To come in with: `/?token=...` once, then by cookie; or as `Authorization: Bearer`, for programs.
        hosts: Names, with ports, under which the desk may be asked.
        patience: Seconds within which an answer has to begin.
    """

    def __init__(
        self, application: Application, *, token: str, hosts: Iterable[str], patience: float = PATIENCE_SECONDS
    ) -> None:
        """Guard an application."""
        self.application = application
        self.patience = patience
        self._left: set[asyncio.Future[None]] = set()
        self.token = token
        self.hosts = frozenset(hosts)
        self._session = secrets.token_urlsafe(32)
        # Cookies know no ports: each start has a name of its own, so that two desks do not put each other out.
        self._cookie = "joindots-" + hashlib.sha256(token.encode()).hexdigest()[:8]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it."""
        if scope["type"] == "lifespan":
            await self.application(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        answer = self._judge(scope, headers)
        if answer is not None:
            await _answer(_guarded(send), *answer)
        elif scope["method"] == "GET":
            await self._answer_in_time(scope, receive, _guarded(send))
        else:
            await self.application(scope, receive, _guarded(send))

    async def _answer_in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a question in, and give up on it where its answer does not begin in time."""
        begun = asyncio.Event()
        late = False

        async def send_in_time(message: Message) -> None:
            if not late:
                begun.set()
                await send(message)

        task = asyncio.ensure_future(self.application(scope, receive, send_in_time))
        waiting = asyncio.ensure_future(begun.wait())
        await asyncio.wait({task, waiting}, timeout=self.patience, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if begun.is_set() or task.done():
            await task
            return
        late = True  # the thread that works on it ends by itself; nobody waits for it
        self._left.add(task)
        task.add_done_callback(self._left.discard)
        await _answer(send, 503, "This question takes too long; ask for less.\n", [])

    def _judge(  # noqa: PLR0911 - one line a rule
        self, scope: Scope, headers: dict[str, str]
    ) -> tuple[int, str, list[Header]] | None:
        """What to answer instead of the application; None to let the request in."""
        if headers.get("host", "") not in self.hosts:
            return 421, "This is not a name of this desk.\n", []
        if len(scope["query_string"]) > _LONGEST_QUERY:
            return 414, "This address is too long.\n", []
        if self._is_token(headers.get("authorization", "").removeprefix("Bearer ")):
            return None
        if scope["method"] == "GET" and scope["path"] == "/" and self._is_token(_query_token(scope)):
            cookie = f"{self._cookie}={self._session}; Path=/; HttpOnly; SameSite=Strict"
            return 303, "", [(b"location", b"/"), (b"set-cookie", cookie.encode())]
        if not self._has_cookie(headers):
            return 401, "Open the address that `joindots serve` printed: it holds the key to this desk.\n", []
        if scope["method"] not in _READING and not _is_own(scope, headers):
            return 403, "This was not sent by a page of this desk.\n", []
        return None

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), self.token.encode())

    def _has_cookie(self, headers: dict[str, str]) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return cookie is not None and secrets.compare_digest(cookie.value.encode(), self._session.encode())


async def _answer(send: Send, status: int, words: str, extra: list[Header]) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})


def _query_token(scope: Scope) -> str:
    query: bytes = scope["query_string"]
    try:
        fields = parse_qs(query.decode("latin-1"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        return ""
    return fields.get("token", [""])[0]


def _is_own(scope: Scope, headers: dict[str, str]) -> bool:
    """Whether a browser says that a page of the desk itself sends this; one that says nothing is not believed."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is None and site is None:
        return False
    own = f"{scope.get('scheme', 'http')}://{headers['host']}"
    return origin in {None, own} and site in {None, "same-origin"}


def _guarded(send: Send) -> Send:
    """Every answer with the headers that keep it harmless; a page of its own policy keeps that."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", []))
            names = {name.lower() for name, _ in given}
            message = {**message, "headers": given + [h for h in _HEADERS.items() if h[0] not in names]}
        await send(message)

    return guarded
