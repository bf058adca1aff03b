"""The commands for cases: piles that are kept and grow."""

from pathlib import Path
from typing import Annotated

import typer

from joindots.app.cli.commands import Quiet, app

CaseName = Annotated[str, typer.Argument(metavar="CASE", help="The file, or `postgresql://` database, of the pile.")]


@app.command()
def search(
    case: CaseName,
    query: Annotated[str, typer.Argument(metavar="WORDS", help="Reports that have them all are found.")],
    about: Annotated[
        str | None, typer.Option("--about", metavar="NAME", help="Only what mentions this person, place or body.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="Published on this day (2031-05-14) or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Published on this day or earlier.")
    ] = None,
    most: Annotated[int, typer.Option("--most", "-n", metavar="N", help="Reports to show.", min=1)] = 20,
) -> None:
    """Search the reports of a case.

    Words are found in titles and texts, in any case and with or without accents, the best report first. No character
    has a special meaning.

    For example:

        joindots search case.joindots "fuel pier"

        joindots search case.joindots collision --about "Ilse Varga" --since 2031-05-14

    Exit status: 0 something was found, 1 nothing was.
    """
    from joindots.app.cli.case_reports import show_hits  # noqa: PLC0415 - `--help` need not load it
    from joindots.run.cases import Search, find_entity, open_case  # noqa: PLC0415 - as above

    with open_case(case) as opened:
        entity = find_entity(opened, about).id if about else None
        hits = opened.search(Search(query=query, entity=entity, since=since, until=until, most=most))
    show_hits(hits)
    if not hits:
        raise typer.Exit(1)


@app.command()
def delete(
    case: CaseName,
    document: Annotated[str, typer.Argument(metavar="REPORT", help="Its id, such as d3a9c0d1e2b4, or its source.")],
    quiet: Quiet = False,
) -> None:
    """Delete a report from a case, with everything that follows from it.

    Its text, its original, what was found in it and what was decided about it go, and the account is joined again
    without it. Nothing of it is left in any file of the case. What lies elsewhere stays: the file that it was read
    from, folders written with `--out`, backups.
    """
    from joindots.app.cli.case_reports import show_deletion  # noqa: PLC0415 - `--help` need not load it
    from joindots.app.cli.progress import shown_progress  # noqa: PLC0415 - as above
    from joindots.run import load_options  # noqa: PLC0415 - as above
    from joindots.run.cases import delete_report, open_case  # noqa: PLC0415 - as above

    with open_case(case) as opened, shown_progress(quiet=quiet) as progress:
        deletion = delete_report(opened, document, options=load_options(), progress=progress)
    if not quiet:
        show_deletion(deletion)


@app.command()
def backup(
    case: CaseName, target: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; replaced if it is there.")]
) -> None:
    """Copy a case into one file, also while it is read and written. The copy is checked before it appears."""
    from joindots.app.cli.reports import show_paths  # noqa: PLC0415 - `--help` need not load it
    from joindots.run.cases import write_backup  # noqa: PLC0415 - as above

    write_backup(case, target)
    show_paths([target])


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A copy from `joindots backup`.")],
    case: CaseName,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of a case that is there.")] = False,
) -> None:
    """Make a case from a backup. The copy is checked before it takes the place of anything."""
    from joindots.app.cli.reports import show_paths  # noqa: PLC0415 - `--help` need not load it
    from joindots.run.cases import restore_backup  # noqa: PLC0415 - as above

    restore_backup(source, case, replace=replace)
    show_paths([Path(case)])
