"""`joindots import-annotations`: what somebody changed in exported annotations."""

from pathlib import Path
from typing import Annotated

import typer

from joindots.app.cli.commands import app

OUT = Path("out")


@app.command("import-annotations")
def import_annotations(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.xmi...", help="Edited files of `export -f xmi`.")],
    account: Annotated[Path, typer.Option("--account", "-a", metavar="DIR", help="The account's folder.")] = Path(
        "out"
    ),
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="Append the decisions, made by this person.")
    ] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, in a sentence.")] = "annotated",
) -> None:
    """Read annotations back that somebody edited in INCEpTION or another tool of UIMA, and tell what was changed.

    A statement or number taken away is rejected, a changed stance is changed, a name or statement newly marked is
    added; other changes are told and nothing follows from them. With `--who`, these decisions are appended to the
    account's history; they hold from the next `joindots read` into the folder.

    **Examples**

        joindots export -f xmi --account out --out annotations

        joindots import-annotations annotations/d3a9c0d1e2b4.xmi --account out --who "Mira Holt"
    """
    from joindots.app.cli.annotation_reports import show_returned  # noqa: PLC0415 - `--help` need not load it
    from joindots.run.annotating import read_annotations  # noqa: PLC0415 - as above
    from joindots.run.deciding import open_folder  # noqa: PLC0415 - as above

    docket = open_folder(account)
    returned = read_annotations(docket, files)
    actions = [one.action for one in returned if one.action is not None]
    if who is not None:
        for action in actions:
            docket.decide(action, who=who, why=why)
    show_returned(docket.account, returned, appended=who is not None)
