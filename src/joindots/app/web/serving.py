"""The desk as an application, and the server that runs it."""

import secrets
import socket
from collections.abc import Sequence
from typing import Any

from litestar import Litestar, Request, Response, Router
from litestar.di import Provide
from litestar.enums import MediaType
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

import joindots
from joindots.app.web import interface, pages
from joindots.app.web.desks import MOST_UPLOAD_BYTES, Desk
from joindots.app.web.gates import Gate
from joindots.app.web.overviews import Overviews
from joindots.app.web.templating import fill
from joindots.model import InputError, JoindotsError, MissingExtraError, OptionsError, StoreError

Asked = Request[Any, Any, Any]


def make_application(desk: Desk, *, token: str, hosts: Sequence[str]) -> Gate:
    """The desk behind its gate.

    Args:
        desk: Of an open case.
        token: To come in with.
        hosts: Names, with ports, that it is asked by.
    """
    overviews = Overviews(desk)
    site = Router(path="/", route_handlers=list(pages.HANDLERS), include_in_schema=False)
    application = Litestar(
        route_handlers=[site, interface.ROUTER],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "overviews": Provide(lambda: overviews, sync_to_thread=False),
        },
        exception_handlers={JoindotsError: _tell_error, HTTPException: _tell_refusal},
        openapi_config=OpenAPIConfig(
            title="joindots", version=joindots.__version__, path="/schema", render_plugins=[JsonRenderPlugin()]
        ),
        request_max_body_size=MOST_UPLOAD_BYTES,
        debug=False,
        logging_config=None,
    )
    return Gate(application, token=token, hosts=hosts)  # type: ignore[arg-type]


def _tell_error(request: Asked, error: JoindotsError) -> Response[object]:
    """An error that is the asker's, the case's, or ours."""
    status = (
        400
        if isinstance(error, OptionsError | InputError | MissingExtraError)
        else 503
        if isinstance(error, StoreError)
        else 500
    )
    return _answer(request, status, str(error))


def _tell_refusal(request: Asked, error: HTTPException) -> Response[object]:
    return _answer(request, error.status_code, error.detail)


def _answer(request: Asked, status: int, words: str) -> Response[object]:
    if request.url.path.startswith("/api"):
        return Response({"status_code": status, "detail": words}, status_code=status)
    page = fill("error.html.j2", words=words, summary=None, here="")
    return Response(page, status_code=status, media_type=MediaType.HTML)


def make_token() -> str:
    """A new token."""
    return secrets.token_urlsafe(32)


def list_hosts(host: str, port: int) -> list[str]:
    """The names by which a desk at an address is asked."""
    names = {host, "127.0.0.1", "localhost", "[::1]"} if host in LOOPBACK else {host}
    return sorted(f"{name}:{port}" for name in names) + (sorted(names) if port == 80 else [])


LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, so that the address is ours before anybody is told it.

    Args:
        host: Address to listen on.
        port: Port to listen on.

    Raises:
        OptionsError: Another program listens there, or the address is none of this machine.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((str(address[0]), port), family=family)
    except OSError as error:
        raise OptionsError(
            f"{host}, port {port}: cannot be listened on ({error.strerror}); try another --port"
        ) from error


def serve(desk: Desk, listener: socket.socket, *, token: str, hosts: Sequence[str]) -> None:
    """Serve until somebody ends it.

    Args:
        desk: Of an open case.
        listener: From `listen`.
        token: To come in with.
        hosts: From `list_hosts`.
    """
    import uvicorn  # noqa: PLC0415 - not needed to test an application

    application = make_application(desk, token=token, hosts=hosts)
    config = uvicorn.Config(application, log_level="error", server_header=False, date_header=False, ws="none")
    uvicorn.Server(config).run(sockets=[listener])
    desk.close()
