"""A web site on the loopback, and a client that may ask it: for tests only, the real guard refuses both."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

from msgspec.structs import replace

from joindots.intake.web.client import Client
from joindots.intake.web.exchanges import Wire
from joindots.intake.web.guards import Guard
from joindots.intake.web.limits import Limits
from joindots.intake.web.schedules import Clock

PAGE = (
    b"<!doctype html><html><head><title>Ferry strikes pier at Lowmark</title></head><body><article>"
    b"<h1>Ferry strikes pier at Lowmark</h1><p>Two people were killed when a ferry struck the pier at Lowmark on "
    b"Tuesday, the harbour police said.</p><p>The harbour office said that the lamp on the pier had been dark for a "
    b"week, and that a repair had been ordered.</p></article></body></html>"
)
AGENT = "joindots/0.0"


class Site:
    """What the site answers, and what it was asked."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def url(self, path: str, host: str = "news.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def put(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> None:
        """Answer with a body; header names are written with `_` for `-`."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
            for name, value in {**named, **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer

    def put_raw(self, path: str, chunks: Callable[[], Iterator[bytes]]) -> None:
        """Answer with bytes as they are, piece by piece."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.close_connection = True
            for chunk in chunks():
                handler.wfile.write(chunk)
                handler.wfile.flush()

        self.answers[path] = answer

    def put_in_turn(self, path: str, *statuses: int, **headers: str) -> None:
        """Answer with one status after the other, and with the last one from then on."""
        left = list(statuses)

        def answer(handler: BaseHTTPRequestHandler) -> None:
            status = left.pop(0) if len(left) > 1 else left[0]
            self.put("/in-turn", PAGE if status == 200 else b"", status, **({} if status == 200 else headers))
            self.answers["/in-turn"](handler)

        self.answers[path] = answer


@contextmanager
def serve(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            answer = site.answers.get(self.path)
            try:
                if answer:
                    answer(self)
                else:
                    self.send_error(404)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


LOOPBACK = Guard(resolve=lambda _host, _port: ["127.0.0.1"], allows=lambda address: address.is_loopback)


def make_client(guard: Guard = LOOPBACK, tls: ssl.SSLContext | None = None, **limits: float) -> SimpleNamespace:
    """A client that may ask the loopback, whose waits are counted and not waited."""
    slept: list[float] = []
    clock = Clock(seconds=lambda: sum(slept), sleep=slept.append)
    wire = Wire(agent=AGENT, guard=guard, limits=replace(Limits(), **limits), tls=tls)
    client = Client(wire, clock)
    return SimpleNamespace(client=client, fetch=client.fetch, slept=slept)
