"""`joindots export` and `import-annotations`: an account in other forms, and what comes back from one of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from joindots.app.cli.commands import Account, Quiet, app, load_account

if TYPE_CHECKING:
    from joindots.account.codebooks import Codebook

CODEBOOKS: Final[tuple["Codebook", ...]] = ("gtd", "acled")
FORMS: Final = (
    *("csv", "xlsx", "jsonl", "md", "docx", "pdf", "jsonld", "geojson", "graphml", "ftm", "xmi"),
    *CODEBOOKS,
)
OUT = Path("out")


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FORMS)}.")],
    account: Account = Path("out"),
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the files; made if missing.")
    ] = Path("export"),
    quiet: Quiet = False,
) -> None:
    """Write an account in another form, each with its evidence: report, start, end, quote.

    Tables: `csv`, `xlsx`, `jsonl`. A report with footnoted evidence: `md`, `docx`, `pdf`. Data for other
    tools: `jsonld` (schema.org), `geojson`, `graphml`, `ftm` (FollowTheMoney), `xmi` (UIMA, for INCEpTION; read back
    with `joindots import-annotations`). Codebooks of incidents: `gtd` is the Global Terrorism Database, `acled` the
    Armed Conflict Location & Event Data; beside the table of incidents stand all reported values with who says them,
    and for each cell the rule that chose it. What a codebook leaves to judgement stays empty.

    `docx` and `pdf` need an extra: `pip install 'joindots[documents]'`.
    """
    from joindots.app.cli.reports import show_paths  # noqa: PLC0415 - `--help` need not load it
    from joindots.model import OptionsError  # noqa: PLC0415 - as above
    from joindots.run import write_codebook, write_export  # noqa: PLC0415 - as above

    if form in CODEBOOKS:
        written = write_codebook(load_account(account), form, out)
    elif form in FORMS:
        written = write_export(load_account(account), form, out)
    else:
        raise OptionsError(f"--format {form}: is none of {', '.join(FORMS)}")
    if not quiet:
        show_paths(written)


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

    For example:

        joindots export -f xmi --account out --out annotations

        joindots import-annotations annotations/d3a9c0d1e2b4.xmi --account out --who "Mira Holt"
    """
    from joindots.app.cli.export_reports import show_returned  # noqa: PLC0415 - `--help` need not load it
    from joindots.run.annotating import read_annotations  # noqa: PLC0415 - as above
    from joindots.run.deciding import open_folder  # noqa: PLC0415 - as above

    docket = open_folder(account)
    returned = read_annotations(docket, files)
    actions = [one.action for one in returned if one.action is not None]
    if who is not None:
        for action in actions:
            docket.decide(action, who=who, why=why)
    show_returned(docket.account, returned, appended=who is not None)
