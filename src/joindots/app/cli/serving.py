"""`joindots serve`: the desk, a case in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from joindots.app.cli.case_commands import CaseName
from joindots.app.cli.commands import Config, app

PORT = 8417


@app.command()
def serve(
    case: CaseName,
    port: Annotated[int, typer.Option("--port", "-p", metavar="N", min=1, max=65535, help="Port to listen on.")] = PORT,
    host: Annotated[
        str,
        typer.Option("--host", metavar="NAME", help="Address to listen on; others than this machine's need --public."),
    ] = "127.0.0.1",
    public: Annotated[bool, typer.Option("--public", help="Let other machines in. Put TLS in front of it.")] = False,
    config: Config = None,
) -> None:
    """Open a case in the browser: search, look, correct, add reports.

    Prints an address with the key to this desk; who has it can read and change the case. Only this machine can reach
    it unless you say otherwise. A case that is not there is made.

    For example:

        joindots serve case.joindots
    """
    from joindots.model import MissingExtraError, OptionsError  # noqa: PLC0415 - `--help` need not load it

    try:
        from joindots.app.web import serving  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError(
            "The desk needs an extra that is not installed: pip install 'joindots[desk]'"
        ) from error
    from joindots.app.web.desks import Desk  # noqa: PLC0415 - as above
    from joindots.run import load_options  # noqa: PLC0415 - as above
    from joindots.store.cases import open_case  # noqa: PLC0415 - as above

    if host not in serving.LOOPBACK and not public:
        raise OptionsError(f"--host {host}: other machines could reach it; say --public if they shall")
    token = serving.make_token()
    with open_case(case, create=True) as opened, serving.listen(host, port) as listener:
        desk = Desk(opened, find_inbox(case), load_options(config))
        typer.echo(f"http://{host}:{port}/?token={token}")
        typer.echo("Open this address. It holds the key to this desk; end it with Ctrl+C.", err=True)
        serving.serve(desk, listener, token=token, hosts=serving.list_hosts(host, port))


def find_inbox(case: str) -> Path:
    """The folder that keeps what is uploaded until it has been read: beside the case, or a new one."""
    if "://" in case:
        from tempfile import mkdtemp  # noqa: PLC0415 - `--help` need not load it

        return Path(mkdtemp(prefix="joindots-"))
    path = Path(case)
    return path.parent / f"inbox-{path.name}"
